/** Referred or ended by the clinic in treatment: the patient reads why, and where to go. */
import { deliveriesOf } from '../../../db/deliveries';
import { letterFacts } from '../../../db/letterFacts';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import type { CourseId } from '../../../domain/ids';
import { composeLetter } from '../../../letters/compose';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { openClinicSite, type Browser, type ClinicSite } from './clinicSite';
import { inTreatment } from './walked';

let site: ClinicSite;
let course: CourseId;
beforeEach(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  await inTreatment(site, course);
});
afterEach(() => site.close());

/** The invitation as it would leave now. */
function invitation(): Promise<string> {
  return inTransaction(site.clinic.worker, SYSTEM, async (tx) => {
    const all = await deliveriesOf(tx, course, { limit: 50 });
    const one = all.find((row) => row.kind === 'closingInvitation');
    if (!one) throw new Error('no invitation');
    const facts = await letterFacts(tx, {
      ...one,
      at: one.createdAt,
      portalUrl: 'http://127.0.0.1/l/xxxxxxxx',
      titleOf: (_programme, module) => module,
    });
    return composeLetter('closingInvitation', facts).text;
  });
}

describe('a psychologist refers a patient in treatment', () => {
  let karen: Browser;
  const refer = (): string => paths.refer.to({ course });
  const words = { note: 'Har brug for mere.', letterText: 'Vi talte om, at du vil møde nogen.' };
  beforeEach(async () => {
    karen = await site.as('karen');
    await karen.get(paths.course.to({ course }));
  });

  it('with a place to go and words of her own, which stand in the letter', async () => {
    expect(karen.words()).toContain('Dit eget afsnit i brevet');
    await karen.press(refer(), { ...words, recommendations: [] });
    expect(karen.status).toBe(422);
    expect(karen.words()).toContain('Vælg mindst ét sted');
    expect(karen.html).toContain(`${words.letterText}</textarea>`);
    await karen.press(refer(), { ...words, recommendations: ['ownGp'] });
    expect(await site.state(course)).toMatchObject({ stage: 'closing', outcome: 'referred' });
    const letter = await invitation();
    expect(letter).toContain('Vi tror, at du kan få bedre hjælp et andet sted.');
    expect(letter).toContain(words.letterText);
    expect(letter).toContain('Vi foreslår, at du taler med din egen læge.');
    expect(letter).toContain('Styrelsen for Patientklager');
    expect(letter).not.toContain(words.note);
  });

  it('and what the supervisor decides afterwards changes no word of it', async () => {
    await karen.press(refer(), { ...words, recommendations: ['ownGp'] });
    const birgit = await site.as('supervisor');
    await endsWith(birgit, { reason: 'Samtalen er ikke nødvendig.' });
    expect(await site.state(course)).toMatchObject({ stage: 'epicrise', outcome: 'referred' });
    expect(await invitation()).toContain(words.letterText);
  });

  it('but in closing the letter has gone: only the place and the reason are asked for', async () => {
    await site.happens(course, { name: 'dropOut' });
    await karen.get(paths.course.to({ course }));
    expect(karen.html).toContain('name="recommendations"');
    expect(karen.words()).not.toContain('Dit eget afsnit i brevet');
    await karen.press(refer(), { note: words.note, recommendations: ['ownGp'] });
    expect(await site.state(course)).toMatchObject({ stage: 'epicrise', outcome: 'droppedOut' });
    expect(await invitation()).toContain('Din behandling hos os er slut.');
  });
});

/** Presses the supervisor's own form for ending; all on the page post to the same address. */
async function endsWith(birgit: Browser, typed: Record<string, string>): Promise<void> {
  const address = paths.runningCourse.to({ course });
  await birgit.get(address);
  const form = birgit.html.split('<form ').find((part) => part.includes('value="end"'));
  birgit.html = `<form ${form ?? ''}`;
  await birgit.press(address, typed);
}

it('a supervisor who ends a treatment must tell the patient why, in the letter', async () => {
  const birgit = await site.as('supervisor');
  await endsWith(birgit, { reason: 'Aftalt i teamet.', letterText: '' });
  expect(birgit.status).toBe(422);
  expect(birgit.words()).toContain('Skriv til patienten, hvorfor forløbet slutter');
  expect(await site.state(course)).toMatchObject({ stage: 'treatment' });
  await endsWith(birgit, { reason: 'Aftalt i teamet.', letterText: 'Du flytter til Spanien.' });
  expect(await site.state(course)).toMatchObject({ stage: 'closing', outcome: 'endedByClinic' });
  const letter = await invitation();
  expect(letter).toMatch(/Vi har afsluttet din behandling hos os\.\s+Du flytter til Spanien\./);
  expect(letter).not.toContain('Aftalt i teamet.');
});
