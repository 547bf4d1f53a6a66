// A list on the page: its edits, the last result about it, and the rows that the grid shows. Rows that were edited show the
// edit at once, and the findings of the last check in their other cells, until the next result. Rows that were added are
// shown from the edits until a result has them; a result leaves blank rows out, and a new row is blank at first.

import { editKey } from "./edits.ts";
import { COLUMNS, type Column, type Edit, type Finding, type ListResult, type Reading, type Row, type Severity } from "./types.ts";

/** The rows that are shown: all, those to correct, or those with findings of a rule. */
export type Filter = { show: "all" } | { show: "correct" } | { show: "kind"; rule: string };

/** A kind of problem, and how often it occurs. */
export interface Kind {
  rule: string;
  severity: Severity;
  count: number;
  /** The number of findings with exactly one suggestion. */
  acceptable: number;
  /** The largest number of such findings so far. */
  most: number;
  title: string;
}

const ORDER = { error: 0, warning: 1, note: 2 };

/** Returns whether the finding still needs a look. */
export function isOpen(finding: Finding): boolean {
  return !finding.applied && finding.severity !== "note";
}

/** Returns whether the last check of the row found an error. */
function hasError(row: Row): boolean {
  return row.status === "rejected" || row.findings.some((finding) => isOpen(finding) && finding.severity === "error");
}

/** Returns whether the finding has exactly one suggestion. */
export function isAcceptable(finding: Finding): boolean {
  return !finding.applied && !finding.alternatives?.length && (finding.contacts !== undefined || finding.fix !== undefined);
}

function addsRows(edit: Edit | undefined): boolean {
  return edit !== undefined && edit.parts.length > 1;
}

function fileRow(row: Row): string {
  return `${row.sheet}:${row.row}`;
}

export class List {
  readonly file: number;
  reading: Reading = {};
  readonly edits = new Map<string, Edit>();
  /** The last result, without rows. */
  result: Omit<ListResult, "rows"> | null = null;
  rows: Row[] = [];
  /** The rows that the grid shows. A new array whenever one of them changes. */
  shown: Row[] = [];
  filter: Filter = { show: "all" };
  /** How often the filter was set. Until it is set again, rows and kinds that are corrected stay in their place. */
  fills = 0;
  /** Kinds of problems in the order they had when the list was loaded, then new ones. The count is 0 if all are corrected. */
  kinds = new Map<string, Kind>();
  /** The number of rows in `shown` that are corrected, so that the filter will leave them out. */
  settled = 0;
  /** The indexes in `rows` of the rows in `shown`, in their order. Rows that no result has yet have fractions. */
  #view: number[] = [];
  /** The rows that no result has yet, by their place in `#view`. */
  #drafts = new Map<number, Row>();
  /** The version of the state in which an edit changed the number of rows, until a result of it has all rows. */
  restructured: number | null = null;
  /** The number of edits that add rows. */
  #adding = 0;
  /** The rows of the last result that show a later edit, by their index, with the version of the state that has the edit. */
  #pending = new Map<number, { row: Row; version: number }>();
  /** Rows that show an edit that no result has yet. */
  #previews = new WeakSet<Row>();
  #fresh = true;

  constructor(file: number) {
    this.file = file;
  }

  /** The next result decides about the filter, as for a new file. */
  startAfresh(): void {
    this.#fresh = true;
  }

  /** Takes a result for the state of a version. */
  receive(result: ListResult, version: number, titles: Record<string, string> = {}): void {
    const { rows, ...rest } = result;
    this.result = rest;
    // A result of an earlier state has other rows, and its parts of a row are others.
    if (this.restructured !== null && version < this.restructured) return;
    if (Array.isArray(rows)) {
      this.restructured = null;
      this.#replaceRows(rows);
    } else {
      this.#patchRows(rows.changed, version);
    }
    for (const kind of this.kinds.values()) kind.title = titles[kind.rule] ?? kind.title;
  }

