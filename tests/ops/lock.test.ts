/** The lock that keeps two clones from building the same thing. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { holderOf, tryLock, withLock } from '../../ops/lock.cjs';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'forloeb-lock-'));
  file = path.join(folder, 'deep', 'x.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('one holds it, the next is refused until it is let go', () => {
  const release = tryLock(file);
  expect(release).toBeDefined();
  expect(holderOf(file)).toBe(process.pid);
  expect(tryLock(file)).toBeUndefined();
  release?.();
  expect(holderOf(file)).toBeUndefined();
  tryLock(file)?.();
  expect(existsSync(file)).toBe(false);
});

test('the lock of a process that died is taken over', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  tryLock(file)?.();
  writeFileSync(file, JSON.stringify({ pid, host: os.hostname() }));
  expect(holderOf(file)).toBeUndefined();
  const release = tryLock(file);
  expect(holderOf(file)).toBe(process.pid);
  release?.();
});

test('a number that now belongs to another process does not keep the lock', () => {
  tryLock(file)?.();
  writeFileSync(file, JSON.stringify({ pid: process.pid, host: os.hostname(), began: '1' }));
  const release = tryLock(file);
  expect(release === undefined).toBe(process.platform !== 'linux');
  release?.();
});

test('the lock of a live process on another machine is respected', () => {
  tryLock(file)?.();
  writeFileSync(file, JSON.stringify({ pid: 1, host: 'somewhere-else' }));
  expect(tryLock(file)).toBeUndefined();
});

test('two who want it work one after the other, and the second is told about the first', async () => {
  const seen: string[] = [];
  let finish = (): void => undefined;
  const gate = new Promise<void>((resolve) => (finish = resolve));
  const first = withLock(file, async () => {
    seen.push('first begins');
    await gate;
    seen.push('first ends');
  });
  const second = withLock(
    file,
    async () => void seen.push('second'),
    (pid) => {
      seen.push(`waits for ${pid === process.pid ? 'the first' : 'nobody'}`);
      finish();
    },
  );
  await Promise.all([first, second]);
  expect(seen).toEqual(['first begins', 'waits for the first', 'first ends', 'second']);
});

test('work that fails lets the lock go', async () => {
  await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(holderOf(file)).toBeUndefined();
});
