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

## Counts and closing lines

# Between groups of three digits in a count.
digit-separator = ,
problems-to-correct = { $count ->
    [one] { $count } problem to correct
   *[other] { $count } problems to correct
}
warnings-to-check = { $count ->
    [one] { $count } warning to check
   *[other] { $count } warnings to check
}
others-are-fixed = { $count ->
    [one] { $by-hand }; { $count } more is fixed automatically.
   *[other] { $by-hand }; { $count } more are fixed automatically.
}
all-are-fixed = { $count ->
    [one] Nothing to correct by hand: `cosell convert` fixes { $count } problem.
   *[other] Nothing to correct by hand: `cosell convert` fixes all { $count } problems.
}
nothing-written-errors = { $count ->
    [one] Nothing written: { $count } problem to correct, because uploading an incomplete list would delete the missing contacts.
   *[other] Nothing written: { $count } problems to correct, because uploading an incomplete list would delete the missing contacts.
}
nothing-written-conflicts = { $count ->
    [one] Nothing written: the lists disagree in { $count } place. Correct one of them, or use --prefer FILE or --on-conflict first|last.
   *[other] Nothing written: the lists disagree in { $count } places. Correct one of them, or use --prefer FILE or --on-conflict first|last.
}
nothing-written-warnings = { $count ->
    [one] Nothing written: { $count } warning to check, and --strict treats warnings as errors.
   *[other] Nothing written: { $count } warnings to check, and --strict treats warnings as errors.
}
written-to = Written to { $file }.

## Errors: reading

read-not-found = { $file }: file not found
file-is-folder = { $file }: this is a folder, not a file
read-failed = { $file }: can't be read: { $reason }
read-binary = { $file }: unsupported file type
read-utf32 = { $file }: the text is in UTF-32, an encoding that isn't supported
read-markup = { $file }: this is a web page or an XML file, not a workbook, even if its name ends in .xls
read-encrypted = { $file }: the workbook is protected with a password
read-workbook = { $file }: the workbook can't be opened; it may be damaged ({ $reason })
reason-panicked = the library that reads workbooks failed unexpectedly
reason-killed = the system stopped the reading process, probably because memory or time ran out
reason-cut-off = the file is incomplete, or not a workbook
reason-old-excel = the file is from Excel 2, 3 or 4, which isn't supported
reason-cell-order = its cells are out of order, or outside the limits of a sheet
reason-repeated = its rows or cells are repeated more often than is supported
reason-no-visible-sheet = it has no visible sheet
read-no-sheet = { $file }: there is no sheet "{ $wanted }"; the workbook has: { $sheets }
read-option-unfit = { $file }: { $setting } can't be used with { $kind }
# The kinds of files in the message above.
kind-text = a text file such as CSV
kind-workbook = a workbook
kind-json = a JSON file
# The settings in it, for callers of the library; the command line names its option.
setting-sheet = a sheet name
setting-all-sheets = the choice of all sheets
setting-encoding = an encoding
setting-delimiter = a delimiter
read-several-sheets = { $file }: several sheets contain a list of contacts: { $sheets }
read-json = { $file }: not a valid list in JSON: { $reason }
read-row-too-long = { $file }: row { $row } is longer than { $limit } MB
read-no-such-label = { $file }: there is no column "{ $label }"; the list has: { $seen }
read-column-present = { $file }: the list already has a column for { $column }: "{ $label }", column { $letter }
limit-bytes = the file has more than { $most } bytes
limit-rows = { $place } has more than { $most } rows
limit-columns = { $place } has more than { $most } columns
limit-cell = { $place } has more than { $most } characters in a cell
limit-unpacked = the workbook is larger than { $most } bytes when unpacked ({ $place })
limit-ratio = { $place } is more than { $most } times larger when unpacked
limit-strings = the workbook has more than { $most } shared texts ({ $place })
limit-depth = arrays are nested more than { $most } levels deep ({ $place })
limit-memory = reading the file needs more than { $most } bytes of memory
limit-seconds = reading the file needs more than { $most } seconds of processor time
# The places in them.
limit-in-list = the list
limit-in-row = row { $row }
limit-in-many-rows = row { $row } (one of several)
limit-in-cell = cell { $cell }
limit-in-object = object { $number }

## Errors: writing

write-no-folder = { $folder }: folder not found
broken-link = { $file }: this is a link to a file that doesn't exist
write-read-only = { $file }: the file is read-only
write-failed = { $file }: can't be written: { $reason }
write-list-failed = the list can't be written: { $reason }
write-workbook-failed = the workbook can't be written: { $reason }
write-too-many-rows = the list has more than { $limit } rows, the maximum of an Excel sheet
write-cell-too-long = row { $row }, { $column }: the text has { $length } characters, but an Excel cell can hold 32,767
write-rejects-of-sheets = sheet "{ $sheet }" has other columns than the previous sheet, so its rejected rows would be under the wrong labels

