"""DuckDB: cells trimmed, countries as codes by a map of names, none twice."""
import sys

import duckdb

source, output = sys.argv[1:]
db = duckdb.connect()
db.execute("SET VARIABLE m = (SELECT map(list(alias), list(code)) FROM read_csv('aliases.csv', all_varchar = true, nullstr = '__none__'))")
db.execute(f"""COPY (
    SELECT trim(Name) AS Name, trim(Email) AS Email, trim("Job title") AS "Job title", trim(Role) AS Role,
        array_to_string(
            list_reduce(
                list_transform(
                    string_split_regex("Countries/Regions", '[,;/]'),
                    lambda x: [coalesce(getvariable('m')[lower(trim(x))], upper(trim(x)))]
                ),
                lambda a, b: CASE WHEN list_contains(a, b[1]) THEN a ELSE a || b END
            ),
            ', '
        ) AS "Countries/Regions",
        trim("States/Provinces") AS "States/Provinces"
    FROM read_csv('{source}', all_varchar = true, header = true)
) TO '{output}' (FORMAT csv, HEADER true)""")
