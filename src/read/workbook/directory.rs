//! The directory of a zip whose parts are not packed, all of it in 64 bits (APPNOTE 4.3.12 to 4.3.16).

use super::package::Part;

/// What stands before each part: readers look in it only for where the part begins.
pub(super) const HEADER: [u8; 30] = {
    let mut header = [0; 30];
    (header[0], header[1], header[2], header[3], header[4]) = (b'P', b'K', 3, 4, 45);
    header
};

const ENTRY: u32 = 0x0201_4b50;
const END_64: u32 = 0x0606_4b50;
const LOCATOR_64: u32 = 0x0706_4b50;
const END: u32 = 0x0605_4b50;
/// Names are in UTF-8.
const UTF_8: u16 = 1 << 11;

/// The directory, which starts there.
pub(super) fn of(parts: &[Part], at: u64) -> Vec<u8> {
    let mut bytes = Bytes(Vec::new());
    for part in parts {
        bytes.four(ENTRY).two(45).two(45).two(UTF_8).two(0).four(0).four(part.crc32).four(u32::MAX).four(u32::MAX);
        bytes.two(part.name.len() as u16).two(28).two(0).two(0).two(0).four(0).four(u32::MAX);
        bytes.0.extend_from_slice(part.name.as_bytes());
        bytes.two(1).two(24).eight(part.size).eight(part.size).eight(part.at);
    }
    let (count, length) = (parts.len() as u64, bytes.0.len() as u64);
    bytes.four(END_64).eight(44).two(45).two(45).four(0).four(0).eight(count).eight(count).eight(length).eight(at);
    bytes.four(LOCATOR_64).four(0).eight(at + length).four(1);
    bytes.four(END).two(0).two(0).two(u16::MAX).two(u16::MAX).four(u32::MAX).four(u32::MAX).two(0);
    bytes.0
}

/// Numbers with their lowest byte first.
struct Bytes(Vec<u8>);

impl Bytes {
    fn two(&mut self, number: u16) -> &mut Self {
        self.0.extend(number.to_le_bytes());
        self
    }

    fn four(&mut self, number: u32) -> &mut Self {
        self.0.extend(number.to_le_bytes());
        self
    }

    fn eight(&mut self, number: u64) -> &mut Self {
        self.0.extend(number.to_le_bytes());
        self
    }
}
