#!/usr/bin/env python3
"""Puts the fixtures into `corpus/`, a folder a target, as what the targets start from."""

import csv
import zipfile
from pathlib import Path

FUZZ = Path(__file__).resolve().parent
# As in `workbook` of src/lib.rs.
PARTS = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "content.xml"]
LONGEST = 12_000


def put(target, name, content):
    if len(content) <= LONGEST:
        folder = FUZZ / "corpus" / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def main():
    fixtures = FUZZ.parent / "fixtures"
    for file in sorted(fixtures.rglob("*")):
        if not file.is_file():
            continue
        kept = file.relative_to(fixtures).parts
        name, content = "-".join(kept), file.read_bytes()
        if kept[0] == "fuzz":
            put(kept[1], name, content)
        elif kept[:2] == ("layouts", "files"):
            if file.suffix in (".zip", ".gz"):
                put("archive", name, (b"\0" if file.suffix == ".gz" else b"\1") + content)
            elif b":spreadsheet" in content:
                put("spreadsheet_ml", name, content.partition(b"<Workbook")[2].partition(b">")[2])
            elif b"<table" in content:
                put("html", name, content)
        elif file.suffix in (".json", ".ndjson"):
            put("json", name, content)
        elif file.suffix in (".xlsx", ".xlsb", ".xls", ".ods"):
            put("workbook", name, b"\0" + content)
            try:
                archive = zipfile.ZipFile(file)
            except zipfile.BadZipFile:
                continue
            for at, part in enumerate(PARTS, 1):
                if part in archive.namelist():
                    put("workbook", f"{name}-{at}", bytes([at]) + archive.read(part))
        elif file.suffix == ".csv":
            put("csv", name, content)
            put("convert", name, content.partition(b"\n")[2][:3000])
    with open(FUZZ.parent / "tests/country-lists.csv", encoding="utf-8", newline="") as lists:
        for at, row in enumerate(csv.reader(lists)):
            put("countries", str(at), row[0].encode())


main()
