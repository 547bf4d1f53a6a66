//! Files that are something else than a list, recognized by their first bytes, by the parts of their container or, in
//! an archive, by their names. The message names the kind and how to get a list from it.

use std::io::{self, Read, SeekFrom};
use std::path::Path;

use super::encoding;
use super::input::SeekableInput;

/// A kind of file that isn't a list of contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherFile {
    /// A text document: Word, OpenDocument, RTF.
    Document,
    /// A presentation.
    Presentation,
    /// A PDF.
    Pdf,
    /// A notebook of OneNote.
    Notebook,
    /// A spreadsheet of Apple's Numbers.
    Numbers,
    /// Contacts of an address book, as vCards.
    VCard,
    /// Events of a calendar.
    Calendar,
    /// An e-mail.
    Mail,
    /// A picture.
    Picture,
    /// A link to a document on the web.
    Shortcut,
    /// An archive that can't be unpacked here.
    Archive,
    /// A database, of Access for example.
    Database,
    /// Columns of data for programs: Parquet.
    Parquet,
    /// A web page and its files in one file (.mht).
    WebArchive,
    /// A web page that only shows others, as Excel saves a workbook with several sheets.
    Frames,
    /// A web page without a table.
    PageWithoutTable,
}

impl OtherFile {
    /// Returns the kind of a file by its name, if such a file is never a list.
    pub(super) fn from_name(name: &str) -> Option<OtherFile> {
        let extension = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        Some(match extension.as_str() {
            "doc" | "docx" | "docm" | "dotx" | "odt" | "rtf" | "pages" | "epub" => OtherFile::Document,
            "ppt" | "pptx" | "pptm" | "ppsx" | "odp" | "key" => OtherFile::Presentation,
            "pdf" => OtherFile::Pdf,
            "one" => OtherFile::Notebook,
            "ics" => OtherFile::Calendar,
            "eml" | "msg" => OtherFile::Mail,
            "png" | "jpg" | "jpeg" | "gif" | "bmp" | "tif" | "tiff" | "webp" | "heic" | "svg" => OtherFile::Picture,
            "url" | "webloc" | "lnk" | "gsheet" | "gdoc" => OtherFile::Shortcut,
            _ => return None,
        })
    }

    /// Returns the kind of a file by its first bytes.
    pub(super) fn from_head(head: &[u8]) -> Option<OtherFile> {
        // https://en.wikipedia.org/wiki/List_of_file_signatures
        const SIGNATURES: [(&[u8], OtherFile); 23] = [
            (b"%PDF-", OtherFile::Pdf),
            (b"\x89PNG\r\n\x1a\n", OtherFile::Picture),
            (b"\xff\xd8\xff", OtherFile::Picture),
            (b"GIF87a", OtherFile::Picture),
            (b"GIF89a", OtherFile::Picture),
            (b"II*\0", OtherFile::Picture),
            (b"MM\0*", OtherFile::Picture),
            (b"8BPS\0\x01", OtherFile::Picture),
            (b"Rar!\x1a\x07", OtherFile::Archive),
            (b"7z\xbc\xaf\x27\x1c", OtherFile::Archive),
            (b"\xfd7zXZ\0", OtherFile::Archive),
            (b"BZh91AY&SY", OtherFile::Archive),
            (b"\x28\xb5\x2f\xfd", OtherFile::Archive),
            (b"MSCF\0\0\0\0", OtherFile::Archive),
            (b"\0\x01\0\0Standard Jet DB\0", OtherFile::Database),
            (b"\0\x01\0\0Standard ACE DB\0", OtherFile::Database),
            (b"SQLite format 3\0", OtherFile::Database),
            (b"!BDN", OtherFile::Mail), // an Outlook data file (.pst)
            (b"PAR1", OtherFile::Parquet),
            (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3", OtherFile::Notebook),
            (b"{\\rtf", OtherFile::Document),
            (b"L\0\0\0\x01\x14\x02\0", OtherFile::Shortcut),
            (b"bplist00", OtherFile::Shortcut),
        ];
        let signed = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature));
        if let Some((_, kind)) = signed {
            return Some(*kind);
        }
        let at = |offset: usize, signature: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(signature));
        if at(4, b"ftyp") || head.starts_with(b"RIFF") && at(8, b"WEBP") {
            return Some(OtherFile::Picture); // HEIC and AVIF, WebP
        }
        if at(257, b"ustar") {
            return Some(OtherFile::Archive);
        }
        let text = encoding::decode_head(head);
        from_text(text.trim_start())
    }
}

