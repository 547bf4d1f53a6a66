//! Detection of legacy code pages.
//!
//! chardetng knows those of Windows, of Unix and of East Asia, but not Mac Roman, which Excel for Mac writes, and of MS-DOS only 866. So
//! it decides between scripts, and code pages of European languages are compared by the words that they make of the bytes (`letters`).

use std::collections::HashSet;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, GB18030, IBM866, ISO_8859_2, ISO_8859_4, ISO_8859_5, ISO_8859_7, ISO_8859_13, KOI8_R, KOI8_U, MACINTOSH,
    WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1257,
};

use super::dos::{DOS_437, DOS_737, DOS_850, DOS_852, DOS_857};
use super::letters::{LetterModel, Region, alphabet, is_in_alphabet, is_letter, is_odd_word};
use super::{Codec, DetectedEncoding, Reading};
use crate::contact::Country;
use crate::tables::{CountryMatch, column_of_label, country_meaning, role_meaning};

/// Detects a legacy code page from chunks of a text.
pub(super) struct LegacyEncodingDetector {
    /// Lines with letters beyond ASCII.
    sample: Vec<u8>,
    line: Vec<u8>,
    has_line_feed: bool,
    /// The bytes from 0x80 on that are in the sample.
    sampled: [bool; 128],
}

impl Default for LegacyEncodingDetector {
    fn default() -> Self {
        LegacyEncodingDetector { sample: Vec::new(), line: Vec::new(), has_line_feed: false, sampled: [false; 128] }
    }
}

/// Bytes that are examined. With all of a text the detector would take longer than everything else together.
const SAMPLE: usize = 256 * 1024;
const LINE: usize = 4 * 1024;

impl LegacyEncodingDetector {
    pub(super) fn take(&mut self, bytes: &[u8]) {
        self.has_line_feed |= bytes.contains(&b'\n');
        if self.sample.len() > SAMPLE && !bytes.iter().any(|byte| self.is_new(*byte)) {
            return;
        }
        for line in bytes.split_inclusive(|&byte| byte == b'\n' || byte == b'\r') {
            self.line.extend_from_slice(line);
            if self.line.ends_with(b"\n") || self.line.ends_with(b"\r") || self.line.len() > LINE {
                self.end_line();
            }
        }
    }

    fn is_new(&self, byte: u8) -> bool {
        !byte.is_ascii() && !self.sampled[usize::from(byte & 0x7f)]
    }

    /// Adds the line to the sample. If that is full, only a line with a byte that the sample lacks: in another code page that byte may be
    /// another letter, although all others are the same.
    fn end_line(&mut self) {
        let is_wanted = match self.sample.len() > SAMPLE {
            true => self.line.iter().any(|byte| self.is_new(*byte)),
            false => !self.line.is_ascii(),
        };
        if is_wanted {
            self.sample.extend_from_slice(&self.line);
            for byte in self.line.iter().filter(|byte| !byte.is_ascii()) {
                self.sampled[usize::from(byte & 0x7f)] = true;
            }
        }
        self.line.clear();
    }

    pub(super) fn finish(mut self) -> DetectedEncoding {
        self.end_line();
        let lines: Vec<&[u8]> = self.sample.split_inclusive(|&byte| byte == b'\n' || byte == b'\r').collect();
        let guessed = without_the_few(&lines).unwrap_or_else(|| detected(lines.iter().copied()));
        if region(guessed).is_none() {
            let (encoding, text) = self.best_looking(guessed);
            if region(encoding).is_none() && text.mixed * 2 < text.letters {
                return self.of_another_script(encoding, text, &lines);
            }
        }
        // Excel for Mac ends lines with CR alone.
        let is_mac = self.sample.contains(&b'\r') && !self.has_line_feed;
        let mut best = ranked(&lines, guessed, is_mac).0;
        if is_chinese(&self.sample) {
            let encoding = super::Encoding::whatwg(GB18030);
            let words = DecodedText::of(GB18030, &self.sample).words;
            if best.readings.is_empty() {
                best.readings.push(Reading { encoding: best.encoding, words: best.words.clone() });
            }
            best.readings.push(Reading { encoding, words });
        }
        best
    }

