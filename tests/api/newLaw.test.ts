/** A new law as one row of data: who sends from its first day has its promise, nobody else. */
import type { Ctx } from '../../api/app';
import { freshUpdateId, press } from '../../api/commands/press';
import { submitApplication } from '../../api/commands/submitApplication';
import { application } from '../../api/queries/application';
import { courseHome } from '../../api/queries/courseHome';
import { stateOf } from '../../api/queries/courseState';
import { promisedState } from '../../api/queries/promises';
import { courseById, type CourseRow } from '../../db/courses';
import { seedGps } from '../../db/gps';
import { letterFacts } from '../../db/letterFacts';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { dateTimeWords, ifNobodyActs, rail } from '../../domain/danish';
import { parseCpr, syntheticCpr, type Cpr } from '../../domain/cpr';
import { instant, type CivilDate, type Instant } from '../../domain/ids';
import { composeLetter } from '../../letters/compose';
import { receiptMain, sendMain } from '../../web/application/send';
import { homeMain } from '../../web/patient/home';
import { openClinic, type Clinic } from '../db/clinic';
import { answerAll, applicant, NOW, openOffice, somebody, type Office } from './applicant';

/** Tuesday 1 December 2026, the first day of the law, at 11 in Copenhagen. */
const FIRST_DAY = instant('2026-12-01T10:00:00Z');
/** The last minute before it, and the first of it. */
const EVE = instant('2026-11-30T22:59:00Z');
const MIDNIGHT = instant('2026-11-30T23:00:00Z');
let clinic: Clinic;
let office: Office;

beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
  const practice = { ydernummer: 'X00001', name: 'Lægehuset', municipality: '0461' };
  const since = { validFrom: '2007-01-01' as CivilDate, validTo: null };
  await inTransaction(clinic.app, SYSTEM, (tx) => seedGps(tx, [{ ...practice, ...since }]));
  await clinic.owner.query(`INSERT INTO dated_rule
    VALUES ('screeningAnswer', 2, '2026-12-01', 18, 24, 8, 'workingDays', 'agreement', now())`);
});
afterAll(() => clinic?.close());

/** A synthetic number of somebody born on that day. */
function bornOn(birth: string): Cpr {
  for (let seed = 0; ; seed += 1) {
    const cpr = syntheticCpr(seed);
    if (parseCpr(cpr)?.birth === birth) return cpr;
  }
}

/** Somebody who began on 23 November, has answered everything, and stands before "Send" then. */
async function ready(birth: string, now: Instant): Promise<{ ctx: Ctx; course: CourseRow }> {
  const { ctx, course } = await applicant(office, somebody(bornOn(birth)));
  await answerAll(ctx, course);
  return { ctx: { ...ctx, now }, course };
}

async function sent(birth: string, now: Instant): Promise<{ ctx: Ctx; course: CourseRow }> {
  const { ctx, course } = await ready(birth, now);
  expect(await submitApplication(ctx, course, { updateId: freshUpdateId() })).toEqual({
    kind: 'done',
  });
  return { ctx, course: await fresh(ctx, course) };
}

async function fresh(ctx: Ctx, { courseId }: CourseRow): Promise<CourseRow> {
  const row = await inTransaction(ctx.app.db, ctx.actor, (tx) => courseById(tx, courseId));
  if (!row) throw new Error('the course is gone');
  return row;
}

/** Every clock of the course as Postgres shows it to the lists, in words. */
async function clocks({ courseId }: CourseRow): Promise<string[]> {
  const { rows } = await clinic.owner.query<{ name: string; due_at: Date }>(
    'SELECT name, due_at FROM due WHERE course_id = $1 ORDER BY due_at',
    [courseId],
  );
  return rows.map(({ name, due_at: at }) => `${name}: ${dateTimeWords(instant(at.getTime()))}`);
}

const EIGHT_WORKING_DAYS = [
  'screeningRemindOwner: mandag 7. december kl. 9.00',
  'screeningRemindTeam: onsdag 9. december kl. 9.00',
  'screeningAnswer: fredag 11. december kl. 15.00',
];
const FOURTEEN_DAYS = [
  'screeningRemindOwner: fredag 11. december kl. 9.00',
  'screeningRemindTeam: fredag 11. december kl. 9.00',
  'screeningAnswer: tirsdag 15. december kl. 24.00',
];

