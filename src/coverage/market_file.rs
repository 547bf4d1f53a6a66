//! Reading the markets of an offer from a file: a list of codes or names, a table with a column of markets (as the
//! price export of Partner Center), or the availability that Partner Center's API returns.
//!
//! A text or a workbook with a header is a table; without one it is a list. A market may be in several rows. Whatever
//! can't be read as a market is an error that names its cell, because a market that is left out would seem covered.

use std::collections::HashSet;
use std::path::Path;

use serde_json::Value;

use super::market_list::{MarketPlace, MarketsError, MarketsFault, markets_of};
use crate::contact::{Column, Country, cell_name};
use crate::normalize::{CustomGroups, is_formula_error};
use crate::read::{Input, RawInput, RawWorkbook, ReadError, ReadSettings, for_each_row_of_text};
use crate::tables::column_of_label;

/// The markets of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct MarketFile {
    /// The markets in which the offer is sold, each once, in the order of the file.
    pub(crate) countries: Vec<Country>,
    /// Number of markets with another state than Enabled.
    pub(crate) not_enabled: u64,
}

/// The error of a file of markets.
#[derive(Debug)]
pub(crate) enum MarketFileError {
    Read(ReadError),
    Markets(MarketsError),
}

impl From<ReadError> for MarketFileError {
    fn from(error: ReadError) -> Self {
        MarketFileError::Read(error)
    }
}

impl From<MarketsError> for MarketFileError {
    fn from(error: MarketsError) -> Self {
        MarketFileError::Markets(error)
    }
}

/// Reads the markets in a file.
///
/// # Errors
/// If the file can't be read, names no market, or a part of it isn't unambiguous.
pub(crate) fn markets_of_file(
    input: Input,
    settings: &ReadSettings,
    groups: &CustomGroups,
) -> Result<MarketFile, MarketFileError> {
    let file = input.name().to_owned();
    let mut markets =
        MarketReader { file: &file, groups, countries: Vec::new(), other: Vec::new(), seen: HashSet::new() };
    match RawInput::open(input, settings)? {
        RawInput::Workbook(workbook) => markets.read_workbook(workbook)?,
        RawInput::Text(None) => return Err(markets.error(MarketPlace::File, MarketsFault::NotUtf8).into()),
        RawInput::Text(Some(text)) if text.trim_start().starts_with(['[', '{']) => markets.read_json(&text)?,
        RawInput::Text(Some(text)) => match delimiter_of_table(&text, &file, settings, groups)? {
            Some(delimiter) => {
                let mut table = Table::default();
                for_each_row_of_text::<MarketFileError>(&text, delimiter, &file, settings, |number, cells| {
                    Ok(table.row(&mut markets, number, cells, &MarketPlace::cell)?)
                })?;
                table.finish(&mut markets, &MarketPlace::cell)?;
            }
            None => markets.read_lines(&text)?,
        },
    }
    // Without a market the option would be as if it weren't given.
    if markets.countries.is_empty() {
        return Err(markets.error(MarketPlace::File, MarketsFault::Empty).into());
    }
    Ok(markets.finish())
}

/// The markets read so far.
struct MarketReader<'g> {
    file: &'g Path,
    groups: &'g CustomGroups,
    countries: Vec<Country>,
    /// The markets with another state than Enabled, as they are written.
    other: Vec<String>,
    /// The cells so far, because an export has a row for each plan and market.
    seen: HashSet<(String, bool)>,
}

