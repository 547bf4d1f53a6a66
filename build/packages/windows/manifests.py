"""Fills the manifests of winget and Scoop for a release, in target/packages.

manifests.py REPOSITORY ZIP: REPOSITORY is the address of the project on GitHub; ZIP is the archive for Windows that the
release has.
"""

import datetime
import hashlib
import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[3]
TEMPLATES = ROOT / "build/packages/windows"


def main(repository, archive):
    version = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))["package"]["version"]
    archive = pathlib.Path(archive)
    owner = repository.rstrip("/").split("/")[-2]
    values = {
        "VERSION": version,
        "REPOSITORY": repository.rstrip("/"),
        "OWNER": owner,
        "URL": f"{repository.rstrip('/')}/releases/download/v{version}/{archive.name}",
        "SHA256": hashlib.sha256(archive.read_bytes()).hexdigest().upper(),
        "DATE": datetime.datetime.now(datetime.timezone.utc).date().isoformat(),
    }
    output = ROOT / "target/packages"
    files = {output / "scoop.json": TEMPLATES / "scoop.json"}
    for template in (TEMPLATES / "winget").iterdir():
        part = "" if template.stem == "version" else f".{template.stem}"
        files[output / f"{owner}.cosell{part}.yaml"] = template
    for file, template in files.items():
        # An unknown name is an error.
        text = re.sub(r"@([A-Z0-9]+)@", lambda found: values[found[1]], template.read_text("utf-8"))
        file.write_text(text, "utf-8", newline="\n")
        print(file)


main(*sys.argv[1:])
