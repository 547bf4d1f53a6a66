//! Joins the tokens of a list of countries to segments and resolves each of them.
//!
//! A segment is a token, or several that are one name with separators inside ("Korea, Republic of"). Expressions that contain
//! lists themselves are parsed here: "EU except DE, FR", "DACH (DE, AT, CH)", "rest of the Nordics". Two things need the
//! whole list and come last: a name that means another country in another language is decided by the languages of the
//! other names, and [`evidence`](super::evidence) marks what other segments contradict.
//!
//! Tokens come from [`lexer`](super::lexer), and countries of a name from [`resolver`](super::resolver). Findings and fixes
//! are created in [`countries`](super).

use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use super::evidence::{are_regions, weigh_neighbors};
use super::groups::{CountryList, CustomGroups, GroupMatch};
use super::lexer::{Separator, Token, closing_bracket, is_closing_bracket, max_name_end, tokenize};
use super::resolver::{Resolution, join_codes, name_continuations, resolve_adjacent, resolve_name, split_brackets};
use crate::contact::{Column, Country, LanguageSet};
use crate::normalize::text::clean;
use crate::tables::{
    CountryMatch, ListWord, country_languages, country_meaning, country_meaning_in, language, list_word,
};

/// A token, or several that are one name, with the countries it stands for.
#[derive(Debug, PartialEq)]
pub(crate) struct Segment {
    pub(crate) span: Range<usize>,
    pub(crate) resolution: Resolution,
}

pub(super) type Segments = SmallVec<[Segment; 4]>;

/// Parses tokens into segments. `languages` are those of the header: they decide what the other names leave open.
pub(crate) fn parse(text: &str, tokens: &[Token], groups: &CustomGroups, languages: LanguageSet) -> Segments {
    let mut segments = Segments::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = &text[tokens[at].span.clone()];
        // No known name starts with a code, so a code is a complete segment. (`UK` isn't a code, and starts "UK & I".)
        let code = Country::from_code_ignore_case(token);
        let (resolution, mut end) = code
            .map(|country| (Resolution::Known(CountryMatch::Country(country)), at + 1))
            .or_else(|| name_across_tokens(text, tokens, at, groups))
            .unwrap_or_else(|| (resolve_token(token, groups), at + 1));
        let before = tokens[at].before;
        let mut segment = Segment { span: tokens[at].span.start..tokens[end - 1].span.end, resolution };
        if let Resolution::Group(group) = &mut segment.resolution {
            end = take_out_tokens(text, tokens, end, group, groups);
            segment.span.end = tokens[end - 1].span.end;
        }
        at = end;
        match segments.last_mut() {
            Some(last) if before == Separator::Conjunction && is_single_unknown_text(text, last, &segment) => {
                last.span.end = segment.span.end;
                last.resolution = Resolution::Unknown;
            }
            _ => segments.push(segment),
        }
    }
    decide_by_language(text, &mut segments, languages);
    weigh_neighbors(text, &mut segments, tokens, groups);
    mark_french_overseas(text, &mut segments, groups, languages);
    segments
}

/// Returns the countries of a text. The error is the first segment that doesn't have exactly one reading.
pub(crate) fn parse_unambiguous(text: &str, groups: &CustomGroups) -> Result<Vec<Country>, String> {
    let tokens = tokenize(text, Column::Countries).unwrap_or_default();
    let mut all: Vec<Country> = Vec::new();
    for Segment { span, resolution } in parse(text, &tokens, groups, LanguageSet::default()) {
        let countries = resolution.certain_countries().ok_or_else(|| text[span].to_owned())?;
        countries.iter().for_each(|country| {
            if !all.contains(country) {
                all.push(*country);
            }
        });
    }
    if all.is_empty() { Err(text.to_owned()) } else { Ok(all) }
}

