//! Resource limits: they protect against files that are made to exhaust a machine.

use std::fmt;
use std::io;
use std::path::Path;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ReadError;
use crate::contact::Span;
use crate::i18n::{Language, Localize, display_in_english, messages};

/// A resource of which an input may have only so much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The bytes of the input.
    Bytes,
    /// The rows of a list, with those above its header and blank ones.
    Rows,
    /// The columns of a row, or the keys of all objects.
    Columns,
    /// The characters of a cell; a row of a text has four bytes for each, and 64 MB at least.
    Cell,
    /// The bytes of a workbook, unpacked.
    Unpacked,
    /// The size of a part of a workbook, unpacked, by its packed size. It holds for parts of more than 16 MB.
    Ratio,
    /// The texts that the cells of a workbook share.
    Strings,
    /// The depth of nested arrays in JSON, and of tables in a web page.
    Depth,
    /// The bytes of memory of the worker process for workbooks, and of what this process holds of a file: the texts of a
    /// plain .xlsx, the directory of a zip, a web page, XML, or a pipe.
    Memory,
    /// The seconds of processor time that reading takes, in this process and in that one.
    Seconds,
    /// The sheets of a workbook. Each of those that share a part counts as a thousand sheets.
    Sheets,
}

/// The number as which each of several sheets with the same part counts. No program makes such a workbook: it has a few
/// bytes for each sheet, and as much work as for a large one.
pub(super) const SHARED_SHEET: u64 = 1000;

impl Limit {
    /// All limits.
    pub const ALL: [Limit; 11] = [
        Limit::Bytes,
        Limit::Rows,
        Limit::Columns,
        Limit::Cell,
        Limit::Unpacked,
        Limit::Ratio,
        Limit::Strings,
        Limit::Depth,
        Limit::Memory,
        Limit::Seconds,
        Limit::Sheets,
    ];

    /// Returns the name.
    pub const fn name(self) -> &'static str {
        match self {
            Limit::Bytes => "bytes",
            Limit::Rows => "rows",
            Limit::Columns => "columns",
            Limit::Cell => "cell",
            Limit::Unpacked => "unpacked",
            Limit::Ratio => "ratio",
            Limit::Strings => "strings",
            Limit::Depth => "depth",
            Limit::Memory => "memory",
            Limit::Seconds => "seconds",
            Limit::Sheets => "sheets",
        }
    }

    /// Returns the default: more than any genuine list of ten million rows has.
    pub const fn usual(self) -> u64 {
        match self {
            Limit::Bytes => 16 << 30,
            Limit::Rows => 100_000_000,
            Limit::Columns => 16_384,
            Limit::Cell => 10 << 20,
            Limit::Unpacked => 4 << 30,
            Limit::Ratio => 250,
            Limit::Strings => 6 << 20,
            Limit::Depth => 32,
            Limit::Memory => 896 << 20,
            Limit::Seconds => 120,
            Limit::Sheets => 1000,
        }
    }

    /// Returns the lowest value that can be set.
    pub const fn least(self) -> u64 {
        match self {
            // The worker process takes as much before it reads anything.
            Limit::Memory => 32 << 20,
            _ => 1,
        }
    }

    /// Returns the highest value that can be set.
    pub const fn most(self) -> u64 {
        match self {
            // serde_json's own limit is 128.
            Limit::Depth => 120,
            // Positions in a batch are 32-bit numbers.
            Limit::Columns => 1 << 20,
            Limit::Cell => 256 << 20,
            _ => u64::MAX / 1024,
        }
    }
}

/// A value for each limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Limits([u64; Limit::ALL.len()]);

impl Default for Limits {
    fn default() -> Self {
        Limits(Limit::ALL.map(Limit::usual))
    }
}

impl Limits {
    /// Returns the value of a limit.
    pub(crate) fn get(&self, limit: Limit) -> u64 {
        self.0[limit as usize]
    }

    /// Sets the value of a limit.
    pub(crate) fn set(&mut self, limit: Limit, most: u64) {
        self.0[limit as usize] = most.min(limit.most());
    }

    /// Returns the error of a limit that is exceeded at a position of the input.
    pub(super) fn exceeded(&self, limit: Limit, place: impl Into<LimitPlace>) -> LimitExceeded {
        LimitExceeded { limit, most: self.get(limit), place: place.into() }
    }

