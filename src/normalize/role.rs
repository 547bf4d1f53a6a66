//! The Role cell: one of the four roles of the portal, in any language.

use std::collections::HashMap;

use super::cell::Cell;
use super::countries::exact_country;
use super::several::{has_role_among_others, has_sign_at_end, is_open_list, repeated_role, single_role};
use super::text::clean;
use crate::contact::Role;
use crate::diagnostics::{AllRoles, Finding, Fix, Message, Rule};
use crate::tables::{fold_into, nearest_role, role_meaning, without_question_marks};

/// The roles that words stand for in the lists of one sender: "Account Manager" is Partner sales.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct AcceptedRoles {
    /// By the folded text of a whole cell: the role, and the name of the profile that has the reading.
    by_key: HashMap<String, (Role, String)>,
}

impl AcceptedRoles {
    /// Accepts a reading of a whole cell. It replaces an earlier one of the same text.
    pub(crate) fn accept(&mut self, profile: &str, text: &str, role: Role) {
        let mut key = String::new();
        fold_into(text, &mut key);
        self.by_key.insert(key, (role, profile.to_owned()));
    }

    fn get(&self, text: &str) -> Option<(Role, &str)> {
        if self.by_key.is_empty() {
            return None;
        }
        let mut key = String::new();
        fold_into(text, &mut key);
        self.by_key.get(&key).map(|(role, profile)| (*role, profile.as_str()))
    }
}

/// Returns the role of a cell, or appends the findings that say why it has none.
pub(super) fn normalize<'a>(
    cell: &Cell<'_, 'a>,
    accepted: &AcceptedRoles,
    findings: &mut Vec<Finding<'a>>,
) -> Option<Role> {
    if let Some(role) = Role::from_label(cell.text()) {
        return Some(role);
    }
    let cleaned = clean(cell.text());
    // Most roles have a known name. If it starts with a letter, it is neither a formula nor a word for a missing value.
    // "Partner sales /" isn't the end of a list.
    let meaning = role_meaning(&cleaned.text).filter(|_| !has_sign_at_end(&cleaned.text));
    let accepted = if meaning.is_none() { accepted.get(&cleaned.text) } else { None };
    let known = meaning.or(accepted.map(|(role, _)| role));
    let is_settled = known.is_some() && cleaned.text.starts_with(char::is_alphabetic);
    let cleaned = if is_settled { cleaned } else { cell.checked(cleaned, findings)? };
    let is_open = known.is_none() && is_open_list(cell.text());
    let repeated = || if is_open { None } else { repeated_role(cell.text()) };
    let Some(role) = known.or_else(repeated) else {
        // A single role would lose the others of the cell.
        let bare = without_question_marks(&cleaned.text).unwrap_or(&cleaned.text);
        let near = match has_role_among_others(cell.text()) {
            _ if is_open || names_country_or_person(bare) => None,
            false => nearest_role(bare),
            true => single_role(cell.text()),
        };
        let fix = near.map(|role| Fix::suggestion(role.label()));
        let whole = 0..cell.text().len();
        let message = match near {
            Some(role) => Message::RoleUnknownNear { role, roles: AllRoles },
            None => Message::RoleUnknown { roles: AllRoles },
        };
        let finding = cell.suggestion(Rule::RoleUnknown, whole, message, fix);
        let role = finding.applied.then_some(near).flatten();
        findings.push(finding);
        return role;
    };
    cell.push_cleaning(&cleaned, Fix::safe(role.label()), findings);
    if cleaned.text != role.label() {
        let message = match accepted {
            Some((role, profile)) => Message::RoleAccepted { role, profile: profile.to_owned() },
            None => Message::RoleSpelling { role },
        };
        let finding = cell.finding(Rule::RoleSpelling, None, message);
        findings.push(finding.with_fix(Some(Fix::safe(role.label()))));
    }
    Some(role)
}

/// Returns whether a role stands beside a country, or before somebody's name: "Partner sales (FR)", "Sales: Bo Berg".
fn names_country_or_person(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_country = |word: &str| {
        let is_name = word.len() > 3 || word.bytes().all(|byte| byte.is_ascii_uppercase());
        is_name && exact_country(word).is_some()
    };
    let is_before_text = || text.split_once(':').is_some_and(|(_, text)| !text.trim().is_empty());
    words().count() > 1 && words().any(is_country) || is_before_text()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{only_cell, rules};
    use super::*;
    use crate::contact::Column;

    #[test]
    fn roles_are_read_in_any_case_spacing_and_language() {
        for (text, label) in [
            ("PARTNER SALES", "Partner sales"),
            ("partner  technical-sales", "Partner technical sales"),
            ("Ventes partenaires", "Partner sales"),
            ("Partner sales, partner sales", "Partner sales"),
            ("合作伙伴营销", "Partner marketing"),
            ("Správce úspěšnosti partnera pro zákazníky", "Partner customer success manager"),
        ] {
            let findings = only_cell(Column::Role, text);
            assert!(findings.iter().any(|finding| finding.rule == Rule::RoleSpelling), "{text}");
            assert_eq!(findings.last().unwrap().fix, Some(Fix::safe(label)), "{text}");
        }
    }

    #[test]
    fn the_exact_spelling_has_no_finding() {
        for role in Role::ALL {
            assert!(only_cell(Column::Role, role.label()).is_empty());
        }
    }

    #[test]
    fn white_space_alone_is_not_a_spelling() {
        assert_eq!(rules(&only_cell(Column::Role, "  Partner sales ")), [Rule::ValueWhitespace]);
    }

    #[test]
    fn unknown_roles_are_rejected_with_a_suggestion() {
        for (text, label) in [
            ("Salesperson", Some("Partner sales")),
            ("Parner sales", Some("Partner sales")),
            ("Presales architect", Some("Partner technical sales")),
            ("CSM", Some("Partner customer success manager")),
            ("Partner sales, Sales", Some("Partner sales")),
            ("Marketing / Partner marketing", Some("Partner marketing")),
            ("Partner", None),
            ("Janitor", None),
        ] {
            let findings = only_cell(Column::Role, text);
            assert_eq!(rules(&findings), [Rule::RoleUnknown], "{text}");
            assert_eq!(findings[0].fix, label.map(Fix::suggestion), "{text}");
            assert!(findings[0].is_blocking());
        }
    }
}
