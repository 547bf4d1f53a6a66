//! `cosell`: contacts lists of Partner Center offers, from the command line.

mod annotate;
mod apart;
mod args;
mod book;
mod completions;
mod convert;
mod countries;
mod coverage;
mod diff;
mod exit;
mod explain;
mod inputs;
mod man;
mod markets;
mod merge;
mod output;
mod progress;
mod signals;
mod tell;
mod template;
mod validate;

use std::process::ExitCode;
use std::{panic, thread};

use args::{Args, Command};
use cosell_contacts::read::READER;
use cosell_contacts::write::is_contained;

fn main() -> ExitCode {
    if let Some(served) = apart::served() {
        return served;
    }
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name() != Some(READER) && !is_contained(info) {
            report(info);
        }
    }));
    let args = Args::of_command_line();
    if args.no_progress {
        progress::never_show();
    }
    signals::watch();
    let language = args.language();
    let outcome = match args.command {
        Command::Template(args) => template::run(&args, language),
        Command::Convert(args) => convert::run(&args, language),
        Command::Validate(args) => validate::run(&args, language),
        Command::Merge(args) => merge::run(&args, language),
        Command::Diff(args) => diff::run(&args, language),
        Command::Coverage(args) => coverage::run(&args, language),
        Command::Import(args) => book::import::run(&args, language),
        Command::Export(args) => book::export::run(&args, language),
        Command::History(args) => book::history::run(&args, language),
        Command::Offers(args) => book::history::offers(&args, language),
        Command::Restore(args) => book::restore::run(&args, language),
        Command::Retire(args) => book::retire::run(&args, language),
        Command::Forget(args) => book::forget::run(&args, language),
        Command::Countries(args) => countries::run(&args, language),
        Command::Explain(args) => explain::run(&args, language),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args, language),
    };
    outcome.unwrap_or_else(|failure| failure.tell()).into()
}