## Errors: markets and groups of countries

file-and-line = { $file }, line { $line }
market-not-utf8 = the file is not a text file in UTF-8
market-none = no market is given
market-unknown = "{ $text }" is not a known country or group of countries
market-unknown-near = "{ $text }" is not a known country or group of countries; did you mean { $near }?
market-ambiguous = "{ $text }" is ambiguous: it can be { $readings }
market-unlisted = "{ $text }" ({ $name }) is not in Partner Center's list of countries
market-unsettled = "{ $text }" is a group without a fixed definition
groups-not-utf8 = the file is not in UTF-8
groups-header = the first row is not group,codes
groups-open-quote = a quote is never closed
groups-incomplete = a group name and codes are required
groups-country = "{ $name }" is a country, so it can't be the name of a group
groups-repeated = "{ $name }" is already defined in row { $first }
groups-member = "{ $member }" is not a country, a known group, or a group defined in an earlier row

## Errors: the book

book-not-found = { $file }: there is no book here yet
book-is-folder = { $file }: this is a folder, not a book
book-not-file = { $file }: this is a device or a pipe, not a book
book-not-made = { $file }: the book can't be created: { $reason }
book-no-permission = { $file }: you don't have permission to open it
book-read-only = { $file }: the book is read-only
book-read-only-folder = { $file }: the book's folder is read-only, but SQLite must create two files there while the book is open
book-empty-file = { $file }: this is an empty file, not a book
book-not-sqlite = { $file }: this is not a book: it is not an SQLite file, or its first bytes are damaged
book-foreign = { $file }: this is an SQLite file of another program, not a book
book-newer = { $file }: the book was written by a newer version of this program (schema { $version }; this version supports { $known })
book-damaged = { $file }: the book is damaged: { $reports }
book-altered = { $file }: the book is damaged: contact { $position } in revision { $revision } of "{ $offer }" is not as it was saved
book-incomplete = { $file }: the book is damaged: revision { $revision } of "{ $offer }" has { $found } contacts instead of { $expected }
book-busy = { $file }: another program has been writing to the book for more than { $seconds } seconds
book-disk-full = { $file }: the disk is full
book-failed = { $file }: the book can't be read or written: { $reason }
book-unknown-offer = offer "{ $offer }" is not in the book
book-unknown-offer-near = offer "{ $offer }" is not in the book; did you mean { $nearest }?
offers-or = { $offers } or { $last }
book-unknown-revision = offer "{ $offer }" has no revision { $revision }; the latest is { $last }
book-similar-offer = the new offer ID "{ $offer }" looks like "{ $existing }", which is already in the book
book-wrong-revision = offer "{ $offer }" { $state }; expected: { $expected }
book-wrong-revision-absent = is not in the book
book-wrong-revision-at = is now at revision { $number }
book-expected-none = a new offer
book-expected = revision { $number }
book-forgotten = a person was erased from the book in the meantime, so nothing was changed
book-not-erased = { $file }: the person was removed from every list, but their data may still be in the file: { $reason }
plan-too-many-removals = { $contacts } would be removed, but { $limit } allows only { $most } of { $of }
# The limit in it, for callers of the library; the command line names its option.
removal-limit = the limit
plan-empty = the list has no contacts
plan-empty-removes = the list has no contacts, so all { $of } would be removed

## Errors: the command line

