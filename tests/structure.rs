//! The shape of the source: which way modules may depend, how long a file may be, and what the library leaves alone.
//!
//! What is known to be otherwise stands in a list here, by name: a new case fails, and so does one that is gone from the
//! source and not from the list.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The levels, lowest first. A module imports from those below its own, and from itself.
///
/// `book` stands above `normalize`: by its rules a contact comes in and out.
/// `check` is what the verbs have in common, and `list` what those have that hold contacts; so they stand below the verbs.
const LEVELS: &[&[&str]] = &[
    &["model"],
    &["words"],
    &["vocabulary", "finding"],
    &["read", "normalize", "write"],
    &["book"],
    &["check"],
    &["list"],
    VERBS,
    &["render"],
];

const VERBS: &[&str] =
    &["convert", "countries", "coverage", "diff", "import", "merge", "plan", "retire", "template", "validate"];

/// Imports that go sideways: module, and what it imports.
const KNOWN_SIDEWAYS: &[(&str, &str)] = &[
    ("import", "diff"),       // how many contacts became what is kept with the revision
    ("plan", "coverage"),     // what an import takes from a country is part of what it does
    ("plan", "diff"),         // and so is what becomes of each contact
    ("validate", "coverage"), // the gaps are part of what is wrong with a list
];

const LONGEST: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files under a folder, with those endings.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(&format!(".{ending}"))) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

struct Source {
    /// Its path below `src`.
    name: String,
    text: String,
    /// The text without comments, what stands in quotes, and tests.
    code: String,
}

impl Source {
    /// The module of the library that it belongs to; `bin` for the binary, `lib` for the root.
    fn module(&self) -> &str {
        let first = self.name.split('/').next().unwrap();
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let sources: Vec<Source> = files(&src, &["rs"])
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let name = path.strip_prefix(&src).unwrap().to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
            let code = without_tests(&without_comments_and_quotes(&text));
            Source { name, text, code }
        })
        .collect();
    assert!(sources.len() > 30, "only {} files under src", sources.len());
    sources
}

/// Blanks out comments and the insides of literals; line breaks stay.
fn without_comments_and_quotes(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut code = String::new();
    let mut i = 0;
    while i < chars.len() {
        let (c, next) = (at(i), at(i + 1));
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        if c == '/' && next == '/' {
            while i < chars.len() && at(i) != '\n' {
                i += 1;
            }
        } else if c == '/' && next == '*' {
            let mut depth = 0;
            loop {
                match (at(i), at(i + 1)) {
                    ('/', '*') => depth += 1,
                    ('*', '/') => depth -= 1,
                    _ => {
                        if at(i) == '\n' {
                            code.push('\n');
                        }
                        i += 1;
                        continue;
                    }
                }
                i += 2;
                if depth == 0 {
                    break;
                }
            }
        } else if c == 'r' && (next == '"' || next == '#') && (i == 0 || !is_word(at(i - 1)) || at(i - 1) == 'b') {
            let mut hashes = 0;
            while at(i + 1 + hashes) == '#' {
                hashes += 1;
            }
            if at(i + 1 + hashes) != '"' {
                code.push(c); // a raw identifier
                i += 1;
                continue;
            }
            let end: String = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
            i += 2 + hashes;
            while !(0..=hashes).all(|offset| Some(at(i + offset)) == end.chars().nth(offset)) {
                if at(i) == '\n' {
                    code.push('\n');
                }
                i += 1;
            }
            i += 1 + hashes;
            code.push_str("\"\"");
        } else if c == '"' {
            i += 1;
            while at(i) != '"' {
                if at(i) == '\n' {
                    code.push('\n');
                }
                i += if at(i) == '\\' { 2 } else { 1 };
            }
            i += 1;
            code.push_str("\"\"");
        } else if c == '\'' && (next == '\\' || at(i + 2) == '\'') {
            i += if next == '\\' { 3 } else { 2 };
            while at(i) != '\'' {
                i += 1;
            }
            i += 1;
            code.push_str("' '");
        } else {
            code.push(c);
            i += 1;
        }
    }
    code
}

/// Takes out what is there in tests only: the item after `#[cfg(test)]`, to its closing brace or semicolon.
fn without_tests(code: &str) -> String {
    let mut kept = String::new();
    let mut rest = code;
    while let Some(start) = rest.find("#[cfg(test)]") {
        kept.push_str(&rest[..start]);
        rest = &rest[start..];
        let mut depth = 0;
        let end = rest.char_indices().skip("#[cfg(test)]".len()).find(|(_, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth == 0 && matches!(c, '}' | ';')
        });
        rest = end.map_or("", |(at, _)| &rest[at + 1..]);
    }
    kept.push_str(rest);
    kept
}

/// The modules of the library that a file names: `crate::x`, and `use crate::{x, y::z}`.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let word = |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    for (at, path) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue; // another crate's name
        }
        let rest = &code[at + path.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut is_start = true;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => is_start = true,
                c if c.is_whitespace() => {}
                _ if is_start => {
                    found.insert(word(&group[at..]));
                    is_start = false;
                }
                _ => {}
            }
        }
    }
    found.remove("");
    found
}

fn level(module: &str) -> Option<usize> {
    LEVELS.iter().position(|level| level.contains(&module))
}

