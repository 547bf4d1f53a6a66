//! Repairs rows of delimited text whose unquoted lists spilled into the next columns. Source: azure-docs issue 80835,
//! September 2021.
//!
//! A comma that should have been in quotes splits a cell, and the cells after it move to the right. [`search`] tries every way to
//! join the cells of such a row again and returns the candidates whose cells fit their columns: an address, a role, known
//! countries, states that lie in them. A repair needs evidence of its cause in the file: commas as delimiters, cells without
//! quotes, and a cell too many or a space after the comma (see [`RawRecord::may_be_split`]). Otherwise `NA` and `BE` in
//! States/Provinces are what somebody wrote there, and the rules of the column apply.
//!
//! This file decides whether there is one candidate, and makes the findings. The joined row is normalized by the caller.

mod quoted_pieces;
mod search;

use std::ops::Range;

use memchr::memchr2;

use super::cell::Cell;
use super::countries::{self, CustomGroups, exact_country};
use crate::contact::{Column, ColumnMap, Country, Location, RawRecord, Row, State, States};
use crate::diagnostics::{Finding, Fix, Message, Rule, ShiftReadings, ShiftTarget};
use crate::tables::subdivision_of;
use quoted_pieces::{join_pieces, may_have_pieces};
use search::{CandidateRow, find_candidates, text_of};

/// A typed list has no more cells beyond its columns.
const MAX_EXTRA_CELLS: usize = 64;

/// A list of contacts has no more columns.
const MAX_COLUMNS: usize = 512;

/// The outcome of a row whose cells are shifted.
pub(super) enum ShiftRepair {
    /// One way to join the cells was chosen.
    Joined(JoinedRow),
    /// There are several ways, which a finding shows.
    Ambiguous,
}

/// The cells of a row after joining, and the columns of the line that they come from.
pub(super) struct JoinedRow {
    cells: ColumnMap<String>,
    columns: ColumnMap<Option<u32>>,
}

impl JoinedRow {
    /// Returns the joined cells as a row with the location of the original.
    pub(super) fn as_row(&self, original: &Row<'_>) -> Row<'_> {
        Row {
            cells: ColumnMap(Column::ALL.map(|column| self.cells[column].as_str())),
            columns: ColumnMap(Column::ALL.map(|column| self.columns[column])),
            number: original.number,
            line: original.line,
            languages: original.languages,
            ..Row::default()
        }
    }
}

/// Returns whether [`repair`] may find a repair of a row. `false` is definitive, and the answer for most rows.
#[inline]
pub(super) fn may_be_shifted(row: &Row<'_>) -> bool {
    row.delimited.as_ref().is_some_and(|line| may_have_pieces(row, line) || may_have_spilled(row, line))
}

/// Repairs a row whose cells are shifted, and appends the findings about it. Returns `None` if they aren't shifted or no way to
/// join them fits.
pub(super) fn repair<'a>(row: &Row<'a>, findings: &mut Vec<Finding<'a>>) -> Option<ShiftRepair> {
    let line = row.delimited?;
    if may_have_pieces(row, &line)
        && let Some(joined) = join_pieces(row, &line, findings)
    {
        return Some(ShiftRepair::Joined(joined));
    }
    if !may_have_spilled(row, &line) {
        return None;
    }
    let candidates = find_candidates(row, line)?;
    let has_unchanged = candidates.iter().any(CandidateRow::is_unchanged);
    let is_doubtful = line.has_spare() || has_country_after(&line) || has_spilled_subdivision(row);
    if has_unchanged && (candidates.len() == 1 || !is_doubtful) {
        return None;
    }
    match candidates.as_slice() {
        [] => None,
        [candidate] => match with_states_of_first(candidate, row, &line) {
            Some(other) => {
                findings.push(ambiguous(&[candidate.clone(), other], row, &line));
                Some(ShiftRepair::Ambiguous)
            }
            None => Some(ShiftRepair::Joined(join(candidate, row, &line, findings))),
        },
        _ => {
            findings.push(ambiguous(&candidates, row, &line));
            Some(ShiftRepair::Ambiguous)
        }
    }
}

