use std::io::Write;

use super::{code, name, only_person, remarks, states, word};
use crate::contact::Role;
use crate::coverage::Matrix;
use crate::i18n::Language;
use crate::write::{CsvTable, WriteError};

/// Writes the coverage as a CSV table with a row for each market. It is in English, because it is for programs.
pub(crate) fn coverage_as_csv<W: Write>(matrix: &Matrix, out: W) -> Result<W, WriteError> {
    const ENGLISH: Language = Language::En;
    let labels = ["Code", "Market", "Standing"].into_iter().chain(Role::ALL.map(Role::label));
    let more = ["Contacts", "By OOO", "Some states only", "States", "One person", "Remarks"];
    let mut table = CsvTable::new(out, labels.chain(more))?;
    for market in &matrix.markets {
        let all = market.all();
        let counts = market.roles.iter().chain([&all]).map(|count| count.contacts.to_string());
        let mut cells = vec![
            code(market).to_owned(),
            name(market, matrix, ENGLISH).to_owned(),
            word(market.status(), ENGLISH).to_owned(),
        ];
        cells.extend(counts);
        cells.extend([all.global.to_string(), all.partial.to_string(), states(&all)]);
        cells.extend([only_person(market).unwrap_or_default().to_owned(), remarks(market, ENGLISH).join("; ")]);
        table.row(cells)?;
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::super::tests::every_kind;
    use super::*;

    #[test]
    fn each_market_has_a_row() {
        let csv = String::from_utf8(coverage_as_csv(&every_kind(), Vec::new()).unwrap()).unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines.len(), 1 + 5);
        assert_eq!(lines[1], "AT,Austria,weak,1,1,0,0,2,0,0,,,Partner sales only by ann@contoso.com");
        let canada = "CA,Canada,weak,0,1,0,1,2,0,1,\"CA-ON, CA-QC\",,\"Partner sales only in CA-ON, CA-QC; Partner sales only by cy@contoso.com\"";
        assert_eq!(lines[2], canada);
        assert_eq!(lines[3], "DE,Germany,weak,1,1,0,0,2,0,0,,ann@contoso.com,only ann@contoso.com");
    }
}
