//! The session answers as the page uses it: whole states go in, and results come back.

use serde_json::{Value, json};

use super::Session;
use crate::contact::Format;
use crate::convert::convert;
use crate::diagnostics::CollectingReport;
use crate::normalize::NormalizeSettings;
use crate::read::{Input, ReadSettings, Rows};
use crate::write::{Layout, Rejects, Writer};

const HEADER: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n";

fn session(files: &[(&str, &str)]) -> Session {
    let mut session = Session::default();
    for (index, (name, text)) in files.iter().enumerate() {
        session.add_file(index as u32, name, text.as_bytes().to_vec());
    }
    session
}

/// Returns the state with the first files as lists.
fn state(lists: usize) -> Value {
    let list = |file| json!({ "file": file, "reading": {}, "edits": [] });
    json!({ "language": "en", "lists": (0..lists).map(list).collect::<Vec<_>>(), "answers": {} })
}

fn check(session: &mut Session, state: &Value, delta: bool) -> Value {
    serde_json::from_str(&session.check(&state.to_string(), delta, &mut |_| ()).unwrap()).unwrap()
}

fn saved(session: &mut Session, state: &Value, kind: &str) -> Result<(String, String), String> {
    let (name, bytes) = session.save(&state.to_string(), kind, 0).map_err(|error| error.to_string())?;
    Ok((name, String::from_utf8_lossy(&bytes).into_owned()))
}

fn edit(row: u64, parts: Value) -> Value {
    json!({ "sheet": null, "row": row, "parts": parts })
}

#[test]
fn rows_have_their_findings_and_fixed_cells() {
    let list = format!(
        "{HEADER}Ann,ann@example.com,CEO,partner sales,Germany / UK,\nBob,bob@example.com,CEO, partner sales,Atlantis,\n"
    );
    let result = check(&mut session(&[("a.csv", &list)]), &state(1), false);
    let list = &result["lists"][0];
    assert_eq!(list["summary"]["contacts"], 1);
    assert_eq!(list["rows"][0]["cells"], json!(["Ann", "ann@example.com", "CEO", "Partner sales", "DE, GB", ""]));
    assert_eq!(list["rows"][0]["status"], "contact");
    // The role has one reading, and the country none.
    assert_eq!(list["rows"][1]["cells"], json!(["Bob", "bob@example.com", "CEO", "Partner sales", "Atlantis", ""]));
    let finding = list["rows"][1]["findings"].as_array().unwrap().iter().find(|finding| finding["applied"] == false);
    assert_eq!(finding.unwrap()["column"], 4);
    assert_eq!(result["ready"], false);
    assert!(result["coverage"].as_str().unwrap().contains("Germany"));
}

#[test]
fn a_sheet_can_be_changed_after_it_was_chosen() {
    let mut session = Session::default();
    session.add_file(0, "two-lists.xlsx", include_bytes!("../../fixtures/workbooks/two-lists.xlsx").to_vec());
    let mut state = state(1);
    let sheets = check(&mut session, &state, false)["lists"][0]["failure"]["sheets"].clone();
    assert_eq!(sheets.as_array().map(Vec::len), Some(2));
    for sheet in [sheets[1].clone(), json!(true)] {
        state["lists"][0]["reading"] = json!({ "sheet": sheet });
        let result = check(&mut session, &state, false);
        assert_eq!(result["lists"][0]["allSheets"], json!(["North", "Notes", "South"]), "{sheet}");
    }
}

#[test]
fn an_edit_is_checked_and_saved() {
    let list = format!(
        "{HEADER}Ann,ann@example.com,CEO,Partner sales,DE,\nBob,bob@example.com,CEO,Partner sales,Atlantis,\nCid,cid,,,,\n"
    );
    let mut session = session(&[("a.csv", &list)]);
    let mut state = state(1);
    check(&mut session, &state, false);
    assert!(saved(&mut session, &state, "upload").is_err());
    state["lists"][0]["edits"] =
        json!([edit(3, json!([[null, null, null, null, "Austria", null]])), edit(4, json!([])),]);
    let result = check(&mut session, &state, true);
    assert_eq!(result["ready"], true);
    // Ann's row is known.
    assert_eq!(result["lists"][0]["rows"].as_array().map(Vec::len), Some(2));
    let (name, text) = saved(&mut session, &state, "upload").unwrap();
    assert_eq!(name, "a.upload.csv");
    assert!(
        text.ends_with("Ann,ann@example.com,CEO,Partner sales,DE,\r\nBob,bob@example.com,CEO,Partner sales,AT,\r\n")
    );
    // Taken back, the list is as it was.
    state["lists"][0]["edits"] = json!([]);
    assert_eq!(check(&mut session, &state, false)["ready"], false);
}

