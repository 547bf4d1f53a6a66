//! Normalizes raw rows into valid contacts.
//!
//! [`normalize`] is a pure function of a row: it returns a contact, or findings that say why not, and every change is a finding
//! too. Each column has its module: `free_text` (names and job titles), `email`, `role`, `countries` and `states`.
//! They share `cell`, `text` (canonical text) and `edits` (the fix of a list). Before a row's cells are normalized, `shifted_row`
//! repairs rows whose cells are in wrong columns, and `cell_repair` unwraps formulas and quotes (`quotation_marks`), and
//! repairs garbled texts. `non_contact_rows` recognizes rows that are no contacts. `row_marks` reports facts about a row
//! that the text of a workbook doesn't show. `list_checks` needs the whole list, not a row: duplicates and
//! lookalike domains.

mod cell;
mod cell_repair;
mod countries;
mod display_name;
mod edits;
mod email;
mod encoded_twice;
mod fast_path;
mod free_text;
mod list_checks;
mod non_contact_rows;
mod placeholder;
mod quotation_marks;
mod quote_readings;
mod role;
mod row_marks;
mod several;
mod shifted_row;
mod states;
mod text;

pub(crate) use cell::is_formula_error;
pub use countries::CustomGroups;
pub(crate) use countries::GroupsError;
#[cfg(feature = "cli")]
pub(crate) use countries::GroupsFault;
pub(crate) use countries::{GroupOrigin, group_origin, parse_unambiguous};
pub(crate) use list_checks::{
    ContactFingerprint, ContactTexts, DomainCounts, DuplicateDetector, FirstOccurrence, LookalikeDetector,
};
pub(crate) use list_checks::{domain_in, hash_without_case, spread};
pub(crate) use non_contact_rows::{
    below_reordered_header, lone_cell, may_be_layout, non_contact_row, reordered_header_error,
};
pub(crate) use role::AcceptedRoles;
pub(crate) use row_marks::without_merged;
pub(crate) use text::is_invisible;

#[cfg(feature = "cli")]
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::contact::{Column, ColumnMap, Contact, Countries, Location, Row, RowError, States};
use crate::diagnostics::{ColumnLetter, Finding, Message, Rule, Safety, quote_problem};
use cell::Cell;
use cell_repair::{RepairedRow, may_need_repair};
use edits::Replacement;
use list_checks::{domain_of, is_allowed_domain};
use quote_readings::quote_readings;
use several::SeveralContacts;
use shifted_row::{ShiftRepair, may_be_shifted};

/// Returns a text without control and invisible characters, in NFC and with single spaces.
#[cfg(feature = "cli")]
pub(crate) fn clean_text(original: &str) -> Cow<'_, str> {
    text::clean(original).text
}

/// The choices of the user.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NormalizeSettings {
    /// Whether suggestions are applied, such as nearest spellings. Of several readings none is applied.
    pub accept_suggestions: bool,
    /// Groups of countries in addition to those of the program's table.
    pub groups: Arc<CustomGroups>,
    /// Words that stand for roles in these lists.
    pub(crate) roles: Arc<AcceptedRoles>,
    /// Domains of the companies that the contacts work for, in lower case. No finding doubts them, and another domain
    /// that resembles one of them is reported however often it is used.
    pub(crate) domains: Arc<[String]>,
    /// Whether a list may have no contacts. Otherwise that is an error, because importing it would delete all contacts
    /// of the offer.
    pub allow_empty: bool,
}

/// Returns the contact of a row, and appends findings for everything that is changed or rejected, in the order of the columns.
///
/// Returns a contact unless one of the findings is blocking (see [`Finding::is_blocking`]), or the row holds several contacts.
pub fn normalize<'a>(
    row: &Row<'a>,
    settings: &NormalizeSettings,
    findings: &mut Vec<Finding<'a>>,
) -> Option<Contact<'a>> {
    let mut more = Vec::new();
    normalize_row(row, settings, findings, &mut more).filter(|_| more.is_empty())
}

/// Returns the contact of a row like [`normalize`]. If the row holds several contacts and suggestions are accepted, the others are
/// appended to `more`.
#[inline]
pub(crate) fn normalize_row<'a>(
    row: &Row<'a>,
    settings: &NormalizeSettings,
    findings: &mut Vec<Finding<'a>>,
    more: &mut Vec<Contact<'static>>,
) -> Option<Contact<'a>> {
    if row.marks.is_empty() {
        return normalize_text(row, settings, findings, more);
    }
    normalize_marked(row, settings, findings, more)
}

