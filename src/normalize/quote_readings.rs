//! The possible meanings of a record in which text follows a closing quote, because a quote inside a cell wasn't doubled.
//!
//! `"Ann "Bo" Lee"` can be a cell with quotes inside, and `"Ann" Lee` a cell that isn't quoted as a whole. Only readings
//! that give the row as many cells as the header has are shown.

use crate::contact::{Row, StrayQuote};

/// Returns the possible texts of the cell with the stray quote: with its quotes, and without.
pub(super) fn quote_readings(row: &Row<'_>, quote: &StrayQuote) -> Vec<String> {
    let Some(line) = &row.delimited else { return Vec::new() };
    let record = &*quote.record;
    let cells = [Quotes::Nested, Quotes::Literal].into_iter().find_map(|quotes| {
        cells(record, line.delimiter, quotes, quote.cell as usize).filter(|cells| cells.len() == line.columns)
    });
    let Some(text) = cells.and_then(|cells| cells.into_iter().nth(quote.cell as usize)) else { return Vec::new() };
    let without = text.replace('"', "");
    let mut readings = vec![text.trim().to_owned()];
    readings
        .extend(Some(without.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|without| !without.is_empty()));
    readings
}

/// The meaning of the quotes in the cell with the stray quote.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// The outer ones enclose the cell, and those inside are pairs.
    Nested,
    /// All are text, and the cell ends at the next delimiter.
    Literal,
}

/// Returns the cells of a record; `None` if a quote isn't closed.
fn cells(record: &str, delimiter: char, quotes: Quotes, stray: usize) -> Option<Vec<String>> {
    let mut cells = Vec::new();
    let mut rest = record;
    loop {
        let (cell, after) = match rest.strip_prefix('"') {
            Some(quoted) if cells.len() != stray || quotes == Quotes::Nested => quoted_cell(quoted, delimiter)?,
            _ => {
                let end = rest.find(delimiter).unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        cells.push(cell);
        match after.strip_prefix(delimiter) {
            Some(next) => rest = next,
            None => return Some(cells),
        }
    }
}

/// Returns the text of a cell after its opening quote, with the pairs of quotes inside it, and what follows its closing
/// quote.
fn quoted_cell(text: &str, delimiter: char) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut is_inside = false;
    let mut rest = text;
    loop {
        let at = rest.find('"')?;
        cell.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let after = rest.trim_start_matches(' ');
        if is_inside {
            is_inside = false;
        } else if let Some(next) = rest.strip_prefix('"') {
            rest = next;
        } else if after.is_empty() || after.starts_with(delimiter) {
            return Some((cell, after));
        } else {
            is_inside = true;
        }
        cell.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_and_literal_quotes_are_read() {
        for (record, stray, nested, literal) in [
            (
                r#""Ann "Bo" Lee",b,c"#,
                0,
                Some([r#"Ann "Bo" Lee"#, "b", "c"].as_slice()),
                Some([r#""Ann "Bo" Lee""#, "b", "c"].as_slice()),
            ),
            (
                r#"a,"B, "C", D",e"#,
                1,
                Some(["a", r#"B, "C", D"#, "e"].as_slice()),
                Some(["a", r#""B"#, r#" "C""#, r#" D""#, "e"].as_slice()),
            ),
            (r#""Ann" Lee,b"#, 0, None, Some([r#""Ann" Lee"#, "b"].as_slice())),
            (
                r#""a, ""b""","c "d"""#,
                1,
                Some([r#"a, "b""#, r#"c "d""#].as_slice()),
                Some([r#"a, "b""#, r#""c "d"""#].as_slice()),
            ),
        ] {
            for (quotes, expected) in [(Quotes::Nested, nested), (Quotes::Literal, literal)] {
                let found = cells(record, ',', quotes, stray);
                let expected = expected.map(|cells| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
                assert_eq!(found, expected, "{record}");
            }
        }
    }
}
