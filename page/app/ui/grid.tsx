// The table of contacts: react-data-grid with the keys, the editor and the clipboard that people know from spreadsheets.

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { DataGrid, type CellKeyboardEvent, type CellKeyDownArgs, type Column, type ColumnWidths, type DataGridHandle, type RenderEditCellProps } from "react-data-grid";
import { formatRange, parseRange } from "../clipboard.ts";
import { rowKey, type Cells } from "../edits.ts";
import { isOpen, type List } from "../list.ts";
import { texts } from "../text.ts";
import { COLUMNS, type Language, type Row } from "../types.ts";
import { FilterButtons } from "./problems.tsx";
import { cellState, LOWEST, ProblemCell, rowHeight } from "./problem-cell.tsx";
import { TextSize } from "./text-size.ts";
import { ROLES } from "./understood.tsx";
import { useStore } from "./use-store.ts";

/** Heights of the header with one line, and with two. */
const HEADER = 32;
const HIGH_HEADER = 42;
/** The parts of a header's width that aren't its text. */
const HEADER_SIDES = 18;
/** Widths of the columns in pixels at least, and their parts of what is left. */
const ROW_WIDTH = 58;
const DIGIT = 8;
/** How much wider bold letters are. */
const BOLD = 1.1;
/** The width of `+1` behind the number of a row that was split. */
const PART = 24;
const WIDTHS: [least: number, part: number][] = [[110, 1], [138, 1.5], [90, 1], [104, 0.9], [104, 1], [96, 0.3]];
const PROBLEM: [least: number, part: number] = [268, 3.2];
/** The width of a scroll bar and the borders. */
const SCROLL_BAR = 18;
/** The height of the grid at most, in parts of the window's height. */
const TALLEST = 0.7;

/** Returns the widths of the columns for a width of the grid. */
function widthsFor(total: number, number: number) {
  const all = [...WIDTHS, PROBLEM];
  const least = all.reduce((sum, [each]) => sum + each, number);
  const parts = all.reduce((sum, [, part]) => sum + part, 0);
  const left = Math.max(0, total - least);
  const widths = all.map(([each, part]) => Math.floor(each + (left * part) / parts));
  // In a narrow window the problem comes before the cells, so that it is seen beside the number of the row.
  const narrow = total < least;
  if (!narrow) widths[6]! += total - number - widths.reduce((sum, each) => sum + each);
  return { number, cells: widths.slice(0, 6), problem: narrow ? Math.min(widths[6]!, Math.max(200, total - number - 60)) : widths[6]!, narrow };
}

