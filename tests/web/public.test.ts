import type { Answer, Asked, Ctx, Form } from '../../api/app';
import { freshUpdateId } from '../../api/commands/press';
import { IdentityAway } from '../../partners/identity/client';
import { makePortalLink } from '../../db/portalLinks';
import { inTransaction, SYSTEM, type Actor } from '../../db/transaction';
import { syntheticCpr } from '../../domain/cpr';
import { instant, plusMillis } from '../../domain/ids';
import { applicationRoutes } from '../../web/application';
import { publicRoutes } from '../../web/public';
import { openOffice, request, session, type Office } from '../api/applicant';
import { openClinic, staff, type Clinic } from '../db/clinic';
import { paths } from '../../web/paths';
import { phq9With } from './applicationPages';

const NOW = instant('2026-11-23T10:00:00Z');
const LEVEL = 'https://data.gov.dk/concept/core/nsis/loa/Substantial';
let clinic: Clinic;
let office: Office;
let seed = 900;

beforeAll(async () => {
  clinic = await openClinic();
});
beforeEach(() => {
  const cpr = syntheticCpr((seed += 1));
  office = openOffice(clinic, { kind: 'patient', sub: cpr, cpr, name: 'Mads Prøve', level: LEVEL });
});
afterAll(() => clinic?.close());

type Browser = ReturnType<typeof session>;
const html = (answer: Answer) => (answer.kind === 'page' ? answer.html : '');

/** One request of a browser, past the guard; the course of the route is the patient's own. */
async function ask(
  browser: Browser,
  method: 'get' | 'post',
  path: string,
  { params = {}, query = {}, form = {} }: { params?: object; query?: object; form?: Form } = {},
): Promise<Answer> {
  const route = [...publicRoutes, ...applicationRoutes].find(
    (one) => one.method === method && one.path === path,
  );
  if (!route) throw new Error(`no route ${method} ${path}`);
  const who = browser.values.who;
  const ctx: Ctx = request(office, NOW, who?.actor);
  const unsent = new Map();
  const asked = { params, query, form, url: path, unsent, session: browser, csrf: 't' };
  const { courseOf } = await import('../../api/access');
  const access = route.course ? await courseOf(ctx, route.course, {}) : { kind: 'none' as const };
  const course = access.kind === 'granted' ? access.course : undefined;
  return route.handle(ctx, { ...asked, course } as Asked);
}

/** Through "Søg behandling" and back, as a patient with a course. */
async function applicant(): Promise<Browser> {
  const browser = session();
  expect(await ask(browser, 'get', '/soeg-behandling')).toMatchObject({ kind: 'redirect' });
  expect(await ask(browser, 'get', '/log-ind/svar')).toEqual({
    kind: 'redirect',
    to: '/ansoegning',
  });
  return browser;
}

async function linkOf(browser: Browser, target: string): Promise<string> {
  const actor = browser.values.who?.actor;
  if (actor?.kind !== 'patient') throw new Error('not a patient');
  const { ownCourse } = await import('../../api/queries/ownCourse');
  const course = await ownCourse(request(office, NOW, actor));
  if (!course) throw new Error('no course');
  return inTransaction(clinic.worker, SYSTEM, (tx) =>
    makePortalLink(tx, {
      courseId: course.courseId,
      personId: actor.id,
      target,
      at: NOW,
      expiresAt: plusMillis(NOW, 86_400_000),
    }),
  );
}

describe('the front page', () => {
  it('promises what the deadline rules say', async () => {
    const page = html(await ask(session(), 'get', '/'));
    for (const words of ['2 uger', '4 uger', '12 uger']) expect(page).toContain(words);
  });

  it('promises everybody what a rule of today says, and an age what is said for it', async () => {
    await clinic.owner.query(`INSERT INTO dated_rule VALUES
      ('screeningAnswer', 2, '2026-11-24', NULL, NULL, 3, 'calendarDays', 'agreement', now()),
      ('assessmentClock', 2, '2026-11-23', NULL, NULL, 20, 'workingDays', 'agreement', now()),
      ('screeningAnswer', 3, '2026-11-23', 18, 24, 8, 'workingDays', 'agreement', now())`);
    const page = html(await ask(session(), 'get', '/'));
    expect(page).toContain('inden for 2 uger. Er du 18–24 år, får du det inden for 8 arbejdsdage.');
    expect(page).toContain('Normalt inden for 20 arbejdsdage efter svaret.');
    await clinic.owner.query('DELETE FROM dated_rule');
    expect(html(await ask(session(), 'get', '/'))).not.toContain('arbejdsdage');
  });

  it('tells somebody without a course what to do', async () => {
    const browser = session();
    await ask(browser, 'get', '/log-ind');
    expect(await ask(browser, 'get', '/log-ind/svar')).toEqual({ kind: 'redirect', to: '/' });
    expect(html(await ask(browser, 'get', '/'))).toContain('du har ikke et forløb hos os endnu');
  });
});

