//! The results of the pipeline don't depend on the number of threads or the borders of batches: they equal those of a
//! naive loop over the rows.

use super::properties;

use std::collections::HashMap;

use crate::contact::{Column, Contact, Location, RepeatedHeader, Role, Row, Source};
use crate::convert::convert;
use crate::coverage::Coverage;
use crate::diagnostics::{CollectingReport, DomainRows, Finding, Message, Report, RowRef, Rule, Summary};
use crate::i18n::Language;
use crate::normalize::{
    self, below_reordered_header, lone_cell, may_be_layout, non_contact_row, normalize, reordered_header_error,
};
use crate::read::{Batch, Format, Input, ReadSettings, Rows};
use crate::report::{DisplayLimits, FindingsFormat, FindingsReport, ReportMode, TextReport};
use crate::validate::validate;
use crate::write::{Layout, Rejects, Writer};
use proptest::prelude::*;
use proptest::sample::select;

const HEADER: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces";
const THREADS: [usize; 4] = [1, 2, 3, 7];
/// Maximum number of rows in the first batch. The second has twice as many and later ones four times as many, so longer
/// lists have borders at 1, 3, 7 and 11 times this number.
const BATCH: usize = 512;

/// All results for a list.
#[derive(Debug, PartialEq)]
struct Outcome {
    findings: Vec<Finding<'static>>,
    summary: Summary,
    list: Vec<u8>,
    rejects: Vec<u8>,
    as_json: Vec<u8>,
    as_text: Vec<u8>,
}

fn open(list: &str, threads: Option<usize>) -> Rows {
    let threads = threads.and_then(|threads| threads.try_into().ok());
    Rows::open(Input::bytes("list.csv", list), ReadSettings { threads, ..ReadSettings::default() }).unwrap()
}

fn text_of(report: &TextReport) -> Vec<u8> {
    let mut text = Vec::new();
    report.write(&mut text).unwrap();
    text
}

/// The consumers of contacts, rows and findings, one after another.
struct Plain {
    findings: Vec<Finding<'static>>,
    /// Without findings about coverage, which `convert` doesn't have.
    converted: TextReport,
    summary: Summary,
    seen: HashMap<String, (u64, String, String, Vec<Role>)>,
    /// Each domain with its number of rows, its first address, and the finding for the cell of that address.
    domains: Vec<(String, u64, String, Finding<'static>)>,
    coverage: Coverage,
    list: Writer<Vec<u8>>,
    rejects: Rejects<Vec<u8>>,
}

impl Plain {
    fn find(&mut self, finding: Finding<'_>) {
        self.summary.count(&finding);
        self.converted.finding(&finding);
        self.findings.push(finding.into_owned());
    }

    fn row(&mut self, batch: &Batch, position: usize, under: &mut Option<u64>) {
        let row = &batch.row_at(position);
        let neighbors = &|offset: isize| batch.neighbor(position, offset);
        self.summary.rows += 1;
        let mut found = Vec::new();
        match row.header {
            Some(RepeatedHeader::InOrder) => *under = None,
            Some(RepeatedHeader::Reordered) => *under = Some(row.number),
            None => {}
        }
        let reject = |plain: &mut Self, found: &[Finding<'_>]| {
            plain.summary.rejected += 1;
            plain.rejects.write(row.number, row.delimited.iter().flat_map(cells), found).unwrap();
        };
        if row.is_blank && row.damage.is_none() {
            self.summary.blank += 1;
        } else if let Some(finding) = reordered_header_error(row) {
            found.push(finding);
            reject(self, &found);
        } else if let Some(finding) =
            Some(row).filter(|row| may_be_layout(row, position)).and_then(|row| non_contact_row(row, neighbors))
        {
            let is_blocking = finding.is_blocking();
            found.push(finding);
            match is_blocking {
                true => reject(self, &found),
                false => self.summary.skipped += 1,
            }
        } else if let Some(header) = *under {
            found.push(below_reordered_header(row, header));
            reject(self, &found);
        } else if let Some(finding) = lone_cell(row, neighbors) {
            found.push(finding);
            reject(self, &found);
        } else if let Some(contact) = normalize(row, &normalize::NormalizeSettings::default(), &mut found) {
            self.summary.contacts += 1;
            self.list.write(&contact).unwrap();
            self.coverage.add(&contact);
            self.domain(&contact, row);
            found.extend(self.repeated(&contact, row));
        } else {
            reject(self, &found);
        }
        found.into_iter().for_each(|finding| self.find(finding));
    }

