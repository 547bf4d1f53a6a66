//! A list of texts that programs often misread, and the files that `cosell` writes from it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cosell;

pub(crate) type Cells = [String; 6];

pub(crate) const HEADER: [&str; 6] = ["Name", "Email", "Job title", "Role", "Countries/Regions", "States/Provinces"];
pub(crate) const FRENCH: [&str; 6] = ["Nom", "E-mail", "Poste", "Rôle", "Pays/Régions", "États/Provinces"];

const ROWS: usize = 1_200;

/// Canonical texts that some program reads as a number, a date, a truth value, markup or the end of a cell. `NULL` and other
/// words for a missing value aren't among them, because no list has them.
const TEXTS: &[&str] = &[
    // numbers
    "007",
    "3.14",
    "1,000",
    "1.000,50",
    "1e5",
    "1E400",
    "0x1F",
    "12345678901234567890",
    "1_000",
    "50%",
    "$5",
    "٣٤",
    "1/2",
    "inf",
    "Infinity",
    "1 234",
    // dates and times
    "2026-11-22",
    "11/22/2026",
    "22.11.2026",
    "Mar-1",
    "MARCH1",
    "12:30",
    "2026-11-22T10:00:00Z",
    "SEPT2",
    // truth values
    "TRUE",
    "False",
    "yes",
    "No",
    // delimiters, quotes, escapes
    "Lee, Ann",
    "Lee; Ann",
    "a|b",
    "Ann \"Annie\" Lee",
    "\"Ann\"",
    "\"",
    ",",
    ";",
    "','",
    "O'Brien",
    "'Ann",
    "back\\slash",
    "\\",
    "\\\"",
    "# Ann",
    "// Ann",
    "sep=;",
    "ID",
    "PNG",
    "PK",
    // markup and templates
    "<b>Ann</b>",
    "Ann & Bob",
    "&amp;",
    "&#65;",
    "]]>",
    "<!-- Ann -->",
    "{\"name\":1}",
    "[1]",
    "${HOME}",
    "%PATH%",
    "_x",
    "x000D",
    "http://example.com",
    "ann@example.com",
    // scripts
    "Łukasz Żółć",
    "José Núñez",
    "Ångström",
    "Đặng Thị Ngọc",
    "Straße ẞ",
    "ﬁ ½ ™ €",
    "İıŞş",
    "Ελένη",
    "Юлия Ёлкина",
    "Հայկ",
    "李小龍",
    "田中さん",
    "ソフト",
    "김철수",
    "𠮷野家",
    "محمد علي",
    "דוד לוי",
    "فارسی",
    "हिन्दी",
    "ไทย",
    "ქართული",
    "አማርኛ",
    // emoji, beyond the basic plane and with a modifier
    "😀 Ann",
    "👍🏽",
    "🇫🇷",
    "𝒜𝓃𝓃",
];

const ROLES: [&str; 4] =
    ["Partner marketing", "Partner sales", "Partner technical sales", "Partner customer success manager"];

/// Countries and states. Some programs read the codes of Namibia (NA) and Norway (NO) as "not available" and "no".
const PLACES: [(&str, &str); 10] = [
    ("NA", ""),
    ("NO", ""),
    ("US", "US-WA"),
    ("US, CA", "US-WA, US-OR, CA-QC"),
    ("OOO", ""),
    ("DE, AT, CH", ""),
    ("TR, IN, AD", ""),
    ("AU", "AU-NSW"),
    ("FR", ""),
    ("NE, NU, LA", ""),
];

const ADDRESSES: [&str; 6] = ["o'brien", "a.b_c", "ha#sh", "00", "x{y}|z", "1e5"];

/// Returns the contacts that every program must read and write unchanged.
pub(crate) fn contacts() -> Vec<Cells> {
    (0..ROWS)
        .map(|row| {
            let (countries, states) = PLACES[row % PLACES.len()];
            let mut name = TEXTS[row % TEXTS.len()].to_owned();
            if row >= TEXTS.len() {
                name += &format!(" {row}");
            }
            let title = match row {
                5 => "long ".repeat(2_000).trim_end().to_owned(),
                6 => "長".repeat(8_000),
                _ => TEXTS[(row * 7 + 3) % TEXTS.len()].to_owned(),
            };
            let email = format!("{}+{row}@example.com", ADDRESSES[row % ADDRESSES.len()]);
            [name, email, title, ROLES[row % 4].to_owned(), countries.to_owned(), states.to_owned()]
        })
        .collect()
}

/// The files of the list as `cosell` writes them, in a folder that is deleted on drop.
pub(crate) struct List {
    folder: TempDir,
    pub(crate) contacts: Vec<Cells>,
}

impl List {
    /// Writes the files of [`contacts`].
    ///
    /// # Panics
    ///
    /// If `cosell` finds something to fix: then the cells are not those that the other programs should read.
    pub(crate) fn written() -> Self {
        Self::new(contacts())
    }

    pub(crate) fn new(contacts: Vec<Cells>) -> Self {
        let list = Self { folder: tempfile::tempdir().unwrap(), contacts };
        let rows: Vec<Value> = list.contacts.iter().map(|cells| json!(cells)).collect();
        let header = [json!(HEADER)];
        fs::write(list.at("cells.json"), Value::from([&header[..], &rows].concat()).to_string()).unwrap();
        let objects =
            list.contacts.iter().map(|cells| HEADER.into_iter().zip(cells).map(|(k, v)| (k, json!(v))).collect());
        fs::write(list.at("objects.json"), Value::Array(objects.collect()).to_string()).unwrap();

        for to in ["list.csv", "list.xlsx", "list.json", "list.ndjson"] {
            let message = cosell(&["convert", "objects.json", "-o", to], list.folder());
            assert!(message.contains("no fixes needed"), "{to}: {message}");
        }
        for to in ["french.csv", "french.xlsx"] {
            cosell(&["convert", "list.csv", "-o", to, "--labels", "fr-FR"], list.folder());
        }
        list
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Asserts that the rows that a program read are the contacts under these labels, with each cell as text.
    pub(crate) fn assert_is(&self, rows: &Value, header: [&str; 6], what: &str) {
        let rows = rows.as_array().unwrap_or_else(|| panic!("{what}: no rows"));
        assert_eq!(rows[0], json!(header), "{what}");
        for (at, (row, cells)) in rows[1..].iter().zip(&self.contacts).enumerate() {
            for ((cell, expected), label) in row.as_array().unwrap().iter().zip(cells).zip(header) {
                let is_same = match cell {
                    Value::String(text) => text == expected,
                    Value::Null => expected.is_empty(),
                    // In JSON, codes are an array.
                    Value::Array(codes) => {
                        codes.iter().map(|code| code.as_str().unwrap()).collect::<Vec<_>>().join(", ") == *expected
                    }
                    _ => false,
                };
                assert!(is_same, "{what}, contact {}, {label}: {cell} instead of {expected:?}", at + 1);
            }
            assert_eq!(row.as_array().unwrap().len(), 6, "{what}, contact {}", at + 1);
        }
        assert_eq!(rows.len() - 1, self.contacts.len(), "{what}");
    }
}
