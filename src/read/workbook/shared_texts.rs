use memchr::memmem;

use super::package::Part;
use crate::read::limits::{Limit, Limits, Reached};

/// The texts that cells share are all held in memory. So they are counted, and how many they are said to be is looked at:
/// calamine 0.38 takes memory for as many before it reads the first.
#[derive(Debug)]
pub(super) struct SharedTexts {
    limits: Limits,
    name: String,
    /// Twice as many as were counted.
    halves: u64,
    /// What is not looked at yet: a pattern may go on in what comes next.
    seen: Vec<u8>,
}

/// A pattern with what follows it is not longer.
const LONGEST: usize = 128;
/// A text takes so many bytes at least, the tags around it included. So much of each is allowed.
const BYTES_OF_EACH: u64 = 48;
const COUNT: &[u8] = b"uniqueCount";

impl SharedTexts {
    /// Whether the part of this name has them.
    pub(super) fn is_in(name: &str) -> bool {
        name.to_ascii_lowercase().ends_with("sharedstrings.xml")
    }

    pub(super) fn new(limits: &Limits, part: &Part) -> Result<Self, Reached> {
        let texts = SharedTexts { limits: limits.clone(), name: part.name.clone(), halves: 0, seen: Vec::new() };
        if part.size > limits.get(Limit::Strings).saturating_mul(BYTES_OF_EACH) {
            Err(texts.reached())
        } else {
            Ok(texts)
        }
    }

    fn reached(&self) -> Reached {
        self.limits.reached(Limit::Strings, &self.name)
    }

    /// Looks at the next bytes of the part.
    pub(super) fn see(&mut self, bytes: &[u8], is_end: bool) -> Result<(), Reached> {
        self.seen.extend_from_slice(bytes);
        let end = if is_end { self.seen.len() } else { self.seen.len().saturating_sub(LONGEST) };
        let count = |pattern| memmem::find_iter(&self.seen, pattern).take_while(|at| *at < end).count() as u64;
        // With a prefix, what ends a text counts too.
        self.halves += 2 * count(b"<si") + count(b":si");
        let most = self.limits.get(Limit::Strings);
        let mut said = memmem::find_iter(&self.seen, COUNT).take_while(|at| *at < end);
        if self.halves / 2 > most || said.any(|at| number_behind(&self.seen[at + COUNT.len()..]) > most) {
            return Err(self.reached());
        }
        self.seen.drain(..end);
        Ok(())
    }
}

/// The number in quotation marks behind the name of an attribute; 0 where there is none.
fn number_behind(text: &[u8]) -> u64 {
    let text = text.trim_ascii_start().strip_prefix(b"=").unwrap_or_default().trim_ascii_start();
    let digits = text.iter().skip(1).map_while(|byte| byte.is_ascii_digit().then(|| u64::from(byte - b'0')));
    digits.fold(0, |number: u64, digit| number.saturating_mul(10).saturating_add(digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn see(text: &str, step: usize, most: u64) -> Result<(), Reached> {
        let mut limits = Limits::default();
        limits.set(Limit::Strings, most);
        let mut texts = SharedTexts { limits, name: "xl/sharedStrings.xml".to_owned(), halves: 0, seen: Vec::new() };
        let chunks: Vec<&[u8]> = text.as_bytes().chunks(step).collect();
        let last = chunks.len() - 1;
        chunks.into_iter().enumerate().try_for_each(|(at, chunk)| texts.see(chunk, at == last))
    }

    #[test]
    fn texts_are_counted_wherever_they_are_cut() {
        let texts = "<sst uniqueCount=\"3\">".to_owned() + &"<si><t>sir, sister</t></si>".repeat(100);
        let prefixed = "<x:sst>".to_owned() + &"<x:si><x:t>a</x:t></x:si>".repeat(100);
        for step in [1, 2, 3, 7, 64, 127, 128, 129, 5000] {
            assert!(see(&texts, step, 100).is_ok() && see(&texts, step, 99).is_err(), "{step}");
            assert!(see(&prefixed, step, 100).is_ok() && see(&prefixed, step, 99).is_err(), "{step}");
            for count in ["uniqueCount=\"101\"", "uniqueCount = '0000000000000000000000000000000000101'"] {
                assert!(see(&format!("{}<sst {count}>", " ".repeat(99)), step, 100).is_err(), "{step}");
            }
        }
    }
}
