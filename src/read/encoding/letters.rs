//! The plausibility of words in the languages of a code page's region: the frequency of the pairs that letters beyond ASCII make
//! with their neighbours, capitals inside of words, symbols where letters are expected; and the letters of a country's languages.

use std::sync::LazyLock;

use hashbrown::HashMap;

/// The languages that are written in a code page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Region {
    Western,
    Central,
    Turkish,
    Baltic,
    Cyrillic,
    Greek,
}

impl Region {
    pub(super) const COUNT: usize = 6;

    /// Returns the region of a country; `None` if its languages are in none of these.
    pub(super) fn of_country(code: &str) -> Option<Region> {
        Some(match code {
            "AD" | "AR" | "AT" | "BE" | "BO" | "BR" | "CH" | "CL" | "CO" | "CR" | "CU" | "DE" | "DK" | "DO" | "EC"
            | "ES" | "FI" | "FO" | "FR" | "GT" | "HN" | "IE" | "IS" | "IT" | "LI" | "LU" | "MC" | "MX" | "NI"
            | "NL" | "NO" | "PA" | "PE" | "PT" | "PY" | "SE" | "SV" | "UY" | "VE" => Region::Western,
            "AL" | "BA" | "CZ" | "HR" | "HU" | "ME" | "PL" | "RO" | "SI" | "SK" => Region::Central,
            "AZ" | "TR" => Region::Turkish,
            "EE" | "LT" | "LV" => Region::Baltic,
            "BG" | "BY" | "KG" | "KZ" | "MK" | "RU" | "UA" => Region::Cyrillic,
            "CY" | "GR" => Region::Greek,
            _ => return None,
        })
    }
}

/// Returns the letters beyond ASCII of a country's languages and of usual names there; empty if its languages aren't written in
/// Latin letters, or are unknown here. Source: CLDR's main and auxiliary exemplar characters, without rare letters.
pub(super) fn alphabet(country: &str) -> &'static str {
    match country {
        "DE" | "AT" | "LI" => "äöüßé",
        "CH" | "LU" | "BE" => "äöüßàâçéèêëîïôœùûü",
        "FR" | "MC" => "àâæçéèêëîïôœùûüÿ",
        "NL" => "áâäéèêëíïóöúü",
        "IT" => "àèéìíòóùú",
        "AR" | "BO" | "CL" | "CO" | "CR" | "CU" | "DO" | "EC" | "ES" | "GT" | "MX" | "NI" | "PA" | "PE" | "PY"
        | "SV" | "UY" | "VE" => "áéíóúüñàèòïç",
        "PT" | "BR" => "áâãàçéêíóôõúü",
        "DK" | "NO" | "FO" => "æøåäöéü",
        "SE" | "FI" => "åäöéü",
        "IS" => "áðéíóúýþæö",
        "EE" => "äöüõšž",
        "LV" => "āčēģīķļņšūž",
        "LT" => "ąčęėįšųūž",
        "PL" => "ąćęłńóśźż",
        "CZ" | "SK" => "áäčďéěíĺľňóôŕřšťúůýž",
        "HU" => "áéíóöőúüű",
        "RO" => "ăâîşţșț",
        "HR" | "SI" | "BA" => "čćđšž",
        "AL" => "çë",
        "TR" => "çğıİöşüâî",
        _ => "",
    }
}

/// Costs of pairs of letters, as -10 ln of the share of a region's words that have them. A word's ends are `^` and `$`.
pub(super) struct LetterModel {
    pairs: HashMap<(char, char), [f32; Region::COUNT], foldhash::fast::FixedState>,
    letters: HashMap<char, [f32; Region::COUNT], foldhash::fast::FixedState>,
}

const TABLE: &str = include_str!("../../tables/data/letter-pairs.csv");

// Costs, in natural logarithms. A frequent letter between usual neighbours costs about 8, a rare one about 15.
/// A neighbour that the table doesn't have beside the letter.
const UNUSUAL_NEIGHBOUR: f32 = 5.0;
/// A letter that no language of the region has.
const FOREIGN_LETTER: f32 = 20.0;
/// A capital inside of a word, or a letter of another script beside an ASCII one.
const MIXED: f32 = 12.0;
/// A small letter at the start of a word: names start with a capital.
const SMALL_START: f32 = 2.0;
/// A typographic character: outside of words, after a word, and inside of one.
const OUTSIDE: f32 = 11.0;
const AFTER_WORD: f32 = 13.0;
/// One that doesn't end words, directly after one.
const UNUSUAL_END: f32 = 18.0;
const INSIDE_WORD: f32 = 22.0;
/// An apostrophe inside of a word, and a no-break space between two.
const APOSTROPHE: f32 = 10.0;
const NO_BREAK_SPACE: f32 = 15.0;
/// A byte without a character, and a symbol that nobody types in a list of contacts, such as a part of a box.
const SYMBOL: f32 = 24.0;

