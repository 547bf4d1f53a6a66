//! Lists that have no header row: with their contacts in the order of the template, with their labels in the first
//! column, or with a block of labelled lines for each contact.

use super::locate::SEARCHED;
use crate::contact::Column;
use crate::read::ReadSettings;
use crate::read::batch::Batch;
use crate::tables::role_meaning;

/// How the rows of a list without a header are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum HeaderlessLayout {
    /// The first row with text is a contact, with its cells in the order of the template.
    TemplateOrder { row: usize },
    /// The labels are in the first column, and each other column is a contact.
    Transposed,
    /// Each contact is a block of lines, each with a label and a value.
    Cards,
}

impl HeaderlessLayout {
    /// Returns the layout of rows among which there is no header; `None` if it isn't clear.
    pub(in crate::read) fn detect(batch: &Batch, settings: &ReadSettings) -> Option<Self> {
        let first = (0..batch.len().min(SEARCHED)).find(|&row| filled(batch, row).next().is_some())?;
        if is_contact(batch, first, settings) {
            return Some(HeaderlessLayout::TemplateOrder { row: first });
        }
        let labels = RowLabels::count(batch, settings);
        let is_clear = labels.named.len() >= LABELLED && labels.named.contains(&Column::Email);
        is_clear.then_some(if labels.are_in_cells && !labels.is_repeated {
            HeaderlessLayout::Transposed
        } else {
            HeaderlessLayout::Cards
        })
    }
}

/// Number of columns that the first cells of rows name at least, so that they are labels.
const LABELLED: usize = 3;

/// The labels at the start of rows.
#[derive(Default)]
struct RowLabels {
    named: Vec<Column>,
    /// A column is named twice.
    is_repeated: bool,
    /// The labels are cells, and not a part of a cell, as in "Name: Ann Lee".
    are_in_cells: bool,
    /// Number of rows that have one.
    rows: usize,
}

impl RowLabels {
    fn count(batch: &Batch, settings: &ReadSettings) -> Self {
        let mut labels = RowLabels::default();
        for row in 0..batch.len().min(SEARCHED) {
            let mut cells = filled(batch, row).map(|(_, cell)| cell);
            let Some(first) = cells.next() else { continue };
            let in_cell = || first.split_once([':', '\u{ff1a}', '=']).filter(|(_, value)| !value.trim().is_empty());
            let in_first = cells.next().and_then(|_| settings.column_of(first));
            let column = in_first.or_else(|| in_cell().and_then(|(label, _)| settings.column_of(label)));
            let Some(column) = column else { continue };
            labels.rows += 1;
            labels.are_in_cells |= in_first.is_some();
            labels.is_repeated |= labels.named.contains(&column);
            labels.named.push(column);
        }
        labels.named.sort_unstable();
        labels.named.dedup();
        labels
    }
}

/// Returns the columns of a list without a header, in order: those of the template that the user doesn't set.
fn columns(settings: &ReadSettings) -> impl Iterator<Item = Column> + '_ {
    Column::ALL.into_iter().filter(|column| settings.set.iter().all(|(set, _)| set != column))
}

/// Returns the labels of a list without a header. An empty margin on its left is skipped.
pub(in crate::read) fn template_labels(batch: &Batch, settings: &ReadSettings) -> Vec<String> {
    let margin = (0..batch.len()).filter_map(|row| filled(batch, row).next()).map(|(index, _)| index).min();
    let margin = std::iter::repeat_n(String::new(), margin.unwrap_or(0));
    margin.chain(columns(settings).map(|column| column.label().to_owned())).collect()
}

/// Returns whether there is no address in this row and above it, as there is none above contacts.
pub(in crate::read) fn is_above_contacts(batch: &Batch, row: usize) -> bool {
    (0..=row).all(|above| batch.cells(above).all(|cell| !cell.contains('@')))
}

/// Returns whether a row is a contact whose cells are in the order of the template.
pub(in crate::read) fn is_contact(batch: &Batch, row: usize, settings: &ReadSettings) -> bool {
    let Some((margin, _)) = filled(batch, row).next() else { return false };
    let cells: Vec<&str> = batch.cells(row).skip(margin).map(str::trim).collect();
    let cell = |column: Column| columns(settings).position(|own| own == column).map(|index| cells.get(index));
    let is_address = |cell: &&str| cell.contains('@') && !cell.contains(char::is_whitespace);
    let has_role = match cell(Column::Role) {
        Some(role) => role.is_some_and(|role| role_meaning(role).is_some()),
        None => true,
    };
    has_role
        && cell(Column::Email).flatten().is_some_and(is_address)
        && cells.iter().filter(|cell| is_address(cell)).count() == 1
}

/// Returns the number of the first rows that are laid out as a list without a header is. It is highest for the right
/// delimiter.
pub(in crate::read) fn count_headerless(batch: &Batch, settings: &ReadSettings) -> usize {
    let contacts = (0..batch.len().min(SEARCHED)).filter(|&row| is_contact(batch, row, settings)).count();
    contacts.max(RowLabels::count(batch, settings).rows)
}

/// Returns the cells of a row that aren't blank, trimmed, with their indices.
fn filled(batch: &Batch, row: usize) -> impl Iterator<Item = (usize, &str)> {
    batch.cells(row).map(str::trim).enumerate().filter(|(_, cell)| !cell.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(rows: &[&str]) -> Option<HeaderlessLayout> {
        let mut batch = Batch::default();
        for (number, row) in (1..).zip(rows) {
            batch.start(number, None);
            row.split('|').for_each(|cell| batch.add_cell(cell));
        }
        HeaderlessLayout::detect(&batch, &ReadSettings::default())
    }

    #[test]
    fn layouts_without_a_header_are_known() {
        const CONTACT: &str = "Ann Lee|ann@example.com|CEO|Partner sales|US";
        for (rows, expected) in [
            (&[CONTACT][..], Some(HeaderlessLayout::TemplateOrder { row: 0 })),
            (
                &["", "|Ann Lee|ann@example.com|CEO|Partner technical sales|US|"],
                Some(HeaderlessLayout::TemplateOrder { row: 1 }),
            ),
            (&["Contacts 2026", CONTACT], None),
            (&["ann@example.com|Ann Lee|CEO|Partner sales|US"], None),
            (&["Ann Lee|ann@example.com|CEO|boss|US"], None),
            (&["Ann Lee|ann@example.com|bob@example.com|Partner sales|US"], None),
            (&["Name|Ann|Bob", "Email|a@example.com|b@example.com", "Role|x|y"], Some(HeaderlessLayout::Transposed)),
            (&["Name|Ann", "E-Mail|a@example.com", "Rolle|x"], Some(HeaderlessLayout::Transposed)),
            (&["Name|Ann", "Role|x", "Title|y"], None),
            (&["Name|Ann", "Email|a@example.com"], None),
            (&["Name|Ann", "Email|a@x.com", "Role|x", "", "Name|Bob", "Email|b@x.com"], Some(HeaderlessLayout::Cards)),
            (&["Name: Ann", "Email: a@x.com", "Countries: DE| FR"], Some(HeaderlessLayout::Cards)),
            (&["Nom\u{a0}: Ann", "Adresse e-mail : a@x.com", "Poste : PDG"], Some(HeaderlessLayout::Cards)),
            (&["Note: see Name", "a|b"], None),
            (&[], None),
        ] {
            assert_eq!(layout(rows), expected, "{rows:?}");
        }
    }
}
