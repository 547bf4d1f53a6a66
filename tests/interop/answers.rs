//! Conflicts of four regions that are answered in a workbook with openpyxl, and saved again by LibreOffice.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::{cosell, run_json, soffice};

const REGIONS: [&str; 4] = ["emea.csv", "americas.csv", "apac.csv", "latam.csv"];

/// Writes the lists of four regions. Each has the same twenty people with other titles, and half of the names, and one
/// person of its own.
fn write_regions(folder: &Path) {
    for (region, file) in REGIONS.iter().enumerate() {
        let country = ["DE", "US", "JP", "BR"][region];
        let mut text = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n".to_owned();
        for person in 0..20 {
            let name = if region % 2 == 0 { format!("Person {person} Ann") } else { format!("Ann Person {person} B") };
            text += &format!("{name},p{person}@contoso.com,Title {person} of {region},Partner sales,{country},\n");
        }
        text += &format!("Own {file},own{region}@fabrikam.com,Lead,Partner marketing,{country},\n");
        fs::write(folder.join(file), text).unwrap();
    }
}

#[test]
#[ignore = "needs a Python with openpyxl, and LibreOffice"]
fn forty_conflicts_of_four_regions_are_answered_in_a_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_regions(folder);
    let asked = Command::new(env!("CARGO_BIN_EXE_cosell"))
        .arg("merge")
        .args(REGIONS)
        .args(["-o", "all.csv", "--conflicts", "ask.xlsx", "--format", "json"])
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    assert_eq!(asked.status.code(), Some(1), "{asked:?}");
    assert!(!folder.join("all.csv").exists());
    let report: Value = serde_json::from_slice(&asked.stdout).unwrap();
    assert_eq!((report["conflicts"].as_array().unwrap().len(), &report["merged"]), (40, &Value::Bool(false)));

    let answers = run_json("answers.py", &["ask.xlsx", "done.xlsx"], folder);
    let answers: Vec<[String; 4]> = serde_json::from_value(answers).unwrap();
    assert_eq!(answers.len(), 40);
    soffice(&["--convert-to", "ods"], &["done.xlsx"], ".", folder);
    soffice(&["--convert-to", "xlsx:Calc MS Excel 2007 XML"], &["done.xlsx"], "saved", folder);
    let mut lists = Vec::new();
    for done in ["done.xlsx", "done.ods", "saved/done.xlsx"] {
        let mut args = vec!["merge"];
        args.extend(REGIONS);
        args.extend(["-o", "all.csv", "--answers", done, "--provenance", "where.csv", "--force"]);
        let message = cosell(&args, folder);
        assert!(message.contains("21 contacts from emea.csv, 21 from americas.csv"), "{message}");
        lists.push(fs::read_to_string(folder.join("all.csv")).unwrap());
        let mut table = csv::Reader::from_path(folder.join("where.csv")).unwrap();
        let origins: HashMap<[String; 2], Vec<[String; 3]>> =
            table.records().map(Result::unwrap).fold(HashMap::new(), |mut origins, line| {
                let [email, column, value, file, cell] = [1, 3, 4, 5, 8].map(|at| line[at].to_owned());
                origins.entry([email, column]).or_default().push([value, file, cell]);
                origins
            });
        for [email, column, value, cell] in &answers {
            let expected = vec![[value.clone(), done.to_owned(), cell.clone()]];
            assert_eq!(origins[&[email.clone(), column.clone()]], expected, "{email}");
        }
    }
    assert!(lists.iter().all(|list| *list == lists[0]) && lists[0].lines().count() == 25);
}
