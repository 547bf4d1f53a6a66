//! The Email cell: one address, without anything around it, and with its domain in lower case.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memchr;
use regex::Regex;

use super::cell::Cell;
use super::fast_path::is_ordinary_address;
use super::text::CleanedText;
use crate::contact::Email;
use crate::diagnostics::{Finding, Fix, Message, Rule};

/// An address with a name, angle brackets or `mailto:` around it, as mail programs and web pages write it.
static WRAPPED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"^(?i:(?:[^<>@]*|"[^"]*"|'[^']*')<\s*(?:mailto:)?\s*([^<>\s]+)\s*>|mailto:\s*([^\s?<>]+)(?:\?.*)?|([^<>\s]+?))[\s;,]*$"#)
        .expect("a test compiles it")
});

/// Returns the address of a cell, or appends the findings that say why it has none.
pub(super) fn normalize<'a>(cell: &Cell<'_, 'a>, findings: &mut Vec<Finding<'a>>) -> Option<Email<'a>> {
    if is_ordinary_address(cell.text()) {
        return Some(Email(Cow::Borrowed(cell.text())));
    }
    let cleaned = cell.cleaned(findings)?;
    if let Cow::Borrowed(text) = cleaned.text {
        // Fast path: an address that is ordinary once it is clean and its domain is in lower case needs no further checks.
        let address = lower_domain(text);
        if is_ordinary_address(&address) {
            return Some(changed(cell, &cleaned, text, address, findings));
        }
    }
    let bare = unwrapped(&cleaned.text);
    if cell.push_formula(bare, findings) {
        return None;
    }
    if let Err(fault) = check(bare) {
        let addresses = several(&cleaned.text);
        findings.push(if addresses.len() > 1 {
            let message = Message::EmailSeveral { count: addresses.len() };
            Finding { alternatives: addresses, ..cell.finding(Rule::EmailSeveral, None, message) }
        } else {
            cell.finding(Rule::EmailInvalid, None, fault)
        });
        return None;
    }
    let address = match &cleaned.text {
        Cow::Borrowed(text) => lower_domain(unwrapped(text)),
        Cow::Owned(_) => Cow::Owned(lower_domain(bare).into_owned()),
    };
    Some(changed(cell, &cleaned, bare, address, findings))
}

/// Appends findings for the changes of a cell whose address was `bare`, and returns the address.
fn changed<'a>(
    cell: &Cell<'_, 'a>,
    cleaned: &CleanedText<'a>,
    bare: &str,
    address: Cow<'a, str>,
    findings: &mut Vec<Finding<'a>>,
) -> Email<'a> {
    if !cleaned.is_unchanged() {
        cell.push_cleaning(cleaned, Fix::safe(address.clone()), findings);
    }
    if bare.len() < cleaned.text.len() {
        let finding = cell.finding(Rule::EmailWrapped, None, Message::EmailWrapped);
        findings.push(finding.with_fix(Some(Fix::safe(address.clone()))));
    }
    if address != bare {
        let finding = cell.finding(Rule::EmailDomainCase, None, Message::EmailDomainCase);
        findings.push(finding.with_fix(Some(Fix::safe(address.clone()))));
    }
    Email(address)
}

/// Returns the address without `mailto:`, a name before it, angle brackets, or a separator after it.
fn unwrapped(text: &str) -> &str {
    // Fast path: an address without these bytes has nothing around it.
    if !text.bytes().any(|byte| matches!(byte, b'<' | b':' | b';' | b',')) {
        return text;
    }
    let Some(found) = WRAPPED.captures(text) else {
        return text;
    };
    found.iter().skip(1).flatten().next().map_or(text, |address| address.as_str())
}

/// Returns the addresses of a text that is a list of addresses only.
pub(super) fn several(text: &str) -> Vec<String> {
    let pieces = text.split([';', ',', '/', '|']).flat_map(|piece| {
        // "a@x.com b@y.com" holds two, "Ann Lee <a@x.com>" one.
        let words = if piece.contains('<') { vec![piece] } else { piece.split(' ').collect() };
        words.into_iter().filter(|word| !["", "and", "&", "or"].contains(&word.trim()))
    });
    let addresses: Option<Vec<String>> = pieces
        .map(|piece| Some(unwrapped(piece.trim())).filter(|bare| check(bare).is_ok()).map(str::to_owned))
        .collect();
    addresses.unwrap_or_default()
}

/// Returns the first character of a part of an address that isn't allowed there. Only ASCII is allowed, so that the first byte
/// that isn't allowed starts a character.
fn outside(part: &str, is_allowed: impl Fn(u8) -> bool) -> Option<char> {
    part.bytes().position(|byte| !is_allowed(byte)).and_then(|at| part[at..].chars().next())
}

