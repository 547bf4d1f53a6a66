use std::fmt;

use super::EmailFault;
use super::list::ListMessage;
use crate::model::{Column, Country, Role, State, column_letters};

/// What a finding says. The variants hold what the words are made of;
/// [`Wording`] is the English for it, in one place.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the wording below says what each is, and the fields are its words")]
pub enum Message {
    Empty,
    HeaderMissing { separator: Option<char> },
    ColumnMissing { column: Column, seen: Vec<String>, near: Option<String> },
    ColumnDuplicate { column: Column, first: u32, first_label: String, label: String },
    ColumnUnknown { near: Option<Column> },
    ColumnReplaced(Column),
    HeaderBelow { row: u64 },
    ContactsAbove { header: u64 },
    SheetChosen { sheet: String, others: Vec<String> },
    RowLong { cells: usize, expected: usize },
    RowShort { cells: usize, expected: usize },
    QuoteUnclosed,
    NotUtf8,
    FileNotUtf8,
    NotText(Column),
    KeyRepeated(Column),
    HeaderRepeated,
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
    RoleUnknown { near: Option<Role> },
    RoleSpelling(Role),
    CountryUnknown { near: Option<Country> },
    CountryIsState { states: &'static [State] },
    CountryUnlisted { code: &'static str, name: &'static str },
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
    ContactRepeated { first_row: u64 },
    ContactConflict { first_row: u64 },
    SalesMissing(Country),
    SalesMissingGlobal,
    MarketUncovered(Country),
}

/// A finding's message with the piece of text that it is about: `Display` is the wording.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'f> {
    pub(super) message: &'f Message,
    pub(super) piece: &'f str,
}

impl fmt::Display for Wording<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message {
            Message::Empty
            | Message::HeaderMissing { .. }
            | Message::FileNotUtf8
            | Message::ColumnMissing { .. }
            | Message::ColumnDuplicate { .. }
            | Message::ColumnUnknown { .. }
            | Message::ColumnReplaced(_)
            | Message::HeaderBelow { .. }
            | Message::ContactsAbove { .. }
            | Message::SheetChosen { .. } => self.about_file(f),
            Message::RowLong { .. }
            | Message::RowShort { .. }
            | Message::QuoteUnclosed
            | Message::NotUtf8
            | Message::NotText(_)
            | Message::KeyRepeated(_)
            | Message::HeaderRepeated
            | Message::ContactRepeated { .. }
            | Message::ContactConflict { .. }
            | Message::SalesMissing(_)
            | Message::SalesMissingGlobal
            | Message::MarketUncovered(_) => self.about_rows(f),
            Message::CountryUnknown { .. }
            | Message::CountryIsState { .. }
            | Message::CountryUnlisted { .. }
            | Message::CountryAmbiguous { .. }
            | Message::CountryJoined
            | Message::CountryGuess { .. }
            | Message::CountrySpelling { .. }
            | Message::List(_)
            | Message::Separators
            | Message::Repeated { .. }
            | Message::GlobalMixed => self.about_countries(f),
            Message::StateUnknown { .. }
            | Message::StateOfNone { .. }
            | Message::StateIsCountry { .. }
            | Message::StateAmbiguous { .. }
            | Message::StateOrCountry { .. }
            | Message::StateOutside { .. }
            | Message::StateSpelling { .. } => self.about_states(f),
            _ => self.about_cell(f),
        }
    }
}

