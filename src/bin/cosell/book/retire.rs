use std::io::{self, Write};

use anstyle::Style;
use cosell_contacts::book::{Book, Error, Kind, NewRevision, OfferId, Reading, Revision};
use cosell_contacts::finding::Finding;
use cosell_contacts::import::{Step, hold, write};
use cosell_contacts::list::{Identities, List};
use cosell_contacts::model::{ColumnMap, Contact, Row, Source};
use cosell_contacts::normalize::{Settings, normalize};
use cosell_contacts::plan::Plan;
use cosell_contacts::render::{counted, plan_as_text, sanitized};
use cosell_contacts::retire::retire;

use super::consent::{is_wanted, show};
use super::{TRIES, open, person, too_busy};
use crate::args;
use crate::exit::{Exit, Failure};
use crate::tell::tell;

pub(crate) fn run(args: &args::Retire) -> Result<Exit, Failure> {
    if args.replace_with.as_deref().is_some_and(|email| email.trim().eq_ignore_ascii_case(args.email.trim())) {
        return Err(Failure::trouble("nobody can take over from themselves", "Name another with --replace-with."));
    }
    let mut book = open(&args.book)?;
    for _ in 0..TRIES {
        let reading = book.read()?;
        let (changed, forgotten) = (changed(args, &reading)?, reading.times_forgotten()?);
        drop(reading);
        if changed.is_empty() {
            let sentence = format!("{} is a contact of no offer", args.email);
            return Err(Failure::trouble(sentence, "Check the address; its capitals don't count."));
        }
        if !is_agreed(args, &changed)? {
            return Ok(Exit::Done);
        }
        match carry_out(args, &mut book, &changed, forgotten) {
            Err(Error::Moved { .. }) => {
                tell(|out| writeln!(out, "Somebody else has changed an offer meanwhile. What it comes to now:"));
            }
            written => {
                let count = written?.len();
                let offers = if count == 1 { "1 offer has" } else { &format!("{count} offers have") };
                tell(|out| writeln!(out, "{offers} a new revision."));
                return Ok(Exit::Done);
            }
        }
    }
    Err(too_busy())
}

/// An offer that has the person: its list, and as its second input what becomes of it.
struct Changed {
    offer: OfferId,
    last: Revision,
    list: List,
}

/// The offers that have the person.
fn changed(args: &args::Retire, reading: &Reading<'_>) -> Result<Vec<Changed>, Failure> {
    let mut changed = Vec::new();
    let mut known = None;
    let has = |list: &List, email: &str| (0..list.len()).find(|at| list.email(*at).eq_ignore_ascii_case(email.trim()));
    for offer in reading.offers()? {
        let mut list = List::default();
        hold(reading, &offer.id, &offer.last, &mut list)?;
        if let (None, Some(email)) = (&known, &args.replace_with) {
            known = has(&list, email).map(|at| list.contact(at).into_owned());
        }
        if has(&list, &args.email).is_some() {
            changed.push(Changed { offer: offer.id, last: offer.last, list });
        }
    }
    let successor = successor(args, known)?;
    for Changed { list, .. } in &mut changed {
        retire(list, 0, args.email.trim(), successor.as_ref(), &Source::file("without them"));
    }
    Ok(changed)
}

/// Who takes over: as the command line says, else as the book has them.
fn successor(args: &args::Retire, known: Option<Contact<'static>>) -> Result<Option<Contact<'static>>, Failure> {
    let Some(email) = &args.replace_with else { return Ok(None) };
    let of_known = |text: Option<&str>| text.map(str::to_owned);
    let name = args.name.clone().or_else(|| of_known(known.as_ref().map(|known| known.name.as_str())));
    let job_title = args.job_title.clone().or_else(|| of_known(known.as_ref().map(|known| known.job_title.as_str())));
    let (Some(name), Some(job_title)) = (name, job_title) else {
        let sentence = format!("{email} is a contact of no offer, so their name and job title are not known");
        return Err(Failure::trouble(sentence, "Check the address, or say --name and --job-title too."));
    };
    let email = known.as_ref().map_or(email.as_str(), |known| known.email.as_str());
    let cells = ColumnMap([name.as_str(), email, &job_title, "Partner sales", "OOO", ""]);
    let mut findings = Vec::new();
    let contact = normalize(&Row { cells, ..Row::default() }, &Settings::default(), &mut findings);
    contact.map(|contact| Some(contact.into_owned())).ok_or_else(|| {
        let said = |fault: &Finding<'_>| match &*fault.value {
            "" => fault.wording().to_string(),
            value => format!("\"{value}\": {}", fault.wording()),
        };
        let fault = findings.iter().find(|finding| finding.is_blocking()).map(said);
        Failure::trouble(fault.unwrap_or_default(), "Correct what is said of the one who takes over.")
    })
}

fn is_agreed(args: &args::Retire, changed: &[Changed]) -> Result<bool, Failure> {
    let mut removed = 0;
    for Changed { offer, last, list } in changed {
        let identities = Identities::of(list);
        let plan = Plan::between(list, &identities, 0, 1);
        removed += plan.diff.counts().removed;
        show(|out| show_plan(offer, last, &plan, args.showing.shown(), out))?;
    }
    let offers = if changed.len() == 1 { "1 offer" } else { &format!("{} offers", changed.len()) };
    let loss = format!("{} would be taken out of {offers}", args.email.trim());
    is_wanted(&args.consent, Some(loss.as_str()).filter(|_| removed > 0))
}

fn show_plan(offer: &OfferId, last: &Revision, plan: &Plan<'_>, shown: usize, out: &mut dyn Write) -> io::Result<()> {
    let strong = Style::new().bold();
    let (offer, counts) = (sanitized(offer.as_str()), counted(plan.diff.counts()));
    writeln!(out, "{strong}{offer}{strong:#}, revision {}: {counts}", last.number)?;
    plan_as_text(plan, shown, out)
}

fn carry_out(args: &args::Retire, book: &mut Book, changed: &[Changed], forgotten: u64) -> Result<Vec<u32>, Error> {
    let person = person();
    let step = |changed: &Changed| {
        let identities = Identities::of(&changed.list);
        let changes = Plan::between(&changed.list, &identities, 0, 1).diff.counts().into();
        let (person, message) = (person.as_deref(), args.remark.message.as_deref());
        NewRevision { kind: Kind::Retired, person, message, changes, ..NewRevision::default() }
    };
    let new: Vec<NewRevision<'_>> = changed.iter().map(step).collect();
    let steps = changed.iter().zip(new).map(|(Changed { offer, last, list }, new)| Step {
        offer,
        after: Some(last.number),
        new,
        list,
        input: 1,
    });
    write(book, &steps.collect::<Vec<_>>(), forgotten)
}
