//! The arguments of the commands that work with the book.

use std::path::PathBuf;

use crate::book::OfferId;
use crate::book::plan::{RemovalLimit, SafetyLimits};
use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args as Group, ValueHint};

use super::options::{DisplayArgs, Output, ReadArgs, ValidationArgs, WriteArgs};
use super::values::{TextOrJson, parse_removal_limit};

/// The file of the book.
#[derive(Debug, Default, Group)]
pub(crate) struct BookFile {
    /// Use this book [default: in your data folder]
    ///
    /// A book is a file with the contacts of your offers and all earlier revisions. The environment variable
    /// COSELL_BOOK sets it too.
    #[arg(long, value_name = "FILE", env = "COSELL_BOOK", hide_env = true, value_parser = OsStringValueParser::new().map(PathBuf::from), value_hint = ValueHint::FilePath)]
    pub(crate) book: Option<PathBuf>,
}

/// Confirmation of changes.
#[derive(Debug, Default, Group)]
pub(crate) struct ConfirmArgs {
    /// Show what would change, without changing anything
    ///
    /// The exit status is that of the command without this option: 3 if it would need a confirmation.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Skip the confirmation, even if contacts are removed
    #[arg(long)]
    pub(crate) yes: bool,
}

/// The plan of a command as a document.
#[derive(Debug, Default, Group)]
pub(crate) struct PlanArgs {
    /// Show the plan of --dry-run as text or json [default: text]
    ///
    /// json is one document with all changes, for programs and for --plan. Its schema is templates/plan.schema.json.
    #[arg(long, value_name = "FORMAT", hide_possible_values = true, hide_short_help = true)]
    pub(crate) format: Option<TextOrJson>,
    /// Apply this plan without confirmation
    ///
    /// FILE is the output of --dry-run --format json with the same arguments. If the plan would not be the same now,
    /// because the book, a list or FILE has changed since, nothing is changed.
    #[arg(long, value_name = "FILE", hide_short_help = true, conflicts_with_all = ["dry_run", "format"])]
    pub(crate) plan: Option<PathBuf>,
}

/// Limits of what a command may take away, and what it does if the book changes while it runs.
#[derive(Debug, Default, Group)]
pub(crate) struct LimitArgs {
    /// Fail if more contacts than this would be removed
    ///
    /// A number such as 5, or a percentage of the contacts such as 10%. Contacts whose address is replaced count, too.
    /// It applies with --yes, too.
    #[arg(long, value_name = "N|N%", value_parser = parse_removal_limit, value_hint = ValueHint::Other)]
    pub(crate) max_removals: Option<RemovalLimit>,
    /// Fail if more markets than this would lose contacts
    ///
    /// These are countries and states that lose their last contact or their last Partner sales contact. It applies with
    /// --yes, too.
    #[arg(long, value_name = "N", hide_short_help = true, value_hint = ValueHint::Other)]
    pub(crate) max_coverage_loss: Option<u64>,
    /// Accept the new plan if the book changes meanwhile
    ///
    /// If the book changes while the command runs, the plan is made again, and may undo that change. Without this option
    /// you are asked on a terminal; otherwise the command fails.
    #[arg(long, hide_short_help = true, conflicts_with = "plan")]
    pub(crate) rebase: bool,
}

impl LimitArgs {
    /// Returns the limits. Empty lists are not allowed.
    pub(crate) fn limits(&self) -> SafetyLimits {
        let LimitArgs { max_removals, max_coverage_loss, .. } = *self;
        SafetyLimits { max_removals, max_coverage_loss, allow_empty: false }
    }
}

/// A table of what a book has, and its output.
#[derive(Debug, Group)]
pub(crate) struct BookTable {
    #[command(flatten)]
    pub(crate) output: Output,
    /// Write text or json [default: by name]
    ///
    /// Unless it is given, the extension of the output file decides; standard output gets text.
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<TextOrJson>,
    #[command(flatten)]
    pub(crate) book: BookFile,
}

/// Remarks that are saved with a revision.
#[derive(Debug, Default, Group)]
pub(crate) struct RemarkArgs {
    /// Save a remark about the change in the history
    #[arg(short, long, value_name = "TEXT", value_hint = ValueHint::Other)]
    pub(crate) message: Option<String>,
}

