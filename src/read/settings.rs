//! How an input is to be read, as the user says.

use std::num::NonZeroUsize;
#[cfg(feature = "cli")]
use std::path::PathBuf;
use std::sync::Arc;

use super::error::FormatOption;
use super::{Encoding, Limit, Limits, RowEdits};
use crate::contact::{Column, Format, FormatFamily};

/// How an input is to be read.
#[derive(Debug, Clone, Default)]
pub struct ReadSettings {
    /// The format, unless name and content decide.
    pub format: Option<Format>,
    /// Labels and the columns that they are. They take precedence over known labels. Several for a name or a list are
    /// joined in this order; of several for another column the first with a value is used.
    pub map: Vec<(String, Column)>,
    /// Labels of columns that are none of the template's, whatever they seem to be.
    pub(crate) ignored: Vec<String>,
    /// Changes of the rows.
    pub(crate) edits: Arc<RowEdits>,
    /// Values for columns that the list doesn't have.
    pub set: Vec<(Column, String)>,
    /// The list has no header: its columns are those of the template, in that order, without those of `set`. A header
    /// that it has nevertheless is used.
    pub has_no_header: bool,
    /// The encoding of a text, unless its bytes decide.
    pub(crate) encoding: Option<Encoding>,
    /// The delimiter of a text, an ASCII character, unless the labels of its header decide.
    pub delimiter: Option<u8>,
    /// The sheets to read.
    pub(crate) sheets: SheetSelection,
    /// The file to read of an archive that has several: its name, with or without its folders.
    pub member: Option<String>,
    /// The rows of delimited text keep their source text, so that findings have a location in its lines.
    pub(crate) keeps_text: bool,
    /// The settings are for several inputs. So it isn't an error if this one lacks a label, a sheet or a column, has a
    /// column already, or has a format that an option isn't for: that is meant for the others.
    pub(crate) is_shared: bool,
    /// Number of worker threads for the rows; `None` is one for each core. The results are the same for any number.
    /// Reading takes another thread, unless the number is 1: then all is done on the caller's thread.
    pub threads: Option<NonZeroUsize>,
    /// The limits of the input.
    pub(crate) limits: Limits,
    /// The program `cosell`, which is started to parse workbooks that aren't a plain .xlsx. The library that parses
    /// those takes any amount of memory that a file of a few bytes asks for, and a failed allocation ends a process.
    /// `None` parses them in this process, which is for trusted files.
    #[cfg(feature = "cli")]
    pub worker_program: Option<PathBuf>,
}

impl ReadSettings {
    /// Sets a limit of the input.
    ///
    /// ```
    /// use cosell_contacts::{Input, Limit, ReadSettings, Rows};
    ///
    /// let mut settings = ReadSettings::default();
    /// settings.set_limit(Limit::Columns, 2);
    /// let error = Rows::open(Input::bytes("list.csv", "Name,Email,Role\n"), settings).unwrap_err();
    /// assert_eq!(error.to_string(), "list.csv: row 1 has more than 2 columns");
    /// ```
    pub fn set_limit(&mut self, limit: Limit, most: u64) {
        self.limits.set(limit, most);
    }

    /// Returns the first option that is set and isn't for this format.
    pub(super) fn unfit(&self, format: Format) -> Option<FormatOption> {
        let is_workbook = format.family() == FormatFamily::Workbook;
        match (&self.sheets, self.encoding, self.delimiter) {
            (SheetSelection::Named(_), ..) if !is_workbook => Some(FormatOption::Sheet),
            (_, Some(_), _) if is_workbook => Some(FormatOption::Encoding),
            (.., Some(_)) if format.family() != FormatFamily::DelimitedText => Some(FormatOption::Delimiter),
            _ => None,
        }
    }

    /// Returns the settings without the options that aren't for this format.
    pub(super) fn fitting(&self, format: Format) -> ReadSettings {
        let mut fitting = self.clone();
        fitting.delimiter = self.delimiter.filter(|_| format.family() == FormatFamily::DelimitedText);
        match format.family() {
            FormatFamily::Workbook => fitting.encoding = None,
            _ => fitting.sheets = SheetSelection::One,
        }
        fitting
    }
}

/// The sheets of a workbook to read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum SheetSelection {
    /// The one visible sheet that has contacts; an error if several have.
    #[default]
    One,
    /// The sheets with these names, in this order; hidden ones too.
    Named(Vec<String>),
    /// All visible sheets that have contacts.
    All,
    /// All visible sheets, whatever they have, without the helper sheets of our own workbooks.
    Visible,
}
