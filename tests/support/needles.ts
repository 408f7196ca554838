/** What must not be found anywhere: every sealed value, whole and in its telling parts. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from 'pg';
import { practicePatients } from '../../partners/identity/practicePeople';
import type { Needle } from './byteSearch';
import { paths } from '../../web/paths';
import type { SealedValue } from './sealedValues';

/** Shorter ones stand everywhere by chance. */
const SHORTEST = 5;
/** A text this long leaks in pieces: each of its sentences is looked for as well. */
const LONG = 40;
const SENTENCE = 12;
/** A person is known by these; a part of one is as bad as the whole. */
const TELLING = new Set(['person.identity_sealed', 'person.contact_sealed']);

/** Why a value is not looked for. Each rule is about whole values, and counted for the reader. */
type Rule =
  | 'under five characters'
  | 'word of the code in domain/ or api/commands/'
  | 'id, date, instant or time of the clock'
  | 'in the clear by design'
  | 'stands in what everybody may read';

export interface Needles {
  readonly needles: readonly Needle[];
  readonly excluded: Readonly<Record<Rule, number>>;
}

/** `typed`: what people typed into forms and nobody kept, which must be found nowhere either. */
export async function needlesOf(
  owner: Client,
  values: readonly SealedValue[],
  typed: readonly string[],
): Promise<Needles> {
  const ours = wordsOfTheCode();
  const clear = await clearByDesign(owner);
  const published = await publishedTexts(owner);
  const excluded: Record<Rule, number> = {
    'under five characters': 0,
    'word of the code in domain/ or api/commands/': 0,
    'id, date, instant or time of the clock': 0,
    'in the clear by design': 0,
    'stands in what everybody may read': 0,
  };
  const ruleFor = (text: string, from: string): Rule | undefined => {
    if (text.length < SHORTEST) return 'under five characters';
    if (ours.has(text)) return 'word of the code in domain/ or api/commands/';
    if (IDENTIFIER.test(text)) return 'id, date, instant or time of the clock';
    if (clear.has(text)) return 'in the clear by design';
    // Never for what a person is known by: a name in a public text would be a leak.
    const isPublic = !TELLING.has(from) && published.some((one) => one.includes(text));
    return isPublic ? 'stands in what everybody may read' : undefined;
  };
  const found = new Map<string, Needle>();
  const passedOver = new Set<string>();
  const add = (text: string, from: string): void => {
    const rule = ruleFor(text, from);
    if (rule === undefined) found.set(text, { text, from });
    else if (!passedOver.has(text)) {
      passedOver.add(text);
      excluded[rule] += 1;
    }
  };
  for (const { column, value } of values) {
    for (const leaf of leaves(value)) {
      for (const text of [leaf, ...sentences(leaf)]) add(text, column);
      if (TELLING.has(column)) for (const text of waysToWrite(leaf)) add(text, column);
    }
  }
  for (const text of typed) for (const one of [text, ...sentences(text)]) add(one, 'typed');
  return { needles: [...found.values()], excluded };
}

const IDENTIFIER =
  /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?|\d{2}:\d{2})$/;

/** Every string of a JSON value, as it is stored. */
function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

/** The sentences and lines of a long text, and the words between the tags of a letter. */
function sentences(text: string): string[] {
  if (text.length < LONG) return [];
  return text
    .replace(/<style>.*?<\/style>/gs, '\n')
    .replace(/<[^>]*>/g, '\n')
    .split(/\n+|(?<=[.!?])\s+/)
    .map((one) => one.trim())
    .filter((one) => one.length >= SENTENCE);
}

/** Names word by word and in small letters, numbers with and without their gaps. */
function waysToWrite(text: string): string[] {
  const digits = text.replace(/[\s+-]/g, '');
  if (/^\d{10}$/.test(digits)) return [digits, `${digits.slice(0, 6)}-${digits.slice(6)}`];
  if (/^\d{8,12}$/.test(digits))
    return [digits, `+45${digits}`, digits.replace(/(..)(?=.)/g, '$1 ')];
  const words = text.split(/[\s-]+/).filter((word) => word.length >= SHORTEST);
  return [text.toLowerCase(), ...words, ...words.map((word) => word.toLowerCase())];
}

/** Enum words, names of regions, choices and fields of forms: what stands in our own code. */
function wordsOfTheCode(): ReadonlySet<string> {
  const root = path.resolve(__dirname, '../..');
  const files = ['domain', 'api/commands'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.startsWith('danish'))
      .map((name) => path.join(folder, name)),
  );
  const words = [...files, 'partners/epj/message.ts'].flatMap((name) =>
    [
      ...readFileSync(path.join(root, name), 'utf8').matchAll(
        /'([^'\n]+)'|^ +(\w+)[:,]|[{,] (\w+): (?=')/gm,
      ),
    ].map(([, quoted, own, inline]) => quoted ?? own ?? inline ?? ''),
  );
  return new Set(words);
}

/** Staff, doctors, crisis lines and the numbers of courses stand readable in tables of their own. */
async function clearByDesign(owner: Client): Promise<ReadonlySet<string>> {
  const { rows } = await owner.query<{ text: string }>(`
    SELECT unnest(ARRAY[name, email]) AS text FROM staff
    UNION SELECT unnest(ARRAY[ydernummer, name]) FROM gp UNION SELECT unnest(ARRAY[name, phone]) FROM crisis_number
    UNION SELECT number FROM course`);
  // Practice only: the name by which a practice person is asked for at the practice login.
  const handles = practicePatients.map(({ handle }) => handle);
  return new Set([...rows.map(({ text }) => text), ...handles]);
}

/** The clinic's public texts, and the addresses of the pages: common words stand in both. */
async function publishedTexts(owner: Client): Promise<readonly string[]> {
  const { rows } = await owner.query<{ text: string }>('SELECT body AS text FROM public_text');
  return [...rows.map(({ text }) => text), ...Object.values(paths).map(({ pattern }) => pattern)];
}
