// Compares the page's module with the program: every fixture goes through both, and findings and files must be the same.
//   node page/tests/same.mjs PROGRAM [FOLDER...]
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const module = new WebAssembly.Module(readFileSync(here("../module/cosell_page_bg.wasm")));
let Session;
let starts = 0;
/** Starts the module, again after a trap: an instance that trapped is of no more use. */
async function start() {
  const instance = await import(`${here("../module/cosell_page.js")}?${(starts += 1)}`);
  instance.initSync({ module });
  ({ Session } = instance);
}
await start();

const [program, ...more] = process.argv.slice(2);
const COLUMNS = ["Name", "Email", "Job title", "Role", "Countries/Regions", "States/Provinces"];
const LISTS = /\.(csv|tsv|txt|xlsx|xlsm|xlsb|xls|ods|json|ndjson|jsonl|html|htm|xml|zip|gz|pdf)$/i;
const temporary = mkdtempSync(join(tmpdir(), "cosell-page-"));

function run(...words) {
  try {
    const stdout = execFileSync(program, words, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, LC_ALL: "C" }, maxBuffer: 1 << 28 });
    return { status: 0, stdout: stdout.toString(), stderr: "" };
  } catch (error) {
    return { status: error.status, stdout: String(error.stdout), stderr: String(error.stderr) };
  }
}

/** The findings of the program, without what the page doesn't show: places in the file, and names of options. */
function ofProgram(report) {
  return report.findings.map(({ rule, severity, sheet, row, column, value, fix, alternatives, message }) => {
    const index = column === null ? null : COLUMNS.indexOf(column);
    return { rule, severity, sheet, row, column: index, value: value ?? "", fix: fix?.value ?? null, safe: fix?.safety === "safe", alternatives, message };
  });
}

function ofPage(list) {
  const finding = (sheet, row) => ({ rule, severity, column = null, value, fix = null, applied, alternatives = [], message }) =>
    ({ rule, severity, sheet, row, column, value, fix, safe: applied, alternatives, message });
  const rows = list.rows.flatMap((row) => row.findings.map(finding(list.sheets[row.sheet], row.row)));
  return [...list.findings.map(finding(null, null)), ...rows];
}

const text = (finding, ...left) => JSON.stringify(finding, Object.keys(finding).filter((key) => !left.includes(key)));
let failures = 0;
const counts = { files: 0, findings: 0, written: 0, refused: 0, trapped: 0, together: 0 };
function fail(file, what) {
  failures += 1;
  if (failures <= 40) console.log(`FAILED ${file}: ${what}`);
}

function compare(file) {
  counts.files += 1;
  const session = new Session();
  session.addFile(1, basename(file), readFileSync(file));
  const reading = {};
  const state = () => JSON.stringify({ language: "en", lists: [{ file: 1, reading, edits: [] }], answers: {} });
  const check = () => JSON.parse(session.check(state(), false, () => {}));
  let result = check();
  const options = ["--no-config"];
  if (result.lists[0].failure?.sheets) {
    reading.sheet = true;
    options.push("--all-sheets");
    result = check();
  }
  const [list] = result.lists;
  const report = JSON.parse(run("validate", file, "--format", "json", ...options).stdout);
  const error = report.files.find(({ status }) => status === "unreadable")?.error.replaceAll(file, basename(file));
  if (error || list.failure) {
    counts.refused += 1;
    // The page has lower limits.
    const isLimit = /for this page$/.test(list.failure?.message);
    // The page shows the message beside the file's name.
    const isSame = [error, error?.replace(`${basename(file)}: `, "")].includes(list.failure?.message);
    if (!isSame && !isLimit) fail(file, `another error: ${error} | ${list.failure?.message}`);
    return;
  }
  const expected = ofProgram(report);
  const found = ofPage(list);
  counts.findings += found.length;
  // Findings about the file have no row in the page, and messages of the program may name options.
  const keys = (findings) => findings.map((finding) => text(finding, "sheet", "row", "message")).sort();
  const [one, other] = [keys(expected), keys(found)];
  if (one.join("\n") !== other.join("\n")) {
    const lacks = one.filter((key) => !other.includes(key)).concat(other.filter((key) => !one.includes(key)));
    fail(file, `findings differ (${one.length}, ${other.length}): ${lacks.slice(0, 2)}`);
  }
  const placed = new Set(expected.map((finding) => text(finding)));
  for (const finding of found.filter((finding) => finding.row !== null && finding.column !== null)) {
    // The page writes out what can't be seen.
    if (!finding.message.includes("\\u{") && !placed.has(text(finding))) fail(file, `no such finding: ${text(finding)}`);
  }
  const output = join(temporary, "list.csv");
  rmSync(output, { force: true });
  const converted = run("convert", file, "-o", output, ...options);
  if (existsSync(output) !== result.ready) return fail(file, `one writes it: ${converted.stderr}`);
  if (!result.ready) return;
  counts.written += 1;
  const bytes = session.save(state(), "upload", 0);
  if (!readFileSync(output).equals(Buffer.from(bytes))) fail(file, "other bytes");
}

