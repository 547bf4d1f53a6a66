#!/usr/bin/env bash
# Installs the peers in a folder of yours, each as its users get it: setup.sh FOLDER
set -euo pipefail
mkdir -p "${1:?a folder to work in}" && cd "$1"
[ -x venv/bin/python ] || python3 -m venv venv
venv/bin/pip install -q duckdb==2.0.0 polars==2.1.0 fastexcel==0.21.0 xlsxwriter==3.3.1
# The extension for workbooks is on PyPI for DuckDB 1.5.
[ -x venv15/bin/python ] || python3 -m venv venv15
venv15/bin/pip install -q duckdb==1.5.5 duckdb-extension-excel==1.5.5
[ -x bin/xan ] || cargo install --quiet --locked --root . xan@0.61.0