nothing-is-changed = nothing was changed: { $reason }
output-is-input = { $file }: this is an input file
output-is-book = { $file }: this is a book
output-exists = { $file }: the file already exists
# Outputs beside the list, in the messages below.
output-rejects = rejected rows
output-provenance = provenance table
output-annotated = annotated list
beside-to-stdout = the { $what } can't be written to standard output
beside-as-workbook = { $file }: the { $what } can only be written as a workbook
beside-as-csv = { $file }: the { $what } can only be written as CSV
beside-is-output = { $file }: the list and the { $what } can't be written to the same file
folder-not-made = { $folder }: the folder can't be created: { $reason }
format-not-named = { $file }: the file name doesn't show which format to write
report-format-not-named = { $file }: the file name doesn't show which format to write
workbook-on-terminal = a workbook can't be shown in a terminal
labels-unknown = there are no labels for "{ $locale }"
not-an-export = { $file }: the first line doesn't contain the six column labels
named-twice = --map and --set use the column { $column } more than once
pipe-named-twice = { $source } is given twice, but a pipe can be read only once
annotate-several = --annotate needs exactly one list, but { $count } are given
prefer-base = --prefer { $file }: this is the base version, not one of the edited lists
prefer-unknown = --prefer { $file }: this is not one of the lists
merge-input-incomplete = { $lacking } of the { $of } contacts of { $base } are missing from { $file }; is it only a part of the list?
no-text-to-read = no text is given
stdin-not-utf8 = standard input is not in UTF-8
all-to-stdout = the lists of all offers can't be written to standard output
no-book-named = no book is given, and there is no home folder to search for one
book-too-busy = other programs keep changing the book, so nothing was changed
# These three are questions rather than failures: nothing went wrong, and the next line says how to go on.
portal-list-new = Nothing changed yet: Partner Center has a list for "{ $offer }", but the book has none.
portal-list-differs = Nothing changed yet: the list of "{ $offer }" in Partner Center differs from its latest revision in the book.
loss-unconfirmed = Nothing changed yet: { $loss }.
replaced-by-self = a person can't take over from themselves
not-a-contact = no offer has a contact with the address { $email }
successor-known = { $email } is already a contact: { $name }, { $title }
successor-unknown = no offer has a contact with the address { $email }, so their name and job title are not known
not-in-book = { $email } is not in the book

## What to do about errors

