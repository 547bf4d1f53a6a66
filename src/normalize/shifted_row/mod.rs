//! Rows of delimited text in which a comma that should have stood between quotation marks parts a cell: the pieces run
//! into the next columns. Source: azure-docs issue 80835, September 2021.
//!
//! Every way to put the cells of such a row together again is tried. A way is a reading of the row when all its cells
//! then hold what their columns want: an address, a role, countries that are known, states that lie in them.

mod search;

use std::ops::Range;

use memchr::memchr2;

use super::cell::Cell;
use super::{Settings, states};
use crate::contact::{Column, ColumnMap, Contact, Country, Location, RawRecord, Row, State};
use crate::diagnostics::{Finding, Fix, Message, Rule, ShiftReadings, ShiftTarget};
use search::readings;

/// The row as it reads with its cells put together: the cells of the line that each column takes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct CandidateRow {
    cells: ColumnMap<Range<usize>>,
    /// Columns that are not ours and take more than one cell, with the cells.
    others: Vec<(u32, Range<usize>)>,
    /// No cell is missing at the end of the line, and none is too many.
    is_exact: bool,
}

/// More cells than these too many are no list that somebody typed.
const MOST_SPARE: usize = 64;
/// And a list of more columns is no list of contacts.
const MOST_COLUMNS: usize = 512;

/// Reads a row whose cells may be shifted. None where it stands as it should, or can't be put together.
pub(super) fn rejoin<'a>(row: &Row<'a>, settings: &Settings, findings: &mut Vec<Finding<'a>>) -> Option<Outcome> {
    let line = row.delimited.filter(|line| is_suspect(row, line))?;
    let mut readings = readings(row, line)?;
    let stands =
        |reading: &CandidateRow| reading.others.is_empty() && reading.cells.0.iter().all(|cells| cells.len() <= 1);
    if readings.iter().any(stands) && (readings.len() == 1 || !line.has_spare()) {
        return None;
    }
    match readings.len() {
        0 => None,
        1 => Some(Outcome(readings.remove(0).apply(row, &line, settings, Fix::safe, findings))),
        _ => Some(Outcome(one_of(&readings, row, &line, settings, findings))),
    }
}

/// What comes of a row that was put together: the contact, unless something else holds it back.
pub(super) struct Outcome(pub(super) Option<Contact<'static>>);

/// Whether a row has cells that are too many, or a country where a state should be.
fn is_suspect(row: &Row<'_>, line: &RawRecord<'_>) -> bool {
    let is_full = || {
        let states = row.cells[Column::States].trim();
        !states.is_empty() && (line.has_spare() || is_country(states))
    };
    let is_a_line = line.columns <= MOST_COLUMNS && line.cells.len() <= line.columns + MOST_SPARE;
    is_a_line && (row.damage.is_some() || (!row.cells[Column::States].is_empty() && is_full()))
}

/// Whether a list of states starts with a country.
fn is_country(states: &str) -> bool {
    let end = memchr2(b',', b';', states.as_bytes()).unwrap_or(states.len());
    let first = states[..end].trim();
    match first.len() {
        2 => Country::from_code(&first.to_ascii_uppercase()).is_some(),
        _ => State::from_code(first).is_none() && states::as_country(first).is_some(),
    }
}

/// Says that a row has several readings. A list of countries that takes exactly the cells there are is the likeliest.
fn one_of<'a>(
    readings: &[CandidateRow],
    row: &Row<'a>,
    line: &RawRecord<'a>,
    settings: &Settings,
    findings: &mut Vec<Finding<'a>>,
) -> Option<Contact<'static>> {
    let longest = readings.iter().map(|reading| reading.cells[Column::Countries].len()).max();
    let mut exact = readings.iter().filter(|reading| reading.is_exact);
    let likeliest = exact.next().filter(|reading| Some(reading.cells[Column::Countries].len()) == longest);
    let likeliest = likeliest.filter(|_| exact.next().is_none());
    if let Some(reading) = likeliest.filter(|_| settings.accept_suggestions) {
        return reading.apply(row, line, settings, Fix::suggestion, findings);
    }
    let message = Message::ShiftedEither {
        readings: ShiftReadings(readings.iter().map(|reading| reading.words(line)).collect()),
    };
    let lists: Vec<String> = readings.iter().map(|reading| reading.text(Column::Countries, line)).collect();
    let is_about_countries = lists.iter().any(|list| *list != lists[0]);
    findings.push(if is_about_countries {
        Finding {
            fix: likeliest.map(|reading| Fix::suggestion(reading.text(Column::Countries, line))),
            alternatives: lists,
            ..Cell { row, column: Column::Countries, settings }.finding(Rule::RowShifted, None, message)
        }
    } else {
        Finding::new(Rule::RowShifted, Location { column: None, ..row.location(Column::Name) }, message)
    });
    None
}

