use super::generated::{ROLE_MEANINGS, ROLE_MEANINGS_LONGEST};
use super::{by_key, folding, nearest};
use crate::contact::Role;

impl Role {
    /// The role of the portal's exact spelling.
    ///
    /// ```
    /// # use cosell_contacts::Role;
    /// assert_eq!(Role::from_label("Partner sales"), Some(Role::Sales));
    /// assert_eq!(Role::from_label("partner sales"), None);
    /// ```
    pub fn from_label(label: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.label() == label)
    }
}

/// The role that a text means, in any case and spacing and in any language of the portal's documents.
pub(crate) fn role_meaning(text: &str) -> Option<Role> {
    // The labels are among the keys, and most roles are a label in another case.
    let in_another_case = Role::ALL.into_iter().find(|role| role.label().eq_ignore_ascii_case(text));
    in_another_case
        .or_else(|| by_key(text, ROLE_MEANINGS_LONGEST, folding::fold_into, |key| ROLE_MEANINGS.get(key).copied()))
}

/// The role that an unknown text is probably about: a misspelt label, or the words that tell one role from the others.
pub(crate) fn nearest_role(text: &str) -> Option<Role> {
    by_key(text, ROLE_MEANINGS_LONGEST, folding::fold_into, |key| {
        nearest(key, ROLE_MEANINGS.entries().map(|(key, role)| (*key, *role))).or_else(|| by_words(key))
    })
}

fn by_words(key: &str) -> Option<Role> {
    let has = |stem: &str| key.split(' ').any(|word| word.starts_with(stem));
    if has("market") {
        Some(Role::Marketing)
    } else if has("success") || key == "csm" {
        Some(Role::CustomerSuccess)
    } else if has("tech") || has("presales") || has("architect") {
        Some(Role::TechnicalSales)
    } else if has("sale") || has("seller") {
        Some(Role::Sales)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_in_another_case_is_its_key() {
        for role in Role::ALL {
            let label = role.label();
            for text in [label.to_owned(), label.to_ascii_uppercase(), label.to_ascii_lowercase()] {
                assert_eq!(role_meaning(&text), Some(role));
            }
            assert_eq!(ROLE_MEANINGS.get(&label.to_ascii_lowercase()), Some(&role));
        }
    }
}