/** Compares, unless the file makes a library panic, which the program catches and the page answers by starting its worker again. */
async function compareOrTrap(file) {
  try {
    compare(file);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    counts.trapped += 1;
    const { stderr } = run("validate", file, "--no-config");
    if (!/may be damaged|can't be read/.test(stderr)) fail(file, `trap, but the program says: ${stderr}`);
    await start();
  }
}

async function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await walk(path);
    else if (LISTS.test(entry.name)) await compareOrTrap(path);
  }
}

/** Compares the merge of several lists, and the comparison of the first two. */
function compareTogether(folder, names) {
  const files = names.map((name) => join(folder, name));
  const session = new Session();
  files.forEach((file, index) => session.addFile(index, basename(file), readFileSync(file)));
  const list = (file) => ({ file, reading: {}, edits: [] });
  const lists = files.map((_, index) => list(index));
  const merged = { language: "en", lists, answers: {} };
  const result = JSON.parse(session.check(JSON.stringify(merged), false, () => {}));
  const output = join(temporary, "merged.csv");
  rmSync(output, { force: true });
  const { stderr } = run("merge", ...files, "-o", output, "--no-config");
  if (existsSync(output) !== result.ready) return fail(folder, `one merges: ${stderr}`);
  if (result.ready && !readFileSync(output).equals(Buffer.from(session.save(JSON.stringify(merged), "upload", 0)))) fail(folder, "other merge");
  const compared = { language: "en", lists: [list(1)], current: { file: 0, reading: {} }, answers: {} };
  const { comparison } = JSON.parse(session.check(JSON.stringify(compared), false, () => {}));
  const { summary, changes } = JSON.parse(run("diff", files[0], files[1], "--format", "json", "--no-config").stdout);
  for (const [kind, count] of Object.entries(summary)) if (comparison[kind] !== count) fail(folder, `${kind}: ${count}, ${comparison[kind]}`);
  const shown = changes.map(({ change, cells }) => ({ kind: change, cells: cells.map(({ column, old, new: now }) => [COLUMNS.indexOf(column), old, now]) }));
  const ofPage = comparison.changes.map(({ kind, cells }) => ({ kind, cells }));
  if (JSON.stringify(shown) !== JSON.stringify(ofPage)) fail(folder, "other changes");
  counts.together += 1;
}

for (const name of ["regional", "both-add", "deleted", "edited-and-deleted"]) {
  const folder = here(`../../fixtures/merge/${name}`);
  compareTogether(folder, readdirSync(folder).filter((file) => !file.startsWith("expected")));
}
for (const folder of [here("../../fixtures"), ...more]) await walk(folder);
rmSync(temporary, { recursive: true });
console.log(`${counts.files} files: ${counts.written} written, ${counts.refused} refused, ${counts.trapped} trapped, ${counts.findings} findings; ${counts.together} groups of lists; ${failures} differences`);
process.exit(failures ? 1 : 0);
