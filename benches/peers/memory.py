#!/usr/bin/env python3
"""What memory convert and validate take of lists of two lengths: memory.py --work FOLDER [--rows A B]

More rows take no more, but for what tells repeated contacts: the bytes a contact say how much that is. Addresses are all different,
which is the most it can be."""
import argparse
import os
import resource
import subprocess
import sys
from pathlib import Path

from side_by_side import once

GENERATE = Path(__file__).resolve().parent / "generate.py"
VERBS = {"convert": ["convert", "{}", "-o", "out.csv", "--force"], "validate": ["validate", "{}"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder for the lists (1.3 GB, and as much for what is written)")
    parser.add_argument("--cosell", type=Path, default="target/dist/cosell")
    parser.add_argument("--rows", type=int, nargs=2, default=[1_000_000, 10_000_000], metavar=("A", "B"))
    asked = parser.parse_args()
    cosell = str(asked.cosell.absolute())
    asked.work.mkdir(parents=True, exist_ok=True)
    os.chdir(asked.work)
    for rows in asked.rows:
        name = f"memory-{rows}.csv"
        if not os.path.exists(name):
            subprocess.run([sys.executable, GENERATE, "unfinished.csv", "--rows", str(rows)], check=True)
            os.rename("unfinished.csv", name)
    few, many = asked.rows
    print(f"{'':9} {'rows':>11} {'peak MiB':>9} {'rows':>11} {'peak MiB':>9} {'bytes a contact':>16}")
    for verb, words in VERBS.items():
        peaks = []
        for rows in asked.rows:
            _, peak, status = once([cosell, *(word.format(f"memory-{rows}.csv") for word in words)])
            if status not in (0, 1):
                raise SystemExit(f"{verb} of {rows} rows ended with {status}")
            peaks.append(peak)
        grown = (peaks[1] - peaks[0]) * 1024 * 1024 / (many - few)
        print(f"{verb:9} {few:11,} {peaks[0]:9.1f} {many:11,} {peaks[1]:9.1f} {grown:16.1f}")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Less than {own:.0f} MiB can't be told: it is what this script takes before it becomes the program.")


if __name__ == "__main__":
    main()