    /// Returns the number of bytes that a row of a text may have.
    pub(super) fn row(&self) -> usize {
        let row = self.get(Limit::Cell).saturating_mul(4).max(64 << 20);
        usize::try_from(row).unwrap_or(usize::MAX)
    }

    pub(super) fn columns(&self) -> usize {
        self.get(Limit::Columns) as usize
    }

    /// Returns the limit that a row of a text exceeds, by its length and the spans of its cells. Most rows are shorter
    /// than a cell may be.
    pub(super) fn met_by_row(&self, length: usize, text: &[u8], cells: &[Span]) -> Option<Limit> {
        if cells.len() > self.columns() {
            return Some(Limit::Columns);
        }
        if length as u64 <= self.get(Limit::Cell) {
            return None;
        }
        let is_long = |cell: &Span| self.is_too_long(&text[cell.start as usize..cell.end as usize]);
        cells.iter().any(is_long).then_some(Limit::Cell)
    }

    /// Returns whether a cell in UTF-8 has too many characters. For most cells, the number of bytes is enough to decide.
    pub(super) fn is_too_long(&self, cell: &[u8]) -> bool {
        let most = self.get(Limit::Cell);
        let starts_character = |byte: &&u8| !matches!(**byte, 0x80..0xc0);
        cell.len() as u64 > most && cell.iter().filter(starts_character).count() as u64 > most
    }
}

/// A limit and its value, which can be parsed from a text such as `bytes=2G`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LimitOverride {
    /// The limit.
    pub limit: Limit,
    /// Its value.
    pub most: u64,
}

impl FromStr for LimitOverride {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, most) = text.split_once('=').ok_or("write NAME=N, such as rows=1M")?;
        let limit = Limit::ALL.into_iter().find(|limit| limit.name().eq_ignore_ascii_case(name.trim()));
        let limit = limit.ok_or_else(|| {
            let names = Limit::ALL.map(Limit::name).join(", ");
            format!("unknown limit \"{}\"; use {names}", name.trim())
        })?;
        let most = number(most.trim()).ok_or("write a whole number, such as 500, 10M or 2G")?;
        match most {
            0 => Err("write 1 or more".to_owned()),
            most if most < limit.least() => Err(format!("{} must be at least {}", limit.name(), limit.least())),
            most if most > limit.most() => Err(format!("{} must be at most {}", limit.name(), limit.most())),
            most => Ok(LimitOverride { limit, most }),
        }
    }
}

/// Parses a whole number, which K, M, G or T multiplies by a power of 1024.
fn number(text: &str) -> Option<u64> {
    let (digits, power) = match text.as_bytes().last()?.to_ascii_uppercase() {
        b'K' => (&text[..text.len() - 1], 1),
        b'M' => (&text[..text.len() - 1], 2),
        b'G' => (&text[..text.len() - 1], 3),
        b'T' => (&text[..text.len() - 1], 4),
        _ => (text, 0),
    };
    let is_plain = digits.bytes().all(|digit| digit.is_ascii_digit());
    digits.parse::<u64>().ok().filter(|_| is_plain)?.checked_mul(1024_u64.pow(power))
}

/// Where an input exceeded a limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LimitPlace {
    List,
    Row(u64),
    /// A row that is as wide as many others.
    ManyRows(u64),
    Cell(String),
    Object(u64),
    /// A part of a workbook.
    Part(String),
}

impl<T: AsRef<str> + ?Sized> From<&T> for LimitPlace {
    fn from(part: &T) -> Self {
        LimitPlace::Part(part.as_ref().to_owned())
    }
}

impl Localize for LimitPlace {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LimitPlace::List => messages::LimitInList.write(language, f),
            LimitPlace::Row(row) => messages::LimitInRow { row }.write(language, f),
            LimitPlace::ManyRows(row) => messages::LimitInManyRows { row }.write(language, f),
            LimitPlace::Cell(cell) => messages::LimitInCell { cell }.write(language, f),
            LimitPlace::Object(number) => messages::LimitInObject { number }.write(language, f),
            LimitPlace::Part(name) => f.write_str(name),
        }
    }
}

/// A limit that an input has exceeded, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LimitExceeded {
    limit: Limit,
    most: u64,
    place: LimitPlace,
}

impl Localize for LimitExceeded {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        LimitText { limit: self.limit, most: self.most, place: &self.place }.write(language, f)
    }
}

display_in_english!(LimitExceeded);

