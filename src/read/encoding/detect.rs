//! Detection of legacy code pages.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254};

use super::DetectedEncoding;
use crate::tables::{CountryMatch, column_of_label, country_meaning, role_meaning};

/// Guesses a legacy code page.
///
/// chardetng knows those of Windows and of East Asia, but not Mac Roman, which Excel for Mac writes. That one is distinguished by its
/// words: decoded with the wrong code page, a word has capitals, symbols and other scripts inside.
#[derive(Default)]
pub(super) struct LegacyEncodingDetector {
    /// Lines with letters beyond ASCII.
    sample: Vec<u8>,
    line: Vec<u8>,
    has_line_feed: bool,
}

/// Bytes that are examined. With all of a text the detector would take longer than everything else together.
const SAMPLE: usize = 256 * 1024;
const LINE: usize = 4 * 1024;

impl LegacyEncodingDetector {
    pub(super) fn take(&mut self, bytes: &[u8]) {
        self.has_line_feed |= bytes.contains(&b'\n');
        for line in bytes.split_inclusive(|&byte| byte == b'\n' || byte == b'\r') {
            if self.sample.len() > SAMPLE {
                return;
            }
            self.line.extend_from_slice(line);
            if self.line.ends_with(b"\n") || self.line.ends_with(b"\r") || self.line.len() > LINE {
                self.end_line();
            }
        }
    }

    fn end_line(&mut self) {
        if !self.line.is_ascii() {
            self.sample.extend_from_slice(&self.line);
        }
        self.line.clear();
    }

    pub(super) fn finish(mut self) -> DetectedEncoding {
        self.end_line();
        let lines: Vec<&[u8]> = self.sample.split_inclusive(|&byte| byte == b'\n' || byte == b'\r').collect();
        let guessed = without_the_few(&lines).unwrap_or_else(|| detected(lines.iter().copied()));
        // Excel for Mac ends lines with CR alone.
        let is_mac = self.sample.contains(&b'\r') && !self.has_line_feed;
        let mut best = (guessed, DecodedText::of(guessed, &self.sample));
        for other in [WINDOWS_1252, MACINTOSH, WINDOWS_1250, WINDOWS_1254] {
            let looks = DecodedText::of(other, &self.sample);
            let is_by_looks = other == WINDOWS_1252 || other == MACINTOSH;
            // A guess stays unless another one makes better words. A single dash isn't enough.
            let is_better = looks.known > best.1.known && looks.odd <= best.1.odd
                || is_by_looks && looks.known >= best.1.known && looks.odd + 1 < best.1.odd
                || is_mac && other == MACINTOSH && looks.known >= best.1.known && looks.odd <= best.1.odd;
            if is_better {
                best = (other, looks);
            }
        }
        let (encoding, DecodedText { words, known, .. }) = best;
        // Two words may be plausible in several encodings, three seldom are.
        let is_unsure = known == 0 && words.len() < SHOWN;
        DetectedEncoding { encoding: super::Encoding(encoding), words, is_unsure }
    }
}

/// Returns the encoding of nearly all lines, if the few others can't be decoded in it. The detector drops an encoding at the first
/// invalid byte, so that a single one would change the result for all lines.
fn without_the_few(lines: &[&[u8]]) -> Option<&'static Encoding> {
    const PARTS: usize = 8;
    let mut tried: Vec<&'static Encoding> = Vec::new();
    for part in lines.chunks(lines.len().div_ceil(PARTS).max(1)) {
        let candidate = detected(part.iter().copied());
        if tried.contains(&candidate) {
            continue;
        }
        tried.push(candidate);
        let (whole, bad): (Vec<&[u8]>, Vec<&[u8]>) = lines.iter().partition(|line| is_decodable(candidate, line));
        let are_few = !bad.is_empty() && bad.len() * 5 <= lines.len();
        if are_few && detected(whole.into_iter()) == candidate {
            return Some(candidate);
        }
    }
    None
}

fn detected<'l>(lines: impl Iterator<Item = &'l [u8]>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    lines.for_each(|line| {
        detector.feed(line, false);
    });
    detector.feed(b"", true);
    detector.guess(None, Utf8Detection::Deny)
}

fn is_decodable(encoding: &'static Encoding, line: &[u8]) -> bool {
    let is_gap = |c: char| ('\u{80}'..='\u{9f}').contains(&c) && encoding.is_single_byte();
    encoding.decode_without_bom_handling_and_without_replacement(line).is_some_and(|text| !text.contains(is_gap))
}

/// Number of words that are shown.
const SHOWN: usize = 3;

/// A text decoded in an encoding, and how plausible it is.
struct DecodedText {
    odd: usize,
    /// Number of known labels, roles and names of countries with non-ASCII letters.
    known: usize,
    /// The first words with such letters.
    words: Vec<String>,
}