#[test]
fn imports_go_down_the_levels() {
    let mut wrong = Vec::new();
    let mut sideways = BTreeSet::new();
    for source in sources() {
        let module = source.module();
        if matches!(module, "lib" | "bin") {
            continue;
        }
        let own = level(module).unwrap_or_else(|| panic!("src/{}: {module} has no level: give it one", source.name));
        for import in imports(&source.code) {
            let Some(other) = level(&import) else {
                wrong.push(format!("src/{} imports {import}, which has no level", source.name));
                continue;
            };
            if other < own || import == module {
                continue;
            }
            let known = KNOWN_SIDEWAYS.iter().find(|known| known.0 == module && known.1 == import);
            match known {
                Some(known) => {
                    sideways.insert(*known);
                }
                None => {
                    let way = if other == own { "sideways" } else { "up" };
                    wrong.push(format!("src/{} imports {import}, which goes {way}", source.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let known: BTreeSet<_> = KNOWN_SIDEWAYS.iter().copied().collect();
    assert_eq!(sideways, known, "what is no longer there comes off the list of known imports");
}

/// A way to the root that `imports` doesn't see.
#[test]
fn no_module_goes_around_by_its_parent() {
    for source in sources().iter().filter(|source| source.module() != "bin") {
        let depth = source.name.trim_end_matches("/mod.rs").matches('/').count();
        let root = if depth == 0 { "use super::" } else { "super::super::" };
        let around = source.code.lines().find(|line| match depth {
            0 => line.starts_with(root),
            _ => line.contains(root),
        });
        assert_eq!(around, None, "src/{}: write `crate::`", source.name);
    }
}

#[test]
fn the_binary_is_on_top() {
    for source in sources() {
        let is_binary = source.module() == "bin";
        assert!(is_binary || !source.text.contains("clap"), "src/{}: clap is the binary's", source.name);
        assert!(is_binary || !source.code.contains("cosell_contacts::"), "src/{}: the library is `crate`", source.name);
        assert!(
            !source.code.contains("std::env::args") || is_binary,
            "src/{}: arguments are the binary's",
            source.name
        );
    }
}

#[test]
fn the_model_reads_and_writes_nothing() {
    for source in sources().iter().filter(|source| source.module() == "model") {
        for io in ["std::fs", "std::io", "std::net", "std::env", "std::process"] {
            assert!(!source.code.contains(io), "src/{}: {io}", source.name);
        }
    }
}

#[test]
fn no_file_is_long() {
    let long: Vec<String> = sources()
        .into_iter()
        .map(|source| (source.text.lines().count(), source.name))
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, name)| format!("src/{name}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "longer than {LONGEST} lines:\n{}", long.join("\n"));
}

#[test]
fn nothing_is_left_undone_printed_or_ended() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (number, line) in source.code.lines().enumerate() {
            for word in [
                ".unwrap()",
                "todo!",
                "unimplemented!",
                "dbg!",
                "println!",
                "print!",
                "process::exit",
                "process::abort",
            ] {
                // The binary prints through its own stream, with `write!`.
                if line.contains(word) {
                    wrong.push(format!("src/{}, line {}: {word}", source.name, number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_names_a_folder_of_one_machine() {
    let machine = [concat!("/wo", "rk/"), concat!("/tmp/", "bash")];
    let mut texts = Vec::new();
    for folder in ["src", "tests", "docs", "templates", "fixtures", "benches", "fuzz"] {
        let folder = root().join(folder);
        if folder.is_dir() {
            texts.extend(files(&folder, &["rs", "md", "csv", "tsv", "json", "toml", "py", "html", "1"]));
        }
    }
    for file in ["README.md", "CHANGELOG.md", "Cargo.toml", "build.rs"] {
        texts.extend(Some(root().join(file)).filter(|file| file.is_file()));
    }
    assert!(texts.len() > 40);
    for file in texts {
        let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
        for path in machine {
            let line = text.lines().position(|line| line.contains(path));
            assert!(line.is_none(), "{}, line {}: {path}", file.display(), line.map_or(0, |line| line + 1));
        }
    }
}

// The tests above are worth what these readers are.

#[test]
fn comments_quotes_and_tests_are_left_out() {
    let text = "a(\"x.unwrap()\"); // b.unwrap()\n/* c /* d */ e */ f('\"', '\\'', b'\\\\', r#\"g \"h\"#, 'i', &'j str);\nr\"k\" l";
    let code = without_comments_and_quotes(text);
    let words: String = code.chars().filter(|c| c.is_alphabetic()).collect();
    assert_eq!(words, "afbjstrl");
    assert_eq!(code.lines().count(), text.lines().count());
    let text = "one();\n#[cfg(test)]\nmod tests { fn two() { {} } }\nthree();\n#[cfg(test)]\nuse four;\nfive();";
    let code = without_tests(text);
    assert!(code.contains("one") && code.contains("three") && code.contains("five"));
    assert!(!code.contains("two") && !code.contains("four"));
}

#[test]
fn imports_are_seen_however_they_are_written() {
    let code = "use crate::model::{self, Row};\nuse crate::{read::{Format, Input}, write};\nfn f() { crate::render::x(); other_crate::y() }\nuse super::z;";
    let found: Vec<String> = imports(code).into_iter().collect();
    assert_eq!(found, ["model", "read", "render", "write"]);
}
