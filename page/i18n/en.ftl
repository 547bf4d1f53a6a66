### Texts of the page in English. fr.ftl has the same messages.

## Frame and first screen

title = Prepare a contacts list for Partner Center
tagline = contacts lists for Partner Center
skip = Skip to content
language = Language
start-what = This page checks a list of contacts, shows what has to be corrected, and writes the file that Partner Center accepts.
start-private = Nothing leaves this computer: the page sends nothing and also works without internet.
start-first = To begin, drop your list on this page or choose it. Several lists become one.
choose = Choose files
choose-or-drop = or drop them anywhere on this page
formats = Excel (.xlsx, .xls, .xlsb), LibreOffice (.ods), CSV, JSON, .zip
drop-here = Drop the files here
drop-to-add = Drop here to add a list, or its corrected workbook
drop-to-compare = Drop here to compare with the contacts that are in the portal now
private = Nothing is sent: everything stays on this computer.
unusable = This browser can't run the page. Use a recent version of Edge, Chrome, Firefox or Safari, or the program cosell.
folder-refused = { $name } is a folder. Open it and drop the files in it.
file-too-large = the file is larger than 256 MB, which is too large for a web page
file-unreadable = the file can't be opened; close it in other programs and try again
use-the-program = The program cosell also takes large and unusual files.
crashed = reading this file failed unexpectedly, so it was taken out; your changes are not lost
try-again = Try again

broken = The page has an error. Your changes are not lost: go on, and if it happens again, save your files and open the page again.
go-on = Go on

## Keeping the work

keep = Keep my work on this computer
keep-failed = Your work can't be kept on this computer, because this browser doesn't allow it for this page. Save your files before you close the page.
erase = Erase what is kept
erased = Nothing is kept on this computer any more.
erase-failed = What is kept can't be erased now. Close other windows with this page and try again.
offer-label = Work of an earlier visit
offer = { $count ->
    [0] Go on with { $names }?
    [one] Go on with { $names }, { $count } changed row?
   *[other] Go on with { $names }, { $count } changed rows?
}
offer-accept = Go on

## Lists

lists = Lists
add-files = Add files
remove = Remove
removed = { $name } was removed.
replaced = { $name } takes the place of { $list }.
put-back = Put it back
remove-named = Remove { $name }
tab-unread = not read
tab-ready = ready
tab-problem = problem
tab-to-correct = { $count ->
    [one] { $count } to correct
   *[other] { $count } to correct
}
reading-file = Reading the file …
summary-ready = { $count ->
    [one] { $count } contact ready
   *[other] { $count } contacts ready
}
summary-and = {", "}
summary-to-correct = { $count ->
    [one] { $count } row to correct
   *[other] { $count } rows to correct
}
summary-warnings = { $count ->
    [one] { $count } remark to check
   *[other] { $count } remarks to check
}
summary-fixed = { $count ->
    [one] { $count } correction made automatically
   *[other] { $count } corrections made automatically
}
summary-skipped = { $count ->
    [one] { $count } row is not a contact (heading, total)
   *[other] { $count } rows are not contacts (headings, totals)
}

## What was understood

understood = What was understood
sheet = Sheet
sheet-named = sheet { $sheet }
sheets-read = { $count ->
    [one] { $count } sheet
   *[other] { $count } sheets
}
all-sheets = All sheets that have contacts
member = File in the archive
columns-read = { $count ->
    [one] { $used } of { $count } column used
   *[other] { $used } of { $count } columns used
}
delimiter = Cells are separated by
delimiter-comma = commas (,)
delimiter-semicolon = semicolons (;)
delimiter-tab = tabs
delimiter-bar = bars (|)
encoding = Letters are stored as
encoding-utf-8 = Unicode (UTF-8)
encoding-western = Western Europe (Windows-1252)
encoding-central = Central Europe (Windows-1250)
encoding-cyrillic = Cyrillic (Windows-1251)
encoding-greek = Greek (Windows-1253)
encoding-turkish = Turkish (Windows-1254)
encoding-mac = Macintosh (Mac Roman)
encoding-dos = DOS, Western Europe (CP850)
encoding-japanese = Japanese (Shift_JIS)
encoding-chinese = Chinese, simplified (GB18030)
encoding-taiwan = Chinese, traditional (Big5)
encoding-korean = Korean (EUC-KR)
encoding-utf-16 = Unicode (UTF-16)
detected = automatic: { $value }
no-header = The first row is already a contact
column-in-file = Column in the file
column-meaning = Used as
column-unused = not used
assign-here = Choose in the table above which column of the file it is, or give one value for all rows. Nothing has to be changed in the file.
column-missing = the file has no column for { $column }; one value for all rows:
no-value = no value
column-name = Name
column-email = Email
column-job-title = Job title
column-role = Role
column-countries = Countries/Regions
column-states = States/Provinces
severity-error = To correct:
severity-warning = To check:
more = { $count ->
    [one] { $count } more
   *[other] { $count } more
}

