// Tests of the table and the list of problems in Chromium: they keep their place while a person corrects.
//
//     COSELL_NODE=FOLDER node --test page/tests/*.test.mjs

import assert from "node:assert/strict";
import { after, describe } from "node:test";
import { cell, choose, closeBrowser, fixture, gridRows, list, pageTest, row, sameBytes, save, type, until, untilStatus, untilText, upload, violations } from "./browser.mjs";

after(closeBrowser);

const ANN = "Ann Lee,ann.lee@fabrikam.com,VP Sales,Partner sales,DE,";
const BOB = "Bob Miller,bob.miller@fabrikam.com,Account manager,Partner sales,US,US-CA";
const CARA = "Cara Novak,cara.novak@fabrikam.com,Engineer,Partner technical sales,AT,";
/** A row with an unknown country, then one without an error, and so on. */
const MIXED = [ANN.replace(",DE,", ",Atlantis,"), BOB, CARA.replace(",AT,", ",Utopia,"), ANN.replace("Ann", "Dora").replace("ann.", "dora.")];

const button = (page, name) => page.getByRole("button", { name });
const remove = (page) => button(page, /^Delete row/);
const kinds = (page) => page.locator(".kind");
const selectedCell = (page) => page.locator("[role=row]:has([role=gridcell][aria-selected=true])");
const rowOf = async (page) => (await selectedCell(page).getByRole("gridcell").first().innerText()).trim();
const numbers = async (page) => (await gridRows(page)).map(([number]) => number);
const untilNumbers = (page, expected) => untilText(async () => (await numbers(page)).join(" "), expected);

describe("the selection", { concurrency: 3 }, () => {
  pageTest("it stays on its row when others are shown, and ends with it", {}, async (page) => {
    await choose(page, list("team.csv", ...MIXED));
    await untilStatus(page, "2 rows to correct");
    await button(page, "All rows (4)").click();
    await untilNumbers(page, "2 3 4 5");
    await cell(page, 4, 1).click();
    await button(page, "Rows to correct (2)").click();
    await untilNumbers(page, "2 4");
    await button(page, "Delete row 4").waitFor();
    assert.equal(await rowOf(page), "4");
    // The row above is corrected and hidden.
    await type(page, 2, 5, "DE");
    await untilStatus(page, "1 row to correct");
    await cell(page, 4, 1).click();
    await button(page, "Hide 1 corrected row").click();
    await untilNumbers(page, "4");
    await button(page, "Delete row 4").waitFor();
    assert.equal(await rowOf(page), "4");
    // A row that isn't shown any more isn't selected.
    await button(page, "All rows (4)").click();
    await cell(page, 3, 1).click();
    await button(page, "Delete row 3").waitFor();
    await button(page, "Rows to correct (1)").click();
    await untilNumbers(page, "4");
    assert.equal(await remove(page).innerText(), "Delete row");
    assert(await remove(page).isDisabled());
    assert(await button(page, "Insert row below").isDisabled());
    assert.equal(await selectedCell(page).count(), 0);
    assert.deepEqual(await violations(page), []);
    // Deleting a row selects no other one.
    await cell(page, 4, 1).click();
    await remove(page).click();
    await untilStatus(page, "All 3 contacts are ready for Partner Center");
    assert(await remove(page).isDisabled());
    sameBytes((await save(page)).bytes, upload(MIXED[0].replace("Atlantis", "DE"), BOB, MIXED[3]));
  });

  pageTest("a blank row is inserted once", {}, async (page) => {
    await choose(page, list("team.csv", ...MIXED));
    await untilStatus(page, "2 rows to correct");
    await cell(page, 2, 1).click();
    await button(page, "Insert row below").click();
    await untilNumbers(page, "2 2 +1 4");
    await button(page, "Insert row below").click();
    await until(async () => (await rowOf(page)) === "2 +1", "the blank row");
    await button(page, "Delete row 2 +1").waitFor();
    await button(page, "Insert row below").click();
    assert.equal((await numbers(page)).join(" "), "2 2 +1 4");
    // The number isn't cut.
    const cut = await page.locator(".row-number").evaluateAll((cells) => cells.some((one) => one.scrollWidth > one.clientWidth));
    assert.equal(cut, false);
    await page.locator("[role=gridcell][aria-selected=true]").focus();
    await page.keyboard.type("Emil Hahn");
    await page.keyboard.press("Enter");
    await untilText(() => row(page, "2 +1").innerText(), /Emil Hahn/);
    // When the row is gone, the focus stays in the table.
    await cell(page, "2 +1", 1).click();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await untilNumbers(page, "2 4");
    assert(await remove(page).isDisabled());
    assert(await page.getByRole("grid").evaluate((grid) => grid.contains(document.activeElement)));
  });

  pageTest("F8 goes to the next cell with an error", {}, async (page) => {
    await choose(page, list("team.csv", ANN, BOB.replace("US,US-CA", "Atlantis,").replace("bob.miller@", "bob@@"), CARA, CARA.replace("Cara Novak", "").replace("cara", "carl")));
    await untilStatus(page, "2 rows to correct");
    await button(page, "All rows (4)").click();
    const at = () => page.evaluate(() => {
      const focused = document.activeElement.closest("[role=gridcell]");
      return focused && `${focused.parentElement.firstChild.textContent} ${focused.ariaColIndex}`;
    });
    const goes = async (key, expected) => {
      await page.keyboard.press(key);
      await untilText(async () => String(await at()), expected);
    };
    await goes("F8", "3 3");
    await goes("F8", "3 6");
    await goes("F8", "5 2");
    await goes("F8", "3 3");
    await goes("Shift+F8", "5 2");
    await goes("Shift+F8", "3 6");
    // In an editor it saves the text first.
    await page.keyboard.type("FR");
    await goes("F8", "5 2");
    await untilText(() => cell(page, 3, 5).innerText(), /^FR/);
    await page.getByText("F8 goes to the next problem").waitFor();
    await button(page, "Français").click();
    await page.getByText("F8 mène au problème suivant").waitFor();
  });
});

