// Opens pages in Chromium and prints what is wrong with each as JSON, {file: [problem, ...]}: violations that axe-core
// finds, sideways scrolling, requests, messages of the browser, and links that lead nowhere.
//
//     node browser.mjs FILE...
//
// COSELL_NODE names the folder where the packages are installed. CHROMIUM names the browser, if it isn't in the PATH.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const packages = createRequire(`${process.env.COSELL_NODE}/`);
const { chromium } = packages("playwright-core");
const axe = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");
const executablePath = process.env.CHROMIUM ?? execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

async function look(url, width, colorScheme, problems) {
  const say = (problem) => problems.push(`${width} px, ${colorScheme}: ${problem}`);
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  page.on("request", (request) => request.url() === url || say(`request of ${request.url().slice(0, 80)}`));
  page.on("console", (message) => say(message.text()));
  page.on("pageerror", (error) => say(String(error)));
  await page.goto(url);
  const found = await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    const links = [...document.querySelectorAll("a")].map((link) => link.getAttribute("href"));
    return {
      scrolled: document.documentElement.scrollWidth - innerWidth,
      ground: getComputedStyle(document.body).backgroundColor,
      lost: links.filter((link) => !document.getElementById(link.slice(1))),
    };
  });
  if (found.scrolled > 0) say(`the page is ${found.scrolled} px too wide`);
  if ((found.ground === "rgb(255, 255, 255)") !== (colorScheme === "light")) say(`the ground is ${found.ground}`);
  for (const link of found.lost) say(`${link} leads nowhere`);
  // Not a script of the page, so its policy doesn't keep it out.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  for (const { id, help, nodes } of violations) say(`${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 200)).join(" ")}`);
  await context.close();
}

const result = {};
for (const file of process.argv.slice(2)) {
  const problems = (result[file] = []);
  const url = pathToFileURL(resolve(file)).href;
  for (const width of [400, 1400]) for (const scheme of ["light", "dark"]) await look(url, width, scheme, problems);
}
await browser.close();
process.stdout.write(JSON.stringify(result));
