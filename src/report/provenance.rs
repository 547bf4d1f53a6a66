use std::io::Write;

use crate::contact::{Column, Contact, Countries};
use crate::contact_list::{List, Territory};
use crate::merge::MergedContact;
use crate::write::{CsvTable, WriteError};

/// The provenance of a merged list as CSV: a row for each contact, column, item of a list and row of an input that has
/// it.
///
/// The first column is the row of the contact in the merged list, as Excel counts it. An item of several input rows has
/// a row for each of them. An item that a person answered has only the row of the answer.
pub(crate) struct Provenance<W: Write> {
    out: CsvTable<W>,
    row: u64,
}

impl<W: Write> Provenance<W> {
    /// Starts the table.
    pub(crate) fn new(out: W) -> Result<Self, WriteError> {
        let header = ["Row", "Email", "Role", "Column", "Value", "From file", "From sheet", "From row", "From cell"];
        Ok(Provenance { out: CsvTable::new(out, header)?, row: 1 })
    }

    /// Writes the next contact of the merged list, with the rows that it was merged from.
    pub(crate) fn write(
        &mut self,
        list: &List,
        outcome: &MergedContact<'_>,
        contact: &Contact<'_>,
    ) -> Result<(), WriteError> {
        self.row += 1;
        let answer = |column| outcome.kept.as_ref().and_then(|kept| kept.answer(list, column));
        let has = |column: Column, row: usize| match column {
            Column::Name => list.name(row) == contact.name.as_str(),
            Column::Email => list.email(row) == contact.email.as_str(),
            Column::JobTitle => list.job_title(row) == contact.job_title.as_str(),
            Column::Role => list.role(row) == contact.role,
            Column::Countries | Column::States => true,
        };
        let mut write = |column, value: &str, rows: Vec<usize>| {
            let rows = answer(column).map_or(rows, |row| vec![row]);
            rows.into_iter().try_for_each(|row| self.write_piece(list, contact, (column, value), row))
        };
        for (column, value) in [
            (Column::Name, contact.name.as_str()),
            (Column::Email, contact.email.as_str()),
            (Column::JobTitle, contact.job_title.as_str()),
            (Column::Role, contact.role.label()),
        ] {
            write(column, value, outcome.rows.clone().filter(|row| has(column, *row)).collect())?;
        }
        let scopes: Vec<(usize, Territory)> = outcome.rows.clone().map(|row| (row, list.scope(row))).collect();
        let rows = |covers: &dyn Fn(&Territory) -> bool| -> Vec<usize> {
            scopes.iter().filter(|(_, scope)| covers(scope)).map(|(row, _)| *row).collect()
        };
        match &contact.countries {
            Countries::Global => write(Column::Countries, "OOO", rows(&Territory::is_global))?,
            Countries::Listed(listed) => {
                for country in listed.iter() {
                    write(Column::Countries, country.code(), rows(&|scope| scope.has(*country)))?;
                }
            }
        }
        for state in contact.states.iter() {
            write(Column::States, state.code(), rows(&|scope| scope.names(*state)))?;
        }
        Ok(())
    }

    fn write_piece(
        &mut self,
        list: &List,
        contact: &Contact<'_>,
        (column, value): (Column, &str),
        row: usize,
    ) -> Result<(), WriteError> {
        let origin = list.origin(row);
        let cell = list.location(row, Some(column)).cell().unwrap_or_default();
        let (row, from) = (self.row.to_string(), origin.row.to_string());
        self.out.row([
            &*row,
            contact.email.as_str(),
            contact.role.label(),
            column.label(),
            value,
            &*origin.source.file.to_string_lossy(),
            origin.source.sheet.as_deref().unwrap_or_default(),
            &*from,
            &*cell,
        ])
    }

    /// Ends the table.
    pub(crate) fn finish(self) -> Result<W, WriteError> {
        self.out.finish()
    }
}
