"""DuckDB: JSON to CSV."""
import sys

import duckdb

source, output = sys.argv[1:]
duckdb.sql(f"COPY (SELECT * FROM read_json('{source}')) TO '{output}' (FORMAT csv, HEADER true)")
