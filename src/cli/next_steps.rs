//! What the user does next so that Partner Center gets the lists of the book, as commands that can be copied.

use std::io::Write;
use std::path::Path;

use crate::book::OfferId;
use crate::i18n::{Language, messages};
use crate::report::sanitized;

use crate::cli::args::quote_for_shell;
use crate::cli::stderr::{is_quiet, note};

/// Prints how to bring new revisions of offers into Partner Center. `book` is the file of the book, unless the commands
/// find it by themselves.
pub(crate) fn print_upload_steps(offers: &[&OfferId], book: Option<&Path>, language: Language) {
    let command = match offers {
        [] => return,
        [offer] => {
            let file = unused_file(&offer.file_name());
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
    let command = match offers {
        [] => return,
        [offer] => format!("cosell uploaded {}", offer_options(offer, book)),
        _ => format!("cosell uploaded --all-exported{}", book_option(book)),
    };
    note(|out| writeln!(out, "{}", messages::NextStepUploaded.text(language)));
    print_command(&command);
}

/// Prints a command without wrapping it, so that it can be copied.
pub(crate) fn print_command(command: &str) {
    if !is_quiet() {
        let _ = writeln!(anstream::stderr(), "  {}", sanitized(command));
    }
}

/// Returns the options that name an offer and its book.
pub(crate) fn offer_options(offer: &OfferId, book: Option<&Path>) -> String {
    format!("--offer {}{}", quote_for_shell(offer.as_str().as_ref()), book_option(book))
}

fn book_option(book: Option<&Path>) -> String {
    book.map(|book| format!(" --book {}", quote_for_shell(book.as_os_str()))).unwrap_or_default()
}

/// Returns the name of a CSV file that doesn't exist in the current folder, quoted for a shell.
pub(crate) fn unused_file(name: &str) -> String {
    let names = (2..).map(|number| format!("{name}-{number}.csv"));
    let unused = [format!("{name}.csv")].into_iter().chain(names).find(|file| !Path::new(file).exists());
    quote_for_shell(unused.unwrap_or_default().as_ref())
}