    fn domain(&mut self, contact: &Contact<'_>, row: &Row<'_>) {
        let address = contact.email.as_str();
        let domain = address.split('@').next_back().unwrap();
        if let Some((_, uses, ..)) = self.domains.iter_mut().find(|(known, ..)| known == domain) {
            *uses += 1;
            return;
        }
        let value = row.cells[Column::Email];
        let start = value.to_lowercase().rfind(domain);
        let finding = Finding {
            column: Some(Column::Email),
            value: value.into(),
            span: start.map(|start| start..start + domain.len()),
            ..Finding::new(Rule::EmailLookalike, row.location(Column::Email), Message::Empty)
        };
        self.domains.push((domain.to_owned(), 1, address.to_owned(), finding.into_owned()));
    }

    /// Returns findings about unusual domains, by comparing each with each; the lists here have few.
    fn odd_domains(&self) -> Vec<Finding<'static>> {
        let odd = self.domains.iter().filter_map(|(domain, uses, address, first)| {
            let usual = |other: &str| {
                matches!(
                    (&**domain, other),
                    ("contosso.com" | "c0ntoso.com", "contoso.com") | ("contoso.com", "contosso.com" | "c0ntoso.com")
                )
            };
            let (usual, usual_uses, ..) =
                self.domains.iter().find(|(other, often, ..)| uses * 5 <= *often && usual(other))?;
            let alternatives = vec![address.replace(domain, usual)];
            let has_digit = domain.contains('0') || usual.contains('0');
            let domain = Box::new(DomainRows { domain: domain.clone(), rows: *uses });
            let (usual, count) = (usual.clone(), *usual_uses);
            let message = if has_digit {
                Message::LookalikeLook { domain, usual, count }
            } else {
                Message::LookalikeLetter { domain, usual, count }
            };
            Some(Finding { alternatives, message, ..first.clone() })
        });
        odd.collect()
    }

    /// Returns findings about a contact that repeats or contradicts earlier ones.
    fn repeated<'r>(&mut self, contact: &Contact<'_>, row: &Row<'r>) -> Vec<Finding<'r>> {
        let (name, title) = (contact.name.as_str(), contact.job_title.as_str());
        let new = || (row.number, name.to_owned(), title.to_owned(), Vec::new());
        let (first, known_name, known_title, roles) =
            self.seen.entry(contact.email.as_str().to_lowercase()).or_insert_with(new);
        let first = || RowRef { row: *first, sheet: None };
        let (repeated, conflict) =
            (Message::ContactRepeated { first: first() }, Message::ContactConflict { first: first() });
        let printed = [
            (roles.contains(&contact.role), Rule::ContactRepeated, Column::Email, repeated),
            (known_name != name, Rule::ContactConflict, Column::Name, conflict.clone()),
            (known_title != title, Rule::ContactConflict, Column::JobTitle, conflict),
        ];
        roles.push(contact.role);
        let printed = printed.into_iter().filter(|(is_so, ..)| *is_so);
        let finding = |(_, rule, column, message)| Finding {
            column: Some(column),
            value: row.cells[column].into(),
            ..Finding::new(rule, row.location(column), message)
        };
        printed.map(finding).collect()
    }
}

fn cells<'r>(row: &crate::contact::RawRecord<'r>) -> impl Iterator<Item = &'r str> + use<'r> {
    let cells = row.cells;
    (0..cells.len()).map(move |at| cells.get(at))
}

