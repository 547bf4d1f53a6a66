use super::*;

/// Reads a few bytes at a time, so that every border is met.
struct Trickle<'b>(&'b [u8], usize);

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.1.min(self.0.len()).min(buffer.len());
        buffer[..n].copy_from_slice(&self.0[..n]);
        self.0 = &self.0[n..];
        Ok(n)
    }
}

type Seen = Vec<(u64, u64, Vec<String>)>;

fn rows(bytes: &[u8], step: usize) -> (Seen, Batch) {
    let mut input = Trickle(bytes, step);
    let mut parser = Parser::new(&mut input, b',');
    parser.settle(Settled::sure(Encoding::UTF_8), &Settings::default()).unwrap();
    let mut batch = Batch::default();
    while parser.next(&mut batch).unwrap_or(false) {}
    let seen = (0..batch.len())
        .map(|row| (batch.number(row), batch.line(row).unwrap(), batch.cells(row).map(str::to_owned).collect()))
        .collect();
    (seen, batch)
}

#[test]
fn rows_and_lines_are_counted_for_every_line_end() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("\u{feff}a,b{end}{end}\"x{end}y\",c{end}d,e");
        for step in 1..20 {
            let (seen, _) = rows(text.as_bytes(), step);
            let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
            let expected = vec![
                (1, 1, cells(&["a", "b"])),
                (2, 2, vec![]),
                (3, 3, vec![format!("x{end}y"), "c".to_owned()]),
                (4, 5, cells(&["d", "e"])),
            ];
            assert_eq!(seen, expected, "{end:?} in steps of {step}");
        }
    }
}

#[test]
fn a_space_before_an_unquoted_cell_is_noticed() {
    let (_, batch) = rows(b"US, CA\n\"US\",\" CA\"\n\"a,b\", CA\n19\" racks, CA\n\"a\"\"b\", CA\n", 7);
    let spaced: Vec<bool> = (0..5)
        .map(|row| {
            let header = super::super::header::Header {
                origins: {
                    let mut origins = crate::model::ColumnMap::default();
                    origins[crate::model::Column::States] = super::super::header::Origin::Cell(1);
                    origins
                },
                ..Default::default()
            };
            batch.row(row, &header).typed_list
        })
        .collect();
    assert_eq!(spaced, [true, false, true, true, true]);
}