## Problems and rows

kinds = Problems
number = { $count }
more-kinds = { $count ->
    [one] { $count } more problem
   *[other] { $count } more problems
}
fewer-kinds = Fewer problems
accept-all = { $count ->
    [one] Accept { $count } suggestion
   *[other] Accept all { $count } suggestions
}
filter = Rows shown
filter-correct = Rows to correct ({ $count })
filter-all = All rows ({ $count })
hide-corrected = { $count ->
    [one] Hide { $count } corrected row
   *[other] Hide { $count } corrected rows
}
tools = Changes
undo = Undo
redo = Redo
insert-row = Insert row below
delete-row = Delete row
delete-row-number = Delete row { $row }
grid = Contacts in { $name }
grid-help = Type in a cell to change it. Rows copied in Excel can be pasted. F8 goes to the next problem.
no-rows = No row to show.
row = Row
problem = Problem
colon = :
skipped = Not a contact, left out
corrected = Corrected, was { $values }
quoted = “{ $value }”
split = { $count ->
    [one] Use this contact
   *[other] Split into { $count } contacts
}
make-empty = Leave empty
use = Use { $value } in row { $row }
cell-error = to correct
cell-warning = to check
cell-fixed = corrected
pasted = { $count ->
    [one] { $count } row pasted
   *[other] { $count } rows pasted
}

## All lists

merge = The merged list
merge-contacts = { $contacts ->
    [one] { $contacts } contact from { $lists } lists.
   *[other] { $contacts } contacts from { $lists } lists.
}
merged-show = { $count ->
    [one] Show the merged contact
   *[other] Show the { $count } merged contacts
}
merge-questions = { $count ->
    [one] { $count } question to answer, because the lists disagree:
   *[other] { $count } questions to answer, because the lists disagree:
}
merge-later = The lists are merged when no row is left to correct.
question-deleted = One list has removed { $name }, another has changed the contact. Which is right?
question-name = Which name is right for { $email }?
question-job-title = Which job title is right for { $name }?
question-territory = Which countries and states does { $name } cover?
question-same-person = Is { $name } one person in the lists?
other-value = another value
empty = (empty)
compare = Compare with the contacts that are in the portal now
compare-how = Export the contacts of the offer in Partner Center and drop the file here. You see what the import would remove, change and add.
choose-current = Choose the export
choose-other = Choose another file
compared-with = Compared with { $name }
compare-later = The comparison appears when no row is left to correct.
change = Change
contact = Contact
change-cells = Before and after
change-removed = { $count ->
    [one] { $count } contact would be removed
   *[other] { $count } contacts would be removed
}
change-changed = { $count } changed
change-added = { $count } added
change-unchanged = { $count } unchanged
changed-removed = removed
changed-changed = changed
changed-added = added
coverage = Coverage
coverage-what = who covers which country, and the gaps

## Saving

save = Save
save-upload = Save { $name }
save-merged = Save merged.upload.csv
save-removes = { $count ->
    [one] The import removes 1 contact that is in the portal now: { $name }.
   *[other] The import removes { $count } contacts that are in the portal now: { $name } and others.
}
save-to-correct = Save { $name } for the sender
save-json = Save as JSON
saved = { $name } is saved.
save-failed = The file can't be written. Check the lists again, or use the program cosell.
next-import = In Partner Center, import it as it is into the contacts of the offer, without saving it in Excel first.
next-replaces = The import replaces all contacts of the offer; then send the offer for review.
not-in-workbook = { $count ->
    [one] What you filled in for { $columns } is not in this file, because the list has no such column.
   *[other] What you filled in for { $columns } is not in this file, because the list has no such columns.
}
next-sender = Send it to the person who made the list: the cells to correct are marked and explained. Then drop the corrected file here.
checking = Checking …
checking-rows = { $count ->
    [one] Checking: { $count } row
   *[other] Checking: { $count } rows
}
cancel = Cancel
cancelled = The check was cancelled.
check-again = Check again
status-ready = { $count ->
    [0] There is no contact in the list.
    [one] { $count } contact, ready for Partner Center
   *[other] All { $count } contacts are ready for Partner Center
}
status-to-correct = { $count ->
    [one] { $count } row to correct
   *[other] { $count } rows to correct
}
status-failures = { $count ->
    [one] { $count } file can't be read yet
   *[other] { $count } files can't be read yet
}
status-conflicts = { $count ->
    [one] { $count } question to answer
   *[other] { $count } questions to answer
}
status-file-problems = There is a problem with the file: see “What was understood”.
