//! Outputs: files and standard output, which appear only when they are complete, the checks before a file
//! is replaced, and the format and layout that the arguments ask for.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::book::Book;
use crate::contact::{Column, ColumnMap, FormatFamily};
use crate::diagnostics::Rule;
use crate::fs::{AtomicFile, FileError};
use crate::i18n::{Language, messages};
use crate::normalize::{clean_text, is_invisible};
use crate::read::{Format, Input, Rows};
use crate::report::{DisplayLimits, MARKED, MarkedReport, TerminalFilter, WrappingWriter, sanitized};
use crate::tables::column_of_label;
use crate::util::escape_formula;
use crate::write::{CsvStyle, Layout, LineEnd};
use crate::{read, template};
use clap::ValueEnum;
use strsim::osa_distance;
use terminal_size::{Width, terminal_size};

use crate::cli::args;
use crate::cli::error::CliError;
use crate::cli::prompt::{ask_yes_no, can_ask};
use crate::cli::read_files::{FileIdentity, is_read};
use crate::cli::stderr::to_stderr;

/// An output. Except for `Stream`, nothing appears there before the commit.
pub(crate) enum Target {
    /// A file with its name.
    File(AtomicFile, PathBuf),
    /// Standard output, through a temporary file.
    Spool(File),
    /// Standard output, written directly after the first bytes, which are held until more come or until the commit. So
    /// nothing appears of a list without contacts.
    Stream(io::Stdout, Vec<u8>),
}

impl Target {
    /// Opens the output that `-o` names, after checking it against the inputs and existing files. With `streams`,
    /// standard output is written directly.
    pub(crate) fn open(output: &args::Output, streams: bool, language: Language) -> Result<Self, CliError> {
        Target::of_report(output, None, streams, language)
    }

    /// Opens the output of a report. It replaces an earlier output of the same form without being asked.
    pub(crate) fn of_report(
        output: &args::Output,
        report: Option<MarkedReport>,
        streams: bool,
        language: Language,
    ) -> Result<Self, CliError> {
        match file_of(output) {
            Some(file) => {
                let is_own = report.is_some_and(|report| is_own_report(report, file));
                Target::file(file, Replacing { existing: output.force || is_own, later: output.force }, language)
            }
            None if is_read(Path::new(STDOUT)) => {
                let file = messages::StandardOutput.text(language).to_owned();
                Err(CliError::refused(messages::OutputIsInput { file }, messages::RemedyOutputIsInput))
            }
            None if streams => Ok(Target::Stream(io::stdout(), Vec::new())),
            None => Target::spool(),
        }
    }

    /// Opens a temporary file.
    pub(crate) fn spool() -> Result<Self, CliError> {
        Ok(Target::Spool(tempfile::tempfile().map_err(FileError::temporary)?))
    }

    /// Returns whether the content of a temporary file is that of another file.
    pub(crate) fn is_same_as(&self, other: &Path) -> Result<bool, CliError> {
        let Target::Spool(file) = self else { return Ok(false) };
        let (mut file, mut other) = (BufReader::new(file), BufReader::new(File::open(other)?));
        file.rewind()?;
        loop {
            let (one, two) = (file.fill_buf()?, other.fill_buf()?);
            let same = one.len().min(two.len());
            if same == 0 || one[..same] != two[..same] {
                return Ok(one.is_empty() && two.is_empty());
            }
            file.consume(same);
            other.consume(same);
        }
    }

    /// Replaces a file, which may be the input, with the content of a temporary file. With `keeps`, the original gets
    /// another name, which is returned.
    pub(crate) fn replace(self, file: &Path, keeps: bool) -> Result<Option<PathBuf>, CliError> {
        refuse_book(file)?;
        let Target::Spool(mut content) = self else { return self.commit().map(|()| None) };
        content.rewind()?;
        let mut out = AtomicFile::create(file, true)?;
        io::copy(&mut content, &mut out)?;
        let kept = keeps.then(|| keep_original(file)).transpose()?;
        if let Err(error) = out.commit(&mut copy_to_device) {
            kept.iter().for_each(|kept| _ = fs::remove_file(kept));
            return Err(error.into());
        }
        Ok(kept)
    }

