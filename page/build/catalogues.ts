// A check of the texts at build time: both catalogues have the same messages with the same variables, and the French one
// has the spaces of French typography.

import { readFileSync } from "node:fs";
import { FluentResource } from "@fluent/bundle";
import type { Plugin } from "vite";

const folder = new URL("../i18n/", import.meta.url);

/** Returns the messages of a catalogue, with the names of their variables. */
function read(language: string): Map<string, string> {
  const text = readFileSync(new URL(`${language}.ftl`, folder), "utf8");
  const messages = new Map<string, string>();
  const count = text.match(/^[a-z][a-z0-9-]* =/gm)?.length ?? 0;
  for (const entry of new FluentResource(text).body) {
    const names = JSON.stringify(entry).matchAll(/"type":"var","name":"([^"]+)"/g);
    messages.set(entry.id, [...new Set([...names].map((match) => match[1]))].sort().join(" "));
  }
  if (messages.size !== count) throw new Error(`${language}.ftl: ${count} messages, but ${messages.size} were read`);
  return messages;
}

export function checkCatalogues(): Plugin {
  return {
    name: "check-catalogues",
    buildStart() {
      const [en, fr] = [read("en"), read("fr")];
      for (const [id, variables] of en) {
        if (fr.get(id) !== variables) this.error(`fr.ftl: ${id} is missing or has other variables than in en.ftl`);
      }
      for (const id of fr.keys()) if (!en.has(id)) this.error(`fr.ftl: ${id} is not in en.ftl`);
      const french = readFileSync(new URL("fr.ftl", folder), "utf8").replace(/^#.*$/gm, "").replace(/->|\{\s*"[^"]*"\s*\}/g, "");
      for (const [name, pattern] of [
        ["a no-break space before : or %", /[^\u00A0\s:][:%]|[ \u202F][:%]/],
        ["a narrow no-break space before ; ? !", /[^\u202F\s][;?!]|[ \u00A0][;?!]/],
        ["no-break spaces inside « »", /«[^\u00A0]|[^\u00A0]»/],
        ["typographic apostrophes", /'/],
      ] as const) {
        const found = pattern.exec(french);
        if (found) this.error(`fr.ftl: use ${name}: ${french.slice(Math.max(0, found.index - 30), found.index + 30)}`);
      }
    },
  };
}
