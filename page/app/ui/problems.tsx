// The problems of a list by kind, and the filter of the grid.

import { useRef, useState } from "react";
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
  const kinds = [...list.kinds.values()];
  // Errors of this sort are about reading the file, and are shown where that can be changed.
  const remarks = list.result!.findings.filter((finding) => isOpen(finding) && finding.severity === "warning");
  const [all, setAll] = useState(false);
  /** The kind that was pressed last, which stays in sight. */
  const [pressed, setPressed] = useState("");
  const total = kinds.length + remarks.length;
  // A new kind doesn't hide those that were shown.
  const few = useRef(FEW);
  if (total === FEW + 1) few.current = total;
  const limit = all ? total : Math.min(total, few.current);
  const hidden = kinds.slice(limit).filter((kind) => kind.rule !== pressed && !isShown(list, { show: "kind", rule: kind.rule }));
  const shownKinds = kinds.filter((kind) => !hidden.includes(kind));
  const shownRemarks = remarks.slice(0, Math.max(0, limit - kinds.length));
  const more = total - shownKinds.length - shownRemarks.length;
  if (!total) return null;
  return (
    <section className="kinds" aria-label={t("kinds")}>
      <h2>{t("kinds")}</h2>
      <ul className={all ? "all" : undefined} tabIndex={all && !kinds.length ? 0 : undefined}>
        {shownKinds.map((kind) => {
          const filter: Filter = { show: "kind", rule: kind.rule };
          const shown = isShown(list, filter);
          const finished = kind.count === 0;
          const press = () => {
            if (finished && !shown) return;
            setPressed(kind.rule);
            store.setFilter(shown ? { show: "all" } : filter);
            if (!shown) showGrid();
          };
          return (
            <li key={kind.rule} className={finished ? "finished" : kind.severity}>
              <span className="mark" aria-hidden="true">
                {finished ? "✓" : kind.severity === "error" ? "✕" : "!"}
              </span>
              <span className="buttons">
                <button type="button" className="kind" aria-pressed={shown} aria-disabled={(finished && !shown) || undefined} onClick={press}>
                  <span className="title">{sentence(kind.title)}</span> <span className="count">{t("number", { count: kind.count })}</span>
                  {finished && <span className="hidden"> ({t("cell-fixed")})</span>}
                </button>
                {kind.most > 0 && (
                  // Without suggestions it keeps its place, so that nothing moves under the pointer.
                  <button
                    type="button"
                    className={kind.acceptable ? undefined : "gone"}
                    onClick={({ currentTarget }) => {
                      (currentTarget.previousElementSibling as HTMLElement).focus();
                      store.acceptAll(kind.rule);
                    }}
                  >
                    {t("accept-all", { count: kind.acceptable || kind.most })}
                  </button>
                )}
              </span>
            </li>
          );
        })}
        {shownRemarks.map((finding, index) => (
          <li key={index} className={finding.severity}>
            <span className="mark" aria-hidden="true">
              !
            </span>
            <span className="remark">{sentence(finding.message)}</span>
          </li>
        ))}
      </ul>
      {(all || more > 0) && (
        <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("fewer-kinds") : t("more-kinds", { count: more })}
        </button>
      )}
    </section>
  );
}

/** Scrolls to the grid unless all of it is in sight. */
function showGrid(): void {
  // After the grid has the height for its new rows.
  requestAnimationFrame(() => {
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    document.querySelector(".grid-box")?.scrollIntoView({ block: "nearest", behavior });
  });
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
      {list.filter.show !== "all" && (
        // It has its place before there is a corrected row, so that the grid doesn't move.
        <button type="button" className={list.settled ? undefined : "gone"} onClick={() => store.setFilter(list.filter)}>
          {t("hide-corrected", { count: list.settled || 1 })}
        </button>
      )}
    </div>
  );
}
