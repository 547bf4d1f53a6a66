//! A result of SARIF: a finding with its location, fix and fingerprint.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::ROOT;
use crate::contact::{Source, SourceSpan, TextRange};
use crate::diagnostics::{Finding, Fix, Rule, Safety};
use crate::i18n::{Language, messages};
use crate::report::findings::REPEATED;
use crate::report::findings::{CellTexts, CheckedFile, place_name};
use crate::report::sanitized;
use crate::util::start_of;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Result {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: SarifText,
    locations: [SarifLocation; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifReplacement>,
    partial_fingerprints: Fingerprints,
}

#[derive(Serialize)]
struct SarifText {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifLocation {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[LogicalLocation; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<SarifText>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u64,
    #[serde(flatten)]
    columns: Option<Columns>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Columns {
    start_column: u64,
    end_line: u64,
    end_column: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    fully_qualified_name: String,
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifReplacement {
    description: SarifText,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: Artifact,
    replacements: [SarifCellChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifCellChange {
    deleted_region: Region,
    inserted_content: SarifText,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "finding/v1")]
    finding: String,
}

/// The run of the program. Without it, code scanning takes a file that can't be read for one without findings, and
/// closes its alerts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: SarifText,
    locations: [SarifLocation; 1],
}

/// Returns the run, with a notification for each file that can't be read.
pub(super) fn invocation(files: &[CheckedFile], language: Language) -> Invocation {
    let notification = |file: &CheckedFile| {
        let artifact_location = artifact(&Source::file(&file.file), language);
        Some(Notification {
            level: "error",
            message: SarifText { text: plain(file.error()?) },
            locations: [SarifLocation {
                physical_location: PhysicalLocation { artifact_location, region: None },
                logical_locations: None,
            }],
        })
    };
    let tool_execution_notifications: Vec<Notification> = files.iter().filter_map(notification).collect();
    Invocation { execution_successful: tool_execution_notifications.is_empty(), tool_execution_notifications }
}

/// Returns a finding as a result.
pub(super) fn from_finding(
    source: &Source,
    finding: &Finding<'_>,
    texts: &CellTexts<'_>,
    language: Language,
) -> Result {
    let region = match &finding.typed {
        Some(typed) => Some(region(&typed.piece)),
        None => finding.location.line.map(|start_line| Region { start_line, columns: None }),
    };
    Result {
        rule_id: finding.rule.name(),
        rule_index: finding.rule as usize,
        level: finding.severity.name(),
        locations: [SarifLocation {
            physical_location: PhysicalLocation { artifact_location: artifact(source, language), region },
            logical_locations: logical_location(source, finding).map(|location| [location]),
        }],
        fixes: replacement(source, finding, language).filter(|_| texts.has_fix).into_iter().collect(),
        partial_fingerprints: Fingerprints { finding: fingerprint(source, finding) },
        message: SarifText { text: plain(&finding.localize(language).to_string()) },
    }
}

/// Returns a message without links, whatever cell it quotes (SARIF, section 3.11.6).
fn plain(message: &str) -> String {
    let message = sanitized(message);
    if message.contains("](") { message.replace('[', "\\[").replace(']', "\\]") } else { message.into_owned() }
}

fn artifact(source: &Source, language: Language) -> Artifact {
    if source.file.as_os_str() == "-" {
        let description = Some(SarifText { text: messages::StandardInput.text(language).to_owned() });
        return Artifact { uri: "stdin:".to_owned(), uri_base_id: None, description };
    }
    let uri_base_id = source.file.is_relative().then_some(ROOT);
    Artifact { uri: uri(&source.file), uri_base_id, description: None }
}

fn region(stretch: &TextRange) -> Region {
    let TextRange { start, end } = stretch;
    let columns = Columns { start_column: start.column, end_line: end.line, end_column: end.column };
    Region { start_line: start.line, columns: Some(columns) }
}

fn logical_location(source: &Source, finding: &Finding<'_>) -> Option<LogicalLocation> {
    let kind = match (finding.location.cell(), finding.location.row) {
        (Some(_), _) => "cell",
        (None, Some(_)) => "row",
        (None, None) => "column",
    };
    place_name(source, finding, Language::En).map(|fully_qualified_name| LogicalLocation { fully_qualified_name, kind })
}

/// Returns the fix if it replaces one cell of a text.
fn replacement(source: &Source, finding: &Finding<'_>, language: Language) -> Option<SarifReplacement> {
    let (fix, typed) = (finding.fix.as_ref()?, finding.typed.as_ref()?);
    // This fix also changes the cells to the right.
    if finding.rule == Rule::RowShifted {
        return None;
    }
    let description = match fix.safety {
        Safety::Safe => messages::SafeFix.text(language),
        Safety::Suggestion => messages::GuessedFix.text(language),
    };
    let change = SarifCellChange {
        deleted_region: region(&typed.cell),
        inserted_content: SarifText { text: typed_cell(fix, typed) },
    };
    Some(SarifReplacement {
        description: SarifText { text: description.to_owned() },
        artifact_changes: [ArtifactChange { artifact_location: artifact(source, language), replacements: [change] }],
    })
}

/// Returns the fixed cell as delimited text, with quotes if needed.
fn typed_cell(fix: &Fix<'_>, typed: &SourceSpan) -> String {
    let needs_quotes = fix.value.contains([typed.delimiter, '"', '\r', '\n']);
    if needs_quotes { format!("\"{}\"", fix.value.replace('"', "\"\"")) } else { fix.value.clone().into_owned() }
}

/// Returns the fingerprint of a finding, which stays the same if rows move, and in any language.
fn fingerprint(source: &Source, finding: &Finding<'_>) -> String {
    let mut hash = Sha256::new();
    let column = finding.column.map_or("", |column| column.key());
    let message = if finding.value.is_empty() { finding.localize(Language::En).to_string() } else { String::new() };
    let about = if finding.value.is_empty() { &message } else { &*finding.value };
    // A long cell may have thousands of findings, so only its beginning and its length count.
    let about = match about.len() {
        ..=REPEATED => Cow::Borrowed(about),
        length => Cow::Owned(format!("{}{length}", start_of(about, REPEATED))),
    };
    let sheet = source.sheet.as_deref().unwrap_or_default();
    for part in [finding.rule.name(), sheet, column, &about, finding.piece()] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the address of a file, which is relative if the name is. All bytes that may have a meaning are escaped.
///
/// The bytes are those of the file's name, also if they are not UTF-8. On Windows, where a name has characters, they are
/// those of its UTF-8. Source: RFC 3986, sections 2.1 and 2.3; RFC 8089.
pub(super) fn uri(path: &Path) -> String {
    if cfg!(windows) {
        return windows_uri(&path.to_string_lossy());
    }
    let mut uri = if path.is_absolute() { "file://".to_owned() } else { String::new() };
    push_escaped(&mut uri, path.as_os_str().as_encoded_bytes());
    uri
}

/// Returns the address of a file with a path of Windows: `file:///C:/lists/a.csv`, or `file://server/share/a.csv`. Source:
/// RFC 8089, appendices D.2 and E.3.1.
fn windows_uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    // Paths that are used as they are, without a limit of their length: `\\?\C:\a.csv`, `\\?\UNC\server\share\a.csv`.
    let verbatim = path.strip_prefix("//?/");
    let share = verbatim.map_or_else(|| path.strip_prefix("//"), |path| path.strip_prefix("UNC/"));
    let local = verbatim.unwrap_or(&path);
    let drive = local.get(..3).filter(|start| matches!(start.as_bytes(), [b'A'..=b'Z' | b'a'..=b'z', b':', b'/']));
    let (mut uri, rest) = match (share, drive) {
        (Some(share), _) => ("file://".to_owned(), share),
        (None, Some(drive)) => (format!("file:///{drive}"), &local[drive.len()..]),
        (None, None) => (String::new(), local),
    };
    push_escaped(&mut uri, rest.as_bytes());
    uri
}

fn push_escaped(uri: &mut String, bytes: &[u8]) {
    for &byte in bytes {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            // Writing to a `String` can't fail.
            byte => drop(write!(uri, "%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_cannot_make_links() {
        assert_eq!(plain("\"[a](http://example.com)\" is no country"), "\"\\[a\\](http://example.com)\" is no country");
        assert_eq!(plain("[a] (b)"), "[a] (b)");
    }

    #[test]
    fn names_are_escaped_byte_by_byte() {
        for (name, expected) in [
            ("lists/emea.csv", "lists/emea.csv"),
            ("../a b.csv", "../a%20b.csv"),
            ("50%, a:b\n#1?.csv", "50%25%2C%20a%3Ab%0A%231%3F.csv"),
            ("Länder.xlsx", "L%C3%A4nder.xlsx"),
        ] {
            assert_eq!(uri(Path::new(name)), expected);
        }
    }

    #[test]
    fn drives_and_shares_are_addresses() {
        for (path, expected) in [
            (r"C:\lists\Länder & co.csv", "file:///C:/lists/L%C3%A4nder%20%26%20co.csv"),
            (r"\\server\sales\a.csv", "file://server/sales/a.csv"),
            (r"\\?\C:\lists\a.csv", "file:///C:/lists/a.csv"),
            (r"\\?\UNC\server\sales\a.csv", "file://server/sales/a.csv"),
            (r"lists\a.csv", "lists/a.csv"),
            ("C:a.csv", "C%3Aa.csv"),
        ] {
            assert_eq!(windows_uri(path), expected);
        }
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_utf_8_are_escaped_too() {
        use std::os::unix::ffi::OsStrExt as _;
        let name = std::ffi::OsStr::from_bytes(b"L\xe4nder.csv");
        assert_eq!(uri(Path::new(name)), "L%E4nder.csv");
        assert_eq!(uri(Path::new("/lists/a.csv")), "file:///lists/a.csv");
    }
}