impl MarketReader<'_> {
    fn error(&self, place: MarketPlace, fault: MarketsFault) -> MarketsError {
        MarketsError::in_file(self.file.to_owned(), place, fault)
    }

    /// Adds the market or the markets of a cell.
    fn add(&mut self, text: &str, is_enabled: bool, place: impl Fn() -> MarketPlace) -> Result<(), MarketsError> {
        let cell = (text.to_owned(), is_enabled);
        if self.seen.contains(&cell) {
            return Ok(());
        }
        if is_formula_error(text) {
            let fault = MarketsFault::Unknown { text: text.to_owned(), near: Vec::new() };
            return Err(self.error(place(), fault));
        }
        if is_enabled {
            let more = markets_of(text, self.groups).map_err(|error| self.error(place(), error.into_fault()))?;
            let new = more.into_iter().filter(|country| !self.countries.contains(country)).collect::<Vec<_>>();
            self.countries.extend(new);
        } else {
            // It may be a place that the portal doesn't list, because nobody has to cover it.
            self.other.push(text.to_owned());
        }
        self.seen.insert(cell);
        Ok(())
    }

    fn finish(self) -> MarketFile {
        let is_sold = |text: &String| {
            let named = markets_of(text, self.groups);
            named.is_ok_and(|named| named.iter().all(|country| self.countries.contains(country)))
        };
        let not_enabled = self.other.iter().filter(|text| !is_sold(text)).count() as u64;
        MarketFile { countries: self.countries, not_enabled }
    }

    /// Reads a list: one or more markets per line, below a header or not; blank lines and comments (`#`) are ignored.
    fn read_lines(&mut self, text: &str) -> Result<(), MarketsError> {
        let lines = (1..).zip(text.lines()).map(|(number, line)| (number, without_comment(line)));
        let mut lines = lines.filter(|(_, line)| !line.is_empty()).peekable();
        lines.next_if(|(_, line)| label_rank(line.trim_matches('"')).is_some());
        lines.try_for_each(|(number, line)| self.add(line, true, || MarketPlace::Line(number)))
    }

    /// Reads the sheets that have a header of markets; if none has, a sheet that is a list.
    fn read_workbook(&mut self, workbook: RawWorkbook) -> Result<(), MarketFileError> {
        let mut tables: Vec<(String, Table)> = Vec::new();
        workbook.for_each_row::<MarketFileError>(|sheet, number, cells| {
            if tables.last().is_none_or(|(name, _)| name != sheet) {
                tables.push((sheet.to_owned(), Table::default()));
            }
            let Some((sheet, table)) = tables.last_mut() else { return Ok(()) };
            let place = |row, column| MarketPlace::SheetCell(sheet.clone(), cell_name(row, column));
            Ok(table.row(self, number, cells, &place)?)
        })?;
        if tables.iter().any(|(_, table)| table.columns.is_some()) {
            tables.retain(|(_, table)| table.columns.is_some());
        }
        for (sheet, table) in tables {
            table.finish(self, &|row, column| MarketPlace::SheetCell(sheet.clone(), cell_name(row, column)))?;
        }
        Ok(())
    }

    /// Reads Partner Center's availability (`marketStates`), or any array of codes, names or objects with one.
    fn read_json(&mut self, text: &str) -> Result<(), MarketFileError> {
        let mut whole = Vec::new();
        for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
            let not_json =
                |error: serde_json::Error| self.error(MarketPlace::File, MarketsFault::NotJson(error.to_string()));
            whole.push(value.map_err(not_json)?);
        }
        // One object a line is an array of objects.
        let whole = match <[Value; 1]>::try_from(whole) {
            Ok([whole]) => whole,
            Err(lines) => Value::Array(lines),
        };
        let mut found = Vec::new();
        market_states(&whole, &mut found);
        if found.is_empty() {
            found.extend(array_of(&whole));
        }
        if found.is_empty() {
            return Err(self.error(MarketPlace::File, MarketsFault::NoColumn).into());
        }
        for items in found {
            let rows = items.iter().map(|item| item.as_array().map(|cells| cells.iter().map(text_of).collect()));
            match rows.collect::<Option<Vec<Vec<String>>>>() {
                Some(rows) if !rows.is_empty() => {
                    let mut table = Table::default();
                    for (number, row) in (1..).zip(&rows) {
                        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
                        table.row(self, number, &cells, &|row, _| MarketPlace::Row(row))?;
                    }
                    table.finish(self, &|row, _| MarketPlace::Row(row))?;
                }
                _ => (1..).zip(items).try_for_each(|(number, item)| self.add_item(item, number))?,
            }
        }
        Ok(())
    }

    /// Adds an item of an array in JSON: a text, or an object with a key of markets.
    fn add_item(&mut self, item: &Value, number: u64) -> Result<(), MarketsError> {
        let place = || MarketPlace::Row(number);
        let Value::Object(object) = item else {
            return self.add(&text_of(item), true, place);
        };
        let mut keys: Vec<(u8, &Value)> =
            object.iter().filter_map(|(key, value)| Some((label_rank(key)?, value))).collect();
        keys.sort_by_key(|(rank, _)| *rank);
        let named = keys.into_iter().map(|(_, value)| text_of(value)).find(|text| !text.trim().is_empty());
        let Some(named) = named else { return Err(self.error(place(), MarketsFault::NoColumn)) };
        let is_state = |(key, value): (&String, &Value)| is_state_label(key).then(|| text_of(value));
        let is_enabled = match object.iter().find_map(is_state) {
            // An address in the United States may have a key `state`, too.
            Some(text) => match is_enabled(&text) {
                Some(is_enabled) => is_enabled,
                None => return Err(self.error(place(), MarketsFault::UnknownState(text))),
            },
            None => true,
        };
        self.add(&named, is_enabled, place)
    }
}