    /// Saves the content of a temporary file under the first of these names that no file has, and returns the name.
    pub(crate) fn save_as_new(self, names: impl IntoIterator<Item = PathBuf>) -> Result<Option<PathBuf>, CliError> {
        let Target::Spool(mut content) = self else { return self.commit().map(|()| None) };
        for name in names {
            if name.exists() || name.is_symlink() {
                continue;
            }
            content.rewind()?;
            let mut file = AtomicFile::create(&name, false)?;
            io::copy(&mut content, &mut file)?;
            match file.commit(&mut copy_to_device) {
                // Another run took the name meanwhile.
                Err(FileError::Appeared { .. }) => {}
                saved => return saved.map(|()| Some(name)).map_err(CliError::from),
            }
        }
        Ok(None)
    }

    /// Opens a file, after checking it against the inputs and existing files.
    pub(crate) fn file(file: &Path, replacing: Replacing, language: Language) -> Result<Self, CliError> {
        let file_name = file.display().to_string();
        refuse_book(file)?;
        if is_read(file) {
            return Err(CliError::refused(messages::OutputIsInput { file: file_name }, messages::RemedyOutputIsInput));
        }
        // Replacing a regular file loses its content; a pipe or a device has none to lose, and what a descriptor has is
        // kept.
        let question = || language.localize(messages::ReplaceIt { file: sanitized(&file_name) }).to_string();
        let is_replaced = file.is_file() && is_stdout(file).is_none();
        if is_replaced && !replacing.existing && !ask_yes_no(&question(), language) {
            if can_ask() {
                to_stderr(|out| writeln!(out, "{}", messages::NothingWritten.text(language)));
                return Err(CliError::declined());
            }
            return Err(CliError::refused(messages::OutputExists { file: file_name }, messages::RemedyOutputExists));
        }
        Ok(Target::File(AtomicFile::create(file, replacing.later)?, file.to_owned()))
    }

