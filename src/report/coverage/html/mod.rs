//! The coverage as a web page, and as a part of other pages: a world map, a map of Europe for small screens, and a table
//! that says who covers what.

mod map;
mod map_style;
mod table;
mod tiles;

use std::io::{self, Write};

use self::map_style::MarketStyle;
use super::{format_market_counts, remarks};
use crate::contact::{Country, Role};
use crate::coverage::{Coverer, Market, Matrix, RolePeople};
use crate::i18n::{Language, messages};
use crate::report::html::{self, Day, end_page, escape, start_page};

/// The style sheet of the parts that show the coverage.
pub(in crate::report) const STYLE: &str = include_str!("coverage.css");

/// The lists, the revision and the day that a page names.
#[derive(Debug, Default)]
pub(crate) struct CoverageSource {
    /// The names of the lists that were counted, or the ID of the offer.
    pub(crate) lists: Vec<String>,
    /// The revision of the offer.
    pub(crate) revision: Option<u32>,
    /// The day on which the page was made.
    pub(crate) day: Option<Day>,
}

/// Writes the coverage as an HTML page: a sentence with the totals, a world map, and a table of the markets, the gaps
/// first. The page can be read without colours.
pub(crate) fn coverage_as_html(
    matrix: &Matrix,
    source: &CoverageSource,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let heading = language.localize(messages::PageHeading { lists: join_names(&source.lists, language) }).to_string();
    start_page(&heading, "cosell", &[html::STYLE, STYLE], language, out)?;
    writeln!(out, "<h1>{heading}</h1>")?;
    let revision = source.revision.map(|number| language.localize(messages::PageRevision { number }).to_string());
    write_about(revision, source.day, language, out)?;
    write_coverage(matrix, language, out)?;
    end_page(out)
}

/// Writes the line below a heading: further words, and the day.
pub(in crate::report) fn write_about(
    more: Option<String>,
    day: Option<Day>,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let day = day.map(|day| format!("<time datetime={}>{}</time>", day.iso(), language.localize(day)));
    let parts: Vec<String> = more.into_iter().chain(day).collect();
    if parts.is_empty() { Ok(()) } else { writeln!(out, "<p class=soft>{}</p>", parts.join(" · ")) }
}

/// Writes the parts of a page that show a coverage.
pub(in crate::report) fn write_coverage(matrix: &Matrix, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let page = CoveragePage::new(matrix, language);
    let counts = matrix.counts();
    writeln!(out, "<p class=sum>{}.</p>", format_market_counts(&counts, language))?;
    if counts.one_person > 0 {
        writeln!(out, "<p>{}</p>", language.localize(messages::PageOnePerson { count: counts.one_person }))?;
    }
    let weakly = if counts.weak > 0 { messages::PageWeakly.text(language) } else { "" };
    writeln!(out, "<p class=soft>{weakly} {}</p>\n<figure>", which_markets(matrix, language))?;
    map::write_map(&page, out)?;
    tiles::write_tiles(&page, out)?;
    write_legend(&page, out)?;
    writeln!(out, "</figure>")?;
    if matrix.markets.is_empty() { Ok(()) } else { table::write_table(&page, out) }
}

/// Returns names as part of a sentence, escaped.
fn join_names(lists: &[impl AsRef<str>], language: Language) -> String {
    let names: Vec<_> = lists.iter().map(|list| escape(list.as_ref())).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.to_string(),
        [others @ .., last] => language.localize(messages::PageAnd { lists: others.join(", "), last }).to_string(),
    }
}

fn which_markets(matrix: &Matrix, language: Language) -> &'static str {
    let is_global = matrix.markets.iter().any(|market| market.country.is_none());
    match (matrix.is_named, is_global) {
        (true, _) => messages::PageMarketsNamed.text(language),
        (false, true) => messages::PageMarketsAndGlobal.text(language),
        (false, false) => messages::PageMarkets.text(language),
    }
}

/// The market of each country, if any.
struct CoveragePage<'m> {
    language: Language,
    matrix: &'m Matrix,
    /// The market of all countries without one of their own.
    others: Option<&'m Market>,
}

impl<'m> CoveragePage<'m> {
    fn new(matrix: &'m Matrix, language: Language) -> Self {
        CoveragePage { language, matrix, others: matrix.markets.iter().find(|market| market.country.is_none()) }
    }

    fn markets(&self) -> impl Iterator<Item = &'m Market> {
        self.matrix.markets.iter()
    }

    fn market(&self, country: Country) -> Option<&'m Market> {
        self.markets().find(|market| market.country == Some(country)).or(self.others)
    }

    fn style(&self, country: Country) -> MarketStyle {
        self.market(country).map_or(MarketStyle::Land, MarketStyle::from_market)
    }

    /// Returns the state of a country in words, and who covers it.
    fn words(&self, country: Country) -> String {
        let none = || messages::PageNotAMarket.text(self.language).to_owned();
        self.market(country).map_or_else(none, |market| market_text(market, self.language))
    }

    /// Returns the name of a country and its state in words, escaped.
    fn tooltip(&self, country: Country) -> String {
        let (name, code) = (self.language.country(country.code()), country.code());
        let tooltip = messages::PageTooltip { name, code, said: self.words(country) };
        escape(&self.language.localize(tooltip).to_string()).into_owned()
    }
}

