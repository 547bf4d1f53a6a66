//! The coverage as an HTML page that depends on nothing outside: no scripts, no images, no network.

mod map;
mod map_style;

use std::borrow::Cow;
use std::io::{self, Write};

use self::map_style::MarketStyle;
use super::text::cell;
use super::{code, format_market_counts, name, remarks};
use crate::contact::{Country, Role};
use crate::coverage::{Market, Matrix};
use crate::i18n::{Language, messages};
use crate::report::sanitized;

const STYLE: &str = include_str!("page.css");

/// Writes the coverage as an HTML page: a sentence with the totals, a world map, and a table of the markets, the gaps
/// first. The page can be read without colours. `lists` are the names of the lists that were counted.
pub(crate) fn coverage_as_html(
    matrix: &Matrix,
    lists: &[impl AsRef<str>],
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = CoveragePage::new(matrix, language);
    let heading = language.localize(messages::PageHeading { lists: join_names(lists, language) }).to_string();
    writeln!(
        out,
        "<!doctype html>\n<html lang={}>\n<meta charset=utf-8>\n<meta name=generator content=cosell>",
        language.code()
    )?;
    writeln!(out, "<meta http-equiv=Content-Security-Policy content=\"{POLICY}\">")?;
    writeln!(out, "<meta name=viewport content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<title>{heading}</title>\n<style>\n{STYLE}</style>\n<main>\n<h1>{heading}</h1>")?;
    let (counts, markets) = (format_market_counts(&matrix.counts(), language), which_markets(matrix, language));
    writeln!(out, "<p class=sum>{counts}.</p>\n<p class=soft>{markets}</p>")?;
    writeln!(out, "<figure>")?;
    map::write_map(&page, out)?;
    write_legend(&page, out)?;
    writeln!(out, "</figure>")?;
    if !matrix.markets.is_empty() {
        write_table(&page, out)?;
    }
    writeln!(out, "</main>\n</html>")?;
    out.flush()
}

/// Content security policy: the page loads, runs and sends nothing, whatever text of a list it contains.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Returns the names as part of a sentence.
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

    /// Returns the state of a country in words.
    fn words(&self, country: Country) -> String {
        let none = || messages::PageNotAMarket.text(self.language).to_owned();
        self.market(country).map_or_else(none, |market| remarks_text(market, self.language))
    }
}

/// Returns the state of a market in words.
fn remarks_text(market: &Market, language: Language) -> String {
    match (remarks(market, language), market.country) {
        (remarks, _) if !remarks.is_empty() => language.join_with_semicolons(&remarks),
        (_, None) => messages::PageByGlobal.text(language).to_owned(),
        _ => messages::PageSeveral.text(language).to_owned(),
    }
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
    writeln!(out, "<figcaption><ul class=legend aria-label={}>", messages::PageLegend.text(page.language))?;
    let is_drawn = |style: &MarketStyle| {
        *style == MarketStyle::Land || page.markets().any(|market| MarketStyle::from_market(market) == *style)
    };
    for style in MarketStyle::ALL.into_iter().filter(is_drawn) {
        writeln!(out, "<li>{}{}</li>", swatch(style), style.words(page.language))?;
    }
    writeln!(out, "</ul></figcaption>")
}

fn write_table(page: &CoveragePage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let language = page.language;
    writeln!(out, "<table>\n<caption>{}", messages::PageTable.text(language))?;
    writeln!(out, "<span class=soft>{}</span>", messages::PageTableNotes.text(language))?;
    writeln!(out, "</caption>\n<thead><tr><th scope=col>{}</th>", messages::HeadMarket.text(language))?;
    for role in Role::ALL {
        writeln!(out, "<th scope=col class=role><span>{}</span></th>", role.label())?;
    }
    writeln!(out, "<th scope=col class=remark>{}</th></tr></thead>", messages::HeadRemarks.text(language))?;
    for style in MarketStyle::ALL {
        let markets: Vec<&Market> = page.markets().filter(|market| MarketStyle::from_market(market) == style).collect();
        if markets.is_empty() {
            continue;
        }
        let (swatch, words) = (swatch(style), style.words(language));
        write!(out, "<tbody class={}><tr class=head><th scope=rowgroup colspan=6>", style.class())?;
        writeln!(out, "{swatch}{words} <small>{}</small></th></tr>", markets.len())?;
        markets.iter().try_for_each(|market| write_row(market, page, out))?;
        writeln!(out, "</tbody>")?;
    }
    writeln!(out, "</table>")
}

fn write_row(market: &Market, page: &CoveragePage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let language = page.language;
    let name = escape(name(market, page.matrix, language));
    // The gap is already in the heading of the group.
    let remarks = remarks(market, language).split_off(usize::from(market.gap().is_some()));
    write!(out, "<tr><th scope=row><span class=code>{}</span> {name}</th>", code(market))?;
    for role in Role::ALL {
        let cell = cell(market.role(role), language);
        match cell.split_once(' ') {
            Some((count, how)) => write!(out, "<td class=role>{count} <small>{how}</small></td>")?,
            None => write!(out, "<td class=role>{cell}</td>")?,
        }
    }
    writeln!(out, "<td class=remark>{}</td></tr>", escape(&language.join_with_semicolons(&remarks)))
}

