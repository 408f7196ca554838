/** Answers for the treatment texts: read, checked and turned into HTML once, at start. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModulePlan, ProgrammePlan } from '../domain/programme';
import { moduleHead, programmeHead } from './frontMatter';
import { checkedHead, ProgrammeError, slipAt, type Head } from './located';
import { partedHtml, type Part } from './markdown';
import { Programmes } from './programmes';

/** One screen of reading; the HTML is made from Markdown in which HTML is only text. */
export type Step = Part;
export interface CheckQuestion {
  readonly question: string;
  readonly options: readonly { readonly text: string; readonly correct: boolean }[];
  readonly explanation: string;
}
export interface LoadedModule extends ModulePlan {
  readonly version: number;
  readonly steps: readonly Step[];
  readonly check: readonly CheckQuestion[];
  /** The text as written, for counting and reading-ease. */
  readonly markdown: string;
}
export interface LoadedProgramme extends ProgrammePlan {
  readonly modules: readonly LoadedModule[];
}

const OTHERS = 'versions';

/**
 * All programmes in a folder, one folder each: the version that begins now, and in
 * `versions/<number>` others that courses follow: older ones, or one that begins in a later release.
 * Throws ProgrammeError.
 */
export function loadProgrammes(dir: string = __dirname): Programmes {
  const ids = foldersIn(dir);
  const newest = ids.map((id) => loadProgramme(dir, id, id));
  const others = newest.flatMap(({ id, version }) =>
    foldersIn(join(dir, id, OTHERS)).map((folder) => {
      const other = loadProgramme(dir, `${id}/${OTHERS}/${folder}`, id);
      const head = listOf(dir, `${id}/${OTHERS}/${folder}`);
      if (String(other.version) !== folder) {
        throw slipAt(head, ['version'], `must be ${folder}, as its folder says`);
      }
      if (other.version === version) {
        throw slipAt(head, ['version'], 'is that of the programme itself');
      }
      return other;
    }),
  );
  return new Programmes(newest, others);
}

function foldersIn(dir: string): readonly string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function loadProgramme(dir: string, folder: string, id: string): LoadedProgramme {
  const list = listOf(dir, folder);
  const head = checkedHead(list, programmeHead);
  if (head.id !== id) throw slipAt(list, ['id'], `must be "${id}"`);
  const modules = head.modules.map((listed, at) => {
    const file = `${folder}/${listed.file}`;
    if (!existsSync(join(dir, file))) {
      throw slipAt(list, ['modules', at, 'file'], `there is no ${file}`);
    }
    return loadModule(dir, file, listed);
  });
  checkOrder(list, modules);
  return { ...head, modules };
}

/** The list of modules of a programme, as it is written. */
function listOf(dir: string, folder: string): Head {
  const file = `${folder}/programme.yaml`;
  return { file, yaml: read(dir, file), line: 1 };
}

function checkOrder(list: Head, modules: readonly LoadedModule[]): void {
  for (const [at, { id, week, exercises }] of modules.entries()) {
    const before = modules.slice(0, at);
    // A diary and its weeks are found by the id of the exercise alone.
    const ids = [...before.flatMap((one) => one.exercises), ...exercises].map((one) => one.id);
    if (new Set(ids).size !== ids.length) {
      throw slipAt(list, ['modules', at], 'two exercises have the same id');
    }
    if (before.some((one) => one.id === id)) {
      throw slipAt(list, ['modules', at, 'id'], 'two modules have the same id');
    }
    if (before.some((one) => one.week > week)) {
      throw slipAt(list, ['modules', at], 'weeks must not fall');
    }
  }
}

function loadModule(
  dir: string,
  file: string,
  listed: { readonly id: string; readonly required: boolean },
): LoadedModule {
  const source = read(dir, file);
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source);
  if (parts === null) {
    throw new ProgrammeError(file, 1, '(head)', 'must stand between two lines ---');
  }
  const [, yaml = '', body = ''] = parts;
  const written = { file, yaml, line: 2 };
  const { module: id, ...head } = checkedHead(written, moduleHead);
  if (id !== listed.id) throw slipAt(written, ['module'], `must be "${listed.id}"`);
  // Below the head, and the two lines around it.
  const line = yaml.split('\n').length + 3;
  const steps = stepsOf({ file, line }, body);
  return { id, required: listed.required, ...head, steps, markdown: body.trim() };
}

/** Parts a text at its `## ` headings. */
function stepsOf({ file, line }: Pick<Head, 'file' | 'line'>, body: string): readonly Step[] {
  const { lead, parts } = partedHtml(body);
  if (lead !== '') throw new ProgrammeError(file, line, '(text)', 'must begin with ## heading');
  if (parts.length === 0) throw new ProgrammeError(file, line, '(text)', 'has no ## heading');
  return parts;
}

function read(dir: string, file: string): string {
  try {
    return readFileSync(join(dir, file), 'utf8').replaceAll('\r\n', '\n');
  } catch {
    throw new ProgrammeError(file, null, '(file)', 'cannot be read');
  }
}