/// Processes the rows of a list one after another, with the functions for single rows.
fn plain(list: &str) -> Outcome {
    let mut rows = open(list, None);
    let mut converted = TextReport::new(ReportMode::Convert, DisplayLimits::default(), Language::En);
    converted.source(rows.source());
    let mut plain = Plain {
        findings: Vec::new(),
        converted,
        summary: Summary::default(),
        seen: HashMap::new(),
        domains: Vec::new(),
        coverage: Coverage::default(),
        list: Writer::new(Vec::new(), &Layout::new(Format::Csv)).unwrap(),
        rejects: Rejects::new(Vec::new(), Format::Csv, &rows.columns(), false, Language::En).unwrap(),
    };
    rows.findings().to_vec().into_iter().for_each(|finding| plain.find(finding));
    let mut under = None;
    while let Some(batch) = rows.next_batch().unwrap() {
        (0..batch.row_count()).for_each(|position| plain.row(&batch, position, &mut under));
    }
    plain.odd_domains().into_iter().for_each(|finding| plain.find(finding));
    if plain.summary.contacts + plain.summary.rejected + plain.summary.blocking == 0 {
        plain.find(Finding::new(Rule::ListEmpty, Location::default(), Message::ListEmpty));
    }
    let as_text = text_of(&plain.converted);
    plain.coverage.findings(&[]).into_iter().for_each(|finding| plain.find(finding));
    let mut report = FindingsReport::new(FindingsFormat::Json, Vec::new(), Language::En).unwrap();
    report.source(rows.source());
    plain.findings.iter().for_each(|finding| report.finding(finding));
    Outcome {
        as_json: report.finish(&plain.summary, &[]).unwrap(),
        findings: plain.findings,
        summary: plain.summary,
        list: plain.list.finish().unwrap(),
        rejects: plain.rejects.finish().unwrap(),
        as_text,
    }
}

/// Processes a list with `validate` and `convert`.
fn judged(list: &str, threads: usize) -> Outcome {
    let check = |report: &mut dyn Report| {
        validate(&mut open(list, Some(threads)), normalize::NormalizeSettings::default(), &[], report).unwrap()
    };
    let mut collected = CollectingReport::default();
    let summary = check(&mut collected);
    let mut report = FindingsReport::new(FindingsFormat::Json, Vec::new(), Language::En).unwrap();
    let as_json = check(&mut report);
    let mut rows = open(list, Some(threads));
    let mut writer = Writer::new(Vec::new(), &Layout::new(Format::Csv)).unwrap();
    let mut rejects = Rejects::new(Vec::new(), Format::Csv, &rows.columns(), false, Language::En).unwrap();
    let mut converted = TextReport::new(ReportMode::Convert, DisplayLimits::default(), Language::En);
    let settings = normalize::NormalizeSettings::default();
    convert(&mut rows, settings, &mut writer, Some(&mut rejects), &mut converted).unwrap();
    let expected = Source::file("list.csv");
    assert!(collected.findings.iter().all(|(source, _)| *source == expected));
    Outcome {
        findings: collected.findings.into_iter().map(|(_, finding)| finding).collect(),
        as_json: report.finish(&as_json, &[]).unwrap(),
        summary,
        list: writer.finish().unwrap(),
        rejects: rejects.finish().unwrap(),
        as_text: text_of(&converted),
    }
}

/// A line as people type it, with or without errors.
fn line() -> impl Strategy<Value = String> {
    let name = select(vec!["Ann Lee", "Zoë  Król", " Bob", "\"Lee, Ann\"", "=1+1", "", "Łukasz\u{200b} Novák"]);
    let email = (
        select(vec!["ann", "Bob", "zoe.k"]),
        0..400_u32,
        prop_oneof![
            60 => select(vec!["example.com", "Contoso.COM", "x", "fabrikam.net;"]),
            1 => select(vec!["contosso.com", "C0ntoso.com"]),
        ],
    );
    let title = select(vec!["CEO", "\"VP, Sales\"", "VP, Sales", "Head of \"Growth\"", "Ingénieur"]);
    let role = select(vec!["Partner sales", "partner  marketing", "Boss", "Partner technical sales"]);
    let places = select(vec![
        "US,",
        "\"NL, BE\",",
        "NL, BE,",
        "Deutschland / UK,",
        "OOO,",
        "US,us-wa",
        "\"US, AU\",WA",
        "US, CA,",
        "Korea,",
        "Germny,",
        "\"FR;BE;FR\",",
        "NA,",
        "DE",
    ]);
    let contact =
        (name, email, title, role, places).prop_map(|(name, (local, number, domain), title, role, places)| {
            format!("{name},{local}{number}@{domain},{title},{role},{places}")
        });
    let other = select(vec![
        "",
        ",,,,,",
        HEADER,
        "Email,Name,Job title,Role,Countries/Regions,States/Provinces",
        "Total: 44 contacts,,,,,",
        "EMEA,,,,,",
        "Contoso Ltd",
        "Generated by: Zoe",
        "\"Ann\nLee\",ann@example.com,CEO,Partner sales,FR,",
    ]);
    prop_oneof![200 => contact, 3 => other.prop_map(str::to_owned)]
}

