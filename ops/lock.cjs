/** A lock that one process holds at a time, across clones; a dead holder's lock is recognised. */
const {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** A holder on another machine (or in another container) shows that it lives by touching the file. */
const SILENT_AFTER_MS = 60_000;
const TOUCH_MS = 10_000;
const LOOK_MS = 500;

/** When this process began, as the kernel counts it, so that a reused pid is not taken for it. */
function beganAt(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return failure.code === 'EPERM';
  }
}

function readHolder(file) {
  try {
    const text = readFileSync(file, 'utf8');
    const age = Date.now() - statSync(file).mtimeMs;
    return { text, age, ...parsed(text) };
  } catch {
    return undefined;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function isStale({ pid, host, began, age }) {
  if (typeof pid !== 'number') return age > TOUCH_MS;
  if (host !== os.hostname()) return age > SILENT_AFTER_MS;
  if (!isAlive(pid)) return true;
  return began !== undefined && beganAt(pid) !== undefined && began !== beganAt(pid);
}

/** Puts a dead holder's file away; a live one that came in between is put back. */
function clear(file, holder) {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
    const text = readFileSync(aside, 'utf8');
    if (text === holder.text) rmSync(aside);
    else renameSync(aside, file);
  } catch {
    // Somebody else cleared it first.
  }
}

/** The pid that holds the lock now, or undefined when nobody alive does. */
function holderOf(file) {
  const holder = readHolder(file);
  return holder === undefined || isStale(holder) ? undefined : holder.pid;
}

/** Takes the lock if it is free; gives the function that lets it go, or undefined. */
function tryLock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  const holder = readHolder(file);
  if (holder !== undefined && isStale(holder)) clear(file, holder);
  const text = JSON.stringify({
    pid: process.pid,
    host: os.hostname(),
    began: beganAt(process.pid),
  });
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (failure) {
    if (failure.code === 'EEXIST') return undefined;
    throw failure;
  }
  const touch = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Removed from outside: the holder finishes, the next one begins.
    }
  }, TOUCH_MS);
  touch.unref();
  return () => {
    clearInterval(touch);
    if (readHolder(file)?.text === text) rmSync(file, { force: true });
  };
}

/** Does `work` alone; calls `onWait` once with the holder's pid when somebody else is at it. */
async function withLock(file, work, onWait) {
  let release = tryLock(file);
  if (!release) onWait?.(readHolder(file)?.pid);
  while (!release) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    release = tryLock(file);
  }
  try {
    return await work();
  } finally {
    release();
  }
}

module.exports = { holderOf, tryLock, withLock };