describe("while a list is corrected", { concurrency: 3 }, () => {
  pageTest("only rows without errors are marked as corrected", {}, async (page) => {
    await choose(page, list("team.csv", ...MIXED));
    await untilStatus(page, "2 rows to correct");
    await kinds(page).first().click();
    await untilNumbers(page, "2 4");
    const marked = () => page.locator(".settled .row-number").allInnerTexts();
    const height = async (number) => (await row(page, number).getByRole("gridcell").first().boundingBox()).height;
    const before = await height(2);
    // Another kind of problem replaces that of the filter.
    await type(page, 2, 5, " ");
    await page.keyboard.press("Shift+Enter");
    await untilText(() => row(page, 2).innerText(), /requires a value/);
    assert.deepEqual(await marked(), []);
    assert.equal(await button(page, /^Hide/).count(), 0);
    await type(page, 2, 5, "DE");
    await untilStatus(page, "1 row to correct");
    assert.deepEqual(await marked(), ["2"]);
    await button(page, "Hide 1 corrected row").waitFor();
    assert.equal(await height(2), before);
  });

  pageTest("kinds of problems stay in their place", {}, async (page) => {
    await choose(page, fixture("sales-ops-mistakes.xlsx"));
    await untilStatus(page, /rows to correct/);
    const titles = () => page.locator(".kind .title").allInnerTexts();
    await button(page, /more problems$/).click();
    const all = await titles();
    assert(all.length > 8);
    assert((await page.locator(".kinds ul").boundingBox()).height < 300);
    // The last kind is pressed and stays in sight in the short list.
    const last = kinds(page).nth(all.length - 1);
    await last.click();
    await button(page, "Fewer problems").click();
    assert.deepEqual(await titles(), [...all.slice(0, 6), all.at(-1)]);
    assert.equal(await kinds(page).nth(6).getAttribute("aria-pressed"), "true");
    // All problems of the first kind are corrected: it keeps its place, with 0.
    await kinds(page).first().click();
    const first = page.getByRole("button", { name: all[0] });
    await untilText(() => first.getAttribute("aria-pressed"), "true");
    assert(await first.evaluate((element) => element === document.activeElement));
    // The whole table is in sight.
    await until(() => page.locator(".grid-box").evaluate((box) => box.getBoundingClientRect().top >= 0 && box.getBoundingClientRect().bottom <= innerHeight), "the table in sight");
    const listed = await titles();
    const count = Number(await first.locator(".count").innerText());
    assert.equal((await numbers(page)).length, count);
    for (const number of await numbers(page)) await type(page, number, 2, `person${number}@contoso.com`);
    await untilText(() => first.locator(".count").innerText(), "0");
    assert.deepEqual(await titles(), listed);
    assert.equal(await page.locator(".kinds .finished .title").innerText(), all[0]);
    assert.deepEqual(await violations(page), []);
    await button(page, /^All rows/).click();
    await until(async () => !(await titles()).includes(all[0]), "the list without the finished kind");
    await button(page, "Undo").click();
    await until(async () => (await page.locator(".kinds").innerText()).includes("more problem"), "the kind again, at the end");
    assert.deepEqual((await titles()).slice(0, 5), all.slice(1, 6));
  });

  pageTest("the editor is as large as its cell", {}, async (page) => {
    await choose(page, fixture("sales-ops-mistakes.xlsx"));
    await untilStatus(page, /rows to correct/);
    for (const [number, column] of [[4, 1], [5, 2], [10, 1], [4, 4]]) {
      await cell(page, number, column).dblclick();
      const [outer, inner] = await page.locator(".editor").evaluate((editor) => [editor.parentElement, editor].map((each) => [each.clientWidth, each.offsetWidth, each.clientHeight, each.offsetHeight]));
      assert.deepEqual([inner[1], inner[3]], [outer[0], outer[2]], `row ${number}`);
      await page.keyboard.press("Escape");
    }
  });
});