/// A table of markets, row by row.
#[derive(Default)]
struct Table {
    columns: Option<MarketColumns>,
    /// Number of rows in which the header was searched for.
    searched: usize,
    /// Whether one of them names a market, so that no header follows.
    names_market: bool,
    /// The rows before the header, as long as they have one cell in one column: number, column and text. Without a
    /// header they are a list.
    list: Vec<(u64, u32, String)>,
    is_no_list: bool,
    /// Whether a cell in the column of states is one, and the first one that isn't.
    has_state: bool,
    no_state: Option<(MarketPlace, String)>,
}

/// Rows in which the header of a table is searched for.
const SEARCHED: usize = 64;
/// Cells of such a row that are tried as markets.
const TRIED: usize = 64;

/// The columns of a table of markets.
struct MarketColumns {
    /// Those that name the market, the most exact first. If a cell is empty, the next one counts.
    markets: Vec<usize>,
    state: Option<usize>,
}

impl MarketColumns {
    fn from_labels(cells: &[&str]) -> Option<Self> {
        let mut ranked: Vec<(u8, usize)> =
            cells.iter().enumerate().filter_map(|(index, cell)| Some((label_rank(cell)?, index))).collect();
        ranked.sort_unstable();
        let state = cells.iter().position(|cell| is_state_label(cell));
        let markets: Vec<usize> = ranked.into_iter().map(|(_, index)| index).collect();
        (!markets.is_empty()).then_some(MarketColumns { markets, state })
    }
}

impl Table {
    fn row(
        &mut self,
        markets: &mut MarketReader<'_>,
        number: u64,
        cells: &[&str],
        place: &dyn Fn(u64, u32) -> MarketPlace,
    ) -> Result<(), MarketsError> {
        if !has_content(cells) {
            return Ok(());
        }
        let Some(columns) = &self.columns else {
            if !self.is_header(cells, markets.groups) {
                self.add_to_list(number, cells);
            }
            return Ok(());
        };
        let cell = |column: usize| cells.get(column).map_or("", |cell| without_comment(cell));
        let Some(column) = columns.markets.iter().copied().find(|column| !cell(*column).is_empty()) else {
            return Ok(());
        };
        let state = columns.state.map(|state| (state, cell(state)));
        let is_enabled = match state.map(|(_, text)| is_enabled(text)) {
            Some(Some(is_enabled)) => {
                self.has_state = true;
                is_enabled
            }
            Some(None) => {
                // The column may have something else than the state of a market.
                self.no_state = self
                    .no_state
                    .take()
                    .or_else(|| state.map(|(state, text)| (place(number, state as u32), text.to_owned())));
                true
            }
            None => true,
        };
        markets.add(cell(column), is_enabled, || place(number, column as u32))
    }

    /// Returns whether a row is the header, and takes its columns if it is.
    fn is_header(&mut self, cells: &[&str], groups: &CustomGroups) -> bool {
        self.searched += 1;
        if self.searched <= SEARCHED && !self.names_market {
            self.columns = MarketColumns::from_labels(cells);
            self.names_market =
                self.columns.is_none() && cells.iter().take(TRIED).any(|cell| markets_of(cell, groups).is_ok());
        }
        self.columns.is_some()
    }

