"""Polars: two lists as one, by address; the first row's cells, and the countries of all."""
import sys

import polars as pl

first, second, output = sys.argv[1:]
COUNTRIES = "Countries/Regions"
(
    pl.concat([pl.scan_csv(first, infer_schema=False), pl.scan_csv(second, infer_schema=False)])
    .with_columns(pl.col("Email").str.to_lowercase().alias("e"))
    .group_by("e", maintain_order=True)
    .agg(pl.col("Name", "Email", "Job title", "Role").first(), pl.col(COUNTRIES).str.join(", "), pl.col("States/Provinces").first())
    .with_columns(pl.col(COUNTRIES).str.split(", ").list.unique().list.sort().list.join(", "))
    .drop("e")
    .collect()
    .write_csv(output)
)
