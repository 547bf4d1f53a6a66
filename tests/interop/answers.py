"""Fills in a workbook of conflicts, as a colleague does it with openpyxl.

    answers.py ASKED.xlsx ANSWERED.xlsx

Every third row gets a value of its own, the others one of the values in turn. Prints the answers as JSON: address,
column, value and cell of each. Pairs of people are different people.
"""

import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
sheet = book.active
header = next(row for row in sheet.iter_rows() if str(row[0].value).startswith("cosell"))
column = {cell.value: cell.column for cell in header}
first_option = column["Where the values are from"] + 1
answers = []
for row in range(header[0].row + 1, sheet.max_row + 1):
    label = sheet.cell(row, column["What to decide"]).value
    options = [cell.value for cell in sheet[row][first_option - 1:] if cell.value]
    assert sheet.protection.sheet and sheet.cell(row, column["Name"]).protection.locked
    chosen, written = (sheet.cell(row, column[label]) for label in ("Choose", "Or write"))
    assert not chosen.protection.locked
    if label == "Same person?":
        chosen.value = options[0]
        continue
    if row % 3 == 0:
        cell, value = written, f"Answer {row}"
    else:
        cell, value = chosen, options[row % len(options)]
    cell.value = value
    answers.append([sheet.cell(row, column["Email"]).value, label, value, cell.coordinate])
book.save(sys.argv[2])
json.dump(answers, sys.stdout)