remedy-check-name = Check the name and the folder. Put a name with spaces in quotes.
remedy-name-file-in-it = Give the name of the file in this folder.
remedy-name-a-file-in-it = Add a file name after the folder.
remedy-check-readable = Check that the file exists, that you have permission to read it, and that no other program has locked it.
remedy-save-as-list = Save the list as .xlsx, or as "CSV UTF-8 (Comma delimited)".
remedy-save-as-xlsx = Open it in a spreadsheet program and save it as .xlsx.
remedy-save-as-xlsx-again = Open it in a spreadsheet program and save it as .xlsx again. If it doesn't open there, it is damaged: ask for a new copy.
remedy-remove-password = Open it in Excel, remove the password (File, Info, Protect Workbook), and save it.
remedy-name-sheet = Use one of these names with --sheet.
remedy-leave-option-out = Run the command again without this option.
remedy-choose-sheet = Add --all-sheets to use all of them, or --sheet "NAME" to use one (repeat it for several).
remedy-json-list = A list in JSON is an array of objects, [{ "{" }"name": ...{ "}" }, ...], or one object per line.
remedy-row-too-long = Check the row for a quote or a bracket that is never closed, or raise the limit with --limit cell=N.
remedy-map-label = Use --map "LABEL=Column" with one of these labels.
remedy-column-present = Remove --set, which only fills a missing column, or assign this column to another one with --map.
remedy-limit-bytes = If this is the right file, raise the limit with --limit bytes=N, for example --limit bytes=64G.
remedy-limit-rows = If this is the right list, raise the limit with --limit rows=N, for example --limit rows=1G.
remedy-limit-columns = Remove cells far to the right that don't belong to the list, or raise the limit with --limit columns=N.
remedy-limit-cell = Check for a quote that is never closed. If the long text is intended, raise the limit with --limit cell=N.
remedy-limit-unpacked = If you trust the sender of the workbook, raise the limit with --limit unpacked=N, for example --limit unpacked=16G.
remedy-limit-ratio = A file like this can be made to overload a computer. If you trust the sender, raise the limit with --limit ratio=N.
remedy-limit-strings = If you trust the sender of the workbook, raise the limit with --limit strings=N, for example --limit strings=20M.
remedy-limit-depth = Check the file: a contact needs no arrays inside arrays. To read it anyway, raise the limit with --limit depth=N.
remedy-limit-memory = Save it as .xlsx, which needs less memory, or raise the limit with --limit memory=N, for example --limit memory=4G.
remedy-limit-seconds = Save it as .xlsx, which needs less time, or raise the limit with --limit seconds=N, for example --limit seconds=600.
remedy-make-folder = Create the folder first, or use another one.
remedy-fix-link = Correct or remove the link, or give the name of the file itself.
remedy-unprotect-file = Remove the write protection, or use another file name.
remedy-check-disk = Check that the disk has free space and that you have permission to write there.
remedy-write-as-text = Write the list as CSV or JSON instead.
remedy-write-in-parts = Write the list as CSV or JSON, or split it into several lists.
remedy-shorten-cell = Shorten the text, or write the list as CSV or JSON.
remedy-sheet-at-a-time = Convert one sheet at a time with --sheet NAME.
remedy-market-file = Save it as plain text or as "CSV UTF-8", with one country or group per line.
remedy-market-unsettled = Use the codes instead, or define the group in a file for --groups.
remedy-write-code = Use the code of the country you mean.
remedy-market-unlisted = Remove it: Partner Center accepts no contact for it.
remedy-markets = Use codes, names or groups, such as US,CA,France,DACH, or @FILE for a file that contains them.
remedy-groups = Use a CSV file in UTF-8 with the header group,codes and rows such as EMEA,"FR, DE, Benelux".
remedy-name-csv = Use a CSV file that exists and that you have permission to read.
remedy-book-not-found = If your book is in another file, add --book FILE. To create a book, import a list with `cosell import`.
remedy-name-a-file = Use a file name instead.
remedy-fix-book-link = Correct or remove the link, or give the name of the book itself.
remedy-book-not-made = Use --book with a file in a folder that you have permission to write to.
remedy-book-no-permission = Ask the owner of the book for permission, or use a book of your own with --book FILE.
remedy-unprotect-book = Remove the write protection, or copy the book to a folder that you have permission to write to.
remedy-copy-book = Copy the book to a folder that you have permission to write to, and use the copy with --book FILE.
remedy-book-empty = Remove the file or use another name. The first import creates the book.
remedy-not-sqlite = Use another file with --book. If this was a book, keep a copy of it and continue with your latest backup, or try `.recover` in the sqlite3 shell.
remedy-book-foreign = Use another file with --book. This one was not changed.
remedy-book-newer = Update this program, or use another book with --book. This one was not changed.
remedy-book-damaged = Keep a copy of the file as it is. Then save what is readable to a new file (sqlite3 BOOK .recover | sqlite3 NEW), or continue with a backup or another book.
remedy-book-busy = Try again when the other program has finished. If it never finishes, end it: this doesn't damage the book.
remedy-book-disk-full = Free some space on the disk and try again. The book was not changed.
remedy-book-failed = Check that the disk has free space, that the book is allowed to grow, and that it is on a local drive. The book was not changed.
remedy-unknown-offer = Use the ID exactly as `cosell offers` shows it.
remedy-unknown-revision = Use one of the revisions that `cosell history --offer "{ $offer }"` shows.
remedy-similar-offer = Use the existing ID if you mean that offer; otherwise choose an ID that nobody can confuse with it.
remedy-wrong-revision = Check what would change now with --dry-run, then use --expect with the latest revision (0 if the offer is new).
remedy-forgotten = Check what would change now with --dry-run, then run the command again.
remedy-not-erased = Run `cosell forget` again when no other program has the book open and the disk has space for a copy of it.
remedy-too-many-removals = Check that the list is complete. If it is, raise --max-removals.
remedy-plan-empty = Check that this is the right file. If it is, add --allow-empty.
remedy-output-is-input = Use another file name for the output: an input is never overwritten.
remedy-output-is-book = Use another file name for the output: a book is never overwritten.
remedy-output-exists = Use another file name, or add --force to replace the file.
remedy-ending = Use a file name that ends in { $ending }.
remedy-two-files = Use a different file name for one of them.
remedy-folder-not-made = Use a name that no file has, in a folder that exists.
remedy-format = Use a file name that ends in { $extensions }, or add --to FORMAT.
remedy-report-format = Add --format with one of { $forms }.
remedy-output = Use -o FILE to write it to a file.
remedy-labels = Use one of { $locales }.
remedy-not-an-export = Use a CSV file that was exported from Partner Center.
remedy-named-twice = Use each column of the template only once.
remedy-pipe = Give it once, or save its output to a file first.
remedy-annotate = Validate the lists one at a time, each with a workbook of its own.
remedy-prefer = Use one of these: { $files }.
remedy-merge-input-incomplete = With --base, each input is an edited copy of the whole list, and missing contacts count as deleted. To merge parts of a list, leave out --base. If so many contacts were deleted, add --yes.
remedy-give-text = Add a text, for example "Germany / UK".
remedy-utf8 = Save the text in UTF-8.
remedy-output-folder = Use -o FOLDER to write them to a folder.
remedy-book = Add --book FILE.
remedy-try-again = Try again in a moment.
remedy-adopt-first = Check the list shown above. To save it as the first revision, before yours, run the command again with --adopt.
remedy-adopt = To keep only your list, run the command again with --adopt: the list in Partner Center stays in the history. To keep both: cosell export --offer "{ $offer }" -o base.csv; cosell merge "{ $list }" "{ $portal }" --base base.csv -o both.csv; cosell import both.csv --offer "{ $offer }" --current "{ $portal }" --adopt
remedy-say-yes = Run the command again with --yes to confirm.
remedy-replace-with = Use the address of another person with --replace-with.
remedy-check-address = Use an e-mail address, not a name, and check its spelling. Capital letters make no difference.
remedy-successor-known = Leave out --name and --job-title: they are only for a person who is new.
remedy-successor-unknown = Check the address, or add --name and --job-title.
remedy-successor = Correct the details of the person who takes over.
remedy-new-offer = Correct the ID, or add --new to create a new offer.