/// Checks an address by the rule of `<input type=email>`; in addition it has a dot in the domain, and at most 64 and 254
/// octets.
///
/// Sources: WHATWG HTML, "valid e-mail address"; RFC 5321, section 4.5.3.1.
fn check(address: &str) -> Result<(), Message> {
    let at = memchr(b'@', address.as_bytes()).ok_or(Message::EmailNoAt)?;
    let (local, domain) = (&address[..at], &address[at + 1..]);
    if memchr(b'@', domain.as_bytes()).is_some() {
        return Err(Message::EmailSeveralAts);
    }
    if local.is_empty() {
        return Err(Message::EmailNoLocalPart);
    }
    if domain.is_empty() {
        return Err(Message::EmailNoDomain);
    }
    if let Some(character) = outside(local, is_local).or_else(|| outside(domain, is_domain)) {
        return Err(match character {
            ' ' => Message::EmailSpace,
            _ if character.is_ascii() => Message::EmailCharacter { character },
            _ => Message::EmailCharacterBeyondAscii { character },
        });
    }
    let is_whole = |label: &[u8]| match label {
        [] => false,
        [first, .., last] => *first != b'-' && *last != b'-' && label.len() <= 63,
        [only] => *only != b'-',
    };
    if !domain.as_bytes().split(|&byte| byte == b'.').all(is_whole) {
        return Err(Message::EmailDomainLabel);
    }
    if memchr(b'.', domain.as_bytes()).is_none() {
        return Err(Message::EmailNoDot);
    }
    if local.len() > 64 {
        return Err(Message::EmailLocalTooLong);
    }
    if address.len() > 254 {
        return Err(Message::EmailTooLong);
    }
    Ok(())
}

const fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'.' | b'!'
                | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'/'
                | b'='
                | b'?'
                | b'^'
                | b'_'
                | b'`'
                | b'{'
                | b'|'
                | b'}'
                | b'~'
                | b'-'
        )
}

const fn is_domain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')
}

fn lower_domain(address: &str) -> Cow<'_, str> {
    let at = memchr(b'@', address.as_bytes()).unwrap_or(address.len());
    let (local, domain) = address.split_at(at);
    if domain.bytes().any(|byte| byte.is_ascii_uppercase()) {
        let mut lower = address.to_owned();
        lower[local.len()..].make_ascii_lowercase();
        Cow::Owned(lower)
    } else {
        Cow::Borrowed(address)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The regular expression that the WHATWG standard gives for a valid e-mail address.
    static WHATWG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?",
            r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$"
        ))
        .unwrap()
    });

    fn by_the_standard(address: &str) -> bool {
        let Some((local, domain)) = address.split_once('@') else {
            return false;
        };
        WHATWG.is_match(address) && domain.contains('.') && local.len() <= 64 && address.len() <= 254
    }

    proptest! {
        #[test]
        fn the_check_agrees_with_the_standard(address in "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~@é -]{0,12}@?[a-zA-Z0-9.@_-]{0,70}") {
            prop_assert_eq!(check(&address).is_ok(), by_the_standard(&address), "{}", address);
        }

        #[test]
        fn the_fast_path_takes_valid_addresses_only(address in "[a-zA-Z0-9._-]{0,40}[@.]?@[a-zA-Z0-9._-]{0,5}[a-zA-Z0-9.-]{0,30}") {
            if is_ordinary_address(&address) {
                prop_assert_eq!(lower_domain(&address), &*address);
            }
            // With its domain in lower case there are no other findings.
            if is_ordinary_address(&lower_domain(&address)) {
                prop_assert!(by_the_standard(&address) && check(&address).is_ok(), "{}", address);
                prop_assert_eq!(unwrapped(&address), &*address);
                prop_assert!(address.starts_with(|c: char| c.is_ascii_alphanumeric()));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>()) {
            let _ = (check(&text), unwrapped(&text).len(), several(&text));
        }
    }

    #[test]
    fn each_fault_is_found() {
        let cases = [
            ("ann", Message::EmailNoAt),
            ("a@b@example.com", Message::EmailSeveralAts),
            ("@example.com", Message::EmailNoLocalPart),
            ("ann@", Message::EmailNoDomain),
            ("ann@localhost", Message::EmailNoDot),
            ("a b@example.com", Message::EmailSpace),
            ("ann@exämple.com", Message::EmailCharacterBeyondAscii { character: 'ä' }),
            ("ann@example..com", Message::EmailDomainLabel),
            ("ann@-example.com", Message::EmailDomainLabel),
        ];
        for (address, fault) in cases {
            assert_eq!(check(address), Err(fault), "{address}");
        }
        assert_eq!(check(&format!("{}@example.com", "a".repeat(65))), Err(Message::EmailLocalTooLong));
        assert_eq!(check(&format!("{}@example.com", "a".repeat(64))), Ok(()));
        let long = format!("a@{}com", "example.".repeat(32));
        assert_eq!(check(&long), Err(Message::EmailTooLong));
    }

    #[test]
    fn text_around_an_address_is_removed() {
        for wrapped in [
            "mailto:ann@example.com",
            "MAILTO:ann@example.com?subject=Hello",
            "Ann Lee <ann@example.com>",
            "\"Lee, Ann\" <ann@example.com>",
            "Lee, Ann <ann@example.com>",
            "<ann@example.com>",
            "Ann <mailto:ann@example.com>;",
            "ann@example.com;",
            "ann@example.com ,",
        ] {
            assert_eq!(unwrapped(wrapped), "ann@example.com", "{wrapped}");
        }
        assert_eq!(unwrapped("a@x.com; b@x.com"), "a@x.com; b@x.com");
        assert_eq!(unwrapped("<a@x.com> <b@x.com>"), "<a@x.com> <b@x.com>");
    }

    #[test]
    fn several_addresses_are_counted() {
        for text in ["a@x.com; b@y.com", "a@x.com b@y.com", "a@x.com / b@y.com", "A <a@x.com>, B <b@y.com>"] {
            assert_eq!(several(text), ["a@x.com", "b@y.com"], "{text}");
        }
        assert!(several("a@x.com, Bob").is_empty());
    }
}
