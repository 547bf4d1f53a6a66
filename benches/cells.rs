//! Time of normalizing one cell: a list of countries or an e-mail address. `cargo bench --bench cells`
//!
//! The other cells of the row are valid. The result of `right` is the base: the cost of a form is its difference from
//! that.

use cosell_contacts::internals::{ColumnMap, Row, interpret, normalize};
use cosell_contacts::{Column, NormalizeSettings};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const RIGHT: [&str; 6] = ["Zoë Lee", "zoe@example.com", "Head of Alliances", "Partner sales", "DE, GB", ""];

/// Returns a valid row with one cell replaced.
fn row(column: Column, cell: &'static str) -> Row<'static> {
    let mut cells = ColumnMap(RIGHT);
    cells[column] = cell;
    Row { cells, number: 2, ..Row::default() }
}

fn normalized(bencher: Bencher, column: Column, cell: &'static str) {
    let (row, settings) = (row(column, cell), NormalizeSettings::default());
    let mut findings = Vec::new();
    bencher.bench_local(|| {
        findings.clear();
        normalize(black_box(&row), &settings, &mut findings).is_some()
    });
}

/// Lists of countries: as the portal requires them, as names in several languages, misspelt, and as a group.
const LISTS: [(&str, &str); 5] = [
    ("right", "DE, GB"),
    ("ten_codes", "DE, GB, FR, NL, BE, LU, AT, CH, IT, ES"),
    ("names", "Deutschland / Royaume-Uni; Österreich und Perú"),
    ("misspelt", "Germny, GB"),
    ("group", "DACH"),
];

const ADDRESSES: [(&str, &str); 5] = [
    ("right", "zoe@example.com"),
    ("capitals", "Zoe@Example.COM"),
    ("wrapped", "Zoë Lee <mailto:zoe@example.com>"),
    ("several", "zoe@example.com; ann@example.com"),
    ("wrong", "zoe at example.com"),
];

/// Returns the cell of a named form.
fn cell(forms: &[(&str, &'static str)], name: &str) -> &'static str {
    forms.iter().find(|(form, _)| *form == name).map_or("", |(_, cell)| cell)
}

#[divan::bench(sample_size = 1000, args = LISTS.map(|(name, _)| name))]
fn countries_of_a_row(bencher: Bencher, form: &str) {
    normalized(bencher, Column::Countries, cell(&LISTS, form));
}

/// The interpretation that `cosell countries` prints, with each segment explained.
#[divan::bench(sample_size = 1000, args = LISTS.map(|(name, _)| name))]
fn countries_explained(bencher: Bencher, form: &str) {
    let (text, settings) = (cell(&LISTS, form), NormalizeSettings::default());
    bencher.bench_local(|| interpret(black_box(text), &settings).segments.len());
}

#[divan::bench(sample_size = 1000, args = ADDRESSES.map(|(name, _)| name))]
fn address(bencher: Bencher, form: &str) {
    normalized(bencher, Column::Email, cell(&ADDRESSES, form));
}
