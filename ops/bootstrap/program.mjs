/** Runs one compiled entry of the program in this terminal, and hands signals on to it. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { repository } from './install.mjs';

const FLAGS = ['--enable-source-maps', '--disable-warning=ExperimentalWarning'];

/** Resolves with the exit code of `dist/ops/<entry>.js`. */
export function runProgram(entry, args) {
  const file = path.join(repository, 'dist', 'ops', `${entry}.js`);
  return run(process.execPath, [...FLAGS, file, ...args]);
}

/** Runs `ops/<entry>.ts` as it stands: for a tool that borrows from the tests, which dist/ lacks. */
export function runSource(entry, args) {
  const compile = path.join(repository, 'tests', 'support', 'compile.cjs');
  const file = path.join(repository, 'ops', `${entry}.ts`);
  return run(process.execPath, [...FLAGS, '-r', compile, file, ...args]);
}

let interrupted = false;

/** Whether somebody pressed Ctrl-C while a program ran: then no other is begun. */
export const wasInterrupted = () => interrupted;

/** Runs a command in this terminal; Ctrl-C reaches it directly, other signals through us. */
export function run(command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: repository,
    // The channel closes when we are killed without warning, and the program then stops too.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  process.on('SIGINT', () => (interrupted = true));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