### Where rules come from

-co-sell-2020 = Partner Center documentation on the Co-sell tab, 28 October 2020
-co-sell-2023 = Partner Center documentation, "Configure a co-sell solution", 3 July 2023
-country-table = country table in the Partner Center documentation, 27 August 2019, compared with Unicode CLDR 48
-unquoted-lists = azure-docs issue 80835, September 2021
-ours = this tool's own rule (not in the Partner Center documentation)
-coverage = Partner Center documentation on the Co-sell tab, 28 October 2020; "Configure co-sell for a commercial marketplace offer", 11 January 2022

### What explains rules: `cosell explain`

rule-file-delimiter =
    .checks = The cells of a text file are not separated by commas, or its first line names the delimiter (sep=;).
    .why = Partner Center requires commas. In many countries Excel saves .csv files with semicolons, and Partner Center answers "Cannot upload file".
    .bad = Name;Email;Job title;Role;Countries/Regions;States/Provinces
    .good = Name,Email,Job title,Role,Countries/Regions,States/Provinces
    .fix = Fixed automatically: the list is written with commas. The delimiter is detected from the header; --delimiter overrides it.
    .source = { -co-sell-2023 }

rule-file-encoding =
    .checks = A text file is not in UTF-8, or has bytes that can't be decoded.
    .why = Partner Center requires UTF-8. In another encoding, accented letters turn into other characters, or the file is refused.
    .bad = a list saved by Excel as "CSV" (Windows-1252) or "Unicode text" (UTF-16)
    .good = the same list saved as "CSV UTF-8"
    .fix = Fixed automatically: the list is written in UTF-8. The encoding is detected from the content; --encoding overrides it. A row with bytes that can't be decoded is rejected.
    .source = { -co-sell-2023 }

rule-header-missing =
    .checks = No row contains the column labels of a contacts list.
    .why = Without a header, nobody can be sure which cell is the name and which is the job title.
    .bad = Ann Lee,ann@example.com,Director,Partner sales,US,
    .good = Name,Email,Job title,Role,Countries/Regions,States/Provinces
    .fix = Put the header above the contacts, or use --map if its labels are not recognized.
    .source = { -co-sell-2020 }

rule-column-missing =
    .checks = A required column is missing.
    .why = Name, Email, Job title, Role and Countries/Regions are required in every row.
    .bad = Name,Email,Job title,Countries/Regions
    .good = Name,Email,Job title,Role,Countries/Regions
    .fix = Assign a column of the list with --map "LABEL=Role", or set one value for all rows with --set "Role=Partner sales".
    .source = { -co-sell-2020 }

rule-column-duplicate =
    .checks = Two columns have labels with the same meaning.
    .why = Only you know which of the two is right. Using one would lose the values of the other.
    .bad = Name,Email,E-mail,...
    .good = Name,Email,...
    .fix = Rename or remove one of them, or choose one with --map.
    .source = { -ours }

rule-column-unknown =
    .checks = A column is not one of the six columns of the template, or only a part of one.
    .why = Partner Center accepts six columns. Parts of one, such as first and last name, are combined; any other column is ignored.
    .bad = First name,Last name,Email,Phone,...
    .good = Name,Email,...
    .fix = Nothing to do. If it is one of the six columns under another name, use --map "LABEL=Column".
    .source = { -co-sell-2020 }

rule-row-shifted =
    .checks = A list that is not in quotes spilled into the next columns of a text file, or a name or a job title with a comma did.
    .why = Partner Center reads the second country as a state and answers "States/Provinces contains an invalid value (row 2)".
    .bad = Ann Lee,ann@example.com,Director,Partner sales,NL, BE,
    .good = Ann Lee,ann@example.com,Director,Partner sales,"NL, BE",
    .fix = Fixed automatically if every value is known and the row can be read in one way only. Otherwise the possible meanings are shown: "US, CA," can be two countries, or the United States and California.
    .source = { -unquoted-lists }

rule-row-length =
    .checks = A row has more or fewer cells than the header has columns.
    .why = A list of countries that is not in quotes spills into the next columns, and a line break inside a cell splits the row in two.
    .bad = Ann Lee,ann@example.com,Director,Partner sales,US, CA, FR,US-WA
    .good = Ann Lee,ann@example.com,Director,Partner sales,"US, CA, FR",US-WA
    .fix = Put quotes around the cell that contains commas.
    .source = { -unquoted-lists }

