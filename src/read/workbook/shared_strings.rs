//! The shared strings of an .xlsx: one text for all of them, because a list of a million rows has millions.

use quick_xml::events::Event;

use super::archive::Archive;
use super::xml_pieces::{
    PieceReader, Unsupported, add_rich_text, attributes, behind, check_encoding, usual_string, xml_reader,
};

/// The shared strings of a workbook.
#[derive(Debug, Default)]
pub(super) struct SharedStrings {
    texts: String,
    /// The end of each string in `texts`.
    ends: Vec<u32>,
}

impl SharedStrings {
    /// Reads a part of the archive.
    ///
    /// # Errors
    /// If calamine may read it in another way, or reports an error.
    pub(super) fn read(archive: &mut Archive, part: usize) -> Result<SharedStrings, Unsupported> {
        let mut strings = SharedStrings::default();
        let mut pieces = PieceReader::new(part, "</si>");
        let mut is_inside = false;
        while let Some(piece) = pieces.next(archive)? {
            if strings.add(piece, &mut is_inside)? {
                strings.texts.shrink_to_fit();
                strings.ends.shrink_to_fit();
                return Ok(strings);
            }
        }
        Err(Unsupported)
    }

    /// Adds the strings in a piece, and returns whether it has the end of the list. `is_inside` is whether the list has begun.
    fn add(&mut self, piece: &str, is_inside: &mut bool) -> Result<bool, Unsupported> {
        let mut rest = piece;
        loop {
            // Fast path: strings as most programs write them.
            while let Some((text, behind)) = Some(rest).filter(|_| *is_inside).and_then(usual_item) {
                self.texts.push_str(text);
                self.end_string()?;
                rest = behind;
            }
            let mut reader = xml_reader(rest);
            match reader.read_event()? {
                Event::Start(tag) => match (tag.local_name().as_ref(), *is_inside) {
                    ("sst", false) => {
                        attributes(&tag, [])?;
                        // An element without content ends here.
                        if rest.strip_suffix(behind(rest, &reader)).is_some_and(|tag| tag.ends_with("/>")) {
                            return Ok(true);
                        }
                        *is_inside = true;
                    }
                    ("si", true) => {
                        add_rich_text(&mut reader, tag.name(), &mut self.texts)?;
                        self.end_string()?;
                    }
                    _ => return Err(Unsupported),
                },
                Event::End(tag) if tag.local_name().as_ref() == "sst" && *is_inside => return Ok(true),
                Event::Decl(declaration) => check_encoding(&declaration)?,
                Event::Text(_) | Event::Comment(_) => {}
                Event::Eof => return Ok(false),
                _ => return Err(Unsupported),
            }
            rest = behind(rest, &reader);
        }
    }

    fn end_string(&mut self) -> Result<(), Unsupported> {
        self.ends.push(u32::try_from(self.texts.len()).map_err(|_| Unsupported)?);
        Ok(())
    }

    /// Returns a string by its number.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)? as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.texts.get(start..end)
    }
}

/// Returns the text of the string at the start of the XML, and what is behind it, if it is written as most programs do.
fn usual_item(xml: &str) -> Option<(&str, &str)> {
    let (text, rest) = usual_string(xml.strip_prefix("<si>")?)?;
    Some((text, rest.strip_prefix("</si>")?))
}