    /// Opens a second output, such as the rejects. It must be in one of the given formats, and must not be the file
    /// of the result.
    pub(crate) fn additional(
        file: &Path,
        (what, formats): (&'static str, &[Format]),
        output: &args::Output,
        language: Language,
    ) -> Result<Self, CliError> {
        if file.as_os_str() == "-" || (file_of(output).is_none() && is_stdout(file) == Some(true)) {
            return Err(CliError::trouble(messages::BesideToStdout { what }, messages::RemedyNameAFile));
        }
        let named = Format::from_path(file);
        if named.is_some_and(|format| !formats.contains(&format))
            || (named.is_none() && !formats.contains(&Format::Csv))
        {
            let file = file.display().to_string();
            return Err(match formats {
                [Format::Xlsx] => CliError::trouble(
                    messages::BesideAsWorkbook { file, what },
                    messages::RemedyEnding { ending: ".xlsx" },
                ),
                _ => CliError::trouble(messages::BesideAsCsv { file, what }, messages::RemedyEnding { ending: ".csv" }),
            });
        }
        if file_of(output).is_some_and(|output| is_same(output, file)) {
            let file = file.display().to_string();
            return Err(CliError::refused(messages::BesideIsOutput { file, what }, messages::RemedyTwoFiles));
        }
        Target::file(file, Replacing::by(output), language)
    }

    /// Returns whether a terminal shows the output while it is written.
    pub(crate) fn is_shown(&self) -> bool {
        matches!(self, Target::Stream(stdout, _) if stdout.is_terminal())
    }

    /// Writes text for people and commits it: in colours on a terminal, plain in a file.
    pub(crate) fn write_text(mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CliError> {
        if let Target::Stream(..) = self {
            return show(write);
        }
        let mut plain = WrappingWriter::new(anstream::StripStream::new(Vec::new()), self.width());
        write(&mut plain)?;
        self.write_all(&plain.finish()?.into_inner())?;
        self.commit()
    }

    /// Returns the width of text for people. A file has the default, so that it doesn't depend on the terminal.
    pub(crate) fn width(&self) -> usize {
        match self {
            Target::File(..) => DisplayLimits::default().width,
            Target::Spool(_) | Target::Stream(..) => width(),
        }
    }

    /// Writes through a buffer, for output in small pieces, and commits it.
    pub(crate) fn write_pieces(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CliError> {
        let mut out = BufWriter::new(self);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.commit()
    }

    /// Makes the output appear: replaces the file, or copies the temporary file to standard output.
    pub(crate) fn commit(self) -> Result<(), CliError> {
        match self {
            Target::File(file, name) => {
                // One may have been made there meanwhile.
                refuse_book(&name)?;
                match file.commit(&mut copy_to_device) {
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
                    Err(error @ FileError::Appeared { .. }) => {
                        return Err(CliError::refused(error, messages::RemedyOutputExists));
                    }
                    written => written?,
                }
            }
            Target::Spool(mut file) => {
                file.rewind()?;
                let mut stdout = io::stdout().lock();
                let is_terminal = stdout.is_terminal();
                whoever_reads(copy_shown(&mut file, &mut stdout, is_terminal))?;
            }
            Target::Stream(mut stdout, held) => {
                whoever_reads(stdout.write_all(&held).and_then(|()| stdout.flush()))?;
            }
        }
        Ok(())
    }
}

/// The files with an output's name that may be replaced without a question: one that exists, and one that appears during
/// the run.
#[derive(Clone, Copy)]
pub(crate) struct Replacing {
    pub(crate) existing: bool,
    pub(crate) later: bool,
}

impl Replacing {
    /// Returns what `--force` allows.
    pub(crate) fn by(output: &args::Output) -> Self {
        Replacing { existing: output.force, later: output.force }
    }
}

/// Refuses an output that is a book, or belongs to one.
pub(crate) fn refuse_book(file: &Path) -> Result<(), CliError> {
    let name = || file.display().to_string();
    // A book has every earlier list, and --force isn't meant to delete them.
    if Book::is_at(file) {
        return Err(CliError::refused(messages::OutputIsBook { file: name() }, messages::RemedyOutputIsBook));
    }
    // SQLite would read the output as the book's log, or the log has a revision that isn't in the book yet.
    if Book::is_beside(file) {
        return Err(CliError::refused(messages::OutputIsBookLog { file: name() }, messages::RemedyOutputIsBook));
    }
    Ok(())
}

/// Returns whether a file is a report of ours in this form.
pub(crate) fn is_own_report(report: MarkedReport, file: &Path) -> bool {
    let mut start = Vec::new();
    let opened = file.is_file().then(|| File::open(file).ok()).flatten();
    opened.is_some_and(|file| file.take(MARKED).read_to_end(&mut start).is_ok() && report.is_start_of(&start))
}

/// Returns `None` unless a path names an open descriptor, such as `/dev/fd/3`, and whether that is standard output.
fn is_stdout(file: &Path) -> Option<bool> {
    #[cfg(unix)]
    let descriptor = crate::fs::Descriptor::from_path(file).map(|descriptor| descriptor.is_stdout());
    #[cfg(not(unix))]
    let descriptor = {
        let _ = file;
        None
    };
    descriptor
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(match self {
            Target::File(file, _) => file.write(bytes)?,
            Target::Spool(file) => file.write(bytes).map_err(FileError::temporary)?,
            Target::Stream(_, held) if held.len() + bytes.len() <= HELD => {
                held.extend_from_slice(bytes);
                bytes.len()
            }
            Target::Stream(stdout, held) => {
                stdout.write_all(held).map_err(stdout_error)?;
                held.clear();
                stdout.write(bytes).map_err(stdout_error)?
            }
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Target::Stream(stdout, _) = self {
            stdout.flush().map_err(stdout_error)?;
        }
        Ok(())
    }
}

/// The bytes that are held before standard output is written directly: more than the header of a list.
const HELD: usize = 4096;

/// The path of standard output on Unix. Elsewhere there is no such file.
const STDOUT: &str = "/dev/stdout";

/// Copies a file to a terminal without control characters, or to anything else as it is.
fn copy_shown(from: &mut File, to: &mut dyn Write, is_terminal: bool) -> io::Result<()> {
    if is_terminal {
        let mut shown = TerminalFilter::new(to);
        return io::copy(from, &mut shown).and_then(|_| shown.finish()).map(drop);
    }
    io::copy(from, to).and_then(|_| to.flush())
}

/// Copies a file to a pipe or a device.
fn copy_to_device(from: &mut File, device: &mut File) -> io::Result<()> {
    let is_terminal = device.is_terminal();
    copy_shown(from, device, is_terminal)
}

/// Writes a result for programs to standard output; to a terminal without control characters.
pub(crate) fn show_for_programs(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CliError> {
    let stdout = io::stdout();
    whoever_reads(match stdout.is_terminal() {
        true => {
            let mut shown = TerminalFilter::new(stdout);
            write(&mut shown).and_then(|()| shown.finish()).map(drop)
        }
        false => write(&mut stdout.lock()),
    })
}

/// Turns the result of writing to standard output into the command's. If the reader closed the pipe, as `head` does,
/// that is no error, and the exit status doesn't change.
pub(crate) fn whoever_reads(written: io::Result<()>) -> Result<(), CliError> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(stdout_error(error).into()),
        _ => Ok(()),
    }
}

fn stdout_error(source: io::Error) -> FileError {
    FileError::Stdout { source }
}

/// Returns the file that `-o` names, or none for standard output.
pub(crate) fn file_of(output: &args::Output) -> Option<&Path> {
    output.output.as_deref().filter(|file| file.as_os_str() != "-")
}

/// Creates the folder of an output, unless it exists.
pub(crate) fn make_folder(folder: &Path) -> Result<(), CliError> {
    match fs::create_dir(folder) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => {
            let folder = folder.display().to_string();
            Err(CliError::trouble(messages::FolderNotMade { folder, reason: error }, messages::RemedyFolderNotMade))
        }
    }
}

/// Returns whether two paths are the same file, which doesn't need to exist.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    let resolved = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    };
    let is_same_name = resolved(one).is_some_and(|one| resolved(other) == Some(one));
    is_same_name || FileIdentity::of(one).is_some_and(|one| FileIdentity::of(other) == Some(one))
}

/// Writes text for people to standard output, as wide as the terminal.
pub(crate) fn show(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CliError> {
    let mut out = WrappingWriter::new(anstream::stdout(), width());
    whoever_reads(write(&mut out).and_then(|()| out.finish().map(drop)))
}

/// Returns the width of text for people: `COLUMNS`, otherwise the width of the terminal, otherwise a default.
pub(crate) fn width() -> usize {
    const NARROWEST: usize = 40;
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let columns = columns.or_else(|| terminal_size().map(|(Width(columns), _)| usize::from(columns)));
    columns
        .filter(|columns| *columns > 0)
        .map_or(DisplayLimits::default().width, |columns: usize| columns.max(NARROWEST))
}

/// Returns the format to write: `asked`, otherwise that of the file's extension, otherwise CSV for standard output.
pub(crate) fn list_format(asked: Option<Format>, file: Option<&Path>, language: Language) -> Result<Format, CliError> {
    match (asked, file) {
        (Some(format), None) if format.family() == FormatFamily::Workbook && io::stdout().is_terminal() => {
            Err(workbook_on_terminal())
        }
        (Some(format), _) => Ok(format),
        (None, None) => Ok(Format::Csv),
        (None, Some(file)) if file.is_dir() => Err(FileError::IsFolder { file: file.to_owned() }.into()),
        (None, Some(file)) => Format::from_path(file).ok_or_else(|| {
            let near = near_ending(file, Format::ALL.map(Format::extension));
            let extensions = Format::ALL.map(|format| format!(".{}", format.extension()));
            let [others @ .., last] = &extensions;
            let remedy = messages::RemedyFormat { extensions: language.either(&[&others.join(", "), last]) };
            let file = file.display().to_string();
            match near {
                Some(ending) => CliError::trouble(messages::EndingNear { file, ending }, remedy),
                None => CliError::trouble(messages::FormatNotNamed { file }, remedy),
            }
        }),
    }
}

/// Returns the format of a result: `asked`, otherwise that of the file's extension, otherwise text.
pub(crate) fn result_format<F: ValueEnum>(asked: Option<F>, output: &args::Output) -> Result<F, CliError> {
    let named = |name: &str| F::from_str(name, true).ok();
    let file = file_of(output);
    let format = match (asked, file) {
        (Some(format), _) => Some(format),
        (None, None) => named("text"),
        (None, Some(file)) if file.is_dir() => return Err(FileError::IsFolder { file: file.to_owned() }.into()),
        (None, Some(file)) => {
            // SARIF files may end with .sarif or .sarif.json (SARIF 2.1.0, section 3.2).
            let is_sarif = |name: &str| name.to_ascii_lowercase().ends_with(".sarif.json");
            if file.file_name().and_then(OsStr::to_str).is_some_and(is_sarif)
                && let Some(format) = named("sarif")
            {
                return Ok(format);
            }
            let ending = file.extension().and_then(OsStr::to_str).unwrap_or("txt").to_ascii_lowercase();
            named(if ending == "txt" { "text" } else { &ending })
        }
    };
    let name = |format: &F| format.to_possible_value().map(|value| value.get_name().to_owned());
    let format = format.ok_or_else(|| {
        let known: Vec<String> = F::value_variants().iter().filter_map(name).collect();
        let remedy = messages::RemedyReportFormat { forms: known.join(", ") };
        let near = file.and_then(|file| near_ending(file, known.iter().filter(|name| *name != "text")));
        let file = file.map(|file| file.display().to_string()).unwrap_or_default();
        match near {
            Some(ending) => CliError::trouble(messages::EndingNear { file, ending }, remedy),
            None => CliError::trouble(messages::ReportFormatNotNamed { file }, remedy),
        }
    })?;
    if file.is_none() && name(&format).as_deref() == Some("xlsx") && io::stdout().is_terminal() {
        return Err(workbook_on_terminal());
    }
    Ok(format)
}

/// Returns the known extension that a file's extension may be a misspelling of, such as `.xlsx` for `.xls` or `.xslx`.
fn near_ending<'a>(
    file: &Path,
    known: impl IntoIterator<Item = &'a (impl AsRef<str> + ?Sized + 'a)>,
) -> Option<String> {
    let ending = file.extension()?.to_str()?.to_ascii_lowercase();
    let mut known = known.into_iter().map(AsRef::as_ref);
    known.find(|known| osa_distance(known, &ending) == 1).map(|known| format!(".{known}"))
}