#[test]
fn rows_that_did_not_change_are_left_out() {
    let list = format!("{HEADER}Ann,ann@example.com,CEO,x,DE,\nBob,bob@example.com,CEO,Partner sales,AT,\n");
    let mut session = session(&[("a.csv", &list)]);
    let mut state = state(1);
    check(&mut session, &state, false);
    assert_eq!(check(&mut session, &state, true)["lists"][0]["rows"], json!({ "changed": [] }));
    state["lists"][0]["edits"] = json!([edit(2, json!([[null, null, null, "Partner sales", null, null]]))]);
    let rows = &check(&mut session, &state, true)["lists"][0]["rows"];
    assert_eq!(rows["changed"][0][0], 0);
    assert_eq!(rows["changed"][0][1]["status"], "contact");
    assert_eq!(rows["changed"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_row_becomes_several_by_its_suggestion() {
    let list = format!("{HEADER}Ann,ann@example.com,CEO,Partner sales / Partner technical sales,DE,\n");
    let mut session = session(&[("a.csv", &list)]);
    let mut state = state(1);
    let result = check(&mut session, &state, false);
    let contacts = &result["lists"][0]["rows"][0]["findings"][0]["contacts"];
    assert_eq!(contacts.as_array().map(Vec::len), Some(2));
    state["lists"][0]["edits"] = json!([edit(2, contacts.clone())]);
    let result = check(&mut session, &state, false);
    let parts: Vec<_> = result["lists"][0]["rows"].as_array().unwrap().iter().map(|row| row["part"].clone()).collect();
    assert_eq!((parts, &result["ready"]), (vec![json!(0), json!(1)], &json!(true)));
}

#[test]
fn columns_can_be_assigned_and_values_given() {
    let list = "Who,Mail,Title,Where\nAnn,ann@example.com,CEO,DE\n";
    let mut session = session(&[("a.csv", list)]);
    let mut state = state(1);
    let result = check(&mut session, &state, false);
    assert_eq!(result["lists"][0]["rows"], json!([]));
    assert!(!result["lists"][0]["findings"].as_array().unwrap().is_empty());
    state["lists"][0]["reading"] = json!({
        "map": [["Who", "name"], ["Mail", "email"], ["Where", "countries"]], "set": [["role", "Partner sales"]]
    });
    assert_eq!(check(&mut session, &state, false)["ready"], true);
    state["lists"][0]["reading"]["map"] =
        json!([["Who", "name"], ["Mail", "email"], ["Where", "countries"], ["Title", null]]);
    let result = check(&mut session, &state, false);
    assert_eq!(result["lists"][0]["columns"][2]["column"], Value::Null);
}

#[test]
fn several_lists_are_merged_when_their_conflicts_are_decided() {
    let lists =
        ["CEO,Partner sales,DE", "CTO,Partner sales,AT"].map(|rest| format!("{HEADER}Ann,ann@example.com,{rest},\n"));
    let mut session = session(&[("north.csv", &lists[0]), ("south.csv", &lists[1])]);
    let mut state = state(2);
    let result = check(&mut session, &state, false);
    assert_eq!(result["ready"], false);
    let conflict = &result["merge"]["conflicts"][0];
    assert_eq!(conflict["subject"], "job-title");
    assert_eq!(
        conflict["readings"],
        json!([{ "list": "north.csv", "text": "CEO" }, { "list": "south.csv", "text": "CTO" }])
    );
    assert!(saved(&mut session, &state, "upload").is_err());
    for (answer, title) in [(json!(1), "CTO"), (json!("CIO"), "CIO")] {
        state["answers"] = json!({ conflict["key"].as_str().unwrap(): answer });
        assert_eq!(check(&mut session, &state, false)["ready"], true, "{title}");
        let (name, text) = saved(&mut session, &state, "upload").unwrap();
        assert_eq!(name, "merged.upload.csv");
        assert!(text.ends_with(&format!("Ann,ann@example.com,{title},Partner sales,\"AT, DE\",\r\n")), "{text}");
    }
}

#[test]
fn an_answer_about_two_addresses_is_taken() {
    let list = |mail: &str| format!("{HEADER}Ann Leigh,{mail},CEO,Partner sales,DE,\n");
    let mut session =
        session(&[("north.csv", &list("ann.leigh@example.com")), ("south.csv", &list("ann.leigh@example.org"))]);
    let mut state = state(2);
    let result = check(&mut session, &state, false);
    let question = &result["merge"]["conflicts"][0];
    assert_eq!((&question["subject"], &result["ready"]), (&json!("same-person"), &json!(true)));
    assert_eq!(result["merge"]["contacts"], 2);
    assert_eq!(result["merge"]["rows"][1]["cells"][1], "ann.leigh@example.org");
    assert_eq!(result["merge"]["rows"][1]["lists"], json!([1]));
    state["answers"] = json!({ question["key"].as_str().unwrap(): 1 });
    assert_eq!(check(&mut session, &state, false)["merge"]["contacts"], 1);
}

#[test]
fn the_import_is_compared_with_the_current_contacts() {
    let new = format!("{HEADER}Ann,ann@example.com,CEO,Partner sales,DE,\nBob,bob@example.com,CEO,Partner sales,AT,\n");
    let old = format!("{HEADER}Ann,ann@example.com,CEO,Partner sales,CH,\nCid,cid@example.com,CEO,Partner sales,AT,\n");
    let mut session = session(&[("new.csv", &new), ("portal.csv", &old), ("other.csv", "nothing")]);
    let mut state = state(1);
    state["current"] = json!({ "file": 1, "reading": {} });
    let comparison = &check(&mut session, &state, false)["comparison"];
    assert_eq!([&comparison["removed"], &comparison["changed"], &comparison["added"]], [1, 1, 1]);
    assert_eq!(comparison["changes"][0]["kind"], "removed");
    assert_eq!(comparison["changes"][1]["cells"], json!([[4, "CH", "DE"]]));
    state["current"]["file"] = json!(2);
    let comparison = &check(&mut session, &state, false)["comparison"];
    assert!(comparison["failure"]["message"].is_string());
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    let mut session = session(&[("a.pdf", "%PDF-1.7\n%\u{e2}\n1 0 obj\n")]);
    let result = check(&mut session, &state(1), false);
    let failure = &result["lists"][0]["failure"];
    assert!(failure["message"].as_str().unwrap().contains("PDF") && failure["remedy"].is_string(), "{failure}");
    for request in
        ["", "{}", r#"{"language": "de", "lists": []}"#, r#"{"language": "en", "lists": [{"file": 7, "reading": {}}]}"#]
    {
        assert!(session.check(request, false, &mut |_| ()).is_err(), "{request}");
    }
}

#[test]
fn the_workbook_to_correct_has_the_edits() {
    let list = format!(
        "{HEADER}Ann,ann@example.com,CEO,Partner sales,Atlantis,\nBob,bob@example.com,CEO,Partner sales,Utopia,\n"
    );
    let mut session = session(&[("a.csv", &list)]);
    let mut state = state(1);
    state["lists"][0]["edits"] = json!([edit(2, json!([[null, null, null, null, "Austria", null]]))]);
    let (name, bytes) = session.save(&state.to_string(), "to-correct", 0).unwrap();
    assert_eq!(name, "a.to-correct.xlsx");
    session.add_file(9, &name, bytes);
    let again = json!({ "language": "en", "lists": [{ "file": 9, "reading": {} }] });
    let result = check(&mut session, &again, false);
    let summary = &result["lists"][0]["summary"];
    assert_eq!([&summary["contacts"], &summary["rejected"]], [1, 1], "{result}");
}

#[test]
fn a_list_without_edits_is_saved_as_the_command_line_does() {
    let lists: [(&str, &[u8]); 3] = [
        ("sales-ops.csv", include_bytes!("../../fixtures/sales-ops.csv")),
        ("sales-ops.xlsx", include_bytes!("../../fixtures/sales-ops.xlsx")),
        ("small.csv", include_bytes!("../../fixtures/small.csv")),
    ];
    for (name, bytes) in lists {
        let mut rows = Rows::open(Input::bytes(name, bytes), ReadSettings::default()).unwrap();
        let mut writer = Writer::new(std::io::Cursor::new(Vec::new()), &Layout::new(Format::Csv)).unwrap();
        let no_rejects = None::<&mut Rejects<Vec<u8>>>;
        let mut report = CollectingReport::default();
        convert(&mut rows, NormalizeSettings::default(), &mut writer, no_rejects, &mut report).unwrap();
        let expected = writer.finish().unwrap().into_inner();
        let mut session = Session::default();
        session.add_file(0, name, bytes.to_vec());
        assert_eq!(session.save(&state(1).to_string(), "upload", 0).unwrap().1, expected, "{name}");
    }
}

#[test]
fn a_row_that_a_person_types_is_meant_as_a_contact() {
    let list = format!("{HEADER}Ann,ann@example.com,CEO,Partner sales,DE,\n");
    let mut session = session(&[("a.csv", &list)]);
    let mut state = state(1);
    // Alone in its row, the name would be a heading, and the row of labels the header again.
    for typed in [
        json!(["New", null, null, null, null, null]),
        json!(["Name", "Email", "Job title", "Role", "Countries/Regions", ""]),
    ] {
        state["lists"][0]["edits"] = json!([edit(2, json!([[null, null, null, null, null, null], typed]))]);
        let result = check(&mut session, &state, false);
        assert_eq!((&result["lists"][0]["rows"][1]["status"], &result["ready"]), (&json!("rejected"), &json!(false)));
    }
}

#[test]
fn what_is_known_of_the_columns_and_sheets_is_shown() {
    let list =
        "Name,Email,Job title,Email,Countries/Regions,Role\nAnn,ann@example.com,CEO,ann@example.org,DE,Partner sales\n";
    let mut session = session(&[("a.csv", list)]);
    let mut state = state(1);
    let result = check(&mut session, &state, false);
    assert_eq!(result["lists"][0]["columns"][2]["column"], "job-title");
    assert_eq!(result["lists"][0]["encoding"], "UTF-8");
    let findings = result["lists"][0]["findings"].as_array().unwrap();
    assert!(findings.iter().all(|finding| !finding["message"].as_str().unwrap().contains("--")), "{findings:?}");
    state["lists"][0]["reading"] = json!({ "map": [["column D", "email"]] });
    let result = check(&mut session, &state, false);
    assert_eq!(result["lists"][0]["rows"][0]["cells"][1], "ann@example.org");
    assert_eq!(result["ready"], true);
    assert!(result["kinds"].as_object().unwrap().is_empty());
}

#[test]
fn blank_rows_count_as_parts() {
    let list = format!("{HEADER}Ann,ann@example.com,CEO,Partner sales,DE,\n");
    let mut session = session(&[("a.csv", &list)]);
    let mut state = state(1);
    let bob = json!(["Bob", "bob@example.com", "CEO", "Partner sales", "AT", ""]);
    state["lists"][0]["edits"] =
        json!([edit(2, json!([[null, null, null, null, null, null], ["", "", "", "", "", ""], bob]))]);
    let rows = &check(&mut session, &state, false)["lists"][0]["rows"];
    assert_eq!(rows.as_array().unwrap().iter().map(|row| row["part"].clone()).collect::<Vec<_>>(), [0, 2]);
}

#[test]
fn people_who_are_one_may_disagree() {
    let list = |mail: &str, title: &str| format!("{HEADER}Ann Leigh,{mail},{title},Partner sales,DE,\n");
    let lists = [list("ann.leigh@example.com", "CEO"), list("ann.leigh@example.org", "CTO")];
    let mut session = session(&[("north.csv", &lists[0]), ("south.csv", &lists[1])]);
    let mut state = state(2);
    let question = check(&mut session, &state, false)["merge"]["conflicts"][0].clone();
    assert_eq!(question["subject"], "same-person");
    state["answers"] = json!({ question["key"].as_str().unwrap(): 1 });
    let result = check(&mut session, &state, false);
    let conflict = result["merge"]["conflicts"][0].clone();
    assert_eq!((&conflict["subject"], &result["ready"]), (&json!("job-title"), &json!(false)));
    state["answers"][conflict["key"].as_str().unwrap()] = json!(1);
    assert_eq!(check(&mut session, &state, false)["ready"], true);
    assert!(
        saved(&mut session, &state, "upload").unwrap().1.contains("example.com,CTO")
            || saved(&mut session, &state, "upload").unwrap().1.contains("example.org,CTO")
    );
}

#[test]
fn all_cells_that_are_shown_are_kept() {
    // The states come from the other cell, so an edit of the countries must name them.
    let list = format!("{HEADER}Ann,ann@example.com,CEO,Partner sales,US (California; Washington),\n");
    let mut session = session(&[("a.csv", &list)]);
    let mut state = state(1);
    let shown = check(&mut session, &state, false)["lists"][0]["rows"][0]["cells"].clone();
    assert_eq!((&shown[4], &shown[5]), (&json!("US"), &json!("US-CA, US-WA")));
    let mut edited = shown;
    edited[4] = json!("US, MX");
    state["lists"][0]["edits"] = json!([edit(2, json!([edited]))]);
    let text = saved(&mut session, &state, "upload").unwrap().1;
    assert!(text.ends_with("\"US, MX\",\"US-CA, US-WA\"\r\n"), "{text}");
}

#[test]
fn a_list_without_contacts_is_not_merged() {
    let full = format!("{HEADER}Ann,ann@example.com,CEO,Partner sales,DE,\n");
    let mut session = session(&[("north.csv", &full), ("south.csv", HEADER)]);
    let state = state(2);
    assert_eq!(check(&mut session, &state, false)["ready"], false);
    assert!(saved(&mut session, &state, "upload").is_err());
}
