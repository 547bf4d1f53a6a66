//! The work of the page in the browser: it checks lists with the changes that a person made to their rows, merges them,
//! compares them with the contacts in the portal, and writes the files to save.
//!
//! The page holds the state (`state`): which files there are, how they are read, and how their rows are changed. A [`Session`]
//! has the bytes of the files, and answers each state with a result (`result`), by the same functions as the command line.
//! `list` checks one list, `lists` works on all of them, and `failure` has the messages about files that can't be read. Both
//! sides exchange JSON, whose types are in `page/app/types.ts`, too.

mod failure;
mod list;
mod lists;
mod result;
mod state;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;
use std::io::Cursor;
use std::path::Path;

use self::list::{check_list, unread_list};
use self::result::{CheckResult, ListResult, RowsResult};
use self::state::{ListState, SaveKind, State};
use crate::contact::Format;
use crate::contact_list::List;
use crate::convert::{ConvertError, convert};
use crate::diagnostics::{CollectingReport, Rule};
use crate::i18n::Language;
use crate::normalize::NormalizeSettings;
use crate::prepared_names::{json_name, to_correct_name, upload_name};
use crate::read::{Input, ReadError, Rows};
use crate::report::AnnotatedReport;
use crate::validate::validate;
use crate::write::{Layout, Rejects, WriteError, Writer};

/// The files of a page, and hashes of the rows that were sent to it.
///
/// ```
/// use cosell_contacts::page::Session;
///
/// let mut session = Session::default();
/// session.add_file(1, "list.csv", b"Name,Email,Job title,Role,Countries/Regions\nAnn,ann@example.com,CEO,Partner sales,UK\n".to_vec());
/// let state = r#"{"language": "en", "lists": [{"file": 1, "reading": {}}]}"#;
/// assert!(session.check(state, false, &mut |_rows| ())?.contains("GB"));
/// let (name, _csv) = session.save(state, "upload", 0)?;
/// assert_eq!(name, "list.upload.csv");
/// # Ok::<(), cosell_contacts::page::SessionError>(())
/// ```
#[derive(Debug, Default)]
pub struct Session {
    files: BTreeMap<u32, PageFile>,
    /// The hashes of the rows that the page has, by file.
    sent: BTreeMap<u32, Vec<u64>>,
}

#[derive(Debug)]
struct PageFile {
    name: String,
    bytes: Vec<u8>,
}

