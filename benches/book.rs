//! Time and memory of the book: `cargo bench --bench book -- write LIST BOOK`, then `-- read BOOK`, `-- open BOOK`,
//! `-- forget EMAIL BOOK`.
//!
//! Each run is a separate process, which prints its time and its peak memory. `write` first reads the list into
//! memory, as an import does, and prints the peak before and after writing.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

use cosell_contacts::internals::normalize;
use cosell_contacts::{Book, BookError, Contact, Input, NewRevision, OfferId, ReadSettings, Rows};
use std::error::Error;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds `--bench`.
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let offer: OfferId = "bench".parse()?;
    match args[..] {
        ["write", list, file] => {
            let mut contacts: Vec<Contact<'static>> = Vec::new();
            let mut rows = Rows::open(Input::path(list), ReadSettings::default())?;
            while let Some(batch) = rows.next_batch()? {
                let made = batch.rows().filter_map(|row| normalize(&row, &Default::default(), &mut Vec::new()));
                contacts.extend(made.map(Contact::into_owned));
            }
            print_time("list held", Instant::now());
            let start = Instant::now();
            let mut book = Book::create_or_open(file)?;
            let writing = book.write()?;
            let after = writing.last_revision(&offer)?.map(|last| last.number);
            writing.add_revision(&offer, after, &NewRevision::default(), &contacts)?;
            print_time("contacts written", start);
            writing.commit()?;
            print_time("and committed", start);
            drop(book);
            print_time("and closed", start);
        }
        ["read", file] => {
            let start = Instant::now();
            let mut book = Book::open(file)?;
            print_time("opened", start);
            let reading = book.read()?;
            let last = reading.revision(&offer, None)?;
            let mut bytes = 0;
            reading.contacts(&offer, last.number, |contact| {
                bytes += contact.name.len() + contact.email.len();
                Ok::<(), BookError>(())
            })?;
            print_time(&format!("{} contacts read, {bytes} bytes of names and addresses", last.contacts), start);
        }
        ["open", file] => {
            let start = Instant::now();
            Book::open(file)?;
            print_time("opened", start);
        }
        ["forget", email, file] => {
            let start = Instant::now();
            let forgotten = Book::open(file)?.forget(email)?;
            print_time(&format!("{forgotten:?} forgotten"), start);
        }
        _ => println!("write LIST BOOK, read BOOK, open BOOK, forget EMAIL BOOK"),
    }
    Ok(())
}

fn print_time(what: &str, start: Instant) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or(" unknown").trim();
    println!("{:>8.3} s, peak {peak:>12}: {what}", start.elapsed().as_secs_f64());
}
