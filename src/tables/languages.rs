use super::generated::LANGUAGES;
use crate::contact::LanguageSet;

/// Returns the language of a code, such as `de`, as a set. Empty if no name is known in that language. Regions and
/// scripts are ignored: `de-AT` is German, and `zh-Hant` Chinese.
pub(crate) fn language(code: &str) -> LanguageSet {
    let code = code.split(['-', '_']).next().unwrap_or(code);
    let code = match code.to_ascii_lowercase() {
        old if old == "no" => "nb".to_owned(),
        old if old == "iw" => "he".to_owned(),
        old if old == "in" => "id".to_owned(),
        old if old == "tl" => "fil".to_owned(),
        code => code,
    };
    let mut words = LanguageSet::default().0;
    if let Ok(index) = LANGUAGES.binary_search(&&*code) {
        words[index / 64] |= 1 << (index % 64);
    }
    LanguageSet(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_and_old_codes_are_the_same_language() {
        assert_eq!(language("pt-BR"), language("pt"));
        assert_eq!(language("no"), language("nb"));
        assert!(!language("pt").is_empty() && language("xx").is_empty());
    }
}
