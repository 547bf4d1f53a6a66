//! The frame of web pages, which depend on nothing outside: no scripts, no images, no network. Texts from a list pass
//! through [`escape`].

mod day;

use std::borrow::Cow;
use std::io::{self, Write};

use sha2::{Digest, Sha256};

pub(crate) use self::day::Day;
use crate::i18n::Language;
use crate::report::sanitized;

/// The style sheet of all pages.
pub(super) const STYLE: &str = include_str!("page.css");

/// Writes the head of a page, and the start of its body. The title is escaped already; `generator` is the mark by which
/// the program knows its own pages.
///
/// The content security policy lets the page load, run and send nothing, whatever text of a list it contains. The hash
/// allows only the style sheet itself.
pub(super) fn start_page(
    title: &str,
    generator: &str,
    styles: &[&str],
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let style = styles.concat();
    let (language, hash) = (language.code(), base64(&Sha256::digest(&style)));
    writeln!(
        out,
        "<!doctype html>\n<html lang={language}>\n<meta charset=utf-8>\n<meta name=generator content={generator}>"
    )?;
    write!(out, "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'sha256-{hash}'; ")?;
    writeln!(out, "base-uri 'none'; form-action 'none'\">")?;
    writeln!(out, "<meta name=viewport content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<meta name=color-scheme content=\"light dark\">")?;
    writeln!(out, "<title>{title}</title>\n<style>{style}</style>\n<main>")
}

/// Writes the end of a page.
pub(super) fn end_page(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "</main>\n</html>")?;
    out.flush()
}

/// Returns a text from outside as content of an HTML element or attribute: escaped, and with invisible characters
/// written out.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    match sanitized(text) {
        Cow::Borrowed(text) => escape_markup(text),
        Cow::Owned(text) => Cow::Owned(escape_markup(&text).into_owned()),
    }
}

/// Returns a text escaped in which a line may break after the `@` of an address, before it breaks within a word.
pub(super) fn escape_with_breaks(text: &str) -> String {
    escape(text).replace('@', "@<wbr>")
}

fn escape_markup(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
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

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for index in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * index) & 63) as usize];
            text.push(if index <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Asserts that a page loads nothing and that its links lead to elements in it.
    pub(in crate::report) fn assert_self_contained(page: &str) {
        let page = page.to_lowercase();
        // The tags, without the values of attributes in quotes.
        let tags = page.split('<').skip(1).filter_map(|part| part.split('>').next());
        for tag in tags.map(|tag| tag.split('"').step_by(2).collect::<String>()) {
            let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap_or_default();
            assert!(!["script", "link", "img", "iframe", "object", "base"].contains(&name), "{tag}");
            let is_active =
                |word: &str| word.starts_with("on") || word.starts_with("src") || word.starts_with("style=");
            assert!(!tag.split(' ').any(is_active), "{tag}");
        }
        assert!(!page.contains("://") && !page.contains("@import"));
        for reference in ["href=\"", "url("] {
            assert!(page.split(reference).skip(1).all(|target| target.starts_with('#')), "{reference}");
        }
        let targets = page.split("href=\"#").skip(1).chain(page.split("url(#").skip(1));
        for target in targets.filter_map(|target| target.split(['"', ')']).next()) {
            let is_id = |end: char| page.contains(&format!(" id={target}{end}"));
            assert!(is_id(' ') || is_id('>'), "{target}");
        }
        assert!(page.contains("default-src 'none'") && !page.contains("unsafe-inline"));
        let ids: Vec<&str> = page.split(" id=").skip(1).filter_map(|id| id.split([' ', '>']).next()).collect();
        let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "an ID occurs twice");
    }

    #[test]
    fn markup_is_escaped() {
        assert_eq!(escape("<b a='1' c=\"2\">&"), "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;");
        assert_eq!(escape("evil\u{202e}vsc"), "evil\\u{202e}vsc");
        assert_eq!(escape("<\u{202e}\u{1b}\n"), "&lt;\\u{202e}\\u{1b}\\n");
        assert!(matches!(escape("Zoë 王伟"), Cow::Borrowed(_)));
    }

    #[test]
    fn hashes_are_in_base64() {
        for (bytes, expected) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob\u{3f}", "Zm9vYj8=")]
        {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
    }

    #[test]
    fn the_policy_allows_the_style_sheet_only() {
        let mut out = Vec::new();
        start_page("List", "cosell", &["a{}"], Language::Fr, &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        // `printf 'a{}' | openssl dgst -sha256 -binary | base64`
        assert!(page.contains("style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='"), "{page}");
        assert!(page.contains("<html lang=fr>") && page.contains("<style>a{}</style>"));
    }
}