    /// Returns the encoding of a script that the table of letters doesn't have. A few bytes of a European language may look like it.
    fn of_another_script(&self, encoding: &'static Encoding, text: DecodedText, lines: &[&[u8]]) -> DetectedEncoding {
        let encoding = super::Encoding::whatwg(encoding);
        let is_short = text.letters < SHORT;
        let european = is_short.then(|| ranked(lines, WINDOWS_1252, false)).filter(|(_, cost)| *cost < USUAL_LETTER);
        match european {
            Some((DetectedEncoding { encoding: other, words, .. }, _)) => {
                let readings =
                    vec![Reading { encoding: other, words: words.clone() }, Reading { encoding, words: text.words }];
                DetectedEncoding { encoding: other, words, is_unsure: false, is_implausible: false, readings }
            }
            None => {
                let is_unsure = text.known == 0 && text.words.len() < SHOWN;
                DetectedEncoding { encoding, words: text.words, is_unsure, is_implausible: false, readings: Vec::new() }
            }
        }
    }

    fn best_looking(&self, guessed: &'static Encoding) -> (&'static Encoding, DecodedText) {
        let mut best = (guessed, DecodedText::of(guessed, &self.sample));
        for other in [WINDOWS_1252, MACINTOSH, WINDOWS_1250, WINDOWS_1254] {
            let looks = DecodedText::of(other, &self.sample);
            let is_by_looks = other == WINDOWS_1252 || other == MACINTOSH;
            // A guess stays unless another one makes better words. A single dash isn't enough.
            let is_better = looks.known > best.1.known && looks.odd <= best.1.odd
                || is_by_looks && looks.known >= best.1.known && looks.odd + 1 < best.1.odd;
            if is_better {
                best = (other, looks);
            }
        }
        best
    }
}

/// Returns whether all letters beyond ASCII are pairs of bytes that are frequent Chinese characters (level 1 of GB 2312). In a code
/// page of a European language, a word has pairs only by chance, and its small letters come after these lead bytes.
fn is_chinese(sample: &[u8]) -> bool {
    let mut runs = sample.split(u8::is_ascii).filter(|run| !run.is_empty());
    let is_pair = |pair: &[u8]| matches!(pair, [0xb0..=0xd7, 0xa1..=0xfe]);
    runs.all(|run| run.chunks(2).all(is_pair))
}

/// Returns the region of a code page of European languages.
fn region(encoding: &'static Encoding) -> Option<Region> {
    match () {
        () if [WINDOWS_1252, MACINTOSH].contains(&encoding) => Some(Region::Western),
        () if [WINDOWS_1250, ISO_8859_2].contains(&encoding) => Some(Region::Central),
        () if encoding == WINDOWS_1254 => Some(Region::Turkish),
        () if [WINDOWS_1257, ISO_8859_4, ISO_8859_13].contains(&encoding) => Some(Region::Baltic),
        () if [WINDOWS_1251, IBM866, KOI8_R, KOI8_U, ISO_8859_5].contains(&encoding) => Some(Region::Cyrillic),
        () if [WINDOWS_1253, ISO_8859_7].contains(&encoding) => Some(Region::Greek),
        () => None,
    }
}

/// A code page that the text may be in.
struct Candidate {
    encoding: super::Encoding,
    region: Region,
    upper_half: [char; 128],
    /// The lower, the more plausible; a difference is the natural logarithm of a ratio.
    cost: f32,
    /// The part of the cost that the letters of the words have.
    letters: f32,
}