impl Wording<'_> {
    fn about_file(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let piece = self.piece;
        match self.message {
            Message::Empty => f.write_str(
                "there is nothing in it: a list starts with the header Name,Email,Job title,Role,Countries/Regions,\
                 States/Provinces (`cosell template` writes one)",
            ),
            Message::FileNotUtf8 => f.write_str(
                "the file is not in UTF-8 (Excel's \"Unicode text\" is not): save it as \"CSV UTF-8 (Comma delimited)\"",
            ),
            Message::HeaderMissing { separator } => {
                f.write_str("no row names the columns of a contacts list (Name, Email, Job title, Role, ...)")?;
                match separator {
                    Some(separator) => {
                        let name = if *separator == '\t' { "tabs".to_owned() } else { format!("`{separator}`") };
                        write!(f, ": the columns are parted by {name}, and the portal reads commas")
                    }
                    None => f.write_str(
                        ": put that header above the contacts, or say which column is which with --map \"Label=Column\"",
                    ),
                }
            }
            Message::ColumnMissing { column, seen, near } => {
                write!(f, "no column is {}", column.label())?;
                if let Some(near) = near {
                    write!(f, "; is it \"{near}\"? Then add --map \"{near}={}\"", column.label())?;
                } else {
                    write!(
                        f,
                        "; name it with --map \"LABEL={0}\", or give one value for all rows with --set \"{0}=VALUE\"",
                        column.label()
                    )?;
                }
                write!(f, " (the list has: {})", seen.join(", "))
            }
            Message::ColumnDuplicate {
                column,
                first,
                first_label,
                label,
            } => write!(
                f,
                "\"{label}\" is {0}, and so is \"{first_label}\" (column {1}): rename or remove one of them, or decide \
                 with --map",
                column.label(),
                column_letters(*first)
            ),
            Message::ColumnUnknown { near } => {
                write!(f, "\"{piece}\" is not a column of the template and is left out")?;
                match near {
                    Some(column) => {
                        write!(f, "; if it is {0}, add --map \"{piece}={0}\"", column.label())
                    }
                    None => Ok(()),
                }
            }
            Message::ColumnReplaced(column) => {
                write!(f, "\"{piece}\" is left out, since --map takes another column for {}", column.label())
            }
            Message::ContactsAbove { header } => write!(
                f,
                "contacts, or another header, stand above the header in row {header}: put one header above all contacts"
            ),
            Message::HeaderBelow { row } => write!(f, "the header is row {row}; what stands above it is left out"),
            Message::SheetChosen { sheet, others } => {
                write!(
                    f,
                    "the contacts are on sheet \"{sheet}\"; not read: {}",
                    others.join(", ")
                )
            }
            _ => Ok(()),
        }
    }

    fn about_rows(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message {
            Message::RowLong { cells, expected } => write!(
                f,
                "the row has {cells} cells under {expected} columns: is a comma inside a cell that has no quotation \
                 marks? A list of countries needs them: \"US, CA\""
            ),
            Message::RowShort { cells, expected } => write!(
                f,
                "the row has {cells} of {expected} cells: is it broken by a line break, or is a comma missing?"
            ),
            Message::QuoteUnclosed => f.write_str(
                "a quotation mark that opens here is never closed, so all the rest of the file would be one cell",
            ),
            Message::NotUtf8 => f.write_str(
                "the row is not in UTF-8, so its letters can't be read for sure: save the file as \"CSV UTF-8\" in Excel",
            ),
            Message::NotText(column) => write!(f, "an object stands where the text of {} is expected", column.label()),
            Message::KeyRepeated(column) => {
                write!(f, "the object has {} twice: which is right can't be guessed", column.label())
            }
            Message::HeaderRepeated => f.write_str("the header again: left out"),
            Message::ContactRepeated { first_row } => write!(
                f,
                "the same e-mail address with the same role again (the address first stands in row {first_row}): \
                 keep one row with the countries of both"
            ),
            Message::ContactConflict { first_row } => write!(
                f,
                "row {first_row} has the same e-mail address and something else here: which is right?"
            ),
            Message::SalesMissing(country) => write!(
                f,
                "{} ({}) has contacts and none of them is a Partner sales contact; the offer is not co-sell ready there",
                country.name(),
                country.code()
            ),
            Message::SalesMissingGlobal => {
                f.write_str("no Partner sales contact covers all countries (OOO), and other contacts do")
            }
            Message::MarketUncovered(country) => {
                write!(f, "nobody covers {} ({})", country.name(), country.code())
            }
            _ => Ok(()),
        }
    }

    fn about_cell(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message {
            Message::Missing(column) => write!(f, "{} is empty; the portal wants one in every row", column.label()),
            Message::Whitespace => f.write_str("stray white space"),
            Message::Invisible(character) => {
                write!(f, "an invisible character (U+{:04X})", u32::from(*character))
            }
            Message::NotNormalized => {
                f.write_str("letters in an unusual encoding (full-width, or accents apart from their letters)")
            }
            Message::Formula(first) => {
                write!(f, "starts with `{first}`, which a spreadsheet would run as a formula: write it as plain text")
            }
            Message::ErrorCell => {
                f.write_str("a spreadsheet error instead of a value: correct the formula it comes from")
            }
            Message::Special { column, character } => write!(
                f,
                "`{character}` is a special character; the portal's documents allow none in {}, without saying which \
                 they are",
                column.label()
            ),
            Message::Email(fault) => fmt::Display::fmt(fault, f),
            Message::EmailSeveral(count) => {
                write!(f, "{count} addresses; a contact has one: give each person a row of their own")
            }
            Message::EmailWrapped => f.write_str("more than the bare address"),
            Message::EmailDomainCase => f.write_str("the domain in lower case"),
            Message::RoleUnknown { near } => {
                let labels = Role::ALL.map(Role::label).join(", ");
                match near {
                    Some(role) => write!(f, "none of the four roles; probably {}? (accepted: {labels})", role.label()),
                    None => write!(f, "none of the four roles: {labels}"),
                }
            }
            Message::RoleSpelling(role) => write!(f, "the portal's spelling is {}", role.label()),
            _ => Ok(()),
        }
    }

    fn about_countries(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let piece = self.piece;
        match self.message {
            Message::CountryIsState { states } => {
                let codes: Vec<&str> = states.iter().map(|state| state.code()).collect();
                let codes = codes.join(" or ");
                write!(f, "\"{piece}\" is a state ({codes}): write it under States/Provinces, and its country here")
            }
            Message::CountryUnknown { near } => {
                write!(f, "\"{piece}\" is no country that is known here")?;
                match near {
                    Some(near) => write!(f, "; is it {} ({})?", near.name(), near.code()),
                    None => f.write_str("; accepted: two-letter codes such as US, CA, FR, or OOO for all"),
                }
            }
            Message::CountryUnlisted { code, name } => write!(
                f,
                "\"{piece}\" is {name} ({code}), which the portal's table lacks: a contact can't be uploaded for it under \
                 its own code"
            ),
            Message::CountryAmbiguous { readings } => {
                write!(f, "\"{piece}\" may be {}: write the code that is meant", readings.join(" or "))
            }
            Message::CountryJoined => {
                write!(f, "\"{piece}\" may be one country or several: write the codes that are meant")
            }
            Message::CountryGuess { code } => write!(f, "\"{piece}\" probably means {code}; is that so?"),
            Message::CountrySpelling { code } => write!(f, "\"{piece}\" is {code}"),
            Message::List(message) => message.write(piece, f),
            Message::Separators => f.write_str("codes are parted by a comma"),
            Message::Repeated { code } => write!(f, "\"{piece}\" is {code} again"),
            Message::GlobalMixed => {
                f.write_str("OOO means all countries and stands alone: remove it, or the codes beside it")
            }
            _ => Ok(()),
        }
    }

    fn about_states(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let piece = self.piece;
        match self.message {
            Message::StateUnknown { near } => {
                write!(f, "\"{piece}\" is no state or province of the portal's table")?;
                match near {
                    Some(near) => write!(f, "; is it {} ({})?", near.name(), near.code()),
                    None => f.write_str("; accepted: codes such as US-WA, CA-QC, AU-NSW, or nothing"),
                }
            }
            Message::StateOfNone { country } => write!(
                f,
                "\"{piece}\": the portal has no states for {} ({}): leave it empty",
                country.name(),
                country.code()
            ),
            Message::StateIsCountry { country } => write!(
                f,
                "\"{piece}\" is a country ({}), no state; was it the next code of a list of countries that has no \
                 quotation marks?",
                country.name()
            ),
            Message::StateAmbiguous { states } => {
                let readings: Vec<String> =
                    states.iter().map(|state| format!("{} ({})", state.code(), state.name())).collect();
                write!(f, "\"{piece}\" may be {}: write the code that is meant", readings.join(" or "))
            }
            Message::StateOrCountry { country } => write!(
                f,
                "\"{piece}\" may be a state, or {} as the next code of a list of countries that has no quotation marks: \
                 write the whole code of the state, or quote the list",
                country.name()
            ),
            Message::StateOutside { state } => write!(
                f,
                "\"{piece}\" is in {} ({}), which Countries/Regions does not name: add it there, or leave the state out",
                state.country().name(),
                state.country().code()
            ),
            Message::StateSpelling { state } => write!(f, "\"{piece}\" is {}", state.code()),
            _ => Ok(()),
        }
    }
}