/// Save a list as an offer's contacts in the book
///
/// Nothing is uploaded. As in Partner Center, the list replaces all contacts of the offer. First it is shown which
/// contacts would be removed, changed and added, and which markets would lose their contacts. The import is done
/// completely or not at all, and `restore` undoes it. If it would take away contacts, addresses, roles, names, countries
/// or states of a contact, or the last contact of a market, you are asked on a terminal; otherwise --yes is required.
#[derive(Debug, Default, Group)]
#[command(after_long_help = "Examples:\n  \
    # show what would change\n  \
    cosell import contacts.csv --offer contoso-crm --dry-run\n  \
    # in a script, and remove at most 10% of the contacts\n  \
    cosell import contacts.csv --offer contoso-crm --yes --max-removals 10%\n  \
    # fail if somebody edited the list in Partner Center\n  \
    cosell import contacts.csv --offer contoso-crm --current export.csv\n  \
    # the lists of all offers, as `export --all-offers` wrote them\n  \
    cosell import lists --all-offers\n  \
    # a plan that somebody approves, and that is then applied as it is\n  \
    cosell import contacts.csv --offer contoso-crm --dry-run --format json > plan.json\n  \
    cosell import contacts.csv --offer contoso-crm --plan plan.json")]
pub(crate) struct Import {
    /// List to read; - is standard input
    pub(crate) input: PathBuf,
    /// Replace the contacts of this offer
    #[arg(long, value_name = "ID", required_unless_present = "all_offers", value_hint = ValueHint::Other)]
    pub(crate) offer: Option<OfferId>,
    /// Import a folder with a list for each offer
    ///
    /// INPUT is the folder. The lists are named after the offers, as `export --all-offers` names them; --new allows new
    /// offers. There is a plan for each and one question, and all offers change or none.
    #[arg(long, conflicts_with_all = ["offer", "current", "expect"], hide_short_help = true)]
    pub(crate) all_offers: bool,
    #[command(flatten)]
    pub(crate) consent: ConfirmArgs,
    #[command(flatten)]
    pub(crate) plan: PlanArgs,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
    /// Fail if this export was edited in Partner Center
    ///
    /// EXPORT is the offer's current list, exported from Partner Center just before. If it is neither the list that the
    /// book last exported or confirmed as uploaded, nor its latest revision, somebody edited it in Partner Center, and
    /// the import would undo that; see --reconcile and --adopt.
    #[arg(long, value_name = "EXPORT")]
    pub(crate) current: Option<PathBuf>,
    /// Merge the edits of --current with those of the list
    ///
    /// Both are edited copies of the revision that was last exported, as for `merge --base`. If they disagree, nothing is
    /// changed. The list of --current is saved as a revision first, if it was edited.
    #[arg(long, requires = "current", conflicts_with = "adopt", hide_short_help = true)]
    pub(crate) reconcile: bool,
    /// Save the list of --current as a revision first
    ///
    /// It is saved if it was edited in Partner Center. Then the import goes on.
    #[arg(long, requires = "current", hide_short_help = true)]
    pub(crate) adopt: bool,
    /// Create a new offer even if a similar ID exists
    ///
    /// This also brings back an offer that was removed.
    #[arg(long, hide_short_help = true)]
    pub(crate) new: bool,
    /// Create the book if there is none
    ///
    /// Without this option, a missing book is an error if a preview, a limit, --expect or --yes is given, because its
    /// name may be misspelt. Otherwise it is created.
    #[arg(long, hide_short_help = true)]
    pub(crate) new_book: bool,
    /// Allow an empty list, which removes all contacts
    #[arg(long, hide_short_help = true)]
    pub(crate) allow_empty: bool,
    /// Fail unless this is the offer's latest revision
    ///
    /// 0 means that the offer is new.
    #[arg(long, value_name = "REVISION", hide_short_help = true, value_hint = ValueHint::Other)]
    pub(crate) expect: Option<u32>,
    #[command(flatten)]
    pub(crate) remark: RemarkArgs,
    #[command(flatten)]
    pub(crate) book: BookFile,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
    #[command(flatten)]
    pub(crate) validation: ValidationArgs,
}

/// Write an offer's contacts to a file for upload
///
/// The latest revision is written, or the one given with --revision. With --all-offers, one file per offer is written
/// into a folder. The book records which revision was exported; after the upload, confirm it with `cosell uploaded`.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # the latest revision\n  \
    cosell export --offer contoso-crm -o contacts.csv\n  \
    # an earlier revision\n  \
    cosell export --offer contoso-crm --revision 2 -o before.xlsx\n  \
    # one file for each offer that has to be uploaded\n  \
    cosell export --pending -o lists")]
