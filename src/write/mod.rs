//! From contacts to bytes: CSV, XLSX and JSON as the portal and its users want them, and files that appear whole.

mod ahead;
mod atomic;
pub(crate) mod codes;
mod contained;
mod csv;
mod json;
mod page;
pub(crate) mod received;
mod rejects;
#[cfg(test)]
pub(crate) mod schema;
pub(crate) mod style;
mod table;
mod unfinished;
mod xlsx;

pub use atomic::{AtomicFile, FileError};
pub(crate) use contained::contained;
pub use contained::is_contained;
pub use csv::{CsvStyle, LineEnd};
pub(crate) use json::{Object, append_text, escape_from};
pub use page::Page;
pub use rejects::{RejectedPage, Rejects};
pub use table::Table;
pub(crate) use table::{push_row, start_table};
pub(crate) use unfinished::Unfinished;
pub use unfinished::abandon_outputs;

use std::fmt;
use std::io::{self, Write};

use rust_xlsxwriter::XlsxError;
use zip::result::ZipError;

use crate::contact::Format;
use crate::contact::{Column, ColumnMap, Contact};
use crate::i18n::{Language, Localize, display_in_english, messages};

/// How a list is written.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The format.
    pub format: Format,
    /// The header of CSV and XLSX; JSON has keys.
    pub labels: ColumnMap<String>,
    /// How CSV is written.
    pub csv: CsvStyle,
    /// The language of what stands in a workbook beside the list.
    pub language: Language,
}

impl Layout {
    /// A layout with English labels and the CSV that Excel writes as "CSV UTF-8".
    pub fn new(format: Format) -> Self {
        Layout {
            format,
            labels: ColumnMap(Column::ALL.map(|column| column.label().to_owned())),
            csv: CsvStyle::default(),
            language: Language::default(),
        }
    }
}

/// A list that can't be written as asked.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the message of each says what it is")]
pub enum Error {
    File(FileError),
    Io(io::Error),
    Workbook(XlsxError),
    TooManyRows { limit: u32 },
    CellTooLong { row: u64, column: String, length: usize },
    RejectsOfSheets { sheet: String },
}

impl Localize for Error {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::File(error) => error.write(language, f),
            Error::Io(reason) => messages::WriteListFailed { reason }.write(language, f),
            Error::Workbook(reason) => messages::WriteWorkbookFailed { reason }.write(language, f),
            Error::TooManyRows { limit } => messages::WriteTooManyRows { limit }.write(language, f),
            Error::CellTooLong { row, column, length } => {
                messages::WriteCellTooLong { row, column, length }.write(language, f)
            }
            Error::RejectsOfSheets { sheet } => messages::WriteRejectsOfSheets { sheet }.write(language, f),
        }
    }
}

display_in_english!(Error);

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        error.downcast().map_or_else(Error::Io, Error::File)
    }
}

impl From<XlsxError> for Error {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) | XlsxError::ZipError(ZipError::Io(error)) => error.into(),
            error => Error::Workbook(error),
        }
    }
}

impl Error {
    /// Whether the reader of a pipe went away, which is no fault.
    pub fn is_broken_pipe(&self) -> bool {
        let kind = match self {
            Error::File(error) => error.kind(),
            Error::Io(error) => error.kind(),
            _ => return false,
        };
        kind == io::ErrorKind::BrokenPipe
    }
}

/// Writes contacts one after another.
///
/// ```
/// use cosell_contacts::contact::{ColumnMap, Row};
/// use cosell_contacts::normalize::{Settings, normalize};
/// use cosell_contacts::read::Format;
/// use cosell_contacts::write::{Layout, Writer};
///
/// let cells = ColumnMap(["Zoë", "zoe@example.com", "CEO, Founder", "Partner sales", "FR, BE", ""]);
/// let contact = normalize(&Row { cells, ..Row::default() }, &Settings::default(), &mut Vec::new()).unwrap();
/// let mut list = Vec::new();
/// let mut writer = Writer::new(&mut list, &Layout::new(Format::Ndjson))?;
/// writer.write(&contact)?;
/// writer.finish()?;
/// assert_eq!(
///     String::from_utf8_lossy(&list).trim_end(),
///     r#"{"name":"Zoë","email":"zoe@example.com","jobTitle":"CEO, Founder","role":"Partner sales","countries":["FR","BE"]}"#,
/// );
/// # Ok::<(), cosell_contacts::write::Error>(())
/// ```
pub struct Writer<W: Write + Send> {
    kind: Kind<W>,
    /// Contacts that were written one by one, and are not handed on yet.
    open: Page,
    /// Pages whose buffers are used again.
    spare: Vec<Page>,
}

/// Contacts that are written one by one are handed on when there are so many bytes of them.
const CHUNK: usize = 64 * 1024;

enum Kind<W: Write + Send> {
    Csv(csv::Writer<W>),
    Json(json::Writer<W>),
    Xlsx(Box<xlsx::Writer<W>>),
}

impl<W: Write + Send> Writer<W> {
    /// Starts a list.
    ///
    /// # Errors
    /// Where the header can't be written.
    pub fn new(out: W, layout: &Layout) -> Result<Self, Error> {
        let kind = match layout.format {
            Format::Csv => Kind::Csv(csv::Writer::new(out, layout)?),
            Format::Json | Format::Ndjson => Kind::Json(json::Writer::new(out, layout.format)?),
            Format::Xlsx => Kind::Xlsx(Box::new(xlsx::Writer::new(out, layout)?)),
        };
        let open = Page::of(&kind);
        Ok(Writer { kind, open, spare: Vec::new() })
    }

    /// An empty page, for contacts of this list that are made ready on another thread.
    pub fn page(&mut self) -> Page {
        self.spare.pop().unwrap_or_else(|| Page::of(&self.kind))
    }

    /// Takes a page back that was written.
    pub fn reuse(&mut self, mut page: Page) {
        page.clear();
        self.spare.push(page);
    }

    /// Writes a contact.
    ///
    /// # Errors
    /// Where the bytes can't be written, or the format can't hold the contact (XLSX: rows, length of a cell).
    pub fn write(&mut self, contact: &Contact<'_>) -> Result<(), Error> {
        self.open.push(contact);
        if self.open.len() >= CHUNK { self.hand_on() } else { Ok(()) }
    }

    /// Hands on what was written one by one.
    fn hand_on(&mut self) -> Result<(), Error> {
        self.kind.write(&self.open)?;
        self.open.clear();
        Ok(())
    }

    /// Writes the contacts of a page.
    ///
    /// # Errors
    /// Where the bytes can't be written, or the format can't hold a contact (XLSX: rows, length of a cell).
    pub fn write_page(&mut self, page: &Page) -> Result<(), Error> {
        self.hand_on()?;
        self.kind.write(page)
    }

    /// Ends the list.
    ///
    /// # Errors
    /// Where the rest can't be written.
    pub fn finish(mut self) -> Result<W, Error> {
        self.hand_on()?;
        match self.kind {
            Kind::Csv(writer) => Ok(writer.finish()),
            Kind::Json(writer) => writer.finish(),
            Kind::Xlsx(writer) => writer.finish(),
        }
    }
}

impl<W: Write + Send> Kind<W> {
    fn write(&mut self, page: &Page) -> Result<(), Error> {
        match self {
            Kind::Csv(writer) => writer.write(page.bytes()),
            Kind::Json(writer) => writer.write(page.bytes()),
            Kind::Xlsx(writer) => page.contacts().try_for_each(|cells| writer.write(&cells)),
        }
    }
}