rule-row-skipped =
    .checks = The header is repeated among the contacts, or the list ends with a row of totals.
    .why = Lists that were pasted together have several headers, and spreadsheets often have totals. These rows are not contacts.
    .bad = Name,Email,... in the middle of the list; "Total: 44" at the end
    .good = one header at the top, and only contacts below it
    .fix = Nothing to do: these rows are skipped, and counted as skipped.
    .source = { -ours }

rule-sheet-chosen =
    .checks = A workbook has several sheets, and one of them contains the contacts.
    .why = You should know which sheet was read and which were ignored.
    .bad = a workbook with the sheets Notes and Contacts
    .good = a workbook with the sheet Contacts
    .fix = Nothing to do. To read another sheet, use --sheet NAME.
    .source = { -ours }

rule-header-below =
    .checks = There are rows above the header, or there is another header further down with its columns in a different order (an error).
    .why = Titles, dates and logos above a list are not contacts, so they are ignored. Below another header, a name would be read as a job title.
    .bad = "Contacts 2026" in A1, the header in row 3; Job title,Email,Name,... in row 40
    .good = the header in row 1, and no other
    .fix = Nothing to do about titles. Move the rows below another header into the columns of the first one; until then they are rejected.
    .source = { -ours }

rule-value-missing =
    .checks = A required cell is empty.
    .why = Name, Email, Job title, Role and Countries/Regions are required in every row.
    .bad = Ann Lee,,Director,Partner sales,US,
    .good = Ann Lee,ann@example.com,Director,Partner sales,US,
    .fix = Fill in the cell. If the list doesn't have the column at all, --set fills it.
    .source = { -co-sell-2020 }

rule-value-whitespace =
    .checks = A cell has spaces at its start or end, or several spaces in a row.
    .why = Partner Center compares codes and roles character by character, and a space counts.
    .bad = " Partner sales "
    .good = "Partner sales"
    .fix = Fixed automatically: the extra spaces are removed.
    .source = { -ours }

rule-value-invisible =
    .checks = A cell has invisible characters: control characters, zero-width spaces or direction marks.
    .why = They are copied along with text from web pages and e-mails. You can't see them, but Partner Center reads them.
    .bad = "U{ "\u200B" }S" with a zero-width space after the U
    .good = "US"
    .fix = Fixed automatically: they are removed.
    .source = { -ours }

rule-value-unicode =
    .checks = Letters are stored in an unusual form: full-width, or with their accents as separate characters (not NFC).
    .why = Two texts that look the same should be the same.
    .bad = "Ｐａｒｔｎｅｒ sales"
    .good = "Partner sales"
    .fix = Fixed automatically: accents are joined with their letters (NFC), and full-width letters become ordinary ones.
    .source = Unicode Standard Annex 15

rule-value-formula =
    .checks = A text starts with `=`, `+`, `-` or `@`.
    .why = A spreadsheet that opens the list would run it as a formula. No name, job title or address starts like that.
    .bad = =HYPERLINK("http://example.com")
    .good = Ann Lee
    .fix = Replace it with plain text.
    .source = OWASP, "CSV Injection"

rule-value-error =
    .checks = A cell has a spreadsheet error such as #N/A, or an object instead of a text.
    .why = The formula of the cell has no result, so the value is lost.
    .bad = #N/A
    .good = Partner sales
    .fix = Correct the formula, or type the value.
    .source = { -ours }

rule-name-special =
    .checks = A name has a character other than letters and accents of any script, digits, spaces and . , ' ’ - & / ( ).
    .why = Newer documentation doesn't allow special characters in names, but doesn't list them. Partner Center may refuse the name.
    .bad = Ann #1 Lee
    .good = Ann Lee
    .fix = Check whether the character belongs there.
    .source = { -co-sell-2023 }

rule-job-title-special =
    .checks = A job title has a character other than letters and accents of any script, digits, spaces and . , ' ’ - & / ( ).
    .why = Newer documentation doesn't allow special characters in job titles, but doesn't list them. Partner Center may refuse the job title.
    .bad = Head of "Growth"
    .good = Head of Growth
    .fix = Check whether the character belongs there.
    .source = { -co-sell-2023 }

rule-email-invalid =
    .checks = An e-mail address is not valid.
    .why = The address is checked as web browsers do it. In addition, the domain needs a dot, and at most 64 characters are allowed before the @ and 254 in total.
    .bad = ann.example.com
    .good = ann@example.com
    .fix = Correct the address.
    .source = WHATWG HTML, input type=email; RFC 5321, section 4.5.3.1

