// Lists that come, go and come back: the page in Chromium.

import assert from "node:assert/strict";
import { after, describe } from "node:test";
import { choose, closeBrowser, downloaded, drop, file, fixture, list, pageTest, save, sameBytes, type, untilStatus, untilText, upload } from "./browser.mjs";

after(closeBrowser);

const ANN = "Ann Lee,ann.lee@fabrikam.com,VP Sales,Partner sales,DE,";
const BOB = "Bob Miller,bob.miller@fabrikam.com,Account manager,Partner sales,US,US-CA";
const notice = (page) => page.locator(".notice").first();
const putBack = (page) => page.getByRole("button", { name: "Put it back" }).click();

describe("lists", { concurrency: 3 }, () => {
  pageTest("a list that was removed comes back with its changes", {}, async (page) => {
    await choose(page, list("team.csv", ANN.replace(",DE,", ",Narnia,"), BOB));
    await untilStatus(page, "1 row to correct");
    await type(page, 2, 5, "AT");
    await untilStatus(page, "All 2 contacts are ready for Partner Center");
    await page.getByRole("button", { name: "Remove team.csv" }).click();
    await untilText(() => notice(page).innerText(), /^team\.csv was removed\./);
    await putBack(page);
    await untilStatus(page, "All 2 contacts are ready for Partner Center");
    sameBytes((await save(page)).bytes, upload(ANN.replace(",DE,", ",AT,"), BOB));
    await page.getByRole("button", { name: "Undo" }).click();
    await untilStatus(page, "1 row to correct");
  });

  pageTest("a workbook to correct takes the place of its list", {}, async (page) => {
    await choose(page, list("team.csv", ANN.replace(",DE,", ",Narnia,"), BOB));
    await untilStatus(page, "1 row to correct");
    const { name, bytes } = await downloaded(page, () => page.getByRole("button", { name: /to-correct\.xlsx/ }).click());
    await choose(page, [list("other.csv", BOB)]);
    await untilText(() => page.getByRole("tab").count().then(String), "2");
    await choose(page, [file(name.replace(".xlsx", " (1).xlsx"), bytes)]);
    await untilText(() => notice(page).innerText(), /^team\.to-correct \(1\)\.xlsx takes the place of team\.csv\./);
    assert.equal(await page.getByRole("tab").count(), 2);
    await putBack(page);
    await untilText(() => page.getByRole("tab").first().innerText(), /^team\.csv/);
    assert.equal(await page.getByRole("tab").count(), 2);
  });

  pageTest("a file is dropped on one of two places", {}, async (page) => {
    await choose(page, fixture("diff/next.csv"));
    await untilStatus(page, /ready/);
    await drop(page, fixture("diff/last.csv"), "footer");
    await untilText(() => page.locator(".save").innerText(), /The import removes \d+ contacts? /);
    assert.equal(await page.getByRole("tab").count(), 0);
  });
});
