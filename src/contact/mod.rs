//! What a contacts list is made of: columns, rows as they stood, contacts as they may be uploaded.
//!
//! No input or output here, and nothing of the other modules: everything else builds on these types.

mod column;
mod contact;
mod format;
mod formula;
mod language_set;
mod location;
mod row;
mod sixteen;

pub use column::{Column, ColumnMap, SourceColumn};
pub use contact::{CanonicalText, Contact, Countries, Country, Email, Role, State, States};
pub use format::Format;
pub use formula::{neutral, restored, unmistakable};
pub use language_set::LanguageSet;
pub use location::{Location, Position, Source, SourceSpan, TextRange, cell_name, column_letters};
pub(crate) use row::Span;
pub use row::{Cells, RawRecord, RepeatedHeader, Row, RowError};
pub(crate) use sixteen::{holds_any, in_sixteens};