/// Returns whether the states of a row may be the rest of a list, and its country has no states in the portal: `MH` beside
/// India is the Marshall Islands or Maharashtra.
fn has_spilled_subdivision(row: &Row<'_>) -> bool {
    let has_states = || exact_country(row.cells[Column::Countries].trim()).is_some_and(Country::has_states);
    row.typed_list && !has_states()
}

/// Returns the reading in which the countries after the first are states of it, if all of them may be: "CH, GE, BE".
fn with_states_of_first(candidate: &CandidateRow, row: &Row<'_>, line: &RawRecord<'_>) -> Option<CandidateRow> {
    let taken = candidate.cells[Column::Countries].clone();
    let country = exact_country(line.cells.get(taken.start).trim())?;
    row.columns[Column::States]?;
    let is_state = |cell: usize| {
        let text = line.cells.get(cell).trim();
        text.len() == 2 && subdivision_of(country, text).is_some()
    };
    let rest = taken.start + 1..taken.end;
    let has_states = !candidate.text(Column::States, line).trim().is_empty();
    if rest.is_empty() || has_states || !rest.clone().all(is_state) {
        return None;
    }
    let mut other = candidate.clone();
    other.cells[Column::Countries] = taken.start..rest.start;
    other.cells[Column::States] = rest;
    Some(other)
}

/// Returns whether a row has too many cells, or a country after a space in the column of the states.
#[inline]
fn may_have_spilled(row: &Row<'_>, line: &RawRecord<'_>) -> bool {
    // Fast path: no cell too many, no typed space, and no cell after the lists.
    let is_usual = row.damage.is_none()
        && !line.has_spare()
        && !row.cells[Column::States].starts_with(' ')
        && line.cells.len() <= line.after_lists as usize;
    !is_usual && is_rest_of_list(row, line)
}

/// Returns whether a row that isn't usual has too many cells, or a country after a space in the column of the states or after
/// the lists, and so few cells that a list may have spilled.
#[inline(never)]
fn is_rest_of_list(row: &Row<'_>, line: &RawRecord<'_>) -> bool {
    let states = row.cells[Column::States];
    let may_have_country = states.starts_with(' ');
    let has_country = || may_have_country && starts_with_country(states.trim());
    let may_be_rest = || !states.trim().is_empty() && (line.has_spare() || has_country()) || has_country_after(line);
    let is_plausible = line.columns <= MAX_COLUMNS && line.cells.len() <= line.columns + MAX_EXTRA_CELLS;
    line.delimiter == ',' && is_plausible && (row.damage.is_some() || may_be_rest())
}

/// Returns whether a country or a state follows the lists of a row, after a space in a column that isn't ours: it may be the
/// rest of an unquoted list, which would be lost there.
#[inline]
fn has_country_after(line: &RawRecord<'_>) -> bool {
    line.cells.len() > line.after_lists as usize && is_unquoted_country(line, line.after_lists as usize)
}

/// Returns whether a cell without quotes is a country or a state after a space.
#[inline(never)]
fn is_unquoted_country(line: &RawRecord<'_>, cell: usize) -> bool {
    let text = line.cells.get(cell);
    let is_place = |text: &str| exact_country(text).is_some() || State::from_code(text).is_some();
    text.starts_with(' ') && !line.quoted.contains(cell) && is_place(text.trim())
}

/// Returns whether the first entry of a list of states is a country.
fn starts_with_country(states: &str) -> bool {
    let end = memchr2(b',', b';', states.as_bytes()).unwrap_or(states.len());
    let first = states[..end].trim();
    match first.len() {
        2 => Country::from_code_ignore_case(first).is_some(),
        _ => State::from_code(first).is_none() && exact_country(first).is_some(),
    }
}

