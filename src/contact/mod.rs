//! What a contacts list is made of: columns, rows as they stood, contacts as they may be uploaded.
//!
//! No input or output here, and nothing of the other modules: everything else builds on these types.

mod column;
mod contact;
mod format;
mod language_set;
mod location;
mod row;

pub use column::{Column, ColumnMap, SourceColumn};
pub use contact::{CanonicalText, Contact, Countries, Country, Email, Role, State, States};
pub use format::{Format, FormatFamily};
pub use language_set::LanguageSet;
pub use location::{Location, Position, Source, SourceSpan, TextRange, cell_name, column_letters};
pub(crate) use row::Span;
pub use row::{Cells, RawRecord, RepeatedHeader, Row, RowError};