/// Returns the code pages that are tried, each with the cost of its being less frequent than Windows-1252.
fn candidates(guessed: &'static Encoding, is_mac: bool) -> Vec<(Codec, Region, f32)> {
    let mac = if is_mac { -4.0 } else { 3.5 };
    let mut candidates = vec![
        (Codec::Whatwg(WINDOWS_1252), Region::Western, 0.0),
        (Codec::Whatwg(MACINTOSH), Region::Western, mac),
        (Codec::Dos(&DOS_850), Region::Western, 3.5),
        (Codec::Dos(&DOS_437), Region::Western, 4.5),
        (Codec::Whatwg(WINDOWS_1250), Region::Central, 3.0),
        (Codec::Dos(&DOS_852), Region::Central, 5.0),
        (Codec::Whatwg(WINDOWS_1254), Region::Turkish, 4.0),
        (Codec::Dos(&DOS_857), Region::Turkish, 6.0),
        (Codec::Whatwg(WINDOWS_1257), Region::Baltic, 5.0),
        (Codec::Whatwg(WINDOWS_1251), Region::Cyrillic, 3.0),
        (Codec::Whatwg(IBM866), Region::Cyrillic, 4.0),
        (Codec::Whatwg(KOI8_R), Region::Cyrillic, 5.0),
        (Codec::Whatwg(WINDOWS_1253), Region::Greek, 3.0),
        (Codec::Dos(&DOS_737), Region::Greek, 5.0),
    ];
    let is_guessed = |codec: &Codec| matches!(codec, Codec::Whatwg(encoding) if *encoding == guessed);
    if !candidates.iter().any(|(codec, ..)| is_guessed(codec)) {
        candidates.extend(region(guessed).map(|region| (Codec::Whatwg(guessed), region, 4.0)));
    }
    candidates
}

/// The reduction of the cost for a known label, role or country.
const KNOWN: f32 = 8.0;
/// The reduction if all rows have countries of the code page's region.
const COUNTRY: f32 = 3.0;
/// Another reading is plausible if its cost is at most so much higher, which is a ratio of about 55. With a table that was made from half
/// of its words, four in 1,000 lists of one to six of the other words were read wrongly without a question, most of them Italian or
/// Lithuanian, of which it has few words; of Windows-1252 lists of one German, French or Spanish word, one in 20 asked.
const PLAUSIBLE: f32 = 4.0;
/// The numbers of cells and rows that are looked up in tables.
const LOOKED_UP: usize = 400;

/// Number of characters of another script from which its encoding is certain.
const SHORT: usize = 20;
/// Mean cost of the letters of words that are plausible in a European language.
const USUAL_LETTER: f32 = 9.0;

/// Compares the code pages of European languages. Returns the best, and the mean cost of its letters.
fn ranked(lines: &[&[u8]], guessed: &'static Encoding, is_mac: bool) -> (DetectedEncoding, f32) {
    let model = LetterModel::get();
    let words = distinct(lines, |byte| byte.is_ascii() && !byte.is_ascii_alphabetic());
    let cells = distinct(lines, |byte| is_cell_end(char::from(byte)));
    let countries = RowCountries::of(lines);
    let rate = |(codec, region, cost): (Codec, Region, f32)| {
        let encoding = super::Encoding(codec);
        let upper_half = encoding.upper_half().map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
        let mut candidate = Candidate { encoding, region, upper_half, cost, letters: 0.0 };
        let letters: f32 = words.iter().map(|word| model.cost(&candidate.decode(word), region)).sum();
        let known = cells.iter().take(LOOKED_UP).filter(|cell| is_known(candidate.cell(cell).trim())).count();
        candidate.cost += letters - KNOWN * known as f32 - COUNTRY * countries.shares[region as usize];
        candidate.letters = letters;
        (candidate, known)
    };
    let mut rated: Vec<(Candidate, usize)> = candidates(guessed, is_mac).into_iter().map(rate).collect();
    rated.sort_by(|(one, _), (other, _)| one.cost.total_cmp(&other.cost));
    let (best, known) = rated.remove(0);
    let shown: Vec<String> = shown_cells(cells.iter().map(|cell| best.cell(cell)));
    // Two words may be plausible in several encodings, three seldom are.
    let is_unsure = known == 0 && shown.len() < SHOWN;
    let is_odd = best.has_odd_words(&words);
    // The letters of another encoding may be those of the rows' country, although they are rare in its region.
    let is_of_country = |rival: &Candidate| {
        let decoded = || words.iter().map(|word| rival.decode(word));
        !countries.alphabet.is_empty()
            && (is_unsure || is_odd)
            && decoded().all(|word| is_in_alphabet(&word, &countries.alphabet) && !is_odd_word(&word))
    };
    let is_rival = |rival: &&Candidate| rival.cost - best.cost < PLAUSIBLE || is_of_country(rival);
    let rivals: Vec<&Candidate> = rated.iter().map(|(rival, _)| rival).filter(is_rival).collect();
    let readings = readings(&best, &rivals, &cells);
    let letters = words.iter().flat_map(|word| word.iter()).filter(|byte| !byte.is_ascii()).count();
    let mean = best.letters / letters.max(1) as f32;
    // Few letters of an unknown code page look like unusual words of another script.
    let is_foreign = is_unsure
        && mean >= USUAL_LETTER
        && matches!(best.region, Region::Cyrillic | Region::Greek)
        && countries.has_any
        && countries.shares[best.region as usize] == 0.0;
    let is_implausible = (is_odd || is_foreign) && readings.is_empty();
    let is_unsure = is_unsure && readings.is_empty() && !is_implausible;
    (DetectedEncoding { encoding: best.encoding, words: shown, is_unsure, is_implausible, readings }, mean)
}

