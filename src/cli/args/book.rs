//! The arguments of the commands that work with the book.

use std::path::PathBuf;

use crate::book::OfferId;
use crate::book::plan::RemovalLimit;
use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args as Group, ValueHint};

use super::options::{DisplayArgs, Output, ReadArgs, ValidationArgs, WriteArgs};
use super::values::{Form, limit};

/// Which book is meant.
#[derive(Debug, Group)]
pub(crate) struct BookFile {
    /// The book; else the one in your data folder
    ///
    /// A file that keeps the contacts of your offers and every earlier list.
    #[arg(long, value_name = "FILE", env = "COSELL_BOOK", hide_env_values = true, value_parser = OsStringValueParser::new().map(PathBuf::from), value_hint = ValueHint::FilePath)]
    pub(crate) book: Option<PathBuf>,
}

/// What a person agrees to, and what they say about it.
#[derive(Debug, Group)]
pub(crate) struct ConfirmArgs {
    /// Only shows what would be done
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Does it without a question, also where contacts are removed
    #[arg(long)]
    pub(crate) yes: bool,
}

/// A table of what a book has, and where it goes.
#[derive(Debug, Group)]
pub(crate) struct BookTable {
    /// Form of the table: text or json; else by the output's name
    #[arg(long, value_name = "FORM", hide_possible_values = true)]
    pub(crate) format: Option<Form>,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) book: BookFile,
}

/// What is kept with a revision.
#[derive(Debug, Group)]
pub(crate) struct RemarkArgs {
    /// A word about the change, kept in the history
    #[arg(short, long, value_name = "TEXT")]
    pub(crate) message: Option<String>,
}

/// Replaces an offer's contacts, after a look at what that would do
///
/// As in Partner Center, the contacts of the offer are replaced by exactly those of the list. Here it is shown first who would be
/// removed, what would change, who would be added and which countries would lose their contacts; it happens whole or not at
/// all, and `restore` takes it back. Where contacts would be removed a terminal is asked, and elsewhere --yes is needed.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # only a look\n  \
    cosell import contacts.csv --offer contoso-crm --dry-run\n  \
    # in a script, which may remove a tenth at most\n  \
    cosell import contacts.csv --offer contoso-crm --yes --max-removals 10%\n  \
    # refuse where somebody edited the list in the portal\n  \
    cosell import contacts.csv --offer contoso-crm --current export.csv")]
pub(crate) struct Import {
    /// The list; - is standard input
    pub(crate) input: PathBuf,
    /// The offer whose contacts are replaced
    #[arg(long, value_name = "ID")]
    pub(crate) offer: OfferId,
    /// Takes the ID for a new offer's, though the book has one like it
    #[arg(long)]
    pub(crate) new: bool,
    /// Refuses to remove more contacts than this, even with --yes
    ///
    /// A number such as 5, or a share of the offer's contacts such as 10%.
    #[arg(long, value_name = "N|N%", value_parser = limit)]
    pub(crate) max_removals: Option<RemovalLimit>,
    /// Imports a list without contacts, which removes all
    #[arg(long)]
    pub(crate) allow_empty: bool,
    /// Refuses where the offer's last revision is another; 0 is a new offer
    #[arg(long, value_name = "REVISION")]
    pub(crate) expect: Option<u32>,
    /// The portal's list: refuses where somebody edited it there
    ///
    /// Export it there just before. It is compared with the book's last revision; with --adopt an edited one is kept.
    #[arg(long, value_name = "EXPORT")]
    pub(crate) current: Option<PathBuf>,
    /// Keeps an edited --current as a revision of its own first
    #[arg(long, requires = "current")]
    pub(crate) adopt: bool,
    #[command(flatten)]
    pub(crate) remark: RemarkArgs,
    #[command(flatten)]
    pub(crate) book: BookFile,
    #[command(flatten)]
    pub(crate) consent: ConfirmArgs,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
    #[command(flatten)]
    pub(crate) judging: ValidationArgs,
}

/// Writes an offer's contacts, ready for upload
///
/// The last revision, or the one that --revision names. With --all-offers a file for each offer goes into a folder.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # the last list\n  \
    cosell export --offer contoso-crm -o contacts.csv\n  \
    # an earlier one\n  \
    cosell export --offer contoso-crm --revision 2 -o before.xlsx\n  \
    # a file for each offer\n  \
    cosell export --all-offers -o lists --to csv")]
