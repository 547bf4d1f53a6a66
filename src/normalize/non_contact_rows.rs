//! Rows that are neither contacts nor mistakes: repeated headers, headings, instructions, separators, totals, footers and notes.
//! Also the rows below a header with its columns in another order, which can't be read.
//!
//! A row is skipped only if it can't be a contact: because of its words, or of its place among the other rows. A single cell
//! that may be the name of an unfinished contact is an error.

use std::borrow::Cow;

use super::row_marks::has_covered_person;
use crate::contact::{Column, FilledCell, Location, Neighbor, RepeatedHeader, Row, RowError, RowMark};
use crate::diagnostics::{Finding, Message, Rule, Severity};
use crate::tables::{
    LayoutWord, has_doubt, is_description, is_example, is_heading, is_incomplete, is_layout_word, is_sentence,
    is_total, kinds_at_start, label_meaning, may_have_address, role_meaning, starts_with_layout_word,
};
use crate::util::holds_any;

/// Returns the rows around a row: so many below it, or above it if the number is negative. 0 is the row itself.
pub(crate) type Neighbors<'n, 'a> = &'n dyn Fn(isize) -> Neighbor<'a>;

/// Returns the finding about a row to skip: the header again, as in lists that were pasted together, or another row that
/// is part of the layout of the list. It is an error if the row says that others are missing, or may not be meant, or if
/// it has an address.
pub(crate) fn non_contact_row<'a>(row: &Row<'a>, neighbors: Neighbors<'_, 'a>) -> Option<Finding<'a>> {
    if !matches!(row.damage, None | Some(RowError::TooShort { .. } | RowError::TooLong { .. })) {
        return None;
    }
    let (message, text) = match row.header {
        Some(RepeatedHeader::InOrder) if row.damage.is_none() => (Message::HeaderRepeated, "".into()),
        Some(_) => return None,
        None if has_covered_person(row) => return None,
        None if has_address(row) => (example(row, neighbors)?, "".into()),
        None => {
            let Neighbor::Row { cells, .. } = neighbors(0) else { return None };
            let message = layout_message(row, &cells, neighbors)?;
            let has_text = matches!(
                message,
                Message::HeadingSkipped | Message::HeadingUnclear | Message::ListIncomplete | Message::NoteSkipped
            );
            let has_address = cells.iter().any(|cell| may_have_address(cell.text));
            match message {
                _ if has_address && !has_text => return None,
                Message::HeadingSkipped | Message::NoteSkipped if has_address => {
                    return Some(unclear(row, &cells, Message::Alone));
                }
                Message::HeadingUnclear => return Some(unclear(row, &cells, message)),
                _ => (message, if has_text { text_of(&cells) } else { "".into() }),
            }
        }
    };
    let severity = match message {
        Message::ListIncomplete => Severity::Error,
        _ => Rule::RowSkipped.severity(),
    };
    Some(Finding { severity, value: text, ..Finding::new(Rule::RowSkipped, whole_row(row), message) })
}

/// Returns the error about a row with a single cell that is neither a contact nor certainly something else.
pub(crate) fn lone_cell<'a>(row: &Row<'a>, neighbors: Neighbors<'_, 'a>) -> Option<Finding<'a>> {
    if has_address(row) || !matches!(row.damage, None | Some(RowError::TooShort { .. })) {
        return None;
    }
    let Neighbor::Row { cells, .. } = neighbors(0) else { return None };
    let cell = lone_text(&cells)?;
    let is_title_cell = matches!(cell.column, Some(Column::Name) | None) && !cell.text.contains('@');
    if !is_title_cell || row.damage.is_some() && is_beside_short(neighbors) {
        return None;
    }
    let message = if has_doubt(cell.text) { Message::HeadingUnclear } else { Message::Alone };
    Some(unclear(row, std::slice::from_ref(cell), message))
}

