#!/usr/bin/env bash
# Makes dist/cosell.html with the library as a WebAssembly module in it.
# make.sh MODULE: MODULE is what Cargo built, cosell_page.wasm. wasm-bindgen is in target/tools or in PATH.
set -euo pipefail
module=$(realpath "$1")
cd "$(dirname "$0")"
PATH=$PWD/../target/tools/bin:$PATH
wasm-bindgen --target web --no-typescript --remove-name-section --remove-producers-section --out-dir module "$module"
"${PYTHON:-python3}" ../build/packages/licences.py wasm32-unknown-unknown module/LICENSES-OF-OTHERS Cargo.toml
npm ci --silent --no-audit --no-fund
npm run --silent build
size=$(gzip -9 --stdout dist/cosell.html | wc -c)
echo "page/dist/cosell.html: $size bytes with gzip"
[ "$size" -le 3000000 ] || { echo 'the page is larger than 3 MB' >&2; exit 1; }
