/** Before all suites: starts the process that keeps what they share (see resources.ts). */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';

declare global {
  var forloebResources: ChildProcess | undefined;
}

export default async function globalSetup(): Promise<void> {
  const flags = ['--disable-warning=ExperimentalWarning', '-r'];
  const files = ['compile.cjs', 'resources.ts'].map((file) => path.join(__dirname, file));
  const child = spawn(process.execPath, [...flags, ...files], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  globalThis.forloebResources = child;
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once('exit', (code) => reject(new Error(`the test resources stopped (exit ${code})`)));
  });
  process.env.FORLOEB_TEST_RESOURCES = `http://127.0.0.1:${port}`;
}
