//! The first records of an .xls ([MS-XLS] 2.4.21, 2.4.117), for errors that calamine 0.38 reports as something else.

/// Returns whether the workbook in the container is protected by a password. Then a record that says so follows the first one, and all
/// records after it are encrypted.
pub(super) fn is_protected(container: &[u8]) -> bool {
    const START: [&[u8]; 2] = [b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00"];
    const WRITE_PROTECTED: u16 = 0x86;
    const FILE_PASS: u16 = 0x2f;
    let starts = container.chunks(512).position(|sector| START.iter().any(|start| sector.starts_with(start)));
    let mut records = starts.and_then(|sector| container.get(sector * 512..)).unwrap_or_default();
    for _ in 0..3 {
        let [kind, length] = match records {
            [a, b, c, d, ..] => [u16::from_le_bytes([*a, *b]), u16::from_le_bytes([*c, *d])],
            _ => return false,
        };
        records = records.get(4 + usize::from(length)..).unwrap_or_default();
        match kind {
            FILE_PASS => return true,
            0x0809 | WRITE_PROTECTED => {}
            _ => return false,
        }
    }
    false
}

/// Returns whether it is an .xls of Excel 2, 3 or 4, which had no container yet.
pub(super) fn is_before_containers(head: &[u8]) -> bool {
    matches!(head, [0x09, 0x00, 0x04, 0x00, ..] | [0x09, 0x02 | 0x04, 0x06, 0x00, ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_seen_behind_the_first_record() {
        let mut container = vec![0; 512];
        container.extend(b"\x09\x08\x10\x00\x00\x06\x05\x00\x17\x19\xcd\x07\xc9\xc0\x00\x00\x06\x04\x00\x00");
        assert!(!is_protected(&container));
        let protected = [&container[..], b"\x86\x00\x00\x00\x2f\x00\x06\x00\x00\x00\x4a\x51\x1a\xcc"].concat();
        assert!(is_protected(&protected));
        assert!(!is_protected(&[&container[..], b"\x42\x00\x02\x00\xe4\x04\x2f\x00\x06\x00"].concat()));
        assert!(!is_protected(&[]));
    }
}
