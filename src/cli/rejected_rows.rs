//! The files in which people correct rows with errors: rejected rows, and a workbook for the sender of each list.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::diagnostics::{Finding, Summary};
use crate::i18n::{Language, messages};
use crate::read::{Format, Input, ReadSettings, Rows, SheetSelection};
use crate::report::{AnnotatedReport, sanitized};
use crate::write::Rejects;

use crate::cli::args;
use crate::cli::error::CliError;
use crate::cli::output::{Replacing, Target, file_of, is_same, make_folder};
use crate::cli::read_files::is_read;
use crate::cli::stderr::note;
use crate::prepared_names::to_correct_name;

/// Opens the file that `--rejects` names.
pub(crate) fn open_rejects(
    file: Option<&Path>,
    output: &args::Output,
    language: Language,
) -> Result<Option<Target>, CliError> {
    let what = messages::OutputRejects.text(language);
    file.map(|file| Target::additional(file, (what, &Format::ALL), output, language)).transpose()
}

/// A file of rejected rows, for advice about it.
pub(crate) struct RejectsFile<'f> {
    file: &'f Path,
    has_several_sheets: bool,
    /// The number of cells that were escaped by an apostrophe.
    neutralized: u64,
}

impl<'f> RejectsFile<'f> {
    pub(crate) fn new(file: &'f Path, rejects: &mut Rejects<Target>) -> Result<Self, CliError> {
        let has_several_sheets = rejects.has_several_sheets()?;
        Ok(RejectsFile { file, has_several_sheets, neutralized: rejects.neutralized() })
    }

    /// Returns the options that a command needs to read the file, after a space, or nothing.
    fn options(&self) -> &'static str {
        if self.has_several_sheets { " --all-sheets" } else { "" }
    }
}

/// Prints that all rows were rejected and the list wasn't written.
pub(crate) fn write_only_rejects(
    rejects: &RejectsFile<'_>,
    list: &Path,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (file, list, options) = (shown(rejects.file), shown(list), rejects.options());
    writeln!(out, "{}", language.localize(messages::RejectsWrittenOnly { file, list, options }))
}

/// Prints where the rejected rows are and what to do with them; nothing if there are none.
pub(crate) fn write_rejects_advice(
    rejects: Option<&RejectsFile<'_>>,
    list: Option<&Path>,
    summary: &Summary,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(rejects) = rejects.filter(|_| summary.rejected > 0) else { return Ok(()) };
    let (file, options) = (shown(rejects.file), rejects.options());
    match list.map(shown) {
        Some(list) => writeln!(out, "{}", language.localize(messages::RejectsWritten { file, list, options }))?,
        None => writeln!(out, "{}", language.localize(messages::RejectsWrittenBeside { file }))?,
    }
    match rejects.neutralized {
        0 => Ok(()),
        count => writeln!(out, "{}", language.localize(messages::RejectsNeutralized { count })),
    }
}

/// Returns a file as a shell takes it.
fn shown(file: &Path) -> String {
    sanitized(&args::quote_for_shell(file.as_os_str())).into_owned()
}

/// The outputs for rows with errors, which are filled while lists are read.
#[derive(Default)]
pub(crate) struct RowsToCorrect<'r> {
    pub(crate) rejects: Option<&'r mut Rejects<Target>>,
    pub(crate) folder: Option<&'r mut AnnotatedFolder>,
}

/// A folder with a workbook for each list that has something to correct.
pub(crate) struct AnnotatedFolder {
    folder: PathBuf,
    /// The workbook of each list, in the order of the lists.
    files: Vec<PathBuf>,
    /// Warnings are to be corrected, too.
    is_strict: bool,
    force: bool,
    language: Language,
    /// The workbooks that were written.
    written: Vec<PathBuf>,
    /// The workbooks of an earlier round that were removed, and other files with their names, whose lists have nothing to
    /// correct.
    removed: Vec<PathBuf>,
    kept: Vec<PathBuf>,
}

