#!/usr/bin/env python3
"""Makes what Unicode CLDR knows of groups and of lists: the rows of groups.csv and group-names.csv whose source is
CLDR, and those of list-words.csv. Rows with another source are kept as they are.

    npm pack cldr-core@48 cldr-misc-full@48 cldr-localenames-full@48   # and unpack each into a folder of its name
    cldr_lists.py FOLDER

CLDR's territoryContainment is the United Nations' M49 with a few codes more; only codes of countries.csv are taken.
"""

import csv
import json
import sys
import unicodedata
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src/tables/data"
SOURCE = "CLDR 48"

# The regions by their names in M49. 003 (North America), 053 (Australia and New Zealand) and 419 by the name of Latin America
# mean something else to most people, and 057 is the name of a country.
REGIONS = {
    "002": "Africa",
    "005": "South America",
    "009": "Oceania",
    "011": "Western Africa",
    "013": "Central America",
    "014": "Eastern Africa",
    "015": "Northern Africa",
    "017": "Middle Africa",
    "018": "Southern Africa",
    "019": "Americas",
    "021": "Northern America",
    "029": "Caribbean",
    "030": "Eastern Asia",
    "034": "Southern Asia",
    "035": "South-eastern Asia",
    "039": "Southern Europe",
    "054": "Melanesia",
    "061": "Polynesia",
    "142": "Asia",
    "143": "Central Asia",
    "145": "Western Asia",
    "150": "Europe",
    "151": "Eastern Europe",
    "154": "Northern Europe",
    "155": "Western Europe",
    "202": "Sub-Saharan Africa",
    "419": "Latin America and the Caribbean",
}
# Names that CLDR has for groups that are not regions of M49, or are not understood as such.
OTHER_NAMES = {"EU": "European Union", "EZ": "Eurozone", "003": "North America", "419": "LATAM"}


def rows(name):
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(name, table):
    with open(DATA / name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table)


def read(folder, package, path):
    return json.loads((folder / package / "package" / path).read_text("utf-8"))


def main(folder):
    listed = {row[0] for row in rows("countries.csv")[1:]}
    contains = read(folder, "cldr-core", "supplemental/territoryContainment.json")["supplemental"]["territoryContainment"]
    levels = read(folder, "cldr-core", "coverageLevels.json")["effectiveCoverageLevels"]
    locales = sorted(locale for locale, level in levels.items() if level == "modern")

    def members(region):
        if region not in contains:
            return {region} & listed
        # QO, the outlying islands of Oceania with Antarctica, is CLDR's own.
        parts = (part for part in contains[region]["_contains"] if part != "QO")
        return set().union(*map(members, parts))

    groups = [row for row in rows("groups.csv") if not row[3].startswith("United Nations M49")]
    groups += [[name, " ".join(sorted(members(region))), "", f"United Nations M49, {region}, by {SOURCE}"]
               for region, name in REGIONS.items()]
    write("groups.csv", groups)

    names = [row for row in rows("group-names.csv") if row[2] != SOURCE]
    local = set()
    for locale in locales:
        path = f"main/{locale}/territories.json"
        if not (folder / "cldr-localenames-full/package" / path).exists():
            continue
        territories = read(folder, "cldr-localenames-full", path)["main"][locale]["localeDisplayNames"]["territories"]
        for region, name in (REGIONS | OTHER_NAMES).items():
            # A locale without a name of its own has the code.
            if territories.get(region, region) != region:
                local.add((unicodedata.normalize("NFC", territories[region]), name, SOURCE))
    names += map(list, sorted(local))
    write("group-names.csv", names)

    words = {(row[0], row[1]): set() for row in rows("list-words.csv")[1:] if row[3] != SOURCE}
    typed = [row for row in rows("list-words.csv") if row[3] != SOURCE]
    for locale in locales:
        path = f"main/{locale}/listPatterns.json"
        if not (folder / "cldr-misc-full/package" / path).exists():
            continue
        pattern = read(folder, "cldr-misc-full", path)["main"][locale]["listPatterns"]["listPattern-type-standard"]
        for between in (pattern["end"][3:-3], pattern["2"][3:-3]):
            between = between.replace("\u00a0", " ").lstrip(",،\u200f")
            kind = kind_of(between)
            if kind and (between.strip(), kind) not in words:
                words[between.strip(), kind] = set()
            if kind:
                words[between.strip(), kind].add(locale.split("-")[0])
    found = [[word, kind, " ".join(sorted(languages)), SOURCE] for (word, kind), languages in sorted(words.items())
             if not any(row[:2] == [word, kind] for row in typed)]
    write("list-words.csv", typed + found)


def kind_of(between):
    """What stands between the last two of a list: a word with spaces around, one that is written as one with the next
    (Arabic, Hebrew), or a mark in a script without spaces; none where it parts pieces anyway."""
    word = between.strip()
    if not word.isalpha() and not all(unicodedata.category(c)[0] in "LM" for c in word) or not word:
        return None
    if between.startswith(" ") and between.endswith(" "):
        return "and"
    if between.startswith(" "):
        return "and-joined" if unicodedata.bidirectional(word[0]) in ("R", "AL") else None
    return None if " " in between else "and-mark"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
