// Tests of the built page in Chromium: the whole job with mouse and keyboard, languages, policy, accessibility, bad input,
// crashes and large lists.
//
//     COSELL_NODE=FOLDER node --test page/tests/*.test.mjs
//
// Bytes and texts decide, never times: those of large lists are only in the log. Pictures for people to look at are written
// to target/page-pictures.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import {
  HEADER, XLSX, cell, choose, closeBrowser, downloaded, drop, file, fixture, gridRows, inRepository, list, openPage, pageFile, pageTest, paste, pictures, row, sameBytes,
  save, saveButton, type, until, untilStatus, untilText, upload, violations,
} from "./browser.mjs";

after(closeBrowser);

const ANN = "Ann Lee,ann.lee@fabrikam.com,VP Sales,Partner sales,DE,";
const BOB = "Bob Miller,bob.miller@fabrikam.com,Account manager,Partner sales,US,US-CA";
const CARA = "Cara Novak,cara.novak@fabrikam.com,Engineer,Partner technical sales,AT,";
/** Three rows with an error each: an address with a suggestion, a country with two readings, and no name. */
const MISTAKES = [
  "Ann Lee,ann.lee at fabrikam.com,VP Sales,Partner sales,DE,",
  "Bob Miller,bob.miller@fabrikam.com,Account manager,Partner sales,Korea,",
  CARA.replace("Cara Novak", ""),
];

const oneText = (page) => page.locator("main").innerText();
const sees = (page, text) => page.getByText(text).first().waitFor();

