//! Changes of rows by a person, applied to a batch as it is read, so that all later steps take them for cells of the file.

use std::collections::BTreeMap;

use super::{Batch, Record};
use crate::contact::{Column, ColumnMap, RowMark, Span};
use crate::read::header::{ColumnSource, Header};

/// The rows that replace a row of a list. None removes it. The first is the row itself, in which cells that are `None` stay
/// as they are; if none of its cells is `None`, the row is these cells, whatever its shape was. The others are new rows, in
/// which `None` is an empty cell.
pub(crate) type RowEdit = Vec<ColumnMap<Option<String>>>;

/// The changes of the rows of one sheet, by their numbers.
pub(crate) type SheetEdits = BTreeMap<u64, RowEdit>;

/// The changes of a list, by the names of its sheets; `None` is a list without sheets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RowEdits(pub(crate) BTreeMap<Option<String>, SheetEdits>);

impl RowEdits {
    /// Returns the changes of a sheet.
    pub(in crate::read) fn of_sheet(&self, sheet: Option<&str>) -> Option<&SheetEdits> {
        // Few sheets have changes, and a map of owned names can't be asked with a borrowed one.
        self.0.iter().find(|(name, _)| name.as_deref() == sheet).map(|(_, edits)| edits)
    }
}

impl Batch {
    /// Changes the rows below the header. It is called before the batch gets its header, because cells that are merged of
    /// several are made then.
    pub(in crate::read) fn edit(&mut self, edits: &SheetEdits, header: &Header) {
        if !(self.above..self.len()).any(|row| edits.contains_key(&self.number(row))) {
            return;
        }
        let mut old = std::mem::take(self);
        self.text = std::mem::take(&mut old.text);
        for row in 0..old.len() {
            let edit = edits.get(&old.number(row)).filter(|_| row >= old.above);
            match edit.map(Vec::as_slice) {
                None => self.keep_row(&mut old, row, &[]),
                Some([]) => self.records.push(Record { verbatim: Span::default(), ..old.at(row, self.cells.len()) }),
                Some([first, others @ ..]) => {
                    self.edit_row(&mut old, row, first, header);
                    others.iter().for_each(|cells| self.insert_row(&old, row, cells, header));
                }
            }
        }
        let Batch { above, labels, is_keyed, dialect, sheet, doublings, .. } = old;
        (self.above, self.labels, self.is_keyed, self.dialect) = (above, labels, is_keyed, dialect);
        (self.sheet, self.doublings) = (sheet, doublings);
    }

    /// Returns the record of a row whose first cell has another index.
    fn at(&self, row: usize, cells: usize) -> Record {
        Record { cells: cells as u32, ..self.records[row] }
    }

    /// Copies a row with all that is known of it. `changed` are the indexes of cells that are replaced afterwards: facts about
    /// these are left out.
    fn keep_row(&mut self, old: &mut Batch, row: usize, changed: &[u32]) {
        let (new, first) = (self.len(), self.cells.len() as u32);
        let old_first = old.records[row].cells;
        let end = old.records.get(row + 1).map_or(old.cells.len(), |next| next.cells as usize);
        self.records.push(old.at(row, first as usize));
        self.cells.extend_from_slice(&old.cells[old_first as usize..end]);
        let start = old.quoted.partition_point(|cell| *cell < old_first);
        let quoted = old.quoted[start..].iter().take_while(|cell| (**cell as usize) < end);
        self.quoted
            .extend(quoted.map(|cell| cell - old_first + first).filter(|cell| !changed.contains(&(cell - first))));
        let is_kept = |mark: &&RowMark| match mark {
            RowMark::Hidden | RowMark::Edited => true,
            RowMark::Struck(cell)
            | RowMark::StruckPart(cell, _)
            | RowMark::Merged(cell, _)
            | RowMark::DataType(cell)
            | RowMark::MailLink(cell, _) => !changed.contains(cell),
        };
        for mark in old.marks_of(row).iter().filter(is_kept) {
            self.marks.push(mark.clone());
            self.marked.push(new as u32);
        }
        self.parse_errors.extend(old.parse_error(row).map(|error| (new, error)));
        self.stray_quotes.extend(old.stray_quote(row).map(|quote| (new, quote.clone())));
        let errors = old.value_errors.iter().filter(|(record, label, _)| *record == row && !changed.contains(label));
        self.value_errors.extend(errors.map(|(_, label, error)| (new, *label, *error)));
        if changed.is_empty()
            && let Ok(index) = old.typed.binary_search_by_key(&row, |(record, _)| *record)
        {
            self.typed.push((new, std::mem::take(&mut old.typed[index].1)));
        }
    }

