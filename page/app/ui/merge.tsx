// The merge of several lists, and its conflicts as questions.

import { useId, useState } from "react";
import type { Conflict } from "../types.ts";
import { FindingList } from "./finding-list.tsx";
import { useStore } from "./use-store.ts";

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
          {/* Conflicts that are open are the questions above. */}
          <FindingList findings={merge.findings.filter((finding) => finding.severity !== "error" || !merge.conflicts.length)} />
        </>
      ) : (
        <p className="soft">{t("merge-later")}</p>
      )}
    </section>
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
          <input type="radio" name={id} checked={typed} onChange={() => setTyping(true)} />
          <span>{t("other-value")}</span>
          {typed && (
            <input
              aria-label={t("other-value")}
              defaultValue={typeof answer === "string" ? answer : ""}
              autoFocus={typing && typeof answer !== "string"}
              onBlur={({ currentTarget: { value } }) => value.trim() && value !== answer && store.setAnswer(key, value.trim())}
              onKeyDown={({ key, currentTarget }) => key === "Enter" && currentTarget.blur()}
            />
          )}
        </label>
      )}
    </fieldset>
  );
}
