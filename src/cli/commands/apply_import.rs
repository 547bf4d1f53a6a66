//! Replacement of an offer's contacts, which `import` and `restore` share: compares the new list with the last
//! revision, shows the plan, asks for confirmation and writes the revision. Reading the new list is left to the
//! commands.

use std::io::{self, Write};
use std::path::Path;

use crate::book::import::{PlannedRevision, load_new_offer, load_revision, write_revisions};
use crate::book::losses::Losses;
use crate::book::plan::{Plan, SafetyLimits};
use crate::book::reconcile::reconcile;
use crate::book::{Book, BookError, ForgottenAddress, NewRevision, OfferId, Revision, RevisionKind};
use crate::contact::Source;
use crate::contact_list::{ContactGroups, List};
use crate::diff::Diff;
use crate::i18n::{Language, messages};
use crate::report::{
    ReportMode, TextReport, format_change_counts, joined_losses, losses_as_text, plan_as_text, sanitized,
};
use anstyle::Style;

use super::forgotten_again;
use crate::cli::args;
use crate::cli::book_file::{TRIES, too_busy};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::next_steps::{offer_options, print_upload_steps, unused_file};
use crate::cli::output::show;
use crate::cli::progress::Bar;
use crate::cli::prompt::{confirm_changes, confirm_new_plan};
use crate::cli::stderr::{contacts, counts, note, to_stderr, write_strict_refusal};

/// The replacement of an offer's contacts by those of another list.
pub(super) struct OfferReplacement<'r> {
    pub(super) offer: &'r OfferId,
    /// The number that the last revision must have; 0 expects a new offer.
    pub(super) expect: Option<u32>,
    pub(super) limits: SafetyLimits,
    /// Whether to go on if another writer changes the offer meanwhile.
    pub(super) is_rebase: bool,
    pub(super) consent: &'r args::ConfirmArgs,
    pub(super) language: Language,
    /// Maximum number of changes shown per kind.
    pub(super) max_shown: usize,
    /// Metadata of the new revision.
    pub(super) new: NewRevision<'r>,
    /// Number of `forget` requests in the book when the list was read. If it has grown since, writing is refused,
    /// because the list may contain the forgotten person.
    pub(super) forgotten: u64,
    /// The file of the book for further commands, unless they find it by themselves.
    pub(super) book: Option<&'r Path>,
    /// The portal's list, if `--current` names an export of it.
    pub(super) portal: Option<Portal<'r>>,
}

/// The portal's list, which is the second input.
pub(super) struct Portal<'r> {
    pub(super) edits: PortalEdits,
    /// Metadata of the revision with the portal's list.
    pub(super) new: NewRevision<'r>,
    /// Metadata of the revision with the edits of both lists.
    pub(super) merged: NewRevision<'r>,
    /// The files of the new list and of the portal's list, for the commands that merge them.
    pub(super) files: [&'r Path; 2],
    pub(super) validation: &'r args::ValidationArgs,
}

/// The action if the portal's list isn't the last revision, because it was edited in the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PortalEdits {
    /// Change nothing.
    Refuse,
    /// Save the portal's list as a revision before the new one, which replaces it.
    Adopt,
    /// Save the portal's list as a revision, too, and merge its edits with those of the new list.
    Reconcile,
}

/// Index of the new list among the inputs.
const NEW: usize = 0;
/// Index of the portal's list, if there is one. The next input is the book's last revision, and after it comes the list
/// that is merged from all three.
const PORTAL: usize = 1;

/// The inputs that a plan compares.
#[derive(Debug, Clone, Copy)]
struct Compared {
    /// The book's last revision.
    last: usize,
    /// The list that replaces it.
    new: usize,
}

