//! The workbook of conflicts: a row for each question, with cells to fill in. [`AnswersWorkbook`] reads it again.
//!
//! [`AnswersWorkbook`]: crate::merge::AnswersWorkbook

use std::collections::HashSet;
use std::io::Write;

use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, Format, FormatBorder, Formula, ProtectionOptions, Worksheet,
};

use crate::contact::{Column, Source, column_letters};
use crate::contact_list::List;
use crate::i18n::{Language, messages};
use crate::merge::{
    ConflictColumns, MergeAnswers, Question, QuestionKey, Reading, ResolvedBy, SimilarPair, Subject, keep_texts,
    pair_texts,
};
use crate::spreadsheet::style::{self, Fill, PLAIN, shortened};
use crate::spreadsheet::{add_streamed_sheet, catch_io_panic, new_workbook, next_row, save_workbook};
use crate::write::WriteError;

/// Maximum number of readings that are shown and that the drop-down has. A cell takes any other as text.
const MOST_READINGS: usize = 12;
/// Maximum number of drop-downs with different rows, so that a workbook with millions of conflicts opens.
const MOST_DROP_DOWNS: usize = 50_000;
/// The row of the header, from 0, below the instructions.
const HEADER: u32 = 4;

/// The questions of a workbook.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ConflictSheet<'q> {
    pub list: &'q List,
    /// Conflicts, of which the open and the answered ones are written.
    pub conflicts: &'q [Question],
    pub similar: &'q [SimilarPair],
    /// The answers that were given before.
    pub answers: &'q MergeAnswers,
}

impl ConflictSheet<'_> {
    fn asked(&self) -> impl Iterator<Item = &Question> {
        self.conflicts.iter().filter(|question| match &question.resolution {
            None => true,
            Some(known) => known.by == ResolvedBy::Answer,
        })
    }

    /// Returns the number of conflicts without an answer.
    pub(crate) fn open(&self) -> usize {
        self.conflicts.iter().filter(|question| question.resolution.is_none()).count()
    }

    /// Returns the number of rows without an answer: conflicts, and pairs of people who may be the same.
    pub(crate) fn unanswered(&self) -> usize {
        self.open() + self.similar.len()
    }
}

/// A row of the workbook.
struct ConflictRow {
    subject: Subject,
    fingerprint: String,
    person: [String; 3],
    readings: Vec<String>,
    places: Vec<String>,
    options: Vec<String>,
    answer: [String; 2],
}

/// Writes questions as a workbook in which they are answered.
///
/// # Errors
/// Fails if it can't be written, or if there are more questions than a sheet has rows.
pub(crate) fn conflicts_as_xlsx<W: Write + Send>(
    sheet: &ConflictSheet<'_>,
    language: Language,
    out: W,
) -> Result<W, WriteError> {
    catch_io_panic(|| {
        let mut workbook = new_workbook()?;
        write_sheet(sheet, language, add_streamed_sheet(&mut workbook)?)?;
        Ok(save_workbook(&mut workbook, out)?)
    })
}

fn write_sheet(questions: &ConflictSheet<'_>, language: Language, sheet: &mut Worksheet) -> Result<(), WriteError> {
    let most = questions.asked().map(|question| question.readings.len()).max().unwrap_or(2);
    let columns = ConflictColumns { readings: most.clamp(2, MOST_READINGS) as u16 };
    let widths = write_head(columns, language, sheet)?;
    let answered_pairs = questions.answers.pairs();
    let is_answered: HashSet<[&str; 2]> = answered_pairs.iter().map(|(pair, _)| addresses(pair)).collect();
    let pairs = answered_pairs.iter().map(|(pair, answer)| (pair, answer.as_str()));
    let open = questions.similar.iter().filter(|pair| !is_answered.contains(&addresses(pair)));
    let pairs = pairs.chain(open.map(|pair| (pair, "")));
    let rows = questions.asked().map(|question| conflict_row(questions, question, language));
    let rows = rows.chain(pairs.map(|(pair, answer)| pair_row(questions.list, pair, answer, language)));
    let looks = ConflictStyles::new();
    let (mut row, mut drop_downs) = (HEADER, Vec::<(usize, u32, u32)>::new());
    for question in rows {
        row = next_row(row)?;
        write_row(&question, row, columns, &widths, &looks, language, sheet)?;
        match drop_downs.last_mut() {
            Some((options, _, last)) if *options == question.options.len() => *last = row,
            _ => drop_downs.push((question.options.len(), row, row)),
        }
    }
    finish_sheet(columns, row, &drop_downs, language, sheet)
}

fn addresses(pair: &SimilarPair) -> [&str; 2] {
    pair.people.each_ref().map(|(_, email, _)| email.as_str())
}

