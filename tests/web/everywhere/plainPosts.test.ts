/** Without JavaScript: every form that patients and the public can send, as a plain post. */
import { sectionAddress } from '../../../web/application/addresses';
import { paths } from '../../../web/paths';
import { routes } from '../../../web/routes';
import { visitor, type Shown, type Typed } from '../../support/visitor';
import { openPatientSite, type PatientSite } from '../patient/site';
import { DIARY, entryOf, GOALS, furnish, peopleOf, SECOND, type PersonName } from './people';

let site: PatientSite;
let person: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  site = await openPatientSite();
  await furnish(site);
  person = peopleOf(site);
});
afterAll(() => site.close());

interface Post {
  /** The pattern that the form posts to. */
  readonly to: string;
  readonly who: PersonName;
  /** The page on which the form stands. */
  readonly on: string | typeof entryOf;
  /** How the button begins. */
  readonly button: string;
  readonly typed?: Typed;
  /** What the page after it says. */
  readonly says: RegExp;
  /** 303 unless said: the post of a self-check or of a search is the page, and nothing is kept. */
  readonly status?: number;
}
const home = paths.myCourse.to();
const POSTS: readonly Post[] = [
  {
    to: paths.applicationSection.pattern,
    who: 'writing',
    on: sectionAddress('ownWords'),
    button: 'Gem og gå videre',
    typed: { story: 'Jeg sover dårligt.' },
    says: /Dit humør/,
  },
  {
    to: paths.applicationSection.pattern,
    who: 'writing',
    on: sectionAddress('gp'),
    button: 'Søg',
    typed: { laegenavn: 'findes ikke' },
    says: /Vi fandt ingen læge, der hedder sådan/,
    status: 200,
  },
  {
    to: paths.selfCheck.pattern,
    who: 'working',
    on: paths.selfCheck.to(),
    button: 'Se, hvad svarene siger',
    typed: { livesInDenmark: 'no' },
    says: /Noget af det, du har svaret, skal en psykolog se på/,
    status: 200,
  },
  {
    to: paths.tryOutSection.pattern,
    who: 'working',
    on: paths.tryOutSection.to({ section: 'det-der-plager-dig' }),
    button: 'Gå videre',
    says: /Dit humør/,
  },
  {
    to: paths.myTime.pattern,
    who: 'offered',
    on: home,
    button: 'Ja tak til tiden',
    says: /Tiden er din/,
  },
  {
    to: paths.myClosingTime.pattern,
    who: 'called',
    on: paths.myClosingTime.to(),
    button: 'Aflys samtalen',
    says: /Samtalen er aflyst/,
  },
  {
    to: paths.myModule.pattern,
    who: 'setsGoals',
    on: `${paths.myModule.to({ module: SECOND })}?uden-svar=1`,
    button: 'Gem',
    typed: { 'maal.goal-1': 'Gå til kor' },
    says: /Det er gemt/,
  },
  {
    to: paths.myDiary.pattern,
    who: 'keepsDiary',
    on: paths.myDiary.to({ exercise: DIARY }),
    button: 'Gem i dagbogen',
    typed: { activity: 'Bagte boller', moodBefore: '3', moodAfter: '5' },
    says: /Det er gemt.*Bagte boller/,
  },
  {
    to: paths.myDiaryEntry.pattern,
    who: 'keepsDiary',
    on: entryOf,
    button: 'Gem rettelsen',
    typed: { activity: 'Bagte brød' },
    says: /Det er rettet.*Bagte brød/,
  },
  {
    to: paths.myGoals.pattern,
    who: 'ratesGoals',
    on: GOALS,
    button: 'Gem tallene',
    typed: { 'now-1': '4', note: 'Otte onsdage' },
    says: /Tallene er gemt.*Otte onsdage/,
  },
  {
    to: paths.myMessages.pattern,
    who: 'beingRead',
    on: paths.myMessages.to(),
    button: 'Send besked',
    typed: { message: 'Er I der?' },
    says: /Er I der\?.*Du får svar senest/,
  },
  {
    to: paths.myConsents.pattern,
    who: 'beingRead',
    on: paths.myConsents.to(),
    button: 'Giv samtykke',
    says: /Træk samtykket tilbage/,
  },
  {
    to: paths.myDetails.pattern,
    who: 'beingRead',
    on: paths.myDetails.to(),
    button: 'Gem e-mail og telefon',
    typed: { email: 'ny@post.example', phone: '20 30 40 51' },
    says: /Det er gemt.*ny@post\.example.*20 30 40 51/,
  },
  {
    to: paths.myClosing.pattern,
    who: 'lastTalk',
    on: paths.myClosing.to(),
    button: 'Send dit svar',
    typed: { wish: 'declines' },
    says: /Du har sagt nej tak/,
  },
  {
    to: paths.myMeasure.pattern,
    who: 'working',
    on: paths.myMeasure.to({ measure: 'phq9' }),
    button: 'Gem og gå videre',
    typed: Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`item${index + 1}`, '0'])),
    says: /Uro og bekymring/,
  },
  {
    to: paths.myMeasures.pattern,
    who: 'weekToSend',
    on: paths.myMeasures.to(),
    button: 'Send dine svar',
    says: /Tak for dine svar/,
  },
  {
    to: paths.myPlan.pattern,
    who: 'stoppedEarly',
    on: paths.myPlan.to(),
    button: 'Gem planen',
    typed: { 'tilbagefaldsplan.sign-1': 'Jeg svarer ikke min søster' },
    says: /Planen er gemt.*Jeg svarer ikke min søster/,
  },
  {
    to: paths.mySummary.pattern,
    who: 'lastTalk',
    on: paths.mySummary.to(),
    button: 'Gem dine ord',
    typed: { remember: 'Humøret kommer efter handlingen.', goOn: '' },
    says: /Det er gemt.*Med dine egne ord/,
  },
  {
    to: paths.myFollowUpPart.pattern,
    who: 'asked',
    on: paths.myFollowUpPart.to({ part: '2' }),
    button: 'Gem og gå videre',
    typed: Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`item${index + 1}`, '0'])),
    says: /Alkohol/,
  },
  {
    to: paths.myFollowUp.pattern,
    who: 'readyToAnswer',
    on: paths.myFollowUp.to(),
    button: 'Send dine svar',
    says: /Tak for dine svar/,
  },
  {
    to: paths.withdraw.pattern,
    who: 'choosing',
    on: paths.withdraw.to(),
    button: '',
    says: /Dit forløb er slut/,
  },
  {
    to: paths.logout.pattern,
    who: 'answered',
    on: home,
    button: 'Log ud',
    says: /Du er logget ud/,
  },
];

