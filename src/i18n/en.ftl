### What people are told in English. `README.md` says how messages are added, and languages.

## Words

or = { " or " }
# What parts longer texts.
semicolon = ;
# A text as it stands in a message.
quoted = "{ $text }"
and-more = { $list } and { $count } more
and-more-all = and { $count } more: --all shows them
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

## The columns of the template, as messages call them

column-name = Name
column-email = Email
column-job-title = Job title
column-role = Role
column-countries = Countries/Regions
column-states = States/Provinces

## Findings: the file and its header

empty = there is nothing in it: a list starts with the header Name,Email,Job title,Role,Countries/Regions,States/Provinces (`cosell template` writes one)
# Variables: $encoding (&'static str), $words (Quoted)
encoding-unsure = the encoding is a guess from a word or two: in { $encoding } they read { $words }; if that is wrong, say which it is with --encoding
# Variables: $encoding (piece)
encoded = the text is in { $encoding }, and the portal reads UTF-8
# Variables: $encoding (piece), $words (Quoted)
encoded-words = the text is in { $encoding }, and the portal reads UTF-8; it is read as { $words } (if that is wrong, say which encoding it is with --encoding)
delimited-by-tabs = tabs part the cells, and the portal reads commas
# Variables: $delimiter (char)
delimited = `{ $delimiter }` parts the cells, and the portal reads commas
# Variables: $line (piece)
sep-line = the first line is "{ $line }", which only Excel understands; the portal takes it for the header
# Variables: $row (u64)
contacts-above = contacts, or another header, stand above the header in row { $row }: put one header above all contacts
header-reordered = another header stands here, with its columns in another order: put these rows under the first header
# Variables: $row (u64)
under-reordered = the row stands under the header in row { $row }, whose columns are in another order than the first's
# Variables: $row (u64)
header-below = the header is row { $row }; what stands above it is left out
# Variables: $sheets (Vec<SheetRef>)
sheet-chosen = other sheets are not read: { $sheets } (--sheet NAME reads one, --all-sheets all that have contacts)

## Findings: columns

# Variables: $row (u64), $labels (Quoted)
header-in-one-cell = each row is one cell in quotation marks, or of one column: row { $row } has { $labels } in one; part the rows into columns (in Excel: Data, Text to Columns) and save the list again
# Variables: $candidates (HeaderCandidates)
header-missing = no row names the columns of a contacts list (Name, Email, Job title, Role, ...): put that header above the contacts, or say which column is which with --map "Label=Column"{ $candidates }
# Variables: $column (Column), $seen (Labels)
column-missing = no column is { $column }; name it with --map "LABEL={ $column }", or give one value for all rows with --set "{ $column }=VALUE" (the list has: { $seen })
# Variables: $column (Column), $near (String), $seen (Labels)
column-missing-near = no column is { $column }; is it "{ $near }"? Then add --map "{ $near }={ $column }" (the list has: { $seen })
# Variables: $label (String), $column (Column), $first-label (String), $first (ColumnLetter)
column-duplicate = "{ $label }" is { $column }, and so is "{ $first-label }" (column { $first }): rename or remove one of them, or decide with --map
# Variables: $label (piece)
column-unknown = "{ $label }" is not a column of the template and is left out
# Variables: $label (piece), $column (Column)
column-unknown-near = "{ $label }" is not a column of the template and is left out; if it is { $column }, add --map "{ $label }={ $column }"
# Variables: $label (piece)
column-honorific = "{ $label }" stands before the given name, so it is how people are addressed (Mr., Dr.) and is left out
# Variables: $label (piece), $column (Column)
column-replaced = "{ $label }" is left out, since --map takes another column for { $column }
# Variables: $label (piece), $column (Column)
column-overruled = "{ $label }" is left out, since --set gives { $column } a value
# Variables: $label (piece), $taken (String), $column (Column)
column-aside = "{ $label }" is left out, since "{ $taken }" goes before it as { $column }
# Variables: $label (piece), $column (Column), $first (String)
column-second = "{ $label }" is { $column } in rows where "{ $first }" is empty, else left out
# Variables: $column (Column), $labels (Quoted)
column-joined = { $column } is put together of { $labels }

## Findings: rows and the list as a whole

