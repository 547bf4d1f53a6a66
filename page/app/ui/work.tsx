// The screen with the lists: tabs, the chosen list, what concerns all lists, and the bar to save.

import { useId } from "react";
import type { List } from "../list.ts";
import { sentence } from "../text.ts";
import type { ReadFailure, Reading } from "../types.ts";
import { Comparison } from "./comparison.tsx";
import { Coverage } from "./coverage.tsx";
import { ChooseFiles } from "./files.tsx";
import { ContactsGrid } from "./grid.tsx";
import { Merge } from "./merge.tsx";
import { Problems } from "./problems.tsx";
import { SaveBar } from "./save-bar.tsx";
import { DelimiterAndEncoding, Understood } from "./understood.tsx";
import { useStore } from "./use-store.ts";

export function Work() {
  const store = useStore();
  const { lists, active, t } = store;
  const list = store.list;
  const panel = useId();
  if (!list) return null;
  const several = lists.length > 1;
  return (
    <>
      {several && (
        <div className="lists">
          <div className="tabs" role="tablist" aria-label={t("lists")} onKeyDown={(event) => moveTab(event)}>
            {lists.map((each, index) => (
              <button
                key={each.file}
                type="button"
                role="tab"
                aria-selected={index === active}
                aria-controls={panel}
                tabIndex={index === active ? 0 : -1}
                onClick={() => store.show(index)}
              >
                {store.nameOf(each.file)} <TabState list={each} />
              </button>
            ))}
          </div>
          <ChooseFiles>{t("add-files")}</ChooseFiles>
        </div>
      )}
      <div id={panel} role={several ? "tabpanel" : undefined} aria-label={several ? store.nameOf(list.file) : undefined}>
        <ListPanel key={list.file} list={list} />
      </div>
      {several && <Merge />}
      <Comparison />
      {store.result?.coverage !== undefined && <Coverage html={store.result.coverage} />}
      <SaveBar />
    </>
  );
}

/** Moves the focus between tabs by arrow keys. */
function moveTab(event: React.KeyboardEvent<HTMLElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")];
  const now = tabs.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const tab = tabs[(next + tabs.length) % tabs.length];
  tab?.focus();
  tab?.click();
}

function TabState({ list }: { list: List }) {
  const store = useStore();
  const { t } = store;
  if (store.files.get(list.file)?.failure || list.result?.failure) return <span className="count error">{t("tab-unread")}</span>;
  if (!list.result) return null;
  const { rejected: count, blocking } = list.result.summary;
  if (blocking && !count) return <span className="count error">{t("tab-problem")}</span>;
  return <span className={count ? "count error" : "count soft"}>{count ? t("tab-to-correct", { count }) : t("tab-ready")}</span>;
}

function ListPanel({ list }: { list: List }) {
  const store = useStore();
  const { t } = store;
  const loaded = store.files.get(list.file);
  const { result } = list;
  const name = store.nameOf(list.file);
  const failure = loaded?.failure ?? result?.failure;
  const change = (reading: Reading) => store.setReading(list.file, reading);
  return (
    <section aria-label={name}>
      <div className="list-head">
        <h1>{name}</h1>
        <button type="button" aria-label={t("remove-named", { name })} onClick={() => store.removeFile(list.file)}>
          {t("remove")}
        </button>
        {store.lists.length === 1 && (
          <span className="end">
            <ChooseFiles>{t("add-files")}</ChooseFiles>
          </span>
        )}
      </div>
      {failure ? (
        <Failure failure={failure} reading={list.reading} onReading={change} {...(loaded?.failure?.remedy && loaded.bytes.length ? { onRetry: () => store.retry(list.file) } : {})}>
          {result?.failure && <DelimiterAndEncoding list={list} onReading={change} />}
        </Failure>
      ) : result ? (
        <>
          <Summary list={list} />
          <Understood list={list} onReading={change} />
          <Problems list={list} />
          {list.rows.length > 0 && <ContactsGrid list={list} />}
        </>
      ) : (
        <p className="soft">{t("reading-file")}</p>
      )}
    </section>
  );
}

function Summary({ list }: { list: List }) {
  const { t } = useStore();
  const { summary } = list.result!;
  const more = [
    summary.warnings > 0 && t("summary-warnings", { count: summary.warnings }),
    summary.fixed > 0 && t("summary-fixed", { count: summary.fixed }),
    summary.skipped > 0 && t("summary-skipped", { count: summary.skipped }),
  ].filter((text) => text !== false);
  return (
    <>
      <p className="sum">
        {t("summary-ready", { count: summary.contacts })}
        {summary.rejected > 0 && (
          <>
            {t("summary-and")}
            <b className="error-text">{t("summary-to-correct", { count: summary.rejected })}</b>
          </>
        )}
      </p>
      {more.length > 0 && <p className="soft">{more.join(" · ")}</p>}
    </>
  );
}

/** The reason why a file can't be read, and the choices that may help. */
export function Failure({ failure, reading, onReading, onRetry, children }: {
  failure: ReadFailure;
  reading: Reading;
  onReading: (reading: Reading) => void;
  onRetry?: () => void;
  children?: React.ReactNode;
}) {
  const { t } = useStore();
  return (
    <div className="notice error">
      <p>{sentence(failure.message)}</p>
      {failure.remedy && <p>{sentence(failure.remedy)}</p>}
      {failure.sheets && failure.sheets.length > 0 && (
        <p className="buttons" role="group" aria-label={t("sheet")}>
          {failure.sheets.length > 1 && (
            <button type="button" className="primary" onClick={() => onReading({ ...reading, sheet: true })}>
              {t("all-sheets")}
            </button>
          )}
          {failure.sheets.map((sheet) => (
            <button key={sheet} type="button" onClick={() => onReading({ ...reading, sheet })}>
              {sentence(t("sheet-named", { sheet }))}
            </button>
          ))}
        </p>
      )}
      {failure.members && failure.members.length > 0 && (
        <p className="buttons" role="group" aria-label={t("member")}>
          {failure.members.map((member) => (
            <button key={member} type="button" onClick={() => onReading({ ...reading, member })}>
              {member}
            </button>
          ))}
        </p>
      )}
      {children}
      {onRetry && (
        <p className="buttons">
          <button type="button" onClick={onRetry}>
            {t("try-again")}
          </button>
        </p>
      )}
    </div>
  );
}
