//! Compares each segment with the rest of the list and of the row, and marks segments that these contradict as ambiguous.
//!
//! A code or a name has one meaning in the tables, but its neighbors may contradict it: `NI` beside the United Kingdom may
//! be Northern Ireland, `NA` beside EMEA North America, and "Granada, España" a town. Nothing here makes a segment certain.
//!
//! A list of codes with only commas or stronger separators between them (`GB, NI`) isn't questioned, because a person writes
//! it to answer such a question.

mod abbreviations;
mod address;
mod codes_of_names;
mod places;
mod words;

pub(super) use abbreviations::are_regions;
pub(super) use address::{rival_in, weigh_address};
pub(in crate::normalize) use places::is_large_economy;
pub(super) use places::{place_or_list, state_after_country_doubt, state_or_country_doubt};
pub(super) use words::{code_or_compass_point, is_usual_word};

use memchr::memchr;

use super::groups::CustomGroups;
use super::lexer::{Separator, Token};
use super::parser::{Segment, Segments};
use super::resolver::Resolution;
use crate::contact::Country;
use crate::diagnostics::Message;
use crate::tables::CountryMatch;
use abbreviations::{abbreviation, mark_abbreviations, mark_region_of_country};
use codes_of_names::mark_codes_of_names;
use places::mark_places;
use words::{mark_lone_word, mark_time_zones, mark_words};

/// Two readings or more of a segment, each of them codes, and the message with the readings in words. There are no readings
/// if one of them has no codes, such as a region without fixed members.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Doubt {
    pub(crate) message: Message,
    pub(crate) readings: Vec<String>,
}

/// Marks segments that other segments of the list contradict.
pub(super) fn weigh_neighbors(text: &str, segments: &mut Segments, tokens: &[Token], groups: &CustomGroups) {
    // Fast path: one country.
    if let [Segment { resolution: Resolution::Known(CountryMatch::Country(_)), .. }] = segments[..] {
        return mark_lone_word(text, segments);
    }
    // Fast path: most lists have codes and names that only one of the checks is about, or none.
    let written = |segment: &Segment| &text.as_bytes()[segment.span.clone()];
    let may_abbreviate = |segment: &Segment| match segment.resolution {
        Resolution::Multiple { .. } | Resolution::Conflicting(_) => true,
        _ => segment.span.len() == 2 && abbreviation(written(segment)).is_some(),
    };
    if segments.iter().any(may_abbreviate) {
        mark_abbreviations(text, segments, tokens, groups);
    }
    if memchr(b'/', text.as_bytes()).is_some() {
        mark_time_zones(text, segments);
    }
    if segments.iter().any(|segment| segment.span.len() == 3) {
        mark_words(text, segments);
    }
    if segments.iter().any(|segment| !is_code(written(segment))) {
        mark_places(text, segments, tokens);
        if segments.iter().any(|segment| is_code(written(segment))) {
            mark_codes_of_names(text, segments, tokens);
        }
    }
    mark_region_of_country(segments);
}

/// Returns the number of segments, with those of the same country as one: to repeat a country is no evidence of a longer list.
fn number_of_values(segments: &Segments) -> usize {
    let is_first = |at: usize| {
        let country = certain_country(&segments[at]);
        country.is_none() || !segments[..at].iter().any(|before| certain_country(before) == country)
    };
    (0..segments.len()).filter(|at| is_first(*at)).count()
}

/// Removes the segments after one that repeat one of its countries, and extends it to their end.
fn absorb_repeats(segments: &mut Segments, at: usize, countries: &[Country]) {
    let is_repeat = |segment: &Segment| certain_country(segment).is_some_and(|country| countries.contains(&country));
    while segments.get(at + 1).is_some_and(is_repeat) {
        segments[at].span.end = segments.remove(at + 1).span.end;
    }
}

fn certain_country(segment: &Segment) -> Option<Country> {
    match segment.resolution {
        Resolution::Known(CountryMatch::Country(country)) => Some(country),
        _ => None,
    }
}

