#!/usr/bin/env bash
# Collects what packages contain beside the program: licences, manual pages and completions, in target/packages/stage.
# stage.sh PROGRAM TARGET: PROGRAM must run here; TARGET is its platform, such as x86_64-unknown-linux-gnu.
set -euo pipefail
program=$(realpath "$1")
target=$2
cd "$(dirname "$0")/../.."
stage=target/packages/stage
rm -rf "$stage"
mkdir -p "$stage/man" "$stage/completions"
cp LICENSE-MIT LICENSE-APACHE CHANGELOG.md "$stage/"
"${PYTHON:-python3}" build/packages/licences.py "$target" "$stage/LICENSES-OF-OTHERS"
"$program" man -o "$stage/man" --quiet
for shell in bash fish zsh powershell; do
    "$program" completions "$shell" > "$stage/completions/cosell.$shell"
done
