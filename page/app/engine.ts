// The page's side of the worker: starts it, sends requests one at a time, and ends it.

import type { Start } from "./worker.ts";
import CheckWorker from "./worker.ts?worker&inline";
import type { Request, Response, SaveKind, State } from "./types.ts";

/** The module ended during a request; the engine has to be restarted. */
export class Crashed extends Error {}
/** The request was given up because the worker was ended on purpose. */
export class Cancelled extends Error {}

type Answer = Exclude<Response, { done: "progress" | "crashed" }>;
type Body = Request extends infer R ? (R extends { id: number } ? Omit<R, "id"> : never) : never;

/** Decompresses and compiles the module that is in the page. */
async function compile(): Promise<WebAssembly.Module> {
  const binary = atob(document.getElementById("module")?.textContent ?? "");
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new globalThis.Response(stream).arrayBuffer());
}

export class Engine {
  onProgress: (rows: number) => void = () => {};
  readonly #module = compile();
  #worker: Worker | null = null;
  #waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  #nextId = 1;
  /** The files that the worker has. */
  #files = new Set<number>();
  /** Whether the worker has checked a state, so that a result may be the difference to it. */
  #checked = false;

  /** Throws if this browser can't run the module. */
  async prepare(): Promise<void> {
    await this.#module;
  }

  async addFile(file: number, name: string, bytes: Uint8Array): Promise<void> {
    if (this.#files.has(file)) return;
    const copy = bytes.slice().buffer as ArrayBuffer;
    await this.#request({ do: "add-file", file, name, bytes: copy }, [copy]);
    this.#files.add(file);
  }

  async removeFiles(keep: Set<number>): Promise<void> {
    for (const file of [...this.#files].filter((file) => !keep.has(file))) {
      await this.#request({ do: "remove-file", file });
      this.#files.delete(file);
    }
  }

  /** Returns a `CheckResult` as JSON. Its rows may be the difference to the last result if `delta` is set. */
  async check(state: State, delta: boolean): Promise<string> {
    const answer = await this.#request({ do: "check", state, delta: delta && this.#checked });
    this.#checked = true;
    return (answer as Extract<Answer, { done: "checked" }>).json;
  }

  async save(state: State, kind: SaveKind, list: number): Promise<{ name: string; bytes: ArrayBuffer }> {
    return (await this.#request({ do: "save", state, kind, list })) as Extract<Answer, { done: "saved" }>;
  }

  /** Ends the worker and what it does. The next request starts a new one, which has no files yet. */
  stop(reason: Error = new Cancelled()): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#files.clear();
    this.#checked = false;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(reason);
  }

  async #start(): Promise<Worker> {
    const start: Start = { do: "start", module: await this.#module };
    if (this.#worker) return this.#worker;
    const worker = new CheckWorker();
    worker.onmessage = ({ data }: MessageEvent<Response>) => {
      if (worker === this.#worker) this.#receive(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.stop(new Crashed(event.message));
    };
    worker.postMessage(start);
    this.#worker = worker;
    return worker;
  }

  async #request(body: Body, transfer: Transferable[] = []): Promise<Answer> {
    const worker = await this.#start();
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ ...body, id } as Request, transfer);
    });
  }

  #receive(response: Response): void {
    if (response.done === "progress") return this.onProgress(response.rows);
    const waiting = this.#waiting.get(response.id);
    if (!waiting) return;
    if (response.done === "crashed") return this.stop(new Crashed(response.message));
    this.#waiting.delete(response.id);
    waiting.resolve(response);
  }
}
