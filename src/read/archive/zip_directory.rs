//! Reads the directory of a zip: its kind and its members.

use std::collections::HashSet;
use std::io::{self, BufReader, Read, Seek};

use memchr::memmem;
use zip::{CompressionMethod, ZipArchive};

use super::unpacked::Packing;
use crate::read::input::ReadSeek;
use crate::read::other_file::OtherFile;

/// The kind of a zip.
pub(super) enum Kind {
    Workbook,
    Other(OtherFile),
    /// Files that somebody packed.
    Files,
}

/// A file in a zip.
#[derive(Debug, Clone)]
pub(super) struct ZipMember {
    /// The name with its folders. It is never a path on a disk.
    pub(super) name: String,
    pub(super) size: u64,
    /// `None` if the method isn't known here.
    pub(super) packing: Option<Packing>,
    pub(super) is_encrypted: bool,
    /// Another file has the same name.
    pub(super) is_repeated: bool,
}

pub(super) struct ZipDirectory {
    pub(super) members: Vec<ZipMember>,
    /// The start of the part that says what an OpenDocument file is.
    mimetype: Vec<u8>,
    /// A name that several parts of a workbook have.
    pub(super) repeated_part: Option<String>,
    /// A file whose bytes belong to another file, too. Such a zip is much larger unpacked than its size and the sizes of its
    /// files show.
    pub(super) overlapping: Option<String>,
    /// Something precedes the first file.
    pub(super) is_joined: bool,
}

impl ZipDirectory {
    pub(super) fn read(mut stream: Box<dyn ReadSeek>) -> io::Result<ZipDirectory> {
        let mut archive = ZipArchive::new(&mut stream)?;
        let (mut members, mut raw_names) = (Vec::new(), Vec::new());
        let mut mimetype = None;
        for index in 0..archive.len() {
            let Ok(entry) = archive.by_index_raw(index) else { continue };
            let (Ok(name), Some(offset)) = (entry.name(), entry.data_start()) else { continue };
            if is_junk(&name) {
                continue;
            }
            let is_deflated = match entry.compression() {
                CompressionMethod::Stored => Some(false),
                CompressionMethod::Deflated => Some(true),
                _ => None,
            };
            let (packed, size, crc32) = (entry.compressed_size(), entry.size(), entry.crc32());
            let packing = is_deflated.map(|is_deflated| Packing::Member { offset, packed, size, crc32, is_deflated });
            if name == "mimetype" && is_deflated == Some(false) {
                mimetype = Some((offset, packed.min(128)));
            }
            let is_encrypted = entry.encrypted();
            members.push(ZipMember { name: name.into_owned(), size, packing, is_encrypted, is_repeated: false });
            raw_names.push(entry.name_raw().to_owned());
        }
        let (start, offset) = (archive.central_directory_start(), archive.offset());
        drop(archive);
        let RawDirectory { repeated, first, overlapping } = RawDirectory::read(&mut stream, start)?;
        for (member, name) in members.iter_mut().zip(raw_names) {
            member.is_repeated = repeated.contains(&name);
        }
        let mut repeated: Vec<&Vec<u8>> = repeated.iter().collect();
        repeated.sort_unstable();
        let repeated_part = repeated.first().map(|name| String::from_utf8_lossy(name).into_owned());
        let is_joined = first.is_some_and(|first| offset + u64::from(first) > 0);
        let mut directory = ZipDirectory { members, mimetype: Vec::new(), repeated_part, overlapping, is_joined };
        if let Some((offset, length)) = mimetype {
            stream.seek(io::SeekFrom::Start(offset))?;
            stream.take(length).read_to_end(&mut directory.mimetype)?;
        }
        Ok(directory)
    }

