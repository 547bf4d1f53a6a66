// Texts in the languages of the page, from the catalogues in i18n/.

import { FluentBundle, FluentResource } from "@fluent/bundle";
import en from "../i18n/en.ftl?raw";
import fr from "../i18n/fr.ftl?raw";
import type { Language } from "./types.ts";

export type Text = (id: string, values?: Record<string, string | number>) => string;

function load(language: Language, source: string): FluentBundle {
  // Isolating marks would be copied with a text, and names of files are the only foreign pieces.
  const bundle = new FluentBundle(language, { useIsolating: false });
  bundle.addResource(new FluentResource(source));
  return bundle;
}

const bundles: Record<Language, FluentBundle> = { en: load("en", en), fr: load("fr", fr) };

function textIn(language: Language): Text {
  const bundle = bundles[language];
  return (id, values) => {
    const pattern = bundle.getMessage(id)?.value;
    if (!pattern) throw new Error(`no text ${id}`);
    return bundle.formatPattern(pattern, values ?? null);
  };
}

export const texts: Record<Language, Text> = { en: textIn("en"), fr: textIn("fr") };

/** Returns the first language of the browser that the page has. */
export function preferredLanguage(): Language {
  for (const tag of navigator.languages) {
    const language = tag.slice(0, 2).toLowerCase();
    if (language === "en" || language === "fr") return language;
  }
  return "en";
}

/** Returns the text with a capital at the start, unless it starts with an address or another name. */
export function sentence(text: string): string {
  const word = /^\p{Ll}[\p{L}’'-]*(?=[\s,:]|$)/u.exec(text);
  return word ? text.charAt(0).toLocaleUpperCase() + text.slice(1) : text;
}