/// Returns the state of a market in words, and who covers it.
fn market_text(market: &Market, language: Language) -> String {
    let mut parts: Vec<String> = remarks(market, language).into_iter().map(Into::into).collect();
    for (role, people) in Role::ALL.into_iter().zip(&market.named).filter(|(_, people)| !people.named.is_empty()) {
        let (label, text) = (role.label(), people_text(people, language));
        parts.push(language.localize(messages::LabeledText { label, text }).to_string());
    }
    match (parts.is_empty(), market.country) {
        (false, _) => language.join_with_semicolons(&parts),
        (true, None) => messages::PageByGlobal.text(language).to_owned(),
        (true, Some(_)) => messages::PageSeveral.text(language).to_owned(),
    }
}

/// Returns the first names of a role as text, and the number of the others.
fn people_text(people: &RolePeople, language: Language) -> String {
    const MAX_NAMES: usize = 3;
    let name = |person: &Coverer| match scope_text(person) {
        Some(scope) => format!("{} ({scope})", person.name),
        None => person.name.clone(),
    };
    let list = people.named.iter().take(MAX_NAMES).map(name).collect::<Vec<_>>().join(", ");
    match people.others + people.named.len().saturating_sub(MAX_NAMES) as u64 {
        0 => list,
        count => language.localize(messages::AndMore { list, count }).to_string(),
    }
}

