//! The assignment of columns: joined parts, precedence of labels, and the findings about both.

use crate::contact::{Column, RepeatedHeader};
use crate::diagnostics::{CollectingReport, Finding, Rule, Severity};
use crate::i18n::Language;
use crate::read::{Input, ReadError, ReadSettings, Rows};
use crate::tables::language;
use crate::validate::validate;

/// The result of reading a text: for each row the cells of some columns and the location of the first, and the
/// findings.
struct Read {
    rows: Vec<(Vec<String>, Option<String>)>,
    message: Vec<(Rule, String)>,
}

fn try_read(text: &str, columns: &[Column], settings: ReadSettings) -> Result<Read, ReadError> {
    let name = if text.starts_with('[') { "list.json" } else { "list.csv" };
    let mut input = Rows::open(Input::bytes(name, text.to_owned()), settings)?;
    let mut rows = Vec::new();
    while let Some(batch) = input.next_batch()? {
        for row in batch.rows() {
            let cells = columns.iter().map(|column| row.cells[*column].to_owned()).collect();
            rows.push((cells, row.location(columns[0]).cell()));
        }
    }
    let say = |finding: &Finding<'_>| (finding.rule, finding.localize(Language::En).to_string());
    Ok(Read { rows, message: input.findings().iter().map(say).collect() })
}

/// Returns settings that set all required columns but the given ones, so that a list needs only these.
fn given(columns: &[Column]) -> ReadSettings {
    let others = Column::ALL.into_iter().filter(|column| column.is_required() && !columns.contains(column));
    ReadSettings { set: others.map(|column| (column, "x".to_owned())).collect(), ..ReadSettings::default() }
}

fn read(text: &str, columns: &[Column]) -> Read {
    try_read(text, columns, given(columns)).unwrap()
}

fn mapped(text: &str, columns: &[Column], map: &[(&str, Column)]) -> Read {
    let map = map.iter().map(|(label, column)| ((*label).to_owned(), *column)).collect();
    try_read(text, columns, ReadSettings { map, ..given(columns) }).unwrap()
}

/// Returns the cell of a column in the only row of a text.
fn only(text: &str, column: Column) -> String {
    let read = read(text, &[column]);
    assert_eq!(read.rows.len(), 1, "{text:?}: {:?}", read.message);
    read.rows[0].0[0].clone()
}

#[test]
fn a_name_is_joined_from_its_parts() {
    for (text, name) in [
        ("First Name,Last Name\nAnn,Lee\n", "Ann Lee"),
        ("Last Name,First Name\nLee,Ann\n", "Ann Lee"),
        ("First Name,Middle Name,Last Name\nAnn,Marie,Lee\n", "Ann Marie Lee"),
        ("Last Name,First Name,Middle Name\nLee,Ann,\n", "Ann Lee"),
        ("firstName,lastName\nAnn,Lee\n", "Ann Lee"),
        ("Vorname,Nachname\nAnn,Lee\n", "Ann Lee"),
        ("Vorname*,Nachname (Pflichtfeld)\nAnn,Lee\n", "Ann Lee"),
        ("Imię,Nazwisko\nAnn,Lee\n", "Ann Lee"),
        ("Förnamn,Efternamn\nAnn,Lee\n", "Ann Lee"),
        ("Voornaam,Tussenvoegsel,Achternaam\nAnn,van den,Berg\n", "Ann van den Berg"),
        ("Primer apellido,Segundo apellido,Nombre de pila\nGarcía,Ruiz,Ana\n", "Ana García Ruiz"),
        // The bare label for a name is the rest beside a part.
        ("Vorname,Name\nAnn,Lee\n", "Ann Lee"),
        ("Name,Vorname\nLee,Ann\n", "Ann Lee"),
        ("Nom,Prénom\nLee,Ann\n", "Ann Lee"),
        ("Naam,Voornaam\nLee,Ann\n", "Ann Lee"),
        ("Name,First name\nLee,Ann\n", "Ann Lee"),
        ("Nombre,Apellidos\nAnn,Lee\n", "Ann Lee"),
        ("Nome,Cognome\nAnn,Lee\n", "Ann Lee"),
        ("Cognome,Nome\nLee,Ann\n", "Ann Lee"),
        ("Имя,Фамилия\nAnn,Lee\n", "Ann Lee"),
        ("Jméno,Příjmení\nAnn,Lee\n", "Ann Lee"),
        ("Ad,Soyad\nAnn,Lee\n", "Ann Lee"),
        ("Name,Surname\nAnn,Lee\n", "Ann Lee"),
        ("Name,First name\nAnn Lee,Ann\n", "Ann Lee"),
        // The whole name takes precedence over its parts.
        ("First Name,Last Name,Name\nAnn,Lee,Ann B. Lee\n", "Ann B. Lee"),
        ("First Name,Full Name\nAnn,Ann B. Lee\n", "Ann B. Lee"),
        ("Vorname,Nachname,Vollständiger Name\nAnn,Lee,Dr. Ann Lee\n", "Dr. Ann Lee"),
        ("Display Name,First Name,Last Name\nLEE Ann (Contoso),Ann,Lee\n", "Ann Lee"),
        ("Display Name,First Name\nAnn Lee,Ann\n", "Ann Lee"),
        // Joined as people write names in the language.
        ("姓,名\n山田,太郎\n", "山田太郎"),
        ("성,이름\n김,철수\n", "김철수"),
        ("First Name,Last Name\n太郎,山田\n", "山田太郎"),
        ("Vezetéknév,Keresztnév\nNagy,Anna\n", "Nagy Anna"),
    ] {
        assert_eq!(only(text, Column::Name), name, "{text:?}");
    }
}