/// Resolves one token: a name, an expression with a group, or several names without a separator.
fn resolve_token(text: &str, groups: &CustomGroups) -> Resolution {
    resolve_name(text, groups)
        .or_else(|| {
            let text = clean(text).text;
            parse_incomplete(&text)
                .or_else(|| parse_group_expression(&text, groups))
                .map(|group| Resolution::Group(Box::new(group)))
                .or_else(|| parse_listed_group(&text, groups))
                .or_else(|| parse_only(&text, groups))
                .or_else(|| resolve_adjacent(&text))
        })
        .unwrap_or(Resolution::Unknown)
}

// Names across tokens

/// Returns the longest name that consists of several tokens starting at `first`, and the index of the next token.
fn name_across_tokens(
    text: &str,
    tokens: &[Token],
    first: usize,
    groups: &CustomGroups,
) -> Option<(Resolution, usize)> {
    let max_end = max_name_end(tokens, first);
    let up_to = |end: usize| &text[tokens[first].span.start..tokens[end - 1].span.end];
    // Fast path: no name continues past this token.
    if max_end == first + 1 {
        return None;
    }
    let rest = |end: usize| &text[tokens[end - 1].span.end..tokens[end].span.end];
    let may_continue = |end: &usize| name_continuations(up_to(*end), groups).may_be(rest(*end));
    let last = (first + 1..max_end).take_while(may_continue).last()? + 1;
    (first + 2..=last).rev().find_map(|end| {
        let name = resolve_name(up_to(end), groups).filter(|name| *name != Resolution::Unknown)?;
        let parts = || tokens[first..end].iter().map(|token| resolve_token(&text[token.span.clone()], groups));
        let list: Option<Vec<CountryMatch>> = parts().map(|part| certain_meaning(&part)).collect();
        let resolution = match (name, list) {
            // Each token is also a country by itself: "Congo, DRC" is one country or two.
            (Resolution::Known(name), Some(list)) if list.iter().any(|meaning| *meaning != name) => {
                let name = if let CountryMatch::Suggested(guess) = name { *guess } else { name };
                let codes: Vec<&str> = list.iter().filter_map(CountryMatch::code).collect();
                Resolution::NameOrList { name, list: codes.join(", ") }
            }
            (Resolution::Group(_) | Resolution::Conflicting(_) | Resolution::Multiple { .. }, Some(_)) => return None,
            // "UK, Virgin Islands": a guess at one name would drop a country of the list.
            (Resolution::Known(CountryMatch::Suggested(guess)), None)
                if parts().any(|part| certain_meaning(&part).is_some_and(|meaning| meaning != *guess)) =>
            {
                let name = guess.code().map(str::to_owned);
                Resolution::Conflicting(name.into_iter().chain(possible_lists(parts())).collect())
            }
            (name, _) => name,
        };
        Some((resolution, end))
    })
}

fn certain_meaning(resolution: &Resolution) -> Option<CountryMatch> {
    match resolution {
        Resolution::Known(meaning @ (CountryMatch::Country(_) | CountryMatch::Global)) => Some(*meaning),
        _ => None,
    }
}

