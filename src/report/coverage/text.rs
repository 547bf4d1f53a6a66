//! The coverage as a matrix of markets and roles on a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{code, markets_counted, name, remarks};
use crate::contact::Role;
use crate::coverage::{CoverageStatus, Market, Matrix, RoleCount};
use crate::i18n::{Language, messages};
use crate::report::sanitized;

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// Minimum width of the names.
const NAME_ROOM: usize = 14;
/// Minimum width of the remarks that is kept free before the names are shortened.
const REMARK_ROOM: usize = 34;
/// Width of the sign and the code before a name.
const BEFORE: usize = 2 + 4;

/// Writes the coverage as text: a sentence with the totals, and a matrix of markets and roles, the gaps first. Lines
/// fit into `width` columns, unless that is less than the minimum widths need.
pub(crate) fn coverage_as_text(
    matrix: &Matrix,
    width: usize,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{STRONG}{}{STRONG:#}", markets_counted(&matrix.counts(), language))?;
    if matrix.markets.is_empty() {
        return out.flush();
    }
    writeln!(out)?;
    let layout = TableLayout::of(matrix, width, language);
    layout.write_head(out)?;
    let markets = matrix.worst_first();
    for market in &markets {
        layout.write_market(market, name(market, matrix, language), out)?;
    }
    let is_shown = |is: fn(&RoleCount) -> bool| markets.iter().any(|market| market.roles.iter().any(is));
    let meanings = [
        (is_shown(|count| word_behind(count) == Some(StyledWord::Global)), messages::MeaningGlobal.text(language)),
        (is_shown(|count| word_behind(count) == Some(StyledWord::Part)), messages::MeaningPart.text(language)),
    ];
    let meanings: Vec<&str> = meanings.into_iter().filter_map(|(shown, words)| shown.then_some(words)).collect();
    if !meanings.is_empty() {
        writeln!(out, "\n{FAINT}{}{FAINT:#}", language.join_with_semicolons(&meanings))?;
    }
    out.flush()
}

/// The widths of the columns, in terminal columns.
struct TableLayout {
    language: Language,
    heads: [&'static str; Role::ALL.len()],
    name: usize,
    roles: [usize; Role::ALL.len()],
    remarks: usize,
}

impl TableLayout {
    fn of(matrix: &Matrix, width: usize, language: Language) -> Self {
        let names = matrix.markets.iter().map(|market| name(market, matrix, language).width());
        let longest = names.max().unwrap_or(0).max(NAME_ROOM);
        let with = |heads: [&'static str; Role::ALL.len()]| {
            let of_role = |role: Role| {
                let cells = matrix.markets.iter().map(|market| cell(market.role(role), language).width());
                cells.chain([heads[role as usize].width()]).max().unwrap_or(0)
            };
            let roles = Role::ALL.map(of_role);
            let room = width.saturating_sub(BEFORE + roles.iter().map(|role| role + 2).sum::<usize>() + 2);
            let name = longest.min(room.saturating_sub(REMARK_ROOM).max(NAME_ROOM));
            TableLayout { language, heads, name, roles, remarks: room.saturating_sub(name).max(NAME_ROOM) }
        };
        let long = with([
            messages::HeadMarketing.text(language),
            messages::HeadSales.text(language),
            messages::HeadTechnical.text(language),
            messages::HeadSuccess.text(language),
        ]);
        let short = || {
            with([
                messages::HeadMarketingShort.text(language),
                messages::HeadSalesShort.text(language),
                messages::HeadTechnicalShort.text(language),
                messages::HeadSuccessShort.text(language),
            ])
        };
        if long.name == longest { long } else { short() }
    }

    fn write_head(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{FAINT}{}{}", " ".repeat(2), padded(messages::HeadMarket.text(self.language), self.name + 4))?;
        for (head, width) in self.heads.iter().zip(self.roles) {
            write!(out, "  {}{head}", " ".repeat(width - head.width()))?;
        }
        writeln!(out, "{FAINT:#}")
    }

    fn write_market(&self, market: &Market, name: &str, out: &mut dyn Write) -> io::Result<()> {
        let (sign, style) = sign_of(market.status());
        write!(out, "{style}{sign}{style:#} {:4}{}", code(market), padded(&shortened(name, self.name), self.name))?;
        for (role, width) in Role::ALL.into_iter().zip(self.roles) {
            let count = market.role(role);
            let style = if count.contacts == 0 { FAINT } else { Style::new() };
            let cell = cell(count, self.language);
            write!(out, "  {}{style}{cell}{style:#}", " ".repeat(width - cell.width()))?;
        }
        let remarks: Vec<String> =
            remarks(market, self.language).iter().map(|remark| sanitized(remark).into_owned()).collect();
        let indent = BEFORE + self.name + self.roles.iter().map(|role| role + 2).sum::<usize>();
        for (at, line) in wrapped(&remarks, messages::Semicolon.text(self.language), self.remarks).iter().enumerate() {
            let before = if at == 0 { String::new() } else { format!("\n{}", " ".repeat(indent)) };
            write!(out, "{before}  {style}{line}{style:#}")?;
        }
        writeln!(out)
    }
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

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Returns a text cut to a width.
fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if kept.width() + c.width().unwrap_or(0) + 1 > width {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

/// Returns the remarks in lines. A remark stays on one line if it fits, else it is broken between words; a word that is
/// too wide is cut.
fn wrapped(remarks: &[String], semicolon: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut put = |text: &str, is_new: bool| match lines.last_mut() {
        Some(line) if !is_new && line.width() + 1 + text.width() <= width => {
            line.push(' ');
            line.push_str(text);
        }
        _ => lines.push(text.to_owned()),
    };
    for (at, remark) in remarks.iter().enumerate() {
        let remark = if at + 1 < remarks.len() { format!("{remark}{semicolon}") } else { remark.clone() };
        if remark.width() <= width {
            put(&remark, false);
        } else {
            remark.split(' ').enumerate().for_each(|(at, word)| put(&shortened(word, width), at == 0));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::tests::{every_kind, global, matrix};
    use super::*;
    use crate::contact_list::tests::list;
    use crate::coverage::Coverage;

    fn shown(matrix: &Matrix, width: usize) -> String {
        let mut text = anstream::AutoStream::never(Vec::new());
        coverage_as_text(matrix, width, Language::En, &mut text).unwrap();
        String::from_utf8(text.into_inner()).unwrap()
    }

    #[test]
    fn gaps_come_first() {
        let expected = "\
3 of 5 markets covered (2 weakly), 1 without a Partner sales contact, 1 without any contact

  Market              Marketing   Sales  Technical  Success
✗ IT  Italy                   –       –          –        –  nobody covers it
! FR  France                  1       –          –        –  no Partner sales contact; only bob@contoso.com
~ CA  Canada                  –  1 part          –        1  Partner sales only in CA-ON, CA-QC
~ DE  Germany                 1       1          –        –  only ann@contoso.com
✓ AT  Austria                 1       1          –        –

part: only some of its states
";
        assert_eq!(shown(&every_kind(), 200), expected);
    }

    #[test]
    fn the_matrix_fits_the_terminal() {
        let rows = [
            "Ann,ann@contoso.com,CEO,Partner sales,\"SH, US\",\"US-WA, US-OR, US-CA, US-TX, US-NY\"",
            "Ann,ann@contoso.com,CEO,Partner marketing,\"SH, US\",",
            "Ann,ann@contoso.com,CEO,Partner technical sales,OOO,",
        ];
        let matrix = matrix(&list(&rows), &[]);
        for width in [80, 100, 120] {
            let shown = shown(&matrix, width);
            let widest = shown.lines().map(UnicodeWidthStr::width).max();
            assert!(widest <= Some(width), "{widest:?} of {width}:\n{shown}");
        }
    }

    #[test]
    fn all_countries_have_one_line() {
        let shown_global = shown(&global(), 80);
        assert!(shown_global.contains("\n~ OOO all countries") && shown_global.lines().count() == 6, "{shown_global}");
        let none = Coverage::default().matrix(&[]);
        assert_eq!(shown(&none, 80), "no contacts, so there are no markets\n");
    }

    #[test]
    fn wide_texts_are_cut_or_wrapped() {
        assert_eq!(shortened("Côte d’Ivoire", 8), "Côte d’…");
        assert_eq!(shortened("日本国", 5), "日本…");
        let wrapped =
            |remarks: &[&str]| wrapped(&remarks.iter().map(|text| text.to_string()).collect::<Vec<_>>(), ";", 14);
        assert_eq!(wrapped(&["only in US-WA, US-OR"]), ["only in US-WA,", "US-OR"]);
        assert_eq!(wrapped(&["no", "only a@b.de"]), ["no;", "only a@b.de"]);
        assert_eq!(wrapped(&["no", "a@b.de"]), ["no; a@b.de"]);
        assert_eq!(wrapped(&["only ann@contoso.com"]), ["only", "ann@contoso.c…"]);
    }
}
