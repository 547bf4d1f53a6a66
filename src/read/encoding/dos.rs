//! The code pages of MS-DOS, which Excel still writes as "CSV (MS-DOS)". The WHATWG Encoding Standard has only one of them, 866.

use yore::{CodePage, code_pages};

/// A code page of MS-DOS. Its first half is ASCII.
pub(super) struct DosCodePage {
    number: &'static str,
    pub(super) name: &'static str,
    page: &'static (dyn CodePage + Sync),
}

pub(super) static DOS_437: DosCodePage = page("437", "CP437", &code_pages::CP437);
pub(super) static DOS_737: DosCodePage = page("737", "CP737", &code_pages::CP737);
pub(super) static DOS_850: DosCodePage = page("850", "CP850", &code_pages::CP850);
pub(super) static DOS_852: DosCodePage = page("852", "CP852", &code_pages::CP852);
pub(super) static DOS_857: DosCodePage = page("857", "CP857", &code_pages::CP857);

/// Those that are not detected because hardly any list is in them.
static OTHERS: [DosCodePage; 6] = [
    page("855", "CP855", &code_pages::CP855),
    page("860", "CP860", &code_pages::CP860),
    page("861", "CP861", &code_pages::CP861),
    page("863", "CP863", &code_pages::CP863),
    page("865", "CP865", &code_pages::CP865),
    page("869", "CP869", &code_pages::CP869),
];

const fn page(number: &'static str, name: &'static str, page: &'static (dyn CodePage + Sync)) -> DosCodePage {
    DosCodePage { number, name, page }
}

impl DosCodePage {
    pub(super) fn from_number(number: &str) -> Option<&'static DosCodePage> {
        let common = [&DOS_437, &DOS_737, &DOS_850, &DOS_852, &DOS_857];
        common.into_iter().chain(&OTHERS).find(|page| page.number == number)
    }

    /// Returns the characters of the bytes from 0x80 on; `None` for a byte that has none.
    pub(super) fn upper_half(&self) -> [Option<char>; 128] {
        std::array::from_fn(|at| {
            let byte = [at as u8 | 0x80];
            self.page.decode(&byte).ok().and_then(|text| text.chars().next())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_pages_have_their_letters_and_gaps() {
        for (page, byte, expected) in [
            (&DOS_437, 0x81, Some('ü')),
            (&DOS_850, 0x9b, Some('ø')),
            (&DOS_852, 0x88, Some('ł')),
            (&DOS_737, 0x80, Some('Α')),
            (&DOS_857, 0x98, Some('İ')),
            (&DOS_857, 0xe7, None),
        ] {
            assert_eq!(page.upper_half()[byte as usize - 0x80], expected, "{} {byte:x}", page.name);
        }
        assert_eq!(DosCodePage::from_number("865").unwrap().name, "CP865");
        assert!(DosCodePage::from_number("1252").is_none());
    }
}
