// Ranges of cells in the clipboard, as spreadsheet programs write and read them: cells are separated by tabs, rows by line
// breaks, and a cell with one of these is in quotes.

export function parseRange(text: string): string[][] {
  const rows: string[][] = [[]];
  let i = 0;
  const last = () => rows[rows.length - 1]!;
  while (i <= text.length) {
    let cell = "";
    if (text[i] === '"') {
      const end = closingQuote(text, i);
      if (end !== -1) {
        cell = text.slice(i + 1, end).replaceAll('""', '"');
        i = end + 1;
      }
    }
    const start = i;
    while (i < text.length && !"\t\r\n".includes(text[i]!)) i++;
    cell += text.slice(start, i);
    last().push(cell);
    const separator = text[i];
    if (separator === undefined) break;
    i += separator === "\r" && text[i + 1] === "\n" ? 2 : 1;
    if (separator !== "\t") {
      if (i === text.length) break;
      rows.push([]);
    }
  }
  return rows;
}

/** Returns the place of the quote that ends a cell, or -1 if the quote at `start` is a part of the text. */
function closingQuote(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] !== '"') continue;
    if (text[i + 1] === '"') i++;
    else return i + 1 === text.length || "\t\r\n".includes(text[i + 1]!) ? i : -1;
  }
  return -1;
}

export function formatRange(rows: string[][]): string {
  const cell = (text: string) => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join("\t")).join("\r\n");
}
