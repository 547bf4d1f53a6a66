//! What a contacts list is made of: columns, rows as they stood, contacts as they may be uploaded.
//!
//! No input or output here, and nothing of the other modules: everything else builds on these types.

mod column;
mod format;
mod language_set;
mod location;
mod row;
mod values;

pub use column::Column;
pub use column::ColumnMap;
pub(crate) use column::SourceColumn;
pub use format::Format;
pub(crate) use format::FormatFamily;
pub(crate) use language_set::LanguageSet;
pub use location::{Location, Source};
pub(crate) use location::{Position, SourceSpan, TextRange, cell_name, column_letters};
pub use row::Row;
pub(crate) use row::Span;
pub(crate) use row::{Cells, RawRecord, RepeatedHeader, RowError};
pub(crate) use values::{CanonicalText, Email, States};
pub use values::{Contact, Countries, Country, Role, State};