rule-email-several =
    .checks = A cell has more than one e-mail address.
    .why = A contact has exactly one address.
    .bad = ann@example.com; bob@example.com
    .good = ann@example.com in one row, bob@example.com in another
    .fix = Keep one address, and add a row for each other person.
    .source = { -co-sell-2020 }

rule-email-wrapped =
    .checks = An e-mail address is surrounded by something else: mailto:, a name or angle brackets.
    .why = Mail programs copy addresses like that, but Partner Center requires the address alone.
    .bad = Ann Lee <ann@example.com>
    .good = ann@example.com
    .fix = Fixed automatically: only the address is kept.
    .source = { -co-sell-2020 }

rule-email-domain-case =
    .checks = The domain of an e-mail address has capital letters.
    .why = Capital letters make no difference in a domain. In lower case, the same address always looks the same.
    .bad = ann@Example.COM
    .good = ann@example.com
    .fix = Fixed automatically: the domain is changed to lower case. The part before the @ stays as it is.
    .source = RFC 5321, section 2.4

rule-email-lookalike =
    .checks = The domain of an address is easily confused with another one: it differs by one letter from a domain that the list has at least five times as often, or looks like one (rn and m, 0 and o, 1 and l, vv and w), or hides letters of another script among Latin letters (xn--).
    .why = One typing error sends leads to a stranger's mailbox, and domains that differ by one letter are registered for exactly that. Each domain is reported once, in the first row that has it.
    .bad = ann@contosso.com among forty addresses at contoso.com
    .good = ann@contoso.com
    .fix = Check who owns the domain. It is never changed automatically, not even with --accept-suggestions, because both domains may be right. Domains that differ in their endings (contoso.de, contoso.dk) or digits (team1.com, team2.com), or have fewer than five letters, are not compared by letters.
    .source = Unicode Technical Standard 39, section 4; for the rest, { -ours }

rule-role-unknown =
    .checks = A role is not one of the four roles of Partner Center.
    .why = Partner Center accepts Partner marketing, Partner sales, Partner technical sales and Partner customer success manager, and nothing else.
    .bad = Salesperson
    .good = Partner sales
    .fix = Write one of the four roles. If one is similar, it is suggested; --accept-suggestions applies it.
    .source = { -co-sell-2020 }

rule-role-spelling =
    .checks = A role has other capital letters or spaces than in Partner Center, or is in another language.
    .why = Roles are in English in every language of the template.
    .bad = Ventes partenaires
    .good = Partner sales
    .fix = Fixed automatically: the role is written as in Partner Center.
    .source = { -co-sell-2020 }

rule-country-unknown =
    .checks = Countries/Regions contains a name or code that is not a country.
    .why = Partner Center accepts the two-letter codes of its country table, and OOO for all countries.
    .bad = Grmany
    .good = DE
    .fix = Write the code of the country. If a name is similar, its code is suggested; --accept-suggestions applies it.
    .source = { -co-sell-2020 }

rule-country-unlisted =
    .checks = Countries/Regions contains a country or territory that is not in Partner Center's country table.
    .why = AI, EH, FK and XK are codes of ISO 3166-1 or of common use, but Partner Center refuses them.
    .bad = Albania, Kosovo
    .good = AL
    .fix = Remove it. Agree outside of the list which contact covers it.
    .source = { -country-table }

rule-country-ambiguous =
    .checks = Countries/Regions contains a name of more than one country.
    .why = A wrong code is worse than a question, so no country is chosen for you.
    .bad = Korea
    .good = KR
    .fix = Write the code you mean. All possible codes are shown.
    .source = { -country-table }

rule-country-spelling =
    .checks = A country is written as a name, in lower case or with another code, or the separators are not commas.
    .why = Partner Center accepts two-letter codes separated by commas.
    .bad = Germany / uk; FRA
    .good = DE, GB, FR
    .fix = Fixed automatically: replaced by the codes.
    .source = { -co-sell-2020 }

rule-country-group =
    .checks = Countries/Regions contains a group of countries.
    .why = Partner Center accepts codes only. The members of a group can change, and EMEA is different in every company, so a person should check the codes.
    .bad = DACH, Nordics without IS
    .good = DE, AT, CH, DK, FI, NO, SE
    .fix = The members are suggested; --accept-suggestions applies them. Define groups of your own with --groups FILE.
    .source = { -ours }; members from the group's treaty, United Nations M49 in Unicode CLDR 48, or common usage

