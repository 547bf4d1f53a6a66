#!/usr/bin/env python3
"""Seconds of processor time, MiB and output of cosell for inputs of n and 2n rows, or of cells of n and 2n pieces: growth.py --work FOLDER.

Each kind of input is run through all commands that read lists and all forms of their output. A row of the table has the
figures for n and for 2n. The last column names what grows faster than the input, or writes more than 20 times the input."""
import argparse
import os
import random
import subprocess
from pathlib import Path

HEADER = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n"
FORMS = {
    "validate": ["validate", "in.csv"],
    "validate json": ["validate", "in.csv", "--format", "json", "-o", "out", "--force"],
    "validate csv": ["validate", "in.csv", "--format", "csv", "-o", "out", "--force"],
    "validate sarif": ["validate", "in.csv", "--format", "sarif", "-o", "out", "--force"],
    "validate github": ["validate", "in.csv", "--format", "github", "-o", "out", "--force"],
    "validate --annotate": ["validate", "in.csv", "--annotate", "out.xlsx", "--force"],
    "convert csv": ["convert", "in.csv", "-o", "good.csv", "--rejects", "out", "--force"],
    "convert xlsx": ["convert", "in.csv", "-o", "out.xlsx", "--rejects", "rejects.csv", "--force"],
    "convert json": ["convert", "in.csv", "-o", "out.json", "--rejects", "rejects.csv", "--force"],
    "merge": ["merge", "in.csv", "in.csv", "-o", "out.csv", "--force"],
    "diff": ["diff", "old.csv", "in.csv", "--format", "json", "-o", "out", "--force"],
    "coverage": ["coverage", "in.csv", "--format", "json", "-o", "out", "--force"],
    "import": ["import", "in.csv", "--offer", "crm", "--book", "book.sqlite", "--yes", "--new-book"],
}
OUTPUTS = ["out", "out.xlsx", "out.json", "out.csv", "book.sqlite"]
# The rules in SARIF, and the styles of a workbook.
CONSTANT = 100_000
LONGEST = 120


def word(length):
    return "".join(random.choice("bcdfghklmnprstvwaeiou") for _ in range(length))


def row(number, countries, name="Ann Lee", states="", email=None):
    return f'{name},{email or f"ann{number}@example.com"},CEO,Partner sales,"{countries}","{states}"\n'


def pieces(count, piece):
    return "".join(row(number, ", ".join(piece(at) for at in range(count))) for number in range(40))


KINDS = {
    "good rows": (50_000, lambda n: "".join(row(at, "US, CA") for at in range(n))),
    "one address": (50_000, lambda n: "".join(row(at, "US", f"Ann {at}", email="ann@example.com") for at in range(n))),
    "bad rows": (10_000, lambda n: "".join(row(at, "Germny, XX", email="none") for at in range(n))),
    "unknown words": (300, lambda n: pieces(n, lambda at: word(52))),
    "short unknown words": (300, lambda n: pieces(n, lambda at: word(7))),
    "misspelt names": (300, lambda n: pieces(n, lambda at: ("Germny", "Frnace", "Itlay")[at % 3])),
    "names": (300, lambda n: pieces(n, lambda at: "germany" if at else word(52))),
    "ambiguous names": (300, lambda n: pieces(n, lambda at: ("Korea", "Congo DRC")[at % 2])),
    "states": (300, lambda n: "".join(row(at, "US", states=", ".join(word(9) for _ in range(n))) for at in range(40))),
    "addresses": (300, lambda n: "".join(row(at, "US", email="; ".join(f"a{i}@example.com" for i in range(n))) for at in range(40))),
}


def once(cosell, words):
    """Returns seconds of processor time, MiB and bytes of output."""
    for name in OUTPUTS:
        Path(name).unlink(missing_ok=True)
    command = ["/usr/bin/time", "-f", "%U %S %M", "-o", "used.txt", "timeout", str(LONGEST), cosell, *words]
    with open("printed", "wb") as printed:
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=printed, stderr=printed)
    user, system, peak = Path("used.txt").read_text().split()[-3:]
    written = sum(os.path.getsize(name) for name in [*OUTPUTS, "printed"] if os.path.exists(name))
    return float(user) + float(system), int(peak) / 1024, written


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder for inputs and outputs")
    parser.add_argument("--cosell", type=Path, default="target/dist/cosell")
    parser.add_argument("--only", nargs="+", default=[], help="kinds of input")
    asked = parser.parse_args()
    cosell = str(asked.cosell.absolute())
    asked.work.mkdir(parents=True, exist_ok=True)
    os.chdir(asked.work)
    Path("old.csv").write_text(HEADER + row(0, "DE"))
    print("| input | command | n: MB | s | MiB | × input | 2n: s | MiB | × input | too much |")
    print("| --- " * 10 + "|")
    for kind, (count, make) in KINDS.items():
        if asked.only and kind not in asked.only:
            continue
        measured = {name: [] for name in FORMS}
        for n in (count, 2 * count):
            random.seed(1)
            Path("in.csv").write_text(HEADER + make(n))
            size = os.path.getsize("in.csv")
            for name, words in FORMS.items():
                measured[name].append((size, *once(cosell, words)))
        for name, ((size, *one), (double, *two)) in measured.items():
            print_row(kind, name, size, one, double, two)


def print_row(kind, name, size, one, double, two):
    too_much = []
    # Short times and the constant part of an output say nothing about growth.
    if two[0] > 0.5 and two[0] / max(one[0], 0.2) > 1.5 * double / size:
        too_much.append("time")
    if two[2] - CONSTANT > 1.5 * double / size * max(one[2], CONSTANT):
        too_much.append("growth")
    if two[2] - CONSTANT > 20 * double:
        too_much.append("output")
    figures = [f"{seconds:.2f} | {peak:.0f} | {written / of:.1f}" for (seconds, peak, written), of in ((one, size), (two, double))]
    print(f"| {kind} | {name} | {size / 1e6:.1f} | {' | '.join(figures)} | {', '.join(too_much) or 'no'} |", flush=True)


if __name__ == "__main__":
    main()
