/** What values of the environment may look like, and those that may be given as a file. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Sentence } from './sentence';

/** Variables by name, as the process was given them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** These carry a password: each may be given as a file instead, named by NAME_FILE. */
export const ALSO_AS_FILE = [
  'DATABASE_URL',
  'DATABASE_APP_URL',
  'DATABASE_WORKER_URL',
  'DATABASE_STATISTICS_URL',
] as const;

/** The values among them that are given as a file. Throws a Sentence for one that is unclear. */
export function fromFiles(env: Environment, given: Environment): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of ALSO_AS_FILE) {
    const file = env[`${name}_FILE`]?.trim();
    if (!file) continue;
    if (given[name]) throw new Sentence(`${name} and ${name}_FILE are both set: set one of them.`);
    try {
      found[name] = readFileSync(file, 'utf8').trim();
    } catch {
      throw new Sentence(`${name}_FILE names ${file}, which cannot be read.`);
    }
  }
  return found;
}

const PORT = 'must be a port number between 1 and 65535';
export const port = (otherwise: number) =>
  z.coerce.number(PORT).int(PORT).min(1, PORT).max(65_535, PORT).default(otherwise);

/** A port, or 0 for none; 0 unless given. */
export const portOrNone = z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT).default(0);

/** An address with one of these protocols, or nothing. */
const address = (protocols: readonly string[], message: string) =>
  z
    .string()
    .refine((value) => {
      if (value === '') return true;
      return URL.canParse(value) && protocols.includes(new URL(value).protocol);
    }, message)
    .default('');

export const web = address(
  ['http:', 'https:'],
  'must be an address that begins with http:// or https://',
).transform((url) => url.replace(/\/+$/, ''));
export const database = address(
  ['postgres:', 'postgresql:'],
  'must be an address of the form postgres://login:password@host:5432/name',
);
export const text = z.string().min(1, 'must not be empty');
export const file = text.transform((name) => path.resolve(name));
export const keyFile = file.or(z.literal('')).default('');
export const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
