//! A name beside the code of another country: "Germany, GE" and "Congo, CD" are lists of two, or one country with the code that
//! somebody took it to have.

use super::address::is_rivals_name;
use super::places::{are_neighbors, is_large_economy, possible_country};
use super::{absorb_repeats, certain_country, is_code, number_of_values, separator_before};
use crate::contact::Country;
use crate::normalize::countries::lexer::{Separator, Token};
use crate::normalize::countries::parser::{Segment, Segments};
use crate::normalize::countries::resolver::{Resolution, join_codes};
use crate::tables::fold_into;

/// Marks a name and a code beside it as ambiguous if the code may stand for the name. The code is before the name only in a
/// list that has all names in this way: "GE, Germany, FR, France".
pub(super) fn mark_codes_of_names(text: &str, segments: &mut Segments, tokens: &[Token]) {
    let is_code_at = |segment: &Segment| is_code(&text.as_bytes()[segment.span.clone()]);
    let has_code_first = segments.iter().enumerate().all(|(at, segment)| is_code_at(segment) == at.is_multiple_of(2));
    let has_code_first = has_code_first && segments.len().is_multiple_of(2);
    let is_pair = number_of_values(segments) == 2;
    let mut at = 0;
    while at + 1 < segments.len() {
        let (one, other) = (&segments[at], &segments[at + 1]);
        let found = match (is_code_at(one), is_code_at(other)) {
            // "UK, Ukraine" has no code of two letters.
            (true, false) if has_code_first && Country::from_code_ignore_case(&text[one.span.clone()]).is_some() => {
                other_code_of(text, other, one, is_pair)
            }
            (false, true) if !has_code_first => other_code_of(text, one, other, is_pair),
            _ => None,
        };
        if let Some(named) = found
            && !matches!(separator_before(tokens, other), Separator::Sign | Separator::Conjunction)
        {
            let list: Vec<Country> = [one, other].into_iter().filter_map(possible_country).collect();
            let span = one.span.start..other.span.end;
            let resolution = Resolution::Conflicting(vec![join_codes(&list), named.code().to_owned()]);
            segments[at] = Segment { span, resolution };
            segments.remove(at + 1);
            absorb_repeats(segments, at, &list);
        }
        at += 1;
    }
}

/// Returns the only country that a name and a code beside it mean, if they aren't two for certain.
fn other_code_of(text: &str, name: &Segment, code: &Segment, is_pair: bool) -> Option<Country> {
    let (means, of_code) = (possible_country(name)?, certain_country(code)?);
    let (name, code) = (&text[name.span.clone()], &text[code.span.clone()]);
    if means == of_code {
        return None;
    }
    // Both are often listed, so that the name has its own country: "Niger, NG".
    let are_often_listed = || are_neighbors(means, of_code) || matches!(means.code(), "CY" | "MK");
    if code.len() == 2 && is_rivals_name(name, means, of_code) && !are_often_listed() {
        return Some(of_code);
    }
    let is_similar = is_pair && !is_large_economy(of_code);
    (code.len() > 1 && abbreviates(name, code, is_similar)).then_some(means)
}

/// Returns whether a code is an abbreviation of a name: its first letters, the initials of its words or, if less is enough, its
/// first letter and a later one ("Belgium, BG").
fn abbreviates(name: &str, code: &str, is_similar_enough: bool) -> bool {
    let (mut name_key, code) = (String::new(), code.to_ascii_lowercase());
    fold_into(name, &mut name_key);
    let words = || name_key.split(' ').filter(|word| !matches!(*word, "and" | "of" | "the"));
    let initials: String = words().filter_map(|word| word.chars().next()).collect();
    let has_letters = |name: &str| {
        let mut letters = name.chars();
        code.chars().all(|wanted| letters.any(|letter| letter == wanted))
    };
    name_key.starts_with(&code)
        || initials == code
        || is_similar_enough && code.len() == 2 && name_key.starts_with(&code[..1]) && has_letters(&name_key)
}
