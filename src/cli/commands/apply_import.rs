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
use crate::contact::{Format, Source};
use crate::contact_list::{ContactGroups, List};
use crate::i18n::{Language, Localize, messages};
use crate::report::{
    InputObject, OfferObject, PlanCommand, PlanDocument, ReasonKind, ReportMode, RevisionObject, TextReport,
    format_change_counts, joined_losses, losses_as_text, plan_as_text, sanitized,
};
use anstyle::Style;

use super::forgotten_again;
use crate::cli::args;
use crate::cli::book_file::{TRIES, too_busy};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::next_steps::{offer_options, print_upload_steps, unused_file};
use crate::cli::plan_form::PlanForm;
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
    pub(super) form: &'r PlanForm,
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
    pub(super) reading: &'r args::ReadArgs,
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

/// The options that decide how lists are read. They are repeated in commands that read the lists again.
const READING: &[&str] = &[
    "from",
    "map",
    "set",
    "no_header",
    "encoding",
    "delimiter",
    "sheet",
    "all_sheets",
    "member",
    "limit",
    "accept_suggestions",
    "groups",
    "strict",
];

/// The options about what an import may do, which are repeated in a command that completes it.
const GUARDS: &[&str] = &["max_removals", "max_coverage_loss", "message"];

/// Index of the new list among the inputs.
const NEW: usize = 0;
/// Index of the portal's list, if there is one. The next input is the book's last revision. After it come the other
/// revisions that the portal may have, and the list that is merged with the portal's edits.
const PORTAL: usize = 1;

/// The book's side of the replacement.
struct BookSide {
    /// The identity of the book, if there is one.
    book: Option<String>,
    last: Option<Revision>,
    /// Index of the last revision among the inputs.
    input: usize,
    /// Whether the offer was removed after it.
    is_removed: bool,
    /// Numbers and inputs of the revisions that the portal may have, the one that was recorded last first. If the book
    /// knows none, it is the last one.
    in_portal: Vec<(u32, usize)>,
}

