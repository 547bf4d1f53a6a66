// The state of the page and its changes. It is in the main thread, so that nothing is lost when the worker ends. Each change
// sends the whole state to the worker, whose result is a function of it.

import { Cancelled, Crashed, Engine } from "./engine.ts";
import { addRows, blankPart, editKey, emptyRow, removeRow, replaceRow, setCells, type Cells } from "./edits.ts";
import { erase, keep, kept, type Kept } from "./keep.ts";
import { isAcceptable, List, type Filter } from "./list.ts";
import { preferredLanguage, texts, type Text } from "./text.ts";
import type { CheckResult, Edit, Finding, Language, Reading, ReadFailure, Row, SaveKind, State } from "./types.ts";

/** Larger files are for the program, which doesn't hold them in memory. */
const LARGEST_FILE = 256 * 1024 * 1024;
/** The time after a change until it is sent, in milliseconds: several changes at once become one check. */
const DELAY = 50;
/** The time until progress is shown, in milliseconds. */
const PATIENCE = 400;
/** The number of steps that can be undone. */
const STEPS = 1000;
/** Maximum number of rows that show an edit before it is checked: with more, the page would be blocked for longer than the check takes. */
const PREVIEWS = 1000;

export interface LoadedFile {
  number: number;
  token: string;
  name: string;
  bytes: Uint8Array;
  /** The reason why the page doesn't give the file to the module. */
  failure: ReadFailure | null;
}

/** A step that can be undone. */
type Step =
  | { what: "edits"; file: number; changes: [key: string, before: Edit | undefined, after: Edit | undefined][] }
  | { what: "reading"; file: number; before: Reading; after: Reading }
  | { what: "answer"; key: string; before: number | string | undefined; after: number | string | undefined };

/** A list that was removed, with its changes. */
interface Removed {
  list: List;
  file: LoadedFile;
  /** Its place among the lists. */
  index: number;
  /** The number of the file that replaced it. */
  replacedBy: number | null;
  undo: Step[];
  redo: Step[];
}

/** Returns whether a file is the workbook to correct of a list, or of the list that this one was made of. */
function isCorrected(name: string, list: string): boolean {
  const ending = /\.to-correct(-\d+| \(\d+\))?$/;
  const stem = (file: string) => file.replace(/\.[^.]+$/, "");
  return ending.test(stem(name)) && stem(name).replace(ending, "") === stem(list).replace(ending, "");
}

export class Store {
  language: Language = preferredLanguage();
  files = new Map<number, LoadedFile>();
  lists: List[] = [];
  current: { file: number; reading: Reading } | null = null;
  answers = new Map<string, number | string>();
  /** The list whose rows are shown. */
  active = 0;
  /** The last result; its lists are in `lists`. */
  result: Omit<CheckResult, "lists"> | null = null;
  /** The progress of the worker, if its work takes long enough to be shown. */
  busy: { rows: number } | null = null;
  /** The last check was cancelled, so the rows and counts aren't up to date. */
  cancelled = false;
  /** Sentences about what was just tried: files that can't be taken, or a failure to store. */
  notices: string[] = [];
  /** Lists that were removed, or replaced by their corrected workbooks, since files were added last. They can be put back. */
  removed: Removed[] = [];
  /** The file that was saved last. */
  saved: { name: string; kind: SaveKind } | null = null;
  keeping = false;
  /** Work of an earlier visit, until the person decides about it. */
  offered: Kept | null = null;
  /** This browser can't run the module. */
  unusable = "";
  /** The text for screen readers. */
  announcement = "";

  #engine = new Engine();
  #listeners = new Set<() => void>();
  #revision = 0;
  /** Counts changes of the state. */
  #version = 0;
  #checkedVersion = -1;
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  #nextFile = 1;
  #undo: Step[] = [];
  #redo: Step[] = [];
  /** The file that was added or changed last, which is the likely cause of a crash. */
  #suspect = 0;
  #unsaved = false;

