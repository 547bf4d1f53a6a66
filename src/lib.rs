//! Contacts lists of Microsoft Partner Center offers: read in any format, normalized into what the portal accepts,
//! checked, and written as CSV, XLSX or JSON.
//!
//! ```text
//!  bytes ──read──▶ Row ──normalize──▶ Contact + findings ──▶ write · report · book
//! ```
//!
//! [`Rows`] reads an input, [`convert()`] writes its contacts, [`validate()`] only checks them. What was found and
//! changed goes to a [`Report`] as [`Finding`]s; nothing is changed without one. A list with errors is not to be used,
//! because an import into the portal replaces all contacts of the offer: see [`Summary::blocking`].
//!
//! ```
//! use cosell_contacts::{CollectingReport, Format, Input, Layout, NormalizeSettings, ReadSettings, Rejects, Rows, Writer, convert};
//!
//! let list = "Name,Email,Job title,Role,Countries/Regions\nAnn Lee,ann@example.com,CEO,partner sales,Germany / UK\n";
//! let mut rows = Rows::open(Input::bytes("list.csv", list), ReadSettings::default())?;
//! let mut writer = Writer::new(Vec::new(), &Layout::new(Format::Csv))?;
//! let mut report = CollectingReport::default();
//! let no_rejects = None::<&mut Rejects<Vec<u8>>>;
//! let summary = convert(&mut rows, NormalizeSettings::default(), &mut writer, no_rejects, &mut report)?;
//! assert_eq!((summary.contacts, summary.fixable), (1, 3));
//! let csv = String::from_utf8(writer.finish()?)?;
//! assert!(csv.ends_with("Ann Lee,ann@example.com,CEO,Partner sales,\"DE, GB\",\r\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Features, both default: `cli` is the command line, and with it threads, files and the process that parses workbooks
//! under limits; `book` keeps the contacts of offers and their history in SQLite. Without them the library works on
//! bytes in memory and builds for WebAssembly. ARCHITECTURE.md in the repository shows the modules inside.

// Most of the library's inside is there for the command line.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

#[cfg(feature = "book")]
mod book;
#[cfg(feature = "cli")]
mod cli;
mod contact;
mod contact_list;
mod convert;
mod countries;
mod coverage;
mod diagnostics;
mod diff;
mod fs;
mod i18n;
mod merge;
mod normalize;
#[doc(hidden)] // for the page in the browser
pub mod page;
mod pipeline;
mod prepared_names;
mod read;
mod report;
mod spreadsheet;
mod tables;
mod template;
mod util;
mod validate;
mod write;

#[cfg(feature = "book")]
pub use book::{Book, BookError, NewRevision, OfferId, ReadTransaction, Revision, WriteTransaction};
#[cfg(feature = "cli")]
#[doc(hidden)] // for the program
pub use cli::run;
pub use contact::{CodeSet, Column, Contact, Countries, Country, Format, Location, Role, Source, State, StoredContact};
pub use convert::{ConvertError, convert};
pub use diagnostics::{CollectingReport, Finding, Fix, Report, Rule, Safety, Severity, Summary};
pub use i18n::Language;
pub use normalize::{CustomGroups, NormalizeSettings};
pub use read::{Input, Limit, ReadError, ReadSettings, Rows};
pub use validate::validate;
pub use write::{Layout, Rejects, WriteError, Writer};

/// What the benches and the fuzz targets of this repository call inside it. Not part of the API: it changes without
/// notice.
#[doc(hidden)]
pub mod internals {
    pub use crate::contact::{ColumnMap, Row};
    pub use crate::countries::interpret;
    pub use crate::normalize::normalize;
    pub use crate::read::is_panic_caught;
}

#[cfg(test)]
#[path = "../tests/support/schema.rs"]
mod schema_support;

#[cfg(test)]
#[path = "../tests/library/mod.rs"]
mod library_tests;