/// Returns every combination of the tokens' readings as a list of codes.
fn possible_lists(parts: impl Iterator<Item = Resolution>) -> Vec<String> {
    parts.fold(vec![], |lists: Vec<String>, part| {
        let readings: &[CountryMatch] = match &part {
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

/// Returns whether a conjunction between two segments is more likely part of one unknown text: if neither segment is known, or
/// if one isn't and the word is too short to be a conjunction for certain.
fn is_single_unknown_text(text: &str, one: &Segment, other: &Segment) -> bool {
    let is_unknown = |segment: &Segment| segment.resolution == Resolution::Unknown;
    let is_short = text[one.span.end..other.span.start].trim().chars().nth(2).is_none();
    match (is_unknown(one), is_unknown(other)) {
        (true, true) => true,
        (true, false) | (false, true) => is_short,
        (false, false) => false,
    }
}

// Expressions with a group

/// Parses "rest of GROUP" or "GROUP except …", or a group with exceptions.
pub(super) fn parse_group_expression(text: &str, groups: &CustomGroups) -> Option<GroupMatch> {
    parse_remainder(text, groups).or_else(|| parse_exception(text, groups))
}

/// Parses "Rest of EU", "other EU countries". Which countries these are can't be known from the cell.
fn parse_remainder(text: &str, groups: &CustomGroups) -> Option<GroupMatch> {
    let mut words = text.split_whitespace().skip_while(|word| word.eq_ignore_ascii_case("the"));
    words.next().filter(|word| list_word(word) == Some(ListWord::Rest))?;
    let rest: Vec<&str> = words.collect();
    let is_group = |text: &str| groups.find(text).is_some() || country_meaning(text) == Some(CountryMatch::Global);
    (0..rest.len().min(3)).any(|at| is_group(&rest[at..].join(" "))).then_some(GroupMatch::Remainder)
}

/// Parses the end of a list that leaves countries out: "AT etc.", "and more", "日本等".
fn parse_incomplete(text: &str) -> Option<GroupMatch> {
    let last = text.rsplit(char::is_whitespace).next()?;
    let is_more = |word: &str| list_word(word) == Some(ListWord::More);
    // In scripts without spaces the word is the end of the last name.
    let is_end_of_name = || {
        ["等", "など", "등"]
            .iter()
            .any(|word| last.strip_suffix(word).is_some_and(|name| country_meaning(name).is_some()))
    };
    (is_more(last) || is_end_of_name()).then_some(GroupMatch::Unclear)
}

/// Parses countries or a group with a word that excludes all others: "US only", "nur Deutschland", "DE (only)".
fn parse_only(text: &str, groups: &CustomGroups) -> Option<Resolution> {
    let halves = [
        text.split_once(char::is_whitespace),
        text.rsplit_once(char::is_whitespace).map(|(name, word)| (word, name)),
        split_brackets(text).map(|(name, word)| (word, name)),
    ];
    let name = halves.into_iter().flatten().find(|(word, _)| list_word(word) == Some(ListWord::Only))?.1.trim();
    match resolve_name(name, groups)? {
        Resolution::Known(CountryMatch::Country(country)) => {
            Some(Resolution::Multiple { countries: smallvec![country], certain: false })
        }
        group @ Resolution::Group(_) => Some(group),
        _ => None,
    }
}

/// Parses "EMEA except UK", "Nordics (excl. IS)", "all countries except US".
fn parse_exception(text: &str, groups: &CustomGroups) -> Option<GroupMatch> {
    // "Europe ex-UK".
    let text = &*text.replace(" ex-", " ex ");
    let is_bracket = |c: char| closing_bracket(c).is_some();
    let is_except = |word: &&str| {
        let bare = word.trim_start_matches(is_bracket).trim_end_matches([':', ',']);
        list_word(bare) == Some(ListWord::Except)
    };
    let word = text.split_whitespace().skip(1).find(is_except)?;
    let (base, exceptions) = text.split_once(&format!(" {word}"))?;
    let in_brackets = word.starts_with(is_bracket);
    let exceptions = if in_brackets { exceptions.trim_end_matches(is_closing_bracket) } else { exceptions };
    // "except for", "à l'exception de".
    let exceptions = ["for ", "of ", "de ", "du "]
        .iter()
        .find_map(|word| exceptions.trim_start().strip_prefix(word))
        .unwrap_or(exceptions);
    let base = base.trim().trim_end_matches([',', '-', '\u{2013}']).trim_end();
    let mut group = groups.find(base).or_else(|| {
        country_meaning(base).filter(|meaning| *meaning == CountryMatch::Global)?;
        Some(GroupMatch::new(base, Country::all().collect(), None, String::new()))
    })?;
    if let GroupMatch::Members { is_open, .. } = &mut group {
        *is_open = !in_brackets;
    }
    let tokens = tokenize(exceptions, Column::Countries).unwrap_or_default();
    // Exceptions of exceptions are not supported.
    let is_nested = exceptions.split_whitespace().any(|word| is_except(&word));
    if tokens.is_empty() || is_nested {
        return Some(GroupMatch::Unclear);
    }
    for token in tokens {
        take_out(&mut group, &exceptions[token.span], groups);
    }
    Some(group)
}

/// Takes the tokens after "except" out of a group and returns the index of the next token.
fn take_out_tokens(
    text: &str,
    tokens: &[Token],
    mut at: usize,
    group: &mut GroupMatch,
    groups: &CustomGroups,
) -> usize {
    while group.is_open() && tokens.get(at).is_some_and(|token| token.before != Separator::Hard) {
        take_out(group, &text[tokens[at].span.clone()], groups);
        at += 1;
    }
    at
}

fn take_out(group: &mut GroupMatch, exception: &str, groups: &CustomGroups) {
    group.take_out(resolve_token(exception, groups).certain_countries().unwrap_or_default());
}

/// Parses a group with its countries in brackets: "DACH (DE, AT, CH)", "EMEA (FR, UK)".
fn parse_listed_group(text: &str, groups: &CustomGroups) -> Option<Resolution> {
    let (group, list) = split_brackets(text)?;
    // The list has no brackets, so that the recursion is one level deep.
    groups.find(group).filter(|_| !list.contains(|c| closing_bracket(c).is_some()))?;
    let countries = parse_unambiguous(list, groups).ok()?;
    // One country in brackets isn't all that a region means: "EMEA (DE)". "Americas (NA, LA)" has no countries.
    if countries.len() < 2 || are_regions(&countries) {
        return Some(Resolution::Group(Box::new(GroupMatch::Unclear)));
    }
    Some(Resolution::Multiple { countries: countries.into(), certain: false })
}

// Decisions that need the whole list

/// Decides names that mean different countries in different languages.
fn decide_by_language(text: &str, segments: &mut Segments, header: LanguageSet) {
    // A rare name, or one that resembles another, is certain in its own language: "Moldavia y Suecia".
    let is_open = |segment: &Segment| {
        matches!(segment.resolution, Resolution::Known(CountryMatch::Ambiguous(_) | CountryMatch::Suggested(_)))
    };
    if !segments.iter().any(is_open) {
        return;
    }
    let of_list = languages_of(text, segments);
    let listed: CountryList = segments
        .iter()
        .filter_map(|segment| match segment.resolution {
            Resolution::Known(CountryMatch::Country(country)) => Some(country),
            _ => None,
        })
        .collect();
    // "Papua, Indonesia" may be a part of the other country, in any language.
    let may_be_part = |segment: &Segment| match segment.resolution {
        Resolution::Known(CountryMatch::Ambiguous(readings)) => {
            readings.iter().any(|reading| matches!(reading, CountryMatch::Country(country) if listed.contains(country)))
        }
        _ => false,
    };
    for segment in segments.iter_mut().filter(|segment| is_open(segment) && !may_be_part(segment)) {
        let name = &text[segment.span.clone()];
        let decided = [of_list, header].into_iter().filter(|languages| !languages.is_empty()).find_map(|languages| {
            country_meaning_in(name, languages)
                .filter(|meaning| !matches!(meaning, CountryMatch::Ambiguous(_) | CountryMatch::Suggested(_)))
        });
        if let Some(meaning) = decided {
            segment.resolution = Resolution::Known(meaning);
        }
    }
}

/// Returns the languages that all certain names of a list have in common; empty if there are no such names.
fn languages_of(text: &str, segments: &Segments) -> LanguageSet {
    let certain = segments.iter().filter(|segment| certain_meaning(&segment.resolution).is_some());
    let known = certain.map(|segment| country_languages(&text[segment.span.clone()]));
    let known = known.filter(|languages| !languages.is_empty());
    known.reduce(LanguageSet::common).unwrap_or_default()
}

/// Marks DOM and COM as ambiguous in a French list or beside France or its overseas parts: they are parts of France, or the
/// three-letter codes of the Dominican Republic and the Comoros.
fn mark_french_overseas(text: &str, segments: &mut Segments, groups: &CustomGroups, header: LanguageSet) {
    let group_of = |segment: &Segment| match &text[segment.span.clone()] {
        "DOM" => Some("DROM"),
        "COM" => Some("French overseas collectivities"),
        _ => None,
    };
    if !segments.iter().any(|segment| group_of(segment).is_some()) {
        return;
    }
    let members = |name: &str| match groups.find(name) {
        Some(GroupMatch::Members { members, .. }) => members,
        _ => CountryList::new(),
    };
    let french: CountryList = ["DROM", "French overseas collectivities"].into_iter().flat_map(members).collect();
    let is_french = |segment: &Segment| match certain_meaning(&segment.resolution) {
        Some(CountryMatch::Country(country)) => country.code() == "FR" || french.contains(&country),
        _ => matches!(&text[segment.span.clone()], "TOM" | "DROM" | "ROM"),
    };
    let is_long_code = |segment: &Segment| {
        let text = &text[segment.span.clone()];
        text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()) && group_of(segment).is_none()
    };
    let is_french_list = segments.iter().any(is_french) || !header.common(language("fr")).is_empty();
    if !is_french_list
        || segments.iter().any(|segment| is_long_code(segment) && certain_meaning(&segment.resolution).is_some())
    {
        return;
    }
    for segment in segments.iter_mut() {
        let Some(group) = group_of(segment) else { continue };
        if let Resolution::Known(CountryMatch::Country(country)) = segment.resolution {
            let readings = vec![country.code().to_owned(), join_codes(&members(group))];
            segment.resolution = Resolution::Conflicting(readings);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::language;

    /// The segments of a list with a short form of each resolution.
    fn segments<'t>(text: &'t str, groups: &CustomGroups, languages: LanguageSet) -> Vec<(&'t str, String)> {
        let tokens = tokenize(text, Column::Countries).unwrap();
        let shown = |resolution: Resolution| match resolution {
            Resolution::Known(CountryMatch::Suggested(guess)) => format!("{}?", guess.code().unwrap_or_default()),
            Resolution::Known(meaning) => meaning.code().unwrap_or("ambiguous").to_owned(),
            Resolution::Misspelled(country) => format!("{}?", country.code()),
            Resolution::Multiple { countries, certain } => {
                format!("{}{}", join_codes(&countries), if certain { "" } else { "?" })
            }
            Resolution::Conflicting(readings) => readings.join(" | "),
            Resolution::Doubtful(doubt) => doubt.readings.join(" | "),
            Resolution::NameOrList { name, list } => format!("{} | {list}", name.code().unwrap_or_default()),
            Resolution::Group(group) => match *group {
                GroupMatch::Members { members, .. } => join_codes(&members),
                other => format!("{other:?}"),
            },
            Resolution::Unknown => "unknown".to_owned(),
        };
        let segments = parse(text, &tokens, groups, languages).into_iter();
        segments.map(|segment| (&text[segment.span], shown(segment.resolution))).collect()
    }

    fn assert_segments(groups: &CustomGroups, text: &str, expected: &[(&str, &str)]) {
        let found = segments(text, groups, LanguageSet::default());
        let found: Vec<(&str, &str)> = found.iter().map(|(segment, codes)| (*segment, &**codes)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_may_consist_of_several_tokens() {
        let none = CustomGroups::default();
        assert_segments(
            &none,
            "US, Korea, Republic of; JP",
            &[("US", "US"), ("Korea, Republic of", "KR"), ("JP", "JP")],
        );
        assert_segments(
            &none,
            "Trinidad and Tobago and Antigua & Barbuda",
            &[("Trinidad and Tobago", "TT"), ("Antigua & Barbuda", "AG")],
        );
        assert_segments(&none, "Congo, DRC", &[("Congo, DRC", "CD | CG, CD")]);
        assert_segments(&none, "Trinidad; Tobago", &[("Trinidad", "TT?"), ("Tobago", "TT?")]);
        assert_segments(&none, "Narnia and Mordor, US", &[("Narnia and Mordor", "unknown"), ("US", "US")]);
    }

    #[test]
    fn exceptions_extend_to_tokens_after_a_comma() {
        let none = CustomGroups::default();
        assert_segments(&none, "Nordics except IS, NO; US", &[("Nordics except IS, NO", "DK, FI, SE"), ("US", "US")]);
        assert_segments(&none, "Nordics (except IS), US", &[("Nordics (except IS)", "DK, FI, NO, SE"), ("US", "US")]);
        assert_segments(&none, "Nordics except IS, US", &[("Nordics except IS, US", "Unclear")]);
        assert_segments(&none, "DACH (DE, AT), FR", &[("DACH (DE, AT)", "DE, AT?"), ("FR", "FR")]);
    }

    #[test]
    fn expressions_with_groups_are_parsed() {
        let none = CustomGroups::default();
        for (text, members) in [
            ("Nordics excl. IS", "DK, FI, NO, SE"),
            ("Nordics except", "Unclear"),
            ("Nordics except Nordics", "Unclear"),
            ("Nordics except Narnia", "Unclear"),
            ("EMEA except UK", "Undefined"),
            ("the rest of the Nordics", "Remainder"),
            ("rest of the Nordics", "Remainder"),
        ] {
            assert_segments(&none, text, &[(text, members)]);
        }
        let all = parse_unambiguous("all countries except US", &none).unwrap();
        assert_eq!(all.len(), Country::all().len() - 1);
        let csv = "group,codes\nBenelux,\"BE, NL\"\nHome,\"DACH, Benelux, LI\"\n";
        let own = CustomGroups::from_csv("groups.csv", csv.as_bytes()).unwrap();
        assert_segments(&own, "Home without Benelux", &[("Home without Benelux", "DE, AT, CH, LI")]);
        assert_segments(&own, "Home (excl. CH & LI)", &[("Home (excl. CH & LI)", "DE, AT, BE, NL")]);
    }

    #[test]
    fn languages_decide_ambiguous_names() {
        let none = CustomGroups::default();
        let vietnamese = segments("Nga", &none, language("vi"));
        assert_eq!(vietnamese, [("Nga", "RU".to_owned())]);
        assert_segments(&none, "Nga, Đức", &[("Nga", "RU"), ("Đức", "DE")]);
    }

    #[test]
    fn a_state_with_its_country_is_ambiguous() {
        let none = CustomGroups::default();
        assert_segments(&none, "Georgia, USA", &[("Georgia, USA", "GE, US | US")]);
        assert_segments(&none, "Georgia and USA", &[("Georgia", "GE"), ("USA", "US")]);
        assert_segments(&none, "Georgia, USA, FR", &[("Georgia", "GE"), ("USA", "US"), ("FR", "FR")]);
    }

    #[test]
    fn unambiguous_lists_have_one_reading_for_each_segment() {
        let none = CustomGroups::default();
        let parsed = |text| parse_unambiguous(text, &none).map(|countries| join_codes(&countries));
        assert_eq!(parsed("DACH, FR and Germany").as_deref(), Ok("DE, AT, CH, FR"));
        for (text, fault) in
            [("DE, Korea", "Korea"), ("DE, Narnia, Mordor", "Narnia"), ("DE; OOO", "OOO"), (" ; ", " ; ")]
        {
            assert_eq!(parsed(text), Err(fault.to_owned()), "{text}");
        }
    }
}
