// Reads files with a program and prints {file name: [row, ...]} as JSON, the header first, with the types of the program.
//
//     node read.mjs sheetjs|csv-parse FILE...
//
// COSELL_NODE names the folder where the packages are installed.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";

const packages = createRequire(`${process.env.COSELL_NODE}/`);

function sheetjs(file) {
  const XLSX = packages("xlsx");
  // `raw` concerns CSV: its cells are not converted to numbers or dates.
  const book = XLSX.read(readFileSync(file), { raw: true });
  return XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1, defval: null });
}

// Accepts only RFC 4180: no bare quotes, no bare line feeds, no row of another length.
function csvParse(file) {
  const { parse } = packages("csv-parse/sync");
  return parse(readFileSync(file), { bom: true, record_delimiter: "\r\n", relax_quotes: false, relax_column_count: false });
}

const [program, ...files] = process.argv.slice(2);
const read = { sheetjs, "csv-parse": csvParse }[program];
process.stdout.write(JSON.stringify(Object.fromEntries(files.map((file) => [basename(file), read(file)]))));
