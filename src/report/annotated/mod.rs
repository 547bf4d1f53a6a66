//! The annotated workbook: a list with its errors marked, for the person who corrects it and may not know the program.
//!
//! The sheet of a list is written by `write`; this module decides on fixed cells, colours, notes and remarks. It is
//! read again as the same list, because the reader ignores the helper columns and sheets.

mod display_severity;
mod findings;
mod fixed_cells;
mod note;
mod remark;
mod workbook_rows;

use std::collections::HashMap;
use std::io::Write;
use std::num::NonZeroUsize;

use rust_xlsxwriter::Workbook;

pub(super) use self::display_severity::DisplaySeverity;
use self::findings::{FindingsSheet, Place};
pub(crate) use self::fixed_cells::fixed_cells;
pub(crate) use self::note::message as plain_message;
pub(super) use self::note::remedy;
use self::note::{has_error, note};
use self::remark::remark;
use self::workbook_rows::refer_to_workbook;
use crate::contact::{Source, SourceColumn};
use crate::diagnostics::{Finding, Report};
use crate::i18n::{Language, messages};
use crate::pipeline::{row_compressor, thread_count};
use crate::spreadsheet::HelperColumn;
use crate::spreadsheet::code_sheets::CodeLayout;
use crate::spreadsheet::style::{Fill, add_cell_styles};
use crate::spreadsheet::{catch_io_panic, code_sheets, new_workbook};
use crate::write::source_rows::{SourceRow, SourceRowsSheet};
use crate::write::{RowsOfSheet, WriteError, save_with_rows};

/// Maximum number of notes: with more, programs take minutes to open the workbook.
const MAX_NOTES: u64 = 10_000;
/// Number of these notes that cells may have that were fixed: a note shows what was received.
const MAX_NOTES_OF_FIXES: u64 = 2_000;
/// Width of the helper column with the row numbers of the original file, in characters.
const ORIGINAL_ROW: f64 = 14.0;

/// A report as a workbook: a sheet that says what to do, with all findings, and the rows with the cells at fault in
/// colour and a note on each. Cells that are fixed automatically are fixed in it. Once corrected, the workbook can be
/// read as the list.
///
/// Rows and findings are written to temporary files as they come.
pub(crate) struct AnnotatedReport {
    threads: usize,
    language: Language,
    source: Source,
    /// Findings of the next row, or of the file.
    pending: Vec<Finding<'static>>,
    /// The number of the next row in the file that the sender has, if the source was made of it.
    original: Option<String>,
    book: Option<AnnotatedWorkbook>,
    /// The first error, after which nothing more is written.
    error: Option<WriteError>,
}

/// The workbook, created with the columns of the first list.
struct AnnotatedWorkbook {
    workbook: Workbook,
    threads: usize,
    language: Language,
    findings: FindingsSheet,
    list: AnnotatedList,
    /// The previous lists.
    done: Vec<AnnotatedList>,
    names: Vec<String>,
    notes: u64,
    notes_of_fixes: u64,
    has_all_notes: bool,
}

/// The findings of a cell, by its index in the row, or of the whole row.
pub(crate) type CellFindings<'f> = (Option<usize>, Vec<&'f Finding<'f>>);

/// The sheet of a list with its columns.
struct AnnotatedList {
    received: SourceRowsSheet,
    language: Language,
    name: String,
    columns: Vec<SourceColumn>,
}

impl AnnotatedReport {
    /// Returns a report in a language. It is compressed on as many threads as the user wants.
    pub(crate) fn new(threads: Option<NonZeroUsize>, language: Language) -> Self {
        let (source, pending, threads) = (Source::default(), Vec::new(), thread_count(threads));
        AnnotatedReport { threads, language, source, pending, original: None, book: None, error: None }
    }

