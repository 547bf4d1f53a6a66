//! The language of messages unless `--lang` is given.

use std::env;

use crate::i18n::Language;

/// Returns the language of the environment, or of the system if no variable is set.
pub(crate) fn language() -> Language {
    choose(|name| env::var(name).ok(), system_locale)
}

/// Returns the language of the first variable that is set, otherwise that of the system, otherwise English. A locale
/// without a catalogue, such as `C`, is English, too.
fn choose(variable: impl Fn(&str) -> Option<String>, system: impl FnOnce() -> Option<String>) -> Language {
    let set = |name: &&str| variable(name).filter(|locale| !locale.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set).or_else(system);
    locale.and_then(|locale| Language::from_locale(&locale)).unwrap_or_default()
}

/// Returns the user's locale in the settings of Windows or macOS, where programs are often started without these
/// variables.
#[cfg(any(windows, target_os = "macos"))]
fn system_locale() -> Option<String> {
    sys_locale::get_locale()
}

#[cfg(not(any(windows, target_os = "macos")))]
fn system_locale() -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_comes_before_the_system() {
        for (set, system, expected) in [
            ([("LC_ALL", "fr_FR.UTF-8"), ("LANG", "en_US.UTF-8")], Some("en-US"), Language::Fr),
            ([("LC_MESSAGES", "en_GB"), ("LANG", "fr_FR")], Some("fr-FR"), Language::En),
            ([("LC_ALL", ""), ("LANG", "fr")], None, Language::Fr),
            ([("LC_ALL", "C"), ("LANG", "fr_FR")], Some("fr-FR"), Language::En),
            ([("LANG", "POSIX"), ("LC_ALL", "")], Some("fr-FR"), Language::En),
            ([("LANG", "C.UTF-8"), ("LC_ALL", "")], Some("fr-FR"), Language::En),
            ([("LANG", "de_DE"), ("LC_ALL", "")], Some("fr-FR"), Language::En),
            ([("LANG", ""), ("LC_ALL", "")], Some("fr-CA"), Language::Fr),
            ([("LANG", ""), ("LC_ALL", "")], Some("ja-JP"), Language::En),
            ([("USER", "fr"), ("LC_ALL", "")], None, Language::En),
        ] {
            let variable = |name: &str| set.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(choose(variable, || system.map(str::to_owned)), expected, "{set:?}, {system:?}");
        }
    }
}
