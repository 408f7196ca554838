/** Answers for the shipped programme and its first version: whole, easy to read, true to their checks. */
import { MEASURES } from '../../domain/measures';
import { civilDate } from '../../domain/calendar';
import { approvalWords } from '../../domain/danish';
import { DIAGNOSES } from '../../domain/diagnoses';
import { mayBegin, planFor, programmeToFollow, unapproved } from '../../domain/programme';
import { requiredMissing } from '../../domain/programmeState';
import { lix } from '../../programmes/lix';
import { depression, firstVersion, programmes } from '../support/depression';

const modules = depression.modules;
/** Every text with the version it stands in, for the names of the tests. */
const texts = [depression, firstVersion].flatMap((programme) =>
  programme.modules.map((module) => ({ ...module, of: programme.version })),
);
/** By the terms that Danish psychologists use. */
const TECHNIQUES = [
  'adfærdsaktivering',
  'værdiafklaring',
  'adfærdsanalyse',
  'planlægge aktiviteter',
  'planlægning af aktiviteter',
  'kognitiv omstrukturering',
  'adfærdseksperiment',
  'grublerifokuseret KAT',
  'stimuluskontrol',
  'tilbagefaldsforebyggelse',
];
const wordsOf = (text: string): string[] => text.match(/\p{L}+/gu) ?? [];
const plain = (markdown: string): string => markdown.replace(/[#*>]|^\d+\. /gm, '');

describe.each(texts)('version $of, "$title"', (module) => {
  test('can be read: LIX 40 at most, in the whole and in each step', () => {
    expect(lix(plain(module.markdown))).toBeLessThanOrEqual(40);
    for (const step of module.steps) {
      expect(lix(step.html.replace(/<[^>]*>/g, ''))).toBeLessThanOrEqual(40);
    }
  });

  test('is 800 to 1,500 words in 5 to 7 steps, and says honestly how long it takes', () => {
    const words = wordsOf(module.markdown).length;
    expect(words).toBeGreaterThanOrEqual(800);
    expect(words).toBeLessThanOrEqual(1500);
    expect(module.steps.length).toBeGreaterThanOrEqual(5);
    expect(module.steps.length).toBeLessThanOrEqual(7);
    // People who are unwell read slowly: 60 to 150 words a minute.
    expect(words / module.readingMinutes).toBeGreaterThan(60);
    expect(words / module.readingMinutes).toBeLessThan(150);
  });

  test('names its technique, gives two examples and ends in its exercise', () => {
    expect(module.markdown).toContain('**');
    expect(module.markdown).toMatch(new RegExp(`\\*\\*(?:${TECHNIQUES.join('|')})\\*\\*`));
    expect(module.markdown.match(/^### Eksempel: /gm)).toHaveLength(2);
    expect(module.steps.at(-1)?.title).toMatch(/^Din øvelse: /);
    expect(module.exercises).toHaveLength(1);
  });

  test('asks three questions, each with a reason for its answer', () => {
    expect(module.check).toHaveLength(3);
    for (const { explanation } of module.check)
      expect(wordsOf(explanation).length).toBeGreaterThan(9);
    // The right answer does not always stand in the same place.
    const places = module.check.map(({ options }) => options.findIndex((one) => one.correct));
    expect(new Set(places).size).toBeGreaterThan(1);
  });

  test('speaks to one person, without shouting', () => {
    expect(module.markdown).not.toMatch(/!|desværre|venligst|\bman skal\b|\bpatienten\b/i);
  });

  test('uses measures that the service has', () => {
    for (const measure of module.measures) expect(Object.keys(MEASURES)).toContain(measure);
  });
});

test('nobody has approved the texts yet, and they say so', () => {
  for (const module of texts) expect(module.clinicalApproval).toBe('awaits');
  for (const one of [depression, firstVersion]) {
    expect(unapproved(one)).toHaveLength(one.modules.length);
    expect([mayBegin(one, true), mayBegin(one, false)]).toEqual([true, false]);
  }
});

test('a programme is approved when every module is, sleep as well', () => {
  const signed = { by: 'Anne Prøve, ledende overlæge', on: civilDate('2026-12-01') };
  const approved = (count: number) => ({
    modules: modules.map((one, at) => (at < count ? { ...one, clinicalApproval: signed } : one)),
  });
  expect([9, 10].map((count) => mayBegin(approved(count), false))).toEqual([false, true]);
  expect(approvalWords(approved(0))).toMatch(/^Kladde\. Ingen har godkendt/);
  expect(approvalWords(approved(9))).toBe('Kladde. 9 moduler er godkendt, og 1 venter.');
  expect(approvalWords(approved(10))).toBe(
    'Godkendt af Anne Prøve, ledende overlæge, 1. december 2026.',
  );
});

test('what begins now has nine modules for everybody, and sleep for who wants it', () => {
  expect(depression.modules.filter(({ required }) => required)).toHaveLength(9);
  expect(depression.modules.filter(({ required }) => !required).map(({ id }) => id)).toEqual([
    'soevn',
  ]);
  // One a week, with a fortnight left for what takes longer (DOMAIN section 1: 12 weeks at most).
  expect(depression.modules.at(-1)?.week).toBeLessThanOrEqual(10);
});

const LENGTH = 8;
/** Every run of eight words in a text, small and without marks. */
function runsOf(markdown: string): ReadonlySet<string> {
  const words = wordsOf(markdown.toLowerCase());
  return new Set(words.map((_, at) => words.slice(at, at + LENGTH).join(' ')));
}

test('no module is made of another: at most a tenth of its runs of eight words', () => {
  const read = depression.modules.map(({ id, markdown }) => ({ id, runs: runsOf(markdown) }));
  for (const one of read) {
    for (const other of read) {
      if (one === other) continue;
      const shared = [...one.runs].filter((run) => other.runs.has(run));
      expect({ one: one.id, other: other.id, isCopy: shared.length > one.runs.size / 10 }).toEqual({
        one: one.id,
        other: other.id,
        isCopy: false,
      });
    }
  }
});

test('a person with depression follows it from the first module; no other diagnosis gets it', () => {
  for (const { code, programme } of DIAGNOSES) {
    expect(planFor(programmes.newest, code)?.id ?? null).toBe(
      programme === 'depression' ? 'depression' : null,
    );
  }
  const carried = programmeToFollow(depression);
  expect(carried.modules.map(({ moduleId }) => moduleId)).toEqual(modules.map(({ id }) => id));
  expect(carried.modules.some(({ open, handedIn }) => open || handedIn)).toBe(false);
  expect(carried.modules[0]).toMatchObject({ week: 1, gate: 'week', required: true, version: 0 });
});

test('what is required is missing until it is handed in; sleep never is', () => {
  const followed = programmeToFollow(depression);
  const after = (handedIn: number) =>
    requiredMissing({
      ...followed,
      modules: followed.modules.map((one, at) => ({ ...one, handedIn: at < handedIn })),
    });
  const required = modules.filter((one) => one.required).length;
  expect([0, 1, 9, modules.length].map(after)).toEqual([required, required - 1, 1, 0]);
});
