use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::diff::write_changes;
use crate::model::Country;
use crate::plan::{Lost, Plan};

/// So many countries are named.
const NAMED: usize = 12;

/// Shows what a list would do to an offer's contacts: who would be removed, what would change, who would be added, and which
/// countries would lose their contacts. Of each kind the first `shown`, and how many more.
///
/// # Errors
/// Where it can't be written.
pub fn plan_as_text(plan: &Plan<'_>, shown: usize, out: &mut dyn Write) -> io::Result<()> {
    write_changes(&plan.diff, shown, out)?;
    let red = AnsiColor::Red.on_default().bold();
    if plan.rows()[0] > 0 && plan.rows()[1] == 0 {
        writeln!(out, "  {red}nobody is left{red:#}: an upload of this list would delete all that the offer has")?;
    }
    if plan.lost.is_empty() {
        return Ok(());
    }
    let faint = Style::new().dimmed();
    writeln!(out, "  {red}coverage lost{red:#} {faint}({}){faint:#}", plan.lost.len())?;
    let (everybody, sales): (Vec<Lost>, Vec<Lost>) =
        plan.lost.iter().partition(|lost| matches!(lost, Lost::Everybody(_)));
    for (lost, has, have) in [
        (everybody, "has no contact any more", "have no contact any more"),
        (sales, "has no Partner sales contact any more", "have no Partner sales contact any more"),
    ] {
        if !lost.is_empty() {
            writeln!(out, "    {} {}", named(&lost), if lost.len() == 1 { has } else { have })?;
        }
    }
    Ok(())
}

/// The countries by name and code, the first of them; all of them as what they are.
fn named(lost: &[Lost]) -> String {
    if lost.len() == Country::all().count() {
        return format!("all {} countries", lost.len());
    }
    let name = |country: Country| format!("{} ({})", country.name(), country.code());
    let names: Vec<String> = lost.iter().take(NAMED).map(|lost| name(lost.country())).collect();
    match lost.len() - names.len() {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

/// The changes in few characters: `+3 ~1 −2`.
///
/// ```
/// # use cosell_contacts::render::signed;
/// assert_eq!(signed(3, 0, 2), "+3 ~0 −2");
/// ```
pub fn signed(added: u64, changed: u64, removed: u64) -> String {
    format!("+{added} ~{changed} −{removed}")
}