/// The revision that the portal's list started from.
#[derive(Debug, Clone, Copy)]
struct PortalBase {
    number: u32,
    /// Its index among the inputs.
    input: usize,
    /// Whether the portal's list has other contacts than it.
    is_edited: bool,
}

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
            let side = self.load_book(book.as_mut(), list)?;
            self.check_expected(side.last.as_ref())?;
            self.check_empty(list, inputs)?;
            let base = self.portal_base(list, &side);
            let again = forgotten_again::find(book.as_mut(), list, inputs, language)?;
            // Nothing is lost if the program is ended at a question.
            book.iter_mut().for_each(Book::rest);
            let compared = Compared { last: inputs, new: self.new_input(list, inputs, base)? };
            let Some(steps) = self.plan(&side, base, list, compared, &again, attempt > 0)? else {
                if let (Some(base), Some(book), false) = (base, &mut book, self.consent.dry_run) {
                    self.record_upload(book, base)?;
                }
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
                // A saved plan is about the list that the book had.
                Err(BookError::Moved { .. }) if !self.form.is_saved() => {
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

    /// Records that the portal has a revision, if its list shows that, the book didn't know it, and there is no new
    /// revision to record it with.
    fn record_upload(&self, book: &mut Book, base: PortalBase) -> Result<(), CliError> {
        let PortalBase { number, is_edited, .. } = base;
        if is_edited || !book.read()?.portal_state(self.offer)?.is_pending(number) {
            return Ok(());
        }
        let writing = book.write()?;
        writing.record_upload(self.offer, number)?;
        writing.commit()?;
        let recorded = messages::UploadRecorded { number, offer: sanitized(self.offer.as_str()) };
        note(|out| writeln!(out, "{}", self.language.localize(recorded)));
        Ok(())
    }

    /// Prints the outcome. With `--quiet`, an import has already printed the counts of its rows.
    fn report_outcome(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        match self.new.kind {
            RevisionKind::Restored { .. } => counts(write),
            _ => note(write),
        }
    }

    /// Adds the contacts of the last revision to the list as its next input, and after it those of the revisions that
    /// the portal may have.
    fn load_book(&self, book: Option<&mut Book>, list: &mut List) -> Result<BookSide, CliError> {
        let input = list.inputs();
        let mut identity = None;
        if let Some(book) = book {
            let reading = book.read()?;
            identity = Some(reading.identity()?);
            if let Some(last) = reading.last_revision(self.offer)? {
                load_revision(&reading, self.offer, &last, list, self.language)?;
                let is_removed = reading.is_removed(self.offer)?;
                let mut in_portal = Vec::new();
                if self.portal.is_some() {
                    for number in reading.portal_state(self.offer)?.candidates() {
                        if number == last.number {
                            in_portal.push((number, input));
                            continue;
                        }
                        in_portal.push((number, list.inputs()));
                        let revision = reading.revision(self.offer, Some(number))?;
                        load_revision(&reading, self.offer, &revision, list, self.language)?;
                    }
                }
                if in_portal.is_empty() {
                    in_portal.push((last.number, input));
                }
                return Ok(BookSide { book: identity, last: Some(last), input, is_removed, in_portal });
            }
        }
        load_new_offer(self.offer, list, self.language);
        Ok(BookSide { book: identity, last: None, input, is_removed: false, in_portal: Vec::new() })
    }

    /// Returns the revision that the portal's list started from: of those that the portal may have, the one with the
    /// fewest differences. None for a new offer, or without the portal's list.
    fn portal_base(&self, list: &List, side: &BookSide) -> Option<PortalBase> {
        let last = side.last.as_ref().filter(|_| self.portal.is_some())?.number;
        let groups = ContactGroups::new(list);
        let differences = |input: usize| {
            let plan = Plan::between(list, &groups, input, PORTAL);
            let counts = plan.diff.counts();
            (!plan.is_nothing(), counts.removed + counts.changed + counts.added)
        };
        // A list that is the same as the last revision has nothing that the book lacks.
        let last = (last, side.input);
        let is_last = !differences(last.1).0;
        let candidates = side.in_portal.iter().copied().filter(|_| !is_last).chain(is_last.then_some(last));
        let nearest = candidates.map(|(number, input)| (differences(input), number, input)).min_by_key(|found| found.0);
        nearest.map(|((is_edited, _), number, input)| PortalBase { number, input, is_edited })
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
    fn new_input(&self, list: &mut List, last: usize, base: Option<PortalBase>) -> Result<usize, CliError> {
        let (Some(portal), Some(base)) = (&self.portal, base) else { return Ok(NEW) };
        if portal.edits != PortalEdits::Reconcile || !base.is_edited {
            return Ok(NEW);
        }
        let [new, exported] = [NEW, PORTAL].map(|input| list.file(input));
        let merged = list.inputs();
        let validation = portal.validation;
        let mut report = TextReport::new(ReportMode::Convert, validation.display.limits(), self.language);
        let bar = Bar::working(messages::ProgressMerging.text(self.language));
        let source = Source::file(format!("{new} + {exported}"));
        let summary = reconcile(list, base.input, [NEW, PORTAL], &source, &mut report);
        drop(bar);
        let is_refused = summary.blocking > 0 || validation.has_strict_warnings(&summary);
        to_stderr(|out| report.write_outcome(is_refused, out));
        if summary.blocking > 0 {
            let conflicts = messages::ReconcileConflicts { count: report.problems().errors };
            let remedy = messages::RemedyReconcileConflicts.text(self.language);
            return Err(self.with_merge_commands(portal, base, conflicts, remedy).with_exit(ExitStatus::Data));
        }
        if is_refused {
            to_stderr(|out| write_strict_refusal(report.problems(), self.language, out));
            return Err(CliError::declined().with_exit(ExitStatus::Data));
        }
        self.limits.check_list(list.of_input(merged).len(), list.of_input(last).len())?;
        note(|out| writeln!(out, "{}", self.language.localize(messages::Reconciled { number: base.number })));
        Ok(merged)
    }

    /// Returns the revisions to write, or none if nothing changes or `--dry-run` is set. `again` are people in the lists
    /// who were forgotten. `is_moved` says that another writer has changed the offer since an earlier plan was shown.
    fn plan<'s>(
        &'s self,
        side: &BookSide,
        base: Option<PortalBase>,
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
        let mut after = side.last.as_ref().map(|last| last.number);
        let mut steps = Vec::new();
        // The edits of the portal's list that becomes a revision, and whether they are shown beside the plan.
        let mut portal_edits = None;
        let mut is_adopted = false;
        let mut in_portal = None;
        if let Some(portal) = &self.portal {
            let edits = Plan::between(list, &identities, old, PORTAL);
            let unedited = base.filter(|base| !base.is_edited);
            if let Some(base) = unedited {
                // The new list may be the portal's.
                let is_portal_list = Plan::between(list, &identities, PORTAL, new).is_nothing();
                in_portal = if is_portal_list { after.map(|after| after + 1) } else { Some(base.number) };
            } else if !edits.is_nothing() {
                let since = base.map(|base| Plan::between(list, &identities, base.input, PORTAL));
                self.check_portal(portal, &edits, base.zip(since.as_ref()))?;
                let new = NewRevision { changes: edits.diff.counts().into(), ..portal.new };
                steps.push(step(after, new, PORTAL));
                after = Some(after.unwrap_or(0) + 1);
                old = PORTAL;
                is_adopted = portal.edits == PortalEdits::Adopt;
                if is_adopted {
                    shown_old = PORTAL;
                }
                portal_edits = Some(edits);
            }
        }
        let plan = Plan::between(list, &identities, shown_old, new);
        let changes = Plan::between(list, &identities, old, new);
        // A revision brings a removed offer back.
        let is_written = after.is_none() || !changes.is_nothing() || (side.is_removed && steps.is_empty());
        let before = steps.len();
        if is_written {
            let metadata = match &self.portal {
                Some(portal) if new != NEW => portal.merged,
                _ => self.new,
            };
            let new_revision = NewRevision { changes: changes.diff.counts().into(), ..metadata };
            steps.push(PlannedRevision { in_portal, ..step(after, new_revision, new) });
        }
        let adopted = portal_edits.as_ref().filter(|_| is_adopted);
        let plans = || adopted.into_iter().chain([&plan]);
        let of = plans().map(Plan::contacts_before).max().unwrap_or_default();
        let checked = self.limits.check_losses(plans().map(|plan| &plan.losses), of);
        let document = || {
            let revision = |step: &PlannedRevision<'_>| {
                RevisionObject::new(step.after.map_or(1, |after| after + 1), list, step.input)
            };
            let base = side.last.as_ref().map(|last| RevisionObject::new(last.number, list, side.input));
            let offer = OfferObject::new(self.offer, base, steps.get(before).map(revision), &plan);
            let offer = offer.with_adopted(steps[..before].first().map(revision).zip(portal_edits.as_ref()));
            let mut document = self.new_document(side.book.clone());
            document.offers.push(offer);
            if !steps.is_empty() {
                plans().for_each(|plan| document.add_losses(self.offer, &plan.losses));
                document.add_reason(Some(self.offer), ReasonKind::ForgottenAgain, again.len() as u64);
            }
            document.check_limits(checked);
            document
        };
        self.form.settle(document, language)?;
        if is_written || shown_old != old {
            self.form.show(|out| self.show_plan(&plan, out))?;
        }
        if !is_written {
            let (number, offer) = (after.unwrap_or_default(), sanitized(self.offer.as_str()));
            self.report_outcome(|out| match steps.as_slice() {
                [] => writeln!(out, "{}", language.localize(messages::SameRevision { number, offer })),
                _ => writeln!(out, "{}", messages::SameAsAdopted.text(language)),
            });
        }
        if steps.is_empty() {
            return Ok(None);
        }
        checked?;
        let loss = self.losses(adopted.map(|plan| &plan.losses), &plan.losses, again);
        let is_confirmed = match is_moved {
            true => confirm_new_plan(self.is_rebase, self.consent, loss, language)?,
            false => confirm_changes(self.consent, loss, language)?,
        };
        Ok(is_confirmed.then_some(steps))
    }

    /// Returns the plan as a document, without the offer.
    fn new_document<'p>(&self, book: Option<String>) -> PlanDocument<'p> {
        if let RevisionKind::Restored { from } = self.new.kind {
            let mut document = PlanDocument::new(PlanCommand::Restore, book);
            document.restored = Some(from);
            return document;
        }
        let mut document = PlanDocument::new(PlanCommand::Import, book);
        let files = [&self.new].into_iter().chain(self.portal.as_ref().map(|portal| &portal.new));
        document.inputs = files.map(|new| InputObject::new(new.source.unwrap_or_default(), new.digest)).collect();
        document
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
    fn check_portal(
        &self,
        portal: &Portal<'_>,
        edits: &Plan<'_>,
        since: Option<(PortalBase, &Plan<'_>)>,
    ) -> Result<(), CliError> {
        let offer = || self.offer.clone();
        let shown = match (portal.edits, since) {
            // The edits are a part of the plan.
            (PortalEdits::Reconcile, Some(_)) => return Ok(()),
            (PortalEdits::Refuse, Some((_, since))) => since,
            _ => edits,
        };
        self.form.show(|out| {
            self.show_plan(shown, out)?;
            writeln!(out)
        })?;
        match (portal.edits, since) {
            (PortalEdits::Adopt, _) => Ok(()),
            (_, None) => {
                Err(CliError::unconfirmed(messages::PortalListNew { offer: offer() }, messages::RemedyAdoptFirst))
            }
            (_, Some((base, _))) => {
                let error = messages::PortalListDiffers { offer: offer(), number: base.number };
                Err(self.with_merge_commands(portal, base, error, messages::RemedyAdopt.text(self.language)))
            }
        }
    }

    /// Returns an error with the commands that merge the edits of the portal with those of the new list, as
    /// `--reconcile` does. Their outputs are files that don't exist yet. A list that can be read only once has to be
    /// saved to a file first.
    fn with_merge_commands(
        &self,
        portal: &Portal<'_>,
        base: PortalBase,
        error: impl Localize + 'static,
        remedy: &str,
    ) -> CliError {
        let mut remedy = remedy.to_owned();
        let mut file = |file: &Path, name: &str| {
            if file.is_file() {
                return args::quote_for_shell(file.as_os_str());
            }
            let source = self.language.source(&Source::file(file)).to_string();
            let file = unused_file(name, Format::Csv);
            let save_first = messages::RemedySaveFirst { remedy: &remedy, source, file: &file };
            remedy = self.language.localize(save_first).to_string();
            file
        };
        let [list, exported] = portal.files;
        let [list, exported] = [file(list, "list"), file(exported, "portal")];
        let offer = offer_options(self.offer, self.book);
        // The files of the commands are read with the options of the lists.
        let format = portal.reading.format_of_copies();
        let [base_file, both] = ["base", "both"].map(|name| unused_file(name, format));
        let (reading, limits) = (args::repeated(READING), args::repeated(GUARDS));
        let commands = vec![
            format!("cosell export {offer} --revision {} -o {base_file}", base.number),
            format!("cosell merge {list} {exported} --base {base_file} -o {both}{reading}"),
            format!("cosell import {both} {offer} --current {exported} --adopt{limits}{reading}"),
        ];
        CliError::unconfirmed(error, remedy).with_commands(commands)
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
