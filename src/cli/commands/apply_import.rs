//! Replacement of an offer's contacts, which `import` and `restore` share: compares the new list with the last
//! revision, shows the plan, asks for confirmation and writes the revision. Reading the new list is left to the
//! commands.

use std::io::{self, Write};
use std::path::Path;

use crate::book::import::{PlannedRevision, load_new_offer, load_revision, write_revisions};
use crate::book::plan::{Plan, SafetyLimits};
use crate::book::{Book, BookError, NewRevision, OfferId, Revision, RevisionKind};
use crate::contact_list::{ContactGroups, List};
use crate::i18n::{Language, messages};
use crate::report::{format_change_counts, plan_as_text, sanitized};
use anstyle::Style;

use super::forgotten_again;
use crate::cli::args;
use crate::cli::book_file::{TRIES, too_busy};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::output::show;
use crate::cli::progress::Bar;
use crate::cli::prompt::confirm_changes;
use crate::cli::stderr::{contacts, counts, note, to_stderr};

/// The replacement of an offer's contacts by those of another list.
pub(super) struct OfferReplacement<'r> {
    pub(super) offer: &'r OfferId,
    /// The number that the last revision must have; 0 expects a new offer.
    pub(super) expect: Option<u32>,
    pub(super) guards: SafetyLimits,
    pub(super) consent: &'r args::ConfirmArgs,
    pub(super) language: Language,
    /// Maximum number of changes shown per kind.
    pub(super) max_shown: usize,
    /// Metadata of the new revision.
    pub(super) new: NewRevision<'r>,
    /// Number of `forget` requests in the book when the list was read. If it has grown since, writing is refused,
    /// because the list may contain the forgotten person.
    pub(super) forgotten: u64,
    /// The portal's list, if `--current` names an export of it.
    pub(super) portal: Option<Portal<'r>>,
}

/// The portal's list, which is the second input.
pub(super) struct Portal<'r> {
    /// With `--adopt`, an edited list becomes a revision before the new one.
    pub(super) is_adopted: bool,
    /// Metadata of that revision.
    pub(super) new: NewRevision<'r>,
    /// The files of the new list and of the portal's list, for the commands that merge them.
    pub(super) files: [&'r Path; 2],
}

/// Index of the new list among the inputs.
const NEW: usize = 0;
/// Index of the portal's list, if there is one. The book's list is the last input.
const PORTAL: usize = 1;

