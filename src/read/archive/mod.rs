//! Inputs that are packed: a .gz is read as the list in it, and a .zip as the one list in it, or the one that the user
//! names. An archive in an archive is refused.
//!
//! Members are unpacked while they are read, under limits, and nothing is ever written; names in a zip are only names.
//! Workbooks are zips too: they are distinguished from others by the names of their parts.

mod unpacked;
mod zip_directory;

use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};

use self::unpacked::{Packing, UnpackedStream};
use self::zip_directory::{ZipDirectory, ZipMember};
use super::context::ReadContext;
use super::error::{ArchiveFault, WorkbookFault};
use super::format::{COMPOUND, GZIP, ZIP};
use super::input::{OpenedInput, SeekableInput};
use super::limits::{Limit, LimitPlace};
use super::other_file::{self, OtherFile};
use super::progress::Progress;
use super::{Input, ReadError, ReadSettings};

/// The start of a zip without a part.
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";

/// Bytes of memory for each byte of the directory of a zip: a million files with short names take 370 MB for 50 MB.
const MEMORY_OF_DIRECTORY: u64 = 8;

/// An open input that isn't packed.
pub(super) struct UnpackedInput {
    pub(super) content: Content,
    /// The name of the member that is read, by which its format may be determined.
    pub(super) name: PathBuf,
    /// Whether it comes from an archive of which a member can be chosen.
    pub(super) is_member: bool,
    /// Whether it comes from any archive.
    pub(super) is_packed: bool,
}

pub(super) enum Content {
    /// Bytes that are read in order.
    Stream(OpenedInput),
    /// A container whose parts are read at any offset: a workbook.
    Container(SeekableInput),
}

impl Content {
    pub(super) fn head(&self) -> &[u8] {
        match self {
            Content::Stream(opened) => opened.head(),
            Content::Container(seekable) => seekable.head(),
        }
    }
}

/// Opens an input; of an archive, the list in it. Then the file of the context gets the name of that list too.
///
/// # Errors
/// If it can't be read, if it has several files that may be lists and the settings name none, and if it is a container
/// of something that is known not to be a list.
pub(super) fn open(
    input: Input,
    settings: &ReadSettings,
    context: &mut ReadContext,
) -> Result<UnpackedInput, ReadError> {
    let mut opened = input.open(&settings.limits)?;
    let mut name = context.file.clone();
    let (mut is_packed, mut is_member) = (false, false);
    loop {
        let (is_gzip, is_zip) =
            (opened.head().starts_with(GZIP), opened.head().starts_with(ZIP) || opened.head().starts_with(EMPTY_ZIP));
        if is_gzip {
            if is_packed {
                return Err(context.archive(ArchiveFault::Nested));
            }
            opened = gunzip(opened, context)?;
            name = without_gz(&name);
            is_packed = true;
            continue;
        }
        if is_zip {
            let seekable = opened.into_seekable().map_err(|error| context.io_error(error))?;
            let Some(directory) = read_directory(&seekable, &name, context)? else {
                return Ok(UnpackedInput { content: Content::Container(seekable), name, is_member, is_packed });
            };
            if is_packed {
                return Err(context.archive(ArchiveFault::Nested));
            }
            let member = choose(directory.members, &seekable, settings, context)?;
            (context.file, name) = (path_in(&context.file, &member.name), PathBuf::from(&member.name));
            opened = open_member(seekable, member, context)?;
            (is_packed, is_member) = (true, true);
            continue;
        }
        let content = if opened.head().starts_with(COMPOUND) {
            let seekable = opened.into_seekable().map_err(|error| context.io_error(error))?;
            let kind = other_file::of_compound(&seekable).map_err(|error| context.io_error(error))?;
            if let Some(kind) = kind {
                return Err(ReadError::OtherFile { file: context.file.clone(), kind });
            }
            Content::Container(seekable)
        } else {
            Content::Stream(opened)
        };
        return Ok(UnpackedInput { content, name, is_member, is_packed });
    }
}

