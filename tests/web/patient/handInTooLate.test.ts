/** A hand-in that comes twice, too early or too late: why is said, and what was typed can be copied. */
import { plannedNow } from '../../../domain/adjusted';
import type { CourseEvent, CourseState } from '../../../domain/state';
import { paths } from '../../../web/paths';
import { openPatientSite, type PatientSite } from './site';

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
afterAll(() => site.close());

const FIRST = 'hvad-er-depression';
const at = (module: string): string => paths.myModule.to({ module });
const TYPED = { 'aktivitetsdagbog.activity-1': 'Gik en tur ved søen', do: 'handIn' };

function skips(state: CourseState): CourseEvent {
  if (!state.programme) throw new Error('no programme');
  return { name: 'adjustProgramme', ...plannedNow(state.programme), skipped: [FIRST] };
}

it.each<[string, (state: CourseState) => CourseEvent, string]>([
  [
    'twice',
    () => ({ name: 'handIn', moduleId: FIRST }),
    'Modulet er allerede afleveret. Vil du tilføje noget, så skriv en besked.',
  ],
  ['after it was skipped', skips, 'Modulet er sprunget over, så du skal ikke aflevere det.'],
  ['after the treatment', () => ({ name: 'dropOut' }), 'Det kan ikke lade sig gøre på dette trin.'],
])('%s, from a window that stood open', async (_when, meanwhile, sentence) => {
  const patient = await site.inTreatment();
  const { browser } = patient;
  await browser.get(at(FIRST));
  const form = browser.hidden(at(FIRST));
  await site.happens(patient, meanwhile(await site.state(patient)));
  const { revision } = await site.state(patient);
  await browser.post(at(FIRST), { ...form, ...TYPED });
  expect(browser.status).toBe(409);
  expect(browser.words()).toContain(sentence);
  expect(browser.words()).toContain('Det, du skrev lige nu, er ikke gemt');
  expect(browser.words()).toContain('Gik en tur ved søen');
  expect(browser.html).not.toContain('Aflever modulet');
  expect((await site.state(patient)).revision).toBe(revision);
});

it('for a module that is not open: the page says what it waits for, and nothing is handed in', async () => {
  const patient = await site.inTreatment();
  const { browser } = patient;
  const last = (await site.state(patient)).programme?.modules.at(-1)?.moduleId ?? '';
  await browser.get(at(FIRST));
  await browser.post(at(last), { ...browser.hidden(at(FIRST)), do: 'handIn' });
  expect(browser.status).toBe(409);
  expect(browser.words()).toContain('Modulet er ikke åbent for dig nu.');
  expect(browser.words()).toMatch(/Åbner \S*dag \d+\./);
  const module = (await site.state(patient)).programme?.modules.at(-1);
  expect(module).toMatchObject({ open: false, handedIn: false });
});