/// Returns the contact of a row of which more is known than its text, and appends findings about that, too.
#[inline(never)]
fn normalize_marked<'a>(
    row: &Row<'a>,
    settings: &NormalizeSettings,
    findings: &mut Vec<Finding<'a>>,
    more: &mut Vec<Contact<'static>>,
) -> Option<Contact<'a>> {
    row_marks::push_notes(row, findings);
    let start = findings.len();
    let contact = normalize_text(row, settings, findings, more);
    let merged = row_marks::merged_cells(row, &mut findings[start..]);
    findings.splice(start..start, merged);
    contact
}

/// Returns the contact of a row by its text, like [`normalize_row`].
#[inline(always)] // a call copies the contact
fn normalize_text<'a>(
    row: &Row<'a>,
    settings: &NormalizeSettings,
    findings: &mut Vec<Finding<'a>>,
    more: &mut Vec<Contact<'static>>,
) -> Option<Contact<'a>> {
    if row.damage.is_none_or(|damage| matches!(damage, RowError::TooLong { .. }))
        && may_be_shifted(row)
        && let Some(repair) = shifted_row::repair(row, findings)
    {
        return match repair {
            ShiftRepair::Ambiguous => None,
            ShiftRepair::Joined(joined) => normalize_joined(&joined.as_row(row), settings, findings, more),
        };
    }
    if let Some(damage) = row.damage {
        findings.push(several::role_among_countries(row).unwrap_or_else(|| damaged(row, damage)));
        return None;
    }
    normalize_repaired(row, settings, findings, more)
}

/// Normalizes a row whose cells were joined, and so don't live as long as its findings.
#[inline(never)]
fn normalize_joined(
    joined: &Row<'_>,
    settings: &NormalizeSettings,
    findings: &mut Vec<Finding<'_>>,
    more: &mut Vec<Contact<'static>>,
) -> Option<Contact<'static>> {
    let mut of_joined = Vec::new();
    let contact = normalize_repaired(joined, settings, &mut of_joined, more).map(Contact::into_owned);
    findings.extend(of_joined.into_iter().map(|finding| finding.into_owned()));
    contact
}

/// Normalizes a row, and again with repaired cells if some are wrapped or garbled.
#[inline(always)] // a call copies the contact
fn normalize_repaired<'a>(
    row: &Row<'a>,
    settings: &NormalizeSettings,
    findings: &mut Vec<Finding<'a>>,
    more: &mut Vec<Contact<'static>>,
) -> Option<Contact<'a>> {
    let (start, start_of_more) = (findings.len(), more.len());
    let mut may_be_garbled = false;
    let contact = normalize_cells(row, settings, findings, &mut may_be_garbled);
    // Fast path: most rows have nothing to report, or safe fixes only: of one person, and of cells that need no repair.
    let is_settled = |finding: &Finding<'_>| is_safe(finding) && !may_need_repair(row, std::slice::from_ref(finding));
    if !may_be_garbled && findings[start..].iter().all(is_settled) {
        return contact;
    }
    let split = split_people(row, contact.is_none(), start, settings, findings, more);
    if (may_be_garbled || may_need_repair(row, &findings[start..]))
        && let Some(repaired) = RepairedRow::new(row)
    {
        findings.truncate(start);
        more.truncate(start_of_more);
        return normalize_again(row, &repaired, settings, findings, more);
    }
    split.unwrap_or(contact)
}

