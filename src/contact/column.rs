use std::ops::{Index, IndexMut};

/// One of the six columns of the contacts template, in the portal's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// The contact's name.
    Name,
    /// The contact's only e-mail address.
    Email,
    /// The contact's job title.
    JobTitle,
    /// One of the portal's four roles.
    Role,
    /// Two-letter codes, or `OOO` for all countries.
    Countries,
    /// Codes such as `US-WA`; the only column that may be empty.
    States,
}

impl Column {
    /// All columns in the canonical order.
    pub const ALL: [Column; 6] =
        [Column::Name, Column::Email, Column::JobTitle, Column::Role, Column::Countries, Column::States];

    /// Returns the English label: the canonical header, and the column's name in messages.
    ///
    /// ```
    /// # use cosell_contacts::Column;
    /// assert_eq!(Column::Countries.label(), "Countries/Regions");
    /// ```
    pub const fn label(self) -> &'static str {
        match self {
            Column::Name => "Name",
            Column::Email => "Email",
            Column::JobTitle => "Job title",
            Column::Role => "Role",
            Column::Countries => "Countries/Regions",
            Column::States => "States/Provinces",
        }
    }

    /// Returns the key in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Column::Name => "name",
            Column::Email => "email",
            Column::JobTitle => "jobTitle",
            Column::Role => "role",
            Column::Countries => "countries",
            Column::States => "states",
        }
    }

    /// Returns whether the cells are lists of codes.
    pub const fn is_list(self) -> bool {
        matches!(self, Column::Countries | Column::States)
    }

    /// Returns whether the portal requires a value in every row. Source: the Partner Center document on the Co-sell
    /// tab, 28 October 2020, "Contacts".
    pub const fn is_required(self) -> bool {
        !matches!(self, Column::States)
    }
}

/// One value for each of the six columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ColumnMap<T>(pub [T; 6]);

impl<T> Index<Column> for ColumnMap<T> {
    type Output = T;

    fn index(&self, column: Column) -> &T {
        &self.0[column as usize]
    }
}

impl<T> IndexMut<Column> for ColumnMap<T> {
    fn index_mut(&mut self, column: Column) -> &mut T {
        &mut self.0[column as usize]
    }
}

/// A column of a source, as it is named there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceColumn {
    /// The index in the source, from 0.
    pub at: u32,
    /// The label, or the key in JSON.
    pub label: String,
    /// The column of the template that this column is, or is a part of.
    pub column: Option<Column>,
}
