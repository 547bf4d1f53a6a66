#!/usr/bin/env bash
# Makes the archive for Linux or macOS in target/packages, from the program and what stage.sh has collected.
# tar.sh PROGRAM TARGET
set -euo pipefail
program=$(realpath "$1")
target=$2
cd "$(dirname "$0")/../.."
version=$(sed -n '/^version = /{s/.*"\(.*\)"/\1/p;q;}' Cargo.toml)
name=cosell-$version-$target
folder=target/packages/tar/$name
rm -rf target/packages/tar
mkdir -p target/packages/tar
cp -R target/packages/stage "$folder"
cp "$program" "$folder/cosell"
cp build/packages/about.md "$folder/README.md"
tar -C target/packages/tar -czf "target/packages/$name.tar.gz" "$name"
rm -r target/packages/tar
echo "target/packages/$name.tar.gz"
