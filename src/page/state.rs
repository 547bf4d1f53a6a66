//! The state of a page, as it comes from there.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use crate::contact::{Column, ColumnMap};
use crate::i18n::Language;
use crate::read::{Encoding, Limit, ReadSettings, RowEdit, RowEdits, SheetSelection};

/// Maximum number of rows of a list. Its rows are in the page's memory several times.
pub(super) const MOST_ROWS: u64 = 300_000;
/// Maximum size of a file in bytes.
pub(super) const MOST_BYTES: u64 = 256 << 20;

#[derive(Debug, Deserialize)]
pub(super) struct State {
    pub(super) language: PageLanguage,
    pub(super) lists: Vec<ListState>,
    /// The list of the contacts that the offer has in the portal.
    pub(super) current: Option<CurrentList>,
    /// The answers to questions of a merge, by the keys of the questions.
    #[serde(default)]
    pub(super) answers: BTreeMap<String, Answer>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum PageLanguage {
    En,
    Fr,
}

impl From<PageLanguage> for Language {
    fn from(language: PageLanguage) -> Self {
        match language {
            PageLanguage::En => Language::En,
            PageLanguage::Fr => Language::Fr,
        }
    }
}

/// A list: a file, how it is read, and how its rows are changed.
#[derive(Debug, Deserialize)]
pub(super) struct ListState {
    pub(super) file: u32,
    reading: Reading,
    #[serde(default)]
    edits: Vec<Edit>,
}

#[derive(Debug, Deserialize)]
pub(super) struct CurrentList {
    pub(super) file: u32,
    pub(super) reading: Reading,
}

/// An answer to a question of a merge.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Answer {
    /// The index of a reading.
    Reading(usize),
    /// Another value.
    Text(String),
}

/// How a file is read. Everything else is detected.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Reading {
    sheet: Option<Sheet>,
    member: Option<String>,
    encoding: Option<String>,
    delimiter: Option<char>,
    no_header: bool,
    /// Labels and their columns; of a column that is ignored, none.
    map: Vec<(String, Option<PageColumn>)>,
    set: Vec<(PageColumn, String)>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Sheet {
    Named(String),
    /// All sheets that have contacts, if it is true.
    All(bool),
}

/// The name of a column, as the page writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PageColumn {
    Name,
    Email,
    JobTitle,
    Role,
    Countries,
    States,
}

impl From<PageColumn> for Column {
    fn from(column: PageColumn) -> Self {
        Column::ALL[column as usize]
    }
}

impl From<Column> for PageColumn {
    fn from(column: Column) -> Self {
        match column {
            Column::Name => PageColumn::Name,
            Column::Email => PageColumn::Email,
            Column::JobTitle => PageColumn::JobTitle,
            Column::Role => PageColumn::Role,
            Column::Countries => PageColumn::Countries,
            Column::States => PageColumn::States,
        }
    }
}

/// A change of a row: see [`RowEdit`].
#[derive(Debug, Deserialize)]
struct Edit {
    sheet: Option<String>,
    row: u64,
    parts: Vec<[Option<String>; 6]>,
}

/// The kinds of files that `save` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SaveKind {
    Upload,
    ToCorrect,
    Json,
}

impl ListState {
    /// Returns the settings with which the list is read.
    pub(super) fn settings(&self) -> ReadSettings {
        let mut edits = RowEdits::default();
        for Edit { sheet, row, parts } in &self.edits {
            let edit: RowEdit = parts.iter().cloned().map(ColumnMap).collect();
            edits.0.entry(sheet.clone()).or_default().insert(*row, edit);
        }
        ReadSettings { edits: Arc::new(edits), ..self.reading.settings() }
    }
}

impl Reading {
    /// Returns the settings with which a file is read.
    pub(super) fn settings(&self) -> ReadSettings {
        let mapped = |(label, column): &(String, Option<PageColumn>)| Some((label.clone(), Column::from((*column)?)));
        let mut settings = ReadSettings {
            map: self.map.iter().filter_map(mapped).collect(),
            ignored: self.map.iter().filter(|(_, column)| column.is_none()).map(|(label, _)| label.clone()).collect(),
            set: self.set.iter().map(|(column, value)| ((*column).into(), value.clone())).collect(),
            has_no_header: self.no_header,
            encoding: self.encoding.as_deref().and_then(Encoding::from_name),
            delimiter: self.delimiter.and_then(|delimiter| u8::try_from(delimiter).ok()),
            sheets: match &self.sheet {
                Some(Sheet::Named(name)) => SheetSelection::Named(vec![name.clone()]),
                Some(Sheet::All(true)) => SheetSelection::All,
                Some(Sheet::All(false)) | None => SheetSelection::One,
            },
            member: self.member.clone(),
            ..ReadSettings::default()
        };
        settings.set_limit(Limit::Rows, MOST_ROWS);
        settings.set_limit(Limit::Bytes, MOST_BYTES);
        settings
    }
}
