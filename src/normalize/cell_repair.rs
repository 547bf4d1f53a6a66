//! Repairs cells whose text is wrapped or garbled as a whole: `="0123"`, a formula that keeps a text as it is in Excel, quotes
//! around all cells of a row, marks of Markdown, and text that was encoded twice.
//!
//! The rules of the columns are applied to the repaired cells again, so that they know only plain text. In rows without findings,
//! the common case, only names and job titles are checked for garbled letters.

use std::borrow::Cow;

use super::cell::Cell;
use super::encoded_twice::{may_be_encoded_twice, undo};
use super::quotation_marks::{row_mark, unquoted, without_markdown};
use crate::contact::{Column, ColumnMap, Row};
use crate::diagnostics::{Finding, Fix, Message, OneOf, Quoted, Rule};

/// A row whose cells were repaired.
pub(super) struct RepairedRow<'a> {
    pub(super) cells: ColumnMap<Cow<'a, str>>,
    repairs: Vec<(Column, Repair)>,
}

enum Repair {
    /// The cell was a formula that is only a text.
    TextFormula,
    /// The cell is in the quotation marks that all cells of the row have.
    Quoted,
    /// The cell of a table in Markdown is bold, italic or code.
    Markdown,
    /// The cell was encoded twice, and can be undone in one way.
    EncodedTwice,
    /// The cell was encoded twice, and is left as it is because it can be undone in several ways.
    EncodedTwiceEither(Vec<String>),
}

/// Returns whether the cell of a column may be a formula or have marks around it; without a column, whether one of the row may.
/// `false` is definitive.
#[inline]
fn may_be_wrapped(row: &Row<'_>, column: Option<Column>) -> bool {
    // Above ASCII, the first bytes of quotation marks and of spaces, which may come before them.
    let is_mark = |first: &u8| matches!(first, b'=' | b'"' | b'\'' | b'*' | b'_' | b'`' | 0xc2 | 0xe1..=0xe3);
    let may_be_wrapped = |cell: &str| match cell.as_bytes().first() {
        // Fast path: most cells start with a letter.
        None | Some(b'A'..=b'Z' | b'a'..=b'z') => false,
        Some(_) => cell.trim_ascii_start().as_bytes().first().is_some_and(is_mark),
    };
    match column {
        Some(column) => may_be_wrapped(row.cells[column]),
        None => row.cells.0.iter().any(|cell| may_be_wrapped(cell)),
    }
}

/// Returns whether a row may have cells to repair: formulas, marks around cells, or garbled text. `false` is definitive, unless a
/// name or a job title is garbled: such texts may have letters only, and so no finding. `findings` are those of the row. Cells
/// without one need no repair otherwise.
pub(super) fn may_need_repair(row: &Row<'_>, findings: &[Finding<'_>]) -> bool {
    let may_be_garbled = |column: Option<Column>| match column {
        Some(column) => may_be_encoded_twice(row.cells[column]),
        None => row.cells.0.iter().any(|cell| may_be_encoded_twice(cell)),
    };
    findings.iter().any(|finding| may_be_wrapped(row, finding.column) || may_be_garbled(finding.column))
}