impl Candidate {
    fn decode(&self, bytes: &[u8]) -> Vec<char> {
        let decode = |byte: &u8| match byte.is_ascii() {
            true => char::from(*byte),
            false => self.upper_half[usize::from(byte & 0x7f)],
        };
        bytes.iter().map(decode).collect()
    }

    /// Returns whether at least one word in ten is one that no language has. A single one may be a mistake of its own.
    fn has_odd_words(&self, words: &[&[u8]]) -> bool {
        let odd = words.iter().filter(|word| is_odd_word(&self.decode(word))).count();
        odd * 10 >= words.len().max(1)
    }

    fn cell(&self, bytes: &[u8]) -> String {
        self.decode(bytes).into_iter().collect()
    }
}

/// Returns the first cells that differ between the readings, in each of these; empty if there is one only.
fn readings(best: &Candidate, rivals: &[&Candidate], cells: &[&[u8]]) -> Vec<Reading> {
    let differs = |cell: &&&[u8]| rivals.iter().any(|rival| rival.decode(cell) != best.decode(cell));
    let differing: Vec<&[u8]> = cells.iter().filter(differs).copied().collect();
    let mut texts: Vec<String> = Vec::new();
    let mut readings: Vec<Reading> = Vec::new();
    for candidate in [best].iter().chain(rivals) {
        // Encodings that make the same text are one reading.
        let text: String = differing.iter().map(|cell| candidate.cell(cell) + "\n").collect();
        if !differing.is_empty() && !texts.contains(&text) && readings.len() < SHOWN {
            texts.push(text);
            let words = shown_cells(differing.iter().map(|cell| candidate.cell(cell)));
            readings.push(Reading { encoding: candidate.encoding, words });
        }
    }
    readings
}

/// Returns the parts of the lines that aren't ASCII, each once.
fn distinct<'l>(lines: &[&'l [u8]], is_end: impl Fn(u8) -> bool + Copy) -> Vec<&'l [u8]> {
    let mut seen = HashSet::new();
    let parts = lines.iter().flat_map(|line| line.split(move |byte| is_end(*byte)));
    parts.filter(|part| !part.is_ascii() && seen.insert(*part)).collect()
}

/// The countries of the rows, from their cells and the e-mail addresses.
#[derive(Default)]
struct RowCountries {
    /// The share of rows with a country of each region, among those with a country of any.
    shares: [f32; Region::COUNT],
    /// The letters of their languages.
    alphabet: String,
    has_any: bool,
}

impl RowCountries {
    fn of(lines: &[&[u8]]) -> RowCountries {
        let mut found = RowCountries::default();
        let mut rows = 0.0_f32;
        let mut seen = HashSet::new();
        for line in lines.iter().take(LOOKED_UP) {
            let mut in_row = [false; Region::COUNT];
            for cell in line.split(|byte| is_cell_end(char::from(*byte))) {
                let Some(country) = std::str::from_utf8(cell.trim_ascii()).ok().and_then(country_of_cell) else {
                    continue;
                };
                if seen.insert(country) {
                    found.alphabet.push_str(alphabet(country.code()));
                }
                if let Some(region) = Region::of_country(country.code()) {
                    in_row[region as usize] = true;
                }
            }
            rows += f32::from(u8::from(in_row.contains(&true)));
            found.shares.iter_mut().zip(in_row).for_each(|(share, found)| *share += f32::from(u8::from(found)));
        }
        found.shares = found.shares.map(|share| share / rows.max(1.0));
        found.has_any = !seen.is_empty();
        found
    }
}

