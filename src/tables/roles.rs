use super::generated::{ROLE_MEANINGS, ROLE_MEANINGS_MAX_LENGTH, ROLE_WORDS, ROLE_WORDS_MAX_LENGTH};
use super::{ListWord, by_name, folding, has_doubt, list_word, nearest};
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
    if text.split(' ').any(is_negation) {
        return None;
    }
    by_name(text, ROLE_MEANINGS_MAX_LENGTH, folding::fold_into, |key| {
        let by_spelling = || nearest(key, ROLE_MEANINGS.entries().map(|(key, role)| (*key, *role)));
        if key.split(' ').any(|word| word.starts_with("salesforce")) {
            None
        } else {
            by_spelling().or_else(|| by_words(key))
        }
    })
}

/// Returns whether a word negates the words beside it: "Non-sales" and "Sales (excl. presales)" aren't one of these
/// roles, and "former Partner sales" isn't a role of today.
fn is_negation(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let is_taken_back = |word: &str| matches!(list_word(word), Some(ListWord::Except | ListWord::Former));
    let mut key = String::new();
    folding::fold_into(bare, &mut key);
    is_taken_back(bare) || key.split(' ').any(is_taken_back) || has_doubt(bare)
}

/// Returns the role that the English words of a key have in common. Of two roles, one would be lost. A word of another language
/// only counts as another role, because nothing shows what the words beside it say.
fn by_words(key: &str) -> Option<Role> {
    let key = key.replace("pre sale", "presale");
    let (mut named, mut others, mut is_presales) = (Vec::new(), Vec::new(), false);
    for word in key.split(' ') {
        let has_presales = word.starts_with("presale");
        let stems = [
            (word.starts_with("market") || word.ends_with("marketing"), Role::Marketing),
            (word.starts_with("success") || word == "csm", Role::CustomerSuccess),
            (word.starts_with("tech") || word.starts_with("architect") || has_presales, Role::TechnicalSales),
            (word.starts_with("sale") || word.starts_with("seller"), Role::Sales),
        ];
        is_presales |= has_presales;
        let before = named.len();
        named.extend(stems.into_iter().filter(|(is_named, _)| *is_named).map(|(_, role)| role));
        if named.len() == before {
            others.extend(ROLE_WORDS.get(word).copied());
        }
    }
    // "Technical sales" is one role, "Sales presales" are two.
    if !is_presales && named.contains(&Role::TechnicalSales) {
        named.retain(|role| *role != Role::Sales);
    }
    let first = *named.first()?;
    named.iter().chain(&others).all(|role| *role == first).then_some(first)
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