  constructor() {
    this.#engine.onProgress = (rows) => {
      if (this.busy) {
        this.busy = { rows };
        this.#notify();
      }
    };
    this.#engine.prepare().catch((error: unknown) => {
      this.unusable = String(error);
      this.#notify();
    });
    kept().then(
      (work) => {
        if (!work?.lists.length || this.lists.length) return;
        this.offered = work;
        this.language = work.language;
        this.#notify();
      },
      // Without a database there is nothing to offer.
      () => {},
    );
  }

  // Subscription, for React.

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  revision = (): number => this.#revision;

  #notify(): void {
    this.#revision++;
    for (const listener of this.#listeners) listener();
  }

  get t(): Text {
    return texts[this.language];
  }

  get list(): List | undefined {
    return this.lists[this.active];
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** Whether changes would be lost if the page was closed. */
  get unsaved(): boolean {
    return this.#unsaved && !this.keeping;
  }

  /** Whether the result is that of the present state. */
  get upToDate(): boolean {
    return this.#checkedVersion === this.#version;
  }

  nameOf(file: number): string {
    return this.files.get(file)?.name ?? "";
  }

  // Files.

  async addFiles(files: File[], asCurrent = false): Promise<void> {
    this.notices = [];
    this.saved = null;
    this.offered = null;
    this.removed = [];
    if (!asCurrent && !this.lists.length) this.#forgetAll();
    let isFirst = true;
    for (const source of asCurrent ? files.slice(0, 1) : files) {
      const number = this.#nextFile++;
      const file: LoadedFile = { number, token: `${Date.now()} ${Math.random()}`, name: source.name, bytes: new Uint8Array(), failure: null };
      if (source.size > LARGEST_FILE) {
        file.failure = { message: this.t("file-too-large"), remedy: this.t("use-the-program") };
      } else {
        try {
          file.bytes = new Uint8Array(await source.arrayBuffer());
        } catch {
          // A folder, or a file that another program has locked.
          file.failure = { message: this.t("file-unreadable") };
        }
      }
      this.files.set(number, file);
      if (asCurrent) {
        this.#forget(this.current?.file);
        this.current = { file: number, reading: {} };
      } else {
        const matching = this.lists.filter((list) => isCorrected(source.name, this.nameOf(list.file)));
        // Of several lists with the same name, none is known to be the one that was corrected.
        const corrected = matching.length === 1 ? matching[0] : undefined;
        if (corrected) this.#replace(corrected, number);
        else this.lists.push(new List(number));
        if (isFirst && !corrected) this.active = this.lists.length - 1;
        isFirst = false;
      }
      this.#suspect = number;
    }
    this.#changed();
  }

  refuseFolders(names: string[]): void {
    this.notices = names.map((name) => this.t("folder-refused", { name }));
    this.announcement = this.notices.join(" ");
    this.#notify();
  }

  removeFile(file: number): void {
    const index = this.lists.findIndex((list) => list.file === file);
    if (index >= 0) this.#takeOut(index, null);
    if (this.current?.file === file) {
      this.current = null;
      this.#forget(file);
    }
    this.active = Math.max(0, Math.min(this.active, this.lists.length - 1));
    if (!this.lists.length) {
      this.result = null;
      this.#unsaved = false;
    }
    this.#changed();
  }

  /** Forgets what was about lists that were removed. They can't be put back any more. */
  #forgetAll(): void {
    this.answers.clear();
    this.#forget(this.current?.file);
    this.current = null;
    [this.#undo, this.#redo] = [[], []];
  }

  /** Takes a list out, and keeps it to be put back. */
  #takeOut(index: number, replacedBy: number | null): void {
    const [list] = this.lists.splice(index, 1);
    const file = this.files.get(list!.file);
    if (!list || !file) return;
    const isOfList = (step: Step) => step.what !== "answer" && step.file === list.file;
    this.removed.push({ list, file, index, replacedBy, undo: this.#undo.filter(isOfList), redo: this.#redo.filter(isOfList) });
    this.#undo = this.#undo.filter((step) => !isOfList(step));
    this.#redo = this.#redo.filter((step) => !isOfList(step));
    this.#forget(list.file);
  }

  /** Puts the corrected workbook in the place of its list. */
  #replace(list: List, file: number): void {
    const index = this.lists.indexOf(list);
    this.#takeOut(index, file);
    this.lists.splice(index, 0, new List(file));
    this.active = index;
  }

  /** Puts a list back that was removed, in the place of the list that replaced it. */
  putBack(removed: Removed): void {
    this.removed = this.removed.filter((other) => other !== removed);
    const replacement = this.lists.findIndex(({ file }) => file === removed.replacedBy);
    if (replacement >= 0) {
      this.#takeOut(replacement, null);
      this.removed.pop();
    }
    this.#unsaved ||= removed.list.edits.size > 0;
    this.files.set(removed.file.number, removed.file);
    this.lists.splice(removed.index, 0, removed.list);
    this.#undo.push(...removed.undo);
    this.#redo.push(...removed.redo);
    this.active = removed.index;
    this.#changed();
  }

  /** Gives a file to the module again that made it crash. */
  retry(file: number): void {
    const loaded = this.files.get(file);
    if (!loaded) return;
    loaded.failure = null;
    this.#suspect = file;
    this.#changed();
  }

  #forget(file: number | undefined): void {
    if (file !== undefined) this.files.delete(file);
  }

  show(index: number): void {
    this.active = index;
    this.#notify();
  }

  setFilter(filter: Filter): void {
    this.list?.setFilter(filter);
    this.#notify();
  }

  setLanguage(language: Language): void {
    this.language = language;
    this.notices = [];
    // No result has their titles in the other language.
    for (const list of this.lists) list.dropFinishedKinds();
    this.#changed();
  }

  // Changes.

  setReading(file: number, reading: Reading): void {
    if (this.current?.file === file) {
      this.current = { file, reading };
      this.#suspect = file;
      return this.#changed();
    }
    const list = this.lists.find((list) => list.file === file);
    if (list) this.#take({ what: "reading", file, before: list.reading, after: reading });
  }

  setAnswer(key: string, answer: number | string | undefined): void {
    this.#take({ what: "answer", key, before: this.answers.get(key), after: answer });
  }

  /** Changes cells of rows of the active list. */
  setCells(changes: [row: Row, cells: Cells][], added: { after: Row; rows: (string | null)[][] } | null = null): void {
    const { list } = this;
    if (!list) return;
    const edits = this.#collect(list);
    for (const [row, cells] of changes) {
      const different = cells.map((cell, i) => (cell === row.cells[i] ? undefined : cell));
      if (different.some((cell) => cell !== undefined)) edits.change(row, (edit, sheet) => setCells(edit, sheet, row, different));
      else continue;
      if (changes.length <= PREVIEWS) list.preview(row, different, this.#version + 1);
    }
    if (added) edits.change(added.after, (edit, sheet) => addRows(edit, sheet, added.after, added.rows));
    edits.finish();
    list.showPreviews();
  }

  /** Inserts a blank row below the row, unless there is one. Returns the part of the row that was there already. */
  insertRow(row: Row): number | null {
    const { list } = this;
    const part = list ? blankPart(list.edits.get(editKey(list.sheetName(row), row.row)), row) : null;
    if (part === null) this.#changeRow(row, (edit, sheet) => addRows(edit, sheet, row, [emptyRow()]));
    return part;
  }

  removeRow(row: Row): void {
    this.#changeRow(row, (edit, sheet) => removeRow(edit, sheet, row));
  }

  /** Accepts a suggestion: a text for the cell, or contacts that replace the row. */
  accept(row: Row, finding: Finding, choice: string | string[][]): void {
    if (typeof choice !== "string") return this.#changeRow(row, (edit, sheet) => replaceRow(edit, sheet, row, choice));
    if (finding.column === undefined) return;
    const cells: Cells = [];
    cells[finding.column] = choice;
    this.setCells([[row, Array.from({ length: 6 }, (_, i) => cells[i])]]);
  }

  /** Accepts the suggestion of each finding of a kind that has exactly one. */
  acceptAll(rule: string): void {
    const { list } = this;
    if (!list) return;
    const edits = this.#collect(list);
    // From the end, so that the places of rows that were added to the same row of the file stay right.
    for (const row of list.rows.toReversed()) {
      const findings = row.findings.filter((finding) => finding.rule === rule && isAcceptable(finding));
      const split = findings.find((finding) => finding.contacts);
      if (split) {
        edits.change(row, (edit, sheet) => replaceRow(edit, sheet, row, split.contacts!));
        continue;
      }
      const cells: Cells = Array.from({ length: 6 });
      for (const { column, fix } of findings) if (column !== undefined && cells[column] === undefined) cells[column] = fix;
      if (cells.some((cell) => cell !== undefined)) edits.change(row, (edit, sheet) => setCells(edit, sheet, row, cells));
    }
    edits.finish();
  }

  undo(): void {
    const step = this.#undo.pop();
    if (!step) return;
    this.#redo.push(step);
    this.#apply(step, "before");
  }

  redo(): void {
    const step = this.#redo.pop();
    if (!step) return;
    this.#undo.push(step);
    this.#apply(step, "after");
  }

  #changeRow(row: Row, change: (edit: Edit | undefined, sheet: string | null) => Edit | undefined): void {
    const { list } = this;
    if (!list) return;
    const edits = this.#collect(list);
    edits.change(row, change);
    edits.finish();
  }

  /** Collects changes of rows into one step. */
  #collect(list: List) {
    const changes = new Map<string, [string, Edit | undefined, Edit | undefined]>();
    return {
      change: (row: Row, make: (edit: Edit | undefined, sheet: string | null) => Edit | undefined) => {
        const sheet = list.sheetName(row);
        const key = editKey(sheet, row.row);
        const known = changes.get(key);
        const before = known ? known[2] : list.edits.get(key);
        changes.set(key, [key, known ? known[1] : before, make(before, sheet)]);
      },
      finish: () => {
        if (changes.size) this.#take({ what: "edits", file: list.file, changes: [...changes.values()] });
      },
    };
  }

  #take(step: Step): void {
    this.#undo.push(step);
    if (this.#undo.length > STEPS) this.#undo.shift();
    this.#redo = [];
    this.#apply(step, "after");
  }

  #apply(step: Step, side: "before" | "after"): void {
    this.saved = null;
    this.#unsaved = true;
    if (step.what === "answer") {
      const answer = step[side];
      if (answer === undefined) this.answers.delete(step.key);
      else this.answers.set(step.key, answer);
      return this.#changed();
    }
    const list = this.lists.find((list) => list.file === step.file);
    if (!list) return;
    this.#suspect = step.file;
    if (step.what === "reading") {
      list.reading = step[side];
      list.startAfresh();
    } else {
      list.setEdits(step.changes.map(([key, before, after]) => [key, side === "after" ? after : before]), this.#version + 1);
    }
    this.#changed();
  }

  // Checks.

  #changed(): void {
    this.#version++;
    this.#keepSoon();
    this.#notify();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), DELAY);
  }

  #usable(file: number): boolean {
    return this.files.get(file)?.failure === null;
  }

  #state(): State {
    const lists = this.lists
      .filter(({ file }) => this.#usable(file))
      .map(({ file, reading, edits }) => ({ file, reading, edits: [...edits.values()] }));
    const state: State = { language: this.language, lists, answers: Object.fromEntries(this.answers) };
    // Without the contacts of a list that can't be read, all of them would seem to be removed.
    if (this.current && this.#usable(this.current.file) && !this.failures) state.current = this.current;
    return state;
  }

  /** Checks until the result is that of the present state. A check that runs goes on with the latest state when it ends. */
  #check(): Promise<void> {
    this.#running ??= this.#checkAll().finally(() => {
      this.#running = null;
      this.busy = null;
      this.#notify();
    });
    return this.#running;
  }

  async #checkAll(): Promise<void> {
    this.cancelled = false;
    let crashes = 0;
    const patience = setTimeout(() => {
      this.busy = { rows: 0 };
      this.#notify();
    }, PATIENCE);
    try {
      while (!this.upToDate) {
        const version = this.#version;
        try {
          await this.#give();
          const isComplete = this.lists.every(({ restructured }) => restructured === null);
          const json = await this.#engine.check(this.#state(), isComplete);
          this.#receive(JSON.parse(json) as CheckResult, version);
          crashes = 0;
        } catch (error) {
          if (!(error instanceof Crashed)) throw error;
          crashes++;
          if (crashes === 2) {
            this.#blame();
            crashes = 0;
          }
        }
      }
    } catch (error) {
      if (error instanceof Cancelled) this.cancelled = true;
      else this.unusable = String(error);
    } finally {
      clearTimeout(patience);
    }
  }

  /** Gives the worker the files that it doesn't have yet. */
  async #give(): Promise<void> {
    const wanted = [...this.files.values()].filter(({ number }) => this.#usable(number));
    await this.#engine.removeFiles(new Set(wanted.map(({ number }) => number)));
    for (const { number, name, bytes } of wanted) {
      try {
        await this.#engine.addFile(number, name, bytes);
      } catch (error) {
        this.#suspect = number;
        throw error;
      }
    }
  }

  /** Takes the file that is the likely cause of a crash out of the state. */
  #blame(): void {
    const files = [...this.files.values()].filter(({ failure }) => failure === null);
    const file = files.find(({ number }) => number === this.#suspect) ?? files.at(-1);
    if (!file) throw new Error(this.t("crashed"));
    file.failure = { message: this.t("crashed"), remedy: this.t("use-the-program") };
    this.#version++;
  }

  #receive(result: CheckResult, version: number): void {
    const { lists, ...rest } = result;
    this.result = rest;
    for (const list of lists) this.lists.find(({ file }) => file === list.file)?.receive(list, version, rest.kinds);
    this.#checkedVersion = version;
    this.announcement = this.status();
    this.#notify();
  }

  /** The number of rows to correct in all lists. */
  get toCorrect(): number {
    return this.lists.reduce((sum, { result }) => sum + (result?.summary.rejected ?? 0), 0);
  }

  get failures(): number {
    const lists = this.lists.filter(({ file, result }) => result?.failure ?? this.files.get(file)?.failure);
    return lists.length;
  }

  /** The reason why nothing can be saved for the portal, or that it can. */
  status(): string {
    const { t, result } = this;
    if (this.failures) return t("status-failures", { count: this.failures });
    if (this.toCorrect) return t("status-to-correct", { count: this.toCorrect });
    const conflicts = result?.merge?.conflicts.filter(({ answer }) => answer === undefined).length ?? 0;
    if (conflicts) return t("status-conflicts", { count: conflicts });
    if (result?.ready) return t("status-ready", { count: result.merge?.contacts ?? this.lists[0]?.result?.summary.contacts ?? 0 });
    return result ? t("status-file-problems") : "";
  }

  cancel(): void {
    this.#engine.stop();
  }

  checkAgain(): void {
    void this.#check();
  }

  // Saving.

  async save(kind: SaveKind, file?: number): Promise<void> {
    clearTimeout(this.#timer);
    await this.#check();
    const [state, version] = [this.#state(), this.#version];
    const index = state.lists.findIndex((list) => list.file === file);
    if (kind === "to-correct" && index === -1) return;
    try {
      await this.#give();
      const { name, bytes } = await this.#engine.save(state, kind, Math.max(0, index));
      download(name, bytes);
      if (version === this.#version) {
        this.saved = { name, kind };
        // The workbook for the sender isn't the work on all lists.
        if (kind !== "to-correct") this.#unsaved = false;
      }
      this.announcement = this.t("saved", { name });
    } catch (error) {
      if (error instanceof Cancelled) return;
      this.notices = [this.t("save-failed")];
    }
    this.#notify();
  }

  // Keeping the work on this machine.

  async setKeeping(on: boolean): Promise<void> {
    this.keeping = on;
    this.#notify();
    if (on) await this.#keepNow();
    else await this.erase();
  }

  async erase(): Promise<void> {
    this.keeping = false;
    this.offered = null;
    clearTimeout(this.#keepTimer);
    try {
      await erase();
      this.announcement = this.t("erased");
    } catch {
      this.notices = [this.t("erase-failed")];
    }
    this.#notify();
  }

  goOn(): void {
    const work = this.offered;
    if (!work) return;
    this.offered = null;
    this.keeping = true;
    this.language = work.language;
    this.files = new Map(work.files.map(({ file, token, name, bytes }) => [file, { number: file, token, name, bytes, failure: null }]));
    this.lists = work.lists.map(({ file, reading, edits }) => {
      const list = new List(file);
      list.reading = reading;
      list.setEdits(edits.map((edit) => [editKey(edit.sheet, edit.row), edit]), this.#version);
      return list;
    });
    this.current = work.current;
    this.answers = new Map(Object.entries(work.answers));
    this.#nextFile = Math.max(0, ...this.files.keys()) + 1;
    this.#changed();
  }

  #keepSoon(): void {
    if (!this.keeping) return;
    clearTimeout(this.#keepTimer);
    this.#keepTimer = setTimeout(() => void this.#keepNow(), 300);
  }

  async #keepNow(): Promise<void> {
    try {
      await keep({
        language: this.language,
        files: [...this.files.values()].map(({ number, token, name, bytes }) => ({ file: number, token, name, bytes })),
        lists: this.lists.map(({ file, reading, edits }) => ({ file, reading, edits: [...edits.values()] })),
        current: this.current,
        answers: Object.fromEntries(this.answers),
      });
    } catch {
      this.keeping = false;
      this.notices = [this.t("keep-failed")];
      this.announcement = this.notices[0]!;
      this.#notify();
    }
  }
}

function download(name: string, bytes: ArrayBuffer): void {
  const url = URL.createObjectURL(new Blob([bytes]));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the blob after this task.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
