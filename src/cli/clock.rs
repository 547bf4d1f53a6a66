//! The day that pages show.

use std::env;

use crate::book::LocalTime;
use crate::report::Day;

/// Returns the current day. `SOURCE_DATE_EPOCH` replaces the clock, so that the same input gives the same page.
///
/// Source: the specification of the variable by reproducible-builds.org.
pub(crate) fn today() -> Option<Day> {
    let seconds = env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    LocalTime::new().date(seconds).as_deref().and_then(Day::from_iso)
}
