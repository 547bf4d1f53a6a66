//! Decides whether a domain is easily mistaken for another.

use std::hash::BuildHasher;

use unicode_security::skeleton;

use super::HASHER;
use super::punycode::decoded;

/// The similarity of two domains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LookalikeKind {
    /// They look the same.
    Look,
    /// A label differs by one letter.
    Letter,
}

/// A domain in Unicode, with its skeleton (Unicode Technical Standard 39), which domains that look the same share.
pub(super) struct ComparableDomain {
    pub(super) shown: String,
    look: String,
}

/// The minimum length of a label. Shorter ones often differ by one letter: hp.com and hpe.com are two companies.
const MIN_LABEL_LENGTH: usize = 5;

impl ComparableDomain {
    pub(super) fn of(domain: &str) -> Self {
        let shown = decoded(domain).into_owned();
        ComparableDomain { look: look(&shown), shown }
    }

    /// Returns the similarity to another domain, if there is one.
    pub(super) fn similarity(&self, other: &ComparableDomain) -> Option<LookalikeKind> {
        if self.shown == other.shown {
            return None;
        }
        if self.look == other.look {
            return Some(LookalikeKind::Look);
        }
        let mut labels = self.shown.rsplit('.').zip(other.shown.rsplit('.')).enumerate();
        let has_same_label_count = self.shown.split('.').count() == other.shown.split('.').count();
        // The top-level domain must be equal, because companies own one name under several (contoso.de, contoso.dk).
        let is_similar = |(at, (one, other)): (usize, (&str, &str))| one == other || at > 0 && may_be_typo(one, other);
        (has_same_label_count && labels.all(is_similar) && strsim::osa_distance(&self.shown, &other.shown) == 1)
            .then_some(LookalikeKind::Letter)
    }

    /// Calls `take` with each key of a domain in the index: the hashes of its skeleton, of its text, and of its text
    /// without each one of its letters. Similar domains have at
    /// least one key in common.
    pub(super) fn keys(&self, mut take: impl FnMut(u32)) {
        let key = |text: &str| HASHER.hash_one(text) as u32;
        take(key(&self.look));
        take(key(&self.shown));
        let name = &self.shown[..self.shown.rfind('.').unwrap_or(0)];
        let mut without = String::with_capacity(self.shown.len());
        for (at, letter) in name.char_indices().filter(|(_, letter)| *letter != '.') {
            without.clear();
            without.push_str(&self.shown[..at]);
            without.push_str(&self.shown[at + letter.len_utf8()..]);
            take(key(&without));
        }
    }

    /// Returns whether a label mixes Latin letters with those of another script, or, under an ASCII top-level domain,
    /// consists of letters that look like Latin ones.
    pub(super) fn is_homograph(&self) -> bool {
        let is_tld_ascii = self.shown.rsplit('.').next().is_some_and(|ending| ending.is_ascii());
        self.shown
            .split('.')
            .filter(|label| label.chars().any(is_greek_or_cyrillic))
            .any(|label| label.chars().any(is_latin) || is_tld_ascii && skeleton(label).all(|letter| letter.is_ascii()))
    }
}

/// Returns whether two labels are long enough to compare and differ in more than digits. `team1` and `team2` belong to one company.
fn may_be_typo(one: &str, other: &str) -> bool {
    let letters = |label: &str| label.chars().filter(|letter| !letter.is_ascii_digit()).collect::<String>();
    one.chars().count().min(other.chars().count()) >= MIN_LABEL_LENGTH && letters(one) != letters(other)
}

/// Returns the skeleton of Unicode Technical Standard 39, in which `rn`, `vv`, `0` and `1` are also `m`, `w`, `o` and `l`.
fn look(shown: &str) -> String {
    let letters = if shown.is_ascii() { shown.to_owned() } else { skeleton(shown).collect::<String>().to_lowercase() };
    let letters = letters.replace("rn", "m").replace("vv", "w");
    letters.replace('0', "o").replace('1', "l")
}

fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic() || matches!(letter, '\u{c0}'..='\u{24f}')
}

