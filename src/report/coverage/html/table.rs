//! The table of markets: who covers them, by role.

use std::io::{self, Write};

use super::map_style::MarketStyle;
use super::{CoveragePage, row_id, scope_text, swatch};
use crate::contact::Role;
use crate::coverage::{Coverer, Market, RolePeople};
use crate::i18n::messages;
use crate::report::coverage::text::cell;
use crate::report::coverage::{code, name, remarks};
use crate::report::html::{escape, escape_with_breaks};

/// Writes the markets, the gaps first, each with the persons of each role.
pub(super) fn write_table(page: &CoveragePage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let language = page.language;
    writeln!(out, "<table class=markets>\n<caption>{}", messages::PageTable.text(language))?;
    writeln!(out, "<span class=soft>{}</span>", messages::PageTableNotes.text(language))?;
    writeln!(out, "</caption>\n<thead><tr><th scope=col>{}</th>", messages::HeadMarket.text(language))?;
    for role in Role::ALL {
        writeln!(out, "<th scope=col>{}</th>", role.label())?;
    }
    writeln!(out, "</tr></thead>")?;
    for style in MarketStyle::ALL {
        let markets: Vec<&Market> = page.markets().filter(|market| MarketStyle::from_market(market) == style).collect();
        if markets.is_empty() {
            continue;
        }
        let (swatch, words, columns) = (swatch(style), style.words(language), 1 + Role::ALL.len());
        write!(out, "<tbody class={}><tr class=head><th scope=rowgroup colspan={columns}>", style.class())?;
        writeln!(out, "{swatch}{words} <small>{}</small></th></tr>", markets.len())?;
        markets.iter().try_for_each(|market| write_row(market, page, out))?;
        writeln!(out, "</tbody>")?;
    }
    writeln!(out, "</table>")
}

fn write_row(market: &Market, page: &CoveragePage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let language = page.language;
    let name = escape(name(market, page.matrix, language));
    write!(out, "<tr id={}><th scope=row><span class=code>{}</span> {name}", row_id(market), code(market))?;
    // The gap is already in the heading of the group.
    let remarks = remarks(market, language).split_off(usize::from(market.gap().is_some()));
    if !remarks.is_empty() {
        write!(out, "<small class=remark>{}</small>", escape_with_breaks(&language.join_with_semicolons(&remarks)))?;
    }
    write!(out, "</th>")?;
    for (role, people) in Role::ALL.into_iter().zip(&market.named) {
        let count = market.role(role);
        match (people.named.is_empty(), count.contacts) {
            (true, 0) => write!(out, "<td class=none data-label=\"{}\">–</td>", role.label())?,
            (true, _) => write!(out, "<td data-label=\"{}\">{}</td>", role.label(), cell(count, language))?,
            (false, _) => {
                write!(out, "<td data-label=\"{}\"><ul>", role.label())?;
                write_people(people, page, out)?;
                write!(out, "</ul></td>")?;
            }
        }
    }
    writeln!(out, "</tr>")
}

fn write_people(people: &RolePeople, page: &CoveragePage<'_>, out: &mut dyn Write) -> io::Result<()> {
    for person in &people.named {
        let Coverer { name, email, .. } = person;
        write!(out, "<li title=\"{}\">{}", escape(email), escape(name))?;
        if let Some(scope) = scope_text(person) {
            write!(out, " <small>{scope}</small>")?;
        }
        write!(out, "</li>")?;
    }
    if people.others > 0 {
        let more = page.language.localize(messages::PageMorePeople { count: people.others }).to_string();
        write!(out, "<li><small>{more}</small></li>")?;
    }
    Ok(())
}
