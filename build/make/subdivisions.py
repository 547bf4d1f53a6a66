#!/usr/bin/env python3
"""Makes subdivisions.csv, the subdivisions of all countries (ISO 3166-2), and the rows of state-names.csv whose source
is CLDR. Rows of state-names.csv with another source are kept as they are.

    npm pack cldr-subdivisions-full@48.2.0 cldr-core@48.2.0 cldr@8.0.0   # and unpack each into a folder of its name
    subdivisions.py FOLDER

The first has the codes and English names, the second which subdivision is part of which. The names in other languages
are provisional in CLDR, so its packages in JSON leave them out; npm's `cldr` contains the files in XML.
"""

import csv
import json
import re
import sys
import unicodedata
import xml.etree.ElementTree as xml
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent.parent / "src/tables/data"
SOURCE = "CLDR 48"

# The languages of all names. The official languages of a country come on top, for its own subdivisions.
USUAL = ["fr", "es", "de", "it", "pt", "nl"]
STATE_LANGUAGES = ["fr", "es", "de"]
# Former codes that CLDR doesn't list as such: of Newfoundland (until 2002) and Québec (until 1992), and of Indian states
# (until 2023).
FORMER = {
    "canf": "canl", "capq": "caqc", "inor": "inod", "inct": "incg", "intg": "ints", "inut": "inuk", "inuc": "inuk",
}  # fmt: skip


def fold(name):
    """Approximates the key of src/tables/folding.rs."""
    marked = unicodedata.normalize("NFKD", name).lower().replace("&", " and ")
    plain = "".join(c for c in marked if not "\u0300" <= c <= "\u036f" and c not in "'’‘ʻʼ`´.")
    words = "".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in plain).split()
    return " ".join("saint" if word == "st" else word for word in words)


def clean(name):
    """Returns a name without CLDR's marks for a second subdivision of the same name: `Lənkəran²`, `Berkane (Provinz)`."""
    return re.sub(r"\s*\([^()]*\)$", "", name.strip("\u200e\u200f ").rstrip("²³")).strip()


# Words for a kind of subdivision, which languages put before a name: people write the name alone.
KIND = re.compile(
    r"^(?:(?:provincia|provinz|province|provins|provincie|regione|region|región|région|região|regio|distrito|distretto"
    r"|district|distrikt|municipalidad|municipio|município|municipalité|gemeinde|departamento|dipartimento"
    r"|département|departement|oblast|občina|gouvernorat|gouvernement|governatorato|gobernación|governorado|wilaya"
    r"|cantón|cantone|canton|kanton|contea|comté|condado|prefettura|prefectura|préfecture|präfektur|stato|estado|état"
    r"|divisione|división|division|parrocchia|parroquia|paroisse)"
    r"(?: metropolitana?| autónoma| autonoma| autonome)? +)"
    r"(?:d[eiou]l?l?[aeo]?s? +|d['’]|dell['’]|du +|des +|von +|of +|la +)*",
    re.IGNORECASE,
)


def without_kind(name):
    """Returns a name without the kind of subdivision before it: `Provincia di Milano`."""
    bare = KIND.sub("", name)
    return bare if bare[:1].isupper() and len(bare) > 2 else name


def code_of(code):
    return f"{code[:2].upper()}-{code[2:].upper()}"


def main(folder):
    def load(path):
        with open(folder / path, encoding="utf-8") as file:
            return json.load(file)

    names_in = "cldr-subdivisions-full/subdivisions/en/en.json"
    english = load(names_in)["subdivisions"]["localeDisplayNames"]["subdivisions"]
    supplemental = "cldr-core/supplemental"
    parts = load(f"{supplemental}/subdivisionContainment.json")["supplemental"]["subdivisionContainment"]
    first_level = {code for of, part in parts.items() if of.isupper() for code in part["_contains"]}
    aliases = load(f"{supplemental}/aliases.json")["supplemental"]["metadata"]["alias"]["subdivisionAlias"]
    former = {old: new["_replacement"] for old, new in aliases.items()} | FORMER
    former = {old: new for old, new in former.items() if new in english}
    territories = load(f"{supplemental}/territoryInfo.json")["supplemental"]["territoryInfo"]

    def official(country):
        languages = territories.get(country, {}).get("languagePopulation", {})
        return [language for language, of in languages.items() if "official" in of.get("_officialStatus", "")]

    translated = {}
    for file in (folder / "cldr/3rdparty/cldr/common/subdivisions").glob("*.xml"):
        names = xml.parse(file).iter("subdivision")
        translated[file.stem] = {name.get("type"): clean(name.text) for name in names if name.text}

    codes = sorted(code for code in english if code not in former)
    known = {}
    for code in codes:
        known.setdefault((code[:2], fold(english[code])), set()).add(code)

    def is_others(code, key):
        """Whether a name is what English calls another subdivision of the country: `Washington` for the District."""
        of = known.get((code[:2], key), {code})
        return code not in of

    def names(code, languages):
        keys = {fold(english[code])}
        found = []
        for language in languages:
            table = translated.get(language.replace("_", "-"), translated.get(language, {}))
            for name in [without_kind(table.get(of, "")) for of in [code, *(old for old, new in former.items() if new == code)]]:
                key = fold(name)
                if key and key not in keys and not is_others(code, key):
                    keys.add(key)
                    found.append((language, name))
        return found

    rows = []
    for code in codes:
        other = [name for _, name in names(code, USUAL + official(code[:2].upper()))]
        old = [code_of(old) for old, new in former.items() if new == code]
        level = 1 if code in first_level else 2
        assert "|" not in "".join(other)
        rows.append([code_of(code), level, clean(english[code]), "|".join(other), " ".join(old)])
    write("subdivisions.csv", ["code", "level", "name", "other_names", "former_codes"], rows)

    with open(DATA / "states.csv", encoding="utf-8", newline="") as file:
        states = {row["code"]: row["name"] for row in csv.DictReader(file)}
    with open(DATA / "state-names.csv", encoding="utf-8", newline="") as file:
        written = [row for row in csv.reader(file) if row[2] != SOURCE]
    taken = {fold(name) for name in states.values()} | {fold(row[0]) for row in written}
    # A territory that is also a country has its names there.
    for state in sorted(states):
        code = state.replace("-", "").lower()
        for _, name in [("en", english.get(code, "")), *(names(code, STATE_LANGUAGES) if code in english else [])]:
            if name and fold(name) not in taken:
                taken.add(fold(name))
                written.append([name, state, SOURCE])
    write("state-names.csv", written[0], written[1:])


def write(name, header, rows):
    with open(DATA / name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
