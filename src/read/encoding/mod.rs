//! The encoding of a text, and its conversion to UTF-8. It is detected by the first bytes, and by all bytes of a file.

mod detect;
mod utf8;

use std::fmt;
use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE};

use self::detect::LegacyEncodingDetector;
use self::utf8::{Utf8, is_utf8};
use super::input::OpenedInput;

/// An encoding of text, such as UTF-8 or Windows-1252.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    pub(super) const UTF_8: Encoding = Encoding(UTF_8);

    /// Returns the encoding with a name, in any case: a name of the WHATWG Encoding Standard (`windows-1252`, `latin1`, `shift_jis`,
    /// `utf-16le`, ...), or a common other one (`cp1252`, `mac roman`, `utf16`).
    pub(crate) fn from_name(name: &str) -> Option<Encoding> {
        let name = name.trim().to_ascii_lowercase().replace([' ', '_'], "-");
        let known = match name.as_str() {
            "mac-roman" | "macroman" | "mac-os-roman" => "macintosh",
            "utf16" | "unicode" => "utf-16le",
            "ansi" => "windows-1252",
            "shift-jis" | "cp932" => "shift_jis",
            "cp936" => "gbk",
            "cp949" => "euc-kr",
            "cp950" => "big5",
            other => other,
        };
        encoding_rs::Encoding::for_label(known.as_bytes())
            .filter(|encoding| *encoding != encoding_rs::REPLACEMENT)
            .map(Encoding)
    }

    /// Returns the usual name: `UTF-8`, `Windows-1252`, `Mac Roman`.
    pub(crate) fn name(self) -> &'static str {
        match self.0.name() {
            "macintosh" => "Mac Roman",
            "windows-1250" => "Windows-1250",
            "windows-1251" => "Windows-1251",
            "windows-1252" => "Windows-1252",
            "windows-1253" => "Windows-1253",
            "windows-1254" => "Windows-1254",
            "windows-1255" => "Windows-1255",
            "windows-1256" => "Windows-1256",
            "windows-1257" => "Windows-1257",
            "windows-1258" => "Windows-1258",
            "windows-874" => "Windows-874",
            "gb18030" => "GB18030",
            other => other,
        }
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The encoding in which a text is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DetectedEncoding {
    pub(super) encoding: Encoding,
    /// If it is a guess, some words of the text, by which a person sees whether it is right.
    pub(super) words: Vec<String>,
    /// The guess is based on a word or two, and none is a known one.
    pub(super) is_unsure: bool,
}

impl DetectedEncoding {
    /// Returns an encoding that isn't a guess.
    pub(super) fn certain(encoding: Encoding) -> DetectedEncoding {
        DetectedEncoding { encoding, words: Vec::new(), is_unsure: false }
    }
}

/// Returns the encoding that the first bytes show: by a byte order mark, or by the zeros that UTF-16 has beside each ASCII character.
pub(super) fn shown(head: &[u8]) -> Option<Encoding> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(head) {
        return Some(Encoding(encoding));
    }
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Addresses, commas and line ends are ASCII in any language, and a list has many.
    let is_enough = |zeros: usize| zeros * 4 >= head.len() / 2;
    // Some other characters have a zero too, such as U+4E00 and the ideographic space.
    if odd > 8 * even && is_enough(odd) {
        Some(Encoding(UTF_16LE))
    } else if even > 8 * odd && is_enough(even) {
        Some(Encoding(UTF_16BE))
    } else {
        None
    }
}

/// Decodes the first bytes, to see what they start with.
pub(super) fn glimpse(head: &[u8]) -> std::borrow::Cow<'_, str> {
    shown(head).map_or(UTF_8, |encoding| encoding.0).decode_with_bom_removal(head).0
}

/// Detects the encoding of a text.
///
/// A text that is UTF-8 for the most part is UTF-8, and its rows that can't be decoded are errors. Any other is in a legacy code page,
/// which is guessed from all the text that can be read twice.
///
/// # Errors
/// If the input can't be read.
pub(super) fn detect(opened: &mut OpenedInput) -> io::Result<DetectedEncoding> {
    if let Some(encoding) = shown(opened.head()) {
        return Ok(DetectedEncoding::certain(encoding));
    }
    if is_utf8(opened)? {
        return Ok(DetectedEncoding::certain(Encoding::UTF_8));
    }
    let (mut utf8, mut guess) = (Utf8::counting(), LegacyEncodingDetector::default());
    opened.scan(&mut |bytes| {
        utf8.take(bytes);
        guess.take(bytes);
        true
    })?;
    // Letters of a code page are a valid sequence of UTF-8 only by chance.
    let is_mostly_utf8 = utf8.sequences >= utf8.invalid;
    if is_mostly_utf8 {
        return Ok(DetectedEncoding::certain(Encoding::UTF_8));
    }
    Ok(guess.finish())
}

/// A reader of a text in UTF-8, whatever its encoding is. What can't be decoded becomes a byte that isn't UTF-8, so that the parser
/// notices it in its row.
pub(super) enum Utf8Reader<R> {
    /// Not converted.
    Utf8(R),
    /// Decoded.
    Decoded(Box<DecodingReader<R>>),
}

