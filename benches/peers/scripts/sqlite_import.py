"""Python and SQLite: replaces the contacts of an offer in a database file by those of a list, all or none."""
import csv
import sqlite3
import sys

source, database = sys.argv[1:]
connection = sqlite3.connect(database)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("""CREATE TABLE IF NOT EXISTS contact (
    offer TEXT, email TEXT, role TEXT, name TEXT, job_title TEXT, countries TEXT, states TEXT, PRIMARY KEY (offer, email, role)
) WITHOUT ROWID""")
with connection, open(source, encoding="utf-8", newline="") as file:
    rows = csv.reader(file)
    next(rows)
    connection.execute("DELETE FROM contact WHERE offer = 'contoso-crm'")
    connection.executemany(
        "INSERT OR REPLACE INTO contact (name, email, job_title, role, countries, states, offer) VALUES (?, ?, ?, ?, ?, ?, 'contoso-crm')", rows
    )
connection.close()
