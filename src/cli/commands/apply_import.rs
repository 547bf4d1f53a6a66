use std::io::{self, Write};

use crate::book::import::{PlannedRevision, hold, hold_none, write};
use crate::book::plan::{Plan, SafetyLimits};
use crate::book::{Book, BookError, NewRevision, OfferId, Revision};
use crate::contact_list::{ContactGroups, List};
use crate::i18n::{Language, messages};
use crate::report::{counted, plan_as_text, sanitized};
use anstyle::Style;

use super::confirm::{contacts, is_wanted, show};
use crate::cli::args;
use crate::cli::book_file::{TRIES, too_busy};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::progress::Bar;
use crate::cli::stderr::tell;

/// The contacts of an offer are replaced by those of another list.
pub(super) struct Replacement<'r> {
    pub(super) offer: &'r OfferId,
    /// The last revision that there must be; 0 is a new offer.
    pub(super) expect: Option<u32>,
    pub(super) guards: SafetyLimits,
    pub(super) consent: &'r args::ConfirmArgs,
    pub(super) language: Language,
    /// So many changes of each kind are shown.
    pub(super) shown: usize,
    /// What is to be known of the new revision.
    pub(super) new: NewRevision<'r>,
    /// How often somebody was forgotten when the list was read.
    pub(super) forgotten: u64,
    /// The list as it is in the portal.
    pub(super) portal: Option<Portal<'r>>,
}

/// What the portal has, by the second input of the list.
pub(super) struct Portal<'r> {
    /// It may become a revision of its own.
    pub(super) is_adopted: bool,
    /// What is to be known of that.
    pub(super) new: NewRevision<'r>,
}

/// The new list is the first input.
const NEW: usize = 0;
/// The portal's list is the second, where there is one; that of the book comes last.
const PORTAL: usize = 1;

impl Replacement<'_> {
    /// Shows what would be done, asks, and does it. Where somebody else changes the offer meanwhile that is shown, and asked again.
    /// No book is one that is made when something is to be written in it.
    pub(super) fn carry_out(
        &self,
        mut book: Option<Book>,
        make: impl Fn() -> Result<Book, CliError>,
        list: &mut List,
    ) -> Result<ExitStatus, CliError> {
        let own = list.inputs();
        let language = self.language;
        for _ in 0..TRIES {
            list.forget_inputs(own);
            let last = self.hold_last(book.as_mut(), list)?;
            self.check_expected(last.as_ref())?;
            let Some(steps) = self.planned(last.as_ref(), list)? else { return Ok(ExitStatus::Done) };
            let book = match &mut book {
                Some(book) => book,
                None => book.insert(make()?),
            };
            let bar = Bar::working("writing to the book");
            let written = write(book, &steps, self.forgotten);
            drop(bar);
            match written {
                Err(BookError::Moved { .. }) => {
                    tell(|out| writeln!(out, "{}", messages::OfferMoved.text(language)));
                }
                written => {
                    let number = written?.last().copied().unwrap_or_default();
                    let contacts = contacts(list.of_input(NEW).len() as u64, language);
                    let has = messages::RevisionHas { number, offer: sanitized(self.offer.as_str()), contacts };
                    tell(|out| writeln!(out, "{}", language.localize(has)));
                    return Ok(ExitStatus::Done);
                }
            }
        }
        Err(too_busy())
    }

    /// The last revision, whose contacts become a further input of the list.
    fn hold_last(&self, book: Option<&mut Book>, list: &mut List) -> Result<Option<Revision>, CliError> {
        if let Some(book) = book {
            let reading = book.read()?;
            if let Some(last) = reading.last_revision(self.offer)? {
                hold(&reading, self.offer, &last, list, self.language)?;
                return Ok(Some(last));
            }
        }
        hold_none(self.offer, list, self.language);
        Ok(None)
    }

    fn check_expected(&self, last: Option<&Revision>) -> Result<(), BookError> {
        let found = last.map(|last| last.number);
        match self.expect.map(|number| Some(number).filter(|number| *number > 0)) {
            Some(expected) if expected != found => Err(BookError::Moved { offer: self.offer.clone(), expected, found }),
            _ => Ok(()),
        }
    }

    /// What is to be written; none where that is nothing, or only shown.
    fn planned<'s>(
        &'s self,
        last: Option<&Revision>,
        list: &'s List,
    ) -> Result<Option<Vec<PlannedRevision<'s>>>, CliError> {
        self.guards.pass_list(list.of_input(NEW).len(), list.of_input(list.inputs() - 1).len())?;
        let bar = Bar::working("comparing");
        let identities = ContactGroups::of(list);
        drop(bar);
        let language = self.language;
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
            tell(|out| match steps.as_slice() {
                [] => writeln!(out, "{}", language.localize(messages::SameRevision { number, offer })),
                _ => writeln!(out, "{}", messages::SameAsAdopted.text(language)),
            });
            return Ok((!steps.is_empty() && is_wanted(self.consent, None, language)?).then_some(steps));
        }
        show(|out| self.show_plan(&plan, out))?;
        self.guards.pass(&plan)?;
        let removed = plan.diff.counts().removed;
        let loss = language
            .localize(messages::LossRemoved { contacts: contacts(removed, language), offer: self.offer })
            .to_string();
        if !is_wanted(self.consent, (removed > 0).then_some(loss), language)? {
            return Ok(None);
        }
        steps.push(step(after, NewRevision { changes: plan.diff.counts().into(), ..self.new }, NEW));
        Ok(Some(steps))
    }

    fn show_plan(&self, plan: &Plan<'_>, out: &mut dyn Write) -> io::Result<()> {
        let strong = Style::new().bold();
        let [old, new] = plan.diff.sources().map(|source| self.language.source(source));
        let (old, new) = (sanitized(&old), sanitized(&new));
        let about = format!("{strong}{old} → {new}{strong:#}");
        let said = counted(plan.diff.counts(), self.language);
        writeln!(out, "{}", self.language.localize(messages::SaidOf { about, said }))?;
        plan_as_text(plan, self.shown, self.language, out)
    }

    /// What was edited in the portal is not overwritten in silence.
    fn check_portal(&self, portal: &Portal<'_>, edits: &Plan<'_>, last: Option<&Revision>) -> Result<(), CliError> {
        show(|out| {
            self.show_plan(edits, out)?;
            writeln!(out)
        })?;
        if portal.is_adopted {
            return Ok(());
        }
        if last.is_none() {
            return Err(CliError::refused(
                messages::PortalListNew { offer: self.offer.clone() },
                messages::RemedyAdoptFirst,
            ));
        }
        Err(CliError::refused(messages::PortalListDiffers { offer: self.offer.clone() }, messages::RemedyAdopt))
    }
}