/// Normalizes a row with its repaired cells, and appends the findings about the repairs and the cells.
#[inline(never)]
fn normalize_again<'a>(
    row: &Row<'a>,
    repaired: &RepairedRow<'a>,
    settings: &NormalizeSettings,
    findings: &mut Vec<Finding<'a>>,
    more: &mut Vec<Contact<'static>>,
) -> Option<Contact<'static>> {
    let start_of_more = more.len();
    let mut of_cells = Vec::new();
    let cells = ColumnMap(repaired.cells.0.each_ref().map(|cell| &**cell));
    let repaired_row = Row { cells, ..*row };
    let contact = normalize_cells(&repaired_row, settings, &mut of_cells, &mut false);
    let split = split_people(&repaired_row, contact.is_none(), 0, settings, &mut of_cells, more);
    let contact = split.unwrap_or(contact).map(Contact::into_owned);
    let repairs = repaired.findings(row, settings.accept_suggestions, &of_cells);
    let is_open = |column| repairs.iter().any(|repair| repair.column == column && repair.is_blocking());
    let is_rejected = repairs.iter().any(Finding::is_blocking);
    if is_rejected {
        more.truncate(start_of_more);
        // Fixes in a text that isn't accepted are left out, because the user decides about the text first.
        of_cells.retain(|finding| finding.is_blocking() || !is_open(finding.column));
    }
    findings.extend(repairs);
    findings.extend(of_cells.into_iter().map(|finding| finding.into_owned()));
    contact.filter(|_| !is_rejected)
}

fn is_safe(finding: &Finding<'_>) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)
}

/// Returns the first contact of a row that holds several, and appends the others to `more`; `Some(None)` if such a row is
/// rejected, and `None` if the row is a single contact. `is_rejected` says whether the row as a single contact is, and the
/// findings about it start at `start`.
fn split_people<'a>(
    row: &Row<'a>,
    is_rejected: bool,
    start: usize,
    settings: &NormalizeSettings,
    findings: &mut Vec<Finding<'a>>,
    more: &mut Vec<Contact<'static>>,
) -> Option<Option<Contact<'a>>> {
    let has_wrong_countries =
        || findings[start..].iter().any(|finding| finding.column == Some(Column::Countries) && finding.is_blocking());
    if is_rejected
        && has_wrong_countries()
        && let Some(finding) = several::role_among_countries(row)
    {
        // The cells after the roles are in wrong columns.
        findings.truncate(start);
        findings.push(finding);
        return Some(None);
    }
    // Fast path: a row with two roles or addresses has a finding about them that isn't a safe fix.
    let has_doubt =
        |finding: &Finding<'_>| matches!(finding.column, Some(Column::Role | Column::Email)) && !is_safe(finding);
    if !findings[start..].iter().any(has_doubt) {
        return None;
    }
    let several = several::several_contacts(row)?;
    findings.truncate(start);
    Some(split(row, &several, settings, findings, more))
}

/// Normalizes the contacts of a row that holds several, and appends all but the first to `more`. Returns the first, or `None`
/// if the row is rejected.
fn split<'a>(
    row: &Row<'a>,
    several: &SeveralContacts,
    settings: &NormalizeSettings,
    findings: &mut Vec<Finding<'a>>,
    more: &mut Vec<Contact<'static>>,
) -> Option<Contact<'a>> {
    let start = findings.len();
    let finding = several.finding(row, settings.accept_suggestions);
    let is_split = finding.applied;
    findings.push(finding);
    let mut contacts = Vec::new();
    let mut is_rejected = several.contacts.is_empty();
    for cells in &several.contacts {
        let cells = ColumnMap(Column::ALL.map(|column| cells[column].as_str()));
        let mut of_contact = Vec::new();
        match normalize_cells(&Row { cells, ..*row }, settings, &mut of_contact, &mut false) {
            Some(contact) => contacts.push(contact.into_owned()),
            None => is_rejected = true,
        }
        // The contacts have most cells in common, and so their findings.
        for finding in of_contact.into_iter().map(Finding::into_owned) {
            if !findings[start..].contains(&finding) {
                findings.push(finding);
            }
        }
    }
    if is_rejected || !is_split {
        return None;
    }
    let mut contacts = contacts.into_iter();
    let first = contacts.next();
    more.extend(contacts);
    first
}

