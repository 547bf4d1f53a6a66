use smallvec::SmallVec;

use super::cell::Cell;
use super::pieces::{Draft, MOST_PIECES, Piece, reach, split};
use super::text::clean;
use crate::finding::{Finding, Message, Rule};
use crate::model::{Countries, Country};
use crate::vocabulary::{Meaning, country_meaning, nearest_country, starts_country, state_meaning, unlisted_name};

/// The countries of a cell: codes, or names and whatever else people write for them.
pub(super) fn normalize<'a>(cell: &Cell<'_, 'a>, findings: &mut Vec<Finding<'a>>) -> Option<Countries> {
    if let Some(countries) = canonical(cell.text()) {
        return Some(countries);
    }
    let cleaned = cell.cleaned(findings)?;
    let mut reading = Reading { draft: Draft::new(cell), listed: SmallVec::new(), global: false, refused: false };
    let text = cell.text();
    let pieces = split(text);
    if is_placeholder(&cleaned.text) || pieces.is_empty() || pieces.len() > MOST_PIECES {
        reading.refuse_all(text);
        return reading.finish(&[], findings);
    }
    let mut at = 0;
    while at < pieces.len() {
        at = reading.name_across(text, &pieces, at).unwrap_or_else(|| {
            reading.piece(text, &pieces[at]);
            at + 1
        });
    }
    reading.finish(&pieces, findings)
}

/// The countries of a cell that is canonical already, without an allocation.
fn canonical(text: &str) -> Option<Countries> {
    if text == "OOO" {
        return Some(Countries::Global);
    }
    let mut listed: SmallVec<[Country; 16]> = SmallVec::new();
    let mut rest = text;
    loop {
        let country = Country::from_code(rest.get(..2)?)?;
        if listed.contains(&country) {
            return None;
        }
        listed.push(country);
        match &rest[2..] {
            "" => return Some(Countries::Listed(listed)),
            more => rest = more.strip_prefix(", ")?,
        }
    }
}

/// What people type where they have nothing to say. `NA` is not among them: it is Namibia's code.
fn is_placeholder(text: &str) -> bool {
    ["n/a", "n.a.", "none", "nil"].iter().any(|known| text.eq_ignore_ascii_case(known))
}

/// What a piece means. A two-letter code wins over every other reading.
fn meaning_of(piece: &str) -> Option<Meaning> {
    let piece = &*clean(piece).text;
    let mut capitals = [0; 2];
    if let [first, second] = piece.as_bytes() {
        capitals = [first.to_ascii_uppercase(), second.to_ascii_uppercase()];
    }
    let by_code = std::str::from_utf8(&capitals).ok().and_then(Country::from_code);
    by_code.map(Meaning::Country).or_else(|| country_meaning(piece))
}

/// A list that isn't canonical, being read.
struct Reading<'c, 'r, 'a> {
    draft: Draft<'c, 'r, 'a>,
    listed: SmallVec<[Country; 16]>,
    global: bool,
    refused: bool,
}

impl<'a> Reading<'_, '_, 'a> {
    /// Takes the longest name that goes across several pieces from `first` on, and says where the next piece is.
    fn name_across(&mut self, text: &'a str, pieces: &[Piece], first: usize) -> Option<usize> {
        let reach = reach(pieces, first);
        // Most pieces start no longer name, and codes never do.
        let start = &text[pieces[first].span.clone()];
        if reach == first + 1 || start.len() == 2 || !starts_country(&clean(start).text) {
            return None;
        }
        for end in (first + 2..=reach).rev() {
            let span = pieces[first].span.start..pieces[end - 1].span.end;
            let Some(joined) = country_meaning(&text[span.clone()]) else {
                continue;
            };
            let apart: Option<Vec<Meaning>> = pieces[first..end]
                .iter()
                .map(|piece| meaning_of(&text[piece.span.clone()]))
                .map(|meaning| meaning.filter(|meaning| matches!(meaning, Meaning::Country(_) | Meaning::Global)))
                .collect();
            match apart {
                // Each piece is a country by itself: "Congo, DRC" is one, or two.
                Some(apart) if apart.iter().any(|meaning| *meaning != joined) => {
                    self.refused = true;
                    let one =
                        joined.code().or(if let Meaning::Suggested(guess) = joined { guess.code() } else { None });
                    let list: Vec<&str> = apart.iter().filter_map(Meaning::code).collect();
                    let readings = one.map(str::to_owned).into_iter().chain([list.join(", ")]).collect();
                    self.draft.ambiguous(Rule::CountryAmbiguous, span, Message::CountryJoined, readings);
                }
                _ => self.take(text, span, joined),
            }
            return Some(end);
        }
        None
    }

