#!/usr/bin/env python3
"""Runs the program for Windows under Wine: the cases of tests/cases, and stories that only Windows has.

    tests/wine/run.py [--windows PROGRAM.exe] [--linux PROGRAM] [WORD...]

The cases are those of tests/cases.rs in the groups `GROUPS`: arguments, both streams, exit status and written files, byte for
byte, except that a backslash in a stream counts as a slash, `cosell.exe` as `cosell`, and what the directory of a workbook
says about the system isn't compared. A story is a function `story_...` below. The two programs are
target/windows/x86_64-pc-windows-gnu/quick/cosell.exe and target/debug/cosell; the latter is what a result has to equal. With
words, only cases and stories with one of them in their names are run.

It needs Wine (`wine64`), the compiler `x86_64-w64-mingw32-gcc` for the helper `bench.c`, and LibreOffice for one story. The
registry and the folders of Windows are in a temporary folder. docs/testing.md says what can't be tried here."""
import argparse
import concurrent.futures
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
import traceback
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "tests/cases"
FIXTURES = ROOT / "fixtures"
GROUPS = ["convert", "validate", "prepare", "merge", "diff", "coverage", "countries", "bad", "hostile", "french", "template", "config"]
# As in tests/cases.rs. LC_ALL is also how Wine reads the names of files.
ENVIRONMENT = {"NO_COLOR": "1", "COLUMNS": "100", "LC_ALL": "C.UTF-8", "TZ": "UTC", "SOURCE_DATE_EPOCH": "1772409600"}
HEADER = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\r\n"
CLEAN = "\ufeff" + HEADER + "Ann Lee,ann@contoso.com,Director,Partner sales,\"DE, FR\",\r\n"

# Cases that have another outcome on Windows, with the reason.
OTHER = {
    "hostile/input-name": "a name with control characters is invalid, and the system says so",
    "config/defaults": "the Command Prompt and PowerShell need quotes around a comma",
}


class WineFault(Exception):
    """Wine itself failed when a process ended, which happens once in some hundred runs."""


def without_faults(run):
    """Returns the result of a function, which is called again if Wine fails."""
    for _ in range(4):
        with contextlib.suppress(WineFault):
            return run()
    return run()