/// Writes the instructions and the header. Returns the widths of the columns.
fn write_head(columns: ConflictColumns, language: Language, sheet: &mut Worksheet) -> Result<Vec<f64>, WriteError> {
    let instructions = [
        messages::ConflictsWhat.text(language),
        messages::ConflictsHow.text(language),
        messages::ConflictsThen.text(language),
    ];
    let look = Format::new().set_font_size(12);
    for (row, text) in (0..).zip(instructions) {
        sheet.set_row_height(row, 18.0)?;
        let look = if row == 0 { look.clone().set_bold() } else { look.clone() };
        sheet.write_string_with_format(row, ConflictColumns::NAME, text, &look)?;
    }
    let mut labels = vec![
        (columns.mark(), 8.0),
        (language.column(Column::Name).to_owned(), 20.0),
        (language.column(Column::Email).to_owned(), 28.0),
        (language.column(Column::Role).to_owned(), 17.0),
        (messages::HeadQuestion.text(language).to_owned(), 16.0),
    ];
    for number in 1..=columns.readings {
        labels.push((language.localize(messages::HeadReading { number }).to_string(), 26.0));
    }
    labels.push((messages::HeadChoose.text(language).to_owned(), 28.0));
    labels.push((messages::HeadOrWrite.text(language).to_owned(), 26.0));
    labels.push((messages::HeadPlaces.text(language).to_owned(), 36.0));
    let widths: Vec<f64> = labels.iter().map(|(_, width)| *width).collect();
    let name = messages::SheetConflicts.text(language);
    style::start_table_at(sheet, name, HEADER, labels.iter().map(|(label, width)| (label.as_str(), *width)))?;
    // The row may have been made higher for the hidden mark.
    sheet.set_row_height(HEADER, 20.0)?;
    sheet.set_freeze_panes(HEADER + 1, ConflictColumns::EMAIL)?;
    Ok(widths)
}

struct ConflictStyles {
    text: Format,
    pale: Format,
    answer: Format,
    unused: Format,
}

impl ConflictStyles {
    fn new() -> Self {
        let text = style::text().set_text_wrap().set_border(FormatBorder::Hair);
        let pale = text.clone().set_font_color(Color::Gray);
        let bordered = |fill| style::with_fill(style::text().set_text_wrap(), fill).set_border(FormatBorder::Thin);
        ConflictStyles { text, pale, answer: bordered(Fill::Fair).set_unlocked(), unused: bordered(Fill::Faint) }
    }
}

fn write_row(
    question: &ConflictRow,
    row: u32,
    columns: ConflictColumns,
    widths: &[f64],
    looks: &ConflictStyles,
    language: Language,
    sheet: &mut Worksheet,
) -> Result<(), WriteError> {
    let label = match question.subject {
        Subject::Existence => messages::QuestionExistence.text(language),
        Subject::SamePerson => messages::QuestionSamePerson.text(language),
        subject => subject.column().map_or("", |column| language.column(column)),
    };
    let places = question.places.join("\n");
    let mut cells: Vec<(u16, &str, &Format)> = Vec::new();
    for (column, text) in (ConflictColumns::NAME..).zip(&question.person) {
        cells.push((column, text, &looks.text));
    }
    cells.push((ConflictColumns::SUBJECT, label, &looks.text));
    for index in 0..columns.readings {
        let text = question.readings.get(usize::from(index)).map_or("", String::as_str);
        cells.push((ConflictColumns::FIRST_READING + index, text, &looks.text));
    }
    let can_write = question.subject.can_be_written();
    let [chosen, written] = question.answer.each_ref().map(String::as_str);
    cells.push((columns.choose(), chosen, &looks.answer));
    cells.push((columns.write(), written, if can_write { &looks.answer } else { &looks.unused }));
    cells.push((columns.places(), &places, &looks.pale));
    for (column, option) in (columns.first_option()..).zip(&question.options) {
        cells.push((column, option, &looks.pale));
    }
    let lines = cells.iter().filter_map(|(column, text, _)| {
        widths.get(usize::from(*column)).map(|width| style::lines(text, width * PLAIN))
    });
    sheet.set_row_height(row, style::height(lines.max().unwrap_or(1)))?;
    let text_of = |column: u16| cells.iter().find(|(at, ..)| *at == column).map_or("".into(), |cell| shortened(cell.1));
    let fixed: Vec<_> = columns.fixed().map(text_of).collect();
    let key = QuestionKey::new(question.subject, question.fingerprint.clone(), fixed.iter().map(|text| &**text));
    sheet.write_string_with_format(row, ConflictColumns::KEY, key.to_string(), &looks.pale)?;
    for (column, text, look) in cells {
        match text {
            "" => drop(sheet.write_blank(row, column, look)?),
            text => style::write_text(sheet, (row, column), text, look)?,
        }
    }
    Ok(())
}

