// The cell with the problems of a row: sentences, and suggestions as buttons. It also says how high it is, because the grid
// must know that before it draws the row.

import { memo } from "react";
import { isOpen } from "../list.ts";
import type { Store } from "../store.ts";
import { sentence, texts } from "../text.ts";
import { COLUMNS, type Finding, type Language, type Row } from "../types.ts";
import type { TextSize } from "./text-size.ts";

/** Sizes in pixels, the same as in style.css. */
const LINE = 18;
const BUTTON = 27;
const PADDING = 10;
/** The padding of other cells, and the border. */
const CELL_PADDING = 13;
const GAP = 3;
const SIDES = 18;
/** Higher cells scroll. */
const HIGHEST = 260;
export const LOWEST = 30;

interface Item {
  finding: Finding;
  text: string;
  choices: { text: string; name: string; value: string | string[][] }[];
}

/** Returns the findings that the cell shows, with their suggestions. */
function itemsOf(row: Row, language: Language): Item[] {
  const t = texts[language];
  const items: Item[] = [];
  for (const finding of row.findings) {
    if (finding.applied) continue;
    const label = finding.column === undefined ? "" : t(`column-${COLUMNS[finding.column]!}`);
    // Some sentences start with the column anyway.
    const { message } = finding;
    const isNamed = message.slice(0, label.length + 12).includes(label) || message.toLowerCase().startsWith(label.toLowerCase());
    const column = isNamed ? "" : label + t("colon") + " ";
    const choices: Item["choices"] = [];
    if (finding.contacts) {
      choices.push({ text: t("split", { count: finding.contacts.length }), name: t("split", { count: finding.contacts.length }), value: finding.contacts });
    } else {
      const values = finding.alternatives?.length ? finding.alternatives : finding.fix === undefined ? [] : [finding.fix];
      for (const value of new Set(values)) {
        const text = value === "" ? t("make-empty") : value;
        choices.push({ text, name: t("use", { value: text, row: String(row.row) }), value });
      }
    }
    items.push({ finding, text: column + sentence(message), choices });
  }
  return items;
}

/** Returns a sentence about what was corrected in the row, or an empty text. */
function correctedText(row: Row, language: Language): string {
  const t = texts[language];
  const old = new Map<number, string>();
  for (const finding of row.findings) {
    if (finding.applied && finding.column !== undefined && !old.has(finding.column)) old.set(finding.column, finding.value);
  }
  const parts = [...old].filter(([column, value]) => value !== row.cells[column]).map(([, value]) => t("quoted", { value }));
  return parts.length ? t("corrected", { values: parts.join(", ") }) : "";
}

/** Returns the height of the row in pixels. `whole` also shows whole cells if the row has no problem any more. */
export function rowHeight(row: Row, language: Language, width: number, cellWidths: number[], size: TextSize, whole: boolean): number {
  const inner = width - SIDES;
  let height = PADDING;
  const items = itemsOf(row, language);
  for (const item of items) {
    height += size.lines(item.text, inner - 14) * LINE + GAP;
    if (item.finding.contacts) height += item.finding.contacts.length * LINE;
    if (item.choices.length) {
      let [lines, used] = [1, 0];
      for (const { text } of item.choices) {
        const button = Math.min(size.width(text) + 26, inner - 14);
        if (used > 0 && used + button > inner - 14) {
          lines++;
          used = 0;
        }
        used += button;
      }
      height += lines * BUTTON;
    }
  }
  if (!items.length) height += (whole ? size.lines(correctedText(row, language), inner) : 1) * LINE;
  if (items.length || whole) {
    // Rows with problems show whole cells.
    row.cells.forEach((cell, column) => {
      height = Math.max(height, CELL_PADDING + LINE * size.lines(cell, cellWidths[column]! - (cellState(row, column) ? 30 : 18)));
    });
  }
  return Math.min(Math.max(Math.ceil(height), LOWEST), HIGHEST);
}

interface Props {
  store: Store;
  row: Row;
  language: Language;
  /** The place of the cell in the order of keyboard focus: 0 if it is the current cell, else -1. */
  tabIndex: number;
  onAccepted: () => void;
}

export const ProblemCell = memo(function ProblemCell({ store, row, language, tabIndex, onAccepted }: Props) {
  const t = texts[language];
  const items = itemsOf(row, language);
  let first = true;
  if (!items.length) {
    const corrected = correctedText(row, language);
    if (row.status === "skipped") return <span className="soft">{t("skipped")}</span>;
    return corrected ? (
      <span className="soft corrected" title={corrected}>
        {corrected}
      </span>
    ) : null;
  }
  return (
    <div className="problems">
      {items.map(({ finding, text, choices }, index) => (
        <div key={index} className={finding.severity}>
          <p>{text}</p>
          {finding.contacts && (
            <ul className="contacts">
              {finding.contacts.map((cells, each) => (
                <li key={each} title={cells.join(", ")}>
                  {cells.filter(Boolean).join(", ")}
                </li>
              ))}
            </ul>
          )}
          {choices.length > 0 && (
            <p className="choices">
              {choices.map(({ text, name, value }) => {
                const order = first ? tabIndex : -1;
                first = false;
                return (
                  <button
                    key={text}
                    type="button"
                    tabIndex={order}
                    aria-label={name}
                    title={text}
                    onClick={() => {
                      store.accept(row, finding, value);
                      onAccepted();
                    }}
                  >
                    {text}
                  </button>
                );
              })}
            </p>
          )}
        </div>
      ))}
    </div>
  );
});

/** Returns the worst open finding about a cell. */
export function cellState(row: Row, column: number): "error" | "warning" | "fixed" | null {
  let state: "error" | "warning" | "fixed" | null = null;
  for (const finding of row.findings) {
    if (finding.column !== column) continue;
    if (isOpen(finding)) {
      if (finding.severity === "error") return "error";
      state = "warning";
    } else if (finding.applied && state === null && finding.value !== row.cells[column]) {
      state = "fixed";
    }
  }
  return state;
}
