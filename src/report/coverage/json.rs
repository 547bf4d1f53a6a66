use std::io::{self, Write};

use serde::Serialize;

use super::{code, name, only_person};
use crate::contact::Role;
use crate::coverage::{CoverageCounts, CoverageRisk, CoverageStatus, Market, Matrix, RoleCount};
use crate::i18n::Language;

/// The coverage as one document. Only the schema in `templates/` uses this type, because markets are written one at a
/// time.
#[cfg(test)]
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "coverage", deny_unknown_fields)]
struct Object<'m> {
    /// Version of this format.
    #[schemars(extend("const" = 1))]
    version: u8,
    /// Whether the markets were given with --markets; otherwise they are those of the list.
    named: bool,
    summary: Summary,
    /// Markets sorted by code. All other countries are one market, which is the last.
    markets: Vec<MarketObject<'m>>,
}

/// Number of markets, in total and by status.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "summary", deny_unknown_fields))]
#[serde(rename_all = "camelCase")]
struct Summary {
    /// All markets.
    markets: u64,
    /// Markets without a gap.
    covered: u64,
    /// Covered markets with a weakness.
    weak: u64,
    /// Markets with contacts, but without a Partner sales contact.
    no_sales: u64,
    /// Markets without contacts.
    nobody: u64,
}

/// The coverage of one market.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "market", deny_unknown_fields))]
#[serde(rename_all = "camelCase")]
struct MarketObject<'m> {
    /// Two-letter code of the country; OOO for all countries without a market of their own.
    code: &'static str,
    /// English name of the country.
    name: &'static str,
    standing: StatusName,
    weaknesses: Vec<RiskName>,
    /// Contacts of all roles. A person with two roles counts as two contacts.
    contacts: CountObject,
    /// Contacts by role, in Partner Center's order.
    roles: Vec<RoleObject>,
    /// E-mail address of the only person who covers the market; null if there are none or several.
    only_person: Option<&'m str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "role", deny_unknown_fields))]
struct RoleObject {
    /// Name of the role.
    role: &'static str,
    contacts: CountObject,
}

/// Number of contacts, and how they cover the market.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "contacts", deny_unknown_fields))]
struct CountObject {
    /// All contacts that cover the market.
    count: u64,
    /// Contacts that cover it with OOO (all countries).
    global: u64,
    /// Contacts that cover only some of its states.
    partial: u64,
    /// Codes of the states that these contacts cover.
    states: Vec<&'static str>,
}

/// Status of a market. The first two are gaps.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "standing"))]
#[serde(rename_all = "kebab-case")]
enum StatusName {
    Nobody,
    NoSales,
    Weak,
    Covered,
}

/// A weakness of a market that has contacts.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "weakness"))]
#[serde(rename_all = "kebab-case")]
enum RiskName {
    OnlyGlobal,
    SalesOnlyGlobal,
    OnlyStates,
    SalesOnlyStates,
    OnePerson,
    OneSalesPerson,
}

impl From<CoverageCounts> for Summary {
    fn from(counts: CoverageCounts) -> Self {
        let CoverageCounts { markets, covered, weak, no_sales, nobody, .. } = counts;
        Summary { markets, covered, weak, no_sales, nobody }
    }
}

impl From<CoverageStatus> for StatusName {
    fn from(status: CoverageStatus) -> Self {
        match status {
            CoverageStatus::Nobody => StatusName::Nobody,
            CoverageStatus::NoSales => StatusName::NoSales,
            CoverageStatus::Weak => StatusName::Weak,
            CoverageStatus::Covered => StatusName::Covered,
        }
    }
}

impl From<CoverageRisk> for RiskName {
    fn from(risk: CoverageRisk) -> Self {
        match risk {
            CoverageRisk::OnlyGlobal => RiskName::OnlyGlobal,
            CoverageRisk::SalesOnlyGlobal => RiskName::SalesOnlyGlobal,
            CoverageRisk::OnlyStates => RiskName::OnlyStates,
            CoverageRisk::SalesOnlyStates => RiskName::SalesOnlyStates,
            CoverageRisk::OnePerson => RiskName::OnePerson,
            CoverageRisk::OneSalesPerson => RiskName::OneSalesPerson,
        }
    }
}

impl CountObject {
    fn new(count: &RoleCount) -> Self {
        let states = count.states.iter().map(|state| state.code()).collect();
        CountObject { count: count.contacts, global: count.global, partial: count.partial, states }
    }
}

impl<'m> MarketObject<'m> {
    fn new(market: &'m Market, matrix: &Matrix) -> Self {
        let role = |role: Role| RoleObject { role: role.label(), contacts: CountObject::new(market.role(role)) };
        MarketObject {
            code: code(market),
            name: name(market, matrix, Language::En),
            standing: market.status().into(),
            weaknesses: market.risks().into_iter().map(RiskName::from).collect(),
            contacts: CountObject::new(&market.all()),
            roles: Role::ALL.map(role).into(),
            only_person: only_person(market),
        }
    }
}

/// Writes the coverage as JSON, version 1, with a line for each market. Its schema is `templates/coverage.schema.json`.
pub(crate) fn coverage_as_json(matrix: &Matrix, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"version\":1,\"named\":{},\"summary\":", matrix.is_named)?;
    serde_json::to_writer(&mut *out, &Summary::from(matrix.counts()))?;
    out.write_all(b",\"markets\":[")?;
    for (index, market) in matrix.markets.iter().enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &MarketObject::new(market, matrix))?;
    }
    out.write_all(if matrix.markets.is_empty() { b"]}\n" } else { b"\n]}\n" })?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::tests::{every_kind, global};
    use super::*;
    use crate::coverage::Coverage;
    use crate::schema_support::{assert_schema_file, schema_of};

    fn schema() -> Value {
        schema_of::<Object<'static>>("Who covers what", "Output of `cosell coverage --format json`, version 1.")
    }

    fn written(matrix: &Matrix) -> Value {
        let mut json = Vec::new();
        coverage_as_json(matrix, &mut json).unwrap();
        serde_json::from_slice(&json).unwrap()
    }

    #[test]
    fn the_schema_in_templates_matches_the_type() {
        assert_schema_file("coverage.schema.json", &schema());
    }

    #[test]
    fn written_json_is_valid() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        for matrix in [every_kind(), global(), Coverage::default().matrix(&[])] {
            let mut written = written(&matrix);
            assert!(validator.is_valid(&written), "{written}");
            written["version"] = 2.into();
            assert!(!validator.is_valid(&written));
        }
    }

    #[test]
    fn each_market_has_its_contacts_by_role() {
        let written = written(&every_kind());
        let summary = json!({"markets": 5, "covered": 3, "weak": 3, "noSales": 1, "nobody": 1});
        assert_eq!((&written["named"], &written["summary"]), (&json!(true), &summary));
        let canada = &written["markets"][1];
        assert_eq!(
            (&canada["standing"], &canada["weaknesses"]),
            (&json!("weak"), &json!(["sales-only-states", "one-sales-person"]))
        );
        let sales = json!({"role": "Partner sales", "contacts": {"count": 1, "global": 0, "partial": 1, "states": ["CA-ON", "CA-QC"]}});
        assert_eq!(canada["roles"][1], sales);
        assert_eq!(written["markets"][2]["onlyPerson"], "ann@contoso.com");
    }
}
