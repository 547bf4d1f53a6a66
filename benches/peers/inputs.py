"""Makes the inputs of the tasks where they are not there yet: inputs.py ROWS PEERS NAME...

A process of its own: what it takes of memory would count as that of the programs which a larger process starts."""
import csv
import json
import os
import subprocess
import sys
from pathlib import Path

from generate import generate
from vocabulary import write_for_peers


def records(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


def to_json(source, path):
    rows = records(source)
    header = next(rows)
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(dict(zip(header, row)), ensure_ascii=False) for row in rows) + "\n]\n")


def to_changed(source, path, rows):
    """A later version of a list: one contact in a hundred has another job title, one in two hundred is gone, as many are new."""
    with open(source, encoding="utf-8") as file:
        header, *lines = file
    generate(path, rows // 200, seed=3, start=rows)
    with open(path, encoding="utf-8") as file:
        added = file.readlines()[1:]
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(header)
        for at, line in enumerate(lines):
            if at % 100 == 50:
                name, address, rest = line.split(",", 2)
                line = f"{name},{address},Retired {rest}" if not rest.startswith('"') else line
            if at % 200:
                file.write(line)
        file.writelines(added)


INLINE = """
import csv, sys, xlsxwriter
book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": True, "strings_to_urls": False})
sheet = book.add_worksheet("Contacts")
for at, row in enumerate(csv.reader(open(sys.argv[1], encoding="utf-8", newline=""))):
    for column, cell in enumerate(row):
        if cell:
            sheet.write_string(at, column, cell)
book.close()
"""


def makers(rows, python, xan):
    """How each input is made, by its name."""
    half = rows // 2
    return {
        "clean.csv": lambda path: generate(path, rows),
        "dirty.csv": lambda path: generate(path, rows, dirty=True),
        "east.csv": lambda path: generate(path, half, seed=11),
        "west.csv": lambda path: generate(path, half, seed=12, start=half // 2, capitals=True),
        "changed.csv": lambda path: to_changed("clean.csv", path, rows),
        "clean.json": lambda path: to_json("clean.csv", path),
        # Text in the cells themselves, as programs that write row by row have it, and in one table, as Excel has it.
        "inline.xlsx": lambda path: subprocess.run([python, "-c", INLINE, "clean.csv", path], check=True),
        "shared.xlsx": lambda path: subprocess.run([xan, "to", "xlsx", "clean.csv", "-o", path], check=True),
    }


if __name__ == "__main__":
    rows, peers, names = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    write_for_peers(Path("."))
    known = makers(rows, peers / "venv/bin/python", peers / "bin/xan")
    # Workbooks and JSON are made of the clean list, so it comes first. Half a file is none.
    for name in ["clean.csv", *names]:
        if name in known and not os.path.exists(name):
            known[name]("unfinished-" + name)
            os.rename("unfinished-" + name, name)
