//! The contacts list of a Partner Center offer: read, normalized, checked, written.
//!
//! ```text
//!  bytes ──read──▶ Row ──normalize──▶ Contact + Findings ──▶ write · render
//!         format,   six cells and      typed and canonical,   CSV XLSX JSON · text JSON
//!         dialect,  where each one     or what is wrong with
//!         header    stood              the cell and its fix
//! ```
//!
//! The modules build on each other in this order and never the other way: [`model`], then [`words`], then
//! [`vocabulary`] and [`finding`], then [`read`], [`normalize`] and [`mod@write`], then [`book`], which keeps lists, then [`check`] and [`list`],
//! which verbs have in common, then the verbs ([`convert`], [`validate`], [`merge`], [`diff`], [`coverage`], [`plan`],
//! [`import`], [`retire`], [`template`], [`countries`]), then [`render`]. The library returns values; the program around it
//! prints, asks and exits.
//!
//! ```
//! use cosell_contacts::finding::Collected;
//! use cosell_contacts::read::{Format, Input, Rows, Settings};
//! use cosell_contacts::write::{Layout, Rejects, Writer};
//!
//! let list = "Name,Email,Job title,Role,Countries/Regions\nAnn Lee,ann@example.com,CEO,partner sales,Germany / UK\n";
//! let mut rows = Rows::open(Input::bytes("list.csv", list), Settings::default())?;
//! let mut writer = Writer::new(Vec::new(), &Layout::new(Format::Csv))?;
//! let mut findings = Collected::default();
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

pub mod book;
pub mod check;
pub mod convert;
pub mod countries;
pub mod coverage;
pub mod diff;
pub mod finding;
pub mod import;
pub mod list;
pub mod merge;
pub mod model;
pub mod normalize;
pub mod plan;
pub mod read;
pub mod render;
pub mod retire;
pub mod template;
pub mod validate;
pub mod vocabulary;
pub mod words;
pub mod write;
