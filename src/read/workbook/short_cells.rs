//! Cells of a .xlsb that calamine 0.38 leaves out without a word: those whose record names no column, since they stand right
//! of the one before. Excel reads them and seldom writes them; SheetJS writes them since 0.17. Source: [MS-XLSB] 2.2.1,
//! BrtShortBlank to BrtShortIsst.

use std::io::{self, BufReader, Read, Seek};

/// The records of such cells.
const SHORT_CELLS: std::ops::RangeInclusive<u32> = 12..=18;

/// Whether a worksheet of the workbook has such cells.
pub(super) fn has_some(stream: impl Read + Seek) -> io::Result<bool> {
    let mut archive = zip::ZipArchive::new(stream)?;
    for at in 0..archive.len() {
        let entry = archive.by_index(at)?;
        let name = entry.name()?.to_ascii_lowercase();
        if name.starts_with("xl/worksheets/") && name.ends_with(".bin") && records_have_some(BufReader::new(entry))? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn records_have_some(mut records: impl Read) -> io::Result<bool> {
    while let Some(kind) = number(&mut records, 2)? {
        if SHORT_CELLS.contains(&kind) {
            return Ok(true);
        }
        let Some(length) = number(&mut records, 4)? else { break };
        io::copy(&mut records.by_ref().take(u64::from(length)), &mut io::sink())?;
    }
    Ok(false)
}

/// A number of so many bytes at most, seven bits in each; none at the end.
fn number(records: &mut impl Read, most: u32) -> io::Result<Option<u32>> {
    let mut value = 0;
    for at in 0..most {
        let mut byte = [0];
        if records.read(&mut byte)? == 0 {
            return Ok(None);
        }
        value |= u32::from(byte[0] & 0x7f) << (7 * at);
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    Ok(Some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_walked_by_their_length() {
        // The start of a sheet (129), then a row (0) whose three bytes would be a short cell by themselves.
        assert!(!records_have_some(&[0x81, 0x01, 0x00, 0x00, 0x03, 17, 17, 17][..]).unwrap());
        assert!(records_have_some(&[0x81, 0x01, 0x00, 0x00, 0x01, 9, 17, 0x00][..]).unwrap());
        assert!(!records_have_some(&[0x00, 0x80][..]).unwrap());
    }
}
