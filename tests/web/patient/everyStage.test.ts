/** Mit forløb answers the same questions wherever a course stands, and each of its links opens. */
import { newId } from '../../../db/newId';
import { paths } from '../../../web/paths';
import { openPatientSite, START, type Patient, type PatientSite } from './site';

const HOME = paths.myCourse.to();
const TIME = paths.myTime.to();
const RELEASE = { name: 'release' } as const;

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite(['09:00', '10:00', '11:00', '13:00']);
});
beforeEach(() => site.clockAt(START));
afterAll(() => site.close());

async function offered(): Promise<Patient> {
  const patient = await site.someone();
  await site.offered(patient);
  return patient;
}
async function agreed(): Promise<Patient> {
  const patient = await offered();
  await (await patient.browser.get(HOME)).press(TIME, {});
  return patient;
}
async function cancelled(): Promise<Patient> {
  const patient = await agreed();
  const { browser } = patient;
  await browser.get(TIME);
  const version = String((await site.state(patient)).offerVersion);
  await browser.press(TIME, { do: 'cancel', version, updateId: newId() });
  return patient;
}
async function missedTwice(): Promise<Patient> {
  const patient = await agreed();
  await site.happens(patient, { name: 'noShow' });
  await patient.browser.get(TIME);
  const slot = /name="slot" value="([0-9a-f-]{36})"/.exec(patient.browser.html)?.[1] ?? '';
  await patient.browser.press(TIME, { slot });
  await site.happens(patient, { name: 'secondNoShow' });
  return patient;
}
async function after(...names: readonly ('dropOut' | 'closingWaived' | 'closeWithoutLetter')[]) {
  const patient = await site.inTreatment();
  for (const name of names) await site.happens(patient, { name });
  if (names.includes('closeWithoutLetter')) await site.happens(patient, RELEASE);
  return patient;
}
async function rejected(): Promise<Patient> {
  const patient = await site.someone();
  await site.happens(patient, { name: 'reject' }, RELEASE);
  return patient;
}

/** Where a course stands; what is asked now; a date ahead; what can be read of who reads. */
const STAGES: readonly (readonly [
  string,
  () => Promise<Patient>,
  { readonly now: RegExp; readonly ahead: RegExp; readonly reads: RegExp },
])[] = [
  [
    'while the application is written',
    () => site.writing(),
    {
      now: /Fortsæt din ansøgning/,
      ahead: /Vi lukker ansøgningen, hvis den ikke er sendt/,
      reads: /Ingen læser ansøgningen, før du sender den/,
    },
  ],
  [
    'while it is read',
    () => site.someone(),
    {
      now: /Du skal ikke gøre noget nu/,
      ahead: /Du får svar på din ansøgning senest den dag/,
      reads: /En psykolog læser hele din ansøgning på en hverdag/,
    },
  ],
  [
    'with a time kept',
    offered,
    {
      now: /Ja tak til tiden/,
      ahead: /Så længe holder vi tiden til dig/,
      reads: /Din psykolog er Karen Eksempel/,
    },
  ],
  [
    'with a talk agreed',
    agreed,
    { now: /Prøv kamera og lyd/, ahead: /Din samtale på video/, reads: /Beskeder bliver læst/ },
  ],
  [
    'after a cancellation',
    cancelled,
    {
      now: /Vælg en tid/,
      ahead: /Vi har lovet dig en samtale senest den dag/,
      reads: /får du svar senest \S+dag/,
    },
  ],
  [
    'while the coordinator decides',
    missedTwice,
    {
      now: /Imens kan du ikke selv vælge en tid/,
      ahead: /Koordinatoren kontakter dig senest den dag/,
      reads: /Beskeder bliver læst/,
    },
  ],
  [
    'in treatment',
    () => after(),
    {
      now: /Gå til modulet/,
      ahead: /Behandlingen slutter/,
      reads: /Psykologen læser dine øvelser, når du har afleveret dem/,
    },
  ],
  [
    'before the closing call',
    () => after('dropOut'),
    {
      now: /Vælg en tid, eller sig nej tak/,
      ahead: /Psykologen afslutter dit forløb senest den dag, med eller uden en samtale/,
      reads: /Beskeder bliver læst/,
    },
  ],
  [
    'while the epicrise is written',
    () => after('dropOut', 'closingWaived'),
    {
      now: /Du skal ikke gøre noget nu/,
      ahead: /Vi afslutter dit forløb senest den dag/,
      reads: /Beskeder bliver læst/,
    },
  ],
  [
    'after the end',
    () => after('dropOut', 'closingWaived', 'closeWithoutLetter'),
    {
      now: /Dit forløb er slut/,
      ahead: /Vi spørger dig, hvordan det går/,
      reads: /ingen læser nye beskeder/,
    },
  ],
  [
    'after a rejection',
    rejected,
    {
      now: /Du kan søge igen, hvis noget ændrer sig/,
      ahead: /Der er ingen datoer forude lige nu/,
      reads: /ingen læser nye beskeder/,
    },
  ],
];

