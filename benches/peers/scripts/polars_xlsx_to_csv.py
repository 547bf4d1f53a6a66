"""Polars with fastexcel: XLSX to CSV."""
import sys

import polars as pl

source, output = sys.argv[1:]
pl.read_excel(source, engine="calamine", infer_schema_length=0).write_csv(output)
