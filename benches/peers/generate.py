#!/usr/bin/env python3
"""Makes a list of made-up contacts: generate.py FILE --rows N [--dirty]

A row's name and address depend on its number alone (--start and up), so files whose numbers overlap share contacts; the rest depends
on --seed. With --dirty a fifth of the cells has to be mended, and about one in a hundred is wrong."""
import argparse
import random

from people import DOMAINS, JOBS, LEVELS, ODD_JOBS, ROLES, pool
from vocabulary import COUNTRIES, SPELLINGS, STATES

HEADER = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n"
KINDS = 8192  # of people, and of lists of countries
OFTEN = ["US"] * 40 + ["CA"] * 14 + ["AU"] * 8 + ["GB", "DE", "FR"] * 10 + ["JP", "IN", "BR", "NL", "ES", "IT", "CN", "MX"] * 5
BAD_COUNTRIES = ["Narnia", "XX", "US, ZZ", "Europe", "FR; Atlantis", "U", "123"]
BAD_ADDRESSES = ["not-an-email", "foo@", "@example.com", "a b@example.com", "x@@example.com", "user@nodot", ""]


def cell(text):
    """As CSV has it."""
    return '"' + text.replace('"', '""') + '"' if "," in text or '"' in text else text


def scope(chance):
    """Countries, and states of some of them."""
    if chance.random() < 0.1:
        return ["OOO"], []
    countries, wanted = [], chance.choice([1, 1, 1, 2, 2, 3, 3, 4, 5, 6])
    while len(countries) < wanted:
        country = chance.choice(OFTEN if chance.random() < 0.6 else list(COUNTRIES))
        if country not in countries:
            countries.append(country)
    with_states = [country for country in countries if country in STATES] if chance.random() < 0.7 else []
    return countries, [state for country in with_states for state in sorted(chance.sample(STATES[country], chance.choice([1, 1, 2, 3])))]


def dirty_countries(chance, codes):
    """The same countries as people write them."""
    spelt = {}
    for spelling, code in SPELLINGS.items():
        spelt.setdefault(code, []).append(spelling)
    name = lambda code: COUNTRIES.get(code, code)
    kind = chance.randrange(7)
    if kind == 0:
        return ", ".join(codes).lower()
    if kind == 1:
        text = ", ".join(name(code) if chance.random() < 0.7 else code for code in codes)
        return text.upper() if chance.random() < 0.3 else text
    if kind == 2:
        return chance.choice(["; ", ";", "/", " / "]).join(codes) if len(codes) > 1 else codes[0].lower()
    if kind == 3:
        return ", ".join([*codes, chance.choice(codes)])
    if kind == 4:
        return " " + " ,".join(codes) + " "
    if kind == 5:
        return ", ".join(chance.choice(spelt.get(code, [name(code)])) for code in codes)
    return ", ".join(["UK", "USA", *(code for code in codes if code not in ("GB", "US", "OOO"))])


def dirty_states(states):
    """The same states in three other ways."""
    return [", ".join(states).lower(), ";".join(states) if len(states) > 1 else " " + states[0], "  " + " , ".join(states)] if states else [""]


class Soiler:
    """Makes cells dirty."""

    def __init__(self, chance, scopes):
        self.chance = chance
        self.countries = [[dirty_countries(chance, countries) for _ in range(6)] for countries, _ in scopes]
        self.states = [dirty_states(states) for _, states in scopes]
        self.roles = [form for role in ROLES for form in (role.upper(), role.lower(), role.title(), "  " + role, role.replace(" ", "  ") + " ")]

    def soil(self, name, address, job, role, countries, states, kind):
        chance, pick = self.chance.random, self.chance.choice
        if chance() < 0.2:
            name = pick(["  " + name, name + " "])
        x = chance()
        address = pick(BAD_ADDRESSES) if x < 0.01 else address.title() if x < 0.11 else f" {address} " if x < 0.21 else address
        if chance() < 0.2:
            job = " " + job
        x = chance()
        role = "" if x < 0.005 else "Partner" if x < 0.01 else pick(self.roles) if x < 0.21 else role
        x = chance()
        countries = pick(BAD_COUNTRIES) if x < 0.007 else "" if x < 0.01 else pick(self.countries[kind]) if x < 0.21 else countries
        if chance() < 0.2:
            states = pick(self.states[kind])
        return "" if chance() < 0.01 else name, address, job, role, countries, states


def generate(path, rows, seed=1, start=0, capitals=False, dirty=False):
    """Writes a list of so many rows. With capitals, a fifth of the addresses is written in them, as another region might."""
    chance = random.Random(seed)
    people, scopes = pool(KINDS), [scope(chance) for _ in range(KINDS)]
    texts = [(", ".join(countries), ", ".join(states)) for countries, states in scopes]
    jobs = [f"{level} {job}" for level in LEVELS for job in JOBS] + JOBS
    soiler = Soiler(chance, scopes) if dirty else None
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        for number in range(start, start + rows):
            mixed = number * 2654435761 & 0xFFFFFFFF
            name, begin = people[mixed % KINDS]
            address = f"{begin}{number}@{DOMAINS[(mixed >> 13) % len(DOMAINS)]}"
            if capitals and chance.random() < 0.2:
                address = address.title()
            kind = int(chance.random() * KINDS)
            job = chance.choice(jobs if chance.random() > 0.1 else ODD_JOBS)
            row = (name, address, job, chance.choice(ROLES), *texts[kind])
            if soiler:
                row = soiler.soil(*row, kind)
            file.write(",".join(map(cell, row)) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--capitals", action="store_true")
    parser.add_argument("--dirty", action="store_true")
    asked = parser.parse_args()
    generate(asked.file, asked.rows, asked.seed, asked.start, asked.capitals, asked.dirty)