impl CandidateRow {
    /// Normalizes the row as it reads, after saying what was put together.
    fn apply<'a>(
        &self,
        row: &Row<'a>,
        line: &RawRecord<'a>,
        settings: &Settings,
        fix: fn(String) -> Fix<'static>,
        findings: &mut Vec<Finding<'a>>,
    ) -> Option<Contact<'static>> {
        // A column that the list lacks may have one value for all rows.
        let texts = ColumnMap(Column::ALL.map(|column| match &self.cells[column] {
            taken if taken.is_empty() => row.cells[column].to_owned(),
            taken => text_of(column, line, taken),
        }));
        let place_of = |column: Column| match &self.cells[column] {
            taken if taken.is_empty() => row.columns[column],
            taken => Some(taken.start as u32),
        };
        for (to, taken, text) in self.stretched(line) {
            let location = Location { column: Some(taken.start as u32), ..row.location(Column::Name) };
            let column = match to {
                ShiftTarget::Column(column) => Some(column),
                ShiftTarget::Other(_) => None,
            };
            findings.push(Finding {
                column,
                value: line.cells.get(taken.start).to_owned().into(),
                fix: Some(fix(text.clone())),
                applied: true,
                ..Finding::new(Rule::RowShifted, location, Message::Shifted { to, text })
            });
        }
        let joined = Row {
            cells: ColumnMap(Column::ALL.map(|column| texts[column].as_str())),
            columns: ColumnMap(Column::ALL.map(place_of)),
            number: row.number,
            line: row.line,
            languages: row.languages,
            ..Row::default()
        };
        let mut own = Vec::new();
        let contact = super::normalize(&joined, settings, &mut own).map(Contact::into_owned);
        findings.extend(own.into_iter().map(|finding| finding.into_owned()));
        contact
    }

    /// The columns that take more than one cell, with their text, from left to right.
    fn stretched(&self, line: &RawRecord<'_>) -> Vec<(ShiftTarget, Range<usize>, String)> {
        let ours = Column::ALL.into_iter().filter(|&column| self.cells[column].len() > 1);
        let ours =
            ours.map(|column| (ShiftTarget::Column(column), self.cells[column].clone(), self.text(column, line)));
        let others = self.others.iter();
        let others = others.map(|(at, taken)| (ShiftTarget::Other(*at), taken.clone(), line.text(taken)));
        let mut all: Vec<_> = ours.chain(others).collect();
        all.sort_by_key(|(_, taken, _)| taken.start);
        all
    }

    /// What tells the reading from others: what is put together, and the states.
    fn words(&self, line: &RawRecord<'_>) -> Vec<(ShiftTarget, String)> {
        let mut words: Vec<_> = self.stretched(line).into_iter().map(|(to, _, text)| (to, text)).collect();
        for column in [Column::Countries, Column::States] {
            let text = self.text(column, line).trim().to_owned();
            let to = ShiftTarget::Column(column);
            if !text.is_empty() && !words.iter().any(|(known, _)| *known == to) {
                words.push((to, text));
            }
        }
        words
    }

    fn text(&self, column: Column, line: &RawRecord<'_>) -> String {
        text_of(column, line, &self.cells[column])
    }
}

