// The bar to save: the state of the lists, progress, and what to do after saving.

import { useStore } from "./use-store.ts";

export function SaveBar() {
  const store = useStore();
  const { t, list, lists, busy, saved } = store;
  // The module doesn't know files that couldn't be given to it. An upload without their contacts would delete them in the portal.
  const ready = (store.result?.ready ?? false) && store.upToDate && store.failures === 0;
  const upload = lists.length > 1 ? t("save-merged") : t("save-upload", { name: list?.result?.uploadName || `${store.nameOf(list?.file ?? -1)}.upload.csv` });
  const reason = store.status();
  const removed = store.result?.comparison?.changes.filter(({ kind }) => kind === "removed") ?? [];
  const wrong = list?.result && !store.files.get(list.file)?.failure && (list.result.summary.rejected > 0 || list.result.summary.blocking > 0);
  const left = saved?.kind === "to-correct" && list ? list.columnsBeside() : [];
  return (
    <section className="save" aria-label={t("save")}>
      {saved?.kind === "upload" && (
        <div className="notice done">
          <p>
            <b>{t("saved", { name: saved.name })}</b> {t("next-import", { name: saved.name })} {t("next-replaces")}
          </p>
        </div>
      )}
      {saved?.kind === "to-correct" && (
        <div className="notice done">
          <p>
            <b>{t("saved", { name: saved.name })}</b> {t("next-sender")}
          </p>
          {left.length > 0 && (
            <p className="warning">{t("not-in-workbook", { columns: left.map((column) => t(`column-${column}`)).join(", "), count: left.length })}</p>
          )}
        </div>
      )}
      <div className="save-line">
        {busy ? (
          <p id="save-reason" className="busy">
            <progress aria-label={t("checking")} /> {busy.rows ? t("checking-rows", { count: busy.rows }) : t("checking")}
            <button type="button" onClick={() => store.cancel()}>
              {t("cancel")}
            </button>
          </p>
        ) : store.cancelled ? (
          <p id="save-reason" className="busy">
            {t("cancelled")}
            <button type="button" onClick={() => store.checkAgain()}>
              {t("check-again")}
            </button>
          </p>
        ) : (
          <div id="save-reason">
            <p className={ready ? "ready" : "reason"}>{reason}</p>
            {ready && removed.length > 0 && (
              <p className="reason">{t("save-removes", { count: removed.length, name: removed[0]!.contact[0] ?? "" })}</p>
            )}
          </div>
        )}
        <div className="buttons">
          <button type="button" className="primary" disabled={!ready} aria-describedby="save-reason" onClick={() => void store.save("upload")}>
            {upload}
          </button>
          {wrong && list && (
            <button type="button" onClick={() => void store.save("to-correct", list.file)}>
              {t("save-to-correct", { name: list.result?.correctName ?? "" })}
            </button>
          )}
          <button type="button" disabled={!ready} onClick={() => void store.save("json")}>
            {t("save-json")}
          </button>
        </div>
      </div>
    </section>
  );
}
