/**
 * The door to every command of the project: `node ops/bootstrap.mjs VERB`. Built-in modules only,
 * because on a bare clone there is nothing else yet.
 */
import { build } from './bootstrap/build.mjs';
import { check, format } from './bootstrap/check.mjs';
import { install, repository } from './bootstrap/install.mjs';
import { runProgram, runSource } from './bootstrap/program.mjs';
import { test } from './bootstrap/test.mjs';

const verbs = {
  start: () => program('start'),
  reset: () => program('reset'),
  screens: () => program('screens'),
  measure: async () => (await build()) && runSource('measure', process.argv.slice(3)),
  worker: () => program('worker'),
  web: () => program('web'),
  partners: () => program('partners'),
  migrate: () => program('migrate'),
  backup: () => program('backup'),
  restore: () => program('restore'),
  rebuild: () => program('rebuild'),
  rotate: () => program('rotate'),
  build: async () => (await build()) && 0,
  test,
  check,
  format,
};

async function program(entry) {
  await build();
  return runProgram(entry, process.argv.slice(3));
}

function nodeIsTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major < 20 || (major === 20 && minor < 19);
}

async function main() {
  if (nodeIsTooOld()) {
    throw `Forløb needs Node 20.19 or newer; this is Node ${process.versions.node}.`;
  }
  const verb = verbs[process.argv[2]];
  if (!verb) throw `Say one of: ${Object.keys(verbs).join(', ')}.`;
  process.chdir(repository);
  await install();
  return verb();
}

/** A string is a sentence for a person; anything else is a failure and shows where it came from. */
function told(failure) {
  if (typeof failure === 'string') return failure;
  const text = String(failure?.stack ?? failure);
  if (/ENOSPC|no space left/i.test(text))
    return 'The disk is full: free at least 2 GB, then again.';
  return text;
}

main().then(
  (code) => (process.exitCode = code),
  (failure) => {
    console.error(told(failure));
    process.exitCode = 1;
  },
);
