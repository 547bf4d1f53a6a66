#!/usr/bin/env python3
"""Compares two builds of the program on every file of some folders, byte for byte.

    tests/compare/compare.py [--except-words] BASE NEW FOLDER...

For each file: standard output, standard error, exit status and the file written by `validate` (text and JSON, English and French) and
`convert` (to CSV, JSON and XLSX, with rejects). For a change that must not change behaviour. Prints each difference, and ends
with 1 if there is one. Dates, temporary names and process numbers appear in no output, so nothing is masked. With
`--except-words`, texts for people may differ: exit statuses, lists, findings without their messages and rejected rows without their
reasons are compared."""
import concurrent.futures, csv, io, json, os, subprocess, sys, tempfile

arguments = sys.argv[1:]
except_words = "--except-words" in arguments
if except_words:
    arguments.remove("--except-words")
base, new = (os.path.abspath(program) for program in arguments[:2])
folders = [os.path.abspath(folder) for folder in arguments[2:]]

RUNS = {
    "validate": ["validate", "{input}"],
    "validate, all": ["validate", "{input}", "--all", "--all-sheets"],
    "validate, French": ["validate", "{input}", "--lang", "fr"],
    "validate, JSON": ["validate", "{input}", "--format", "json"],
    "to CSV": ["convert", "{input}", "-o", "{out}.csv"],
    "to CSV with rejects": ["convert", "{input}", "-o", "{out}.csv", "--rejects", "{out}.rejects.csv"],
    "to JSON, suggestions": ["convert", "{input}", "-o", "{out}.json", "--accept-suggestions"],
    "to XLSX with rejects": ["convert", "{input}", "-o", "{out}.xlsx", "--rejects", "{out}.rejects.json", "--lang", "fr"],
    "coverage": ["coverage", "{input}"],
}


def outcome(program, arguments, source, folder):
    out = os.path.join(folder, "out")
    arguments = [argument.format(input=source, out=out) for argument in arguments]
    environment = {**os.environ, "COLUMNS": "100", "LC_ALL": "C"}
    try:
        run = subprocess.run([program, *arguments], capture_output=True, stdin=subprocess.DEVNULL, timeout=180, env=environment)
    except subprocess.TimeoutExpired:
        return {"status": "more than 180 s"}
    outcome = {"status": run.returncode, "stdout": run.stdout, "stderr": run.stderr}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            outcome[name] = file.read()
        os.remove(os.path.join(folder, name))
    return outcome


def without_words(run, part, content):
    """Returns an output without the texts for people, or None if it consists of them."""
    if part == "status":
        return content
    if part == "stdout" and run == "validate, JSON" and content:
        output = json.loads(content)
        for finding in output["findings"]:
            del finding["message"]
        return output
    if part == "out.rejects.csv":
        return [row[:1] + row[2:] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))]
    if part == "out.rejects.json":
        return [{key: value for key, value in row.items() if key != "reasons"} for row in json.loads(content)]
    return content if part in ("out.csv", "out.json") else None


def compare(source):
    differences = []
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in RUNS.items():
            one, other = (outcome(program, arguments, source, folder) for program in (base, new))
            if except_words:
                one, other = ({part: without_words(name, part, content) for part, content in side.items()} for side in (one, other))
            for part in sorted(set(one) | set(other)):
                if one.get(part) != other.get(part):
                    before, after = (repr(side.get(part))[:400] for side in (one, other))
                    differences.append(f"{source}: {name}: {part}\n  - {before}\n  + {after}")
    return differences


files = sorted(os.path.join(path, name) for folder in folders for path, _, names in os.walk(folder) for name in names)
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    found = [difference for differences in pool.map(compare, files) for difference in differences]
print("\n".join(found) if found else "no difference", f"in {len(files)} files, {len(RUNS)} runs each")
sys.exit(1 if found or not files else 0)
