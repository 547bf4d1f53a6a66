use super::generated::{ROLE_MEANINGS, ROLE_MEANINGS_MAX_LENGTH, ROLE_WORDS, ROLE_WORDS_MAX_LENGTH};
use super::{by_name, folding, nearest};
use crate::contact::Role;

impl Role {
    /// Returns the role of the portal's exact label.
    ///
    /// ```
    /// # use cosell_contacts::Role;
    /// assert_eq!(Role::from_label("Partner sales"), Some(Role::Sales));
    /// assert_eq!(Role::from_label("partner sales"), None);
    /// ```
    pub fn from_label(label: &str) -> Option<Role> {
        let is = |role: Role| label == role.label();
        // Fast path: comparisons with constants are compiled without a call, those of a loop aren't.
        match () {
            () if is(Role::Sales) => Some(Role::Sales),
            () if is(Role::Marketing) => Some(Role::Marketing),
            () if is(Role::TechnicalSales) => Some(Role::TechnicalSales),
            () if is(Role::CustomerSuccess) => Some(Role::CustomerSuccess),
            () => None,
        }
    }
}

/// Returns the role that a text names, in any case and spacing and in any language of the portal's documents.
pub(crate) fn role_meaning(text: &str) -> Option<Role> {
    // Fast path: most roles are a label in another case. The labels are among the keys too, so the result is the same.
    let in_another_case = Role::ALL.into_iter().find(|role| role.label().eq_ignore_ascii_case(text));
    in_another_case
        .or_else(|| by_name(text, ROLE_MEANINGS_MAX_LENGTH, folding::fold_into, |key| ROLE_MEANINGS.get(key).copied()))
}

/// Returns the role of a label, or of a word that people write instead of it: Sales, Vertrieb, Avant-vente, CSM.
pub(crate) fn role_of_word(text: &str) -> Option<Role> {
    role_meaning(text)
        .or_else(|| by_name(text, ROLE_WORDS_MAX_LENGTH, folding::fold_into, |key| ROLE_WORDS.get(key).copied()))
}

/// Returns the role that an unknown text probably names: by a usual word, a misspelt label, or words that distinguish the roles.
pub(crate) fn nearest_role(text: &str) -> Option<Role> {
    role_of_word(text).or_else(|| nearest_label(text))
}

fn nearest_label(text: &str) -> Option<Role> {
    by_name(text, ROLE_MEANINGS_MAX_LENGTH, folding::fold_into, |key| {
        let is_negated = key.split(' ').any(|word| NEGATIONS.contains(&word) || word.starts_with("salesforce"));
        let by_spelling = || nearest(key, ROLE_MEANINGS.entries().map(|(key, role)| (*key, *role)));
        if is_negated { None } else { by_spelling().or_else(|| by_words(key)) }
    })
}

/// Words that turn the meaning of the word after them: "Non-sales" isn't Partner sales.
const NEGATIONS: [&str; 12] =
    ["non", "not", "no", "nicht", "kein", "keine", "pas", "sans", "ohne", "without", "ex", "after"];

fn by_words(key: &str) -> Option<Role> {
    let has = |stem: &str| key.split(' ').any(|word| word.starts_with(stem));
    let is_technical = has("tech") || has("presales") || has("architect");
    let roles = [
        (has("market"), Role::Marketing),
        (has("success") || key == "csm", Role::CustomerSuccess),
        (is_technical, Role::TechnicalSales),
        (!is_technical && (has("sale") || has("seller")), Role::Sales),
    ];
    // Of two roles, one would be lost.
    let mut named = roles.into_iter().filter(|(is_named, _)| *is_named).map(|(_, role)| role);
    named.next().filter(|_| named.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_another_case_equal_their_keys() {
        for role in Role::ALL {
            let label = role.label();
            for text in [label.to_owned(), label.to_ascii_uppercase(), label.to_ascii_lowercase()] {
                assert_eq!(role_meaning(&text), Some(role));
            }
            assert_eq!(ROLE_MEANINGS.get(&label.to_ascii_lowercase()), Some(&role));
        }
    }
}