/// A request that can't be carried out.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The state or the kind of file isn't as the page writes it.
    #[error("not a valid request: {0}")]
    Request(#[from] serde_json::Error),
    /// The state names a file that the session doesn't have.
    #[error("no file {0}")]
    NoFile(u32),
    /// The list has errors, or a file can't be read, so there is nothing to save.
    #[error("the list has errors")]
    NotReady,
    /// The list can't be converted.
    #[error(transparent)]
    Convert(#[from] ConvertError),
    /// The file can't be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The file to save can't be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl Session {
    /// Adds the bytes of a file under a number that the page chooses.
    pub fn add_file(&mut self, file: u32, name: &str, bytes: Vec<u8>) {
        self.files.insert(file, PageFile { name: name.to_owned(), bytes });
        self.sent.remove(&file);
    }

    /// Removes a file.
    pub fn remove_file(&mut self, file: u32) {
        self.files.remove(&file);
        self.sent.remove(&file);
    }

    /// Checks the lists of a state, and returns the result as JSON. With `delta`, rows of a list that didn't change since the
    /// last check are left out, unless their number changed. `progress` gets the number of rows from time to time.
    ///
    /// # Errors
    /// If the state isn't valid. A file that can't be read isn't an error but a part of the result.
    pub fn check(&mut self, state: &str, delta: bool, progress: &mut dyn FnMut(u64)) -> Result<String, SessionError> {
        let state: State = serde_json::from_str(state)?;
        let language = state.language.into();
        let (mut rows_before, mut contacts, mut result) = (0, List::default(), CheckResult::default());
        for list in &state.lists {
            let PageFile { name, .. } = self.file(list.file)?;
            let input = self.input(list.file)?;
            let mut counted = 0;
            let mut counting = |rows| {
                counted = rows;
                progress(rows_before + rows);
            };
            let checked = check_list(input, list, &mut contacts, language, &mut counting);
            result.lists.push(checked.unwrap_or_else(|error| unread_list(name, list.file, &error, language)));
            rows_before += counted;
        }
        result.kinds = titles(&result.lists, language);
        result.ready = is_ready(&result.lists);
        self.check_together(&state, contacts, &mut result)?;
        for list in &mut result.lists {
            self.leave_out_known_rows(list, delta);
        }
        Ok(serde_json::to_string(&result)?)
    }

    /// Returns a file to save and its name.
    ///
    /// # Errors
    /// If the request isn't valid, the list has errors (unless they are to be marked), or the file can't be written.
    pub fn save(&mut self, state: &str, kind: &str, list: usize) -> Result<(String, Vec<u8>), SessionError> {
        let state: State = serde_json::from_str(state)?;
        let kind: SaveKind = serde_json::from_value(kind.into())?;
        let of_all = match state.lists.as_slice() {
            [only] => Path::new(&self.file(only.file)?.name),
            _ => Path::new("merged"),
        };
        let (name, bytes) = match kind {
            SaveKind::ToCorrect => {
                let chosen = state.lists.get(list).ok_or(SessionError::NotReady)?;
                (to_correct_name(Path::new(&self.file(chosen.file)?.name)), self.annotated(chosen, &state)?)
            }
            SaveKind::Upload => (upload_name(of_all), self.written(&state, Format::Csv)?),
            SaveKind::Json => (json_name(of_all), self.written(&state, Format::Json)?),
        };
        Ok((name.display().to_string(), bytes))
    }

    /// Writes all contacts of the lists.
    fn written(&self, state: &State, format: Format) -> Result<Vec<u8>, SessionError> {
        match state.lists.as_slice() {
            [list] => self.converted(list, format),
            _ => self.merged(state, format),
        }
    }

    fn file(&self, file: u32) -> Result<&PageFile, SessionError> {
        self.files.get(&file).ok_or(SessionError::NoFile(file))
    }

    fn input(&self, file: u32) -> Result<Input, SessionError> {
        let PageFile { name, bytes } = self.file(file)?;
        Ok(Input::bytes(name, bytes.as_slice()))
    }

    fn open(&self, list: &ListState) -> Result<Rows, SessionError> {
        Ok(Rows::open(self.input(list.file)?, list.settings())?)
    }

    /// Converts a list, as `cosell convert` does.
    fn converted(&self, list: &ListState, format: Format) -> Result<Vec<u8>, SessionError> {
        let mut rows = self.open(list)?;
        let mut writer = Writer::new(Cursor::new(Vec::new()), &Layout::new(format))?;
        let no_rejects = None::<&mut Rejects<Vec<u8>>>;
        let mut report = CollectingReport::default();
        let summary = convert(&mut rows, NormalizeSettings::default(), &mut writer, no_rejects, &mut report)?;
        if summary.blocking > 0 {
            return Err(SessionError::NotReady);
        }
        Ok(writer.finish()?.into_inner())
    }

    /// Writes the workbook to correct for the sender of a list, as `cosell validate --annotate` does.
    fn annotated(&self, list: &ListState, state: &State) -> Result<Vec<u8>, SessionError> {
        let mut rows = self.open(list)?;
        let mut report = AnnotatedReport::new(rows.threads(), state.language.into());
        validate(&mut rows, NormalizeSettings::default(), &[], &mut report)?;
        Ok(report.finish(Cursor::new(Vec::new()))?.into_inner())
    }

    fn leave_out_known_rows(&mut self, list: &mut ListResult, delta: bool) {
        let RowsResult::All(rows) = &mut list.rows else { return };
        let hasher = foldhash::fast::FixedState::default();
        let hash =
            |row: &result::RowResult| serde_json::to_string(row).map(|row| hasher.hash_one(row)).unwrap_or_default();
        let hashes: Vec<u64> = rows.iter().map(hash).collect();
        let known = self.sent.insert(list.file, hashes);
        let hashes = &self.sent[&list.file];
        let Some(known) = known.filter(|known| delta && known.len() == hashes.len()) else { return };
        let is_changed = |index: &usize| known[*index] != hashes[*index];
        let changed: Vec<usize> = (0..rows.len()).filter(is_changed).collect();
        let changed = changed.into_iter().map(|index| (index, std::mem::take(&mut rows[index]))).collect();
        list.rows = RowsResult::Changed { changed };
    }
}

/// Returns the titles of the rules of findings about rows, without examples and without a full stop.
fn titles(lists: &[ListResult], language: Language) -> BTreeMap<&'static str, String> {
    let rows = lists.iter().filter_map(|list| match &list.rows {
        RowsResult::All(rows) => Some(rows),
        RowsResult::Changed { .. } => None,
    });
    let names: BTreeSet<&str> = rows.flatten().flat_map(|row| &row.findings).map(|finding| finding.rule).collect();
    let title = |rule: Rule| {
        let checks = rule.explanation(language).checks;
        let short = checks.split(':').next().unwrap_or(checks).trim_end().trim_end_matches('.').replace('`', "");
        (rule.name(), short)
    };
    let used = Rule::ALL.iter().copied().filter(|rule| names.contains(rule.name()));
    used.map(title).collect()
}

fn is_ready(lists: &[ListResult]) -> bool {
    let is_fine = |list: &ListResult| list.failure.is_none() && list.summary.blocking == 0;
    !lists.is_empty() && lists.iter().all(is_fine)
}
