use super::Severity;
use super::rule::rules;
use crate::i18n::{self, Explanation, Language};

// In the order in which a list is read: file, row, cell, list. The catalogues in `src/i18n` explain each.
rules! {
    FileDelimiter "file-delimiter" Error
    FileEncoding "file-encoding" Error
    HeaderMissing "header-missing" Error
    ColumnMissing "column-missing" Error
    ColumnDuplicate "column-duplicate" Error
    ColumnUnknown "column-unknown" Note
    RowShifted "row-shifted" Error
    RowLength "row-length" Error
    RowSkipped "row-skipped" Note
    SheetChosen "sheet-chosen" Note
    HeaderBelow "header-below" Note
    ValueMissing "value-missing" Error
    ValueWhitespace "value-whitespace" Error
    ValueInvisible "value-invisible" Error
    ValueUnicode "value-unicode" Error
    ValueFormula "value-formula" Error
    ValueError "value-error" Error
    NameSpecial "name-special" Warning
    JobTitleSpecial "job-title-special" Warning
    EmailInvalid "email-invalid" Error
    EmailSeveral "email-several" Error
    EmailWrapped "email-wrapped" Error
    EmailDomainCase "email-domain-case" Note
    EmailLookalike "email-lookalike" Warning
    RoleUnknown "role-unknown" Error
    RoleSpelling "role-spelling" Error
    CountryUnknown "country-unknown" Error
    CountryUnlisted "country-unlisted" Error
    CountryAmbiguous "country-ambiguous" Error
    CountrySpelling "country-spelling" Error
    CountryGroup "country-group" Error
    CountryRepeated "country-repeated" Error
    CountryGlobalMixed "country-global-mixed" Error
    StateUnknown "state-unknown" Error
    StateAmbiguous "state-ambiguous" Error
    StateOutsideCountries "state-outside-countries" Error
    StateSpelling "state-spelling" Error
    ContactRepeated "contact-repeated" Warning
    ContactConflict "contact-conflict" Warning
    ContactSimilar "contact-similar" Warning
    ContactRemoved "contact-removed" Note
    SalesContactMissing "sales-contact-missing" Warning
    MarketUncovered "market-uncovered" Error
}
