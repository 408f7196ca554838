/** A supervisor moves a course one stage back and ends it late, as it is pressed on its page. */
import { addDays, copenhagenDate } from '../../../domain/calendar';
import { plusMillis, type CourseId } from '../../../domain/ids';
import type { CourseEvent } from '../../../domain/state';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { openClinicSite, START, type Browser, type ClinicSite } from '../clinician/clinicSite';
import { inTreatment, isBooked } from '../clinician/walked';

const DAY = 86_400_000;
let site: ClinicSite;
let course: CourseId;
let birgit: Browser;
beforeEach(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  birgit = await site.as('supervisor');
});
afterEach(() => site.close());

const page = () => paths.runningCourse.to({ course });
const happen = async (...events: readonly CourseEvent[]): Promise<void> => {
  for (const event of events) await site.happens(course, event);
};
/** The form of one action alone: all on the page post to the same address. */
async function form(action: string): Promise<void> {
  await birgit.get(page());
  const found = birgit.html.split('<form ').find((part) => part.includes(`value="${action}"`));
  if (!found) throw new Error(`nothing to ${action} on the page`);
  birgit.html = `<form ${found}`;
}
const press = (typed: Readonly<Record<string, string>>) => birgit.press(page(), typed);
function until(days: number, from = START): Record<string, string> {
  const day = addDays(copenhagenDate(from), days);
  const [untilYear = '', untilMonth = '', untilDay = ''] = day.split('-');
  return { untilYear, untilMonth, untilDay };
}
const sent = async (): Promise<string[]> => {
  const { rows } = await site.clinic.owner.query<{ kind: string }>('SELECT kind FROM delivery');
  return rows.map((row) => row.kind);
};
const kept = async () => {
  const { rows } = await site.clinic.owner.query<object>(
    'SELECT kind, state FROM decision ORDER BY pressed_at, decision_id',
  );
  return rows;
};

describe('from the closing call back to treatment', () => {
  beforeEach(async () => {
    await inTreatment(site, course);
    await happen({ name: 'dropOut' });
  });

  it('until the day that was typed, with the reason kept, and the patient gets a letter', async () => {
    await form('back');
    await press({ ...until(28), reason: 'Afsluttet ved en fejl.' });
    expect(birgit.words()).toContain('Forløbet er flyttet et trin tilbage');
    const state = await site.state(course);
    expect(state).toMatchObject({ stage: 'treatment', outcome: null, tasks: [] });
    expect(birgit.words()).toContain('Behandlingen slutter Mandag 21. december kl. 24.00');
    expect(await sent()).toContain('treatmentContinues');
    expect(await kept()).toEqual([{ kind: 'moveBack', state: 'released' }]);
  });

  it.each([
    ['no day', {}, 'Skriv en dato, for eksempel 7 12 2026.'],
    ['the day it is', until(0), 'Behandlingen skal vare til en dag efter i dag.'],
    [
      'more than a whole treatment',
      until(85),
      'Behandlingen kan højst vare til mandag 15. februar 2027.',
    ],
  ])('not until %s: the form comes back with what was typed', async (_what, typed, sentence) => {
    await form('back');
    await press({ ...typed, reason: 'Afsluttet ved en fejl.' });
    expect(birgit.status).toBe(422);
    expect(birgit.words()).toContain(sentence);
    expect(birgit.html).toContain('Afsluttet ved en fejl.</textarea>');
    expect(await site.state(course)).toMatchObject({ stage: 'closing' });
    expect(await kept()).toEqual([]);
  });

  it('not without a reason', async () => {
    await form('back');
    await press({ ...until(28), reason: '' });
    expect(birgit.words()).toContain('Skriv en grund.');
    expect(await site.state(course)).toMatchObject({ stage: 'closing' });
  });

  it('not from a page that has grown old: the course stands elsewhere now', async () => {
    await form('back');
    await happen({ name: 'closingHeld' });
    await press({ ...until(28), reason: 'Afsluttet ved en fejl.' });
    expect(birgit.status).toBe(409);
    expect(birgit.words()).toContain('Noget er ændret, siden du åbnede siden.');
    expect(birgit.html).toContain('Afsluttet ved en fejl.');
    expect(await site.state(course)).toMatchObject({ stage: 'epicrise' });
    expect(await kept()).toEqual([{ kind: 'moveBack', state: 'refused' }]);
  });

  it('long after day 84 it is not over again at once', async () => {
    const late = plusMillis(START, 200 * DAY);
    await site.setNow(late);
    await form('back');
    await press({ ...until(14, late), reason: 'Patienten vil gøre det færdigt.' });
    const state = await site.state(course);
    expect(state.stage).toBe('treatment');
    expect(state.dues.filter((due) => due.name !== 'moduleOpens' && due.dueAt <= late)).toEqual([]);
  });
});