fn from_text(text: &str) -> Option<OtherFile> {
    let starts = |start: &str| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    if starts("BEGIN:VCARD") {
        return Some(OtherFile::VCard);
    }
    if starts("BEGIN:VCALENDAR") {
        return Some(OtherFile::Calendar);
    }
    if starts("%PDF-") {
        return Some(OtherFile::Pdf);
    }
    // A shortcut of Windows, of macOS, and of Google Drive.
    if starts("[InternetShortcut]")
        || starts("<?xml") && text.contains("<plist") && text.contains("<key>URL</key>")
        || starts("{")
            && text.len() < 2048
            && (text.contains("\"doc_id\"") || text.contains("\"url\": \"https://docs.google"))
    {
        return Some(OtherFile::Shortcut);
    }
    of_mail(text)
}

/// Returns what the header of an e-mail begins (RFC 5322, RFC 2557).
fn of_mail(text: &str) -> Option<OtherFile> {
    let mut names = Vec::new();
    let mut is_related = false;
    for line in text.lines().take_while(|line| !line.trim().is_empty()).take(200) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let (name, value) = line.split_once(':')?;
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !is_name {
            return None;
        }
        names.push(name.to_ascii_lowercase());
        is_related |= name.eq_ignore_ascii_case("content-type") && value.trim_start().starts_with("multipart/related");
    }
    let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    if is_related && (has(&["x-document-type", "snapshot-content-location"]) || !has(&["to", "received"])) {
        return Some(OtherFile::WebArchive);
    }
    let is_mail = has(&["from", "received", "return-path"]) && has(&["mime-version", "message-id", "received"]);
    is_mail.then_some(OtherFile::Mail)
}

/// Returns what a compound file is if it isn't a workbook, by the names of the streams in the first sector of its
/// directory ([MS-CFB] 2.2, 2.6).
pub(super) fn of_compound(seekable: &SeekableInput) -> io::Result<Option<OtherFile>> {
    let head = seekable.head();
    let (Some(shift), Some(sector)) = (head.get(30), head.get(48..52)) else { return Ok(None) };
    let sector = sector.iter().rev().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let size = if *shift == 12 { 4096 } else { 512 };
    let mut stream = seekable.uncounted()?;
    stream.seek(SeekFrom::Start((sector + 1) * size))?;
    let mut directory = Vec::new();
    stream.take(size).read_to_end(&mut directory)?;
    let mut names = directory.chunks(128).map(|entry| {
        let units = entry.iter().take(64).step_by(2).take_while(|byte| **byte != 0);
        units.map(|byte| char::from(*byte)).collect::<String>()
    });
    let is_workbook = names.clone().any(|name| name == "Workbook" || name == "Book");
    if is_workbook {
        return Ok(None); // documents may be embedded in it
    }
    Ok(names.find_map(|name| match name.as_str() {
        "WordDocument" => Some(OtherFile::Document),
        "PowerPoint Document" => Some(OtherFile::Presentation),
        name if name.starts_with("__nameid_version") || name.starts_with("__properties_version") => {
            Some(OtherFile::Mail)
        }
        name if name.starts_with("__substg1.0_") || name.starts_with("__recip_version") => Some(OtherFile::Mail),
        _ => None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        for (head, expected) in [
            (&b"%PDF-1.7\n%\xe2\xe3"[..], Some(OtherFile::Pdf)),
            (b"\xff\xd8\xff\xe0\0\x10JFIF\0", Some(OtherFile::Picture)),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Some(OtherFile::Picture)),
            (b"Rar!\x1a\x07\x01\0", Some(OtherFile::Archive)),
            (b"\0\x01\0\0Standard ACE DB\0\x02\0", Some(OtherFile::Database)),
            (b"PAR1\x15\x04", Some(OtherFile::Parquet)),
            (b"{\\rtf1\\ansi", Some(OtherFile::Document)),
            (b"\xef\xbb\xbfBEGIN:VCARD\r\nVERSION:3.0\r\n", Some(OtherFile::VCard)),
            (b"begin:vcalendar\nVERSION:2.0\n", Some(OtherFile::Calendar)),
            (b"[InternetShortcut]\r\nURL=https://example.com/\r\n", Some(OtherFile::Shortcut)),
            (b"{\"url\": \"https://docs.google.com/open?id=1\", \"doc_id\": \"1\"}", Some(OtherFile::Shortcut)),
            (b"From: Ada <ada@contoso.com>\nSubject: List\nMIME-Version: 1.0\n\nHello\n", Some(OtherFile::Mail)),
            (b"Received: from a\n by b\nReturn-Path: <ada@contoso.com>\n\n", Some(OtherFile::Mail)),
            (
                b"MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related; boundary=x\n\n",
                Some(OtherFile::WebArchive),
            ),
            (b"From: Ada\nTo: Ben\nSubject: hi\n\n", None),
            (b"Name: Ada Lane\nEmail: ada@contoso.com\n", None),
            (b"Name,Email\nAda,ada@contoso.com\n", None),
            (b"", None),
        ] {
            assert_eq!(OtherFile::from_head(head), expected, "{:?}", String::from_utf8_lossy(head));
        }
    }
}