fn workbook_on_terminal() -> CliError {
    CliError::trouble(messages::WorkbookOnTerminal, messages::RemedyOutput)
}

/// Returns the format and the layout that the arguments ask for in an output. Unless they name labels, those of the locale are
/// written.
pub(crate) fn written_layout(
    asked: &args::WriteArgs,
    output: &args::Output,
    locale: Option<&str>,
    language: Language,
) -> Result<Layout, CliError> {
    layout_of(list_format(asked.to, file_of(output), language)?, &asked.layout.with_labels(locale), language)
}

/// Returns the layout of a list that replaces itself: as it is, unless options ask for another.
pub(crate) fn layout_in_place(
    file: &Path,
    rows: &Rows,
    asked: &args::LayoutArgs,
    language: Language,
) -> Result<Layout, CliError> {
    if file.as_os_str() == "-" {
        return Err(CliError::trouble(messages::InPlaceNeedsFile, messages::RemedyNameAFile));
    }
    let Some(format) = rows.format().filter(|format| format.family() != FormatFamily::Workbook) else {
        let file = file.display().to_string();
        return Err(CliError::trouble(messages::InPlaceWorkbook { file }, messages::RemedyNameOutput));
    };
    let mut layout = layout_of(format, asked, language)?;
    let is_asked = asked.labels.is_some() || asked.like.is_some() || asked.no_bom || asked.eol.is_some();
    if format == Format::Csv
        && !is_asked
        && let Ok((labels, csv)) = like(file)
    {
        (layout.labels, layout.csv) = (labels, csv);
    }
    Ok(layout)
}

