// "What was understood": the sheet, the columns of the file and their meaning, delimiter and encoding of a text.

import { useId, useState } from "react";
import type { List } from "../list.ts";
import { sentence } from "../text.ts";
import { COLUMNS, type Column, type Reading, type SourceColumn } from "../types.ts";
import { FindingList } from "./finding-list.tsx";
import { useStore } from "./use-store.ts";

/** The roles of Partner Center, which are the same in all languages. */
export const ROLES = ["Partner marketing", "Partner sales", "Partner technical sales", "Partner customer success manager"];

const DELIMITERS: [delimiter: string, text: string][] = [
  [",", "delimiter-comma"],
  [";", "delimiter-semicolon"],
  ["\t", "delimiter-tab"],
  ["|", "delimiter-bar"],
];

const ENCODINGS: [name: string, text: string][] = [
  ["utf-8", "encoding-utf-8"],
  ["windows-1252", "encoding-western"],
  ["windows-1250", "encoding-central"],
  ["windows-1251", "encoding-cyrillic"],
  ["windows-1253", "encoding-greek"],
  ["windows-1254", "encoding-turkish"],
  ["macintosh", "encoding-mac"],
  ["ibm850", "encoding-dos"],
  ["shift_jis", "encoding-japanese"],
  ["gb18030", "encoding-chinese"],
  ["big5", "encoding-taiwan"],
  ["euc-kr", "encoding-korean"],
  ["utf-16le", "encoding-utf-16"],
];

/** Returns the reading without the fields that are `undefined`. */
function tidy(reading: { [K in keyof Reading]: Reading[K] | undefined }): Reading {
  return Object.fromEntries(Object.entries(reading).filter(([, value]) => value !== undefined)) as Reading;
}

interface Props {
  list: List;
  onReading: (reading: Reading) => void;
}

export function Understood({ list, onReading: onChange }: Props) {
  const { t } = useStore();
  const { reading } = list;
  const result = list.result!;
  const missing = COLUMNS.filter((column) => column !== "states" && !result.columns.some((source) => source.column === column));
  const set = new Map(reading.set ?? []);
  const problems = result.findings.filter(({ severity, applied }) => severity === "error" && !applied);
  const wrong = problems.length > 0 || missing.some((column) => !set.get(column)) || result.columns.length === 0;
  const [chosen, setChosen] = useState<boolean | null>(null);
  const onReading = (reading: Reading) => {
    // It stays open when the change solves the problem.
    setChosen(true);
    onChange(reading);
  };
  const sheets = result.allSheets ?? [];
  return (
    <details open={chosen ?? wrong}>
      <summary
        onClick={(event) => {
          event.preventDefault();
          setChosen(!(chosen ?? wrong));
        }}
      >
        {t("understood")} <span className="soft">{describe(list, t)}</span>
      </summary>
      <FindingList findings={result.findings.filter((finding) => finding.severity !== "warning" || finding.applied)} />
      <div className="fields">
        {sheets.length > 1 && (
          <label>
            {t("sheet")}
            <select
              value={reading.sheet === true ? "*" : (reading.sheet ?? result.sheets[0] ?? "")}
              onChange={({ currentTarget: { value } }) => onReading({ ...reading, sheet: value === "*" ? true : value })}
            >
              {sheets.map((sheet) => (
                <option key={sheet}>{sheet}</option>
              ))}
              <option value="*">{t("all-sheets")}</option>
            </select>
          </label>
        )}
        <DelimiterAndEncoding list={list} onReading={onReading} />
        <label className="check">
          <input
            type="checkbox"
            checked={reading.noHeader ?? false}
            onChange={({ currentTarget: { checked } }) => onReading(tidy({ ...reading, noHeader: checked || undefined }))}
          />
          {t("no-header")}
        </label>
      </div>
      {result.columns.length > 0 && !reading.noHeader && <ColumnTable columns={result.columns} reading={reading} onReading={onReading} />}
      {missing.length > 0 && <p className="soft">{t("assign-here")}</p>}
      {COLUMNS.filter((column) => column !== "name" && column !== "email" && !result.columns.some((source) => source.column === column)).map((column) => (
        <MissingColumn key={column} column={column} reading={reading} onReading={onReading} />
      ))}
    </details>
  );
}

function describe(list: List, t: (id: string, values?: Record<string, string | number>) => string): string {
  const result = list.result!;
  const sheets = result.sheets.filter((sheet) => sheet !== null);
  const parts = [
    sheets.length === 1 && t("sheet-named", { sheet: sheets[0]! }),
    sheets.length > 1 && t("sheets-read", { count: sheets.length }),
    result.columns.length > 0 && t("columns-read", { used: result.columns.filter(({ column }) => column).length, count: result.columns.length }),
  ];
  return parts.filter((part) => part !== false).join(" · ");
}