impl LetterModel {
    /// Returns the model of the table, which is parsed once.
    pub(super) fn get() -> &'static LetterModel {
        static MODEL: LazyLock<LetterModel> = LazyLock::new(LetterModel::new);
        &MODEL
    }

    fn new() -> LetterModel {
        let mut model = LetterModel { pairs: HashMap::default(), letters: HashMap::default() };
        let mut shares: HashMap<char, [f32; Region::COUNT], foldhash::fast::FixedState> = HashMap::default();
        for line in TABLE.lines().skip(1) {
            let mut fields = line.split(',');
            let mut pair = fields.next().unwrap_or_default().chars();
            let (Some(first), Some(second)) = (pair.next(), pair.next()) else { continue };
            let mut costs = [f32::INFINITY; Region::COUNT];
            for (cost, field) in costs.iter_mut().zip(fields) {
                *cost = field.parse().map_or(f32::INFINITY, |tenths: f32| tenths / 10.0);
            }
            if !second.is_ascii() {
                let shares = shares.entry(second).or_insert([0.0; Region::COUNT]);
                shares.iter_mut().zip(&costs).for_each(|(share, cost)| *share += (-cost).exp());
            }
            model.pairs.insert((first, second), costs);
        }
        model.letters.extend(shares.into_iter().map(|(letter, shares)| (letter, shares.map(|share| -share.ln()))));
        model
    }

    /// Returns the cost of the characters of a word that aren't ASCII.
    pub(super) fn cost(&self, word: &[char], region: Region) -> f32 {
        let at = |at: Option<usize>| at.and_then(|at| word.get(at)).copied().unwrap_or(' ');
        let around = |index: usize| (at(index.checked_sub(2)), at(index.checked_sub(1)), at(Some(index + 1)));
        let characters = word.iter().enumerate().filter(|(_, c)| !c.is_ascii());
        characters.map(|(index, c)| self.character(*c, around(index), region)).sum()
    }

    fn character(&self, c: char, (earlier, before, after): (char, char, char), region: Region) -> f32 {
        let (follows, precedes) = (is_letter(before), is_letter(after));
        if !is_letter(c) {
            return match c {
                '’' if follows && precedes => APOSTROPHE,
                'ª' | 'º' if !precedes => OUTSIDE,
                '\u{a0}' if follows && precedes => NO_BREAK_SPACE,
                _ if !is_typographic(c) => SYMBOL,
                _ if follows && precedes => INSIDE_WORD,
                '’' | '”' | '“' | '»' | '…' | '™' | '®' | '°' | '\u{a0}' if follows => AFTER_WORD,
                _ if follows => UNUSUAL_END,
                _ => OUTSIDE,
            };
        }
        let letter = lower(c);
        let column = region as usize;
        let alone = self.letters.get(&letter).map_or(f32::INFINITY, |costs| costs[column]);
        let mut cost = FOREIGN_LETTER;
        if alone.is_finite() {
            let neighbour = |pair| {
                let pair = self.pairs.get(&pair).map_or(f32::INFINITY, |costs| costs[column]);
                (pair - alone).min(UNUSUAL_NEIGHBOUR)
            };
            let first = if follows { lower(before) } else { '^' };
            let last = if precedes { lower(after) } else { '$' };
            cost = alone + neighbour((first, letter)) + neighbour((letter, last));
        }
        // Greek, Cyrillic and what follows them in Unicode.
        let is_other_script = c >= '\u{370}' && (follows && before.is_ascii() || precedes && after.is_ascii());
        let is_capital_inside = c.is_uppercase()
            && follows
            && (before.is_lowercase()
                || before.is_uppercase() && after.is_lowercase()
                || before.is_uppercase() && !precedes && earlier.is_lowercase());
        let is_small_inside = c.is_lowercase() && before.is_uppercase() && earlier.is_uppercase()
            || c.is_lowercase() && after.is_ascii_uppercase();
        if is_other_script {
            cost += MIXED;
        }
        if is_capital_inside || is_small_inside {
            cost += MIXED;
        } else if c.is_lowercase() && !follows {
            cost += SMALL_START;
        }
        cost
    }
}

