//! The names of files that are made of a list: `NAME.upload.csv` for the upload, and `NAME.to-correct.xlsx`. The name of a
//! corrected workbook loses its ending, so that the second round ends with the same name as the first.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::contact::Format;

/// The ending of the name of a list for upload, before its extension.
const UPLOAD: &str = ".upload";
/// The ending of the name of a workbook to correct, before its extension.
const TO_CORRECT: &str = ".to-correct";

/// Returns the possible names of the list for upload: without a number, then with 2, 3 and so on.
pub(crate) fn upload_names(list: &Path) -> impl Iterator<Item = PathBuf> {
    names_beside(list, UPLOAD, Format::Csv)
}

/// Returns the name of the list for upload without a number.
pub(crate) fn upload_name(list: &Path) -> PathBuf {
    name_beside(list, UPLOAD, "", Format::Csv)
}

/// Returns the name of the contacts as JSON, which isn't for upload.
pub(crate) fn json_name(list: &Path) -> PathBuf {
    name_beside(list, ".contacts", "", Format::Json)
}

/// Returns the possible names of the workbook to correct.
pub(crate) fn to_correct_names(list: &Path) -> impl Iterator<Item = PathBuf> {
    names_beside(list, TO_CORRECT, Format::Xlsx)
}

/// Returns the name of the workbook to correct without a number.
pub(crate) fn to_correct_name(list: &Path) -> PathBuf {
    name_beside(list, TO_CORRECT, "", Format::Xlsx)
}

/// Returns whether a list has the name of one that is ready for upload.
pub(crate) fn has_upload_name(list: &Path) -> bool {
    let is_csv = list.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    is_csv && list.file_stem().and_then(OsStr::to_str).is_some_and(|stem| without(stem, UPLOAD).is_some())
}

/// Returns whether a list has the name of a workbook to correct.
pub(crate) fn has_name_to_correct(list: &Path) -> bool {
    let is_workbook = Format::from_input_path(list).is_some_and(|format| format == Format::Xlsx);
    is_workbook && list.file_stem().and_then(OsStr::to_str).is_some_and(|stem| without(stem, TO_CORRECT).is_some())
}

/// Returns the name of a list without its folder. For a workbook to correct, also the names that the list which it was made
/// of may have.
pub(crate) fn names_before_correction(list: &Path) -> Vec<String> {
    let text = |name: &OsStr| name.to_string_lossy().into_owned();
    let mut names: Vec<String> = list.file_name().map(text).into_iter().collect();
    if has_name_to_correct(list) {
        let base = text(&base_name(list));
        let extensions = Format::ALL.into_iter().flat_map(Format::input_extensions);
        names.extend(extensions.map(|extension| format!("{base}.{extension}")));
    }
    names
}

fn names_beside(list: &Path, ending: &'static str, format: Format) -> impl Iterator<Item = PathBuf> {
    let list = list.to_owned();
    let numbers = [String::new()].into_iter().chain((2..).map(|number| format!("-{number}")));
    numbers.map(move |number| name_beside(&list, ending, &number, format))
}

fn name_beside(list: &Path, ending: &str, number: &str, format: Format) -> PathBuf {
    let mut file = base_name(list);
    file.push(format!("{ending}{number}.{}", format.extension()));
    list.with_file_name(file)
}

/// Returns the name of a list without its extension, that of an archive, and the ending of a file of ours.
fn base_name(list: &Path) -> OsString {
    let stem = |name: &OsStr| Path::new(name).file_stem().unwrap_or_default().to_owned();
    let name = list.file_name().unwrap_or_default();
    let mut base = stem(name);
    let is_packed = Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"));
    if is_packed && Format::from_path(Path::new(&base)).is_some() {
        base = stem(&base);
    }
    let text = base.to_str();
    match text.and_then(|text| without(text, UPLOAD).or_else(|| without(text, TO_CORRECT))) {
        Some(shorter) => shorter.into(),
        None => base,
    }
}

/// Returns a name without an ending and the number after it: ours, as in `-2`, or that of a browser or a copy, as in ` (1)`.
/// `None` if it has no such ending.
fn without<'n>(name: &'n str, ending: &str) -> Option<&'n str> {
    let at = name.rfind(ending).filter(|at| *at > 0)?;
    let after = &name[at + ending.len()..];
    let inner = after.strip_prefix('-').or_else(|| after.strip_prefix(" (")?.strip_suffix(')'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (after.is_empty() || inner.is_some_and(is_number)).then(|| &name[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_beside_the_list() {
        for (list, expected) in [
            ("list.xlsx", "list.upload.csv"),
            ("folder/Contacts Europe.T4.xlsx", "folder/Contacts Europe.T4.upload.csv"),
            ("list", "list.upload.csv"),
            ("list.csv.gz", "list.upload.csv"),
            ("list.2026.gz", "list.2026.upload.csv"),
            ("list.to-correct.xlsx", "list.upload.csv"),
            ("list.to-correct-2.xlsx", "list.upload.csv"),
            ("list.to-correct (1).xlsx", "list.upload.csv"),
            ("list.upload-3.csv", "list.upload.csv"),
            ("list.to-correct-now.xlsx", "list.to-correct-now.upload.csv"),
            (".to-correct.xlsx", ".to-correct.upload.csv"),
        ] {
            assert_eq!(upload_names(Path::new(list)).next().unwrap(), Path::new(expected), "{list}");
        }
        let names: Vec<PathBuf> = to_correct_names(Path::new("a/list.to-correct.xlsx")).take(3).collect();
        assert_eq!(
            names,
            ["a/list.to-correct.xlsx", "a/list.to-correct-2.xlsx", "a/list.to-correct-3.xlsx"].map(Path::new)
        );
    }

    #[test]
    fn a_workbook_to_correct_has_the_names_of_its_list() {
        let names = names_before_correction(Path::new("a/Contoso Q3.to-correct-2.xlsx"));
        assert_eq!(names[0], "Contoso Q3.to-correct-2.xlsx");
        assert!(
            ["csv", "xlsx", "xls", "json"].iter().all(|extension| names.contains(&format!("Contoso Q3.{extension}")))
        );
        assert_eq!(names_before_correction(Path::new("a/list.xlsx")), ["list.xlsx"]);
        assert_eq!(names_before_correction(Path::new("list.to-correct.csv")), ["list.to-correct.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_is_kept() {
        use std::os::unix::ffi::OsStrExt;
        let list = Path::new(OsStr::from_bytes(b"liste\xe9.xlsx"));
        assert_eq!(upload_names(list).next().unwrap().as_os_str().as_bytes(), b"liste\xe9.upload.csv");
    }

    #[test]
    fn lists_for_upload_are_known_by_their_names() {
        for (list, expected) in [
            ("a.upload.csv", true),
            ("a.upload-2.CSV", true),
            ("a.csv", false),
            ("a.upload.xlsx", false),
            ("upload.csv", false),
        ] {
            assert_eq!(has_upload_name(Path::new(list)), expected, "{list}");
        }
    }
}