describe('a 22-year-old who sends on the first day of the law', () => {
  let ctx: Ctx;
  let course: CourseRow;
  beforeAll(async () => {
    ({ ctx, course } = await sent('2004-05-10', FIRST_DAY));
  });

  it('has an answer by 15:00 of the 8th working day, and the reminders count back from it', async () => {
    expect(await clocks(course)).toEqual(EIGHT_WORKING_DAYS);
    const { rows } = await clinic.owner.query<{ due_at: Date }>(
      `SELECT due_at FROM task WHERE course_id = $1 AND kind = 'screen'`,
      [course.courseId],
    );
    expect(rows.map((row) => row.due_at.toISOString())).toEqual(['2026-12-11T14:00:00.000Z']);
  });

  it('reads that day on Mit forløb, on the receipt and under "Hvis ingen gør noget"', async () => {
    const state = await promisedState(ctx, course);
    const main = homeMain(state, await courseHome(ctx, course), ctx.now);
    expect(main.ask.sentences).toContain('Du får svar senest fredag 11. december.');
    expect(main.rail.stages.map(({ words }) => words)).toContain('Svar senest fredag 11. december');
    expect(main.ahead.nothing?.text).toBe(
      'Fredag 11. december får lederen besked, hvis du ikke har fået svar.',
    );
    expect(receiptMain(state, ctx.now)?.by).toBe('Du hører fra os senest fredag 11. december.');
  });

  it('reads that day in the letter', async () => {
    const about = {
      deliveryId: null,
      kind: 'receipt',
      at: ctx.now,
      portalUrl: 'https://x.example',
    };
    const facts = await inTransaction(clinic.worker, SYSTEM, (tx) =>
      letterFacts(tx, { ...about, kind: 'receipt', courseId: course.courseId, titleOf: () => '' }),
    );
    expect(composeLetter('receipt', facts).text).toContain(
      'Du hører fra os senest fredag 11. december.',
    );
  });

  it('is shown to the psychologist with that hour', () => {
    expect(ifNobodyActs(stateOf(course), 'staff')).toContain(
      'Fredag 11. december kl. 15.00 eskaleres »Vurdér ansøgning« til lederen.',
    );
  });
});

describe('a 22-year-old who sends that day and gets no answer', () => {
  it('has the supervisor told at 15:00 of the 8th working day, not a minute before', async () => {
    const { ctx, course } = await sent('2004-05-14', FIRST_DAY);
    const { courseId } = course;
    const event = { name: 'deadline', deadline: 'screeningAnswer', subject: 'screen' } as const;
    const rings = (at: string) =>
      press({ ...ctx, now: instant(at) }, { courseId, id: freshUpdateId(), event });
    expect(await rings('2026-12-11T13:59:00Z')).toMatchObject({ kind: 'refused', name: 'notDue' });
    expect(await rings('2026-12-11T14:00:00Z')).toEqual({ kind: 'done' });
    expect(stateOf(await fresh(ctx, course)).tasks).toMatchObject([
      { kind: 'screen', overdue: true },
      { kind: 'overdue', subject: 'screen' },
    ]);
  });
});

describe('everybody else keeps 14 days', () => {
  it('a 30-year-old who sends on the same day', async () => {
    expect(await clocks((await sent('1996-05-10', FIRST_DAY)).course)).toEqual(FOURTEEN_DAYS);
  });

  it('a 22-year-old who sent the minute before, also in all that happens to it afterwards', async () => {
    const before = await sent('2004-05-11', EVE);
    const promised = [
      'screeningRemindOwner: torsdag 10. december kl. 9.00',
      'screeningRemindTeam: fredag 11. december kl. 9.00',
      'screeningAnswer: mandag 14. december kl. 24.00',
    ];
    expect(await clocks(before.course)).toEqual(promised);
    const later = { ...before.ctx, now: FIRST_DAY };
    const { courseId } = before.course;
    const event = { name: 'withdrawConsent', consent: 'gpEnd' } as const;
    expect(await press(later, { courseId, id: freshUpdateId(), event })).toEqual({ kind: 'done' });
    expect(await clocks(before.course)).toEqual(promised);
    const said = await promisedState(later, await fresh(later, before.course));
    expect(said.rules.screeningAnswer).toEqual({ length: 14, unit: 'calendarDays' });
  });

  it('and one who sends a minute later, on the first Danish day of the law, does not', async () => {
    expect(await clocks((await sent('2004-05-12', MIDNIGHT)).course)).toEqual(EIGHT_WORKING_DAYS);
  });
});

describe('the age is that of the day of sending, not of the day it was begun', () => {
  it('who turns 25 that day is promised 14 days', async () => {
    expect(await clocks((await sent('2001-12-01', FIRST_DAY)).course)).toEqual(FOURTEEN_DAYS);
  });

  it('who turns 25 the day after is promised 8 working days', async () => {
    expect(await clocks((await sent('2001-12-02', FIRST_DAY)).course)).toEqual(EIGHT_WORKING_DAYS);
  });
});

describe('before sending', () => {
  it('the pages promise what sending today would give, and the other clocks run on', async () => {
    const { ctx, course } = await ready('2004-05-13', EVE);
    const told = async (now: Instant): Promise<string[]> => {
      const asked = { ...ctx, now };
      const state = await promisedState(asked, course);
      const home = homeMain(state, await courseHome(asked, course), now);
      expect(home.ahead.nothing?.text).toContain('lukker vi ansøgningen');
      return [
        ...home.ask.sentences.slice(-1),
        ...rail(state)
          .slice(1, 2)
          .map(({ words }) => words),
        ...sendMain(await application(asked, course), state, '').then.slice(0, 1),
      ];
    };
    const within = (length: string): string[] => [
      `Når du har sendt ansøgningen, læser en psykolog den. Du får svar inden for ${length}.`,
      `Du får svar inden for ${length}`,
      `En psykolog læser din ansøgning. Du får svar i Digital Post inden for ${length}.`,
    ];
    expect(await told(EVE)).toEqual(within('14 dage'));
    expect(await told(FIRST_DAY)).toEqual(within('8 arbejdsdage'));
    expect(await told(NOW)).toEqual(within('14 dage'));
  });
});
