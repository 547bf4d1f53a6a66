//! The language of messages, and lists with labels in another language.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the first word of `explain`, a severity, in an environment.
fn first_word(environment: &[(&str, &str)], args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cosell"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    let output = command.envs(environment.iter().copied()).args(args).arg("explain").output().unwrap();
    let message = String::from_utf8(output.stdout).unwrap();
    message.split(' ').next().unwrap_or_default().to_owned()
}

#[test]
fn the_language_is_that_of_the_option_or_the_environment() {
    for (environment, args, expected) in [
        (&[][..], &[][..], "error"),
        (&[("LANG", "fr_FR.UTF-8")], &[], "erreur"),
        (&[("LANG", "fr")], &[], "erreur"),
        (&[("LANG", "fr-CA")], &[], "erreur"),
        (&[("LANG", "de_DE.UTF-8")], &[], "error"),
        (&[("LANG", "C.UTF-8")], &[], "error"),
        (&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "fr_FR")], &[], "erreur"),
        (&[("LC_MESSAGES", "fr_FR"), ("LC_ALL", "C")], &[], "error"),
        (&[("LANG", "fr_FR"), ("LC_ALL", "")], &[], "erreur"),
        (&[("LC_ALL", "fr_FR")], &["--lang", "en"], "error"),
        (&[("LC_ALL", "C")], &["--lang", "fr"], "erreur"),
    ] {
        assert_eq!(first_word(environment, args), expected, "{environment:?} {args:?}");
    }
}

/// A workbook whose extra sheets have French names is read as a list, and French labels of columns are recognized.
#[test]
fn lists_written_in_french_are_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = root().join("fixtures/contacts.csv");
    let path = |name: &str| -> PathBuf { folder.path().join(name) };
    let convert = |from: &Path, to: &Path, more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cosell"));
        let output = command.args(["convert", "--lang", "fr"]).args(more).arg(from).arg("-o").arg(to).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    };
    convert(&fixture, &path("list.xlsx"), &["--labels", "fr-FR"]);
    convert(&path("list.xlsx"), &path("list.csv"), &[]);
    assert_eq!(fs::read(path("list.csv")).unwrap(), fs::read(&fixture).unwrap());
    // Messages suggest --map with the French name of a column.
    fs::write(path("odd.csv"), fs::read_to_string(&fixture).unwrap().replacen("Countries/Regions", "Land of x", 1))
        .unwrap();
    convert(&path("odd.csv"), &path("mapped.csv"), &["--map", "Land of x=Pays/Régions"]);
    assert_eq!(fs::read(path("mapped.csv")).unwrap(), fs::read(&fixture).unwrap());
}
