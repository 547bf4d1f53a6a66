use std::io::{self, BufWriter, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::label;
use super::page::Rejected;
use crate::contact::{Format, SourceColumn, column_letters, unmistakable};
use crate::tables::Beside;
use crate::write::Error;

/// Writes rejected rows as an array with an object a line, or one object a line.
pub(super) struct Objects<W: Write> {
    out: BufWriter<W>,
    is_array: bool,
    is_first: bool,
}

impl<W: Write> Objects<W> {
    pub(super) fn new(out: W, format: Format) -> Result<Self, Error> {
        let mut out = BufWriter::with_capacity(64 * 1024, out);
        let is_array = format == Format::Json;
        if is_array {
            out.write_all(b"[")?;
        }
        Ok(Objects { out, is_array, is_first: true })
    }

    pub(super) fn write(&mut self, rejected: &Rejected<'_>, columns: &[SourceColumn]) -> Result<(), Error> {
        let before: &[u8] = match (self.is_array, self.is_first) {
            (true, true) => b"\n",
            (true, false) => b",\n",
            (false, _) => b"",
        };
        self.is_first = false;
        self.out.write_all(before)?;
        serde_json::to_writer(&mut self.out, &Object { rejected, columns }).map_err(io::Error::from)?;
        if !self.is_array {
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<W, Error> {
        if self.is_array {
            self.out.write_all(b"\n]\n")?;
        }
        self.out.into_inner().map_err(|error| error.into_error().into())
    }
}

struct Object<'r> {
    rejected: &'r Rejected<'r>,
    columns: &'r [SourceColumn],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Rejected { sheet, row, reasons, cells } = self.rejected;
        let key = |beside: Beside| label(beside).to_ascii_lowercase();
        let mut object = serializer.serialize_map(None)?;
        match sheet {
            Some(sheet) => object.serialize_entry(&key(Beside::Row), &format!("{sheet}!{row}"))?,
            None => object.serialize_entry(&key(Beside::Row), row)?,
        }
        object.serialize_entry(&key(Beside::Reasons), reasons)?;
        // What stands right of the last label has no column.
        let labelled =
            self.columns.iter().rposition(|column| !column.label.trim().is_empty()).map_or(0, |last| last + 1);
        for (at, column) in self.columns.iter().enumerate().take(labelled) {
            let cell = cells.get(at).copied().unwrap_or_default();
            let cell = unmistakable(cell);
            match column.label.trim().is_empty() {
                // Keys have names; a column without one is left out, as it is of the list.
                true if cell.is_empty() => {}
                true => object.serialize_entry(&format!("column {}", column_letters(column.at)), &cell)?,
                false => object.serialize_entry(&column.label, &cell)?,
            }
        }
        let beyond = cells.iter().skip(labelled).rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        if beyond > 0 {
            object.serialize_entry(&key(Beside::Beyond), &cells[labelled..labelled + beyond])?;
        }
        object.end()
    }
}