describe("the job", { concurrency: 3 }, () => {
  for (const way of ["dropped", "chosen"]) {
    pageTest(`a workbook that is ${way} gives the upload`, {}, async (page) => {
      if (way === "dropped") await drop(page, fixture("sales-ops.xlsx"));
      else await choose(page, fixture("sales-ops.xlsx"));
      await untilStatus(page, "All 44 contacts are ready for Partner Center");
      const { name, bytes } = await save(page);
      assert.equal(name, "sales-ops.upload.csv");
      sameBytes(bytes, readFileSync(fixture("sales-ops.expected.csv")));
      await sees(page, "sales-ops.upload.csv is saved.");
    });
  }

  pageTest("three cells are corrected and saved with the keyboard only", {
    init: () => {
      globalThis.pointers = 0;
      for (const name of ["pointerdown", "mousedown", "touchstart"]) addEventListener(name, () => globalThis.pointers++, true);
    },
  }, async (page) => {
    const press = (key) => page.keyboard.press(key);
    const focused = () => page.evaluate(() => {
      const { activeElement: element } = document;
      return `${element.getAttribute("role") ?? element.localName} ${element.getAttribute("aria-label") ?? element.innerText}`.trim();
    });
    /** Goes on with Tab until the focus is on something. */
    const tabTo = async (name) => {
      for (let i = 0; i < 60; i++) {
        await press("Tab");
        if (name.test(await focused())) return;
      }
      assert.fail(`Tab doesn't reach ${name}`);
    };
    await press("Tab");
    assert.equal(await focused(), "a Skip to content");
    await tabTo(/^button Choose files/);
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), press("Enter")]);
    await chooser.setFiles(list("team.csv", ...MISTAKES));
    await untilStatus(page, "3 rows to correct");
    await tabTo(/^(gridcell|columnheader)/);
    // The address: its suggestion is a button in the last cell of the row.
    await press("Control+Home");
    await press("ArrowDown");
    await press("End");
    assert.equal(await focused(), "button Use ann.lee@fabrikam.com in row 2");
    await press("Enter");
    await untilStatus(page, "2 rows to correct");
    // The country has two readings; the second one.
    await press("ArrowDown");
    assert.equal(await focused(), "button Use KP in row 3");
    await press("ArrowRight");
    assert.equal(await focused(), "button Use KR in row 3");
    await press("Space");
    await untilStatus(page, "1 row to correct");
    // The name is typed.
    await press("ArrowDown");
    await press("Home");
    await press("ArrowRight");
    await page.keyboard.type("Cara Novak");
    await press("Enter");
    await untilStatus(page, "All 3 contacts are ready for Partner Center");
    await tabTo(/^button Save team\.upload\.csv/);
    const { name, bytes } = await downloaded(page, () => press("Enter"));
    assert.equal(name, "team.upload.csv");
    sameBytes(bytes, upload("Ann Lee,ann.lee@fabrikam.com,VP Sales,Partner sales,DE,", "Bob Miller,bob.miller@fabrikam.com,Account manager,Partner sales,KR,", CARA));
    assert.equal(await page.evaluate(() => globalThis.pointers), 0);
  });

  pageTest("three regions are merged", {}, async (page) => {
    await choose(page, ["emea.csv", "americas.xlsx", "apac.csv"].map((name) => fixture(`merge/regional/${name}`)));
    const { name, bytes } = await save(page);
    assert.equal(name, "merged.upload.csv");
    sameBytes(bytes, readFileSync(fixture("merge/regional/expected.csv")));
  });

  pageTest("conflicts of a merge are answered by a reading and by a text", {}, async (page) => {
    await choose(page, [list("north.csv", ANN, BOB), list("south.csv", ANN.replace("VP Sales", "Sales Director"), BOB.replace("Bob Miller", "Robert Miller"))]);
    await untilStatus(page, "2 questions to answer");
    assert(await saveButton(page).isDisabled());
    await page.getByRole("group", { name: "Which job title is right for Ann Lee?" }).getByLabel("Sales Director").check();
    await untilStatus(page, "1 question to answer");
    const which = page.getByRole("group", { name: "Which name is right for bob.miller@fabrikam.com?" });
    await which.getByRole("radio", { name: "another value" }).check();
    await page.keyboard.type("Bob R. Miller");
    await page.keyboard.press("Enter");
    await untilStatus(page, "All 2 contacts are ready for Partner Center");
    sameBytes((await save(page)).bytes, upload(ANN.replace("VP Sales", "Sales Director"), BOB.replace("Bob Miller", "Bob R. Miller")));
    // Another answer replaces the first.
    await which.getByLabel("Robert Miller").check();
    await until(async () => (await save(page)).bytes.includes("Robert Miller"), "the other name in the upload");
  });

  for (const way of ["dropped", "chosen"]) {
    pageTest(`the import is compared with an export of the portal that is ${way}`, {}, async (page) => {
      await choose(page, fixture("diff/next.csv"));
      await untilStatus(page, /contacts are ready/);
      if (way === "dropped") {
        await page.locator("[data-drop=current]").scrollIntoViewIfNeeded();
        await drop(page, fixture("diff/last.csv"), "[data-drop=current]");
      } else {
        await choose(page, fixture("diff/last.csv"), "Choose the export");
      }
      const region = page.getByRole("region", { name: "Compare with the contacts that are in the portal now" });
      await region.getByRole("table").waitFor();
      assert.deepEqual(await region.getByRole("listitem").allInnerTexts(), ["1 contact would be removed", "4 changed", "1 added", "2 unchanged"]);
      const rows = (await region.getByRole("row").allInnerTexts()).slice(1).map((text) => text.split(/\s*[\t\n]\s*/));
      assert.deepEqual(rows.map(([kind, contact, ...cells]) => [kind, contact.split(",")[0], ...cells.filter(Boolean)]), [
        ["removed", "Cyra Okafor cyra.okafor@contoso.com"],
        ["changed", "Ann Lindqvist ann.lindqvist@contoso.com", "Countries/Regions: AT, CH, DE → CH, DE, LI"],
        ["changed", "Bob Castellan bob.castellan@contoso.com", "Job title: Field Marketing Lead → Head of Field Marketing", "States/Provinces: US-WA → (empty)"],
        ["changed", "Dana Weiss dana.weiss@contoso.com", "Email: dana.weiss@fabrikam.com → dana.weiss@contoso.com"],
        ["changed", "Émile Aubert emile.aubert@fabrikam.com", "Role: Partner customer success manager → Partner technical sales"],
        ["added", "Hana Sato hana.sato@fabrikam.com"],
      ]);
      // The list on the page is still the one to be imported.
      sameBytes((await save(page)).bytes, readFileSync(fixture("diff/next.csv")));
    });
  }

  pageTest("changes are undone and redone", {}, async (page) => {
    const rows = [ANN, ...["one", "two"].map((name) => `Bob ${name},bob.${name} at fabrikam.com,Engineer,Partner sales,AT,`), CARA];
    await choose(page, list("team.csv", ...rows));
    await untilStatus(page, "2 rows to correct");
    await page.getByRole("button", { name: "All rows (4)" }).click();
    const states = [await gridRows(page)];
    /** Makes a change, and remembers the rows after it. */
    const change = async (act, status, visible) => {
      await act();
      await untilStatus(page, status);
      await until(async () => (await gridRows(page)).length === visible, `${visible} rows`);
      states.push(await gridRows(page));
    };
    await change(() => type(page, 2, 3, "Head of Sales"), "2 rows to correct", 4);
    await change(() => page.getByRole("button", { name: "Accept all 2 suggestions" }).click(), "All 4 contacts are ready for Partner Center", 4);
    await change(async () => {
      await cell(page, 4, 1).click();
      await paste(page, "Dora Green\tdora.green@fabrikam.com\r\nEmil Hahn\temil.hahn@fabrikam.com\tCEO\tPartner sales\tCH\r\n\"Finn\nHolm\"\tfinn.holm@fabrikam.com\tCEO\tPartner sales\tNO\r\n");
    }, "All 5 contacts are ready for Partner Center", 5);
    await change(async () => {
      await cell(page, 3, 1).click();
      await page.getByRole("button", { name: "Delete row 3" }).click();
    }, "All 4 contacts are ready for Partner Center", 4);
    const end = upload(
      ANN.replace("VP Sales", "Head of Sales"),
      "Dora Green,dora.green@fabrikam.com,Engineer,Partner sales,AT,",
      "Emil Hahn,emil.hahn@fabrikam.com,CEO,Partner sales,CH,",
      "Finn Holm,finn.holm@fabrikam.com,CEO,Partner sales,NO,",
    );
    sameBytes((await save(page)).bytes, end);
    const show = async (index) => {
      await until(async () => JSON.stringify(await gridRows(page)) === JSON.stringify(states[index]), `the rows after step ${index}`).catch(async (error) => {
        assert.deepEqual(await gridRows(page), states[index]);
        throw error;
      });
    };
    const undo = page.getByRole("button", { name: "Undo" });
    const redo = page.getByRole("button", { name: "Redo" });
    for (const index of [3, 2, 1, 0]) {
      if (index % 2) await undo.click();
      else await page.keyboard.press("Control+z");
      await show(index);
    }
    assert(await undo.isDisabled());
    await untilStatus(page, "2 rows to correct");
    for (const index of [1, 2, 3, 4]) {
      if (index % 2) await redo.click();
      else await page.keyboard.press("Control+y");
      await show(index);
    }
    assert(await redo.isDisabled());
    sameBytes((await save(page)).bytes, end);
  });

  pageTest("work is kept only if the person agrees, and is erased by a button", {}, async (page) => {
    const databases = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    const keep = page.getByRole("checkbox", { name: "Keep my work on this computer" });
    await choose(page, list("team.csv", ...MISTAKES));
    await untilStatus(page, "3 rows to correct");
    await page.getByRole("button", { name: "Use ann.lee@fabrikam.com in row 2" }).click();
    await untilStatus(page, "2 rows to correct");
    assert.equal(await keep.isChecked(), false);
    assert.deepEqual(await databases(), []);
    assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, ""]);
    await keep.check();
    const kept = () => page.evaluate(async () => {
      const finish = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }));
      if (!(await indexedDB.databases()).length) return 0;
      const database = await finish(indexedDB.open("cosell"));
      const work = database.objectStoreNames.length ? await finish(database.transaction("work").objectStore("work").get("work")) : undefined;
      database.close();
      return work?.lists[0]?.edits.length ?? 0;
    });
    await until(async () => (await kept()) === 1, "one change that is kept");
    await page.getByRole("button", { name: "Use KR in row 3" }).click();
    await until(async () => (await kept()) === 2, "two changes that are kept");
    await page.reload();
    await sees(page, "Go on with team.csv, 2 changed rows?");
    await page.getByRole("button", { name: "Go on" }).click();
    await untilStatus(page, "1 row to correct");
    assert.equal(await keep.isChecked(), true);
    await type(page, 4, 1, "Cara Novak");
    sameBytes((await save(page)).bytes, upload(ANN, "Bob Miller,bob.miller@fabrikam.com,Account manager,Partner sales,KR,", CARA));
    await page.getByRole("button", { name: "Erase what is kept" }).click();
    await until(async () => (await databases()).length === 0, "no database");
    assert.equal(await keep.isChecked(), false);
    // The work on the screen is still there, and a new visit has nothing to offer.
    await saveButton(page).waitFor();
    await page.reload();
    await sees(page, "To begin, drop your list on this page or choose it.");
    assert.equal(await page.getByRole("region", { name: "Work of an earlier visit" }).count(), 0);
  });

  pageTest("a workbook for the sender comes back corrected", {}, async (page) => {
    await choose(page, list("team.csv", ...MISTAKES));
    await untilStatus(page, "3 rows to correct");
    const saved = await downloaded(page, () => page.getByRole("button", { name: "Save team.to-correct.xlsx for the sender" }).click());
    assert.equal(saved.name, "team.to-correct.xlsx");
    await sees(page, "team.to-correct.xlsx is saved.");
    const corrected = correctCells(saved.bytes, { D2: "ann.lee@fabrikam.com", G3: "KR", C4: "Cara Novak" });
    await page.getByRole("button", { name: "Remove team.csv" }).click();
    await choose(page, file("team.to-correct.xlsx", corrected));
    await untilStatus(page, "All 3 contacts are ready for Partner Center");
    sameBytes((await save(page)).bytes, upload(ANN, "Bob Miller,bob.miller@fabrikam.com,Account manager,Partner sales,KR,", CARA));
  });

  pageTest("the list that is saved as JSON is the same list", {}, async (page) => {
    await choose(page, fixture("sales-ops.xlsx"));
    const saved = await save(page, "Save as JSON");
    assert.equal(JSON.parse(saved.bytes).length ?? JSON.parse(saved.bytes).contacts.length, 44);
    await page.getByRole("button", { name: "Remove sales-ops.xlsx" }).click();
    await choose(page, file(saved.name, saved.bytes));
    await untilStatus(page, "All 44 contacts are ready for Partner Center");
    assert.doesNotMatch(await oneText(page), /made automatically/);
    sameBytes((await save(page)).bytes, readFileSync(fixture("sales-ops.expected.csv")));
  });
});

