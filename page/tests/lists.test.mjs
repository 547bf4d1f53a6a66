// Lists that come, go and come back: the page in Chromium.

import assert from "node:assert/strict";
import { after, describe } from "node:test";
import { cell, choose, closeBrowser, downloaded, drop, file, fixture, list, pageTest, save, sameBytes, type, untilStatus, untilText, upload } from "./browser.mjs";

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

  pageTest("a workbook to correct takes the place of no list if two have its name", {}, async (page) => {
    await choose(page, [list("team.csv", ANN), list("team.csv", BOB)]);
    await untilText(() => page.getByRole("tab").count().then(String), "2");
    await choose(page, [list("team.to-correct.xlsx", ANN)]);
    await untilText(() => page.getByRole("tab").count().then(String), "3");
    assert.equal(await page.getByRole("button", { name: "Put it back" }).count(), 0);
  });

  pageTest("states that come from the countries stay when the countries are changed", {}, async (page) => {
    await choose(page, list("team.csv", 'Ann Lee,ann.lee@fabrikam.com,VP Sales,Partner sales,"US (California; Washington)",'));
    await untilStatus(page, /ready/);
    await type(page, 2, 5, "US, MX");
    await untilText(() => cell(page, 2, 5).innerText(), "US, MX");
    await untilStatus(page, /ready/);
    sameBytes((await save(page)).bytes, upload('Ann Lee,ann.lee@fabrikam.com,VP Sales,Partner sales,"US, MX","US-CA, US-WA"'));
  });

  pageTest("a row that is split can be changed at once", {}, async (page) => {
    await choose(page, list("team.csv", ANN.replace("Partner sales", "Partner sales / Partner marketing"), BOB));
    await untilStatus(page, "1 row to correct");
    await page.getByRole("button", { name: /^Split into 2 contacts/ }).first().dblclick({ force: true }).catch(() => {});
    await untilStatus(page, "All 3 contacts are ready for Partner Center");
    sameBytes((await save(page)).bytes, upload(ANN, ANN.replace("Partner sales", "Partner marketing"), BOB));
  });

  pageTest("the merged contacts are shown, and another value can be left empty", {}, async (page) => {
    await choose(page, [list("north.csv", ANN), list("south.csv", ANN.replace("VP Sales", "CEO"), BOB)]);
    await untilStatus(page, "1 question to answer");
    await page.getByRole("radio", { name: /CEO/ }).check();
    await untilStatus(page, "All 2 contacts are ready for Partner Center");
    await page.getByText("Show the 2 merged contacts").click();
    await untilText(() => page.locator(".merge table").innerText(), /Ann Lee[^]*CEO[^]*north\.csv, south\.csv[^]*Bob Miller[^]*south\.csv/);
    await page.getByRole("radio", { name: "another value" }).check();
    await untilStatus(page, "1 question to answer");
  });

  pageTest("a file is dropped on one of two places", {}, async (page) => {
    await choose(page, fixture("diff/next.csv"));
    await untilStatus(page, /ready/);
    await drop(page, fixture("diff/last.csv"), "footer");
    await untilText(() => page.locator(".save").innerText(), /The import removes \d+ contacts? /);
    assert.equal(await page.getByRole("tab").count(), 0);
  });
});
