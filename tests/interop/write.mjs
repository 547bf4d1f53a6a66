// Writes a list with SheetJS in some of its formats, with default settings.
//
//     node write.mjs ENDING,ENDING,... CELLS.json FOLDER
//
// CELLS.json has the rows as arrays of texts, the header first. COSELL_NODE names the folder where the package is installed.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const XLSX = createRequire(`${process.env.COSELL_NODE}/`)("xlsx");
const [endings, cells, folder] = process.argv.slice(2);
const book = XLSX.utils.book_new();
const rows = JSON.parse(readFileSync(cells, "utf8"));
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), "Contacts");
for (const ending of endings.split(",")) {
  XLSX.writeFile(book, `${folder}/list.${ending}`);
}