/** Writes texts into cells of the second sheet of a workbook, which has the contacts, as spreadsheet programs do, and leaves all else as it is. */
function correctCells(workbook, cells) {
  const container = XLSX.CFB.read(workbook, { type: "buffer" });
  const sheet = XLSX.CFB.find(container, "/xl/worksheets/sheet2.xml");
  let xml = Buffer.from(sheet.content).toString();
  for (const [name, text] of Object.entries(cells)) {
    const before = xml;
    xml = xml.replace(new RegExp(`<c r="${name}"( s="\\d+")?[^>]*?(?:/>|>.*?</c>)`), (_, style = "") => `<c r="${name}"${style} t="inlineStr"><is><t>${text}</t></is></c>`);
    assert.notEqual(xml, before, `no cell ${name}`);
  }
  sheet.content = Buffer.from(xml);
  sheet.size = sheet.content.length;
  return Buffer.from(XLSX.CFB.write(container, { type: "buffer", fileType: "zip" }));
}

describe("languages, policy and looks", { concurrency: 3 }, () => {
  pageTest("French by the language of the browser, without a sentence in English", { locale: "fr-FR" }, async (page) => {
    const english = englishPhrases();
    /** Compares all texts of the page, those that a screen reader says too, with the English ones. */
    const noEnglish = async (state) => {
      const seen = await page.evaluate(() => {
        const names = [...document.querySelectorAll("[aria-label], [title]")].flatMap((element) => [element.ariaLabel, element.title]);
        const coverage = document.querySelector(".coverage > div")?.shadowRoot?.textContent;
        return [document.title, document.body.innerText, document.querySelector("[role=status]").textContent, coverage, ...names].filter(Boolean).join("\n");
      });
      assert.deepEqual(english.filter((phrase) => seen.includes(phrase)), [], state);
      assert.equal(await page.evaluate(() => document.documentElement.lang), "fr");
    };
    await sees(page, "Rien ne quitte cet ordinateur");
    await noEnglish("first screen");
    await choose(page, list("equipe.csv", ...MISTAKES), "Choisir des fichiers");
    await untilStatus(page, "3 lignes à corriger");
    await untilText(() => row(page, 2).innerText(), /^Adresse e-mail non valide\s; il manque l’arobase \(@\)$/m);
    await noEnglish("mistakes");
    await page.getByRole("button", { name: "Utiliser ann.lee@fabrikam.com à la ligne 2" }).click();
    await page.getByRole("button", { name: "Utiliser KR à la ligne 3" }).click();
    await type(page, 4, 1, "Cara Novak");
    await untilStatus(page, "Les 3 contacts sont prêts pour l’Espace partenaires");
    await page.getByText("Couverture").first().click();
    await choose(page, fixture("diff/last.csv"), "Choisir l’export");
    await sees(page, "7 contacts seraient supprimés");
    await noEnglish("comparison and coverage");
    sameBytes((await save(page)).bytes, upload(ANN, "Bob Miller,bob.miller@fabrikam.com,Account manager,Partner sales,KR,", CARA));
    await sees(page, "equipe.upload.csv est enregistré.");
    await noEnglish("saved");
    await choose(page, [fixture("layouts/files/contacts.pdf"), list("autre.csv", ANN.replace("VP Sales", "Directrice"))], "Ajouter des fichiers");
    await sees(page, "PDF");
    await noEnglish("refused file");
    await page.getByRole("button", { name: "Retirer contacts.pdf" }).click();
    await untilStatus(page, "1 question attend une réponse");
    await noEnglish("questions");
    // The language is a choice of the person, too.
    await page.getByRole("button", { name: "English" }).click();
    await untilStatus(page, "1 question to answer");
    assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
    assert(english.some((phrase) => phrase.startsWith("Nothing is sent")));
  });

  test("the policy allows the script and the styles of the page only", () => {
    const html = readFileSync(pageFile, "utf8");
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1];
    const rules = Object.fromEntries(policy.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1)]));
    const hashes = (pattern) => [...html.matchAll(pattern)].map(([, text]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
    assert.deepEqual(rules, {
      "default-src": ["'none'"],
      "script-src": [...hashes(/<script type="module">([^]*?)<\/script>/g), "'wasm-unsafe-eval'"],
      "worker-src": ["blob:"],
      "style-src": hashes(/<style>([^]*?)<\/style>/g),
      "base-uri": ["'none'"],
      "form-action": ["'none'"],
    });
    // Before the policy, nothing could be loaded.
    assert(html.indexOf(policy) < html.search(/<(script|style|link|img)/));
  });

  test("the page has at most 3 MB compressed", (t) => {
    const size = gzipSync(readFileSync(pageFile)).length;
    t.diagnostic(`${(size / 1e6).toFixed(2)} MB with gzip, ${(statSync(pageFile).size / 1e6).toFixed(2)} MB without`);
    assert(size <= 3_000_000);
  });

  test("the server gets one request", async (t) => {
    const requests = [];
    const server = createServer((request, response) => {
      requests.push(request.url);
      response.setHeader("content-type", "text/html");
      response.end(request.url === "/cosell.html" ? readFileSync(pageFile) : "");
    });
    await new Promise((resume) => server.listen(0, "127.0.0.1", resume));
    t.after(() => server.close());
    const origin = `http://127.0.0.1:${server.address().port}`;
    await openPage(t, { url: `${origin}/cosell.html`, allowed: /Content Security Policy|violates|\/blocked/ }, async (page) => {
      // Each way to send something that could be typed into the page.
      const outcomes = await page.evaluate(async (target) => {
        const policy = new Set();
        addEventListener("securitypolicyviolation", (event) => policy.add(event.effectiveDirective));
        const sent = (promise) => promise.then(() => "sent", () => "blocked");
        const loaded = (element) => sent(new Promise((resolve, reject) => {
          Object.assign(element, { onload: resolve, onerror: reject });
          document.body.append(element);
        }));
        const asked = (send) => sent(new Promise((resolve, reject) => {
          const request = new XMLHttpRequest();
          Object.assign(request, { onload: resolve, onerror: reject });
          request.open("POST", target);
          request.send(send);
        }));
        const script = `fetch(${JSON.stringify(target)}).then(() => postMessage("sent"), () => postMessage("blocked"))`;
        const worker = new Promise((resolve) => {
          new Worker(URL.createObjectURL(new Blob([script]))).onmessage = ({ data }) => resolve(data);
        });
        const socket = new Promise((resolve) => {
          try {
            const { href } = Object.assign(new URL(target), { protocol: "ws:" });
            Object.assign(new WebSocket(href), { onopen: () => resolve("sent"), onerror: () => resolve("blocked") });
          } catch {
            resolve("blocked");
          }
        });
        const inline = document.createElement("script");
        inline.textContent = "globalThis.ran = true";
        document.body.append(inline);
        const outcome = {
          fetch: await sent(fetch(target)),
          xhr: await asked("x"),
          image: await loaded(Object.assign(new Image(), { src: target })),
          style: await loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href: target })),
          script: await loaded(Object.assign(document.createElement("script"), { src: target })),
          worker: await worker,
          socket: await socket,
          beacon: (navigator.sendBeacon(target, "x"), "blocked"),
          inline: globalThis.ran ? "sent" : "blocked",
        };
        return { outcome, policy: [...policy].sort() };
      }, `${origin}/blocked`);
      assert.deepEqual([...new Set(Object.values(outcomes.outcome))], ["blocked"], JSON.stringify(outcomes.outcome));
      assert.deepEqual(outcomes.policy, ["connect-src", "img-src", "script-src-elem", "style-src-elem"]);
      assert.deepEqual(requests, ["/cosell.html"]);
      // The whole job without a network.
      await page.context().setOffline(true);
      await choose(page, list("team.csv", ...MISTAKES));
      await page.getByRole("button", { name: "Use ann.lee@fabrikam.com in row 2" }).click();
      await page.getByRole("button", { name: "Use KR in row 3" }).click();
      await type(page, 4, 1, "Cara Novak");
      await choose(page, fixture("diff/last.csv"), "Choose the export");
      await sees(page, "7 contacts would be removed");
      await page.getByText("who covers which country").click();
      sameBytes((await save(page)).bytes, upload(ANN, "Bob Miller,bob.miller@fabrikam.com,Account manager,Partner sales,KR,", CARA));
      await choose(page, fixture("sales-ops.xlsx"));
      await untilStatus(page, /contacts are ready/);
      await save(page);
    });
    assert.deepEqual(requests, ["/cosell.html"]);
  });

  const CONFLICT = [list("north.csv", ANN, BOB), list("south.csv", ANN.replace("VP Sales", "Sales Director"))];
  /** What is looked at by axe-core: the files, and what has to be on the screen. */
  const STATES = {
    "the first screen": async () => {},
    "a list with errors": async (page) => {
      await choose(page, fixture("sales-ops-mistakes.xlsx"));
      await untilStatus(page, /rows to correct/);
    },
    "questions of a merge": async (page) => {
      await choose(page, CONFLICT);
      await untilStatus(page, "1 question to answer");
    },
    "a comparison": async (page) => {
      await choose(page, fixture("diff/next.csv"));
      await choose(page, fixture("diff/last.csv"), "Choose the export");
      await sees(page, "4 changed");
    },
    "the coverage": async (page) => {
      await choose(page, list("team.csv", ANN, BOB));
      await page.getByText("who covers which country").click();
      await page.locator(".coverage table").first().waitFor();
    },
    "a file that can't be read": async (page) => {
      await choose(page, [fixture("workbooks/two-lists.xlsx"), list("team.csv", ANN)]);
      await sees(page, "several sheets contain a list of contacts");
    },
  };
  for (const [state, show] of Object.entries(STATES)) {
    pageTest(`axe-core finds nothing on ${state}`, {}, async (page) => {
      await show(page);
      for (const language of ["English", "Français"]) {
        await page.getByRole("button", { name: language }).click();
        await until(async () => (await page.evaluate(() => document.documentElement.lang)) === (language === "English" ? "en" : "fr"), language);
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          assert.deepEqual(await violations(page), [], `${language}, ${colorScheme}`);
        }
      }
    });
  }

  for (const width of [400, 1000, 1600]) {
    pageTest(`the page fits a window of ${width} pixels`, { viewport: { width, height: 900 } }, async (page) => {
      /** Takes pictures in light and dark, for people to look at. */
      const look = async (name) => {
        // The bar would be in the middle of a picture of the whole page.
        await page.evaluate(() => document.querySelector(".save")?.style.setProperty("position", "static"));
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert(tooWide <= 0, `${name}: ${tooWide} pixels too wide`);
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        }
        const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor);
        const dark = await ground();
        await page.emulateMedia({ colorScheme: "light" });
        assert.notEqual(await ground(), dark);
      };
      await look("start");
      await choose(page, fixture("sales-ops-mistakes.xlsx"));
      await untilStatus(page, /rows to correct/);
      await look("mistakes");
      await page.getByRole("button", { name: "Remove sales-ops-mistakes.xlsx" }).click();
      await choose(page, CONFLICT);
      await untilStatus(page, "1 question to answer");
      await look("questions");
      await page.getByRole("button", { name: "Remove north.csv" }).click();
      await choose(page, fixture("diff/last.csv"), "Choose the export");
      await sees(page, "would be removed");
      await page.getByText("who covers which country").click();
      await page.locator(".coverage table").first().waitFor();
      await look("comparison-and-coverage");
    });
  }

  pageTest("print has the rows to correct", {}, async (page) => {
    // More rows than the grid draws.
    const rows = Array.from({ length: 60 }, (_, index) => `Person ${index},person${index}@fabrikam.com,Engineer,Partner sales,Atlantis ${index},`);
    await choose(page, list("team.csv", ANN, ...rows));
    await untilStatus(page, "60 rows to correct");
    await page.evaluate(() => addEventListener("beforeprint", () => {
      globalThis.printed = [...document.querySelectorAll(".printed tr")].map((row) => row.textContent);
    }));
    writeFileSync(join(pictures, "print.pdf"), await page.pdf());
    const printed = await page.evaluate(() => globalThis.printed);
    assert.equal(printed.length, 61);
    assert.match(printed[60], /^62Person 59person59@fabrikam\.com.*Atlantis 59.*is not a known country/);
    // On the screen there is no second table afterwards.
    await until(async () => (await page.locator(".printed").count()) === 0, "the page as before");
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.getByRole("grid").isVisible(), false);
  });
});