# Variables: $cells (usize), $expected (usize)
row-long = the row has { $cells } cells under { $expected } columns: is a comma inside a cell that has no quotation marks? A list of countries needs them: "US, CA"
# Variables: $letter (ColumnLetter)
beyond-columns = text stands right of the last column, up to column { $letter }: does it belong to a column of its own, or is the row shifted?
# Variables: $cells (usize), $expected (usize)
row-short = the row has { $cells } of { $expected } cells: is it broken by a line break, or is a comma missing?
# Variables: $text (String), $to (ShiftTarget)
shifted = "{ $text }" has no quotation marks, so it ran from { $to } into the next columns
# Variables: $readings (ShiftReadings)
shifted-either = a comma without quotation marks shifted the row, and it has several readings: { $readings }. Put quotation marks around the text that is meant
quote-unclosed = a quotation mark that opens here is never closed, so all the rest of the file would be one cell
# Variables: $encoding (&'static str)
undecodable = some bytes are no { $encoding }, so letters are lost: say which encoding it is with --encoding, or save the file as "CSV UTF-8" in Excel
rows-in-cell = a quotation mark opens here and is closed in a row further down, so several rows are one: remove the mark, or close it in its cell
# Variables: $column (Column)
not-text = an object stands where the text of { $column } is expected
# Variables: $column (Column)
key-repeated = the object has { $column } twice: which is right can't be guessed
totals = a line of totals: left out
header-repeated = the header again: left out
# Variables: $first (RowRef)
contact-repeated = the same e-mail address with the same role again (the address first stands in { $first }): keep one row with the countries of both
# Variables: $first (RowRef)
contact-conflict = { $first } has the same e-mail address and something else here: which is right?
# Variables: $country (Country)
sales-missing = { $country } has contacts and none of them is a Partner sales contact; the offer is not co-sell ready there
sales-missing-global = no Partner sales contact covers all countries (OOO), and other contacts do
# Variables: $country (Country)
market-uncovered = nobody covers { $country }

## Findings: cells

# Variables: $column (Column)
missing = { $column } is empty; the portal wants one in every row
whitespace = stray white space
# Variables: $code (CodePoint)
invisible = an invisible character ({ $code })
not-normalized = letters in an unusual encoding (full-width, or accents apart from their letters)
# Variables: $first (char)
formula = starts with `{ $first }`, which a spreadsheet would run as a formula: write it as plain text
error-cell = a spreadsheet error instead of a value: correct the formula it comes from
# Variables: $character (char), $column (Column)
special = `{ $character }` is a special character; the portal's documents allow none in { $column }, without saying which they are
email-no-at = no e-mail address: it has no @
email-several-ats = no e-mail address: it has more than one @
email-no-local-part = no e-mail address: nothing stands before the @
email-no-domain = no e-mail address: nothing stands after the @
email-no-dot = the domain has no dot, so it is no address that others can write to
email-space = a space stands inside the address
# Variables: $character (char), $code (CodePoint)
email-character = `{ $character }` ({ $code }) can't stand in an e-mail address
email-domain-label = a part of the domain is empty, longer than 63 characters, or starts or ends with a hyphen
email-local-too-long = more than 64 characters stand before the @
email-too-long = the address is longer than 254 characters
# Variables: $count (usize)
email-several = { $count } addresses; a contact has one: give each person a row of their own
email-wrapped = more than the bare address
email-domain-case = the domain in lower case
# Variables: $domain (Box<DomainRows>), $usual (String), $count (u64)
lookalike-letter = { $domain } is a letter off { $usual }, which stands in { $count } rows: is it mistyped?
# Variables: $domain (Box<DomainRows>), $usual (String), $count (u64)
lookalike-look = { $domain } looks like { $usual }, which stands in { $count } rows: is it mistyped, or somebody else's?
# Variables: $domain (String), $shown (String)
lookalike-script = { $domain } is shown as { $shown }, with letters of another script that look like Latin ones: whose is it?
# Variables: $roles (AllRoles)
role-unknown = none of the four roles: { $roles }
# Variables: $role (Role), $roles (AllRoles)
role-unknown-near = none of the four roles; probably { $role }? (accepted: { $roles })
# Variables: $role (Role)
role-spelling = the portal's spelling is { $role }

## Findings: countries

