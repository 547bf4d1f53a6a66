"""Checks, before a release is made, that all agree on what it is. check_tag.py TAG REPOSITORY [ROOT]"""

import pathlib
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main(tag, repository, root=ROOT):
    root = pathlib.Path(root)
    package = tomllib.loads((root / "Cargo.toml").read_text("utf-8"))["package"]
    version, address = package["version"], package.get("repository")
    headings = [line for line in (root / "CHANGELOG.md").read_text("utf-8").splitlines() if line.startswith("## ")]
    problems = []
    if tag != f"v{version}":
        problems.append(f"the tag is {tag}, but Cargo.toml has version {version}")
    if address != repository:
        problems.append(f"Cargo.toml needs the line: repository = \"{repository}\"")
    if not any(heading.split()[1] == version for heading in headings):
        problems.append(f"CHANGELOG.md has no section {version}")
    for problem in problems:
        print(f"::error::{problem}")
    sys.exit(1 if problems else 0)


main(*sys.argv[1:])