/// Returns the country of a cell, or of the domain of an address.
fn country_of_cell(cell: &str) -> Option<Country> {
    match (cell.contains('@'), cell.rsplit_once('.')) {
        (true, Some((_, domain))) => Country::from_code_ignore_case(domain),
        _ if cell.len() == 2 => Country::from_code_ignore_case(cell),
        _ => match country_meaning(cell) {
            Some(CountryMatch::Country(country)) => Some(country),
            _ => None,
        },
    }
}

fn is_cell_end(c: char) -> bool {
    matches!(c, ',' | ';' | '\t' | '|' | '"' | '/' | '\n' | '\r')
}

/// Returns whether a cell is a label, a role or a country. Lookups ignore symbols, which a wrong encoding makes of letters.
fn is_known(cell: &str) -> bool {
    if cell.chars().any(|c| !c.is_ascii() && !is_letter(c) && !matches!(c, '’' | '\u{a0}')) {
        return false;
    }
    column_of_label(cell).is_some()
        || role_meaning(cell).is_some()
        || matches!(country_meaning(cell), Some(CountryMatch::Country(_)))
}

/// Returns the first cells, each once and shortened.
fn shown_cells(cells: impl Iterator<Item = String>) -> Vec<String> {
    let mut shown: Vec<String> = Vec::new();
    for cell in cells {
        let word: String = cell.trim().chars().take(40).collect();
        if !shown.contains(&word) {
            shown.push(word);
        }
        if shown.len() == SHOWN {
            break;
        }
    }
    shown
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
    /// Number of non-ASCII characters.
    letters: usize,
    /// Number of those beside an ASCII letter. Words of another script hardly have any; those that a wrong encoding makes do.
    mixed: usize,
    /// Number of known labels, roles and names of countries with non-ASCII letters.
    known: usize,
    /// The first words with such letters.
    words: Vec<String>,
}

