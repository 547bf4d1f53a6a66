#!/usr/bin/env python3
"""A list in shards through cosell on Spark, and one list of the outcome: shards.py LIST FOLDER [--master MASTER] [--shards N]

The list is a CSV without line breaks in its cells, in UTF-8. Each shard gets the list's header, goes through `cosell convert` on a worker,
and its rejects go to a file of its own. `cosell merge` then makes one list of what came out, and notices what no shard could see.
Workers write into FOLDER, so they have to share it."""
import argparse
import shlex
import subprocess
import sys
from pathlib import Path

from pyspark import SparkConf, SparkContext

# Status 1 says that rows were rejected, which is what the rejects are for; anything else fails the task, and with it the job.
SHARD = """cosell=$0; rejects=$1
"$cosell" convert - --from csv --to csv --no-bom --eol lf --threads 1 --rejects "$rejects/$(uname -n)-$$.csv" -o -
[ $? -le 1 ]"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("list", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--master", default="local[4]")
    parser.add_argument("--shards", type=int, default=4)
    parser.add_argument("--cosell", default="cosell", help="the program, as the workers find it")
    asked = parser.parse_args()
    folder = asked.folder.absolute()
    rejects = folder / "rejects"
    rejects.mkdir(parents=True)
    with open(asked.list, encoding="utf-8-sig") as file:
        header = file.readline().rstrip("\n")

    spark = SparkContext(conf=SparkConf().setMaster(asked.master).setAppName("cosell"))
    lines = spark.textFile(str(asked.list.absolute()), asked.shards)
    rows = lines.filter(lambda line: line.lstrip("\ufeff") != header)
    shards = rows.mapPartitions(lambda shard: [header, *shard])
    shell = shlex.join(["sh", "-c", SHARD, asked.cosell, str(rejects)])
    shards.pipe(shell, checkCode=True).saveAsTextFile(f"file://{folder / 'shards'}")
    spark.stop()

    parts = sorted(str(part) for part in (folder / "shards").glob("part-*"))
    merge = [asked.cosell, "merge", *parts, "--on-conflict", "first", "-o", str(folder / "list.csv")]
    sys.exit(subprocess.run(merge).returncode)


if __name__ == "__main__":
    main()