/// Returns how a person covers a market, unless it is the whole country.
fn scope_text(person: &Coverer) -> Option<String> {
    let global = person.is_global.then(|| "OOO".to_owned());
    let states = person.states.iter().map(|state| state.code().to_owned());
    let parts: Vec<String> = global.into_iter().chain(states).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Returns the ID of a market's row in the table.
fn row_id(market: &Market) -> String {
    format!("m-{}", super::code(market))
}

/// Returns a sample of a style for the legend, which has the words beside it.
fn swatch(style: MarketStyle) -> String {
    let class = style.class();
    format!(
        "<svg class=swatch viewBox=\"0 0 45 21\" aria-hidden=true><rect class={class} x=.6 y=.6 width=26.8 height=19.8 rx=2 />\
         <use href=\"#dot-{class}\" x=37 y=10.5 /></svg>"
    )
}

fn write_legend(page: &CoveragePage<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<figcaption><ul class=legend aria-label=\"{}\">", messages::PageLegend.text(page.language))?;
    let is_drawn = |style: &MarketStyle| {
        *style == MarketStyle::Land || page.markets().any(|market| MarketStyle::from_market(market) == *style)
    };
    for style in MarketStyle::ALL.into_iter().filter(is_drawn) {
        writeln!(out, "<li>{}{}</li>", swatch(style), style.words(page.language))?;
    }
    writeln!(out, "</ul></figcaption>")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{every_kind, matrix};
    use super::*;
    use crate::contact_list::tests::list;
    use crate::coverage::Coverage;
    use crate::report::html::tests::assert_self_contained;

    fn page(matrix: &Matrix, lists: &[&str]) -> String {
        let mut out = Vec::new();
        let lists = lists.iter().map(|list| (*list).to_owned()).collect();
        let source = CoverageSource { lists, revision: None, day: Day::from_iso("2026-03-02") };
        coverage_as_html(matrix, &source, Language::En, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Returns the rows of the table without the headings of groups.
    fn rows(page: &str) -> Vec<&str> {
        page.lines().filter(|line| line.starts_with("<tr id=m-")).collect()
    }

    #[test]
    fn the_page_has_no_external_resources() {
        assert_self_contained(&page(&every_kind(), &["list.csv"]));
        let all: Vec<&str> = Country::all().map(Country::code).collect();
        let rows = ["Ann,ann@contoso.com,CEO,Partner sales,OOO,", "Bob,bob@contoso.com,CEO,Partner sales,FR,"];
        assert_self_contained(&page(&matrix(&list(&rows), &[]), &["list.csv"]));
        assert_self_contained(&page(&matrix(&list(&rows), &all), &["list.csv"]));
    }

    #[test]
    fn texts_of_files_are_escaped() {
        let hostile = list(&["<b>Ann &,o'\u{26}b@contoso.com,CEO,Partner sales,FR,"]);
        let page = page(&matrix(&hostile, &[]), &["<script>alert(1)</script>.csv", "a\"&'\u{202e}.csv"]);
        let heading = "Coverage of &lt;script&gt;alert(1)&lt;/script&gt;.csv and a&quot;&amp;&#39;\\u{202e}.csv<";
        assert_eq!(page.matches(heading).count(), 2, "in the title and in the heading");
        // On the map and on the tile, and in the table.
        assert_eq!(page.matches("only o&#39;&amp;b@contoso.com").count(), 2);
        assert_eq!(page.matches("only o&#39;&amp;b@<wbr>contoso.com").count(), 1);
        assert_eq!(page.matches("&lt;b&gt;Ann &amp;").count(), 3);
        assert!(!page.contains("<script") && !page.contains("o'&b") && !page.contains("<b>Ann"));
    }

    #[test]
    fn the_table_says_who_covers_each_market_with_gaps_first() {
        let page = page(&every_kind(), &["list.csv"]);
        let codes: Vec<&str> = rows(&page).iter().map(|row| &row["<tr id=m-".len()..][..2]).collect();
        assert_eq!(codes, ["IT", "FR", "CA", "AT", "DE"]);
        let row = "<span class=code>CA</span> Canada<small class=remark>Partner sales only in CA-ON, CA-QC; Partner sales only by \
                   cy@<wbr>contoso.com</small></th><td class=none data-label=\"Partner marketing\">–</td>\
                   <td data-label=\"Partner sales\"><ul><li title=\"cy@contoso.com\">Cy <small>CA-ON, CA-QC</small></li></ul></td>\
                   <td class=none data-label=\"Partner technical sales\">–</td>\
                   <td data-label=\"Partner customer success manager\"><ul><li title=\"di@contoso.com\">Di</li></ul></td></tr>";
        assert!(rows(&page)[2].ends_with(row), "{}", rows(&page)[2]);
        assert_eq!(page.matches("<tr class=head><th scope=rowgroup").count(), 4);
        assert_eq!(page.matches("<th scope=col").count(), 5);

        let all: Vec<&str> = Country::all().map(Country::code).collect();
        let page = self::page(&matrix(&list(&["Ann,ann@contoso.com,CEO,Partner sales,OOO,"]), &all), &["list.csv"]);
        assert!(all.iter().all(|code| page.matches(&format!("<span class=code>{code}</span>")).count() == 1));
        assert_eq!(rows(&page).len(), all.len());
    }

    #[test]
    fn the_page_has_its_day_and_counts_single_points_of_failure() {
        let page = page(&every_kind(), &["list.csv"]);
        assert!(page.contains("<p class=soft><time datetime=2026-03-02>2 March 2026</time></p>"));
        // CA has one Partner sales contact, DE one contact, and AT one Partner sales contact beside another.
        assert!(page.contains("<p>3 markets depend on one person: "), "{page}");
        assert!(page.contains("<title>Austria (AT): Partner sales only by ann@contoso.com; Partner marketing: Bob; Partner sales: Ann</title>"));
    }

    #[test]
    fn the_legend_has_the_styles_of_the_map() {
        let legend =
            |matrix: &Matrix| page(matrix, &["list.csv"]).lines().filter(|line| line.starts_with("<li>")).count();
        assert_eq!(legend(&every_kind()), 5);
        let none = Coverage::default().matrix(&[]);
        assert_eq!(legend(&none), 1);
        let page = page(&none, &["list.csv"]);
        assert!(page.contains("no contacts, so there are no markets.") && !page.contains("<table"));
    }

    /// Returns the contrast ratio of two colours by WCAG 2.2.
    fn contrast(one: &str, other: &str) -> f64 {
        let luminance = |colour: &str| {
            let wide: String = match colour.len() {
                4 => colour[1..].chars().flat_map(|c| [c, c]).collect(),
                _ => colour[1..].to_owned(),
            };
            let part = |offset: usize| {
                let value = f64::from(u8::from_str_radix(&wide[offset..offset + 2], 16).unwrap()) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
        };
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn colours_have_enough_contrast_in_light_and_dark() {
        let of = |style: &'static str, first: &'static str| {
            style.split(first).skip(1).map(move |theme| format!("{first}{}", theme.split('}').next().unwrap()))
        };
        let themes: Vec<String> = of(html::STYLE, "--page:").zip(of(STYLE, "--sea:")).map(|(a, b)| a + &b).collect();
        assert_eq!(themes.len(), 2);
        for theme in themes {
            let colour = |name: &str| {
                let value = theme.split(&format!("--{name}: ")).nth(1).unwrap_or_else(|| panic!("{name}"));
                value.split(';').next().unwrap()
            };
            for (text, ground) in
                [("ink", "page"), ("soft", "page"), ("ink", "stripe"), ("soft", "stripe"), ("link", "page")]
            {
                let contrast = contrast(colour(text), colour(ground));
                assert!(contrast >= 4.5, "{text} on {ground}: {contrast:.1}");
            }
            for style in MarketStyle::ALL {
                let line = if style == MarketStyle::Land { "coast" } else { style.class() };
                let grounds = ["sea".to_owned(), format!("{line}-ground")];
                for ground in grounds.iter().filter(|ground| theme.contains(&format!("--{ground}: "))) {
                    let contrast = contrast(colour(line), colour(ground));
                    assert!(contrast >= 3.0, "{line} on {ground}: {contrast:.1}");
                }
            }
        }
    }
}