pub(crate) struct Export {
    /// The offer whose contacts are written
    #[arg(long, value_name = "ID", required_unless_present = "all_offers")]
    pub(crate) offer: Option<OfferId>,
    /// Writes a file for each offer into the folder that -o names
    #[arg(long, conflicts_with_all = ["offer", "revision"], requires = "output")]
    pub(crate) all_offers: bool,
    /// An earlier list; else the last one
    #[arg(long, value_name = "N")]
    pub(crate) revision: Option<u32>,
    #[command(flatten)]
    pub(crate) book: BookFile,
    #[command(flatten)]
    pub(crate) writing: WriteArgs,
}

/// Shows the lists that an offer had, and what changed
///
/// The last one comes first: when, by whom, from which file, and what changed. Without --offer, those of all offers.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # one offer\n  \
    cosell history --offer contoso-crm\n  \
    # all, for a program\n  \
    cosell history --format json -o history.json")]
pub(crate) struct History {
    /// The offer; else all
    #[arg(long, value_name = "ID")]
    pub(crate) offer: Option<OfferId>,
    #[command(flatten)]
    pub(crate) table: BookTable,
}

/// Shows the offers of the book, with their last revisions
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # what is in the book\n  \
    cosell offers\n  \
    # in another book, for a program\n  \
    cosell offers --book team.sqlite --format json")]
pub(crate) struct Offers {
    #[command(flatten)]
    pub(crate) table: BookTable,
}

/// Takes an earlier list back, as a new revision
///
/// It is shown first what that would do, and asked as at an import. Nothing is lost: the list that is replaced stays in the
/// history.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # only a look\n  \
    cosell restore --offer contoso-crm --revision 2 --dry-run\n  \
    # with a word for the history\n  \
    cosell restore --offer contoso-crm --revision 2 --message \"imported the wrong list\"")]
pub(crate) struct Restore {
    /// The offer whose contacts are replaced
    #[arg(long, value_name = "ID")]
    pub(crate) offer: OfferId,
    /// The revision to take back; `history` shows them
    #[arg(long, value_name = "N")]
    pub(crate) revision: u32,
    #[command(flatten)]
    pub(crate) remark: RemarkArgs,
    #[command(flatten)]
    pub(crate) book: BookFile,
    #[command(flatten)]
    pub(crate) consent: ConfirmArgs,
    #[command(flatten)]
    pub(crate) showing: DisplayArgs,
}

/// Takes a person out of all offers, or puts another in their place
///
/// It is shown first what that would do to each offer, and which countries would lose their contacts. All offers change or none.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # which offers have them?\n  \
    cosell retire ann@contoso.com --dry-run\n  \
    # somebody whom the book knows takes over\n  \
    cosell retire ann@contoso.com --replace-with bob@contoso.com\n  \
    # somebody new takes over\n  \
    cosell retire ann@contoso.com --replace-with cy@contoso.com --name \"Cy Okafor\" --job-title CEO")]
pub(crate) struct Retire {
    /// The e-mail address of the person who leaves; capitals don't count
    pub(crate) email: String,
    /// Who takes over, in the same roles and countries
    #[arg(long, value_name = "EMAIL")]
    pub(crate) replace_with: Option<String>,
    /// Their name, where the book doesn't know the address
    #[arg(long, requires = "replace_with")]
    pub(crate) name: Option<String>,
    /// Their job title, where the book doesn't know the address
    #[arg(long, value_name = "TITLE", requires = "replace_with")]
    pub(crate) job_title: Option<String>,
    #[command(flatten)]
    pub(crate) remark: RemarkArgs,
    #[command(flatten)]
    pub(crate) book: BookFile,
    #[command(flatten)]
    pub(crate) consent: ConfirmArgs,
    #[command(flatten)]
    pub(crate) showing: DisplayArgs,
}

/// Removes a person's data from every revision, for good
///
/// For a legal request: it can't be taken back. The book is written anew, so that the bytes are gone from the file; that it was done stays in the book, without a word of the person. In
/// the portal, in backups and in the lists that were imported the person must be removed by hand.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # where does the person stand?\n  \
    cosell forget ann@contoso.com --dry-run\n  \
    # without a question\n  \
    cosell forget ann@contoso.com --yes")]
pub(crate) struct Forget {
    /// The person's e-mail address; capitals don't count
    pub(crate) email: String,
    #[command(flatten)]
    pub(crate) book: BookFile,
    #[command(flatten)]
    pub(crate) consent: ConfirmArgs,
}