/// Returns the finding that a row has several readings.
fn ambiguous<'a>(candidates: &[CandidateRow], row: &Row<'a>, line: &RawRecord<'a>) -> Finding<'a> {
    let readings = candidates.iter().map(|candidate| distinctive_cells(candidate, line)).collect();
    let message = Message::ShiftedEither { readings: ShiftReadings(readings) };
    let texts = candidates.iter().map(|candidate| candidate.text(Column::Countries, line));
    let texts: Vec<String> = texts.collect();
    if texts.iter().any(|text| *text != texts[0]) {
        let mut lists: Vec<String> = Vec::new();
        for list in texts.iter().filter_map(|text| canonical_countries(text, row)) {
            if !lists.contains(&list) {
                lists.push(list);
            }
        }
        // One of the readings can't be shown as a list.
        if lists.len() < 2 {
            lists.clear();
        }
        let cell = Cell { row, column: Column::Countries, accept_suggestions: false };
        Finding { alternatives: lists, ..cell.finding(Rule::RowShifted, None, message) }
    } else {
        Finding::new(Rule::RowShifted, Location { column: None, ..row.location(Column::Name) }, message)
    }
}

/// Returns the codes of a list of countries, unless a part of it is unknown or has several readings.
fn canonical_countries(text: &str, row: &Row<'_>) -> Option<String> {
    let mut cells = ColumnMap::default();
    cells[Column::Countries] = text;
    let row = Row { cells, languages: row.languages, ..Row::default() };
    let cell = Cell { row: &row, column: Column::Countries, accept_suggestions: false };
    let (groups, mut states) = (CustomGroups::default(), States::default());
    let listed = countries::normalize(&cell, &groups, &mut states, &mut Vec::new());
    listed.filter(|_| states.is_empty()).map(|countries| countries.to_string())
}

/// Joins the cells of a row as in a candidate, and appends a finding for each column that takes several cells.
fn join<'a>(
    candidate: &CandidateRow,
    row: &Row<'a>,
    line: &RawRecord<'a>,
    findings: &mut Vec<Finding<'a>>,
) -> JoinedRow {
    for (to, taken, text) in joined_columns(candidate, line) {
        let location = Location { column: Some(taken.start as u32), ..row.location(Column::Name) };
        let column = match to {
            ShiftTarget::Column(column) => Some(column),
            ShiftTarget::Other(_) => None,
        };
        findings.push(Finding {
            column,
            value: line.cells.get(taken.start).to_owned().into(),
            fix: Some(Fix::safe(text.clone())),
            applied: true,
            ..Finding::new(Rule::RowShifted, location, Message::Shifted { to, text })
        });
    }
    // A column that the list doesn't have may have one value for all rows.
    JoinedRow {
        cells: ColumnMap(Column::ALL.map(|column| match &candidate.cells[column] {
            taken if taken.is_empty() => row.cells[column].to_owned(),
            taken => text_of(column, line, taken),
        })),
        columns: ColumnMap(Column::ALL.map(|column| match &candidate.cells[column] {
            taken if taken.is_empty() => row.columns[column],
            taken => Some(taken.start as u32),
        })),
    }
}

/// Returns the columns that take more than one cell, with their text, from left to right.
fn joined_columns(candidate: &CandidateRow, line: &RawRecord<'_>) -> Vec<(ShiftTarget, Range<usize>, String)> {
    let ours = Column::ALL.into_iter().filter(|&column| candidate.cells[column].len() > 1);
    let ours =
        ours.map(|column| (ShiftTarget::Column(column), candidate.cells[column].clone(), candidate.text(column, line)));
    let others = candidate.others.iter();
    let others = others.map(|(at, taken)| (ShiftTarget::Other(*at), taken.clone(), line.text(taken)));
    let mut all: Vec<_> = ours.chain(others).collect();
    all.sort_by_key(|(_, taken, _)| taken.start);
    all
}