describe('logging in', () => {
  it('leads back to where one was going, but never to another site', async () => {
    for (const [til, to] of [
      ['/mit-forloeb/tid', '/mit-forloeb/tid'],
      ['https://x.example', '/'],
    ]) {
      const browser = session();
      await ask(browser, 'get', '/log-ind', { query: { til } });
      expect(await ask(browser, 'get', '/log-ind/svar')).toEqual({ kind: 'redirect', to });
    }
  });

  it('says in words why a login is not good enough, and logs nobody in', async () => {
    Object.assign(office, { answers: { kind: 'refused', name: 'levelTooLow' } });
    const browser = session();
    await ask(browser, 'get', '/log-ind');
    const answer = await ask(browser, 'get', '/log-ind/svar');
    expect(answer).toMatchObject({ kind: 'page', status: 403 });
    expect(html(answer)).toContain('niveau betydelig');
    expect(browser.values.who).toBeUndefined();
  });

  it('while the identity provider is away says so, with the crisis numbers', async () => {
    const away = () => Promise.reject(new IdentityAway('away'));
    const { app } = office;
    const identity = { loginUrl: away, finish: away };
    office = Object.assign(office, { app: { ...app, identity } });
    const answer = await ask(session(), 'get', '/soeg-behandling');
    expect(answer).toMatchObject({ kind: 'page', status: 503 });
    expect(html(answer)).toContain('70 201 201');
  });

  it('"Søg behandling" leads somebody with an open course to its page', async () => {
    const browser = await applicant();
    expect(await ask(browser, 'get', '/soeg-behandling')).toEqual({
      kind: 'redirect',
      to: '/ansoegning',
    });
    const told = { text: expect.stringContaining('du kan have ét ad gangen') };
    expect(browser.values.notice).toMatchObject(told);
    const elsewhere = await applicant();
    expect(elsewhere.values.notice).toMatchObject(told);
  });

  it('ends with "Log ud"', async () => {
    const browser = await applicant();
    expect(await ask(browser, 'post', '/log-ud')).toEqual({ kind: 'redirect', to: '/log-ud' });
    expect(browser.values.who).toBeUndefined();
    expect(html(await ask(browser, 'get', '/log-ud'))).toContain('Du er logget ud');
  });
});

it('a section with answers missing says that they are asked for at the end', async () => {
  const browser = await applicant();
  const asked = { params: { section: 'sikkerhed' } };
  const page = html(await ask(browser, 'get', paths.applicationSection.pattern, asked));
  expect(page).toContain('Det, der mangler, spørger vi om til sidst.');
});

describe('a portal link', () => {
  const follow = (browser: Browser, token: string) =>
    ask(browser, 'get', '/l/:token', { params: { token } });

  it('leads a stranger through login to the same link, and then to its page', async () => {
    const browser = await applicant();
    const token = await linkOf(browser, 'application');
    const to = `/log-ind?til=${encodeURIComponent(`/l/${token}`)}`;
    expect(await follow(session(), token)).toEqual({ kind: 'redirect', to });
    expect(await follow(browser, token)).toEqual({ kind: 'redirect', to: '/ansoegning' });
  });

  it('that is done with leads to Mit forløb, which says so', async () => {
    const browser = await applicant();
    expect(await follow(browser, await linkOf(browser, 'time'))).toEqual({
      kind: 'redirect',
      to: '/mit-forloeb',
    });
    expect(browser.values.notice?.heading).toBe('Linket hører til noget, der er klaret');
  });

  it('that nobody ever sent only says that it does not work', async () => {
    const browser = await applicant();
    await follow(browser, 'x'.repeat(43));
    expect(browser.values.notice?.heading).toBe('Linket virker ikke mere');
  });

  it('opens nothing for another patient or for staff', async () => {
    const token = await linkOf(await applicant(), 'application');
    const cpr = syntheticCpr((seed += 1));
    office.answers = { kind: 'patient', sub: cpr, cpr, name: 'Ida Prøve', level: LEVEL };
    const other = await applicant();
    const karen: Actor = await staff(clinic, 'psychologist');
    const atWork = session();
    atWork.values = { who: { actor: karen } };
    for (const browser of [other, atWork]) {
      const answer = await follow(browser, token);
      expect(answer).toMatchObject({ kind: 'page', status: 403 });
      expect(html(answer)).toContain('Linket hører til en anden');
      expect(html(answer)).not.toContain('Mads');
    }
  });
});

