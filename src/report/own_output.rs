//! Reports of ours in files, known by a mark in them. One that only programs read, or that is the same after the next run,
//! may replace its own earlier output. Tables and texts aren't among them: people write remarks into those.

use crate::diagnostics::Rule;

/// A form of reports with a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkedReport {
    FindingsJson,
    FindingsSarif,
    FindingsHtml,
    CoverageJson,
    CoverageHtml,
    DiffJson,
    MergeJson,
    ManualPage,
}

/// Number of bytes at the start of a file that have the mark.
pub(crate) const MARKED: u64 = 4096;

impl MarkedReport {
    /// Returns whether a file that starts with these bytes is such a report.
    pub(crate) fn is_start_of(self, start: &[u8]) -> bool {
        let has = |text: &str| memchr::memmem::find(start, text.as_bytes()).is_some();
        match self {
            MarkedReport::FindingsJson => {
                start.strip_prefix(b"{\"version\":1,\"findings\":[").is_some_and(is_finding_or_summary)
            }
            MarkedReport::FindingsSarif => start.starts_with(b"{") && (has(SARIF_MARK) || has(SARIF_MARK_IN_LANGUAGE)),
            MarkedReport::CoverageJson => start.starts_with(b"{\"version\":1,\"named\":"),
            MarkedReport::FindingsHtml => start.starts_with(b"<!doctype html>") && has(FINDINGS_HTML_MARK),
            MarkedReport::CoverageHtml => start.starts_with(b"<!doctype html>") && has(HTML_MARK),
            MarkedReport::DiffJson => start.starts_with(b"{\"version\":1,\"old\":{"),
            MarkedReport::MergeJson => start.starts_with(b"{\"version\":1,\"merged\":"),
            MarkedReport::ManualPage => {
                let title = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
                start.starts_with(b".TH cosell") && memchr::memmem::find(title, b" 1 \"\" \"cosell ").is_some()
            }
        }
    }
}

/// Returns whether JSON starts with a finding under one of our rules, or with the end of the findings and the summary. Other
/// programs write findings, too.
fn is_finding_or_summary(json: &[u8]) -> bool {
    let json = json.trim_ascii_start();
    let rule = json.strip_prefix(b"{\"rule\":\"").and_then(|rest| rest.split(|byte| *byte == b'"').next());
    let is_rule = rule.is_some_and(|rule| Rule::ALL.iter().any(|known| known.name().as_bytes() == rule));
    is_rule || json.starts_with(b"],\"summary\":{\"rows\":")
}

/// The marks of SARIF: the name of the program that made the report, which comes after the language if that isn't
/// English.
const SARIF_MARK: &str = "\"driver\":{\"name\":\"cosell\",";
const SARIF_MARK_IN_LANGUAGE: &str = "\",\"name\":\"cosell\",\"rules\":[";

/// The marks of web pages: of the coverage, and of the findings of a list.
const HTML_MARK: &str = "<meta name=generator content=cosell>";
const FINDINGS_HTML_MARK: &str = "<meta name=generator content=cosell-validate>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_have_no_mark() {
        for (report, other) in [
            (MarkedReport::FindingsJson, "{\"version\":1,\"contacts\":["),
            (MarkedReport::FindingsJson, "{\"version\":1,\"old\":{"),
            (MarkedReport::FindingsJson, "{\"version\":1,\"findings\":[{\"id\":\"trivy-1\"}]}"),
            (
                MarkedReport::FindingsJson,
                "{\"version\":1,\"findings\":[{\"rule\":\"no-unused\",\"severity\":\"error\"}]}",
            ),
            (MarkedReport::FindingsSarif, "{\"runs\":[{\"tool\":{\"driver\":{\"name\":\"other\",\"x\":\"cosell\"}}}]}"),
            (MarkedReport::CoverageHtml, "<!doctype html><title>Coverage</title>"),
            (MarkedReport::CoverageHtml, "<!doctype html><meta name=generator content=cosell-validate>"),
            (MarkedReport::FindingsHtml, "<!doctype html><meta name=generator content=cosell>"),
            (MarkedReport::ManualPage, ".TH cosell 1 \"\" \"other 1.0\"\n.TH cosell 1 \"\" \"cosell 1"),
            (MarkedReport::ManualPage, ""),
        ] {
            assert!(!report.is_start_of(other.as_bytes()), "{other}");
        }
    }
}
