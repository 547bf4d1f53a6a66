#!/usr/bin/env bash
# Builds the program and makes the wheel with it, in target/packages. It needs maturin, which runs Cargo.
# wheel.sh TARGET [OPTION OF MATURIN...]
set -euo pipefail
target=$1
shift
cd "$(dirname "$0")/../../.."
folder=target/packages/python
rm -rf "$folder"
mkdir -p "$folder"
cp LICENSE-MIT LICENSE-APACHE build/packages/python/pyproject.toml "$folder/"
cp build/packages/about.md "$folder/README.md"
"${PYTHON:-python3}" build/packages/licences.py "$target" "$folder/LICENSES-OF-OTHERS"
cd "$folder"
maturin build --locked --target-dir ../.. --out .. "$@"