#[test]
fn joined_columns_are_reported() {
    let read = read("Vorname,Name\nAnn,Lee\n,Kim\n", &[Column::Name]);
    assert_eq!(read.message, [(Rule::ColumnUnknown, "Name is built from \"Vorname\", \"Name\"".to_owned())]);
    // The location of a joined cell is that of its first text.
    assert_eq!(read.rows[0].1.as_deref(), Some("A2"));
    assert_eq!(read.rows[1], (vec!["Kim".to_owned()], Some("B3".to_owned())));
}

#[test]
fn one_part_alone_is_not_a_name() {
    for label in ["First name", "Nachname"] {
        let read = read(&format!("{label},Email\nAnn,a@example.com\n"), &[Column::Name, Column::Email]);
        assert!(read.rows.is_empty());
        let (rule, message) = read.message.last().unwrap();
        assert_eq!(*rule, Rule::ColumnMissing);
        assert!(message.contains(&format!("--map \"{label}=Name\"")), "{message}");
    }
}

#[test]
fn countries_and_states_are_lists() {
    let of = |column| move |text: &str| only(text, column);
    let (countries, states) = (of(Column::Countries), of(Column::States));
    assert_eq!(countries("Country 1,Country 2,Country 3\nUS,,CA\n"), "US, CA");
    assert_eq!(countries("Country2,Country10,Country1\nCA,FR,US\n"), "US, CA, FR");
    assert_eq!(countries("Country,Country 2\nUS,CA\n"), "US, CA");
    assert_eq!(countries("Land 1,Land 2\n\"Korea, Republic of\",DE\n"), "Korea, Republic of; DE");
    assert_eq!(countries("Country 1\n\"US, CA\"\n"), "US, CA");
    assert_eq!(countries("Home Country/Region,Business Country/Region\nAT,DE\n"), "DE");
    assert_eq!(countries("Address 2 - Country,Address 1 - Country\nAT,DE\n"), "DE");
    assert_eq!(countries("Země (zam.),Země (zaměstnání)\nBrno,CZ\n"), "CZ");
    assert_eq!(states("State 1,State 2\nUS-WA,CA-QC\n"), "US-WA, CA-QC");
}