# Variables: $piece (piece), $states (OneOf<StateCode>)
country-is-state = "{ $piece }" is a state ({ $states }): write it under States/Provinces, and its country here
# Variables: $piece (piece)
country-unknown = "{ $piece }" is no country that is known here; accepted: two-letter codes such as US, CA, FR, or OOO for all
# Variables: $piece (piece), $country (Country)
country-unknown-near = "{ $piece }" is no country that is known here; is it { $country }?
# Variables: $piece (piece), $country (UnlistedCountry)
country-unlisted = "{ $piece }" is { $country }, which the portal's table lacks: a contact can't be uploaded for it under its own code
# Variables: $piece (piece), $readings (OneOf<&'static str>)
country-ambiguous = "{ $piece }" may be { $readings }: write the code that is meant
# Variables: $piece (piece)
country-joined = "{ $piece }" may be one country or several: write the codes that are meant
# Variables: $piece (piece), $code (&'static str)
country-guess = "{ $piece }" probably means { $code }; is that so?
# Variables: $piece (piece), $code (&'static str)
country-spelling = "{ $piece }" is { $code }
separators = codes are parted by a comma
# Variables: $piece (piece), $code (&'static str)
repeated = "{ $piece }" is { $code } again
global-mixed = OOO means all countries and stands alone: remove it, or the codes beside it
# Variables: $piece (piece), $count (u64), $codes (Codes), $group (Box<GroupName>), $source (GroupSource)
group-named = "{ $piece }" stands for { $count ->
    [one] { $count } country
   *[other] { $count } countries
}: { $codes } ({ $group }; { $source })
# Variables: $piece (piece), $count (u64), $group (Box<GroupName>), $source (GroupSource)
group-counted = "{ $piece }" stands for { $count ->
    [one] { $count } country
   *[other] { $count } countries
} ({ $group }; { $source })
# Variables: $piece (piece), $group (String)
group-unsettled = "{ $piece }" names a group without a settled membership: write the codes, or give a file with a line such as { $group },"FR, DE" to --groups
# Variables: $piece (piece)
group-rest = "{ $piece }" depends on what the other contacts cover: write the codes that are meant
# Variables: $piece (piece)
group-unclear = "{ $piece }" leaves open which countries are in and which are out: write the codes that are meant
# Variables: $piece (piece), $readings (OneOf<String>)
torn = "{ $piece }" may be { $readings }: write what is meant
# Variables: $piece (piece), $codes (String)
several = "{ $piece }" is { $codes }
# Variables: $piece (piece), $codes (String)
several-guessed = "{ $piece }" probably means { $codes }; is that so? Codes are parted by a comma
surplus = codes and commas are all that the cell needs

## Findings: states

# Variables: $piece (piece)
state-unknown = "{ $piece }" is no state or province of the portal's table; accepted: codes such as US-WA, CA-QC, AU-NSW, or nothing
# Variables: $piece (piece), $state (State)
state-unknown-near = "{ $piece }" is no state or province of the portal's table; is it { $state }?
# Variables: $piece (piece), $country (Country)
state-of-none = "{ $piece }": the portal has no states for { $country }: leave it empty
# Variables: $piece (piece), $name (CountryName)
state-is-country = "{ $piece }" is a country ({ $name }), no state; was it the next code of a list of countries that has no quotation marks?
# Variables: $piece (piece), $readings (OneOf<StateReading>)
state-ambiguous = "{ $piece }" may be { $readings }: write the code that is meant
# Variables: $piece (piece), $name (CountryName)
state-or-country = "{ $piece }" may be a state, or { $name } as the next code of a list of countries that has no quotation marks: write the whole code of the state, or quote the list
# Variables: $piece (piece), $country (Country)
state-outside = "{ $piece }" is in { $country }, which Countries/Regions does not name: add it there, or leave the state out
# Variables: $piece (piece), $code (&'static str)
state-spelling = "{ $piece }" is { $code }

## Findings: lists that are merged

