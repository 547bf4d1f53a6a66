//! The message catalogues: every language has the same messages, French follows French typography, and every message is
//! used.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::diagnostics::Rule;
use crate::i18n::Language;

#[path = "../../build/messages/catalogue.rs"]
#[allow(dead_code, reason = "the build reads more of it")]
mod catalogue;

use catalogue::Catalogue;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text_of(language: Language) -> String {
    fs::read_to_string(root().join(format!("src/i18n/{}.ftl", language.code()))).unwrap()
}

fn catalogue_of(language: Language) -> Catalogue {
    Catalogue::read(language.code(), &text_of(language)).unwrap()
}

#[test]
fn every_language_has_the_same_messages() {
    let english = catalogue_of(Language::En);
    for language in Language::ALL {
        assert_eq!(english.differences(&catalogue_of(language)), Vec::<String>::new());
    }
}

/// The build uses the same comparison.
#[test]
fn missing_and_additional_messages_are_reported() {
    let english = Catalogue::read("en", "a = A { $x }\nb = B\n").unwrap();
    let differences = |text: &str| english.differences(&Catalogue::read("fr", text).unwrap());
    assert_eq!(differences("a = Z { $x }\nb = Y\n"), Vec::<String>::new());
    assert_eq!(differences("a = Z { $x }\n"), ["fr.ftl lacks b"]);
    assert_eq!(differences("a = { $y }\nb = Y\n"), ["fr.ftl: a lacks $x", "fr.ftl: a knows no $y"]);
    assert_eq!(differences("a = Z { $x }\nb = Y\nc = X\n"), ["fr.ftl has c, which en.ftl lacks"]);
    for (text, printed) in [
        ("a = { $n ->\n    [lots] x\n   *[other] y\n}\n", "[lots] is neither a plural"),
        ("a = { -b }\n", "there is no term -b"),
        ("a = { b }\n", "are supported"),
        ("a = A\na = B\n", "twice"),
        ("a = A\n!\n", "line 2"),
    ] {
        let error = Catalogue::read("fr", text).err().unwrap();
        assert!(error.starts_with("fr.ftl: ") && error.contains(printed), "{error}");
    }
}

#[test]
fn every_message_is_used() {
    let mut code = String::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match path.extension() {
                _ if path.is_dir() => folders.push(path),
                Some(ending) if ending == "rs" => code += &fs::read_to_string(path).unwrap(),
                _ => {}
            }
        }
    }
    let named_after =
        |prefix| code.split(prefix).skip(1).filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
    let printed: BTreeSet<&str> = named_after("messages::").chain(named_after("Message::")).collect();
    for key in catalogue_of(Language::En).messages.keys() {
        let word = |word: &str| word[..1].to_uppercase() + &word[1..];
        let is_used = match key.split_once('.') {
            Some((rule, _)) => Rule::from_name(rule.trim_start_matches("rule-")).is_some(),
            None => printed.contains(key.split('-').map(word).collect::<String>().as_str()),
        };
        assert!(is_used, "{key} is not used");
    }
}

#[test]
fn french_follows_french_typography() {
    for (number, line) in text_of(Language::Fr).lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let wrong = ["« ", " »", " ;", " ?", " !", " %", "«{", "}»"].iter().find(|wrong| line.contains(**wrong));
        assert_eq!(wrong, None, "fr.ftl, line {}: {line}", number + 1);
        let is_loose = line.contains(" : ") || line.ends_with(" :");
        assert!(!is_loose, "fr.ftl, line {}: {line}", number + 1);
    }
}

#[test]
fn every_rule_is_explained_in_every_language() {
    for rule in Rule::ALL {
        let english = rule.explanation(Language::En);
        for language in Language::ALL {
            let explanation = rule.explanation(language);
            let parts = [explanation.checks, explanation.why, explanation.bad, explanation.good, explanation.fix];
            assert!(parts.iter().all(|part| !part.is_empty()), "{}, {}", rule.name(), language.code());
            let is_translated = explanation.checks != english.checks && explanation.why != english.why;
            assert!(language == Language::En || is_translated, "{}, {}", rule.name(), language.code());
        }
    }
}

#[test]
fn countries_have_names_in_every_language() {
    assert_eq!(Language::Fr.country("CI"), "Côte d’Ivoire");
    assert_eq!(Language::Fr.country("DE"), "Allemagne");
    assert_eq!(Language::Fr.country("FK"), "Îles Malouines");
    for country in crate::contact::Country::all() {
        assert_eq!(Language::En.country(country.code()), country.name());
        for language in Language::ALL {
            assert_ne!(language.country(country.code()), country.code());
        }
    }
}
