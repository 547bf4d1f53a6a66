//! Converts a list inside a WebAssembly module. Bytes go in and out one at a time, so that no pointer crosses the border: this is a
//! test of the library, not an interface for a page.

use std::cell::RefCell;

use cosell_contacts::{CollectingReport, Format, Input, Layout, NormalizeSettings, ReadSettings, Rejects, Rows, Writer, convert};

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Appends a byte to the input.
#[unsafe(no_mangle)]
pub extern "C" fn push(byte: u32) {
    INPUT.with_borrow_mut(|input| input.push(byte as u8));
}

/// Converts the input, to XLSX if `to_xlsx` isn't 0 and else to CSV, and clears it. Returns the number of bytes of the output, or a
/// negative number if there is none: -1 if the input can't be read, -2 if rows were rejected.
#[unsafe(no_mangle)]
pub extern "C" fn run(to_xlsx: u32) -> i64 {
    let input = INPUT.with_borrow_mut(std::mem::take);
    let format = if to_xlsx == 0 { Format::Csv } else { Format::Xlsx };
    let converted = (|| {
        let mut rows = Rows::open(Input::bytes("list", input), ReadSettings::default()).ok()?;
        let mut writer = Writer::new(std::io::Cursor::new(Vec::new()), &Layout::new(format)).ok()?;
        let no_rejects = None::<&mut Rejects<Vec<u8>>>;
        let mut report = CollectingReport::default();
        let summary = convert(&mut rows, NormalizeSettings::default(), &mut writer, no_rejects, &mut report).ok()?;
        Some((summary, writer.finish().ok()?.into_inner()))
    })();
    match converted {
        None => -1,
        Some((summary, _)) if summary.blocking > 0 => -2,
        Some((_, bytes)) => {
            let length = bytes.len() as i64;
            OUTPUT.set(bytes);
            length
        }
    }
}

/// Returns a byte of the output.
#[unsafe(no_mangle)]
pub extern "C" fn byte_at(index: u32) -> u32 {
    OUTPUT.with_borrow(|output| u32::from(output[index as usize]))
}