/// Lists of no, one or several batches.
fn list() -> impl Strategy<Value = String> {
    let rows = prop_oneof![0..4_usize, BATCH - 2..BATCH + 3, 3 * BATCH..3 * BATCH + 200];
    rows.prop_flat_map(|rows| prop::collection::vec(line(), rows))
        .prop_map(|lines| format!("{HEADER}\n{}\n", lines.join("\n")))
}

proptest! {
    #![proptest_config(properties::cases(8))]
    #[test]
    fn threads_and_batches_change_nothing(list in list()) {
        let expected = plain(&list);
        prop_assert!(expected.summary.is_balanced());
        for threads in THREADS {
            prop_assert_eq!(&judged(&list, threads), &expected, "{} threads", threads);
        }
    }
}

/// The finding is at the domain's first row, wherever batches end between it and the other rows.
#[test]
fn unusual_domains_are_found_across_batches() {
    let contact = |at: usize| format!("Ann,ann{at}@contoso.com,CEO,Partner sales,DE,");
    for odd in [0, BATCH - 1, BATCH, 3 * BATCH + 7] {
        let mut lines: Vec<String> = (0..4 * BATCH).map(contact).collect();
        for at in [odd, 4 * BATCH - 1] {
            lines[at] = lines[at].replace("contoso", "contosso");
        }
        let list = format!("{HEADER}\n{}\n", lines.join("\n"));
        let expected = plain(&list);
        assert_eq!(expected.findings.len(), 1);
        assert_eq!(expected.findings[0].location.row, Some(odd as u64 + 2));
        for threads in THREADS {
            assert_eq!(judged(&list, threads), expected);
        }
    }
}

/// Contacts below a header with different columns are rejected up to the next header, wherever batches end in between.
#[test]
fn rows_below_a_reordered_header_are_rejected_across_batches() {
    let contact = |at: usize| format!("Ann,ann{at}@example.com,CEO,Partner sales,DE,");
    let mut lines: Vec<String> = (0..14 * BATCH).map(contact).collect();
    lines[BATCH + 100] = "Email,Name,Job title,Role,Countries/Regions,States/Provinces".to_owned();
    // There are whole batches between the two.
    lines[13 * BATCH - 100] = HEADER.to_owned();
    let list = format!("{HEADER}\n{}\n", lines.join("\n"));
    let expected = plain(&list);
    assert_eq!(expected.summary.rejected as usize, 12 * BATCH - 200);
    for threads in THREADS {
        assert_eq!(judged(&list, threads), expected);
    }
}

/// A row without findings is copied unchanged, but only if it is the contact's record in the output format.
#[test]
fn the_form_of_the_input_does_not_affect_the_output() {
    let line = "Zoë Król,zoe@example.com,\"VP, \"\"Cloud\"\" Sales\",Partner sales,\"FR, BE\",\n\
                Ann Lee,ann@example.com,CEO,Partner marketing,OOO,\n";
    let list = format!("{HEADER}\n{}", line.repeat(20));
    let quoted = |row: &str| row.replace("Ann Lee", "\"Ann Lee\"").replace(",CEO,", ",\"CEO\",");
    let swapped = |row: &str| row.replace("Ann Lee,ann@example.com", "ann@example.com,Ann Lee");
    let swapped = |row: &str| swapped(row).replace("Zoë Król,zoe@example.com", "zoe@example.com,Zoë Król");
    let with_tabs: Vec<String> = list.lines().map(|row| row.replace(',', "\t").replace("\t ", ", ")).collect();
    let expected = plain(&list);
    assert_eq!(expected.list.iter().filter(|byte| **byte == b'\n').count(), 41);
    assert!(String::from_utf8_lossy(&expected.list).contains("\r\nZoë Król,zoe@example.com,\"VP, \"\"Cloud\"\""));
    for form in [
        list.clone(),
        list.replace('\n', "\r\n"),
        list.replace('\n', "\r"),
        format!("\u{feff}sep=,\n{list}"),
        list.trim_end().to_owned(),
        quoted(&list),
        swapped(&list.replace("Name,Email", "Email,Name")),
        list.replace(",\n", ",,x\n").replace("Provinces\n", "Provinces,Note\n"),
        with_tabs.join("\n") + "\n",
    ] {
        for threads in THREADS {
            let judged = judged(&form, threads);
            assert_eq!(judged, plain(&form), "{form}");
            assert!(judged.list == expected.list, "{form}");
        }
    }
}
