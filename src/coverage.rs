//! Who covers what: whether each market has its contacts.

use crate::finding::{Finding, Message, Rule, Severity};
use crate::model::{Contact, Countries, Country, Place, Role};

/// Which countries have contacts, and which a Partner sales contact.
///
/// ```
/// use cosell_contacts::coverage::Coverage;
/// use cosell_contacts::finding::Rule;
/// use cosell_contacts::model::Country;
///
/// let nobody = Coverage::default();
/// let gaps = nobody.findings(&[Country::from_code("FR").unwrap()]);
/// assert_eq!(gaps[0].rule, Rule::MarketUncovered);
/// assert_eq!(gaps[0].wording().to_string(), "nobody covers France (FR)");
/// ```
#[derive(Debug, Clone)]
pub struct Coverage {
    covered: [bool; 256],
    sales: [bool; 256],
    global: bool,
    global_sales: bool,
}

impl Default for Coverage {
    fn default() -> Self {
        Coverage { covered: [false; 256], sales: [false; 256], global: false, global_sales: false }
    }
}

impl Coverage {
    /// Takes a contact into account.
    pub fn add(&mut self, contact: &Contact<'_>) {
        let is_sales = contact.role == Role::Sales;
        match &contact.countries {
            Countries::Global => {
                self.global = true;
                self.global_sales |= is_sales;
            }
            Countries::Listed(listed) => {
                for country in listed {
                    self.covered[usize::from(country.0)] = true;
                    self.sales[usize::from(country.0)] |= is_sales;
                }
            }
        }
    }

    /// Whether anybody covers a country; who covers all counts.
    pub fn is_covered(&self, country: Country) -> bool {
        self.global || self.covered[usize::from(country.0)]
    }

    /// Whether a Partner sales contact covers a country; one who covers all counts.
    pub fn has_sales(&self, country: Country) -> bool {
        self.global_sales || self.sales[usize::from(country.0)]
    }

    /// The gaps: in the markets named, as errors, and in the countries of the list, as warnings.
    ///
    /// Source: the Partner Center document on the Co-sell tab, 28 October 2020: a contact for each geography in which the
    /// offer is available, and a Partner sales contact for each region in which it should be co-sell ready.
    pub fn findings(&self, markets: &[Country]) -> Vec<Finding<'static>> {
        let finding = |rule, message| Finding::new(rule, Place::default(), message);
        let mut findings = Vec::new();
        for country in Country::all() {
            let is_market = markets.contains(&country);
            if is_market && !self.is_covered(country) {
                findings.push(finding(Rule::MarketUncovered, Message::MarketUncovered(country)));
            } else if (is_market || self.covered[usize::from(country.0)]) && !self.has_sales(country) {
                let severity = if is_market { Severity::Error } else { Severity::Warning };
                let missing = finding(Rule::SalesContactMissing, Message::SalesMissing(country));
                findings.push(Finding { severity, ..missing });
            }
        }
        if self.global && !self.global_sales {
            findings.push(finding(Rule::SalesContactMissing, Message::SalesMissingGlobal));
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ColumnMap, Row};
    use crate::normalize::{Settings, normalize};

    fn rules(contacts: &[(&str, &str)], markets: &[&str]) -> Vec<(Rule, Severity)> {
        let mut coverage = Coverage::default();
        for (role, countries) in contacts {
            let cells = ColumnMap(["Ann", "ann@example.com", "CEO", role, countries, ""]);
            let row = Row { cells, ..Row::default() };
            coverage.add(&normalize(&row, &Settings::default(), &mut Vec::new()).unwrap());
        }
        let markets: Vec<Country> = markets.iter().map(|code| Country::from_code(code).unwrap()).collect();
        coverage.findings(&markets).iter().map(|finding| (finding.rule, finding.severity)).collect()
    }

    #[test]
    fn a_country_wants_a_sales_contact() {
        assert_eq!(rules(&[("Partner sales", "US, CA")], &[]), []);
        assert_eq!(rules(&[("Partner marketing", "US")], &[]), [(Rule::SalesContactMissing, Severity::Warning)]);
        assert_eq!(rules(&[("Partner marketing", "US"), ("Partner sales", "OOO")], &[]), []);
    }

    #[test]
    fn a_market_named_must_be_covered() {
        assert_eq!(rules(&[("Partner sales", "US")], &["CA"]), [(Rule::MarketUncovered, Severity::Error)]);
        assert_eq!(rules(&[("Partner marketing", "US")], &["US"]), [(Rule::SalesContactMissing, Severity::Error)]);
        assert_eq!(rules(&[("Partner sales", "OOO")], &["CA", "FR"]), []);
    }

    #[test]
    fn a_global_list_without_sales_is_one_finding() {
        assert_eq!(rules(&[("Partner marketing", "OOO")], &[]), [(Rule::SalesContactMissing, Severity::Warning)]);
    }
}