    fn add_to_list(&mut self, number: u64, cells: &[&str]) {
        let mut filled = cells.iter().zip(0..).filter(|(cell, _)| !cell.trim().is_empty());
        match (filled.next(), filled.next(), self.list.first()) {
            (Some((text, column)), None, first) if first.is_none_or(|(_, first, _)| *first == column) => {
                self.list.push((number, column, (*text).to_owned()));
            }
            _ => self.is_no_list = true,
        }
    }

    fn finish(
        self,
        markets: &mut MarketReader<'_>,
        place: &dyn Fn(u64, u32) -> MarketPlace,
    ) -> Result<(), MarketsError> {
        if self.columns.is_none() && self.is_no_list {
            return Err(markets.error(MarketPlace::File, MarketsFault::NoColumn));
        }
        if self.columns.is_none() {
            for (number, column, text) in &self.list {
                markets.add(without_comment(text), true, || place(*number, *column))?;
            }
        }
        match self.no_state {
            Some((place, text)) if self.has_state => Err(markets.error(place, MarketsFault::UnknownState(text))),
            _ => Ok(()),
        }
    }
}

/// Returns the delimiter under which one of the first rows of a text is a header with several columns.
fn delimiter_of_table(
    text: &str,
    file: &Path,
    settings: &ReadSettings,
    groups: &CustomGroups,
) -> Result<Option<u8>, MarketFileError> {
    let top: String = text.split_inclusive('\n').take(SEARCHED).collect();
    for delimiter in [b',', b';', b'\t', b'|'] {
        let (mut table, mut is_table) = (Table::default(), false);
        for_each_row_of_text::<ReadError>(&top, delimiter, file, settings, |_, cells| {
            if table.columns.is_none() && has_content(cells) && table.is_header(cells, groups) {
                is_table = cells.iter().filter(|cell| !cell.trim().is_empty()).count() > 1;
            }
            Ok(())
        })?;
        if is_table {
            return Ok(Some(delimiter));
        }
    }
    Ok(None)
}

/// Returns whether a row of a table isn't blank and isn't a comment.
fn has_content(cells: &[&str]) -> bool {
    let first = cells.iter().find(|cell| !cell.trim().is_empty());
    first.is_some_and(|first| !without_comment(first).is_empty())
}

/// Returns the text without a comment, which starts with `#` at its start or after a space. An error of a spreadsheet,
/// such as `#N/A`, isn't a comment.
fn without_comment(text: &str) -> &str {
    let text = text.trim();
    if is_formula_error(text) {
        return text;
    }
    let is_comment = |offset: &usize| text[..*offset].ends_with(|c: char| c.is_whitespace()) || *offset == 0;
    let end = text.match_indices('#').map(|(offset, _)| offset).find(is_comment).unwrap_or(text.len());
    text[..end].trim()
}

/// Returns how exactly a column with this label names markets: 0 for their codes, 1 for their names, 2 for words that
/// have other meanings, too.
fn label_rank(label: &str) -> Option<u8> {
    const CODES: [&str; 15] = [
        "marketcode",
        "countrycode",
        "countryregioncode",
        "regioncode",
        "isocode",
        "iso2",
        "iso2code",
        "iso31661",
        "iso31661alpha2",
        "alpha2",
        "alpha2code",
        "codepays",
        "codemarché",
        "codedumarché",
        "ländercode",
    ];
    const NAMES: [&str; 9] =
        ["market", "markets", "marketname", "countryregionname", "countryname", "marché", "marchés", "markt", "märkte"];
    const OTHERS: [&str; 6] = ["code", "codes", "group", "groups", "region", "regions"];
    let key: String = label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let is_in = |labels: &[&str]| labels.contains(&key.as_str());
    if is_in(&CODES) {
        Some(0)
    } else if is_in(&OTHERS) {
        Some(2)
    } else {
        (is_in(&NAMES) || column_of_label(label) == Some(Column::Countries)).then_some(1)
    }
}

fn is_state_label(label: &str) -> bool {
    const LABELS: [&str; 5] = ["state", "status", "marketstate", "marketstatus", "availability"];
    let key: String = label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    LABELS.contains(&key.as_str())
}

