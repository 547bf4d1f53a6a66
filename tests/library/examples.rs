//! How the modules are used, shortly: one example for each function or type that is not obvious from its name.

#[test]
fn book_import_write() -> Result<(), Box<dyn std::error::Error>> {
    use crate::book::import::{PlannedRevision, hold, write};
    use crate::book::{Book, NewRevision, OfferId};
    use crate::contact_list::List;
    use crate::diagnostics::CollectingReport;
    use crate::i18n::Language;
    use crate::read::{Input, Rows};

    let text = "Name,Email,Job title,Role,Countries/Regions\nAnn,ann@example.com,CEO,Partner sales,DE\n";
    let mut list = List::default();
    list.read(
        &mut Rows::open(Input::bytes("list.csv", text), Default::default())?,
        Default::default(),
        &mut CollectingReport::default(),
    )?;
    let folder = tempfile::tempdir()?;
    let mut book = Book::create_or_open(folder.path().join("book.sqlite"))?;
    let offer: OfferId = "contoso-crm".parse()?;
    let step = PlannedRevision { offer: &offer, after: None, new: NewRevision::default(), list: &list, input: 0 };
    let forgotten = book.read()?.times_forgotten()?;
    assert_eq!(write(&mut book, &[step], forgotten)?, [1]);

    let reading = book.read()?;
    let last = reading.revision(&offer, None)?;
    hold(&reading, &offer, &last, &mut list, Language::En)?;
    assert_eq!(list.contact(0), list.contact(1));
    Ok(())
}

#[test]
fn book() -> Result<(), Box<dyn std::error::Error>> {
    use crate::book::{Book, BookError, NewRevision, OfferId};
    use crate::contact::{ColumnMap, Row};
    use crate::normalize::{NormalizeSettings, normalize};

    let folder = tempfile::tempdir()?;
    let mut book = Book::create_or_open(folder.path().join("book.sqlite"))?;
    let offer: OfferId = "contoso-crm".parse()?;
    let row = Row { cells: ColumnMap(["Ann", "ann@example.com", "CEO", "Partner sales", "DE", ""]), ..Row::default() };
    let ann = normalize(&row, &NormalizeSettings::default(), &mut Vec::new()).unwrap();

    let writing = book.write()?;
    let new = NewRevision { source: Some("contacts.csv"), ..NewRevision::default() };
    assert_eq!(writing.add_revision(&offer, None, &new, [&ann])?, 1);
    writing.commit()?;

    let reading = book.read()?;
    assert_eq!(reading.offers()?[0].last.contacts, 1);
    reading.contacts(&offer, 1, |contact| {
        assert_eq!(contact, &ann);
        Ok::<(), BookError>(())
    })?;
    Ok(())
}

#[test]
fn book_offer_id_offerid() -> Result<(), Box<dyn std::error::Error>> {
    use crate::book::OfferId;

    let offer: OfferId = " contoso  crm/EMEA ".parse()?;
    assert_eq!(offer.as_str(), "contoso crm/EMEA");
    assert_eq!(offer.file_name(), "contoso crm%2FEMEA");
    assert!("a\u{202e}b".parse::<OfferId>().is_err());
    Ok(())
}

#[test]
fn book_plan_plan() -> Result<(), Box<dyn std::error::Error>> {
    use crate::book::plan::Plan;
    use crate::contact_list::{ContactGroups, List};
    use crate::diagnostics::CollectingReport;
    use crate::read::{Input, Rows};

    let header = "Name,Email,Job title,Role,Countries/Regions\n";
    let mut list = List::default();
    for (name, countries) in [("now.csv", "\"DE, PT\""), ("next.csv", "DE")] {
        let text = format!("{header}Ann,ann@example.com,CEO,Partner sales,{countries}\n");
        let mut rows = Rows::open(Input::bytes(name, text), Default::default())?;
        list.read(&mut rows, Default::default(), &mut CollectingReport::default())?;
    }
    let identities = ContactGroups::of(&list);
    let plan = Plan::between(&list, &identities, 0, 1);
    assert_eq!(plan.diff.counts().changed, 1);
    assert_eq!(plan.lost.iter().map(|lost| lost.country().code()).collect::<Vec<_>>(), ["PT"]);
    Ok(())
}

