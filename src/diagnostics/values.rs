//! The types of variables in messages, with their text in every language.
//!
//! A message declares the type of each of its variables, and the type determines the text: a country has its name in
//! the language and its code, texts from a list have quotes. Numbers and plain texts need no type of their own.

use std::fmt;

use crate::contact::{Column, Country, Role, Source, State, column_letters};
use crate::i18n::{Language, Localize, messages};

/// Maximum number of labels of a header in a message.
const MAX_LABELS: usize = 20;
/// Maximum number of rows, lists or edits in a message about lists that are merged.
const MAX_NAMED: usize = 5;

impl Localize for Column {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(language.column(*self))
    }
}

/// Role labels are never translated, because the portal accepts English only.
impl Localize for Role {
    fn write(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// `Namibia (NA)`.
impl Localize for Country {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        UnlistedCountry(self.code()).write(language, f)
    }
}

/// `Washington (US-WA)`.
impl Localize for State {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        messages::NamedCode { name: self.name(), code: self.code() }.write(language, f)
    }
}

/// A country without its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CountryName(pub Country);

impl Localize for CountryName {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(language.country(self.0.code()))
    }
}

/// A country that the portal's table may lack, by its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UnlistedCountry(pub &'static str);

impl Localize for UnlistedCountry {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        messages::NamedCode { name: language.country(self.0), code: self.0 }.write(language, f)
    }
}

/// A state by its code alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StateCode(pub State);

impl Localize for StateCode {
    fn write(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code())
    }
}

/// A state that a text may mean: `US-WA (Washington)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StateReading(pub State);

impl Localize for StateReading {
    fn write(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.0.code(), self.0.name())
    }
}

/// The code of a country, with its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CountryCode(pub &'static str);

impl Localize for CountryCode {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.0, language.country(self.0))
    }
}

/// A part of a country or a region that people abbreviate with the code of another country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AbbreviatedPlace {
    NorthernIreland,
    ChannelIslands,
    Scotland,
    NorthAmerica,
    SouthAmerica,
    LatinAmerica,
    MiddleEast,
    EasternEurope,
    NorthernEurope,
    Africa,
    Asia,
    Americas,
}

impl AbbreviatedPlace {
    /// Returns whether it is a region of several countries.
    pub(crate) fn is_region(self) -> bool {
        use AbbreviatedPlace::{ChannelIslands, NorthernIreland, Scotland};
        !matches!(self, NorthernIreland | ChannelIslands | Scotland)
    }
}

impl Localize for AbbreviatedPlace {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AbbreviatedPlace::NorthernIreland => messages::NorthernIreland.text(language),
            AbbreviatedPlace::ChannelIslands => messages::ChannelIslands.text(language),
            AbbreviatedPlace::Scotland => messages::Scotland.text(language),
            AbbreviatedPlace::NorthAmerica => messages::NorthAmerica.text(language),
            AbbreviatedPlace::SouthAmerica => messages::SouthAmerica.text(language),
            AbbreviatedPlace::LatinAmerica => messages::LatinAmerica.text(language),
            AbbreviatedPlace::MiddleEast => messages::MiddleEast.text(language),
            AbbreviatedPlace::EasternEurope => messages::EasternEurope.text(language),
            AbbreviatedPlace::NorthernEurope => messages::NorthernEurope.text(language),
            AbbreviatedPlace::Africa => messages::Africa.text(language),
            AbbreviatedPlace::Asia => messages::Asia.text(language),
            AbbreviatedPlace::Americas => messages::Americas.text(language),
        })
    }
}

/// The labels of the four roles, the last after "or".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AllRoles;

impl Localize for AllRoles {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first @ .., last] = Role::ALL.map(Role::label);
        f.write_str(&language.either(&[&first.join(", "), last]))
    }
}

/// A column of the source by its letters as in Excel, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ColumnLetter(pub u32);

impl Localize for ColumnLetter {
    fn write(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&column_letters(self.0))
    }
}

/// Values of which one is meant, separated by "or".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OneOf<T>(pub Vec<T>);

impl<T: Localize> Localize for OneOf<T> {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<String> = self.0.iter().map(|value| language.localize(value).to_string()).collect();
        f.write_str(&language.either(&texts))
    }
}

/// Texts of the input, in quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quoted(pub Vec<String>);

