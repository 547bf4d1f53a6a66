//! What the user does next so that Partner Center gets the lists of the book, as commands that can be copied.

use std::io::Write;
use std::path::Path;

use crate::book::OfferId;
use crate::contact::Format;
use crate::i18n::{Language, messages};
use crate::report::{sanitized, without_commands};

use crate::cli::args::quote_for_shell;
use crate::cli::stderr::{is_quiet, note};

/// Prints how to bring new revisions of offers into Partner Center. `book` is the file of the book, unless the commands
/// find it by themselves.
pub(crate) fn print_upload_steps(offers: &[&OfferId], book: Option<&Path>, language: Language) {
    let command = match offers {
        [] => return,
        [offer] => {
            let file = unused_file(&offer.file_name(), Format::Csv);
            format!("cosell export {} -o {file}", offer_options(offer, book))
        }
        _ => pending_export(book),
    };
    note(|out| writeln!(out, "{}", language.localize(messages::NextStepExport { count: offers.len() as u64 })));
    print_command(&command);
}

/// Returns the command that exports the lists which have to be uploaded.
pub(crate) fn pending_export(book: Option<&Path>) -> String {
    format!("cosell export --pending{} -o lists", book_option(book))
}

/// Prints how to record that exported lists were uploaded.
pub(crate) fn print_uploaded_step(offers: &[&OfferId], book: Option<&Path>, language: Language) {
    if !offers.is_empty() {
        note(|out| writeln!(out, "{}", messages::NextStepUploaded.text(language)));
        print_command(&uploaded(offers, book));
    }
}

/// Returns the command that confirms the uploads of all lists that were exported, or of the only one.
pub(crate) fn uploaded(offers: &[&OfferId], book: Option<&Path>) -> String {
    match offers {
        [offer] => format!("cosell uploaded {}", offer_options(offer, book)),
        _ => format!("cosell uploaded --all-exported{}", book_option(book)),
    }
}

/// Returns the command that confirms the uploads of these lists, but not of others that were exported.
pub(crate) fn uploaded_each<'o>(offers: impl Iterator<Item = &'o OfferId>, book: Option<&Path>) -> String {
    let options: String = offers.map(|offer| format!(" {}", offer_options(offer, None))).collect();
    format!("cosell uploaded{options}{}", book_option(book))
}

/// Prints a command without wrapping it, so that it can be copied.
pub(crate) fn print_command(command: &str) {
    if !is_quiet() {
        let _ = writeln!(anstream::stderr(), "  {}", without_commands(&sanitized(command)));
    }
}

/// Returns the options that name an offer and its book.
pub(crate) fn offer_options(offer: &OfferId, book: Option<&Path>) -> String {
    format!("--offer {}{}", quote_for_shell(offer.as_str().as_ref()), book_option(book))
}

/// Returns the option that names the book, after a space, or nothing.
pub(crate) fn book_option(book: Option<&Path>) -> String {
    book.map(|book| format!(" --book {}", quote_for_shell(book.as_os_str()))).unwrap_or_default()
}

/// Returns the name of a file of this format that doesn't exist in the current folder, quoted for a shell.
pub(crate) fn unused_file(name: &str, format: Format) -> String {
    let extension = format.extension();
    let names = (2..).map(|number| format!("{name}-{number}.{extension}"));
    let unused = [format!("{name}.{extension}")].into_iter().chain(names).find(|file| !Path::new(file).exists());
    quote_for_shell(unused.unwrap_or_default().as_ref())
}
