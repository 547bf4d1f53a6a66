//! `cosell restore`: makes an earlier revision the current one again, as a new revision.

use crate::book::import::load_revision;
use crate::book::plan::SafetyLimits;
use crate::book::{NewRevision, RevisionKind};
use crate::contact_list::List;
use crate::i18n::Language;
use crate::report::PlanCommand;

use super::apply_import::OfferReplacement;
use crate::cli::args;
use crate::cli::book_file::{named, open, person};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::plan_form::PlanForm;

pub(crate) fn run(args: &args::Restore, language: Language) -> Result<ExitStatus, CliError> {
    let form = PlanForm::from_args(&args.plan, &args.consent, PlanCommand::Restore)?;
    let mut book = open(&args.book)?;
    let mut list = List::default();
    let reading = book.read()?;
    let revision = reading.revision(&args.offer, Some(args.revision))?;
    load_revision(&reading, &args.offer, &revision, &mut list, language)?;
    let forgotten = reading.times_forgotten()?;
    drop(reading);
    let person = person();
    let replacement = OfferReplacement {
        offer: &args.offer,
        expect: None,
        // The revision may be empty: its contacts were shown when it was saved.
        limits: SafetyLimits { allow_empty: true, ..args.limits.limits() },
        is_rebase: args.limits.rebase,
        consent: &form.consent(&args.consent),
        form: &form,
        language,
        max_shown: args.display.limits().each,
        new: NewRevision {
            kind: RevisionKind::Restored { from: revision.number },
            source: revision.source.as_deref(),
            digest: revision.digest,
            person: person.as_deref(),
            message: args.remark.message.as_deref(),
            ..NewRevision::default()
        },
        forgotten,
        book: named(&args.book),
        portal: None,
    };
    replacement.carry_out(Some(book), || open(&args.book), &mut list)
}