class Bench:
    """Wine with a registry of its own, the program, and the helper."""

    def __init__(self, folder, windows, linux):
        self.folder = folder
        self.linux = linux
        self.wine = shutil.which("wine64") or "/usr/lib/wine/wine64"
        self.prefix = folder / "prefix"
        programs = folder / "programs"
        programs.mkdir()
        self.program = programs / "cosell.exe"
        shutil.copy(windows, self.program)
        compiler = "x86_64-w64-mingw32-gcc"
        here = ROOT / "tests/wine"
        subprocess.run([compiler, "-O1", "-municode", "-o", programs / "bench.exe", here / "bench.c"], check=True)
        library = programs / "bcryptprimitives.dll"
        subprocess.run(
            [compiler, "-O1", "-shared", "-o", library, here / "bcryptprimitives.c", "-ladvapi32"], check=True
        )
        self.helper = programs / "bench.exe"
        self.explorer = programs / "explorer.exe"
        shutil.copy(self.helper, self.explorer)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "COSELL_"))}
        self.environment |= ENVIRONMENT
        self.environment |= {"WINEPREFIX": str(self.prefix), "WINEARCH": "win64", "WINEDEBUG": "-all", "DISPLAY": ""}
        self.boot(["wineboot", "-i"])
        # A new folder of Wine 8 is Windows 7, in which a process is in one job at most.
        self.boot(["reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f"])
        self.server("-k")
        self.server("-w")
        self.boot(["cmd", "/c", "ver"])

    def boot(self, words):
        """Runs a program of Windows that may be the first one. Wine's services start with it and keep its streams open."""
        self.server("-p")
        nothing = subprocess.DEVNULL
        subprocess.run([self.wine, *words], env=self.environment, stdin=nothing, stdout=nothing, stderr=nothing, timeout=300)

    def server(self, option):
        server = shutil.which("wineserver") or "/usr/lib/wine/wineserver"
        nothing = subprocess.DEVNULL
        subprocess.run([server, option], env=self.environment, stdin=nothing, stdout=nothing, stderr=nothing)

    def run_wine(self, words, folder=None, stdin=b"", environment=None):
        """Runs a program of Windows; returns its exit status and streams."""
        run = subprocess.run(
            [self.wine, *map(str, words)],
            cwd=folder or self.folder,
            env=self.environment | (environment or {}),
            input=stdin,
            capture_output=True,
            timeout=300,
        )
        if b"wine client error" in run.stderr:
            raise WineFault(run.stderr)
        return run.returncode, run.stdout, run.stderr

    def start(self, words, folder, stdin=subprocess.PIPE):
        """Starts a program of Windows."""
        return subprocess.Popen(
            [self.wine, *map(str, words)],
            cwd=folder,
            env=self.environment,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def cosell(self, *words, folder, stdin=b"", environment=None):
        return self.run_wine([self.program, *words], folder, stdin, environment)

    def on_linux(self, *words, folder, stdin=b""):
        environment = self.environment | {"XDG_CONFIG_HOME": "/no-settings", "XDG_DATA_HOME": str(self.folder / "data")}
        run = subprocess.run([self.linux, *words], cwd=folder, env=environment, input=stdin, capture_output=True, timeout=300)
        return run.returncode, run.stdout, run.stderr

    @contextlib.contextmanager
    def held(self, file, shared):
        """Another program has a file open, as bench.c says."""
        holder = self.start([self.helper, "hold", shared, file.name], file.parent)
        assert holder.stdout.readline().strip() == b"held", "the file can't be opened"
        try:
            yield holder
        finally:
            with contextlib.suppress(BrokenPipeError, ValueError):
                holder.stdin.close()
            holder.wait(timeout=60)

    @property
    def user(self):
        """The folder of the user."""
        [user] = [folder for folder in (self.prefix / "drive_c/users").iterdir() if folder.name != "Public"]
        return user

    def running(self):
        """Returns how many processes of the program are running."""
        lists = [pathlib.Path(f"/proc/{entry}/cmdline") for entry in os.listdir("/proc") if entry.isdigit()]
        count = 0
        for words in lists:
            with contextlib.suppress(OSError):
                words = words.read_bytes()
                count += self.program.as_posix().encode() in words.replace(b"\\", b"/") and words.split(b"\0")[0].endswith(b"cosell.exe")
        return count


def files_below(folder):
    files = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if path.is_file() and path.name != ".keep":
            data = path.read_bytes()
            if path.suffix == ".xlsx":
                # The directory of an archive has the system on which it was made, and the rights that a file had there.
                entry = re.compile(rb"(PK\x01\x02.)[\x00\x03](.{32}).{4}", re.DOTALL)
                data = entry.sub(lambda entry: entry[1] + b"\x03" + entry[2] + bytes(4), data)
            files[path.relative_to(folder).as_posix()] = data
    return files


def is_like(text, pattern):
    """Returns whether a text is as trycmd expects it: `[..]` is any text in a line, a line `...` any lines."""
    escaped = re.escape(pattern).replace(re.escape("[..]"), "[^\n]*").replace(re.escape("...") + "\\\n", "(?:[^\n]*\n)*")
    return re.fullmatch(escaped, text) is not None


def run_case(bench, toml):
    """Runs a case, and returns its differences."""
    case = tomllib.loads(toml.read_text())
    base = toml.parent / case["fs"]["base"] if "base" in case.get("fs", {}) else toml.with_suffix(".in")
    status = case["status"] if isinstance(case["status"], str) else case["status"]["code"]
    stdin = toml.with_suffix(".stdin")
    with tempfile.TemporaryDirectory(dir=bench.folder) as folder:
        folder = pathlib.Path(folder)
        if base.is_dir():
            shutil.copytree(base, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".keep"))
        before = files_below(folder)
        workplace = folder / case.get("fs", {}).get("cwd", ".")
        found, *streams = bench.cosell(
            *case["args"],
            folder=workplace,
            stdin=stdin.read_bytes() if stdin.exists() else b"",
            environment=case.get("env", {}).get("add"),
        )
        after = files_below(folder)
    differences = []
    if not (found == status or status == "success" and found == 0 or status == "failed" and found != 0):
        differences.append(f"status {found} instead of {status}")
    for name, text in zip(["stdout", "stderr"], streams):
        expected = toml.with_suffix("." + name).read_bytes()
        text, expected = (text.decode(errors="replace").replace("\\", "/") for text in (text, expected))
        text = text.replace("cosell.exe ", "cosell ")
        if text != expected and not is_like(text, expected):
            differences.append(f"{name}:\n{text}--- instead of:\n{expected}")
    books = {name for name in after if name.endswith((".sqlite", ".sqlite-wal", ".sqlite-shm"))}
    expected = before | files_below(toml.with_suffix(".out"))
    for name in sorted((before.keys() | after.keys() | expected.keys()) - books):
        if after.get(name) != expected.get(name):
            differences.append(f"{name}: {after.get(name)!r:.300} instead of {expected.get(name)!r:.300}")
    return differences