/// Normalizes the cells of a row one by one. Sets `may_be_garbled` if a name or a job title may be encoded twice.
fn normalize_cells<'a>(
    row: &Row<'a>,
    settings: &NormalizeSettings,
    findings: &mut Vec<Finding<'a>>,
    may_be_garbled: &mut bool,
) -> Option<Contact<'a>> {
    let cell = |column| Cell { row, column, accept_suggestions: settings.accept_suggestions };
    let name = free_text::normalize(&cell(Column::Name), Rule::NameSpecial, findings, may_be_garbled);
    let start_of_email = findings.len();
    let email = email::normalize(&cell(Column::Email), findings);
    if !settings.domains.is_empty()
        && email.as_ref().is_some_and(|email| is_allowed_domain(domain_of(email.as_str()), &settings.domains))
    {
        let mut index = 0;
        findings.retain(|finding| {
            index += 1;
            index <= start_of_email || finding.rule != Rule::EmailDomainUnknown
        });
    }
    let job_title = free_text::normalize(&cell(Column::JobTitle), Rule::JobTitleSpecial, findings, may_be_garbled);
    let role = role::normalize(&cell(Column::Role), &settings.roles, findings);
    let mut named_states = States::default();
    let countries = countries::normalize(&cell(Column::Countries), &settings.groups, &mut named_states, findings);
    let countries = countries
        .filter(|countries| !is_namibia(countries) || !push_missing_country(&cell(Column::Countries), findings));
    let states = states::normalize(&cell(Column::States), countries.as_ref(), &named_states, findings);
    Some(Contact {
        name: name?,
        email: email?,
        job_title: job_title?,
        role: role?,
        countries: countries?,
        states: states?,
    })
}

fn is_namibia(countries: &Countries) -> bool {
    matches!(countries, Countries::Listed(listed) if listed.len() == 1 && listed.iter().all(|country| country.code() == "NA"))
}

/// Appends a finding if `NA` stands for a missing value elsewhere in a row whose only country is `NA`, and returns whether it
/// does. R and pandas write `NA` for missing values in all columns; alone it is Namibia.
fn push_missing_country<'a>(countries: &Cell<'_, 'a>, findings: &mut Vec<Finding<'a>>) -> bool {
    let is_na = |column: &Column| countries.row.cells[*column].trim() == "NA";
    if !is_na(&Column::Countries) {
        return false;
    }
    let Some(column) = Column::ALL.into_iter().filter(|column| *column != Column::Countries).find(is_na) else {
        return false;
    };
    findings.push(countries.finding(Rule::CountryAmbiguous, None, Message::CountryOrMissing { column }));
    true
}

/// The bytes of a segment of a list, and the codes that replace it; no codes if it is rejected.
type SegmentCodes = (Range<usize>, Vec<String>);

/// Normalizes a text as a Countries/Regions cell. Returns the countries, and the codes of each segment.
pub(crate) fn normalize_countries<'a>(
    text: &'a str,
    settings: &NormalizeSettings,
    findings: &mut Vec<Finding<'a>>,
) -> (Option<Countries>, Vec<SegmentCodes>) {
    let mut row = Row::default();
    row.cells[Column::Countries] = text;
    let cell = Cell { row: &row, column: Column::Countries, accept_suggestions: settings.accept_suggestions };
    let (countries, replacements) = countries::normalize_with_replacements(&cell, &settings.groups, findings);
    let codes = |replacement: &Replacement<'_>| match replacement.is_codes {
        true => replacement.text.split(", ").map(str::to_owned).collect(),
        false => Vec::new(),
    };
    let segments = replacements.iter().map(|replacement| (replacement.span.clone(), codes(replacement)));
    (countries, segments.collect())
}

