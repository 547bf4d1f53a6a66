"""DuckDB: CSV to JSON."""
import sys

import duckdb

source, output = sys.argv[1:]
duckdb.sql(f"COPY (SELECT * FROM read_csv('{source}', all_varchar = true)) TO '{output}' (FORMAT json, ARRAY true)")
