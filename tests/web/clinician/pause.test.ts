/** A treatment is paused and goes on again, as a psychologist presses it; rules of what is typed. */
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { notesOf } from '../../../db/notes';
import { addDays, atTime, copenhagenDate } from '../../../domain/calendar';
import { whatHappensNext } from '../../../domain/danish';
import { plusMillis, type CourseId, type Instant } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { openClinicSite, START, type Browser, type ClinicSite } from './clinicSite';
import { inTreatment } from './walked';

const DAY = 86_400_000;
let site: ClinicSite;
let course: CourseId;
let karen: Browser;
beforeEach(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  await inTreatment(site, course);
  karen = await site.as('karen');
});
afterEach(() => site.close());

const page = () => paths.course.to({ course });
const pause = () => paths.pause.to({ course });
const resume = () => paths.resumeTreatment.to({ course });
const today = copenhagenDate(START);
function typed(days: number): Record<string, string> {
  const [untilYear = '', untilMonth = '', untilDay = ''] = addDays(today, days).split('-');
  return { untilYear, untilMonth, untilDay };
}
const notes = () => inTransaction(site.clinic.app, SYSTEM, (tx) => notesOf(tx, course));
const sent = async (): Promise<string[]> => {
  const { rows } = await site.clinic.owner.query<{ kind: string }>(
    `SELECT kind FROM delivery WHERE kind LIKE 'pause%' ORDER BY created_at, kind`,
  );
  return rows.map((row) => row.kind);
};
async function pausesFor(days: number): Promise<void> {
  await karen.get(page());
  await karen.press(pause(), { ...typed(days), note: 'Eksamen i uge 49 og 50.' });
}

describe('a psychologist pauses a treatment', () => {
  it('until a day that the patient reads on Mit forløb, with the reason as a signed note', async () => {
    await pausesFor(14);
    expect(karen.words()).toContain('Behandlingen holder pause');
    const state = await site.state(course);
    expect(state).toMatchObject({
      pausedOn: today,
      pausedFor: 14,
      since: { pausedUntil: atTime(addDays(today, 14), '09:00') },
    });
    expect(whatHappensNext(state, START)).toMatchObject({
      title: 'Din behandling holder pause',
      sentences: expect.arrayContaining(['Behandlingen går i gang igen mandag 7. december.']),
    });
    expect(await notes()).toMatchObject([
      { kind: 'pause', body: 'Eksamen i uge 49 og 50.', signedAt: START },
    ]);
    expect(await sent()).toEqual(['pauseBegun']);
    expect(karen.words()).toContain('Mandag 7. december kl. 9.00 går behandlingen i gang igen.');
  });

  it('and lets it go on before that day, for the days really used', async () => {
    await pausesFor(14);
    await site.setNow(plusMillis(START, 3 * DAY));
    await karen.get(page());
    await karen.press(resume(), { note: '' });
    expect(karen.words()).toContain('Behandlingen er i gang igen');
    expect(await site.state(course)).toMatchObject({ pausedAt: null, pausedDays: 3 });
    expect(await sent()).toEqual(['pauseBegun', 'pauseOver']);
    expect(karen.words()).toContain('Der er 18 dage tilbage til pauser.');
  });

  it('not once its 21 days are used', async () => {
    await pausesFor(21);
    const ends = (await site.state(course)).since.pausedUntil ?? START;
    await site.setNow(ends);
    await site.happens(course, { name: 'resumeTreatment' });
    await karen.get(page());
    expect(karen.words()).toContain('De 21 dage til pauser er brugt');
    expect(karen.html).not.toContain(`action="${pause()}"`);
  });

  it('opens the form by its own address, which works without script', async () => {
    await karen.get(`${page()}?vis=pause`);
    expect(karen.html).toMatch(/<details id="pause" open>/);
    await karen.get(page());
    expect(karen.html).toMatch(/<details id="pause">/);
  });
});

