/**
 * Every answer of DOMAIN section 4 that worries, at every kind of hour: the crisis page comes at once,
 * says truly when somebody reads it, opens the flag with its clock, and nothing written is lost.
 */
import { flagsOf } from '../../../db/flags';
import { openTasksOf } from '../../../db/tasks';
import { inTransaction, SYSTEM, type Tx } from '../../../db/transaction';
import { instant, type Instant } from '../../../domain/ids';
import { FLAG_TASKS } from '../../../domain/taskTable';
import { taskDueAt } from '../../../domain/deadlines';
import { sendAddress } from '../../../web/application/addresses';
import type { SectionId } from '../../../domain/application';
import { paths } from '../../../web/paths';
import { complete, phq9With } from '../applicationPages';
import { openPatientSite, type PatientSite } from '../patient/site';
import { answers, CALM, standsIn, type Answers } from './answering';
import { furnish, peopleOf } from './people';

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
  await furnish(site);
});
afterAll(() => site.close());

const rows = <T>(read: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(site.clinic.worker, SYSTEM, read);

interface Trigger {
  readonly section: SectionId;
  readonly answers: Answers;
  readonly tier: 'red' | 'amber';
  readonly trigger: string;
}
const safely = (answers: Answers, tier: Trigger['tier'], trigger: string): Trigger => ({
  section: 'safety',
  answers: { ...CALM, ...answers },
  tier,
  trigger,
});
const mood = (ninth: string, tier: Trigger['tier'], trigger: string): Trigger => ({
  section: 'phq9',
  answers: phq9With(ninth),
  tier,
  trigger,
});
const TRIGGERS: Readonly<Record<string, Trigger>> = {
  'item 9: several days': mood('1', 'amber', 'item9Some'),
  'item 9: more than half the days': mood('2', 'red', 'item9High'),
  'item 9: nearly every day': mood('3', 'red', 'item9High'),
  'item 9 left out': mood('', 'amber', 'item9LeftOut'),
  'plans to die, or fear of it': safely({ suicideRisk: 'yes' }, 'red', 'highSuicideRisk'),
  'an attempt within a year': safely({ attempts: 'lastYear' }, 'red', 'recentAttempt'),
  'thoughts, often': safely({ thoughts: 'often' }, 'red', 'thoughtsOften'),
  'thoughts, sometimes': safely({ thoughts: 'sometimes' }, 'amber', 'thoughtsSometimes'),
};

/** When it is answered (Copenhagen), and what is promised then. */
interface Hour {
  readonly at: Instant;
  readonly isOpen: boolean;
  readonly red: readonly [words: string, due: string];
  readonly amber: readonly [words: string, due: string];
}
const HOURS: Readonly<Record<string, Hour>> = {
  'a Monday before 13': {
    at: instant('2026-11-23T11:59:00Z'),
    isOpen: true,
    red: ['i dag kl. 15.00', '2026-11-23T14:00:00Z'],
    amber: ['i dag kl. 15.00', '2026-11-23T14:00:00Z'],
  },
  'a Monday at 13': {
    at: instant('2026-11-23T12:00:00Z'),
    isOpen: true,
    red: ['i morgen kl. 12.00', '2026-11-24T11:00:00Z'],
    amber: ['i dag kl. 15.00', '2026-11-23T14:00:00Z'],
  },
  'a Monday night': {
    at: instant('2026-11-23T21:30:00Z'),
    isOpen: false,
    red: ['i morgen kl. 12.00', '2026-11-24T11:00:00Z'],
    amber: ['i morgen kl. 15.00', '2026-11-24T14:00:00Z'],
  },
  'an early morning': {
    at: instant('2026-11-24T04:00:00Z'),
    isOpen: false,
    red: ['i dag kl. 15.00', '2026-11-24T14:00:00Z'],
    amber: ['i dag kl. 15.00', '2026-11-24T14:00:00Z'],
  },
  'a Friday at 15': {
    at: instant('2026-11-27T14:00:00Z'),
    isOpen: false,
    red: ['mandag kl. 12.00', '2026-11-30T11:00:00Z'],
    amber: ['mandag kl. 15.00', '2026-11-30T14:00:00Z'],
  },
  'a Saturday': {
    at: instant('2026-11-28T10:00:00Z'),
    isOpen: false,
    red: ['mandag kl. 12.00', '2026-11-30T11:00:00Z'],
    amber: ['mandag kl. 15.00', '2026-11-30T14:00:00Z'],
  },
  'Christmas Eve, four days before anybody is here': {
    at: instant('2026-12-24T09:00:00Z'),
    isOpen: false,
    red: ['mandag kl. 12.00', '2026-12-28T11:00:00Z'],
    amber: ['mandag kl. 15.00', '2026-12-28T14:00:00Z'],
  },
};

const given = (typed: Answers): Answers =>
  Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''));

