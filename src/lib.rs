//! The contacts list of a Partner Center offer: read, normalized, checked, written.
//!
//! ```text
//!  bytes ──read──▶ Row ──normalize──▶ Contact + Findings ──▶ write · render
//!         format,   six cells and      typed and canonical,   CSV XLSX JSON · text JSON
//!         dialect,  where each one     or what is wrong with
//!         header    stood              the cell and its fix
//! ```
//!
//! The modules build on each other in this order and never the other way: [`contact`], [`i18n`], [`tables`] and [`diagnostics`],
//! then [`read`], [`normalize`] and [`mod@write`], then [`pipeline`] and [`contact_list`], which the verbs share, then the verbs
//! ([`convert`], [`validate`], [`merge`], [`diff`], [`coverage`], [`template`], [`countries`]), then [`book`], which keeps lists,
//! then [`report`], then the command line. Only the command line prints, asks and exits.
//!
//! ```
//! use cosell_contacts::diagnostics::CollectingReport;
//! use cosell_contacts::read::{Format, Input, Rows, ReadSettings};
//! use cosell_contacts::write::{Layout, Rejects, Writer};
//!
//! let list = "Name,Email,Job title,Role,Countries/Regions\nAnn Lee,ann@example.com,CEO,partner sales,Germany / UK\n";
//! let mut rows = Rows::open(Input::bytes("list.csv", list), ReadSettings::default())?;
//! let mut writer = Writer::new(Vec::new(), &Layout::new(Format::Csv))?;
//! let mut findings = CollectingReport::default();
//! let no_rejects = None::<&mut Rejects<Vec<u8>>>;
//! let summary =
//!     cosell_contacts::convert::convert(&mut rows, Default::default(), &mut writer, no_rejects, &mut findings)?;
//! assert_eq!((summary.contacts, summary.fixable), (1, 3));
//! let csv = String::from_utf8(writer.finish()?)?;
//! assert!(csv.ends_with("Ann Lee,ann@example.com,CEO,Partner sales,\"DE, GB\",\r\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, clippy::exit, clippy::panic)
)]

#[cfg(feature = "book")]
pub mod book;
#[cfg(feature = "cli")]
mod cli;
pub mod contact;
pub mod contact_list;
pub mod convert;
pub mod countries;
pub mod coverage;
pub mod diagnostics;
pub mod diff;
pub mod fs;
pub mod i18n;
pub mod merge;
pub mod normalize;
pub mod pipeline;
pub mod read;
pub mod report;
#[cfg(test)]
#[path = "../tests/support/schema.rs"]
mod schema_support;
pub mod spreadsheet;
pub mod tables;
pub mod template;
mod util;
pub mod validate;
pub mod write;

#[cfg(feature = "cli")]
pub use cli::run;

#[cfg(test)]
#[path = "../tests/library/mod.rs"]
mod library_tests;
