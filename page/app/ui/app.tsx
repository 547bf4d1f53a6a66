// The frame of the page: header, first screen or work, footer, and what a screen reader says.

import { Component, useEffect, useRef, type ReactNode } from "react";
import type { Store } from "../store.ts";
import type { Language } from "../types.ts";
import { ChooseFiles, WindowDrop } from "./files.tsx";
import { PrintedRows } from "./print.tsx";
import { StoreContext, useStore } from "./use-store.ts";
import { Work } from "./work.tsx";

export function App({ store }: { store: Store }) {
  return (
    <StoreContext value={store}>
      <Guard store={store}>
        <Page />
      </Guard>
    </StoreContext>
  );
}

/** Says so if a component fails. The state is in the store, so the person can go on. */
class Guard extends Component<{ store: Store; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    const { store, children } = this.props;
    if (!this.state.failed) return children;
    return (
      <main className="notice error" role="alert">
        <p>{store.t("broken")}</p>
        <p>
          <button type="button" onClick={() => this.setState({ failed: false })}>
            {store.t("go-on")}
          </button>
        </p>
      </main>
    );
  }
}

function Page() {
  const store = useStore();
  const { t, language } = store;
  const started = store.lists.length > 0;
  const main = useRef<HTMLElement>(null);
  const wasStarted = useRef(started);
  // Without names of files, because browsers keep titles in their history.
  const title = t("title");
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${title} – cosell`;
  }, [language, title]);
  useEffect(() => {
    // The button that had the focus is gone.
    if (wasStarted.current !== started && document.activeElement === document.body) main.current?.focus({ preventScroll: true });
    wasStarted.current = started;
  }, [started]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      // Text fields undo what was typed into them.
      if (event.target instanceof HTMLElement && event.target.matches("input:not([type=radio], [type=checkbox]), textarea")) return;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) store.undo();
      else if (key === "y" || (key === "z" && event.shiftKey)) store.redo();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [store]);
  return (
    <>
      <a className="skip" href="#main">
        {t("skip")}
      </a>
      <header className="top">
        <p className="brand">
          <b>cosell</b> <span className="soft">{t("tagline")}</span>
        </p>
        <LanguageSwitch />
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        {store.unusable && (
          <div className="notice error" role="alert">
            <p>{t("unusable")}</p>
            <p className="soft">{store.unusable}</p>
          </div>
        )}
        {store.offered && <Offer />}
        {store.notices.map((notice) => (
          <div className="notice error" key={notice}>
            <p>{notice}</p>
          </div>
        ))}
        {store.removed.map((removed) => (
          <div className="notice" key={removed.file.number}>
            <p>
              {removed.replacedBy === null
                ? t("removed", { name: removed.file.name })
                : t("replaced", { name: store.nameOf(removed.replacedBy), list: removed.file.name })}{" "}
              <button type="button" onClick={() => store.putBack(removed)}>
                {t("put-back")}
              </button>
            </p>
          </div>
        ))}
        {started ? <Work /> : <Start />}
      </main>
      <footer className="foot">
        <label>
          <input type="checkbox" checked={store.keeping} onChange={(event) => void store.setKeeping(event.currentTarget.checked)} />
          {t("keep")}
        </label>
        {store.keeping && (
          <button type="button" onClick={() => void store.erase()}>
            {t("erase")}
          </button>
        )}
        <span className="soft">{t("private")}</span>
      </footer>
      <div role="status" className="hidden">
        {store.announcement}
      </div>
      <WindowDrop />
      <PrintedRows />
    </>
  );
}

function LanguageSwitch() {
  const store = useStore();
  const languages: [Language, string][] = [["en", "English"], ["fr", "Français"]];
  return (
    <div className="switch" role="group" aria-label={store.t("language")}>
      {languages.map(([language, name]) => (
        <button key={language} type="button" lang={language} aria-pressed={store.language === language} onClick={() => store.setLanguage(language)}>
          {name}
        </button>
      ))}
    </div>
  );
}

function Offer() {
  const store = useStore();
  const { t, offered } = store;
  if (!offered) return null;
  const lists = new Set(offered.lists.map(({ file }) => file));
  const names = offered.files.filter(({ file }) => lists.has(file)).map(({ name }) => name);
  const count = offered.lists.reduce((sum, { edits }) => sum + edits.length, 0);
  return (
    <section className="notice" aria-label={t("offer-label")}>
      <p>{t("offer", { names: names.join(", "), count })}</p>
      <p className="buttons">
        <button type="button" className="primary" onClick={() => store.goOn()}>
          {t("offer-accept")}
        </button>
        <button type="button" onClick={() => void store.erase()}>
          {t("erase")}
        </button>
      </p>
    </section>
  );
}

function Start() {
  const { t } = useStore();
  return (
    <section className="start">
      <h1>{t("title")}</h1>
      <ul>
        <li>{t("start-what")}</li>
        <li>{t("start-private")}</li>
        <li>{t("start-first")}</li>
      </ul>
      <div className="target large">
        <ChooseFiles primary>{t("choose")}</ChooseFiles>
        <p>{t("choose-or-drop")}</p>
        <p className="soft">{t("formats")}</p>
      </div>
    </section>
  );
}
