/** `npm test`: compiles what the journeys start, runs jest, and ends with one line of numbers. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { repository } from './install.mjs';
import { run, runProgram, wasInterrupted } from './program.mjs';

const jestFile = path.join(repository, 'node_modules', 'jest', 'bin', 'jest.js');

/** Suites in a real browser, each with the whole program. */
const JOURNEYS = 'tests/journeys/';
/** Suites in which parts of the whole program die or go away. */
const BREAKING = 'tests/breaking/';
/** Of these the ones that press as fast as two cores allow: beside another, both would be refused. */
const ALONE = 'tests/breaking/(kills|races)\\.test';

/** Runs the chosen suites (all when none is named); 0 when every test passed. */
export async function test() {
  await build();
  const chosen = process.argv.slice(3).filter((argument) => argument !== '--');
  const needed = programsFor(chosen);
  // What could not be got is told now; the suites that need it then fail, and only those.
  if (needed.length > 0) await runProgram('obtain', needed);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'forloeb-jest-'));
  const totals = { passed: 0, failed: 0 };
  try {
    for (const [name, args] of rounds(chosen)) {
      if (wasInterrupted()) return 130;
      const output = path.join(folder, `${name}.json`);
      const code = await jest([...args, '--json', `--outputFile=${output}`]);
      addUp(totals, output, code);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
  return totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}

/** What a suite needs, seen from what it imports; journeys need everything. */
const NEEDS = [
  ['support/stack', ['temporalServer']],
  ['support/temporal', ['testServer']],
  ['support/courseBench', ['testServer']],
  ['realServer', ['temporalServer']],
  ["resource('temporalServer'", ['temporalServer']],
  ['support/browser', ['browser']],
  [JOURNEYS, ['temporalServer', 'browser']],
];

/** The programs that the chosen suites need: a run of pure suites waits for none. */
function programsFor(chosen) {
  const listed = spawnSync(process.execPath, [jestFile, ...chosen, '--listTests'], {
    cwd: repository,
    encoding: 'utf8',
  });
  const needed = new Set();
  for (const file of listed.stdout.split('\n').filter(Boolean)) {
    const seen = file + readFileSync(file, 'utf8');
    for (const [sign, programs] of NEEDS) {
      if (seen.includes(sign)) for (const program of programs) needed.add(program);
    }
  }
  return [...needed];
}

/**
 * One round when suites are named. Else everything in one process; then what starts the whole
 * program, two at a time, since one alone leaves a third of two cores idle; and last the hasty ones.
 */
function rounds(chosen) {
  if (chosen.length > 0) return [['chosen', [...chosen, '--runInBand']]];
  return [
    ['suites', [`--testPathIgnorePatterns=${JOURNEYS}|${BREAKING}`, '--maxWorkers=2']],
    ['programs', [JOURNEYS, BREAKING, `--testPathIgnorePatterns=${ALONE}`, '--maxWorkers=2']],
    ['alone', [ALONE, '--runInBand']],
  ];
}

function jest(args) {
  const flags = ['--disable-warning=ExperimentalWarning', jestFile];
  return run(process.execPath, [...flags, ...args], { NODE_ENV: 'test' });
}

/** A suite that could not run counts as one failed test; so does jest itself when it breaks. */
function addUp(totals, output, code) {
  try {
    const result = JSON.parse(readFileSync(output, 'utf8'));
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    totals.passed += result.numPassedTests;
    totals.failed += code !== 0 && failed === 0 ? 1 : failed;
  } catch {
    totals.failed += 1;
  }
}