  #replaceRows(rows: Row[]): void {
    const keep = this.#fresh ? new Set<string>() : this.#shownRows();
    this.rows = rows;
    this.#pending.clear();
    if (this.#fresh) this.kinds.clear();
    for (const kind of this.kinds.values()) kind.count = kind.acceptable = 0;
    for (const row of rows) this.#count(row, 1);
    if (this.#fresh) {
      const kinds = [...this.kinds.values()].sort((a, b) => ORDER[a.severity] - ORDER[b.severity] || b.count - a.count || a.rule.localeCompare(b.rule));
      this.kinds = new Map(kinds.map((kind) => [kind.rule, kind]));
      this.fills++;
      this.filter = { show: rows.some((row) => row.status === "rejected") ? "correct" : "all" };
      this.#fresh = rows.length === 0;
    }
    this.#fill(keep);
  }

  #patchRows(changed: [number, Row][], version: number): void {
    for (const [index, pending] of this.#pending) {
      if (pending.version > version) continue;
      this.rows[index] = pending.row;
      this.#pending.delete(index);
    }
    let added = false;
    for (const [index, row] of changed) {
      const pending = this.#pending.get(index);
      const old = pending?.row ?? this.rows[index];
      if (old) this.#count(old, -1);
      this.#count(row, 1);
      if (pending) pending.row = row;
      else this.rows[index] = row;
      added ||= this.matches(row) && this.#place(index) === -1;
    }
    if (added) this.#fill(this.#shownRows());
    else this.#show();
  }

  /** Returns the columns that have values here and that the file lacks. A workbook for the sender has the columns of the file. */
  columnsBeside(): Column[] {
    const sources = new Set(this.result?.columns.map(({ column }) => column));
    const set = new Set(this.reading.set?.map(([column]) => column));
    const isTyped = (index: number) => [...this.edits.values()].some(({ parts }) => parts.some((cells) => cells[index]));
    return COLUMNS.filter((column, index) => !sources.has(column) && (set.has(column) || isTyped(index)));
  }

  /** Sets edits, or removes those that are `undefined`. */
  setEdits(edits: Iterable<[key: string, edit: Edit | undefined]>, version: number): void {
    const added = this.#adding;
    const restructured = new Set<string>();
    for (const [key, edit] of edits) {
      if ((this.edits.get(key)?.parts.length ?? 1) !== (edit?.parts.length ?? 1)) restructured.add(key);
      if (addsRows(this.edits.get(key))) this.#adding--;
      if (addsRows(edit)) this.#adding++;
      if (edit) this.edits.set(key, edit);
      else this.edits.delete(key);
    }
    if (restructured.size) this.#restructure(restructured, version);
    if (added || this.#adding || restructured.size) this.#fill(this.#shownRows());
  }

  /** Shows the rows that an edit made of rows of the file at once, so that further edits find the parts that they are for. */
  #restructure(keys: Set<string>, version: number): void {
    this.restructured = version;
    this.#pending.clear();
    const rows: Row[] = [];
    let last = "";
    for (const row of this.rows) {
      const key = editKey(this.sheetName(row), row.row);
      if (!keys.has(key)) rows.push(row);
      else if (key !== last) rows.push(...this.#partsOf(key, row));
      if (keys.has(key)) this.#count(row, -1);
      last = key;
    }
    for (const row of rows) if (keys.has(editKey(this.sheetName(row), row.row))) this.#count(row, 1);
    this.rows = rows;
  }

  /** Returns the rows of an edit that aren't blank. `first` is the first row of its row of the file that is shown. */
  #partsOf(key: string, first: Row): Row[] {
    const parts = this.edits.get(key)?.parts ?? [first.cells.map(() => null)];
    const isKept = (cells: (string | null)[], part: number) => part === 0 && first.part === 0 && cells.every((cell) => cell === null);
    return parts.flatMap((cells, part): Row[] => {
      if (isKept(cells, part)) return [first];
      const texts = cells.map((cell, i) => cell ?? (part === 0 ? (first.cells[i] ?? "") : ""));
      return texts.some((text) => text.trim()) ? [{ sheet: first.sheet, row: first.row, part, status: "rejected", cells: texts, findings: [] }] : [];
    });
  }

  /** Shows an edit before it is checked. */
  preview(row: Row, cells: (string | undefined)[], version: number): void {
    const place = this.shown.indexOf(row);
    const index = place === -1 ? this.rows.indexOf(row) : this.#view[place]!;
    // A row that no result has yet is shown from its edit anyway.
    if (index === -1 || !Number.isInteger(index)) return;
    this.#pending.set(index, { row: this.#pending.get(index)?.row ?? row, version });
    const preview = {
      ...row,
      cells: row.cells.map((cell, i) => cells[i] ?? cell),
      findings: row.findings.filter((finding) => finding.column === undefined || cells[finding.column] === undefined),
    };
    this.#previews.add(preview);
    this.rows[index] = preview;
  }

  /** Shows the edits that `preview` got. */
  showPreviews(): void {
    this.shown = this.#view.map((index) => this.#rowAt(index));
  }

  setFilter(filter: Filter): void {
    // The same filter is set to hide corrected rows.
    if (filter !== this.filter) this.dropFinishedKinds();
    this.filter = filter;
    this.fills++;
    this.#fill(new Set());
  }

  /** Takes kinds without problems out, which are kept in their place until then. */
  dropFinishedKinds(): void {
    for (const [rule, kind] of this.kinds) {
      kind.most = kind.acceptable;
      if (!kind.count) this.kinds.delete(rule);
    }
  }

  /** Returns whether the row is only shown because it was shown before it was corrected. */
  isSettled(row: Row): boolean {
    return !this.matches(row) && !hasError(row) && !this.#previews.has(row);
  }

  matches(row: Row): boolean {
    const { filter } = this;
    if (filter.show === "all") return true;
    if (filter.show === "correct") return row.status === "rejected";
    return row.findings.some((finding) => finding.rule === filter.rule && !finding.applied);
  }

  sheetName(row: Row): string | null {
    return this.result?.sheets[row.sheet] ?? null;
  }

  /** Returns the rows of the file that are shown. Rows that were added to them are shown, too. */
  #shownRows(): Set<string> {
    return new Set(this.shown.map(fileRow));
  }

  #fill(keep: Set<string>): void {
    this.#view = [];
    this.#drafts.clear();
    this.rows.forEach((row, index) => {
      const isShown = this.matches(row) || keep.has(fileRow(row));
      if (isShown) this.#view.push(index);
      if (this.#adding) this.#addDrafts(index, isShown);
    });
    this.#show();
  }

  /** Shows the rows that an edit adds and `rows` doesn't have, if the row at the index is the last one of its row of the file. */
  #addDrafts(index: number, isShown: boolean): void {
    const row = this.rows[index]!;
    const next = this.rows[index + 1];
    if (next && fileRow(next) === fileRow(row)) return;
    const parts = this.edits.get(editKey(this.sheetName(row), row.row))?.parts ?? [];
    const known = new Set<number>();
    for (let i = index; this.rows[i] && fileRow(this.rows[i]!) === fileRow(row); i--) known.add(this.rows[i]!.part);
    for (let part = 1; part < parts.length; part++) {
      if (known.has(part)) continue;
      const place = index + part / parts.length;
      const cells = parts[part]!.map((cell) => cell ?? "");
      this.#drafts.set(place, { sheet: row.sheet, row: row.row, part, status: "rejected", cells, findings: [] });
      if (isShown) this.#view.push(place);
    }
  }

  #rowAt(index: number): Row {
    return this.#drafts.get(index) ?? this.rows[index]!;
  }

  #show(): void {
    this.settled = 0;
    this.shown = this.#view.map((index) => {
      const row = this.#rowAt(index);
      if (this.isSettled(row)) this.settled++;
      return row;
    });
  }

  /** Returns the place in `shown` of the row with an index, or -1. */
  #place(index: number): number {
    let [low, high] = [0, this.#view.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#view[middle]!;
      if (found === index) return middle;
      if (found < index) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  #count(row: Row, sign: 1 | -1): void {
    for (const finding of row.findings) {
      if (!isOpen(finding)) continue;
      let kind = this.kinds.get(finding.rule);
      if (!kind) {
        kind = { rule: finding.rule, severity: finding.severity, count: 0, acceptable: 0, most: 0, title: finding.message };
        this.kinds.set(finding.rule, kind);
      }
      kind.count += sign;
      if (isAcceptable(finding)) kind.acceptable += sign;
      kind.most = Math.max(kind.most, kind.acceptable);
    }
  }
}