def text(stream):
    return stream.decode().replace("\\", "/")


def check(condition, *facts):
    assert condition, facts


def story_a_file_that_excel_has_open_is_not_replaced(bench, folder):
    """Excel shares its file for reading only."""
    (folder / "list.csv").write_text(CLEAN, newline="")
    (folder / "out.csv").write_bytes(b"old")
    for shared in ["r", "rw"]:
        with bench.held(folder / "out.csv", shared):
            run = bench.cosell("convert", "list.csv", "-o", "out.csv", "--force", folder=folder)
        check(run[0] == 2 and "out.csv: another program has the file open" in text(run[2]), shared, run)
        check("Close the file in Excel" in text(run[2]), run)
        check(files_below(folder).keys() == {"list.csv", "out.csv"} and (folder / "out.csv").read_bytes() == b"old", shared)
    run = bench.cosell("convert", "list.csv", "-o", "out.csv", "--force", "--lang", "fr", folder=folder)
    check(run[0] == 0 and (folder / "out.csv").read_bytes() == CLEAN.encode(), run)


def story_a_file_that_is_open_for_a_moment_is_replaced(bench, folder):
    """Scanners and clients of cloud folders look at new files."""
    (folder / "list.csv").write_text(CLEAN, newline="")
    (folder / "out.csv").write_bytes(b"old")
    with bench.held(folder / "out.csv", "rw") as holder:
        # The program needs less than this to come to the first attempt, and then waits for a second.
        timer = threading.Timer(float(os.environ.get("COSELL_WINE_MOMENT", "1.0")), holder.stdin.close)
        timer.start()
        run = bench.cosell("convert", "list.csv", "-o", "out.csv", "--force", folder=folder)
        timer.join()
    check(run[0] == 0 and (folder / "out.csv").read_bytes() == CLEAN.encode(), run)


def story_an_input_that_excel_has_open_is_read(bench, folder):
    (folder / "list.csv").write_text(CLEAN, newline="")
    with bench.held(folder / "list.csv", "rw"):
        run = bench.cosell("validate", "list.csv", folder=folder)
        check(run[0] == 0, run)
    with bench.held(folder / "list.csv", "-"):
        run = bench.cosell("validate", "list.csv", folder=folder)
        check(run[0] == 2 and "list.csv: another program has the file open" in text(run[2]), run)
        run = bench.cosell("validate", "list.csv", "--lang", "fr", folder=folder)
        check(run[0] == 2 and "un autre programme a ouvert ce fichier" in text(run[2]), run)