# Variables: $conflict (Box<Disagreement>), $taken (String)
disagree-taken = { $conflict }: "{ $taken }" is taken
# Variables: $conflict (Box<Disagreement>)
disagree-which = { $conflict }: which is right?
# Variables: $conflict (Box<Disagreement>)
disagree-clash = { $conflict }: these changes don't go together
# Variables: $conflict (Box<EditedAndDeleted>)
deleted-kept = { $conflict }: kept
# Variables: $conflict (Box<EditedAndDeleted>)
deleted-removed = { $conflict }: removed
# Variables: $conflict (Box<EditedAndDeleted>)
deleted-which = { $conflict }: which is meant?
# Variables: $person (Box<str>), $lists (SourceNames)
removed = { $person } is no longer in { $lists }, and nobody edited it: removed
# Variables: $person (Box<str>), $lists (SourceNames), $namesake (Box<ContactRef>)
removed-namesake = { $person } is no longer in { $lists }, and nobody edited it: removed; { $namesake } has the same name and is new: added
# Variables: $email (Box<str>), $said (Box<str>), $role (Role), $row (Box<SourceRow>)
other-role = { $email } is "{ $said }" as { $role } in { $row }: which is right?
# Variables: $contact (Box<SimilarContact>)
similar = { $contact }; if that is one person, give both the same address
# Variables: $contact (Box<SimilarContact>), $count (usize)
similar-more = { $contact }, and { $count } more do; if that is one person, give both the same address

## Parts of what findings say

contact-in-row = { $person } in { $row }
hidden-sheet = { $sheet } (hidden)
header-nearest = ; row { $row } comes nearest, with { $labels }
header-then-nearest = ; then row { $row } comes nearest, with { $labels }
label-known = "{ $label }" for { $column }
label-near = "{ $label }" (--map "{ $label }={ $column }"?)
shifted-reading = "{ $text }" under { $to }
shifted-or = { "; or " }
domain-in-rows = { $uses ->
    [one] { $domain }, in this row alone,
   *[other] { $domain }, in { $uses } rows of which this is the first,
}
# Where the members of a group come from, where that is no name.
common-usage = common usage
group-without = { $group } without { $codes }
group-as-of = { $group } as of { $date }
said-in-row = "{ $said }" in { $row }
people-disagree = { $person } is { $others }
people-disagree-base = { $person } is { $others }, and was { $base }
scopes-disagree = { $person } covers { $others }
scopes-disagree-base = { $person } covers { $others }, and covered { $base }
deleted = { $person } was edited here ({ $edits }){ $also } and deleted in { $lists }
deleted-also = { " " }and in { $row }
deleted-namesake = { $list } (where { $person } in { $row } has the same name: is that the same person?)
edit = { $column } "{ $before }" → "{ $now }"
similar-name = { $other } in { $row } has the same name ({ $percent } % alike)
similar-mailbox = { $other } in { $row } has this mailbox at another domain ({ $percent } % alike)
similar-letters = { $other } in { $row } has two letters the other way round ({ $percent } % alike)

## The report of findings

error = error
warning = warning
note = note
mended = mended
fixable = fixable
place-on-line = { $location } (line { $line })
likewise = likewise
suggestion = suggestion:
one-of = one of:
an-empty-cell = an empty cell
long-text = { $text } ... ({ $count } characters)
left-out = left out: { $columns }
as-it-is = as it is

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
errors-mended = { $said }; { $count } of the findings `cosell convert` mends
nothing-is-wrong = Nothing is wrong.
nothing-is-wrong-by-rules = Nothing is wrong by the rules that are looked at.

## The annotated workbook

# A sheet, and a column of the sheet with the list.
findings = Findings
new-workbook = This is a new workbook, with the rows of { $file } as they were received. The file itself is as it was.
to-correct = Correct the cells on sheet { $sheet } and send this workbook back: `cosell convert` reads that sheet as the list, and leaves out what stands beside it here.
weight-error = Error
weight-warning = Warning
weight-fixable = Fixable
weight-note = Note
meaning-error = Partner Center would refuse it: correct the cell.
meaning-warning = Worth a look; Partner Center may take it.
meaning-fixable = Partner Center would refuse it as it is. `cosell convert` mends it: nothing to do.
meaning-note = Nothing is wrong with it.
the-row = the row
convert-makes = `convert` makes it { $value }
convert-mends = `convert` mends it
suggested = Suggestion: { $value }
suggested-empty = Suggestion: leave the cell empty
one-of-these = One of: { $values }
notes-left-out = Only the first { $count } cells have a note. The others are coloured and listed here all the same.
findings-left-out = A sheet has no room for the other { $count }: `cosell validate` shows them.

## Findings for other programs

