// Ways for files into the page: a button with the browser's dialog, and dropping.

import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import type { Store } from "../store.ts";
import { useStore } from "./use-store.ts";

const ENDINGS = ".csv,.tsv,.txt,.xlsx,.xlsm,.xlsb,.xls,.ods,.json,.ndjson,.jsonl,.zip,.gz,.htm,.html";

/** A button that opens the browser's dialog for files. */
export function ChooseFiles({ current = false, primary = false, children }: { current?: boolean; primary?: boolean; children: ReactNode }) {
  const store = useStore();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={primary ? "primary" : undefined} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-hidden="true"
        tabIndex={-1}
        multiple={!current}
        accept={ENDINGS}
        data-for={current ? "current" : "lists"}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file can be chosen again after it was corrected.
          event.currentTarget.value = "";
          if (files.length) void store.addFiles(files, current);
        }}
      />
    </>
  );
}

function hasFiles(event: DragEvent | React.DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** Takes the files that were dropped, and refuses folders. */
function takeDrop(store: Store, data: DataTransfer, current: boolean): void {
  const folders: string[] = [];
  const files: File[] = [];
  for (const item of data.items) {
    if (item.kind !== "file") continue;
    const file = item.getAsFile();
    const entry = item.webkitGetAsEntry();
    if (entry?.isDirectory) folders.push(entry.name);
    else if (file) files.push(file);
  }
  const added = files.length ? store.addFiles(files, current) : Promise.resolve();
  if (folders.length) void added.then(() => store.refuseFolders(folders));
}

/** Lets files be dropped anywhere in the window, and shows that while they are dragged. */
export function WindowDrop() {
  const store = useStore();
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Enter and leave come for each element on the way.
    let depth = 0;
    const listen = (name: "dragenter" | "dragleave" | "dragover" | "drop", act: (event: DragEvent) => void) => {
      const listener = (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        act(event);
      };
      addEventListener(name, listener);
      return () => removeEventListener(name, listener);
    };
    const stops = [
      listen("dragenter", () => {
        depth++;
        setOver(true);
      }),
      listen("dragleave", () => {
        depth--;
        if (depth === 0) setOver(false);
      }),
      listen("dragover", () => {}),
      listen("drop", (event) => {
        depth = 0;
        setOver(false);
        const target = event.target instanceof Element ? event.target.closest("[data-drop=current]") : null;
        if (event.dataTransfer) takeDrop(store, event.dataTransfer, target !== null);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [store]);
  if (!over) return null;
  return (
    <div className="drop-hint" aria-hidden="true">
      <div>{store.t(store.lists.length ? "drop-to-add" : "drop-here")}</div>
      {store.lists.length > 0 && <div data-drop="current">{store.t("drop-to-compare")}</div>}
    </div>
  );
}

/** A part of the page where the export of the portal can be dropped. */
export function CurrentDrop({ label, children }: { label: string; children: ReactNode }) {
  const [over, setOver] = useState(false);
  const id = useId();
  return (
    <div
      className={over ? "target over" : "target"}
      data-drop="current"
      role="group"
      aria-labelledby={id}
      onDragOver={(event) => hasFiles(event) && setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={() => setOver(false)}
    >
      <span id={id}>{label}</span>
      {children}
    </div>
  );
}
