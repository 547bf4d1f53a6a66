#!/usr/bin/env python3
"""Seconds and MiB that cosell takes of inputs that want to exhaust it: measure.py --work FOLDER [--sizes 10 50] [--only NAME...]

Each input is made at each size, and validated, checked for a program, converted with rejects, and merged. What is told is the time of each
and the memory of its largest process; the last two columns say whether it is within bounds: five times the size in not much more than
five times the time, and less than 1 GiB."""
import argparse
import os
import subprocess
import time
from pathlib import Path

from inputs import archives, pages, texts, workbooks

VERBS = {
    "validate": ["validate", "{}"],
    "json": ["validate", "{}", "--format", "json", "-o", "out.json", "--force"],
    "convert": ["convert", "{}", "-o", "out.csv", "--rejects", "rejects.csv", "--force"],
    "merge": ["merge", "{}", "-o", "merged.csv", "--force"],
}
LONGEST = 300


def once(command):
    """Seconds, MiB, and how it ended."""
    start = time.monotonic()
    quiet = subprocess.DEVNULL
    used = "used.txt"
    command = ["/usr/bin/time", "-f", "%M", "-o", used, "timeout", str(LONGEST), *command]
    status = subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet).returncode
    # The first line may say how it ended.
    return time.monotonic() - start, int(Path(used).read_text().split()[-1]) / 1024, status


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder for the inputs; each is removed when it is measured")
    parser.add_argument("--cosell", type=Path, default="target/dist/cosell")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 50], metavar="MB")
    parser.add_argument("--only", nargs="+", default=[])
    asked = parser.parse_args()
    cosell = str(asked.cosell.absolute())
    asked.work.mkdir(parents=True, exist_ok=True)
    os.chdir(asked.work)
    print("| input | MB | " + " | ".join(f"{verb} s | MiB | exit" for verb in VERBS) + " | slower than linear | within 1 GiB |")
    print("| --- " * (3 * len(VERBS) + 4) + "|")
    before = {}
    for size in asked.sizes:
        for make in (texts, workbooks, pages, archives):
            for name, content in make(size << 20):
                if asked.only and name not in asked.only:
                    continue
                Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
                row(cosell, name, before)
                os.remove(name)


def row(cosell, name, before):
    size = os.path.getsize(name)
    taken = {verb: once([cosell, *(word.format(name) for word in words)]) for verb, words in VERBS.items()}
    slow = []
    for verb, (seconds, _, status) in taken.items():
        known = before.setdefault((name, verb), (size, seconds, status))
        # What is told by a few hundredths of a second is mostly noise.
        grown, allowed = seconds / max(known[1], 0.1), 1.6 * max(1, size / known[0])
        if seconds > 1 and known[2] == status and grown > allowed:
            slow.append(verb)
    cells = " | ".join(f"{seconds:.2f} | {peak:.0f} | {status}" for seconds, peak, status in taken.values())
    most = max(peak for _, peak, _ in taken.values())
    print(f"| {name} | {size / (1 << 20):.1f} | {cells} | {', '.join(slow) or 'no'} | {'yes' if most < 1024 else 'NO'} |", flush=True)


if __name__ == "__main__":
    main()
