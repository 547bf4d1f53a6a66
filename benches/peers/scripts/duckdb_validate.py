"""DuckDB: the wrong cells of a list (row, column, value), by patterns and an anti join with the codes there are."""
import sys

import duckdb

source, output = sys.argv[1:]
ROLES = "'Partner marketing', 'Partner sales', 'Partner technical sales', 'Partner customer success manager'"
CODES = "[A-Z]{2}(, [A-Z]{2})*"
db = duckdb.connect()
db.execute("CREATE TABLE codes AS SELECT code FROM read_csv('codes.csv', all_varchar = true, nullstr = '__none__')")
db.execute(f"CREATE TABLE t AS SELECT row_number() OVER () AS row, * FROM read_csv('{source}', all_varchar = true, header = true)")
db.execute(f"""COPY (
    SELECT row, 'Name' AS col, Name AS val FROM t WHERE Name IS NULL OR Name = ''
    UNION ALL
    SELECT row, 'Email', Email FROM t WHERE Email IS NULL OR NOT regexp_full_match(Email, '[^@\\s]+@[^@\\s]+\\.[^@\\s]+')
    UNION ALL
    SELECT row, 'Job title', "Job title" FROM t WHERE "Job title" IS NULL OR "Job title" = ''
    UNION ALL
    SELECT row, 'Role', Role FROM t WHERE Role IS NULL OR Role NOT IN ({ROLES})
    UNION ALL
    SELECT row, 'Countries/Regions', "Countries/Regions" FROM t
    WHERE "Countries/Regions" IS NULL OR NOT regexp_full_match("Countries/Regions", 'OOO|{CODES}')
    UNION ALL
    SELECT DISTINCT row, 'Countries/Regions', cs FROM (
        SELECT row, "Countries/Regions" AS cs, unnest(string_split("Countries/Regions", ', ')) AS code FROM t
        WHERE "Countries/Regions" <> 'OOO' AND regexp_full_match("Countries/Regions", '{CODES}')
    ) ANTI JOIN codes USING (code)
) TO '{output}' (FORMAT csv, HEADER true)""")