/// Returns whether a state means that the offer is sold; `None` if it isn't one of the API's states.
fn is_enabled(state: &str) -> Option<bool> {
    // The OpenAPI file of Partner Center's ingestion API, October 2022.
    let key: String = state.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    match key.as_str() {
        "enabled" => Some(true),
        "disabled" | "stopselling" | "terminated" => Some(false),
        _ => None,
    }
}

/// Collects the arrays under the key `marketStates`, wherever they are.
fn market_states<'v>(value: &'v Value, found: &mut Vec<&'v Vec<Value>>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::Array(items) if key.eq_ignore_ascii_case("marketStates") => found.push(items),
                    value => market_states(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| market_states(item, found)),
        _ => {}
    }
}

/// Returns the array that a document is, or the only one among its values or among those whose key is a label.
fn array_of<'v>(value: &'v Value) -> Option<&'v Vec<Value>> {
    match value {
        Value::Array(items) => Some(items),
        Value::Object(object) => {
            let arrays = || object.iter().filter_map(|(key, value)| Some((key, value.as_array()?)));
            let only = |mut arrays: Vec<&'v Vec<Value>>| arrays.pop().filter(|_| arrays.is_empty());
            let labeled = arrays().filter(|(key, _)| label_rank(key).is_some()).map(|(_, array)| array).collect();
            only(labeled).or_else(|| only(arrays().map(|(_, array)| array).collect()))
        }
        _ => None,
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Array(items) => items.iter().map(text_of).collect::<Vec<_>>().join(", "),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str, content: &[u8]) -> String {
        let input = Input::bytes(file, content);
        match markets_of_file(input, &ReadSettings::default(), &CustomGroups::default()) {
            Ok(MarketFile { countries, not_enabled }) => {
                let codes: Vec<&str> = countries.iter().map(|country| country.code()).collect();
                let left_out = if not_enabled > 0 { format!(" ({not_enabled} not enabled)") } else { String::new() };
                codes.join(" ") + &left_out
            }
            Err(MarketFileError::Read(error)) => error.to_string(),
            Err(MarketFileError::Markets(error)) => error.to_string(),
        }
    }

    /// The files in `fixtures/layouts/markets`, with the outcomes that were decided for them.
    #[test]
    fn files_have_the_outcomes_that_were_decided() {
        let project = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = project.join("fixtures/layouts/markets");
        let mut table = csv::Reader::from_path(project.join("tests/outcomes/markets.csv")).unwrap();
        let decided: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        for record in &decided {
            let [file, outcome, source] = [0, 1, 2].map(|column| &record[column]);
            let found = read(file, &std::fs::read(folder.join(file)).unwrap());
            match outcome.strip_prefix("refused: ") {
                Some(text) => assert!(found.contains(text), "{file}: {found}"),
                None => assert_eq!(found, outcome, "{file}"),
            }
            assert!(!source.is_empty(), "{file} has no source");
        }
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), decided.len());
    }

    fn read_text(text: &str) -> String {
        read("markets.csv", text.as_bytes())
    }

    #[test]
    fn lists_and_tables_can_have_various_forms() {
        for (text, expected) in [
            ("US\nCA\nFrance\n", "US CA FR"),
            ("# where we sell\r\n\r\nUS, CA\r\nDACH # all three\r\n", "US CA DE AT CH"),
            ("\u{feff}Country/Region\nUS\n\"Korea, Republic of\"\n", "US KR"),
            ("Market\nUS,CA\nKorea, Republic of\n", "US CA KR"),
            ("Market;Since\nDACH;2024 # all three\n\"Korea, Republic of\";2025\n", "DE AT CH KR"),
            ("Owner;Market\nAnn;US\nBob;\"DE, AT\"\nCy;\n", "US DE AT"),
            ("Code,Country\nGE,Georgia\nUS,United States\n", "GE US"),
            ("Code\tCountry\nGE\tGeorgia\n", "GE"),
            ("Pays/Régions\nFrance\n", "FR"),
            // The most exact column counts, and the next one if its cell is empty.
            ("Region,Market,Market code\nEMEA,Namibia,\nEMEA,Korea,KR\n", "NA KR"),
            ("sep=;\nMarket;Price\nUS;10\nUS;12\nCA;11\n", "US CA"),
            ("Prices of Contoso CRM\n\n# exported\nMarket|Currency\nUS|USD\n", "US"),
            ("Notes,Market\nPlan #2,US\n\"two\nlines\",CA\n", "US CA"),
            // A column of other states isn't one of markets' states.
            ("Market,Status\nUS,Published\nCA,Draft\n", "US CA"),
            ("Market code,State\nUS,Enabled\nCA,stop selling\nXK,Disabled\nUS,Disabled\n", "US (2 not enabled)"),
            ("marketplace\n", &marketplace()),
        ] {
            assert_eq!(read_text(text), expected, "{text:?}");
        }
        let utf_16: Vec<u8> =
            "\u{feff}Market\tPrice\r\nTürkiye\t1\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read("markets.txt", &utf_16), "TR");
    }

    fn marketplace() -> String {
        let all = markets_of("marketplace", &CustomGroups::default()).unwrap();
        all.iter().map(|country| country.code()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn json_can_have_various_forms() {
        for (text, expected) in [
            (r#"["US", "France", "DACH"]"#, "US FR DE AT CH"),
            (
                r#"{"marketStates": [{"marketCode": "US", "state": "Enabled"}, {"marketCode": "CA", "state": "Disabled"}, {"marketCode": "FR", "state": "StopSelling"}, {"marketCode": "DE", "state": "Terminated"}]}"#,
                "US (3 not enabled)",
            ),
            // Of two plans, one is sold in Canada.
            (
                r#"{"value": [{"id": 1, "marketStates": [{"marketCode": "US", "state": "Enabled"}, {"marketCode": "CA", "state": "Enabled"}]}, {"id": 2, "marketStates": [{"marketCode": "CA", "state": "Disabled"}]}]}"#,
                "US CA",
            ),
            ("{\"market\": \"US\"}\n{\"market\": \"CA\"}\n", "US CA"),
            (r#"{"plans": ["basic"], "markets": ["US", "CA"]}"#, "US CA"),
            (r#"[["Price", "Market"], [10, "US"], [12, "CA"]]"#, "US CA"),
            (r#"[{"name": "Ann Lee", "countries": ["US", "CA"], "states": ["US-WA"]}]"#, "US CA"),
        ] {
            assert_eq!(read("markets.json", text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn errors_in_a_file_have_their_place() {
        let unknown = "\"Narnia\" is not a known country or group of countries";
        for (text, expected) in [
            ("Market\n\nUS\nNarnia\n", format!("markets.csv, line 4: {unknown}")),
            ("Price,Market\n1,US\n2,Narnia\n", format!("markets.csv, B3: {unknown}")),
            ("Price,Market\n1,US\n2,#N/A\n", "markets.csv, B3: \"#N/A\" is not a known country or group of countries".to_owned()),
            ("Market\n#N/A\n", "markets.csv, line 2: \"#N/A\" is not a known country or group of countries".to_owned()),
            ("Market,Price\nUS,1\nKosovo,1\n", "markets.csv, A3: \"Kosovo\" (Kosovo) is not in Partner Center's list of countries".to_owned()),
            ("Market code,State\nUS,Enabled\nCA,Preview\n", "markets.csv, B3: \"Preview\" is not a state of a market: it can be Enabled, Disabled, StopSelling or Terminated".to_owned()),
            ("Market\n# none\n", "markets.csv: no market is given".to_owned()),
            ("Market,State\nUS,Disabled\n", "markets.csv: no market is given".to_owned()),
            (r#"["US", "Narnia"]"#, format!("markets.csv, row 2: {unknown}")),
            (r#"{"marketStates": [{"marketCode": "US", "state": "Sold"}]}"#, "markets.csv, row 1: \"Sold\" is not a state of a market: it can be Enabled, Disabled, StopSelling or Terminated".to_owned()),
            (r#"{"name": "Contoso CRM"}"#, "markets.csv: no column is named Market, Country or Region".to_owned()),
            ("[1", "markets.csv: the file is not valid JSON: EOF while parsing a list at line 1 column 2".to_owned()),
        ] {
            assert_eq!(read_text(text), expected, "{text:?}");
        }
        let error = read("markets.xlsx", b"PK\x03\x04\xff");
        assert!(error.starts_with("markets.xlsx: the workbook can't be opened"), "{error}");
    }
}
