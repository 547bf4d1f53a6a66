"""Prints the sheets, layout, drop-downs, formulas, links and notes of a workbook as JSON, as openpyxl reads them.

    looks.py WORKBOOK [SHEET]

SHEET is the number of the sheet from 0.
"""

import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[int((sys.argv[2:] or [0])[0])]
cells = [cell for row in sheet.iter_rows() for cell in row]
json.dump(
    {
        "sheets": book.sheetnames,
        "frozen": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "header is bold": all(cell.font.bold for cell in sheet[1]),
        "drop-downs": [
            {"type": one.type, "cells": str(one.sqref), "list": one.formula1} for one in sheet.data_validations.dataValidation
        ],
        "formulas": [cell.coordinate for cell in cells if cell.data_type == "f"],
        "links": [cell.coordinate for cell in cells if cell.hyperlink],
        "printed": sheet.print_area,
        "notes": {cell.coordinate: cell.comment.text for cell in cells if cell.comment},
    },
    sys.stdout,
)
