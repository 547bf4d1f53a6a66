//! Checking a list against the portal's rules, without writing it.

use crate::contact::Country;
use crate::coverage::Coverage;
use crate::diagnostics::{Finding, Report, Summary, report_empty_list};
use crate::normalize;
use crate::pipeline::{BatchConsumer, BatchOutput, RowOutcome, RowResult, process_list};
use crate::read::{self, Rows};

/// Checks a list and reports the findings, including those about the list as a whole: repeated contacts, countries
/// without a Partner sales contact, or no contacts at all. `markets` are those that must be covered.
///
/// ```
/// use cosell_contacts::{CollectingReport, Input, ReadSettings, Rows, Rule, validate};
///
/// let list = "Name,Email,Job title,Role,Countries/Regions\nAnn,ann@example.com,CEO,Sales,UK\n";
/// let mut rows = Rows::open(Input::bytes("list.csv", list), ReadSettings::default())?;
/// let mut report = CollectingReport::default();
/// let summary = validate(&mut rows, Default::default(), &[], &mut report)?;
/// let rules: Vec<Rule> = report.findings.iter().map(|(_, finding)| finding.rule).collect();
/// assert_eq!(rules, [Rule::RoleUnknown, Rule::CountrySpelling]);
/// assert_eq!((summary.errors, summary.fixable), (2, 1));
/// # Ok::<(), cosell_contacts::ReadError>(())
/// ```
///
/// # Errors
/// If the input can't be read.
pub fn validate(
    rows: &mut Rows,
    settings: normalize::NormalizeSettings,
    markets: &[Country],
    report: &mut dyn Report,
) -> Result<Summary, read::ReadError> {
    validate_and_count(rows, settings, markets, report, &mut Coverage::default())
}

/// Checks a list as [`validate`] does, and adds its contacts to a coverage, which must have none yet.
pub(crate) fn validate_and_count(
    rows: &mut Rows,
    settings: normalize::NormalizeSettings,
    markets: &[Country],
    report: &mut dyn Report,
    coverage: &mut Coverage,
) -> Result<Summary, read::ReadError> {
    let allow_empty = settings.allow_empty;
    let mut summary = process_list(rows, settings, &mut Validation(coverage), report)?;
    report_empty_list(allow_empty, &mut summary, report);
    // If a list could not be read, its coverage is unknown.
    if !rows.findings().iter().any(Finding::is_blocking) {
        for finding in coverage.findings(markets) {
            summary.count(&finding);
            report.finding(&finding);
        }
    }
    Ok(summary)
}

/// A consumer that adds up the coverage of the list.
struct Validation<'v>(&'v mut Coverage);

impl BatchConsumer for Validation<'_> {
    type Error = read::ReadError;
    type Output = Coverage;

    fn output(&mut self) -> Coverage {
        self.0.emptied()
    }

    fn take(&mut self, page: Coverage) -> Result<(), read::ReadError> {
        self.0.join(&page);
        Ok(())
    }
}

impl BatchOutput for Coverage {
    fn row(&mut self, result: &RowResult<'_, '_>) {
        if let RowOutcome::Contact(contact) = result.outcome {
            self.add(contact);
        }
    }
}
