//! A row of delimited text as its bytes stand in the file.

use memchr::{memchr, memchr2_iter};

/// Whether a cell has a line break and, beyond it, what looks like another row: an address among delimiters.
pub(super) fn holds_rows(cell: &[u8], delimiter: u8) -> bool {
    cell.split(|&byte| byte == b'\n' || byte == b'\r').nth(1).is_some()
        && cell.split(|&byte| byte == delimiter).filter(|part| !part.trim_ascii().is_empty()).nth(2).is_some()
        && cell.split(|&byte| byte == delimiter).any(is_address)
}

fn is_address(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    text.contains(&b'@') && !text.iter().any(u8::is_ascii_whitespace)
}

/// Whether a cell of a row, as the row stands in the file, starts with a space and not with a quotation mark.
pub(super) fn starts_with_space(raw: &[u8], cell: usize, delimiter: u8) -> bool {
    cell_starts(raw, delimiter).nth(cell).is_some_and(|start| raw.get(start) == Some(&b' '))
}

/// Where the cells of a row start. A quotation mark opens at the start of a cell, and is a sign like any other elsewhere.
fn cell_starts(raw: &[u8], delimiter: u8) -> impl Iterator<Item = usize> {
    let after = move |start: usize| {
        let mut at = start;
        if raw.get(at) == Some(&b'"') {
            // A doubled one doesn't close.
            at += 1;
            loop {
                at += raw.get(at..)?.iter().position(|&byte| byte == b'"')? + 1;
                if raw.get(at) != Some(&b'"') {
                    break;
                }
                at += 1;
            }
        }
        Some(at + raw.get(at..)?.iter().position(|&byte| byte == delimiter)? + 1)
    };
    std::iter::successors(Some(0), move |&start| after(start))
}

/// The lines that end in a row, in any of the three ways.
pub(super) fn lines(raw: &[u8], after_return: &mut bool) -> u64 {
    if memchr(b'\r', raw).is_none() {
        *after_return = false;
        return memchr::memchr_iter(b'\n', raw).count() as u64;
    }
    let mut lines = 0;
    let mut last_return = None;
    for at in memchr2_iter(b'\n', b'\r', raw) {
        let ends_return = raw[at] == b'\n' && at > 0 && last_return == Some(at - 1);
        lines += u64::from(!ends_return);
        last_return = (raw[at] == b'\r').then_some(at);
    }
    *after_return = last_return.is_some_and(|at| at + 1 == raw.len());
    lines
}