#[test]
fn book_retire_retire() -> Result<(), Box<dyn std::error::Error>> {
    use crate::book::retire::retire;
    use crate::contact::Source;
    use crate::contact_list::List;
    use crate::diagnostics::CollectingReport;
    use crate::read::{Input, Rows};

    let text = "Name,Email,Job title,Role,Countries/Regions\n\
    Ann,ann@example.com,CEO,Partner sales,DE\nBob,bob@example.com,CTO,Partner sales,FR\n";
    let mut list = List::default();
    list.read(
        &mut Rows::open(Input::bytes("list.csv", text), Default::default())?,
        Default::default(),
        &mut CollectingReport::default(),
    )?;
    let bob = list.contact(1).into_owned();
    assert!(retire(&mut list, 0, "Ann@example.com", Some(&bob), &Source::file("next")));
    assert_eq!(list.of_input(1).len(), 1);
    assert_eq!(list.contact(2).countries.to_string(), "DE, FR");
    Ok(())
}

#[test]
fn book_revision_digest() {
    use crate::book::Digest;
    assert!(Digest::of(b"").to_string().starts_with("e3b0c44298fc1c14"));
}

#[test]
fn contact_language_set_common() {
    use crate::contact::LanguageSet;
    assert!(LanguageSet::default().common(LanguageSet::default()).is_empty());
}

#[test]
fn contact_language_set_union() {
    use crate::tables::language;
    let either = language("de").union(language("fr"));
    assert!(either.contains(language("de")) && either.contains(language("fr")) && !either.contains(language("es")));
}

#[test]
fn contact_location_column_letters() {
    use crate::contact::column_letters;
    assert_eq!(column_letters(0), "A");
    assert_eq!(column_letters(26), "AA");
}

#[test]
fn contact_list_grouping_contactgroups() -> Result<(), Box<dyn std::error::Error>> {
    use crate::contact_list::{ContactGroups, List};
    use crate::diagnostics::CollectingReport;
    use crate::read::{Input, ReadSettings, Rows};

    let text = "Name,Email,Job title,Role,Countries/Regions\n\
    Ann,ann@example.com,CEO,Partner sales,DE\nAnn,Ann@example.com,CEO,Partner sales,FR\n";
    let mut list = List::default();
    let mut rows = Rows::open(Input::bytes("list.csv", text), ReadSettings::default())?;
    list.read(&mut rows, Default::default(), &mut CollectingReport::default())?;
    let identities = ContactGroups::of(&list);
    let same: Vec<Vec<usize>> = identities.iter().map(|rows| rows.collect()).collect();
    assert_eq!(same, [[0, 1]]);
    Ok(())
}

#[test]
fn contact_list_territory_territory() {
    use crate::contact::{Countries, Country, State};
    use crate::contact_list::Territory;

    let us = Country::from_code("US").unwrap();
    let countries = Countries::Listed([us].into_iter().collect());
    let washington = Territory::new(&countries, &[State::from_code("US-WA").unwrap()]);
    let whole = Territory::new(&countries, &[]);
    assert!(!washington.has_whole(us));
    assert_eq!(washington.clone().joined(&whole), whole);
}

#[test]
fn coverage_market_list_markets_of() {
    use crate::coverage::markets_of;
    use crate::normalize::CustomGroups;

    let codes = |text: &str| -> Vec<&str> {
        let markets = markets_of(text, &CustomGroups::default());
        markets.iter().flatten().map(|market| market.code()).collect()
    };
    assert_eq!(codes("us,France,DACH"), ["US", "FR", "DE", "AT", "CH"]);
    let error = markets_of("US,Nordcs", &CustomGroups::default()).unwrap_err();
    assert_eq!(error.to_string(), "\"Nordcs\" is no country and no group of countries; is it Nordics?");
}

#[test]
fn coverage_market_list_markets_of_file() -> Result<(), Box<dyn std::error::Error>> {
    use crate::coverage::markets_of_file;
    use crate::normalize::CustomGroups;

    let text = "Market;Since\nDACH;2024 # all three\n\"Korea, Republic of\";2025\n";
    let markets = markets_of_file("markets.csv", text.as_bytes(), &CustomGroups::default())?;
    assert_eq!(markets.iter().map(|market| market.code()).collect::<Vec<_>>(), ["DE", "AT", "CH", "KR"]);
    Ok(())
}

