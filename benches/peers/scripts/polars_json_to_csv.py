"""Polars: JSON to CSV."""
import sys

import polars as pl

source, output = sys.argv[1:]
pl.read_json(source).write_csv(output)