/// Returns the finding about a row that couldn't be read.
fn damaged<'a>(row: &Row<'a>, damage: RowError) -> Finding<'a> {
    if let Some((quote, (rule, message))) =
        row.stray_quote.and_then(|quote| Some((quote, quote_problem(damage, quote)?)))
    {
        let column = Column::ALL.into_iter().find(|column| row.columns[*column] == Some(quote.cell));
        let location = Location { column: Some(quote.cell), ..row.location(Column::Name) };
        let finding = Finding::new(rule, location, message);
        return match damage {
            RowError::QuoteInside => Finding {
                column,
                value: column.map_or("", |column| row.cells[column]).into(),
                alternatives: quote_readings(row, quote),
                ..finding
            },
            // The cell holds rows.
            _ => Finding { location: Location { column: None, ..location }, ..finding },
        };
    }
    let (rule, message) = match damage {
        RowError::TooLong { cells, .. } if row.line.is_none() => {
            (Rule::RowLength, Message::BeyondColumns { letter: ColumnLetter(cells as u32 - 1) })
        }
        RowError::TooLong { cells, columns } => (Rule::RowLength, Message::RowLong { cells, expected: columns }),
        RowError::TooShort { cells, columns } => (Rule::RowLength, Message::RowShort { cells, expected: columns }),
        RowError::Undecodable { encoding } => (Rule::FileEncoding, Message::Undecodable { encoding }),
        RowError::NotText(column) => (Rule::ValueError, Message::NotText { column }),
        RowError::KeyRepeated(column) => (Rule::ColumnDuplicate, Message::KeyRepeated { column }),
        RowError::QuoteUnclosed | RowError::RowsInCell | RowError::QuoteInside => {
            unreachable!("the row has its quote")
        }
    };
    let column = match damage {
        RowError::NotText(column) | RowError::KeyRepeated(column) => Some(column),
        _ => None,
    };
    let location = Location { column: None, ..row.location(Column::Name) };
    Finding { column, ..Finding::new(rule, location, message) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contact::ColumnMap;
    use crate::i18n::Language;

    pub(super) const GOOD: ColumnMap<&str> =
        ColumnMap(["Ann Lee", "ann@example.com", "Director", "Partner sales", "US", ""]);

    fn findings<'a>(cells: ColumnMap<&'a str>, typed_list: bool) -> Vec<Finding<'a>> {
        let mut findings = Vec::new();
        normalize(
            &Row { cells, number: 2, typed_list, ..Row::default() },
            &NormalizeSettings::default(),
            &mut findings,
        );
        findings
    }

    /// The findings of a valid row with another text in one cell.
    pub(super) fn only_cell(column: Column, text: &str) -> Vec<Finding<'_>> {
        let mut cells = GOOD;
        cells[column] = text;
        findings(cells, false)
    }

    /// The findings about the states of a valid row with other countries and states.
    pub(super) fn only_states<'a>(countries: &'a str, text: &'a str, typed_list: bool) -> Vec<Finding<'a>> {
        let mut cells = GOOD;
        cells[Column::Countries] = countries;
        cells[Column::States] = text;
        let mut findings = findings(cells, typed_list);
        findings.retain(|finding| finding.column == Some(Column::States));
        findings
    }

    pub(super) fn rules(findings: &[Finding<'_>]) -> Vec<Rule> {
        findings.iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn required_cells_are_required() {
        for column in Column::ALL.into_iter().filter(|column| column.is_required()) {
            for empty in ["", "  ", "\u{200b}"] {
                assert_eq!(rules(&only_cell(column, empty)), [Rule::ValueMissing], "{column:?}");
            }
        }
        assert!(only_cell(Column::States, "").is_empty());
    }

    #[test]
    fn formulas_and_errors_are_rejected_in_every_column() {
        for column in Column::ALL {
            for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
                assert_eq!(rules(&only_cell(column, formula)), [Rule::ValueFormula], "{column:?} {formula:?}");
            }
            for error in ["#N/A", "#REF!", " #VALUE! "] {
                assert_eq!(rules(&only_cell(column, error)), [Rule::ValueError], "{column:?} {error:?}");
            }
        }
    }

    #[test]
    fn special_characters_are_warnings() {
        let findings = only_cell(Column::JobTitle, "Head of \"Growth\"");
        assert_eq!(rules(&findings), [Rule::JobTitleSpecial]);
        assert!(!findings[0].is_blocking());
        assert_eq!(rules(&only_cell(Column::Name, "Ann #1")), [Rule::NameSpecial]);
    }

    #[test]
    fn text_around_an_address_is_removed_and_its_domain_lowered() {
        let findings = only_cell(Column::Email, " Ann Lee <Ann@Example.COM> ");
        assert_eq!(rules(&findings), [Rule::ValueWhitespace, Rule::EmailWrapped, Rule::EmailDomainCase]);
        for finding in findings {
            assert_eq!(finding.fix.unwrap().value, "Ann@example.com");
        }
        assert_eq!(rules(&only_cell(Column::Email, "a@x.com, b@x.com")), [Rule::EmailSeveral]);
        assert_eq!(rules(&only_cell(Column::Email, "ann")), [Rule::EmailInvalid]);
        for formula in ["Ann <=cmd@example.com>", "mailto:+bob@example.com", "<-carl@example.com>"] {
            assert_eq!(rules(&only_cell(Column::Email, formula)), [Rule::ValueFormula], "{formula}");
        }
    }

    #[test]
    fn suggestions_are_applied_if_accepted() {
        let cells = ColumnMap(["Ann", "ann@example.com", "Director", "Salesperson", "Germny, OOO", "N/A"]);
        let row = Row { cells, number: 2, ..Row::default() };
        let settings = NormalizeSettings { accept_suggestions: true, ..NormalizeSettings::default() };
        let contact = normalize(&row, &settings, &mut Vec::new()).unwrap();
        assert_eq!(contact.role, crate::contact::Role::Sales);
        assert_eq!(contact.countries, crate::contact::Countries::Global);
        assert!(contact.states.is_empty());
        assert!(normalize(&row, &NormalizeSettings::default(), &mut Vec::new()).is_none());
    }

    proptest! {
        #[test]
        fn any_text_can_be_normalized(cells in prop::array::uniform6(any::<String>()), typed_list: bool, accept_suggestions: bool) {
            let cells = ColumnMap(cells.each_ref().map(String::as_str));
            let mut findings = Vec::new();
            let row = Row { cells, number: 2, typed_list, ..Row::default() };
            let contact = normalize(&row, &NormalizeSettings { accept_suggestions, ..NormalizeSettings::default() }, &mut findings);
            prop_assert_eq!(contact.is_none(), findings.iter().any(Finding::is_blocking));
            for finding in &findings {
                prop_assert!(finding.span.clone().is_none_or(|span| finding.value.get(span).is_some()));
                prop_assert!(!finding.localize(Language::En).to_string().is_empty());
            }
        }

        #[test]
        fn any_list_can_be_normalized(text in "([A-Za-z]{2,3}|Korea|OOO|St Helena|[,;/|&+ \n]|and|é|\u{200b}){0,12}") {
            for column in [Column::Countries, Column::States] {
                let findings = only_cell(column, &text);
                for finding in &findings {
                    prop_assert!(finding.span.clone().is_none_or(|span| finding.value.get(span).is_some()));
                }
            }
        }

        #[test]
        fn all_entry_points_agree_on_typed_lists(
            text in "(US|CA|DE|et|ET|France|Germany|Korea|Guinea-Bissau|DACH|EU|EMEA|except|ohne|rest of|and|e| - |: |=|[(\\[{}\\])]|[\"'“»]|[,;/&+•\n]|1\\. |\\.|と| ){0,14}",
            accept_suggestions: bool,
        ) {
            let settings = NormalizeSettings { accept_suggestions, ..NormalizeSettings::default() };
            let mut cells = GOOD;
            cells[Column::Countries] = &text;
            let mut findings = Vec::new();
            let contact = normalize(&Row { cells, number: 2, ..Row::default() }, &settings, &mut findings);
            for finding in &findings {
                prop_assert!(finding.span.clone().is_none_or(|span| finding.value.get(span).is_some()));
                prop_assert!(finding.alternatives.is_empty() || finding.is_blocking());
            }
            let (countries, segments) = normalize_countries(&text, &settings, &mut Vec::new());
            prop_assert_eq!(contact.map(|contact| contact.countries), countries.clone());
            // The countries are the codes of the segments in their order.
            for pair in segments.windows(2) {
                prop_assert!(pair[0].0.end <= pair[1].0.start);
            }
            if let Some(Countries::Listed(listed)) = countries {
                let mut codes: Vec<&str> = Vec::new();
                segments.iter().flat_map(|(_, codes)| codes).for_each(|code| if !codes.contains(&&**code) { codes.push(code) });
                prop_assert_eq!(codes, listed.iter().map(|country| country.code()).collect::<Vec<_>>());
                prop_assert!(only_cell(Column::Countries, &Countries::Listed(listed).to_string()).is_empty());
            }
        }

        #[test]
        fn fixed_cells_are_canonical(text in "(US|ca|Germany|UK|FRA|na|[,;/| ()\"]| - |and|et){0,8}") {
            let findings = only_cell(Column::Countries, &text);
            if let Some(fix) = findings.iter().filter_map(|finding| finding.fix.as_ref()).next()
                && findings.iter().all(|finding| finding.applied)
            {
                prop_assert!(only_cell(Column::Countries, &fix.value).is_empty(), "{:?} became {:?}", text, fix.value);
            }
        }
    }
}
