"""Runs the hooks of pre-commit and the steps of the GitHub action in new git repositories, and checks the workflows.

hooks.py ROOT FOLDER: ROOT is the source of the program, which is in PATH; FOLDER is an empty folder.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tomllib

import yaml

ROOT, FOLDER = map(pathlib.Path, sys.argv[1:])
HEADER = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n"
GOOD = "Ann Lee,ann@contoso.com,Director,Partner sales,US,\n"
FIXABLE = "Bob Fox,bob@contoso.com,Director,partner sales,Germany,\n"
WRONG = "Cid Day,cid@contoso.com,Director,Partner sales,Narnia,\n"
# Runners that GitHub has, and the linter doesn't know.
NEWER_RUNNERS = {"macos-15-intel", "ubuntu-24.04-arm"}
ENVIRONMENT = {
    **os.environ,
    "PATH": f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "HOME": str(FOLDER),
    "PRE_COMMIT_HOME": str(FOLDER / "pre-commit"),
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ann Lee",
    "GIT_AUTHOR_EMAIL": "ann@contoso.com",
    "GIT_COMMITTER_NAME": "Ann Lee",
    "GIT_COMMITTER_EMAIL": "ann@contoso.com",
    "LC_ALL": "C.UTF-8",
}


def run(command, folder, status=0, **variables):
    """Runs a command and returns what it printed."""
    done = subprocess.run(
        command, cwd=folder, env={**ENVIRONMENT, **variables}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}"
    return done.stdout


def repository(name):
    """Returns a new repository with a list in the form of the portal and one of another program."""
    folder = FOLDER / name
    (folder / "lists").mkdir(parents=True)
    run(["git", "init", "--quiet", "--initial-branch=main"], folder)
    (folder / "lists/contacts.csv").write_text(HEADER + GOOD)
    (folder / "prices.csv").write_text("item;price\nchair;10\n")
    commit(folder)
    return folder


def commit(folder):
    run(["git", "add", "."], folder)
    run(["git", "commit", "--quiet", "--no-verify", "-m", "lists"], folder)
    return run(["git", "rev-parse", "HEAD"], folder).strip()


def hooks():
    run(["pre-commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")], FOLDER)
    manifest = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    # The program is installed: building it is what `language: rust` would do first.
    known = {hook["id"]: {**hook, "language": "system"} for hook in manifest}
    assert set(known) == {"cosell-check", "cosell-fix"}, known
    for name in known:
        folder = repository(name)
        config = {"repos": [{"repo": "local", "hooks": [known[name]]}]}
        (folder / ".pre-commit-config.yaml").write_text(json.dumps(config))
        run(["pre-commit", "install"], folder)
        contacts = folder / "lists/contacts.csv"
        run(["git", "add", "."], folder)
        run(["git", "commit", "-m", "a list that is fine"], folder)

        contacts.write_text(HEADER + GOOD + FIXABLE)
        run(["git", "add", "."], folder)
        output = run(["git", "commit", "-m", "a list to fix"], folder, status=1)
        if name == "cosell-check":
            assert "would change lists/contacts.csv" in output, output
            assert contacts.read_text() == HEADER + GOOD + FIXABLE
            contacts.write_text(HEADER + GOOD)
        else:
            assert "files were modified by this hook" in output, output
            fixed = "Bob Fox,bob@contoso.com,Director,Partner sales,DE,\n"
            assert contacts.read_text() == HEADER + GOOD + fixed, contacts.read_text()
            run(["git", "add", "."], folder)
            run(["git", "commit", "-m", "a fixed list"], folder)
            assert run(["git", "status", "--porcelain"], folder) == ""

        before = contacts.read_text()
        contacts.write_text(before + WRONG)
        run(["git", "add", "."], folder)
        output = run(["git", "commit", "-m", "a wrong list"], folder, status=1)
        assert "Narnia" in output and contacts.read_text() == before + WRONG, output
        assert not list(folder.glob("**/*.bak"))


def action():
    steps = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]
    [install, validate] = [step["run"] for step in steps if "run" in step]
    folder = repository("action")
    run(["bash", "-eo", "pipefail", "-c", install], folder, SOURCE="the program is installed")
    base = run(["git", "rev-parse", "HEAD"], folder).strip()

    def validated(status, specs="**/contacts*.csv", base=base, **variables):
        for file in ["output", "cosell.sarif"]:
            (folder / file).unlink(missing_ok=True)
        variables = {"FILES": specs, "ALL": "false", "OPTIONS": "", "BASE": base, **variables}
        output = run(
            ["bash", "-eo", "pipefail", "-c", validate], folder, status, SARIF="cosell.sarif",
            GITHUB_OUTPUT=str(folder / "output"), RUNNER_TEMP=str(FOLDER), **variables,
        )
        return output, (folder / "cosell.sarif").exists() and json.loads((folder / "cosell.sarif").read_text())

    output, sarif = validated(0)
    assert output == "No list of contacts has changed.\n" and not sarif, output

    (folder / "lists/contacts east, new.csv").write_text(HEADER + WRONG)
    (folder / "prices.csv").write_text("item;price\nchair;12\n")
    head = commit(folder)
    output, sarif = validated(1)
    assert "file=lists/contacts east%2C new.csv,line=2," in output and "Narnia" in output, output
    assert "contacts.csv" not in output and (folder / "output").read_text() == "sarif=cosell.sarif\n"
    [result] = sarif["runs"][0]["results"]
    assert result["ruleId"] == "country-unknown", result
    # An input is no command.
    _, sarif = validated(0, specs="$(touch made) lists/contacts.csv", ALL="true")
    assert sarif and not (folder / "made").exists()
    # All lists: on request, or if the commit before isn't known.
    assert "Narnia" in validated(1, base=head, ALL="true")[0]
    assert "Narnia" in validated(1, base="0" * 40)[0]
    assert "Narnia" not in validated(0, base=head)[0]
    # A list that is removed isn't validated.
    (folder / "lists/contacts east, new.csv").unlink()
    commit(folder)
    output, sarif = validated(0, base=head)
    assert output == "No list of contacts has changed.\n" and not sarif, output
    output, _ = validated(2, ALL="true", OPTIONS="--no-such-option")
    assert "--no-such-option" in output, output


def lint():
    modules = pathlib.Path(os.environ["COSELL_NODE"]) / "node_modules"
    validator, linter = str(modules / ".bin/action-validator"), str(ROOT / "tests/interop/lint.mjs")
    workflow = str(ROOT / "docs/github-workflow.yml")
    run([validator, str(ROOT / "action.yml")], FOLDER)
    assert run(["node", linter, str(modules), workflow], FOLDER) == ""
    # They find something where there is something to find.
    wrong = (ROOT / "action.yml").read_text().replace("using: composite", "using: nothing")
    (FOLDER / "wrong.yml").write_text(wrong.replace("shell: bash", "shall: bash"))
    run([validator, str(FOLDER / "wrong.yml")], FOLDER, status=1)
    (FOLDER / "wrong.yml").write_text(pathlib.Path(workflow).read_text().replace("runs-on", "run-on"))
    assert "run-on" in run(["node", linter, str(modules), str(FOLDER / "wrong.yml")], FOLDER)
    for step in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]:
        if "run" in step:
            (FOLDER / "step.sh").write_text(step["run"])
            run(["shellcheck", "--shell=bash", "step.sh"], FOLDER)
    # Each input that the workflow gives is one of the action.
    [job] = yaml.safe_load(pathlib.Path(workflow).read_text())["jobs"].values()
    given = [name for step in job["steps"] if step["uses"] == "./" for name in step["with"]]
    assert given and set(given) <= set(yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]), given

    release = ROOT / ".github/workflows/release.yml"
    run([validator, str(release)], FOLDER)
    findings = run(["node", linter, str(modules), str(release)], FOLDER).splitlines()
    unknown = [re.search(r'label "([^"]+)" is unknown', finding) for finding in findings]
    assert all(unknown) and {finding[1] for finding in unknown} == NEWER_RUNNERS, findings
    for job in yaml.safe_load(release.read_text())["jobs"].values():
        for step in job["steps"]:
            if "run" in step:
                (FOLDER / "step.sh").write_text("set -e # as GitHub runs it\n" + step["run"])
                run(["shellcheck", "--shell=bash", "step.sh"], FOLDER)
    scripts = [ROOT / ".ci/packages", *(ROOT / "build/packages").glob("**/*.sh")]
    assert len(scripts) > 3
    run(["shellcheck", *map(str, scripts)], FOLDER)


def release():
    """A tag is released only if it names the version, and if the version has an address and a section of the changelog."""
    script, folder = ROOT / "build/packages/check_tag.py", FOLDER / "tag"
    folder.mkdir()
    manifest, changelog = (ROOT / "Cargo.toml").read_text(), "# Changelog\n\n## Unreleased\n\n## 1.2.3 (2026-12-01)\n"
    version = tomllib.loads(manifest)["package"]["version"]
    set_version = manifest.replace(f'version = "{version}"', 'version = "1.2.3"', 1)
    address = "https://github.com/contoso/cosell"
    set_address = re.sub(r'(?m)^(# )?repository = .*', f'repository = "{address}"', set_version, count=1)
    for text, log, tag, wrong in [
        (set_address, changelog, "v1.2.3", []),
        (set_address, changelog, "v1.2.4", ["the tag is v1.2.4"]),
        (set_address.replace("contoso/", "fabrikam/"), changelog, "v1.2.3", [f'repository = "{address}"']),
        (set_version, "# Changelog\n", "v1.2.3", ["repository = ", "no section 1.2.3"]),
    ]:
        (folder / "Cargo.toml").write_text(text)
        (folder / "CHANGELOG.md").write_text(log)
        output = run([sys.executable, str(script), tag, address, str(folder)], FOLDER, status=1 if wrong else 0)
        lines = output.splitlines()
        assert len(lines) == len(wrong) and all(map(str.__contains__, lines, wrong)), output
    # The wheel has the same licence and keywords as the crate.
    wheel = tomllib.loads((ROOT / "build/packages/python/pyproject.toml").read_text())["project"]
    crate = tomllib.loads(manifest)["package"]
    assert (wheel["license"], wheel["keywords"]) == (crate["license"], crate["keywords"]), wheel


hooks()
action()
lint()
release()