#[test]
fn a_stray_quotation_mark_that_swallows_rows_is_damage() {
    let header = super::super::header::Header::default();
    let damage = |text: &str| rows(text.as_bytes(), 100).1.row(0, &header).damage;
    let first = "Ann,ann@example.com,\"CEO,Partner sales,NL,\nBob,bob@example.com,VP,Partner sales,DE,\nCid,c@example.com,\"VP,";
    assert_eq!(damage(first), Some(Damage::RowsInCell));
    assert_eq!(damage("\"Ann,ann@example.com,CEO\nBob,bob@example.com\",VP,x"), Some(Damage::RowsInCell));
    for whole in
        ["A,\"a@example.com\nb@example.com\",c", "A,\"Head of\nSales, North, South\",c", "A,\"a\nb, c, d@e f\""]
    {
        assert_eq!(damage(whole), None, "{whole}");
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_damage() {
    let (seen, _) = rows(b"a,b\nc,\"d\ne,f\n", 5);
    assert_eq!(seen.len(), 2);
    let header = super::super::header::Header::default();
    let (_, batch) = rows(b"a,b\nc,\"d\ne,f\n", 5);
    assert_eq!(batch.row(1, &header).damage, Some(Damage::QuoteUnclosed));
    for whole in ["a,\"b\"\"\"", "a,19\" racks", "a,19\" racks\n", "a,\"b\"", "a,"] {
        for step in 1..9 {
            let (seen, batch) = rows(whole.as_bytes(), step);
            assert_eq!((seen.len(), batch.row(0, &header).damage), (1, None), "{whole:?} in steps of {step}");
        }
    }
    let (_, batch) = rows(b"a,19\" racks,\"b\n", 5);
    assert_eq!(batch.row(0, &header).damage, Some(Damage::QuoteUnclosed));
}

#[test]
fn bytes_that_are_no_utf8_damage_their_row_only() {
    let (_, batch) = rows(b"a\nZo\xeb\nb\n", 100);
    let header = super::super::header::Header::default();
    let damage: Vec<_> = (0..3).map(|row| batch.row(row, &header).damage).collect();
    assert_eq!(damage, [None, Some(Damage::Undecodable { encoding: "UTF-8" }), None]);
}

#[test]
fn a_character_that_a_delimiter_cuts_in_two_is_damage() {
    let (seen, batch) = rows(b"Zo\xc3,\xabl\nZo\xc3\xab,l\n", 100);
    let cells: Vec<&Vec<String>> = seen.iter().map(|(.., cells)| cells).collect();
    assert_eq!(cells, [&["Zo\u{fffd}", "\u{fffd}l"], &["Zo\u{eb}", "l"]]);
    let header = super::super::header::Header::default();
    assert_eq!(batch.row(0, &header).damage, Some(Damage::Undecodable { encoding: "UTF-8" }));
    assert_eq!(batch.row(1, &header).damage, None);
}

/// All that is known of the rows of a text, read with runs or without.
fn batch_of(text: &[u8], step: usize, delimiter: u8, has_runs: bool) -> Batch {
    let mut input = Trickle(text, step);
    let mut parser = Parser::new(&mut input, delimiter);
    parser.keeps_text = true;
    if !has_runs {
        parser.runs_from = Some(u64::MAX);
    }
    let mut batch = Batch::default();
    while parser.next(&mut batch).unwrap_or(false) {}
    batch
}

proptest::proptest! {
    #[test]
    fn runs_are_what_csv_core_makes_of_them(
        mut parts in proptest::collection::vec(proptest::sample::select(vec![
            &b"a"[..], b"Ann Lee", b",", b",", b",", b",US, CA,", b", CA", b"\"", b"\"\"", b",\"US, CA\"", b"\"a\",\"b\"",
            b",\"a \"\"b\"\"\",", b" ", b";", b"\n", b"\n", b"\n", b"\r\n", b"\r\n", b"\r", b"\n\n", b"a@example.com",
            "\u{e9}".as_bytes(), "\u{1f389}".as_bytes(), BOM,
        ]), 1..120),
        // Some texts are UTF-8, and others have faults here and there.
        faults in proptest::collection::vec(
            (proptest::prelude::any::<proptest::sample::Index>(),
                proptest::sample::select(vec![&b"\xff"[..], b"\xc3", b"\xa9", b"\xc3,\xa9", b"\n\"\xc3\",\"\xa9\"\n"])),
            0..3,
        ),
        step in proptest::prop_oneof![1usize..40, 40usize..2000],
        delimiter in proptest::sample::select(b",,,,,; \t\"\n".to_vec()),
    ) {
        for (at, fault) in faults {
            parts.insert(at.index(parts.len()), fault);
        }
        let text = parts.concat();
        let [runs, plain] = [true, false].map(|has_runs| batch_of(&text, step, delimiter, has_runs));
        proptest::prop_assert_eq!(format!("{runs:?}"), format!("{plain:?}"));
    }
}

#[test]
fn simple_rows_are_taken_in_runs() {
    let text = "Name,Email\n".to_owned() + &"Ann,\"a, b\"\r\n\"\",\r,\n".repeat(40);
    let mut input = text.as_bytes();
    let (mut parser, mut batch) = (Parser::new(&mut input, b','), Batch::default());
    let mut calls = 0;
    while parser.next(&mut batch).unwrap_or(false) {
        calls += 1;
    }
    assert_eq!((batch.len(), calls), (121, 5));
}