impl<'a> RepairedRow<'a> {
    /// Repairs the cells of a row; `None` if none needs it.
    pub(super) fn new(row: &Row<'a>) -> Option<RepairedRow<'a>> {
        let row_mark = row_mark(row);
        let mut repaired = RepairedRow { cells: ColumnMap(row.cells.0.map(Cow::Borrowed)), repairs: Vec::new() };
        for column in Column::ALL {
            if let Some(text) = formula_text(row.cells[column]) {
                repaired.cells[column] = text;
                repaired.repairs.push((column, Repair::TextFormula));
            } else if row_mark.is_some()
                && let Some((text, _)) = unquoted(row.cells[column]).filter(|(_, mark)| Some(*mark) == row_mark)
            {
                repaired.cells[column] = text;
                repaired.repairs.push((column, Repair::Quoted));
            } else if let Some(text) = without_markdown(row, column) {
                repaired.cells[column] = Cow::Borrowed(text);
                repaired.repairs.push((column, Repair::Markdown));
            }
            let mut readings = undo(&repaired.cells[column]);
            match readings.len() {
                0 => {}
                1 => {
                    repaired.cells[column] = Cow::Owned(readings.remove(0));
                    repaired.repairs.push((column, Repair::EncodedTwice));
                }
                _ => repaired.repairs.push((column, Repair::EncodedTwiceEither(readings))),
            }
        }
        (!repaired.repairs.is_empty()).then_some(repaired)
    }

    /// Returns the findings about the repairs, and whether they leave the row valid. `of_cells` are the findings about the
    /// repaired cells.
    pub(super) fn findings(
        &self,
        row: &Row<'a>,
        accept_suggestions: bool,
        of_cells: &[Finding<'_>],
    ) -> Vec<Finding<'a>> {
        let finding = |(column, repair): &(Column, Repair)| {
            let cell = Cell { row, column: *column, accept_suggestions };
            let text = &*self.cells[*column];
            let of_cell = || of_cells.iter().filter(|finding| finding.column == Some(*column));
            // The fix is the whole cell, with those that the repaired text needs.
            let fixed = of_cell().find_map(|finding| finding.fix.as_ref().filter(|_| finding.applied));
            let fixed = fixed.map_or_else(|| text.to_owned(), |fix| fix.value.clone().into_owned());
            match repair {
                Repair::TextFormula => {
                    cell.finding(Rule::ValueFormula, None, Message::TextFormula).with_fix(Some(Fix::safe(fixed)))
                }
                Repair::Quoted => {
                    cell.finding(unwrapping(*column), None, Message::CellsQuoted).with_fix(Some(Fix::safe(fixed)))
                }
                Repair::Markdown => {
                    cell.finding(unwrapping(*column), None, Message::MarkdownMarks).with_fix(Some(Fix::safe(fixed)))
                }
                Repair::EncodedTwice => {
                    let message = Message::EncodedTwice { text: text.to_owned() };
                    let is_valid = !of_cell().any(Finding::is_blocking);
                    let fix = is_valid.then(|| Fix::suggestion(fixed));
                    cell.suggestion(Rule::TextEncodedTwice, 0..cell.text().len(), message, fix)
                }
                Repair::EncodedTwiceEither(readings) => {
                    let quoted = readings.iter().map(|reading| Quoted(vec![reading.clone()])).collect();
                    let message = Message::EncodedTwiceEither { readings: OneOf(quoted) };
                    Finding {
                        alternatives: readings.clone(),
                        ..cell.finding(Rule::TextEncodedTwice, Some(0..cell.text().len()), message)
                    }
                }
            }
        };
        self.repairs.iter().map(finding).collect()
    }
}

/// Returns the rule about marks around a cell of a column.
fn unwrapping(column: Column) -> Rule {
    match column {
        Column::Name => Rule::NameSpecial,
        Column::Email => Rule::EmailWrapped,
        Column::JobTitle => Rule::JobTitleSpecial,
        Column::Role => Rule::RoleSpelling,
        Column::Countries => Rule::CountrySpelling,
        Column::States => Rule::StateSpelling,
    }
}

/// Returns the text of a formula that is nothing but a text in quotes: `="0123"`. Programs write it so that Excel doesn't
/// take the text for a number or a date.
fn formula_text(cell: &str) -> Option<Cow<'_, str>> {
    let text = cell.trim().strip_prefix('=')?.trim_start().strip_prefix('"')?.strip_suffix('"')?;
    if !text.contains('"') {
        return Some(Cow::Borrowed(text));
    }
    let without_doubled = text.replace("\"\"", "");
    (!without_doubled.contains('"')).then(|| Cow::Owned(text.replace("\"\"", "\"")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{GOOD, only_cell, rules};
    use super::super::{NormalizeSettings, is_safe, normalize, normalize_cells};
    use super::*;
    use crate::contact::{Cells, QuotedCells, RawRecord, Span};

    /// Folded, garbled names may be those of other countries, and their spelling would be a safe fix.
    #[test]
    fn garbled_names_of_countries_are_no_other_countries() {
        for (garbled, code) in [("AlbaniÃ«", "AL"), ("LusÃ®", "RU"), ("kiinÃ©", "GN"), ("cÃ\u{ad}n", "CN")] {
            let findings = only_cell(Column::Countries, garbled);
            let rules: Vec<Rule> = findings.iter().map(|finding| finding.rule).collect();
            assert!(rules.contains(&Rule::TextEncodedTwice), "{garbled}: {rules:?}");
            let fixed = findings.iter().filter_map(|finding| finding.fix.as_ref()).next_back();
            assert!(fixed.is_none_or(|fix| fix.value == code), "{garbled}: {fixed:?}");
        }
    }

    proptest! {
        /// A cell that needs repair has a finding as it is, or is a garbled name.
        #[test]
        fn rows_that_are_repaired_may_need_repair(
            wrapped in prop::array::uniform6(prop::option::of(prop::sample::select(vec![
                ("'", "'"), ("\"", "\""), ("“", "”"), ("« ", " »"), ("„", "“"), ("=\"", "\""), (" =\"", "\""), ("\u{a0}'", "'"),
                ("**", "**"), ("_", "_"), ("`", "`"), ("", "Ã©"), ("Å", "Ÿ"), ("Ã", "Ÿ"),
            ]))),
            is_markdown: bool,
            countries in prop::sample::select(vec!["US", "AlbaniÃ«", "è€æŒ", "kiinÃ©", "LusÃ®", "Äßland", "cÃ\u{ad}n"]),
        ) {
            let mut index = 0;
            let mut good = GOOD;
            good[Column::Countries] = countries;
            let cells = good.0.map(|cell| {
                let (start, end) = wrapped[index].unwrap_or_default();
                index += 1;
                format!("{start}{cell}{end}")
            });
            let line = format!("|{}|", cells.join("|"));
            let mut at = 0;
            let spans: Vec<Span> = line.split('|').map(|cell| {
                let span = Span::new(at, at + cell.len());
                at += cell.len() + 1;
                span
            }).collect();
            let quoted = QuotedCells { indexes: &[], first: 0 };
            let record = RawRecord {
                cells: Cells { text: &line, spans: &spans },
                quoted,
                columns: spans.len(),
                after_lists: u32::MAX,
                delimiter: '|',
            };
            let cells = ColumnMap(cells.each_ref().map(String::as_str));
            let row = Row { cells, number: 2, delimited: is_markdown.then_some(record), ..Row::default() };
            let mut findings = Vec::new();
            let mut may_be_garbled = false;
            let _ = normalize_cells(&row, &NormalizeSettings::default(), &mut findings, &mut may_be_garbled);
            let may_need_repair = may_be_garbled || may_need_repair(&row, &findings);
            prop_assert!(RepairedRow::new(&row).is_none() || may_need_repair, "{:?}", row.cells);
            // A row with safe fixes only isn't looked at again.
            let is_settled =
                |finding: &Finding<'_>| is_safe(finding) && !super::may_need_repair(&row, std::slice::from_ref(finding));
            let is_settled = !may_be_garbled && findings.iter().all(is_settled);
            prop_assert!(RepairedRow::new(&row).is_none() || !is_settled, "{:?}", row.cells);
        }
    }

    #[test]
    fn a_formula_that_is_only_a_text_is_that_text() {
        for (cell, text) in [
            ("=\"Ada Lane\"", Some("Ada Lane")),
            (" = \"0123\" ", Some("0123")),
            ("=\"\"", Some("")),
            ("=\"Ann \"\"Bo\"\" Lee\"", Some("Ann \"Bo\" Lee")),
            ("=\"\"\"\"", Some("\"")),
            ("=\"a\"&\"b\"", None),
            ("=\"a\"\"", None),
            ("=\"", None),
            ("=A1", None),
            ("=HYPERLINK(\"a\")", None),
            ("+\"a\"", None),
        ] {
            assert_eq!(formula_text(cell).as_deref(), text, "{cell}");
        }
    }

    fn normalized(cells: ColumnMap<&str>, accept_suggestions: bool) -> Result<String, Vec<Rule>> {
        let row = Row { cells, number: 2, ..Row::default() };
        let settings = NormalizeSettings { accept_suggestions, ..NormalizeSettings::default() };
        let mut findings = Vec::new();
        let contact = normalize(&row, &settings, &mut findings);
        contact
            .map(|contact| format!("{}|{}", contact.name.as_str(), contact.countries))
            .ok_or_else(|| rules(&findings))
    }

    #[test]
    fn text_formulas_are_read_and_judged_as_their_text() {
        let cells = ColumnMap([
            "=\"Ada Lane\"",
            "=\"ada@contoso.com\"",
            "=\"Lead\"",
            "=\"Partner sales\"",
            "=\"Germany\"",
            "=\"\"",
        ]);
        assert_eq!(normalized(cells, false).as_deref(), Ok("Ada Lane|DE"));
        let findings = only_cell(Column::Countries, "=\"Germany\"");
        assert_eq!(rules(&findings), [Rule::ValueFormula, Rule::CountrySpelling]);
        assert!(findings.iter().all(|finding| finding.fix.as_ref().is_some_and(|fix| fix.value == "DE")));
        assert_eq!(rules(&only_cell(Column::Name, "=\"\"")), [Rule::ValueFormula, Rule::ValueMissing]);
        assert_eq!(rules(&only_cell(Column::Name, "=\"=1+1\"")), [Rule::ValueFormula, Rule::ValueFormula]);
        assert_eq!(rules(&only_cell(Column::States, "=\"\"")), [Rule::ValueFormula]);
    }

    #[test]
    fn quotes_around_all_cells_are_not_text() {
        let quoted = |open: &str, close: &str| GOOD.0.map(|cell| format!("{open}{cell}{close}"));
        for (open, close) in [("'", "'"), ("“", "”"), ("„", "“"), ("« ", " »"), ("‘", "’"), ("\"", "\"")]
        {
            let cells = quoted(open, close);
            let cells = ColumnMap(cells.each_ref().map(String::as_str));
            assert_eq!(normalized(cells, false).as_deref(), Ok("Ann Lee|US"), "{open}");
        }
        let mut cells = GOOD;
        (cells[Column::Name], cells[Column::Email]) = ("'Pat O''Hara'", "'o''hara@contoso.com'");
        assert_eq!(normalized(cells, false).as_deref(), Ok("Pat O'Hara|US"));
        // Alone, the quotes may be meant.
        let findings = only_cell(Column::Name, "'Ann Lee'");
        assert_eq!((rules(&findings), findings[0].applied), (vec![Rule::NameSpecial], false));
    }

    #[test]
    fn garbled_text_is_repaired_only_if_suggestions_are_accepted() {
        for (column, garbled, expected) in [
            (Column::Name, "JosÃ© Lee", "José Lee|US"),
            (Column::Name, "Ãœmit Kaya", "Ümit Kaya|US"),
            (Column::Countries, "TÃ¼rkiye", "Ann Lee|TR"),
            (Column::Countries, "DE, CÃ´te dâ€™Ivoire", "Ann Lee|DE, CI"),
        ] {
            let mut cells = GOOD;
            cells[column] = garbled;
            assert_eq!(normalized(cells, true).as_deref(), Ok(expected), "{garbled}");
            let found = normalized(cells, false).unwrap_err();
            assert_eq!(found[0], Rule::TextEncodedTwice, "{garbled}");
        }
        // A repair that gives no country is no suggestion.
        let findings = only_cell(Column::Countries, "NÃ¤rnia");
        assert_eq!((findings[0].rule, &findings[0].fix), (Rule::TextEncodedTwice, &None));
    }
}
