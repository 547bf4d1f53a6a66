//! What the portal would refuse, and why.

use crate::check::{Sink, check};
use crate::coverage::Coverage;
use crate::finding::{Finding, Report, Summary};
use crate::model::{Contact, Country, Row, Source, SourceColumn};
use crate::normalize;
use crate::read::{self, Rows};

/// Reports what is wrong with a list, what its rows have in common included: repeated contacts, and countries without a
/// Partner sales contact. `markets` are those that must be covered.
///
/// ```
/// use cosell_contacts::finding::{Collected, Rule};
/// use cosell_contacts::read::{Input, Rows, Settings};
/// use cosell_contacts::validate::validate;
///
/// let list = "Name,Email,Job title,Role,Countries/Regions\nAnn,ann@example.com,CEO,Sales,UK\n";
/// let mut rows = Rows::open(Input::bytes("list.csv", list), Settings::default())?;
/// let mut report = Collected::default();
/// let summary = validate(&mut rows, Default::default(), &[], &mut report)?;
/// let rules: Vec<Rule> = report.findings.iter().map(|(_, finding)| finding.rule).collect();
/// assert_eq!(rules, [Rule::RoleUnknown, Rule::CountrySpelling]);
/// assert_eq!((summary.errors, summary.fixable), (2, 1));
/// # Ok::<(), cosell_contacts::read::Error>(())
/// ```
///
/// # Errors
/// Where the input can't be read.
pub fn validate(
    rows: &mut Rows,
    settings: normalize::Settings,
    markets: &[Country],
    report: &mut dyn Report,
) -> Result<Summary, read::Error> {
    let mut validation = Validation { report, coverage: Coverage::default() };
    let mut summary = check(rows, settings, &mut validation)?;
    // Of a list that could not be read there is nothing to say.
    if !rows.findings().iter().any(Finding::is_blocking) {
        for finding in validation.coverage.findings(markets) {
            summary.count(&finding);
            report.finding(&finding);
        }
    }
    Ok(summary)
}

struct Validation<'v> {
    report: &'v mut dyn Report,
    coverage: Coverage,
}

impl Sink for Validation<'_> {
    type Error = read::Error;

    fn source(&mut self, source: &Source) -> Result<(), read::Error> {
        self.report.source(source);
        Ok(())
    }

    fn columns(&mut self, columns: &[SourceColumn]) -> Result<(), read::Error> {
        self.report.columns(columns);
        Ok(())
    }

    fn finding(&mut self, finding: &Finding<'_>) -> Result<(), read::Error> {
        self.report.finding(finding);
        Ok(())
    }

    fn contact<'r>(&mut self, contact: &Contact<'_>, _: impl FnOnce() -> Row<'r>) -> Result<(), read::Error> {
        self.coverage.add(contact);
        Ok(())
    }

    fn rejected<'c>(&mut self, _: u64, _: impl Iterator<Item = &'c str>, _: &[Finding<'_>]) -> Result<(), read::Error> {
        Ok(())
    }

    fn row<'c>(&mut self, row: u64, mut cells: impl Iterator<Item = &'c str>) -> Result<(), read::Error> {
        self.report.row(row, &mut cells);
        Ok(())
    }
}