    fn edit_row(&mut self, old: &mut Batch, row: usize, cells: &ColumnMap<Option<String>>, header: &Header) {
        let is_changed = |column: &Column| cells[*column].is_some();
        let changed: Vec<u32> = Column::ALL
            .into_iter()
            .filter(is_changed)
            .flat_map(|column| header.origins[column].cells().to_vec())
            .collect();
        let (new, is_whole) = (self.len(), cells.0.iter().all(Option::is_some));
        self.keep_row(old, row, &changed);
        self.records[new].verbatim = Span::default();
        if is_whole {
            // Its shape doesn't matter any more, nor do cells that were beyond the columns of a list that was rejected before.
            let first = self.records[new].cells as usize;
            if let Some(beyond) = header.helpers.beyond.and_then(|cell| self.cells.get_mut(first + cell as usize)) {
                *beyond = Span::default();
            }
            let last = first + header.labels.len();
            self.cells.truncate(self.cells.len().min(last));
            let end = self.cells.len() as u32;
            self.quoted.retain(|cell| *cell < end);
            self.parse_errors.retain(|(record, _)| *record != new);
            self.stray_quotes.retain(|(record, _)| *record != new);
            self.value_errors.retain(|(record, ..)| *record != new);
        }
        self.set_cells(cells, header);
    }

    /// Adds a row below another one, with its number.
    fn insert_row(&mut self, old: &Batch, row: usize, cells: &ColumnMap<Option<String>>, header: &Header) {
        let record = old.at(row, self.cells.len());
        self.records.push(Record { verbatim: Span::default(), line: None, ..record });
        self.set_cells(cells, header);
    }

    /// Sets cells of the last row. Of a column that is made of several, the first has the text, and the others are empty. Texts
    /// of columns that the source doesn't have are kept beside the row.
    fn set_cells(&mut self, cells: &ColumnMap<Option<String>>, header: &Header) {
        self.add_mark(RowMark::Edited);
        let (row, first) = (self.len() - 1, self.records[self.len() - 1].cells as usize);
        for column in Column::ALL {
            let Some(text) = &cells[column] else { continue };
            let start = self.text.len();
            self.text.push_str(text);
            let span = Span::new(start, self.text.len());
            match &header.origins[column] {
                ColumnSource::Nowhere | ColumnSource::Given(_) => self.beside.push((row, column, span)),
                origin => {
                    for (index, cell) in origin.cells().iter().enumerate() {
                        let at = first + *cell as usize;
                        self.cells.resize(self.cells.len().max(at + 1), Span::default());
                        self.cells[at] = if index == 0 { span } else { Span::default() };
                        // As if it had been quoted: a typed text is one cell.
                        let place = self.quoted.partition_point(|quoted| (*quoted as usize) < at);
                        if self.quoted.get(place) != Some(&(at as u32)) {
                            self.quoted.insert(place, at as u32);
                        }
                    }
                }
            }
        }
    }

