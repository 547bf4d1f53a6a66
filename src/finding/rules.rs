use super::Severity;
use super::rule::{Explanation, rules};

// Where the rules come from.
const CO_SELL_2020: &str = "the Partner Center document on the Co-sell tab, 28 October 2020";
const CO_SELL_2023: &str = "\"Configure a co-sell solution\", 3 July 2023";
const COUNTRY_TABLE: &str = "the country table of Partner Center's documents, 27 August 2019, against Unicode CLDR 48";
const UNQUOTED_LISTS: &str = "azure-docs issue 80835, September 2021";
const OURS: &str = "this tool's own: the portal's documents don't say";
const COVERAGE: &str = "the Partner Center document on the Co-sell tab, 28 October 2020; \"Configure co-sell for a commercial \
                        marketplace offer\", 11 January 2022";

rules! {
    FileDelimiter "file-delimiter" Error {
        checks: "The cells of a text are parted by something else than commas, or its first line says by what (sep=;).",
        why: "Where the list separator is a semicolon, Excel saves such files with the ending .csv, and the portal answers \"Cannot upload file\".",
        bad: "Name;Email;Job title;Role;Countries/Regions;States/Provinces",
        good: "Name,Email,Job title,Role,Countries/Regions,States/Provinces",
        fix: "Read by the delimiter that makes the labels of the header appear, or the one that --delimiter names; written with commas.",
        source: CO_SELL_2023,
    }
    FileEncoding "file-encoding" Error {
        checks: "A text is not in UTF-8, or has bytes that can't be decoded.",
        why: "The portal reads UTF-8. In another encoding an accent turns into another letter, or the file is refused.",
        bad: "a list saved by Excel as \"CSV\" (Windows-1252) or \"Unicode text\" (UTF-16)",
        good: "the same list saved as \"CSV UTF-8\"",
        fix: "Read in the encoding that its bytes show, or the one that --encoding names; written as UTF-8. A row with bytes that can't be decoded is held back.",
        source: CO_SELL_2023,
    }
    HeaderMissing "header-missing" Error {
        checks: "No row names the columns of a contacts list.",
        why: "Without a header nobody can tell a name from a job title for sure.",
        bad: "Ann Lee,ann@example.com,Director,Partner sales,US,",
        good: "Name,Email,Job title,Role,Countries/Regions,States/Provinces",
        fix: "Put the header above the contacts, or name the columns with --map.",
        source: CO_SELL_2020,
    }
    ColumnMissing "column-missing" Error {
        checks: "A column that the portal needs is not there.",
        why: "Name, Email, Job title, Role and Countries/Regions are needed in every row.",
        bad: "Name,Email,Job title,Countries/Regions",
        good: "Name,Email,Job title,Role,Countries/Regions",
        fix: "Name the column with --map \"LABEL=Role\", or give one value for all rows with --set \"Role=Partner sales\".",
        source: CO_SELL_2020,
    }
    ColumnDuplicate "column-duplicate" Error {
        checks: "Two columns have a label for the same thing.",
        why: "Which of the two is right can't be guessed, and taking one would lose the other.",
        bad: "Name,Email,E-mail,...",
        good: "Name,Email,...",
        fix: "Rename or remove one of them, or decide with --map.",
        source: OURS,
    }
    ColumnUnknown "column-unknown" Note {
        checks: "A column is not one of the template's, or not by itself.",
        why: "The portal takes six columns. Others are left out of what is written, parts of one are joined, and that is said.",
        bad: "First name,Last name,Email,Phone,...",
        good: "Name,Email,...",
        fix: "Nothing to do, or --map \"LABEL=Column\" where it is one of the six under another name.",
        source: CO_SELL_2020,
    }
    RowShifted "row-shifted" Error {
        checks: "A list without quotation marks ran into the next columns of a text; a name or a job title with a comma likewise.",
        why: "The portal takes the second country for a state, and answers \"States/Provinces contains an invalid value (row 2)\".",
        bad: "Ann Lee,ann@example.com,Director,Partner sales,NL, BE,",
        good: "Ann Lee,ann@example.com,Director,Partner sales,\"NL, BE\",",
        fix: "Put together again where every piece is known and the row has one reading. Otherwise the readings are shown: \"US, CA,\" may be two countries, or California.",
        source: UNQUOTED_LISTS,
    }
    RowLength "row-length" Error {
        checks: "A row has more or fewer cells than the header has columns.",
        why: "A list of countries typed without quotation marks runs into the next columns; a line break inside a cell cuts the row in two.",
        bad: "Ann Lee,ann@example.com,Director,Partner sales,US, CA, FR,US-WA",
        good: "Ann Lee,ann@example.com,Director,Partner sales,\"US, CA, FR\",US-WA",
        fix: "Put quotation marks around the cell that holds commas.",
        source: UNQUOTED_LISTS,
    }
    RowSkipped "row-skipped" Note {
        checks: "The header stands again among the contacts, or a line of totals at the foot.",
        why: "Lists that were pasted together carry their headers along, and spreadsheets their totals. They are no contacts.",
        bad: "Name,Email,... in the middle of the list; \"Total: 44\" below it",
        good: "the header once, at the top, and nothing but contacts below",
        fix: "Left out, counted as skipped.",
        source: OURS,
    }
    SheetChosen "sheet-chosen" Note {
        checks: "A workbook has several sheets, and one of them has the contacts.",
        why: "So that nobody wonders which sheet was read.",
        bad: "a workbook with the sheets Notes and Contacts",
        good: "a workbook with the sheet Contacts",
        fix: "Nothing to do, or --sheet NAME to read another.",
        source: OURS,
    }
    HeaderBelow "header-below" Note {
        checks: "Rows stand above the header; or another header stands below it, with its columns in another order (an error).",
        why: "Titles, dates and logos above a list are no contacts, and are left out. Under another header a name would be taken for a job title.",
        bad: "\"Contacts 2026\" in A1, the header in row 3; Job title,Email,Name,... in row 40",
        good: "the header in row 1, and no other",
        fix: "Nothing to do about titles. Put the rows under another header into the columns of the first; until then they are held back.",
        source: OURS,
    }
    ValueMissing "value-missing" Error {
        checks: "A cell that the portal needs is empty.",
        why: "Name, Email, Job title, Role and Countries/Regions are needed in every row.",
        bad: "Ann Lee,,Director,Partner sales,US,",
        good: "Ann Lee,ann@example.com,Director,Partner sales,US,",
        fix: "Fill it in; --set fills a column that the list lacks altogether.",
        source: CO_SELL_2020,
    }
    ValueWhitespace "value-whitespace" Error {
        checks: "White space at an end of a cell, or more than one space inside.",
        why: "The portal compares codes and roles letter by letter, and a space counts.",
        bad: "\" Partner sales \"",
        good: "\"Partner sales\"",
        fix: "Removed.",
        source: OURS,
    }
    ValueInvisible "value-invisible" Error {
        checks: "A cell has characters that can't be seen: control characters, zero-width spaces, marks of direction.",
        why: "They come along when text is copied from web pages and mail. The portal sees them, people don't.",
        bad: "\"U\u{200b}S\" with a zero-width space after the U",
        good: "\"US\"",
        fix: "Removed.",
        source: OURS,
    }
    ValueUnicode "value-unicode" Error {
        checks: "Letters stand in an unusual encoding: full-width, or accents apart from their letters (not NFC).",
        why: "Two texts that look the same should be the same.",
        bad: "\"Ｐａｒｔｎｅｒ sales\"",
        good: "\"Partner sales\"",
        fix: "Rewritten in NFC, full-width letters as ordinary ones.",
        source: "Unicode Standard Annex 15",
    }
    ValueFormula "value-formula" Error {
        checks: "A text starts with `=`, `+`, `-` or `@`.",
        why: "A spreadsheet that opens the list would run it as a formula. No name, title or address starts like that.",
        bad: "=HYPERLINK(\"http://example.com\")",
        good: "Ann Lee",
        fix: "Write it as plain text.",
        source: "OWASP, \"CSV Injection\"",
    }
    ValueError "value-error" Error {
        checks: "A cell holds a spreadsheet error such as #N/A, or an object where a text is expected.",
        why: "The formula behind it found nothing, so the value is lost.",
        bad: "#N/A",
        good: "Partner sales",
        fix: "Correct the formula, or type the value.",
        source: OURS,
    }
    NameSpecial "name-special" Warning {
        checks: "A name has a character other than letters and marks of any script, digits, spaces and . , ' ’ - & / ( ).",
        why: "Later documents allow no special characters in it and don't say which they are.",
        bad: "Ann #1 Lee",
        good: "Ann Lee",
        fix: "Look whether it belongs there.",
        source: CO_SELL_2023,
    }
    JobTitleSpecial "job-title-special" Warning {
        checks: "A job title has a character other than letters and marks of any script, digits, spaces and . , ' ’ - & / ( ).",
        why: "Later documents allow no special characters in it and don't say which they are.",
        bad: "Head of \"Growth\"",
        good: "Head of Growth",
        fix: "Look whether it belongs there.",
        source: CO_SELL_2023,
    }
    EmailInvalid "email-invalid" Error {
        checks: "An e-mail address is none.",
        why: "Checked by the rule of web browsers, with a dot in the domain, at most 64 characters before the @ and 254 in all.",
        bad: "ann.example.com",
        good: "ann@example.com",
        fix: "Correct it.",
        source: "WHATWG HTML, input type=email; RFC 5321, section 4.5.3.1",
    }
    EmailSeveral "email-several" Error {
        checks: "A cell holds more than one e-mail address.",
        why: "A contact has one address.",
        bad: "ann@example.com; bob@example.com",
        good: "ann@example.com",
        fix: "Give each person a row.",
        source: CO_SELL_2020,
    }
    EmailWrapped "email-wrapped" Error {
        checks: "An e-mail address comes with more around it: mailto:, a name, angle brackets.",
        why: "Mail programs copy addresses like that; the portal wants the bare one.",
        bad: "Ann Lee <ann@example.com>",
        good: "ann@example.com",
        fix: "Unwrapped.",
        source: CO_SELL_2020,
    }
    EmailDomainCase "email-domain-case" Note {
        checks: "The domain of an e-mail address has capitals.",
        why: "Case means nothing in a domain; lower case makes the same address look the same.",
        bad: "ann@Example.COM",
        good: "ann@example.com",
        fix: "In lower case; what stands before the @ stays as it is.",
        source: "RFC 5321, section 2.4",
    }
    RoleUnknown "role-unknown" Error {
        checks: "A role is none of the portal's four.",
        why: "The portal accepts four roles and nothing else.",
        bad: "Salesperson",
        good: "Partner sales",
        fix: "A suggestion where one is near, applied with --accept-suggestions.",
        source: CO_SELL_2020,
    }
    RoleSpelling "role-spelling" Error {
        checks: "A role is spelt in another case or spacing, or in another language.",
        why: "The template never translates the roles.",
        bad: "Ventes partenaires",
        good: "Partner sales",
        fix: "The portal's spelling.",
        source: CO_SELL_2020,
    }
    CountryUnknown "country-unknown" Error {
        checks: "A piece of Countries/Regions is no country that is known.",
        why: "The portal accepts the two-letter codes of its table, and OOO.",
        bad: "Narnia",
        good: "NA",
        fix: "A suggestion where one name is near, applied with --accept-suggestions.",
        source: CO_SELL_2020,
    }
    CountryUnlisted "country-unlisted" Error {
        checks: "A country is real, and the portal's table lacks it.",
        why: "ISO 3166-1 or common use know AI, EH, FK and XK; the portal refuses them.",
        bad: "Kosovo",
        good: "RS, AL",
        fix: "Remove it; which contact covers it must be settled outside of the list.",
        source: COUNTRY_TABLE,
    }
    CountryAmbiguous "country-ambiguous" Error {
        checks: "A name means more than one country.",
        why: "A wrong code is worse than a question.",
        bad: "Korea",
        good: "KR",
        fix: "Suggestions, all of them.",
        source: COUNTRY_TABLE,
    }
    CountrySpelling "country-spelling" Error {
        checks: "A country is written as a name, in lower case, by another code, or the separators are others than commas.",
        why: "The portal accepts two-letter codes with commas between them.",
        bad: "Germany / uk; FRA",
        good: "DE, GB, FR",
        fix: "Written as codes.",
        source: CO_SELL_2020,
    }
    CountryGroup "country-group" Error {
        checks: "A group of countries stands where countries are expected.",
        why: "The portal accepts codes. Members come and go, and EMEA is something else in every company: a person should see the codes.",
        bad: "DACH, Nordics without IS",
        good: "DE, AT, CH, DK, FI, NO, SE",
        fix: "Its members are the suggestion, applied with --accept-suggestions; groups of your own come from --groups FILE.",
        source: OURS,
    }
    CountryRepeated "country-repeated" Error {
        checks: "A country stands twice in a cell.",
        why: "Once is enough; the second may hide a slip of the pen.",
        bad: "US, CA, US",
        good: "US, CA",
        fix: "Left out.",
        source: CO_SELL_2020,
    }
    CountryGlobalMixed "country-global-mixed" Error {
        checks: "OOO stands beside other countries.",
        why: "OOO means all countries. Beside it others mean nothing, or the OOO is wrong.",
        bad: "OOO, US",
        good: "OOO",
        fix: "The suggestion is OOO.",
        source: CO_SELL_2020,
    }
    StateUnknown "state-unknown" Error {
        checks: "A piece of States/Provinces is no state that the portal lists.",
        why: "The portal lists states of US, CA and AU. For all other countries the cell stays empty.",
        bad: "Bavaria (for DE)",
        good: "an empty cell",
        fix: "A suggestion where one is near.",
        source: CO_SELL_2020,
    }
    StateAmbiguous "state-ambiguous" Error {
        checks: "A state may be one of several, or a country that slipped into the column.",
        why: "WA is Washington and Western Australia. CA, typed after US without quotation marks, may be California or Canada.",
        bad: "WA (for US, AU)",
        good: "US-WA",
        fix: "Suggestions, all of them.",
        source: UNQUOTED_LISTS,
    }
    StateOutsideCountries "state-outside-countries" Error {
        checks: "A state is in a country that the contact does not cover.",
        why: "Either the country is missing or the state is wrong.",
        bad: "CA-QC (for US)",
        good: "CA-QC (for US, CA)",
        fix: "Add the country, or leave the state out.",
        source: CO_SELL_2020,
    }
    StateSpelling "state-spelling" Error {
        checks: "A state is written as a name, in lower case, without its country, twice, or with other separators than commas.",
        why: "The portal accepts codes such as US-WA, CA-QC, AU-NSW.",
        bad: "Washington (for US)",
        good: "US-WA",
        fix: "Written as codes, completed from the row's countries.",
        source: CO_SELL_2020,
    }
    ContactRepeated "contact-repeated" Warning {
        checks: "The same e-mail address with the same role stands in several rows.",
        why: "The portal would show the person twice.",
        bad: "two rows for ann@example.com, Partner sales",
        good: "one row with the countries of both",
        fix: "Keep one row, with the countries of both.",
        source: OURS,
    }
    ContactConflict "contact-conflict" Warning {
        checks: "The same e-mail address stands with another name or job title; in `merge`, lists that disagree about a contact.",
        why: "One of the two is out of date, or an address was copied along. A merge that took one in silence would lose the other.",
        bad: "Ann Lee and Bob Ray, both ann@example.com",
        good: "each with an address of their own",
        fix: "Look which is right. `merge` wants to be told, with --prefer FILE or --on-conflict first|last.",
        source: OURS,
    }
    ContactSimilar "contact-similar" Warning {
        checks: "In `merge`: two addresses that may be one person's. The same name (case, accents and the order of its words aside); what stands before the @ at another domain of the company, under a name that is alike; two neighbouring letters that changed places.",
        why: "Somebody who changed the address, or whose address was mistyped in one list, would be in the portal twice.",
        bad: "Ann Lee, ann.lee@contoso.com and Ann Lee, anne.lee@contoso.com",
        good: "the address that is right in both lists",
        fix: "Nothing is joined by itself. Where it is one person, give both rows the same address and merge again. The similarity is that of Jaro and Winkler, the mean of name and address.",
        source: OURS,
    }
    ContactRemoved "contact-removed" Note {
        checks: "A three-way merge removes a contact of the base: one list lacks it, and no other edited it.",
        why: "Who deletes a contact from a copy of the list wants it gone, and the others should see that.",
        bad: "ann@example.com is in last.csv and not in emea.csv",
        good: "ann@example.com is in every list",
        fix: "Nothing to do, or put the contact back into the list that lacks it.",
        source: OURS,
    }
    SalesContactMissing "sales-contact-missing" Warning {
        checks: "A country has contacts and none of them is a Partner sales contact.",
        why: "At least one Partner sales contact is needed for each region in which the offer should be co-sell ready. An error for a market named with --markets.",
        bad: "a Partner marketing contact alone for FR",
        good: "a Partner sales contact for FR beside",
        fix: "Add one, or give one the role. One with OOO counts for every country; `cosell coverage` shows who covers what.",
        source: COVERAGE,
    }
    MarketUncovered "market-uncovered" Error {
        checks: "Nobody covers a market named with --markets.",
        why: "One contact is required for each geography in which the offer is available.",
        bad: "--markets US,CA with contacts for US only",
        good: "contacts for US and CA",
        fix: "Add a contact, or OOO to one who covers all.",
        source: COVERAGE,
    }
}