#[test]
fn coverage_coverage() {
    use crate::contact::Country;
    use crate::coverage::{Coverage, Gap};

    let nobody = Coverage::default();
    let matrix = nobody.matrix(&[Country::from_code("FR").unwrap()]);
    assert_eq!(matrix.markets[0].gap(), Some(Gap::Nobody));
}

#[test]
fn coverage_findings() {
    use crate::contact::Country;
    use crate::coverage::Coverage;
    use crate::diagnostics::Rule;
    use crate::i18n::Language;

    let gaps = Coverage::default().findings(&[Country::from_code("FR").unwrap()]);
    assert_eq!(gaps[0].rule, Rule::MarketUncovered);
    assert_eq!(gaps[0].localize(Language::En).to_string(), "nobody covers France (FR)");
}

#[test]
fn diagnostics_rule_filter_rulefilter() {
    use crate::diagnostics::{Rule, RuleFilter, RuleSet};

    let filter = RuleFilter::new(RuleSet::default(), RuleSet::of(&[Rule::NameSpecial]));
    assert!(filter.takes(Rule::RoleUnknown) && !filter.takes(Rule::NameSpecial));
    let filter = RuleFilter::new(RuleSet::of(&[Rule::RoleUnknown]), RuleSet::default());
    assert!(filter.takes(Rule::RoleUnknown) && !filter.takes(Rule::CountryUnknown));
}

#[test]
fn diagnostics_rule_set_ruleset() {
    use crate::diagnostics::{Rule, RuleSet};

    let rules = RuleSet::of(&[Rule::NameSpecial, Rule::RoleUnknown]);
    assert!(rules.contains(Rule::NameSpecial) && !rules.contains(Rule::StateUnknown));
    assert!(rules.meets(RuleSet::of(Rule::ALL)));
}

#[test]
fn diff_diff() -> Result<(), Box<dyn std::error::Error>> {
    use crate::contact_list::{ContactGroups, List};
    use crate::diagnostics::CollectingReport;
    use crate::diff::{ChangeKind, Diff};
    use crate::read::{Input, Rows};

    let header = "Name,Email,Job title,Role,Countries/Regions\n";
    let mut list = List::default();
    for (name, row) in [
        ("old.csv", "Ann,ann@example.com,CEO,Partner sales,\"AT, DE\""),
        ("new.csv", "Ann,ann@example.com,CEO,Partner sales,\"DE, CH\""),
    ] {
        let mut rows = Rows::open(Input::bytes(name, format!("{header}{row}\n")), Default::default())?;
        list.read(&mut rows, Default::default(), &mut CollectingReport::default())?;
    }
    let identities = ContactGroups::of(&list);
    let diff = Diff::new(&list, &identities);
    let change = &diff.changes()[0];
    assert_eq!(change.kind(), ChangeKind::Changed);
    let cells = diff.cells(change);
    assert_eq!((&*cells[0].added, &*cells[0].removed), (&["CH"][..], &["AT"][..]));
    Ok(())
}

#[test]
fn i18n() {
    use crate::i18n::{Language, messages};

    let message = messages::SaidOf { about: "list.csv", said: "empty" };
    assert_eq!(Language::En.localize(message).to_string(), "list.csv: empty");
}

#[test]
fn merge_merge() -> Result<(), Box<dyn std::error::Error>> {
    use crate::contact_list::{ContactGroups, List};
    use crate::diagnostics::CollectingReport;
    use crate::merge::{Merge, MergeSettings};
    use crate::read::{Input, Rows};

    let header = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n";
    let mut list = List::default();
    for (name, row) in [
        ("emea.csv", "Ann,ann@example.com,CEO,Partner sales,DE,"),
        ("us.csv", "Ann,Ann@example.com,CEO,Partner sales,US,"),
    ] {
        let mut rows = Rows::open(Input::bytes(name, format!("{header}{row}\n")), Default::default())?;
        list.read(&mut rows, Default::default(), &mut CollectingReport::default())?;
    }
    let identities = ContactGroups::of(&list);
    let merge = Merge::new(&list, &identities, MergeSettings::default());
    let outcome = merge.outcomes().next().unwrap();
    let contact = outcome.kept.unwrap().contact(&list);
    assert_eq!((contact.email.as_str(), contact.countries.to_string().as_str()), ("ann@example.com", "DE, US"));
    Ok(())
}