/// Returns the error about a row that is neither a contact nor certainly something else.
fn unclear<'a>(row: &Row<'a>, cells: &[FilledCell<'a>], message: Message) -> Finding<'a> {
    let [cell] = cells else {
        return Finding { value: text_of(cells), ..Finding::new(Rule::ValueMissing, whole_row(row), message) };
    };
    let location = Location { column: Some(cell.at), ..row.location(Column::Name) };
    let finding = Finding::new(Rule::ValueMissing, location, message);
    Finding { column: cell.column, span: Some(0..cell.text.len()), value: cell.text.into(), ..finding }
}

/// Returns the whole text of a row.
fn text_of<'a>(cells: &[FilledCell<'a>]) -> Cow<'a, str> {
    match cells {
        [cell] => cell.text.into(),
        _ => cells.iter().map(|cell| cell.text).collect::<Vec<_>>().join(" ").into(),
    }
}

/// Number of rows below the header that may be instructions and examples.
const INSTRUCTIONS: usize = 8;

/// Fast path: returns whether a row may be anything but a contact. `position` is the number of rows above it in its batch.
pub(crate) fn may_be_layout(row: &Row<'_>, position: usize) -> bool {
    (position < INSTRUCTIONS || !row.has_address) && !row.marks.contains(&RowMark::Edited)
}

/// Returns whether a row has an address, so that it isn't part of the layout.
fn has_address(row: &Row<'_>) -> bool {
    holds_any(row.cells[Column::Email].as_bytes(), [b'@'])
}

/// Returns whether a row is only the character with which old programs end a text, Ctrl+Z (0x1A).
fn is_end_of_file(row: &Row<'_>) -> bool {
    let mut cells = row.delimited.iter().flat_map(|line| line.cells.iter()).filter(|cell| !cell.trim().is_empty());
    cells.next().is_some_and(|cell| cell.trim().bytes().all(|byte| byte == 0x1a)) && cells.next().is_none()
}

