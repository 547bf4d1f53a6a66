// A Vite plugin that puts everything into one HTML file: script, style sheet, and the WebAssembly module as compressed
// bytes. It adds the Content-Security-Policy, whose hashes are those of the script and the style sheet, and the licences of
// the packages inside.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** Escapes what ends a script element or changes how the HTML parser reads it. Both occur in strings only. */
function escapeScript(code: string): string {
  return code.replace(/<\/script/gi, "<\\/script").replace(/<!--/g, "\\x3C!--");
}

/** Returns the licences of all that is in the page, as a comment: those of the module, and of the packages that scripts are from. */
function licences(ofModule: string, scripts: Iterable<string>): string {
  const folders = new Set<string>();
  for (const id of scripts) {
    const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0];
    if (folder && existsSync(`${folder}/package.json`)) folders.add(folder);
  }
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((each) => `${folder}/${each}`).find((each) => existsSync(each));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(file, "utf8").trim() : ""}`;
  });
  return `<!--\n${[ofModule, ...texts].join("\n\n").replace(/--+/g, (dashes) => "‐".repeat(dashes.length))}\n-->\n`;
}

export function singleFile(output: string, wasm: string, licencesOfModule: string): Plugin {
  return {
    name: "single-file",
    enforce: "post",
    generateBundle(_options, bundle) {
      let script = "";
      let style = "";
      let html = "";
      const modules: string[] = [];
      for (const [name, item] of Object.entries(bundle)) {
        delete bundle[name];
        if (item.type === "chunk") {
          if (script) this.error(`there are two scripts: ${name}`);
          script = escapeScript(item.code.trim());
          modules.push(...item.moduleIds);
        } else if (name.endsWith(".css")) {
          style += String(item.source).trim();
        } else if (name.endsWith(".html")) {
          html = String(item.source);
        } else {
          this.error(`${name} is not part of the file`);
        }
      }
      const policy = [
        "default-src 'none'",
        // WebAssembly is the one thing beside the script itself that may run.
        `script-src ${hash(script)} 'wasm-unsafe-eval'`,
        "worker-src blob:",
        `style-src ${hash(style)}`,
        "base-uri 'none'",
        "form-action 'none'",
      ].join("; ");
      const compressed = gzipSync(readFileSync(wasm), { level: constants.Z_BEST_COMPRESSION }).toString("base64");
      const lines = html
        .replace(/<script type="module"[^>]*><\/script>\s*/, "")
        .replace(/<link rel="(?:stylesheet|modulepreload)"[^>]*>\s*/g, "")
        .replace('<meta charset="utf-8">', () => `<meta charset="utf-8">\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`)
        .replace("</head>", () => `  <style>${style}</style>\n  </head>`)
        .replace("</body>", () => `<script type="application/octet-stream" id="module">${compressed}</script>\n    <script type="module">${script}</script>\n  </body>`);
      this.emitFile({ type: "asset", fileName: output, source: lines + licences(readFileSync(licencesOfModule, "utf8").trim(), modules) });
    },
  };
}
