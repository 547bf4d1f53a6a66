use std::path::Path;

/// A format of contacts lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Delimited text.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// A JSON array of objects.
    Json,
    /// One JSON object a line.
    Ndjson,
}

impl Format {
    /// The usual ending of a file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Json => "json",
            Format::Ndjson => "ndjson",
        }
    }

    /// The format that a file's name says, by its ending.
    ///
    /// ```
    /// # use cosell_contacts::contact::Format;
    /// assert_eq!(Format::of_name("Contacts.XLSX".as_ref()), Some(Format::Xlsx));
    /// assert_eq!(Format::of_name("contacts".as_ref()), None);
    /// ```
    pub fn of_name(file: &Path) -> Option<Format> {
        let ending = file.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "csv" | "txt" => Some(Format::Csv),
            "xlsx" | "xlsm" => Some(Format::Xlsx),
            "json" => Some(Format::Json),
            "ndjson" | "jsonl" => Some(Format::Ndjson),
            _ => None,
        }
    }
}
