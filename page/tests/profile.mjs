// What the page's threads do while a list is opened and a cell is changed: node page/tests/profile.mjs LIST
//
// COSELL_NODE and CHROMIUM are as for the tests (browser.mjs). Prints the milliseconds of each thread, and its functions with most of
// them. Functions of the module have names only if it was built with them.

import { writeFileSync } from "node:fs";
import { cell, choose, closeBrowser, openPage } from "./browser.mjs";

const [path] = process.argv.slice(2);
const CATEGORIES = ["-*", "__metadata", "disabled-by-default-v8.cpu_profiler", "toplevel", "v8.execute"];

/** Returns the samples of each thread, by function. */
function threads(trace) {
  const names = new Map();
  const nodes = new Map();
  const times = new Map();
  for (const { ph, name, pid, tid, id, args } of trace.traceEvents) {
    if (ph === "M" && name === "thread_name") names.set(`${pid} ${tid}`, args.name);
    if (name === "Profile") nodes.set(`${pid} ${id}`, { thread: `${pid} ${tid}`, byId: new Map() });
    if (name !== "ProfileChunk") continue;
    const profile = nodes.get(`${pid} ${id}`);
    const { cpuProfile = {}, timeDeltas = [] } = args.data;
    for (const node of cpuProfile.nodes ?? []) profile.byId.set(node.id, node.callFrame);
    (cpuProfile.samples ?? []).forEach((sample, index) => {
      const { functionName, url, codeType } = profile.byId.get(sample) ?? {};
      const label = functionName || (url ?? "").startsWith("wasm") ? `${functionName} ${codeType ?? ""}` : "(without a name)";
      const thread = names.get(profile.thread) ?? profile.thread;
      if (!times.has(thread)) times.set(thread, new Map());
      const ofThread = times.get(thread);
      ofThread.set(label, (ofThread.get(label) ?? 0) + timeDeltas[index] / 1000);
    });
  }
  return times;
}

function print(what, trace) {
  console.log(`\n${what}`);
  for (const [thread, functions] of threads(trace)) {
    const idle = [...functions].filter(([name]) => /^\((idle|program|root)\)/.test(name)).reduce((sum, [, time]) => sum + time, 0);
    const all = [...functions.values()].reduce((sum, time) => sum + time, 0);
    if (all - idle < 5) continue;
    console.log(`  ${thread}: ${(all - idle).toFixed(0)} ms`);
    const most = [...functions].filter(([name]) => !/^\((idle|program|root)\)/.test(name)).sort(([, a], [, b]) => b - a);
    for (const [name, time] of most.slice(0, 12)) console.log(`    ${time.toFixed(0).padStart(6)} ${name}`);
  }
}

await openPage({ name: "profile", diagnostic: console.log }, {}, async (page) => {
  const browser = page.context().browser();
  const traced = async (what, act) => {
    await browser.startTracing(page, { categories: CATEGORIES });
    const start = performance.now();
    await act();
    const took = performance.now() - start;
    const trace = await browser.stopTracing();
    if (process.env.TRACE) writeFileSync(process.env.TRACE, trace);
    print(`${what}: ${took.toFixed(0)} ms`, JSON.parse(trace.toString()));
  };
  const status = page.getByRole("status").first();
  await traced("first result", async () => {
    await choose(page, path);
    await page.getByRole("gridcell").first().waitFor();
  });
  const before = await status.innerText();
  await cell(page, 2, 5).click();
  await traced("an edit", async () => {
    await page.keyboard.type("AT");
    await page.keyboard.press("Enter");
    await page.waitForFunction(([selector, text]) => document.querySelector(selector)?.innerText !== text, ["[role=status]", before]).catch(() => {});
  });
});
await closeBrowser();