def story_names_that_windows_reserves_are_refused(bench, folder):
    (folder / "list.csv").write_text(CLEAN, newline="")
    for name, why in [
        ("aux.csv", "the name of a device"),
        ("NUL", "the name of a device"),
        ("other.csv.", "can't end with a dot or a space"),
        ("new.csv ", "can't end with a dot or a space"),
        ("report 12:30.csv", 'can\'t have the character ":"'),
    ]:
        run = bench.cosell("convert", "list.csv", "-o", name, "--to", "csv", "--force", folder=folder)
        check(run[0] == 2 and why in text(run[2]), name, run)
        check(files_below(folder) == {"list.csv": CLEAN.encode()}, name, files_below(folder).keys())


def story_offers_with_reserved_names_are_exported(bench, folder):
    (folder / "list.csv").write_text(CLEAN, newline="")
    for offer in ["aux", "a:b", "end."]:
        run = bench.cosell("import", "list.csv", "--offer", offer, "--yes", "--new-book", "--book", "book.sqlite", folder=folder)
        check(run[0] == 0, offer, run)
    run = bench.cosell("export", "--all-offers", "-o", "lists", "--book", "book.sqlite", folder=folder)
    check(run[0] == 0, run)
    names = sorted(files_below(folder / "lists"))
    check(names == ["%61ux.csv", "a%3Ab.csv", "end%2E.csv"], names)


def story_paths_may_be_long(bench, folder):
    deep = folder
    for _ in range(6):
        deep /= "a folder with a name of fifty characters, or more.."[:49] + "x"
    deep.mkdir(parents=True)
    (deep / "list.csv").write_text(CLEAN, newline="")
    path = str(deep).replace("/", "\\")
    check(len(path) > 300)
    run = bench.cosell("convert", f"Z:{path}\\list.csv", "-o", f"Z:{path}\\out.csv", folder=folder)
    check(run[0] == 0 and (deep / "out.csv").read_bytes() == CLEAN.encode(), run)
    relative = str(deep.relative_to(folder)).replace("/", "\\")
    run = bench.cosell("convert", f"{relative}\\list.csv", "-o", f"{relative}\\out.xlsx", folder=folder)
    check(run[0] == 0 and (deep / "out.xlsx").exists(), run)


def story_shares_are_read_and_written(bench, folder):
    """Wine finds \\\\server\\share in a folder of its own."""
    (folder / "list.csv").write_text(CLEAN.replace("DE, FR", "Germany, Atlantis"), newline="")
    share = bench.prefix / "dosdevices/unc/server/sales"
    share.parent.mkdir(parents=True, exist_ok=True)
    share.symlink_to(folder)
    try:
        there = "\\\\server\\sales\\"
        run = bench.cosell("validate", there + "list.csv", "--format", "sarif", folder=folder)
        uris = re.findall(r'"uri": ?"([^"]*)"', run[1].decode())
        check(run[0] == 1 and "file://server/sales/list.csv" in uris, run)
        (folder / "clean.csv").write_text(CLEAN, newline="")
        run = bench.cosell("convert", there + "clean.csv", "-o", there + "out.csv", folder=folder)
        check(run[0] == 0 and (folder / "out.csv").read_bytes() == CLEAN.encode(), run)
        # A book that can't be written is opened by an address.
        run = bench.cosell("import", "clean.csv", "--offer", "contoso", "--yes", "--new-book", "--book", "book.sqlite", folder=folder)
        check(run[0] == 0, run)
        (folder / "book.sqlite").chmod(0o444)
        for book in [there + "book.sqlite", "book.sqlite", "Z:" + str(folder).replace("/", "\\") + "\\book.sqlite"]:
            run = bench.cosell("history", "--offer", "contoso", "--book", book, folder=folder)
            check(run[0] == 0 and "clean.csv" in text(run[1]), book, run)
    finally:
        share.unlink()


