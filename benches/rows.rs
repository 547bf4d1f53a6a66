//! Time of reading, normalizing and writing rows. `cargo bench --bench rows`
//!
//! Files are in memory. Each file starts and ends its reader threads, which is most of the time of `header`.

use cosell_contacts::internals::{ColumnMap, Row, normalize};
use cosell_contacts::{Format, Input, Layout, NormalizeSettings, ReadError, ReadSettings, Rows, Writer};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const CLEAN: [&str; 6] =
    ["Zoë Lee", "zoe@example.com", "CEO, Founder", "Partner sales", "US, CA, FR", "US-WA, US-OR, CA-ON"];
const DIRTY: [&str; 6] = [
    " Zoë  Lee",
    "mailto:Zoe@Example.COM",
    "CEO,  Founder ",
    "PARTNER SALES",
    "usa; Kanada / France",
    "wa, or, Ontario",
];

fn row(cells: [&str; 6]) -> Row<'_> {
    Row { cells: ColumnMap(cells), number: 2, ..Row::default() }
}

#[divan::bench(sample_size = 1000, args = ["clean", "dirty"])]
fn one_row(bencher: Bencher, kind: &str) {
    let (row, settings) = (row(if kind == "clean" { CLEAN } else { DIRTY }), NormalizeSettings::default());
    let mut findings = Vec::new();
    bencher.bench_local(|| {
        findings.clear();
        normalize(black_box(&row), &settings, &mut findings).is_some()
    });
}

const HEADERS: [(&str, &str); 5] = [
    ("english", "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n"),
    ("french", "Nom,Adresse e-mail,Poste,Rôle,Pays/Régions,États/Provinces\n"),
    ("semicolons", "sep=;\nName;Email;Job title;Role;Countries/Regions;States/Provinces\n"),
    ("export", "Last name,First name,Phone,E-mail address,Position,Partner role,Country,State,Notes\n"),
    (
        "below_titles",
        "Contacts of the offer\n\nas of May\nName,Email,Job title,Role,Countries/Regions,States/Provinces\n",
    ),
];

#[divan::bench(args = HEADERS.map(|(name, _)| name))]
fn header(bencher: Bencher, kind: &str) {
    let header = HEADERS.iter().find(|(name, _)| *name == kind).map_or("", |(_, header)| header);
    bencher
        .with_inputs(|| Input::bytes("list.csv", header))
        .bench_local_values(|input| Rows::open(input, ReadSettings::default()).map(|rows| rows.findings().len()));
}

/// Returns a CSV file that repeats one row.
fn list(cells: [&str; 6], rows: usize) -> Vec<u8> {
    let quoted = cells.map(|cell| if cell.contains([',', ';']) { format!("\"{cell}\"") } else { cell.to_owned() });
    let line = quoted.join(",") + "\n";
    (HEADERS[0].1.to_owned() + &line.repeat(rows)).into_bytes()
}

/// Number of rows, enough for several batches.
const ROWS: usize = 5000;

/// Reading of CSV rows, without normalization.
#[divan::bench(args = ["clean", "dirty"])]
fn csv_read(bencher: Bencher, kind: &str) {
    let list = list(if kind == "clean" { CLEAN } else { DIRTY }, ROWS);
    bencher
        .counter(BytesCount::new(list.len()))
        .counter(ItemsCount::new(ROWS))
        .with_inputs(|| Input::bytes("list.csv", list.clone()))
        .bench_local_values(|input| -> Result<usize, ReadError> {
            let mut rows = Rows::open(input, ReadSettings::default())?;
            let mut read = 0;
            while let Some(batch) = rows.next_batch()? {
                read += batch.rows().count();
            }
            assert_eq!(read, ROWS);
            Ok(read)
        });
}

/// Writing of contacts one by one, to memory.
#[divan::bench(args = [Format::Csv, Format::Ndjson, Format::Xlsx])]
fn contacts_written(bencher: Bencher, format: Format) {
    let row = row(CLEAN);
    let contact = normalize(&row, &NormalizeSettings::default(), &mut Vec::new()).expect("the row is clean");
    let layout = Layout::new(format);
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        let mut writer = Writer::new(Vec::new(), &layout)?;
        (0..ROWS).try_for_each(|_| writer.write(black_box(&contact)))?;
        writer.finish().map(|list| list.len())
    });
}
