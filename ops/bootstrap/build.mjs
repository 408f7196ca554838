/** Compiles the source to dist/ with source maps, and copies what is no TypeScript beside it. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import lock from '../lock.cjs';
import { cloneLock, repository } from './install.mjs';

const FOLDERS = [
  'domain',
  'workflows',
  'activities',
  'partners',
  'letters',
  'programmes',
  'db',
  'api',
  'web',
  'ops',
];
const dist = path.join(repository, 'dist');

/** Every file below the source folders, relative to the clone. */
function* filesIn(folder) {
  for (const entry of readdirSync(path.join(repository, folder), { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(name);
    else if (entry.isFile()) yield name;
  }
}

/** Borrows from tests/, so it runs from its source and has no place in dist/. */
const runsFromSource = (name) => /^ops\/measure[./]/.test(name);

function targetOf(name) {
  return path.join(dist, name.endsWith('.ts') ? name.replace(/\.ts$/, '.js') : name);
}

/** What the worker runs inside Temporal's sandbox: bundled here, so that it starts at once. */
const bundle = path.join(dist, 'workflow-bundle.js');
const reachesWorkflows = (name) => /^(workflows|domain)\//.test(name);

const modified = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** What makes every compiled file old: another compiler or other settings. */
function settings() {
  const files = ['.swcrc', 'node_modules/@swc/core/package.json'];
  return files.map((file) => readFileSync(path.join(repository, file), 'utf8')).join('\n');
}

/** Makes dist/ follow the source: what changed is written, what is gone is removed. */
export function build() {
  return lock.withLock(cloneLock('build'), async () => {
    const stamp = path.join(dist, '.settings');
    const now = settings();
    if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== now) {
      rmSync(dist, { recursive: true, force: true });
    }
    const names = FOLDERS.filter((folder) => existsSync(path.join(repository, folder)))
      .flatMap((folder) => [...filesIn(folder)])
      .filter((name) => !/\.d\.(ts|cts)$/.test(name) && !runsFromSource(name));
    const wanted = new Set([...names.map(targetOf), bundle]);
    const changed = names.filter(
      (name) => modified(path.join(repository, name)) > modified(targetOf(name)),
    );
    removeOthers(dist, wanted);
    for (const name of changed) mkdirSync(path.dirname(targetOf(name)), { recursive: true });
    await compile(changed.filter((name) => name.endsWith('.ts')));
    for (const name of changed) {
      if (!name.endsWith('.ts')) copyFileSync(path.join(repository, name), targetOf(name));
    }
    mkdirSync(dist, { recursive: true });
    writeFileSync(stamp, now);
    if (changed.some(reachesWorkflows) || !existsSync(bundle)) await bundleWorkflows();
    return true;
  });
}

function removeOthers(folder, wanted) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      removeOthers(file, wanted);
      // An empty folder would be read as a programme without its texts.
      if (readdirSync(file).length === 0) rmdirSync(file);
    } else if (!wanted.has(file.replace(/\.map$/, ''))) rmSync(file);
  }
}

async function compile(names) {
  if (names.length === 0) return;
  const { transformFile } = createRequire(path.join(repository, 'package.json'))('@swc/core');
  await Promise.all(
    names.map(async (name) => {
      const target = targetOf(name);
      const source = path.relative(path.dirname(target), path.join(repository, name));
      const { code, map } = await transformFile(path.join(repository, name), {
        sourceMaps: true,
        sourceFileName: source,
      }).catch((failure) => {
        throw `${name} does not compile:\n${failure.message}`;
      });
      writeFileSync(`${target}.map`, map);
      writeFileSync(target, `${code}\n//# sourceMappingURL=${path.basename(target)}.map\n`);
    }),
  );
}

async function bundleWorkflows() {
  const workflowsPath = path.join(dist, 'workflows');
  if (!existsSync(workflowsPath)) return;
  const { bundleWorkflowCode } = createRequire(path.join(repository, 'package.json'))(
    '@temporalio/worker',
  );
  rmSync(bundle, { force: true });
  const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error: console.error };
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: quiet });
  writeFileSync(bundle, code);
}