def story_addresses_in_sarif_have_drives(bench, folder):
    (folder / "Länder & co.csv").write_text(CLEAN.replace("DE, FR", "Atlantis"), newline="")
    path = "Z:" + str(folder).replace("/", "\\") + "\\Länder & co.csv"
    run = bench.cosell("validate", path, "--format", "sarif", folder=folder)
    expected = "file:///Z:" + str(folder) + "/L%C3%A4nder%20%26%20co.csv"
    check(run[0] == 1 and expected in re.findall(r'"uri": ?"([^"]*)"', run[1].decode()), expected, run)


def story_names_in_all_scripts_are_kept(bench, folder):
    name = "Länder – 名前 😀.csv"
    (folder / name).write_text(CLEAN, newline="")
    run = bench.cosell("convert", name, "-o", "Ελλάδα.csv", folder=folder)
    check(run[0] == 0 and (folder / "Ελλάδα.csv").read_bytes() == CLEAN.encode(), run)
    check("Ελλάδα.csv" in run[2].decode(), run)


def story_stars_are_expanded_by_the_program(bench, folder):
    for name in ["b.csv", "a.csv", "list1.csv", "c.txt"]:
        (folder / name).write_text(CLEAN.replace("Ann Lee", f"Ann of {name}"), newline="")
    (folder / "list[1].csv").write_text(CLEAN.replace("Partner sales", "Boss"), newline="")
    run = bench.cosell("validate", "?.csv", "c*.txt", "--format", "json", folder=folder)
    files = [file["file"] for file in json.loads(run[1])["files"]] if b'"files"' in run[1] else text(run[1])
    check(run[0] == 0 and json.loads(run[1])["summary"]["rows"] == 3, run, files)
    # Brackets are in names of downloaded files.
    run = bench.cosell("validate", "list[1].csv", folder=folder)
    check(run[0] == 1 and "list[1].csv" in text(run[1]), run)
    run = bench.cosell("validate", "none*.csv", folder=folder)
    check(run[0] == 2 and "none*.csv" in text(run[2]), run)


@contextlib.contextmanager
def convert_endlessly(bench, folder):
    """A run that has begun to write its output, and whose standard input doesn't end."""
    run = bench.start([bench.program, "convert", "-", "-o", "out.csv", "--force"], folder)
    with contextlib.suppress(BrokenPipeError):
        run.stdin.write((HEADER + "Ann Lee,ann@contoso.com,Director,Partner sales,DE,\r\n" * 20000).encode())
        run.stdin.flush()
    deadline = time.monotonic() + 60
    while not parts_in(folder):
        check(run.poll() is None and time.monotonic() < deadline, run.poll())
        time.sleep(0.02)
    yield run
    with contextlib.suppress(BrokenPipeError):
        run.stdin.close()


def parts_in(folder):
    return list(folder.glob(".cosell-*.part"))


def story_a_stop_leaves_nothing(bench, folder):
    (folder / "out.csv").write_bytes(b"old")
    with convert_endlessly(bench, folder) as run:
        # Wine passes it on as Ctrl-C.
        run.send_signal(signal.SIGINT)
        status = run.wait(timeout=60)
    check(status == 130, status)
    check(files_below(folder) == {"out.csv": b"old"}, files_below(folder).keys())


def story_what_a_killed_run_leaves_the_next_one_removes(bench, folder):
    with convert_endlessly(bench, folder) as run:
        run.kill()
        run.wait(timeout=60)
    check(parts_in(folder), files_below(folder).keys())
    run = bench.cosell("convert", "-", "-o", "out.csv", folder=folder, stdin=CLEAN.encode())
    check(run[0] == 0 and files_below(folder).keys() == {"out.csv"}, run, files_below(folder).keys())


