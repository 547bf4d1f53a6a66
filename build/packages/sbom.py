"""Takes the SBOM, which maturin makes with cargo-cyclonedx, out of the wheel.

sbom.py WHEEL FOLDER writes FOLDER/cosell-VERSION.cyclonedx.json, and checks that it names the direct dependencies.
"""

import json
import pathlib
import sys
import tomllib
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main(wheel, folder):
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith(".cyclonedx.json")]
        bom = json.loads(archive.read(name))
    manifest = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))
    missing = manifest["dependencies"].keys() - {component["name"] for component in bom["components"]}
    if missing:
        sys.exit(f"the SBOM lacks {', '.join(sorted(missing))}")
    # The folder of the build has no meaning elsewhere.
    text = json.dumps(bom, indent=2).replace(ROOT.as_uri(), "file:///cosell").replace("path+file:///cosell", "cosell")
    output = pathlib.Path(folder) / f"cosell-{manifest['package']['version']}.cyclonedx.json"
    output.write_text(text + "\n", "utf-8")
    print(output)


main(*sys.argv[1:])
