//! The findings as a web page, for people: a summary, the findings by rule, the rows with the cells at fault marked, and
//! the coverage.
//!
//! The page is written at the end, so what it shows is kept in memory until then: the first findings of each rule and
//! the first rows, in so many bytes as [`kept`] allows.

mod kept;
mod rows;
mod rules;

use std::io::{self, Write};
use std::path::Path;

use self::kept::FileFindings;
use super::coverage::{COVERAGE_STYLE, write_about, write_coverage};
use super::html::{self, Day, end_page, escape, start_page};
use super::{CheckedFile, ProblemCounts, format_ledger};
use crate::contact::{Source, SourceColumn};
use crate::coverage::Matrix;
use crate::diagnostics::{Finding, Report, Summary};
use crate::i18n::{Language, messages};

const STYLE: &str = include_str!("findings.css");

/// A report of findings as a web page.
pub(crate) struct FindingsPage {
    language: Language,
    source: Source,
    files: Vec<FileFindings>,
    /// The index of the current file.
    current: usize,
    /// Findings of the next row, or of the file.
    pending: Vec<Finding<'static>>,
}

/// A list that was checked, and its counts if it could be read.
pub(crate) struct PageList<'a> {
    pub(crate) file: &'a CheckedFile,
    pub(crate) summary: Option<Summary>,
}

impl FindingsPage {
    pub(crate) fn new(language: Language) -> Self {
        FindingsPage { language, source: Source::default(), files: Vec::new(), current: 0, pending: Vec::new() }
    }

    /// Writes the page. `coverage` is that of all lists together, if there are contacts.
    pub(crate) fn write(
        mut self,
        lists: &[PageList<'_>],
        coverage: Option<&Matrix>,
        day: Option<Day>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.flush();
        let language = self.language;
        let names = names(lists, language);
        let heading = match names.as_slice() {
            [name] => language.localize(messages::ReportHeading { list: escape(name) }).to_string(),
            names => language.localize(messages::ReportHeadingSeveral { count: names.len() as u64 }).to_string(),
        };
        // The name differs from that of the coverage page, which must not be replaced by this one.
        start_page(&heading, "cosell-validate", &[html::STYLE, COVERAGE_STYLE, STYLE], language, out)?;
        writeln!(out, "<h1>{heading}</h1>")?;
        write_about(None, day, language, out)?;
        let is_single = lists.len() == 1;
        if !is_single {
            write_contents(lists, &names, &self, out)?;
        }
        for (index, (list, name)) in lists.iter().zip(&names).enumerate() {
            if !is_single {
                writeln!(out, "<section class=list>\n<h2 id=list-{index}>{}</h2>", escape(name))?;
            }
            let found = self.files.iter().find(|found| found.file == list.file.file);
            write_list(list, found, index, is_single, language, out)?;
            if !is_single {
                writeln!(out, "</section>")?;
            }
        }
        if let Some(matrix) = coverage {
            writeln!(out, "<section>\n<h2>{}</h2>", messages::ReportCoverage.text(language))?;
            if lists.iter().any(|list| list.summary.is_some_and(|summary| summary.rejected > 0)) {
                writeln!(out, "<p class=soft>{}</p>", messages::ReportCoverageValid.text(language))?;
            }
            write_coverage(matrix, language, out)?;
            writeln!(out, "</section>")?;
        }
        end_page(out)
    }

    /// Takes the pending findings, which belong to no new row.
    fn flush(&mut self) {
        if let Some(file) = self.files.get_mut(self.current) {
            for finding in self.pending.drain(..) {
                file.add(&finding, &self.source, self.language);
            }
        }
    }
}

impl Report for FindingsPage {
    fn source(&mut self, source: &Source) {
        self.flush();
        self.source = source.clone();
        let known = self.files.iter().position(|file| file.file == source.file);
        self.current = known.unwrap_or_else(|| {
            self.files.push(FileFindings::new(source.file.clone()));
            self.files.len() - 1
        });
        self.files[self.current].source(source);
    }

    fn columns(&mut self, columns: &[SourceColumn]) {
        if let Some(file) = self.files.get_mut(self.current) {
            file.columns(columns);
        }
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        self.pending.push(finding.clone().into_owned());
    }