def long_workbook(file, rows=150_000):
    """A workbook that takes a while to parse: so many different rows."""
    row = '<table:table-row><table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell></table:table-row>'
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{names}office:1.0" xmlns:table="{names}table:1.0" xmlns:text="{names}text:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="List">'
        + "".join(map(row.format, range(rows)))
        + "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{names}manifest:1.0"/>')
        archive.writestr("content.xml", content)


def story_the_worker_has_a_limit_of_time(bench, folder):
    long_workbook(folder / "list.ods", 1_000_000)
    run = bench.cosell("validate", "list.ods", "--limit", "seconds=1", "--limit", "ratio=10000", folder=folder)
    check(run[0] == 2 and "needs more than 1 second of processor time" in text(run[2]), run)


def story_the_worker_ends_with_the_program(bench, folder):
    long_workbook(folder / "list.ods", 1_000_000)
    run = bench.start([bench.program, "validate", "list.ods", "--limit", "ratio=10000"], folder)
    deadline = time.monotonic() + 120
    while bench.running() < 2:
        check(run.poll() is None and time.monotonic() < deadline, "no worker", run.poll())
        time.sleep(0.05)
    # It looks for the program that started it as soon as it runs.
    time.sleep(1)
    run.kill()
    run.wait()
    while bench.running():
        check(time.monotonic() < deadline, "the worker still runs")
        time.sleep(0.1)