    fn piece(&mut self, text: &'a str, piece: &Piece) {
        let span = piece.span.clone();
        match meaning_of(&text[span.clone()]) {
            Some(meaning) => self.take(text, span, meaning),
            None => self.unknown(&text[span.clone()], span),
        }
    }

    fn take(&mut self, text: &'a str, span: std::ops::Range<usize>, meaning: Meaning) {
        match meaning {
            Meaning::Country(_) | Meaning::Global => {
                let code = meaning.code().unwrap_or_default();
                if self.add(meaning) {
                    self.draft.item(code);
                    if text[span.clone()] != *code {
                        self.draft.safe(Rule::CountrySpelling, span, Message::CountrySpelling { code });
                    }
                } else {
                    self.draft.safe(Rule::CountryRepeated, span, Message::Repeated { code });
                }
            }
            Meaning::Unlisted(code) => {
                self.refused = true;
                let message = Message::CountryUnlisted { code, name: unlisted_name(code) };
                self.draft.refuse(Rule::CountryUnlisted, span, message);
            }
            Meaning::Suggested(meaning) => match meaning.code() {
                Some(code) => self.guess(span, Message::CountryGuess { code }, *meaning),
                None => self.unknown(&text[span.clone()], span),
            },
            Meaning::Ambiguous(candidates) => {
                self.refused = true;
                let codes: Vec<&'static str> = candidates.iter().filter_map(Meaning::code).collect();
                let message = Message::CountryAmbiguous { readings: codes.clone() };
                let readings = codes.into_iter().map(str::to_owned).collect();
                self.draft.ambiguous(Rule::CountryAmbiguous, span, message, readings);
            }
        }
    }

    fn unknown(&mut self, piece: &str, span: std::ops::Range<usize>) {
        let states = state_meaning(piece);
        let near = nearest_country(piece).filter(|_| states.is_empty());
        if let Some(near) = near {
            return self.guess(span, Message::CountryUnknown { near: Some(near) }, Meaning::Country(near));
        }
        self.refused = true;
        let message =
            if states.is_empty() { Message::CountryUnknown { near: None } } else { Message::CountryIsState { states } };
        self.draft.refuse(Rule::CountryUnknown, span, message);
    }

    fn guess(&mut self, span: std::ops::Range<usize>, message: Message, meaning: Meaning) {
        let code = meaning.code().unwrap_or_default();
        if self.draft.guess(Rule::CountryUnknown, span, message, code) {
            self.add(meaning);
        } else {
            self.refused = true;
        }
    }

    /// The cell as a whole says nothing.
    fn refuse_all(&mut self, text: &'a str) {
        self.refused = true;
        self.draft.refuse(Rule::CountryUnknown, 0..text.len(), Message::CountryUnknown { near: None });
    }

    /// Adds a country; false where it is there already.
    fn add(&mut self, meaning: Meaning) -> bool {
        match meaning {
            Meaning::Country(country) if self.listed.contains(&country) => false,
            Meaning::Country(country) => {
                self.listed.push(country);
                true
            }
            _ => !std::mem::replace(&mut self.global, true),
        }
    }

