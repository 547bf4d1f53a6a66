"""Checks the archive for Windows and the manifests in a folder. check.py FOLDER PROGRAM: PROGRAM is what the archive has."""

import hashlib
import json
import pathlib
import sys
import tomllib
import zipfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[3]
# The fields that the schemas of winget 1.6 require of each kind.
REQUIRED = {
    "version": {"DefaultLocale"},
    "installer": {"Installers"},
    "defaultLocale": {"PackageLocale", "Publisher", "PackageName", "License", "ShortDescription"},
    "locale": {"PackageLocale"},
}


def main(folder, program):
    folder = pathlib.Path(folder)
    version = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))["package"]["version"]
    archive = folder / f"cosell-{version}-x86_64-windows.zip"
    with zipfile.ZipFile(archive) as file:
        assert file.testzip() is None
        names = file.namelist()
        assert file.read("cosell.exe") == pathlib.Path(program).read_bytes()
        texts = {name: file.read(name) for name in names if name.endswith(".txt")}
    assert {"Read me first.txt", "Lisez-moi.txt", "Licences/MIT.txt"} <= set(texts), names
    for name, text in texts.items():
        assert text.startswith("\ufeff".encode()), name
        assert text.count(b"\n") == text.count(b"\r\n") > 5, name
        assert name.startswith("Licences") or f"cosell {version}\r\n".encode() in text, name

    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    url = f"https://github.com/contoso/cosell/releases/download/v{version}/{archive.name}"
    scoop = json.loads((folder / "scoop.json").read_text("utf-8"))
    assert {"version", "description", "homepage", "license", "bin"} <= scoop.keys(), scoop
    assert scoop["version"] == version and scoop["bin"] in names
    [file] = scoop["architecture"].values()
    assert file["url"] == url and file["hash"].lower() == digest, file
    updated = scoop["autoupdate"]["architecture"]["64bit"]["url"].replace("$version", version)
    assert updated == url, updated

    kinds = {}
    for path in folder.glob("*.yaml"):
        text = path.read_text("utf-8")
        assert "@" not in text, path
        # As texts: winget reads a version such as 1.10 as one, too.
        manifest = yaml.load(text, yaml.BaseLoader)
        kinds[manifest["ManifestType"]] = manifest
        assert manifest["PackageIdentifier"] == "contoso.cosell" and manifest["PackageVersion"] == version, path
        assert path.name.startswith("contoso.cosell."), path
        schema = text.split("\n")[0]
        assert schema.endswith(f"winget-manifest.{manifest['ManifestType']}.{manifest['ManifestVersion']}.schema.json"), schema
    assert kinds.keys() == REQUIRED.keys(), kinds.keys()
    for kind, keys in REQUIRED.items():
        assert keys <= kinds[kind].keys(), kind
    [installer] = kinds["installer"]["Installers"]
    assert installer["InstallerUrl"] == url and installer["InstallerSha256"].lower() == digest, installer
    assert [one["RelativeFilePath"] for one in kinds["installer"]["NestedInstallerFiles"]] == ["cosell.exe"]
    print(f"{archive.name:50} {archive.stat().st_size:9} bytes")


main(*sys.argv[1:])
