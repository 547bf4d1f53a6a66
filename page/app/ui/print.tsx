// The rows to correct as a plain table, which is made only for printing, because the grid draws only the rows on the screen.

import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { isOpen } from "../list.ts";
import { sentence } from "../text.ts";
import { COLUMNS } from "../types.ts";
import { useStore } from "./use-store.ts";

/** More rows would be hundreds of pages. */
const MOST = 2000;

export function PrintedRows() {
  const store = useStore();
  const { t } = store;
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  if (!printing) return null;
  return (
    <div className="printed">
      {store.lists.map((list) => {
        const rows = list.rows.filter((row) => row.status === "rejected");
        if (!rows.length) return null;
        return (
          <table key={list.file}>
            <caption>
              {store.nameOf(list.file)}
              {t("colon")} {t("status-to-correct", { count: rows.length })}
            </caption>
            <thead>
              <tr>
                <th>{t("row")}</th>
                {COLUMNS.map((column) => (
                  <th key={column}>{t(`column-${column}`)}</th>
                ))}
                <th>{t("problem")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, MOST).map((row, index) => (
                <tr key={index}>
                  <th scope="row">{row.row}</th>
                  {row.cells.map((cell, column) => (
                    <td key={column}>{cell}</td>
                  ))}
                  <td>
                    {row.findings.filter(isOpen).map((finding, each) => (
                      <p key={each}>
                        {finding.column !== undefined && <b>{`${t(`column-${COLUMNS[finding.column]!}`)}${t("colon")} `}</b>}
                        {sentence(finding.message)}
                      </p>
                    ))}
                  </td>
                </tr>
              ))}
              {rows.length > MOST && (
                <tr>
                  <td colSpan={8}>{t("more", { count: rows.length - MOST })}</td>
                </tr>
              )}
            </tbody>
          </table>
        );
      })}
    </div>
  );
}
