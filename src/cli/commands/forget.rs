//! `cosell forget`: erases a person from every revision, after showing where the book has them.

use std::io::{self, Write};

use crate::book::ErasureSummary;
use crate::i18n::{Language, messages};
use crate::report::sanitized;

use crate::cli::args;
use crate::cli::book_file::open;
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::output::show;
use crate::cli::prompt::confirm_changes;
use crate::cli::stderr::{contacts, counts};

pub(crate) fn run(args: &args::Forget, language: Language) -> Result<ExitStatus, CliError> {
    let mut book = open(&args.book)?;
    let mentions = book.read()?.mentions(args.email.trim())?;
    if mentions.is_empty() {
        let was_anybody_erased = book.read()?.times_forgotten()? > 0;
        if !args.consent.dry_run {
            // An earlier request may have left bytes in the file because another process was reading the book.
            book.forget(&args.email)?;
        }
        let missing = messages::NotInBook { email: args.email.clone() };
        return Err(match was_anybody_erased {
            true => CliError::trouble(missing, messages::RemedyErasedBefore),
            false => CliError::trouble(missing, messages::RemedyCheckAddress),
        });
    }
    show(|out| write_mentions(&mentions, language, out))?;
    let loss = language.localize(messages::LossForgotten { person: &args.email }).to_string();
    if !confirm_changes(&args.consent, Some(loss), language)? {
        return Ok(ExitStatus::Done);
    }
    let forgotten = book.forget(&args.email)?;
    let count = forgotten.offers.iter().map(|offer| offer.contacts).sum();
    counts(|out| writeln!(out, "{}", language.localize(messages::Forgotten { contacts: contacts(count, language) })));
    Ok(ExitStatus::Done)
}

fn write_mentions(mentions: &ErasureSummary, language: Language, out: &mut dyn Write) -> io::Result<()> {
    for mentioned in &mentions.offers {
        let (offer, contacts) = (sanitized(mentioned.offer.as_str()), contacts(mentioned.contacts, language));
        writeln!(out, "{}", language.localize(messages::Mentioned { offer, contacts, count: mentioned.revisions }))?;
    }
    if mentions.texts > 0 {
        writeln!(out, "{}", language.localize(messages::MentionedTexts { count: mentions.texts }))?;
    }
    if !mentions.namesakes.is_empty() {
        let addresses = mentions.namesakes.join(", ");
        writeln!(out, "{}", language.localize(messages::Namesakes { addresses: sanitized(&addresses) }))?;
    }
    out.flush()
}