#[test]
fn the_first_address_with_a_value_is_taken() {
    let text = "E-mail 3 Address,E-mail Address,E-mail 2 Address\nc@example.com,a@example.com,b@example.com\n\
                c@example.com, ,b@example.com\nc@example.com,,\n,,\n";
    let read = read(text, &[Column::Email]);
    let cell = |text: &str, at: &str| (vec![text.to_owned()], Some(at.to_owned()));
    let expected =
        [cell("a@example.com", "B2"), cell("b@example.com", "C3"), cell("c@example.com", "A4"), cell("", "B5")];
    assert_eq!(read.rows, expected);
    assert_eq!(read.message.len(), 2);
    assert!(
        read.message.iter().all(|(rule, message)| *rule == Rule::ColumnUnknown && message.contains("E-mail Address"))
    );
}

#[test]
fn the_preferred_column_is_read_and_the_others_are_reported() {
    for (text, column, taken, left_out) in [
        ("Title,Job Title\nMr,CEO\n", Column::JobTitle, "CEO", "Title"),
        ("Occupation,Organization Title\nx,CEO\n", Column::JobTitle, "CEO", "Occupation"),
        ("Position,Job title\nx,CEO\n", Column::JobTitle, "CEO", "Position"),
        ("Country Code,Country\nDE,Germany\n", Column::Countries, "Germany", "Country Code"),
        ("Other Country,Mailing Country\nAT,DE\n", Column::Countries, "DE", "Other Country"),
        ("Kraj,Země\nx,CZ\n", Column::Countries, "CZ", "Kraj"),
    ] {
        let read = read(text, &[column]);
        assert_eq!(read.rows[0].0, [taken], "{text:?}");
        assert_eq!(read.message.len(), 1, "{text:?}");
        assert!(read.message[0].1.starts_with(&format!("\"{left_out}\" is ignored because ")), "{}", read.message[0].1);
    }
}

#[test]
fn a_title_before_the_given_name_is_not_a_job_title() {
    for header in ["Title,First Name,Last Name", "Title,Last Name,First Name", "Titre,Prénom,Nom"] {
        let text = format!("{header},Email\nMr.,Ann,Lee,a@example.com\n");
        let columns = [Column::JobTitle, Column::Name, Column::Email];
        let refused = read(&text, &columns);
        assert!(refused.rows.is_empty());
        let (rule, message) = refused.message.last().unwrap();
        assert!(*rule == Rule::ColumnMissing && message.starts_with("the column Job title is missing"), "{message}");
        assert!(
            refused.message.iter().any(|(_, message)| message.contains("form of address")),
            "{:?}",
            refused.message
        );
        let label = header.split(',').next().unwrap();
        let taken = mapped(&text, &columns, &[(label, Column::JobTitle)]);
        assert_eq!(taken.rows[0].0[0], "Mr.");
    }
    for header in ["First Name,Last Name,Title", "Prénom,Nom,Titre", "Name,Company,Title"] {
        let taken = read(&format!("{header}\nAnn,Lee,CEO\n"), &[Column::JobTitle, Column::Name]);
        assert_eq!(taken.rows[0].0[0], "CEO", "{header}");
    }
    let text = "Title,First Name,Last Name,Job Title\nMr.,Ann,Lee,CEO\n";
    assert_eq!(read(text, &[Column::JobTitle, Column::Name]).rows[0].0[0], "CEO");
}

#[test]
fn columns_of_equal_rank_are_an_error() {
    for (text, column) in [
        ("Name,Email,E-mail\n", Column::Email),
        ("Name,Email,Mail\n", Column::Email),
        ("Email,Vorname,Vorname,Nachname\n", Column::Name),
        ("Email,First name,Surname,Last name\n", Column::Name),
        ("Name,Email,Country,Countries\n", Column::Countries),
        ("Prénom,Nom,Titre,Titre\n", Column::JobTitle),
        ("Name,Email,Role,Rolle\n", Column::Role),
    ] {
        let columns = [column, Column::Name, Column::Email];
        let read = read(text, &columns);
        let rules: Vec<Rule> = read.message.iter().map(|(rule, _)| *rule).collect();
        assert!(rules.contains(&Rule::ColumnDuplicate), "{text:?}: {:?}", read.message);
        assert!(read.rows.is_empty());
    }
}

