//! `cosell uploaded`: records that Partner Center has an exported list. The book can't see that by itself.

use crate::book::{OfferId, ReadTransaction};
use crate::i18n::{Language, messages};
use crate::report::sanitized;

use crate::cli::args;
use crate::cli::book_file::{named, open};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::next_steps::print_upload_steps;
use crate::cli::stderr::{counts, note};

pub(crate) fn run(args: &args::Uploaded, language: Language) -> Result<ExitStatus, CliError> {
    let mut book = open(&args.book)?;
    let writing = book.write()?;
    let uploads = uploads(args, &writing)?;
    for Upload { offer, number, .. } in &uploads {
        writing.record_upload(offer, *number)?;
    }
    writing.commit()?;
    for Upload { offer, number, .. } in &uploads {
        let recorded = messages::UploadRecorded { number: *number, offer: sanitized(offer.as_str()) };
        counts(|out| writeln!(out, "{}", language.localize(recorded)));
    }
    let pending: Vec<&Upload> = uploads.iter().filter(|upload| upload.last != upload.number).collect();
    for Upload { offer, last, .. } in &pending {
        let pending = messages::StillPending { number: *last, offer: sanitized(offer.as_str()) };
        note(|out| writeln!(out, "{}", language.localize(pending)));
    }
    let pending: Vec<&OfferId> = pending.into_iter().map(|upload| &upload.offer).collect();
    print_upload_steps(&pending, named(&args.book), language);
    Ok(ExitStatus::Done)
}

struct Upload {
    offer: OfferId,
    number: u32,
    /// The number of the last revision.
    last: u32,
}

/// Returns the revisions that are confirmed: the ones that were last exported, or the one that is named.
fn uploads(args: &args::Uploaded, reading: &ReadTransaction<'_>) -> Result<Vec<Upload>, CliError> {
    if args.all_exported {
        let exported = reading.offers()?.into_iter().filter_map(|offer| {
            let number = offer.portal.unconfirmed()?;
            Some(Upload { offer: offer.id, number, last: offer.last.number })
        });
        let exported: Vec<Upload> = exported.collect();
        return match exported.is_empty() {
            true => Err(CliError::trouble(messages::NothingToConfirm, messages::RemedyNothingToConfirm)),
            false => Ok(exported),
        };
    }
    let upload = |offer: &OfferId| {
        let last = reading.revision(offer, None)?.number;
        let exported = reading.portal_state(offer)?.exported;
        let number = match args.revision {
            Some(number) => reading.revision(offer, Some(number))?.number,
            None => {
                let offer = || offer.clone();
                match exported {
                    Some(exported) if exported.has_erased => {
                        let error = messages::ErasedSinceExport { offer: offer() };
                        return Err(CliError::trouble(error, messages::RemedyErasedSinceExport));
                    }
                    Some(exported) => exported.number,
                    None => {
                        let error = messages::NeverExported { offer: offer() };
                        return Err(CliError::trouble(error, messages::RemedyNeverExported));
                    }
                }
            }
        };
        Ok(Upload { offer: offer.clone(), number, last })
    };
    args.offer.iter().map(upload).collect()
}
