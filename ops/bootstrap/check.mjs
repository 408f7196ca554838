/** The named checks that a person and the pipeline run alike; all run, one failure fails all. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { repository } from './install.mjs';

const bin = (name) => path.join(repository, 'node_modules', '.bin', name);

const CHECKS = [
  ['types', 'tsc', ['--noEmit']],
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings']],
  ['format', 'oxfmt', ['--check']],
  ['dead code', 'knip', []],
];

/** Runs every check in turn; 0 when all passed. */
export function check() {
  let failed = 0;
  for (const [name, command, args] of CHECKS) {
    const began = Date.now();
    const { status } = spawnSync(bin(command), args, { cwd: repository, stdio: 'inherit' });
    const passed = status === 0;
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
