mod brackets;
mod conjunctions;
mod group_file;
mod groups;
pub(crate) mod lexer;
mod parser;
mod resolver;

pub(crate) use brackets::closing;
pub use group_file::{GroupsError, GroupsFault};
pub use groups::CustomGroups;

use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use super::cell::Cell;
use super::edits::{EditPlan, Replacement};
use crate::contact::{Column, Countries, Country, LanguageSet};
use crate::diagnostics::{Finding, Message, OneOf, Rule, StateCode, UnlistedCountry};
use crate::tables::{CountryMatch, nearest_country, state_meaning};
use groups::GroupMatch;
use lexer::{Token, split};
use parser::{Reading, Segment, stretches};
use resolver::{Resolution, codes, is_generic};

/// The countries of a cell: codes, or names and whatever else people write for them.
pub(crate) fn normalize<'a>(cell: &Cell<'_, 'a>, findings: &mut Vec<Finding<'a>>) -> Option<Countries> {
    canonical(cell.text()).or_else(|| CellNormalizer::new(cell).all(findings))
}

/// The same for a cell that needn't be canonical, with what each of its pieces becomes.
pub(crate) fn read<'a>(
    cell: &Cell<'_, 'a>,
    findings: &mut Vec<Finding<'a>>,
) -> (Option<Countries>, SmallVec<[Replacement<'a>; 8]>) {
    let mut judged = CellNormalizer::new(cell);
    let countries = judged.all(findings);
    (countries, judged.draft.into_items())
}

/// The countries of a text where each of its pieces has one reading; else the first piece that has not.
pub(crate) fn parse_unambiguous(text: &str, groups: &CustomGroups) -> Result<Vec<Country>, String> {
    let pieces = split(text, Column::Countries).unwrap_or_default();
    let mut all: Vec<Country> = Vec::new();
    for Segment { span, reading } in stretches(text, &pieces, groups, LanguageSet::default()) {
        let members: Option<SmallVec<[Country; 8]>> = match reading {
            Reading::One(Resolution::Known(CountryMatch::Country(country))) => Some(smallvec![country]),
            Reading::One(Resolution::Multiple { countries, sure: true }) => Some(countries),
            Reading::One(Resolution::Group(group)) => match *group {
                GroupMatch::Members { members, .. } => Some(members),
                _ => None,
            },
            _ => None,
        };
        let members = members.ok_or_else(|| text[span].to_owned())?;
        members.into_iter().for_each(|country| {
            if !all.contains(&country) {
                all.push(country);
            }
        });
    }
    if all.is_empty() { Err(text.to_owned()) } else { Ok(all) }
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

/// A list that isn't canonical, as far as it is judged.
struct CellNormalizer<'c, 'r, 'a> {
    draft: EditPlan<'c, 'r, 'a>,
    listed: SmallVec<[Country; 16]>,
    global: bool,
    refused: bool,
}

impl<'c, 'r, 'a> CellNormalizer<'c, 'r, 'a> {
    fn new(cell: &'c Cell<'r, 'a>) -> Self {
        CellNormalizer { draft: EditPlan::new(cell), listed: SmallVec::new(), global: false, refused: false }
    }

    /// Judges all of the cell; gives its countries where all of it is read.
    fn all(&mut self, findings: &mut Vec<Finding<'a>>) -> Option<Countries> {
        let cell = self.draft.cell;
        let cleaned = cell.cleaned(findings)?;
        let text = cell.text();
        let pieces = split(text, cell.column).filter(|pieces| !pieces.is_empty() && !is_placeholder(&cleaned.text));
        let Some(pieces) = pieces else {
            self.refuse_all(text);
            return self.finish(&[], findings);
        };
        for stretch in stretches(text, &pieces, &cell.settings.groups, cell.row.languages) {
            self.judge(text, stretch);
        }
        self.finish(&pieces, findings)
    }

    fn judge(&mut self, text: &'a str, Segment { span, reading }: Segment) {
        match reading {
            Reading::OneOrList { one, list } => {
                let readings = one.code().map(str::to_owned).into_iter().chain([list]).collect();
                self.ambiguous(span, Message::CountryJoined, readings);
            }
            Reading::One(Resolution::Known(meaning)) => self.known(text, span, meaning),
            Reading::One(Resolution::Misspelt(near)) => self.misspelt(span, near),
            Reading::One(Resolution::Multiple { countries, sure }) => self.several(span, &countries, sure),
            Reading::One(Resolution::Conflicting(readings)) => {
                let message = Message::Torn { readings: OneOf(readings.clone()) };
                self.ambiguous(span, message, readings);
            }
            Reading::One(Resolution::Group(group)) => self.group(span, &group),
            Reading::One(Resolution::Unknown) => self.unknown(&text[span.clone()], span),
        }
    }

    fn known(&mut self, text: &'a str, span: Range<usize>, meaning: CountryMatch) {
        match meaning {
            CountryMatch::Country(_) | CountryMatch::Global => {
                let code = meaning.code().unwrap_or_default();
                let is_code = text[span.clone()] == *code;
                self.draft.item(span.clone(), code);
                if !self.add(meaning) {
                    self.draft.safe(Rule::CountryRepeated, span, Message::Repeated { code });
                } else if !is_code {
                    self.draft.safe(Rule::CountrySpelling, span, Message::CountrySpelling { code });
                }
            }
            CountryMatch::Unlisted(code) => {
                let message = Message::CountryUnlisted { country: UnlistedCountry(code) };
                self.refuse(Rule::CountryUnlisted, span, message);
            }
            CountryMatch::Suggested(meaning) => match meaning.code() {
                Some(code) => {
                    let accepted = self.draft.guess(Rule::CountryUnknown, span, Message::CountryGuess { code }, code);
                    self.guessed(accepted, &[*meaning]);
                }
                None => self.unknown(&text[span.clone()], span),
            },
            CountryMatch::Ambiguous(candidates) => {
                let readings: Vec<&'static str> = candidates.iter().filter_map(CountryMatch::code).collect();
                let codes = readings.iter().map(|code| (*code).to_owned()).collect();
                self.ambiguous(span, Message::CountryAmbiguous { readings: OneOf(readings) }, codes);
            }
        }
    }

    fn several(&mut self, span: Range<usize>, countries: &[Country], sure: bool) {
        let codes = codes(countries);
        let meanings: SmallVec<[CountryMatch; 8]> = countries.iter().copied().map(CountryMatch::Country).collect();
        if sure {
            let message = Message::Several { codes: codes.clone() };
            self.draft.item(span.clone(), codes);
            self.draft.safe(Rule::CountrySpelling, span, message);
            return self.guessed(true, &meanings);
        }
        let message = Message::SeveralGuessed { codes: codes.clone() };
        let accepted = self.draft.guess(Rule::CountryUnknown, span, message, codes);
        self.guessed(accepted, &meanings);
    }

    fn group(&mut self, span: Range<usize>, group: &GroupMatch) {
        let message = match group {
            GroupMatch::Members { members, .. } => {
                let message = group.message();
                let accepted = self.draft.guess(Rule::CountryGroup, span, message, codes(members));
                let members: SmallVec<[CountryMatch; 8]> = members.iter().copied().map(CountryMatch::Country).collect();
                return self.guessed(accepted, &members);
            }
            _ => group.message(),
        };
        self.refuse(Rule::CountryGroup, span, message);
    }

    fn unknown(&mut self, piece: &str, span: Range<usize>) {
        let states = state_meaning(piece);
        if !states.is_empty() {
            let states = OneOf(states.iter().copied().map(StateCode).collect());
            return self.refuse(Rule::CountryUnknown, span, Message::CountryIsState { states });
        }
        match nearest_country(piece).filter(|_| !is_generic(piece)) {
            Some(near) => self.misspelt(span, near),
            None => self.refuse(Rule::CountryUnknown, span, Message::CountryUnknown),
        }
    }

    fn misspelt(&mut self, span: Range<usize>, near: Country) {
        let message = Message::CountryUnknownNear { country: near };
        let accepted = self.draft.guess(Rule::CountryUnknown, span, message, near.code());
        self.guessed(accepted, &[CountryMatch::Country(near)]);
    }

    fn refuse(&mut self, rule: Rule, span: Range<usize>, message: Message) {
        self.refused = true;
        self.draft.refuse(rule, span, message);
    }

    fn ambiguous(&mut self, span: Range<usize>, message: Message, readings: Vec<String>) {
        self.refused = true;
        self.draft.ambiguous(Rule::CountryAmbiguous, span, message, readings);
    }

    /// The cell as a whole says nothing.
    fn refuse_all(&mut self, text: &'a str) {
        self.refuse(Rule::CountryUnknown, 0..text.len(), Message::CountryUnknown);
    }

    fn guessed(&mut self, accepted: bool, meanings: &[CountryMatch]) {
        if accepted {
            for meaning in meanings {
                self.add(*meaning);
            }
        } else {
            self.refused = true;
        }
    }

    /// Adds a country; false where it is there already.
    fn add(&mut self, meaning: CountryMatch) -> bool {
        match meaning {
            CountryMatch::Country(country) if self.listed.contains(&country) => false,
            CountryMatch::Country(country) => {
                self.listed.push(country);
                true
            }
            _ => !std::mem::replace(&mut self.global, true),
        }
    }

    fn finish(&mut self, pieces: &[Token], findings: &mut Vec<Finding<'a>>) -> Option<Countries> {
        if self.global && !self.listed.is_empty() {
            let accepted = self.draft.guess_whole(Rule::CountryGlobalMixed, Message::GlobalMixed, "OOO");
            self.refused |= !accepted;
        }
        self.draft.finish(pieces, Rule::CountrySpelling, findings);
        match self {
            CellNormalizer { refused: true, .. } => None,
            CellNormalizer { global: true, .. } => Some(Countries::Global),
            CellNormalizer { listed, .. } => Some(Countries::Listed(std::mem::take(listed))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Column;
    use crate::diagnostics::{Fix, Safety};
    use crate::normalize::tests::{only_cell, rules};

    /// What a cell becomes where it can be fixed safely.
    fn read(text: &str) -> Option<String> {
        let findings = only_cell(Column::Countries, text);
        match findings.last() {
            None => Some(text.to_owned()),
            Some(_) if findings.iter().any(Finding::is_blocking) => None,
            Some(finding) => finding.fix.clone().map(|fix| fix.value.into_owned()),
        }
    }

    #[test]
    fn codes_stay_as_they_are() {
        for text in ["US", "US, CA, FR", "NA", "NO, NA", "OOO"] {
            assert!(only_cell(Column::Countries, text).is_empty(), "{text}");
        }
        let all: Vec<&str> = Country::all().map(|country| country.code()).collect();
        let twice: Vec<String> = all.iter().map(|code| format!("{code}, {code}")).collect();
        assert_eq!(read(&twice.join(", ")), Some(all.join(", ")));
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
            ("EU", Rule::CountryGroup),
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

    #[test]
    fn long_cells_are_read_without_going_deep() {
        for unit in
            "(EU) ~EU ex ~EU (~(~DE - ~DE (~EU (excl. ~rest of ~Korea and ~US ~(EU) DE ~法国和~\"'~[~1. ~a/~and ~・~St."
                .split('~')
        {
            for text in [unit.repeat(4000), unit.repeat(100_000)] {
                assert!(!only_cell(Column::Countries, &text).is_empty(), "{unit:?}");
            }
        }
        let blanks = " ".repeat(30_000);
        for text in [
            format!("{}US{}", "(".repeat(50_000), ")".repeat(50_000)),
            " ".repeat(200_000),
            format!("US{blanks}and{blanks}CA"),
        ] {
            assert!(!only_cell(Column::Countries, &text).is_empty());
        }
        let nested = format!("{}US{}", "(".repeat(10_000), ")".repeat(10_000));
        assert_eq!(read(&nested), None);
    }
}
