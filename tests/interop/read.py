"""Reads files with a program and prints {file name: [row, ...]} as JSON, the header first, with the types of the program.

    read.py csv|openpyxl|pandas|polars|duckdb FILE...
"""

import csv
import glob
import json
import os
import sys


def of_csv(file):
    """Python's csv module, which in this mode accepts only RFC 4180."""
    with open(file, encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text, strict=True, doublequote=True, skipinitialspace=False))


def of_openpyxl(file):
    import openpyxl

    return [list(row) for row in openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True)]


def of_pandas(file):
    """Guessing at the meaning of `NA` or `007` is turned off for formats in which pandas would guess for any text."""
    import pandas

    match ending(file):
        case "xlsx":
            frame = pandas.read_excel(file, engine="calamine", keep_default_na=False)
        case "csv":
            frame = pandas.read_csv(file, dtype=str, keep_default_na=False)
        case form:
            frame = pandas.read_json(file, lines=form == "ndjson", dtype=False, convert_dates=False)
            frame = frame.astype(object).where(frame.notna(), None)
    return [list(frame.columns), *frame.values.tolist()]


def of_polars(file):
    import polars

    match ending(file):
        case "xlsx":
            frame = polars.read_excel(file)
        case "csv":
            frame = polars.read_csv(file, infer_schema=False)
        case "json":
            frame = polars.read_json(file)
        case _:
            frame = polars.read_ndjson(file)
    return [frame.columns, *map(list, frame.rows())]


def of_duckdb(file):
    import duckdb

    connection = duckdb.connect()
    # Without empty_as_varchar, a column whose first cell is empty would be numeric.
    match ending(file):
        case "xlsx":
            connection.load_extension(excel_extension(duckdb))
            table = connection.execute("FROM read_xlsx(?, header = true, empty_as_varchar = true)", [file])
        case "csv":
            table = connection.execute("FROM read_csv(?, header = true, all_varchar = true)", [file])
        case _:
            table = connection.execute("FROM read_json(?)", [file])
    return [[column[0] for column in table.description], *map(list, table.fetchall())]


def excel_extension(duckdb):
    """Returns the extension from the package duckdb-extension-excel, because DuckDB itself would download it."""
    packages = os.path.dirname(os.path.dirname(duckdb.__file__))
    [extension] = glob.glob(os.path.join(packages, "duckdb_extension_excel", "extensions", "*", "*.duckdb_extension"))
    return extension


def ending(file):
    return file.rsplit(".", 1)[1]


if __name__ == "__main__":
    program, *files = sys.argv[1:]
    read = globals()[f"of_{program}"]
    # A type that JSON lacks, such as a date, becomes an object, which can't be confused with text.
    json.dump({os.path.basename(file): read(file) for file in files}, sys.stdout, default=lambda cell: {"type": str(type(cell))})