impl Localize for Quoted {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&language.quoted(&self.0))
    }
}

/// The same words in several encodings: the name of each with the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EncodingReadings(pub Vec<(&'static str, Quoted)>);

impl Localize for EncodingReadings {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reading = |(encoding, words): &(&'static str, Quoted)| {
            language.localize(messages::EncodingReading { words: language.localize(words), encoding }).to_string()
        };
        f.write_str(&language.either(&self.0.iter().map(reading).collect::<Vec<_>>()))
    }
}

/// Country codes, separated by commas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Codes(pub Box<[&'static str]>);

impl Localize for Codes {
    fn write(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}

/// The labels of a header, of which the first few are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Labels(pub Vec<String>);

impl Localize for Labels {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&language.first(&self.0, MAX_LABELS, ", "))
    }
}

/// A sheet of the workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SheetRef {
    pub name: String,
    /// The workbook doesn't show it.
    pub is_hidden: bool,
}

impl Localize for SheetRef {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_hidden {
            true => messages::HiddenSheet { sheet: &self.name }.write(language, f),
            false => f.write_str(&self.name),
        }
    }
}

/// A row of the same file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowRef {
    pub row: u64,
    /// The sheet, if it isn't that of the finding.
    pub sheet: Option<String>,
}

impl Localize for RowRef {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            Some(sheet) => messages::RowOfSheet { row: self.row, sheet }.write(language, f),
            None => messages::Row { row: self.row }.write(language, f),
        }
    }
}

/// A row of any source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceRow {
    pub source: Source,
    pub row: u64,
}

impl Localize for SourceRow {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        messages::RowOfSource { source: language.source(&self.source), row: self.row }.write(language, f)
    }
}

/// Files, of which the first few are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceNames(pub Vec<Source>);

impl Localize for SourceNames {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.0.iter().map(|source| language.source(source)).collect();
        f.write_str(&language.first(&names, MAX_NAMED, ", "))
    }
}

/// A row that looks like a header in a list without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeaderCandidate {
    pub row: u64,
    /// All labels are in one cell, because each row was quoted as a whole.
    pub is_one_cell: bool,
    /// Known labels, with their columns.
    pub known: Vec<(String, Column)>,
    /// Labels that may be misspelt, with the columns that they may mean.
    pub near: Vec<(String, Column)>,
}

/// The rows that look most like a header, the best first, as the end of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeaderCandidates(pub Vec<HeaderCandidate>);

impl Localize for HeaderCandidates {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, HeaderCandidate { row, known, near, .. }) in self.0.iter().enumerate() {
            let known = known.iter().map(|(label, column)| {
                language.localize(messages::LabelKnown { label, column: language.column(*column) }).to_string()
            });
            let near = near.iter().map(|(label, column)| {
                language.localize(messages::LabelNear { label, column: language.column(*column) }).to_string()
            });
            let labels = known.chain(near).collect::<Vec<_>>().join(", ");
            match index {
                0 => messages::HeaderNearest { row, labels }.write(language, f)?,
                _ => messages::HeaderThenNearest { row, labels }.write(language, f)?,
            }
        }
        Ok(())
    }
}

/// The column into which the cells of a shifted row are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShiftTarget {
    /// One of the template's.
    Column(Column),
    /// Another of the source's, from 0.
    Other(u32),
}

impl Localize for ShiftTarget {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            ShiftTarget::Column(column) => column.write(language, f),
            ShiftTarget::Other(index) => messages::LetterOfColumn { letter: column_letters(index) }.write(language, f),
        }
    }
}

/// The possible readings of a shifted row, each with the texts under their columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShiftReadings(pub Vec<Vec<(ShiftTarget, String)>>);

impl Localize for ShiftReadings {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let under = |(to, text): &(ShiftTarget, String)| {
            language.localize(messages::ShiftedReading { text, to: language.localize(to) }).to_string()
        };
        let readings: Vec<String> =
            self.0.iter().map(|reading| reading.iter().map(under).collect::<Vec<_>>().join(", ")).collect();
        f.write_str(&readings.join(messages::ShiftedOr.text(language)))
    }
}

/// A domain and the number of rows that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DomainRows {
    pub domain: String,
    pub rows: u64,
}

impl Localize for DomainRows {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        messages::DomainInRows { domain: &self.domain, uses: self.rows }.write(language, f)
    }
}