    /// Returns what the zip is, by the names of its parts.
    pub(super) fn content(&mut self) -> Kind {
        let has = |name: &str| self.members.iter().any(|member| member.name.eq_ignore_ascii_case(name));
        let starts = |start: &str| {
            self.members
                .iter()
                .any(|member| member.name.get(..start.len()).is_some_and(|name| name.eq_ignore_ascii_case(start)))
        };
        // Office Open XML (ECMA-376 part 2): the folder is that of the program.
        if has("[Content_Types].xml") || has("_rels/.rels") {
            return if starts("xl/") {
                Kind::Workbook
            } else if starts("word/") {
                Kind::Other(OtherFile::Document)
            } else if starts("ppt/") {
                Kind::Other(OtherFile::Presentation)
            } else {
                Kind::Workbook
            };
        }
        if !self.mimetype.is_empty() {
            let mimetype = String::from_utf8_lossy(&self.mimetype);
            return match mimetype.trim() {
                kind if kind.contains("opendocument.presentation") => Kind::Other(OtherFile::Presentation),
                kind if kind.contains("opendocument.text") || kind.contains("epub") => Kind::Other(OtherFile::Document),
                _ => Kind::Workbook,
            };
        }
        // iWork since 2013 has archives of objects, and before that a part of XML.
        if starts("Index/") && self.members.iter().any(|member| member.name.ends_with(".iwa"))
            || has("Index.zip")
            || has("buildVersionHistory.plist")
        {
            return Kind::Other(OtherFile::Numbers);
        }
        if has("xl/workbook.xml") || has("xl/workbook.bin") || has("content.xml") || has("mimetype") {
            return Kind::Workbook;
        }
        Kind::Files
    }
}

/// Returns the size of the directory that a zip declares, at most that of the file. If there are several declarations, it
/// is the largest: which of them is valid, only the reader of the directory finds out.
pub(super) fn directory_size(stream: &mut dyn ReadSeek) -> io::Result<u64> {
    // The records at the end, the last of which has a comment (APPNOTE.TXT 4.3.14 to 4.3.16).
    const ENDS: u64 = 56 + 20 + 22 + 65_535;
    let length = stream.seek(io::SeekFrom::End(0))?;
    stream.seek(io::SeekFrom::Start(length.saturating_sub(ENDS)))?;
    let mut ends = Vec::new();
    stream.take(ENDS).read_to_end(&mut ends)?;
    let number = |at: usize, bytes: usize| {
        let bytes = ends.get(at..at + bytes).unwrap_or_default();
        bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
    };
    let short = memmem::find_iter(&ends, b"PK\x05\x06").map(|at| number(at + 12, 4));
    let long = memmem::find_iter(&ends, b"PK\x06\x06").map(|at| number(at + 40, 8));
    // In a long directory the short number is all ones.
    let sizes = short.filter(|size| *size != u64::from(u32::MAX)).chain(long);
    Ok(sizes.max().unwrap_or(0).min(length))
}

/// What the entries of a directory say that `zip` doesn't return: it knows only the last file of a name.
struct RawDirectory {
    /// The names that several files have. Names of parts with XML are those of a workbook, which are compared without case
    /// (ECMA-376 part 2, section 6.2.2.3) and with either slash, because calamine reads both.
    repeated: HashSet<Vec<u8>>,
    /// The offset of the first file.
    first: Option<u32>,
    overlapping: Option<String>,
}

