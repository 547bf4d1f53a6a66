//! Sheets with the same name. Spreadsheet programs don't write such workbooks, and calamine finds sheets by their names:
//! it would return the first of them for each. So the later ones get a number, as in `Contacts (2)`.

use std::collections::{HashMap, HashSet};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use super::sheet_marks::attribute;

/// Returns a name that several sheets have.
pub(super) fn repeated<'s>(mut names: impl Iterator<Item = &'s str>) -> Option<&'s str> {
    let mut seen = HashSet::new();
    names.find(|name| !seen.insert(*name))
}

/// Returns the part with the names of the sheets in which each name is unique; `None` if it can't be parsed. The names
/// are attributes of `element`, without its prefix.
pub(super) fn numbered(part: &[u8], element: &str) -> Option<Vec<u8>> {
    let mut reader = Reader::from_reader(part);
    let mut taken = HashSet::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == element => {
                taken.extend(attribute(&tag, "name"));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let mut reader = Reader::from_reader(part);
    let mut writer = Writer::new(Vec::with_capacity(part.len()));
    let mut seen = HashMap::new();
    loop {
        let event = match reader.read_event().ok()? {
            Event::Start(tag) if tag.local_name().as_ref() == element => {
                Event::Start(renamed(tag, &mut seen, &mut taken))
            }
            Event::Empty(tag) if tag.local_name().as_ref() == element => {
                Event::Empty(renamed(tag, &mut seen, &mut taken))
            }
            Event::Eof => return Some(writer.into_inner()),
            event => event,
        };
        writer.write_event(event).ok()?;
    }
}

/// Returns the tag of a sheet, with a number in its name if an earlier one has the same. `seen` has the last number of
/// each name, so that many sheets of one name take linear time.
fn renamed<'t>(tag: BytesStart<'t>, seen: &mut HashMap<String, u64>, taken: &mut HashSet<String>) -> BytesStart<'t> {
    let Some(name) = attribute(&tag, "name") else { return tag };
    let Some(last) = seen.get_mut(&name) else {
        seen.insert(name, 1);
        return tag;
    };
    let new_name = loop {
        *last += 1;
        let numbered = format!("{name} ({last})");
        if !taken.contains(&numbered) {
            break numbered;
        }
    };
    let mut new_tag = BytesStart::new(tag.name().as_ref().to_owned());
    for attribute in tag.attributes().with_checks(false).flatten() {
        match attribute.key.local_name().as_ref() == "name" {
            true => new_tag.push_attribute((attribute.key.as_ref(), new_name.as_str())),
            false => new_tag.push_attribute(attribute),
        }
    }
    taken.insert(new_name);
    new_tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_sheets_of_a_name_get_a_number() {
        let part = "<workbook><!-- x --><sheets><sheet name=\"A &amp; B\" r:id=\"r1\"/><sheet name=\"A &amp; B\" r:id=\"r2\"/>\
                    <sheet name=\"A &amp; B (2)\" r:id=\"r3\"/><sheet name=\"C\"/></sheets></workbook>";
        let expected = part.replacen("name=\"A &amp; B\" r:id=\"r2\"", "name=\"A &amp; B (3)\" r:id=\"r2\"", 1);
        assert_eq!(String::from_utf8(numbered(part.as_bytes(), "sheet").unwrap()).unwrap(), expected);
        let table = "<table:table table:name='S' x='1'>a</table:table><table:table table:name='S'></table:table>";
        let expected =
            "<table:table table:name='S' x='1'>a</table:table><table:table table:name=\"S (2)\"></table:table>";
        assert_eq!(String::from_utf8(numbered(table.as_bytes(), "table").unwrap()).unwrap(), expected);
        assert_eq!(repeated(["a", "b", "A", "b"].into_iter()), Some("b"));
        assert_eq!(repeated(["a", "b"].into_iter()), None);
    }
}
