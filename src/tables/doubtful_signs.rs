//! Signs that reverse the meaning of a name, or leave it open: `!France`, "☐ Germany", `CA?`.
//!
//! Keys of lookups have no signs, so these are looked for before a text is folded. Such a text has no meaning in any table.

/// Returns whether a text has a sign that reverses or doubts what is written beside it: a mark of negation or a question, an
/// empty box or pair of brackets, a dash before the text (which may exclude it), or dots behind it (which leave out others).
pub(crate) fn has_doubtful_sign(text: &str) -> bool {
    // Fast path: most names have letters, spaces and full stops only.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b',' | b'&' | b'\'' | b'/');
    if text.bytes().all(is_plain) {
        return false;
    }
    let text = text.trim();
    let is_open = |c: char| matches!(c, '(' | '[' | '{');
    text.starts_with(is_dash)
        || text.ends_with("..")
        || text.contains(is_doubtful)
        || text.starts_with(is_open) && text[1..].trim_start().starts_with([')', ']', '}'])
}

/// Returns a text without the question or exclamation marks around it, unless it has none or another doubtful sign is left.
pub(crate) fn without_question_marks(text: &str) -> Option<&str> {
    let end = |c: char| matches!(c, '?' | '!' | '\u{ff1f}' | '\u{ff01}') || c.is_whitespace();
    let bare = text.trim_end_matches("(?)").trim_end_matches(end).trim_start_matches(['?', '\u{bf}', ' ']);
    (bare.len() < text.len() && !bare.is_empty() && !has_doubtful_sign(bare)).then_some(bare)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

fn is_doubtful(c: char) -> bool {
    match c {
        '!' | '?' | '~' | '^' | '<' | '>' | '$' => true,
        _ if c.is_ascii() => false,
        '\u{a1}' | '\u{bf}' | '\u{ac}' | '\u{d7}' | '\u{f7}' => true,
        // Strokes through letters.
        '\u{334}'..='\u{338}' | '\u{20d2}' | '\u{20d3}' | '\u{20e0}' | '\u{20e5}' => true,
        // The ellipsis, and question and exclamation marks.
        '\u{2026}'
        | '\u{203c}'
        | '\u{203d}'
        | '\u{2047}'..='\u{2049}'
        | '\u{ff01}'
        | '\u{ff1f}'
        | '\u{ff5e}'
        | '\u{301c}' => true,
        // Mathematical signs, but not the minus, which is a dash, and dots in the middle.
        '\u{2212}' | '\u{2219}' | '\u{22c5}' => false,
        '\u{2200}'..='\u{22ff}' => true,
        // Empty shapes and boxes, crosses, prohibitions and questions as pictures.
        '\u{2573}'
        | '\u{25a1}'
        | '\u{25a2}'
        | '\u{25cb}'
        | '\u{25ef}'
        | '\u{25fb}'
        | '\u{25fd}'
        | '\u{2610}'
        | '\u{2612}'
        | '\u{2613}'
        | '\u{26d4}'
        | '\u{26d2}'
        | '\u{2715}'..='\u{2718}'
        | '\u{274c}'..='\u{274e}'
        | '\u{2753}'..='\u{2757}'
        | '\u{2b1c}'
        | '\u{2b55}' => true,
        '\u{1f44e}' | '\u{1f5f5}' | '\u{1f5f7}' | '\u{1f6ab}' | '\u{1f6d1}' | '\u{1f914}' | '\u{1f937}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CountryMatch, country_meaning, role_meaning, state_meaning, subdivision_of};
    use super::*;
    use crate::contact::Country;

    #[test]
    fn a_text_with_a_doubtful_sign_has_no_meaning() {
        for sign in
            ["!", "\u{2260}", "\u{ac}", "\u{2717} ", "\u{2610} ", "[ ] ", "() ", "~", "-", "\u{2212}", "?", "🚫", "<>"]
        {
            assert!(has_doubtful_sign(&format!("{sign}Germany")), "{sign}");
            assert_eq!(country_meaning(&format!("{sign}Germany")), None, "{sign}");
            assert!(state_meaning(&format!("{sign}Texas")).is_empty(), "{sign}");
            assert_eq!(role_meaning(&format!("{sign}Partner sales")), None, "{sign}");
            assert_eq!(subdivision_of(Country::from_code("DE").unwrap(), &format!("{sign}Bayern")), None, "{sign}");
        }
        for text in ["Germany?", "US?", "Germany (?)", "DE!", "CA...", "CA\u{2026}", "G\u{336}e\u{336}rmany"] {
            assert_eq!(country_meaning(text), None, "{text}");
        }
    }

    #[test]
    fn usual_signs_leave_no_doubt() {
        for text in
            ["Germany", "St. Lucia", "Guinea-Bissau", "Korea (South)", "\u{2713} France", "U.S.", "Åland", "• France"]
        {
            assert!(!has_doubtful_sign(text), "{text}");
            assert!(matches!(country_meaning(text), Some(CountryMatch::Country(_))), "{text}");
        }
    }

    #[test]
    fn a_question_can_be_taken_off() {
        for (text, bare) in [
            ("Germany?", Some("Germany")),
            ("US!", Some("US")),
            ("Germany (?)", Some("Germany")),
            ("¿España?", Some("España")),
            ("Germany", None),
            ("!US", None),
            ("~US?", None),
            ("?", None),
        ] {
            assert_eq!(without_question_marks(text), bare, "{text}");
        }
    }
}
