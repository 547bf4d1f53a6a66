//! The `cosell` program: a call of the library's command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    cosell_contacts::run()
}
