//! Inputs of commands that hold whole lists in memory, and checks for inputs that are given twice. Opening and
//! decoding is the library's part.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::contact::Source;
use crate::contact_list::List;
use crate::diagnostics::{Finding, Report, Summary, TeeReport, report_empty_list};
use crate::i18n::{Language, messages};
use crate::normalize;
use crate::pipeline::{Turn, list_by_list};
use crate::read::{self, Format, Input, Rows};
use crate::report::{AnnotatedReport, sanitized};
use anstyle::AnsiColor;

use crate::cli::config::ListSettings;
use crate::cli::error::CliError;
use crate::cli::progress::ReadProgress;
use crate::cli::read_files::{FileIdentity, remember};
use crate::cli::rejected_rows::RowsToCorrect;
use crate::cli::stderr::note;

/// Reads the inputs in order into one list, and passes the findings to the report. Of the first `must_have_contacts`
/// inputs each must have contacts, unless empty lists are allowed.
pub(crate) fn load_lists(
    inputs: Vec<(Input, ListSettings)>,
    allow_empty: bool,
    must_have_contacts: usize,
    report: &mut dyn Report,
    language: Language,
) -> Result<(List, Summary), CliError> {
    let to_correct = RowsToCorrect::default();
    let loaded = load_lists_to_correct(inputs, allow_empty, must_have_contacts, to_correct, report, language)?;
    Ok((loaded.list, loaded.summary))
}

/// The contacts of several inputs.
pub(crate) struct LoadedLists {
    pub(crate) list: List,
    pub(crate) summary: Summary,
    /// An input has errors that aren't those of rejected rows, as in its header, or nobody in it.
    pub(crate) has_other_errors: bool,
}

/// Reads the inputs like [`load_lists`]. Rejected rows, and the lists in which they are marked, are written as
/// `to_correct` says.
pub(crate) fn load_lists_to_correct(
    inputs: Vec<(Input, ListSettings)>,
    allow_empty: bool,
    must_have_contacts: usize,
    mut to_correct: RowsToCorrect<'_>,
    report: &mut dyn Report,
    language: Language,
) -> Result<LoadedLists, CliError> {
    let (mut list, mut summary, mut has_other_errors) = (List::default(), Summary::default(), false);
    let is_shared = inputs.len() > 1;
    let under_way = ReadProgress::new(inputs.iter().map(|(input, _)| input), language);
    let _bar = under_way.bar();
    let open = |(input, ListSettings { reading, normalization, .. })| {
        let normalization = normalize::NormalizeSettings { allow_empty, ..normalization };
        ((under_way.watch(input), read::ReadSettings { is_shared, ..reading }), normalization)
    };
    let (inputs, normalizations): (Vec<_>, Vec<_>) = inputs.into_iter().map(open).unzip();
    let threads = inputs.first().and_then(|(_, reading)| reading.threads);
    // Rejected rows, and the workbooks to correct, are written row by row.
    let is_one_by_one = to_correct.rejects.is_some() || to_correct.folder.is_some() || report.buffer().is_none();
    let read_aside = |index: usize, rows: Result<Rows, read::ReadError>, report: &mut dyn Report| {
        let mut list = List::default();
        let read = rows.and_then(|mut rows| {
            let read = list.read(&mut rows, normalizations[index].clone(), report)?;
            Ok((read, has_errors(&rows)))
        });
        (read, list)
    };
    list_by_list(inputs, is_one_by_one, report, read_aside, |index, turn, report| {
        let (mut read, has_errors) = match turn {
            Turn::Processed((read, of_input)) => {
                list.join(of_input, threads);
                read?
            }
            Turn::Opened(rows) => {
                let (mut rows, normalization) = ((*rows)?, normalizations[index].clone());
                let mut annotated = to_correct.folder.as_ref().map(|_| AnnotatedReport::new(rows.threads(), language));
                let mut tee;
                let both: &mut dyn Report = match &mut annotated {
                    Some(annotated) => {
                        tee = TeeReport(&mut *report, annotated);
                        &mut tee
                    }
                    None => &mut *report,
                };
                let read = match &mut to_correct.rejects {
                    Some(rejects) => list.read_and_reject(&mut rows, normalization, rejects, both)?,
                    None => list.read(&mut rows, normalization, both)?,
                };
                if let (Some(folder), Some(annotated)) = (&mut to_correct.folder, annotated) {
                    folder.write(index, annotated, &rows, &read)?;
                }
                (read, has_errors(&rows))
            }
        };
        let of_rows = read.blocking;
        report_empty_list(allow_empty || index >= must_have_contacts, &mut read, report);
        has_other_errors |= has_errors || read.blocking > of_rows || of_rows > 0 && read.rejected == 0;
        summary.add(&read);
        Ok::<(), CliError>(())
    })?;
    Ok(LoadedLists { list, summary, has_other_errors })
}

