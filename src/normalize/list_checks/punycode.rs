//! Decodes internationalized domains: a label that starts with `xn--` stands for letters outside ASCII.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

/// Returns a domain as programs show it. A label that can't be decoded, or has other characters than letters, stays unchanged.
pub(super) fn decoded(domain: &str) -> Cow<'_, str> {
    if !domain.contains("xn--") {
        return Cow::Borrowed(domain);
    }
    let shown = |label| decode_label(label).map_or(Cow::Borrowed(label), Cow::Owned);
    Cow::Owned(domain.split('.').map(shown).collect::<Vec<_>>().join("."))
}

fn decode_label(label: &str) -> Option<String> {
    let letters = decode(label.strip_prefix("xn--")?)?;
    let is_plain = |c: &char| c.is_alphanumeric() || *c == '-' || is_combining_mark(*c);
    (!letters.is_empty() && letters.iter().all(is_plain)).then(|| letters.into_iter().collect())
}

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;

/// Decodes a label by RFC 3492, section 6.2.
fn decode(text: &str) -> Option<Vec<char>> {
    let (plain, digits) = text.rsplit_once('-').unwrap_or(("", text));
    let mut letters: Vec<char> = plain.chars().collect();
    let (mut letter, mut at, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = digits.bytes().peekable();
    while digits.peek().is_some() {
        let (before, mut weight) = (at, 1_u32);
        for step in (BASE..).step_by(BASE as usize) {
            let digit = match digits.next()? {
                byte @ b'a'..=b'z' => byte - b'a',
                byte @ b'0'..=b'9' => byte - b'0' + 26,
                _ => return None,
            };
            at = at.checked_add(u32::from(digit).checked_mul(weight)?)?;
            let threshold = step.saturating_sub(bias).clamp(T_MIN, T_MAX);
            if u32::from(digit) < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
        }
        let count = letters.len() as u32 + 1;
        bias = adapted(at - before, count, before == 0);
        letter = letter.checked_add(at / count)?;
        at %= count;
        letters.insert(at as usize, char::from_u32(letter)?);
        at += 1;
    }
    Some(letters)
}

/// Adapts the bias by RFC 3492, section 6.1.
fn adapted(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut bias = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        bias += BASE;
    }
    bias + (BASE - T_MIN + 1) * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn labels_are_decoded() {
        // The samples of RFC 3492, section 7.1, that are in lower case, and names of our own.
        for (domain, shown) in [
            ("xn--mller-kva.example.com", "müller.example.com"),
            ("xn--bcher-kva.example", "bücher.example"),
            ("xn--ihqwcrb4cv8a8dqg056pqjye.example", "他们为什么不说中文.example"),
            ("xn--b1abfaaepdrnnbgefbadotcwatmq2g4l.example", "почемужеонинеговорятпорусски.example"),
            ("mail.contoso.com", "mail.contoso.com"),
            ("xn--.com", "xn--.com"),
            ("xn--99999999.com", "xn--99999999.com"),
        ] {
            assert_eq!(decoded(domain), shown, "{domain}");
        }
        // A label with a direction mark stays unchanged.
        assert_eq!(decoded("xn--ab-p1t.com"), "xn--ab-p1t.com");
    }

    proptest! {
        #[test]
        fn any_label_can_be_decoded(label in "xn--[a-z0-9-]{0,62}") {
            let _ = decoded(&label).len();
        }
    }
}