/// Gives a file that will be replaced another name, `FILE.bak` or with a number, and returns it. The file keeps its owner,
/// permissions and times. Where a file can't have two names, it is copied.
fn keep_original(file: &Path) -> Result<PathBuf, CliError> {
    let original = fs::canonicalize(file)?;
    let numbered = (2..).map(|number| format!(".{number}.bak"));
    for ending in [".bak".to_owned()].into_iter().chain(numbered) {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        let kept = PathBuf::from(name);
        match fs::hard_link(&original, &kept) {
            Ok(()) => return Ok(kept),
            Err(_) if kept.exists() || kept.is_symlink() => {}
            Err(_) => {
                let mut copy = AtomicFile::create(&kept, false)?;
                copy.set_permissions(fs::metadata(&original)?.permissions())?;
                io::copy(&mut File::open(&original)?, &mut copy)?;
                copy.commit(&mut copy_to_device)?;
                return Ok(kept);
            }
        }
    }
    unreachable!("a number is free")
}

/// Returns the layout of a list in a known format.
pub(crate) fn layout_of(format: Format, asked: &args::LayoutArgs, language: Language) -> Result<Layout, CliError> {
    let mut layout = Layout { language, ..Layout::new(format) };
    if let Some(locale) = &asked.labels {
        layout.labels = template::labels(locale).ok_or_else(|| {
            let remedy = messages::RemedyLabels { locales: args::known_locales() };
            CliError::trouble(messages::LabelsUnknown { locale: locale.clone() }, remedy)
        })?;
    }
    layout.csv.bom = !asked.no_bom;
    layout.csv.line_end = asked.eol.map_or(LineEnd::CrLf, args::Eol::line_end);
    if let Some(export) = &asked.like {
        (layout.labels, layout.csv) = like(export)?;
    }
    Ok(layout)
}

