//! The encoding of a text, and its conversion to UTF-8. It is detected by the first bytes, and by all bytes of a file.

mod detect;
mod dos;
mod letters;
mod utf8;

use std::fmt;
use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE};

use self::detect::LegacyEncodingDetector;
use self::dos::DosCodePage;
use self::utf8::{Utf8, is_utf8};
use super::input::OpenedInput;

/// An encoding of text, such as UTF-8 or Windows-1252.
#[derive(Clone, Copy)]
pub(crate) struct Encoding(Codec);

#[derive(Clone, Copy)]
enum Codec {
    Whatwg(&'static encoding_rs::Encoding),
    Dos(&'static DosCodePage),
}

impl Encoding {
    pub(super) const UTF_8: Encoding = Encoding::whatwg(UTF_8);

    const fn whatwg(encoding: &'static encoding_rs::Encoding) -> Encoding {
        Encoding(Codec::Whatwg(encoding))
    }

    /// Returns the encoding with a name, in any case: a name of the WHATWG Encoding Standard (`windows-1252`, `latin1`, `shift_jis`,
    /// `utf-16le`, ...), a code page of MS-DOS (`cp850`, `ibm850`, `dos-850`, `850`), or a common other name (`cp1252`, `mac roman`,
    /// `utf16`).
    pub(crate) fn from_name(name: &str) -> Option<Encoding> {
        let name = name.trim().to_ascii_lowercase().replace([' ', '_'], "-");
        let number = ["ms-dos", "msdos", "dos", "ibm", "oem", "cp", "code-page", "codepage", ""].into_iter();
        let number = number.filter_map(|prefix| name.strip_prefix(prefix)).next().unwrap_or_default();
        let number = number.trim_start_matches('-');
        let number = number.strip_prefix("cp").unwrap_or(number);
        if let Some(page) = DosCodePage::from_number(number) {
            return Some(Encoding(Codec::Dos(page)));
        }
        let known = match name.as_str() {
            "mac-roman" | "macroman" | "mac-os-roman" => "macintosh",
            "utf16" | "unicode" => "utf-16le",
            "ansi" => "windows-1252",
            "shift-jis" | "cp932" => "shift_jis",
            "cp936" => "gbk",
            "cp949" => "euc-kr",
            "cp950" => "big5",
            _ if number == "866" => "ibm866",
            other => other,
        };
        encoding_rs::Encoding::for_label(known.as_bytes())
            .filter(|encoding| *encoding != encoding_rs::REPLACEMENT)
            .map(Encoding::whatwg)
    }

    /// Returns the usual name: `UTF-8`, `Windows-1252`, `Mac Roman`, `CP850`.
    pub(crate) fn name(self) -> &'static str {
        let encoding = match self.0 {
            Codec::Dos(page) => return page.name,
            Codec::Whatwg(encoding) => encoding,
        };
        match encoding.name() {
            "macintosh" => "Mac Roman",
            "IBM866" => "CP866",
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

    /// Returns whether it has all characters.
    pub(super) fn is_unicode(self) -> bool {
        matches!(self.0, Codec::Whatwg(encoding) if [UTF_8, UTF_16LE, UTF_16BE].contains(&encoding))
    }

    /// Returns the characters of the bytes from 0x80 on, of an encoding with one byte for each character; `None` for a byte that has none.
    fn upper_half(self) -> [Option<char>; 128] {
        let encoding = match self.0 {
            Codec::Dos(page) => return page.upper_half(),
            Codec::Whatwg(encoding) => encoding,
        };
        std::array::from_fn(|at| {
            let byte = [at as u8 | 0x80];
            let text = encoding.decode_without_bom_handling_and_without_replacement(&byte)?;
            text.chars().next().filter(|c| !has_gaps(encoding) || !('\u{80}'..='\u{9f}').contains(c))
        })
    }
}

/// Returns whether a code page has undefined bytes, which the standard decodes as control characters (C1).
fn has_gaps(encoding: &'static encoding_rs::Encoding) -> bool {
    encoding.is_single_byte() && encoding != MACINTOSH
}

impl PartialEq for Encoding {
    fn eq(&self, other: &Encoding) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Encoding {}

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
    /// The encoding makes words that no language has, so that the text is probably in an encoding that isn't detected.
    pub(super) is_implausible: bool,
    /// If other encodings are plausible too, and some words would be others in them: these words in the encoding, then in the others.
    pub(super) readings: Vec<Reading>,
}

/// The first words that differ between plausible encodings, in one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) encoding: Encoding,
    pub(super) words: Vec<String>,
}

impl DetectedEncoding {
    /// Returns an encoding that isn't a guess.
    pub(super) fn certain(encoding: Encoding) -> DetectedEncoding {
        DetectedEncoding { encoding, words: Vec::new(), is_unsure: false, is_implausible: false, readings: Vec::new() }
    }
}

/// Returns the encoding that the first bytes show: by a byte order mark, or by the zeros that UTF-16 has beside each ASCII character.
pub(super) fn shown(head: &[u8]) -> Option<Encoding> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(head) {
        return Some(Encoding::whatwg(encoding));
    }
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Addresses, commas and line ends are ASCII in any language, and a list has many.
    let is_enough = |zeros: usize| zeros * 4 >= head.len() / 2;
    // Some other characters have a zero too, such as U+4E00 and the ideographic space.
    if odd > 8 * even && is_enough(odd) {
        Some(Encoding::whatwg(UTF_16LE))
    } else if even > 8 * odd && is_enough(even) {
        Some(Encoding::whatwg(UTF_16BE))
    } else {
        None
    }
}

/// Decodes the first bytes of a text.
pub(crate) fn decode_head(head: &[u8]) -> std::borrow::Cow<'_, str> {
    let encoding = match shown(head) {
        Some(Encoding(Codec::Whatwg(encoding))) => encoding,
        _ => UTF_8,
    };
    encoding.decode_with_bom_removal(head).0
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
        let decoder = match encoding.0 {
            Codec::Whatwg(encoding) if encoding == UTF_8 => return Utf8Reader::Utf8(input),
            Codec::Whatwg(encoding) => {
                TextDecoder::Whatwg { decoder: encoding.new_decoder_with_bom_removal(), has_gaps: has_gaps(encoding) }
            }
            Codec::Dos(page) => TextDecoder::Dos(Box::new(page.upper_half())),
        };
        Utf8Reader::Decoded(Box::new(DecodingReader {
            input,
            decoder,
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
    decoder: TextDecoder,
    encoded: Vec<u8>,
    pending: std::ops::Range<usize>,
    decoded: Vec<u8>,
    ready: std::ops::Range<usize>,
    at_end: bool,
    is_done: bool,
}

enum TextDecoder {
    Whatwg { decoder: Decoder, has_gaps: bool },
    Dos(Box<[Option<char>; 128]>),
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
        let encoded = &self.encoded[self.pending.clone()];
        let (decoder, has_gaps) = match &mut self.decoder {
            TextDecoder::Whatwg { decoder, has_gaps } => (decoder, *has_gaps),
            TextDecoder::Dos(upper_half) => {
                let (read, written) = decode_bytes(encoded, upper_half, &mut self.decoded);
                self.pending.start += read;
                self.is_done = self.at_end;
                self.ready = 0..written;
                return Ok(());
            }
        };
        // Leave room for one undecodable byte.
        let room = self.decoded.len() - 1;
        let (result, read, mut written) =
            decoder.decode_to_utf8_without_replacement(encoded, &mut self.decoded[..room], self.at_end);
        self.pending.start += read;
        if has_gaps {
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

/// Decodes bytes of a code page until the buffer is full. Returns the numbers of bytes read and written.
fn decode_bytes(encoded: &[u8], upper_half: &[Option<char>; 128], decoded: &mut [u8]) -> (usize, usize) {
    let mut written = 0;
    for (read, &byte) in encoded.iter().enumerate() {
        if decoded.len() - written < 4 {
            return (read, written);
        }
        let character = if byte.is_ascii() { Some(char::from(byte)) } else { upper_half[usize::from(byte & 0x7f)] };
        written += match character {
            Some(c) => c.encode_utf8(&mut decoded[written..]).len(),
            None => {
                decoded[written] = UNDECODABLE;
                1
            }
        };
    }
    (encoded.len(), written)
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
        assert_eq!(decoded(b"J\x94rg M\x81ller \xd5", "cp850"), "Jörg Müller ı".as_bytes());
        assert_eq!(decoded(b"A\xe7\x98", "cp857"), b"A\xff\xc4\xb0");
        assert_eq!(decoded(b"\x93\xfa\x96{", "shift_jis"), "日本".as_bytes());
        assert_eq!(decoded(b"\x93\xfa\xfd\xfd,", "shift_jis"), b"\xe6\x97\xa5\xff\xff,");
    }

    #[test]
    fn long_text_is_decoded_across_chunks() {
        for (encoding, byte) in [("windows-1252", 0xeb), ("cp850", 0x89)] {
            let encoded: Vec<u8> = (0..300_000).map(|at| if at % 7 == 0 { byte } else { b'a' }).collect();
            let text = String::from_utf8(decoded(&encoded, encoding)).unwrap();
            assert_eq!(text.chars().count(), 300_000);
            assert_eq!(text.matches('ë').count(), 42_858);
        }
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
        for (names, expected) in [
            (
                &[
                    "cp850",
                    "CP 850",
                    "ibm850",
                    "IBM-850",
                    "850",
                    "dos-850",
                    "DOS 850",
                    "ms-dos 850",
                    "oem850",
                    "code page 850",
                ][..],
                "CP850",
            ),
            (&["cp437", "IBM437", "437"], "CP437"),
            (&["cp852", "852"], "CP852"),
            (&["cp866", "866", "dos-866", "ibm866"], "CP866"),
            (&["cp1250", "Windows 1250"], "Windows-1250"),
        ] {
            for name in names {
                assert_eq!(Encoding::from_name(name).map(Encoding::name), Some(expected), "{name}");
            }
        }
        for unknown in ["klingon", "cp", "", "8500", "cp851"] {
            assert_eq!(Encoding::from_name(unknown), None, "{unknown}");
        }
    }
}