impl RawDirectory {
    /// Reads the directory that starts at an offset.
    fn read(stream: &mut dyn ReadSeek, start: u64) -> io::Result<RawDirectory> {
        stream.seek(io::SeekFrom::Start(start))?;
        let mut directory = BufReader::new(stream);
        let (mut names, mut repeated, mut spans) = (HashSet::new(), HashSet::new(), Vec::new());
        // The header of a file, before its name, extra field and comment (APPNOTE.TXT 4.3.12).
        let mut header = [0; 46];
        while directory.read_exact(&mut header).is_ok() && header.starts_with(b"PK\x01\x02") {
            let length = |at: usize| u16::from_le_bytes([header[at], header[at + 1]]);
            let number = |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
            let (packed, offset) = (number(20), number(42));
            let mut name = vec![0; length(28).into()];
            directory.read_exact(&mut name)?;
            directory.seek_relative(i64::from(length(30)) + i64::from(length(32)))?;
            spans.push((offset, packed, name.clone()));
            if [&b".xml"[..], b".rels", b".bin"].iter().any(|ending| name.ends_with(ending)) {
                let mut folded = name.to_ascii_lowercase();
                folded.iter_mut().filter(|byte| **byte == b'\\').for_each(|byte| *byte = b'/');
                if folded != name && !names.insert(folded) {
                    repeated.insert(name.clone());
                }
            }
            if let Some(name) = names.replace(name) {
                repeated.insert(name);
            }
        }
        spans.sort_unstable();
        let first = spans.first().map(|(offset, ..)| *offset);
        Ok(RawDirectory { repeated, first, overlapping: overlapping(&spans) })
    }
}

/// Returns the name of a file that starts inside of another one. Files are sorted by their offsets, each with its packed size.
fn overlapping(files: &[(u32, u32, Vec<u8>)]) -> Option<String> {
    // The header before a file's name (APPNOTE.TXT 4.3.7). A large file has its numbers elsewhere, and all ones here.
    const HEADER: u64 = 30;
    let is_over = |pair: &&[(u32, u32, Vec<u8>)]| {
        let ((start, packed, _), (next, ..)) = (&pair[0], &pair[1]);
        *packed != u32::MAX && *next != u32::MAX && u64::from(*start) + HEADER + u64::from(*packed) > u64::from(*next)
    };
    files.windows(2).find(is_over).map(|pair| String::from_utf8_lossy(&pair[1].2).into_owned())
}

/// Returns whether a file explains the others, by its name.
pub(super) fn is_readme(name: &str) -> bool {
    const STEMS: [&str; 9] =
        ["readme", "read_me", "read me", "license", "licence", "copying", "notice", "liesmich", "lisezmoi"];
    let name = file_name(name).to_ascii_lowercase();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
    let is_stem = |known: &&str| {
        stem.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_', '.', ' ', '(']))
    };
    ["", "txt", "md", "rst"].contains(&extension) && STEMS.iter().any(is_stem)
}

/// Returns whether a file is a text in Markdown, which may explain the others or have a table.
pub(super) fn is_markdown(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("md"))
}

/// Returns the name without its folders. Some programs write `\` between them.
pub(super) fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// Returns whether it is a folder, or a file that a system adds beside those of the user.
fn is_junk(name: &str) -> bool {
    let file = file_name(name);
    file.is_empty()
        || name.split(['/', '\\']).any(|folder| folder == "__MACOSX")
        || file.starts_with("._")
        || [".DS_Store", "Thumbs.db", "desktop.ini"].iter().any(|junk| file.eq_ignore_ascii_case(junk))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explanations_are_known_by_their_names() {
        for name in
            ["README", "readme.txt", "a/README.md", "Read Me.txt", "LICENSE-MIT", "licence.txt", "readme (1).txt"]
        {
            assert!(is_readme(name), "{name}");
        }
        for name in ["readme.csv", "License managers.xlsx", "license.xlsx", "readmes.txt", "notes.md", "md", "a.txt"] {
            assert!(!is_readme(name), "{name}");
        }
    }

    #[test]
    fn folders_and_files_of_systems_are_left_out() {
        for junk in ["lists/", "lists\\", "__MACOSX/._a.csv", "a/__MACOSX/b.csv", "a/.DS_Store", "._a.csv", "thumbs.db"]
        {
            assert!(is_junk(junk), "{junk}");
        }
        for file in ["a.csv", "lists/a.csv", "../../a.csv", "/a.csv", "c:\\a.csv"] {
            assert!(!is_junk(file), "{file}");
        }
    }
}