/** Always one press away. */
const ALWAYS = [
  paths.myDates,
  paths.myLetters,
  paths.myConsents,
  paths.myReaders,
  paths.sayWrong,
].map((path) => path.to());
/** Pages of others: the front, the login, and the guidance that is the same for everybody. */
const NOT_OURS: readonly string[] = [paths.complaint.to(), paths.apply.to()];

describe.each(STAGES)('%s', (_where, standsAt, says) => {
  it('the page says where, what next, what now, who reads, which dates and what if not', async () => {
    const { browser } = await standsAt();
    await browser.get(HOME);
    const words = browser.words();
    expect(words).toMatch(says.now);
    expect(words).toMatch(says.ahead);
    expect(words).toMatch(says.reads);
    expect(words).toMatch(/Sådan går det .*Du er her/);
    expect(words).toMatch(/Hvis (du ikke|ingen) gør noget/);
    expect(browser.html.match(/button-primary/g) ?? []).toHaveLength(
      /panel now">[^]*?button-primary/.test(browser.html) ? 1 : 0,
    );
    const links = [...browser.html.matchAll(/href="(\/mit-forloeb\/[^"#]*)"/g)].map(
      ([, href = '']) => href,
    );
    expect(links).toEqual(expect.arrayContaining(ALWAYS));
    expect(links.includes(paths.withdraw.to())).toBe(!/Dit forløb er slut/.test(words));
    for (const link of new Set(links.filter((one) => !NOT_OURS.includes(one)))) {
      expect([link, (await browser.raw(link)).status]).toEqual([link, 200]);
    }
  });
});

describe('the dates', () => {
  it('of a talk that was cancelled stay, with what came of it and a way out of the calendar', async () => {
    const { browser } = await cancelled();
    const words = (await browser.get(paths.myDates.to())).words();
    expect(words).toContain('Samtale på video. Aflyst af dig.');
    expect(words).toContain('Fjern samtalen fra din kalender');
    expect(words).toContain('Du sendte din ansøgning.');
  });

  it('of an agreed talk has the way into a calendar beside it, and no other date has', async () => {
    const { browser } = await agreed();
    const words = (await browser.get(paths.myDates.to())).words();
    expect(words.match(/Læg samtalen i din kalender/g)).toHaveLength(1);
    expect(words).toMatch(/Din samtale på video\. ?Læg samtalen i din kalender/);
  });

  it('a decision that can still be undone does not show', async () => {
    const patient = await site.someone();
    await site.happens(patient, { name: 'reject' });
    const words = (await patient.browser.get(paths.myDates.to())).words();
    expect(words).toContain('Du får svar på din ansøgning senest den dag.');
    expect(words).not.toContain('Dit forløb sluttede.');
  });
});

it('cancelling says beforehand how often, and that the promised day stays', async () => {
  const patient = await agreed();
  const words = (await patient.browser.get(TIME)).words();
  expect(words).toContain('Du kan aflyse 2 gange og selv vælge en ny tid.');
  expect(words).toMatch(/Vi har lovet dig en samtale senest \S+dag \d+\. december\. Den dag/);
});

it('where messages are closed, nobody is told to write one', async () => {
  const where = paths.sayWrong.to();
  const CONTACT = `href="${paths.contact.to()}"`;
  for (const patient of [await site.writing(), await rejected()]) {
    const { browser } = patient;
    const words = (await browser.get(where)).words();
    expect(words).not.toContain('Skriv, hvad der er');
    expect(words).toMatch(/kontakt os/i);
    const main = /<main[^]*<\/main>/.exec(browser.html)?.[0] ?? '';
    expect(main).toContain(CONTACT);
  }
  const { browser } = await site.someone();
  expect((await browser.get(where)).words()).toContain('Skriv, hvad der er forkert');
});

it('a complaint is two presses from Mit forløb, also after the end', async () => {
  const { browser } = await rejected();
  await browser.get(HOME);
  expect(browser.html).toContain(`href="${paths.sayWrong.to()}"`);
  await browser.get(paths.sayWrong.to());
  expect(browser.html).toContain(`href="${paths.complaint.to()}"`);
  expect(browser.words()).toContain('din behandling bliver ikke dårligere af det');
});