/// Returns the directory of a zip; `None` if it is a workbook, or so damaged that the reader of workbooks says more.
fn read_directory(
    seekable: &SeekableInput,
    name: &Path,
    context: &ReadContext,
) -> Result<Option<ZipDirectory>, ReadError> {
    let mut stream = seekable.uncounted().map_err(|error| context.io_error(error))?;
    let size = zip_directory::directory_size(&mut *stream).map_err(|error| context.io_error(error))?;
    if size.saturating_mul(MEMORY_OF_DIRECTORY) > context.limits.get(Limit::Memory) {
        return Err(context.limit(Limit::Memory, LimitPlace::List));
    }
    let is_named_zip = name.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    let Ok(mut directory) = ZipDirectory::read(stream) else {
        return if is_named_zip { Err(context.archive(ArchiveFault::Damaged)) } else { Ok(None) };
    };
    match directory.content() {
        // Which of two parts or workbooks is meant can't be known.
        zip_directory::Kind::Workbook if directory.is_joined => Err(context.damaged(WorkbookFault::Joined)),
        zip_directory::Kind::Workbook => match (directory.repeated_part, directory.overlapping) {
            (Some(part), _) => Err(context.damaged(WorkbookFault::SamePart(part))),
            (None, Some(part)) => Err(context.damaged(WorkbookFault::Overlapping(part))),
            (None, None) => Ok(None),
        },
        zip_directory::Kind::Other(kind) => Err(ReadError::OtherFile { file: context.file.clone(), kind }),
        zip_directory::Kind::Files if directory.is_joined => Err(context.archive(ArchiveFault::Joined)),
        zip_directory::Kind::Files if directory.overlapping.is_some() => Err(context.archive(ArchiveFault::Damaged)),
        zip_directory::Kind::Files => Ok(Some(directory)),
    }
}

/// Returns the path of a member for messages, as `lists.zip/europe.csv`. Of standard input it is the member's name.
fn path_in(archive: &Path, member: &str) -> PathBuf {
    if archive.as_os_str() == "-" {
        return member.into();
    }
    let mut path = OsString::from(archive);
    path.push("/");
    path.push(member.trim_start_matches(['/', '\\']));
    path.into()
}

fn without_gz(name: &Path) -> PathBuf {
    match name.extension() {
        Some(extension) if extension.eq_ignore_ascii_case("gz") => name.with_extension(""),
        _ => name.to_owned(),
    }
}

fn gunzip(opened: OpenedInput, context: &ReadContext) -> Result<OpenedInput, ReadError> {
    let part = context.file.display().to_string();
    let stream = if opened.is_repeatable() {
        let seekable = opened.into_seekable().map_err(|error| context.io_error(error))?;
        UnpackedStream::of_seekable(seekable, Packing::Gzip, part, &context.limits)
    } else {
        Ok(UnpackedStream::of_pipe(opened, part, &context.limits))
    };
    let opened = stream.and_then(|stream| OpenedInput::unpacked(Box::new(stream), &context.limits));
    opened.map_err(|error| context.io_error(error))
}

fn open_member(seekable: SeekableInput, member: ZipMember, context: &ReadContext) -> Result<OpenedInput, ReadError> {
    if member.is_repeated {
        return Err(context.archive(ArchiveFault::SameName));
    }
    if member.is_encrypted {
        return Err(context.archive(ArchiveFault::Encrypted));
    }
    let Some(packing) = member.packing else { return Err(context.archive(ArchiveFault::Method)) };
    if member.size > context.limits.get(Limit::Unpacked) {
        return Err(context.limit(Limit::Unpacked, &member.name));
    }
    let stream = UnpackedStream::of_seekable(seekable, packing, member.name, &context.limits);
    let opened = stream.and_then(|stream| OpenedInput::unpacked(Box::new(stream), &context.limits));
    opened.map_err(|error| context.io_error(error))
}

/// Number of members that a message names.
const NAMED: usize = 20;

/// Returns the member to read: the one that the settings name, or the only one that may be a list.
fn choose(
    members: Vec<ZipMember>,
    seekable: &SeekableInput,
    settings: &ReadSettings,
    context: &ReadContext,
) -> Result<ZipMember, ReadError> {
    let file = || context.file.clone();
    let names = |members: &[ZipMember]| {
        let mut names: Vec<String> = members.iter().take(NAMED).map(|member| member.name.clone()).collect();
        if members.len() > NAMED {
            names.push("…".to_owned());
        }
        names
    };
    if let Some(wanted) = &settings.member {
        match find(&members, wanted) {
            Some(index) => return members.into_iter().nth(index).ok_or_else(|| context.archive(ArchiveFault::Empty)),
            None if settings.is_shared => {}
            None => {
                return Err(ReadError::NoMember { file: file(), wanted: wanted.clone(), members: names(&members) });
            }
        }
    }
    let is_single = members.len() == 1;
    let (mut lists, others): (Vec<_>, Vec<_>) =
        members.into_iter().partition(|member| is_single || OtherFile::from_name(&member.name).is_none());
    if lists.len() > 1 && lists.len() <= MAX_EXPLANATIONS {
        let is_list = |member: &ZipMember| !is_explanation(member, seekable);
        let without: Vec<ZipMember> = lists.iter().filter(|member| is_list(member)).cloned().collect();
        lists = if without.is_empty() { lists } else { without };
    }
    match (lists.pop(), lists.is_empty()) {
        (Some(list), true) => Ok(list),
        (Some(list), false) => {
            lists.push(list);
            Err(ReadError::SeveralMembers { file: file(), members: names(&lists) })
        }
        (None, _) if others.is_empty() => Err(context.archive(ArchiveFault::Empty)),
        (None, _) => Err(ReadError::NoList { file: file(), members: names(&others) }),
    }
}

