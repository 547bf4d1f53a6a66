"""DuckDB: replaces the contacts of an offer in a database file by those of a list."""
import sys

import duckdb

source, database = sys.argv[1:]
with duckdb.connect(database) as connection:
    connection.sql("""CREATE TABLE IF NOT EXISTS contact (
        offer VARCHAR, name VARCHAR, email VARCHAR, job_title VARCHAR, role VARCHAR, countries VARCHAR, states VARCHAR
    )""")
    connection.begin()
    connection.sql("DELETE FROM contact WHERE offer = 'contoso-crm'")
    connection.sql(f"INSERT INTO contact SELECT 'contoso-crm', * FROM read_csv('{source}', all_varchar = true, header = true)")
    connection.commit()