pub(crate) struct Export {
    /// Write the contacts of this offer
    #[arg(long, value_name = "ID", required_unless_present_any = ["all_offers", "pending"], value_hint = ValueHint::Other)]
    pub(crate) offer: Option<OfferId>,
    /// Write one file per offer into the folder given with -o
    ///
    /// Files that an earlier export wrote there are replaced, unless they were changed.
    #[arg(long, conflicts_with_all = ["offer", "revision"], requires = "output")]
    pub(crate) all_offers: bool,
    /// Write the lists that aren't uploaded, to the folder of -o
    ///
    /// These are the offers whose latest revision wasn't confirmed with `cosell uploaded`. Otherwise as --all-offers.
    #[arg(long, conflicts_with_all = ["offer", "revision", "all_offers"], requires = "output")]
    pub(crate) pending: bool,
    #[command(flatten)]
    pub(crate) writing: WriteArgs,
    /// Write this revision [default: the latest]
    #[arg(long, value_name = "N", value_hint = ValueHint::Other)]
    pub(crate) revision: Option<u32>,
    /// Write saved contacts that today's rules refuse, too
    ///
    /// The book keeps contacts as they were saved, but rules and codes change. Without this option nothing is written if there are
    /// such contacts. With it they are written as they are, and what is wrong with them is shown.
    #[arg(long)]
    pub(crate) accept_stored: bool,
    #[command(flatten)]
    pub(crate) book: BookFile,
    #[command(flatten)]
    pub(crate) display: DisplayArgs,
}

/// Show an offer's revisions and what changed
///
/// The latest revision comes first: its time, person, source file and number of changes. Without --offer, the revisions
/// of all offers are shown.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # one offer\n  \
    cosell history --offer contoso-crm\n  \
    # the contacts that a revision changed\n  \
    cosell history --offer contoso-crm --revision 3\n  \
    # all offers, for another program\n  \
    cosell history --format json -o history.json")]
pub(crate) struct History {
    /// Show the revisions of this offer [default: all offers]
    #[arg(long, value_name = "ID", value_hint = ValueHint::Other)]
    pub(crate) offer: Option<OfferId>,
    /// Show what this revision changed, contact by contact
    ///
    /// It is compared with the revision before it. As json, the changes have the format of `diff`.
    #[arg(long, value_name = "N", requires = "offer", value_hint = ValueHint::Other)]
    pub(crate) revision: Option<u32>,
    #[command(flatten)]
    pub(crate) table: BookTable,
}

/// List the offers, and which of them have to be uploaded
///
/// For each offer: its latest revision, and whether Partner Center has it, as far as exports and `cosell uploaded` say.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # the offers of your book\n  \
    cosell offers\n  \
    # those of another book, for another program\n  \
    cosell offers --book team.sqlite --format json")]
pub(crate) struct Offers {
    #[command(flatten)]
    pub(crate) table: BookTable,
}

/// Restore an earlier revision of an offer
///
/// The earlier list is saved as a new revision, and the list that it replaces stays in the history. As with `import`,
/// the changes are shown first, and if anything would be taken away you are asked.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # show what would change\n  \
    cosell restore --offer contoso-crm --revision 2 --dry-run\n  \
    # with a remark for the history\n  \
    cosell restore --offer contoso-crm --revision 2 --message \"imported the wrong list\"")]
pub(crate) struct Restore {
    /// Replace the contacts of this offer
    #[arg(long, value_name = "ID", value_hint = ValueHint::Other)]
    pub(crate) offer: OfferId,
    /// Restore this revision; `cosell history` lists them
    #[arg(long, value_name = "N", value_hint = ValueHint::Other)]
    pub(crate) revision: u32,
    #[command(flatten)]
    pub(crate) consent: ConfirmArgs,
    #[command(flatten)]
    pub(crate) plan: PlanArgs,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
    #[command(flatten)]
    pub(crate) remark: RemarkArgs,
    #[command(flatten)]
    pub(crate) book: BookFile,
    #[command(flatten)]
    pub(crate) display: DisplayArgs,
}

/// Remove a person from all offers, or replace them
///
/// The changes to each offer are shown first, and which markets would lose their contacts. Either all offers change
/// or none.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # show which offers would change\n  \
    cosell retire ann@contoso.com --dry-run\n  \
    # replace by a person who is in the book\n  \
    cosell retire ann@contoso.com --replace-with bob@contoso.com\n  \
    # replace by a new person\n  \
    cosell retire ann@contoso.com --replace-with cy@contoso.com --name \"Cy Okafor\" --job-title CEO")]
pub(crate) struct Retire {
    /// E-mail address of the person who leaves; case is ignored
    #[arg(value_hint = ValueHint::EmailAddress)]
    pub(crate) email: String,
    /// Give the roles and countries to this person
    #[arg(long, value_name = "EMAIL", value_hint = ValueHint::EmailAddress)]
    pub(crate) replace_with: Option<String>,
    /// Set the new person's name if they aren't in the book
    #[arg(long, requires = "replace_with", value_hint = ValueHint::Other)]
    pub(crate) name: Option<String>,
    /// Set the new person's title if they aren't in the book
    #[arg(long, value_name = "TITLE", requires = "replace_with", value_hint = ValueHint::Other)]
    pub(crate) job_title: Option<String>,
    #[command(flatten)]
    pub(crate) consent: ConfirmArgs,
    #[command(flatten)]
    pub(crate) plan: PlanArgs,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
    #[command(flatten)]
    pub(crate) remark: RemarkArgs,
    #[command(flatten)]
    pub(crate) book: BookFile,
    #[command(flatten)]
    pub(crate) display: DisplayArgs,
}