/// A contact by its address and role, and its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ContactRef {
    /// The address and role.
    pub person: String,
    pub row: SourceRow,
}

impl Localize for ContactRef {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        messages::ContactInRow { person: &self.person, row: language.localize(&self.row) }.write(language, f)
    }
}

/// A disagreement of lists about a contact. Its text lacks the end of the sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Disagreement {
    /// The contact, by its address and role.
    pub person: String,
    /// Whether they disagree about countries and states, rather than about a name or a job title.
    pub is_territory: bool,
    /// The row of the base, with its value.
    pub base: Option<(SourceRow, String)>,
    /// The rows of the other lists, with their values.
    pub others: Vec<(SourceRow, String)>,
}

impl Localize for Disagreement {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let in_row = |(row, value): &(SourceRow, String)| {
            language.localize(messages::TextInRow { said: value, row: language.localize(row) }).to_string()
        };
        let person = &self.person;
        let others: Vec<String> = self.others.iter().map(in_row).collect();
        let others = language.first(&others, MAX_NAMED, ", ");
        match (self.base.as_ref().map(in_row), self.is_territory) {
            (None, false) => messages::PeopleDisagree { person, others }.write(language, f),
            (Some(base), false) => messages::PeopleDisagreeBase { person, others, base }.write(language, f),
            (None, true) => messages::ScopesDisagree { person, others }.write(language, f),
            (Some(base), true) => messages::ScopesDisagreeBase { person, others, base }.write(language, f),
        }
    }
}

/// A contact that some lists edited and others deleted. Its text lacks the end of the sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EditedAndDeleted {
    /// The contact, by its address and role.
    pub person: String,
    /// What was edited.
    pub edits: Vec<Edit>,
    /// Further rows that have the contact.
    pub others: Vec<SourceRow>,
    /// The lists without the contact.
    pub deleted_in: Vec<Deletion>,
}

impl Localize for EditedAndDeleted {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let EditedAndDeleted { person, edits, others, deleted_in } = self;
        let also =
            |row: &SourceRow| language.localize(messages::DeletedAlso { row: language.localize(row) }).to_string();
        let also = language.first(&others.iter().map(also).collect::<Vec<_>>(), MAX_NAMED, "");
        let edits = first(edits, &format!("{} ", messages::Semicolon.text(language)), language);
        messages::Deleted { person, edits, also, lists: first(deleted_in, ", ", language) }.write(language, f)
    }
}

/// Returns the text of the first few values and the number of the others.
fn first<P: Localize>(items: &[P], between: &str, language: Language) -> String {
    let items: Vec<String> = items.iter().map(|item| language.localize(item).to_string()).collect();
    language.first(&items, MAX_NAMED, between)
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edit {
    pub column: Column,
    /// The value in the base.
    pub before: String,
    /// The new value.
    pub now: String,
}

impl Localize for Edit {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Edit { column, before, now } = self;
        messages::Edit { column: language.column(*column), before, now }.write(language, f)
    }
}

/// A list that lacks a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Deletion {
    pub file: Source,
    /// A contact of the same name that only this list added.
    pub namesake: Option<ContactRef>,
}

impl Localize for Deletion {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = language.source(&self.file);
        match &self.namesake {
            Some(ContactRef { person, row }) => {
                messages::DeletedNamesake { list, person, row: language.localize(row) }.write(language, f)
            }
            None => f.write_str(&list),
        }
    }
}

/// The kind of similarity of two contacts that may be one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Similarity {
    Name,
    /// The part before the @, at two domains.
    Mailbox,
    /// All but a transposition of two letters.
    Letters,
}

/// A contact that may be the same person. Its text lacks the end of the sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SimilarContact {
    pub similarity: Similarity,
    /// The other contact, by its name and address.
    pub other: String,
    pub row: SourceRow,
    /// The similarity in percent.
    pub percent: u8,
}

impl Localize for SimilarContact {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SimilarContact { similarity, other, row, percent } = self;
        let row = language.localize(row);
        match similarity {
            Similarity::Name => messages::SimilarName { other, row, percent }.write(language, f),
            Similarity::Mailbox => messages::SimilarMailbox { other, row, percent }.write(language, f),
            Similarity::Letters => messages::SimilarLetters { other, row, percent }.write(language, f),
        }
    }
}