export function ContactsGrid({ list }: { list: List }) {
  const store = useStore();
  const { t, language } = store;
  const { shown } = list;
  const grid = useRef<DataGridHandle>(null);
  const [box, total] = useWidth();
  const [resized, setResized] = useState<ColumnWidths>(new Map());
  /** The key of the selected row. The grid itself only knows the place, where another row may be after a change. */
  const [selectedKey, setSelectedKey] = useState<string | null>(null);
  const place = useRef({ idx: 0, rowIdx: -1 });
  // With the name of the sheet, because another sheet may be chosen.
  const keyOf = (row: Row) => `${rowKey(row)}:${list.sheetName(row) ?? ""}`;
  const selectedAt = useMemo(() => {
    if (selectedKey === null) return -1;
    const before = shown[place.current.rowIdx];
    return before && keyOf(before) === selectedKey ? place.current.rowIdx : shown.findIndex((row) => keyOf(row) === selectedKey);
  }, [shown, selectedKey]);
  const selected = shown[selectedAt];
  const size = useMemo(() => new TextSize(`13px ${getComputedStyle(document.body).fontFamily}`), []);
  // Leaves room for the scroll bar.
  const sheets = list.result?.sheets.length ?? 0;
  const digits = String(list.rows.at(-1)?.row ?? 0).length;
  let parts = 1;
  for (const edit of list.edits.values()) parts = Math.max(parts, edit.parts.length);
  const partWidth = parts > 1 ? PART + DIGIT * (String(parts - 1).length - 1) : 0;
  const layout = useMemo(() => {
    const number = ROW_WIDTH + DIGIT * Math.max(0, digits - 2) + partWidth;
    return widthsFor(total - SCROLL_BAR, sheets > 1 ? number + 50 : number);
  }, [total, digits, partWidth, sheets]);
  const problemWidth = resized.get("problem")?.width ?? layout.problem;

  /** The key that opened the editor, if it wasn't a letter: then the text is edited, not replaced. */
  const opener = useRef("");
  const focusCell = useCallback(() => {
    // The button that was pressed is gone, and the focus with it.
    requestAnimationFrame(() => grid.current?.element?.querySelector<HTMLElement>("[role=gridcell][aria-selected=true]")?.focus());
  }, []);

  // Rows that are corrected keep their heights until the filter is set again.
  const heights = useMemo(() => new Map<string, number>(), [list, list.fills, language, total]);
  // Heights are remembered as long as the row is the same object.
  const heightOf = useMemo(() => {
    const known = new WeakMap<Row, number>();
    return (row: Row) => {
      let height = known.get(row);
      if (height === undefined) {
        const key = row.findings.length || heights.size ? rowKey(row) : "";
        const before = heights.get(key) ?? 0;
        height = row.findings.length || before ? Math.max(before, rowHeight(row, language, problemWidth, layout.cells, size, before > LOWEST)) : LOWEST;
        if (height > LOWEST) heights.set(key, height);
        known.set(row, height);
      }
      return height;
    };
  }, [heights, language, problemWidth, layout, size]);

  const headerHeight = useMemo(() => {
    const isWide = COLUMNS.some((column, index) => size.width(texts[language](`column-${column}`)) * BOLD + HEADER_SIDES > (resized.get(column)?.width ?? layout.cells[index]!));
    return isWide ? HIGH_HEADER : HEADER;
  }, [language, layout, resized, size]);

  const tallest = Math.max(useWindowHeight() * TALLEST, 260);
  const height = useMemo(() => {
    let sum = headerHeight + (layout.narrow || resized.size ? SCROLL_BAR : 2);
    for (const row of shown) {
      sum += heightOf(row);
      if (sum > tallest) return tallest;
    }
    return Math.max(sum, 64);
  }, [shown, heightOf, headerHeight, tallest, layout, resized.size]);
  // Without a scroll bar the last column takes its place.
  const problemColumnWidth = layout.narrow || height === tallest ? layout.problem : layout.problem + SCROLL_BAR - 2;

  const columns = useMemo<Column<Row>[]>(
    () => {
      const text = texts[language];
      const cells: Column<Row>[] = COLUMNS.map((column, index) => ({
        key: column,
        name: <span title={text(`column-${column}`)}>{breakable(text(`column-${column}`))}</span>,
        width: layout.cells[index]!,
        resizable: true,
        cellClass: (row) => cellState(row, index),
        renderCell: ({ row }) => <CellText row={row} index={index} language={language} />,
        renderEditCell: (props) => <Editor {...props} size={size} index={index} opener={opener.current} label={text(`column-${column}`)} />,
        editorOptions: { closeOnExternalRowChange: false },
      }));
      const number: Column<Row> = {
        key: "row",
        name: text("row"),
        width: layout.number,
        frozen: true,
        cellClass: "row-number",
        renderCell: ({ row }) => {
          const sheet = sheets > 1 ? list.sheetName(row) : null;
          const number = numberOf(row);
          return sheet === null ? number : <span title={`${sheet}, ${number}`}>{`${sheet} ${number}`}</span>;
        },
      };
      const problem: Column<Row> = {
        key: "problem",
        name: text("problem"),
        width: problemColumnWidth,
        resizable: true,
        cellClass: "problem-cell",
        renderCell: ({ row, tabIndex }) => <ProblemCell store={store} row={row} language={language} tabIndex={tabIndex} onAccepted={focusCell} />,
      };
      return layout.narrow ? [number, problem, ...cells] : [number, ...cells, problem];
    },
    [language, layout, problemColumnWidth, list, sheets, size, store, focusCell],
  );

  const fills = useRef(list.fills);
  const wasFocused = useRef(false);
  useLayoutEffect(() => {
    const isRefilled = fills.current !== list.fills;
    fills.current = list.fills;
    const { idx, rowIdx } = place.current;
    if (selectedKey === null || selectedAt === rowIdx) return;
    // An edit isn't interrupted; it knows its row.
    if (document.activeElement?.classList.contains("editor")) return;
    const { activeElement } = document;
    // A cell that is gone takes the focus with it.
    const hasFocus = grid.current?.element?.contains(activeElement) || (activeElement === document.body && wasFocused.current);
    if (selectedAt === -1) {
      setSelectedKey(null);
      // The grid can't select nothing, but a header.
      grid.current?.selectCell({ idx, rowIdx: -1 }, { shouldFocusCell: hasFocus });
      return;
    }
    grid.current?.selectCell({ idx, rowIdx: selectedAt }, { shouldFocusCell: hasFocus });
    if (isRefilled) grid.current?.scrollToCell({ rowIdx: selectedAt });
  });

  /** Selects the next cell with an error, or if there is none, with a warning. */
  const goToProblem = (step: 1 | -1) => {
    const columnOf = new Map(columns.map(({ key }, idx) => [key as string, idx]));
    for (const severity of ["error", "warning"] as const) {
      const placesIn = (row: Row) => {
        const open = row.findings.filter((finding) => isOpen(finding) && finding.severity === severity);
        const places = open.map(({ column }) => columnOf.get(column === undefined ? "problem" : COLUMNS[column]!)!);
        return [...new Set(places)].sort((a, b) => step * (a - b));
      };
      const start = Math.max(selectedAt, step === 1 || selectedAt !== -1 ? 0 : shown.length);
      for (let i = 0; i <= shown.length; i++) {
        const rowIdx = (start + step * i + shown.length) % shown.length;
        const row = shown[rowIdx];
        if (!row?.findings.length) continue;
        const isStart = i === 0 && selectedAt !== -1;
        const idx = placesIn(row).find((each) => !isStart || step * (each - place.current.idx) > 0);
        if (idx === undefined) continue;
        grid.current?.selectCell({ idx, rowIdx }, { shouldFocusCell: true });
        return focusCell();
      }
    }
  };
  const goToProblemLatest = useRef(goToProblem);
  useLayoutEffect(() => {
    goToProblemLatest.current = goToProblem;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      event.preventDefault();
      goToProblemLatest.current(event.shiftKey ? -1 : 1);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  const insertRow = (row: Row) => {
    const part = store.insertRow(row);
    if (part === null) return;
    const rowIdx = shown.findIndex((each) => rowKey(each) === rowKey({ ...row, part }));
    if (rowIdx === -1) return;
    grid.current?.selectCell({ idx: columns.findIndex(({ key }) => key === COLUMNS[0]), rowIdx }, { shouldFocusCell: true });
    focusCell();
  };
  const removeRow = (row: Row) => {
    // Another row may get its key.
    setSelectedKey(null);
    grid.current?.selectCell({ idx: place.current.idx, rowIdx: -1 });
    store.removeRow(row);
  };

  /** Changes the cells of the row with a key, which may have moved since. */
  const change = (key: string, column: number, value: string) => {
    const row = shown.find((each) => rowKey(each) === key);
    if (row) store.setCells([[row, Array.from({ length: 6 }, (_, i) => (i === column ? value : undefined))]]);
  };

  const paste = (row: Row, column: number, text: string) => {
    const range = parseRange(text);
    const start = shown.indexOf(row);
    if (start === -1 || column === -1) return;
    const cells = (line: string[]): Cells => Array.from({ length: 6 }, (_, i) => line[i - column]?.trim());
    const changes: [Row, Cells][] = [];
    const rest: (string | null)[][] = [];
    range.forEach((line, index) => {
      const target = shown[start + index];
      if (target) changes.push([target, cells(line)]);
      else if (line.some((cell) => cell.trim())) rest.push(cells(line).map((cell) => cell ?? null));
    });
    const last = changes.at(-1)?.[0];
    store.setCells(changes, last && rest.length ? { after: last, rows: rest } : null);
    store.announcement = t("pasted", { count: range.length });
  };

  const onKeyDown = (args: CellKeyDownArgs<Row>, event: CellKeyboardEvent) => {
    const column = COLUMNS.indexOf(args.column.key as (typeof COLUMNS)[number]);
    if (args.mode === "EDIT") {
      if (event.key === "Enter" && !event.nativeEvent.isComposing) {
        event.preventGridDefault();
        event.preventDefault();
        args.onClose(true);
        const idx = columns.findIndex(({ key }) => key === args.column.key);
        // After the grid has closed the editor.
        setTimeout(() => grid.current?.selectCell({ idx, rowIdx: args.rowIdx + (event.shiftKey ? -1 : 1) }, { shouldFocusCell: true }));
      } else if (event.nativeEvent.isComposing) {
        event.preventGridDefault();
      }
      return;
    }
    opener.current = event.key;
    const place = columns.findIndex(({ key }) => key === args.column.key);
    if (event.key === "Tab") {
      if (moveBetweenButtons(event, event.shiftKey ? -1 : 1)) return event.preventGridDefault();
      // Leaves the grid at the end of the row, instead of going through all rows.
      if (place === (event.shiftKey ? 0 : columns.length - 1)) event.preventGridDefault();
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      if (moveBetweenButtons(event, event.key === "ArrowRight" ? 1 : -1)) event.preventGridDefault();
    } else if ((event.key === "Delete" || event.key === "Backspace") && !event.ctrlKey && column !== -1) {
      event.preventGridDefault();
      event.preventDefault();
      change(rowKey(args.row), column, "");
    } else if (event.key === " " && args.column.key === "problem") {
      event.preventGridDefault();
    }
  };

  return (
    <>
      <div className="above-grid">
        <FilterButtons list={list} />
      <div className="tools" role="group" aria-label={t("tools")}>
        <button type="button" disabled={!store.canUndo} onClick={() => store.undo()} title="Ctrl+Z">
          {t("undo")}
        </button>
        <button type="button" disabled={!store.canRedo} onClick={() => store.redo()} title="Ctrl+Y">
          {t("redo")}
        </button>
        <button type="button" disabled={!selected} onClick={() => selected && insertRow(selected)}>
          {t("insert-row")}
        </button>
        <button type="button" disabled={!selected} onClick={() => selected && removeRow(selected)}>
          {selected ? t("delete-row-number", { row: numberOf(selected) }) : t("delete-row")}
        </button>
      </div>
      </div>
      <div
        ref={box}
        className="grid-box"
        onFocus={() => {
          wasFocused.current = true;
        }}
        onBlur={({ relatedTarget }) => {
          if (relatedTarget) wasFocused.current = false;
        }}
      >
        {total > 0 && (
          <DataGrid
            ref={grid}
            className="grid"
            style={{ blockSize: height }}
            aria-label={t("grid", { name: store.nameOf(list.file) })}
            aria-describedby="grid-help"
            columns={columns}
            rows={shown}
            rowKeyGetter={rowKey}
            rowHeight={heightOf}
            headerRowHeight={headerHeight}
            columnWidths={resized}
            onColumnWidthsChange={setResized}
            rowClass={(row) => `${row.status}${heightOf(row) > LOWEST ? " tall" : ""}${list.isSettled(row) ? " settled" : ""}`}
            onRowsChange={(rows, { indexes, column }) => {
              const index = COLUMNS.indexOf(column.key as (typeof COLUMNS)[number]);
              const row = rows[indexes[0]!];
              if (row && index !== -1) change(rowKey(row), index, row.cells[index]!);
            }}
            onSelectedCellChange={({ rowIdx, row, column }) => {
              place.current = { idx: columns.findIndex(({ key }) => key === column.key), rowIdx };
              setSelectedKey(row ? keyOf(row) : null);
            }}
            onCellDoubleClick={() => {
              opener.current = "F2";
            }}
            onCellKeyDown={onKeyDown}
            onCellCopy={({ row, column }, event) => {
              if (window.getSelection()?.isCollapsed === false) return;
              const index = COLUMNS.indexOf(column.key as (typeof COLUMNS)[number]);
              event.clipboardData.setData("text/plain", formatRange([index === -1 ? row.cells : [row.cells[index]!]]));
              event.preventDefault();
            }}
            onCellPaste={({ row, column }, event) => {
              event.preventDefault();
              paste(row, COLUMNS.indexOf(column.key as (typeof COLUMNS)[number]), event.clipboardData.getData("text/plain"));
              return row;
            }}
            renderers={{ noRowsFallback: <p className="no-rows">{t("no-rows")}</p> }}
          />
        )}
      </div>
      <p className="soft hint" id="grid-help">
        {t("grid-help")}
      </p>
    </>
  );
}

/** Moves the focus to the next button of the cell. Returns whether there is one. */
function moveBetweenButtons(event: CellKeyboardEvent, step: 1 | -1): boolean {
  const cell = event.target instanceof Element ? event.target.closest("[role=gridcell]") : null;
  const buttons = [...(cell?.querySelectorAll("button") ?? [])];
  const now = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const next = now === -1 ? undefined : buttons[now + step];
  if (!next) return false;
  event.preventDefault();
  next.focus();
  return true;
}

/** Returns the number of the row in the file, with the part if it was added to that row. */
function numberOf(row: Row): string {
  return row.part ? `${row.row} +${row.part}` : `${row.row}`;
}

/** Returns the text with places where it may be broken: a column may be narrower than its longest word. */
function breakable(text: string): React.ReactNode[] {
  return text.split("/").flatMap((part, index) => (index ? ["/", <wbr key={index} />, part] : [part]));
}

function CellText({ row, index, language }: { row: Row; index: number; language: Language }) {
  const state = cellState(row, index);
  const text = row.cells[index] ?? "";
  return (
    <span title={text}>
      {text}
      {state && <span className="hidden"> ({texts[language](`cell-${state}`)})</span>}
    </span>
  );
}

interface EditorProps extends RenderEditCellProps<Row> {
  size: TextSize;
  index: number;
  opener: string;
  label: string;
}

function Editor({ row, column, onRowChange, onClose, size, index, opener, label }: EditorProps) {
  const text = row.cells[index] ?? "";
  const list = index === 3 ? "roles" : undefined;
  // A text that takes several lines of its cell does so while it is edited.
  const [isLong] = useState(() => !list && size.lines(text, Number(column.width) - 20) > 1);
  const properties = {
    className: "editor",
    "aria-label": label,
    value: text,
    ref: (input: HTMLInputElement | HTMLTextAreaElement | null) => {
      if (!input || input === document.activeElement) return;
      input.focus();
      if (opener === "F2" || opener === "Enter") input.setSelectionRange(input.value.length, input.value.length);
      else input.select();
    },
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const value = currentTarget.value.replace(/[\r\n]+/g, " ");
      onRowChange({ ...row, cells: row.cells.map((cell, i) => (i === index ? value : cell)) });
    },
    onBlur: () => onClose(true, false),
  };
  return (
    <>
      {isLong ? <textarea {...properties} /> : <input {...properties} list={list} />}
      {list && (
        <datalist id={list}>
          {ROLES.map((role) => (
            <option key={role} value={role} />
          ))}
        </datalist>
      )}
    </>
  );
}

/** Returns a reference for an element, and its width. */
function useWidth(): [(element: HTMLElement | null) => (() => void) | void, number] {
  const [width, setWidth] = useState(0);
  const watch = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [watch, width];
}

function useWindowHeight(): number {
  const [height, setHeight] = useState(innerHeight);
  useEffect(() => {
    const update = () => setHeight(innerHeight);
    addEventListener("resize", update);
    return () => removeEventListener("resize", update);
  }, []);
  return height;
}
