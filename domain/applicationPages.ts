/** THE PAGES of the application: which questions of a section stand together on one page. */
import { APPLICATION, type Question, type SectionId } from './applicationForm';

/** A section that is too long for one page of a phone, page by page: heading and questions. */
interface Split {
  /** Null: the section's own title. */
  readonly title: string | null;
  readonly names: readonly string[];
}
const SPLIT: Partial<Readonly<Record<SectionId, readonly Split[]>>> = {
  eligibility: [
    { title: 'Det praktiske', names: ['livesInDenmark', 'equipment', 'digitalPost', 'danish'] },
    { title: 'Det, du søger hjælp til', names: ['problem', 'otherMainProblem', 'stressReaction'] },
    {
      title: 'Har du andre diagnoser?',
      names: ['psychosisOrBipolar', 'ptsdOrOcd', 'personalityDisorder'],
    },
  ],
  phq9: [
    { title: null, names: items(1, 5) },
    { title: null, names: items(6, 9) },
  ],
  gad7: [
    { title: null, names: items(1, 4) },
    { title: null, names: items(5, 7) },
  ],
  alcohol: [
    { title: null, names: ['alcohol', ...items(1, 3)] },
    { title: null, names: items(4, 8) },
    { title: null, names: [...items(9, 10), 'drugs'] },
  ],
};

function items(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => `item${from + at}`);
}

/** One page of a section. */
export interface SectionPage {
  readonly id: SectionId;
  /** From 1. */
  readonly number: number;
  readonly title: string;
  readonly questions: readonly Question[];
  /**
   * What remembers at which version of its section the page changed last, and names its draft; null
   * for the only page of its section, which changes whenever the section does.
   */
  readonly key: string | null;
}

/** The pages of a section, at least one. */
export function pagesOf(id: SectionId): readonly SectionPage[] {
  const { title, questions } = APPLICATION[id];
  const split = SPLIT[id];
  if (!split) return [{ id, number: 1, title, questions, key: null }];
  return split.map((page, at) => ({
    id,
    number: at + 1,
    title: page.title ?? title,
    questions: questions
      .filter(({ name }) => page.names.includes(name))
      .toSorted((a, b) => page.names.indexOf(a.name) - page.names.indexOf(b.name)),
    key: `${id}/${at + 1}`,
  }));
}

/** The page with that number; the first when there is none. */
export function pageOf(id: SectionId, number: number): SectionPage {
  const [first, ...others] = pagesOf(id);
  const found = others.find((page) => page.number === number) ?? first;
  if (!found) throw new Error(`${id} has no page`);
  return found;
}

/** The first page on which one of the questions stands; else the first of the section. */
export function pageAsking(id: SectionId, names: readonly string[]): SectionPage {
  const asks = (page: SectionPage) => page.questions.some(({ name }) => names.includes(name));
  return pagesOf(id).find(asks) ?? pageOf(id, 1);
}

/**
 * The version of a section at which one of the pages changed last; 0: never. `versions` as stored:
 * by section and by key of a page. A section saved while it was one page changed as a whole.
 */
export function changedAt(
  versions: Readonly<Record<string, number>>,
  section: string,
  keys: readonly string[],
): number {
  const isByPage = Object.keys(versions).some((key) => key.startsWith(`${section}/`));
  if (keys.length === 0 || !isByPage) return versions[section] ?? 0;
  return Math.max(...keys.map((key) => versions[key] ?? 0));
}
