// The build of the page: `npm run build` writes dist/cosell.html.

import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { checkCatalogues } from "./build/catalogues.ts";
import { singleFile } from "./build/single-file.ts";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Takes the address of the module's bytes out of its script, because they are in the page. Vite would add them as a file. */
const withoutAddress: Plugin = {
  name: "without-address",
  enforce: "pre",
  transform: {
    filter: { id: /cosell_page\.js$/ },
    handler: (code) => code.replace(/new URL\([^()]*import\.meta\.url\)/, "undefined"),
  },
};

export default defineConfig({
  base: "./",
  resolve: { alias: { "#module": path("module/cosell_page.js") } },
  plugins: [checkCatalogues(), singleFile("cosell.html", path("module/cosell_page_bg.wasm"), path("module/LICENSES-OF-OTHERS"))],
  worker: { format: "iife", plugins: () => [withoutAddress] },
  build: {
    target: "es2023",
    outDir: "dist",
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
    chunkSizeWarningLimit: 4096,
  },
});