    /// Returns the text of a cell that a person typed and that the source has no column for.
    pub(super) fn beside(&self, row: usize, column: Column) -> Option<&str> {
        let index = self.beside.binary_search_by_key(&(row, column), |(row, column, _)| (*row, *column)).ok()?;
        Some(self.beside[index].2.slice(&self.text))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::read::{Input, ReadSettings, Rows};

    /// Returns the cells of all rows that aren't blank, as `normalize` gets them, with the numbers of the rows.
    fn rows_of(name: &str, text: &str, edits: &[(u64, RowEdit)], settings: ReadSettings) -> Vec<(u64, [String; 6])> {
        let edits = RowEdits([(None, edits.iter().cloned().collect())].into());
        let mut rows =
            Rows::open(Input::bytes(name, text), ReadSettings { edits: Arc::new(edits), ..settings }).unwrap();
        let mut all = Vec::new();
        while let Some(batch) = rows.next_batch().unwrap() {
            for row in batch.rows().filter(|row| !row.is_blank) {
                assert_eq!(row.damage, None);
                all.push((row.number, row.cells.0.map(str::to_owned)));
            }
        }
        all
    }

    fn cells(texts: [Option<&str>; 6]) -> ColumnMap<Option<String>> {
        ColumnMap(texts.map(|text| text.map(str::to_owned)))
    }

    const HEADER: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n";
    const NEW: [Option<&str>; 6] =
        [Some("Eve"), Some("eve@example.com"), Some("CEO"), Some("Partner sales"), Some("FR"), Some("")];

    #[test]
    fn a_row_is_changed_replaced_or_removed() {
        let list = format!(
            "{HEADER}Ann,ann@example.com,CEO,,DE,\nBob,bob@example.com,CTO,x,AT,,\nCid,cid@example.com,,,CH,,extra,1\n"
        );
        let edits = [
            (2, vec![cells([None, None, None, Some("Partner sales"), None, None]), cells(NEW)]),
            (3, vec![]),
            (4, vec![cells(NEW)]),
        ];
        let new: [String; 6] = NEW.map(|text| text.unwrap().to_owned());
        let ann = ["Ann", "ann@example.com", "CEO", "Partner sales", "DE", ""].map(str::to_owned);
        assert_eq!(rows_of("a.csv", &list, &edits, ReadSettings::default()), [(2, ann), (2, new.clone()), (4, new)]);
    }

    #[test]
    fn columns_that_the_list_lacks_or_merges_can_be_changed() {
        let list = "First name,Last name,Email,Job title,Country\nAnn,Lee,ann@example.com,CEO,DE\nBob,Ray,bob@example.com,CEO,AT\n";
        let settings =
            ReadSettings { set: vec![(Column::Role, "Partner sales".to_owned())], ..ReadSettings::default() };
        let edits =
            [(2, vec![cells([Some("Anna Leigh"), None, None, Some("Partner technical sales"), None, Some("US-CA")])])];
        let rows = rows_of("a.csv", list, &edits, settings);
        assert_eq!(rows[0].1, ["Anna Leigh", "ann@example.com", "CEO", "Partner technical sales", "DE", "US-CA"]);
        assert_eq!(rows[1].1, ["Bob Ray", "bob@example.com", "CEO", "Partner sales", "AT", ""]);
    }

    #[test]
    fn an_object_is_changed() {
        let list = r#"[{"name": "Ann", "email": 7, "jobTitle": "CEO", "role": "Partner sales", "countries": "DE"}]"#;
        let edits = [(1, vec![cells([None, Some("ann@example.com"), None, None, None, None])])];
        let rows = rows_of("a.json", list, &edits, ReadSettings::default());
        assert_eq!(rows[0].1, ["Ann", "ann@example.com", "CEO", "Partner sales", "DE", ""]);
    }

    #[test]
    fn typed_cells_are_not_taken_for_a_shifted_row() {
        // Typed into a list of unquoted cells, ` BE` would otherwise be the rest of a list of countries.
        let list = format!("{HEADER}Ann,ann@example.com,CEO,Partner sales,DE,\n");
        let edits = [(2, vec![cells([None, None, None, None, Some("NL"), Some(" BE")])])];
        let edits = RowEdits([(None, edits.into())].into());
        let settings = ReadSettings { edits: Arc::new(edits), ..ReadSettings::default() };
        let mut rows = Rows::open(Input::bytes("a.csv", list), settings).unwrap();
        let batch = rows.next_batch().unwrap().unwrap();
        assert!(!batch.row_at(0).typed_list);
    }
}
