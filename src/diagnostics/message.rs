use super::EmailFault;
use super::list::ListMessage;
use super::lookalike::Lookalike;
use super::merging::MergeMessage;
use crate::contact::{Column, Country, Role, State};

/// What a finding says. The variants hold what the words are made of; [`Wording`](super::Wording) has the words for it.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the wording below says what each is, and the fields are its words")]
pub enum Message {
    Empty,
    HeaderMissing { candidates: Vec<HeaderCandidate> },
    ColumnMissing { column: Column, seen: Vec<String>, near: Option<String> },
    ColumnDuplicate { column: Column, first: u32, first_label: String, label: String },
    ColumnUnknown { near: Option<Column> },
    ColumnHonorific,
    ColumnReplaced(Column),
    ColumnOverruled(Column),
    ColumnAside { column: Column, taken: String },
    ColumnSecond { column: Column, first: String },
    ColumnJoined { column: Column, labels: Vec<String> },
    HeaderBelow { row: u64 },
    ContactsAbove { header: u64 },
    HeaderReordered,
    UnderReordered { header: u64 },
    SheetChosen { others: Vec<OtherSheet> },
    RowLong { cells: usize, expected: usize },
    BeyondColumns { cells: usize },
    RowShort { cells: usize, expected: usize },
    Shifted { to: ShiftedTo, text: String },
    ShiftedEither { readings: Vec<Vec<(ShiftedTo, String)>> },
    QuoteUnclosed,
    RowsInCell,
    Undecodable { encoding: &'static str },
    Encoded { words: Vec<String> },
    EncodingUnsure { encoding: &'static str, words: Vec<String> },
    Delimited { delimiter: char },
    SepLine,
    NotText(Column),
    KeyRepeated(Column),
    HeaderRepeated,
    Totals,
    Missing(Column),
    Whitespace,
    Invisible(char),
    NotNormalized,
    Formula(char),
    ErrorCell,
    Special { column: Column, character: char },
    Email(EmailFault),
    EmailSeveral(usize),
    EmailWrapped,
    EmailDomainCase,
    Lookalike(Box<Lookalike>),
    RoleUnknown { near: Option<Role> },
    RoleSpelling(Role),
    CountryUnknown { near: Option<Country> },
    CountryIsState { states: &'static [State] },
    CountryUnlisted { code: &'static str },
    CountryAmbiguous { readings: Vec<&'static str> },
    CountryJoined,
    CountryGuess { code: &'static str },
    CountrySpelling { code: &'static str },
    List(ListMessage),
    Separators,
    Repeated { code: &'static str },
    GlobalMixed,
    StateUnknown { near: Option<State> },
    StateOfNone { country: Country },
    StateIsCountry { country: Country },
    StateAmbiguous { states: Vec<State> },
    StateOrCountry { country: Country },
    StateOutside { state: State },
    StateSpelling { state: State },
    ContactRepeated { first: FirstRow },
    ContactConflict { first: FirstRow },
    Merge(Box<MergeMessage>),
    SalesMissing(Country),
    SalesMissingGlobal,
    MarketUncovered(Country),
}

/// A sheet that is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherSheet {
    /// Its name.
    pub name: String,
    /// It isn't seen in the workbook.
    pub is_hidden: bool,
}

/// The column that cells of a shifted row are put together in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShiftedTo {
    /// One of the template's.
    Column(Column),
    /// Another of the source's, from 0.
    Other(u32),
}

/// The row that an address first stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstRow {
    /// The row as Excel counts it.
    pub row: u64,
    /// Its sheet, where that is another.
    pub sheet: Option<String>,
}

/// A row that looks like a header where none is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderCandidate {
    /// The row as Excel counts it, from 1.
    pub row: u64,
    /// The labels stand in one cell, as those of all rows do that were quoted as a whole.
    pub is_one_cell: bool,
    /// Labels that are known, with the columns that they name.
    pub known: Vec<(String, Column)>,
    /// Labels that may be misspelt, with the columns that they may name.
    pub near: Vec<(String, Column)>,
}
