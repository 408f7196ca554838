/** The named checks that a person and the pipeline run alike; all run, one failure fails all. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { checkCompose } from './compose.mjs';
import { repository } from './install.mjs';

const bin = (name) => path.join(repository, 'node_modules', '.bin', name);

const runs = (command, args) => () =>
  spawnSync(bin(command), args, { cwd: repository, stdio: 'inherit' }).status === 0;

const CHECKS = [
  ['types', runs('tsc', ['--noEmit'])],
  ['lint', runs('oxlint', ['--type-aware', '--deny-warnings'])],
  ['format', runs('oxfmt', ['--check'])],
  ['dead code', runs('knip', [])],
  ['compose', checkCompose],
];

/** Runs every check in turn; 0 when all passed. */
export async function check() {
  let failed = 0;
  for (const [name, passes] of CHECKS) {
    const began = Date.now();
    const passed = await passes();
    if (!passed) failed += 1;
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    console.log(`${passed ? 'passed' : 'FAILED'}  ${name.padEnd(10)} ${seconds} s`);
  }
  return failed === 0 ? 0 : 1;
}

/** Writes every file in the project's own format. */
export function format() {
  return spawnSync(bin('oxfmt'), [], { cwd: repository, stdio: 'inherit' }).status ?? 1;
}
