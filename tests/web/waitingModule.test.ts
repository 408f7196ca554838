/** What a patient reads at each module: what is open, what comes, why it waits, what was left out. */
import { adjustProgramme, plannedNow } from '../../domain/adjusted';
import { instant, plusMillis } from '../../domain/ids';
import type { CourseState, ModuleState, ProgrammePlanned } from '../../domain/state';
import { moduleList } from '../../web/shared/moduleList';
import type { ModuleTelling } from '../../web/shared/waitingModule';
import { booked } from '../support/courseStages';
import { DAY, pauseOf, step, steps, withDues } from '../support/courseWalk';

const IDS = ['maal', 'humoer', 'tanker', 'soevn'] as const;
const TELLING: ModuleTelling = {
  psychologistName: 'Karen Eksempel',
  titles: new Map([
    ['maal', 'Mål'],
    ['humoer', 'Humør'],
    ['tanker', 'Tanker'],
    ['soevn', 'Søvn'],
  ]),
  told: [],
};
function treatedBy(gates: readonly ModuleState['gate'][]): CourseState {
  const modules = IDS.map((moduleId, at) => ({
    moduleId,
    required: moduleId !== 'soevn',
    gate: gates[at] ?? 'week',
    week: at + 1,
    open: false,
    handedIn: false,
    version: 0,
  }));
  const programme = { programmeId: 'depression', version: 1, modules };
  return steps(booked(), { name: 'accept', programme, diagnosis: 'DF320' });
}
/** In the terms of the page: title and sentence of each module. */
function reads(state: CourseState, telling: Partial<ModuleTelling> = {}): Record<string, string> {
  const own = { ...TELLING, ...telling, answered: new Map() };
  const list = moduleList(state, own, state.lastAt);
  return Object.fromEntries((list?.rows ?? []).map(({ term, text }) => [term.slice(3), text]));
}
function adjusted(state: CourseState, changed: Partial<ProgrammePlanned>): CourseState {
  if (!state.programme) throw new Error('no programme');
  const event = { name: 'adjustProgramme', ...plannedNow(state.programme), ...changed } as const;
  const change = adjustProgramme(state, event);
  if ('kind' in change) throw new Error(change.name);
  return withDues(change.state);
}
const WEEKS = treatedBy([]);

it('waits for its week, by date; what is voluntary says so', () => {
  expect(reads(WEEKS)).toEqual({
    Mål: 'Åbent. Ikke afleveret endnu.',
    Humør: 'Åbner mandag 9. november.',
    Tanker: 'Åbner mandag 16. november.',
    Søvn: 'Åbner mandag 23. november. Det er frivilligt.',
  });
});

it('waits for a hand-in, and says of which module', () => {
  const state = treatedBy(['week', 'handIn', 'handIn', 'psychologist']);
  expect(reads(state)).toMatchObject({
    Humør: 'Åbner, når du har afleveret »Mål«.',
    Tanker: 'Åbner, når du har afleveret »Humør«.',
    Søvn: 'Karen åbner det for dig. Det er frivilligt.',
  });
  expect(reads(adjusted(state, { skipped: ['humoer'] }))).toMatchObject({
    Tanker: 'Åbner, når du har afleveret »Mål«.',
  });
});

const ADJUSTED = { at: WEEKS.lastAt, name: 'Jonas Eksempel', text: '', modules: ['tanker'] };

it('was left out: by whom, whoever is the psychologist now, and what was written, never the reason', () => {
  const state = adjusted(WEEKS, { skipped: ['tanker'] });
  const plain = 'Jonas har valgt, at det springes over.';
  expect(reads(state, { told: [ADJUSTED] })).toMatchObject({ Tanker: plain });
  const text = 'Vi tog dem i fredags.';
  const told = [
    { ...ADJUSTED, modules: ['maal'] },
    { ...ADJUSTED, text },
  ];
  expect(reads(state, { told })).toMatchObject({
    Tanker: `${plain} Jonas skrev 2. november: »${text}«`,
  });
  expect(reads(state).Tanker).toBe('Psykologen har valgt, at det springes over.');
  // Beside the module, so not once more above them all.
  expect(saidFor(state, { told, days: 0 })).toBeNull();
});

it('was left out while it was open: it can still be read', () => {
  const state = adjusted(WEEKS, { skipped: ['maal'] });
  const told = [{ ...ADJUSTED, modules: ['maal'] }];
  expect(reads(state, { told }).Mål).toBe(
    'Jonas har valgt, at det springes over. Du kan stadig læse det.',
  );
  const list = moduleList(state, { ...TELLING, answered: new Map() }, state.lastAt);
  expect(list?.rows[0]?.link?.text).toBe('Se modulet');
});

/** What stands above all the modules, so many days later. */
function saidFor(
  state: CourseState,
  { told, days }: { told: ModuleTelling['told']; days: number },
): string | null | undefined {
  const now = plusMillis(WEEKS.lastAt, days * DAY);
  return moduleList(state, { ...TELLING, told, answered: new Map() }, now)?.said;
}

it('the newest words stand above the modules with their day, and not for ever', () => {
  const words = 'Jonas skrev 2. november: »Tag den med ro.«';
  const told = [
    { ...ADJUSTED, modules: ['humoer'] },
    { ...ADJUSTED, text: 'Tag den med ro.', modules: ['maal'] },
  ];
  expect(saidFor(WEEKS, { told, days: 0 })).toBe(words);
  expect(saidFor(WEEKS, { told, days: 14 })).toBe(words);
  expect(saidFor(WEEKS, { told, days: 15 })).toBeNull();
  expect(saidFor(steps(WEEKS, { name: 'handIn', moduleId: 'maal' }), { told, days: 0 })).toBeNull();
});

it('opens together with another, whenever that is', () => {
  const state = adjusted(WEEKS, { together: [{ moduleId: 'tanker', with: 'humoer' }] });
  expect(reads(state).Tanker).toBe('Åbner sammen med »Humør« mandag 9. november.');
  const open = steps(state, { name: 'openModule', moduleId: 'humoer' });
  expect(reads(open).Tanker).toBe(
    'Åbent. Ikke afleveret endnu. Arbejd med det sammen med »Humør«.',
  );
});

it('waits in a pause: until when, and what comes after it', () => {
  const paused = step(WEEKS, pauseOf(WEEKS.lastAt, 10), WEEKS.lastAt);
  expect(reads(paused)).toMatchObject({
    Humør: 'Åbner torsdag 19. november, hvis pausen varer som aftalt.',
  });
  const gated = treatedBy(['week', 'handIn']);
  const resting = step(gated, pauseOf(gated.lastAt, 10), gated.lastAt);
  expect(reads(resting).Humør).toBe('Åbner, når pausen er slut, og du har afleveret »Mål«.');
  const handed = steps(resting, { name: 'handIn', moduleId: 'maal' });
  expect(reads(handed).Humør).toBe('Åbner, når pausen er slut.');
});

it('never opened: the treatment ended before', () => {
  const over = steps(WEEKS, { name: 'dropOut' });
  expect(reads(over)).toMatchObject({
    Mål: 'Blev ikke afleveret.',
    Tanker: 'Det nåede ikke at åbne.',
  });
  expect(over.lastAt > instant('2026-11-01T00:00:00Z')).toBe(true);
});