    fn finish(mut self, pieces: &[Piece], findings: &mut Vec<Finding<'a>>) -> Option<Countries> {
        if self.global && !self.listed.is_empty() {
            let accepted = self.draft.guess_whole(Rule::CountryGlobalMixed, Message::GlobalMixed, "OOO");
            self.refused |= !accepted;
        }
        self.draft.finish(pieces, Rule::CountrySpelling, findings);
        match self {
            Reading { refused: true, .. } => None,
            Reading { global: true, .. } => Some(Countries::Global),
            Reading { listed, .. } => Some(Countries::Listed(listed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{only_cell, rules};
    use super::*;
    use crate::finding::{Fix, Safety};
    use crate::model::Column;

    /// What a cell becomes where it can be fixed safely.
    fn read(text: &str) -> Option<String> {
        let findings = only_cell(Column::Countries, text);
        match findings.last() {
            None => Some(text.to_owned()),
            Some(_) if findings.iter().any(Finding::is_blocking) => None,
            Some(finding) => finding.fix.clone().map(|fix| fix.value),
        }
    }

    #[test]
    fn codes_stay_as_they_are() {
        for text in ["US", "US, CA, FR", "NA", "NO, NA", "OOO"] {
            assert!(only_cell(Column::Countries, text).is_empty(), "{text}");
        }
        for country in Country::all() {
            assert_eq!(read(country.code()).as_deref(), Some(country.code()));
            assert_eq!(read(country.name()).as_deref(), Some(country.code()), "{}", country.name());
        }
    }

    #[test]
    fn what_people_write_becomes_codes() {
        for (text, codes) in [
            ("us,ca", "US, CA"),
            ("Germany / United Kingdom", "DE, GB"),
            ("DEU; FRA | ITA\nESP", "DE, FR, IT, ES"),
            ("UK and France & Spain", "GB, FR, ES"),
            ("na, no", "NA, NO"),
            ("Global", "OOO"),
            ("Coordonnées globales", "OOO"),
            ("US, CA, US", "US, CA"),
            ("Trinidad and Tobago; Antigua & Barbuda", "TT, AG"),
            ("St Helena, Ascension, Tristan da Cunha, Chad", "SH, TD"),
            ("Bosnia and Herzegovina and Serbia", "BA, RS"),
            ("Côte d’Ivoire, Cote d'Ivoire", "CI"),
            ("Congo", "CG"),
            ("Saint Martin", "MF"),
            ("Georgia", "GE"),
            ("US,\u{200b}CA", "US, CA"),
            ("ＤＥ，ＦＲ", "DE, FR"),
            ("DE, ET, FR", "DE, ET, FR"),
            ("US,, CA,", "US, CA"),
            ("US, CA, and FR", "US, CA, FR"),
            ("US, and, CA", "US, CA"),
            ("AND, US", "AD, US"),
            ("U.S. and U.K.", "US, GB"),
            ("Hong Kong; China", "HK, CN"),
        ] {
            assert_eq!(read(text).as_deref(), Some(codes), "{text}");
        }
    }

    #[test]
    fn each_piece_at_fault_is_marked() {
        let text = "US, Narnia, Germany, XX";
        let findings = only_cell(Column::Countries, text);
        let pieces: Vec<(Rule, &str)> = findings.iter().map(|finding| (finding.rule, finding.piece())).collect();
        assert_eq!(
            pieces,
            [(Rule::CountryUnknown, "Narnia"), (Rule::CountrySpelling, "Germany"), (Rule::CountryUnknown, "XX")]
        );
        assert_eq!(findings[1].fix, Some(Fix::safe("US, Narnia, DE, XX")));
    }

    #[test]
    fn a_wrong_code_is_worse_than_a_refusal() {
        for (text, rule) in [
            ("Narnia", Rule::CountryUnknown),
            ("N/A", Rule::CountryUnknown),
            ("and", Rule::CountryUnknown),
            ("-", Rule::ValueMissing),
            ("Hong Kong, China", Rule::CountryAmbiguous),
            ("EU", Rule::CountryUnknown),
            ("California", Rule::CountryUnknown),
            (";", Rule::CountryUnknown),
            ("Korea", Rule::CountryAmbiguous),
            ("Congo, DRC", Rule::CountryAmbiguous),
            ("FK", Rule::CountryUnlisted),
            ("Kosovo", Rule::CountryUnlisted),
            ("OOO, US", Rule::CountryGlobalMixed),
            ("", Rule::ValueMissing),
            ("=US", Rule::ValueFormula),
            ("#N/A", Rule::ValueError),
        ] {
            let findings = only_cell(Column::Countries, text);
            assert_eq!(rules(&findings), [rule], "{text}");
            assert!(findings[0].is_blocking(), "{text}");
        }
    }

    #[test]
    fn guesses_are_shown() {
        let findings = only_cell(Column::Countries, "Germny, US");
        assert_eq!(findings[0].fix, Some(Fix::suggestion("DE, US")));
        let findings = only_cell(Column::Countries, "Korea, JP");
        assert_eq!(findings[0].alternatives, ["KP, JP", "KR, JP"]);
        let findings = only_cell(Column::Countries, "OOO, US");
        assert_eq!(findings[0].fix.as_ref().map(|fix| fix.safety), Some(Safety::Suggestion));
    }

    #[test]
    fn changes_of_white_space_alone_are_said_as_such() {
        for text in [" US", "US,CA", "US ,CA", "US\u{a0}"] {
            assert_eq!(rules(&only_cell(Column::Countries, text)), [Rule::ValueWhitespace], "{text}");
        }
        assert_eq!(rules(&only_cell(Column::Countries, "U\u{200b}S")), [Rule::CountrySpelling]);
        for text in ["US;CA", "US, CA and FR", "US,,CA", "US, CA,", "US、CA"] {
            assert_eq!(rules(&only_cell(Column::Countries, text)), [Rule::CountrySpelling], "{text}");
        }
    }
}