/// The message that a limit is exceeded.
pub(super) struct LimitText<'r> {
    pub(super) limit: Limit,
    pub(super) most: u64,
    pub(super) place: &'r LimitPlace,
}

impl Localize for LimitText<'_> {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (most, place) = (self.most, language.localize(self.place));
        match self.limit {
            Limit::Bytes => messages::LimitBytes { most }.write(language, f),
            Limit::Rows => messages::LimitRows { place, most }.write(language, f),
            Limit::Columns => messages::LimitColumns { place, most }.write(language, f),
            Limit::Cell => messages::LimitCell { place, most }.write(language, f),
            Limit::Unpacked => messages::LimitUnpacked { place, most }.write(language, f),
            Limit::Ratio => messages::LimitRatio { place, most }.write(language, f),
            Limit::Strings => messages::LimitStrings { place, most }.write(language, f),
            // In JSON the place is an object.
            Limit::Depth if matches!(self.place, LimitPlace::Cell(_)) => {
                messages::LimitTables { place, most }.write(language, f)
            }
            Limit::Depth => messages::LimitDepth { place, most }.write(language, f),
            Limit::Memory => messages::LimitMemory { most }.write(language, f),
            Limit::Seconds => messages::LimitSeconds { most }.write(language, f),
            Limit::Sheets if matches!(self.place, LimitPlace::Part(_)) => {
                messages::LimitSheetsShared { place, most, each: SHARED_SHEET }.write(language, f)
            }
            Limit::Sheets => messages::LimitSheets { most }.write(language, f),
        }
    }
}

impl std::error::Error for LimitExceeded {}

impl LimitExceeded {
    pub(super) fn is(&self, limit: Limit) -> bool {
        self.limit == limit
    }

    pub(super) fn in_file(self, file: &Path) -> ReadError {
        let LimitExceeded { limit, most, place } = self;
        ReadError::Limit { file: file.to_owned(), limit, most, at: place }
    }
}

impl From<LimitExceeded> for io::Error {
    /// Wraps it for code that only passes on I/O errors.
    fn from(reached: LimitExceeded) -> io::Error {
        io::Error::other(reached)
    }
}

/// A budget for the empty cells that are added between cells that are far apart. Without it a file of a few bytes could
/// ask for millions of them, row by row.
#[derive(Debug)]
pub(super) struct EmptyCellBudget {
    credit: u64,
}

impl EmptyCellBudget {
    /// Returns a budget for a thousand rows that are as wide as rows may be.
    pub(super) fn new(limits: &Limits) -> Self {
        EmptyCellBudget { credit: limits.get(Limit::Columns).saturating_mul(1024) }
    }

    /// Adds cells with a text and empty ones; `false` if there are too many empty ones.
    pub(super) fn add(&mut self, cells: usize, gaps: usize) -> bool {
        let credit = self.credit.saturating_add(256 * cells as u64);
        self.credit = credit.saturating_sub(gaps as u64);
        credit >= gaps as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_written_as_people_write_sizes() {
        let raised = |text: &str| text.parse::<LimitOverride>().map(|raised| (raised.limit, raised.most));
        assert_eq!(raised("bytes=2G"), Ok((Limit::Bytes, 2 << 30)));
        assert_eq!(raised("Rows = 10m"), Ok((Limit::Rows, 10 << 20)));
        assert_eq!(raised("depth=120"), Ok((Limit::Depth, 120)));
        for wrong in
            ["bytes", "bytes=", "bytes=G", "bytes=-1", "bytes=+1", "bytes=1.5G", "byte=1", "rows=0", "depth=121"]
        {
            assert!(raised(wrong).is_err(), "{wrong}");
        }
        assert!(raised("bytes=99999999999999999T").is_err());
    }

    #[test]
    fn the_place_of_a_limit_is_its_own() {
        let mut limits = Limits::default();
        for (index, limit) in Limit::ALL.into_iter().enumerate() {
            assert_eq!(limit as usize, index);
            assert!(limit.usual() <= limit.most(), "{limit:?}");
            limits.set(limit, index as u64 + 1);
        }
        assert!(Limit::ALL.into_iter().all(|limit| limits.get(limit) == limit as u64 + 1));
    }

    #[test]
    fn gaps_are_paid_for() {
        let mut limits = Limits::default();
        limits.set(Limit::Columns, 1);
        let mut gaps = EmptyCellBudget::new(&limits);
        assert!(gaps.add(0, 1024) && gaps.add(1, 256) && !gaps.add(1, 257));
    }
}