describe("bad input and crashes", { concurrency: 3 }, () => {
  /**
   * Lets tests end the module during a check, `crashes` times, or never answer, `hangs` times. If `held` is a list, checks
   * are collected in it, as functions that start them.
   */
  const harmedWorker = () => {
    Object.assign(globalThis, { crashes: 0, hangs: 0, held: null });
    const Plain = Worker;
    globalThis.Worker = class extends Plain {
      postMessage(message, transfer) {
        if (message.do === "check" && globalThis.crashes > 0) {
          globalThis.crashes--;
          setTimeout(() => this.onmessage({ data: { id: message.id, done: "crashed", message: "unreachable" } }));
        } else if (message.do === "check" && globalThis.hangs > 0) {
          globalThis.hangs--;
        } else if (message.do === "check" && globalThis.held) {
          globalThis.held.push(() => super.postMessage(message, transfer));
        } else {
          super.postMessage(message, transfer);
        }
      }
    };
  };
  const CORRECTED = upload(ANN, BOB.replace("Bob Miller", "Bob Typed"));

  for (const crashes of [1, 2]) {
    pageTest(`after ${crashes === 1 ? "a crash" : "two crashes"} what was typed is still there`, { init: harmedWorker }, async (page) => {
      await choose(page, list("team.csv", ANN, BOB.replace("Bob Miller", "")));
      await untilStatus(page, "1 row to correct");
      await page.evaluate((crashes) => (globalThis.crashes = crashes), crashes);
      await type(page, 3, 1, "Bob Typed");
      if (crashes > 1) {
        await sees(page, "Reading this file failed unexpectedly, so it was taken out; your changes are not lost");
        assert.match(await page.getByRole("region", { name: "team.csv" }).innerText(), /^team\.csv\b.*failed unexpectedly.*The program cosell/s);
        await page.getByRole("button", { name: "Try again" }).click();
      }
      await untilStatus(page, "All 2 contacts are ready for Partner Center");
      sameBytes((await save(page)).bytes, CORRECTED);
      await page.getByRole("button", { name: "Undo" }).click();
      await untilStatus(page, "1 row to correct");
    });
  }

  pageTest("a check is cancelled and started again", { init: harmedWorker }, async (page) => {
    await choose(page, list("team.csv", ANN, BOB.replace("Bob Miller", "")));
    await untilStatus(page, "1 row to correct");
    await page.evaluate(() => (globalThis.hangs = 1));
    await type(page, 3, 1, "Bob Typed");
    await page.getByRole("button", { name: "Cancel" }).click();
    await sees(page, "The check was cancelled.");
    assert(await saveButton(page).isDisabled());
    await page.getByRole("button", { name: "Check again" }).click();
    sameBytes((await save(page)).bytes, CORRECTED);
  });

  pageTest("what is typed during a check stays", { init: harmedWorker }, async (page) => {
    await choose(page, list("team.csv", ANN, BOB.replace("Bob Miller", "")));
    await untilStatus(page, "1 row to correct");
    const untilHeld = () => until(() => page.evaluate(() => globalThis.held.length === 1), "a check that waits");
    const release = () => page.evaluate(() => globalThis.held.shift()());
    await page.evaluate(() => (globalThis.held = []));
    await type(page, 3, 1, "Bob Typed");
    await untilHeld();
    await type(page, 3, 3, "Head of Sales");
    await untilText(() => cell(page, 3, 3).innerText(), "Head of Sales");
    // The result of the first check doesn't know the second change of the row.
    await release();
    await untilHeld();
    await untilStatus(page, "All 2 contacts are ready for Partner Center");
    assert.equal(await cell(page, 3, 3).innerText(), "Head of Sales");
    assert(await saveButton(page).isDisabled());
    // The result of the second check changes the row while a cell of it is edited.
    await cell(page, 3, 4).click();
    await page.keyboard.type("Partner");
    await release();
    await until(() => saveButton(page).isEnabled(), "the result of the second check");
    assert.equal(await page.locator("input.editor").inputValue(), "Partner");
    await page.keyboard.type(" marketing");
    await page.keyboard.press("Enter");
    await untilHeld();
    await release();
    sameBytes((await save(page)).bytes, upload(ANN, "Bob Typed,bob.miller@fabrikam.com,Head of Sales,Partner marketing,US,US-CA"));
  });

  pageTest("a workbook that ends the module leaves the other lists usable", {}, async (page) => {
    await choose(page, [list("team.csv", ANN, BOB.replace("Bob Miller", "")), file("broken.xlsb", trap())]);
    await page.getByRole("tab", { name: "broken.xlsb not read" }).waitFor();
    await page.getByRole("tab", { name: /^broken/ }).click();
    await sees(page, "Reading this file failed unexpectedly, so it was taken out; your changes are not lost");
    await page.getByRole("button", { name: "Try again" }).click();
    await sees(page, "Reading this file failed unexpectedly");
    await page.getByRole("tab", { name: "team.csv 1 to correct" }).click();
    await type(page, 3, 1, "Bob Typed");
    await page.getByRole("tab", { name: "team.csv ready" }).waitFor();
    // An upload without the contacts of the file would delete them in the portal.
    await untilStatus(page, "1 file can't be read yet");
    assert(await saveButton(page).isDisabled());
    await page.getByRole("tab", { name: /^broken/ }).click();
    await page.getByRole("button", { name: "Remove broken.xlsb" }).click();
    sameBytes((await save(page)).bytes, CORRECTED);
    // As the export of the portal too.
    await choose(page, file("broken.xlsb", trap()), "Choose the export");
    await sees(page, "Reading this file failed unexpectedly");
    sameBytes((await save(page)).bytes, CORRECTED);
  });

  /** Files that can't be read: what the page says, and what it says to do. */
  const BAD = {
    "empty.csv": [file("empty.csv", ""), "empty", ""],
    "contacts.pdf": [fixture("layouts/files/contacts.pdf"), "this is a PDF, not a list", "Copy the table into Excel and save it as .xlsx."],
    "photo.png": [fixture("layouts/files/photo.png"), "this is a picture, not a list", "Ask the sender for the list of contacts as a workbook."],
    "password.zip": [fixture("layouts/files/password.zip"), "the archive is protected with a password", "Unpack it with its password, and use the list in it."],
    "password.xlsx": [fixture("bad/password.xlsx"), "the workbook is protected with a password", "Open it in Excel, remove the password"],
    "long.csv": [file("long.csv", HEADER + Array.from({ length: 300_001 }, (_, index) => `\nA${index},${index}@b.co,C,Partner sales,DE,`).join("")), "rows, which is too many for this page", "The program cosell"],
  };
  pageTest("a file that can't be read: a sentence and a way back", {}, async (page) => {
    for (const [name, [bad, message, remedy]] of Object.entries(BAD)) {
      await choose(page, bad);
      const region = page.getByRole("region", { name, exact: true });
      await region.getByText(message).first().waitFor();
      if (remedy) await region.getByText(remedy).first().waitFor();
      assert(await saveButton(page).isDisabled(), name);
      await page.getByRole("button", { name: `Remove ${name}` }).click();
      await sees(page, "To begin, drop your list on this page or choose it.");
    }
    await choose(page, list("team.csv", ANN));
    sameBytes((await save(page)).bytes, upload(ANN));
  });

  pageTest("a folder is refused, and the files beside it are taken", {}, async (page) => {
    await drop(page, [fixture("merge"), fixture("small.csv")]);
    await sees(page, "merge is a folder. Open it and drop the files in it.");
    await untilStatus(page, /contacts are ready/);
    sameBytes((await save(page)).bytes, readFileSync(fixture("small.csv")));
  });

  pageTest("a sheet of a workbook is chosen, or all", {}, async (page) => {
    const contacts = async () => (await save(page)).bytes.toString().trimEnd().split("\r\n").slice(1);
    const results = [];
    for (const button of ["Sheet North", "Sheet South", "All sheets that have contacts"]) {
      await choose(page, fixture("workbooks/two-lists.xlsx"));
      await sees(page, "several sheets contain a list of contacts");
      await page.getByRole("button", { name: button, exact: true }).click();
      results.push(await contacts());
      if (!button.startsWith("All")) await page.getByRole("button", { name: "Remove two-lists.xlsx" }).click();
    }
    const [north, south, all] = results;
    assert.notDeepEqual(north, south);
    assert.deepEqual(all, [...north, ...south]);
    // The choice can be changed.
    const sheet = page.getByRole("combobox", { name: /^Sheet/ });
    if (!(await sheet.isVisible())) await page.getByText("What was understood").click();
    await sheet.selectOption("South");
    await untilStatus(page, south.length === 1 ? /^1 contact,/ : `All ${south.length} contacts are ready for Partner Center`);
    assert.deepEqual(await contacts(), south);
  });

  pageTest("a file of an archive is chosen", {}, async (page) => {
    await choose(page, fixture("layouts/files/europe-and-asia.zip"));
    await sees(page, "the archive has several files that may be the list");
    await page.getByRole("button", { name: "asia.csv", exact: true }).click();
    await untilStatus(page, /ready for Partner Center/);
    assert.match((await save(page)).bytes.toString(), /^\u{feff}Name,Email.*\r\n.+\r\n$/su);
  });

  pageTest("columns get another meaning, and a missing one a value", {}, async (page) => {
    await choose(page, file("export.csv", ["Who,Mail,Position,Where", "Ann Lee,ann.lee@fabrikam.com,VP Sales,DE", ""].join("\r\n")));
    for (const [label, meaning] of [["Who", "Name"], ["Mail", "Email"], ["Position", "Job title"], ["Where", "Countries/Regions"]]) {
      const column = page.getByRole("combobox", { name: new RegExp(`\\b${label}$`) });
      await column.waitFor();
      await column.selectOption(meaning);
    }
    await page.getByLabel("The file has no column for Role").selectOption("Partner sales");
    sameBytes((await save(page)).bytes, upload(ANN));
    await page.getByRole("button", { name: "Undo" }).click();
    await until(async () => saveButton(page).isDisabled(), "no upload without a role");
  });

  pageTest("a list without a header is read", {}, async (page) => {
    await choose(page, file("team.csv", `${ANN}\r\n${BOB.replace("US,US-CA", "FR,")}\r\n`));
    await page.getByLabel("The first row is already a contact").check();
    sameBytes((await save(page)).bytes, upload(ANN, BOB.replace("US,US-CA", "FR,")));
  });
});