#[test]
fn map_takes_precedence_over_labels() {
    let text = "Email,Name,Vorname,Nachname,Land,Land 2\na@example.com,x,Ann,Lee,DE,AT\n";
    let columns = [Column::Name, Column::Countries, Column::Email];
    let one = mapped(text, &columns, &[("Vorname", Column::Name), ("Land 2", Column::Countries)]);
    assert_eq!(one.rows[0].0, ["Ann", "AT", "a@example.com"]);
    // Several mapped columns are joined in the order given.
    let map = [
        ("Nachname", Column::Name),
        ("vorname", Column::Name),
        ("Land 2", Column::Countries),
        ("Land", Column::Countries),
    ];
    let several = mapped(text, &columns, &map);
    assert_eq!(several.rows[0].0, ["Lee Ann", "AT, DE", "a@example.com"]);
    // One column is mapped, the other is found by its labels.
    let mixed = mapped(
        "Email,Vorname,Nachname,Primary,Others\na@example.com,Ann,Lee,DE,AT\n",
        &columns,
        &[("Primary", Column::Countries), ("Others", Column::Countries)],
    );
    assert_eq!(mixed.rows[0].0, ["Ann Lee", "DE, AT", "a@example.com"]);
    let emails = "Private,Office,Name\np@example.com,,x\np@example.com,o@example.com,x\n";
    let map = [("Office", Column::Email), ("Private", Column::Email)];
    let first = mapped(emails, &[Column::Email, Column::Name], &map);
    assert_eq!([&first.rows[0].0[0], &first.rows[1].0[0]], ["p@example.com", "o@example.com"]);
}

#[test]
fn set_takes_precedence_over_columns_of_exports() {
    let text = "Name,Email,Business Country/Region,Business State\nAnn,a@example.com,,Bavaria\n";
    let columns = [Column::Name, Column::Email, Column::States, Column::Countries];
    let set = |column| {
        let mut settings = given(&columns);
        settings.set.extend([(Column::Countries, "DE".to_owned()), (column, String::new())]);
        settings
    };
    let read = try_read(text, &columns, set(Column::States)).unwrap();
    assert_eq!(read.rows[0].0, ["Ann", "a@example.com", "", "DE"]);
    assert!(read.message.iter().all(|(_, message)| message.contains("because --set gives")), "{:?}", read.message);
    assert!(matches!(try_read(text, &columns, set(Column::Name)), Err(ReadError::ColumnPresent { .. })));
}

#[test]
fn repeated_headers_with_joined_columns_are_recognized() {
    let list = "First name,Last name,Email,Email 2\nAnn,Lee,a@example.com,\n";
    let again = |row: &str| headers_below(&format!("{list}{row}\n"), given(&[Column::Name, Column::Email]));
    assert_eq!(again("First name,Last name,Email,Email 2"), [None, Some(RepeatedHeader::InOrder)]);
    assert_eq!(again("Vorname,Nachname,E-Mail,"), [None, Some(RepeatedHeader::InOrder)]);
    assert_eq!(again("Ann,Lee,none,"), [None, None]);
}

const LIST: &str = "Name,Email,Job title,Role,Countries/Regions,Phone\nAnn,a@example.com,CEO,Partner sales,US,1\n";

/// Returns for each row below the header whether it is a header.
fn headers_below(text: &str, settings: ReadSettings) -> Vec<Option<RepeatedHeader>> {
    let mut input = Rows::open(Input::bytes("list.csv", text.to_owned()), settings).unwrap();
    let batch = input.next_batch().unwrap().unwrap_or_else(|| panic!("{:?}", input.findings()));
    batch.rows().map(|row| row.header).collect()
}

#[test]
fn repeated_headers_differ_from_reordered_ones() {
    use RepeatedHeader::{InOrder, Reordered};
    for (row, expected) in [
        ("Name,Email,Job title,Role,Countries/Regions,Phone", Some(InOrder)),
        ("name ,E-MAIL,Position,Rolle,Land,Telefon", Some(InOrder)),
        ("Name,Email,,,,", Some(InOrder)),
        ("Job title,Email,Name,Role,Countries/Regions,Phone", Some(Reordered)),
        ("Name,Email,Phone,Role,Countries/Regions,Job title", Some(Reordered)),
        ("Name,Email,Phone,Job title,Role,Countries/Regions,States/Provinces", Some(Reordered)),
        ("Job title,Email,Name", Some(Reordered)),
        ("Name,Email,Department,Role,Countries/Regions,Phone", Some(Reordered)),
        ("First name,Last name,Email,Role,Country", Some(Reordered)),
        // Contacts with invalid values, not headers.
        ("Name,b@example.com,Job title,Role,Country,Phone", None),
        ("Name,none,Position,Role,US,", None),
        ("Bob,none,Position,Role,Country,", None),
        ("Title,,,,,", None),
        (",,,,,", None),
    ] {
        assert_eq!(headers_below(&format!("{LIST}{row}\n"), ReadSettings::default()), [None, expected], "{row}");
    }
}

