use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::RejectedRow;
use crate::contact::{SourceColumn, column_letters};
use crate::i18n::Language;
use crate::spreadsheet::HelperColumn;
use crate::write::WriteError;
use crate::write::list_format::RejectsWriter;

/// A writer of rejected rows as an array with an object a line, or as one object a line.
pub(in crate::write) struct JsonRejects {
    is_array: bool,
    is_first: bool,
}

impl JsonRejects {
    pub(in crate::write) fn new(is_array: bool) -> Self {
        JsonRejects { is_array, is_first: true }
    }
}

impl RejectsWriter for JsonRejects {
    fn start(&mut self, out: &mut dyn Write) -> Result<(), WriteError> {
        Ok(out.write_all(if self.is_array { b"[" } else { b"" })?)
    }

    fn write(
        &mut self,
        row: &RejectedRow<'_>,
        columns: &[SourceColumn],
        out: &mut dyn Write,
    ) -> Result<(), WriteError> {
        let separator: &[u8] = match (self.is_array, self.is_first) {
            (true, true) => b"\n",
            (true, false) => b",\n",
            (false, _) => b"",
        };
        self.is_first = false;
        out.write_all(separator)?;
        serde_json::to_writer(&mut *out, &RejectedObject { row, columns }).map_err(io::Error::from)?;
        Ok(out.write_all(if self.is_array { b"" } else { b"\n" })?)
    }

    fn finish(self: Box<Self>, out: &mut (dyn Write + Send)) -> Result<(), WriteError> {
        Ok(out.write_all(if self.is_array { b"\n]\n" } else { b"" })?)
    }
}

struct RejectedObject<'r> {
    row: &'r RejectedRow<'r>,
    columns: &'r [SourceColumn],
}

impl Serialize for RejectedObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let RejectedRow { sheet, number, original, reasons, cells, .. } = self.row;
        let other = original.filter(|original| !original.is_empty() && original.parse::<u64>().is_err());
        // A row that was added to the file of the sender has no number there.
        let number = original.map_or(Some(*number), |original| original.parse().ok());
        // Keys are in English, because programs read them.
        let key = |helper: HelperColumn| helper.label(Language::En).to_ascii_lowercase();
        let mut object = serializer.serialize_map(None)?;
        let row = key(HelperColumn::Row);
        match (other, sheet, number) {
            (Some(other), ..) => object.serialize_entry(&row, other)?,
            (None, Some(sheet), Some(number)) => object.serialize_entry(&row, &format!("{sheet}!{number}"))?,
            (None, Some(sheet), None) => object.serialize_entry(&row, sheet)?,
            (None, None, number) => object.serialize_entry(&row, &number)?,
        }
        object.serialize_entry(&key(HelperColumn::Reasons), reasons)?;
        // Cells right of the last label have no column.
        let labelled =
            self.columns.iter().rposition(|column| !column.label.trim().is_empty()).map_or(0, |last| last + 1);
        for (index, column) in self.columns.iter().enumerate().take(labelled) {
            let cell = cells.get(index).copied().unwrap_or_default();
            match column.label.trim().is_empty() {
                // An empty cell without a label is left out, as a reader of the list does.
                true if cell.is_empty() => {}
                true => object.serialize_entry(&format!("column {}", column_letters(column.at)), cell)?,
                false => object.serialize_entry(&column.label, cell)?,
            }
        }
        let beyond = cells.iter().skip(labelled).rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        if beyond > 0 {
            object.serialize_entry(&key(HelperColumn::Beyond), &cells[labelled..labelled + beyond])?;
        }
        object.end()
    }
}