impl<R: Read> Utf8Reader<R> {
    pub(super) fn new(input: R, encoding: Encoding) -> Self {
        if encoding.0 == UTF_8 {
            return Utf8Reader::Utf8(input);
        }
        Utf8Reader::Decoded(Box::new(DecodingReader {
            input,
            decoder: encoding.0.new_decoder_with_bom_removal(),
            has_gaps: encoding.0.is_single_byte() && encoding.0 != MACINTOSH,
            encoded: vec![0; CHUNK],
            pending: 0..0,
            decoded: vec![0; CHUNK],
            ready: 0..0,
            at_end: false,
            is_done: false,
        }))
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Utf8Reader::Utf8(input) => input.read(buffer),
            Utf8Reader::Decoded(decoding) => decoding.read(buffer),
        }
    }
}

const CHUNK: usize = 64 * 1024;
/// A byte that never occurs in UTF-8.
const UNDECODABLE: u8 = 0xff;

pub(super) struct DecodingReader<R> {
    input: R,
    decoder: Decoder,
    /// The code page has undefined bytes, which are decoded as control characters (C1).
    has_gaps: bool,
    encoded: Vec<u8>,
    pending: std::ops::Range<usize>,
    decoded: Vec<u8>,
    ready: std::ops::Range<usize>,
    at_end: bool,
    is_done: bool,
}

impl<R: Read> DecodingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.ready.is_empty() && !self.is_done {
            self.decode()?;
        }
        let ready = &self.decoded[self.ready.clone()];
        let taken = ready.len().min(buffer.len());
        buffer[..taken].copy_from_slice(&ready[..taken]);
        self.ready.start += taken;
        Ok(taken)
    }

    fn decode(&mut self) -> io::Result<()> {
        if self.pending.is_empty() && !self.at_end {
            self.pending = 0..self.input.read(&mut self.encoded)?;
            self.at_end = self.pending.is_empty();
        }
        // Leave room for one undecodable byte.
        let room = self.decoded.len() - 1;
        let (result, read, mut written) = self.decoder.decode_to_utf8_without_replacement(
            &self.encoded[self.pending.clone()],
            &mut self.decoded[..room],
            self.at_end,
        );
        self.pending.start += read;
        if self.has_gaps {
            written = mark_gaps(&mut self.decoded[..written]);
        }
        match result {
            DecoderResult::InputEmpty => self.is_done = self.at_end,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                self.decoded[written] = UNDECODABLE;
                written += 1;
            }
        }
        self.ready = 0..written;
        Ok(())
    }
}

/// Replaces control characters (U+0080 to U+009F) by the undecodable byte, and returns the new length.
fn mark_gaps(text: &mut [u8]) -> usize {
    let is_gap = |pair: &[u8]| pair[0] == 0xc2 && pair[1] < 0xa0;
    if !text.windows(2).any(is_gap) {
        return text.len();
    }
    let (mut from, mut to) = (0, 0);
    while from < text.len() {
        let gap = text.get(from..from + 2).is_some_and(is_gap);
        text[to] = if gap { UNDECODABLE } else { text[from] };
        from += if gap { 2 } else { 1 };
        to += 1;
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], encoding: &str) -> Vec<u8> {
        let mut text = Vec::new();
        Utf8Reader::new(bytes, Encoding::from_name(encoding).unwrap()).read_to_end(&mut text).unwrap();
        text
    }

    #[test]
    fn text_is_decoded_and_what_cannot_be_is_marked() {
        assert_eq!(decoded(b"Zo\xeb", "windows-1252"), "Zoë".as_bytes());
        assert_eq!(decoded(b"Zo\x91", "mac roman"), "Zoë".as_bytes());
        assert_eq!(decoded(b"\xff\xfeA\0\xeb\0", "utf-16le"), "Aë".as_bytes());
        assert_eq!(decoded(b"A\0\x3d\xd8B\0", "utf-16le"), b"A\xffB");
        assert_eq!(decoded(b"Fran\x8dois", "windows-1252"), b"Fran\xffois");
        assert_eq!(decoded(b"\x93\xfa\x96{", "shift_jis"), "日本".as_bytes());
        assert_eq!(decoded(b"\x93\xfa\xfd\xfd,", "shift_jis"), b"\xe6\x97\xa5\xff\xff,");
    }

    #[test]
    fn long_text_is_decoded_across_chunks() {
        let encoded: Vec<u8> = (0..300_000).map(|at| if at % 7 == 0 { 0xeb } else { b'a' }).collect();
        let text = String::from_utf8(decoded(&encoded, "windows-1252")).unwrap();
        assert_eq!(text.chars().count(), 300_000);
        assert_eq!(text.matches('ë').count(), 42_858);
    }

    #[test]
    fn utf_16_shows_by_its_mark_or_its_zeros() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let swapped = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        let header = "名前,メール,役職,ロール,国/地域\r\n";
        assert_eq!(shown(&utf16(header)).unwrap().name(), "UTF-16LE");
        assert_eq!(shown(&swapped(header)).unwrap().name(), "UTF-16BE");
        assert_eq!(shown(&utf16("\u{feff}a")).unwrap().name(), "UTF-16LE");
        assert_eq!(shown(b"\xef\xbb\xbfa"), Some(Encoding::UTF_8));
        let names = "氏名,メール\r\n鈴木\u{3000}一郎,ichiro@example.com\r\n";
        assert_eq!(shown(&utf16(names)).unwrap().name(), "UTF-16LE");
        assert_eq!(shown(b"Name,Email"), None);
        assert_eq!(shown(b"\0\0\0\0"), None);
    }

    #[test]
    fn encodings_have_several_names() {
        assert_eq!(Encoding::from_name("CP1252").unwrap().name(), "Windows-1252");
        assert_eq!(Encoding::from_name("Mac Roman").unwrap().name(), "Mac Roman");
        assert_eq!(Encoding::from_name("klingon"), None);
    }
}
