#!/usr/bin/env python3
"""Draws the picture of a run in README.md: checks fixtures/team.csv, and writes run.svg.

    pip install rich==15.0.0
    cargo build && python3 docs/run.py target/debug/cosell docs/run.svg
"""
import os, pathlib, shutil, subprocess, sys, tempfile

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

WIDTH = 96
RUN = ["validate", "team.csv"]
# The colours of the text are readable on a white page and on a dark one, because the picture has a background of its own.
THEME = TerminalTheme(
    (28, 33, 40), (205, 213, 221),
    [(28, 33, 40), (255, 123, 114), (126, 211, 133), (230, 180, 80), (121, 192, 255), (210, 168, 255), (86, 212, 221), (205, 213, 221)],
)
# Rich's own page loads a font from the network.
PAGE = """<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="A run of cosell">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
</svg>
"""


def main(cosell, picture):
    list_file = pathlib.Path(__file__).parent.parent / "fixtures" / "team.csv"
    environment = {**os.environ, "COLUMNS": str(WIDTH), "CLICOLOR_FORCE": "1", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w"), color_system="truecolor", force_terminal=True)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(list_file, folder)
        command = [os.path.abspath(cosell), *RUN]
        text = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True).stdout
    console.print(Text("$ cosell " + " ".join(RUN), style="bold"))
    console.print(Text.from_ansi(text))
    console.save_svg(picture, title="", theme=THEME, code_format=PAGE, unique_id="run")


if __name__ == "__main__":
    main(*sys.argv[1:])