describe('the pages of the application', () => {
  const section = (browser: Browser, method: 'get' | 'post', name: string, more: object = {}) =>
    ask(browser, method, '/ansoegning/:section', { params: { section: name }, ...more });

  it('a bad e-mail comes back beside its field, with everything typed', async () => {
    const form = { phone: '12 34 56 78', email: 'mads"><script>', version: '0' };
    const answer = await section(await applicant(), 'post', 'om-dig', { form });
    expect(answer).toMatchObject({ kind: 'page', status: 422 });
    expect(html(answer)).toContain('Skriv din e-mail, som den er');
    expect(html(answer)).toContain('value="12 34 56 78"');
    expect(html(answer)).toContain('value="mads&quot;&gt;&lt;script&gt;"');
  });

  it('an answer that speaks against is explained at once, and one may still go on', async () => {
    const browser = await applicant();
    const form = { livesInDenmark: 'no', version: '0' };
    const to = '/ansoegning/passer-det?vis=besked';
    expect(await section(browser, 'post', 'passer-det', { form })).toEqual({
      kind: 'redirect',
      to,
    });
    const page = html(await section(browser, 'get', 'passer-det', { query: { vis: 'besked' } }));
    expect(page).toContain('Vi kan kun behandle dig, mens du bor og er i Danmark');
    expect(page).toContain('href="/ansoegning/passer-det?side&#x3D;2"');
  });

  it('item 9 above 0 leads to the crisis page, which says by when somebody reads it', async () => {
    const browser = await applicant();
    const answer = await section(browser, 'post', 'humoer', {
      query: { side: '2' },
      form: { ...phq9With('1'), version: '0' },
    });
    expect(answer).toEqual({ kind: 'redirect', to: '/krise?videre=%2Fansoegning%2Furo' });
    const page = html(
      await ask(browser, 'get', '/krise', { query: { videre: '/ansoegning/uro' } }),
    );
    expect(page).toContain('En psykolog læser dit svar senest i dag kl. 15.00.');
    expect(page).toContain('href="/ansoegning/uro"');
  });

  it("another window's answer is shown beside what was typed", async () => {
    const browser = await applicant();
    await section(browser, 'post', 'det-der-plager-dig', {
      form: { story: 'Det ene', version: '0' },
    });
    const answer = await section(browser, 'post', 'det-der-plager-dig', {
      form: { story: 'Det andet', version: '0' },
    });
    expect(answer).toMatchObject({ kind: 'page', status: 409 });
    for (const words of ['Det ene', 'Det andet', 'name="version" value="1"']) {
      expect(html(answer)).toContain(words);
    }
  });

  it('sent too early, the page says what is missing', async () => {
    const answer = await section(await applicant(), 'post', 'send', {
      form: { updateId: freshUpdateId() },
    });
    expect(answer).toMatchObject({ kind: 'page', status: 422 });
    expect(html(answer)).toContain('Det mangler, før du kan sende');
  });

  it('a section that is none is not found', async () => {
    expect(await section(await applicant(), 'get', 'findes-ikke')).toEqual({
      kind: 'fail',
      status: 404,
      name: 'notFound',
    });
  });
});

it('what is still being saved is waited for, and then goes on where it was going', async () => {
  const browser = await applicant();
  const page = html(
    await ask(browser, 'get', '/gemmes/:update', {
      params: { update: freshUpdateId() },
      query: { til: '/ansoegning/send' },
    }),
  );
  expect(page).toContain('data-poll="/gemmes/');
  expect(page).toContain('til&#x3D;%2Fansoegning%2Fsend');
});
