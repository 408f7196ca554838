/** Answers for the treatment texts: read, checked and turned into HTML once, at start. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import type { ModulePlan, ProgrammePlan } from '../domain/programme';
import { moduleHead, programmeHead } from './frontMatter';
import { partedHtml, type Part } from './markdown';

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

/** Thrown at start when a text is not as it must be; names file and field. */
export class ProgrammeError extends Error {
  override readonly name = 'ProgrammeError';
  constructor(file: string, field: string, reason: string) {
    super(`${file}: ${field}: ${reason}`);
  }
}

/** All programmes in a folder (one folder each), by id. Throws ProgrammeError. */
export function loadProgrammes(dir: string = __dirname): ReadonlyMap<string, LoadedProgramme> {
  const folders = readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return new Map(folders.map((folder) => [folder, loadProgramme(dir, folder)]));
}

function loadProgramme(dir: string, folder: string): LoadedProgramme {
  const file = `${folder}/programme.yaml`;
  const head = checked(file, programmeHead, readYaml(file, read(dir, file)));
  if (head.id !== folder) throw new ProgrammeError(file, 'id', `must be "${folder}"`);
  const modules = head.modules.map((listed) => {
    const loaded = loadModule(dir, `${folder}/${listed.file}`, listed.required);
    if (loaded.id !== listed.id) {
      throw new ProgrammeError(`${folder}/${listed.file}`, 'module', `must be "${listed.id}"`);
    }
    return loaded;
  });
  checkOrder(file, modules);
  return { ...head, modules };
}

function checkOrder(file: string, modules: readonly LoadedModule[]): void {
  if (new Set(modules.map(({ id }) => id)).size !== modules.length) {
    throw new ProgrammeError(file, 'modules', 'two modules have the same id');
  }
  const weeks = modules.map(({ week }) => week);
  if (weeks.some((week, index) => week < (weeks[index - 1] ?? 1))) {
    throw new ProgrammeError(file, 'modules', 'weeks must not fall');
  }
}

function loadModule(dir: string, file: string, required: boolean): LoadedModule {
  const source = read(dir, file);
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source);
  if (parts === null) throw new ProgrammeError(file, '(head)', 'must stand between two lines ---');
  const [, yaml = '', body = ''] = parts;
  const { module: id, ...head } = checked(file, moduleHead, readYaml(file, yaml));
  return { id, required, ...head, steps: stepsOf(file, body), markdown: body.trim() };
}

/** Parts a text at its `## ` headings. */
function stepsOf(file: string, body: string): readonly Step[] {
  const { lead, parts } = partedHtml(body);
  if (lead !== '') throw new ProgrammeError(file, '(text)', 'must begin with ## heading');
  if (parts.length === 0) throw new ProgrammeError(file, '(text)', 'has no ## heading');
  return parts;
}

function read(dir: string, file: string): string {
  try {
    return readFileSync(join(dir, file), 'utf8').replaceAll('\r\n', '\n');
  } catch {
    throw new ProgrammeError(file, '(file)', 'cannot be read');
  }
}

function readYaml(file: string, source: string): unknown {
  try {
    return parse(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ProgrammeError(file, '(head)', reason);
  }
}

function checked<Out>(file: string, schema: z.ZodType<Out>, value: unknown): Out {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  throw new ProgrammeError(file, field || '(head)', issue?.message ?? 'is not valid');
}