/// Returns the error about a header with its columns in another order than the list's. The columns of the rows below it are
/// unknown.
pub(crate) fn reordered_header_error(row: &Row<'_>) -> Option<Finding<'static>> {
    (row.header == Some(RepeatedHeader::Reordered)).then(|| error(row, Message::HeaderReordered))
}

/// Returns the error about a row below a reordered header, which is in the row `header`.
pub(crate) fn below_reordered_header(row: &Row<'_>, header: u64) -> Finding<'static> {
    error(row, Message::UnderReordered { row: header })
}

fn error(row: &Row<'_>, message: Message) -> Finding<'static> {
    Finding { severity: Severity::Error, ..Finding::new(Rule::HeaderBelow, whole_row(row), message) }
}

fn whole_row(row: &Row<'_>) -> Location {
    Location { column: None, ..row.location(Column::Name) }
}

/// Number of rows around a row that are searched for a header or a footer; a block of titles is shorter.
const SEARCHED: isize = 16;

/// Returns the message about a row without an address in its column of addresses that is part of the layout.
fn layout_message<'a>(row: &Row<'a>, cells: &[FilledCell<'a>], neighbors: Neighbors<'_, 'a>) -> Option<Message> {
    let first = cells.first()?;
    if is_end_of_file(row) {
        return Some(Message::EndOfFile);
    }
    if is_totals(row, cells) {
        return Some(Message::Totals);
    }
    if cells.iter().all(|cell| is_rule(cell.text)) && cells.iter().any(|cell| cell.text.chars().count() > 1) {
        return Some(Message::SeparatorRow);
    }
    if cells.iter().all(|cell| is_tag(cell.text)) && (cells.len() > 1 || first.text.contains('+')) {
        return Some(Message::TagRow);
    }
    if cells.iter().any(|cell| cell.column == Some(Column::Role) && role_meaning(cell.text).is_some()) {
        return None;
    }
    if is_incomplete(first.text) && is_note_row(cells) {
        return Some(Message::ListIncomplete);
    }
    if is_footer(first.text) && is_note_row(cells) {
        // "Do not distribute" and "Status is not inactive" are texts of programs.
        let is_of_program = starts_with_layout_word(first.text, LayoutWord::Footer);
        let is_doubtful = !is_of_program && cells.iter().any(|cell| has_doubt(cell.text));
        return Some(if is_doubtful { Message::HeadingUnclear } else { Message::NoteSkipped });
    }
    let is_lone_doubt = || matches!(cells, [only] if has_doubt(only.text));
    if is_below_header(neighbors) && are_instructions(cells) && !is_lone_doubt() {
        return Some(Message::InstructionRow);
    }
    if cells.iter().all(|cell| cell.column.is_none() && is_number(cell.text)) {
        return Some(Message::NoteSkipped);
    }
    let cell = lone_text(cells)?;
    // The end of the last cell of the record above, after a line break.
    let is_short = matches!(row.damage, Some(RowError::TooShort { .. }));
    let may_be_rest = is_short && cells.len() == 1 && is_contact(&neighbors(-1));
    let is_beside = cell.column.is_none() && cell.at > 0;
    if is_of_list(cell) || has_doubt(cell.text) && !is_beside {
        return None;
    }
    if is_decorated(cell.text) {
        return Some(Message::HeadingSkipped);
    }
    // A number in a column of the template may be a value: "Once upon a time" with 5 as its job title.
    let has_values = cells.iter().any(|other| other.column.is_some() && is_number(other.text));
    let may_be_name = cell.column == Some(Column::Name) && is_name_with_particles(cell.text);
    if (is_sentence(cell.text) && !may_be_name || is_link(cell.text)) && !has_values {
        return (!may_be_rest || !is_beside_short(neighbors)).then_some(Message::NoteSkipped);
    }
    let is_title_cell = matches!(cell.column, None | Some(Column::Name)) || cell.at == 0;
    if may_be_rest || !is_title_cell {
        return None;
    }
    if is_heading(cell.text) || is_above_header(neighbors) {
        return Some(Message::HeadingSkipped);
    }
    (cell.column.is_none() || is_in_footer(neighbors)).then_some(Message::NoteSkipped)
}

/// Returns the message about a row with an example, directly below the header.
fn example(row: &Row<'_>, neighbors: Neighbors<'_, '_>) -> Option<Message> {
    let email = row.cells[Column::Email].trim();
    // RFC 2606 reserves these domains for examples.
    let is_reserved = || ["@example.com", "@example.org", "@example.net"].iter().any(|domain| email.ends_with(domain));
    // "ej@contoso.com" and "Ej Lee <ej@contoso.com>" are addresses of persons.
    let is_marked = || {
        email.contains(char::is_whitespace)
            && !email.contains('<')
            && starts_with_layout_word(email, LayoutWord::Example)
    };
    let name = row.cells[Column::Name];
    let is_candidate =
        is_marked() || is_example(name) || is_reserved() && starts_with_layout_word(name, LayoutWord::Example);
    (is_candidate && is_below_header(neighbors)).then_some(Message::InstructionRow)
}

/// Returns whether a text is a name with particles, which are also words of sentences: "Ann zur Linde", "Bo auf der Heide".
fn is_name_with_particles(text: &str) -> bool {
    const PARTICLES: [&str; 20] = [
        "zu", "zur", "zum", "vom", "von", "van", "der", "den", "dem", "auf", "aus", "de", "di", "da", "dos", "la",
        "le", "per", "por", "con",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_capitalized =
        |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-');
    let ends_are_names =
        words.first().is_some_and(|word| is_capitalized(word)) && words.last().is_some_and(|word| is_capitalized(word));
    ends_are_names && words.len() <= 5 && words.iter().all(|word| is_capitalized(word) || PARTICLES.contains(word))
}

/// Returns the only cell with a text; others may have numbers.
fn lone_text<'c, 'a>(cells: &'c [FilledCell<'a>]) -> Option<&'c FilledCell<'a>> {
    let mut texts = cells.iter().filter(|cell| !is_number(cell.text));
    let first = texts.next()?;
    texts.next().is_none().then_some(first)
}

/// Returns whether a row has room for a note only: one cell, or a second for its value or after a comma. Beside a cell of another
/// column of the list, such as "Source: CRM", a name may be a contact.
fn is_note_row(cells: &[FilledCell<'_>]) -> bool {
    // "Generated by" has the name of a user beside it; "Please add Zoe Fox" has her values.
    let is_of_program = |first: &FilledCell<'_>| starts_with_layout_word(first.text, LayoutWord::Footer);
    match cells {
        [first] => !is_of_list(first),
        [first, second] => match (first.column, second.column) {
            (Some(Column::Name), None) | (None, None) => true,
            (Some(Column::Name), Some(Column::Email)) => is_of_program(first) || second.text.contains(' '),
            (Some(Column::Name), _) => is_number(second.text),
            _ => false,
        },
        _ => false,
    }
}

fn is_number(text: &str) -> bool {
    !text.contains(char::is_alphabetic) && text.contains(|c: char| c.is_ascii_digit())
}

/// Returns whether a cell is in a column of a list of codes, whose further cells may continue the list of the row above.
fn is_of_list(cell: &FilledCell<'_>) -> bool {
    matches!(cell.column, Some(Column::Countries | Column::States))
}

fn is_footer(text: &str) -> bool {
    text.starts_with('\u{a9}')
        || kinds_at_start(text).has_any([LayoutWord::Footer, LayoutWord::Request, LayoutWord::Label])
}

/// Returns whether a text is drawn as a line, as in tables of Markdown and of database clients.
fn is_rule(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(
            c,
            '-' | '=' | '+' | ':' | '|' | '_' | '*' | '~' | '.' | ' ' | '\u{2013}' | '\u{2014}' | '\u{2500}'
                ..='\u{257f}'
        )
    })
}

/// Returns whether a text is a tag of the Humanitarian Exchange Language (hxlstandard.org): `#contact+name`.
fn is_tag(text: &str) -> bool {
    let is_word = |word: &str| {
        let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        word.trim().starts_with(|c: char| c.is_ascii_lowercase()) && word.trim().chars().all(is_letter)
    };
    text.strip_prefix('#').is_some_and(|tag| !tag.starts_with(' ') && tag.split('+').all(is_word))
}

/// Returns whether a text has marks around it, or a colon after it: `— DACH —`, `## Sales`, `Partners:`.
fn is_decorated(text: &str) -> bool {
    let is_mark = |c: char| c != ' ' && is_rule(c.encode_utf8(&mut [0; 4]));
    text.contains(char::is_alphabetic)
        && (text.ends_with([':', '\u{ff1a}'])
            || ["##", "=="].iter().any(|start| text.starts_with(start))
            || text.starts_with(is_mark) && text.ends_with(is_mark) && !text.ends_with('.'))
}

fn is_link(text: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|start| text.starts_with(start)) && !text.contains(' ')
}

/// Number of columns of the template that a row of descriptions has at least, the e-mail address among them.
const DESCRIBED: usize = 4;

/// Returns whether the cells are the instructions of a template, such as "required" or "max. 50 characters".
fn are_instructions(cells: &[FilledCell<'_>]) -> bool {
    let is_strong = |text: &str| {
        is_required(text)
            || starts_with_layout_word(text, LayoutWord::Example)
            || starts_with_layout_word(text, LayoutWord::Instruction)
                && text.contains(|c: char| c == ':' || c.is_ascii_digit())
    };
    let is_weak = |text: &str| is_description(text) || label_meaning(text).is_some();
    let has_email = cells.iter().any(|cell| cell.column == Some(Column::Email));
    let strong = cells.iter().filter(|cell| is_strong(cell.text)).count();
    let is_lone = || matches!(cells, [only] if strong == 1 && only.text.len() > 1 && !is_of_list(only));
    // "Full name", "Work e-mail", "one of four roles": no cell is a value of its column.
    let describes_columns = || {
        let is_described = |column| {
            let is_label = |text: &str| label_meaning(text).is_some_and(|(meaning, _)| meaning.column == column);
            let cell = cells.iter().find(|cell| cell.column == Some(column))?;
            Some((is_label(cell.text) || is_description(cell.text), !is_label(cell.text)))
        };
        let described: Vec<_> = Column::ALL.into_iter().filter_map(is_described).collect();
        described.len() >= DESCRIBED
            && described.iter().all(|(is_of_column, _)| *is_of_column)
            && described.iter().any(|(_, is_description)| *is_description)
    };
    let is_clear =
        || cells.len() > 1 && strong > 0 && (has_email || strong == cells.len()) || has_email && describes_columns();
    cells.iter().all(|cell| is_strong(cell.text) || is_weak(cell.text)) && (is_clear() || is_lone())
}

/// Returns whether a whole text says that a value is required, or names a type: `(optional)`, `varchar(255)`, `*`.
fn is_required(text: &str) -> bool {
    text == "*"
        || is_layout_word(text, LayoutWord::Required)
        || text.split(['/', ',', ';']).all(|part| is_layout_word(part, LayoutWord::Required))
}

/// Returns whether only instructions and blank rows are between a row and a header above it.
fn is_below_header(neighbors: Neighbors<'_, '_>) -> bool {
    (1..SEARCHED).find_map(|distance| match neighbors(-distance) {
        Neighbor::Header => Some(true),
        Neighbor::Row { cells, .. } => {
            let is_layout = |cell: &FilledCell<'_>| is_rule(cell.text) || is_tag(cell.text);
            let has_example = || cells.iter().any(|cell| cell.column == Some(Column::Name) && is_example(cell.text));
            (!cells.iter().all(is_layout) && !are_instructions(&cells) && !has_example()).then_some(false)
        }
        Neighbor::Unknown => Some(false),
    }) == Some(true)
}

/// Returns whether a row is a title of the repeated header below it: it is directly above it, or it is part of a block of titles that
/// is separate from the contacts above.
fn is_above_header(neighbors: Neighbors<'_, '_>) -> bool {
    let is_header = |distance: isize| match neighbors(distance) {
        Neighbor::Header => Some(true),
        Neighbor::Row { cells, .. } => (!cells.is_empty() && lone_text(&cells).is_none()).then_some(false),
        Neighbor::Unknown => Some(false),
    };
    matches!(neighbors(1), Neighbor::Header)
        || is_separate(&beyond_block(neighbors, -1).0) && (1..SEARCHED).find_map(is_header) == Some(true)
}

/// Returns whether a row is part of a footer: a blank row is above the block, and one of its texts is known from footers.
fn is_in_footer(neighbors: Neighbors<'_, '_>) -> bool {
    let ((above, has_footer_above), (below, has_footer_below)) =
        (beyond_block(neighbors, -1), beyond_block(neighbors, 1));
    (has_footer_above || has_footer_below)
        && is_separate(&above)
        && (is_separate(&below) || matches!(below, Neighbor::Unknown))
}

/// Returns the first row above (-1) or below (1) that isn't a single text or a footer, and whether one of those before it is a footer.
fn beyond_block<'a>(neighbors: Neighbors<'_, 'a>, step: isize) -> (Neighbor<'a>, bool) {
    let mut has_footer = false;
    let mut distance = step;
    loop {
        let neighbor = neighbors(distance);
        let is_of_block = match &neighbor {
            Neighbor::Row { cells, .. } if cells.first().is_some_and(|first| is_footer(first.text)) => {
                has_footer = true;
                true
            }
            Neighbor::Row { cells, .. } => lone_text(cells).is_some(),
            Neighbor::Header | Neighbor::Unknown => false,
        };
        if !is_of_block {
            return (neighbor, has_footer);
        }
        if distance.abs() >= SEARCHED {
            return (neighbor, false);
        }
        distance += step;
    }
}

/// Returns whether a row is blank or a header.
fn is_separate(neighbor: &Neighbor<'_>) -> bool {
    match neighbor {
        Neighbor::Header => true,
        Neighbor::Row { cells, .. } => cells.is_empty(),
        Neighbor::Unknown => false,
    }
}

/// Returns whether a row has several cells, or isn't known.
fn is_contact(neighbor: &Neighbor<'_>) -> bool {
    match neighbor {
        Neighbor::Header => false,
        Neighbor::Row { cells, .. } => cells.len() > 1,
        Neighbor::Unknown => true,
    }
}

/// Returns whether the row above or below is too short and has several cells, so that a line break may have parted them.
fn is_beside_short(neighbors: Neighbors<'_, '_>) -> bool {
    [-1, 1].into_iter().any(|offset| match neighbors(offset) {
        Neighbor::Row { cells, is_damaged } => is_damaged && cells.len() > 1,
        Neighbor::Header | Neighbor::Unknown => false,
    })
}

/// Returns the texts of this row that aren't empty, without those of columns that `--set` fills in every row.
fn filled_cells<'r>(row: &'r Row<'_>) -> impl Iterator<Item = &'r str> {
    let cells = Column::ALL.into_iter().filter(|column| row.columns[*column].is_some());
    cells.map(|column| row.cells[column].trim()).filter(|text| !text.is_empty())
}

/// Returns whether a row has a word for a total, and otherwise only texts with numbers. If the word isn't in the six columns, this
/// is true of all cells.
fn is_totals(row: &Row<'_>, cells: &[FilledCell<'_>]) -> bool {
    let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let has_number = cells.iter().any(|cell| has_digit(cell.text));
    // "Sum" and "Suma" are names of persons too.
    let is_total = |text: &str| is_total(text) && (has_number || !starts_with_layout_word(text, LayoutWord::Person));
    let is_part = |text: &str| is_total(text) || has_digit(text);
    filled_cells(row).all(is_part)
        && (filled_cells(row).any(is_total)
            || cells.iter().all(|cell| is_part(cell.text)) && cells.iter().any(|cell| is_total(cell.text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::ColumnMap;
    use crate::i18n::Language;

    /// Returns the finding about a row alone.
    fn skipped<'a>(row: &Row<'a>) -> Option<Finding<'a>> {
        let cells = Column::ALL.into_iter().map(|column| FilledCell {
            at: column as u32,
            column: Some(column),
            text: row.cells[column],
        });
        let cells: Vec<FilledCell<'a>> = cells.filter(|cell| !cell.text.is_empty()).collect();
        non_contact_row(row, &|offset| match offset {
            0 => Neighbor::Row { cells: cells.clone(), is_damaged: false },
            _ => Neighbor::Unknown,
        })
    }

    fn row(cells: [&str; 6]) -> Row<'_> {
        Row { cells: ColumnMap(cells), columns: ColumnMap([Some(0); 6]), ..Row::default() }
    }

    #[test]
    fn totals_are_skipped_and_contacts_are_not() {
        let is_totals = |cells| skipped(&row(cells)).is_some_and(|finding| finding.message == Message::Totals);
        for cells in [
            ["Total", "", "", "", "44", ""],
            ["TOTAL: 44 contacts", "", "", "", "", ""],
            ["Summe", "", "", "", "12 Länder", ""],
            ["", "", "", "Gesamt:", "44", ""],
            ["Total général", "44", "", "", "", ""],
            ["合計", "44", "", "", "", ""],
            ["Grand Total", "", "", "", "", ""],
            ["Subtotal Germany", "", "", "", "3", ""],
            ["Summe DE", "", "", "", "", ""],
            ["Total (US): 12", "", "", "", "", ""],
            ["Zwischensumme DACH", "12", "", "", "", ""],
            ["2 contacts", "", "", "", "", ""],
            ["", "44 Kontakte", "", "", "", ""],
            ["Contacts: 44", "", "", "", "", ""],
        ] {
            assert!(is_totals(cells), "{cells:?}");
        }
        for cells in [
            ["Total Wang", "", "", "", "", ""],
            ["Summe Lee", "", "CEO", "", "", ""],
            ["Total", "", "CEO", "Partner sales", "US", ""],
            ["44", "", "", "", "", ""],
            ["2 Ann Lee", "", "", "", "", ""],
            ["Contacts", "", "", "", "", ""],
            ["Contacts Germany", "", "", "", "", ""],
            ["Total Germany", "", "CEO", "", "", ""],
            ["Totally Germany", "", "", "", "", ""],
            ["", "", "", "", "", ""],
        ] {
            assert!(!is_totals(cells), "{cells:?}");
        }
    }

    #[test]
    fn reordered_headers_are_errors() {
        let header = Row { header: Some(RepeatedHeader::Reordered), number: 40, ..Row::default() };
        assert!(reordered_header_error(&header).unwrap().is_blocking() && skipped(&header).is_none());
        assert!(reordered_header_error(&Row::default()).is_none());
        let below = below_reordered_header(&Row { number: 41, ..Row::default() }, 40);
        assert!(below.is_blocking() && below.localize(Language::En).to_string().contains("the header in row 40"));
    }
}