/// Returns whether a word has what no language writes: a symbol or a ligature between letters or before one, or a letter beyond
/// ASCII that is a capital after a small letter. A wrong code page makes such words.
pub(super) fn is_odd_word(word: &[char]) -> bool {
    let is_small = |c: &char| c.is_lowercase();
    let is_odd_symbol = |before: Option<&char>, c: char, after: Option<&char>| {
        let precedes = after.is_some_and(|c| is_letter(*c));
        let follows = before.is_some_and(|c| is_letter(*c));
        match c {
            'ﬁ' | 'ﬂ' => true,
            '’' | '‘' | '“' | '”' | '„' | '«' | '»' | '–' | '—' | '•' | '…' | '\u{a0}' | '¿' | '¡' | 'ª' | 'º' => {
                false
            }
            // An apostrophe that is typed as an accent, a degree, the dot of Catalan and a soft hyphen.
            '´' | '°' | '·' | '\u{ad}' => false,
            _ => precedes || follows && !is_typographic(c),
        }
    };
    word.iter().enumerate().any(|(at, &c)| {
        let before = at.checked_sub(1).and_then(|at| word.get(at));
        match is_letter(c) {
            _ if c.is_ascii() => false,
            true => c.is_uppercase() && before.is_some_and(is_small),
            false => is_odd_symbol(before, c, word.get(at + 1)),
        }
    })
}

/// Returns whether all characters of a word beyond ASCII are letters of an alphabet, or apostrophes, quotes and dashes.
pub(super) fn is_in_alphabet(word: &[char], alphabet: &str) -> bool {
    let is_mark = |c: char| matches!(c, '’' | '‘' | '“' | '”' | '„' | '–' | '—' | '\u{a0}');
    word.iter().all(|&c| c.is_ascii() || is_mark(c) || alphabet.contains(lower(c)))
}

/// Returns the small letter; the Turkish dotted capital stays, because its small one is ASCII.
fn lower(c: char) -> char {
    if c == 'İ' {
        return c;
    }
    c.to_lowercase().next().unwrap_or(c)
}

/// Returns whether a character is a letter of a word; ligatures of Mac Roman and letters that are used as symbols are not.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, 'ª' | 'º' | 'ⁿ' | 'ƒ' | 'ﬁ' | 'ﬂ' | 'µ' | 'ˆ' | 'ˇ')
}

fn is_typographic(c: char) -> bool {
    matches!(
        c,
        '\u{a0}'
            | '–'
            | '—'
            | '‘'
            | '’'
            | '“'
            | '”'
            | '„'
            | '…'
            | '•'
            | '€'
            | '§'
            | '°'
            | '®'
            | '©'
            | '™'
            | '«'
            | '»'
            | '½'
            | '²'
            | '³'
            | '¿'
            | '¡'
            | 'ª'
            | 'º'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_words_cost_less_than_those_of_a_wrong_code_page() {
        let model = LetterModel::get();
        let cost = |word: &str, region| model.cost(&word.chars().collect::<Vec<_>>(), region);
        for (right, region, wrong, other) in [
            ("Jörg", Region::Western, "Jîrg", Region::Western),
            ("Müller", Region::Western, "MÅller", Region::Western),
            ("François", Region::Western, "Franþois", Region::Western),
            ("Tomáš", Region::Central, "Tom\u{a0}ç", Region::Western),
            ("Łukasz", Region::Central, "£ukasz", Region::Western),
            ("Иван", Region::Cyrillic, "хБЮМ", Region::Cyrillic),
            ("Müller", Region::Western, "Mьller", Region::Cyrillic),
            ("José", Region::Western, "JosΘ", Region::Greek),
        ] {
            assert!(
                cost(right, region) + 3.0 < cost(wrong, other),
                "{right} {}, {wrong} {}",
                cost(right, region),
                cost(wrong, other)
            );
        }
        assert_eq!(cost("Anna", Region::Western), 0.0);
    }

    #[test]
    fn words_of_a_wrong_code_page_are_odd() {
        let is_odd = |word: &str| is_odd_word(&word.chars().collect::<Vec<_>>());
        for word in ["Jiﬁí", "©tefan", "S¸ren", "€ван", "JosÈ", "Dvo¯ák", "M¸ller", "Gro§e"] {
            assert!(is_odd(word), "{word}");
        }
        for word in ["José", "O’Brien", "“Größe”", "Süd–Ost", "JOSÉ", "Šárka", "Acme®", "Mª", "Иван"]
        {
            assert!(!is_odd(word), "{word}");
        }
    }
}
