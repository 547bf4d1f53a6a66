use super::generated::LANGUAGES;
use crate::contact::LanguageSet;

/// A language by its code, such as `de`, as a set; empty where no name is known in it. Regions and scripts don't count: `de-AT`
/// is German, `zh-Hant` Chinese.
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
    if let Ok(at) = LANGUAGES.binary_search(&&*code) {
        words[at / 64] |= 1 << (at % 64);
    }
    LanguageSet(words)
}
