//! The parts of a workbook that are read, by their relations (ECMA-376 part 2, section 6.5). Nobody reads the others,
//! whatever their names are.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::sheet_marks::attribute;

/// The relations of the package.
const PACKAGE: &str = "_rels/.rels";
/// The parts of an .ods that are read.
const OF_ODS: [&str; 4] = ["content.xml", "meta-inf/manifest.xml", "meta.xml", "mimetype"];

/// Returns the names of the parts that are read, in lower case. `content` returns the content of a part with relations,
/// in UTF-8, by its name in lower case.
pub(super) fn parts_in_use(mut content: impl FnMut(&str) -> Option<Vec<u8>>) -> HashSet<String> {
    let mut used: HashSet<String> = OF_ODS.into_iter().chain([PACKAGE]).map(str::to_owned).collect();
    let targets = |content: Vec<u8>, folder: &str, wanted: &str| -> Vec<String> {
        let relations = relations(&content);
        let fitting = relations.into_iter().filter(|(kind, _)| kind.ends_with(wanted));
        fitting.map(|(_, target)| resolved(folder, &target)).collect()
    };
    // Of several, calamine follows the last one.
    let workbook = content(PACKAGE).and_then(|content| targets(content, "", "/relationships/officedocument").pop());
    let workbooks = workbook.into_iter().chain(["xl/workbook.xml", "xl/workbook.bin"].map(str::to_owned));
    for workbook in workbooks {
        let folder = folder_of(&workbook);
        // calamine reads these two without a relation.
        used.extend(["sharedstrings.xml", "styles.xml"].map(|name| format!("{folder}{name}")));
        let relations = relations_of(&workbook);
        let parts = content(&relations).map(|content| targets(content, folder, "")).unwrap_or_default();
        used.extend(parts.iter().map(|part| relations_of(part)));
        used.extend(parts);
        used.extend([relations, workbook]);
    }
    used
}

/// Returns the name of the part with the relations of a part.
fn relations_of(part: &str) -> String {
    let folder = folder_of(part);
    format!("{folder}_rels/{}.rels", &part[folder.len()..])
}

/// Returns the folder of a part with its `/`.
fn folder_of(part: &str) -> &str {
    part.rfind('/').map_or("", |end| &part[..=end])
}

/// Returns the kinds and the targets of relations, in lower case.
fn relations(content: &[u8]) -> Vec<(String, String)> {
    let mut reader = Reader::from_reader(content);
    let mut relations = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if let (Some(kind), Some(target)) = (attribute(&tag, "Type"), attribute(&tag, "Target")) {
                    relations.push((kind.to_ascii_lowercase(), target.to_ascii_lowercase()));
                }
            }
            Ok(Event::Eof) | Err(_) => return relations,
            Ok(_) => {}
        }
    }
}

/// Returns the name of the part that a relation of a part in a folder leads to.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in target.split('/') {
        match name {
            "." => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_in_use_are_those_that_relations_lead_to() {
        let used = parts_in_use(|part| match part {
            "_rels/.rels" => {
                Some(b"<R><R Type='x/relationships/officeDocument' Target='/Book/Main.xml'/></R>".to_vec())
            }
            "book/_rels/main.xml.rels" => {
                Some(b"<R><R Type='x/worksheet' Target='sheets/A.xml'/><R Type='y' Target='../b.xml'/></R>".to_vec())
            }
            _ => None,
        });
        for part in ["book/main.xml", "book/sheets/a.xml", "book/sheets/_rels/a.xml.rels", "b.xml", "book/styles.xml"] {
            assert!(used.contains(part), "{part}: {used:?}");
        }
        assert!(!used.contains("junk/a.xml") && !used.contains("book/sheets/b.xml"));
    }
}
