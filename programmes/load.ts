/** Answers for the treatment texts: read, checked and turned into HTML once, at start. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModulePlan, ProgrammePlan } from '../domain/programme';
import { moduleHead, programmeHead } from './frontMatter';
import { checkedHead, ProgrammeError } from './located';
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
  readonly clinicalApproval: 'awaits' | 'approved';
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
      const file = `${id}/${OTHERS}/${folder}/programme.yaml`;
      if (String(other.version) !== folder) {
        throw new ProgrammeError(file, null, 'version', `must be ${folder}, as its folder says`);
      }
      if (other.version === version) {
        throw new ProgrammeError(file, null, 'version', 'is that of the programme itself');
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
  const file = `${folder}/programme.yaml`;
  const head = checkedHead({ file, yaml: read(dir, file), line: 1 }, programmeHead);
  if (head.id !== id) throw new ProgrammeError(file, null, 'id', `must be "${id}"`);
  const modules = head.modules.map((listed) => {
    const loaded = loadModule(dir, `${folder}/${listed.file}`, listed.required);
    if (loaded.id !== listed.id) {
      const reason = `must be "${listed.id}"`;
      throw new ProgrammeError(`${folder}/${listed.file}`, null, 'module', reason);
    }
    return loaded;
  });
  checkOrder(file, modules);
  return { ...head, modules };
}

function checkOrder(file: string, modules: readonly LoadedModule[]): void {
  if (new Set(modules.map(({ id }) => id)).size !== modules.length) {
    throw new ProgrammeError(file, null, 'modules', 'two modules have the same id');
  }
  // A diary and its weeks are found by the id of the exercise alone.
  const exercises = modules.flatMap((module) => module.exercises.map(({ id }) => id));
  if (new Set(exercises).size !== exercises.length) {
    throw new ProgrammeError(file, null, 'modules', 'two exercises have the same id');
  }
  const weeks = modules.map(({ week }) => week);
  if (weeks.some((week, index) => week < (weeks[index - 1] ?? 1))) {
    throw new ProgrammeError(file, null, 'modules', 'weeks must not fall');
  }
}

function loadModule(dir: string, file: string, required: boolean): LoadedModule {
  const source = read(dir, file);
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source);
  if (parts === null) {
    throw new ProgrammeError(file, 1, '(head)', 'must stand between two lines ---');
  }
  const [, yaml = '', body = ''] = parts;
  const { module: id, ...head } = checkedHead({ file, yaml, line: 2 }, moduleHead);
  return { id, required, ...head, steps: stepsOf(file, body), markdown: body.trim() };
}

/** Parts a text at its `## ` headings. */
function stepsOf(file: string, body: string): readonly Step[] {
  const { lead, parts } = partedHtml(body);
  if (lead !== '') throw new ProgrammeError(file, null, '(text)', 'must begin with ## heading');
  if (parts.length === 0) throw new ProgrammeError(file, null, '(text)', 'has no ## heading');
  return parts;
}

function read(dir: string, file: string): string {
  try {
    return readFileSync(join(dir, file), 'utf8').replaceAll('\r\n', '\n');
  } catch {
    throw new ProgrammeError(file, null, '(file)', 'cannot be read');
  }
}
