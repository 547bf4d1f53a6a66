use std::fmt;

use super::Wording;
use crate::contact::column_letters;
use crate::diagnostics::{HeaderCandidate, Message};
use crate::i18n::{Language, Phrase, say};

/// So many labels of a header are named.
const SHOWN: usize = 20;

impl Wording<'_> {
    /// What is said of the header and of what its labels name.
    pub(super) fn about_columns(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (language, label) = (self.language, self.piece);
        match self.message {
            Message::HeaderMissing { candidates } => header_missing(candidates, language, f),
            Message::ColumnMissing { column, seen, near } => {
                let (column, seen) = (language.column(*column), language.first(seen, SHOWN, ", "));
                match near {
                    Some(near) => say::ColumnMissingNear { column, near, seen }.write(language, f),
                    None => say::ColumnMissing { column, seen }.write(language, f),
                }
            }
            Message::ColumnDuplicate { column, first, first_label, label } => {
                let (column, first) = (language.column(*column), column_letters(*first));
                say::ColumnDuplicate { label, column, first, first_label }.write(language, f)
            }
            Message::ColumnUnknown { near: None } => say::ColumnUnknown { label }.write(language, f),
            Message::ColumnUnknown { near: Some(column) } => {
                say::ColumnUnknownNear { label, column: language.column(*column) }.write(language, f)
            }
            Message::ColumnHonorific => say::ColumnHonorific { label }.write(language, f),
            Message::ColumnReplaced(column) => {
                say::ColumnReplaced { label, column: language.column(*column) }.write(language, f)
            }
            Message::ColumnOverruled(column) => {
                say::ColumnOverruled { label, column: language.column(*column) }.write(language, f)
            }
            Message::ColumnAside { column, taken } => {
                say::ColumnAside { label, taken, column: language.column(*column) }.write(language, f)
            }
            Message::ColumnSecond { column, first } => {
                say::ColumnSecond { label, first, column: language.column(*column) }.write(language, f)
            }
            Message::ColumnJoined { column, labels } => {
                let column = language.column(*column);
                say::ColumnJoined { column, labels: language.quoted(labels) }.write(language, f)
            }
            _ => Ok(()),
        }
    }
}

fn header_missing(candidates: &[HeaderCandidate], language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if let Some(HeaderCandidate { row, known, .. }) = candidates.first().filter(|candidate| candidate.is_one_cell) {
        let labels = language.quoted(known.iter().map(|(label, _)| label));
        return say::HeaderInOneCell { row, labels }.write(language, f);
    }
    let mut said = say::HeaderMissing.text(language).to_owned();
    for (at, HeaderCandidate { row, known, near, .. }) in candidates.iter().enumerate() {
        let known = known.iter().map(|(label, column)| {
            language.say(say::LabelKnown { label, column: language.column(*column) }).to_string()
        });
        let near = near.iter().map(|(label, column)| {
            language.say(say::LabelNear { label, column: language.column(*column) }).to_string()
        });
        let labels = known.chain(near).collect::<Vec<_>>().join(", ");
        said = match at {
            0 => language.say(say::HeaderNearest { said, row, labels }).to_string(),
            _ => language.say(say::HeaderThenNearest { said, row, labels }).to_string(),
        };
    }
    f.write_str(&said)
}
