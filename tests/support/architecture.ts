/** Reads the house's imports as text and says which arrows the table in DESIGN does not allow. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface Import {
  readonly from: string;
  /** A path in this house without extension, or the name of a package. */
  readonly to: string;
  readonly ours: boolean;
  readonly typeOnly: boolean;
}
/** Path in the house → source text. */
export type Sources = ReadonlyMap<string, string>;

export const FOLDERS = [
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
  'tests',
] as const;
const CODE = /\.(ts|mjs|cjs|hbs)$/;
const SKIPPED = new Set(['node_modules', 'dist', 'assets']);

/** Every file of ours that a person writes; folders that do not exist yet are empty. */
export function readHouse(root: string): Sources {
  const files = new Map<string, string>();
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) visit(path);
      if (entry.isFile() && CODE.test(entry.name))
        files.set(path, readFileSync(join(root, path), 'utf8'));
    }
  };
  const there = new Set(readdirSync(root));
  FOLDERS.filter((folder) => there.has(folder)).forEach(visit);
  return files;
}

export function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

const STATIC =
  /(?:^|[;\n])\s*(import|export)\s+((?:type\s+)?[^'"`;]*?\s*from\s*)?['"]([^'"]+)['"]/g;
const DYNAMIC = /(?:\bimport|\brequire)\(\s*['"]([^'"]+)['"]/g;

/** The imports of one file, re-exports and dynamic ones included. */
export function importsOf(path: string, source: string): Import[] {
  const text = withoutComments(source);
  const statics = [...text.matchAll(STATIC)].flatMap((match) =>
    // `export const x = 'y'` is no import.
    match[1] === 'export' && !match[2]
      ? []
      : [arrow(path, match[3] ?? '', isTypeOnly(match[2] ?? ''))],
  );
  const dynamics = [...text.matchAll(DYNAMIC)].map((match) => arrow(path, match[1] ?? '', false));
  return [...statics, ...dynamics];
}

function isTypeOnly(clause: string): boolean {
  if (/^type\s/.test(clause)) return true;
  const named = /^\{([^}]*)\}\s*from/.exec(clause.trim())?.[1];
  if (named === undefined) return false;
  const names = named
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length > 0 && names.every((name) => name.startsWith('type '));
}

function arrow(from: string, specifier: string, typeOnly: boolean): Import {
  const ours = specifier.startsWith('.');
  const to = ours
    ? posix.join(posix.dirname(from), specifier).replace(/\.(ts|js|mjs)$/, '')
    : packageOf(specifier);
  return { from, to, ours, typeOnly };
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The file that a path without extension means: itself, or its folder's index. */
export function fileOf(files: Sources, to: string): string | undefined {
  return [to, `${to}.ts`, `${to}.mjs`, `${to}/index.ts`].find((path) => files.has(path));
}

export function folderOf(path: string): string {
  return path.slice(0, path.indexOf('/'));
}

// ── The table in DESIGN section 2 ────────────────────────────────────────────────────────────

const FREE = new Set(['ops', 'tests']);
/** What a folder may import beside itself: folders, or single places within one. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  workflows: ['domain/'],
  activities: ['domain/', 'db/', 'letters/', 'partners/', 'programmes/', 'workflows/messages.'],
  partners: ['domain/'],
  letters: ['domain/'],
  programmes: ['domain/'],
  db: ['domain/'],
  api: ['domain/', 'db/', 'letters/', 'programmes/', 'workflows/messages.', 'partners/identity/'],
  web: ['domain/', 'api/commands/', 'api/queries/', 'api/guard.'],
};
const MAY_AS_TYPES: Readonly<Record<string, readonly string[]>> = {
  workflows: ['activities/'],
  // The shapes of a request and an answer, which pages and commands share.
  web: ['api/app.'],
};

/** Packages that the table names, with the places that may have them. */
const PACKAGES: readonly (readonly [name: RegExp, places: readonly string[]])[] = [
  [/^pg$/, ['db/']],
  [
    /^zod$/,
    ['domain/', 'db/', 'letters/', 'partners/', 'programmes/', 'activities/', 'api/', 'web/'],
  ],
  [/^temporal-polyfill$/, ['domain/calendar.']],
  // In activities/index only as the type of what it hands on.
  [
    /^@temporalio\/client$/,
    ['activities/follow.', 'activities/clock.', 'activities/index.', 'api/'],
  ],
  [/^@temporalio\/workflow$/, ['workflows/']],
  [/^@temporalio\/activity$/, ['activities/']],
  [/^@temporalio\/common$/, ['workflows/', 'activities/', 'api/']],
  [/^@temporalio\/.*$/, []],
];
/** Domain and workflows have no libraries but these, and nothing of Node's. */
const ONLY: Readonly<Record<string, RegExp>> = {
  domain: /^(zod|temporal-polyfill)$/,
  workflows: /^@temporalio\/(workflow|common)$/,
};

/** Every arrow that the table does not allow, as "from → to". */
export function forbiddenArrows(files: Sources): string[] {
  return [...files].flatMap(([path, source]) =>
    importsOf(path, source)
      .filter((one) => !isAllowed(files, one))
      .map((one) => `${one.from} → ${one.to}`),
  );
}

function isAllowed(files: Sources, one: Import): boolean {
  const folder = folderOf(one.from);
  if (FREE.has(folder)) return true;
  if (!one.ours) return isPackageAllowed(folder, one);
  const target = fileOf(files, one.to) ?? one.to;
  if (folderOf(target) === folder) return true;
  const asTypes = one.typeOnly ? (MAY_AS_TYPES[folder] ?? []) : [];
  return [...(MAY[folder] ?? []), ...asTypes].some((place) => target.startsWith(place));
}

function isPackageAllowed(folder: string, one: Import): boolean {
  const only = ONLY[folder];
  if (only && !only.test(one.to)) return false;
  const places = PACKAGES.find(([name]) => name.test(one.to))?.[1];
  return places === undefined || places.some((place) => one.from.startsWith(place));
}

/** What a workflow must not reach by any detour: it replays, and these are heavy or not still. */
const OUT_OF_REACH = [
  'zod',
  'pg',
  'temporal-polyfill',
  'domain/calendar.ts',
  'domain/deadlines.ts',
  'domain/measures/',
  'domain/danish/',
  'domain/danish.ts',
];

/** Each way from a workflow file to something out of its reach, as "a → b → c". */
export function forbiddenReach(files: Sources): string[] {
  return reachOf(files, 'workflows/')
    .filter((way) =>
      OUT_OF_REACH.some((place) =>
        place.endsWith('/') ? (way.at(-1) ?? '').startsWith(place) : way.at(-1) === place,
      ),
    )
    .map((way) => way.join(' → '));
}

/** Every file and package that code below `start` runs, each with the way it is reached. */
export function reachOf(files: Sources, start: string): string[][] {
  const ways = new Map<string, string[]>();
  const follow = (path: string, way: string[]): void => {
    if (ways.has(path)) return;
    ways.set(path, way);
    for (const one of importsOf(path, files.get(path) ?? '')) {
      if (one.typeOnly) continue;
      const target = one.ours ? (fileOf(files, one.to) ?? one.to) : one.to;
      follow(target, [...way, target]);
    }
  };
  for (const path of files.keys()) if (path.startsWith(start)) follow(path, [path]);
  return [...ways.values()];
}

/** One circle of running imports, as its files in order; undefined when there is none. */
export function firstCycle(files: Sources): string[] | undefined {
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const one of importsOf(path, files.get(path) ?? '')) {
      const target = one.ours && !one.typeOnly ? fileOf(files, one.to) : undefined;
      const circle = target && visit(target, [...way, path]);
      if (circle) return circle;
    }
    done.add(path);
    return undefined;
  };
  for (const path of files.keys()) {
    const circle = visit(path, []);
    if (circle) return circle;
  }
  return undefined;
}