/** The whole words of the first button of a form to that route that begin so. */
function buttonOf(page: Shown, { to, button }: Post): string {
  const route = new RegExp(`^${to.replace(/:\w+/g, '[^/]+')}$`);
  const forms = page.root
    .querySelectorAll('form[method="post"]')
    .filter((form) => route.test(form.getAttribute('action') ?? ''));
  const words = forms
    .flatMap((form) => form.querySelectorAll('button'))
    .map((one) => one.innerText.replace(/\s+/g, ' ').trim())
    .find((one) => one.startsWith(button));
  if (words === undefined) throw new Error(`${page.at} has no form to ${to} with "${button}"`);
  return words;
}

it.each(POSTS.map((post) => [post.to, post] as const))(
  '%s is sent by a plain post',
  async (_, post) => {
    const patient = await person(post.who);
    const { personId } = patient;
    const someone = visitor(site.origin);
    await someone.open(`/test-login/${personId}`);
    const page = await someone.open(
      typeof post.on === 'string' ? post.on : await post.on(site, patient),
    );
    const pressed = await someone.press(page, buttonOf(page, post), post.typed);
    expect(pressed.status).toBe(post.status ?? 303);
    expect(pressed.page?.status).toBe(200);
    expect(pressed.page?.root.querySelector('body')?.innerText.replace(/\s+/g, ' ')).toMatch(
      post.says,
    );
  },
);

it('no form of theirs is left out', () => {
  const theirs = routes
    .filter(
      ({ method, permission }) => method === 'post' && /^(public|ownCourse)$/.test(permission),
    )
    .map(({ path }) => path)
    // Sent by a script alone, of a form that is posted without it too.
    .filter(
      (path) => path !== paths.myMessageDraft.pattern && path !== paths.mySummaryDraft.pattern,
    );
  expect(new Set(POSTS.map(({ to }) => to))).toEqual(new Set(theirs));
});

it('no page of theirs hides anything but the warning of a script until that comes', async () => {
  const { html } = await (await person('writing')).browser.get(sectionAddress('phq9'));
  const hidden = [...html.matchAll(/<[^>]* hidden(?=[ >])[^>]*>/g)].map(([tag]) => tag);
  expect(hidden).toEqual([expect.stringContaining('class="stay"')]);
  expect(html).not.toMatch(/onclick|javascript:/);
});