    /// Writes the workbook.
    pub(crate) fn finish<W: Write + Send>(mut self, mut out: W) -> Result<W, WriteError> {
        self.keep(|report| report.flush());
        if let Some(error) = self.error {
            return Err(error);
        }
        catch_io_panic(|| {
            let (mut workbook, rows) = match self.book {
                Some(book) => book.finish()?,
                None => (new_workbook()?, Vec::new()),
            };
            save_with_rows(&mut workbook, rows, &mut out)?;
            Ok(out)
        })
    }

    /// Runs a step, unless an earlier one failed, and keeps its error.
    fn keep(&mut self, work: impl FnOnce(&mut Self) -> Result<(), WriteError>) {
        if self.error.is_none() {
            self.error = catch_io_panic(|| work(self)).err();
        }
    }

    fn start(&mut self, columns: &[SourceColumn]) -> Result<(), WriteError> {
        let language = self.language;
        let sheet = self.source.sheet.as_deref().unwrap_or(messages::SheetContacts.text(language));
        match &mut self.book {
            None => self.book = Some(AnnotatedWorkbook::new(&self.source, sheet, columns, self.threads, language)?),
            Some(book) if self.source.sheet.as_deref().is_some_and(|sheet| sheet != book.list.name) => {
                book.next(sheet, columns)?;
            }
            Some(book) => {
                book.list.received.grow(columns)?;
                book.list.columns = columns.to_vec();
            }
        }
        Ok(())
    }

    /// Writes the pending findings, which belong to no new row.
    fn flush(&mut self) -> Result<(), WriteError> {
        let Some(book) = &mut self.book else { return Ok(()) };
        let sheet = self.source.sheet.as_deref();
        self.pending.drain(..).try_for_each(|finding| match book.written(sheet, &finding) {
            Some((list, row)) => book.add_late(&finding, list, row),
            None => book.add_of_file(&finding),
        })
    }
}

impl Report for AnnotatedReport {
    fn source(&mut self, source: &Source) {
        self.keep(Self::flush);
        self.source = source.clone();
    }

    fn columns(&mut self, columns: &[SourceColumn]) {
        self.keep(|report| report.start(columns));
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        if self.error.is_none() {
            self.pending.push(finding.clone().into_owned());
        }
    }

    fn original_row(&mut self, number: &str) {
        self.original = Some(number.to_owned());
    }

    fn row(&mut self, row: u64, cells: &mut dyn Iterator<Item = &str>) {
        let original = self.original.take();
        self.keep(|report| {
            let first = report.pending.iter().position(|finding| finding.location.row == Some(row));
            let row_findings = report.pending.split_off(first.unwrap_or(report.pending.len()));
            report.flush()?;
            let Some(book) = &mut report.book else { return Ok(()) };
            book.write((row, original.as_deref()), cells.collect(), row_findings)
        });
    }
}

impl AnnotatedWorkbook {
    fn new(
        source: &Source,
        sheet: &str,
        columns: &[SourceColumn],
        threads: usize,
        language: Language,
    ) -> Result<Self, WriteError> {
        let mut workbook = new_workbook()?;
        add_cell_styles(&mut workbook, true);
        let list = AnnotatedList::new(&mut workbook, sheet, columns, threads, language)?;
        let names = vec![list.name.clone()];
        let findings = FindingsSheet::new(source, language);
        Ok(AnnotatedWorkbook {
            workbook,
            threads,
            language,
            findings,
            list,
            done: Vec::new(),
            names,
            notes: 0,
            notes_of_fixes: 0,
            has_all_notes: true,
        })
    }

    fn next(&mut self, sheet: &str, columns: &[SourceColumn]) -> Result<(), WriteError> {
        self.list.received.end_threads()?;
        let next = AnnotatedList::new(&mut self.workbook, sheet, columns, self.threads, self.language)?;
        self.names.push(next.name.clone());
        self.done.push(std::mem::replace(&mut self.list, next));
        Ok(())
    }

