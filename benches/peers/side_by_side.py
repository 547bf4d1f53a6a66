#!/usr/bin/env python3
"""cosell beside what a user would pick instead, on the same work, in one run: see README.md.

Each task runs cosell and its peers in turn, after one warm-up. Seconds are medians of wall time; the ratio is the median over the runs
of cosell / the best peer of that run; memory is that of the largest process, at most."""
import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tasks import tasks

INPUTS = Path(__file__).resolve().parent / "inputs.py"


def once(command):
    """Seconds, MiB, and how it ended."""
    start = time.monotonic()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.monotonic() - start, used.ru_maxrss / 1024, process.returncode


def measured(task, cosell, runs):
    """The runs of each program; None where one ended otherwise than it should."""
    commands = {"cosell": [cosell, *task.cosell], **task.peers}
    figures = {name: [] for name in commands}
    for run in range(runs + 1):
        for file in task.fresh:
            Path(file).unlink(missing_ok=True)
        for name, command in commands.items():
            for words in task.before.get(name, []):
                once([cosell, *words] if name == "cosell" else words)
            seconds, memory, status = once(command)
            if status not in (task.statuses if name == "cosell" else (0,)):
                print(f"{task.name}: {name} ended with {status}: {' '.join(command)}")
                return None
            if run:
                figures[name].append((seconds, memory))
    return figures


def line(task, figures):
    """A line of the table."""
    seconds = {name: statistics.median(run[0] for run in runs) for name, runs in figures.items()}
    memory = {name: max(run[1] for run in runs) for name, runs in figures.items()}
    best = min(task.peers, key=seconds.get)
    rounds = zip(*figures.values())
    ratio = statistics.median(ours[0] / min(peer[0] for peer in peers) for ours, *peers in rounds)
    others = ", ".join(f"{name} {seconds[name]:.3f} s {memory[name]:.0f} MiB" for name in task.peers)
    note = f"  ({task.note})" if task.note else ""
    return (f"{task.name:42} {seconds['cosell']:9.3f} {memory['cosell']:7.0f} {seconds[best]:12.3f} {memory[best]:7.0f} {ratio:7.2f}"
            f"  {others}{note}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder for the lists, and where setup.sh put the peers")
    parser.add_argument("--peers", type=Path, help="where setup.sh put the peers, if elsewhere")
    parser.add_argument("--cosell", type=Path, default="target/dist/cosell")
    parser.add_argument("--task", default=".", help="regular expression: only tasks whose name it finds")
    parser.add_argument("-n", type=int, default=5, help="runs of each (5)")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the lists (a million); fewer for a quick try")
    asked = parser.parse_args()
    cosell, peers = str(asked.cosell.absolute()), (asked.peers or asked.work).absolute()
    folder = asked.work / f"rows-{asked.rows}"
    (folder / "out").mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    chosen = [task for task in tasks(peers) if re.search(asked.task, task.name)]
    names = dict.fromkeys(name for task in chosen for name in task.inputs)
    subprocess.run([sys.executable, INPUTS, str(asked.rows), peers, *names], check=True)
    print(f"{'task':42} {'cosell s':>9} {'MiB':>7} {'best peer s':>12} {'MiB':>7} {'ratio':>7}  peers")
    all_ended = True
    for task in chosen:
        figures = measured(task, cosell, asked.n)
        all_ended &= figures is not None
        if figures:
            print(line(task, figures), flush=True)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"A program that takes less than {own:.0f} MiB is shown with about that: it is what the runner takes before it becomes the program.")
    sys.exit(0 if all_ended else 1)


if __name__ == "__main__":
    main()