/// Erase a person's data from all revisions, permanently
///
/// For legal requests: this can't be undone. The person's contacts are deleted, and their addresses and full names are
/// replaced in messages, file names, authors and offer IDs. Texts that may also be about the person are listed. The
/// file of the book is rewritten, so that the data is gone from it. The history says that data was erased, but not
/// whose. Remove the person by hand from Partner Center, from backups and from the lists that were imported.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # show what would be erased, and what would stay\n  \
    cosell forget ann@contoso.com --dry-run\n  \
    # without confirmation\n  \
    cosell forget ann@contoso.com --yes\n  \
    # also replace a nickname in messages and file names\n  \
    cosell forget ann@contoso.com --name Annie\n  \
    # a person whose address isn't known\n  \
    cosell forget --name \"Ann Lee\"")]
pub(crate) struct Forget {
    /// E-mail address of the person; case is ignored
    #[arg(value_hint = ValueHint::EmailAddress, required_unless_present = "name")]
    pub(crate) email: Option<String>,
    /// Erase by name; with an address, replace the name in texts
    ///
    /// Without an address, the contacts with this name are erased. With an address, only the contacts with the address
    /// are, and the name is replaced in messages, file names, authors and offer IDs. Case and accents are ignored.
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    pub(crate) name: Vec<String>,
    #[command(flatten)]
    pub(crate) consent: ConfirmArgs,
    #[command(flatten)]
    pub(crate) plan: PlanArgs,
    #[command(flatten)]
    pub(crate) book: BookFile,
}

/// Record that an exported list is in Partner Center
///
/// The book can't see Partner Center. After you have uploaded an exported list there and submitted it for review, this
/// confirms it, and `offers` and `export --pending` no longer name it. Unless --revision is given, the revision is the
/// one that was last exported as CSV.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # the list that was last exported\n  \
    cosell uploaded --offer contoso-crm\n  \
    # all lists of `cosell export --pending`\n  \
    cosell uploaded --all-exported")]
pub(crate) struct Uploaded {
    /// Confirm the upload of this offer; repeatable
    #[arg(long, value_name = "ID", required_unless_present = "all_exported", value_hint = ValueHint::Other)]
    pub(crate) offer: Vec<OfferId>,
    /// Confirm the uploads of all exported lists
    #[arg(long, conflicts_with_all = ["offer", "revision"])]
    pub(crate) all_exported: bool,
    /// Confirm this revision [default: the exported one]
    #[arg(long, value_name = "N", value_hint = ValueHint::Other)]
    pub(crate) revision: Option<u32>,
    #[command(flatten)]
    pub(crate) book: BookFile,
}

/// Give an offer another ID
///
/// Its revisions stay as they are. The old ID is not kept, and lists that were exported under it stay where they are.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # a misspelt ID\n  \
    cosell rename-offer contso-crm contoso-crm\n  \
    # in another book\n  \
    cosell rename-offer crm \"Contoso CRM\" --book team.sqlite")]
pub(crate) struct RenameOffer {
    /// ID of the offer
    #[arg(value_hint = ValueHint::Other)]
    pub(crate) offer: OfferId,
    /// New ID, which no other offer has
    #[arg(value_hint = ValueHint::Other)]
    pub(crate) new: OfferId,
    #[command(flatten)]
    pub(crate) book: BookFile,
}

/// Take an offer out of the book's list of offers
///
/// `offers`, `export --all-offers` and `retire` no longer include it. Its revisions stay in the book: `history --offer`
/// shows them, and `restore` brings the offer back. Nothing changes in Partner Center.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # show what would change\n  \
    cosell remove-offer contoso-crm --dry-run\n  \
    # without confirmation\n  \
    cosell remove-offer contoso-crm --yes")]
pub(crate) struct RemoveOffer {
    /// ID of the offer
    #[arg(value_hint = ValueHint::Other)]
    pub(crate) offer: OfferId,
    #[command(flatten)]
    pub(crate) consent: ConfirmArgs,
    #[command(flatten)]
    pub(crate) book: BookFile,
}

/// Copy the book to another file, also while it is in use
///
/// The copy has the book as of one moment, and is a book itself: --book opens it. It has the data of persons who are
/// erased from the book later, so erase them from backups, too.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # a copy on another disk\n  \
    cosell backup /media/backup/book.sqlite\n  \
    # replace the last copy\n  \
    cosell backup book-copy.sqlite --force")]
pub(crate) struct Backup {
    /// File of the copy
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// Replace an existing copy
    ///
    /// Other files than books are never replaced.
    #[arg(short, long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) book: BookFile,
}
