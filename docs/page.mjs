// Takes the picture of the page that the README shows: COSELL_NODE=FOLDER node docs/page.mjs, after page/make.sh. The folder
// has playwright-core, as `.ci/run` installs it.
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { chromium } = createRequire(join(process.env.COSELL_NODE, "package.json"))("playwright-core");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 880 }, locale: "en", colorScheme: "light" });
await page.goto(new URL("../page/dist/cosell.html", import.meta.url).href);
await page.setInputFiles("input[type=file]", here("../fixtures/forty.xlsx"));
await page.getByText("Narnia").first().waitFor();
await page.screenshot({ path: here("page.png") });
await browser.close();