/// The text of cells as the column has it: lists with the separator that the portal wants, other text as it was typed.
fn text_of(column: Column, line: &RawRecord<'_>, cells: &Range<usize>) -> String {
    match column {
        Column::Countries | Column::States if cells.len() > 1 => {
            cells.clone().map(|cell| line.cells.get(cell).trim()).collect::<Vec<_>>().join(", ")
        }
        _ => line.text(cells),
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::{CollectingReport, Rule};
    use crate::normalize::Settings;
    use crate::read::{Input, Rows};

    /// What a line becomes: the countries and the states, or the rules that hold it back.
    fn read(header: &str, line: &str, accept_suggestions: bool) -> Result<String, Vec<Rule>> {
        let mut rows = Rows::open(Input::bytes("list.csv", format!("{header}\n{line}\n")), Default::default()).unwrap();
        let batch = rows.next_batch().unwrap().unwrap();
        let row = batch.rows().next().unwrap();
        let mut findings = Vec::new();
        let settings = Settings { accept_suggestions, ..Settings::default() };
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
    fn what_has_one_reading_is_joined() {
        for (line, expected) in [
            ("A,a@example.com,CEO,Partner sales,NL, BE,", "A|CEO|NL, BE|"),
            ("A,a@example.com,CEO,Partner sales,NL,BE", "A|CEO|NL, BE|"),
            ("A,a@example.com,CEO,Partner sales,NL, BE, LU", "A|CEO|NL, BE, LU|"),
            ("A,a@example.com,CEO,Partner sales,US, CA, FR,", "A|CEO|US, CA, FR|"),
            ("A,a@example.com,CEO,Partner sales,Germany, France,", "A|CEO|DE, FR|"),
            ("A,a@example.com,CEO,Partner sales,US, CA,CA-ON", "A|CEO|US, CA|CA-ON"),
            ("A,a@example.com,CEO,Partner sales,US,US-WA, US-OR", "A|CEO|US|US-WA, US-OR"),
            ("A,a@example.com,\"CEO\",Partner sales,\"NL\",\"BE\",", "A|CEO|NL, BE|"),
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
    fn rows_that_stand_as_they_should_are_left_alone() {
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
    fn what_has_several_readings_is_held_back() {
        for line in [
            "A,a@example.com,CEO,Partner sales,US, CA,",
            "A,a@example.com,CEO,Partner sales,US,DE,",
            "A,a@example.com,CEO,Partner sales,US, CA, WA,",
        ] {
            assert_eq!(read(HEADER, line, false), Err(vec![Rule::RowShifted]), "{line}");
        }
        // The list takes exactly the cells there are.
        let line = "A,a@example.com,CEO,Partner sales,US, CA,";
        assert_eq!(read(HEADER, line, true).as_deref(), Ok("A|CEO|US, CA|"));
        assert_eq!(read(HEADER, "A,a@example.com,CEO,Partner sales,US, CA, WA,", true), Err(vec![Rule::RowShifted]));
    }

    #[test]
    fn what_has_no_reading_is_told_as_it_is() {
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
    fn a_comma_in_a_column_that_is_not_ours_moves_no_text_into_ours() {
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
        // Columns that are joined, too, leave a country one.
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
    fn rows_that_nobody_typed_are_given_up() {
        let many = ["CA,GA,DE"; 20].join(",");
        let roles = ["Partner sales"; 20].join(",");
        let line = format!("A,a@example.com,{roles},{many}");
        assert_eq!(read(HEADER, &line, true), Err(vec![Rule::RowLength]));
        let wide: Vec<String> = (0..600).map(|at| format!("c{at}")).collect();
        let header = format!("{HEADER},{}", wide.join(","));
        assert_eq!(read(&header, "A,a@example.com,CEO,Partner sales,NL,BE,", false), Err(vec![Rule::StateUnknown]));
    }

    #[test]
    fn findings_show_the_cells_where_they_stand() {
        let list = format!("{HEADER}\nA,a@example.com,VP, Sales,Partner sales,Germany, BE,\n");
        let mut rows = Rows::open(Input::bytes("list.csv", list), Default::default()).unwrap();
        let mut report = CollectingReport::default();
        crate::validate::validate(&mut rows, Settings::default(), &[], &mut report).unwrap();
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
                (Rule::RowShifted, "F2".to_owned(), "Germany", "Germany, BE"),
                (Rule::CountrySpelling, "F2".to_owned(), "Germany, BE", "DE, BE"),
            ]
        );
    }
}