    /// Returns the list of a sheet and the row of a finding in it, if the row has been written. That is so for findings
    /// that depend on the whole list, which come last.
    fn written(&self, sheet: Option<&str>, finding: &Finding<'_>) -> Option<(usize, u32)> {
        let mut lists = self.done.iter().chain([&self.list]);
        let index = lists.position(|list| sheet.is_none_or(|sheet| list.name == sheet))?;
        let list = self.done.get(index).unwrap_or(&self.list);
        Some((index, list.received.row_of(finding.location.row?)?))
    }

    /// Adds a finding of a row that has been written.
    fn add_late(&mut self, finding: &Finding<'_>, list: usize, row: u32) -> Result<(), WriteError> {
        self.has_all_notes &= self.notes < MAX_NOTES;
        self.notes += u64::from(self.has_all_notes);
        let note = self.has_all_notes.then(|| note(&[finding], false, self.language));
        let list = self.done.get_mut(list).unwrap_or(&mut self.list);
        let column = list.column_index(finding);
        let location = list.received.cell(row, column);
        if let Some(fill) = fill(DisplaySeverity::from_finding(finding)) {
            list.received.mark(location, fill, note.as_ref())?;
        }
        let place = Place {
            sheet: &list.name,
            cell: Some(location),
            original_row: list.received.shown_number(row),
            label: column.map(|column| list.columns[column].label.as_str()),
            has_error: has_error(&[finding]),
            is_fixed: false,
        };
        self.findings.add(finding, place)
    }

    /// Adds a finding of the file or its header.
    fn add_of_file(&mut self, finding: &Finding<'_>) -> Result<(), WriteError> {
        let column = self.list.column_index(finding);
        let label = column.map(|column| self.list.columns[column].label.as_str());
        let cell =
            column.filter(|_| finding.location.row.is_some()).map(|column| self.list.received.label_cell(column));
        let label = label.or(finding.column.map(|column| self.language.column(column)));
        let sheet = &self.list.name;
        let place = Place { sheet, cell, original_row: None, label, has_error: false, is_fixed: false };
        self.findings.add(finding, place)
    }

    /// Writes a row: its number in the source, and in the file that the sender has if the source was made of it; its
    /// cells, and its findings.
    fn write(
        &mut self,
        (row, original): (u64, Option<&str>),
        received: Vec<&str>,
        mut found: Vec<Finding<'static>>,
    ) -> Result<(), WriteError> {
        found.iter_mut().for_each(|finding| refer_to_workbook(finding, row, &self.done, &self.list));
        let list = &mut self.list;
        let mut of_cell: Vec<CellFindings<'_>> = Vec::new();
        for finding in &found {
            let column = list.column_index(finding);
            match of_cell.iter_mut().find(|(other, _)| *other == column) {
                Some((_, findings)) => findings.push(finding),
                None => of_cell.push((column, vec![finding])),
            }
        }
        let fixed = fixed_cells(&of_cell, &received);
        let mut cells = received;
        for (index, value) in &fixed {
            cells.resize(cells.len().max(index + 1), "");
            cells[*index] = value;
        }
        let fills: HashMap<usize, Fill> =
            of_cell.iter().filter_map(|(column, findings)| Some(((*column)?, fill(worst(findings)?)?))).collect();
        let remark = remark(&of_cell, &fixed, &list.columns, list.language);
        let of_remark = worst(&found.iter().collect::<Vec<_>>()).filter(|worst| *worst <= DisplaySeverity::Warning);
        let received = SourceRow { number: row, original, remark: &remark, fill: of_remark.and_then(fill) };
        list.received.write(&received, cells.into_iter(), |column| fills.get(&column).copied())?;
        let is_fixed = |column: &Option<usize>| column.is_some_and(|column| fixed.contains_key(&column));
        for (column, findings) in &of_cell {
            // A note on a cell that needs nothing must not take the place of one that a person needs.
            match worst(findings) {
                None | Some(DisplaySeverity::Note) => continue,
                Some(DisplaySeverity::Fixed) if self.notes_of_fixes == MAX_NOTES_OF_FIXES => continue,
                Some(DisplaySeverity::Fixed) => self.notes_of_fixes += 1,
                Some(DisplaySeverity::Error | DisplaySeverity::Warning) => {
                    self.has_all_notes &= self.notes < MAX_NOTES;
                    if !self.has_all_notes {
                        continue;
                    }
                    self.notes += 1;
                }
            }
            list.received.note(*column, &note(findings, is_fixed(column), self.language))?;
        }
        let bad: Vec<Option<usize>> =
            of_cell.iter().filter(|(_, findings)| has_error(findings)).map(|(column, _)| *column).collect();
        for finding in &found {
            let column = list.column_index(finding);
            let cell = list.received.last_row_cell(column);
            let place = Place {
                sheet: &list.name,
                cell: Some(cell),
                original_row: list.received.shown_number(cell.0),
                label: column.map(|column| list.columns[column].label.as_str()),
                has_error: bad.contains(&column),
                is_fixed: is_fixed(&column),
            };
            self.findings.add(finding, place)?;
        }
        Ok(())
    }