fn is_greek_or_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{1f00}'..='\u{1fff}' | '\u{a640}'..='\u{a69f}')
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn similarity(one: &str, other: &str) -> Option<LookalikeKind> {
        ComparableDomain::of(one).similarity(&ComparableDomain::of(other))
    }

    #[test]
    fn domains_that_look_the_same_are_similar() {
        for (one, other) in [
            ("contoso.com", "c0ntoso.com"),
            ("fabrikam.com", "fabrikarn.com"),
            ("hotmail.com", "hotrnail.com"),
            ("northwind.com", "northvvind.com"),
            ("adatum1.com", "adatuml.com"),
            ("m1.com", "rnl.com"),
            ("contoso.com", "contoso.c0m"),
            ("contoso.com", "xn--ntoso-iyeu.com"),
        ] {
            assert_eq!(similarity(one, other), Some(LookalikeKind::Look), "{one} {other}");
        }
    }

    #[test]
    fn domains_with_a_different_letter_are_similar() {
        for (one, other) in [
            ("contoso.com", "contosso.com"),
            ("contoso.com", "contos.com"),
            ("contoso.com", "contozo.com"),
            ("contoso.com", "cnotoso.com"),
            ("contoso.com", "conto5o.com"),
            ("contoso.com", "con-toso.com"),
            ("contoso.co.uk", "contosso.co.uk"),
            ("contoso.onmicrosoft.com", "contosso.onmicrosoft.com"),
            ("mail.contoso.com", "mail.contosa.com"),
            ("muller.de", "xn--mller-kva.de"),
        ] {
            assert_eq!(similarity(one, other), Some(LookalikeKind::Letter), "{one} {other}");
        }
    }

    #[test]
    fn domains_of_one_company_or_of_others_are_not_similar() {
        for (one, other) in [
            ("contoso.com", "contoso.com"),
            ("contoso.de", "contoso.dk"),
            ("contoso.com", "contoso.co"),
            ("contoso.co.uk", "contoso.co.nz"),
            ("contoso.co.uk", "contoso.com.uk"),
            ("contoso.com", "mail.contoso.com"),
            ("contoso.com", "contosso.de"),
            ("us.contoso.com", "uk.contoso.com"),
            ("emea.contoso.com", "mea.contoso.com"),
            ("team1.example.com", "team2.example.com"),
            ("contoso1.com", "contoso12.com"),
            ("contoso365.com", "contoso.com"),
            ("hp.com", "hpe.com"),
            ("acme.com", "acne.com"),
            ("contoso.com", "kontozo.com"),
            ("contoso.com", "cont.oso.com"),
            ("north.contoso.com", "northcontoso.com"),
        ] {
            assert_eq!(similarity(one, other), None, "{one} {other}");
        }
    }

    #[test]
    fn letters_of_other_scripts_among_latin_ones_are_found() {
        let hides = |domain: &str| ComparableDomain::of(domain).is_homograph();
        for domain in ["xn--ntoso-iyeu.com", "xn--contso-zqf.com", "xn--n1aahb.com"] {
            assert!(hides(domain), "{domain}");
        }
        // Яндекс looks like no Latin word, сосо with a Cyrillic ending imitates nothing, ü and ア look like no Latin letter.
        for domain in
            ["contoso.com", "xn--d1acpjx3f.com", "xn--n1aahb.xn--p1ai", "xn--mller-kva.de", "xn--contoso-qq4f.com"]
        {
            assert!(!hides(domain), "{domain}");
        }
    }

    proptest! {
        #[test]
        fn similar_domains_have_a_common_key(name in "[a-e01mnr]{4,9}", from in 0..9_usize, to in "[a-e01m]{0,2}", kind in 0..2_usize) {
            let at = from.min(name.len());
            let other = format!("{}{to}{}", &name[..at], &name[(at + kind).min(name.len())..]);
            let [one, other] = [name, other].map(|name| ComparableDomain::of(&format!("{name}.example.com")));
            if one.similarity(&other).is_some() {
                let keys = |shape: &ComparableDomain| { let mut keys = HashSet::new(); shape.keys(|key| { keys.insert(key); }); keys };
                prop_assert!(!keys(&one).is_disjoint(&keys(&other)), "{} {}", one.shown, other.shown);
                prop_assert_eq!(one.similarity(&other), other.similarity(&one));
            }
        }
    }
}
