use std::path::Path;

/// A format of contacts lists.
///
/// Everything about a format's name and files is in this file. Its writer is in `write`, its reader is chosen in `read`
/// by the family.
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

/// Formats that are read by the same parser and take the same options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum FormatFamily {
    /// Text with a delimiter between cells.
    DelimitedText,
    /// A workbook with sheets. The only family that isn't text.
    Workbook,
    /// Objects of JSON.
    Json,
}

struct FormatFacts {
    /// The name for `--from` and `--to`.
    name: &'static str,
    family: FormatFamily,
    /// File extensions in lower case. The first is the usual one.
    extensions: &'static [&'static str],
    /// Extensions of files that are read like this format, and never written.
    input_extensions: &'static [&'static str],
}

impl Format {
    /// All formats, in the order of help texts.
    pub const ALL: [Format; 4] = [Format::Csv, Format::Xlsx, Format::Json, Format::Ndjson];

    const fn facts(self) -> FormatFacts {
        match self {
            Format::Csv => FormatFacts {
                name: "csv",
                family: FormatFamily::DelimitedText,
                extensions: &["csv", "txt"],
                input_extensions: &[],
            },
            Format::Xlsx => FormatFacts {
                name: "xlsx",
                family: FormatFamily::Workbook,
                extensions: &["xlsx", "xlsm"],
                input_extensions: &["xls", "xlsb", "ods"],
            },
            Format::Json => {
                FormatFacts { name: "json", family: FormatFamily::Json, extensions: &["json"], input_extensions: &[] }
            }
            Format::Ndjson => FormatFacts {
                name: "ndjson",
                family: FormatFamily::Json,
                extensions: &["ndjson", "jsonl"],
                input_extensions: &[],
            },
        }
    }

    /// Returns the name for `--from` and `--to`.
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// Returns the format of a name.
    pub fn from_name(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Returns the family.
    pub(crate) const fn family(self) -> FormatFamily {
        self.facts().family
    }

    /// Returns the usual extension of a file, without the dot.
    pub const fn extension(self) -> &'static str {
        self.facts().extensions[0]
    }

    /// Returns the extensions of files that are read, without the dot.
    pub(crate) fn input_extensions(self) -> impl Iterator<Item = &'static str> {
        let facts = self.facts();
        facts.extensions.iter().chain(facts.input_extensions).copied()
    }

    /// Returns the format of a file to be written, by its extension.
    pub fn from_path(file: &Path) -> Option<Format> {
        let extension = extension_of(file)?;
        Format::ALL.into_iter().find(|format| format.facts().extensions.contains(&&*extension))
    }

    /// Returns the format of a file to be read, by its extension.
    pub(crate) fn from_input_path(file: &Path) -> Option<Format> {
        let extension = extension_of(file)?;
        let is_read = |format: &Format| format.facts().input_extensions.contains(&&*extension);
        Format::from_path(file).or_else(|| Format::ALL.into_iter().find(is_read))
    }
}

fn extension_of(file: &Path) -> Option<String> {
    Some(file.extension()?.to_str()?.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_the_format_of_their_extension() {
        assert_eq!(Format::from_path("Contacts.XLSX".as_ref()), Some(Format::Xlsx));
        assert_eq!(Format::from_path("contacts".as_ref()), None);
        assert_eq!(Format::from_path("contacts.ods".as_ref()), None);
        assert_eq!(Format::from_input_path("contacts.ods".as_ref()), Some(Format::Xlsx));
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
            assert_eq!(Format::from_path(format!("list.{}", format.extension()).as_ref()), Some(format));
        }
    }
}
