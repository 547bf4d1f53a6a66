#!/usr/bin/env node
// Starts the program, which npm has installed as the package for this platform, and ends as it ends.
'use strict';

const { spawn } = require('node:child_process');

const platform = `${process.platform}-${process.arch}`;
const name = process.platform === 'win32' ? 'cosell.exe' : 'cosell';

function program() {
  try {
    return require.resolve(`@cosell-contacts/${platform}/${name}`);
  } catch {
    console.error(`error: the program for ${platform} is not installed
If npm left out optional dependencies, install again with --include=optional. The package is for Linux, macOS and Windows on
x64, and for Linux and macOS on arm64; elsewhere, cargo install cosell-contacts builds the program.`);
    process.exit(2);
  }
}

let child;
// Ctrl-C reaches both; other signals reach this process only.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP', 'SIGQUIT']) {
  process.on(signal, () => child.kill(signal));
}
child = spawn(program(), process.argv.slice(2), { stdio: 'inherit' });
child.on('error', (error) => {
  console.error(`error: ${error.message}`);
  process.exit(2);
});
child.on('exit', (status, signal) => {
  if (signal === null) {
    process.exit(status);
  }
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