/// Returns the labels and the CSV style of a file that the portal exported, in any encoding: the output is in UTF-8.
fn like(export: &Path) -> Result<(ColumnMap<String>, CsvStyle), CliError> {
    // Opened like a list, so that errors have the same messages.
    let settings = read::ReadSettings { format: Some(Format::Csv), ..read::ReadSettings::default() };
    let rows = Rows::open(Input::path(export), settings)?;
    let not_an_export =
        || CliError::trouble(messages::NotAnExport { file: export.display().to_string() }, messages::RemedyNotAnExport);
    // Excel's "Unicode Text" has tabs.
    let is_first_line = rows.findings().iter().all(|finding| finding.rule != Rule::HeaderBelow);
    if !is_first_line || !matches!(rows.delimiter(), Some(',' | '\t')) {
        return Err(not_an_export());
    }
    let mut labels: ColumnMap<String> = ColumnMap::default();
    let mut order = Vec::new();
    for label in rows.labels() {
        if let Some(column) = column_of_label(label) {
            labels[column] = clean_label(label);
            order.push(column);
        }
    }
    let order: [Column; 6] = order
        .try_into()
        .ok()
        .filter(|order: &[Column; 6]| Column::ALL.iter().all(|column| order.contains(column)))
        .ok_or_else(not_an_export)?;
    let mut head = Vec::new();
    File::open(export)?.take(64 * 1024).read_to_end(&mut head)?;
    let bom = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"].iter().any(|mark| head.starts_with(mark));
    let text = read::decode_head(&head);
    let first_line = text.split_inclusive('\n').next().unwrap_or_default();
    let line_end = if first_line.ends_with("\r\n") { LineEnd::CrLf } else { LineEnd::Lf };
    Ok((labels, CsvStyle { bom, line_end, order }))
}

/// Returns a label without invisible characters, and without signs in front that make it a formula in a spreadsheet.
fn clean_label(label: &str) -> String {
    let visible = match label.contains(is_invisible) {
        true => clean_text(label),
        false => label.into(),
    };
    let mut text = &*visible;
    while matches!(escape_formula(text), Cow::Owned(_)) {
        text = text[1..].trim_start();
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_cleaned_only_if_they_have_to_be() {
        for (label, clean) in [
            ("Job title", "Job title"),
            ("États/Provinces", "États/Provinces"),
            ("=Name", "Name"),
            ("'=Name", "Name"),
            ("\u{202e}Email\u{202c}", "Email"),
            ("@-\u{200b}Role", "Role"),
        ] {
            assert_eq!(clean_label(label), clean);
        }
    }
}
