// The interface of the WebAssembly module, as wasm-bindgen makes it.

declare module "#module" {
  export function initSync(source: { module: WebAssembly.Module }): unknown;

  /** Files and their checks. A trap makes it unusable. */
  export class Session {
    addFile(file: number, name: string, bytes: Uint8Array): void;
    removeFile(file: number): void;
    /** Returns a `CheckResult` as JSON. */
    check(state: string, delta: boolean, progress: (rows: number) => void): string;
    /** Returns the bytes of a file, whose name is `savedName`. */
    save(state: string, kind: string, list: number): Uint8Array<ArrayBuffer>;
    readonly savedName: string;
  }
}