#[test]
fn read_encoding_from_name() {
    use crate::read::Encoding;

    assert_eq!(Encoding::from_name("CP1252").unwrap().name(), "Windows-1252");
    assert_eq!(Encoding::from_name("Mac Roman").unwrap().name(), "Mac Roman");
    assert_eq!(Encoding::from_name("klingon"), None);
}

#[test]
fn read_progress_progress() -> Result<(), Box<dyn std::error::Error>> {
    use crate::read::{Input, Progress, ReadSettings, Rows};

    let progress = Progress::default();
    let input = Input::bytes("list.csv", "Name,Email\nZoë,zoe@example.com\n").watched(&progress);
    let size = input.size();
    let mut rows = Rows::open(input, ReadSettings::default())?;
    while rows.next_batch()?.is_some() {}
    assert_eq!(Some(progress.bytes()), size);
    Ok(())
}

#[test]
fn report_annotated_annotatedreport() -> Result<(), Box<dyn std::error::Error>> {
    use crate::i18n::Language;
    use crate::read::{Input, ReadSettings, Rows};
    use crate::report::AnnotatedReport;
    use crate::validate::validate;

    let list = "Name,Email,Job title,Role,Countries/Regions\nAnn,ann@example.com,CEO,Sales,US\n";
    let mut rows = Rows::open(Input::bytes("list.csv", list), ReadSettings::default())?;
    let mut report = AnnotatedReport::new(rows.may_grow(), Language::En);
    validate(&mut rows, Default::default(), &[], &mut report)?;
    let workbook: Vec<u8> = report.finish(Vec::new())?;

    // It is read as the list.
    let rows = Rows::open(Input::bytes("list.xlsx", workbook), ReadSettings::default())?;
    assert!(rows.findings().is_empty());
    Ok(())
}

#[test]
fn report_countries_readings_as_text() -> Result<(), Box<dyn std::error::Error>> {
    use crate::countries::interpret;
    use crate::i18n::Language;
    use crate::normalize::NormalizeSettings;
    use crate::report::readings_as_text;

    let mut text = anstream::AutoStream::never(Vec::new());
    readings_as_text(&[interpret("DE / uk", &NormalizeSettings::default())], 100, Language::En, &mut text)?;
    let shown = String::from_utf8(text.into_inner())?;
    assert_eq!(shown, "DE, GB\n  DE  DE  Germany         as it is\n  uk  GB  United Kingdom  country-spelling\n");
    Ok(())
}

#[test]
fn report_coverage_markets_counted() {
    use crate::coverage::CoverageCounts;
    use crate::i18n::Language;
    use crate::report::markets_counted;
    let counts = CoverageCounts { markets: 3, covered: 2, nobody: 1, ..CoverageCounts::default() };
    assert_eq!(markets_counted(&counts, Language::En), "2 of 3 markets covered, 1 with nobody");
}

#[test]
fn report_diff_text_counted() {
    use crate::diff::ChangeCounts;
    use crate::i18n::Language;
    use crate::report::counted;
    let counts = ChangeCounts { removed: 2, changed: 1, added: 0, unchanged: 40 };
    assert_eq!(counted(counts, Language::En), "2 removed, 1 changed; 40 as before");
}

#[test]
fn report_findings_findingsreport() -> Result<(), Box<dyn std::error::Error>> {
    use crate::contact::{Location, Source};
    use crate::diagnostics::{Finding, Message, Report, Rule, Summary};
    use crate::i18n::Language;
    use crate::report::{FindingsForm, FindingsReport};

    let mut report = FindingsReport::new(FindingsForm::Github, Vec::new(), Language::En)?;
    report.source(&Source::file("list.csv"));
    let location = Location { row: Some(7), line: Some(7), column: None };
    report.finding(&Finding::new(Rule::RowSkipped, location, Message::HeaderRepeated));
    let commands = report.finish(&Summary::default())?;
    assert_eq!(commands, b"::notice title=row-skipped,file=list.csv,line=7::the header again: left out\n");
    Ok(())
}

