//! The coverage as a matrix of markets and roles on a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{code, format_market_counts, name, remarks};
use crate::contact::Role;
use crate::coverage::{CoverageStatus, Market, Matrix, RoleCount};
use crate::i18n::{Language, messages};
use crate::report::sanitized;
use crate::report::table::{Cell, Column, Table};

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// The column of the remarks, and the width that they have at least beside the full labels of the roles.
const REMARKS: usize = 2 + Role::ALL.len();
const REMARKS_ROOM: usize = 34;

/// Writes the coverage as text in lines of `width` columns: a sentence with the totals, and a matrix of markets and
/// roles, the gaps first.
pub(crate) fn coverage_as_text(
    matrix: &Matrix,
    width: usize,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{STRONG}{}{STRONG:#}", format_market_counts(&matrix.counts(), language))?;
    if matrix.markets.is_empty() {
        return out.flush();
    }
    writeln!(out)?;
    let markets = matrix.worst_first();
    let rows: Vec<[Cell; REMARKS + 1]> =
        markets.iter().map(|market| row(market, name(market, matrix, language), language)).collect();
    let table = table(&rows, width, language);
    table.write_head(out)?;
    rows.iter().try_for_each(|row| table.write_row(row, out))?;
    let is_shown = |is: fn(&RoleCount) -> bool| markets.iter().any(|market| market.roles.iter().any(is));
    let meanings = [
        (is_shown(|count| word_behind(count) == Some(StyledWord::Global)), messages::MeaningGlobal.text(language)),
        (is_shown(|count| word_behind(count) == Some(StyledWord::Part)), messages::MeaningPart.text(language)),
    ];
    let meanings: Vec<&str> = meanings.into_iter().filter_map(|(shown, words)| shown.then_some(words)).collect();
    writeln!(out, "\n{FAINT}{}{FAINT:#}", messages::MeaningSigns.text(language))?;
    if !meanings.is_empty() {
        writeln!(out, "{FAINT}{}{FAINT:#}", language.join_with_semicolons(&meanings))?;
    }
    out.flush()
}

/// Returns the layout of the matrix, with short labels of the roles if the full ones leave too little room.
fn table(rows: &[[Cell; REMARKS + 1]], width: usize, language: Language) -> Table<'static, { REMARKS + 1 }> {
    let with = |[marketing, sales, technical, success]: [&'static str; Role::ALL.len()]| {
        let columns = [
            Column::word(""),
            Column::text(messages::HeadMarket.text(language)),
            Column::number(marketing),
            Column::number(sales),
            Column::number(technical),
            Column::number(success),
            Column::text(""),
        ];
        Table::new(columns, rows, (0, width), language)
    };
    let full = with([
        messages::HeadMarketing.text(language),
        messages::HeadSales.text(language),
        messages::HeadTechnical.text(language),
        messages::HeadSuccess.text(language),
    ]);
    if full.has_room(REMARKS, REMARKS_ROOM) {
        return full;
    }
    with([
        messages::HeadMarketingShort.text(language),
        messages::HeadSalesShort.text(language),
        messages::HeadTechnicalShort.text(language),
        messages::HeadSuccessShort.text(language),
    ])
}

/// Returns the table row of a market: its sign and code, its name, a number for each role, and the remarks.
fn row(market: &Market, name: &str, language: Language) -> [Cell; REMARKS + 1] {
    let (sign, style) = sign_of(market.status());
    let [marketing, sales, technical, success] = Role::ALL.map(|role| {
        let count = market.role(role);
        let style = if count.contacts == 0 { FAINT } else { Style::new() };
        Cell { style, text: cell(count, language) }
    });
    let texts: Vec<String> = remarks(market, language).iter().map(|remark| sanitized(remark).into_owned()).collect();
    let sign = Cell { style, text: format!("{sign} {}", code(market)) };
    let remarks = Cell { style, text: language.join_with_semicolons(&texts) };
    [sign, name.to_owned().into(), marketing, sales, technical, success, remarks]
}

