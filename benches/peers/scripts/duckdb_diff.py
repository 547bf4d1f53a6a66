"""DuckDB: the rows that only one of two lists has."""
import sys

import duckdb

old, new, output = sys.argv[1:]
read = lambda file: f"SELECT * FROM read_csv('{file}', all_varchar = true, header = true)"
duckdb.sql(f"""COPY (
    SELECT 'removed' AS change, * FROM ({read(old)} EXCEPT ALL {read(new)})
    UNION ALL
    SELECT 'added' AS change, * FROM ({read(new)} EXCEPT ALL {read(old)})
) TO '{output}' (FORMAT csv, HEADER true)""")
