//! Reports of ours in files, known by a mark in them. One that only programs read, or that is the same after the next run,
//! may replace its own earlier output. Tables and texts aren't among them: people write remarks into those.

/// A form of reports with a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkedReport {
    FindingsJson,
    FindingsSarif,
    CoverageJson,
    CoverageHtml,
    DiffJson,
    ManualPage,
}

/// Number of bytes at the start of a file that have the mark.
pub(crate) const MARKED: u64 = 4096;

impl MarkedReport {
    /// Returns whether a file that starts with these bytes is such a report.
    pub(crate) fn is_start_of(self, start: &[u8]) -> bool {
        let has = |text: &str| memchr::memmem::find(start, text.as_bytes()).is_some();
        match self {
            MarkedReport::FindingsJson => start.starts_with(b"{\"version\":1,\"findings\":["),
            MarkedReport::FindingsSarif => start.starts_with(b"{") && has("\"driver\":{\"name\":\"cosell\","),
            MarkedReport::CoverageJson => start.starts_with(b"{\"version\":1,\"named\":"),
            MarkedReport::CoverageHtml => start.starts_with(b"<!doctype html>") && has(HTML_MARK),
            MarkedReport::DiffJson => start.starts_with(b"{\"version\":1,\"old\":{"),
            MarkedReport::ManualPage => {
                let title = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
                start.starts_with(b".TH cosell") && memchr::memmem::find(title, b" 1 \"\" \"cosell ").is_some()
            }
        }
    }
}

/// The mark of web pages.
const HTML_MARK: &str = "<meta name=generator content=cosell>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_have_no_mark() {
        for (report, other) in [
            (MarkedReport::FindingsJson, "{\"version\":1,\"contacts\":["),
            (MarkedReport::FindingsJson, "{\"version\":1,\"old\":{"),
            (MarkedReport::FindingsSarif, "{\"runs\":[{\"tool\":{\"driver\":{\"name\":\"other\",\"x\":\"cosell\"}}}]}"),
            (MarkedReport::CoverageHtml, "<!doctype html><title>Coverage</title>"),
            (MarkedReport::ManualPage, ".TH cosell 1 \"\" \"other 1.0\"\n.TH cosell 1 \"\" \"cosell 1"),
            (MarkedReport::ManualPage, ""),
        ] {
            assert!(!report.is_start_of(other.as_bytes()), "{other}");
        }
    }
}
