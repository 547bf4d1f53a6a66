// Converts fixtures with the library built for WebAssembly, and compares the outcome with what the program writes:
//   node tests/wasm/run.mjs MODULE.wasm
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const fixture = (name) => readFileSync(fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url)));
const module = await WebAssembly.compile(readFileSync(process.argv[2]));
// Dependencies import functions of wasm-bindgen: rust_xlsxwriter the date, zip random numbers for archives with a password. A page has
// them from wasm-bindgen; here the date is enough.
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
  imports[from] ??= {};
  imports[from][name] = /_now_/.test(name) ? () => Date.now() : () => {
    throw new Error(`${from}.${name} was called`);
  };
}
const instance = await WebAssembly.instantiate(module, imports);
const { push, run, byte_at } = instance.exports;

function convert(bytes, toXlsx) {
  for (const byte of bytes) push(byte);
  const length = Number(run(toXlsx ? 1 : 0));
  return length < 0 ? length : Buffer.from(Array.from({ length }, (_, index) => byte_at(index)));
}

let failed = 0;
function check(what, holds) {
  console.log(`${holds ? "ok" : "FAILED"}: ${what}`);
  failed += holds ? 0 : 1;
}

const expected = fixture("sales-ops.expected.csv");
const isExpected = (outcome) => Buffer.isBuffer(outcome) && outcome.equals(expected);
for (const name of ["sales-ops.csv", "sales-ops.xlsx"]) {
  check(`${name} becomes the list that the program writes`, isExpected(convert(fixture(name), false)));
}
const workbook = convert(fixture("sales-ops.csv"), true);
check("CSV becomes a workbook", Buffer.isBuffer(workbook) && workbook.subarray(0, 2).toString() === "PK");
check("the workbook is read again as the same list", Buffer.isBuffer(workbook) && isExpected(convert(workbook, false)));
check("a file that isn't a list is refused", convert(Buffer.from([0, 1, 2, 3, 0, 0]), false) < 0);
const small = fixture("small.csv");
for (const name of ["one-list.zip", "contacts.csv.gz", "libreoffice.html", "libreoffice-2003.xml"]) {
  const outcome = convert(fixture(`layouts/files/${name}`), false);
  check(`${name} becomes the list in it`, Buffer.isBuffer(outcome) && outcome.equals(small));
}
process.exit(failed ? 1 : 0);
