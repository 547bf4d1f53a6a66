//! From bytes to rows: CSV, workbooks and JSON, each row with its location in the input.
//!
//! Each format has a reader that is pulled: [`BatchReader::next_batch`] parses as much of the input as makes a batch of
//! rows, on the caller's thread. So a file of any size takes the memory of a few batches. [`Rows`] pulls batches from a
//! reader, finds the header in the first one, and gives the cells their columns. Reading ahead on another thread is the
//! pipeline's work.

mod archive;
mod batch;
mod column_merge;
mod context;
mod cpu_time;
mod csv;
mod encoding;
mod error;
mod excerpt;
mod format;
mod header;
mod input;
mod json;
mod limits;
mod other_file;
mod panic_guard;
mod progress;
mod raw;
mod rows;
mod settings;
mod workbook;

pub(crate) use crate::contact::Format;
pub(crate) use batch::{Batch, RowEdit, RowEdits};
pub(crate) use csv::source_span::TypedCursor;
pub(crate) use encoding::Encoding;
#[cfg(feature = "cli")]
pub(crate) use encoding::decode_head;
pub(crate) use error::ArchiveFault;
pub(crate) use error::FormatKind;
pub(crate) use error::FormatOption;
pub(crate) use error::JsonFault;
pub use error::ReadError;
pub(crate) use error::WorkbookFault;
#[cfg(feature = "cli")]
pub(crate) use header::same_label as is_same_label;
pub use input::Input;
pub use limits::Limit;
pub(crate) use limits::LimitOverride;
pub(crate) use limits::Limits;
pub(crate) use other_file::OtherFile;
pub use panic_guard::is_panic_caught;
pub(crate) use progress::Progress;
pub(crate) use raw::{RawInput, RawWorkbook, for_each_row_of_text};
pub use rows::Rows;
pub use settings::ReadSettings;
pub(crate) use settings::SheetSelection;
#[cfg(all(feature = "cli", windows))]
pub(crate) use workbook::OUT_OF_TIME;
#[cfg(feature = "cli")]
pub(crate) use workbook::{WORKER_COMMAND, serve_workbook};

use std::path::PathBuf;

use self::archive::Content;
use self::context::ReadContext;
use self::csv::CsvReader;
use self::encoding::{DetectedEncoding, Utf8Reader};
use self::format::DetectedFormat;
use self::json::JsonReader;
use self::workbook::WorkbookReader;
use crate::contact::FormatFamily;

/// A reader of one format.
pub(crate) trait BatchReader: Send {
    /// Returns the next rows; `None` after the last, and after an error.
    fn next_batch(&mut self) -> Result<Option<Batch>, ReadError>;

    /// Returns whether the next rows won't be there soon, as through a slow pipe. A reader that works on the caller's
    /// thread can't know; only one that reads ahead does.
    fn is_late(&mut self) -> bool {
        false
    }
}

/// A list with the reader of its format.
struct OpenedList {
    reader: Box<dyn BatchReader>,
    /// The name of the input, with that of the list in it if it is an archive.
    file: PathBuf,
    /// The format; of a web page, that of workbooks. `None` if the list is in an archive.
    format: Option<Format>,
}

/// Opens an input with the reader of its format.
fn open_reader(input: Input, settings: &ReadSettings, mut context: ReadContext) -> Result<OpenedList, ReadError> {
    let unpacked = archive::open(input, settings, &mut context)?;
    let (file, is_packed) = (context.file.clone(), unpacked.is_packed);
    let DetectedFormat { format, markup } = format::determine(&unpacked, &file, settings)?;
    let is_fitting = |option: &FormatOption| *option == FormatOption::Encoding && markup.is_some();
    let unfit = settings.unfit(format).filter(|option| !is_fitting(option));
    let unfit = unfit.or_else(|| (settings.member.is_some() && !unpacked.is_member).then_some(FormatOption::Member));
    if let Some(option) = unfit.filter(|_| !settings.is_shared) {
        return Err(ReadError::OptionUnfit { file, option, format });
    }
    let (encoding, settings) = (settings.encoding, &settings.fitting(format));
    let failed = |error| context.io_error(error);
    let mut opened = match unpacked.content {
        Content::Container(seekable) if format.family() == FormatFamily::Workbook => {
            let reader = Box::new(WorkbookReader::open(&seekable, settings, context)?);
            return Ok(OpenedList { reader, file, format: (!is_packed).then_some(format) });
        }
        Content::Container(seekable) => seekable.into_opened(&settings.limits).map_err(failed)?,
        Content::Stream(opened) => opened,
    };
    if let Some(markup) = markup {
        let reader = Box::new(WorkbookReader::open_text(opened, markup, encoding, settings, context)?);
        return Ok(OpenedList { reader, file, format: (!is_packed).then_some(Format::Xlsx) });
    }
    if format.family() == FormatFamily::Workbook {
        let seekable = opened.into_seekable().map_err(failed)?;
        let reader = Box::new(WorkbookReader::open(&seekable, settings, context)?);
        return Ok(OpenedList { reader, file, format: (!is_packed).then_some(format) });
    }
    let encoding = match settings.encoding {
        Some(encoding) => DetectedEncoding::certain(encoding),
        None => encoding::detect(&mut opened).map_err(|error| context.io_error(error))?,
    };
    let text = Box::new(Utf8Reader::new(opened, encoding.encoding));
    let reader: Box<dyn BatchReader> = match format.family() {
        FormatFamily::DelimitedText => Box::new(CsvReader::open(text, encoding, settings, context)?),
        _ => Box::new(JsonReader::open(text, format, encoding, settings, context)?),
    };
    Ok(OpenedList { reader, file, format: (!is_packed).then_some(format) })
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    /// A reader that returns at most so many bytes a call, so that every boundary between two reads occurs.
    pub(super) struct ShortReader<'b>(pub(super) &'b [u8], pub(super) usize);

    impl Read for ShortReader<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(self.0.len()).min(buffer.len());
            buffer[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }
}