impl DecodedText {
    fn of(encoding: &'static Encoding, sample: &[u8]) -> DecodedText {
        let (text, is_damaged) = encoding.decode_without_bom_handling(sample);
        let is_end = |c: char| matches!(c, ',' | ';' | '\t' | '|' | '"' | '/' | '\n' | '\r');
        let mut cells: Vec<&str> = text.split(is_end).map(str::trim).filter(|cell| !cell.is_ascii()).collect();
        let mut words: Vec<String> = Vec::new();
        for cell in &cells {
            let word: String = cell.chars().take(40).collect();
            if words.len() < SHOWN && !words.contains(&word) {
                words.push(word);
            }
        }
        cells.sort_unstable();
        cells.dedup();
        let is_known = |cell: &&&str| {
            column_of_label(cell).is_some()
                || role_meaning(cell).is_some()
                || matches!(country_meaning(cell), Some(CountryMatch::Country(_)))
        };
        let known = cells.iter().filter(is_known).count();
        let damage = if is_damaged && encoding.is_single_byte() { sample.len() } else { 0 };
        DecodedText { odd: oddities(&text) + damage, known, words }
    }
}

/// Counts what doesn't occur in words: a capital or a symbol after a small letter, a small letter or a symbol between capitals, two
/// scripts in a word, a control character; each counts twice as much as a dash without spaces.
fn oddities(text: &str) -> usize {
    let mut odd = 0;
    let (mut before, mut last) = (CharClass::Gap, CharClass::Gap);
    for c in text.chars() {
        let kind = CharClass::of(c);
        odd += match (before, last, kind) {
            (_, _, CharClass::Control) => 2,
            (_, CharClass::Small, CharClass::Capital) | (CharClass::Capital, CharClass::Capital, CharClass::Small)
                if !c.is_ascii() =>
            {
                2
            }
            (_, CharClass::Small | CharClass::Capital, CharClass::Sign | CharClass::Opening)
            | (_, CharClass::Sign, CharClass::Small) => 2,
            (_, CharClass::Small | CharClass::Capital, CharClass::Other)
            | (_, CharClass::Other, CharClass::Small | CharClass::Capital) => 2,
            (CharClass::Small, CharClass::Dash, CharClass::Small) => 1,
            _ => 0,
        };
        (before, last) = (last, kind);
    }
    odd
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CharClass {
    /// White space, ASCII's punctuation and digits: a word ends.
    Gap,
    /// A dash, which may be between words without a space.
    Dash,
    Small,
    Capital,
    /// An opening quotation mark.
    Opening,
    /// A non-ASCII symbol that isn't part of a word.
    Sign,
    /// A letter of a script without capitals.
    Other,
    Control,
}

impl CharClass {
    fn of(c: char) -> CharClass {
        match c {
            // Typographic characters around and between words.
            '\u{a0}' | '\u{2019}' | '\u{201c}'..='\u{201e}' | '«' | '»' | '…' => CharClass::Gap,
            '\u{2013}' | '\u{2014}' => CharClass::Dash,
            '\u{80}'..='\u{9f}' => CharClass::Control,
            '\u{2018}' => CharClass::Opening,
            // Ligatures of Mac Roman, and the symbol for a function.
            'ﬁ' | 'ﬂ' | 'ƒ' | 'ª' | 'º' => CharClass::Sign,
            c if c.is_ascii() && !c.is_ascii_alphabetic() => CharClass::Gap,
            c if c.is_lowercase() => CharClass::Small,
            c if c.is_uppercase() => CharClass::Capital,
            c if c.is_alphabetic() => CharClass::Other,
            c if c.is_whitespace()
                || ('\u{3000}'..='\u{303f}').contains(&c)
                || ('\u{ff00}'..='\u{ffef}').contains(&c) =>
            {
                CharClass::Gap
            }
            _ => CharClass::Sign,
        }
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_KR, GB18030, SHIFT_JIS, WINDOWS_1251};

    use super::*;

    fn guessed(bytes: &[u8]) -> &'static str {
        let mut guess = LegacyEncodingDetector::default();
        bytes.chunks(7).for_each(|bytes| guess.take(bytes));
        guess.finish().encoding.0.name()
    }

    fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        let (bytes, _, is_lossy) = encoding.encode(text);
        assert!(!is_lossy, "{text} in {}", encoding.name());
        bytes.into_owned()
    }

    const WESTERN: [&str; 12] = [
        "Name;E-Mail-Adresse;Position;Rolle;Länder/Regionen;Bundesländer/Kantone\r\nJörg Müller;joerg@example.com;Geschäftsführer;Partner sales;Österreich;\r\n",
        "Nom,Adresse e-mail,Poste,Rôle,Pays/Régions\nZoé Lefèvre,zoe@example.com,Directrice générale,Partner sales,Algérie\n",
        "Nombre;Correo electrónico;Puesto\r\nÍñigo Muñoz;inigo@example.com;Director de operación;España\r\n",
        "Name,Email\nZoë,zoe@example.com\n",
        "Name,Email\nMÜLLER,m@example.com\n",
        "Name,Email\nRenée O’Brien,r@example.com\n",
        "Name,Email\nÅsa Öberg,asa@example.com\nSøren Ærø,s@example.com\n",
        "Nome;Cargo\nJoão Conceição;Gestão\n",
        "Name\nFrançois\n",
        "Name\nGroß, Straße 5\n",
        "Name\nÉmile Ïsa\n",
        "Name,Pays\nAnne,Côte d'Ivoire\n",
    ];

    #[test]
    fn windows_and_mac_encodings_are_distinguished() {
        for text in WESTERN {
            assert_eq!(guessed(&encoded(text, WINDOWS_1252)), "windows-1252", "{text}");
            let mac: Vec<u8> = text.chars().map(|c| mac_roman(c).unwrap_or_else(|| panic!("{c}"))).collect();
            assert_eq!(guessed(&mac), "macintosh", "{text}");
        }
    }

    /// encoding_rs encodes Mac Roman, too; but only through HTML's error handling.
    fn mac_roman(c: char) -> Option<u8> {
        (0..=255).find(|&byte| MACINTOSH.decode_without_bom_handling(&[byte]).0.chars().eq([c]))
    }

    #[test]
    fn code_pages_of_other_languages_are_found() {
        for (text, encoding) in [
            (
                "Imię i nazwisko;Adres e-mail;Stanowisko\r\nŁukasz Żak;l@example.com;Kierownik sprzedaży;Niemcy, Włochy\r\n",
                WINDOWS_1250,
            ),
            (
                "Jméno;E-mailová adresa;Funkce;Země/oblasti\r\nJiří Dvořák;j@example.com;Ředitel;Česko, Německo, Španělsko\r\n",
                WINDOWS_1250,
            ),
            ("Имя;Адрес электронной почты;Должность\r\nАнна Иванова;a@example.com;Директор;Россия\r\n", WINDOWS_1251),
            (
                "Ad;E-posta;İş unvanı;Rol;Ülkeler/bölgeler\r\nAyşe Yılmaz;a@example.com;Satış müdürü;Türkiye, Almanya\r\n",
                WINDOWS_1254,
            ),
            (
                "名前,メール アドレス,役職,ロール,国/地域\r\n佐藤 花子,h@example.com,営業部長,Partner sales,日本\r\n",
                SHIFT_JIS,
            ),
            ("姓名,电子邮件,职务,角色,国家/地区\r\n王伟,w@example.com,销售经理,Partner sales,中国\r\n", GB18030),
            ("名稱,電子郵件地址,作業標題,角色,國家/地區\r\n陳怡君,c@example.com,業務經理,Partner sales,台灣\r\n", BIG5),
            ("이름,전자 메일,직함,역할,국가/지역\r\n김민수,k@example.com,영업 이사,Partner sales,대한민국\r\n", EUC_KR),
        ] {
            let found = guessed(&encoded(text, encoding));
            // GBK is the part of GB18030 that the detector names.
            let expected = if encoding == GB18030 { "GBK" } else { encoding.name() };
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_wrong_byte_changes_nothing_for_the_other_lines() {
        for (text, encoding, bad) in [
            ("Иван Петров,ivan@example.com,Директор\n", WINDOWS_1251, &b"B\x98b,b@example.com\n"[..]),
            ("山田太郎,taro@example.com,営業部長,日本\n", SHIFT_JIS, b"B\xfd\xfdb,b@example.com\n"),
            ("李娜,lina@example.com,销售经理,中国\n", GB18030, b"B\xffb,b@example.com\n"),
            ("김민수,kim@example.com,영업 이사,대한민국\n", EUC_KR, b"B\xff\xffb,b@example.com\n"),
            ("Jürgen Müller,j@example.com,Geschäftsführer\n", WINDOWS_1252, b"B\x8db,b@example.com\n"),
        ] {
            let good = encoded(&text.repeat(5), encoding);
            let expected = guessed(&good);
            for list in [[&good, bad].concat(), [bad, &good].concat()] {
                assert_eq!(guessed(&list), expected, "{text}");
            }
        }
    }

    #[test]
    fn known_words_and_line_ends_decide_what_letters_leave_open() {
        let mac = |text: &str| text.chars().map(|c| mac_roman(c).unwrap()).collect::<Vec<u8>>();
        assert_eq!(guessed(&mac("Name;Land\rJürgen Müller;DE\r")), "macintosh");
        assert_eq!(guessed(&mac("Name;Land\nJürgen Müller;Österreich\n")), "macintosh");
        assert_eq!(guessed(&encoded("Name;Country\nOndřej;Česko\n", WINDOWS_1250)), "windows-1250");
        assert_eq!(guessed(&encoded("Name;Country\nAyşe Gül;Türkiye\n", WINDOWS_1254)), "windows-1254");
    }
}