fn doubtful(message: Message, readings: Vec<String>) -> Resolution {
    Resolution::Doubtful(Box::new(Doubt { message, readings }))
}

fn separator_before(tokens: &[Token], segment: &Segment) -> Separator {
    let index = tokens.partition_point(|token| token.span.start < segment.span.start);
    tokens.get(index).map_or(Separator::Hard, |token| token.before)
}

/// Returns whether a text has the form of a code of two or three letters.
fn is_code(text: impl AsRef<[u8]>) -> bool {
    let text = text.as_ref();
    text.len() <= 3 && text.iter().all(u8::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::contact::{Column, Countries, Country, Row, State};
    use crate::diagnostics::{Finding, Rule, Safety};
    use crate::normalize::tests::GOOD;
    use crate::normalize::{NormalizeSettings, normalize, normalize_countries};

    /// The result of a cell: the codes, or the rules of the blocking findings, each with its alternatives or its suggestion.
    fn outcome(text: &str, settings: &NormalizeSettings) -> String {
        let mut findings = Vec::new();
        let (countries, _) = normalize_countries(text, settings, &mut findings);
        countries.map_or_else(|| shown(&findings), |countries| countries.to_string())
    }

    fn shown(findings: &[Finding<'_>]) -> String {
        let blocking = findings.iter().filter(|finding| finding.is_blocking());
        let shown = blocking.map(|finding| {
            let suggestion = finding.fix.iter().filter(|fix| fix.safety == Safety::Suggestion);
            let readings = finding.alternatives.iter().map(|text| &**text).chain(suggestion.map(|fix| &*fix.value));
            let readings: Vec<&str> = readings.collect();
            match &readings[..] {
                [] => finding.rule.name().to_owned(),
                _ => format!("{}: {}", finding.rule.name(), readings.join(" | ")),
            }
        });
        shown.collect::<Vec<_>>().join("; ")
    }

    fn settings(csv: &str, accept_suggestions: bool) -> NormalizeSettings {
        let groups =
            if csv.is_empty() { CustomGroups::default() } else { CustomGroups::from_csv("g", csv.as_bytes()).unwrap() };
        NormalizeSettings { accept_suggestions, groups: Arc::new(groups), ..NormalizeSettings::default() }
    }

    #[track_caller]
    fn assert_outcomes(csv: &str, table: &[(&str, &str)]) {
        let plain = settings(csv, false);
        let wrong: Vec<String> = table
            .iter()
            .map(|(text, expected)| (text, expected, outcome(text, &plain)))
            .filter(|(_, expected, found)| found != *expected)
            .map(|(text, expected, found)| format!("{text}: expected {expected}, found {found}"))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_abbreviation_is_a_code() {
        for known in &abbreviations::ABBREVIATIONS {
            assert_eq!(known.country().code(), known.code);
            assert_eq!(abbreviation(known.code).map(|found| found.code), Some(known.code));
        }
    }

    #[test]
    fn a_region_beside_a_code_is_no_country() {
        let unknown = "country-group";
        for text in [
            "South America (SA)",
            "Middle East (ME)",
            "Central America (CA)",
            "North America (NAM)",
            "North America (NA)",
            "Northern America (NA)",
            "Eastern Europe (EE)",
            "Latin America (LA)",
            "Latin America (LATAM)",
            "Asia Pacific (AP)",
            "Asia-Pacific [AP]",
            "Africa (AF)",
            "Africa (AFR)",
            "Oceania (OC)",
            "Asia (AS)",
            "Western Europe (NE)",
            "South East Asia (SEA)",
            "Mittlerer Osten (ME)",
            "Europe de l'Est (EE)",
            "Amérique du Sud (SA)",
            "América Latina (LA)",
            "Südamerika (SA)",
            "Nordamerika (NA)",
            "Zentralamerika (CA)",
            "SA - South America",
            "South America - SA",
            "SA: South America",
            "South America: SA",
            "NAM - North America",
            "EMEA (DE)",
            "EMEA - DE",
            "DACH (DE)",
            "Americas (NA, LA)",
            "NAM",
            "nam",
            "NORAM",
            "AMER",
            "LATAM",
            "MEA",
            "SEA",
            "ROW",
            "RoW",
            "Rest of the world",
            "Reste du monde",
            "US / NAM",
            "AGO, NAM, ZAF",
        ] {
            for accept_suggestions in [false, true] {
                let mut findings = Vec::new();
                let settings = settings("", accept_suggestions);
                let (countries, _) = normalize_countries(text, &settings, &mut findings);
                let is_single = |countries: &Countries| match countries {
                    Countries::Global => true,
                    Countries::Listed(listed) => listed.iter().count() == 1,
                };
                assert!(!countries.is_some_and(|countries| is_single(&countries)), "{text}");
                assert!(findings.iter().any(|finding| finding.rule.name() == unknown), "{text}: {}", shown(&findings));
                assert!(findings.iter().all(|finding| finding.alternatives.is_empty()), "{text}");
            }
        }
        assert_outcomes(
            "",
            &[
                ("Namibia (NAM)", "NA"),
                ("NAM - Namibia", "NA"),
                ("NA", "NA"),
                ("NO", "NO"),
                ("NA, ZA, BW", "NA, ZA, BW"),
                ("ZA; NA; BW", "ZA, NA, BW"),
                ("Saudi Arabia (SA)", "SA"),
                ("EMEA (DE, FR)", "country-unknown: DE, FR"),
            ],
        );
    }

    #[test]
    fn codes_beside_groups_may_be_regions() {
        let regions = |count: usize| vec!["country-group"; count].join("; ");
        let plain = settings("", true);
        for text in ["EMEA, NA, APAC", "LATAM / NA", "NA, EMEA", "APAC & ME", "EMEA; US; LA", "Rest of EMEA, NA"] {
            let found = outcome(text, &plain);
            assert!(found.contains("country-ambiguous"), "{text}: {found}");
        }
        assert_eq!(outcome("EMEA, APAC", &plain), regions(2));
        for (text, expected) in [
            ("EU, NA", "country-group; country-ambiguous"),
            ("DACH, NA", "country-group; country-ambiguous"),
            (
                "Western Europe, EE",
                "country-group; country-ambiguous: AT, BE, CH, DE, FR, LI, LU, MC, NL, EE | AT, BE, CH, DE, FR, LI, LU, MC, NL, BG, BY, CZ, HU, MD, PL, RO, RU, SK, UA",
            ),
            ("Nordics, EE", "DK, FI, IS, NO, SE, EE"),
            ("Benelux, NO", "BE, NL, LU, NO"),
            ("DACH, SE, CA", "DE, AT, CH, SE, CA"),
        ] {
            assert_eq!(outcome(text, &plain), expected, "{text}");
        }
        let own = "group,codes\nEMEA,\"DE, FR\"\nNAM,\"US, CA\"\nAPAC,\"JP, AU\"\n";
        assert_outcomes(
            own,
            &[
                ("NAM", "country-group: US, CA"),
                ("North America (NAM)", "country-group: US, CA"),
                ("North America (NA)", "country-group: US, CA"),
                ("North America", "country-group: US, CA"),
                ("US / NAM", "country-group: US, CA"),
            ],
        );
        let found = outcome("EMEA, NA, APAC", &settings(own, true));
        assert_eq!(
            found,
            "country-group; country-ambiguous: DE, FR, NA, JP, AU | DE, FR, US, CA, JP, AU; country-group"
        );
    }

    #[test]
    fn parts_of_the_united_kingdom_have_the_codes_of_countries() {
        let ni = "country-ambiguous: GB, NI | GB";
        assert_outcomes(
            "",
            &[
                ("UK & NI", ni),
                ("UK, NI", ni),
                ("UK and NI", ni),
                ("UK NI", ni),
                ("UK - NI", ni),
                ("UK/NI", ni),
                ("uk & ni", ni),
                ("GB & NI", ni),
                ("GB/NI", ni),
                ("GB - NI", ni),
                ("England, Scotland, Wales, NI", ni),
                ("England; NI", ni),
                ("United Kingdom, NI", ni),
                ("Royaume-Uni et NI", ni),
                ("Vereinigtes Königreich, NI", ni),
                ("Great Britain & NI", ni),
                ("UK (NI)", "country-ambiguous: GB | NI"),
                ("NI, England", "country-ambiguous: NI, GB | GB"),
                ("NI & Wales", "country-ambiguous: NI, GB | GB"),
                ("IE and NI", "country-ambiguous: IE, NI | IE, GB"),
                ("IE + NI", "country-ambiguous: IE, NI | IE, GB"),
                ("Ireland, NI", "country-ambiguous: IE, NI | IE, GB"),
                ("Irland, NI", "country-ambiguous: IE, NI | IE, GB"),
                ("UK, IE, NI", "country-ambiguous: GB, IE, NI | GB, IE"),
                ("UK & CI", "country-ambiguous: GB, CI | GB, GG, JE"),
                ("UK, IM, CI", "country-ambiguous: GB, IM, CI | GB, IM, GG, JE"),
                ("England, SC, Wales", "country-ambiguous: GB, SC | GB"),
                // Lists of codes, which are also how a person answers.
                ("GB, NI", "GB, NI"),
                ("GB,NI", "GB, NI"),
                ("US; GB; NI; CR", "US, GB, NI, CR"),
                ("IE, NI", "IE, NI"),
                ("GT, HN, NI, CR", "GT, HN, NI, CR"),
                ("UK, CR, NI, PA", "GB, CR, NI, PA"),
                ("France and NI", "FR, NI"),
                ("UK & IM", "GB, IM"),
                ("FR & CI", "FR, CI"),
                ("Nicaragua & UK", "NI, GB"),
                (
                    "EU, NI",
                    "country-group: AT, BE, BG, CY, CZ, DE, DK, EE, ES, FI, FR, GR, HR, HU, IE, IT, LT, LU, LV, MT, NL, PL, PT, RO, SE, SI, SK, NI",
                ),
            ],
        );
    }

    #[test]
    fn codes_without_separators_are_of_one_kind() {
        for text in [
            "US EST",
            "US - EST",
            "PAN India",
            "Mexico Sur",
            "MEX CDMX",
            "India MUM",
            "US PST",
            "CA EST",
            "USA CA",
            "Canada EST",
            "GBR UK",
            "US CAN FR",
            "USA EST",
            "USA Est",
            "CAN - EST",
            "ESP Sur",
            "MEX SUR",
            "PAN IND",
        ] {
            for accept_suggestions in [false, true] {
                let found = outcome(text, &settings("", accept_suggestions));
                assert!(["country-unknown", "GB"].contains(&&*found), "{text}: {found}");
            }
        }
        assert_outcomes(
            "",
            &[
                ("US CA FR", "US, CA, FR"),
                ("USA CAN MEX", "US, CA, MX"),
                ("DE - AT", "DE, AT"),
                ("USA - CAN", "US, CA"),
                ("US United States", "US"),
                ("Germany France", "country-unknown: DE, FR"),
                ("USA Canada", "country-unknown: US, CA"),
                ("US, EST", "country-ambiguous: US, EE | US"),
                ("USA, EST, LVA", "US, EE, LV"),
                ("US (EST)", "country-ambiguous: US | EE"),
            ],
        );
    }

    #[test]
    fn places_may_have_the_name_of_a_country() {
        assert_outcomes(
            "",
            &[
                ("Granada, España", "country-ambiguous: GD, ES | ES"),
                ("Granada, Spain", "country-ambiguous: GD, ES | ES"),
                ("Granada, Spanien", "country-ambiguous: GD, ES | ES"),
                ("Granada (España)", "country-ambiguous: GD, ES | ES"),
                ("Granada - España", "country-ambiguous: GD, ES | ES"),
                ("Granada / España", "country-ambiguous: GD, ES | ES"),
                ("España, Granada", "country-ambiguous: ES, GD | ES"),
                ("España (Granada)", "country-ambiguous: ES, GD | ES"),
                ("Granada, Nicaragua", "country-ambiguous: GD, NI | NI"),
                ("Salvador, Brasil", "country-ambiguous: SV, BR | BR"),
                ("Salvador, Brazil", "country-ambiguous: SV, BR | BR"),
                ("Guadalupe, Mexico", "country-ambiguous: GP, MX | MX"),
                ("Guadalupe, México", "country-ambiguous: GP, MX | MX"),
                ("Georgia, USA", "country-ambiguous: GE, US | US"),
                ("Georgia (USA)", "country-ambiguous: US | GE"),
                ("Georgia (United States)", "country-ambiguous: GE, US | US"),
                ("Georgien, USA", "GE, US"),
                ("Géorgie, États-Unis", "country-ambiguous: GE, US | US"),
                ("USA, Georgia", "country-ambiguous: US, GE | US"),
                ("Lebanon, USA", "country-ambiguous: LB, US | US"),
                ("Lebanon, Ohio", "country-ambiguous: LB, US | US"),
                ("Lebanon, OH", "country-ambiguous: LB, US | US"),
                ("Peru, Indiana", "country-ambiguous: PE, US | US"),
                ("Peru, IN", "country-ambiguous: PE, IN | US"),
                ("Lebanon, PA", "country-ambiguous: LB, PA | US"),
                ("Cairo, GA", "country-ambiguous: EG, GA | US"),
                ("Berlin, MD", "country-ambiguous: DE, MD | US"),
                ("Mexico, Missouri", "country-ambiguous: MX, US | US"),
                ("London, Ontario", "country-ambiguous: GB, CA | CA"),
                ("Niger, Nigeria", "country-ambiguous: NE, NG | NG"),
                ("Luxembourg, Belgium", "country-ambiguous: LU, BE | BE"),
                ("Luxemburg, Belgien", "country-ambiguous: LU, BE | BE"),
                ("Lebanon, Ohio; France", "country-ambiguous: LB, US, FR | US, FR"),
                ("France, Granada, España", "country-ambiguous: FR, GD, ES | FR, ES"),
                ("Jamaica, Cuba", "country-ambiguous: JM, CU | CU"),
                ("Granada (ES)", "country-ambiguous: GD, ES | ES"),
                ("US - Georgia", "country-ambiguous: US | GE"),
                ("Puerto Rico, USA", "country-ambiguous: PR, US | US"),
                ("Guam - United States", "country-ambiguous: GU, US | US"),
                // Lists.
                ("Granada y España", "GD, ES"),
                ("Georgia & USA", "GE, US"),
                ("Brazil, El Salvador", "BR, SV"),
                ("El Salvador, Brazil", "SV, BR"),
                ("Georgia, Armenia", "GE, AM"),
                ("Armenia, Georgia", "AM, GE"),
                ("Belgium, Luxembourg", "BE, LU"),
                ("Belgien, Luxemburg", "BE, LU"),
                ("Nigeria, Niger", "NG, NE"),
                ("Netherlands, Luxembourg, Belgium", "NL, LU, BE"),
                ("Niederlande, Luxemburg, Belgien", "NL, LU, BE"),
                ("Georgia, USA, FR", "GE, US, FR"),
                ("Mexico, USA", "MX, US"),
                ("USA, Mexico", "US, MX"),
                ("USA, Canada, Mexico", "US, CA, MX"),
                ("Mexiko, USA", "MX, US"),
                ("Spain, Grenada", "ES, GD"),
                ("GD, ES", "GD, ES"),
                ("GD; ES", "GD, ES"),
                ("GE, US", "GE, US"),
                ("Peru, India", "PE, IN"),
                ("PE, IN", "PE, IN"),
                ("Granada, Francia", "GD, FR"),
            ],
        );
    }

    #[test]
    fn no_place_with_the_name_of_a_country_is_written_in_silence() {
        let (plain, accepting) = (settings("", false), settings("", true));
        let mut count = 0;
        for row in include_str!("../../../tables/data/place-homonyms.csv").lines().skip(1) {
            let cells: Vec<&str> = row.split(',').collect();
            let [name, country, state, means, qualified_by] = cells[..] else { panic!("{row}") };
            let mut within = vec![];
            if qualified_by.is_empty() {
                within.push(Country::from_code(country).unwrap().name());
            }
            if let Some(state) = State::from_code(state) {
                within.extend([state.name(), &state.code()[3..]]);
            }
            for within in within.into_iter().filter(|within| !within.contains(',') && *within != means) {
                let text = format!("{name}, {within}");
                for settings in [&plain, &accepting] {
                    let found = outcome(&text, settings);
                    let is_written = found.split(", ").any(|code| code == means);
                    assert!(!is_written, "{text}: {found}");
                }
                count += 1;
            }
        }
        assert!(count > 400, "{count}");
    }

    #[test]
    fn the_address_contradicts_a_doubtful_name() {
        for (text, address, expected) in [
            ("Congo", "jp@contoso.cd", "country-ambiguous: CG | CD"),
            ("Kongo", "jp@contoso.cg", "country-ambiguous: CD | CG"),
            ("Congo", "JP <jp@contoso.cd>", "country-ambiguous: CG | CD"),
            ("congo", "jp@contoso.CD", "country-ambiguous: CG | CD"),
            ("Congo, Gabon, Cameroun", "jp@contoso.cd", "country-ambiguous: CG, GA, CM | CD, GA, CM"),
            ("Guinea", "a@contoso.gw", "country-ambiguous: GN | GW"),
            ("Guinée", "a@contoso.gq", "country-ambiguous: GN | GQ"),
            ("Guinea", "a@contoso.com.pg", "country-ambiguous: GN | PG"),
            ("Dominica", "a@contoso.com.do", "country-ambiguous: DM | DO"),
            ("Niger", "a@contoso.ng", "country-ambiguous: NE | NG"),
            ("Samoa", "a@contoso.as", "country-ambiguous: WS | AS"),
            ("Sudan", "a@contoso.ss", "country-ambiguous: SD | SS"),
            ("Saint Martin", "a@contoso.sx", "country-ambiguous: MF | SX"),
            ("Macedonia", "a@contoso.gr", "country-ambiguous: MK | GR"),
            ("Georgia", "a@contoso.us", "country-ambiguous: GE | US"),
            ("Granada", "a@contoso.es", "country-ambiguous: GD | ES"),
            ("Guadalupe", "a@contoso.com.mx", "country-ambiguous: GP | MX"),
            ("Congo", "jp@contoso.cg", ""),
            ("Congo", "jp@contoso.com", ""),
            ("Congo", "jp@contoso.fr", ""),
            ("CG", "jp@contoso.cd", ""),
            ("COG", "jp@contoso.cd", ""),
            ("Congo-Brazzaville", "jp@contoso.cd", ""),
            ("Republic of the Congo", "jp@contoso.cd", ""),
            ("Georgia", "a@contoso.ge", ""),
            ("Luxemburg", "a@contoso.be", ""),
            ("Grenada", "a@contoso.es", ""),
            ("Ireland", "a@contoso.co.uk", ""),
            ("Nigeria", "a@contoso.ne", ""),
        ] {
            let mut cells = GOOD;
            (cells[Column::Countries], cells[Column::Email]) = (text, address);
            let mut findings = Vec::new();
            let row = Row { cells, number: 2, ..Row::default() };
            normalize(&row, &settings("", true), &mut findings);
            findings.retain(|finding| finding.column == Some(Column::Countries));
            assert_eq!(shown(&findings), expected, "{text} {address}");
            assert!(findings.iter().all(|finding| !finding.is_blocking() || finding.rule == Rule::CountryAmbiguous));
        }
    }
}