#[test]
fn report_plan_signed() {
    use crate::report::signed;
    assert_eq!(signed(3, 0, 2), "+3 ~0 −2");
}

#[test]
fn report_sanitize_sanitized() {
    use crate::report::sanitized;
    assert_eq!(sanitized("Ann\u{1b}[2J"), "Ann\\u{1b}[2J");
    assert_eq!(sanitized("Zoë 王伟"), "Zoë 王伟");
    assert_eq!(sanitized("«\u{a0}Zoë\u{a0}»\u{a0}: US\u{a0}CA"), "«\u{a0}Zoë\u{a0}»\u{a0}: US\\u{a0}CA");
}

#[test]
fn report_text_textreport() -> Result<(), Box<dyn std::error::Error>> {
    use crate::contact::{Location, Source};
    use crate::diagnostics::{Finding, Message, Report, Rule};
    use crate::i18n::Language;
    use crate::report::{DisplayLimits, ReportMode, TextReport};

    let mut report = TextReport::new(ReportMode::Validate, DisplayLimits::default(), Language::En);
    report.source(&Source::file("list.csv"));
    let location = Location { row: Some(9), ..Location::default() };
    report.finding(&Finding::new(Rule::RowSkipped, location, Message::HeaderRepeated));
    let mut text = anstream::AutoStream::never(Vec::new());
    report.write(&mut text)?;
    assert_eq!(text.into_inner(), b"list.csv\n  note row-skipped\n    row 9  the header again: left out\n\n");
    Ok(())
}

#[test]
fn report_text_row_summary_ledger() {
    use crate::diagnostics::Summary;
    use crate::i18n::Language;
    use crate::report::ledger;
    let summary = Summary { rows: 46, contacts: 44, blank: 2, ..Summary::default() };
    assert_eq!(ledger(&summary, Language::En), "46 rows = 44 contacts + 2 blank");
}

#[test]
fn tables_countries_country_meaning() {
    use crate::tables::{CountryMatch, country_meaning};
    assert_eq!(country_meaning("Côte d’Ivoire").unwrap().code(), Some("CI"));
    assert_eq!(country_meaning("Vereinigte Staaten").unwrap().code(), Some("US"));
    assert_eq!(country_meaning("DEU").unwrap().code(), Some("DE"));
    assert_eq!(country_meaning("worldwide"), Some(CountryMatch::Global));
    assert_eq!(country_meaning("Kosovo"), Some(CountryMatch::Unlisted("XK")));
    assert!(matches!(country_meaning("Korea"), Some(CountryMatch::Ambiguous(_))));
    assert_eq!(country_meaning("Narnia"), None);
}

#[test]
fn tables_countries_country_meaning_in() {
    use crate::tables::{CountryMatch, country_meaning, country_meaning_in, language};
    assert!(matches!(country_meaning("Nga"), Some(CountryMatch::Ambiguous(_)))); // Russia in Vietnamese, or NGA: Nigeria
    assert_eq!(country_meaning_in("Nga", language("vi")).unwrap().code(), Some("RU"));
}

#[test]
fn tables_countries_country_languages() {
    use crate::tables::{country_languages, language};
    assert!(country_languages("Deutschland").contains(language("de")));
    assert!(country_languages("DEU").is_empty());
}

#[test]
fn tables_fuzzy_match_nearest_country() {
    use crate::contact::Country;
    use crate::tables::nearest_country;
    assert_eq!(nearest_country("Germny"), Country::from_code("DE"));
    assert_eq!(nearest_country("Deutchland"), Country::from_code("DE"));
    assert_eq!(nearest_country("Narnia"), None);
}

#[test]
fn tables_groups_group() {
    use crate::tables::group;
    let codes: Vec<&str> = group("Nordische Länder").unwrap().members().iter().map(|member| member.code()).collect();
    assert_eq!(codes, ["DK", "FI", "IS", "NO", "SE"]);
    assert_eq!(group("all EU countries"), group("Union européenne"));
    assert!(group("EMEA").unwrap().members().is_empty());
    assert_eq!(group("Narnia"), None);
}

