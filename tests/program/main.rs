//! Tests that run the program or check the project's files. They are one test target, because every target is linked
//! separately. The byte-by-byte cases are in `tests/cases.rs`.

#![allow(
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

#[allow(dead_code, reason = "tests of the library use the rest")]
#[path = "../support/people.rs"]
mod people;
#[path = "../support/properties.rs"]
mod properties;
#[path = "../support/workspace.rs"]
mod workspace;

mod answers;
mod containers;
mod corpus;
mod dependencies;
mod diff;
mod faults;
mod files;
mod findings_forms;
mod fuzz_inputs;
mod gates;
mod hostile;
mod import;
mod language;
mod layers;
mod limits;
mod losses;
mod one_file;
mod pipes;
mod plans;
mod portal;
mod prepare;
mod profiles;
mod quarter;
mod readme;
mod terminal;
mod width;
mod workflow;
