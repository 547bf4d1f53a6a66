// The problems of a list by kind, and the filter of the grid.

import { useState } from "react";
import { isOpen, type Filter, type List } from "../list.ts";
import { sentence } from "../text.ts";
import { useStore } from "./use-store.ts";

/** So many kinds are shown at first, so that the rows stay in sight. */
const FEW = 6;

function isShown(list: List, other: Filter): boolean {
  const { filter } = list;
  return filter.show === other.show && (filter.show !== "kind" || other.show !== "kind" || filter.rule === other.rule);
}

export function Problems({ list }: { list: List }) {
  const store = useStore();
  const { t } = store;
  const order = { error: 0, warning: 1, note: 2 };
  const kinds = [...list.kinds.values()].sort((a, b) => order[a.severity] - order[b.severity] || b.count - a.count || a.rule.localeCompare(b.rule));
  // Errors of this sort are about reading the file, and are shown where that can be changed.
  const remarks = list.result!.findings.filter((finding) => isOpen(finding) && finding.severity === "warning");
  const [all, setAll] = useState(false);
  const total = kinds.length + remarks.length;
  const limit = all || total <= FEW + 1 ? total : FEW;
  if (!total) return null;
  return (
    <section className="kinds" aria-label={t("kinds")}>
      <h2>{t("kinds")}</h2>
      <ul>
        {kinds.slice(0, limit).map((kind) => {
          const filter: Filter = { show: "kind", rule: kind.rule };
          const shown = isShown(list, filter);
          return (
            <li key={kind.rule} className={kind.severity}>
              <span className="mark" aria-hidden="true">
                {kind.severity === "error" ? "✕" : "!"}
              </span>
              <span className="buttons">
                <button type="button" className="kind" aria-pressed={shown} onClick={() => store.setFilter(shown ? { show: "all" } : filter)}>
                  {sentence(store.result?.kinds?.[kind.rule] ?? kind.example)} <span className="count">{t("number", { count: kind.count })}</span>
                </button>
                {kind.acceptable > 0 && (
                  <button type="button" onClick={() => store.acceptAll(kind.rule)}>
                    {t("accept-all", { count: kind.acceptable })}
                  </button>
                )}
              </span>
            </li>
          );
        })}
        {remarks.slice(0, Math.max(0, limit - kinds.length)).map((finding, index) => (
          <li key={index} className={finding.severity}>
            <span className="mark" aria-hidden="true">
              !
            </span>
            <span className="remark">{sentence(finding.message)}</span>
          </li>
        ))}
      </ul>
      {limit < total && (
        <button type="button" onClick={() => setAll(true)}>
          {t("more-kinds", { count: total - limit })}
        </button>
      )}
    </section>
  );
}

export function FilterButtons({ list }: { list: List }) {
  const store = useStore();
  const { t } = store;
  const rejected = list.result!.summary.rejected;
  const correct: Filter = { show: "correct" };
  return (
    <div className="filter" role="group" aria-label={t("filter")}>
      <button type="button" aria-pressed={isShown(list, correct)} disabled={!rejected && !isShown(list, correct)} onClick={() => store.setFilter(correct)}>
        {t("filter-correct", { count: rejected })}
      </button>
      <button type="button" aria-pressed={list.filter.show === "all"} onClick={() => store.setFilter({ show: "all" })}>
        {t("filter-all", { count: list.rows.length })}
      </button>
      {list.settled > 0 && (
        <button type="button" onClick={() => store.setFilter(list.filter)}>
          {t("hide-corrected", { count: list.settled })}
        </button>
      )}
    </div>
  );
}
