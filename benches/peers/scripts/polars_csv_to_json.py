"""Polars: CSV to JSON."""
import sys

import polars as pl

source, output = sys.argv[1:]
pl.read_csv(source, infer_schema=False).write_json(output)