/// Number of members up to which explanations are left out, because finding them may unpack each member.
const MAX_EXPLANATIONS: usize = 1000;

/// Size up to which a text in Markdown is searched for addresses.
const EXPLANATION: u64 = 64 << 10;

/// Returns whether a member explains the others: a readme, a licence, or a short text in Markdown without an address.
fn is_explanation(member: &ZipMember, seekable: &SeekableInput) -> bool {
    let has_no_address = || {
        if member.size > EXPLANATION {
            return false;
        }
        let mut text = Vec::new();
        let reader = member.packing.and_then(|packing| packing.reader(seekable, &Progress::default(), false).ok());
        let read = reader.map(|reader| reader.take(EXPLANATION).read_to_end(&mut text));
        matches!(read, Some(Ok(_))) && !text.contains(&b'@')
    };
    zip_directory::is_readme(&member.name) || zip_directory::is_markdown(&member.name) && has_no_address()
}

/// Returns the member with a name: with its folders, or else without them, or else in any case of the letters; if only
/// one has it.
fn find(members: &[ZipMember], wanted: &str) -> Option<usize> {
    let folded = wanted.to_lowercase();
    let only = |is_wanted: &dyn Fn(&ZipMember) -> bool| {
        let mut found = members.iter().enumerate().filter(|(_, member)| is_wanted(member)).map(|(index, _)| index);
        found.next().filter(|_| found.next().is_none())
    };
    only(&|member| member.name == wanted)
        .or_else(|| only(&|member| zip_directory::file_name(&member.name) == wanted))
        .or_else(|| only(&|member| member.name.to_lowercase() == folded))
        .or_else(|| only(&|member| zip_directory::file_name(&member.name).to_lowercase() == folded))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::read::Rows;

    fn gzipped(content: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(content).unwrap();
        packed.finish().unwrap()
    }

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, content) in files {
            archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(content).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn opened(name: &str, bytes: Vec<u8>, member: Option<&str>) -> Result<Rows, ReadError> {
        let member = member.map(str::to_owned);
        Rows::open(Input::bytes(name, bytes), ReadSettings { member, ..ReadSettings::default() })
    }

    #[test]
    fn the_encoding_of_a_packed_list_is_that_of_all_its_bytes() {
        let mut list = b"Name,Email,Job title,Role,Countries/Regions,States/Provinces\n".to_vec();
        (0..4000).for_each(|_| list.extend(b"Ada Lane,ada@contoso.com,Lead,Partner sales,DE,\n"));
        list.extend(b"J\xfcrgen M\xfcller,juergen@contoso.com,Gesch\xe4ftsf\xfchrer,Partner sales,DE,\n");
        let plain = opened("list.csv", list.clone(), None).unwrap();
        assert!(!plain.findings().is_empty());
        for (name, packed) in [("list.csv.gz", gzipped(&list)), ("list.zip", zipped(&[("list.csv", &list)]))] {
            let mut rows = opened(name, packed, None).unwrap();
            assert_eq!(format!("{:?}", rows.findings()), format!("{:?}", plain.findings()), "{name}");
            let mut count = 0;
            while let Some(batch) = rows.next_batch().unwrap() {
                count += batch.row_count();
            }
            assert_eq!(count, 4001, "{name}");
        }
    }

    #[test]
    fn a_member_is_chosen_by_its_name() {
        let list: &[u8] = b"Name,Email\n";
        let archive = || zipped(&[("a/x.csv", list), ("b/x.csv", list), ("b/Y.csv", list), ("z.pdf", b"%PDF-")]);
        for (member, expected) in [
            (Some("a/x.csv"), Some("l.zip/a/x.csv")),
            (Some("y.CSV"), Some("l.zip/b/Y.csv")),
            (Some("x.csv"), None),
            (Some("c.csv"), None),
            (Some("z.pdf"), None),
            (None, None),
        ] {
            let file = opened("l.zip", archive(), member).ok().map(|rows| rows.source().file.clone());
            assert_eq!(file.as_deref(), expected.map(Path::new), "{member:?}");
        }
        let Err(ReadError::SeveralMembers { members, .. }) = opened("l.zip", archive(), None) else { panic!() };
        assert_eq!(members, ["a/x.csv", "b/x.csv", "b/Y.csv"]);
        let beside = |name, text: &[u8]| opened("l.zip", zipped(&[("x.csv", list), (name, text)]), None);
        assert!(beside("readme.txt", b"mail ann@contoso.com").is_ok() && beside("about.md", b"# List").is_ok());
        assert!(beside("about.md", b"|Ann|ann@contoso.com|").is_err() && beside("about.txt", b"# List").is_err());
        let single = opened("-", zipped(&[("/etc/x.csv", list)]), None).unwrap();
        assert_eq!(single.source().file, Path::new("/etc/x.csv"));
    }
}