/// Returns a text from outside as content of an HTML element or attribute: escaped, and with invisible characters
/// written out.
fn escape(text: &str) -> Cow<'_, str> {
    let sanitized_text = sanitized(text);
    if !sanitized_text.contains(['&', '<', '>', '"', '\'']) {
        return sanitized_text;
    }
    let mut safe = String::with_capacity(sanitized_text.len() + 16);
    for c in sanitized_text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{every_kind, matrix};
    use super::*;
    use crate::contact_list::tests::list;
    use crate::coverage::Coverage;

    fn page(matrix: &Matrix, lists: &[&str]) -> String {
        let mut out = Vec::new();
        coverage_as_html(matrix, lists, Language::En, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Returns the rows of the table without the headings of groups.
    fn rows(page: &str) -> Vec<&str> {
        page.lines().filter(|line| line.starts_with("<tr><th scope=row>")).collect()
    }

    #[test]
    fn the_page_has_no_external_resources() {
        let page = page(&every_kind(), &["list.csv"]).to_lowercase();
        for outside in ["://", "<script", "<link", "<img", "<iframe", "@import", "src=", "javascript:", "data:"] {
            assert!(!page.contains(outside), "{outside}");
        }
        for reference in ["href=\"", "url("] {
            assert!(page.split(reference).skip(1).all(|target| target.starts_with('#')), "{reference}");
        }
        let targets = page.split("href=\"#").skip(1).chain(page.split("url(#").skip(1));
        for target in targets.filter_map(|target| target.split(['"', ')']).next()) {
            assert!(page.contains(&format!(" id={target} ")), "{target}");
        }
        assert!(page.contains("default-src 'none'"));
    }

    #[test]
    fn texts_of_files_are_escaped() {
        let hostile = list(&["Ann,o'\u{26}b@contoso.com,CEO,Partner sales,FR,"]);
        let page = page(&matrix(&hostile, &[]), &["<script>alert(1)</script>.csv", "a\"&'\u{202e}.csv"]);
        let heading = "Coverage of &lt;script&gt;alert(1)&lt;/script&gt;.csv and a&quot;&amp;&#39;\\u{202e}.csv<";
        assert_eq!(page.matches(heading).count(), 2, "in the title and in the heading");
        assert_eq!(page.matches("only o&#39;&amp;b@contoso.com<").count(), 2, "on the map and in the table");
        assert!(!page.contains("<script") && !page.contains("o'&b"));
    }

    #[test]
    fn the_table_has_every_market_once_with_gaps_first() {
        let page = page(&every_kind(), &["list.csv"]);
        let codes: Vec<&str> =
            rows(&page).iter().map(|row| &row["<tr><th scope=row><span class=code>".len()..][..2]).collect();
        assert_eq!(codes, ["IT", "FR", "CA", "DE", "AT"]);
        let row = "<td class=role>–</td><td class=role>1 <small>part</small></td><td class=role>–</td><td class=role>1</td>\
                   <td class=remark>Partner sales only in CA-ON, CA-QC</td></tr>";
        assert!(rows(&page)[2].ends_with(row), "{}", rows(&page)[2]);
        assert_eq!(page.matches("<tr class=head><th scope=rowgroup").count(), 5);
        assert_eq!(page.matches("<th scope=col").count(), 6);

        let all: Vec<&str> = Country::all().map(Country::code).collect();
        let page = self::page(&matrix(&list(&["Ann,ann@contoso.com,CEO,Partner sales,OOO,"]), &all), &["list.csv"]);
        assert!(all.iter().all(|code| page.matches(&format!("<span class=code>{code}</span>")).count() == 1));
        assert_eq!(rows(&page).len(), all.len());
    }

    #[test]
    fn the_legend_has_the_styles_of_the_map() {
        let legend =
            |matrix: &Matrix| page(matrix, &["list.csv"]).lines().filter(|line| line.starts_with("<li>")).count();
        assert_eq!(legend(&every_kind()), 6);
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
        let themes: Vec<&str> = STYLE.split("--page:").skip(1).collect();
        assert_eq!(themes.len(), 2);
        for theme in themes {
            let theme = format!("--page:{}", theme.split('}').next().unwrap());
            let colour = |name: &str| {
                let value = theme.split(&format!("--{name}: ")).nth(1).unwrap_or_else(|| panic!("{name}"));
                value.split(';').next().unwrap()
            };
            for (text, ground) in [("ink", "page"), ("soft", "page"), ("ink", "stripe"), ("soft", "stripe")] {
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

    #[test]
    fn markup_is_escaped() {
        assert_eq!(escape("<b a='1' c=\"2\">&"), "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;");
        assert_eq!(escape("evil\u{202e}vsc"), "evil\\u{202e}vsc");
        assert!(matches!(escape("Zoë 王伟"), Cow::Borrowed(_)));
    }
}