/** The choices for a text file. They are empty for workbooks. */
export function DelimiterAndEncoding({ list, onReading }: Props) {
  const { t } = useStore();
  const { reading, result } = list;
  if (result?.delimiter === undefined && reading.delimiter === undefined && reading.encoding === undefined && result?.encoding === undefined) return null;
  return (
    <>
      <label>
        {t("delimiter")}
        <select
          value={reading.delimiter ?? ""}
          onChange={({ currentTarget: { value } }) => onReading(tidy({ ...reading, delimiter: value || undefined }))}
        >
          <option value="">{t("detected", { value: nameOf(DELIMITERS, result?.delimiter, t) })}</option>
          {DELIMITERS.map(([delimiter, text]) => (
            <option key={delimiter} value={delimiter}>
              {t(text)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("encoding")}
        <select
          value={reading.encoding ?? ""}
          onChange={({ currentTarget: { value } }) => onReading(tidy({ ...reading, encoding: value || undefined }))}
        >
          <option value="">{t("detected", { value: result?.encoding ?? "" })}</option>
          {ENCODINGS.map(([name, text]) => (
            <option key={name} value={name}>
              {t(text)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

function nameOf(names: [string, string][], value: string | undefined, t: (id: string) => string): string {
  const known = names.find(([each]) => each === value);
  return known ? t(known[1]) : (value ?? "");
}

/** Returns the name of a column in `Reading.map`: its label, or its letters if the label is missing or not the only one. */
function nameInMap({ letters, label }: SourceColumn, columns: SourceColumn[]): string {
  const isSame = (other: SourceColumn) => other.label.trim().toLowerCase() === label.trim().toLowerCase();
  return label.trim() === "" || columns.filter(isSame).length > 1 ? `column ${letters}` : label;
}

function ColumnTable({ columns, reading, onReading }: { columns: SourceColumn[]; reading: Reading; onReading: (reading: Reading) => void }) {
  const { t } = useStore();
  const id = useId();
  const assign = (source: SourceColumn, column: Column | null) => {
    const name = nameInMap(source, columns);
    // A column of the template is one column of the file, so an earlier choice of another one ends, as does one value for all rows.
    const others = (reading.map ?? []).filter(([label, other]) => label !== name && (column === null || other !== column));
    const set = reading.set?.filter(([other]) => other !== column);
    onReading(tidy({ ...reading, map: [...others, [name, column]], set: set?.length ? set : undefined }));
  };
  return (
    <table className="columns">
      <thead>
        <tr>
          <th>{t("column-in-file")}</th>
          <th>{t("column-meaning")}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((source, index) => (
          <tr key={`${source.letters} ${source.label}`}>
            <th scope="row" id={`${id}-${index}`}>
              {source.letters !== source.label && <span className="code">{source.letters}</span>} {source.label}
            </th>
            <td>
              <select
                aria-labelledby={`${id}-${index}`}
                value={source.column ?? ""}
                onChange={({ currentTarget: { value } }) => assign(source, value === "" ? null : (value as Column))}
              >
                <option value="">{t("column-unused")}</option>
                {COLUMNS.map((column) => (
                  <option key={column} value={column}>
                    {t(`column-${column}`)}
                  </option>
                ))}
              </select>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A column that the file doesn't have: one value for all rows. */
function MissingColumn({ column, reading, onReading }: { column: Column; reading: Reading; onReading: (reading: Reading) => void }) {
  const { t } = useStore();
  const value = new Map(reading.set ?? []).get(column) ?? "";
  const set = (text: string) => {
    const others = (reading.set ?? []).filter(([other]) => other !== column);
    const next = text ? [...others, [column, text] as [Column, string]] : others;
    onReading(tidy({ ...reading, set: next.length ? next : undefined }));
  };
  const label = t("column-missing", { column: t(`column-${column}`) });
  return (
    <label className="missing">
      {sentence(label)}
      {column === "role" ? (
        <select value={value} onChange={({ currentTarget }) => set(currentTarget.value)}>
          <option value="">{t("no-value")}</option>
          {ROLES.map((role) => (
            <option key={role}>{role}</option>
          ))}
        </select>
      ) : (
        <input
          key={value}
          defaultValue={value}
          onBlur={({ currentTarget }) => currentTarget.value !== value && set(currentTarget.value)}
          onKeyDown={({ key, currentTarget }) => key === "Enter" && currentTarget.blur()}
        />
      )}
    </label>
  );
}
