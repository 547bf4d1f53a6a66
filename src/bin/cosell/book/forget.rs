use std::io::{self, Write};

use cosell_contacts::book::Mentions;
use cosell_contacts::render::sanitized;

use super::consent::{contacts, is_wanted, show};
use super::open;
use crate::args;
use crate::exit::{Exit, Failure};
use crate::tell::tell;

pub(crate) fn run(args: &args::Forget) -> Result<Exit, Failure> {
    let mut book = open(&args.book)?;
    let mentions = book.read()?.mentions(args.email.trim())?;
    if mentions.is_empty() {
        if !args.consent.dry_run {
            // Bytes may have been left by an earlier request, while another program read them.
            book.forget(&args.email)?;
            tell(|out| {
                writeln!(out, "The book is written anew. Of those who were forgotten before nothing is left in it.")
            });
        }
        let sentence = format!("{} stands nowhere in the book", args.email);
        return Err(Failure::trouble(sentence, "Check the address; its capitals don't count."));
    }
    show(|out| write_mentions(&mentions, out))?;
    let loss = format!("{} would be forgotten in every revision, for good", args.email);
    if !is_wanted(&args.consent, Some(&loss))? {
        return Ok(Exit::Done);
    }
    let forgotten = book.forget(&args.email)?;
    let count = forgotten.offers.iter().map(|offer| offer.contacts).sum();
    tell(|out| {
        writeln!(
            out,
            "{} forgotten, and the book is written anew without them. The portal, backups and the lists that were imported still \
             have the person.",
            contacts(count)
        )
    });
    Ok(Exit::Done)
}

fn write_mentions(mentions: &Mentions, out: &mut dyn Write) -> io::Result<()> {
    for mentioned in &mentions.offers {
        let revisions = if mentioned.revisions == 1 { "revision" } else { "revisions" };
        let offer = sanitized(mentioned.offer.as_str());
        writeln!(out, "{offer}: {} in {} {revisions}", contacts(mentioned.contacts), mentioned.revisions)?;
    }
    if mentions.texts > 0 {
        let texts = if mentions.texts == 1 { "text" } else { "texts" };
        writeln!(out, "{} {texts} of the history: messages, names of files or of people", mentions.texts)?;
    }
    if !mentions.namesakes.is_empty() {
        let addresses = sanitized(&mentions.namesakes.join(", ")).into_owned();
        writeln!(out, "of the same name, and kept: {addresses} (to be forgotten too where that is the same person)")?;
    }
    out.flush()
}