/// Returns whether there are errors that aren't those of rows.
fn has_errors(rows: &Rows) -> bool {
    rows.findings().iter().any(Finding::is_blocking)
}

/// Replaces each folder among inputs with the lists in it.
pub(crate) fn expand_folders(inputs: &mut Vec<PathBuf>, language: Language) -> Result<(), CliError> {
    for input in std::mem::take(inputs) {
        if input.is_dir() {
            let lists = lists_in(&input, language)?;
            lists.iter().for_each(|list| remember(list));
            inputs.extend(lists);
        } else {
            inputs.push(input);
        }
    }
    Ok(())
}

/// Returns the lists in a folder, sorted by name. Files that aren't lists are named and left out.
pub(crate) fn lists_in(folder: &Path, language: Language) -> Result<Vec<PathBuf>, CliError> {
    let name = || folder.display().to_string();
    let not_read = |reason: io::Error| {
        CliError::trouble(messages::FolderNotRead { folder: name(), reason }, messages::RemedyFolderOfLists)
    };
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(not_read)? {
        let file = entry.map_err(not_read)?.path();
        // Hidden files, and the lock files of Excel and LibreOffice, are no lists of anybody.
        let is_hidden = file.file_name().is_some_and(|name| {
            let name = name.to_string_lossy();
            name.starts_with('.') || name.starts_with("~$")
        });
        if file.is_file() && !is_hidden {
            files.push(file);
        }
    }
    files.sort();
    let (lists, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| Format::from_input_path(file).is_some());
    if !others.is_empty() {
        let names = |file: &PathBuf| file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let files = others.iter().map(names).collect::<Vec<_>>().join(", ");
        note(|out| writeln!(out, "{}", language.localize(messages::FilesLeftOut { files: sanitized(&files) })));
    }
    if lists.is_empty() {
        return Err(CliError::trouble(messages::FolderWithoutLists { folder: name() }, messages::RemedyFolderOfLists));
    }
    Ok(lists)
}

/// Warns if two inputs are the same file. Refuses a pipe or standard input that is given twice, because it can be
/// read only once.
pub(crate) fn report_repeated(inputs: &[&Path], language: Language) -> Result<(), CliError> {
    refuse_repeated_pipes(inputs)?;
    let files: Vec<Option<FileIdentity>> = inputs.iter().map(|input| FileIdentity::of(input)).collect();
    for (index, file) in files.iter().enumerate().filter(|(_, file)| file.is_some()) {
        if let Some(first) = files[..index].iter().position(|earlier| earlier == file) {
            let (file, other) = (Source::file(inputs[first]).to_string(), Source::file(inputs[index]).to_string());
            let sentence = match file == other {
                true => language.localize(messages::GivenTwice { file }).to_string(),
                false => language.localize(messages::SameFile { file, other }).to_string(),
            };
            print_warning(&sentence, language);
        }
    }
    Ok(())
}

/// Refuses a pipe that is given twice: a second read would wait forever or find nothing.
pub(crate) fn refuse_repeated_pipes(inputs: &[&Path]) -> Result<(), CliError> {
    let pipes: Vec<Option<Pipe>> = inputs.iter().map(|input| Pipe::from_path(input)).collect();
    for (index, pipe) in pipes.iter().enumerate().filter(|(_, pipe)| pipe.is_some()) {
        if pipes[..index].contains(pipe) {
            let sentence = messages::PipeNamedTwice { source: Source::file(inputs[index]) };
            return Err(CliError::trouble(sentence, messages::RemedyPipe));
        }
    }
    Ok(())
}

/// An input that can be read only once.
#[derive(PartialEq, Eq)]
enum Pipe {
    Stdin,
    #[cfg(unix)]
    Known {
        device: u64,
        number: u64,
    },
}

impl Pipe {
    /// Returns the pipe behind an input, or none for a regular file. Uses metadata only: opening the pipe would take
    /// its beginning from the reader.
    #[cfg(unix)]
    fn from_path(input: &Path) -> Option<Self> {
        use std::os::unix::fs::{FileTypeExt, MetadataExt};
        let is_stdin = input.as_os_str() == "-";
        let metadata = std::fs::metadata(if is_stdin { Path::new("/dev/stdin") } else { input });
        match metadata {
            Ok(found) if found.file_type().is_fifo() => Some(Pipe::Known { device: found.dev(), number: found.ino() }),
            _ => is_stdin.then_some(Pipe::Stdin),
        }
    }

    #[cfg(not(unix))]
    fn from_path(input: &Path) -> Option<Self> {
        (input.as_os_str() == "-").then_some(Pipe::Stdin)
    }
}

/// Prints a warning on standard error.
fn print_warning(sentence: &str, language: Language) {
    let yellow = AnsiColor::Yellow.on_default().bold();
    let label = format_args!("{yellow}{}{yellow:#}", messages::Warning.text(language));
    let warning = language.localize(messages::LabeledText { label, text: sanitized(sentence) });
    note(|out| writeln!(out, "{warning}"));
}