// Alone, so that other tests don't slow them down.
describe("large lists", { concurrency: 1 }, () => {
  let folder;
  before(() => (folder = mkdtempSync(join(tmpdir(), "cosell-page-"))));
  after(() => rmSync(folder, { recursive: true }));
  /** Writes a list in which one row of a hundred has an unknown country. */
  const large = (name, count) => {
    const rows = Array.from({ length: count }, (_, index) => `Person ${index},person${index}@fabrikam.com,Engineer,Partner sales,${index % 100 ? "DE" : "Atlantis"},`);
    writeFileSync(join(folder, name), [HEADER, ...rows, ""].join("\r\n"));
    return join(folder, name);
  };

  for (const count of [10_000, 100_000]) {
    pageTest(`${count} rows`, {}, async (page, t) => {
      const path = large(`${count}.csv`, count);
      const measure = async (what, act) => {
        const start = performance.now();
        await act();
        t.diagnostic(`${what}: ${((performance.now() - start) / 1000).toFixed(2)} s`);
      };
      const errors = count / 100;
      const status = (rows) => `${rows.toLocaleString("en-US")} rows to correct`;
      await measure(`first finding of ${count} rows`, async () => {
        await choose(page, path);
        await page.getByRole("gridcell").getByText("is not a known country").first().waitFor();
      });
      await untilStatus(page, status(errors));
      await cell(page, 2, 5).click();
      await measure("an edit", async () => {
        await page.keyboard.type("AT");
        await page.keyboard.press("Enter");
        await untilStatus(page, status(errors - 1));
      });
      // The second edit is typed while the first one is checked, and its second half after that.
      await cell(page, 102, 5).click();
      await page.keyboard.type("CH");
      await page.keyboard.press("Enter");
      await cell(page, 202, 5).click();
      await page.keyboard.type("N");
      assert.equal(await page.locator("input.editor").inputValue(), "N");
      await untilStatus(page, status(errors - 2));
      await page.keyboard.type("O");
      assert.equal(await page.locator("input.editor").inputValue(), "NO");
      await page.keyboard.press("Enter");
      await untilStatus(page, status(errors - 3));
      for (const [number, country] of [[2, "AT"], [102, "CH"], [202, "NO"]]) assert.match(await cell(page, number, 5).innerText(), new RegExp(`^${country}\\b`));
      // The grid draws rows at the end too.
      await page.keyboard.press("Control+End");
      await row(page, count - 98).waitFor();
    });
  }
});

