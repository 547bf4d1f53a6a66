// The merge of several lists, and its conflicts as questions.

import { useId, useState } from "react";
import { COLUMNS, type Conflict } from "../types.ts";
import { FindingList } from "./finding-list.tsx";
import { useStore } from "./use-store.ts";

/** The number of contacts that are shown at first, and with each click on "more". */
const PAGE = 50;

export function Merge() {
  const store = useStore();
  const { t, lists } = store;
  const merge = store.result?.merge;
  const open = merge?.conflicts.filter(({ answer }) => answer === undefined).length ?? 0;
  return (
    <section className="merge" aria-labelledby="merge-title">
      <h2 id="merge-title">{t("merge")}</h2>
      {merge ? (
        <>
          <p>
            {t("merge-contacts", { contacts: merge.contacts, lists: lists.length })} {open > 0 && <b className="error-text">{t("merge-questions", { count: open })}</b>}
          </p>
          {merge.conflicts.map((conflict) => (
            <Question key={conflict.key} conflict={conflict} />
          ))}
          {merge.rows.length > 0 && <MergedContacts rows={merge.rows} count={merge.contacts} />}
          <FindingList findings={merge.findings} />
        </>
      ) : (
        <p className="soft">{t("merge-later")}</p>
      )}
    </section>
  );
}

/** The contacts of the merged list, with the lists that they are from. */
function MergedContacts({ rows, count }: { rows: { cells: string[]; lists: number[] }[]; count: number }) {
  const store = useStore();
  const { t, lists } = store;
  const [limit, setLimit] = useState(PAGE);
  const left = Math.min(count, rows.length) - limit;
  return (
    <details>
      <summary>{t("merged-show", { count })}</summary>
      <div className="scrolled" tabIndex={0} role="group" aria-label={t("merge")}>
        <table className="changes">
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column}>{t(`column-${column}`)}</th>
              ))}
              <th>{t("lists")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, limit).map(({ cells, lists: from }, index) => (
              <tr key={index}>
                {cells.map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
                <td>{from.map((list) => store.nameOf(lists[list]?.file ?? -1)).join(", ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 && (
        <button type="button" onClick={() => setLimit(limit + PAGE)}>
          {t("more", { count: left })}
        </button>
      )}
    </details>
  );
}

function Question({ conflict }: { conflict: Conflict }) {
  const store = useStore();
  const { t } = store;
  const id = useId();
  const { key, subject, contact, readings } = conflict;
  // An answer is shown at once, before the next result.
  const answer = store.answers.get(key) ?? conflict.answer;
  const [typing, setTyping] = useState(typeof answer === "string");
  const [name, email, role] = contact;
  const typed = typing || typeof answer === "string";
  return (
    <fieldset className={answer === undefined ? "question open" : "question"}>
      <legend>{t(`question-${subject}`, { name: name ?? "", email: email ?? "", role: role ?? "" })}</legend>
      <p className="soft">{contact.filter(Boolean).join(", ")}</p>
      {readings.map((reading, index) => (
        <label key={index}>
          <input
            type="radio"
            name={id}
            checked={!typing && answer === index}
            onChange={() => {
              setTyping(false);
              store.setAnswer(key, index);
            }}
          />
          <span>
            {reading.text || t("empty")} {reading.list && <span className="soft">({reading.list})</span>}
          </span>
        </label>
      ))}
      {(subject === "name" || subject === "job-title") && (
        <label>
          <input type="radio" name={id} checked={typed} onChange={() => {
              setTyping(true);
              if (typeof answer === "number") store.setAnswer(key, undefined);
            }} />
          <span>{t("other-value")}</span>
          {typed && (
            <input
              aria-label={t("other-value")}
              defaultValue={typeof answer === "string" ? answer : ""}
              autoFocus={typing && typeof answer !== "string"}
              onBlur={({ currentTarget: { value } }) => value.trim() !== (answer ?? "") && store.setAnswer(key, value.trim() || undefined)}
              onKeyDown={({ key, currentTarget }) => key === "Enter" && currentTarget.blur()}
            />
          )}
        </label>
      )}
    </fieldset>
  );
}
