// The comparison with the contacts that are in the portal now.

import { useState } from "react";
import { COLUMNS, type Comparison as Result } from "../types.ts";
import { ChooseFiles, CurrentDrop } from "./files.tsx";
import { useStore } from "./use-store.ts";
import { Failure } from "./work.tsx";

/** The number of changes that are shown at first, and with each click on "more". */
const PAGE = 50;

export function Comparison() {
  const store = useStore();
  const { t, current } = store;
  const loaded = current && store.files.get(current.file);
  const result = store.result?.comparison;
  const failure = loaded?.failure ?? result?.failure;
  return (
    <section className="compare" aria-labelledby="compare-title">
      <h2 id="compare-title">{t("compare")}</h2>
      {current ? (
        <>
          <p className="buttons">
            <span>{t("compared-with", { name: store.nameOf(current.file) })}</span>
            <ChooseFiles current>{t("choose-other")}</ChooseFiles>
            <button type="button" aria-label={t("remove-named", { name: store.nameOf(current.file) })} onClick={() => store.removeFile(current.file)}>
              {t("remove")}
            </button>
          </p>
          {failure ? (
            <Failure failure={failure} reading={current.reading} onReading={(reading) => store.setReading(current.file, reading)} />
          ) : result ? (
            <Changes result={result} />
          ) : (
            <p className="soft">{t("compare-later")}</p>
          )}
        </>
      ) : (
        <CurrentDrop label={t("compare-how")}>
          <ChooseFiles current>{t("choose-current")}</ChooseFiles>
        </CurrentDrop>
      )}
    </section>
  );
}

function Changes({ result }: { result: Result }) {
  const { t } = useStore();
  const [limit, setLimit] = useState(PAGE);
  const order = ["removed", "changed", "added"] as const;
  const changes = order.flatMap((kind) => result.changes.filter((change) => change.kind === kind));
  const cells = changes.some((change) => change.cells.length > 0);
  const counts = [...order, "unchanged" as const];
  return (
    <>
      <ul className="counts">
        {counts.map((kind) => (
          <li key={kind} className={kind === "removed" && result.removed > 0 ? "error" : undefined}>
            {t(`change-${kind}`, { count: result[kind] })}
          </li>
        ))}
      </ul>
      {changes.length > 0 && (
        <table className="changes">
          <thead>
            <tr>
              <th>{t("change")}</th>
              <th>{t("contact")}</th>
              {cells && <th>{t("change-cells")}</th>}
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, limit).map((change, index) => (
              <tr key={index} className={change.kind}>
                <th scope="row">{t(`changed-${change.kind}`)}</th>
                <td>
                  <b>{change.contact[0]}</b> {change.contact.slice(1).filter(Boolean).join(", ")}
                </td>
                {cells && <td>
                  {change.cells.map(([column, old, now]) => (
                    <p key={column}>
                      {t(`column-${COLUMNS[column] ?? "name"}`)}
                      {t("colon")} <del>{old || t("empty")}</del> → <ins>{now || t("empty")}</ins>
                    </p>
                  ))}
                </td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {changes.length > limit && (
        <button type="button" onClick={() => setLimit(limit + PAGE)}>
          {t("more", { count: changes.length - limit })}
        </button>
      )}
    </>
  );
}