/** Returns a workbook that makes the library for workbooks panic: its sheet is a part that isn't listed. */
function trap() {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([HEADER.split(","), ANN.split(",")]), "Contacts");
  const container = XLSX.CFB.read(XLSX.write(book, { type: "buffer", bookType: "xlsb" }), { type: "buffer" });
  const part = XLSX.CFB.find(container, "/xl/workbook.bin");
  const content = Buffer.from(part.content);
  const at = content.indexOf(Buffer.from("rId1", "utf16le"));
  assert.notEqual(at, -1);
  content.write("rId9", at, "utf16le");
  part.content = content;
  return Buffer.from(XLSX.CFB.write(container, { type: "buffer", fileType: "zip" }));
}

/** Phrases of the English catalogues with a word that no French sentence has, so that names such as those of roles are left out. */
function englishPhrases() {
  const source = ["page/i18n", "src/i18n"].map((folder) => readFileSync(inRepository(`${folder}/en.ftl`), "utf8")).join("\n");
  const texts = source.split("\n").filter((line) => !line.startsWith("#")).map((line) => line.replace(/^[a-z0-9-]+ = |^\s+(\.[a-z-]+ = |\*?\[[^\]]*\])?/g, ""));
  const phrases = texts.flatMap((text) => text.split(/\{[^}]*\}|[“”"]/)).map((phrase) => phrase.trim());
  const english = /\b(all|and|are|be|can|file|files|for|from|has|have|here|is|it|not|of|or|row|rows|that|the|them|this|to|was|which|with|your)\b/i;
  const found = [...new Set(phrases)].filter((phrase) => phrase.includes(" ") && english.test(phrase));
  assert(found.length > 500, `${found.length} phrases`);
  return found;
}