#[test]
fn rows_under_another_header_are_rejected_until_the_first_is_repeated() {
    let list = LIST.lines().map(|line| format!("{line}\n")).collect::<Vec<_>>();
    let (header, row) = (&list[0], &list[1]);
    let other = header.replace("Job title", "x").replace("Name", "Job title").replace('x', "Name");
    let (many, few) = (row.repeat(3000), row.repeat(7));
    let text = format!("{header}{row}{other}{many}{header}{few}{other}{few}");
    let mut rows = Rows::open(Input::bytes("list.csv", text), ReadSettings::default()).unwrap();
    let summary = validate(&mut rows, Default::default(), &[], &mut CollectingReport::default()).unwrap();
    assert_eq!((summary.contacts, summary.rejected, summary.skipped), (8, 3009, 1));
    assert!(summary.is_balanced());
}

#[test]
fn repeated_headers_are_recognized_by_mapped_labels() {
    let list = LIST.replace("Name", "Organization").replace("Phone", "Name");
    let map = vec![("Organization".to_owned(), Column::Name)];
    let again = |row: &str| {
        headers_below(&format!("{list}{row}\n"), ReadSettings { map: map.clone(), ..ReadSettings::default() })[1]
    };
    let header = list.lines().next().unwrap();
    assert_eq!(again(header), Some(RepeatedHeader::InOrder));
    let swapped = "Job title,Email,ORGANIZATION,Role,Countries/Regions,Name";
    assert_eq!(again(swapped), Some(RepeatedHeader::Reordered));
}

#[test]
fn rows_beyond_the_first_batch_are_joined_too() {
    let rows: String = (0..3000).map(|row| format!("Ann {row},Lee\n")).collect();
    let read = read(&format!("List of contacts\n\nFirst name,Last name\n{rows}"), &[Column::Name]);
    assert_eq!(read.rows.len(), 3000);
    for (number, (cells, location)) in read.rows.iter().enumerate() {
        assert_eq!(cells[0], format!("Ann {number} Lee"));
        assert_eq!(location.as_deref(), Some(format!("A{}", number + 4).as_str()));
    }
}

#[test]
fn an_empty_margin_of_any_width_is_not_reported() {
    let labels = "Name,Email,Job title,Role,Countries/Regions";
    let row = "Ann,a@example.com,CEO,Partner sales,US";
    let (margin, gap) = (",".repeat(4000), ",".repeat(4000));
    let unknown: String = (0..4000).map(|at| format!(",Unknown {at}")).collect();
    let text = format!("{margin}{labels},{gap}x{unknown}\n{}", format!("{margin}{row}\n").repeat(100));
    let read = try_read(&text, &[Column::Name], ReadSettings::default()).unwrap();
    assert_eq!(read.rows[99], (vec!["Ann".to_owned()], Some("EWW101".to_owned())));
    assert_eq!(read.message.len(), 4002, "one finding for the gap, none for the margin");
}

#[test]
fn keys_of_objects_are_labels_too() {
    let text =
        r#"[{"firstName": "Ann", "lastName": "Lee", "mail": "a@example.com", "country1": "US", "country2": "CA"}]"#;
    let columns = [Column::Name, Column::Email, Column::Countries];
    let read = try_read(text, &columns, given(&columns)).unwrap();
    assert_eq!(read.rows[0].0, ["Ann Lee", "a@example.com", "US, CA"]);
    assert_eq!(read.rows[0].1, None);
}

