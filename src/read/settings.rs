use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::{Encoding, Limits};
use crate::contact::{Column, Format};

/// What a user says about an input.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The format, where its name and content shall not decide.
    pub format: Option<Format>,
    /// Labels and the columns that they are: they go before the labels that are known. Several for a name or a list are
    /// joined in this order; of several for another column the first with a value is taken.
    pub map: Vec<(String, Column)>,
    /// Values for columns that the list lacks.
    pub set: Vec<(Column, String)>,
    /// The encoding of a text, where its bytes shall not decide.
    pub encoding: Option<Encoding>,
    /// The delimiter of a text, an ASCII character, where the labels of its header shall not decide.
    pub delimiter: Option<u8>,
    /// The sheets to read.
    pub sheets: SheetSelection,
    /// Delimited text is kept as it was typed, so that findings say where in its lines they are.
    pub keeps_text: bool,
    /// They are said of several inputs: a label, a sheet or a column that this one lacks, a column that it has already and an
    /// option that is for other formats are meant for the others.
    pub is_shared: bool,
    /// So many threads work at the rows that are read; none is as many as the machine has cores. What comes of the rows is
    /// the same. Reading them takes another.
    pub threads: Option<NonZeroUsize>,
    /// How much of the input there may be.
    pub limits: Limits,
    /// The program `cosell`, which then reads workbooks that are no plain .xlsx in a process of its own: the library that parses
    /// them asks for any amount of memory where a file of a few bytes says so, and that ends a process. None parses them here,
    /// which is for files that are trusted. See [`serve_workbook`](super::serve_workbook).
    pub worker_program: Option<PathBuf>,
}

impl Settings {
    /// The first of the options that are for other formats.
    pub(super) fn unfit(&self, format: Format) -> Option<&'static str> {
        let is_workbook = format == Format::Xlsx;
        match (&self.sheets, self.encoding, self.delimiter) {
            (SheetSelection::Named(_), ..) if !is_workbook => Some("--sheet"),
            (SheetSelection::All, ..) if !is_workbook => Some("--all-sheets"),
            (_, Some(_), _) if is_workbook => Some("--encoding"),
            (.., Some(_)) if format != Format::Csv => Some("--delimiter"),
            _ => None,
        }
    }

    /// Without the options that are for other formats.
    pub(super) fn fitting(&self, format: Format) -> Settings {
        let mut fitting = self.clone();
        fitting.delimiter = self.delimiter.filter(|_| format == Format::Csv);
        match format {
            Format::Xlsx => fitting.encoding = None,
            _ => fitting.sheets = SheetSelection::One,
        }
        fitting
    }
}

/// Which sheets of a workbook are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SheetSelection {
    /// The one visible sheet that has contacts; that several have is an error.
    #[default]
    One,
    /// These, in this order, hidden ones too.
    Named(Vec<String>),
    /// All visible sheets that have contacts.
    All,
}
