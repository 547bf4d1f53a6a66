//! Short cell records of .xlsb, which calamine 0.38 skips silently: their record has no column, because they are right
//! of the cell before. Excel reads them and seldom writes them; SheetJS writes them since 0.17. Source: [MS-XLSB]
//! 2.2.1, BrtShortBlank to BrtShortIsst.

/// The types of short records. Each is 11 above that of the long record, which has a column in addition.
const SHORT_CELLS: std::ops::RangeInclusive<u32> = 12..=18;
const BELOW: u32 = 11;
/// The types of long records, which begin with their column.
const CELLS: std::ops::RangeInclusive<u32> = 1..=11;
/// The type of the record that begins a row.
const ROW: u32 = 0;

/// Replaces short records by long ones; `None` if the sheet has none, or isn't a sequence of records.
pub(super) fn repair_short_cells(sheet: &[u8]) -> Option<Vec<u8>> {
    let mut filled = Vec::with_capacity(sheet.len() + sheet.len() / 2);
    let (mut rest, mut next, mut has_some) = (sheet, 0_u32, false);
    while !rest.is_empty() {
        let before = rest;
        let kind = number(&mut rest, 2)?;
        let length = number(&mut rest, 4)?;
        let (body, behind) = rest.split_at_checked(length as usize)?;
        rest = behind;
        if SHORT_CELLS.contains(&kind) {
            has_some = true;
            put(kind - BELOW, &mut filled);
            put(length + 4, &mut filled);
            filled.extend(next.to_le_bytes());
            filled.extend_from_slice(body);
            next = next.wrapping_add(1);
            continue;
        }
        if kind == ROW {
            next = 0;
        } else if CELLS.contains(&kind) {
            next = u32::from_le_bytes(*body.first_chunk()?).wrapping_add(1);
        }
        filled.extend_from_slice(&before[..before.len() - rest.len()]);
    }
    has_some.then_some(filled)
}

/// Reads a number of at most so many bytes, with seven bits in each.
fn number(records: &mut &[u8], most: u32) -> Option<u32> {
    let mut value = 0;
    for index in 0..most {
        let (byte, rest) = records.split_first()?;
        *records = rest;
        value |= u32::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(value)
}

fn put(mut number: u32, records: &mut Vec<u8>) {
    while number > 0x7f {
        records.push(number as u8 | 0x80);
        number >>= 7;
    }
    records.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_cells_get_the_column_behind_the_one_before() {
        let style = [0; 4];
        let sheet = [
            &[0x81, 0x01, 0x00][..], // the start of a sheet
            &[0x00, 0x01, 9],        // a row
            &[18, 8],
            &style,
            &[1, 0, 0, 0], // a shared text, A
            &[7, 12, 4, 0, 0, 0],
            &style,
            &[2, 0, 0, 0], // a whole cell, E
            &[16, 12],
            &style,
            &[0; 8], // a number, F
            &[0x00, 0x01, 9],
            &[12, 4],
            &style, // nothing, A
        ]
        .concat();
        let expected = [
            &[0x81, 0x01, 0x00][..],
            &[0x00, 0x01, 9],
            &[7, 12, 0, 0, 0, 0],
            &style,
            &[1, 0, 0, 0],
            &[7, 12, 4, 0, 0, 0],
            &style,
            &[2, 0, 0, 0],
            &[5, 16, 5, 0, 0, 0],
            &style,
            &[0; 8],
            &[0x00, 0x01, 9],
            &[1, 8, 0, 0, 0, 0],
            &style,
        ]
        .concat();
        assert_eq!(repair_short_cells(&sheet), Some(expected));
    }

    #[test]
    fn other_sheets_stay_as_they_are() {
        // The start of a sheet (129), then a row (0) whose three bytes would be a short cell by themselves.
        assert_eq!(repair_short_cells(&[0x81, 0x01, 0x00, 0x00, 0x03, 17, 17, 17]), None);
        for cut in [&[0x00, 0x80][..], &[18, 8, 0, 0], &[7, 2, 0, 0], &[0x80]] {
            assert_eq!(repair_short_cells(cut), None, "{cut:?}");
        }
    }
}