#[test]
fn labels_determine_the_language() {
    for (header, code) in [
        ("Vorname,Nachname,E-Mail-Adresse,Position,Rolle,Länder/Regionen", "de"),
        ("Name,Email,Stellenbezeichnung,Role,Country", "de"),
        ("Nom,Adresse e-mail,Poste,Rôle,Pays/Régions", "fr"),
        ("Nombre,Apellidos,Correo,Puesto,Rol,Países", "es"),
        ("Naam,E-mailadres,Functie,Rol,Landen", "nl"),
        // English labels are used in all languages, and contradictory labels determine none.
        ("Name,Email,Job title,Role,Country", ""),
        ("Nom,Email,Stellenbezeichnung,Role,Country", ""),
    ] {
        let text = format!("{header}\nx,x,x,x,x,x\n");
        let mut rows = Rows::open(Input::bytes("list.csv", text), ReadSettings::default()).unwrap();
        let batch = rows.next_batch().unwrap().unwrap_or_else(|| panic!("{header}: {:?}", rows.findings()));
        let languages = batch.rows().next().unwrap().languages;
        assert_eq!(languages, language(code), "{header}");
    }
}

/// Returns the severities of the findings about the header of a text.
fn severities(text: String) -> Vec<Severity> {
    let rows = Rows::open(Input::bytes("list.csv", text), ReadSettings::default()).unwrap();
    rows.findings().iter().map(|finding| finding.severity).collect()
}

/// A label with a number or a word for another value is a warning, and that of a column which says whether the rows or some
/// values are meant: these columns aren't read.
#[test]
fn columns_that_change_what_is_meant_are_a_warning() {
    let template = "Name,Email,Job title,Role,Countries/Regions,States/Provinces";
    for (label, is_warning) in [
        ("Status", true),
        ("isActive", true),
        ("Deleted?", true),
        ("Contact status", true),
        ("Gültig bis", true),
        ("À supprimer", true),
        ("Excluded countries", true),
        ("excludedCountries", true),
        ("Roles (inactive)", true),
        ("Lead status", false),
        ("Contact", false),
        ("Last activity date", false),
        ("Exceptions", true),
        ("Backup email", true),
        ("Role 2", true),
        ("Additional roles", true),
        ("Countries/Regions 2", true),
        ("Other countries", true),
        ("Weitere Länder", true),
        ("Notes 2", false),
        ("Role history", false),
    ] {
        let list = format!("{template},{label}\nAnn Lee,ann@example.com,CEO,Partner sales,DE,,Partner marketing\n");
        assert_eq!(severities(list), [if is_warning { Severity::Warning } else { Severity::Note }], "{label}");
    }
}

/// A country at home is used only if there is no other, so another column may be meant.
#[test]
fn a_column_that_may_be_better_is_a_warning() {
    for (labels, expected) in [
        ("Home country,Sales country", Severity::Warning),
        ("Country,Sales country", Severity::Note),
        ("Business country,Billing country", Severity::Note),
    ] {
        let list = format!("Name,Email,Job title,Role,{labels}\nAnn Lee,ann@example.com,CEO,Partner sales,DE,FR\n");
        assert_eq!(severities(list), [expected], "{labels}");
    }
}

/// A contact above the header is an error, also without an address; a title, and the filters of a report, aren't contacts.
#[test]
fn incomplete_contacts_above_the_header_are_an_error() {
    let template = "Name,Email,Job title,Role,Countries/Regions,States/Provinces";
    let contact = "Ann Lee,ann@example.com,CEO,Partner sales,DE,";
    for (above, is_error) in [
        ("Bo Ray,,VP,Partner sales,ES,", true),
        ("Bo Ray,bo.ray,VP,Partner marketing,Spain,", true),
        ("Bo Ray,TBD,,Partner sales,ES,", true),
        ("Partner contacts 2026,,,,,", false),
        ("Report:,Partner sales,Germany,,,", false),
        ("Partner sales,Partner marketing,Partner technical sales,,,", false),
    ] {
        let list = format!("{above}\n{template}\n{contact}\n");
        assert_eq!(severities(list).contains(&Severity::Error), is_error, "{above}");
    }
}
