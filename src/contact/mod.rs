//! The domain types of a contacts list: columns, rows as received, and contacts as they can be uploaded.
//!
//! No input or output is here, and nothing depends on another module of the crate: all of them use these types. Lookups
//! of countries, states and roles are in `tables`.

mod column;
mod format;
mod language_set;
mod location;
mod row;
mod stored;
mod values;

pub use column::Column;
pub use column::ColumnMap;
pub(crate) use column::SourceColumn;
pub use format::Format;
pub(crate) use format::FormatFamily;
pub(crate) use language_set::LanguageSet;
pub use location::{Location, Source};
pub(crate) use location::{Position, SourceSpan, TextRange, append_column_letters, cell_name, column_letters};
pub use row::Row;
pub(crate) use row::Span;
pub(crate) use row::{
    Cells, FilledCell, Neighbor, QuotedCells, RawRecord, RepeatedHeader, RowError, RowMark, StrayQuote,
};
pub use stored::StoredContact;
pub(crate) use stored::{codes, countries_cell, states_cell};
pub(crate) use values::{CanonicalText, Email, States};
pub use values::{CodeSet, Contact, Countries, Country, Role, State};
