// What is kept on this machine if the person agrees: files and changes, in a database of the browser.

import type { Edit, Language, Reading } from "./types.ts";

/** The work of a person, as it is kept. */
export interface Kept {
  language: Language;
  /** The token tells files of the same number apart, which other windows may have. */
  files: { file: number; token: string; name: string; bytes: Uint8Array }[];
  lists: { file: number; reading: Reading; edits: Edit[] }[];
  current: { file: number; reading: Reading } | null;
  answers: Record<string, number | string>;
}

const DATABASE = "cosell";
const STORE = "work";

function finish<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return finish(request);
}

/** Stores the work. Files are stored once, because they don't change. */
export async function keep(work: Kept): Promise<void> {
  const database = await open();
  try {
    const transaction = database.transaction(STORE, "readwrite");
    const store = transaction.objectStore(STORE);
    const known = new Set(await finish(store.getAllKeys()));
    for (const file of work.files) {
      const key = `file ${file.token}`;
      if (!known.delete(key)) store.put(file, key);
    }
    known.delete("work");
    for (const key of known) store.delete(key);
    store.put({ ...work, files: work.files.map(({ token }) => token) }, "work");
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Returns the work that is kept, or `null`. */
export async function kept(): Promise<Kept | null> {
  // Opening would create the database, and nothing is created before the person agrees.
  if (!(await indexedDB.databases()).some(({ name }) => name === DATABASE)) return null;
  const database = await open();
  try {
    const store = database.transaction(STORE).objectStore(STORE);
    const work = (await finish(store.get("work"))) as (Omit<Kept, "files"> & { files: string[] }) | undefined;
    if (!work) return null;
    const files = await Promise.all(work.files.map((token) => finish<Kept["files"][number] | undefined>(store.get(`file ${token}`))));
    if (files.some((file) => file === undefined)) return null;
    return { ...work, files: files as Kept["files"] };
  } finally {
    database.close();
  }
}

export async function erase(): Promise<void> {
  await finish(indexedDB.deleteDatabase(DATABASE));
}