rule-country-repeated =
    .checks = A cell has the same country twice.
    .why = Once is enough, and the repetition may hide a typing error.
    .bad = US, CA, US
    .good = US, CA
    .fix = Fixed automatically: the repetition is removed.
    .source = { -co-sell-2020 }

rule-country-global-mixed =
    .checks = OOO is combined with other countries.
    .why = OOO means all countries. Either the other codes are superfluous, or OOO is wrong.
    .bad = OOO, US
    .good = OOO
    .fix = OOO alone is suggested; --accept-suggestions applies it. If only the other countries are meant, remove OOO.
    .source = { -co-sell-2020 }

rule-state-unknown =
    .checks = States/Provinces contains a name or code that is not a state in Partner Center's table.
    .why = Partner Center has states for US, CA and AU. For all other countries the cell stays empty.
    .bad = Bavaria (for DE)
    .good = an empty cell
    .fix = Correct the state or remove it. If a state is similar, it is suggested.
    .source = { -co-sell-2020 }

rule-state-ambiguous =
    .checks = States/Provinces contains a name or code of several states, or a code that may belong in Countries/Regions.
    .why = WA is Washington and Western Australia. CA, typed after US without quotes, can be California or Canada.
    .bad = WA (for US, AU)
    .good = US-WA, or AU-WA
    .fix = Write the code you mean. All possible codes are shown.
    .source = { -unquoted-lists }

rule-state-outside-countries =
    .checks = A state is in a country that the contact doesn't cover.
    .why = Either the country is missing, or the state is wrong.
    .bad = CA-QC (for US)
    .good = CA-QC (for US, CA)
    .fix = Add the country, or remove the state.
    .source = { -co-sell-2020 }

rule-state-spelling =
    .checks = A state is written as a name, in lower case, without its country or twice, or the separators are not commas.
    .why = Partner Center accepts codes such as US-WA, CA-QC and AU-NSW.
    .bad = Washington (for US)
    .good = US-WA
    .fix = Fixed automatically: replaced by the codes, with the country of the row.
    .source = { -co-sell-2020 }

rule-contact-repeated =
    .checks = Several rows have the same e-mail address and the same role.
    .why = Partner Center would show the person twice.
    .bad = two rows for ann@example.com, Partner sales
    .good = one row with the countries of both
    .fix = Keep one row, with the countries of both.
    .source = { -ours }

rule-contact-conflict =
    .checks = The same e-mail address has different names or job titles, or (in `merge`) lists disagree about a contact.
    .why = One of the values is out of date, or an address was copied by mistake. A merge that chose one without asking would lose the other.
    .bad = Ann Lee and Bob Ray, both ann@example.com
    .good = each of them with their own address
    .fix = Check which value is right. For `merge`, correct one of the lists, or choose with --prefer FILE or --on-conflict first|last.
    .source = { -ours }

rule-contact-similar =
    .checks = In `merge`, two addresses may belong to one person: the names are the same except for capitals, accents or the order of words; or the names are similar, and the same mailbox is at another domain of the company; or two neighbouring letters are swapped.
    .why = A person whose address has changed, or was mistyped in one list, would be in Partner Center twice.
    .bad = Ann Lee, ann.lee@contoso.com and Ann Lee, anne.lee@contoso.com
    .good = the right address in both lists
    .fix = Nothing is merged automatically. If it is one person, write the same address in both rows and merge again.
    .source = { -ours }; similarity by Jaro-Winkler, the mean of name and address

rule-contact-removed =
    .checks = A three-way merge removes a contact of the base version: one list doesn't have it, and no other list has changed it.
    .why = A person who deletes a contact from a copy of the list wants it removed, and the others should see that.
    .bad = ann@example.com is in last.csv, but not in emea.csv
    .good = ann@example.com is in every list
    .fix = Nothing to do. To keep the contact, add it again to the list that doesn't have it.
    .source = { -ours }

rule-sales-contact-missing =
    .checks = A country has contacts, but none of them is a Partner sales contact.
    .why = An offer needs at least one Partner sales contact in each region in which it should be co-sell ready. For a market given with --markets, this is an error.
    .bad = only a Partner marketing contact for FR
    .good = a Partner marketing contact and a Partner sales contact for FR
    .fix = Add a Partner sales contact, or give a contact this role. One with OOO counts for every country; `cosell coverage` shows who covers what.
    .source = { -coverage }

rule-market-uncovered =
    .checks = A market given with --markets has no contact.
    .why = An offer needs a contact for each geography in which it is available.
    .bad = --markets US,CA with contacts for US only
    .good = contacts for US and CA
    .fix = Add a contact, or use OOO for a contact who covers all countries.
    .source = { -coverage }
