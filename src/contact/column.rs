use std::ops::{Index, IndexMut};

/// One of the six columns of the contacts template, in the portal's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// The contact's name.
    Name,
    /// The contact's one e-mail address.
    Email,
    /// What the contact does.
    JobTitle,
    /// One of the portal's four roles.
    Role,
    /// Two-letter codes, or `OOO` for all.
    Countries,
    /// Codes such as `US-WA`; the one column that may be empty.
    States,
}

impl Column {
    /// All columns in the canonical order.
    pub const ALL: [Column; 6] =
        [Column::Name, Column::Email, Column::JobTitle, Column::Role, Column::Countries, Column::States];

    /// The English label: the canonical header, and the name of the column in messages.
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

    /// The key in JSON.
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

    /// Whether the cells are lists of codes.
    pub const fn is_list(self) -> bool {
        matches!(self, Column::Countries | Column::States)
    }

    /// Whether the portal wants a value in every row. Source: the Partner Center document on the Co-sell tab,
    /// 28 October 2020, "Contacts".
    pub const fn is_required(self) -> bool {
        !matches!(self, Column::States)
    }
}

/// A value for each of the six columns.
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

/// A column of a source as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceColumn {
    /// Its place in the source, from 0.
    pub at: u32,
    /// Its label, or its key.
    pub label: String,
    /// The column of the template that it is, or is a part of.
    pub column: Option<Column>,
}
