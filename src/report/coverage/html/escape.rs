use std::borrow::Cow;

use crate::report::sanitized;

/// Returns a text from outside as content of an HTML element or attribute: escaped, and with invisible characters
/// written out.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    let shown = sanitized(text);
    if !shown.contains(['&', '<', '>', '"', '\'']) {
        return shown;
    }
    let mut safe = String::with_capacity(shown.len() + 16);
    for c in shown.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped() {
        assert_eq!(escaped("<b a='1' c=\"2\">&"), "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;");
        assert_eq!(escaped("evil\u{202e}vsc"), "evil\\u{202e}vsc");
        assert!(matches!(escaped("Zoë 王伟"), Cow::Borrowed(_)));
    }
}