impl OfferReplacement<'_> {
    /// Shows the plan, asks for confirmation and writes the revisions. If another writer changes the offer meanwhile,
    /// shows a new plan, which has to be accepted too. If `book` is none, `make` creates it once there is something to
    /// write.
    pub(super) fn carry_out(
        &self,
        mut book: Option<Book>,
        make: impl Fn() -> Result<Book, CliError>,
        list: &mut List,
    ) -> Result<ExitStatus, CliError> {
        let inputs = list.inputs();
        let language = self.language;
        for attempt in 0..TRIES {
            list.forget_inputs(inputs);
            let (last, is_removed) = self.load_last(book.as_mut(), list)?;
            self.check_expected(last.as_ref())?;
            self.check_empty(list, inputs)?;
            let again = forgotten_again::find(book.as_mut(), list, inputs, language)?;
            // Nothing is lost if the program is ended at a question.
            book.iter_mut().for_each(Book::rest);
            let compared = Compared { last: inputs, new: self.new_input(list, inputs, last.as_ref())? };
            let Some(steps) = self.plan(last.as_ref(), is_removed, list, compared, &again, attempt > 0)? else {
                return Ok(ExitStatus::Done);
            };
            let book = match &mut book {
                Some(book) => book,
                None => book.insert(make()?),
            };
            let bar = Bar::working(messages::ProgressBook.text(language));
            let written = write_revisions(book, &steps, self.forgotten);
            drop(bar);
            match written {
                Err(BookError::Moved { .. }) => {
                    to_stderr(|out| writeln!(out, "{}", messages::OfferMoved.text(language)));
                }
                written => {
                    let number = written?.last().copied().unwrap_or_default();
                    let contacts = contacts(list.of_input(compared.new).len() as u64, language);
                    let offer = sanitized(self.offer.as_str());
                    // Partner Center already has a list that was exported there.
                    if steps.last().is_some_and(|step| step.new.kind == RevisionKind::Adopted) {
                        let has = messages::RevisionAdopted { number, offer, contacts };
                        self.report_outcome(|out| writeln!(out, "{}", language.localize(has)));
                    } else {
                        let has = messages::RevisionHas { number, offer, contacts };
                        self.report_outcome(|out| writeln!(out, "{}", language.localize(has)));
                        print_upload_steps(&[self.offer], self.book, language);
                    }
                    return Ok(ExitStatus::Done);
                }
            }
        }
        Err(too_busy())
    }

    /// Prints the outcome. With `--quiet`, an import has already printed the counts of its rows.
    fn report_outcome(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        match self.new.kind {
            RevisionKind::Restored { .. } => counts(write),
            _ => note(write),
        }
    }

    /// Adds the contacts of the last revision to the list as its last input, and returns that revision and whether the
    /// offer was removed after it.
    fn load_last(&self, book: Option<&mut Book>, list: &mut List) -> Result<(Option<Revision>, bool), CliError> {
        if let Some(book) = book {
            let reading = book.read()?;
            if let Some(last) = reading.last_revision(self.offer)? {
                load_revision(&reading, self.offer, &last, list, self.language)?;
                let is_removed = reading.is_removed(self.offer)?;
                return Ok((Some(last), is_removed));
            }
        }
        load_new_offer(self.offer, list, self.language);
        Ok((None, false))
    }

    fn check_expected(&self, last: Option<&Revision>) -> Result<(), CliError> {
        let Some(revision) = self.expect else { return Ok(()) };
        match (revision, last.map(|last| last.number)) {
            (0, None) => Ok(()),
            (revision, None) => Err(CliError::refused(
                messages::ExpectedOfferUnknown { offer: self.offer.clone(), revision },
                messages::RemedyExpectedOffer,
            )),
            (revision, Some(number)) if revision == number => Ok(()),
            (revision, found) => {
                let expected = Some(revision).filter(|revision| *revision > 0);
                Err(BookError::Moved { offer: self.offer.clone(), expected, found }.into())
            }
        }
    }

    /// Refuses a list without contacts, and a portal's list without contacts that would become a revision.
    fn check_empty(&self, list: &List, last: usize) -> Result<(), CliError> {
        let [new, portal, of] = [NEW, PORTAL, last].map(|input| list.of_input(input).len());
        self.limits.check_list(new, of)?;
        match &self.portal {
            Some(Portal { edits: PortalEdits::Adopt | PortalEdits::Reconcile, .. }) if of > 0 => {
                Ok(self.limits.check_portal_list(portal, of)?)
            }
            _ => Ok(()),
        }
    }

    /// Returns the input that the offer gets: the new list or, with `--reconcile`, its merge with the portal's edits.
    fn new_input(&self, list: &mut List, last: usize, revision: Option<&Revision>) -> Result<usize, CliError> {
        let (Some(portal), Some(revision)) = (&self.portal, revision) else { return Ok(NEW) };
        if portal.edits != PortalEdits::Reconcile
            || Diff::between(list, &ContactGroups::new(list), last, PORTAL).is_same()
        {
            return Ok(NEW);
        }
        let [new, exported] = [NEW, PORTAL].map(|input| list.file(input));
        let merged = list.inputs();
        let validation = portal.validation;
        let mut report = TextReport::new(ReportMode::Convert, validation.display.limits(), self.language);
        let bar = Bar::working(messages::ProgressMerging.text(self.language));
        let source = Source::file(format!("{new} + {exported}"));
        let summary = reconcile(list, last, [NEW, PORTAL], &source, &mut report);
        drop(bar);
        let is_refused = summary.blocking > 0 || validation.has_strict_warnings(&summary);
        to_stderr(|out| report.write_outcome(is_refused, out));
        if summary.blocking > 0 {
            let conflicts = messages::ReconcileConflicts { count: report.problems().errors };
            let error = CliError::unconfirmed(conflicts, messages::RemedyReconcileConflicts);
            return Err(error.with_commands(self.merge_commands(portal, revision)).with_exit(ExitStatus::Data));
        }
        if is_refused {
            to_stderr(|out| write_strict_refusal(report.problems(), self.language, out));
            return Err(CliError::declined().with_exit(ExitStatus::Data));
        }
        self.limits.check_list(list.of_input(merged).len(), list.of_input(last).len())?;
        Ok(merged)
    }

    /// Returns the revisions to write, or none if nothing changes or `--dry-run` is set. `again` are people in the lists
    /// who were forgotten. `is_moved` says that another
    /// writer has changed the offer since an earlier plan was shown.
    fn plan<'s>(
        &'s self,
        last: Option<&Revision>,
        is_removed: bool,
        list: &'s List,
        compared: Compared,
        again: &[ForgottenAddress],
        is_moved: bool,
    ) -> Result<Option<Vec<PlannedRevision<'s>>>, CliError> {
        let language = self.language;
        let bar = Bar::working(messages::ProgressComparing.text(language));
        let identities = ContactGroups::new(list);
        drop(bar);
        let step = |after, new, input| PlannedRevision { offer: self.offer, after, new, list, input, in_portal: None };
        let new = compared.new;
        // The list before the new one: in the preview, and in the history.
        let (mut shown_old, mut old) = (compared.last, compared.last);
        let mut after = last.map(|last| last.number);
        let mut steps = Vec::new();
        let mut adopted = None;
        let mut in_portal = None;
        if let Some(portal) = &self.portal {
            let edits = Plan::between(list, &identities, old, PORTAL);
            if !edits.is_nothing() {
                self.check_portal(portal, &edits, last)?;
                let new = NewRevision { changes: edits.diff.counts().into(), ..portal.new };
                steps.push(step(after, new, PORTAL));
                after = Some(after.unwrap_or(0) + 1);
                old = PORTAL;
                if portal.edits == PortalEdits::Adopt {
                    shown_old = PORTAL;
                    adopted = Some(edits);
                }
            } else {
                in_portal = after;
            }
        }
        let plan = Plan::between(list, &identities, shown_old, new);
        let changes = Plan::between(list, &identities, old, new);
        // A revision brings a removed offer back.
        let is_written = after.is_none() || !changes.is_nothing() || (is_removed && steps.is_empty());
        if is_written || shown_old != old {
            show(|out| self.show_plan(&plan, out))?;
        }
        if is_written {
            let metadata = match &self.portal {
                Some(portal) if new != NEW => portal.merged,
                _ => self.new,
            };
            let new_revision = NewRevision { changes: changes.diff.counts().into(), ..metadata };
            steps.push(PlannedRevision { in_portal, ..step(after, new_revision, new) });
        } else {
            let (number, offer) = (after.unwrap_or_default(), sanitized(self.offer.as_str()));
            self.report_outcome(|out| match steps.as_slice() {
                [] => writeln!(out, "{}", language.localize(messages::SameRevision { number, offer })),
                _ => writeln!(out, "{}", messages::SameAsAdopted.text(language)),
            });
        }
        if steps.is_empty() {
            return Ok(None);
        }
        let plans = || adopted.iter().chain([&plan]);
        let of = plans().map(Plan::contacts_before).max().unwrap_or_default();
        self.limits.check_losses(plans().map(|plan| &plan.losses), of)?;
        let loss = self.losses(adopted.as_ref().map(|plan| &plan.losses), &plan.losses, again);
        let is_confirmed = match is_moved {
            true => confirm_new_plan(self.is_rebase, self.consent, loss, language)?,
            false => confirm_changes(self.consent, loss, language)?,
        };
        Ok(is_confirmed.then_some(steps))
    }

    /// Returns a sentence about what the revisions take away, and about people who come back, if there is something to
    /// confirm.
    fn losses(&self, adopted: Option<&Losses>, new: &Losses, again: &[ForgottenAddress]) -> Option<String> {
        let text = |losses: &Losses| losses_as_text(losses, self.offer, self.language);
        let adopted = adopted.and_then(text);
        let adopted = adopted.map(|loss| self.language.localize(messages::LossOfPortal { loss }).to_string());
        let again = forgotten_again::in_words(again, self.language);
        joined_losses(adopted.into_iter().chain(text(new)).chain(again).collect(), self.language)
    }

    fn show_plan(&self, plan: &Plan<'_>, out: &mut dyn Write) -> io::Result<()> {
        show_plan(plan, self.max_shown, self.language, out)
    }

    /// Refuses to overwrite edits that were made in the portal, unless `--adopt` or `--reconcile` is set. Shows them
    /// unless they are part of the plan that is shown later.
    fn check_portal(&self, portal: &Portal<'_>, edits: &Plan<'_>, last: Option<&Revision>) -> Result<(), CliError> {
        let offer = || self.offer.clone();
        let is_part_of_plan = portal.edits == PortalEdits::Reconcile && last.is_some();
        if is_part_of_plan {
            return Ok(());
        }
        show(|out| {
            self.show_plan(edits, out)?;
            writeln!(out)
        })?;
        match (portal.edits, last) {
            (PortalEdits::Adopt, _) => Ok(()),
            (_, None) => {
                Err(CliError::unconfirmed(messages::PortalListNew { offer: offer() }, messages::RemedyAdoptFirst))
            }
            (_, Some(last)) => {
                let error =
                    CliError::unconfirmed(messages::PortalListDiffers { offer: offer() }, messages::RemedyAdopt);
                Err(error.with_commands(self.merge_commands(portal, last)))
            }
        }
    }

    /// Returns the commands that merge the edits of the portal with those of the new list, as `--reconcile` does. Their
    /// outputs are files that don't exist yet.
    fn merge_commands(&self, portal: &Portal<'_>, last: &Revision) -> Vec<String> {
        let [list, exported] = portal.files.map(|file| args::quote_for_shell(file.as_os_str()));
        let offer = offer_options(self.offer, self.book);
        let [base, both] = ["base", "both"].map(unused_file);
        vec![
            format!("cosell export {offer} --revision {} -o {base}", last.number),
            format!("cosell merge {list} {exported} --base {base} -o {both}"),
            format!("cosell import {both} {offer} --current {exported} --adopt"),
        ]
    }
}

/// Writes the plan of an offer with both lists as its heading.
pub(super) fn show_plan(plan: &Plan<'_>, max_shown: usize, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let strong = Style::new().bold();
    let [old, new] = plan.diff.sources().map(|source| language.source(source));
    let label = format!("{strong}{} → {}{strong:#}", sanitized(&old), sanitized(&new));
    let text = format_change_counts(plan.diff.counts(), language);
    writeln!(out, "{}", language.localize(messages::LabeledText { label, text }))?;
    plan_as_text(plan, max_shown, language, out)
}
