use cosell_contacts::book::{Kind, NewRevision};
use cosell_contacts::import::hold;
use cosell_contacts::list::List;
use cosell_contacts::plan::Guards;
use cosell_contacts::words::Language;

use super::replace::Replacement;
use super::{open, person};
use crate::args;
use crate::exit::{Exit, Failure};

pub(crate) fn run(args: &args::Restore, language: Language) -> Result<Exit, Failure> {
    let mut book = open(&args.book)?;
    let mut list = List::default();
    let reading = book.read()?;
    let revision = reading.revision(&args.offer, Some(args.revision))?;
    hold(&reading, &args.offer, &revision, &mut list, language)?;
    let forgotten = reading.times_forgotten()?;
    drop(reading);
    let person = person();
    let replacement = Replacement {
        offer: &args.offer,
        expect: None,
        guards: Guards { allow_empty: true, ..Guards::default() },
        consent: &args.consent,
        language,
        shown: args.showing.shown().each,
        new: NewRevision {
            kind: Kind::Restored { from: revision.number },
            source: revision.source.as_deref(),
            digest: revision.digest,
            person: person.as_deref(),
            message: args.remark.message.as_deref(),
            ..NewRevision::default()
        },
        forgotten,
        portal: None,
    };
    replacement.carry_out(Some(book), || open(&args.book), &mut list)
}