started-in = The folder that cosell was started in.
safe-fix = The cell has one reading: `cosell convert` writes this.
guessed-fix = A suggestion: look whether it is what is meant.

## What explains a rule

title-why = Why
title-bad = Bad
title-good = Good
title-fix = Fix
title-source = Source

## What becomes of a list

nothing-written = Nothing is written.
nothing-written-partial = Nothing is written, since a partial list would delete people when it replaces the existing one.
nothing-written-unsettled = Nothing is written, since the lists disagree. Mend one of them, or say who is right with --prefer FILE or --on-conflict first|last.
nothing-written-strict = Nothing is written, since --strict takes warnings for errors.
nothing-compared = Nothing is compared: a row with errors would look like a contact that is gone.
nothing-counted = Nothing is counted: who stands in a row with errors would be missing.
with-rejects = With --rejects FILE the good rows are written, and the others go to FILE.
written = { $said }. Written to { $file }.
ledger-mended = { $count ->
    [0] { $ledger }, nothing had to be mended
    [one] { $ledger }, { $count } fix applied
   *[other] { $ledger }, { $count } fixes applied
}
rejects-written = What is rejected is in { $file }, with the reasons. Until it is mended the list is partial: importing it would delete those people.
rejects-neutralized = { $count ->
    [one] In it { $count } cell that a spreadsheet would run as a formula has
   *[other] In it { $count } cells that a spreadsheet would run as a formula have
} an apostrophe in front; `cosell` takes it off again when it reads the file.
not-annotated = { $file } is not written: what is wrong with the header has to be mended first.
annotated = { $file } is a new workbook: the rows of { $source } as they were received, with what is wrong marked. { $source } is as it was. Corrected, { $file } is what you convert.
no-contacts-written = The list has no contacts: importing it would delete all that the offer has.
upload-as-it-is = Upload this file as it is: Excel, where its list separator is a semicolon, would save it so that the portal refuses it.
given-twice = { $file } is given twice
same-file = { $file } and { $other } are the same file

## Two lists compared

same-contacts = { $old } and { $new } have the same { $count ->
    [one] { $count } contact.
   *[other] { $count } contacts.
}
# What became of contacts, above all of whom it did.
kind-removed = removed
kind-changed = changed
kind-added = added
# The same of one contact.
change-removed = removed
change-changed = changed
change-added = added
diff-removed = { $count } removed
diff-changed = { $count } changed
diff-added = { $count } added
diff-nothing = no contact changed
diff-counts = { $said }; { $count } as before
all-of-it-now = { $codes }: all of it now
no-longer-all = { $codes }: no longer all of it
coverage-lost = coverage lost
nobody-is-left = nobody is left
upload-deletes-all = an upload of this list would delete all that the offer has
all-countries-counted = all { $count } countries
lost-contacts = { $countries } { $count ->
    [one] has no contact any more
   *[other] have no contact any more
}
lost-sales = { $countries } { $count ->
    [one] has no Partner sales contact any more
   *[other] have no Partner sales contact any more
}

## The book

book-is-empty = The book has no offers.
title-offer = offer
title-revision = revision
title-when = when (UTC)
title-who = who
title-contacts = contacts
title-changes = changes
title-from = from
adopted = { $file }, as the portal had it
restored = revision { $number }, taken back
retired = a person retired
revision-of-offer = revision { $number } of { $offer }
new-offer = { $offer } (new)
same-revision = Revision { $number } of { $offer } has the same contacts. No new revision is written.
same-as-adopted = The list has the same contacts as the portal's: it needs no revision of its own.
revision-has = Revision { $number } of { $offer } has { $contacts }.
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
offer-moved = Somebody else has changed the offer meanwhile. What it comes to now:
offers-moved = Somebody else has changed an offer meanwhile. What it comes to now:
dry-run = Nothing is changed, since this is a dry run.
nothing-changed = Nothing is changed.
go-on = { $loss }. Go on?
loss-removed = { $contacts } would be removed from "{ $offer }"
loss-retired = { $person } would be taken out of { $offers }
loss-forgotten = { $person } would be forgotten in every revision, for good
mentioned = { $offer }: { $contacts } in { $count ->
    [one] { $count } revision
   *[other] { $count } revisions
}
mentioned-texts = { $count ->
    [one] { $count } text
   *[other] { $count } texts
} of the history: messages, names of files or of people
namesakes = of the same name, and kept: { $addresses } (to be forgotten too where that is the same person)
nothing-left = The book is written anew. Of those who were forgotten before nothing is left in it.
forgotten-before = { $count ->
    [one] { $offer }: { $contacts } in { $count } revision forgotten on request, { $day }.
   *[other] { $offer }: { $contacts } in { $count } revisions forgotten on request, { $day }.
}
book-made = A new book is made: { $file }.
forgotten = { $contacts } forgotten, and the book is written anew without them. The portal, backups and the lists that were imported still have the person.
# What is asked for, and the words that mean yes.
yes-no = [y/N]
yes-words = y yes
replace-it = { $file } exists. Replace it?