describe('what cannot be a pause comes back with everything typed', () => {
  it.each([
    ['the day it is', 0, 'Pausen skal vare til en dag efter i dag.'],
    ['a day that is over', -3, 'Pausen skal vare til en dag efter i dag.'],
    [
      'more than 21 days',
      22,
      'Der er 21 dage tilbage til pauser, så pausen skal senest slutte mandag 14. december.',
    ],
  ])('until %s', async (_what, days, sentence) => {
    await pausesFor(days);
    expect(karen.status).toBe(422);
    expect(karen.words()).toContain(sentence);
    expect(karen.html).toContain('Eksamen i uge 49 og 50.</textarea>');
    const { untilDay } = typed(days);
    expect(karen.html).toContain(`value="${untilDay}"`);
    expect(await site.state(course)).toMatchObject({ pausedAt: null });
    expect(await notes()).toEqual([]);
  });

  it('until no day at all, and for no reason', async () => {
    await karen.get(page());
    await karen.press(pause(), { untilDay: '31', untilMonth: '11', untilYear: '2026', note: ' ' });
    expect(karen.status).toBe(422);
    expect(karen.words()).toContain('Skriv en dato, for eksempel 7 12 2026.');
    expect(karen.words()).toContain('Skriv, hvorfor behandlingen holder pause.');
    expect(karen.html).toContain('value="31"');
  });

  it('over 21 days in all, counted with the pauses before', async () => {
    await pausesFor(14);
    await site.setNow(plusMillis(START, 10 * DAY));
    await site.happens(course, { name: 'resumeTreatment' });
    await karen.get(page());
    await karen.press(pause(), { ...typed(10 + 15), note: 'Igen.' });
    expect(karen.words()).toMatch(/Der er 11 dage tilbage til pauser, så pausen skal senest/);
  });

  it('when a colleague has paused it meanwhile: the words are kept, and the sentence says so', async () => {
    await karen.get(page());
    const elsewhere = await site.as('karen');
    await elsewhere.get(page());
    await pausesFor(7);
    await elsewhere.press(pause(), { ...typed(14), note: 'Skrevet af en anden.' });
    expect(elsewhere.status).toBe(409);
    expect(elsewhere.words()).toContain('Behandlingen holder allerede pause.');
    expect(elsewhere.html).toContain('Skrevet af en anden.');
    expect((await notes()).filter((note) => note.signedAt !== null)).toHaveLength(1);
  });

  it('when treatment has ended meanwhile', async () => {
    await karen.get(page());
    const before = karen.html;
    await site.happens(course, { name: 'withdraw' });
    karen.html = before;
    await karen.press(pause(), { ...typed(7), note: 'Skrevet for sent.' });
    expect(karen.status).toBe(409);
    expect(karen.words()).toContain('Det kan ikke lade sig gøre på dette trin.');
    expect(karen.words()).toContain('Skrevet for sent.');
  });
});

describe('a patient who is silent', () => {
  const rung = async (name: 'silent10' | 'silent14', at: Instant): Promise<void> => {
    await site.setNow(at);
    await site.happens(course, { name: 'deadline', deadline: name, subject: '' });
  };
  beforeEach(async () => {
    const state = await site.state(course);
    for (const name of ['silent10', 'silent14'] as const) {
      const due = state.dues.find((one) => one.name === name);
      if (due) await rung(name, due.dueAt);
    }
    await karen.get(page());
  });

  it('goes on by one press, and is written to again after seven days', async () => {
    expect(karen.words()).toContain('Afgør, om behandlingen fortsætter');
    expect(karen.words()).toContain('Behandlingen fortsætter');
    const decision = karen.html.split('Afgør, om behandlingen fortsætter').at(-1) ?? '';
    karen.html = decision.slice(decision.indexOf('<form '));
    await karen.press(paths.closeTask.to({ course }), {
      way: 'notReached',
      note: 'Ringet to gange.',
    });
    expect(karen.words()).toContain('Opgaven er markeret som gjort');
    const state = await site.state(course);
    expect(state.tasks.map((task) => task.kind)).toEqual(['silenceCall']);
    expect(state.dues.map((due) => due.name)).toContain('silent7');
  });

  it('can be given a pause from the same task, which then is answered', async () => {
    expect(karen.html).toContain(`href="${page()}?vis&#x3D;pause#pause"`);
    expect(karen.html).toContain(`href="${page()}?vis&#x3D;dropOut#dropOut"`);
    const now = (await site.state(course)).lastAt;
    const [untilYear = '', untilMonth = '', untilDay = ''] = addDays(copenhagenDate(now), 5).split(
      '-',
    );
    await karen.get(`${page()}?vis=pause`);
    await karen.press(pause(), { untilYear, untilMonth, untilDay, note: 'Aftalt på telefon.' });
    expect(await site.state(course)).toMatchObject({ tasks: [], pausedFor: 5 });
  });

  it('or be recorded as drop-out', async () => {
    await karen.get(`${page()}?vis=dropOut`);
    expect(karen.html).toMatch(/<details id="dropOut" open>/);
    await karen.press(paths.dropOut.to({ course }), { note: 'Ingen kontakt.' });
    expect(await site.state(course)).toMatchObject({ stage: 'closing', outcome: 'droppedOut' });
  });
});
