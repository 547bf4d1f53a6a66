use std::io::Write;
use std::path::Path;

use anstyle::AnsiColor;
use cosell_contacts::finding::{Report, Summary};
use cosell_contacts::list::List;
use cosell_contacts::normalize;
use cosell_contacts::read::{self, Input, Rows};
use cosell_contacts::render::sanitized;
use same_file::Handle;

use crate::exit::Failure;

/// Reads inputs one after another into one list, and gives what is found to the report.
pub(crate) fn hold(
    inputs: &[&Path],
    reading: &read::Settings,
    judging: &normalize::Settings,
    report: &mut dyn Report,
) -> Result<(List, Summary), Failure> {
    tell_repeated(inputs)?;
    let (mut list, mut summary) = (List::default(), Summary::default());
    let reading = read::Settings { is_shared: inputs.len() > 1, ..reading.clone() };
    for input in inputs {
        let mut rows = Rows::open(Input::path(input), reading.clone())?;
        summary.add(&list.read(&mut rows, judging.clone(), report)?);
    }
    Ok((list, summary))
}

/// Says which inputs are one file; standard input can be read only once.
pub(crate) fn tell_repeated(inputs: &[&Path]) -> Result<(), Failure> {
    if inputs.iter().filter(|input| input.as_os_str() == "-").count() > 1 {
        return Err(Failure::trouble("standard input is named twice", "Name it once."));
    }
    // A pipe can't be asked what it is without opening it.
    let handles: Vec<Option<Handle>> =
        inputs.iter().map(|input| Handle::from_path(input).ok().filter(|_| input.is_file())).collect();
    for (at, handle) in handles.iter().enumerate().filter(|(_, handle)| handle.is_some()) {
        if let Some(first) = handles[..at].iter().position(|earlier| earlier == handle) {
            tell_warning(&match inputs[first] == inputs[at] {
                true => format!("{} is given twice", inputs[at].display()),
                false => format!("{} and {} are the same file", inputs[first].display(), inputs[at].display()),
            });
        }
    }
    Ok(())
}

/// Says on standard error what is worth a look.
fn tell_warning(sentence: &str) {
    let yellow = AnsiColor::Yellow.on_default().bold();
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "{yellow}warning{yellow:#}: {}", sanitized(sentence));
}
