//! Which pieces of a list belong together, and what each stretch of it means beside the others.

use std::ops::Range;

use smallvec::SmallVec;

use super::groups::{CustomGroups, GroupMatch};
use super::lexer::{Separator, Token, reach};
use super::resolver::{Resolution, by_code, goes_on, name, sense, with_its_country};
use crate::contact::LanguageSet;
use crate::tables::{CountryMatch, country_languages, country_meaning_in};

/// A stretch of a list that is read as one: a piece, or several that make up a name.
#[derive(Debug)]
pub(crate) struct Segment {
    pub(crate) span: Range<usize>,
    pub(crate) reading: Reading,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Reading {
    One(Resolution),
    /// One name, or a country in each piece: "Congo, DRC".
    OneOrList {
        one: CountryMatch,
        list: String,
    },
}

type Segments = SmallVec<[Segment; 4]>;

/// The stretches of a list in their order. `languages` are those of the header: names that mean something else in another
/// language are settled by the other names of the list, or else by it.
pub(crate) fn stretches(text: &str, pieces: &[Token], groups: &CustomGroups, languages: LanguageSet) -> Segments {
    let mut stretches = Segments::new();
    let mut at = 0;
    while at < pieces.len() {
        let piece = &text[pieces[at].span.clone()];
        // A code starts no longer name. (`UK` is none, and starts "UK & I".)
        let code = by_code(piece).map(|known| (Reading::One(Resolution::Known(known)), at + 1));
        let (reading, mut end) = code
            .or_else(|| name_across(text, pieces, at, groups))
            .unwrap_or_else(|| (Reading::One(sense(piece, groups)), at + 1));
        let before = pieces[at].before;
        let mut stretch = Segment { span: pieces[at].span.start..pieces[end - 1].span.end, reading };
        if let Reading::One(Resolution::Group(group)) = &mut stretch.reading {
            end = take_out_more(text, pieces, end, group, groups);
            stretch.span.end = pieces[end - 1].span.end;
        }
        at = end;
        match stretches.last_mut() {
            Some(last) if before == Separator::Word && is_no_list(text, last, &stretch) => {
                last.span.end = stretch.span.end;
                last.reading = Reading::One(Resolution::Unknown);
            }
            _ => stretches.push(stretch),
        }
    }
    settle(text, &mut stretches, languages);
    tell_state_from_country(text, &mut stretches, pieces);
    stretches
}

/// "Georgia, USA" is a list of two countries, or the state; with "and" between them or more beside them, it is a list.
fn tell_state_from_country(text: &str, stretches: &mut Segments, pieces: &[Token]) {
    let [one, other] = stretches.as_slice() else { return };
    let (
        Reading::One(Resolution::Known(CountryMatch::Country(first))),
        Reading::One(Resolution::Known(CountryMatch::Country(second))),
    ) = (&one.reading, &other.reading)
    else {
        return;
    };
    let names = [&text[one.span.clone()], &text[other.span.clone()]];
    let is_list = pieces.iter().any(|piece| matches!(piece.before, Separator::Sign | Separator::Word));
    if let Some(readings) = with_its_country(&names, &[*first, *second]).filter(|_| !is_list) {
        let span = one.span.start..other.span.end;
        stretches.clear();
        stretches.push(Segment { span, reading: Reading::One(Resolution::Conflicting(readings)) });
    }
}

/// The longest name that goes across several pieces from `first` on, and where the next piece is.
fn name_across(text: &str, pieces: &[Token], first: usize, groups: &CustomGroups) -> Option<(Reading, usize)> {
    let reach = reach(pieces, first);
    let up_to = |end: usize| &text[pieces[first].span.start..pieces[end - 1].span.end];
    if reach == first + 1 {
        return None; // most pieces start no longer name
    }
    let rest = |end: usize| &text[pieces[end - 1].span.end..pieces[end].span.end];
    let last = (first + 1..reach).take_while(|&end| goes_on(up_to(end), groups).may_be(rest(end))).last()? + 1;
    (first + 2..=last).rev().find_map(|end| {
        let one = name(up_to(end), groups).filter(|one| *one != Resolution::Unknown)?;
        let senses = || pieces[first..end].iter().map(|piece| sense(&text[piece.span.clone()], groups));
        let apart: Option<Vec<CountryMatch>> = senses().map(|sense| country_of(&sense)).collect();
        let reading = match (one, apart) {
            // Each piece is a country by itself: "Congo, DRC" is one, or two.
            (Resolution::Known(one), Some(apart)) if apart.iter().any(|meaning| *meaning != one) => {
                let one = if let CountryMatch::Suggested(guess) = one { *guess } else { one };
                let list: Vec<&str> = apart.iter().filter_map(CountryMatch::code).collect();
                Reading::OneOrList { one, list: list.join(", ") }
            }
            (Resolution::Group(_) | Resolution::Conflicting(_) | Resolution::Multiple { .. }, Some(_)) => return None,
            // "UK, Virgin Islands": a guess at one name would drop the country that stands there.
            (Resolution::Known(CountryMatch::Suggested(guess)), None)
                if senses().any(|part| is_other(&part, guess)) =>
            {
                let one = guess.code().map(str::to_owned);
                Reading::One(Resolution::Conflicting(one.into_iter().chain(lists(senses())).collect()))
            }
            (one, _) => Reading::One(one),
        };
        Some((reading, end))
    })
}

fn country_of(sense: &Resolution) -> Option<CountryMatch> {
    match sense {
        Resolution::Known(meaning @ (CountryMatch::Country(_) | CountryMatch::Global)) => Some(*meaning),
        _ => None,
    }
}

fn is_other(sense: &Resolution, guess: &CountryMatch) -> bool {
    country_of(sense).is_some_and(|meaning| meaning != *guess)
}

/// The lists that pieces may be where some of them have several readings.
fn lists(senses: impl Iterator<Item = Resolution>) -> Vec<String> {
    senses.fold(vec![], |lists: Vec<String>, sense| {
        let readings: &[CountryMatch] = match &sense {
            Resolution::Known(CountryMatch::Ambiguous(readings)) => readings,
            Resolution::Known(CountryMatch::Suggested(guess)) => std::slice::from_ref(*guess),
            Resolution::Known(known) => std::slice::from_ref(known),
            _ => &[],
        };
        let codes = readings.iter().filter_map(CountryMatch::code);
        if lists.is_empty() {
            return codes.map(str::to_owned).collect();
        }
        codes.flat_map(|code| lists.iter().map(move |list| format!("{list}, {code}"))).collect()
    })
}

/// Takes out of a group what follows "except" in further pieces, and says where the next piece is.
fn take_out_more(text: &str, pieces: &[Token], mut at: usize, group: &mut GroupMatch, groups: &CustomGroups) -> usize {
    while group.is_open() && pieces.get(at).is_some_and(|piece| piece.before != Separator::Hard) {
        group.take_out(&sense(&text[pieces[at].span.clone()], groups));
        at += 1;
    }
    at
}

/// Whether what looks like "and" between two stretches parts nothing: neither is known, or one is not and the word is so
/// short that it may be any.
fn is_no_list(text: &str, one: &Segment, other: &Segment) -> bool {
    let is_unknown = |stretch: &Segment| stretch.reading == Reading::One(Resolution::Unknown);
    let is_short = text[one.span.end..other.span.start].trim().chars().nth(2).is_none();
    match (is_unknown(one), is_unknown(other)) {
        (true, true) => true,
        (true, false) | (false, true) => is_short,
        (false, false) => false,
    }
}

/// Settles names that mean one country in one language and another in another.
fn settle(text: &str, stretches: &mut Segments, header: LanguageSet) {
    // A name that is rare, or near to another, is sure in its own language: "Moldavia y Suecia".
    let is_open = |stretch: &Segment| {
        matches!(
            stretch.reading,
            Reading::One(Resolution::Known(CountryMatch::Ambiguous(_) | CountryMatch::Suggested(_)))
        )
    };
    if !stretches.iter().any(is_open) {
        return;
    }
    let beside = languages_of(text, stretches);
    for stretch in stretches.iter_mut().filter(|stretch| is_open(stretch)) {
        let name = &text[stretch.span.clone()];
        let settled = [beside, header].into_iter().filter(|languages| !languages.is_empty()).find_map(|languages| {
            country_meaning_in(name, languages)
                .filter(|meaning| !matches!(meaning, CountryMatch::Ambiguous(_) | CountryMatch::Suggested(_)))
        });
        if let Some(meaning) = settled {
            stretch.reading = Reading::One(Resolution::Known(meaning));
        }
    }
}

/// The languages that all settled names of a list have in common; where there are none, nothing is known.
fn languages_of(text: &str, stretches: &Segments) -> LanguageSet {
    let settled = stretches.iter().filter(|stretch| {
        matches!(stretch.reading, Reading::One(Resolution::Known(CountryMatch::Country(_) | CountryMatch::Global)))
    });
    let known = settled.map(|stretch| country_languages(&text[stretch.span.clone()]));
    let known = known.filter(|languages| !languages.is_empty());
    known.reduce(LanguageSet::common).unwrap_or_default()
}
