"""DuckDB: two lists as one, by address; the first row's cells, and the countries of all."""
import sys

import duckdb

first, second, output = sys.argv[1:]
duckdb.sql(f"""COPY (
    WITH t AS (
        SELECT row_number() OVER () AS row, * FROM (
            SELECT * FROM read_csv('{first}', all_varchar = true, header = true)
            UNION ALL
            SELECT * FROM read_csv('{second}', all_varchar = true, header = true)
        )
    ), g AS (
        SELECT lower(Email) AS e, min(row) AS row, arg_min(Name, row) AS Name, arg_min(Email, row) AS Email,
            arg_min("Job title", row) AS "Job title", arg_min(Role, row) AS Role,
            array_to_string(list_sort(list_distinct(flatten(list(string_split("Countries/Regions", ', '))))), ', ') AS "Countries/Regions",
            arg_min_null("States/Provinces", row) AS "States/Provinces"
        FROM t GROUP BY lower(Email)
    )
    SELECT * EXCLUDE (e, row) FROM g ORDER BY row
) TO '{output}' (FORMAT csv, HEADER true)""")
