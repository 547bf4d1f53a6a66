"""Polars: cells trimmed, countries as codes by a table of names, none twice."""
import sys

import polars as pl

source, output = sys.argv[1:]
aliases = pl.read_csv("aliases.csv", infer_schema=False)
old, new = aliases["alias"].to_list(), aliases["code"].to_list()
COUNTRIES = "Countries/Regions"
piece = pl.element().str.strip_chars()
code = piece.str.to_lowercase().replace_strict(old, new, default=piece.str.to_uppercase(), return_dtype=pl.String)
pieces = pl.col(COUNTRIES).str.replace_all("[;/]", ",").str.split(",")
(
    pl.scan_csv(source, infer_schema=False)
    .with_columns(pl.all().str.strip_chars())
    .with_columns(pieces.list.eval(code).list.unique(maintain_order=True).list.join(", "))
    .collect()
    .write_csv(output)
)
