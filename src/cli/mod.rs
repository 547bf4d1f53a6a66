//! The command line: arguments, terminal, prompts, exit status.
//!
//! Each command is a file in `commands/`. It reads its arguments, calls the library and reports the outcome; what the
//! commands share (inputs, outputs, questions, the book's file, progress, errors) is here. Nothing outside this module
//! prints, asks, reads arguments or ends the process.

mod args;
mod book_file;
mod clock;
mod commands;
mod config;
mod console_window;
mod conversation;
mod error;
mod inputs;
mod locale;
mod markets;
mod next_steps;
mod output;
#[cfg(windows)]
mod parent_process;
mod plan_form;
mod progress;
mod prompt;
mod read_files;
mod rejected_rows;
mod remedies;
mod report_file;
mod signals;
mod stderr;
mod worker;

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::panic;
use std::process::ExitCode;
use std::sync::Once;

use self::args::{Args, Command};
use self::commands::{
    backup, completions, convert, countries, coverage, diff, explain, export, forget, history, import, man, merge,
    prepare, remove_offer, rename_offer, restore, retire, template, uploaded, validate,
};
use self::conversation::Conversation;
use self::inputs::expand_folders;
use crate::read::is_panic_caught;
use crate::spreadsheet::is_caught_io_panic;

/// Runs the program: parses the arguments, carries out the command and returns its exit status.
pub fn run() -> ExitCode {
    if let Some(exit_code) = worker::run_if_worker() {
        return exit_code;
    }
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !is_panic_caught() && !is_caught_io_panic(info) {
            report(info);
        }
    }));
    let words = args::words();
    // Only a double click or dropped lists are answered in the window. A command may be started by a program that doesn't
    // wait for a person.
    let is_own_window =
        (words.is_empty() || args::are_lists(&words)) && io::stdin().is_terminal() && console_window::is_own();
    if !is_own_window {
        return carry_out(Args::parse());
    }
    let mut conversation = Conversation {
        read_line: |line: &mut String| io::stdin().read_line(line),
        out: &mut io::stderr(),
        width: output::width(),
        language: locale::language(),
    };
    if words.is_empty() {
        let prepare = |lists: &[OsString]| {
            let command = ["prepare", "--"].map(OsString::from).into_iter();
            carry_out(Args::of_words(&command.chain(lists.iter().cloned()).collect::<Vec<_>>()))
        };
        // A window that can't be read from closes.
        return conversation.ask_for_lists(prepare).ok().flatten().unwrap_or(ExitCode::SUCCESS);
    }
    let status = carry_out(Args::parse());
    let _ = conversation.wait_for_enter();
    status
}

/// Carries out the command of the arguments, or returns the status of an error in them.
fn carry_out(args: Result<Args, ExitCode>) -> ExitCode {
    let args = match args {
        Ok(args) => args,
        Err(status) => return status,
    };
    args.color.choice().write_global();
    if args.no_progress || args.quiet > 0 {
        progress::never_show();
    }
    stderr::set_quiet(args.quiet);
    // Several commands may follow one another in the program's own window.
    static WATCHED: Once = Once::new();
    WATCHED.call_once(signals::watch);
    let language = args.language();
    let outcome = match args.command {
        Command::Prepare(args) => prepare::run(&args, language),
        Command::Template(args) => template::run(&args, language),
        Command::Convert(mut args) => match args.takes_several() {
            true => expand_folders(&mut args.input, language).and_then(|()| convert::run(&args, language)),
            false => convert::run(&args, language),
        },
        Command::Validate(mut args) => {
            expand_folders(&mut args.input, language).and_then(|()| validate::run(&args, language))
        }
        Command::Merge(mut args) => {
            expand_folders(&mut args.input, language).and_then(|()| merge::run(&args, language))
        }
        Command::Diff(args) => diff::run(&args, language),
        Command::Coverage(mut args) => {
            expand_folders(&mut args.input, language).and_then(|()| coverage::run(&args, language))
        }
        Command::Import(args) => import::run(&args, language),
        Command::Export(args) => export::run(&args, language),
        Command::History(args) => history::run(&args, language),
        Command::Offers(args) => history::offers(&args, language),
        Command::Restore(args) => restore::run(&args, language),
        Command::Retire(args) => retire::run(&args, language),
        Command::Forget(args) => forget::run(&args, language),
        Command::Uploaded(args) => uploaded::run(&args, language),
        Command::RenameOffer(args) => rename_offer::run(&args, language),
        Command::RemoveOffer(args) => remove_offer::run(&args, language),
        Command::Backup(args) => backup::run(&args, language),
        Command::Countries(args) => countries::run(&args, language),
        Command::Explain(args) => explain::run(&args, language),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args, language),
    };
    outcome.unwrap_or_else(|failure| failure.print(language)).into()
}
