"""Makes the archive for Windows in target/packages: the program, how to start it, and licences.

zip.py PROGRAM TARGET: TARGET is the platform of the program, x86_64-pc-windows-msvc or -gnu.
"""

import pathlib
import subprocess
import sys
import tomllib
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
OUTPUT = ROOT / "target/packages"
# The earliest time that an archive can have, so that the same files make the same archive.
TIME = (1980, 1, 1, 0, 0, 0)


def for_notepad(text):
    """Returns a text with the byte order mark and the line ends by which each editor of Windows reads it."""
    return "\ufeff".encode() + text.replace("\n", "\r\n").encode()


def main(program, target):
    version = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))["package"]["version"]
    OUTPUT.mkdir(parents=True, exist_ok=True)
    licences = OUTPUT / "licences-windows.txt"
    subprocess.run([sys.executable, str(ROOT / "build/packages/licences.py"), target, str(licences)], check=True)
    texts = {
        "Read me first.txt": ROOT / "build/packages/windows/read-me-first.txt",
        "Lisez-moi.txt": ROOT / "build/packages/windows/lisez-moi.txt",
        "Licences/MIT.txt": ROOT / "LICENSE-MIT",
        "Licences/Apache-2.0.txt": ROOT / "LICENSE-APACHE",
        "Licences/Works of others.txt": licences,
    }
    content = {"cosell.exe": pathlib.Path(program).read_bytes()}
    content |= {name: for_notepad(file.read_text("utf-8").replace("VERSION", version)) for name, file in texts.items()}
    archive = OUTPUT / f"cosell-{version}-{target.split('-')[0]}-windows.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, data in content.items():
            entry = zipfile.ZipInfo(name, TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, data)
    print(archive)


main(*sys.argv[1:])