impl OfferReplacement<'_> {
    /// Shows the plan, asks for confirmation and writes the revisions. If another writer changes the offer meanwhile,
    /// shows a new plan and asks again. If `book` is none, `make` creates it once there is something to write.
    pub(super) fn carry_out(
        &self,
        mut book: Option<Book>,
        make: impl Fn() -> Result<Book, CliError>,
        list: &mut List,
    ) -> Result<ExitStatus, CliError> {
        let inputs = list.inputs();
        let language = self.language;
        for _ in 0..TRIES {
            list.forget_inputs(inputs);
            let last = self.load_last(book.as_mut(), list)?;
            self.check_expected(last.as_ref())?;
            let again = forgotten_again::find(book.as_mut(), list, list.inputs() - 1, language)?;
            // Nothing is lost if the program is ended at a question.
            book.iter_mut().for_each(Book::rest);
            let Some(steps) = self.plan(last.as_ref(), list)? else {
                return Ok(forgotten_again::dry_run_status(&again, self.consent));
            };
            if !forgotten_again::confirm(&again, self.consent, language)? {
                return Ok(ExitStatus::Done);
            }
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
                    let contacts = contacts(list.of_input(NEW).len() as u64, language);
                    let has = messages::RevisionHas { number, offer: sanitized(self.offer.as_str()), contacts };
                    self.report_outcome(|out| writeln!(out, "{}", language.localize(has)));
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

    /// Adds the contacts of the last revision to the list as its last input, and returns that revision.
    fn load_last(&self, book: Option<&mut Book>, list: &mut List) -> Result<Option<Revision>, CliError> {
        if let Some(book) = book {
            let reading = book.read()?;
            if let Some(last) = reading.last_revision(self.offer)? {
                load_revision(&reading, self.offer, &last, list, self.language)?;
                return Ok(Some(last));
            }
        }
        load_new_offer(self.offer, list, self.language);
        Ok(None)
    }

    fn check_expected(&self, last: Option<&Revision>) -> Result<(), BookError> {
        let found = last.map(|last| last.number);
        match self.expect.map(|number| Some(number).filter(|number| *number > 0)) {
            Some(expected) if expected != found => Err(BookError::Moved { offer: self.offer.clone(), expected, found }),
            _ => Ok(()),
        }
    }

    /// Returns the revisions to write, or none if nothing changes or `--dry-run` is set.
    fn plan<'s>(
        &'s self,
        last: Option<&Revision>,
        list: &'s List,
    ) -> Result<Option<Vec<PlannedRevision<'s>>>, CliError> {
        self.guards.check_list(list.of_input(NEW).len(), list.of_input(list.inputs() - 1).len())?;
        let language = self.language;
        let bar = Bar::working(messages::ProgressComparing.text(language));
        let identities = ContactGroups::new(list);
        drop(bar);
        let step = |after, new, input| PlannedRevision { offer: self.offer, after, new, list, input };
        let mut old = list.inputs() - 1;
        let mut after = last.map(|last| last.number);
        let mut steps = Vec::new();
        if let Some(portal) = &self.portal {
            let edits = Plan::between(list, &identities, old, PORTAL);
            if !edits.is_nothing() {
                self.check_portal(portal, &edits, last)?;
                let new = NewRevision { changes: edits.diff.counts().into(), ..portal.new };
                steps.push(step(after, new, PORTAL));
                after = Some(after.unwrap_or(0) + 1);
                old = PORTAL;
            }
        }
        let plan = Plan::between(list, &identities, old, NEW);
        if plan.is_nothing() && after.is_some() {
            let (number, offer) = (after.unwrap_or_default(), sanitized(self.offer.as_str()));
            self.report_outcome(|out| match steps.as_slice() {
                [] => writeln!(out, "{}", language.localize(messages::SameRevision { number, offer })),
                _ => writeln!(out, "{}", messages::SameAsAdopted.text(language)),
            });
            return Ok((!steps.is_empty() && confirm_changes(self.consent, None, language)?).then_some(steps));
        }
        show(|out| self.show_plan(&plan, out))?;
        self.guards.check_removals(&plan)?;
        let removed = plan.diff.counts().removed;
        let loss = language
            .localize(messages::LossRemoved { contacts: contacts(removed, language), offer: self.offer })
            .to_string();
        if !confirm_changes(self.consent, (removed > 0).then_some(loss), language)? {
            return Ok(None);
        }
        steps.push(step(after, NewRevision { changes: plan.diff.counts().into(), ..self.new }, NEW));
        Ok(Some(steps))
    }

    fn show_plan(&self, plan: &Plan<'_>, out: &mut dyn Write) -> io::Result<()> {
        let strong = Style::new().bold();
        let [old, new] = plan.diff.sources().map(|source| self.language.source(source));
        let (old, new) = (sanitized(&old), sanitized(&new));
        let label = format!("{strong}{old} → {new}{strong:#}");
        let counts = format_change_counts(plan.diff.counts(), self.language);
        writeln!(out, "{}", self.language.localize(messages::LabeledText { label, text: counts }))?;
        plan_as_text(plan, self.max_shown, self.language, out)
    }

    /// Shows the edits that were made in the portal, and refuses to overwrite them unless `--adopt` is set.
    fn check_portal(&self, portal: &Portal<'_>, edits: &Plan<'_>, last: Option<&Revision>) -> Result<(), CliError> {
        show(|out| {
            self.show_plan(edits, out)?;
            writeln!(out)
        })?;
        if portal.is_adopted {
            return Ok(());
        }
        if last.is_none() {
            return Err(CliError::unconfirmed(
                messages::PortalListNew { offer: self.offer.clone() },
                messages::RemedyAdoptFirst,
            ));
        }
        let offer = self.offer.clone();
        let [list, portal] = portal.files.map(|file| args::quote_for_shell(file.as_os_str()));
        let id = args::quote_for_shell(offer.as_str().as_ref());
        let commands = vec![
            format!("cosell export --offer {id} -o base.csv"),
            format!("cosell merge {list} {portal} --base base.csv -o both.csv"),
            format!("cosell import both.csv --offer {id} --current {portal} --adopt"),
        ];
        let error = CliError::unconfirmed(messages::PortalListDiffers { offer }, messages::RemedyAdopt);
        Err(error.with_commands(commands))
    }
}