    /// Returns the workbook and the rows of its first sheets.
    fn finish(mut self) -> Result<(Workbook, Vec<RowsOfSheet>), WriteError> {
        self.list.received.end_threads()?;
        let lists: Vec<AnnotatedList> = self.done.into_iter().chain([self.list]).collect();
        let (names, notes) = (self.names, (!self.has_all_notes).then_some(self.notes));
        let sheet = free(&names, messages::AnnotatedSheet.text(self.language));
        let is_renumbered = lists.iter().any(|list| list.received.is_renumbered());
        let compressor = row_compressor(self.threads)?;
        let findings = self.findings.finish(&mut self.workbook, &sheet, &names, is_renumbered, notes, compressor)?;
        let mut sheets = vec![findings];
        for mut list in lists {
            if !list.received.is_renumbered() {
                list.received.hide_row_numbers()?;
            }
            sheets.push(list.received.finish()?);
        }
        let mut rows = Vec::new();
        for (sheet, of_sheet) in sheets {
            self.workbook.push_worksheet(sheet);
            rows.push(of_sheet);
        }
        code_sheets::add_code_sheets(&mut self.workbook, self.language, CodeLayout::Page, |wanted| {
            free(&names, wanted)
        })?;
        Ok((self.workbook, rows))
    }
}

impl AnnotatedList {
    fn new(
        workbook: &mut Workbook,
        name: &str,
        columns: &[SourceColumn],
        threads: usize,
        language: Language,
    ) -> Result<Self, WriteError> {
        let numbers = (HelperColumn::OriginalRow.label(language), ORIGINAL_ROW);
        let added = (numbers, (HelperColumn::Findings.label(language), remark::WIDTH));
        let received = SourceRowsSheet::new(workbook, name, added, columns, row_compressor(threads)?, language)?;
        Ok(AnnotatedList { received, language, name: name.to_owned(), columns: columns.to_vec() })
    }

    /// Returns the index of the finding's column in the list, or `None` if the finding is about the row.
    fn column_index(&self, finding: &Finding<'_>) -> Option<usize> {
        let by_index = |index: u32| self.columns.iter().position(|column| column.at == index);
        let by_column = |wanted| self.columns.iter().position(|column| column.column == Some(wanted));
        finding.location.column.map_or_else(|| finding.column.and_then(by_column), by_index)
    }
}