/// Adds the drop-downs, hides the helper columns and locks all cells but those to fill in.
fn finish_sheet(
    columns: ConflictColumns,
    last: u32,
    drop_downs: &[(usize, u32, u32)],
    language: Language,
    sheet: &mut Worksheet,
) -> Result<(), WriteError> {
    let choose = columns.choose();
    for (options, from, to) in drop_downs.iter().take(MOST_DROP_DOWNS) {
        let [first, end] = [columns.first_option(), columns.first_option() + *options as u16 - 1].map(|column| {
            // The row is relative, so that each row of the range has its own values.
            format!("${}{}", column_letters(column.into()), from + 1)
        });
        let drop_down = DataValidation::new()
            .allow_list_formula(Formula::new(format!("={first}:{end}")))
            .set_error_title(messages::HeadChoose.text(language))?
            .set_error_message(messages::ChoiceRefused.text(language))?;
        sheet.add_data_validation(*from, choose, *to, choose, &drop_down)?;
    }
    if last > HEADER {
        let [chosen, written] = [choose, columns.write()].map(|column| column_letters(column.into()));
        let row = HEADER + 2;
        let answered = ConditionalFormatFormula::new()
            .set_rule(format!("=LEN(TRIM(${chosen}{row}&${written}{row}))>0").as_str())
            .set_format(style::with_fill(Format::new(), Fill::Good));
        sheet.add_conditional_format(HEADER + 1, choose, last, columns.write(), &answered)?;
    }
    sheet.autofilter(HEADER, ConflictColumns::NAME, last, columns.places())?;
    sheet.set_column_hidden(ConflictColumns::KEY)?;
    let most = drop_downs.iter().map(|(options, ..)| *options).max().unwrap_or_default();
    for column in (columns.first_option()..).take(most) {
        sheet.set_column_hidden(column)?;
    }
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
    Ok(())
}

fn conflict_row(sheet: &ConflictSheet<'_>, question: &Question, language: Language) -> ConflictRow {
    let (list, subject) = (sheet.list, question.subject);
    let shown = || question.readings.iter().take(MOST_READINGS);
    let mut places: Vec<String> = (1..)
        .zip(shown())
        .map(|(number, reading)| format!("{number}: {}", place(list, subject, reading, language)))
        .collect();
    if let Some(count) = question.readings.len().checked_sub(MOST_READINGS).filter(|count| *count > 0) {
        places.push(language.localize(messages::AndMore { list: "…", count }).to_string());
    }
    let text = |reading: &Reading| match (subject, reading.row) {
        (Subject::Existence, None) => messages::ReadingDeleted.text(language).to_owned(),
        (Subject::Existence, Some(_)) => {
            let edits = reading.edits.iter().map(|edit| language.localize(edit).to_string());
            edits.collect::<Vec<_>>().join("\n")
        }
        _ => reading.text.clone(),
    };
    let readings: Vec<String> = shown().map(text).collect();
    let options = match subject {
        Subject::Existence => keep_texts(language).map(str::to_owned).to_vec(),
        _ => readings.clone(),
    };
    let answer = sheet.answers.given(question.contact, subject).unwrap_or_default();
    let contact = question.contact;
    ConflictRow {
        subject,
        fingerprint: question.fingerprint(list),
        person: [list.name(contact), list.email(contact), list.role(contact).label()].map(str::to_owned),
        readings,
        places,
        options,
        answer: answer.map(str::to_owned),
    }
}

fn pair_row(list: &List, pair: &SimilarPair, answer: &str, language: Language) -> ConflictRow {
    let [one, other] = pair.people.each_ref();
    let place = |number: usize, row: usize| {
        let origin = list.origin(row);
        let cell = list.location(row, Some(Column::Email)).cell();
        format!("{number}: {}", place_of(origin.source, cell, origin.row, language))
    };
    ConflictRow {
        subject: Subject::SamePerson,
        fingerprint: pair.fingerprint(),
        person: [other.0.clone(), other.1.clone(), String::new()],
        readings: [one, other].map(|(name, email, _)| format!("{name} <{email}>")).to_vec(),
        places: vec![place(1, one.2), place(2, other.2)],
        options: pair_texts([&one.1, &other.1], language).to_vec(),
        answer: [answer.to_owned(), String::new()],
    }
}

/// Returns the place of a reading: file, sheet and cell.
fn place(list: &List, subject: Subject, reading: &Reading, language: Language) -> String {
    let Some(row) = reading.row else {
        return language.source(&list.file(reading.input));
    };
    let origin = list.origin(row);
    let cell = subject.column().and_then(|column| list.location(row, Some(column)).cell());
    let place = place_of(origin.source, cell, origin.row, language);
    match reading.is_base {
        true => language.localize(messages::PlaceBefore { place }).to_string(),
        false => place,
    }
}

fn place_of(source: &Source, cell: Option<String>, row: u64, language: Language) -> String {
    let cell = cell.unwrap_or_else(|| language.localize(messages::Row { row }).to_string());
    format!("{}, {cell}", language.source(source))
}