impl AnnotatedFolder {
    /// Returns the folder for some lists. None of the workbooks may exist, unless `--force` is given.
    pub(crate) fn new(
        folder: &Path,
        lists: &[&Path],
        output: &args::Output,
        is_strict: bool,
        language: Language,
    ) -> Result<Self, CliError> {
        if !folder.is_dir() && Format::from_path(folder).is_some() {
            let file = folder.display().to_string();
            return Err(CliError::trouble(messages::AnnotateNeedsFolder { file }, messages::RemedyAnnotateFolder));
        }
        let mut files: Vec<PathBuf> = Vec::new();
        for (index, list) in lists.iter().enumerate() {
            let Some(name) = list.file_name().filter(|_| list.as_os_str() != "-") else {
                return Err(CliError::trouble(messages::FolderNeedsNames, messages::RemedyNameAFile));
            };
            let file = to_correct_name(&folder.join(name));
            let name = || file.display().to_string();
            // File systems may make no difference between capitals and small letters.
            let folded = |file: &Path| file.to_string_lossy().to_lowercase();
            if let Some(other) = files.iter().position(|other| folded(other) == folded(&file)) {
                let (file, other) = (lists[index].display().to_string(), lists[other].display().to_string());
                return Err(CliError::refused(messages::SameNameInFolder { file, other }, messages::RemedyRenameOne));
            }
            if is_read(&file) {
                return Err(CliError::refused(messages::OutputIsInput { file: name() }, messages::RemedyOutputIsInput));
            }
            if file_of(output).is_some_and(|output| is_same(output, &file)) {
                let what = messages::OutputAnnotated.text(language);
                return Err(CliError::refused(
                    messages::BesideIsOutput { file: name(), what },
                    messages::RemedyTwoFiles,
                ));
            }
            if file.exists() && !output.force {
                return Err(CliError::refused(messages::OutputExists { file: name() }, messages::RemedyOutputExists));
            }
            files.push(file);
        }
        let (folder, force) = (folder.to_owned(), output.force);
        let (written, removed, kept) = (Vec::new(), Vec::new(), Vec::new());
        Ok(AnnotatedFolder { folder, files, is_strict, force, language, written, removed, kept })
    }

    /// Writes the workbook of a list, by its index. If nothing has to be corrected in it, an earlier workbook is removed
    /// instead, because it looks as if it had to be sent. Without a usable header there is none: the rows have no findings
    /// to mark.
    pub(crate) fn write(
        &mut self,
        index: usize,
        annotated: AnnotatedReport,
        rows: &Rows,
        summary: &Summary,
    ) -> Result<(), CliError> {
        let is_to_correct = summary.blocking > 0 || self.is_strict && summary.warnings > 0;
        let file = &self.files[index];
        if rows.findings().iter().any(Finding::is_blocking) {
            return Ok(());
        }
        if !is_to_correct {
            if file.exists() {
                // One that is open in Excel can't be removed on Windows.
                let is_removed = self.force && is_annotated_workbook(file) && fs::remove_file(file).is_ok();
                if is_removed { &mut self.removed } else { &mut self.kept }.push(file.clone());
            }
            return Ok(());
        }
        make_folder(&self.folder)?;
        let target = Target::file(file, Replacing { existing: self.force, later: self.force }, self.language)?;
        annotated.finish(target)?.commit()?;
        self.written.push(file.clone());
        Ok(())
    }

    /// Prints the names of the workbooks.
    pub(crate) fn print(&self) {
        let language = self.language;
        let named = |files: &[PathBuf]| {
            let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
            (files.len() as u64, sanitized(&names.join(", ")).into_owned())
        };
        note(|out| {
            match named(&self.written) {
                (0, _) => writeln!(out, "{}", messages::NoneToAnnotate.text(language))?,
                (count, files) => {
                    writeln!(out, "{}", language.localize(messages::AnnotatedInFolder { count, files }))?;
                }
            }
            if let (count @ 1.., files) = named(&self.removed) {
                writeln!(out, "{}", language.localize(messages::AnnotatedRemoved { count, files }))?;
            }
            if let (count @ 1.., files) = named(&self.kept) {
                writeln!(out, "{}", language.localize(messages::AnnotatedKept { count, files }))?;
            }
            Ok(())
        });
    }
}

/// Returns whether a file is a workbook in which this program marked what has to be corrected.
fn is_annotated_workbook(file: &Path) -> bool {
    let settings = ReadSettings { sheets: SheetSelection::All, ..ReadSettings::default() };
    Rows::open(Input::path(file), settings).is_ok_and(|rows| rows.is_annotated())
}
