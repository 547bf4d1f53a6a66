"""Corrects cells of an annotated workbook as a person does: by the row numbers that it shows, under the labels that the list has.

    correct.py ANNOTATED CORRECTED ROW:LABEL=VALUE...

Prints a line for each: what the cell had, its note, and whether it is coloured and linked from the first sheet.
"""

import sys

import openpyxl


def links(sheet):
    """The cells that the first sheet links to."""
    return {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}


def main():
    annotated, corrected, *corrections = sys.argv[1:]
    book = openpyxl.load_workbook(annotated)
    instructions, sheet = book.worksheets[:2]
    assert instructions["A2"].value.startswith(f"1. Correct the red cells on the sheet {sheet.title}."), instructions["A2"].value
    linked = links(instructions)
    labels = {cell.value: cell.column for cell in sheet[1]}
    rows = {cell.value: cell.row for cell in sheet["A"]}
    assert sheet.freeze_panes == "B2", sheet.freeze_panes
    for correction in corrections:
        place, value = correction.split("=", 1)
        row, label = place.split(":", 1)
        cell = sheet.cell(rows[int(row)], labels[label])
        is_coloured = cell.fill.fill_type == "solid"
        is_linked = f"'{sheet.title}'!{cell.coordinate}" in linked
        note = cell.comment.text if cell.comment else ""
        print(cell.value, is_coloured, is_linked, note.replace("\n", " / "), sep="\t")
        cell.value = value
    book.save(corrected)


main()