fn worst(findings: &[&Finding<'_>]) -> Option<DisplaySeverity> {
    findings.iter().map(|finding| DisplaySeverity::from_finding(finding)).min()
}

/// Returns the fill of a cell. A cell with notes only needs nothing, and isn't marked.
fn fill(severity: DisplaySeverity) -> Option<Fill> {
    match severity {
        DisplaySeverity::Error => Some(Fill::Bad),
        DisplaySeverity::Warning => Some(Fill::Fair),
        DisplaySeverity::Fixed => Some(Fill::Fixed),
        DisplaySeverity::Note => None,
    }
}

/// Returns a name for a helper sheet that no list has.
fn free(names: &[String], wanted: &str) -> String {
    let is_taken = |name: &str| names.iter().any(|taken| taken.to_lowercase() == name.to_lowercase());
    let numbered = (2..).map(|number| format!("{wanted} {number}"));
    [wanted.to_owned()].into_iter().chain(numbered).find(|name| !is_taken(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Column;
    use crate::diagnostics::CollectingReport;
    use crate::read::{Input, ReadSettings, Rows, SheetSelection};
    use crate::validate::validate;

    const LIST: &str = "Name,Email,Job title,Role,Countries/Regions\n\
                        Ann,ann@example.com,CEO,Sales,\"US, XX\"\n\
                        Zoë,zoe@example.com,CTO,Partner sales,FR\n";

    fn read(name: &str, bytes: Vec<u8>, report: &mut dyn Report) -> Vec<String> {
        let mut rows = Rows::open(Input::bytes(name, bytes), ReadSettings::default()).unwrap();
        validate(&mut rows, Default::default(), &[], report).unwrap();
        rows.columns().into_iter().map(|column| column.label).collect()
    }

    fn annotated(name: &str, bytes: Vec<u8>, settings: ReadSettings, language: Language) -> Vec<u8> {
        let mut rows = Rows::open(Input::bytes(name, bytes), settings).unwrap();
        let mut report = AnnotatedReport::new(rows.threads(), language);
        validate(&mut rows, Default::default(), &[], &mut report).unwrap();
        report.finish(Vec::new()).unwrap()
    }

    fn annotated_csv(rows: &str, language: Language) -> Vec<u8> {
        let list = format!("Name,Email,Job title,Role,Countries/Regions\n{rows}");
        annotated("list.csv", list.into_bytes(), ReadSettings::default(), language)
    }

    /// Returns the XML of a sheet, by its number from 1, or of the notes.
    fn part(workbook: &[u8], name: &str) -> String {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name(&format!("xl/{name}.xml")).unwrap(), &mut text).unwrap();
        text
    }

    /// Returns the texts of a sheet, cell by cell.
    fn texts(workbook: &[u8], sheet: usize) -> Vec<String> {
        let xml = part(workbook, &format!("worksheets/sheet{sheet}"));
        let cells = xml.split("<is><t").skip(1).map(|cell| {
            let text = cell.split_once('>').unwrap().1.split_once("</t>").unwrap().0;
            text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        });
        cells.collect()
    }

    /// Returns a workbook with a list on each sheet, of one contact with this country.
    fn sheets(lists: &[(&str, &str)]) -> Vec<u8> {
        let mut workbook = Workbook::new();
        for (name, country) in lists {
            let sheet = workbook.add_worksheet();
            sheet.set_name(*name).unwrap();
            sheet.write_row(0, 0, ["Name", "Email", "Job title", "Role", "Countries/Regions"]).unwrap();
            let email = format!("{name}@example.com");
            sheet.write_row(1, 0, ["Ann", &email, "CEO", "Partner sales", country]).unwrap();
        }
        workbook.save_to_buffer().unwrap()
    }

    #[test]
    fn the_instruction_names_the_sheets_with_errors() {
        let settings = ReadSettings { sheets: SheetSelection::All, ..ReadSettings::default() };
        let lists = sheets(&[("North", "FR"), ("South", "Narnia"), ("West", "Narnia"), ("Findings", "ca")]);
        for (language, says, head) in [
            (Language::En, "1. Correct the red cells on the sheets South and West. The column \"To correct\"", "Sheet"),
            (Language::Fr, "1. Corrigez les cellules rouges des feuilles South et West.", "Feuille"),
        ] {
            let texts = texts(&annotated("lists.xlsx", lists.clone(), settings.clone(), language), 1);
            assert!(texts[1].starts_with(says), "{}", texts[1]);
            assert!(texts[2].starts_with("2. ") && texts[3].starts_with("3. "), "{texts:?}");
            assert_eq!(texts[4], head);
            // All sheets are in the table.
            assert_eq!(texts[8..12], ["North", "South", "West", "Findings"]);
        }
        for (country, title, says) in [
            ("Narnia", "lists.xlsx: 1 problem to correct", "1. Correct the red cells on the sheet North."),
            ("ca", "lists.xlsx: Nothing has to be corrected.", "Sheet"),
            ("FR", "lists.xlsx: Nothing has to be corrected.", "Sheet"),
        ] {
            let texts =
                texts(&annotated("lists.xlsx", sheets(&[("North", country)]), settings.clone(), Language::En), 1);
            assert_eq!(texts[0], title);
            assert!(texts[1].starts_with(says), "{}", texts[1]);
        }
        let starred = annotated_csv("Ann*,ann@example.com,CEO,Partner sales,FR\n", Language::En);
        let starred = texts(&starred, 1);
        assert_eq!(starred[0], "list.csv: 1 warning to check");
        assert!(starred[1].starts_with("Check the yellow cells"), "{starred:?}");
        let names: Vec<String> = ('A'..='H').map(String::from).collect();
        let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "Narnia")).collect();
        let many = texts(&annotated("lists.xlsx", sheets(&many), settings, Language::En), 1);
        assert!(many[1].starts_with("1. Correct the red cells on 8 sheets, see below."), "{many:?}");
    }

    #[test]
    fn the_remark_says_what_to_correct() {
        let of_row = |row: &str, language| {
            let texts = texts(&annotated_csv(row, language), 2);
            texts[7].replace(['\u{a0}', '\u{202f}'], " ")
        };
        for (row, english, french) in [
            (
                "Ann*,ann.example.com,CEO,Partner sales,ca\n",
                "Email: not a valid e-mail address; the @ is missing\n\
                 To check – Name: \"*\" is a special character; Partner Center may reject it in Name",
                "Email : adresse e-mail non valide ; il manque l’arobase (@)\n\
                 À vérifier – Name : ",
            ),
            (
                "Ann,ann@example.com,,Partner sales,ca\n",
                "Job title is empty; Partner Center requires a value in every row",
                "La cellule Poste est vide",
            ),
            (
                "Ann,ann@example.com,CEO,partner sales,\"ca,us\"\n",
                // The cells are fixed, so the row has no remark, and the name is next.
                "Ann",
                "Ann",
            ),
        ] {
            assert_eq!(of_row(row, Language::En), english);
            let of_french = of_row(row, Language::Fr);
            assert!(of_french.starts_with(french), "{of_french}");
        }
    }

    /// Excel shows at most 27 lines in a row, and a cell has at most 32,767 characters.
    #[test]
    fn the_remark_fits_into_its_cell() {
        let countries: Vec<String> = (0..150).map(|number| format!("Narnia {}", "x".repeat(number))).collect();
        let row = format!("Ann,ann@example.com,CEO,Partner sales,\"{}\"\n", countries.join(","));
        let remark = &texts(&annotated_csv(&row, Language::En), 2)[7];
        assert!(crate::spreadsheet::style::lines(remark, remark::WIDTH) <= 40 && remark.len() < 4000, "{remark}");
        assert!(remark.ends_with(" more problems in this row"), "{remark}");
    }

    #[test]
    fn a_fix_is_not_announced_in_a_cell_with_an_error() {
        let rows = "Ann,ann@example.com,CEO,Partner sales,\"pl, Narnia\"\nBob,bob.example.com,CEO,Partner sales,pl\n";
        let workbook = annotated_csv(rows, Language::En);
        assert_eq!(texts(&workbook, 1).join("\n").matches("Changed to \"PL\"").count(), 1);
        assert_eq!(part(&workbook, "comments1").matches("Received as \"pl\"").count(), 1);
        let list = texts(&workbook, 2);
        assert!(list.contains(&"pl, Narnia".to_owned()) && list.contains(&"PL".to_owned()), "{list:?}");
    }

    #[test]
    fn the_row_of_the_original_is_shown_if_it_differs() {
        let rows = "Name,Email,Job title,Role,Countries/Regions\nAnn,ann@example.com,CEO,Partner sales,Narnia\n";
        for (above, is_shown) in [("", false), ("Our contacts\n\n", true)] {
            let list = format!("{above}{rows}").into_bytes();
            let workbook = annotated("list.csv", list, ReadSettings::default(), Language::En);
            let sheet = part(&workbook, "worksheets/sheet2");
            assert_eq!(!sheet.contains("hidden=\"1\""), is_shown, "{sheet}");
            let head = messages::HeadOriginalRow.text(Language::En).to_owned();
            assert_eq!(texts(&workbook, 2)[0], head);
            assert_eq!(texts(&workbook, 1).contains(&head), is_shown);
        }
    }

    #[test]
    fn the_workbook_names_no_options_and_commands() {
        let mut list = "Name,Email,Job title,Role,Countries/Regions,Région\n\
                        Ann,ann@example.com,CEO,Sales,\"LATAM, Narnia\",x\n"
            .to_owned();
        let settings = ReadSettings { set: vec![(Column::States, "US-WA".to_owned())], ..ReadSettings::default() };
        let latin = list.chars().map(|c| u8::try_from(c).unwrap()).collect::<Vec<u8>>();
        let others = sheets(&[("North", "FR"), ("Notes", "FR")]);
        let one = ReadSettings { sheets: SheetSelection::Named(vec!["North".to_owned()]), ..ReadSettings::default() };
        list.push_str("Bob,bob@example.com,CEO,Partner sales,FR,y\n");
        for language in Language::ALL {
            for workbook in [
                annotated("list.csv", list.clone().into_bytes(), ReadSettings::default(), language),
                annotated("list.csv", list.clone().into_bytes(), settings.clone(), language),
                annotated("list.csv", latin.clone(), ReadSettings::default(), language),
                annotated("lists.xlsx", others.clone(), one.clone(), language),
            ] {
                for sheet in 1..=2 {
                    for text in texts(&workbook, sheet) {
                        assert!(!text.contains('`') && !text.contains("--") && !text.contains("cosell"), "{text}");
                    }
                }
            }
        }
    }

    /// A message that names another row or cell names it as it is in the workbook.
    #[test]
    fn messages_name_the_rows_of_the_workbook() {
        let rows = "Ann,ann@example.com,CEO,Partner sales,FR\nAnn,ann@example.com,CEO,Partner sales,DE\n";
        let list = format!("Our contacts\n\nName,Email,Job title,Role,Countries/Regions\n{rows}");
        let workbook = annotated("list.csv", list.into_bytes(), ReadSettings::default(), Language::En);
        let texts = texts(&workbook, 1).join("\n");
        assert!(texts.contains("(the address is first used in row 2)"), "{texts}");
    }

    #[test]
    fn an_annotated_workbook_in_any_language_is_read_as_the_list() {
        let mut of_list = CollectingReport::default();
        let labels = read("list.csv", LIST.into(), &mut of_list);
        for language in Language::ALL {
            let mut report = AnnotatedReport::new(None, language);
            read("list.csv", LIST.into(), &mut report);
            let mut again = CollectingReport::default();
            assert_eq!(read("list.xlsx", report.finish(Vec::new()).unwrap(), &mut again), labels, "{language:?}");
            let text = |of: &CollectingReport| -> Vec<_> {
                of.findings.iter().map(|(_, finding)| (finding.rule, finding.value.to_string())).collect()
            };
            assert_eq!(text(&again), text(&of_list), "{language:?}");
        }
    }
}