const TABLE = Object.keys(TRIGGERS).flatMap((name) =>
  Object.keys(HOURS).map((hour) => [name, hour] as const),
);

it.each(TABLE)('%s, on %s', async (name, hourName) => {
  const [trigger, hour] = [TRIGGERS[name], HOURS[hourName]];
  if (!trigger || !hour) throw new Error('not in the table');
  const patient = await site.writing();
  const { browser, courseId } = patient;
  await site.setNow(hour.at);
  await answers(patient, trigger);
  const [words, due] = hour[trigger.tier];
  expect(browser.url.split('?')[0]).toBe(paths.crisis.to());
  const page = browser.words();
  expect(page.indexOf('112')).toBeGreaterThan(0);
  expect(page).toContain('70 201 201');
  const does = trigger.tier === 'red' ? 'kontakter dig' : 'læser';
  expect(page).toMatch(new RegExp(`En psykolog ${does}[a-zæøå ]* senest ${words}\\.`));
  expect(page.includes('Vi har lukket, så ingen læser')).toBe(!hour.isOpen);
  expect(page).toContain('Alt, du har skrevet, er gemt');
  const flags = await rows((tx) => flagsOf(tx, courseId));
  expect(flags).toMatchObject([
    { tier: trigger.tier, trigger: trigger.trigger, raisedAt: hour.at },
  ]);
  const state = await site.state(patient);
  const [task] = state.tasks.filter(({ kind }) => kind === FLAG_TASKS[trigger.tier]);
  expect(task && taskDueAt(state, task)).toBe(instant(due));
  expect(await rows((tx) => openTasksOf(tx, courseId))).toHaveLength(1);
  expect(await standsIn(patient, trigger.section)).toEqual(given(trigger.answers));
});

it.each(Object.keys(TRIGGERS))(
  '%s, while Temporal is away, is kept and not promised',
  async (name) => {
    const trigger = TRIGGERS[name];
    if (!trigger) throw new Error('not in the table');
    const patient = await site.writing();
    const { browser } = patient;
    site.courses.isThere = false;
    await answers(patient, trigger);
    site.courses.isThere = true;
    expect(browser.url.split('?')[0]).toBe(paths.crisis.to());
    expect(browser.words()).toContain('Dit svar er ikke nået frem til en psykolog endnu');
    expect(browser.words()).not.toContain('senest');
    expect(await rows((tx) => flagsOf(tx, patient.courseId))).toHaveLength(1);
    expect(await standsIn(patient, trigger.section)).toEqual(given(trigger.answers));
    // The next saving tells it; without one the sweep does.
    await answers(patient, { section: 'ownWords', answers: { story: 'Mere' } });
    await browser.get(paths.crisis.to());
    expect(browser.words()).toContain('En psykolog');
  },
);

it('what was left out is not asked twice: the sending leads to the receipt', async () => {
  const patient = await site.writing();
  const all = { ...complete(), phq9: phq9With('') };
  for (const [section, typed] of Object.entries(all)) {
    await answers(patient, { section: section as SectionId, answers: typed as Answers });
  }
  await (await patient.browser.get(sendAddress())).press(sendAddress(), {});
  expect(patient.browser.words()).toContain('Tak. Vi har fået din ansøgning');
  expect(await rows((tx) => flagsOf(tx, patient.courseId))).toHaveLength(1);
});

it.each([
  ['phq9', 'phq9Rise', '1', '0'],
  ['gad7', 'gad7Rise', '0', '1'],
] as const)('%s much worse than at the application', async (_measure, trigger, phq9, gad7) => {
  const patient = await peopleOf(site)('asked');
  const { browser, courseId } = patient;
  await site.clinic.owner.query(
    `UPDATE measure_response SET score = 0 WHERE course_id = $1 AND occasion = 'application'`,
    [courseId],
  );
  for (const [index, [count, value]] of [
    [9, phq9],
    [7, gad7],
    [10, '0'],
  ].entries()) {
    const at = paths.myFollowUpPart.to({ part: `${index + 1}` });
    const items = Array.from({ length: Number(count) }, (_, item) => [`item${item + 1}`, value]);
    const calm = Object.fromEntries([...items, ...(index === 0 ? [['item9', '0']] : [])]);
    await (await browser.get(at)).press(at, calm);
  }
  await (await browser.get(paths.myFollowUp.to())).press(paths.myFollowUp.to(), {});
  expect(browser.url.split('?')[0]).toBe(paths.crisis.to());
  expect(browser.words()).toMatch(/En psykolog læser dit svar senest .*kl\. 15\.00\./);
  const flags = await rows((tx) => flagsOf(tx, courseId));
  expect(flags).toMatchObject([{ tier: 'worse', trigger }]);
  expect(await rows((tx) => openTasksOf(tx, courseId))).toMatchObject([{ kind: FLAG_TASKS.worse }]);
});
