"""What is measured: the same work for cosell and for what a user would pick instead."""
from dataclasses import dataclass, field
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent / "scripts"


@dataclass
class Task:
    name: str
    cosell: list
    peers: dict
    note: str = ""
    # How cosell may end: 1 where the data has errors, as is meant.
    statuses: tuple = (0,)
    inputs: list = field(default_factory=list)
    # What each program does before a run, without being measured: commands by its name. They start without these files.
    before: dict = field(default_factory=dict)
    fresh: list = field(default_factory=list)

    def __post_init__(self):
        self.inputs = [word for word in self.cosell if word.endswith((".csv", ".json", ".xlsx")) and not word.startswith("out/")]


def tasks(peers):
    """All tasks, with the peers that are installed in a folder."""
    python, python15, xan = (str(peers / program) for program in ("venv/bin/python", "venv15/bin/python", "bin/xan"))
    script = lambda name, *args, python=python: [python, str(SCRIPTS / f"{name}.py"), *args]
    excel = lambda name, *args: script(name, *args, python=python15)
    into = lambda output: ["-o", f"out/{output}", "--force"]
    # git ends with 1 if files differ, as diff does.
    git_diff = ["sh", "-c", "git diff --no-index --no-color clean.csv changed.csv > out/g.diff; test $? -eq 1"]
    # The list that an import replaces is imported by each program first.
    importing = lambda list: {
        "cosell": ["import", list, "--offer", "contoso-crm", "--book", "out/book.sqlite", "--new-book", "--yes"],
        "python and sqlite": script("sqlite_import", list, "out/s.sqlite"),
        "duckdb": script("duckdb_import", list, "out/d.duckdb"),
    }
    first, second = importing("clean.csv"), importing("changed.csv")
    only_convert = "peers only convert: no cell is looked at"
    checks = "peers: patterns, and which codes there are; no states, no repetitions, no reasons"
    return [
        Task("rewrite: clean CSV to CSV", ["convert", "clean.csv", *into("c.csv")],
             {"xan fmt": [xan, "fmt", "clean.csv", "-o", "out/x.csv"]}, "xan only parses and writes again"),
        Task("normalize: dirty CSV to CSV", ["convert", "dirty.csv", "--rejects", "out/r.csv", *into("c.csv")],
             {"polars": script("polars_normalize", "dirty.csv", "out/p.csv"), "duckdb": script("duckdb_normalize", "dirty.csv", "out/d.csv")},
             "peers reject nothing, and look up neither states nor roles", (0, 1)),
        Task("validate: clean CSV", ["validate", "clean.csv"],
             {"polars": script("polars_validate", "clean.csv", "out/p.csv"), "duckdb": script("duckdb_validate", "clean.csv", "out/d.csv")},
             checks, (0, 1)),
        Task("validate: dirty CSV, all findings as JSON", ["validate", "dirty.csv", "--format", "json", *into("f.json")],
             {"polars": script("polars_validate", "dirty.csv", "out/p.csv"), "duckdb": script("duckdb_validate", "dirty.csv", "out/d.csv")},
             checks, (0, 1)),
        Task("CSV to XLSX", ["convert", "clean.csv", *into("c.xlsx")],
             {"duckdb": excel("duckdb_csv_to_xlsx", "clean.csv", "out/d.xlsx"), "xan": [xan, "to", "xlsx", "clean.csv", "-o", "out/x.xlsx"]},
             only_convert),
        Task("XLSX to CSV", ["convert", "inline.xlsx", *into("c.csv")],
             {"xan": [xan, "from", "inline.xlsx", "-o", "out/x.csv"], "polars": script("polars_xlsx_to_csv", "inline.xlsx", "out/p.csv"),
              "duckdb": excel("duckdb_xlsx_to_csv", "inline.xlsx", "out/d.csv")}, only_convert),
        Task("XLSX with shared strings to CSV", ["convert", "shared.xlsx", *into("c.csv")],
             {"xan": [xan, "from", "shared.xlsx", "-o", "out/x.csv"], "duckdb": excel("duckdb_xlsx_to_csv", "shared.xlsx", "out/d.csv")},
             only_convert),
        Task("CSV to JSON", ["convert", "clean.csv", *into("c.json")],
             {"duckdb": script("duckdb_csv_to_json", "clean.csv", "out/d.json"), "polars": script("polars_csv_to_json", "clean.csv", "out/p.json")},
             only_convert),
        Task("JSON to CSV", ["convert", "clean.json", *into("c.csv")],
             {"duckdb": script("duckdb_json_to_csv", "clean.json", "out/d.csv"), "polars": script("polars_json_to_csv", "clean.json", "out/p.csv")},
             only_convert),
        Task("merge: two halves, countries of both", ["merge", "east.csv", "west.csv", "--on-conflict", "first", *into("c.csv")],
             {"polars": script("polars_merge", "east.csv", "west.csv", "out/p.csv"), "duckdb": script("duckdb_merge", "east.csv", "west.csv", "out/d.csv")},
             "peers: by address only, the first row wins; states are not joined"),
        Task("diff: a list and a changed copy", ["diff", "clean.csv", "changed.csv", "--format", "csv", *into("c.csv")],
             {"duckdb": script("duckdb_diff", "clean.csv", "changed.csv", "out/d.csv"), "git": git_diff},
             "peers: rows and lines that only one list has, not whose they are or what has changed", (1,)),
        Task("import: a changed list over the first", second.pop("cosell"), second,
             "peers: no checks, no history, no plan of what is taken away", before={name: [command] for name, command in first.items()},
             fresh=["out/book.sqlite", "out/s.sqlite", "out/d.duckdb"]),
        Task("start: --version", ["--version"], {"xan": [xan, "--version"]}),
        Task("start: one list of countries", ["countries", "Deutschland / UK"], {"xan": [xan, "--version"]}, "xan only says its version"),
    ]