/// Returns the cells that distinguish a candidate from others: those that are joined, the countries and the states.
fn distinctive_cells(candidate: &CandidateRow, line: &RawRecord<'_>) -> Vec<(ShiftTarget, String)> {
    let mut cells: Vec<_> = joined_columns(candidate, line).into_iter().map(|(to, _, text)| (to, text)).collect();
    for column in [Column::Countries, Column::States] {
        let text = candidate.text(column, line).trim().to_owned();
        let to = ShiftTarget::Column(column);
        if !text.is_empty() && !cells.iter().any(|(known, _)| *known == to) {
            cells.push((to, text));
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use crate::contact::Column;
    use crate::diagnostics::{CollectingReport, Rule};
    use crate::normalize::NormalizeSettings;
    use crate::read::{Input, ReadSettings, Rows};

    /// The normalized cells of a line, or the rules that reject it.
    fn read(header: &str, line: &str, accept_suggestions: bool) -> Result<String, Vec<Rule>> {
        read_with(ReadSettings::default(), header, line, accept_suggestions)
    }

    fn read_with(
        settings: ReadSettings,
        header: &str,
        line: &str,
        accept_suggestions: bool,
    ) -> Result<String, Vec<Rule>> {
        let mut rows = Rows::open(Input::bytes("list.csv", format!("{header}\n{line}\n")), settings).unwrap();
        let batch = rows.next_batch().unwrap().unwrap();
        let row = batch.rows().next().unwrap();
        let mut findings = Vec::new();
        let settings = NormalizeSettings { accept_suggestions, ..NormalizeSettings::default() };
        let contact = super::super::normalize(&row, &settings, &mut findings);
        contact
            .map(|contact| {
                let states: Vec<&str> = contact.states.iter().map(|state| state.code()).collect();
                format!(
                    "{}|{}|{}|{}",
                    contact.name.as_str(),
                    contact.job_title.as_str(),
                    contact.countries,
                    states.join(", ")
                )
            })
            .ok_or_else(|| {
                findings.iter().filter(|finding| finding.is_blocking()).map(|finding| finding.rule).collect()
            })
    }

    const HEADER: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces";

    #[test]
    fn rows_with_one_reading_are_joined() {
        for (line, expected) in [
            ("A,a@example.com,CEO,Partner sales,NL, BE,", "A|CEO|NL, BE|"),
            ("A,a@example.com,CEO,Partner sales,NL, BE", "A|CEO|NL, BE|"),
            ("A,a@example.com,CEO,Partner sales,NL,BE,", "A|CEO|NL, BE|"),
            ("A,a@example.com,CEO,Partner sales,Netherlands, Belgium", "A|CEO|NL, BE|"),
            ("A,a@example.com,CEO,Partner sales,NL, BE, LU", "A|CEO|NL, BE, LU|"),
            ("A,a@example.com,CEO,Partner sales,US, CA, FR,", "A|CEO|US, CA, FR|"),
            ("A,a@example.com,CEO,Partner sales,Germany, France,", "A|CEO|DE, FR|"),
            ("A,a@example.com,CEO,Partner sales,US, CA,CA-ON", "A|CEO|US, CA|CA-ON"),
            ("A,a@example.com,CEO,Partner sales,US,US-WA, US-OR", "A|CEO|US|US-WA, US-OR"),
            ("\"A\",\"a@example.com\",\"CEO\",Partner sales,NL,BE,", "A|CEO|NL, BE|"),
            ("A,a@example.com,VP, Sales,Partner sales,NL,", "A|VP, Sales|NL|"),
            ("A,a@example.com,VP, Sales,Partner sales,NL, BE,", "A|VP, Sales|NL, BE|"),
            ("Lee, Ann,a@example.com,VP,Partner sales,NL,", "Lee, Ann|VP|NL|"),
            ("Lee, Ann,a@example.com,VP, Sales,partner sales,US, FR,", "Lee, Ann|VP, Sales|US, FR|"),
            ("A,a@example.com,CEO,Partner sales,Korea, Republic of,", "A|CEO|KR|"),
        ] {
            assert_eq!(read(HEADER, line, false).as_deref(), Ok(expected), "{line}");
        }
        let without_states = "Name,Email,Job title,Role,Countries/Regions";
        assert_eq!(
            read(without_states, "A,a@example.com,CEO,Partner sales,NL, BE", false).as_deref(),
            Ok("A|CEO|NL, BE|")
        );
        let notes = "Name,Email,Job title,Role,Countries/Regions,States/Provinces,Notes";
        assert_eq!(
            read(notes, "A,a@example.com,CEO,Partner sales,NL, BE,,call", false).as_deref(),
            Ok("A|CEO|NL, BE|")
        );
    }

    #[test]
    fn pieces_in_quotation_marks_are_joined() {
        for (line, expected) in [
            ("A,a@example.com,CEO,Partner sales,“DE, AT”,", "A|CEO|DE, AT|"),
            ("A,a@example.com,CEO,Partner sales,“DE, AT”", "A|CEO|DE, AT|"),
            ("A,a@example.com,CEO,Partner sales,„DE,AT“,", "A|CEO|DE, AT|"),
            ("A,a@example.com,CEO,Partner sales,« DE,\u{a0}AT,CH\u{a0}»,", "A|CEO|DE, AT, CH|"),
            ("A,a@example.com,CEO,Partner sales,‘US, CA’,", "A|CEO|US, CA|"),
            ("A,a@example.com,CEO,Partner sales,'US, CA','US-WA, US-OR'", "A|CEO|US, CA|US-WA, US-OR"),
            ("A,a@example.com,CEO,Partner sales, \"US, CA\",", "A|CEO|US, CA|"),
            ("A,a@example.com,CEO,Partner sales,=\"US, CA\",", "A|CEO|US, CA|"),
            ("“Lee, Ann”,a@example.com,“VP, Sales”,Partner sales,NL,", "Lee, Ann|VP, Sales|NL|"),
        ] {
            assert_eq!(read(HEADER, line, false).as_deref(), Ok(expected), "{line}");
        }
        let notes = "Name,Email,Job title,Role,Countries/Regions,States/Provinces,Notes";
        let line = "A,a@example.com,CEO,Partner sales,NL,,“tea, coffee”";
        assert_eq!(read(notes, line, false).as_deref(), Ok("A|CEO|NL|"));
        let semicolons = "Name;Email;Job title;Role;Countries/Regions;States/Provinces";
        let line = "A;a@example.com;CEO;Partner sales;“DE; AT”;";
        assert_eq!(read(semicolons, line, false).as_deref(), Ok("A|CEO|DE, AT|"));
    }

    #[test]
    fn marks_that_enclose_no_text_join_nothing() {
        for (line, expected) in [
            ("A,a@example.com,CEO,Partner sales,DE, AT”,", Err(vec![Rule::StateUnknown])),
            ("“A,a@example.com,CEO”,Partner sales,DE, AT,", Ok("“A|CEO”|DE, AT|")),
            (
                "A,a@example.com,CEO,Partner sales,'US, CA' and more,",
                Err(vec![Rule::StateAmbiguous, Rule::StateUnknown]),
            ),
            ("‘Abd A,a@example.com,Directors’,Partner sales,DE,", Ok("‘Abd A|Directors’|DE|")),
        ] {
            assert_eq!(read(HEADER, line, false), expected.map(str::to_owned), "{line}");
        }
    }

    #[test]
    fn rows_that_are_not_shifted_are_unchanged() {
        for (line, expected) in [
            ("A,a@example.com,CEO,Partner sales,US,CA", "A|CEO|US|US-CA"),
            ("A,a@example.com,CEO,Partner sales,US,WA,", "A|CEO|US|US-WA"),
            ("A,a@example.com,CEO,Partner sales,NL,,,,", "A|CEO|NL|"),
            ("A,a@example.com,CEO,Partner sales,\"NL, BE\",,", "A|CEO|NL, BE|"),
        ] {
            assert_eq!(read(HEADER, line, false).as_deref(), Ok(expected), "{line}");
        }
    }

    #[test]
    fn rows_with_several_readings_are_rejected() {
        for line in [
            "A,a@example.com,CEO,Partner sales,US, CA,",
            "A,a@example.com,CEO,Partner sales,US,DE,",
            "A,a@example.com,CEO,Partner sales,US, CA, WA,",
            "A,a@example.com,CEO,Partner sales,CH, GE, BE",
            "A,a@example.com,CEO,Partner sales,CH,GE,BE",
            "A,a@example.com,CEO,Partner sales,IT, BA, PA",
        ] {
            for accept_suggestions in [false, true] {
                assert_eq!(read(HEADER, line, accept_suggestions), Err(vec![Rule::RowShifted]), "{line}");
            }
        }
    }

    /// Each line but the first lacks a part of the evidence that the first has.
    #[test]
    fn a_list_is_joined_only_if_the_file_shows_that_it_spilled() {
        let is_joined = |line: &str| read(HEADER, line, true).is_ok_and(|row| row.contains("NL, BE"));
        assert!(is_joined("A,a@example.com,CEO,Partner sales,NL, BE"));
        for line in [
            "A,a@example.com,CEO,Partner sales,NL,BE",
            "A,a@example.com,CEO,Partner sales,\"NL\",BE,",
            "A,a@example.com,CEO,Partner sales,NL,\" BE\"",
            "A,a@example.com,CEO,Partner sales,NL,\"BE\",",
            "A,a@example.com,CEO,Partner sales,\"NL, LU\", BE",
        ] {
            assert!(!is_joined(line), "{line}");
        }
        for delimiter in [";", "\t", "|"] {
            let text = format!("{HEADER}\nA,a@example.com,CEO,Partner sales,NL, BE").replace(',', delimiter);
            let (header, line) = text.split_once('\n').unwrap();
            assert!(read(header, line, true).is_err(), "{line}");
        }
    }

    #[test]
    fn an_empty_cell_is_between_columns_and_not_in_a_list() {
        for line in [
            "A,a@example.com,CEO,Partner sales,DE,,PM",
            "A,a@example.com,CEO,Partner sales,DE,,no",
            "A,a@example.com,CEO,Partner sales,DE,, AT",
            "A,a@example.com,CEO,Partner sales,OOO,,DE",
            "A,a@example.com,CEO,Partner sales,FR,,,,NO",
            "A,a@example.com,CEO,Partner sales,,,DE",
        ] {
            assert!(read(HEADER, line, true).is_err(), "{line}");
        }
    }

    #[test]
    fn two_people_are_not_one_name() {
        for (line, is_one) in [
            ("Ann Lee,Bo Berg,ann@example.com,CEO,Partner sales,NL,", false),
            ("Ann Lee, Bo Berg,ann.lee@example.com,CEO,Partner sales,NL,", false),
            ("García López, María José,maria.garcia@example.com,CEO,Partner sales,NL,", true),
            ("García López,María José,mgarcia@example.com,CEO,Partner sales,NL,", true),
            ("van der Berg, Tom,b@example.com,CEO,Partner sales,NL,", true),
        ] {
            assert_eq!(read(HEADER, line, false).is_ok(), is_one, "{line}");
        }
    }

    #[test]
    fn a_country_that_may_have_spilled_into_an_ignored_column_is_not_lost() {
        for (header, line) in [
            ("Name,Email,Job title,Role,Countries/Regions,Notes", "A,a@example.com,CEO,Partner sales,DE, FR"),
            (
                "Name,Email,Job title,Role,Countries/Regions,States/Provinces,Notes,Owner",
                "A,a@example.com,CEO,Partner sales,US, CA, FR, DE",
            ),
            (
                "Name,Email,Job title,Role,Countries/Regions,States/Provinces,Notes",
                "A,a@example.com,CEO,Partner sales,US,US-WA, US-OR",
            ),
        ] {
            assert_eq!(read(header, line, true), Err(vec![Rule::RowShifted]), "{line}");
        }
        let notes = "Name,Email,Job title,Role,Countries/Regions,Notes";
        assert_eq!(read(notes, "A,a@example.com,CEO,Partner sales,DE,FR", false).as_deref(), Ok("A|CEO|DE|"));
    }

    #[test]
    fn a_column_that_the_list_lacks_changes_nothing() {
        let without_role = "Name,Email,Job title,Countries/Regions,States/Provinces";
        let line = |role: &str, rest: &str| format!("A,a@example.com,CEO,{role}{rest}");
        for (rest, expected) in
            [("NL, BE", Some("A|CEO|NL, BE|")), ("NL,BE,", Some("A|CEO|NL, BE|")), ("IN,MH", None), ("US, CA,", None)]
        {
            let with = read(HEADER, &line("Partner sales,", rest), false).ok();
            let settings =
                ReadSettings { set: vec![(Column::Role, "Partner sales".to_owned())], ..ReadSettings::default() };
            let without = read_with(settings, without_role, &line("", rest), false).ok();
            assert_eq!((with.as_deref(), without.as_deref()), (expected, expected), "{rest}");
        }
    }

    proptest::proptest! {
        /// A line that has lost its end holds two contacts. Neither may disappear in columns that nobody reads.
        #[test]
        fn two_contacts_in_a_line_never_become_one(
            columns in proptest::strategy::Strategy::prop_shuffle(proptest::strategy::Just(vec![
                "Name", "Company", "Phone", "Email", "City", "Job title", "ID", "Role", "Countries/Regions", "Notes",
            ])),
            omitted in proptest::sample::subsequence(vec!["Company", "Phone", "City", "ID", "Notes"], 0..6),
            countries in proptest::sample::select(vec!["DE", "NL, BE", "US", " CA"]),
            is_glued: bool,
        ) {
            let columns: Vec<&str> = columns.into_iter().filter(|column| !omitted.contains(column)).collect();
            let record = |person: &str| {
                let cell = |column: &&str| match *column {
                    "Name" => format!("{person} Lee"),
                    "Email" => format!("{person}@example.com"),
                    "Job title" => "CEO".to_owned(),
                    "Role" => "Partner sales".to_owned(),
                    "Countries/Regions" => countries.to_owned(),
                    other => format!("{other} {person}"),
                };
                columns.iter().map(cell).collect::<Vec<_>>().join(",")
            };
            let line = format!("{}{}{}", record("ann"), if is_glued { "" } else { "," }, record("bob"));
            for accept_suggestions in [false, true] {
                let outcome = read(&columns.join(","), &line, accept_suggestions);
                proptest::prop_assert!(outcome.is_err(), "{line}: {outcome:?}");
            }
        }
    }

    #[test]
    fn rows_without_a_reading_keep_their_findings() {
        for (line, rules) in [
            ("A,a@example.com,CEO,Partner sales,NL, Narnia,", vec![Rule::StateUnknown]),
            ("A,a@example.com,CEO,Partner sales,NL, Narnia, BE,", vec![Rule::RowLength]),
            ("A,a@example.com,CEO,Boss,NL, BE, FR,", vec![Rule::RowLength]),
            ("A,a@example.com,CEO,Partner sales,NL, Korea, BE,", vec![Rule::RowLength]),
            ("A,a@example.com,CEO,Partner sales,Hong Kong, China,US,", vec![Rule::RowLength]),
        ] {
            assert_eq!(read(HEADER, line, false), Err(rules), "{line}");
        }
    }

    #[test]
    fn a_comma_in_another_column_moves_no_text_into_a_known_one() {
        let header = "Company,Name,Email,Phone,Job title,Role,Countries/Regions,States/Provinces";
        for (line, expected) in [
            ("Acme,A,a@example.com,555,CEO,Partner sales,NL, BE,", Ok("A|CEO|NL, BE|")),
            ("Acme,A,a@example.com,555,CEO,Partner sales,US,US-WA", Ok("A|CEO|US|US-WA")),
            ("Acme, Inc.,A,a@example.com,555,CEO,Partner sales,NL,", Err(vec![Rule::RowShifted])),
            ("Acme,A,a@example.com,1,234,CEO,Partner sales,NL,", Err(vec![Rule::RowShifted])),
        ] {
            assert_eq!(read(header, line, false), expected.map(str::to_owned), "{line}");
        }
        let after = "Name,Email,Role,Countries/Regions,Job title,Notes";
        let line = "A,a@example.com,Partner sales,NL,CEO,likes tea, coffee";
        assert_eq!(read(after, line, false), Err(vec![Rule::RowShifted]));
        // Columns that the reader joins leave one country.
        let joined = "First name,Last name,Email,Job title,Role,Country,State";
        let line = "A,B,a@example.com,CEO,Partner sales,US,CA,";
        assert_eq!(read(joined, line, false), Err(vec![Rule::StateAmbiguous]));
    }

    #[test]
    fn a_long_list_is_joined() {
        let countries =
            "AT, BE, BG, CY, CZ, DK, EE, ES, FI, FR, GR, HR, HU, IE, IT, LT, LU, LV, MT, NL, PL, PT, RO, SE, SI";
        let line = format!("Lee, Ann,a@example.com,VP, Sales,Partner sales,{countries},");
        assert_eq!(read(HEADER, &line, false), Ok(format!("Lee, Ann|VP, Sales|{countries}|")));
    }

    #[test]
    fn implausible_rows_are_not_searched() {
        let many = ["CA,GA,DE"; 20].join(",");
        let roles = ["Partner sales"; 20].join(",");
        let line = format!("A,a@example.com,{roles},{many}");
        assert_eq!(read(HEADER, &line, true), Err(vec![Rule::RowLength]));
        let wide: Vec<String> = (0..600).map(|at| format!("c{at}")).collect();
        let header = format!("{HEADER},{}", wide.join(","));
        assert_eq!(read(&header, "A,a@example.com,CEO,Partner sales,NL,BE,", false), Err(vec![Rule::StateUnknown]));
    }

    #[test]
    fn findings_have_the_location_of_the_original_cells() {
        let list = format!("{HEADER}\nA,a@example.com,VP, Sales,Partner sales,Germany, LU,\n");
        let mut rows = Rows::open(Input::bytes("list.csv", list), Default::default()).unwrap();
        let mut report = CollectingReport::default();
        crate::validate::validate(&mut rows, NormalizeSettings::default(), &[], &mut report).unwrap();
        let seen: Vec<(Rule, String, &str, &str)> = report
            .findings
            .iter()
            .map(|(_, finding)| {
                let fix = finding.fix.as_ref().map_or("", |fix| &*fix.value);
                (finding.rule, finding.location.cell().unwrap(), &*finding.value, fix)
            })
            .collect();
        assert_eq!(
            seen,
            [
                (Rule::RowShifted, "C2".to_owned(), "VP", "VP, Sales"),
                (Rule::RowShifted, "F2".to_owned(), "Germany", "Germany, LU"),
                (Rule::CountrySpelling, "F2".to_owned(), "Germany, LU", "DE, LU"),
            ]
        );
    }
}
