// Changes of rows: pure functions that return the edit of a row of the file after a change.

import { COLUMNS, type Edit, type Row } from "./types.ts";

/** New texts for some of a row's six cells. */
export type Cells = (string | undefined)[];

const NOTHING: null[] = COLUMNS.map(() => null);

/** Identifies a row of a file, with all rows that were added after it. */
export function editKey(sheet: string | null, row: number): string {
  return sheet === null ? `${row}` : `${row}:${sheet}`;
}

/** Identifies a row of the grid. */
export function rowKey(row: Row): string {
  return `${row.sheet}:${row.row}:${row.part}`;
}

function partsOf(edit: Edit | undefined): (string | null)[][] {
  return edit ? edit.parts.map((part) => [...part]) : [[...NOTHING]];
}

/** Returns the edit, or `undefined` if it leaves the row as it is in the file. */
function editOf(sheet: string | null, row: number, parts: (string | null)[][]): Edit | undefined {
  const first = parts[0];
  if (parts.length === 1 && first?.every((cell) => cell === null)) return undefined;
  return { sheet, row, parts };
}

export function setCells(edit: Edit | undefined, sheet: string | null, row: Row, cells: Cells): Edit | undefined {
  const parts = partsOf(edit);
  const part = parts[row.part];
  if (!part) return edit;
  for (let i = 0; i < part.length; i++) {
    // The row is what is shown: cells of the file may be made of each other, as countries with their states in brackets.
    part[i] = cells[i] ?? part[i] ?? (row.part === 0 ? (row.cells[i] ?? "") : null);
  }
  return editOf(sheet, row.row, parts);
}

/** Replaces the row by several, such as the contacts of a suggestion. */
export function replaceRow(edit: Edit | undefined, sheet: string | null, row: Row, rows: string[][]): Edit | undefined {
  const parts = partsOf(edit);
  if (!parts[row.part]) return edit;
  parts.splice(row.part, 1, ...rows.map((cells) => [...cells]));
  return editOf(sheet, row.row, parts);
}

/** Adds rows below the row. */
export function addRows(edit: Edit | undefined, sheet: string | null, row: Row, rows: (string | null)[][]): Edit | undefined {
  const parts = partsOf(edit);
  parts.splice(row.part + 1, 0, ...rows.map((cells) => [...cells]));
  return editOf(sheet, row.row, parts);
}

export function emptyRow(): null[] {
  return [...NOTHING];
}

/** Returns the part that is a blank row that was added: the row itself or the one right below it. */
export function blankPart(edit: Edit | undefined, row: Row): number | null {
  for (const part of [row.part, row.part + 1]) {
    if (part > 0 && edit?.parts[part]?.every((cell) => !cell?.trim())) return part;
  }
  return null;
}

export function removeRow(edit: Edit | undefined, sheet: string | null, row: Row): Edit | undefined {
  const parts = partsOf(edit);
  if (!parts[row.part]) return edit;
  parts.splice(row.part, 1);
  // Cells of the first part that are `null` are those of the file, but this part was a row of its own.
  if (row.part === 0 && parts[0]) parts[0] = parts[0].map((cell) => cell ?? "");
  return editOf(sheet, row.row, parts);
}