impl DecodedText {
    fn of(encoding: &'static Encoding, sample: &[u8]) -> DecodedText {
        let (text, is_damaged) = encoding.decode_without_bom_handling(sample);
        let mut cells: Vec<&str> = text.split(is_cell_end).map(str::trim).filter(|cell| !cell.is_ascii()).collect();
        let words = shown_cells(cells.iter().map(|cell| (*cell).to_owned()));
        cells.sort_unstable();
        cells.dedup();
        let known = cells.iter().filter(|cell| is_known(cell)).count();
        let damage = if is_damaged && encoding.is_single_byte() { sample.len() } else { 0 };
        let letters = text.chars().filter(|c| !c.is_ascii()).count();
        let neighbours = text.chars().zip(text.chars().skip(1));
        let mixed = neighbours
            .filter(|(one, next)| one.is_ascii() != next.is_ascii())
            .filter(|(one, next)| one.is_ascii_alphabetic() || next.is_ascii_alphabetic())
            .count();
        DecodedText { odd: oddities(&text) + damage, letters, mixed, known, words }
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
    use encoding_rs::{BIG5, EUC_KR, GB18030, SHIFT_JIS, WINDOWS_1255};
    use proptest::strategy::Strategy as _;

    use super::*;

    fn found(bytes: &[u8]) -> DetectedEncoding {
        let mut guess = LegacyEncodingDetector::default();
        bytes.chunks(7).for_each(|bytes| guess.take(bytes));
        guess.finish()
    }

    /// Returns the name of the WHATWG standard, or that of the code page.
    fn guessed(bytes: &[u8]) -> &'static str {
        match found(bytes).encoding.0 {
            Codec::Whatwg(encoding) => encoding.name(),
            Codec::Dos(page) => page.name,
        }
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

    /// Encodes a text; `None` if the encoding lacks a letter of it.
    fn in_page(text: &str, encoding: super::super::Encoding) -> Option<Vec<u8>> {
        let upper_half = encoding.upper_half();
        let byte = |c: char| match c.is_ascii() {
            true => Some(c as u8),
            false => upper_half.iter().position(|known| *known == Some(c)).map(|at| at as u8 | 0x80),
        };
        text.chars().map(byte).collect()
    }

    fn decoded(bytes: &[u8], encoding: super::super::Encoding) -> String {
        use std::io::Read;
        let mut text = Vec::new();
        super::super::Utf8Reader::new(bytes, encoding).read_to_end(&mut text).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    }

    #[derive(Debug, PartialEq)]
    enum Outcome {
        Right,
        Asked,
        AskedWithoutIt,
        Wrong(&'static str),
    }

    /// Returns what becomes of a text in a code page.
    fn outcome(text: &str, encoding: super::super::Encoding) -> Outcome {
        let bytes = in_page(text, encoding).unwrap();
        let found = found(&bytes);
        let is_right = |encoding| decoded(&bytes, encoding) == text;
        match found.readings.iter().any(|reading| is_right(reading.encoding)) {
            true => Outcome::Asked,
            false if !found.readings.is_empty() => Outcome::AskedWithoutIt,
            false if is_right(found.encoding) => Outcome::Right,
            false => Outcome::Wrong(found.encoding.name()),
        }
    }

    /// Words of a language, and the code pages that lists in it are in.
    const WORDS: [(&str, &[&str], &[&str]); 14] = [
        (
            "German",
            &[
                "Müller",
                "Jörg",
                "Jürgen",
                "Größer",
                "Weiß",
                "Günther",
                "Schäfer",
                "Österreich",
                "Geschäftsführer",
                "Köhler",
                "Überreuter",
                "Strauß",
                "BÖHM",
                "Käthe",
            ],
            &["windows-1252", "cp850", "cp437", "mac roman"],
        ),
        (
            "French",
            &[
                "François",
                "José",
                "Zoë",
                "Hélène",
                "Noël",
                "Lefèvre",
                "Côté",
                "Benoît",
                "Élodie",
                "Directrice générale",
                "Jérôme",
                "Ingénieur",
                "Besançon",
                "Île-de-France",
            ],
            &["windows-1252", "cp850", "cp437", "mac roman"],
        ),
        (
            "Spanish",
            &[
                "Muñoz",
                "Peña",
                "García",
                "Martínez",
                "Íñigo",
                "Julián",
                "Sebastián",
                "Ramón",
                "Dirección",
                "Álvarez",
                "Núñez",
                "España",
                "María",
            ],
            &["windows-1252", "cp850", "mac roman"],
        ),
        (
            "Portuguese",
            &[
                "João",
                "Conceição",
                "Gonçalves",
                "Simões",
                "Araújo",
                "Antônio",
                "Inês",
                "Gestão",
                "Magalhães",
                "Luís",
                "Sebastião",
                "Comunicação",
            ],
            &["windows-1252", "cp850", "mac roman"],
        ),
        (
            "Italian",
            &["Niccolò", "Nicolò", "Università", "Città", "Però", "Qualità", "Responsabilità"],
            &["windows-1252", "cp850"],
        ),
        (
            "Scandinavian",
            &[
                "Søren",
                "Jørgen",
                "Bjørn",
                "Åsa",
                "Öberg",
                "Åse",
                "Kjær",
                "Håkon",
                "Sjöström",
                "Näsström",
                "Rådgiver",
                "Försäljning",
                "Ødegård",
            ],
            &["windows-1252", "cp850", "mac roman"],
        ),
        (
            "Czech",
            &[
                "Ondřej",
                "Tomáš",
                "Jiří",
                "Dvořák",
                "Novák",
                "Šárka",
                "Lukáš",
                "Černý",
                "Ředitel",
                "Kateřina",
                "Zdeněk",
                "Růžička",
                "Žaneta",
            ],
            &["windows-1250", "cp852"],
        ),
        (
            "Polish",
            &[
                "Łukasz",
                "Paweł",
                "Michał",
                "Żaneta",
                "Wiśniewski",
                "Wójcik",
                "Zieliński",
                "Dąbrowski",
                "Małgorzata",
                "Sprzedaży",
                "Świątek",
                "Grażyna",
            ],
            &["windows-1250", "cp852"],
        ),
        (
            "Hungarian",
            &[
                "László",
                "István",
                "Zoltán",
                "Gábor",
                "Erzsébet",
                "Győző",
                "Szőke",
                "Nagyné",
                "Értékesítési",
                "Sándor",
                "Ügyvezető",
                "Jenő",
            ],
            &["windows-1250", "cp852"],
        ),
        (
            "Turkish",
            &["Ayşe", "Yılmaz", "Gökçe", "Çağlar", "Şahin", "Işık", "Öztürk", "Müdürü", "Satış", "İbrahim", "Doğan"],
            &["windows-1254", "cp857"],
        ),
        ("Latvian", &["Jānis", "Bērziņš", "Kārlis", "Ģirts", "Līga", "Pārdošanas", "Ozoliņš"], &["windows-1257"]),
        (
            "Russian",
            &[
                "Иван",
                "Анна",
                "Петрова",
                "Смирнов",
                "Директор",
                "Менеджер по продажам",
                "Екатерина",
                "Россия",
                "Юлия",
                "Щукин",
            ],
            &["windows-1251", "cp866", "koi8-r"],
        ),
        ("Bulgarian", &["Георги", "Димитър", "Йорданка", "Продажби", "Христо"], &["windows-1251", "cp866"]),
        (
            "Greek",
            &["Γιώργος", "Παπαδόπουλος", "Ελένη", "Διευθυντής", "Νίκος", "Πωλήσεων", "Αθήνα"],
            &["windows-1253", "cp737"],
        ),
    ];

    #[test]
    fn lists_of_a_language_are_read_in_every_code_page_and_words_are_read_or_asked() {
        let mut wrong: Vec<String> = Vec::new();
        for (language, words, pages) in WORDS {
            for page in pages {
                let encoding = super::super::Encoding::from_name(page).unwrap();
                let words: Vec<&&str> = words.iter().filter(|word| in_page(word, encoding).is_some()).collect();
                assert!(words.len() > 4, "{language} in {page}");
                let list: String =
                    words.iter().map(|word| format!("{word},name@example.com,CEO,Partner sales\r\n")).collect();
                if outcome(&list, encoding) != Outcome::Right {
                    wrong.push(format!("{language} in {page}: {:?}", outcome(&list, encoding)));
                }
                for word in words {
                    let list = format!("Name,Email,Job title,Role\r\n{word},name@example.com,CEO,Partner sales\r\n");
                    let outcome = outcome(&list, encoding);
                    if !matches!(outcome, Outcome::Right | Outcome::Asked) {
                        wrong.push(format!("{word} in {page}: {outcome:?}"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    proptest::proptest! {
        #[test]
        fn any_words_of_a_language_are_read_or_asked(
            (words, page) in proptest::sample::select(&WORDS[..]).prop_flat_map(|(_, words, pages)| {
                (proptest::sample::subsequence(words, 1..5), proptest::sample::select(pages))
            }),
        ) {
            let encoding = super::super::Encoding::from_name(page).unwrap();
            let words = words.iter().filter(|word| in_page(word, encoding).is_some());
            let list: String = words.map(|word| format!("{word};name@example.com;CEO\n")).collect();
            let outcome = outcome(&list, encoding);
            proptest::prop_assert!(matches!(outcome, Outcome::Right | Outcome::Asked), "{list} in {page}: {outcome:?}");
        }
    }

    #[test]
    fn usual_words_of_windows_1252_ask_nothing_and_doubtful_ones_do() {
        let windows = super::super::Encoding::whatwg(WINDOWS_1252);
        for word in [
            "Müller",
            "José",
            "Zoë",
            "François",
            "Jörg Weiß",
            "MÜLLER",
            "Muñoz",
            "García",
            "Åsa Öberg",
            "Søren Kjær",
            "João",
            "Hélène",
            "Renée O’Brien",
            "Julián",
            "Sebastián",
            "Noël",
            "Côté",
            "Benoît",
            "España",
            "Lefèvre",
            "Straße 5 – Süd",
            "Café “Größe”",
        ] {
            let list = format!("Name,Email\r\n{word},name@example.com\r\n");
            assert_eq!(outcome(&list, windows), Outcome::Right, "{word}");
        }
        // In other code pages these bytes are another usual name; no cell of the row tells which it is.
        for (word, page) in
            [("Koç", "windows-1252"), ("Weiß", "cp850"), ("Aleš", "cp852"), ("Rasmus Bře", "windows-1250")]
        {
            let encoding = super::super::Encoding::from_name(page).unwrap();
            let list = format!("Name,Email\r\n{word},name@example.com\r\n");
            assert_eq!(outcome(&list, encoding), Outcome::Asked, "{word} in {page}");
        }
    }

    #[test]
    fn single_names_in_other_scripts_are_no_european_words() {
        for (name, encoding, expected) in [
            ("佐藤 花子", SHIFT_JIS, "Shift_JIS"),
            ("김민수", EUC_KR, "EUC-KR"),
            ("陳怡君", BIG5, "Big5"),
            ("王伟", GB18030, "GBK"),
            ("שרה כהן", WINDOWS_1255, "Windows-1255"),
        ] {
            let list = encoded(&format!("Name,Email\r\n{name},name@example.com\r\n"), encoding);
            let found = found(&list);
            assert_eq!((found.encoding.name(), &found.readings[..]), (expected, &[][..]), "{name}");
        }
    }

    #[test]
    fn a_letter_after_the_sample_is_examined_if_it_is_new() {
        let usual = "Jürgen Müller,j@example.com,Geschäftsführer\r\n".repeat(2 * SAMPLE / 40);
        let bytes = encoded(&usual, WINDOWS_1252);
        assert!(found(&bytes).readings.is_empty());
        let late = encoded("Bo Ødegård,bo@example.com,CEO\r\n", WINDOWS_1252);
        assert_eq!(found(&[&bytes[..], &late].concat()).encoding.name(), "Windows-1252");
        // Only the last line tells Windows-1250 from 1252.
        let late = encoded("Ondřej Dvořák,o@example.com,CEO\r\n", WINDOWS_1250);
        let found = found(&[&bytes[..], &late, b"Tom\xe1\x9a,t@example.com,CEO\r\n"].concat());
        assert!(found.encoding.name() == "Windows-1250" || !found.readings.is_empty());
    }

    #[test]
    fn words_that_no_language_has_are_asked_about() {
        let row = |name: &[u8], country: &str| [name, b",a@example.com,", country.as_bytes(), b"\r\n"].concat();
        // The text, its country, and a reading that is shown; or none, if the code page isn't detected.
        for (name, country, reading) in [
            (&b"\xb8tefan Popescu"[..], "RO", Some("Ştefan Popescu")),
            (b"T\xe4nu P\xe4ld", "EE", Some("Tõnu Põld")),
            (b"T\x9bnu P\x9bld", "EE", Some("Tõnu Põld")),
            (b"S\xb8ren \xafr\xb8", "DK", Some("Søren Ærø")),
            (b"Ji\xde\x92 Dvo\xde\x87k", "CZ", None),
            (b"\x88\xe2\xe0\xed \x8f\xe5\xf2\xf0\xee\xe2", "RU", None),
            (b"\x99\x98\x84 \x8b\x84\x8f", "IL", None),
        ] {
            let found = found(&row(name, country));
            let shown: Vec<&String> = found.readings.iter().flat_map(|reading| &reading.words).collect();
            match reading {
                Some(reading) => assert!(shown.iter().any(|word| *word == reading), "{country}: {found:?}"),
                None => assert!(found.is_implausible || !shown.is_empty(), "{country}: {found:?}"),
            }
        }
        for (name, country) in [
            ("Jörg Müller", "DE"),
            ("José Ruiz", "ES"),
            ("François Lefèvre", "FR"),
            ("João Conceição", "BR"),
            ("Åsa Sjögren", "SE"),
            ("Søren Ærø", "DK"),
            ("José Ruiz", "US"),
            ("Renée O’Brien", "IE"),
            ("Zoë Groß", "NL"),
        ] {
            let found = found(&row(&encoded(name, WINDOWS_1252), country));
            assert!(found.readings.is_empty() && !found.is_implausible, "{name} in {country}: {found:?}");
        }
    }

    #[test]
    fn the_countries_of_the_rows_decide_between_regions() {
        let list =
            |country: &str| [b"Name,Email,Country\r\nAle\xe7,a@example.com,", country.as_bytes(), b"\r\n"].concat();
        assert_eq!(found(&list("CZ")).encoding.name(), "CP852");
        assert_eq!(found(&list("Czechia")).encoding.name(), "CP852");
        assert_ne!(found(&list("TR")).encoding.name(), "CP852");
    }
}
