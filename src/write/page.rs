use std::io::Write;

use super::{Kind, csv, json};
use crate::contact::{Column, ColumnMap, Contact};
use crate::tables::CellBuffers;

/// Contacts that were made ready to be written, on any thread: the part of the list that they are.
///
/// ```
/// use cosell_contacts::contact::{ColumnMap, Row};
/// use cosell_contacts::normalize::{Settings, normalize};
/// use cosell_contacts::read::Format;
/// use cosell_contacts::write::{Layout, Writer};
///
/// let cells = ColumnMap(["Zoë", "zoe@example.com", "CEO, Founder", "Partner sales", "FR, BE", ""]);
/// let contact = normalize(&Row { cells, ..Row::default() }, &Settings::default(), &mut Vec::new()).unwrap();
/// let mut writer = Writer::new(Vec::new(), &Layout::new(Format::Csv))?;
/// let mut page = writer.page();
/// page.push(&contact);
/// writer.write_page(&page)?;
/// let list = String::from_utf8(writer.finish()?).unwrap();
/// assert!(list.ends_with("\r\nZoë,zoe@example.com,\"CEO, Founder\",Partner sales,\"FR, BE\",\r\n"));
/// # Ok::<(), cosell_contacts::write::Error>(())
/// ```
#[derive(Debug)]
pub struct Page {
    form: Form,
    bytes: Vec<u8>,
    /// The cells of a workbook, and where each ends.
    text: String,
    ends: Vec<u32>,
    buffers: CellBuffers,
}

#[derive(Debug)]
enum Form {
    Csv(csv::Shape),
    Json {
        is_array: bool,
    },
    /// The cells themselves, for a workbook.
    Cells,
}

impl Page {
    pub(super) fn of<W: Write + Send>(kind: &Kind<W>) -> Self {
        let form = match kind {
            Kind::Csv(writer) => Form::Csv(writer.shape()),
            Kind::Json(writer) => Form::Json { is_array: writer.is_array() },
            Kind::Xlsx(_) => Form::Cells,
        };
        Page { form, bytes: Vec::new(), text: String::new(), ends: Vec::new(), buffers: CellBuffers::default() }
    }

    /// Adds a contact.
    pub fn push(&mut self, contact: &Contact<'_>) {
        match &self.form {
            Form::Csv(shape) => csv::push(&mut self.bytes, contact, shape),
            Form::Json { is_array } => json::push(&mut self.bytes, contact, *is_array),
            Form::Cells => {
                for cell in self.buffers.cells(contact).0 {
                    self.text.push_str(cell);
                    self.ends.push(self.text.len() as u32);
                }
            }
        }
    }

    /// Adds a contact whose record may be known already: as the row stands in the list that it was read from. The text is asked for
    /// by the order of the columns where records are written, and has no line end.
    pub(crate) fn push_as<'r>(&mut self, contact: &Contact<'_>, record: impl FnOnce(&[Column; 6]) -> Option<&'r str>) {
        let Form::Csv(shape) = &self.form else { return self.push(contact) };
        match record(shape.order()) {
            Some(record) => {
                let start = self.bytes.len();
                csv::push_known(&mut self.bytes, record, shape);
                if cfg!(debug_assertions) {
                    let mut made = Vec::new();
                    csv::push(&mut made, contact, shape);
                    assert_eq!(made, self.bytes[start..], "a row that nothing was found of is its own record");
                }
            }
            None => self.push(contact),
        }
    }

    /// The bytes that it has.
    pub(super) fn len(&self) -> usize {
        self.bytes.len() + self.text.len()
    }

    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        self.text.clear();
        self.ends.clear();
    }

    /// The contacts as text.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The cells of each contact, for a workbook.
    pub(super) fn contacts(&self) -> impl Iterator<Item = ColumnMap<&str>> {
        let mut start = 0;
        self.ends.chunks_exact(Column::ALL.len()).map(move |ends| {
            let mut cells = ColumnMap::default();
            for (cell, end) in cells.0.iter_mut().zip(ends) {
                *cell = &self.text[start..*end as usize];
                start = *end as usize;
            }
            cells
        })
    }
}
