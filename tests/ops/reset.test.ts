/** Wiping practice data: only ours, and never under a running program. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../ops/config';
import { tryLock } from '../../ops/lock.cjs';
import { reset } from '../../ops/reset';
import { MARKER, startLock } from '../../ops/stack';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'forloeb-reset-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const config = () => readConfig({ FORLOEB_DATA: folder }, 'start');

test('practice data are wiped, keys included', async () => {
  writeFileSync(path.join(folder, MARKER), '');
  mkdirSync(path.join(folder, 'keys'));
  await expect(reset(config())).resolves.toBe(`Wiped ${folder}.`);
  expect(existsSync(folder)).toBe(false);
});

test('while the program runs on them, the person is told to stop it first', async () => {
  writeFileSync(path.join(folder, MARKER), '');
  const release = tryLock(startLock(folder));
  await expect(reset(config())).rejects.toThrow(`(process ${process.pid}): stop it with Ctrl-C`);
  release?.();
  await expect(reset(config())).resolves.toContain('Wiped');
});

test('a folder that holds something else is left alone', async () => {
  writeFileSync(path.join(folder, 'thesis.txt'), 'ten years of work');
  await expect(reset(config())).rejects.toThrow('holds no data of Forløb');
  expect(existsSync(path.join(folder, 'thesis.txt'))).toBe(true);
});
