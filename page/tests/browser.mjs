// Helpers of the browser tests: one Chromium, a page for each test, and what a person does on it.
//
// COSELL_NODE is the folder whose node_modules has playwright-core, axe-core and xlsx. CHROMIUM is the browser, if it isn't in
// the PATH. COSELL_PAGE is the file to test, otherwise dist/cosell.html.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

if (!process.env.COSELL_NODE) throw new Error("COSELL_NODE is missing: the folder with playwright-core, axe-core and xlsx");
const packages = createRequire(join(resolve(process.env.COSELL_NODE), "package.json"));
const { chromium } = packages("playwright-core");
const axe = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");
export const XLSX = packages("xlsx");

const repository = fileURLToPath(new URL("../../", import.meta.url));
export const inRepository = (path) => join(repository, path);
export const fixture = (name) => inRepository(`fixtures/${name}`);
export const pageFile = resolve(process.env.COSELL_PAGE ?? inRepository("page/dist/cosell.html"));
export const pageUrl = pathToFileURL(pageFile).href;
export const pictures = inRepository("target/page-pictures");
mkdirSync(pictures, { recursive: true });

/** Milliseconds to wait for something that must appear. It decides about hanging tests only. */
const PATIENCE = 60_000;

export const HEADER = "Name,Email,Job title,Role,Countries/Regions,States/Provinces";
/** A list with these rows, as a file for `choose`. */
export const list = (name, ...rows) => file(name, [HEADER, ...rows, ""].join("\r\n"));
/** The upload with these rows, as the program writes it. */
export const upload = (...rows) => `\u{feff}${[HEADER, ...rows, ""].join("\r\n")}`;
export const file = (name, content) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });

let starting;
function browser() {
  const executablePath = process.env.CHROMIUM ?? execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
  starting ??= chromium.launch({ executablePath, args: ["--no-sandbox"] });
  return starting;
}

export async function closeBrowser() {
  await (await starting)?.close();
}

/**
 * Runs `run` with a page of its own. `settings` are those of the context, with `url`, `init` (a function that runs before the
 * page), and `allowed` (a pattern of messages of the console and of addresses that are expected). Errors of the page, other
 * messages of the console and requests fail the test.
 */
export async function openPage(t, settings, run) {
  const { url = pageUrl, init, allowed, ...options } = settings;
  const context = await (await browser()).newContext({ viewport: { width: 1400, height: 900 }, locale: "en-US", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  // Dialogs for files are intercepted from the start: a test's own listener may come after the first key.
  page.on("filechooser", () => {});
  const problems = [];
  const note = (kind, text) => allowed?.test(text) || problems.push(`${kind}: ${text.slice(0, 200)}`);
  page.on("pageerror", (error) => note("error", String(error)));
  page.on("console", (message) => note("console", message.text()));
  page.on("request", (request) => request.url() === url || request.url().startsWith("blob:") || note("request", request.url()));
  try {
    if (init) await page.addInitScript(init);
    await page.goto(url);
    await page.locator("main").waitFor();
    await run(page, t);
    assert.deepEqual(problems, []);
  } catch (error) {
    const picture = join(pictures, `failed-${t.name.replace(/\W+/g, "-")}.png`);
    await page.screenshot({ path: picture }).catch(() => {});
    t.diagnostic([`picture: ${picture}`, ...problems].join("\n"));
    throw error;
  } finally {
    await context.close();
  }
}

/** A test with a page. */
export function pageTest(name, settings, run) {
  test(name, (t) => openPage(t, settings, run));
}

/** Returns when `condition` is true. */
export async function until(condition, what) {
  const end = Date.now() + PATIENCE;
  while (!(await condition())) {
    if (Date.now() > end) assert.fail(`waited for: ${what}`);
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

/** Returns when the text of `get` is equal to `expected`, or matches it. */
export async function untilText(get, expected) {
  let text;
  const fits = () => (typeof expected === "string" ? text === expected : expected.test(text));
  await until(async () => ((text = await get()), fits()), `${expected}`).catch((error) => {
    throw new Error(`${error.message}, but there is: ${text}`);
  });
}

/** Chooses files in the dialog that a button opens. */
export async function choose(page, files, button = /^(Choose|Add) files$/) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: button }).click()]);
  // Playwright takes either files of the disk or contents.
  const mixed = [files].flat().some((each) => typeof each !== "string");
  await chooser.setFiles(mixed ? [files].flat().map((each) => (typeof each === "string" ? file(basename(each), readFileSync(each)) : each)) : files);
}

/** Drops files and folders of the disk on a place of the page, as the operating system does. */
export async function drop(page, paths, target = "main") {
  const { x, y, width, height } = await page.locator(target).boundingBox();
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [paths].flat(), dragOperationsMask: 1 };
  const at = { x: x + width / 2, y: Math.max(0, y) + Math.min(height / 2, 200), data };
  await session.send("Input.dispatchDragEvent", { type: "dragEnter", ...at });
  await session.send("Input.dispatchDragEvent", { type: "dragOver", ...at });
  await page.locator(".drop-hint").waitFor();
  await session.send("Input.dispatchDragEvent", { type: "drop", ...at });
  await session.detach();
}

/** Returns when the last check has this result, as a screen reader says it. */
export const untilStatus = (page, expected) => untilText(() => page.getByRole("status").textContent(), expected);

export const row = (page, number) => page.getByRole("row").filter({ has: page.getByRole("gridcell", { name: String(number), exact: true }) });
/** A cell of the grid. The column counts from 1, and 7 is the problem. */
export const cell = (page, number, column) => row(page, number).getByRole("gridcell").nth(column);

/** The texts of the visible rows, without the words for screen readers. */
export async function gridRows(page) {
  const rows = await page.getByRole("grid").getByRole("row").all();
  const texts = rows.slice(1).map((each) => each.getByRole("gridcell").evaluateAll((cells) => cells.slice(0, 7).map((one) => one.querySelector("span")?.title || one.firstChild?.textContent || "")));
  return Promise.all(texts);
}

/** Types into a cell, in place of what is there. */
export async function type(page, number, column, text) {
  await cell(page, number, column).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

export async function paste(page, text) {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

export const saveButton = (page, name = /^(Save|Enregistrer) .*\.upload\.csv$/) => page.getByRole("button", { name });

/** Saves by a button, and returns the name and the bytes of the file. */
export async function save(page, name) {
  const button = saveButton(page, name);
  await until(() => button.isEnabled(), "a button to save that works");
  return downloaded(page, () => button.click());
}

export async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Compares bytes, and shows a difference as text. */
export function sameBytes(bytes, expected) {
  if (Buffer.from(expected).equals(bytes)) return;
  assert.equal(bytes.toString(), expected.toString());
  assert.fail("bytes differ that are the same text");
}

/** Returns the violations that axe-core finds. */
export async function violations(page) {
  // Not a script of the page, so its policy doesn't keep it out.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 200)).join(" ")}`);
}
