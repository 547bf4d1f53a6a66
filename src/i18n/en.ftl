### Texts in English for people. `README.md` explains how to add messages and languages.

## Words and parts of sentences

or = { " or " }
# Separates longer texts.
semicolon = ;
# A text of a list in a message.
quoted = "{ $text }"
and-more = { $list } and { $count } more
and-more-all = and { $count } more (add --all to see all)
said-of = { $about }: { $said }
named-code = { $name } ({ $code })
row = row { $row }
row-of-source = { $source }, row { $row }
row-of-sheet = row { $row } of sheet "{ $sheet }"
sheet-and-row = sheet { $sheet }, row { $row }
row-and-column = row { $row }, { $column }
sheet-of-file = { $file }, sheet { $sheet }
standard-input = standard input
standard-output = standard output
letter-of-column = column { $letter }
all-countries = all countries
all-other-countries = all other countries
global-contacts = Global contacts
contact-count = { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
offer-count = { $count ->
    [one] { $count } offer
   *[other] { $count } offers
}

## The columns of the template, as messages name them

column-name = Name
column-email = Email
column-job-title = Job title
column-role = Role
column-countries = Countries/Regions
column-states = States/Provinces

## Findings: the file and its header

empty = the file is empty; a list starts with the header row Name,Email,Job title,Role,Countries/Regions,States/Provinces (`cosell template` creates one)
# Variables: $encoding (&'static str), $words (Quoted)
encoding-unsure = the encoding is uncertain: { $encoding } is a guess from a few words, which it reads as { $words }; if they look wrong, set the encoding with --encoding
# Variables: $encoding (piece)
encoded = the encoding is { $encoding }, but Partner Center requires UTF-8
# Variables: $encoding (piece), $words (Quoted)
encoded-words = the encoding is { $encoding }, but Partner Center requires UTF-8; words with special letters are read as { $words } (if they look wrong, set the encoding with --encoding)
delimited-by-tabs = the delimiter is a tab, but Partner Center requires commas
# Variables: $delimiter (char)
delimited = the delimiter is "{ $delimiter }", but Partner Center requires commas
# Variables: $line (piece)
sep-line = the first line is "{ $line }", which only Excel understands; Partner Center would read it as the header
# Variables: $row (u64)
contacts-above = there are contacts, or another header, above the header in row { $row }; put one header above all contacts
header-reordered = this is another header, with its columns in a different order; put the columns of these rows in the order of the first header
# Variables: $row (u64)
under-reordered = the row is below the header in row { $row }, whose columns are not in the order of the first header
# Variables: $row (u64)
header-below = the header is row { $row }; the rows above it are ignored
# Variables: $sheets (Vec<SheetRef>)
sheet-chosen = other sheets are ignored: { $sheets } (read one with --sheet NAME, or all that have contacts with --all-sheets)

## Findings: columns

# Variables: $row (u64), $labels (Quoted)
header-in-one-cell = all columns are in one cell: row { $row } has { $labels } in a single cell; split the rows into columns (in Excel: Data, Text to Columns) and save the list again
# Variables: $candidates (HeaderCandidates)
header-missing = no header found; put a row with Name, Email, Job title, Role and so on above the contacts, or assign the columns with --map "Label=Column"{ $candidates }
# Variables: $column (Column), $seen (Labels)
column-missing = the column { $column } is missing; if it has another name, add --map "LABEL={ $column }", or set one value for all rows with --set "{ $column }=VALUE" (columns of the list: { $seen })
# Variables: $column (Column), $near (String), $seen (Labels)
column-missing-near = the column { $column } is missing; if it is "{ $near }", add --map "{ $near }={ $column }" (columns of the list: { $seen })
# Variables: $column (Column), $first-label (String), $first (ColumnLetter)
column-duplicate = there are two columns for { $column }, this one and "{ $first-label }" (column { $first }); rename or remove one of them, or choose one with --map
# Variables: $label (piece)
column-unknown = "{ $label }" is ignored because it is not a column of the template
# Variables: $label (piece), $column (Column)
column-unknown-near = "{ $label }" is ignored because it is not a column of the template; if it is { $column }, add --map "{ $label }={ $column }"
# Variables: $label (piece)
column-honorific = "{ $label }" is ignored because it comes before the given name, so it is a form of address (Mr., Dr.)
# Variables: $label (piece), $column (Column)
column-replaced = "{ $label }" is ignored because --map uses another column for { $column }
# Variables: $label (piece), $column (Column)
column-overruled = "{ $label }" is ignored because --set gives { $column } a value
# Variables: $label (piece), $taken (String), $column (Column)
column-aside = "{ $label }" is ignored because "{ $taken }" is used for { $column }
# Variables: $label (piece), $column (Column), $first (String)
column-second = "{ $label }" is used for { $column } only in rows in which "{ $first }" is empty
# Variables: $column (Column), $labels (Quoted)
column-joined = { $column } is built from { $labels }

## Findings: rows and the list as a whole

# Variables: $cells (usize), $expected (usize)
row-long = the row has { $cells } cells, but the header has { $expected }; if a cell contains commas, put it in quotes, such as "US, CA"
# Variables: $letter (ColumnLetter)
beyond-columns = there is text to the right of the last column, up to column { $letter }; add a header above it, or check whether the row is shifted
# Variables: $cells (usize), $expected (usize)
row-short = the row has only { $cells } of { $expected } cells; check for a line break in the row or a missing comma
# Variables: $text (String), $to (ShiftTarget)
shifted = "{ $text }" is not in quotes, so it spilled from { $to } into the next columns
# Variables: $readings (ShiftReadings)
shifted-either = a comma outside quotes shifted the row, which can be read as { $readings }; put the text that is meant in quotes
quote-unclosed = a quote that opens here is never closed, so the rest of the file would be one cell; close or remove it
# Variables: $encoding (&'static str)
undecodable = some bytes are not valid { $encoding }, so letters are lost; set the right encoding with --encoding, or save the file as "CSV UTF-8" in Excel
rows-in-cell = a quote that opens here is closed in a later row, so several rows are read as one; remove it, or close it in its cell
# Variables: $column (Column)
not-text = { $column } is an object, but a text is expected
# Variables: $column (Column)
key-repeated = the object has { $column } twice; keep one of them
totals = totals row skipped
header-repeated = repeated header skipped
# Variables: $first (RowRef)
contact-repeated = the list already has this e-mail address with this role (the address is first used in { $first }); keep one row with the countries of both
# Variables: $first (RowRef)
contact-conflict = { $first } has the same e-mail address but another value here; check which one is right
# Variables: $country (Country)
sales-missing = { $country } has contacts, but no Partner sales contact; the offer is not co-sell ready there
sales-missing-global = no Partner sales contact covers all countries (OOO), but other contacts do
# Variables: $country (Country)
market-uncovered = no contact covers { $country }

## Findings: cells

# Variables: $column (Column)
missing = { $column } is empty; Partner Center requires a value in every row
whitespace = the text has unnecessary spaces or line breaks
invisible = the text has an invisible character
not-normalized = some letters are stored in an unusual form (full-width letters, or accents apart from their letters)
# Variables: $first (char)
formula = the text starts with "{ $first }", so a spreadsheet would run it as a formula; write it as plain text
error-cell = the cell has a spreadsheet error instead of a value; correct the formula
# Variables: $character (char), $column (Column)
special = "{ $character }" is a special character; Partner Center may reject it in { $column }
email-no-at = not a valid e-mail address; the @ is missing
email-several-ats = not a valid e-mail address; it has more than one @
email-no-local-part = not a valid e-mail address; nothing comes before the @
email-no-domain = not a valid e-mail address; nothing comes after the @
email-no-dot = not a valid e-mail address; the end of the domain is missing, such as .com
email-space = not a valid e-mail address; it contains a space
# Variables: $character (char)
email-character = the character "{ $character }" can't be used in an e-mail address
# Variables: $character (char)
email-character-beyond-ascii = the character "{ $character }" can't be used in an e-mail address because it is not a letter from a to z, even if it looks like one
email-domain-label = not a valid e-mail address; a part of the domain is empty, longer than 63 characters, or starts or ends with a hyphen
email-local-too-long = not a valid e-mail address; it has more than 64 characters before the @
email-too-long = not a valid e-mail address; it has more than 254 characters
# Variables: $count (usize)
email-several = the cell has { $count } e-mail addresses; keep one, or add a row for each person
email-wrapped = the cell contains more than an e-mail address
email-domain-case = the domain contains capital letters
# Variables: $domain (Box<DomainRows>), $usual (String), $count (u64)
lookalike-letter = { $domain } differs by one letter from { $usual } (in { $count } rows); check for a typing error
# Variables: $domain (Box<DomainRows>), $usual (String), $count (u64)
lookalike-look = { $domain } looks like { $usual } (in { $count } rows); check whether it is a typing error or belongs to somebody else
# Variables: $domain (String), $shown (String)
lookalike-script = { $domain } is displayed as { $shown }, with letters of another alphabet that look like Latin ones; check whose domain it is
# Variables: $role (piece), $roles (AllRoles)
role-unknown = "{ $role }" is not one of the four roles; choose { $roles }
# Variables: $text (piece), $role (Role), $roles (AllRoles)
role-unknown-near = "{ $text }" is not one of the four roles; did you mean { $role }? (accepted: { $roles })
# Variables: $role (Role)
role-spelling = Partner Center's spelling is { $role }

## Findings: countries

# Variables: $piece (piece), $states (OneOf<StateCode>)
country-is-state = "{ $piece }" is a state or province ({ $states }); write it in States/Provinces, and its country here
# Variables: $piece (piece)
country-unknown = "{ $piece }" is not a known country; write two-letter codes such as US, CA, FR, or OOO for all countries
# Variables: $piece (piece), $country (Country)
country-unknown-near = "{ $piece }" is not a known country; did you mean { $country }?
# Variables: $piece (piece), $country (UnlistedCountry)
country-unlisted = "{ $piece }" is { $country }, which is not in Partner Center's list of countries; its code would be rejected
# Variables: $piece (piece), $readings (OneOf<&'static str>)
country-ambiguous = "{ $piece }" can mean { $readings }; write the code that is meant
# Variables: $piece (piece)
country-joined = "{ $piece }" can be one country or several; write the codes that are meant
# Variables: $piece (piece), $code (&'static str)
country-guess = "{ $piece }" probably means { $code }; if so, write { $code }
# Variables: $piece (piece), $code (&'static str)
country-spelling = "{ $piece }" is written { $code }
separators = codes must be separated by commas
# Variables: $piece (piece), $code (&'static str)
repeated = "{ $piece }" repeats { $code }
global-mixed = OOO (all countries) can't be combined with other codes; remove it, or remove the other codes
# Variables: $piece (piece), $count (u64), $codes (Codes)
group-named = { $count ->
    [one] "{ $piece }" means { $count } country; write its code: { $codes }
   *[other] "{ $piece }" means { $count } countries; write their codes: { $codes }
}
# Variables: $piece (piece), $count (u64)
group-counted = { $count ->
    [one] "{ $piece }" means { $count } country; write the code that is meant
   *[other] "{ $piece }" means { $count } countries; write the codes that are meant
}
# Variables: $piece (piece)
group-unsettled = "{ $piece }" has no fixed members; write the country codes that are meant
# Variables: $piece (piece)
group-rest = "{ $piece }" depends on what the other contacts cover; write the codes that are meant
# Variables: $piece (piece)
group-unclear = "{ $piece }" leaves open which countries are included; write the codes that are meant
# Variables: $piece (piece), $readings (OneOf<Quoted>)
torn = "{ $piece }" can mean { $readings }; write the codes that are meant
# Variables: $piece (piece), $codes (String)
several = "{ $piece }" is written { $codes }
# Variables: $piece (piece), $codes (String)
several-guessed = "{ $piece }" probably means { $codes }; if so, write these codes, separated by commas
surplus = only codes and commas are needed

## Findings: states

# Variables: $piece (piece)
state-unknown = "{ $piece }" is not a state or province in Partner Center's list; write codes such as US-WA, CA-QC, AU-NSW, or nothing
# Variables: $piece (piece), $state (State)
state-unknown-near = "{ $piece }" is not a state or province in Partner Center's list; did you mean { $state }?
# Variables: $piece (piece), $country (Country)
state-of-none = "{ $piece }" can't be used because Partner Center has no states for { $country }; leave the cell empty
# Variables: $piece (piece), $name (CountryName)
state-is-country = "{ $piece }" is a country ({ $name }), not a state; if it belongs to the list of countries, move it to Countries/Regions
# Variables: $piece (piece), $readings (OneOf<StateReading>)
state-ambiguous = "{ $piece }" can mean { $readings }; write the code that is meant
# Variables: $piece (piece), $name (CountryName)
state-or-country = "{ $piece }" can be a state, or { $name } from the list of countries; write the whole code of the state, or move the country to Countries/Regions
# Variables: $piece (piece), $country (Country)
state-outside = "{ $piece }" is in { $country }, which is not in Countries/Regions; add the country there, or remove the state
# Variables: $piece (piece), $code (&'static str)
state-spelling = "{ $piece }" is written { $code }

## Findings: merged lists

# Variables: $conflict (Box<Disagreement>), $taken (String)
disagree-taken = { $conflict }; "{ $taken }" is used
# Variables: $conflict (Box<Disagreement>)
disagree-which = { $conflict }; check which one is right
# Variables: $conflict (Box<Disagreement>)
disagree-clash = { $conflict }; these changes can't be combined
# Variables: $conflict (Box<EditedAndDeleted>)
deleted-kept = { $conflict }; it is kept
# Variables: $conflict (Box<EditedAndDeleted>)
deleted-removed = { $conflict }; it is removed
# Variables: $conflict (Box<EditedAndDeleted>)
deleted-which = { $conflict }; decide whether to keep it
# Variables: $person (Box<str>), $lists (SourceNames)
removed = { $person } is no longer in { $lists }, and nobody edited it, so it is removed
# Variables: $person (Box<str>), $lists (SourceNames), $namesake (Box<ContactRef>)
removed-namesake = { $person } is no longer in { $lists }, and nobody edited it, so it is removed; { $namesake } has the same name and is new, so it is added
# Variables: $email (Box<str>), $said (Box<str>), $role (Role), $row (Box<SourceRow>)
other-role = { $email } has "{ $said }" as { $role } in { $row }; check which one is right
# Variables: $contact (Box<SimilarContact>)
similar = { $contact }; if they are the same person, give both the same address
# Variables: $contact (Box<SimilarContact>), $count (usize)
similar-more = { $contact }, and so do { $count } more; if they are the same person, give all the same address

## Parts of findings

contact-in-row = { $person } in { $row }
hidden-sheet = { $sheet } (hidden)
header-nearest = ; the closest is row { $row }, with { $labels }
header-then-nearest = ; the next is row { $row }, with { $labels }
label-known = "{ $label }" for { $column }
label-near = "{ $label }" (--map "{ $label }={ $column }"?)
shifted-reading = "{ $text }" in { $to }
shifted-or = { ", or " }
domain-in-rows = { $uses ->
    [one] { $domain } (in this row only)
   *[other] { $domain } (in { $uses } rows, first in this one)
}
# Where the members of a group come from: a group, and its source.
group-origin = { $group } (source: { $source })
# A source without a name.
common-usage = common usage
group-without = { $group } without { $codes }
group-as-of = { $group } as of { $date }
said-in-row = "{ $said }" in { $row }
people-disagree = { $person } has { $others }
people-disagree-base = { $person } has { $others }, and had { $base } before
scopes-disagree = { $person } covers { $others }
scopes-disagree-base = { $person } covers { $others }, and covered { $base } before
deleted = { $person } was edited here ({ $edits }){ $also } and deleted in { $lists }
deleted-also = { " " }and in { $row }
deleted-namesake = { $list } (where { $person } in { $row } has the same name and may be the same person)
edit = { $column } "{ $before }" → "{ $now }"
similar-name = { $other } in { $row } has the same name ({ $percent }% similar)
similar-mailbox = { $other } in { $row } has the same name before the @, but another domain ({ $percent }% similar)
similar-letters = { $other } in { $row } has the same address with two letters swapped ({ $percent }% similar)

## The report of findings

error = error
warning = warning
note = note
fixed = fixed
fixable = fixable
place-on-line = { $location } (line { $line })
likewise = same as above
suggestion = suggestion:
one-of = one of:
an-empty-cell = an empty cell
long-text = { $text } ... ({ $count } characters)
ignored-columns = ignored: { $columns }
unchanged = unchanged

row-count = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
merged-count = { $count } merged
rejected-count = { $count } rejected
blank-count = { $count } blank
skipped-count = { $count } skipped
removed-count = { $count } removed

error-count = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
warning-count = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
errors-and-warnings = { $errors }, { $warnings }
errors-fixed = { $count ->
    [one] { $said }; `cosell convert` fixes { $count } problem automatically
   *[other] { $said }; `cosell convert` fixes { $count } problems automatically
}
nothing-is-wrong = No problems found.
nothing-is-wrong-by-rules = The selected rules found no problems.

## The annotated workbook

# The sheet of problems, and the column in the list that sums them up.
findings = Findings
new-workbook = This is a new workbook with the rows of { $file } as received. The file itself has not changed.
to-correct = Correct the red cells on sheet { $sheet }, save this workbook and send it back. Keep the header row as it is. The columns and sheets added here are ignored when the list is read.
weight-error = Error
weight-warning = Warning
weight-fixable = Fixable
weight-note = Note
meaning-error = Partner Center would reject it. Correct the cell.
meaning-warning = Check it. Partner Center may accept it.
meaning-fixable = Nothing to do. It will be fixed automatically.
meaning-note = Nothing to do. For information only.
the-row = the whole row
will-become = Will become { $value }
fixed-automatically = Fixed automatically
suggested = Suggestion: { $value }
suggested-empty = Suggestion: leave the cell empty
one-of-these = One of: { $values }
notes-left-out = Only the first { $count } cells have a note. The others are coloured and listed here, too.
findings-left-out = { $count ->
    [one] The sheet has no room for { $count } more problem. `cosell validate` shows it.
   *[other] The sheet has no room for { $count } more problems. `cosell validate` shows them.
}

## Findings for other programs

started-in = The folder in which cosell was started.
safe-fix = A safe fix: `cosell convert` writes this value.
guessed-fix = A suggestion: check whether it is what is meant.

## Titles of the explanation of a rule

title-why = Why
title-bad = Bad
title-good = Good
title-fix = Fix
title-source = Source

## Results: the list that is written

nothing-written = Nothing was written.
nothing-written-partial = Nothing was written: uploading an incomplete list would delete the missing contacts from Partner Center.
nothing-written-unsettled = Nothing was written because the lists contradict each other. Correct one of them, or choose with --prefer FILE or --on-conflict first|last.
nothing-written-strict = Nothing was written because --strict treats warnings as errors.
nothing-compared = Nothing was compared: contacts in rows with errors would look as if they had been removed.
nothing-counted = Nothing was counted: contacts in rows with errors would be missing.
with-rejects = To write the valid rows anyway, add --rejects FILE; the others go to FILE, with the reasons.
written = { $said }. Written to { $file }.
ledger-fixed = { $count ->
    [0] { $ledger }, no fixes needed
    [one] { $ledger }, { $count } fix applied
   *[other] { $ledger }, { $count } fixes applied
}
rejects-written = The rejected rows are in { $file }, with the reasons. Until they are corrected, the list is incomplete: uploading it would delete these contacts from Partner Center.
rejects-neutralized = { $count ->
    [one] { $count } cell of this file starts with an apostrophe, so that a spreadsheet doesn't run it as a formula; `cosell` removes it when it reads the file.
   *[other] { $count } cells of this file start with an apostrophe, so that a spreadsheet doesn't run them as formulas; `cosell` removes it when it reads the file.
}
not-annotated = { $file } was not written: correct the header first.
annotated = { $file } is a new workbook with the rows of { $source } and their problems marked. Correct them there, then convert { $file }. { $source } has not changed.
no-contacts-written = The list has no contacts: uploading it would delete all contacts of the offer.
upload-as-it-is = Upload this file without saving it in Excel first: Excel may write semicolons, and Partner Center would reject it.
given-twice = { $file } is given twice
same-file = { $file } and { $other } are the same file

## Results: two lists compared

same-contacts = { $old } and { $new } have the same { $count ->
    [one] { $count } contact.
   *[other] { $count } contacts.
}
# Headings above contacts.
kind-removed = removed
kind-changed = changed
kind-added = added
# The change of one contact.
change-removed = removed
change-changed = changed
change-added = added
diff-removed = { $count } removed
diff-changed = { $count } changed
diff-added = { $count } added
diff-nothing = no contact changed
diff-counts = { $said }; { $count } unchanged
all-of-it-now = { $codes }: whole country now
no-longer-all = { $codes }: no longer the whole country
coverage-lost = coverage lost
nobody-is-left = no contacts left
upload-deletes-all = uploading this list would delete all contacts of the offer
all-countries-counted = all { $count } countries
lost-contacts = { $countries } { $count ->
    [one] has no contact any more
   *[other] have no contact any more
}
lost-sales = { $countries } { $count ->
    [one] has no Partner sales contact any more
   *[other] have no Partner sales contact any more
}

## Results: the book

book-is-empty = The book has no offers.
title-offer = offer
title-revision = revision
title-when = date (UTC)
title-who = author
title-contacts = contacts
title-changes = changes
title-from = source
adopted = { $file } (list from Partner Center)
restored = revision { $number } restored
retired = a person removed
revision-of-offer = revision { $number } of { $offer }
new-offer = { $offer } (new)
same-revision = Revision { $number } of { $offer } already has the same contacts. No new revision was written.
same-as-adopted = The list has the same contacts as the list from Partner Center. No second revision was written.
revision-has = Saved as revision { $number } of { $offer }, with { $contacts }.
revision-written = Revision { $number } of { $offer } has { $contacts }. Written to { $file }.
lists-written = { $count ->
    [one] { $count } list with { $contacts } written to { $folder }.
   *[other] { $count } lists with { $contacts } written to { $folder }.
}
revision-counts = revision { $number }: { $counts }
new-revisions = { $count ->
    [one] { $count } offer has a new revision.
   *[other] { $count } offers have a new revision.
}
in-both-lists = { $ledger } in both lists
offer-moved = Someone else changed the offer in the meantime. Updated plan:
offers-moved = Someone else changed an offer in the meantime. Updated plan:
dry-run = Nothing was changed: this is a dry run.
nothing-changed = Nothing was changed.
go-on = { $loss }. Continue?
loss-removed = { $contacts } would be removed from "{ $offer }"
loss-retired = { $person } would be removed from { $offers }
loss-forgotten = { $person } would be permanently erased from all revisions
mentioned = { $offer }: { $contacts } in { $count ->
    [one] { $count } revision
   *[other] { $count } revisions
}
mentioned-texts = { $count ->
    [one] { $count } text
   *[other] { $count } texts
} of the history (messages, names of files or people)
namesakes = same name, but not erased: { $addresses } (erase these, too, if it is the same person)
nothing-left = The book was rewritten. It contains nothing more of the people who were erased before.
forgotten-before = { $count ->
    [one] { $offer }: { $contacts } in { $count } revision erased on request, { $day }.
   *[other] { $offer }: { $contacts } in { $count } revisions erased on request, { $day }.
}
book-made = New book created: { $file }.
forgotten = { $contacts } erased, and the book was rewritten without them. Partner Center, backups and the files that were imported still have the person.
# The possible answers, and the words that mean yes.
yes-no = [y/N]
yes-words = y yes
replace-it = { $file } exists. Replace it?

## Coverage

no-markets = no contacts, so there are no markets
markets-covered = { $count ->
    [one] { $covered } of { $count } market covered
   *[other] { $covered } of { $count } markets covered
}
markets-weak = { $said } ({ $count } weakly)
markets-no-sales = { $said }, { $count } without a Partner sales contact
markets-nobody = { $said }, { $count } without any contact
counts-written = { $counts }. Written to { $file }.
standing-nobody = nobody
standing-no-sales = no sales
standing-weak = weak
standing-covered = covered
remark-nobody = nobody covers it
remark-no-sales = no Partner sales contact
remark-only-global = only by OOO
remark-sales-only-global = Partner sales only by OOO
remark-only-states = only in { $states }
remark-sales-only-states = Partner sales only in { $states }
remark-one-person = only { $person }
# Column headings for roles, in full and short.
head-market = Market
head-marketing = Marketing
head-sales = Sales
head-technical = Technical
head-success = Success
head-marketing-short = Mktg
head-sales-short = Sales
head-technical-short = Tech
head-success-short = CSM
# After a number of contacts that cover only some states of a market; below, what the words mean.
part = part
meaning-global = OOO: contacts for all countries
meaning-part = part: only some of its states

## The coverage page

page-heading = Coverage of { $lists }
page-and = { $lists } and { $last }
page-markets-named = The markets are those that were asked for.
page-markets-and-global = The markets are the countries that the contacts name; contacts for all countries (OOO) cover the others.
page-markets = The markets are the countries that the contacts name.
page-legend = Legend
page-table = Contacts by market and role
page-table-notes = Gaps first. OOO: contacts for all countries; part: only some of its states.
page-not-a-market = not one of these markets
page-by-global = by contacts for all countries (OOO)
page-several = several people
page-map = World map: who covers each market
page-map-words = { $counts } The table below lists the markets one by one.
page-tooltip = { $name } ({ $code }): { $said }
page-look-count = { $look }: { $count }.
page-unlisted = Not in Partner Center’s list of countries
look-nobody = Nobody covers it
look-no-sales = No Partner sales contact
look-some-states = Partner sales in some states only
look-only-global = Partner sales by OOO only
look-one-person = One person only
look-covered = Covered by several people
look-land = Not one of these markets

## Workbooks: sheets and column headings

sheet-contacts = Contacts
sheet-countries = Countries
sheet-states = States
sheet-coverage = Coverage
sheet-gaps = Gaps
sheet-changes = Changes
sheet-old-list = Old list
sheet-new-list = New list
sheet-rejects = Rejects
head-code = Code
head-means = Meaning
head-standing = Status
head-contacts = Contacts
head-by-global = By OOO
head-some-states = Some states only
head-one-person = One person
head-remarks = Remarks
head-missing = Missing
head-change = Change
head-column = Column
head-old = Old
head-new = New
head-codes-added = Codes added
head-codes-removed = Codes removed
head-old-row = Old row
head-new-row = New row
head-row = Row
head-severity = Severity
head-cell = Cell
head-received = As received
head-found = Problem
head-to-write = What to write
head-rule = Rule
any-contact = any contact
role-refused = Choose one of the four roles in the list.

## Errors: reading

read-not-found = { $file }: there is no such file
file-is-folder = { $file }: this is a folder, not a file
read-failed = { $file }: can't be read: { $reason }
read-binary = { $file }: this is no text, and no workbook that is known here
read-utf32 = { $file }: this is text in UTF-32, which hardly any program reads
read-markup = { $file }: this is a web page or XML, not a workbook, whatever its name says
read-encrypted = { $file }: the workbook is protected by a password
read-workbook = { $file }: the workbook can't be opened; it is damaged, or not a workbook ({ $reason })
reason-panicked = the library that reads it gave up in the middle
reason-killed = the system put an end to reading it, as it does where memory or time is short
reason-cut-off = it is cut off, or no workbook at all
reason-old-excel = it is of Excel 2, 3 or 4, whose files are not read here
reason-cell-order = its cells are out of order, or beyond what a sheet can hold
reason-repeated = rows or cells are repeated in it more often than the library that reads it takes
reason-no-visible-sheet = it has no visible sheet
read-no-sheet = { $file }: there is no sheet "{ $wanted }"; it has: { $sheets }
read-option-unfit = { $file }: this is { $kind }, and { $setting } is not for those
# The kinds of files in the message above.
kind-text = delimited text
kind-workbook = a workbook
kind-json = JSON
# The settings in it, for callers of the library; the command line names its option.
setting-sheet = the name of a sheet
setting-all-sheets = the choice of all sheets
setting-encoding = an encoding
setting-delimiter = a delimiter
read-several-sheets = { $file }: several sheets have a list of contacts: { $sheets }
read-json = { $file }: this is not a list in JSON: { $reason }
read-row-too-long = { $file }: row { $row } is longer than { $limit } MB
read-no-such-label = { $file }: no column is labelled "{ $label }"; the list has: { $seen }
read-column-present = { $file }: the list has a column { $column } already ("{ $label }", { $letter })
limit-bytes = it has more than { $most } bytes
limit-rows = { $place } has more than { $most } rows
limit-columns = { $place } has more than { $most } columns
limit-cell = { $place } has more than { $most } characters in a cell
limit-unpacked = the workbook has more than { $most } bytes once { $place } is unpacked
limit-ratio = { $place } unpacks to more than { $most } times its size
limit-strings = the cells share more than { $most } texts ({ $place })
limit-depth = arrays stand more than { $most } deep in each other ({ $place })
limit-memory = reading it takes more than { $most } bytes of memory
limit-seconds = reading it takes more than { $most } s of the processor
# The places in them.
limit-in-list = it
limit-in-row = row { $row }
limit-in-many-rows = row { $row }, like others,
limit-in-cell = cell { $cell }
limit-in-object = object { $number }

## Errors: writing

write-no-folder = { $folder }: there is no such folder
broken-link = { $file }: this is a link, and nothing is where it leads
write-read-only = { $file }: the file is read-only
write-failed = { $file }: can't be written: { $reason }
write-list-failed = the list can't be written: { $reason }
write-workbook-failed = the workbook can't be written: { $reason }
write-too-many-rows = a sheet of Excel holds { $limit } rows, and the list has more
write-cell-too-long = row { $row }, { $column }: a cell of Excel holds 32,767 characters, and this one has { $length }
write-rejects-of-sheets = sheet "{ $sheet }" has other columns than the sheet before, so its rejects would stand under the wrong labels

## Errors: markets and groups of countries

file-and-line = { $file }, line { $line }
market-not-utf8 = the file is no text in UTF-8
market-none = no market is named
market-unknown = "{ $text }" is no country and no group of countries
market-unknown-near = "{ $text }" is no country and no group of countries; is it { $near }?
market-ambiguous = "{ $text }" may be { $readings }
market-unlisted = "{ $text }" is { $name }, which Partner Center does not list
market-unsettled = "{ $text }" is a group without a settled membership
groups-not-utf8 = the file is not in UTF-8
groups-header = the first row is not group,codes
groups-open-quote = a quotation mark is not closed
groups-incomplete = a name and codes are needed
groups-country = "{ $name }" is a country, and so can't be a group
groups-repeated = "{ $name }" stands in row { $first } already
groups-member = "{ $member }" is no country, and no group that is known or stands above

## Errors: the book

book-not-found = { $file }: there is no book here yet
book-is-folder = { $file }: this is a folder, not a book
book-not-file = { $file }: this is a device or a pipe, not a book
book-not-made = { $file }: no book can be made here: { $reason }
book-no-permission = { $file }: you have no permission to open it
book-read-only = { $file }: the book is read-only
book-read-only-folder = { $file }: the book's folder can't be written in, and SQLite needs that for the two files beside an open book
book-empty-file = { $file }: this is an empty file, not a book
book-not-sqlite = { $file }: this is not a book, and not an SQLite file at all, or its first bytes are damaged
book-foreign = { $file }: this is an SQLite file of another program, not a book
book-newer = { $file }: the book was written by a newer version of this program (schema { $version }; this one knows { $known })
book-damaged = { $file }: the book is damaged: { $reports }
book-altered = { $file }: the book is damaged: the contact at position { $position } of revision { $revision } of "{ $offer }" is not as it was written
book-incomplete = { $file }: the book is damaged: revision { $revision } of "{ $offer }" has { $found } contacts and should have { $expected }
book-busy = { $file }: another program has been writing in the book for more than { $seconds } seconds
book-disk-full = { $file }: the disk is full
book-failed = { $file }: the book can't be read or written: { $reason }
book-unknown-offer = there is no offer "{ $offer }" in the book
book-unknown-offer-near = there is no offer "{ $offer }" in the book; did you mean { $nearest }?
offers-or = { $offers }, or { $last }
book-unknown-revision = the offer "{ $offer }" has no revision { $revision }; its last is { $last }
book-looks-alike = the new offer "{ $offer }" would look like "{ $existing }", which the book has
book-moved = the offer "{ $offer }" { $state }, and { $expected } was expected
book-moved-absent = is not in the book
book-moved-at = is at revision { $number } now
book-expected-none = none
book-expected = revision { $number }
book-forgotten = somebody was forgotten in the book meanwhile, so nothing is changed
book-not-erased = { $file }: the person is out of every list, but the bytes may still be in the file: { $reason }
plan-too-many-removals = { $contacts } would be removed, and { $limit } allows { $most } of { $of }
# The limit in it, for callers of the library; the command line names its option.
removal-limit = the limit
plan-empty = the list has no contacts
plan-empty-removes = the list has no contacts, and would remove all { $of }

## Errors: the command line

nothing-is-changed = nothing is changed: { $reason }
output-is-input = { $file }: this is what is read
output-is-book = { $file }: this is a book
output-exists = { $file }: the file exists
# Outputs beside the list, in the messages below.
output-rejects = rejects
output-provenance = provenance
output-annotated = annotated list
beside-to-stdout = the { $what } can't go to standard output
beside-as-workbook = { $file }: the { $what } can be written as a workbook only
beside-as-csv = { $file }: the { $what } can be written as CSV only
beside-is-output = { $file }: the output and the { $what } would be one file
folder-not-made = { $folder }: the folder can't be made: { $reason }
format-not-named = { $file }: the name doesn't say which format to write
form-not-named = { $file }: the name doesn't say which form to write
workbook-on-terminal = a workbook can't be shown on a terminal
labels-unknown = no labels are known for "{ $locale }"
not-an-export = { $file }: its first line doesn't name the six columns
named-twice = --map and --set name { $column } more than once
pipe-named-twice = { $source } is named twice, and what comes through a pipe comes once
annotate-several = --annotate marks one list, and these are { $count }
prefer-base = --prefer { $file }: this is the base, which others changed
prefer-unknown = --prefer { $file }: this is not one of the lists
merge-of-parts = { $file } lacks { $lacking } of the { $of } contacts of { $base }: is it a part of the list?
no-text-to-read = there is no text to read
stdin-not-utf8 = standard input is not in UTF-8
all-to-stdout = the lists of all offers can't go to standard output
no-book-named = no book is named, and there is no home folder to look in
book-too-busy = others change the book faster than this could be done
portal-list-new = the portal has a list of "{ $offer }" and the book has none, so nothing is changed
portal-list-differs = the portal's list of "{ $offer }" is not the book's last one, so nothing is changed
loss-unconfirmed = { $loss }, so nothing is changed
replaced-by-self = nobody can take over from themselves
not-a-contact = { $email } is a contact of no offer
successor-known = { $email } is a contact already: { $name }, { $title }
successor-unknown = { $email } is a contact of no offer, so their name and job title are not known
not-in-book = { $email } stands nowhere in the book

## What to do about errors

remedy-check-name = Check the name and the folder.
remedy-name-file-in-it = Name the file in it.
remedy-name-a-file-in-it = Name a file in it.
remedy-check-readable = Check that the file is there, that you may read it, and that no other program locks it.
remedy-save-as-list = Save the list as .xlsx, or as "CSV UTF-8 (Comma delimited)".
remedy-save-as-xlsx = Open it in a spreadsheet program and save it as .xlsx.
remedy-save-as-xlsx-again = Open it in a spreadsheet program and save it as .xlsx again.
remedy-remove-password = Open it in Excel, remove the password (File, Info, Protect Workbook), and save it.
remedy-name-sheet = Name one of these with --sheet.
remedy-leave-option-out = Leave the option out.
remedy-choose-sheet = Say which with --sheet NAME (more than once for several), or take all with --all-sheets.
remedy-json-list = A list is an array of objects, [{ "{" }"name": ...{ "}" }, ...], or one object a line.
remedy-row-too-long = A quotation mark or a bracket that is never closed does that; look at the row, or allow more with --limit cell=N.
remedy-map-label = Write --map "LABEL=Column" with a label as it stands in the list.
remedy-column-present = --set gives a value to a column that the list lacks; leave it out, or give that column another use with --map.
remedy-limit-bytes = Where the file is what it should be, allow more with --limit bytes=N, such as bytes=64G.
remedy-limit-rows = Where the list is what it should be, allow more with --limit rows=N, such as rows=1G.
remedy-limit-columns = Remove what stands far to the right; where it should be there, allow more with --limit columns=N.
remedy-limit-cell = A quotation mark that is never closed does that, too; where the text should be there, allow more with --limit cell=N.
remedy-limit-unpacked = Where the workbook is from somebody you trust, allow more with --limit unpacked=N, such as unpacked=16G.
remedy-limit-ratio = Files that are made to exhaust a machine are like that; where you trust it, allow more with --limit ratio=N.
remedy-limit-strings = Where the workbook is from somebody you trust, allow more with --limit strings=N, such as strings=20M.
remedy-limit-depth = A contact needs no more than an array of texts; else allow more with --limit depth=N.
remedy-limit-memory = Save it as .xlsx, which takes less; or allow more with --limit memory=N, such as memory=4G.
remedy-limit-seconds = Save it as .xlsx, which takes less; or allow more with --limit seconds=N, such as seconds=600.
remedy-make-folder = Make the folder first, or name another.
remedy-mend-link = Mend or remove the link, or name the file itself.
remedy-unprotect-file = Take the protection off, or name another file.
remedy-check-disk = Check that there is room on the disk and that you may write there.
remedy-write-as-text = Write the list as CSV or JSON instead.
remedy-write-in-parts = Write the list as CSV or JSON, or write it in parts.
remedy-shorten-cell = Shorten the cell, or write the list as CSV or JSON.
remedy-sheet-at-a-time = Convert one sheet at a time, with --sheet NAME.
remedy-market-file = Save it as text, or as "CSV UTF-8", with a country or a group a line.
remedy-market-unsettled = Write the codes, or say what it is in a file for --groups.
remedy-write-code = Write the code that is meant.
remedy-market-unlisted = Leave it out: no contact can cover it there.
remedy-markets = Write codes, names or groups, such as US,CA,France,DACH, or @FILE for a file of them.
remedy-groups = Write a CSV file in UTF-8 with the header group,codes and rows such as EMEA,"FR, DE, Benelux".
remedy-name-csv = Name a CSV file that is there.
remedy-book-not-found = Name the book with --book FILE; the first import makes it.
remedy-name-a-file = Name a file.
remedy-mend-book-link = Mend or remove the link, or name the book itself.
remedy-book-not-made = Name a book in a folder in which you may write.
remedy-book-no-permission = A book belongs to the one who made it: let them give you permission, or name a book of your own.
remedy-unprotect-book = Take the protection off, or copy the book to a place where you may write.
remedy-copy-book = Copy the book to a folder in which you may write, and name it there.
remedy-book-empty = Remove it, or name another: the first import makes the whole book.
remedy-not-sqlite = Name another book. If this was one, keep a copy of it and go on with your last backup, or try the sqlite3 shell's `.recover`.
remedy-book-foreign = Name another file; this one was left as it is.
remedy-book-newer = Update this program, or name another book; this one was left as it is.
remedy-book-damaged = Keep a copy of the file as it is; then write what can be read to another file (sqlite3 BOOK .recover | sqlite3 NEW), or go on with a backup or another book.
remedy-book-busy = Try again when it is done; if it never is, end that program: the book stays whole.
remedy-book-disk-full = Make room on the disk and try again; the book is as it was.
remedy-book-failed = Check that there is room on the disk, that the book may grow and that its drive is a local one; the book is as it was.
remedy-unknown-offer = Look at the offers of the book, and write the ID as it stands there.
remedy-unknown-revision = Look at the offer's history for the revisions that it has.
remedy-looks-alike = Write the existing ID if you mean that offer, or one that nobody can take for it.
remedy-moved = Someone changed the offer in the meantime: look at what would change now, and try again.
remedy-forgotten = Look at what would change now, and try again.
remedy-not-erased = Forget the person again when no other program has the book open and the disk has room for a copy.
remedy-too-many-removals = Look whether the list is a part of the whole; if not, allow more.
remedy-plan-empty = Look whether it is the right file; if so, say --allow-empty.
remedy-output-is-input = Name another file: what is read is never written over.
remedy-output-is-book = Name another file: what offers had is never written over.
remedy-output-exists = Name another file, or replace it with --force.
remedy-ending = End the name in { $ending }.
remedy-two-files = Name another file for one of them.
remedy-folder-not-made = Name one whose parent is there, and no file.
remedy-format = End it in { $extensions }, or say --to FORMAT.
remedy-form = Say --format with one of { $forms }.
remedy-output = Name a file with -o.
remedy-labels = Known are { $locales }.
remedy-not-an-export = Name a CSV file as Partner Center exported it.
remedy-named-twice = Give each column of the template once.
remedy-pipe = Name it once, or write what it gives to a file first.
remedy-annotate = Validate them one at a time, each with a workbook of its own.
remedy-prefer = Name one of them: { $files }.
remedy-merge-of-parts = With --base each input is an edited copy of the whole list, and what it lacks counts as deleted. Merge parts without --base, or say --yes where so many were deleted.
remedy-give-text = Give one, such as "Germany / UK".
remedy-utf8 = Save it as UTF-8.
remedy-output-folder = Name a folder with -o.
remedy-book = Name one with --book FILE.
remedy-try-again = Try again in a moment.
remedy-adopt-first = Look at what is shown above, and say --adopt to keep it as the first revision, before the import.
remedy-adopt = Look at what is shown above. --adopt keeps the portal's list as a revision of its own before the import; to keep both edits, `cosell export` the book's list and `cosell merge` both with --base.
remedy-say-yes = Look at what is shown above, and say --yes if that is meant.
remedy-replace-with = Name another with --replace-with.
remedy-check-address = Check the address; its capitals don't count.
remedy-successor-known = Leave --name and --job-title out: they are for somebody who is new.
remedy-successor-unknown = Check the address, or say --name and --job-title too.
remedy-successor = Correct what is said of the one who takes over.
remedy-new-offer = Correct the ID, or say --new for a new offer.

### Where rules come from

-co-sell-2020 = the Partner Center document on the Co-sell tab, 28 October 2020
-co-sell-2023 = "Configure a co-sell solution", 3 July 2023
-country-table = the country table of Partner Center's documents, 27 August 2019, against Unicode CLDR 48
-unquoted-lists = azure-docs issue 80835, September 2021
-ours = this tool's own: the portal's documents don't say
-coverage = the Partner Center document on the Co-sell tab, 28 October 2020; "Configure co-sell for a commercial marketplace offer", 11 January 2022

### What explains rules: `cosell explain`

rule-file-delimiter =
    .checks = The cells of a text are parted by something else than commas, or its first line says by what (sep=;).
    .why = Where the list separator is a semicolon, Excel saves such files with the ending .csv, and the portal answers "Cannot upload file".
    .bad = Name;Email;Job title;Role;Countries/Regions;States/Provinces
    .good = Name,Email,Job title,Role,Countries/Regions,States/Provinces
    .fix = Read by the delimiter that makes the labels of the header appear, or the one that --delimiter names; written with commas.
    .source = { -co-sell-2023 }

rule-file-encoding =
    .checks = A text is not in UTF-8, or has bytes that can't be decoded.
    .why = The portal reads UTF-8. In another encoding an accent turns into another letter, or the file is refused.
    .bad = a list saved by Excel as "CSV" (Windows-1252) or "Unicode text" (UTF-16)
    .good = the same list saved as "CSV UTF-8"
    .fix = Read in the encoding that its bytes show, or the one that --encoding names; written as UTF-8. A row with bytes that can't be decoded is held back.
    .source = { -co-sell-2023 }

rule-header-missing =
    .checks = No row names the columns of a contacts list.
    .why = Without a header nobody can tell a name from a job title for sure.
    .bad = Ann Lee,ann@example.com,Director,Partner sales,US,
    .good = Name,Email,Job title,Role,Countries/Regions,States/Provinces
    .fix = Put the header above the contacts, or name the columns with --map.
    .source = { -co-sell-2020 }

rule-column-missing =
    .checks = A column that the portal needs is not there.
    .why = Name, Email, Job title, Role and Countries/Regions are needed in every row.
    .bad = Name,Email,Job title,Countries/Regions
    .good = Name,Email,Job title,Role,Countries/Regions
    .fix = Name the column with --map "LABEL=Role", or give one value for all rows with --set "Role=Partner sales".
    .source = { -co-sell-2020 }

rule-column-duplicate =
    .checks = Two columns have a label for the same thing.
    .why = Which of the two is right can't be guessed, and taking one would lose the other.
    .bad = Name,Email,E-mail,...
    .good = Name,Email,...
    .fix = Rename or remove one of them, or decide with --map.
    .source = { -ours }

rule-column-unknown =
    .checks = A column is not one of the template's, or not by itself.
    .why = The portal takes six columns. Others are left out of what is written, parts of one are joined, and that is said.
    .bad = First name,Last name,Email,Phone,...
    .good = Name,Email,...
    .fix = Nothing to do, or --map "LABEL=Column" where it is one of the six under another name.
    .source = { -co-sell-2020 }

rule-row-shifted =
    .checks = A list without quotation marks ran into the next columns of a text; a name or a job title with a comma likewise.
    .why = The portal takes the second country for a state, and answers "States/Provinces contains an invalid value (row 2)".
    .bad = Ann Lee,ann@example.com,Director,Partner sales,NL, BE,
    .good = Ann Lee,ann@example.com,Director,Partner sales,"NL, BE",
    .fix = Put together again where every piece is known and the row has one reading. Otherwise the readings are shown: "US, CA," may be two countries, or California.
    .source = { -unquoted-lists }

rule-row-length =
    .checks = A row has more or fewer cells than the header has columns.
    .why = A list of countries typed without quotation marks runs into the next columns; a line break inside a cell cuts the row in two.
    .bad = Ann Lee,ann@example.com,Director,Partner sales,US, CA, FR,US-WA
    .good = Ann Lee,ann@example.com,Director,Partner sales,"US, CA, FR",US-WA
    .fix = Put quotation marks around the cell that holds commas.
    .source = { -unquoted-lists }

rule-row-skipped =
    .checks = The header stands again among the contacts, or a line of totals at the foot.
    .why = Lists that were pasted together carry their headers along, and spreadsheets their totals. They are no contacts.
    .bad = Name,Email,... in the middle of the list; "Total: 44" below it
    .good = the header once, at the top, and nothing but contacts below
    .fix = Left out, counted as skipped.
    .source = { -ours }

rule-sheet-chosen =
    .checks = A workbook has several sheets, and one of them has the contacts.
    .why = So that nobody wonders which sheet was read.
    .bad = a workbook with the sheets Notes and Contacts
    .good = a workbook with the sheet Contacts
    .fix = Nothing to do, or --sheet NAME to read another.
    .source = { -ours }

rule-header-below =
    .checks = Rows stand above the header; or another header stands below it, with its columns in another order (an error).
    .why = Titles, dates and logos above a list are no contacts, and are left out. Under another header a name would be taken for a job title.
    .bad = "Contacts 2026" in A1, the header in row 3; Job title,Email,Name,... in row 40
    .good = the header in row 1, and no other
    .fix = Nothing to do about titles. Put the rows under another header into the columns of the first; until then they are held back.
    .source = { -ours }

rule-value-missing =
    .checks = A cell that the portal needs is empty.
    .why = Name, Email, Job title, Role and Countries/Regions are needed in every row.
    .bad = Ann Lee,,Director,Partner sales,US,
    .good = Ann Lee,ann@example.com,Director,Partner sales,US,
    .fix = Fill it in; --set fills a column that the list lacks altogether.
    .source = { -co-sell-2020 }

rule-value-whitespace =
    .checks = White space at an end of a cell, or more than one space inside.
    .why = The portal compares codes and roles letter by letter, and a space counts.
    .bad = " Partner sales "
    .good = "Partner sales"
    .fix = Removed.
    .source = { -ours }

rule-value-invisible =
    .checks = A cell has characters that can't be seen: control characters, zero-width spaces, marks of direction.
    .why = They come along when text is copied from web pages and mail. The portal sees them, people don't.
    .bad = "U{ "\u200B" }S" with a zero-width space after the U
    .good = "US"
    .fix = Removed.
    .source = { -ours }

rule-value-unicode =
    .checks = Letters stand in an unusual encoding: full-width, or accents apart from their letters (not NFC).
    .why = Two texts that look the same should be the same.
    .bad = "Ｐａｒｔｎｅｒ sales"
    .good = "Partner sales"
    .fix = Rewritten in NFC, full-width letters as ordinary ones.
    .source = Unicode Standard Annex 15

rule-value-formula =
    .checks = A text starts with `=`, `+`, `-` or `@`.
    .why = A spreadsheet that opens the list would run it as a formula. No name, title or address starts like that.
    .bad = =HYPERLINK("http://example.com")
    .good = Ann Lee
    .fix = Write it as plain text.
    .source = OWASP, "CSV Injection"

rule-value-error =
    .checks = A cell holds a spreadsheet error such as #N/A, or an object where a text is expected.
    .why = The formula behind it found nothing, so the value is lost.
    .bad = #N/A
    .good = Partner sales
    .fix = Correct the formula, or type the value.
    .source = { -ours }

rule-name-special =
    .checks = A name has a character other than letters and marks of any script, digits, spaces and . , ' ’ - & / ( ).
    .why = Later documents allow no special characters in it and don't say which they are.
    .bad = Ann #1 Lee
    .good = Ann Lee
    .fix = Look whether it belongs there.
    .source = { -co-sell-2023 }

rule-job-title-special =
    .checks = A job title has a character other than letters and marks of any script, digits, spaces and . , ' ’ - & / ( ).
    .why = Later documents allow no special characters in it and don't say which they are.
    .bad = Head of "Growth"
    .good = Head of Growth
    .fix = Look whether it belongs there.
    .source = { -co-sell-2023 }

rule-email-invalid =
    .checks = An e-mail address is none.
    .why = Checked by the rule of web browsers, with a dot in the domain, at most 64 characters before the @ and 254 in all.
    .bad = ann.example.com
    .good = ann@example.com
    .fix = Correct it.
    .source = WHATWG HTML, input type=email; RFC 5321, section 4.5.3.1

rule-email-several =
    .checks = A cell holds more than one e-mail address.
    .why = A contact has one address.
    .bad = ann@example.com; bob@example.com
    .good = ann@example.com
    .fix = Give each person a row.
    .source = { -co-sell-2020 }

rule-email-wrapped =
    .checks = An e-mail address comes with more around it: mailto:, a name, angle brackets.
    .why = Mail programs copy addresses like that; the portal wants the bare one.
    .bad = Ann Lee <ann@example.com>
    .good = ann@example.com
    .fix = Unwrapped.
    .source = { -co-sell-2020 }

rule-email-domain-case =
    .checks = The domain of an e-mail address has capitals.
    .why = Case means nothing in a domain; lower case makes the same address look the same.
    .bad = ann@Example.COM
    .good = ann@example.com
    .fix = In lower case; what stands before the @ stays as it is.
    .source = RFC 5321, section 2.4

rule-email-lookalike =
    .checks = The domain of an address is easily taken for another: a letter off one that the list has at least five times as often, or of the same look (rn and m, 0 and o, 1 and l, vv and w); or it hides letters of another script among Latin ones (xn--).
    .why = One slip of the pen sends leads to a stranger's mailbox, and domains a letter off are registered for just that. Only the list as a whole tells, so it is said once a domain, at the first row that has it.
    .bad = ann@contosso.com among forty addresses at contoso.com
    .good = ann@contoso.com
    .fix = Look whose domain it is. Nothing is changed by itself, not even with --accept-suggestions: both may be right. Other endings (contoso.de, contoso.dk), other digits (team1.com, team2.com) and names of fewer than five letters are not compared by letters.
    .source = Unicode Technical Standard 39, section 4; the rest is { -ours }

rule-role-unknown =
    .checks = A role is none of the portal's four.
    .why = The portal accepts four roles and nothing else.
    .bad = Salesperson
    .good = Partner sales
    .fix = A suggestion where one is near, applied with --accept-suggestions.
    .source = { -co-sell-2020 }

rule-role-spelling =
    .checks = A role is spelt in another case or spacing, or in another language.
    .why = The template never translates the roles.
    .bad = Ventes partenaires
    .good = Partner sales
    .fix = The portal's spelling.
    .source = { -co-sell-2020 }

rule-country-unknown =
    .checks = A piece of Countries/Regions is no country that is known.
    .why = The portal accepts the two-letter codes of its table, and OOO.
    .bad = Narnia
    .good = NA
    .fix = A suggestion where one name is near, applied with --accept-suggestions.
    .source = { -co-sell-2020 }

rule-country-unlisted =
    .checks = A country is real, and the portal's table lacks it.
    .why = ISO 3166-1 or common use know AI, EH, FK and XK; the portal refuses them.
    .bad = Kosovo
    .good = RS, AL
    .fix = Remove it; which contact covers it must be settled outside of the list.
    .source = { -country-table }

rule-country-ambiguous =
    .checks = A name means more than one country.
    .why = A wrong code is worse than a question.
    .bad = Korea
    .good = KR
    .fix = Suggestions, all of them.
    .source = { -country-table }

rule-country-spelling =
    .checks = A country is written as a name, in lower case, by another code, or the separators are others than commas.
    .why = The portal accepts two-letter codes with commas between them.
    .bad = Germany / uk; FRA
    .good = DE, GB, FR
    .fix = Written as codes.
    .source = { -co-sell-2020 }

rule-country-group =
    .checks = A group of countries stands where countries are expected.
    .why = The portal accepts codes. Members come and go, and EMEA is something else in every company: a person should see the codes.
    .bad = DACH, Nordics without IS
    .good = DE, AT, CH, DK, FI, NO, SE
    .fix = Its members are the suggestion, applied with --accept-suggestions; groups of your own come from --groups FILE.
    .source = { -ours }

rule-country-repeated =
    .checks = A country stands twice in a cell.
    .why = Once is enough; the second may hide a slip of the pen.
    .bad = US, CA, US
    .good = US, CA
    .fix = Left out.
    .source = { -co-sell-2020 }

rule-country-global-mixed =
    .checks = OOO stands beside other countries.
    .why = OOO means all countries. Beside it others mean nothing, or the OOO is wrong.
    .bad = OOO, US
    .good = OOO
    .fix = The suggestion is OOO.
    .source = { -co-sell-2020 }

rule-state-unknown =
    .checks = A piece of States/Provinces is no state that the portal lists.
    .why = The portal lists states of US, CA and AU. For all other countries the cell stays empty.
    .bad = Bavaria (for DE)
    .good = an empty cell
    .fix = A suggestion where one is near.
    .source = { -co-sell-2020 }

rule-state-ambiguous =
    .checks = A state may be one of several, or a country that slipped into the column.
    .why = WA is Washington and Western Australia. CA, typed after US without quotation marks, may be California or Canada.
    .bad = WA (for US, AU)
    .good = US-WA
    .fix = Suggestions, all of them.
    .source = { -unquoted-lists }

rule-state-outside-countries =
    .checks = A state is in a country that the contact does not cover.
    .why = Either the country is missing or the state is wrong.
    .bad = CA-QC (for US)
    .good = CA-QC (for US, CA)
    .fix = Add the country, or leave the state out.
    .source = { -co-sell-2020 }

rule-state-spelling =
    .checks = A state is written as a name, in lower case, without its country, twice, or with other separators than commas.
    .why = The portal accepts codes such as US-WA, CA-QC, AU-NSW.
    .bad = Washington (for US)
    .good = US-WA
    .fix = Written as codes, completed from the row's countries.
    .source = { -co-sell-2020 }

rule-contact-repeated =
    .checks = The same e-mail address with the same role stands in several rows.
    .why = The portal would show the person twice.
    .bad = two rows for ann@example.com, Partner sales
    .good = one row with the countries of both
    .fix = Keep one row, with the countries of both.
    .source = { -ours }

rule-contact-conflict =
    .checks = The same e-mail address stands with another name or job title; in `merge`, lists that disagree about a contact.
    .why = One of the two is out of date, or an address was copied along. A merge that took one in silence would lose the other.
    .bad = Ann Lee and Bob Ray, both ann@example.com
    .good = each with an address of their own
    .fix = Look which is right. `merge` wants to be told, with --prefer FILE or --on-conflict first|last.
    .source = { -ours }

rule-contact-similar =
    .checks = In `merge`: two addresses that may be one person's. The same name (case, accents and the order of its words aside); what stands before the @ at another domain of the company, under a name that is alike; two neighbouring letters that changed places.
    .why = Somebody who changed the address, or whose address was mistyped in one list, would be in the portal twice.
    .bad = Ann Lee, ann.lee@contoso.com and Ann Lee, anne.lee@contoso.com
    .good = the address that is right in both lists
    .fix = Nothing is joined by itself. Where it is one person, give both rows the same address and merge again. The similarity is that of Jaro and Winkler, the mean of name and address.
    .source = { -ours }

rule-contact-removed =
    .checks = A three-way merge removes a contact of the base: one list lacks it, and no other edited it.
    .why = Who deletes a contact from a copy of the list wants it gone, and the others should see that.
    .bad = ann@example.com is in last.csv and not in emea.csv
    .good = ann@example.com is in every list
    .fix = Nothing to do, or put the contact back into the list that lacks it.
    .source = { -ours }

rule-sales-contact-missing =
    .checks = A country has contacts and none of them is a Partner sales contact.
    .why = At least one Partner sales contact is needed for each region in which the offer should be co-sell ready. An error for a market named with --markets.
    .bad = a Partner marketing contact alone for FR
    .good = a Partner sales contact for FR beside
    .fix = Add one, or give one the role. One with OOO counts for every country; `cosell coverage` shows who covers what.
    .source = { -coverage }

rule-market-uncovered =
    .checks = Nobody covers a market named with --markets.
    .why = One contact is required for each geography in which the offer is available.
    .bad = --markets US,CA with contacts for US only
    .good = contacts for US and CA
    .fix = Add a contact, or OOO to one who covers all.
    .source = { -coverage }