    fn row(&mut self, row: u64, cells: &mut dyn Iterator<Item = &str>) {
        if self.pending.is_empty() {
            return;
        }
        let first = self.pending.iter().position(|finding| finding.location.row == Some(row));
        let of_row = self.pending.split_off(first.unwrap_or(self.pending.len()));
        self.flush();
        if let Some(file) = self.files.get_mut(self.current) {
            file.add_row(row, cells, &of_row, &self.source, self.language);
        }
    }
}

/// Returns the names of the lists without folders, because the page is passed on to others; with them if names would be
/// the same.
fn names(lists: &[PageList<'_>], language: Language) -> Vec<String> {
    let whole = |list: &PageList<'_>| language.source(&Source::file(&list.file.file));
    let short = |list: &PageList<'_>| {
        let file: &Path = &list.file.file;
        language.source(&Source::file(file.file_name().unwrap_or(file.as_os_str())))
    };
    let all: Vec<String> = lists.iter().map(short).collect();
    let is_unique = |name: &String| all.iter().filter(|other| *other == name).count() == 1;
    lists.iter().zip(&all).map(|(list, name)| if is_unique(name) { name.clone() } else { whole(list) }).collect()
}

/// Writes a line for each list, which leads to its part of the page.
fn write_contents(
    lists: &[PageList<'_>],
    names: &[String],
    page: &FindingsPage,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "<ul class=contents>")?;
    for (index, (list, name)) in lists.iter().zip(names).enumerate() {
        let found = page.files.iter().find(|found| found.file == list.file.file);
        let sum = escape_all(&sentences(list, found, page.language));
        writeln!(out, "<li><a href=\"#list-{index}\">{}</a> <span class=soft>{sum}</span></li>", escape(name))?;
    }
    writeln!(out, "</ul>")
}

fn escape_all(sentences: &[String]) -> String {
    sentences.iter().map(|sentence| escape(sentence)).collect::<Vec<_>>().join(" ")
}

/// Returns what has become of a list, and how many problems there are: of those that a person has to correct first.
fn sentences(list: &PageList<'_>, found: Option<&FileFindings>, language: Language) -> Vec<String> {
    let Some(summary) = &list.summary else {
        return vec![list.file.error().unwrap_or(messages::FileUnreadable.text(language)).to_owned()];
    };
    let ProblemCounts { errors, warnings, fixed } = found.map(FileFindings::problems).unwrap_or_default();
    let to_correct = (errors > 0).then(|| language.localize(messages::ProblemsToCorrect { count: errors }).to_string());
    let to_check = (warnings > 0).then(|| language.localize(messages::WarningsToCheck { count: warnings }).to_string());
    let by_hand = to_correct.into_iter().chain(to_check).collect::<Vec<_>>().join(", ");
    let problems = match (by_hand.is_empty(), fixed) {
        (true, 0) => messages::NothingIsWrong.text(language).to_owned(),
        (true, count) => language.localize(messages::ReportAllFixed { count }).to_string(),
        (false, 0) => format!("{by_hand}."),
        (false, count) => language.localize(messages::OthersAreFixed { by_hand, count }).to_string(),
    };
    vec![format!("{}.", format_ledger(summary, language)), problems]
}

fn write_list(
    list: &PageList<'_>,
    found: Option<&FileFindings>,
    index: usize,
    is_single: bool,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "<p class=sum>{}</p>", escape_all(&sentences(list, found, language)))?;
    let Some(found) = found else { return Ok(()) };
    let part = Part { found, index, level: if is_single { 2 } else { 3 }, language };
    rules::write_problems(&part, out)?;
    rows::write_rows_to_correct(&part, out)?;
    rules::write_fixed(&part, out)
}

/// The part of the page about one list.
struct Part<'a> {
    found: &'a FileFindings,
    /// The index of the list, for IDs.
    index: usize,
    /// The level of its headings.
    level: u8,
    language: Language,
}

impl Part<'_> {
    /// Returns the ID of a row.
    fn row_id(&self, sheet: usize, row: u64) -> String {
        format!("r{}-{sheet}-{row}", self.index)
    }
}

#[cfg(test)]
mod tests {
    use super::super::html::tests::assert_self_contained;
    use super::super::{CheckedFile, FileStatus};
    use super::*;
    use crate::contact_list::tests::list as contacts;
    use crate::coverage::Coverage;
    use crate::read::{Input, ReadSettings, Rows};
    use crate::validate::validate;

    const HEADER: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n";

