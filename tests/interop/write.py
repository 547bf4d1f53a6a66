"""Writes a list with a program in all its formats, with default settings.

    write.py csv|openpyxl|pandas|polars|duckdb CELLS.json FOLDER

CELLS.json has the rows as arrays of texts, the header first.
"""

import csv
import json
import sys

from read import excel_extension


def by_csv(header, rows, at):
    with open(at("csv"), "w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows([header, *rows])
    with open(at("tsv"), "w", encoding="utf-16", newline="") as text:
        csv.writer(text, dialect="excel-tab").writerows([header, *rows])
    with open(at("all-quoted.csv"), "w", encoding="utf-8", newline="") as text:
        csv.writer(text, dialect="unix").writerows([header, *rows])


def by_openpyxl(header, rows, at):
    import openpyxl

    book = openpyxl.Workbook()
    for row in [header, *rows]:
        book.active.append(row)
    book.save(at("xlsx"))


def by_pandas(header, rows, at):
    import pandas

    frame = pandas.DataFrame(rows, columns=header)
    frame.to_csv(at("csv"), index=False)
    frame.to_excel(at("xlsx"), index=False, engine="openpyxl")
    frame.to_json(at("json"), orient="records")
    frame.to_json(at("ndjson"), orient="records", lines=True)


def by_polars(header, rows, at):
    import polars

    frame = polars.DataFrame(rows, schema=header, orient="row")
    frame.write_csv(at("csv"))
    frame.write_excel(at("xlsx"))
    frame.write_json(at("json"))
    frame.write_ndjson(at("ndjson"))


def by_duckdb(header, rows, at):
    import duckdb

    connection = duckdb.connect()
    connection.load_extension(excel_extension(duckdb))
    columns = ", ".join(f'"{label}" VARCHAR' for label in header)
    connection.execute(f"CREATE TABLE list ({columns})")
    connection.executemany(f"INSERT INTO list VALUES ({', '.join('?' * len(header))})", rows)
    for name, options in [
        ("csv", ""),
        ("xlsx", "(FORMAT xlsx, HEADER true)"),
        ("json", "(ARRAY true)"),
        ("ndjson", "(FORMAT json)"),
    ]:
        connection.execute(f"COPY list TO '{at(name)}' {options}")


program, cells, folder = sys.argv[1:]
with open(cells, encoding="utf-8") as text:
    header, *rows = json.load(text)
globals()[f"by_{program}"](header, rows, lambda ending: f"{folder}/list.{ending}")
