#!/usr/bin/env python3
"""How busy each thread of cosell is, and what more cores would gain: threads.py --work FOLDER [--cosell PROGRAM] [--task REGEX]

Needs Linux and perf. FOLDER is that of side_by_side.py, which makes the lists. perf samples the processor time of each thread. The
start is the time until the first rows are read: finding the encoding of a file, or the marks of a sheet. After it, a list takes as long
as the reader or the collector, or as the work of all threads spread over the cores. So the estimate for N cores is

    start + max(reader, collector, all of these / N)

It leaves out waiting for the disk, and that threads wait for each other."""
import argparse
import os
import re
import subprocess
from collections import Counter
from pathlib import Path

from tasks import tasks

RATE = 3000
STAGES = {"cosell reader": "reader", "cosell worker": "workers", "cosell compress": "compressors"}  # Linux keeps 15 letters


def busy(command):
    """The seconds of each stage, and those before the first rows."""
    null = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(["perf", "record", "-o", "perf.data", "-F", str(RATE), *command], **null)
    script = ["perf", "script", "-i", "perf.data", "-F", "comm,time", "--ns"]
    lines = subprocess.run(script, capture_output=True, text=True, check=True).stdout.splitlines()
    samples = [(line[:16].strip(), float(line[16:].strip().rstrip(":"))) for line in lines if line.strip()]
    first = min(time for _, time in samples)
    starts = min((time for comm, time in samples if comm in STAGES), default=first) - first
    stages = Counter()
    for comm, time in samples:
        stage = STAGES.get(comm) or ("collector" if time - first >= starts else "start")
        stages[stage] += 1 / RATE
    return stages


def estimate(stages, cores):
    rest = {stage: seconds for stage, seconds in stages.items() if stage != "start"}
    alone = max(rest.get("reader", 0), rest.get("collector", 0))
    return stages["start"] + max(alone, sum(rest.values()) / cores)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--cosell", type=Path, default="target/dist/cosell")
    parser.add_argument("--task", default="CSV|XLSX|merge")
    asked = parser.parse_args()
    cosell = str(asked.cosell.absolute())
    os.chdir(asked.work)
    names = ["start", "reader", "workers", "collector", "compressors"]
    print(f"{'seconds':46}" + "".join(f"{name:>12}" for name in names) + "".join(f"{cores:>4} cores" for cores in (2, 4, 8)))
    for task in tasks(Path()):
        if not re.search(asked.task, task.name):
            continue
        # As many workers as cores, because each has caches of its own.
        stages = busy([cosell, *task.cosell])
        times = "".join(f"{stages[name]:12.2f}" for name in names)
        print(f"{task.name:46}{times}" + "".join(f"{estimate(stages, cores):10.2f}" for cores in (2, 4, 8)), flush=True)


if __name__ == "__main__":
    main()