it('from the epicrise back to the closing call, with 14 new days for it', async () => {
  await inTreatment(site, course);
  await happen({ name: 'dropOut' }, { name: 'closingWaived' });
  const late = plusMillis(START, 60 * DAY);
  await site.setNow(late);
  await form('back');
  expect(birgit.words()).not.toContain('Behandlingens sidste dag');
  await press({ reason: 'Patienten vil gerne tale alligevel.' });
  const state = await site.state(course);
  expect(state).toMatchObject({ stage: 'closing', outcome: 'droppedOut' });
  expect(state.tasks).toMatchObject([{ kind: 'closingCall', overdue: false }]);
  expect(state.dues.find((due) => due.name === 'closingCall')?.dueAt).toBe(
    '2027-02-05T23:00:00.000Z',
  );
});

it('from an agreed talk back to choosing a time: the talk is called off', async () => {
  await isBooked(site, course);
  await form('back');
  expect(birgit.words()).not.toContain('Behandlingens sidste dag');
  await press({ reason: 'Psykologen er syg.' });
  expect(await site.state(course)).toMatchObject({ stage: 'offered', appointment: null });
  expect(await sent()).toContain('appointmentCancelled');
});

it('is not offered where there is no way back, nor while a decision can be undone', async () => {
  await birgit.get(page());
  expect(birgit.words()).not.toContain('Flyt et trin tilbage');
  await inTreatment(site, course);
  await happen({ name: 'dropOut' }, { name: 'closingHeld' }, { name: 'closeWithoutLetter' });
  await birgit.get(page());
  expect(birgit.words()).not.toContain('Flyt et trin tilbage');
});

describe('a supervisor ends a course whose treatment is over', () => {
  it('before the closing call: it is waived, and the epicrise is to be written', async () => {
    await inTreatment(site, course);
    await happen({ name: 'dropOut' });
    await form('end');
    await press({ reason: 'Aftalt med patienten.' });
    expect(birgit.words()).toContain('Samtalen er fravalgt');
    expect(await site.state(course)).toMatchObject({
      stage: 'epicrise',
      outcome: 'droppedOut',
      tasks: [{ kind: 'writeEpicrise' }],
    });
  });

  it('after it: that is noted, and an epicrise on its way comes back to be written', async () => {
    await inTreatment(site, course);
    await happen({ name: 'dropOut' }, { name: 'closingHeld' }, { name: 'closeWithoutLetter' });
    await form('end');
    await press({ reason: 'Aftalt med patienten.' });
    expect(birgit.words()).toContain('Det er skrevet ned');
    expect(await site.state(course)).toMatchObject({
      stage: 'epicrise',
      revocable: null,
      tasks: [{ kind: 'writeEpicrise', waiting: false }],
    });
  });
});

it('what was typed is kept when the form is not there any more', async () => {
  await form('end');
  await happen({ name: 'withdraw' });
  await press({ reason: 'Skrevet for sent.', letterText: 'Kære Anna' });
  expect(birgit.status).toBe(409);
  expect(birgit.words()).toContain('Forløbet er slut, så det kan ikke ændres mere.');
  expect(birgit.words()).toContain('Skrevet for sent.');
});
