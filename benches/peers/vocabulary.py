"""The words of the made-up lists and of the peers: the project's own tables, and some ways in which people write countries.

`spellings.csv` was written for this measurement; it is what the peers look names up in, with the codes and the portal's names."""
import csv
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLES = HERE.parent.parent / "src" / "tables" / "data"


def table(path):
    """The two columns of a table as a dict."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return {row[0]: row[1] for row in rows}


COUNTRIES = {code: name for code, name in table(TABLES / "countries.csv").items() if code != "OOO"}
SPELLINGS = table(HERE / "spellings.csv")
STATES = {}
for state in table(TABLES / "states.csv"):
    STATES.setdefault(state[:2], []).append(state)


def write_for_peers(folder):
    """Writes what the peers' scripts look codes up in: `codes.csv`, and `aliases.csv` in lower case."""
    aliases = {code.lower(): code for code in [*COUNTRIES, "OOO"]}
    aliases |= {name.lower(): code for code, name in COUNTRIES.items()}
    aliases |= {spelling.lower(): code for spelling, code in SPELLINGS.items()}
    with open(folder / "codes.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["code"], *([code] for code in [*COUNTRIES, "OOO"])])
    with open(folder / "aliases.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["alias", "code"], *aliases.items()])