def story_the_book_is_in_the_local_folder_of_the_user(bench, folder):
    """The story of a book, as on Linux: each output, and the file to upload byte for byte."""
    shutil.copy(FIXTURES / "sales-ops.xlsx", folder / "list.xlsx")
    (folder / "small.csv").write_text(CLEAN, newline="")
    for file in ["windows", "linux"]:
        (folder / file).mkdir()
        for name in ["list.xlsx", "small.csv"]:
            shutil.copy(folder / name, folder / file)
    for words in [
        ["import", "list.xlsx", "--offer", "contoso", "-m", "first"],
        ["import", "small.csv", "--offer", "contoso"],
        ["import", "small.csv", "--offer", "contoso", "--yes"],
        ["export", "--offer", "contoso", "-o", "upload.csv"],
        ["restore", "--offer", "contoso", "--revision", "1", "--yes"],
        ["export", "--offer", "contoso", "-o", "again.csv"],
        ["export", "--offer", "contoso", "--revision", "2", "-o", "second.xlsx"],
        ["offers"],
    ]:
        windows = bench.cosell(*words, folder=folder / "windows")
        linux = bench.on_linux(*words, folder=folder / "linux")
        # The time, and the place of the book.
        masked = [
            (status, *(re.sub(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?Z?|(?<=created: ).*", "", text(stream)) for stream in streams))
            for status, *streams in (windows, linux)
        ]
        check(masked[0] == masked[1], words, masked)
    check(files_below(folder / "windows") == files_below(folder / "linux"))
    book = bench.user / "AppData/Local/cosell/book.sqlite"
    check(book.read_bytes().startswith(b"SQLite format 3"), book)
    shutil.rmtree(book.parent)


def story_settings_are_in_the_roaming_folder_of_the_user(bench, folder):
    settings = bench.user / "AppData/Roaming/cosell"
    settings.mkdir(parents=True)
    try:
        (settings / "cosell.toml").write_text('[profile.emea]\nfiles = "*.csv"\nmap = "Zustaendig=Name"\n')
        (folder / "list.csv").write_text(CLEAN.replace("Name,", "Zustaendig,"), newline="")
        run = bench.cosell("convert", "list.csv", "-o", "out.csv", folder=folder)
        check(run[0] == 0 and (folder / "out.csv").read_bytes() == CLEAN.encode(), run)
        # The prefix of canonical paths is nothing for people.
        check("cosell.toml" in text(run[2]) and "?/" not in text(run[2]), run)
    finally:
        shutil.rmtree(settings)


def story_a_pipe_is_read_and_no_device(bench, folder):
    run = bench.cosell("validate", folder=folder, stdin=CLEAN.encode())
    check(run[0] == 0 and "1 row = 1 contact" in text(run[1]), run)
    run = subprocess.run(
        [bench.wine, str(bench.program), "validate"], cwd=folder, env=bench.environment, stdin=subprocess.DEVNULL, capture_output=True
    )
    check(run.returncode == 2 and b"name the list to read" in run.stderr, run)


def story_commands_are_quoted_for_the_shells_of_windows(bench, folder):
    (folder / "my list.csv").write_text(CLEAN, newline="")
    run = bench.cosell("convert", "my", "list.csv", "-o", "out.csv", folder=folder)
    check(run[0] == 2 and 'cosell convert "my list.csv" -o out.csv' in text(run[2]), run)


def story_the_language_is_that_of_the_system(bench, folder):
    """Wine has the language of its environment, and a program that cmd starts doesn't see it."""
    (folder / "list.csv").write_text(CLEAN, newline="")
    environment = {"LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8"}
    words = ["cmd", "/c", f"set LC_ALL=& set LANG=& {bench.program.name} validate list.csv"]
    for name in [bench.program.name, "bcryptprimitives.dll"]:
        shutil.copy(bench.program.parent / name, folder)
    run = bench.run_wine(words, folder, environment=environment)
    check(run[0] == 0 and "1 ligne = 1 contact" in run[1].decode().replace("\u00a0", " "), run)


def corrected_in_libreoffice(file, corrections, folder):
    """Corrects cells by what they have, and saves the workbook in LibreOffice, as somebody does who gets it."""
    import warnings

    import openpyxl

    # It knows no footers with a size of the font.
    warnings.simplefilter("ignore")

    book = openpyxl.load_workbook(file)
    left = set(corrections)
    for cell in (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row):
        if cell.value in corrections:
            left.discard(cell.value)
            cell.value = corrections[cell.value]
    check(not left, file, left)
    book.save(file)
    saved = folder / "saved"
    words = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
    words += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", saved, file]
    subprocess.run(words, check=True, capture_output=True, cwd=folder, env=os.environ | {"HOME": str(folder)})
    shutil.move(saved / file.name, file)


def story_a_manager_drops_three_lists(bench, folder):
    """One list is fine, two are corrected in LibreOffice and dropped again. The files to upload are those of Linux."""
    (folder / "fine.csv").write_text(CLEAN.replace("DE, FR", "Germany, France"), newline="")
    (folder / "place.csv").write_text(CLEAN.replace("DE, FR", "Atlantis") + "Bob Ray,bob@fabrikam.com,CTO,Partner sales,US,\r\n", newline="")
    (folder / "address.csv").write_text(CLEAN.replace("ann@contoso.com", "ann at work"), newline="")
    names = ["fine.csv", "place.csv", "address.csv"]
    # Explorer starts the program with the full paths of what is dropped on it.
    dropped = lambda *names: bench.run_wine(
        [bench.explorer, "run", bench.program, *("Z:" + str(folder / name).replace("/", "\\") for name in names)],
        environment={"LC_ALL": "C.UTF-8"},
    )
    run = dropped(*names)
    check(run[0] in (0, 1), run)
    check((folder / "fine.upload.csv").read_bytes() == CLEAN.encode(), run)
    check(not (folder / "place.upload.csv").exists() and not (folder / "address.upload.csv").exists(), run)
    corrected_in_libreoffice(folder / "place.to-correct.xlsx", {"Atlantis": "Germany"}, folder)
    corrected_in_libreoffice(folder / "address.to-correct.xlsx", {"ann at work": "ann@contoso.com"}, folder)
    before = files_below(folder).keys()
    run = dropped("place.to-correct.xlsx", "address.to-correct.xlsx")
    check(run[0] == 0, run)
    uploads = {name: data for name, data in files_below(folder).items() if name.endswith(".csv") and name not in before}
    check(len(uploads) == 2, uploads.keys(), run)
    linux = folder / "linux"
    linux.mkdir()
    for name in ["fine.csv", "place.to-correct.xlsx", "address.to-correct.xlsx"]:
        shutil.copy(folder / name, linux)
    run = bench.on_linux("fine.csv", "place.to-correct.xlsx", "address.to-correct.xlsx", folder=linux)
    check(run[0] == 0, run)
    expected = {name: data for name, data in files_below(linux).items() if name.endswith(".csv") and name != "fine.csv"}
    check(expected == uploads | {"fine.upload.csv": (folder / "fine.upload.csv").read_bytes()}, expected.keys(), uploads.keys())
    # The command line makes the same bytes.
    for name, data in uploads.items():
        workbook = f"{name.split('.')[0]}.to-correct.xlsx"
        run = bench.on_linux("convert", workbook, "-o", f"converted-{name}", folder=linux)
        check(run[0] == 0 and (linux / f"converted-{name}").read_bytes() == data, name, run)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--windows", type=pathlib.Path, default=ROOT / "target/windows/x86_64-pc-windows-gnu/quick/cosell.exe")
    arguments.add_argument("--linux", type=pathlib.Path, default=ROOT / "target/debug/cosell")
    arguments.add_argument("--keep", action="store_true")
    arguments.add_argument("words", nargs="*")
    arguments = arguments.parse_args()
    is_meant = lambda name: not arguments.words or any(word in name for word in arguments.words)
    tomls = [toml for group in GROUPS for toml in sorted((CASES / group).glob("*.toml"))]
    tomls = [toml for toml in tomls if is_meant(toml.relative_to(CASES).with_suffix("").as_posix())]
    stories = [(name, story) for name, story in globals().items() if name.startswith("story_") and is_meant(name)]
    started = time.monotonic()
    failed = []
    with tempfile.TemporaryDirectory(prefix="wine-") as folder:
        bench = Bench(pathlib.Path(folder), arguments.windows.resolve(), arguments.linux.resolve())
        try:
            booted = time.monotonic()

            def case(toml):
                name = toml.relative_to(CASES).with_suffix("").as_posix()
                try:
                    differences = without_faults(lambda: run_case(bench, toml))
                    if differences and name not in OTHER:
                        # On a busy machine, Wine loses the output of a program once in some thousand runs. A fault of the
                        # program is there again.
                        differences = without_faults(lambda: run_case(bench, toml))
                    return name, differences
                except Exception:
                    return name, [traceback.format_exc()]

            with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
                for name, differences in pool.map(case, tomls):
                    if differences and name not in OTHER:
                        failed.append(name)
                        print(f"FAILED {name}", *differences, sep="\n", flush=True)
                    elif name in OTHER and not differences:
                        failed.append(name)
                        print(f"FAILED {name}: it has the outcome of other systems", flush=True)
            cases_done = time.monotonic()
            for name, story in stories:
                begun = time.monotonic()

                def run_story():
                    shutil.rmtree(bench.user / "AppData/Local/cosell", ignore_errors=True)
                    with tempfile.TemporaryDirectory(dir=bench.folder) as place:
                        story(bench, pathlib.Path(place))

                try:
                    without_faults(run_story)
                except Exception:
                    failed.append(name)
                    print(f"FAILED {name}\n{traceback.format_exc()}", flush=True)
                print(f"{name.removeprefix('story_').replace('_', ' ')}: {time.monotonic() - begun:.1f} s", flush=True)
        finally:
            bench.server("-k")
            bench.server("-w")
    ended = time.monotonic()
    print(
        f"{len(tomls)} cases in {cases_done - booted:.0f} s, {len(stories)} stories in {ended - cases_done:.0f} s,"
        f" Wine's start {booted - started:.0f} s; {len(failed)} failed"
    )
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
