// The coverage: a document that the module writes, in a shadow tree, so that its style sheet applies to it only.

import { useLayoutEffect, useRef, useState } from "react";
import { useStore } from "./use-store.ts";

/** Returns the style sheet of a document for a shadow tree, whose root stands for the document. */
function shadowStyle(css: string): string {
  return css.replace(/:root\b|(?<![\w.#-])html(?![\w-])/g, ":host").replace(/(?<![\w.#-])body(?![\w-])/g, ".body");
}

export function Coverage({ html }: { html: string }) {
  const { t } = useStore();
  const host = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    if (!open || !host.current) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    // The policy of the page would block the style element, but not a sheet that a script makes.
    let css = "";
    const plain = html.replace(/<style>([^]*?)<\/style>/, (_, text: string) => {
      css = text;
      return "";
    });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(shadowStyle(css));
    root.adoptedStyleSheets = [sheet];
    const source = new DOMParser().parseFromString(plain, "text/html");
    const body = document.createElement("div");
    body.className = "body";
    // The page has its own main element.
    body.append(...(source.querySelector("main") ?? source.body).childNodes);
    root.replaceChildren(body);
    // Links to places of the document don't reach into a shadow tree by themselves.
    const follow = (event: Event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      const id = link?.getAttribute("href");
      if (!id?.startsWith("#")) return;
      event.preventDefault();
      const target = root.getElementById(decodeURIComponent(id.slice(1)));
      target?.scrollIntoView({ block: "center" });
      if (target instanceof HTMLElement) {
        target.tabIndex = -1;
        target.focus({ preventScroll: true });
      }
    };
    body.addEventListener("click", follow);
    return () => body.removeEventListener("click", follow);
  }, [html, open]);
  return (
    <details className="coverage" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h2>{t("coverage")}</h2> <span className="soft">{t("coverage-what")}</span>
      </summary>
      <div ref={host} />
    </details>
  );
}
