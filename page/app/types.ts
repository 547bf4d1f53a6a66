// Messages between the page and its worker. The names are those that `src/page` of the library reads and writes as JSON.

/** The columns of the template, in their order. Rows have a cell for each. */
export const COLUMNS = ["name", "email", "job-title", "role", "countries", "states"] as const;
export type Column = (typeof COLUMNS)[number];

export type Language = "en" | "fr";

/** How a file is read, as the person says. What is absent is detected. */
export interface Reading {
  /** The name of a sheet; `true` reads all sheets that have contacts. */
  sheet?: string | true;
  /** The file to read of an archive. */
  member?: string;
  /** The name of an encoding, such as `windows-1252`. */
  encoding?: string;
  /** One ASCII character. */
  delimiter?: string;
  /** The first row is a contact: the columns are those of the template. */
  noHeader?: boolean;
  /** Labels of the file, and the columns that they are; `null` is none of them. `column D` is the column with these letters. */
  map?: [label: string, column: Column | null][];
  /** Values for columns that the file doesn't have. */
  set?: [column: Column, value: string][];
}

/**
 * A change of a row, by the sheet and the number of the row in the file: the rows that replace it. None removes it. The first is the
 * row itself: cells that are `null` stay as they are in the file, and if none is `null`, the row is these cells, whatever its shape.
 * The others are new rows, in which `null` is an empty cell.
 */
export interface Edit {
  sheet: string | null;
  row: number;
  parts: (string | null)[][];
}

/** A list: a file, how it is read, and how its rows are changed. */
export interface ListState {
  /** The number that `addFile` got. */
  file: number;
  reading: Reading;
  edits: Edit[];
}

export interface State {
  language: Language;
  lists: ListState[];
  /** The file with the offer's current contacts in the portal, for the preview of the import. */
  current?: { file: number; reading: Reading };
  /** Decisions about conflicts of a merge, by the `key` of each: the index of a reading, or a text. */
  answers: Record<string, number | string>;
}

export type Severity = "error" | "warning" | "note";

export interface Finding {
  /** The name of the rule, such as `country-unknown`; not shown to people, but findings of a kind have the same. */
  rule: string;
  severity: Severity;
  /** The index of the column in `COLUMNS`; absent if the finding is about the row or the file. */
  column?: number;
  /** A sentence. */
  message: string;
  /** The cell as received. */
  value: string;
  /** The fix was applied, so nothing is to be done. */
  applied: boolean;
  /** The cell as the fix writes it: applied, or a suggestion to accept. */
  fix?: string;
  /** Possible values of the cell, if it has several readings. */
  alternatives?: string[];
  /** The contacts into which the suggestion splits the row: rows of six cells. */
  contacts?: string[][];
}

export interface Row {
  /** The index of the sheet in `ListResult.sheets`. */
  sheet: number;
  /** The number of the row in the file, as Excel counts. */
  row: number;
  /** 0 for the row itself; others were added by an edit. */
  part: number;
  /** `contact`: it is written. `rejected`: it has errors. `skipped`: it isn't a contact (a heading, a footer). Blank rows are left out, also those that an edit adds. */
  status: "contact" | "rejected" | "skipped";
  /** The six cells as they are written, or with safe fixes applied if the row has errors. */
  cells: string[];
  findings: Finding[];
}

export interface SourceColumn {
  /** The letters of the column, such as `C`; for JSON, the key again. */
  letters: string;
  label: string;
  column: Column | null;
}

export interface Summary {
  /** Rows read, and what became of them. */
  rows: number;
  contacts: number;
  rejected: number;
  skipped: number;
  /** Findings that keep the list from being used. */
  blocking: number;
  /** Numbers of findings by severity, without those that are fixed. */
  errors: number;
  warnings: number;
  fixed: number;
}

/** The message about a file that can't be read, and the choices that the person has. */
export interface ReadFailure {
  message: string;
  remedy?: string;
  sheets?: string[];
  members?: string[];
}

export interface ListResult {
  file: number;
  name: string;
  failure?: ReadFailure;
  /** The format by its content, such as `xlsx`. */
  format?: string;
  delimiter?: string;
  /** The encoding of a text, such as `Windows-1252`. */
  encoding?: string;
  /** The names of the files that are saved for this list alone. */
  uploadName: string;
  correctName: string;
  /** All visible sheets of a workbook, if there are several. */
  allSheets?: string[];
  /** The sheets that were read. */
  sheets: (string | null)[];
  columns: SourceColumn[];
  /** Findings about the file, its header, or the list as a whole. */
  findings: Finding[];
  summary: Summary;
  /** All rows, or, if their number and order are the same as in the last result, those that changed since, by their index in the list. */
  rows: Row[] | { changed: [index: number, row: Row][] };
}

export interface Conflict {
  key: string;
  subject: "deleted" | "name" | "job-title" | "territory" | "same-person";
  /** The contact: name, address, role. */
  contact: string[];
  readings: { list: string; text: string }[];
  /** The index of the reading that is chosen, or the text that was typed. */
  answer?: number | string;
}

/** The changes that an import would make to the contacts in the portal. */
export interface Comparison {
  failure?: ReadFailure;
  removed: number;
  changed: number;
  added: number;
  unchanged: number;
  changes: {
    kind: "removed" | "changed" | "added";
    contact: string[];
    /** The changed cells: column, old and new text. */
    cells: [column: number, old: string, now: string][];
  }[];
}

export interface CheckResult {
  lists: ListResult[];
  /** A title for each rule of the findings about rows, such as `Countries/Regions contains a name or code that is not a country`. */
  kinds?: Record<string, string>;
  /** Several lists that have no errors, merged. */
  merge?: {
    contacts: number;
    /** The first merged contacts, at most 1,000, each with the indexes of the lists that have it. */
    rows: { cells: string[]; lists: number[] }[];
    conflicts: Conflict[];
    findings: Finding[];
  };
  /** The document of the coverage, a whole HTML page with a style sheet; absent if no row is a contact. */
  coverage?: string;
  comparison?: Comparison;
  /** Whether `save` can write the upload. */
  ready: boolean;
}

export type SaveKind = "upload" | "to-correct" | "json";

/** A message to the worker. Each is answered by a message with the same `id`. */
export type Request = { id: number } & (
  | { do: "add-file"; file: number; name: string; bytes: ArrayBuffer }
  | { do: "remove-file"; file: number }
  | { do: "check"; state: State; /** Whether rows that didn't change may be left out. */ delta: boolean }
  /** `list` is an index in `state.lists`, for `to-correct`. */
  | { do: "save"; state: State; kind: SaveKind; list?: number }
);

export type Response = { id: number } & (
  | { done: "ok" }
  /** `json` is a `CheckResult`. As a text it crosses to the page faster than as an object. */
  | { done: "checked"; json: string }
  | { done: "saved"; name: string; bytes: ArrayBuffer }
  /** The module ended: it ran out of memory, or has an error. The worker is of no more use. */
  | { done: "crashed"; message: string }
  | { done: "progress"; rows: number }
);