    fn page_of(lists: &[(&str, &str)], language: Language) -> String {
        let mut page = FindingsPage::new(language);
        let mut files = Vec::new();
        for (name, rows) in lists {
            let input = Input::bytes(*name, format!("{HEADER}{rows}"));
            let mut rows = Rows::open(input, ReadSettings::default()).unwrap();
            let summary = validate(&mut rows, Default::default(), &[], &mut page).unwrap();
            files.push((CheckedFile { file: (*name).into(), status: FileStatus::Checked }, summary));
        }
        let list = |(file, summary)| PageList { file, summary: Some(summary) };
        let lists: Vec<PageList<'_>> = files.iter().map(|(file, summary)| list((file, *summary))).collect();
        let matrix = Coverage::from_list(&contacts(&[]), &Default::default()).matrix(&[]);
        let (mut out, day) = (Vec::new(), Day::from_iso("2026-03-02"));
        page.write(&lists, Some(&matrix), day, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn page(rows: &str) -> String {
        page_of(&[("list.csv", rows)], Language::En)
    }

    #[test]
    fn cells_at_fault_are_marked_with_what_to_do() {
        let page = page("Ann,ann@example.com,CEO,Sales,\"US, XX\",\nBo,bo@example.com,CEO,Partner sales,uk,\n");
        assert_self_contained(&page);
        assert!(
            page.contains("<title>Report on list.csv</title>")
                && page.contains("<time datetime=2026-03-02>2 March 2026</time>")
        );
        assert!(page.contains("<p class=sum>2 rows = 1 contact + 1 rejected. 2 problems to correct; 1 more is fixed automatically.</p>"), "{page}");
        assert!(page.contains("US, <mark>XX</mark>"), "{page}");
        assert!(page.contains("Suggestion: &quot;Partner sales&quot;"));
        assert!(page.contains("Will become &quot;GB&quot;"));
        assert!(page.contains("<a href=\"#r0-0-2\">E2</a>"));
    }

    #[test]
    fn hostile_texts_are_escaped() {
        let evil = "<script>alert(1)</script>\u{202e}\u{1b}[2J";
        let rows = format!("{evil},ann@example.com,\"<img src=x onerror=alert(1)>\",\"</table><b>\",{evil},\n");
        let page = page_of(&[("<b>&'\".csv", &rows), ("b.csv", &rows)], Language::En);
        assert_self_contained(&page);
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("\\u{202e}"));
        for raw in ["<script", "<img", "<b>&", "</table><b>", "\u{202e}", "\u{1b}"] {
            assert!(!page.contains(raw), "{raw}");
        }
        assert_eq!(page.matches("<table").count(), page.matches("</table>").count());
    }

    #[test]
    fn labels_are_escaped() {
        let mut page = FindingsPage::new(Language::En);
        let list =
            "Name,Email,Job title,Role,Countries/Regions,\"<b title='x\"\"y'>\"\nAnn,ann@example.com,,Sales,US,x\n";
        let mut rows = Rows::open(Input::bytes("list.csv", list), ReadSettings::default()).unwrap();
        let summary = validate(&mut rows, Default::default(), &[], &mut page).unwrap();
        let file = CheckedFile { file: "list.csv".into(), status: FileStatus::Checked };
        let mut out = Vec::new();
        page.write(&[PageList { file: &file, summary: Some(summary) }], None, None, &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(
            page.contains("data-label=\"&lt;b title=&#39;x&quot;y&#39;&gt;\"") && !page.contains("<b title"),
            "{page}"
        );
    }

    #[test]
    fn long_lists_are_shortened() {
        let rows: String = (0..5000).map(|n| format!("P{n},p{n}@example.com,CEO,Nobody,US,\n")).collect();
        let page = page(&rows);
        assert_eq!(page.matches("<tbody id=r0-0-").count(), 2000);
        assert!(page.contains("3,000 more rows are not shown."), "{}", &page[page.len() - 2000..]);
        let long = "x".repeat(100_000);
        let page = self::page(&format!("{long},ann@example.com,CEO,Nobody,\"{}\",\n", "XX, ".repeat(3000)));
        assert!(page.len() < 330_000, "{}", page.len());
        assert_self_contained(&page);
    }

    #[test]
    fn pages_are_in_french() {
        let page = page_of(&[("liste.csv", "Ann,ann@example.com,PDG,Sales,FR,\n")], Language::Fr);
        assert!(page.contains("<html lang=fr>") && page.contains("<title>Rapport sur liste.csv</title>"));
    }

    #[test]
    fn a_list_without_problems_says_so() {
        let page = page("Ann,ann@example.com,CEO,Partner sales,US,\n");
        assert!(page.contains("<p class=sum>1 row = 1 contact. No problems found.</p>"), "{page}");
        assert!(!page.contains("<table class=rows"));
    }

    #[test]
    fn a_list_that_cannot_be_read_has_its_error() {
        let file = CheckedFile { file: "a.csv".into(), status: FileStatus::Unreadable("a.csv: <broken>".to_owned()) };
        let mut out = Vec::new();
        FindingsPage::new(Language::En)
            .write(&[PageList { file: &file, summary: None }], None, None, &mut out)
            .unwrap();
        assert!(String::from_utf8(out).unwrap().contains("<p class=sum>a.csv: &lt;broken&gt;</p>"));
    }
}
