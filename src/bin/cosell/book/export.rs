use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use cosell_contacts::book::{Error, OfferId, Reading, Revision};
use cosell_contacts::model::Format;
use cosell_contacts::render::sanitized;
use cosell_contacts::write::{Layout, Writer};

use super::consent::contacts;
use super::open;
use crate::args;
use crate::exit::{Exit, Failure};
use crate::output::{Target, file_of, layout_of, make_folder, written_layout};
use crate::progress::Bar;
use crate::tell::{tell, tell_upload};

pub(crate) fn run(args: &args::Export) -> Result<Exit, Failure> {
    let mut book = open(&args.book)?;
    let reading = book.read()?;
    match &args.offer {
        Some(offer) => one(args, &reading, offer)?,
        None => all(args, &reading)?,
    }
    Ok(Exit::Done)
}

fn one(args: &args::Export, reading: &Reading<'_>, offer: &OfferId) -> Result<(), Failure> {
    let layout = written_layout(&args.writing)?;
    let revision = reading.revision(offer, args.revision)?;
    let target = Target::open(&args.writing.output, &read_beside(args), false)?;
    write(reading, offer, &revision, target, &layout)?.commit()?;
    let name = file_of(&args.writing.output).map_or("standard output".into(), |file| file.display().to_string());
    tell(|out| {
        writeln!(
            out,
            "Revision {} of {} has {}. Written to {}.",
            revision.number,
            sanitized(offer.as_str()),
            contacts(revision.contacts),
            sanitized(&name)
        )
    });
    tell(|out| tell_upload(&args.writing.output, layout.format, revision.contacts, out));
    Ok(())
}

/// A file for each offer; none is replaced before all are written.
fn all(args: &args::Export, reading: &Reading<'_>) -> Result<(), Failure> {
    let folder = file_of(&args.writing.output).ok_or_else(|| {
        Failure::trouble("the lists of all offers can't go to standard output", "Name a folder with -o.")
    })?;
    let format = args.writing.to.map_or(Format::Csv, args::Format::format);
    let layout = layout_of(format, &args.writing.layout)?;
    make_folder(folder)?;
    let mut written = Vec::new();
    let mut count = 0;
    for offer in reading.offers()? {
        let file = folder.join(format!("{}.{}", offer.id.file_name(), format.ending()));
        let target = Target::file(&file, &read_beside(args), args.writing.output.force)?;
        written.push(write(reading, &offer.id, &offer.last, target, &layout)?);
        count += offer.last.contacts;
    }
    let lists = written.len();
    written.into_iter().try_for_each(Target::commit)?;
    let lists = if lists == 1 { "1 list".to_owned() } else { format!("{lists} lists") };
    let name = folder.display().to_string();
    tell(|out| writeln!(out, "{lists} with {} written to {}.", contacts(count), sanitized(&name)));
    Ok(())
}

/// What is read beside the book, and must not be written over.
fn read_beside(args: &args::Export) -> Vec<&Path> {
    args.writing.layout.like.iter().map(PathBuf::as_path).collect()
}

fn write(
    reading: &Reading<'_>,
    offer: &OfferId,
    revision: &Revision,
    target: Target,
    layout: &Layout,
) -> Result<Target, Failure> {
    let mut writer = Writer::new(target, layout)?;
    let (written, _bar) = Bar::counting(revision.contacts);
    reading.contacts(offer, revision.number, |contact| {
        written.fetch_add(1, Ordering::Relaxed);
        writer.write(contact).map_err(Trouble::Write)
    })?;
    Ok(writer.finish()?)
}

/// What may go wrong on the way from the book to a list.
enum Trouble {
    Book(Error),
    Write(cosell_contacts::write::Error),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Trouble::Book(error)
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Book(error) => error.into(),
            Trouble::Write(error) => error.into(),
        }
    }
}
