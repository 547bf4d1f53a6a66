"""Writes src/tables/data/letter-pairs.csv: how often letters beyond ASCII stand beside other letters in words of a region's languages.

Usage: pip download --no-deps faker; unzip faker-*.whl -d DIR; python3 build/make/letter_pairs.py DIR > src/tables/data/letter-pairs.csv

The words are names of persons and places, job titles and companies of Faker (https://github.com/joke2k/faker, MIT licence). A cost is
-10 ln(share of the region's words with the pair); `^` and `$` are the ends of a word.
"""

import collections
import importlib
import math
import pkgutil
import re
import sys
import unicodedata

# The languages of each region, weighted by how often lists are in them: columns of the table, in this order.
REGIONS = {
    "western": {"de": 3, "fr": 3, "es": 3, "pt": 2, "it": 1.5, "nl": 1.5, "sv": 1.5, "da": 1, "no": 1, "fi": 1, "is": 0.3, "ga": 0.2},
    "central": {"pl": 1.5, "cs": 1.2, "hu": 1, "ro": 1, "hr": 0.7, "sk": 0.7, "de": 0.7, "sl": 0.5},
    "turkish": {"tr": 3, "de": 0.3},
    "baltic": {"et": 1, "lt": 1, "lv": 1, "de": 0.2, "fi": 0.1},
    "cyrillic": {"ru": 3, "uk": 1, "bg": 1, "mk": 0.2},
    "greek": {"el": 1},
}


def texts(value):
    if isinstance(value, str):
        yield unicodedata.normalize("NFC", value)
    elif isinstance(value, dict):
        for key, weight in value.items():
            yield from texts(key)
            yield from texts(weight)
    elif isinstance(value, (list, tuple, set)):
        for part in value:
            yield from texts(part)


def words_by_language():
    words = collections.defaultdict(set)
    for kind in ("person", "job", "address", "company"):
        package = importlib.import_module(f"faker.providers.{kind}")
        for module in pkgutil.iter_modules(package.__path__):
            if not re.fullmatch("[a-z]{2}_[A-Z]{2}", module.name):
                continue
            provider = importlib.import_module(f"faker.providers.{kind}.{module.name}").Provider
            for name, value in vars(provider).items():
                if name.startswith("_") or "format" in name or "countr" in name:
                    continue
                for text in texts(value):
                    if "{" not in text:
                        words[module.name[:2]].update(word for word in re.split(r"[^\w’'-]+", text) if not word.isascii())
    return words


def main():
    sys.path.insert(0, sys.argv[1])
    words = words_by_language()
    costs = collections.defaultdict(lambda: [""] * len(REGIONS))
    for at, languages in enumerate(REGIONS.values()):
        shares, total = collections.Counter(), sum(languages.values())
        for language, weight in languages.items():
            for word in words[language]:
                # The small letter of the Turkish dotted capital is ASCII.
                framed = "^" + "".join(c if c == "İ" else c.lower() for c in word) + "$"
                for pair in map("".join, zip(framed, framed[1:])):
                    if not pair.isascii() and all(c.isalpha() or c in "^$" for c in pair):
                        shares[pair] += weight / total / len(words[language])
        for pair, share in shares.items():
            costs[pair][at] = str(max(0, round(-10 * math.log(share))))
    print("pair," + ",".join(REGIONS))
    for pair in sorted(costs):
        print(f"{pair}," + ",".join(costs[pair]))


main()