/// Returns the sign and the colour of a market's state. The sign alone is sufficient.
fn sign_of(status: CoverageStatus) -> (char, Style) {
    match status {
        CoverageStatus::Nobody => ('✗', AnsiColor::Red.on_default().bold()),
        CoverageStatus::NoSales => ('!', AnsiColor::Red.on_default()),
        CoverageStatus::Weak => ('~', AnsiColor::Yellow.on_default()),
        CoverageStatus::Covered => ('✓', AnsiColor::Green.on_default()),
    }
}

/// Returns the number of contacts, followed by a word if all of them cover the market in part or by `OOO`.
pub(super) fn cell(count: &RoleCount, language: Language) -> String {
    match (count.contacts, word_behind(count)) {
        (0, _) => "–".to_owned(),
        (count, Some(StyledWord::Part)) => format!("{count} {}", messages::Part.text(language)),
        (count, Some(StyledWord::Global)) => format!("{count} OOO"),
        (count, None) => count.to_string(),
    }
}

/// The word after a number of contacts.
#[derive(PartialEq, Eq)]
enum StyledWord {
    Part,
    Global,
}

fn word_behind(count: &RoleCount) -> Option<StyledWord> {
    match count.contacts {
        0 => None,
        _ if count.is_only_states() => Some(StyledWord::Part),
        _ if count.is_only_global() => Some(StyledWord::Global),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{every_kind, global};
    use super::*;
    use crate::coverage::Coverage;

    fn render(matrix: &Matrix, width: usize) -> String {
        let mut text = anstream::AutoStream::never(Vec::new());
        coverage_as_text(matrix, width, Language::En, &mut text).unwrap();
        String::from_utf8(text.into_inner()).unwrap()
    }

    #[test]
    fn gaps_come_first() {
        let expected = "\
3 of 5 markets covered (3 of them weakly), 1 without a Partner sales contact, 1 without any contact

      Market   Marketing   Sales  Technical  Success
✗ IT  Italy            –       –          –        –  nobody covers it
! FR  France           1       –          –        –  no Partner sales contact; only bob@contoso.com
~ AT  Austria          1       1          –        –  Partner sales only by ann@contoso.com
~ CA  Canada           –  1 part          –        1  Partner sales only in CA-ON, CA-QC; Partner sales only by cy@contoso.com
~ DE  Germany          1       1          –        –  only ann@contoso.com

✗ no contact, ! no Partner sales contact, ~ covered weakly, ✓ covered
part: only some of its states
";
        assert_eq!(render(&every_kind(), 200), expected);
    }

    #[test]
    fn a_narrow_matrix_has_the_remarks_below_and_then_a_line_for_each_cell() {
        let rows = |width: usize| render(&every_kind(), width).lines().skip(2).take(8).collect::<Vec<_>>().join("\n");
        let expected = "\
\x20     Market   Mktg   Sales  Tech  CSM
✗ IT  Italy       –       –     –    –  nobody covers it
! FR  France      1       –     –    –  no Partner sales contact;
\x20                                       only bob@contoso.com
~ AT  Austria     1       1     –    –  Partner sales only by
\x20                                       ann@contoso.com";
        assert!(rows(66).starts_with(expected), "{}", rows(66));
        let expected = "\
\x20     Market   Mktg   Sales  Tech  CSM
✗ IT  Italy       –       –     –    –
\x20     nobody covers it
! FR  France      1       –     –    –
\x20     no Partner sales contact; only
\x20       bob@contoso.com";
        assert!(rows(40).starts_with(expected), "{}", rows(40));
        let expected = "✗ IT\n  Market: Italy\n  Mktg: –\n  Sales: –\n  Tech: –\n  CSM: –\n  nobody covers it\n! FR";
        assert!(rows(30).starts_with(expected), "{}", rows(30));
    }

    #[test]
    fn all_countries_have_one_line() {
        let shown_global = render(&global(), 80);
        assert!(shown_global.contains("\n~ OOO  all countries") && shown_global.lines().count() == 7, "{shown_global}");
        let none = Coverage::default().matrix(&[]);
        assert_eq!(render(&none, 80), "no contacts, so there are no markets\n");
    }
}
