//! Similarity of offer IDs: it prevents a new offer whose ID is easily confused with an existing one, and finds
//! suggestions for an unknown ID.

use unicode_security::skeleton;

use super::OfferId;

/// Returns whether two IDs are easily confused: they look alike (a Cyrillic and a Latin а, `l` and `1`), or differ only
/// in case or in the separators between words.
///
/// The look of letters is their skeleton as defined in Unicode Technical Standard 39. A capital I has the skeleton l,
/// but its lower case is i, so the IDs are compared in both orders of folding and skeleton. A space, `-`, `_` and `.`
/// are equal as separators, but their positions count: `crm-1-1` is not `crm-11`.
pub(super) fn are_confusable(one: &OfferId, other: &OfferId) -> bool {
    let [one, other] = [one, other].map(|offer| [folded(&look(offer.as_str())), look(&folded(offer.as_str()))]);
    one.iter().zip(&other).any(|(one, other)| folded(one) == folded(other))
}

/// Returns whether an ID is probably a misspelling of another: one edit apart, or at most two from 16 characters on.
/// IDs of one or two characters never are, because an edit makes a different ID of them, and neither are IDs that differ
/// only in their numbers, such as `crm-01` and `crm-02`: these are a series.
pub(super) fn is_typo(wanted: &OfferId, other: &OfferId) -> bool {
    let (wanted, other) = (folded(wanted.as_str()), folded(other.as_str()));
    let length = wanted.chars().count();
    let is_series = other.contains(char::is_numeric) && without_numbers(&wanted) == without_numbers(&other);
    length > 2 && !is_series && strsim::osa_distance(&wanted, &other) <= (length / 8).clamp(1, 2)
}

/// Returns the text with 0 in place of each number.
fn without_numbers(id: &str) -> String {
    let mut text = String::with_capacity(id.len());
    for c in id.chars() {
        match c.is_numeric() {
            false => text.push(c),
            true if text.ends_with('0') => {}
            true => text.push('0'),
        }
    }
    text
}

/// Returns up to three offers that an unknown ID was probably meant to be, the most similar first.
pub(super) fn nearest(wanted: &OfferId, offers: impl Iterator<Item = OfferId>) -> Vec<OfferId> {
    let key = folded(wanted.as_str());
    let allowed = (key.chars().count() / 3).max(2);
    let mut near: Vec<(usize, OfferId)> = offers
        .filter_map(|offer| {
            let other = folded(offer.as_str());
            let is_part = key.len().min(other.len()) >= 3 && (other.contains(&key) || key.contains(&other));
            let distance = strsim::osa_distance(&key, &other);
            let has_something_in_common = distance < key.chars().count().min(other.chars().count());
            let is_near = distance <= allowed && has_something_in_common || is_part || are_confusable(wanted, &offer);
            is_near.then_some((distance, offer))
        })
        .collect();
    near.sort();
    near.truncate(3);
    near.into_iter().map(|(_, offer)| offer).collect()
}

fn look(text: &str) -> String {
    skeleton(text).collect()
}

/// Returns the text in folded case, with one space between words. Upper case comes first, because it turns `ß` into
/// `SS`.
fn folded(text: &str) -> String {
    let with_spaces =
        text.chars().map(|c| if matches!(c, '-' | '_' | '.' | '\u{2010}'..='\u{2015}') { ' ' } else { c });
    let lower: String = with_spaces.flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::offer_id::id;
    use super::*;

    #[test]
    fn confusable_ids_are_recognized() {
        let pairs = [
            ("contoso-crm", "Contoso CRM"),
            ("contoso-crm", "contoso_crm"),
            ("contoso-crm", "contoso.crm"),
            ("contoso-crm", "c\u{43e}ntoso-crm"),
            ("PAYPAL", "PAYPAI"),
            ("ID", "id"),
            ("crm-1", "crm-l"),
            ("crm-O", "crm-0"),
            ("Straße", "STRASSE"),
            ("ＣＲＭ", "CRM"),
            ("a\u{2013}b", "a-b"),
        ];
        for (one, other) in pairs {
            assert!(are_confusable(&id(one), &id(other)) && are_confusable(&id(other), &id(one)), "{one} {other}");
        }
        for (one, other) in
            [("crm-1-1", "crm-11"), ("crm-1", "crm-2"), ("crm", "crm-eu"), ("café", "cafe"), ("销售", "销量")]
        {
            assert!(!are_confusable(&id(one), &id(other)), "{one} {other}");
        }
    }

    #[test]
    fn one_edit_is_a_misspelling() {
        for (one, other) in [
            ("crn", "crm"),
            ("crm1", "crm"),
            ("crn-01", "crm-01"),
            ("contoso-cmr", "contoso-crm"),
            ("contoso-enterprise-crm", "contoso-entreprise-cmr"),
        ] {
            assert!(is_typo(&id(one), &id(other)), "{one} {other}");
        }
        for (one, other) in [
            ("crm-01", "crm-02"),
            ("crm-1", "crm-10"),
            ("q1-crm-eu", "q2-crm-eu"),
            ("erp", "crm"),
            ("x", ".."),
            ("a1", "a2"),
            ("contoso-erp", "contoso-crm"),
            ("crm", "contoso-crm"),
        ] {
            assert!(!is_typo(&id(one), &id(other)), "{one} {other}");
        }
    }

    #[test]
    fn the_most_similar_ids_come_first() {
        let offers = || ["contoso-crm", "contoso-erp", "fabrikam", "contoso-crm-eu"].into_iter().map(id);
        assert_eq!(nearest(&id("contoso-cmr"), offers())[0], id("contoso-crm"));
        assert_eq!(nearest(&id("Contoso CRM"), offers())[0], id("contoso-crm"));
        assert_eq!(nearest(&id("crm"), offers()), [id("contoso-crm"), id("contoso-crm-eu")]);
        assert!(nearest(&id("northwind"), offers()).is_empty());
        assert!(nearest(&id("x"), ["..", "hr", "y"].into_iter().map(id)).is_empty());
    }
}
