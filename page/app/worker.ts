// The worker: it owns a session of the WebAssembly module and answers the messages of types.ts, one after the other.

import { initSync, Session } from "#module";
import type { Request, Response } from "./types.ts";

/** The first message. The page compiles the module once, so that a new worker starts at once. */
export interface Start {
  do: "start";
  module: WebAssembly.Module;
}

/** The time between two messages about progress, in milliseconds. */
const PROGRESS = 100;

let session: Session;

function answer(response: Response, transfer: Transferable[] = []): void {
  postMessage(response, { transfer });
}

function handle(request: Request): void {
  const { id } = request;
  switch (request.do) {
    case "add-file":
      session.addFile(request.file, request.name, new Uint8Array(request.bytes));
      return answer({ id, done: "ok" });
    case "remove-file":
      session.removeFile(request.file);
      return answer({ id, done: "ok" });
    case "check": {
      let last = performance.now();
      const progress = (rows: number) => {
        if (performance.now() - last < PROGRESS) return;
        last = performance.now();
        answer({ id, done: "progress", rows });
      };
      const json = session.check(JSON.stringify(request.state), request.delta, progress);
      return answer({ id, done: "checked", json });
    }
    case "save": {
      const bytes = session.save(JSON.stringify(request.state), request.kind, request.list ?? 0);
      const { buffer } = bytes.slice();
      return answer({ id, done: "saved", name: session.savedName, bytes: buffer }, [buffer]);
    }
  }
}

addEventListener("message", ({ data }: MessageEvent<Request | Start>) => {
  if (data.do === "start") {
    initSync({ module: data.module });
    session = new Session();
    return;
  }
  try {
    handle(data);
  } catch (error) {
    // A trap leaves the module in an unknown state, and any other error is a broken request, which is a defect of the page.
    answer({ id: data.id, done: "crashed", message: String(error) });
  }
});