## Who covers what

no-markets = no contacts, and so no markets
markets-covered = { $count ->
    [one] { $covered } of { $count } market covered
   *[other] { $covered } of { $count } markets covered
}
markets-weak = { $said } ({ $count } weakly)
markets-no-sales = { $said }, { $count } without a Partner sales contact
markets-nobody = { $said }, { $count } with nobody
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
# Roles as heads of columns, in full and where there is little room.
head-market = Market
head-marketing = Marketing
head-sales = Sales
head-technical = Technical
head-success = Success
head-marketing-short = Mktg
head-sales-short = Sales
head-technical-short = Tech
head-success-short = CSM
# A number of contacts that cover some states only: a word behind it, and what that means.
part = part
meaning-global = OOO: by contacts for all countries
meaning-part = part: some of its states

## The page of coverage

page-heading = Coverage of { $lists }
page-and = { $lists } and { $last }
page-markets-named = The markets are those that were asked for.
page-markets-and-global = The markets are the countries that contacts name; contacts for all countries (OOO) cover the others.
page-markets = The markets are the countries that contacts name.
page-legend = Legend
page-table = Contacts by market and role
page-table-notes = Gaps first. OOO: by contacts for all countries; part: some of its states.
page-not-a-market = not a market
page-by-global = by OOO
page-several = several people
page-map = Map of the world: who covers each market
page-map-words = { $counts } The table below says the same market by market.
page-tooltip = { $name } ({ $code }): { $said }
page-look-count = { $look }: { $count }.
page-unlisted = Not in Partner Center’s table of countries
look-nobody = Nobody covers it
look-no-sales = No Partner sales contact
look-some-states = Partner sales in some states only
look-only-global = Partner sales by OOO only
look-one-person = One person only
look-covered = Covered by several people
look-land = Not a market

## Workbooks: sheets and heads of columns

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
head-means = Means
head-standing = Standing
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
head-found = What was found
head-to-write = What to write
head-rule = Rule
any-contact = any contact
role-refused = Partner Center accepts the four roles of the list.

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

# Hints about the command line.
write-command = Write: { $command }
unquoted-file = "{ $file }" is a file: put its name in quotes
unquoted-name = a file name with spaces must be in quotes
unquoted-near = A file name with spaces must be in quotes, such as "{ $name }".
strict-takes-equals = the rules of --strict must follow an equals sign
output-without-option = the output must be named with -o
reads-one-list = `cosell { $command }` reads only one list
combine-or-output = To make one list of several, use `cosell merge`. To name the output, use -o.
file-as-command = "{ $file }" is a file, not a command
commands-for-file = `cosell validate { $file }` checks it, `cosell convert { $file } -o NEW.csv` converts it.
unknown-command = unknown command "{ $word }"
command-checks = `cosell validate` checks a list.
command-fixes = `cosell convert` writes a list with its errors fixed.
command-lists = `cosell offers` lists the offers of the book, `cosell validate` checks a list.
command-status = `cosell offers` lists the offers of the book, `cosell history` their changes.
command-undoes = `cosell restore` restores an earlier revision, `cosell history` lists the revisions.
command-uploads = `cosell export` writes the file that you upload to Partner Center.
command-compares = `cosell diff` compares two lists.
command-combines = `cosell merge` makes one list of several.
command-removes = `cosell retire` removes a person from all offers.
command-explains = `cosell explain` lists the rules.
format-option = the format is given with { $option }
offers-of-book = the book has these offers: { $offers }
ending-near = { $file }: unknown file type; did you mean { $ending }?

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
