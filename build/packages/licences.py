"""Writes the licences of all that is in the program or the page: of the crates, and of the tables' sources.

licences.py TARGET FILE [MANIFEST]: TARGET is the platform, such as x86_64-pc-windows-msvc; MANIFEST is the Cargo.toml of the
page's module, if it isn't the program's.
"""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMES = re.compile(r"(?i)(un)?licen[cs]e|copying|copyright|notice")
# Licences that are left to choose beside MIT.
OTHERS = re.compile(r"(?i)apache|unlicense|copying|zlib")
INTRODUCTION = """\
cosell is licensed under the MIT License or the Apache License 2.0, as you like. It contains the following works of
others, under their licences.

Rust's standard library is from https://www.rust-lang.org (MIT or Apache-2.0). Names of places are from GeoNames
(https://www.geonames.org, CC BY 4.0), names of countries from Unicode CLDR (Unicode-3.0) and i18n-iso-countries (MIT),
the map from Natural Earth (public domain).
"""
SQLITE = "SQLite is from https://www.sqlite.org (public domain).\n"


def crates(target, manifest):
    """Returns the packages that are compiled into the program, sorted by name."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target, "--manifest-path", pathlib.Path(manifest).resolve()]
    metadata = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    # Macros run in the compiler only.
    macros = {one["id"] for one in metadata["packages"] if any("proc-macro" in target["kind"] for target in one["targets"])}
    root = metadata["resolve"]["root"]
    reached, waiting = set(), [root]
    while waiting:
        node = waiting.pop()
        if node not in reached | macros:
            reached.add(node)
            dependencies = nodes[node]["deps"]
            waiting += [one["pkg"] for one in dependencies if any(kind["kind"] is None for kind in one["dep_kinds"])]
    packages = [package for package in metadata["packages"] if package["id"] in reached - {root}]
    return sorted(packages, key=lambda package: (package["name"], package["version"]))


def texts(folder):
    """Returns the texts of the licence files in a folder."""
    files = sorted(file for file in folder.iterdir() if file.is_file() and NAMES.match(file.name))
    if any("MIT" in file.name for file in files):
        files = [file for file in files if not OTHERS.search(file.name)]
    return [file.read_text("utf-8", "replace").strip().replace("\r\n", "\n") for file in files]


def main(target, output, manifest=ROOT / "Cargo.toml"):
    holders = {}  # the works under each text, and the text; the same text is wrapped in many ways
    lines = []
    packages = [package for package in crates(target, manifest) if package["name"] != "cosell-contacts"]
    for package in packages:
        work = f"{package['name']} {package['version']}"
        licence = package["license"] or "see below"
        lines.append(f"{work}: {licence}, {package['repository'] or 'https://crates.io/crates/' + package['name']}")
        found = texts(pathlib.Path(package["manifest_path"]).parent)
        if not found:
            lines[-1] += f", by {', '.join(package['authors'])}"
        for text in found:
            holders.setdefault(" ".join(text.split()), ([], text))[0].append(work)
    for name, work in [("LICENSE-UNICODE", "Unicode CLDR"), ("LICENSE-I18N-ISO-COUNTRIES", "i18n-iso-countries")]:
        text = (ROOT / "src/tables/data" / name).read_text("utf-8").strip()
        holders.setdefault(" ".join(text.split()), ([], text))[0].append(work)
    with open(output, "w", encoding="utf-8", newline="\n") as file:
        sqlite = SQLITE if any(package["name"] == "rusqlite" for package in packages) else ""
        file.write(INTRODUCTION + sqlite + "\n" + "\n".join(lines) + "\n")
        for works, text in sorted(holders.values()):
            file.write(f"\n{'-' * 80}\n{', '.join(works)}\n\n{text}\n")


main(*sys.argv[1:])
