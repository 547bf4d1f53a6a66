// Makes npm packages in target/packages: the launcher, which depends on the programs of all platforms, or the program of one.
//
// pack.mjs launcher | pack.mjs PLATFORM PROGRAM LICENCES, for example: pack.mjs linux-x64 target/dist/cosell FILE
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'];

const [kind, program, licences] = process.argv.slice(2);
const root = fileURLToPath(new URL('../../..', import.meta.url));
const output = join(root, 'target/packages');
const folder = join(output, 'npm', kind);
const metadata = execFileSync('cargo', ['metadata', '--locked', '--no-deps', '--format-version', '1'], { cwd: root });
const [{ version, description, keywords, repository }] = JSON.parse(metadata).packages;

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const file of ['LICENSE-MIT', 'LICENSE-APACHE']) {
  copyFileSync(join(root, file), join(folder, file));
}
const common = { version, license: 'MIT OR Apache-2.0', ...(repository && { repository: `git+${repository}.git` }) };
if (kind === 'launcher') {
  copyFileSync(join(root, 'build/packages/about.md'), join(folder, 'README.md'));
  copyFileSync(join(root, 'build/packages/npm/cosell.js'), join(folder, 'cosell.js'));
  write({
    name: 'cosell-contacts',
    description,
    ...common,
    keywords,
    bin: { cosell: 'cosell.js' },
    files: ['cosell.js', 'LICENSE-*'],
    engines: { node: '>=18' },
    optionalDependencies: Object.fromEntries(PLATFORMS.map((platform) => [`@cosell-contacts/${platform}`, version])),
  });
} else if (PLATFORMS.includes(kind)) {
  const [os, cpu] = kind.split('-');
  const name = os === 'win32' ? 'cosell.exe' : 'cosell';
  copyFileSync(resolve(program), join(folder, name));
  chmodSync(join(folder, name), 0o755);
  copyFileSync(resolve(licences), join(folder, 'LICENSES-OF-OTHERS'));
  writeFileSync(join(folder, 'README.md'), `The program of the package cosell-contacts for ${kind}.\n`);
  write({
    name: `@cosell-contacts/${kind}`,
    description: `The program of cosell-contacts for ${kind}`,
    ...common,
    os: [os],
    cpu: [cpu],
    files: [name, 'LICENSE*'],
    preferUnplugged: true,
  });
} else {
  throw new Error(`not a platform: ${kind} (${PLATFORMS.join(', ')})`);
}
// npm is a script on Windows, which only a shell starts.
execFileSync('npm', ['pack', '--silent', `./npm/${kind}`], { cwd: output, stdio: 'inherit', shell: process.platform === 'win32' });

function write(manifest) {
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
