//! Reports for people and programs: what the commands print or write besides lists.
//!
//! Each kind of report is a file, or a folder with a file for each format. Lists themselves are written by
//! `write`, the texts of findings come from `diagnostics` and the catalogues of `i18n`. Texts from a list pass through
//! `sanitize.rs` before they reach a terminal.

mod annotated;
mod countries;
mod coverage;
mod diff;
mod explain;
mod findings;
mod findings_page;
#[cfg(feature = "book")]
mod history;
mod html;
mod merge;
#[cfg(feature = "cli")]
mod own_output;
#[cfg(feature = "book")]
mod plan;
#[cfg(feature = "book")]
mod plan_document;
mod preparation;
mod provenance;
mod remedies;
mod sanitize;
mod table;
mod text;
mod wrap;

pub(crate) use annotated::{AnnotatedReport, fixed_cells, plain_message};
pub(crate) use countries::{readings_as_json, readings_as_text};
pub(crate) use coverage::{
    CoverageSource, coverage_as_csv, coverage_as_html, coverage_as_json, coverage_as_text, coverage_as_xlsx,
    format_market_counts,
};
pub(crate) use diff::{diff_as_csv, diff_as_json, diff_as_text, diff_as_xlsx, format_change_counts};
pub(crate) use explain::{explain, explain_all, rules_as_markdown};
pub(crate) use findings::{CheckedFile, FileStatus, FindingsFormat, FindingsReport};
pub(crate) use findings_page::{FindingsPage, PageList};
#[cfg(feature = "book")]
pub(crate) use history::{OfferHistory, history_as_json, history_as_text, offers_as_json, offers_as_text};
pub(crate) use html::Day;
pub(crate) use merge::{ConflictSheet, MergeOutcome, conflicts_as_xlsx, format_merge_origins, merge_as_json};
#[cfg(feature = "cli")]
pub(crate) use own_output::{MARKED, MarkedReport};
#[cfg(feature = "book")]
pub(crate) use plan::{
    coverage_losses_as_text, coverage_losses_in_words, joined_losses, losses_as_text, plan_as_text,
    plan_changes_as_text,
};
#[cfg(feature = "book")]
pub(crate) use plan_document::{
    ErasureObject, InputObject, OfferObject, PersonObject, PlanCommand, PlanDocument, ReasonKind, RevisionObject,
};
pub(crate) use preparation::{PreparationReport, header_message, write_file_errors};
pub(crate) use provenance::Provenance;
pub(crate) use remedies::{Remedy, read_remedy};
pub(crate) use sanitize::{TerminalFilter, quoted, sanitized, without_commands};
use sanitize::{legend, spelled_out};
pub(crate) use text::{DisplayLimits, ProblemCounts, ReportMode, TextReport, format_ledger};
pub(crate) use wrap::WrappingWriter;