#[test]
fn tables_labels_column_of_label() {
    use crate::contact::Column;
    use crate::tables::column_of_label;
    assert_eq!(column_of_label("PAYS / REGIONS"), Some(Column::Countries));
    assert_eq!(column_of_label("E-Mail (Pflichtfeld)"), Some(Column::Email));
    assert_eq!(column_of_label("First name"), None);
    assert_eq!(column_of_label("Company name"), None);
}

#[test]
fn tables_labels_proposed_columns() {
    use crate::contact::Column;
    use crate::tables::proposed_columns;
    assert_eq!(proposed_columns("Emial"), [Column::Email]);
    assert_eq!(proposed_columns("Region"), [Column::Countries, Column::States]);
    assert!(proposed_columns("Phone").is_empty());
}

#[test]
fn tables_labels_labels_of_locale() {
    use crate::contact::Column;
    use crate::tables::labels_of_locale;
    assert_eq!(labels_of_locale("fr-fr").unwrap()[Column::Countries], "Pays/Régions");
    assert!(labels_of_locale("xx-XX").is_none());
}

#[test]
fn tables_languages_language() {
    use crate::tables::language;
    assert_eq!(language("pt-BR"), language("pt"));
    assert_eq!(language("no"), language("nb"));
    assert!(language("xx").is_empty());
}

#[test]
fn tables_roles_role_meaning() {
    use crate::contact::Role;
    use crate::tables::role_meaning;
    assert_eq!(role_meaning("PARTNER  SALES"), Some(Role::Sales));
    assert_eq!(role_meaning("Ventes partenaires"), Some(Role::Sales));
    assert_eq!(role_meaning("Sales"), None);
}

#[test]
fn tables_states_state_meaning() {
    use crate::tables::state_meaning;
    let codes = |text| state_meaning(text).iter().map(|state| state.code()).collect::<Vec<_>>();
    assert_eq!(codes("us-wa"), ["US-WA"]);
    assert_eq!(codes("Québec"), ["CA-QC"]);
    assert_eq!(codes("WA"), ["AU-WA", "US-WA"]);
    assert!(codes("Bavaria").is_empty());
}

#[test]
fn tables_totals_row_is_total() {
    use crate::tables::is_total;

    assert!(is_total("TOTAL:") && is_total("Gesamt: 44 Kontakte") && is_total("Total général"));
    assert!(is_total("Subtotal Germany") && is_total("Summe DACH: 12") && is_total("44 contacts"));
    assert!(!is_total("Total Wang") && !is_total("Totals of May") && !is_total("Contacts"));
}

#[test]
fn template_labels() {
    use crate::contact::Column;
    use crate::template::labels;
    assert_eq!(labels("fr").unwrap()[Column::Name], "Nom");
    assert!(labels("xx").is_none());
}

#[test]
fn template_write_template() -> Result<(), Box<dyn std::error::Error>> {
    use crate::read::Format;
    use crate::template::write_template;
    use crate::write::Layout;

    let csv = write_template(Vec::new(), &Layout::new(Format::Csv))?;
    assert!(csv.ends_with(b"Name,Email,Job title,Role,Countries/Regions,States/Provinces\r\n"));
    Ok(())
}

#[test]
fn write_rejects_rejects() -> Result<(), Box<dyn std::error::Error>> {
    use crate::contact::{Format, SourceColumn};
    use crate::i18n::Language;
    use crate::write::Rejects;

    let column = |(at, label): (u32, &str)| SourceColumn { at, label: label.to_owned(), column: None };
    let columns = [(0, "Name"), (1, "Email")].map(column);
    let mut rejects = Rejects::new(Vec::new(), Format::Csv, &columns, false, Language::En)?;
    rejects.write(7, ["=1+1", "ann@example.com"].into_iter(), &[])?;
    assert_eq!(rejects.neutralized(), 1);
    let csv = String::from_utf8(rejects.finish()?)?;
    assert_eq!(csv, "\u{feff}Row,Reasons,Name,Email\r\n7,,'=1+1,ann@example.com\r\n");
    Ok(())
}
