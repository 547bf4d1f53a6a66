"""Polars: the wrong cells of a list (row, column, value), by patterns and the codes there are."""
import sys

import polars as pl

source, output = sys.argv[1:]
ROLES = ["Partner marketing", "Partner sales", "Partner technical sales", "Partner customer success manager"]
codes = pl.read_csv("codes.csv", infer_schema=False)["code"].implode()
rows = pl.read_csv(source, infer_schema=False).with_row_index("row", offset=1).lazy()
countries = pl.col("Countries/Regions")
are_codes = countries.str.contains(r"^[A-Z]{2}(, [A-Z]{2})*$")
are_known = countries.str.split(", ").list.eval(pl.element().is_in(codes)).list.all()
right = {
    "Name": pl.col("Name").str.len_bytes() > 0,
    "Email": pl.col("Email").str.contains(r"^[^@\s]+@[^@\s]+\.[^@\s]+$"),
    "Job title": pl.col("Job title").str.len_bytes() > 0,
    "Role": pl.col("Role").is_in(ROLES),
    "Countries/Regions": (countries == "OOO") | (are_codes & are_known),
}
wrong = [
    rows.filter(~is_right.fill_null(False)).select("row", pl.lit(column).alias("col"), pl.col(column).alias("val"))
    for column, is_right in right.items()
]
pl.concat(wrong).sort("row").collect().write_csv(output)
