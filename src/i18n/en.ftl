### Texts in English for people. `README.md` explains how to add messages and languages.

## Words and parts of sentences

or = { " or " }
# Separates longer texts.
semicolon = ;
# A text of a list in a message.
quoted = "{ $text }"
and-more = { $list } and { $count } more
and-more-all = and { $count } more (add --all to see all)
labeled-text = { $label }: { $text }
named-code = { $name } ({ $code })
row = row { $row }
row-of-source = { $source }, row { $row }
place-in-text = { $file }, line { $line }, column { $column }
row-of-sheet = row { $row } of sheet "{ $sheet }"
sheet-and-row = sheet { $sheet }, row { $row }
row-and-column = row { $row }, { $column }
sheet-of-file = { $file }, sheet { $sheet }
# Between groups of three digits in a count.
digit-separator = ,
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
# Variables: $readings (EncodingReadings)
encoding-ambiguous = the encoding is unclear: some words can be read as { $readings }; set the right one with --encoding
# Variables: $cells (Labels), $readings (EncodingReadings)
encoding-ambiguous-in-cells = the encoding is unclear: { $cells } can be read as { $readings }; set the right one with --encoding
# Variables: $encoding (piece)
encoded = the encoding is { $encoding }, but Partner Center requires UTF-8
# Variables: $encoding (piece), $words (Quoted)
encoded-words = the encoding is { $encoding }, but Partner Center requires UTF-8; words with special letters are read as { $words } (if they look wrong, set the encoding with --encoding)
delimited-by-tabs = the delimiter is a tab, but Partner Center requires commas
# Variables: $delimiter (char)
delimited = the delimiter is "{ $delimiter }", but Partner Center requires commas
# Variables: $line (piece)
sep-line = the first line is "{ $line }", which only Excel understands; Partner Center would read it as the header
escaped-by-backslash = quotes and commas inside cells are written after a backslash (\"), as databases do, but Partner Center requires doubled quotes ("")
null-after-quote = missing values are written as "N, as some databases do, but Partner Center requires empty cells
# Variables: $row (u64)
contacts-above = there are contacts, or another header, above the header in row { $row }; put one header above all contacts
header-reordered = this is another header, with its columns in a different order; put the columns of these rows in the order of the first header
# Variables: $row (u64)
under-reordered = the row is below the header in row { $row }, whose columns are not in the order of the first header
# Variables: $row (u64), $text (String)
header-below = the header is row { $row }; the rows above it are ignored, the first with "{ $text }"
# Variables: $sheets (Vec<SheetRef>)
sheet-chosen = other sheets are ignored: { $sheets } (read one with --sheet NAME, or all that have contacts with --all-sheets)
# Variables: $sheets (Vec<SheetRef>)
sheets-without-header = these sheets have contacts, but no header, so they are not read: { $sheets }; put a row with Name, Email, Job title, Role and so on above their contacts, or read one with --sheet NAME and --no-header; to read only some sheets on purpose, name them with --sheet

## Findings: columns

# Variables: $row (u64), $labels (Quoted)
header-in-one-cell = all columns are in one cell: row { $row } has { $labels } in a single cell; split the rows into columns (in Excel: Data, Text to Columns) and save the list again
header-present = this row is a header, so its columns are used and --no-header is ignored
# Variables: $row (u64)
header-omitted = no header found, but row { $row } looks like a contact with its cells in the order of the template; if all rows are like that, add --no-header, or put a row with Name, Email, Job title, Role and so on above them
header-in-column = the labels are in the first column, but they must be in the first row, and each contact in a row of its own; in Excel, copy the list, choose Paste Special, Transpose, and save it again
header-in-cards = each contact is a block of lines with a label and a value, such as "Name: Ann Lee"; ask for a table, with one row for each contact below a header with Name, Email, Job title, Role and so on
# Variables: $candidates (HeaderCandidates)
header-missing = no header found; put a row with Name, Email, Job title, Role and so on above the contacts, or assign the columns with --map "Label=Column"{ $candidates }
# Variables: $column (Column), $example (&'static str), $seen (Labels)
column-missing = the column { $column } is missing; if it has another name, add --map "LABEL={ $column }", or set one value for all rows with --set "{ $column }={ $example }" (columns of the list: { $seen })
# Variables: $column (Column), $near (String), $seen (Labels)
column-missing-near = the column { $column } is missing; if it is "{ $near }", add --map "{ $near }={ $column }" (columns of the list: { $seen })
# Variables: $column (Column), $first-label (String), $first (ColumnLetter)
column-duplicate = there are two columns for { $column }, this one and "{ $first-label }" (column { $first }); rename or remove one of them, or choose one with --map
# Variables: $label (piece)
column-unknown = "{ $label }" is ignored because it is not a column of the template
# Variables: $label (piece), $column (Column)
column-unknown-near = "{ $label }" is ignored because it is not a column of the template; if it is { $column }, add --map "{ $label }={ $column }"
# Variables: $label (piece)
column-of-another = "{ $label }" is ignored because it is of a second contact in the row; give each contact a row of its own
# Variables: $label (piece), $column (Column)
column-further = "{ $label }" is ignored because it is not a column of the template; if it has more values of { $column }, move them into that column or into rows of their own
# Variables: $label (piece)
column-status = "{ $label }" is ignored because it is not a column of the template; if it says that some rows or values are not meant, delete these
# Variables: $label (piece), $column (Column)
column-unlabelled = "{ $label }" has no label, but has text beside { $column }; give it a label that says what it is, or delete it
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
# Variables: $text (String), $to (ShiftTarget)
shifted-marks = { $text } is in quotation marks that CSV files do not use, so it spilled from { $to } into the next columns; only straight quotes (") keep a text together
# Variables: $readings (ShiftReadings)
shifted-either = a comma outside quotes shifted the row, which can be read as { $readings }; put the text that is meant in quotes
# Variables: $text (String), $line (u64), $last (u64)
quote-unclosed = the quote before "{ $text }" in line { $line } is never closed, so everything up to the last line of the file ({ $last }) is read as one cell; remove the quote, or close it in its cell
# Variables: $encoding (&'static str)
undecodable = some bytes are not valid { $encoding }, so letters are lost; set the right encoding with --encoding, or save the file as "CSV UTF-8" in Excel
# Variables: $text (String), $line (u64), $last (u64)
rows-in-cell = the quote before "{ $text }" in line { $line } is not closed in its cell, so everything up to line { $last } is read as one row; remove the quote, or close it in its cell
quote-inside = text follows a closing quote, so it is unclear where the cell ends; write each quote inside the cell twice (""), or remove the quotes
# Variables: $column (Column)
not-text = { $column } is an object, but a text is expected
# Variables: $column (Column)
key-repeated = the object has { $column } twice; keep one of them
end-of-file = end mark of an old program (Ctrl+Z) skipped
totals = totals row skipped
separator-row = separator row skipped
tag-row = row of HXL tags skipped
instruction-row = row of instructions skipped
# Variables: $count (u64), $text (String)
text-outside = { $count ->
    [one] a text outside of the tables has an e-mail address, and is not read: "{ $text }"; if it is a contact, add it to the list
   *[other] { $count } texts outside of the tables have e-mail addresses, and are not read, the first of them "{ $text }"; if they are contacts, add them to the list
}
# Variables: $text (piece)
heading-skipped = heading "{ $text }" skipped
# Variables: $text (piece)
note-skipped = note "{ $text }" skipped
# Variables: $text (piece)
list-incomplete = the note "{ $text }" says that rows are missing from the list; export the whole list, or delete the note
# Variables: $text (piece)
alone = "{ $text }" is alone in its row; complete the contact, or delete the row if it is a heading or a note
# Variables: $text (piece)
heading-unclear = "{ $text }" may mean that the contacts below it should not be imported; delete the row if they should, and the contacts if they should not
header-repeated = repeated header skipped
row-hidden = the row is hidden in the sheet, by a filter or by hand, but is read like any other; delete it if the contact should not be listed
row-struck = the row is struck through, but is read like any other; delete it if the contact should not be listed
# Variables: $text (String)
cell-struck = "{ $text }" is struck through in the cell, but is read like any other text; delete it if it is not meant
# Variables: $first (RowRef)
contact-repeated = the list already has this e-mail address with this role (the address is first used in { $first }); keep one row with the countries of both
# Variables: $first (RowRef)
contact-conflict = { $first } has the same e-mail address but another value here; check which one is right
# Variables: $country (Country)
sales-missing = { $country } has contacts, but no Partner sales contact; the offer is not co-sell ready there
sales-missing-global = no Partner sales contact covers all countries (OOO), but other contacts do
# Variables: $country (Country)
market-uncovered = no contact covers { $country }
merge-empty = the merged list has no contacts, because each contact was removed from one of the lists; if that is intended, add --allow-empty
list-empty = the list has no contacts: uploading it would delete all contacts of the offer; if that is intended, add --allow-empty

## Findings: cells

# Variables: $cell (String)
cell-merged = the merged cell { $cell } covers this cell, so its text is repeated here
# Variables: $column (Column), $cell (String)
missing-under-merged = { $column } is empty, because the merged cell { $cell } covers it and belongs to another row; unmerge the cells, and write the value of this row
# Variables: $column (Column)
missing = { $column } is empty; Partner Center requires a value in every row
whitespace = the text has unnecessary spaces or line breaks
invisible = the text has an invisible character
not-normalized = some letters are stored in an unusual form (full-width letters, or accents apart from their letters)
# Variables: $first (char)
formula = the text starts with "{ $first }", so a spreadsheet would run it as a formula; remove the "{ $first }", or write the text that is meant
text-formula = the text is written as a formula, such as ="0123", which keeps leading zeros in Excel; only the text is meant
# Variables: $text (String)
encoded-twice = special letters were garbled when the file was converted, and the text was probably "{ $text }"; correct it here, or in the program that the list comes from
# Variables: $readings (OneOf<Quoted>)
encoded-twice-either = special letters were garbled when the file was converted, and the text was { $readings }; write the text that is meant
error-cell = the cell has a spreadsheet error instead of a value; correct the formula
data-type-cell = the cell has a data type of Excel, such as Geography, so the file does not have its text; in Excel, right-click the cell, then choose Data Type and Convert to Text
# Variables: $text (piece), $column (Column)
placeholder = "{ $text }" stands for a missing value; write the contact's { $column }
# Variables: $text (piece)
placeholder-state = "{ $text }" stands for no state; an empty cell means the same
# Variables: $text (piece)
test-entry = "{ $text }" looks like a test or an example; check that this is a real contact
name-note = the text in brackets becomes part of the name; remove it if it is a remark
cells-quoted = the quotes around the cells of the row are not part of their text
text-quoted = the quotes become part of the text; remove them if they are not meant
markdown-marks = the marks of Markdown around the text are not part of it
# Variables: $character (char), $column (Column)
special = "{ $character }" is a special character; Partner Center may reject it in { $column }
email-no-at = not a valid e-mail address; the @ is missing
email-several-ats = not a valid e-mail address; it has more than one @
email-no-local-part = not a valid e-mail address; nothing comes before the @
email-no-domain = not a valid e-mail address; nothing comes after the @
email-dot-first = not a valid e-mail address; it starts with a dot
email-dot-last = not a valid e-mail address; it has a dot right before the @
email-dots = not a valid e-mail address; it has two dots in a row before the @
email-comma = not a valid e-mail address; the domain has a comma instead of a dot
email-digits-ending = not a valid e-mail address; the domain ends in a number instead of an ending such as .com
email-no-dot = not a valid e-mail address; the end of the domain is missing, such as .com
email-space = not a valid e-mail address; it contains a space
# Variables: $character (char)
email-character = the character "{ $character }" can't be used in an e-mail address
# Variables: $character (char)
email-character-beyond-ascii = the character "{ $character }" can't be used in an e-mail address because it is not a letter from a to z, even if it looks like one
email-domain-dots = not a valid e-mail address; the domain starts or ends with a dot, or has two dots in a row
email-domain-hyphen = not a valid e-mail address; a part of the domain starts or ends with a hyphen
email-domain-long = not a valid e-mail address; a part of the domain has more than 63 characters
email-local-too-long = not a valid e-mail address; it has more than 64 characters before the @
email-too-long = not a valid e-mail address; it has more than 254 characters
# Variables: $count (usize)
email-several = the cell has { $count } e-mail addresses, but a contact has one; keep one, or use a row for each
email-wrapped = the cell contains more than an e-mail address
email-remark = the cell has other text beside the e-mail address, such as a remark or another name; if it is not needed, keep only the address
# Variables: $address (String)
email-link-differs = the cell is a link to { $address }, which is another address; check which one is right
email-linked = not a valid e-mail address, but the cell is a link to one
email-repeated = the cell has the same e-mail address more than once
email-guest = this is the sign-in name of a guest account, which receives no e-mail; write the person's own address
# Variables: $ending (String)
email-domain-unknown = no e-mail address on the internet ends in ".{ $ending }"; check for a typing error
email-domain-case = the domain contains capital letters
# Variables: $domain (Box<DomainRows>), $usual (String), $count (u64)
lookalike-letter = { $count ->
    [one] { $domain } differs by one letter from { $usual } (in { $count } row); check for a typing error
   *[other] { $domain } differs by one letter from { $usual } (in { $count } rows); check for a typing error
}
# Variables: $domain (Box<DomainRows>), $usual (String), $count (u64)
lookalike-look = { $count ->
    [one] { $domain } looks like { $usual } (in { $count } row); check whether it is a typing error or belongs to somebody else
   *[other] { $domain } looks like { $usual } (in { $count } rows); check whether it is a typing error or belongs to somebody else
}
# Variables: $domain (String), $shown (String)
lookalike-script = { $domain } is displayed as { $shown }, with letters of another alphabet that look like Latin ones; check whose domain it is
# Variables: $role (piece), $roles (AllRoles)
role-unknown = "{ $role }" is not one of the four roles; choose { $roles }
# Variables: $text (piece), $role (Role), $roles (AllRoles)
role-unknown-near = "{ $text }" is not one of the four roles; did you mean { $role }? (accepted: { $roles })
# Variables: $roles (Quoted)
role-several = the row has several roles, { $roles }, but a contact has one; use a row for each
# Variables: $count (usize)
contact-several = the row has { $count } people; use a row for each
# Variables: $role (Role)
role-spelling = Partner Center's spelling is { $role }
# Variables: $piece (piece), $role (Role), $profile (String)
role-accepted = "{ $piece }" is { $role } (accepted by profile { $profile })

## Findings: countries

# Variables: $piece (piece), $column (Column)
country-or-missing = "{ $piece }" can mean Namibia or a missing value, as in { $column }; write the country in another way, such as its name
# Variables: $piece (piece), $states (OneOf<StateCode>)
country-is-state = "{ $piece }" is a state or province ({ $states }); write it in States/Provinces, and its country here
# Variables: $piece (piece)
country-unknown = "{ $piece }" is not a known country; write two-letter codes such as US, CA, FR, or OOO for all countries
# Variables: $piece (piece), $country (Country)
country-unknown-near = "{ $piece }" is not a known country; did you mean { $country }?
# Variables: $piece (piece), $country (UnlistedCountry)
country-unlisted = "{ $piece }" means { $country }, which is not in Partner Center's list of countries; remove it
# Variables: $piece (piece), $readings (OneOf<CountryCode>)
country-ambiguous = "{ $piece }" can mean { $readings }; write the code that is meant
# Variables: $piece (piece), $country (Country), $place (AbbreviatedPlace)
country-or-abbreviation = "{ $piece }" can mean { $country } or { $place }; write the codes that are meant
# Variables: $piece (piece), $one (Country), $other (Country), $within (Country)
country-or-place = "{ $piece }" can mean { $one } and { $other }, or only { $within }, where a place has this name; write the codes that are meant
# Variables: $piece (piece), $country (Country), $state (State)
country-or-state = "{ $piece }" can include { $country }, or the state { $state }; write the codes of the countries here, and states in States/Provinces
# Variables: $piece (piece), $one (Country), $other (Country)
country-or-territory = "{ $piece }" can mean { $one } and { $other }, or only { $one }; write the codes that are meant
# Variables: $piece (piece), $country (Country)
country-or-word = "{ $piece }" can mean { $country }, or it is another word or a time zone; write the code, or remove it
# Variables: $piece (piece)
sign-doubtful = "{ $piece }" has a sign that can mean that it is left out; write only the codes that are meant, without signs
# Variables: $piece (piece), $readings (OneOf<CountryCode>), $ending (String)
country-or-domain = "{ $piece }" can mean { $readings }, because the e-mail address ends in { $ending }; write the code that is meant
# Variables: $piece (piece)
country-joined = "{ $piece }" can be one country or several; write the codes that are meant
# Variables: $piece (piece), $code (&'static str)
country-guess = "{ $piece }" probably means { $code }; if so, write { $code }
# Variables: $piece (piece), $code (&'static str)
country-spelling = "{ $piece }" is written { $code }
# Variables: $piece (piece), $codes (String), $profile (String)
country-accepted = "{ $piece }" is { $codes } (accepted by profile { $profile })
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
# Variables: $piece (piece), $name (&'static str), $country (Country)
state-is-subdivision = "{ $piece }" is { $name }, a part of { $country }; Partner Center has no states for it, so leave the cell empty
# Variables: $codes (String)
states-of-country = the countries' cell names these states: { $codes }; they belong here
# Variables: $codes (String)
states-disagree = the countries' cell names other states ({ $codes }); write the states that are meant here, and keep only the country in Countries/Regions
# Variables: $piece (piece), $country (Country), $codes (String)
country-with-states = "{ $piece }" is { $country } with states; keep only the country here, and move { $codes } to States/Provinces
# Variables: $piece (piece), $name (CountryName)
state-is-country = "{ $piece }" is a country ({ $name }), not a state; if it belongs to the list of countries, move it to Countries/Regions
# Variables: $piece (piece), $readings (OneOf<StateReading>)
state-ambiguous = "{ $piece }" can mean { $readings }; write the code that is meant
# Variables: $piece (piece), $state (State)
state-or-none = "{ $piece }" can mean { $state }, or that there is none; write the code, or leave the cell empty
# Variables: $piece (piece), $name (CountryName)
state-is-own-country = "{ $piece }" is the country ({ $name }), which is in Countries/Regions already; leave the cell empty
# Variables: $piece (piece), $name (CountryName)
state-or-country = "{ $piece }" can be a state, or { $name } from the list of countries; write the whole code of the state, or move the country to Countries/Regions
# Variables: $piece (piece), $name (CountryName)
state-or-repeated = "{ $piece }" can be a state, or { $name } from Countries/Regions again; write the whole code of the state, or leave the cell empty
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
# Variables: $person (Box<str>), $codes (String), $row (Box<SourceRow>)
states-dropped = { $person } is restricted to { $codes } here, but covers the whole country in { $row }, so the merged contact covers the whole country
# Variables: $contact (Box<SimilarContact>)
similar = { $contact }; if they are the same person, give both the same address
# Variables: $contact (Box<SimilarContact>), $count (usize)
similar-more = { $contact }, and so do { $count } more; if they are the same person, give all the same address
answer-edited = this cell was edited, but only cells in colour take answers; undo the change, or write the conflicts to a new workbook
answer-mark = the hidden mark of this row is missing or damaged, so it is unclear which question it answers; copy the answer into the row of its question
# Variables: $person (Box<str>)
answer-missing = no answer about { $person }; choose a value here, or write another one in the next cell
answer-twice = a value is chosen and another one is written; empty one of the two cells
answer-not-written = this question takes no other value; empty this cell, and choose in the cell before it
# Variables: $piece (piece), $options (Quoted)
answer-unknown = "{ $piece }" is none of the values to choose from: { $options }; for another value, use the next cell if it is in colour
# Variables: $person (Box<str>)
answer-gone = the lists no longer disagree about { $person } here; write the conflicts to a new workbook, or empty this cell
# Variables: $person (Box<str>)
answer-stale = the lists now have other values for { $person } than in this row; write the conflicts to a new workbook, and answer this one again
answer-pair-gone = the lists no longer have both people as they are in this row; write the conflicts to a new workbook, or empty this cell
answer-distinct = cosell.toml says under not-same-person that these are two people; take the pair out there, or change this answer
# Variables: $row (u64)
answer-contradicts = row { $row } has another answer to the same question; correct one of them
answer-several = this is more than one value; write the one that is right

## Parts of findings

contact-in-row = { $person } in { $row }
hidden-sheet = { $sheet } (hidden)
header-nearest = ; the closest is row { $row }, with { $labels }
header-then-nearest = ; the next is row { $row }, with { $labels }
label-known = "{ $label }" for { $column }
label-near = "{ $label }" (--map "{ $label }={ $column }"?)
shifted-reading = "{ $text }" in { $to }
encoding-reading = { $words } in { $encoding }
shifted-or = { ", or " }
domain-in-rows = { $uses ->
    [one] { $domain } (in this row only)
   *[other] { $domain } (in { $uses } rows, first in this one)
}
# Parts of countries, and regions, that a code may abbreviate.
northern-ireland = Northern Ireland, which is part of the United Kingdom (GB)
channel-islands = the Channel Islands, Guernsey (GG) and Jersey (JE)
scotland = Scotland, which is part of the United Kingdom (GB)
north-america = North America
south-america = South America
latin-america = Latin America
middle-east = the Middle East
eastern-europe = Eastern Europe
northern-europe = Northern Europe
africa = Africa
asia = Asia
americas = the Americas
# Where the members of a group come from: a group, and its source.
group-origin = { $group } (source: { $source })
# A source without a name.
common-usage = common usage
group-without = { $group } without { $codes }
group-as-of = { $group } as of { $date }
text-in-row = "{ $said }" in { $row }
people-disagree = { $person } has { $others }
people-disagree-base = { $person } has { $others }, and had { $base } before
scopes-disagree = { $person } covers { $others }
scopes-disagree-base = { $person } covers { $others }, and covered { $base } before
deleted = { $person } was edited here ({ $edits }){ $also } and deleted in { $lists }
deleted-also = { " " }and in { $row }
deleted-namesake = { $list } (where { $person } in { $row } has the same name and may be the same person)
edit = { $column } "{ $before }" → "{ $now }"
similar-name = { $other } in { $row } has a similar name ({ $percent }% similar)
similar-mailbox = { $other } in { $row } has the same name before the @, but another domain ({ $percent }% similar)
similar-letters = { $other } in { $row } has the same address with two letters swapped ({ $percent }% similar)

## The report of findings

error = error
warning = warning
note = note
fixed = fixed
fixable = fixable
# Rows have other numbers in a text editor if a cell has line breaks.
place-on-line = { $location } (line { $line } in a text editor)
likewise = same as above
suggestion = suggestion:
one-of = one of:
an-empty-cell = an empty cell
# Characters that are written out because they can't be seen, as in \n.
character-line-break = a line break
character-tab = a tab
character-no-break-space = a no-break space
character-zero-width-space = a space without width
character-soft-hyphen = a hyphen that shows only at the end of a line
character-direction-mark = an invisible mark of the writing direction
character-special-space = a space of an unusual kind
character-control = a control character
character-accent = an accent apart from its letter
character-invisible = an invisible character
long-text = { $text } ... ({ $count } characters)
ignored-columns = ignored: { $columns }
unchanged = unchanged
not-understood = not understood

row-count = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
# In place of the counts of rows, if the header can't be used.
no-rows-read = no rows read
merged-count = { $count } merged
rejected-count = { $count } rejected
blank-count = { $count } blank
skipped-count = { $count } skipped
removed-count = { $count } removed
split-count = { $count } from split rows
split-into = split the row into { $count } contacts

problems-to-correct = { $count ->
    [one] { $count } problem to correct
   *[other] { $count } problems to correct
}
# After --markets with a file that has the state of each market.
markets-not-enabled = { $file }: { $count ->
    [one] { $count } market is not enabled and is left out
   *[other] { $count } markets are not enabled and are left out
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
    [one] Nothing to correct by hand: `cosell convert LIST -o NEW.csv` fixes { $count } problem.
   *[other] Nothing to correct by hand: `cosell convert LIST -o NEW.csv` fixes all { $count } problems.
}
mark-in-workbook = To have the cells marked in a workbook, add --annotate to-correct.xlsx.
# A line for each of several files ends with these.
no-problems = no problems
fixable-count = { $count } fixable
file-unreadable = can't be read; see the error
files-unreadable = { $count ->
    [one] { $count } of { $of } files can't be read.
   *[other] { $count } of { $of } files can't be read.
}
# After the message of an annotation in a workflow.
fixed-by-convert = { $message } (`cosell convert` fixes it)
nothing-is-wrong = No problems found.
nothing-is-wrong-by-rules = The selected rules found no problems.

## The annotated workbook

# The label of the column of problems, and the name of their sheet, in workbooks of earlier versions.
findings = Findings
# The first sheet, and the column beside each row that sums up its problems.
annotated-sheet = To correct
# $sheets are the sheets with something to correct, and $column the column beside each row.
to-correct = { $count ->
    [one] 1. Correct the red cells on the sheet { $sheets }. The column "{ $column }" there says what is wrong in each row.
   *[other] 1. Correct the red cells on the sheets { $sheets }. The column "{ $column }" there says what is wrong in each row.
}
to-correct-below = { $count ->
    [one] 1. Correct the red cells on { $count } sheet, see below. The column "{ $column }" there says what is wrong in each row.
   *[other] 1. Correct the red cells on { $count } sheets, see below. The column "{ $column }" there says what is wrong in each row.
}
to-leave = 2. Check the yellow cells, which may be right. Pale blue cells have been corrected, or will be: nothing to do there.
to-return = 3. Save this workbook and send it back. Keep the header rows. This sheet, the column of problems and the codes are left out when it is read.
nothing-to-correct = Nothing has to be corrected.
only-to-check = Check the yellow cells, which may be right. If you change one, save this workbook and send it back.
weight-error = Error
weight-warning = Warning
weight-note = Note
the-row = Whole row
to-check = To check – { $said }
fixed-in-row = { $count ->
    [one] { $count } cell is fixed automatically
   *[other] { $count } cells are fixed automatically
}
more-in-row = { $count ->
    [one] { $count } more problem in this row
   *[other] { $count } more problems in this row
}
will-become = Will become { $value }
changed-to = Changed to { $value }
was-received = Received as { $value }
fixed-automatically = Fixed automatically
suggested = Suggestion: { $value }
suggested-empty = Suggestion: leave the cell empty
one-of-these = One of: { $values }
suggested-split = Suggestion: split the row into { $count } contacts: { $contacts }
notes-left-out = Only the first { $count } cells have a note. The others are coloured and listed here, too.
findings-left-out = { $count ->
    [one] The sheet has no room for { $count } more problem.
   *[other] The sheet has no room for { $count } more problems.
}

# Findings of which the terminal shows options of the program. Readers of the workbook may not have the program.
plain-encoding-unsure = the encoding is uncertain: { $encoding } is a guess from a few words, which it reads as { $words }; check whether they look right
plain-encoding-ambiguous = the encoding is unclear: some words can be read as { $readings }; check which is right
plain-encoded-words = the encoding is { $encoding }, but Partner Center requires UTF-8; words with special letters are read as { $words }
plain-undecodable = some bytes are not valid { $encoding }, so letters are lost; save the file as "CSV UTF-8" in Excel
plain-sheet-chosen = other sheets are ignored: { $sheets }
plain-sheets-without-header = these sheets have contacts, but no header, so they are not read: { $sheets }; put a row with Name, Email, Job title, Role and so on above their contacts
plain-column-unknown = "{ $label }" is ignored because it is not a column of the template; it may be { $column } under another name
plain-column-replaced = "{ $label }" is ignored because another column is used for { $column }
plain-header-present = this row is a header, so its columns are used
plain-list-empty = the list has no contacts
plain-column-overruled = "{ $label }" is ignored because { $column } was given one value for all rows

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
nothing-written-errors = { $count ->
    [one] Nothing was written: { $count } problem to correct. Uploading an incomplete list would delete the missing contacts from Partner Center.
   *[other] Nothing was written: { $count } problems to correct. Uploading an incomplete list would delete the missing contacts from Partner Center.
}
nothing-written-conflicts = { $count ->
    [one] Nothing was written: the lists disagree in { $count } place. Correct one of them, or decide with --prefer FILE, --on-conflict first or --on-conflict last.
   *[other] Nothing was written: the lists disagree in { $count } places. Correct one of them, or decide with --prefer FILE, --on-conflict first or --on-conflict last.
}
conflicts-by-hand = To have them decided in a workbook, add --conflicts FILE.xlsx.
no-list-conflicts = { $count ->
    [one] No list was written: the lists disagree in { $count } place.
   *[other] No list was written: the lists disagree in { $count } places.
}
no-list-answers = { $count ->
    [one] No list was written: { $count } question is open, or has an answer that doesn't fit.
   *[other] No list was written: { $count } questions are open, or have answers that don't fit.
}
answers-to-correct = Correct { $file }, or write the open questions, with the answers that fit, to a new workbook: add --conflicts NEW.xlsx.
questions-written = { $count ->
    [one] { $count } question is in { $file }. Have it answered there, then run this command again with --answers { $file }
   *[other] { $count } questions are in { $file }. Have them answered there, then run this command again with --answers { $file }
}
no-questions = The lists agree, so there is nothing to answer: { $file } was not written.
merged-from = { $counts }.
contacts-from = { $count ->
    [one] { $count } contact from { $file }
   *[other] { $count } contacts from { $file }
}
count-from = { $count } from { $file }
contacts-changed-in = { $count ->
    [one] { $count } contact changed in { $file }
   *[other] { $count } contacts changed in { $file }
}
count-changed-in = { $count } in { $file }
count-in-both = { $count } in both
count-in-several = { $count } in several lists
nothing-written-warnings = { $count ->
    [one] Nothing was written: { $count } warning to check, and --strict treats warnings as errors.
   *[other] Nothing was written: { $count } warnings to check, and --strict treats warnings as errors.
}
nothing-compared = Nothing was compared: contacts in rows with errors would look as if they had been removed.
nothing-counted = Nothing was counted: contacts in rows with errors would be missing.
with-rejects = To write the valid rows anyway, add --rejects FILE.xlsx; the others go to that workbook, with the reasons.
written = { $said }. Written to { $file }.
written-to = Written to { $file }.
shown-only = The list was only shown on the screen. To save it, add -o contacts.csv.
ledger-fixed = { $count ->
    [0] { $ledger }, no fixes needed
    [one] { $ledger }, { $count } problem fixed
   *[other] { $ledger }, { $count } problems fixed
}
rejects-written = The rejected rows are in { $file }, with the reasons. Don't upload { $list } yet: the rejected contacts would be deleted from Partner Center. Correct { $file }, then join both files: cosell merge { $list } { $file }{ $options } -o NEW.csv
original-kept = The original is kept as { $file }.
accepted-by = (accepted by profile { $profile })
profile-applied = Profile { $profile } of { $file }: { $options }
defaults-applied = Defaults of { $file }: { $options }
accepted-readings = { $count ->
    [one] { $count } accepted reading
   *[other] { $count } accepted readings
}
allowed-domains = { $count ->
    [one] { $count } company domain
   *[other] { $count } company domains
}
distinct-pairs = { $count ->
    [one] { $count } pair of different people
   *[other] { $count } pairs of different people
}
profile-saved = The options are saved as profile { $profile } in { $file }.
check-same = `convert` would not change { $file }.
check-differs = `convert` would change { $file }. To change it: cosell convert { $file } --in-place
in-place-needs-file = standard input can't be compared or replaced
in-place-workbook = { $file }: a workbook, web page or archive isn't converted in place, because it may contain more than the list
in-place-lossy = { $file }: columns or rows that aren't contacts would be lost
remedy-in-place-lossy = Leave out --no-backup, or name another file with -o.
remedy-name-output = Name another file with -o.
rejects-written-only = No contact is left, so { $list } was not written. The rejected rows are in { $file }, with the reasons. Correct them there, then convert them: cosell convert { $file }{ $options } -o NEW.csv
rejects-written-beside = The rejected rows are in { $file }, with the reasons. Until they are corrected, the list is incomplete: uploading it would delete these contacts from Partner Center.
rejects-neutralized = { $count ->
    [one] { $count } cell of this file starts with an apostrophe, so that a spreadsheet doesn't run it as a formula; `cosell` removes it when it reads the file.
   *[other] { $count } cells of this file start with an apostrophe, so that a spreadsheet doesn't run them as formulas; `cosell` removes it when it reads the file.
}
not-annotated = { $file } was not written: correct the header first.
annotated-in-folder = { $count ->
    [one] { $count } list has something to correct, which is marked in a workbook for its sender: { $files }
   *[other] { $count } lists have something to correct, which is marked in a workbook for each sender: { $files }
}
annotated-removed = { $count ->
    [one] Removed, because its list has nothing to correct any more: { $files }
   *[other] Removed, because their lists have nothing to correct any more: { $files }
}
annotated-kept = { $count ->
    [one] This file is older and was left as it is; its list has nothing to correct: { $files }
   *[other] These files are older and were left as they are; their lists have nothing to correct: { $files }
}
none-to-annotate = No list has anything to correct, so no workbook was written for its sender.
annotated = { $file } is a new workbook with the rows of { $source } and their problems marked. Correct them there, then convert { $file }. { $source } has not changed.
no-contacts-written = The list has no contacts: uploading it would delete all contacts of the offer.
upload-as-it-is = Upload this file without saving it in Excel first: Excel may write semicolons, and Partner Center would reject it.
# The next steps in Partner Center, one line each.
next-step-import = Next, in Partner Center: import the file under the contacts of the solution, then submit for review.
next-step-roles = Each sales contact needs the role Referral Admin or Referral User there.
next-step-export = { $count ->
    [one] Next: export the list, upload the file in Partner Center, and submit the offer for review.
   *[other] Next: export the lists, upload the files in Partner Center, and submit the offers for review.
}
next-step-uploaded = Once that is done, record it in the book.
upload-recorded = Recorded in the book: Partner Center has revision { $number } of { $offer }.
still-pending = Revision { $number } of { $offer } still has to be uploaded.
nothing-pending = Nothing was written: each offer's latest revision was uploaded.
export-not-recorded = The book is read-only, so it does not record this export.
offers-to-export = { $count ->
    [one] { $count } offer has to be exported and uploaded:
   *[other] { $count } offers have to be exported and uploaded:
}
offers-to-upload = { $count ->
    [one] The list of { $count } offer was exported. Upload it in Partner Center, submit the offer for review, then record it in the book:
   *[other] The lists of { $count } offers were exported. Upload them in Partner Center, submit the offers for review, then record it in the book:
}
removed-offers = { $count ->
    [one] Removed offer, kept in the history: { $offers }
   *[other] Removed offers, kept in the history: { $offers }
}
offer-renamed = { $offer } is now { $new } in the book, with its history; Partner Center has not changed.
offer-renamed-file = `cosell export --all-offers` and --pending now name its file { $file }. To undo this:
offer-removed = { $offer } was removed from the offers of the book; its history stays, and Partner Center has not changed.
offer-comes-back = To bring it back:
loss-offer = the offer "{ $offer }" with { $contacts } would be removed from the offers of the book
backed-up = The book was copied to { $file }.
given-twice = { $file } is given twice
same-file = { $file } and { $other } are the same file

## Results: lists that are prepared

# The first sentence about a list: it was written for upload, it was written before, or it has to be corrected.
prepared-ready = { $count ->
    [one] { $list } is ready: { $count } contact is in { $file }.
   *[other] { $list } is ready: { $count } contacts are in { $file }.
}
prepared-already = { $count ->
    [one] { $file } is ready already, with { $count } contact; no file was written.
   *[other] { $file } is ready already, with { $count } contacts; no file was written.
}
prepared-to-correct = { $count ->
    [one] { $list } has { $count } problem that only you can solve.
   *[other] { $list } has { $count } problems that only you can solve.
}
prepared-unread = The columns of { $list } can't be read, so no file was written. Correct this in the list, then prepare it again:
prepared-empty = { $list } has no contacts, so no file was written: uploading it would delete all contacts of the offer.
prepared-marked = { $count ->
    [one] It is marked in { $file }, a new workbook with the rows of the list.
   *[other] They are marked in { $file }, a new workbook with the rows of the list.
}
prepared-correct-next = Correct the red cells there, save it, and drop that file on cosell again, or type:
prepared-upload-next = Upload { $file } in Partner Center without saving it in Excel first; it replaces all contacts of the offer.
prepared-corrected = { $count ->
    [one] { $count } correction was made:
   *[other] { $count } corrections were made:
}
prepared-split = { $count ->
    [one] { $count } contact was added, because a row had several.
   *[other] { $count } contacts were added, because rows had several.
}
prepared-to-check = { $count ->
    [one] Please check { $count } thing that may be wrong:
   *[other] Please check { $count } things that may be wrong:
}
prepared-columns = { $count ->
    [one] This column is not used: { $columns }.
   *[other] These columns are not used: { $columns }.
}
prepared-skipped = { $count ->
    [one] { $count } row without a contact was left out, such as a title or a total.
   *[other] { $count } rows without a contact were left out, such as titles or totals.
}
prepared-notes = Please note:
prepared-column-missing = the column { $column } is missing; add it, or if it has another name, rename it (columns of the list: { $seen })
prepared-column-near = the column { $column } is missing; if it is "{ $near }", rename it to { $column }
prepared-column-twice = there are two columns for { $column }, "{ $first }" and "{ $label }"; rename or remove one of them
prepared-header-missing = no header found; put a row with Name, Email, Job title, Role, Countries/Regions and States/Provinces above the contacts
# The closing line about several lists.
prepared-lists = { $count ->
    [one] { $count } list: { $counts }.
   *[other] { $count } lists: { $counts }.
}
prepared-count-ready = { $count } ready
prepared-count-to-correct = { $count } to correct
prepared-count-failed = { $count } that can't be used
prepared-merge-first = Each upload replaces all contacts of the offer. If lists are for the same offer, merge them first:
prepared-plan = The plan of an import into "{ $offer }" in the book:
prepared-import-next = To import it:
prepare-all-sheets = { $list } has contacts in several sheets: { $sheets }. Use all of them?
# The program's own window, which Windows opens for a double click or for lists that are dropped on its icon.
window-explanation = cosell prepares lists of contacts for Partner Center. It reads a workbook or a CSV file, corrects what is certain, and writes a new file beside it: one to upload, or a workbook in which the problems are marked. Your list stays as it is.
window-question = Drag a list into this window and press Enter (only Enter ends cosell):
window-closes = Press Enter to close this window.

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
# The row numbers below are those of a list.
rows-of = rows of { $list }
diff-nothing = no contact changed
diff-counts = { $said }; { $count } unchanged
all-of-it-now = { $codes }: whole country now
no-longer-all = { $codes }: no longer the whole country
coverage-lost = coverage lost
lost-in-offers = in { $offers }
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
title-when = date
title-who = author
title-contacts = contacts
title-changes = changes
title-from = source
title-portal = Partner Center
portal-uploaded = uploaded { $day }
portal-exported = to upload (exported { $day })
portal-erased = to export and upload (still has an erased person)
portal-older = to export and upload (has revision { $number })
portal-pending = to export and upload
adopted = { $file } (list from Partner Center)
restored = revision { $number } restored
retired = a person removed
revision-of-offer = revision { $number } of { $offer }
new-offer = { $offer } (new)
same-revision = Revision { $number } of { $offer } already has the same contacts. No new revision was written.
same-as-adopted = The list has the same contacts as the list from Partner Center. No second revision was written.
revision-has = Saved as revision { $number } of { $offer } in the book, with { $contacts }; Partner Center has not changed.
revision-adopted = Saved as revision { $number } of { $offer } in the book, with { $contacts }: Partner Center has this list already.
revision-written = Revision { $number } of { $offer } has { $contacts }. Written to { $file }.
stored-refused = { $count ->
    [one] Nothing was written: { $count } saved contact doesn't pass today's rules. Import a corrected list, or add --accept-stored to write the contact as it is.
   *[other] Nothing was written: { $count } saved contacts don't pass today's rules. Import a corrected list, or add --accept-stored to write the contacts as they are.
}
stored-accepted = { $count ->
    [one] { $count } contact is written as it was saved, although it doesn't pass today's rules: Partner Center may refuse the list.
   *[other] { $count } contacts are written as they were saved, although they don't pass today's rules: Partner Center may refuse the list.
}
earlier-revision = This is an earlier list: the latest revision is { $latest }.
lists-written = { $count ->
    [one] { $count } list with { $contacts } written to { $folder }.
   *[other] { $count } lists with { $contacts } written to { $folder }.
}
revision-counts = revision { $number }: { $counts }
new-revisions = { $count ->
    [one] { $count } offer has a new revision in the book; Partner Center has not changed.
   *[other] { $count } offers have a new revision in the book; Partner Center has not changed.
}
same-lists = { $count ->
    [one] { $count } list has the same contacts as its offer already has.
   *[other] { $count } lists have the same contacts as their offers already have.
}
files-left-out = Left out, because these are not lists: { $files }
loss-of-offer = { $offer }: { $loss }
loss-of-offers = as shown above, something would be taken away from { $count } offers: { $offers }
in-both-lists = { $ledger } in both lists
offer-moved = Someone else changed the offer in the meantime. Updated plan:
offers-moved = Someone else changed an offer in the meantime. Updated plan:
moved-question = The plan has changed as shown above. Continue?
moved-question-loss = The plan has changed as shown above: { $loss }. Continue?
dry-run = Nothing was changed: this was only a preview.
nothing-changed = Nothing was changed.
go-on = { $loss }. Continue?
loss-removed = { $contacts } would be removed from "{ $offer }"
losses = { $loss }; { $more }
loss-swap = { $one } and { $other } would swap their addresses
loss-swaps = { $count } pairs of contacts would swap their addresses
loss-shifted = { $count ->
    [one] { $count } contact would get the address of another
   *[other] { $count } contacts would get the addresses of others
}
loss-addresses = { $count ->
    [one] { $count } address would be replaced
   *[other] { $count } addresses would be replaced
}
loss-roles = { $count ->
    [one] { $count } contact would get another role
   *[other] { $count } contacts would get other roles
}
loss-names = { $count ->
    [one] { $count } address would get another name
   *[other] { $count } addresses would get other names
}
loss-narrowed = { $count ->
    [one] { $count } contact would cover fewer countries or states
   *[other] { $count } contacts would cover fewer countries or states
}
loss-contacts = { $places } would have no contact any more
loss-sales = { $places } would have no Partner sales contact any more
# The sentences about one of two lists.
loss-of-portal = { $loss } (by the list from Partner Center)
loss-in-offers = { $loss } in { $offers }
loss-retired = { $person } would be removed from { $offers }
loss-forgotten = { $person } would be permanently erased from all revisions
loss-forgotten-again = { $count ->
    [one] { $count } person who was forgotten would be saved again
   *[other] { $count } people who were forgotten would be saved again
}
mentioned = { $offer }: { $contacts } in { $count ->
    [one] { $count } revision
   *[other] { $count } revisions
}
people-erased = to be erased: { $people }
place-message = message
place-file = file name
place-user = author
place-offer = offer ID
place-job-title = job title of another contact
place-name = name of another contact
text-replaced = { $place }: "{ $before }" becomes "{ $after }"
texts-left = These texts stay as they are. If a word in them means the person, add --name with that word.
text-left = { $place }: "{ $text }"
shared-addresses = used by other people, too, and not erased: { $addresses }
namesakes = same name, but not erased: { $addresses } (erase these, too, if it is the same person)
forgotten-before = { $count ->
    [one] { $offer }: { $contacts } in { $count } revision erased on request, { $day }; the counts above are without them.
   *[other] { $offer }: { $contacts } in { $count } revisions erased on request, { $day }; the counts above are without them.
}
book-made = New book created: { $file }.
forgotten = { $contacts } erased from the book. Remove the person also from Partner Center, from backups and from the files that were imported.
forgotten-current = { $count ->
    [one] The current list of { $count } offer changed. A file that was exported before, and the list in Partner Center, still have the person.
   *[other] The current lists of { $count } offers changed. Files that were exported before, and the lists in Partner Center, still have the person.
}
erasure-finished = The data of people who were forgotten before is now gone from the file of the book, too.
forgotten-already = { $email } was forgotten on { $day }. Nothing of it is left in the book.
was-forgotten = { $email } was forgotten on { $day } and is in the list again.
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
markets-weak = { $said } ({ $count } of them weakly)
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
remark-one-sales-person = Partner sales only by { $person }
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
meaning-signs = ✗ no contact, ! no Partner sales contact, ~ covered weakly, ✓ covered
meaning-global = OOO: contacts for all countries
meaning-part = part: only some of its states

## The coverage page

page-heading = Coverage of { $lists }
page-and = { $lists } and { $last }
page-revision = Revision { $number }
page-date = { $day ->
    [1] 1 { $month } { $year }
   *[other] { $day } { $month } { $year }
}
page-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
}
page-one-person = { $count ->
    [one] { $count } market depends on one person: its only contact, or its only Partner sales contact.
   *[other] { $count } markets depend on one person: their only contact, or their only Partner sales contact.
}
page-weakly = Weakly: only in some states, only by OOO, or by one person.
page-more-people = and { $count } more
page-europe = Map of Europe
page-markets-named = Markets: those that must be covered.
page-markets-and-global = Markets: all countries in these lists; contacts for all countries (OOO) cover the others.
page-markets = Markets: all countries in these lists.
page-legend = Legend
page-table = Who covers what
page-table-notes = Gaps first. OOO: a contact for all countries. With codes of states: only these states.
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
look-one-person = Depends on one person
look-covered = Covered by several people
look-land = Not one of these markets

## The page in the browser

browser-too-many-rows = the list has more than { $most } rows, which is too many for this page
browser-too-large = the file is larger than 256 MB, which is too large for this page
browser-use-program = The program cosell, for Windows, macOS and Linux, prepares such lists.

## The page of a list's problems

report-heading = Report on { $list }
report-heading-several = { $count ->
    [one] Report on { $count } list
   *[other] Report on { $count } lists
}
report-to-correct = To correct
report-to-check = To check
report-fixed = Fixed automatically
report-notes = Notes
report-rows = Rows to correct or to check
report-coverage = Coverage
report-coverage-valid = Only rows without errors count.
report-what-to-do = What to do:
report-places = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
report-sheet = Sheet { $sheet }
report-empty = empty
report-all-fixed = { $count ->
    [one] Nothing to correct: { $count } problem is fixed automatically.
   *[other] Nothing to correct: all { $count } problems are fixed automatically.
}
report-rows-left-out = { $count ->
    [one] { $count } more row is not shown.
   *[other] { $count } more rows are not shown.
}
report-columns-left-out = { $count ->
    [one] { $count } column that isn’t part of the template is not shown.
   *[other] { $count } columns that aren’t part of the template are not shown.
}

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
head-sheet = Sheet
head-row = Row
head-original-row = Row in the original file
head-reasons = Reasons
head-to-do = What to do
head-cell = Cell
head-received = As received
head-found = Problem
head-to-write = What to write
any-contact = any contact
role-refused = Choose one of the four roles in the list.
# The workbook of conflicts.
sheet-conflicts = Conflicts
conflicts-what = Each row is a question about a contact. Answer it in the yellow cells, which turn green; all other cells are locked.
conflicts-how = Choose: click the cell and then its arrow, and choose a value. If none of them is right, leave it empty and type the right one under “Or write”.
conflicts-then = Rows with “Same person?” may stay empty. Then save the file, and send it back to the person who sent it to you.
head-question = What to decide
head-reading = Value { $number }
head-choose = Choose
head-or-write = Or write
head-places = Where the values are from
question-existence = Keep or remove?
question-same-person = Same person?
reading-deleted = deleted
place-before = { $place } (before the edits)
answer-keep = keep the contact
answer-remove = remove the contact
answer-not-same = two different people
answer-same-person = one person: keep { $address }
choice-refused = Choose a value in the list, or leave this cell empty and write another value in the next one.

## Progress

progress-writing = writing
progress-book = writing to the book
progress-comparing = comparing
progress-counting = counting
progress-merging = merging
progress-contacts = { $count ->
    [one] { $written } of { $count } contact
   *[other] { $written } of { $count } contacts
}

## Errors: reading

read-not-found = { $file }: file not found
file-is-folder = { $file }: this is a folder, not a file
read-failed = { $file }: can't be read: { $reason }
read-binary = { $file }: unsupported file type
read-nul = { $file }: line { $line } has a NUL character (U+0000), which no text has; the file may be damaged
read-utf32 = { $file }: the text is in UTF-32, an encoding that isn't supported
read-markup = { $file }: this is an XML file of an unknown kind, not a workbook
# The file is something else than a list.
other-document = this is a text document, not a list
other-presentation = this is a presentation, not a list
other-pdf = this is a PDF, not a list
other-notebook = this is a OneNote notebook, not a list
other-numbers = this is a document of Apple's Numbers, Pages or Keynote, which can't be read
other-vcard = these are the cards (vCards) of an address book, not a list
other-calendar = this is a calendar, not a list
other-mail = this is an e-mail or a mailbox, not a list
other-picture = this is a picture, not a list
other-shortcut = this is only a link to a document
other-archive = this is an archive of a kind that isn't supported
other-database = this is a database, not a list
other-parquet = this is a Parquet file, not a list
other-web-archive = this is a web page in a single file (.mht), which can't be read
other-frames = this page only shows other files, which have the list
other-page-without-table = this is a web page without a table
archive-damaged = the archive is damaged or incomplete
archive-empty = the archive is empty
archive-encrypted = the archive is protected with a password
archive-nested = this is an archive inside an archive
archive-method = the archive is compressed with a method that isn't supported
archive-same-name = the archive has several files of this name
archive-joined = there is other data before the archive in the file, such as another archive
read-several-members = { $file }: the archive has several files that may be the list: { $members }
read-no-member = { $file }: there is no file "{ $wanted }"; the archive has: { $members }
read-no-list = { $file }: none of the files in the archive is a list: { $members }
read-encrypted = { $file }: the workbook is protected with a password
read-workbook = { $file }: the workbook can't be opened; it may be damaged ({ $reason })
read-no-worker = { $file }: the process that reads such workbooks can't be started ({ $reason })
reason-panicked = the library that reads workbooks failed unexpectedly
reason-killed = the system stopped the reading process, probably because memory or time ran out
reason-cut-off = the file is incomplete, or not a workbook
reason-old-excel = the file is from Excel 2, 3 or 4, which isn't supported
reason-cell-order = its cells are out of order, or outside the limits of a sheet
reason-repeated = its rows or cells are repeated more often than is supported
reason-undecodable = it contains characters that can't be read in its encoding
reason-no-visible-sheet = it has no visible sheet
reason-checksum = the checksum of { $part } doesn't match its content
reason-same-part = several parts of it have the name { $part }
reason-overlapping = the part { $part } shares its bytes with another part
reason-joined = there is other data before it in the file, such as another workbook
reason-no-manifest = it has no META-INF/manifest.xml, which every .ods has
reason-same-sheets = several sheets have the name "{ $sheet }", and can't be distinguished in this format
read-no-sheet = { $file }: there is no sheet "{ $wanted }"; the workbook has: { $sheets }
read-option-unfit = { $file }: { $setting } can't be used with { $kind }
# The kinds of files in the message above.
kind-text = a text file such as CSV
kind-workbook = a workbook
kind-json = a JSON file
# The settings in it, for callers of the library; the command line names its option.
setting-sheet = a sheet name
setting-encoding = an encoding
setting-delimiter = a delimiter
setting-member = the name of a file in an archive
setting-no-header = a list without a header
read-several-sheets = { $file }: several sheets contain a list of contacts: { $sheets }
read-json = { $file }: not a valid list in JSON: { $reason }
json-cut-off = the file ends in the middle of the list
json-not-contact = item { $item } of the list is not a contact: it is a single value or a list, not an object such as { "{" }"name": "Ann Lee", ...{ "}" }
json-not-row = item { $item } of the list is not a row, unlike the items before it
json-no-object = there is no list of contacts: a list is an array of objects, and this file has only a single value
json-no-list = there is no list of contacts: a list is an array of objects, and this file has an object with { $keys }
json-other-list = there is no list of contacts: the array { $path } has objects with { $keys }
json-several-lists = there are several lists that may be the contacts: { $paths }
json-contact-and-list = the object is a contact, and { $path } in it may be a list of contacts too
json-several-documents = there is more text after the end of the list
json-column-lengths = the list is written by columns, and { $column } has { $length } values but { $other } has { $count }
json-column-rows = the list is written by columns, and { $column } and { $other } have different keys for their rows
json-one-page = the list is only one page of several: { $key } says that more contacts follow
json-too-few = the list is incomplete: { $key } says { $total }, but there are only { $read } contacts
read-row-too-long = { $file }: row { $row } is longer than { $limit } MB
read-no-such-label = { $file }: there is no column "{ $label }"; the list has: { $seen }
read-column-present = { $file }: the list already has a column for { $column }: "{ $label }", column { $letter }
limit-bytes = the file has more than { $most } bytes
limit-rows = { $place } has more than { $most } rows
limit-columns = { $place } has more than { $most } columns
limit-cell = { $place } has more than { $most } characters in a cell
limit-unpacked = the file is larger than { $most } bytes when unpacked ({ $place })
limit-ratio = { $place } is more than { $most } times larger when unpacked
limit-strings = the workbook has more than { $most } shared texts ({ $place })
limit-depth = arrays are nested more than { $most } levels deep ({ $place })
limit-tables = tables are nested more than { $most } levels deep ({ $place })
limit-memory = reading the file needs more than { $most } bytes of memory
limit-seconds = { $most ->
    [one] reading the file needs more than { $most } second of processor time
   *[other] reading the file needs more than { $most } seconds of processor time
}
limit-sheets = the file has more than { $most } sheets or tables
limit-sheets-shared = several sheets have the same part ({ $place }); each of them counts as { $each }, and { $most } are allowed
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
write-appeared = { $file }: this file was created while the command ran; it was not replaced
file-in-use = { $file }: another program has the file open
write-device-name = { $file }: on Windows this is the name of a device
write-name-character = { $file }: on Windows the name of a file can't have the character "{ $character }"
write-name-end = { $file }: on Windows the name of a file can't end with a dot or a space
write-failed = { $file }: can't be written: { $reason }
write-list-failed = the list can't be written: { $reason }
write-workbook-failed = the workbook can't be written: { $reason }
write-too-many-rows = the list has more than { $limit } rows, the maximum of an Excel sheet
write-cell-too-long = row { $row }, { $column }: the text has { $length } characters, but an Excel cell can hold 32,767
write-rejects-of-sheets = { $sheet } has other columns than the rejected rows before, so its rejected rows would be under the wrong labels

## Errors: answers to the questions of a merge

answers-several-sheets = { $file }: the sheet "{ $sheet }" is a list of conflicts too, and may have other answers
answers-not-conflicts = { $file }: no sheet of this file is a list of conflicts

## Errors: markets and groups of countries

file-and-line = { $file }, line { $line }
market-not-utf8 = the file is not a text file in UTF-8
market-not-json = the file is not valid JSON: { $reason }
market-no-column = no column is named Market, Country or Region
market-unknown-state = "{ $text }" is not a state of a market: it can be Enabled, Disabled, StopSelling or Terminated
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
book-other-log = { $file }: there is no book here, but { $log } belongs to a book that was here and may have its latest changes
book-not-sqlite = { $file }: this is not a book: it is not an SQLite file, or its first bytes are damaged
book-foreign = { $file }: this is an SQLite file of another program, not a book
book-newer = { $file }: the book was written by a newer version of this program (schema { $version }; this version supports { $known })
book-damaged = { $file }: the book is damaged: { $reports }
book-altered = { $file }: the book is damaged: contact { $position } in revision { $revision } of "{ $offer }" is not as it was saved
book-incomplete = { $file }: the book is damaged: revision { $revision } of "{ $offer }" has { $found } contacts instead of { $expected }
book-modified = { $file }: the contacts in revision { $revision } of "{ $offer }" are not as they were saved: another program changed them, or the disk is faulty
book-other-schema = { $file }: another program changed the structure of the book: { $object }
book-busy = { $file }: another program has been writing to the book for more than { $seconds } seconds
book-disk-full = { $file }: the disk is full
book-too-large = { $file }: the file would be larger than the system allows
book-failed = { $file }: the book can't be read or written: { $reason }
book-unknown-offer = offer "{ $offer }" is not in the book
book-unknown-offer-near = offer "{ $offer }" is not in the book; did you mean { $nearest }?
offers-or = { $offers } or { $last }
book-unknown-revision = offer "{ $offer }" has no revision { $revision }; the latest is { $last }
book-similar-offer = the new offer ID "{ $offer }" looks like "{ $existing }", which is already in the book
book-offer-exists = the book already has an offer "{ $offer }"
book-output-in-use = { $file }: another book was open there: its log { $log } is left
book-wrong-revision = offer "{ $offer }" { $state }; expected: { $expected }
book-wrong-revision-absent = is not in the book
book-wrong-revision-at = is now at revision { $number }
book-expected-none = a new offer
book-expected = revision { $number }
book-forgotten = a person was erased from the book in the meantime, so nothing was changed
book-not-erased = { $file }: the person was removed from every list, but their data may still be in the file: { $reason }
plan-too-many-removals = { $contacts } would be removed or get another address, but { $limit } allows only { $most } of { $of }
plan-too-much-coverage-lost = { $count ->
    [one] { $count } country or state would lose its last contact or its last Partner sales contact, but { $limit } allows only { $most }
   *[other] { $count } countries or states would lose their last contact or their last Partner sales contact, but { $limit } allows only { $most }
}
# The limit in both, for callers of the library; the command line names its option.
plan-limit = the limit
plan-empty = the list has no contacts
plan-empty-removes = the list has no contacts, so all { $of } would be removed
plan-portal-empty = the list from Partner Center has no contacts, so all { $of } would be removed

## Errors: the command line

nothing-is-changed = nothing was changed: { $reason }
output-is-input = { $file }: this is an input file
output-is-book = { $file }: this is a book
output-is-book-log = { $file }: this name belongs to the book beside it
output-exists = { $file }: the file already exists
# Outputs beside the list, in the messages below.
output-rejects = rejected rows
output-report = report
output-provenance = provenance table
output-conflicts = workbook of conflicts
list-and-report-to-stdout = standard output gets the list, so it can't get the report, too
output-annotated = annotated list
two-outputs = { $file }: two outputs can't be written to the same file
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
config-too-large = the file is too large for settings
config-key = unknown key { $key }
config-key-near = unknown key { $key }; did you mean { $near }?
config-not-text = { $key } must be a text in quotes
config-not-texts = { $key } must be a text in quotes, or a list of texts such as ["one", "two"]
config-not-table = { $key } must be a table
config-not-pairs = { $key } must be a list of pairs of addresses such as [["ann@example.com", "anna@example.com"]]
config-named-twice = map and set use the column { $column } more than once
config-groups-path = groups must be a path below the folder of this file, such as "groups.csv"
config-domain = { $domain } is not a domain such as example.com
config-profile-name = { $name } is not a name for a profile; use letters, digits, - and _
config-too-many-profiles = more than { $most } profiles
config-no-pattern = profile { $profile } has no pattern; add files = ["*name*.xlsx"], or header with labels of the list
config-role = { $role } is not one of the four roles
config-role-known = { $name } already means { $role }, so it can't have another reading
two-profiles = { $list }: the profiles { $one } and { $other } of { $file } both fit this list
profile-exists = profile { $profile } is already in { $file }
profile-fits = profile { $other } already fits this list
option-not-saved = a profile can't have { $option }
groups-elsewhere = { $groups }: a profile can only use a file of groups below the folder of cosell.toml
pipe-named-twice = { $source } is given twice, but a pipe can be read only once
annotate-needs-folder = { $file }: merge writes a workbook for each list, so --annotate needs a folder
annotate-several = --annotate needs exactly one list, but { $count } are given
prefer-base = --prefer { $file }: this is the base version, not one of the edited lists
prefer-unknown = --prefer { $file }: this is not one of the lists
merge-input-incomplete = { $lacking } of the { $of } contacts of { $base } are missing from { $file }; is it only a part of the list?
no-text-to-read = no text is given
stdin-not-utf8 = standard input is not in UTF-8
all-to-stdout = the lists of all offers can't be written to standard output
folder-not-read = { $folder }: the folder can't be read: { $reason }
folder-without-lists = { $folder }: the folder has no lists
file-of-no-offer = { $file } is not named after an offer
file-of-new-offer = { $file }: the book has no offer "{ $offer }"
two-files-of-offer = { $file } and { $other } are both lists of "{ $offer }"
folder-needs-names = standard input has no name for its file in the folder
same-name-in-folder = { $other } and { $file } would get the same name in the folder
distinct-to-keep = To keep these answers for later merges, add this line to the profile, or to [defaults], in cosell.toml: { $line }
saves-one-profile = --save-profile takes one list, but several lists are given
lists-not-converted = { $count ->
    [one] { $count } of { $of } lists was not converted completely.
   *[other] { $count } of { $of } lists were not converted completely.
}
rejects-of-several = --rejects is one file, but several lists are converted
not-an-offer-id = "{ $id }" can't be the ID of an offer
never-exported = "{ $offer }" was never exported as CSV for an upload
erased-since-export = a person was erased from the list of "{ $offer }" after it was exported
nothing-to-confirm = no exported list waits for a confirmation of its upload
already-removed = the offer "{ $offer }" is already removed
removed-offer-named = the offer "{ $offer }" was removed from the book
backup-is-book = { $file } is the book itself
backup-over-other = { $file } is not a book, so a copy of the book does not replace it
no-book-named = no book is given, and there is no home folder to search for one
book-too-busy = other programs keep changing the book, so nothing was changed
expected-offer-unknown = the offer "{ $offer }" is not in the book, so it has no revision { $revision }
# These are questions rather than failures: nothing went wrong, and the next line says how to go on.
portal-list-new = Nothing changed yet: Partner Center has a list for "{ $offer }", but the book has none.
portal-list-differs = Nothing changed yet: the list of "{ $offer }" was edited in Partner Center; it differs from revision { $number } in the book.
loss-unconfirmed = Nothing changed yet: { $loss }.
loss-in-dry-run = Nothing was changed: this was only a preview. The command would ask before it continues: { $loss }.
moved-unconfirmed = Nothing changed yet: someone else changed the book while the command was running, so the plan is now the one shown above.
plan-format-alone = --format is the form of a preview, which only --dry-run shows
plan-unreadable = { $file }: not a plan of cosell
plan-other-version = { $file } is a plan of version { $version }, and this cosell knows version 1
plan-other-command = { $file } is a plan of `cosell { $planned }`, not of `cosell { $command }`
plan-other-book = { $file } is a plan for another book
plan-other-input = { $list } has changed since the plan { $file } was made
plan-other-offers = { $file } is not the plan that would be carried out now: it changes "{ $planned }", and it would be "{ $now }" now
plan-moved = the book has changed since the plan { $file } was made: it is based on { $planned } of "{ $offer }", and the book has { $now }
plan-base-erased = the book has changed since the plan { $file } was made: revision { $number } of "{ $offer }" has other contacts, because a person was erased from it
plan-revision = revision { $number }
plan-no-revision = no revision
plan-no-value = nothing
plan-differs = { $file } is not the plan that would be carried out now: { $path } is { $planned } in the file, and { $now } now
replaced-by-self = a person can't take over from themselves
not-a-contact = no offer has a contact with the address { $email }
successor-known = { $email } is already a contact: { $name }, { $title }
successor-unknown = no offer has a contact with the address { $email }, so their name and job title are not known
not-in-book = { $email } is not in the book
forget-not-address = "{ $text }" is not an e-mail address
prepare-too-many = { $count } files are too many: at most { $most } can be prepared at once
prepare-one-offer = --offer is for one list, because an import replaces all contacts of the offer
prepare-no-file = { $file }: this is not a file beside which another can be written

# Hints about the command line.
write-command = Write: { $command }
unquoted-file = "{ $file }" is a file: put its name in quotes
unquoted-name = a file name with spaces must be in quotes
unquoted-near = A file name with spaces must be in quotes, such as "{ $name }".
strict-takes-equals = the rules of --strict must follow an equals sign
output-without-option = the output must be named with -o
reads-one-list = `cosell { $command }` reads only one list
combine-or-output = To make one list of several, use `cosell merge`. To convert each of them, use -o FOLDER/. To name the output, use -o FILE.
file-as-command = "{ $file }" is a file, not a command
option-of-command = { $option } is an option of `cosell { $command }`
unknown-command-near = unknown command "{ $word }"; did you mean "{ $near }"?
input-missing = name the list to read
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

remedy-prepare-too-many = Choose the lists that you need, at most { $most }. To convert all lists of a folder, use `cosell convert FOLDER -o NEW/`.
remedy-prepare-one-offer = Merge the lists first with `cosell merge`, or prepare one at a time.
remedy-prepare-folder = Open the folder, select the lists in it, and drop these on cosell.
remedy-prepare-no-file = Save the list to a file first, or use `cosell convert`.
remedy-check-name = Check the name and the folder. Put a name with spaces in quotes.
remedy-name-file-in-it = Give the name of the file in this folder.
remedy-name-a-file-in-it = Add a file name after the folder.
remedy-check-readable = Check that the file exists, that you have permission to read it, and that no other program has locked it.
remedy-save-as-list = Save the list as .xlsx, or as "CSV UTF-8 (Comma delimited)".
remedy-save-as-xlsx = Open it in a spreadsheet program and save it as .xlsx.
remedy-save-as-xlsx-again = Open it in a spreadsheet program and save it as .xlsx again. If it doesn't open there, it is damaged: ask for a new copy.
remedy-no-worker = The workbook isn't at fault. Install cosell again, or save the workbook as .xlsx, which needs no other process.
remedy-copy-table = Copy the table into Excel and save it as .xlsx.
remedy-export-numbers = Open it on the Mac, choose File, Export To, Excel, and use the new file.
remedy-export-cards = Import them into Outlook or another address book, export the contacts from there as CSV, and use that file.
remedy-ask-for-list = Ask the sender for the list of contacts as a workbook.
remedy-save-attachment = Save the attached list, or copy the table from the message into Excel and save it as .xlsx.
remedy-open-link = Open the link, download the list as .xlsx, and use that file.
remedy-unpack = Unpack it, and use the list in it.
remedy-unpack-with-password = Unpack it with its password, and use the list in it.
remedy-export-table = Export the table with the contacts to Excel or as CSV.
remedy-save-frames = Open it in Excel, together with the folder of files that belongs to it, and save it as .xlsx.
remedy-download-again = Download the list again: this may be the sign-in page of the website instead.
remedy-ask-for-copy = Download it again, or ask for a new copy.
remedy-choose-member = Add --member "NAME" to use one of them.
remedy-name-member = Use one of these names with --member.
remedy-remove-password = Open it in Excel, remove the password (File, Info, Protect Workbook), and save it.
remedy-name-sheet = Use one of these names with --sheet.
remedy-leave-option-out = Run the command again without this option.
remedy-choose-sheet = Add --all-sheets to use all of them, or --sheet "NAME" to use one (repeat it for several).
remedy-json-list = A list in JSON is an array of objects, [{ "{" }"name": ...{ "}" }, ...], or one object per line. The array may be inside an object, as in { "{" }"contacts": [...]{ "}" }.
remedy-json-cut-off = Save or download the file again.
remedy-json-other-list = If this is the list, assign its keys to columns with --map "KEY=Column".
remedy-json-several-lists = Save the one that you need as a file of its own.
remedy-json-several-documents = Put all contacts into one array, or save each list as a file of its own.
remedy-json-columns = Export the list by rows, as an array of objects, or complete the columns.
remedy-json-all-pages = An import replaces all contacts, so get the other pages too, and put all contacts into one array.
remedy-row-too-long = Check the row for a quote or a bracket that is never closed, or raise the limit with --limit cell=N.
remedy-map-label = Use --map "LABEL=Column" with one of these labels.
remedy-column-present = Remove --set, which only fills a missing column, or assign this column to another one with --map.
remedy-limit-bytes = If this is the right file, raise the limit with --limit bytes=N, for example --limit bytes=64G.
remedy-limit-rows = If this is the right list, raise the limit with --limit rows=N, for example --limit rows=1G.
remedy-limit-columns = Remove cells far to the right that don't belong to the list, or raise the limit with --limit columns=N.
remedy-limit-cell = Check for a quote that is never closed. If the long text is intended, raise the limit with --limit cell=N.
remedy-limit-unpacked = If you trust the sender of the file, raise the limit with --limit unpacked=N, for example --limit unpacked=16G.
remedy-limit-ratio = A file like this can be made to overload a computer. If you trust the sender, raise the limit with --limit ratio=N.
remedy-limit-strings = If you trust the sender of the workbook, raise the limit with --limit strings=N, for example --limit strings=20M.
remedy-limit-depth = Check the file: a contact needs no arrays inside arrays, and no tables inside tables. To read it anyway, raise the limit with --limit depth=N.
remedy-limit-memory = If you trust its sender, raise the limit with --limit memory=N, for example --limit memory=4G. A workbook in another format needs less memory if you save it as .xlsx.
remedy-limit-seconds = If you trust its sender, raise the limit with --limit seconds=N, for example --limit seconds=600. A workbook in another format needs less time if you save it as .xlsx.
remedy-limit-sheets = Remove the sheets that don't belong to the list, or raise the limit with --limit sheets=N, for example --limit sheets=5000.
remedy-make-folder = Create the folder first, or use another one.
remedy-fix-link = Correct or remove the link, or give the name of the file itself.
remedy-unprotect-file = Remove the write protection, or use another file name.
remedy-close-file = Close the file in Excel, or in the other program that has it open, then run the command again.
remedy-other-name = Use another file name.
remedy-check-disk = Check that the disk has free space and that you have permission to write there.
remedy-write-as-text = Write the list as CSV or JSON instead.
remedy-write-in-parts = Write the list as CSV or JSON, or split it into several lists.
remedy-shorten-cell = Shorten the text, or write the list as CSV or JSON.
remedy-sheet-at-a-time = Use --rejects FILE.xlsx: a workbook has other columns on other sheets.
remedy-market-file = Save it as plain text or as "CSV UTF-8", with one country or group per line.
remedy-market-column = Name the column Market, or save a list with one country or group per line.
remedy-market-state = Correct the state, or remove the row.
remedy-market-unsettled = Use the codes instead, or define the group in a file for --groups.
remedy-write-code = Use the code of the country you mean.
remedy-market-unlisted = Remove it: Partner Center accepts no contact for it.
remedy-markets = Use codes, names or groups, such as US,CA,France,DACH, or @FILE for a file that contains them.
remedy-groups = Use a CSV file in UTF-8 with the header group,codes and rows such as EMEA,"FR, DE, Benelux".
remedy-config = Correct the file, or add --no-config to read the list without it.
remedy-two-profiles = Change the patterns so that only one fits, or add --no-config.
remedy-profile-name = Use another name, such as contoso.
remedy-profile-exists = Use another name, or add --force to replace the options of this profile.
remedy-profile-fits = To change it, use --save-profile { $other } --force. To save { $name } too, change the pattern of { $other } first.
remedy-option-not-saved = Run the command without --save-profile, or save a profile with the other options.
remedy-groups-elsewhere = Copy it into { $folder }.
remedy-answers = Give the workbook that --conflicts wrote, with the answers filled in.
remedy-list-and-report = Name the list with -o FILE, so that standard output is free, or write the report to a file with --report FILE.json. For a list in JSON, use --to json.
remedy-book-not-found = If your book is in another file, add --book FILE. To create a book, import a list with `cosell import`.
remedy-name-a-file = Use a file name instead.
remedy-fix-book-link = Correct or remove the link, or give the name of the book itself.
remedy-book-not-made = Use --book with a file in a folder that you have permission to write to.
remedy-book-no-permission = Ask the owner of the book for permission, or use a book of your own with --book FILE.
remedy-unprotect-book = Remove the write protection, or copy the book to a folder that you have permission to write to.
remedy-copy-book = Copy the book to a folder that you have permission to write to, and use the copy with --book FILE.
remedy-book-empty = Remove the file or use another name. The first import creates the book.
remedy-book-other-log = Move the book back to this place, so that its log is read. If the book is gone for good, remove the log.
remedy-not-sqlite = Use another file with --book. If this was a book, keep a copy of it and continue with your latest backup, or try `.recover` in the sqlite3 shell.
remedy-book-foreign = Use another file with --book. This one was not changed.
remedy-book-newer = Update this program, or use another book with --book. This one was not changed.
remedy-book-damaged = Keep a copy of the file as it is. Then save what is readable to a new file (sqlite3 BOOK .recover | sqlite3 NEW), or continue with a backup or another book.
remedy-book-modified = Continue with a backup of the book. Other revisions can still be exported: see `cosell history`.
remedy-book-other-schema = Continue with a backup of the book. This file was not changed.
remedy-book-busy = Try again when the other program has finished. If it never finishes, end it: this doesn't damage the book.
remedy-book-disk-full = Free some space on the disk and try again. The book was not changed.
remedy-book-too-large = Raise the limit for the size of files (ulimit -f), or move the book to another drive. The book was not changed.
remedy-book-failed = Check that the disk has free space, that the book is allowed to grow, and that it is on a local drive. The book was not changed.
remedy-unknown-offer = Use the ID exactly as `cosell offers` shows it.
remedy-unknown-revision = Use one of the revisions that `cosell history --offer "{ $offer }"` shows.
remedy-similar-offer = Use the existing ID if you mean that offer; otherwise choose an ID that nobody can confuse with it.
remedy-offer-exists = Choose an ID that is not used yet. To keep only one of the offers, use `cosell remove-offer`.
remedy-backup-elsewhere = Name another file for the copy.
remedy-never-exported = Export it first with `cosell export`, or say with --revision which revision Partner Center has.
remedy-erased-since-export = Export it again, and upload the new file. If Partner Center already has a list without the person, say so with --revision.
remedy-nothing-to-confirm = Export the lists first with `cosell export --pending`.
remedy-already-removed = `cosell restore` brings it back.
remedy-removed-offer = Bring it back with `cosell restore`, or add --new.
remedy-folder-of-lists = Name a folder with lists in CSV, XLSX or JSON. With --all-offers, it has a list for each offer, as `cosell export --all-offers -o lists` writes them.
remedy-file-of-no-offer = Name the file after its offer (`cosell offers` shows the IDs), or add --new for new offers.
remedy-two-files-of-offer = Leave only one of them in the folder.
remedy-same-name = Convert one of them with -o and another file name.
remedy-saves-one-profile = Save the profile with one of them; it applies to all that it fits.
remedy-rejects-of-several = Convert the lists with rejected rows one by one.
remedy-book-list = Write book:ID, or book:ID@REVISION.
remedy-wrong-revision = Check what would change now with --dry-run, then use --expect with the latest revision (0 if the offer is new).
remedy-plan-format-alone = Add --dry-run, which changes nothing, or leave --format out.
remedy-plan-unreadable = Give the output of --dry-run --format json.
remedy-new-plan = Nothing was changed. Make a new plan with --dry-run --format json, and check it.
remedy-forgotten = Check what would change now with --dry-run, then run the command again.
remedy-not-erased = Run `cosell forget` again when no other program has the book open and the disk has space for a copy of it.
remedy-too-many-removals = Check that the list is complete and that the addresses belong to their names. If so, raise --max-removals.
remedy-too-much-coverage-lost = Check the countries and states shown above. If they need no contact, raise --max-coverage-loss.
remedy-book-needs-creation = Check --book and the variable COSELL_BOOK. To create this book, add --new-book.
remedy-expected-offer = Check the ID: `cosell offers` shows those of the book. If the offer is new, use --expect 0.
remedy-rebase = Check the plan, then run the command again. To accept such changes in advance, add --rebase.
remedy-dry-run-yes = Without a terminal, the command needs --yes.
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
remedy-annotate-folder = Name a folder, such as to-correct/.
remedy-rename-one = Rename one of them.
remedy-annotate = Validate the lists one at a time, each with a workbook of its own.
remedy-prefer = Use one of these: { $files }.
remedy-merge-input-incomplete = With --base, each input is an edited copy of the whole list, and missing contacts count as deleted. To merge parts of a list, leave out --base. If so many contacts were deleted, add --yes.
remedy-give-text = Add a text, for example "Germany / UK".
remedy-utf8 = Save the text in UTF-8.
remedy-output-folder = Use -o FOLDER to write them to a folder.
remedy-book = Add --book FILE.
remedy-try-again = Try again in a moment.
remedy-adopt-first = Check the list shown above. To save it as the first revision, before yours, run the command again with --adopt.
remedy-adopt = To keep the edits of both lists, run the command again with --reconcile, which does the same as the three commands below. To keep only your list, run it with --adopt: the list in Partner Center stays in the history.
remedy-save-first = { $remedy } First save the list from { $source } as { $file }, because the commands can't read it from there again.
reconciled = Merged: the edits in your list and in the list from Partner Center since revision { $number }.
remedy-reconcile-conflicts = To decide, correct one of the lists, or run these three commands with --prefer FILE or --on-conflict in the second one:
reconcile-conflicts = Nothing changed yet: your list and the list from Partner Center disagree in { $count ->
    [one] { $count } place
   *[other] { $count } places
}.
remedy-say-yes = Run the command again with --yes to confirm.
remedy-replace-with = Use the address of another person with --replace-with.
remedy-check-address = Use an e-mail address, not a name, and check its spelling. Capital letters make no difference.
remedy-check-person-name = Check the spelling of the name. Capital letters and accents make no difference.
remedy-forget-name = Use the person's e-mail address, or erase a person by name:
remedy-successor-known = Leave out --name and --job-title: they are only for a person who is new.
remedy-successor-unknown = Check the address, or add --name and --job-title.
remedy-successor = Correct the details of the person who takes over.
remedy-new-offer = Correct the ID, or add --new to create a new offer.

### Where rules come from

-co-sell-2020 = Partner Center documentation on the Co-sell tab, 28 October 2020
-co-sell-2023 = Partner Center documentation, "Configure a co-sell solution", 3 July 2023
-location-codes = location codes in the Partner Center documentation, 24 August 2023, the same as on 27 August 2019 except for two names
-country-table = { -location-codes }; compared with Unicode CLDR 48
-unquoted-lists = azure-docs issue 80835, September 2021
-ours = this tool's own rule (not in the Partner Center documentation)
-coverage = Partner Center documentation on the Co-sell tab, 28 October 2020; "Configure co-sell for a commercial marketplace offer", 11 January 2022; co-sell requirements, 24 August 2023

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
    .fix = Fixed automatically: the list is written in UTF-8. The encoding is detected from the content; --encoding overrides it. If words are plausible in several encodings, the list is not written until --encoding or --accept-suggestions decides. A row with bytes that can't be decoded is rejected.
    .source = { -co-sell-2023 }

rule-file-escape =
    .checks = A text file escapes characters as databases do: a backslash before quotes, commas and line breaks inside cells, or an N after a lone quote for a missing value.
    .why = Partner Center knows only doubled quotes. It would end the cell at the first quote, and read wrong names or shifted rows.
    .bad = "Ann \"Bo\" Lee",ann@example.com,Director,Partner sales,US,
    .good = "Ann ""Bo"" Lee",ann@example.com,Director,Partner sales,US,
    .fix = Fixed automatically if more rows are complete with the escapes than without them.
    .source = MySQL 8.4 Reference Manual, LOAD DATA

rule-header-missing =
    .checks = No row contains the column labels of a contacts list.
    .why = Without a header, nobody can be sure which cell is the name and which is the job title.
    .bad = Ann Lee,ann@example.com,Director,Partner sales,US,
    .good = Name,Email,Job title,Role,Countries/Regions,States/Provinces
    .fix = Put the header above the contacts, or use --map if its labels are not recognized. If the columns are those of the template in its order, use --no-header.
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
    .why = Partner Center accepts six columns. Parts of one, such as first and last name, are combined; any other column is ignored. It is a warning if the label says that values are missing or not meant, such as Role 2 or Status.
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

rule-quote-inside =
    .checks = A cell in quotes has other quotes inside, or text after its closing quote.
    .why = A quote inside a cell must be written twice. Otherwise it ends the cell, and programs read different names, or a different number of cells.
    .bad = "Ann "Bo" Lee",ann@example.com,Director,Partner sales,US,
    .good = "Ann ""Bo"" Lee",ann@example.com,Director,Partner sales,US,
    .fix = Write each quote inside the cell twice, or remove the quotes. The possible meanings are shown.
    .source = RFC 4180, section 2

rule-row-skipped =
    .checks = A row is not a contact: the header again, a heading, instructions, a line, totals, a footer or a note. Text with an e-mail address outside of the tables of a web page is a warning.
    .why = Lists that were pasted together have several headers, and exports and spreadsheets have totals, notes and footers. A note which says that rows are missing is an error, because importing a partial list would delete contacts.
    .bad = "EMEA" or Name,Email,... in the middle of the list; "Total: 44" or "Generated by: Zoe Boss" at the end
    .good = one header at the top, and only contacts below it
    .fix = Nothing to do: these rows are skipped, and counted as skipped. If a note says that rows are missing, export the whole list.
    .source = { -ours }

rule-row-hidden =
    .checks = A row of an Excel workbook (.xlsx) is hidden, by a filter or by hand.
    .why = Hidden rows are easily forgotten, and Partner Center would list their contacts. Only you know whether they belong to the list, so they are read and written like the others.
    .bad = a filter by country that hides every other row
    .good = a sheet without hidden rows
    .fix = Show all rows. Then delete those that should not be listed.
    .source = { -ours }

rule-row-struck =
    .checks = In a row of an Excel workbook (.xlsx), all cells of the contact are struck through, or at least the name and the e-mail address. Also a cell of which the text or a part of it is struck through.
    .why = People strike through the contacts who have left. Only you know whether it means that, so the row is read and written like the others.
    .bad = Ann Lee, struck through
    .good = no row for a contact who has left
    .fix = Delete the row if the contact should not be listed; otherwise remove the formatting.
    .source = { -ours }

rule-sheet-chosen =
    .checks = A workbook has several sheets, and some of them are ignored; it is an error if an ignored sheet has contacts, but no header.
    .why = You should know which sheet was read and which were ignored. Contacts in a sheet without a header would be lost.
    .bad = a workbook with the sheets Notes and Contacts
    .good = a workbook with the sheet Contacts
    .fix = Put a header above contacts that have none. Otherwise there is nothing to do; to read another sheet, use --sheet NAME.
    .source = { -ours }

rule-header-below =
    .checks = There are rows above the header, or there is another header further down with its columns in a different order (an error).
    .why = Titles, dates and logos above a list are not contacts, so they are ignored; a title such as Former contacts is a warning. Below another header, a name would be read as a job title.
    .bad = "Contacts 2026" in A1, the header in row 3; Job title,Email,Name,... in row 40
    .good = the header in row 1, and no other
    .fix = Nothing to do about titles. Move the rows below another header into the columns of the first one; until then they are rejected.
    .source = { -ours }

rule-cell-merged =
    .checks = A cell is covered by a merged cell that starts in a row above it.
    .why = A workbook stores the text of a merged cell once, in its first row, so a program finds the other cells empty. Everybody who looks at the sheet reads the text in each row.
    .bad = Germany once, in a merged cell beside three contacts
    .good = Germany in each of the three rows
    .fix = Fixed automatically: the text is repeated in each row that has other cells. A cell that is merged across columns belongs to its first column. A name or an address is not repeated, because it belongs to one person, unless one merged cell has the name and another the address; a heading isn't repeated either.
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
    .checks = A text starts with `=`, `+`, `-` or `@`, or an Excel workbook (.xlsx) has a formula without its result.
    .why = A spreadsheet that opens the list would run it as a formula. No name, job title or address starts like that. Programs save formulas without results, which Excel adds when it saves the workbook.
    .bad = =HYPERLINK("http://example.com")
    .good = Ann Lee
    .fix = Replace it with plain text. A formula that is only a text, such as ="0123", is replaced by it automatically.
    .source = OWASP, "CSV Injection"

rule-value-error =
    .checks = A cell has a spreadsheet error such as #N/A, or an object instead of a text.
    .why = The formula of the cell has no result, so the value is lost.
    .bad = #N/A
    .good = Partner sales
    .fix = Correct the formula, or type the value.
    .source = { -ours }

rule-value-placeholder =
    .checks = A cell has a word that stands for a missing value, such as NULL, N/A, TBD or k.A., in any of the usual languages.
    .why = Partner Center would accept it, and Microsoft's sellers would see a contact with the name NULL. NA in Countries/Regions is Namibia, and words that are names, such as Nil, are accepted in Name.
    .bad = NULL
    .good = Ann Lee
    .fix = Write the value. In States/Provinces, which may be empty, the cell is emptied automatically.
    .source = { -ours }

rule-text-encoded-twice =
    .checks = The letters of a text were garbled because a program encoded it as UTF-8 twice.
    .why = Partner Center would show the garbled text to Microsoft's sellers. It also differs from the same name in other lists.
    .bad = JosÃ© Lee
    .good = José Lee
    .fix = The text before the conversion is suggested if all special letters of the cell give valid text.
    .source = Unicode Standard 17, section 3.9 (UTF-8); WHATWG Encoding Standard

rule-name-special =
    .checks = A name has a character other than letters and accents of any script, digits, spaces and . , ' ’ - & / ( ), or is in quotes.
    .why = Newer documentation doesn't allow special characters in names, but doesn't list them. Partner Center may refuse the name.
    .bad = Ann #1 Lee
    .good = Ann Lee
    .fix = Check whether the character belongs there. Quotes are removed automatically if the e-mail address of the row has them too, and marks such as **bold** in a table of Markdown.
    .source = { -co-sell-2023 }

rule-name-test =
    .checks = A name, a job title or an e-mail address looks like a test or an example: Test User, John Doe, test@...
    .why = Test entries are easily forgotten in a list, and Microsoft's sellers would write to nobody.
    .bad = Test User
    .good = Ann Lee
    .fix = Remove the row, or write the contact. A person who really has the name can stay.
    .source = { -ours }

rule-name-note =
    .checks = A name starts or ends with a text in brackets.
    .why = Remarks such as "on leave" become part of the name, and Microsoft's sellers see them. A nickname inside a name, such as Robert (Bob) Lee, is fine.
    .bad = Ann Lee (on leave)
    .good = Ann Lee
    .fix = Remove the remark, or the contact if the person is not available.
    .source = { -ours }

rule-job-title-special =
    .checks = A job title has a character other than letters and accents of any script, digits, spaces and . , ' ’ - & / ( ), or is in quotes.
    .why = Newer documentation doesn't allow special characters in job titles, but doesn't list them. Partner Center may refuse the job title.
    .bad = Head of "Growth"
    .good = Head of Growth
    .fix = Check whether the character belongs there. Quotes are removed automatically if the e-mail address of the row has them too, and marks such as **bold** in a table of Markdown.
    .source = { -co-sell-2023 }

rule-email-invalid =
    .checks = An e-mail address is not valid.
    .why = The address is checked as web browsers do it. In addition, the domain needs a dot and an ending that is not a number, the part before the @ has no dot at its ends and no two dots in a row, and at most 64 characters are allowed before the @ and 254 in total.
    .bad = ann.example.com
    .good = ann@example.com
    .fix = Correct the address.
    .source = WHATWG HTML, input type=email; RFC 5321, section 4.5.3.1

rule-email-several =
    .checks = A cell has more than one e-mail address.
    .why = A contact has exactly one address.
    .bad = ann@example.com; bob@example.com
    .good = ann@example.com in one row, bob@example.com in another
    .fix = Keep one address, or use a row for each. The suggestion splits the row.
    .source = { -co-sell-2020 }

rule-email-wrapped =
    .checks = An e-mail address is surrounded by something else: mailto:, a name, quotes, brackets, a link, or the same address again.
    .why = Mail programs copy addresses like that, but Partner Center requires the address alone.
    .bad = Ann Lee <ann@example.com>
    .good = ann@example.com
    .fix = Fixed automatically: only the address is kept if the text beside it is the contact's name or a label such as work. Any other text may be a remark or another person, as in ann@example.com (until June), so the address alone is a suggestion.
    .source = { -co-sell-2020 }

rule-email-domain-case =
    .checks = The domain of an e-mail address has capital letters.
    .why = Capital letters make no difference in a domain. In lower case, the same address always looks the same.
    .bad = ann@Example.COM
    .good = ann@example.com
    .fix = Fixed automatically: the domain is changed to lower case. The part before the @ stays as it is.
    .source = RFC 5321, section 2.4

rule-email-guest =
    .checks = An address is the sign-in name of a guest account of Microsoft Entra ID, with #EXT#, or with live.com# at the start.
    .why = Directories and Teams export sign-in names. That of a guest looks like an address, but has no mailbox.
    .bad = ann_contoso.com#EXT#@fabrikam.onmicrosoft.com
    .good = ann@contoso.com
    .fix = Write the person's own address. It is suggested if the sign-in name shows it.
    .source = Microsoft Learn, "Properties of a Microsoft Entra B2B collaboration user"

rule-email-link =
    .checks = A cell in Email is a link that goes to another address than the one it shows. Links of .xlsx workbooks, XML Spreadsheet 2003 and web pages are read; those of .ods, .xls and .xlsb are not.
    .why = When somebody types over a linked cell, Excel may keep the old link. One of the two addresses is out of date.
    .bad = ann@contoso.com, with a link to bob@contoso.com
    .good = ann@contoso.com, with a link to ann@contoso.com
    .fix = Check which address is right. The text is used, and never changed automatically.
    .source = { -ours }

rule-email-domain-unknown =
    .checks = An address ends in a top-level domain that does not exist on the internet.
    .why = It is probably misspelt, or an address inside a company's network (.local, .internal), which nobody outside can reach.
    .bad = ann@contoso.con
    .good = ann@contoso.com
    .fix = Correct the address. If the ending is new, the warning can be ignored.
    .source = IANA, list of top-level domains, as in version 2.45.0 of the crate tld

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

rule-role-several =
    .checks = A cell has more than one role.
    .why = A contact has exactly one role. A person with two roles is two contacts with the same address.
    .bad = Partner sales, Partner marketing
    .good = Partner sales in one row, Partner marketing in another
    .fix = Use a row for each role. The suggestion splits the row.
    .source = { -co-sell-2020 }

rule-contact-several =
    .checks = A row has several people.
    .why = A contact is one person with one address.
    .bad = Ann Lee; Bob Ray with ann@example.com; bob@example.com
    .good = Ann Lee with ann@example.com in one row, Bob Ray with bob@example.com in another
    .fix = Use a row for each person. The suggestion splits the row if it is clear who has which address.
    .source = { -co-sell-2020 }

rule-role-spelling =
    .checks = A role has other capital letters or spaces than in Partner Center, or is in another language.
    .why = Roles are in English in every language of the template.
    .bad = Ventes partenaires
    .good = Partner sales
    .fix = Fixed automatically: the role is written as in Partner Center.
    .source = { -co-sell-2020 }

rule-country-with-states =
    .checks = A cell names a country together with some of its states.
    .why = Partner Center expects the country in Countries/Regions and the states in States/Provinces.
    .bad = US (CA; WA)
    .good = US, with US-CA, US-WA in States/Provinces
    .fix = Fixed automatically if States/Provinces is empty or has the same states; otherwise write what is meant.
    .source = { -co-sell-2020 }

rule-country-unknown =
    .checks = Countries/Regions contains a name or code that is not a country.
    .why = Partner Center accepts the two-letter codes of its country table, and OOO for all countries.
    .bad = Grmany
    .good = DE
    .fix = Write the code of the country. If a name is similar, its code is suggested; --accept-suggestions applies it.
    .source = { -co-sell-2020 }; { -location-codes }

rule-country-unlisted =
    .checks = Countries/Regions contains a country or territory that is not in Partner Center's country table.
    .why = Anguilla (AI), Western Sahara (EH), the Falkland Islands (FK) and Kosovo (XK) have codes, but Partner Center refuses them.
    .bad = Albania, Kosovo
    .good = AL
    .fix = Remove it, and agree elsewhere which contact covers it.
    .source = { -country-table }

rule-country-ambiguous =
    .checks = Countries/Regions contains a name or code that can mean several countries, by itself or beside the rest of the row: NI beside the UK, Granada, España, Congo with an e-mail address that ends in .cd.
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
    .source = { -co-sell-2020 }; { -location-codes }

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
    .source = { -co-sell-2020 }; { -location-codes }

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
    .source = { -co-sell-2020 }; { -location-codes }

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
    .fix = Check which value is right. For `merge`, correct one of the lists, or choose with --prefer FILE or --on-conflict first|last. Values that differ in capital letters only are a note, and `merge` keeps the first spelling.
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

rule-list-empty =
    .checks = A list has a header, but no contacts.
    .why = An upload replaces all contacts of the offer, so this list would delete them. It is often an export that failed.
    .bad = Name,Email,Job title,Role,Countries/Regions without a row below
    .good = at least one contact below the header
    .fix = Check that this is the right file and that its export was complete. If all contacts are to be deleted, add --allow-empty.
    .source = { -ours }

rule-sales-contact-missing =
    .checks = A country has contacts, but none of them is a Partner sales contact.
    .why = Partner Center requires a Partner sales contact for each location where the offer is sold. For a market given with --markets this is an error; otherwise it is a warning, because the list doesn't say where the offer is sold.
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
