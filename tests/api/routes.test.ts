/** Walks the whole route table: who gets in, what is written down, and what strangers meet. */
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { App, Route } from '../../api/app';
import { NOTHING_PERSONAL } from '../../api/guard';
import { healthRouter } from '../../ops/health';
import { DatabaseAway } from '../../db/transaction';
import { may, PERMISSIONS } from '../../domain/permissions';
import { paths } from '../../web/paths';
import { routes } from '../../web/routes';
import { openClinic, type Clinic } from '../db/clinic';
import { applicant, openOffice, somebody, type Office } from './applicant';
import { patientBrowser, siteOf, staffBrowser, type Agent } from './browsers';

let clinic: Clinic;
let office: Office;

beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
});
afterAll(() => clinic?.close());

const site = (app: App = office.app) => siteOf(app);
const asPatient = () => patientBrowser(office);
const asSupervisor = async () => (await staffBrowser(clinic, office, 'supervisor')).agent;

/** An address of the route, with ids that belong to nobody. */
function addressOf(route: Route, course: string = randomUUID()): string {
  return route.path
    .replace('/{*any}', '/findes-ikke')
    .replace(':course', course)
    .replace(/:\w+/g, () => randomUUID());
}
const named = routes.map((route) => [`${route.method} ${route.path}`, route] as const);
const open = (route: Route) => may('anonymous', route.permission);
const staffOnly = (route: Route) => !open(route) && !may('patient', route.permission);

/** Not for everybody and yet not written down; each with why. */
const SILENT: ReadonlyMap<string, string> = new Map([
  [
    `get ${paths.worklist.pattern}`,
    'a list of many: each opening of one is written where it happens',
  ],
  [`get ${paths.courseMap.pattern}`, 'the map that every course follows; it is about nobody'],
  [`get ${paths.publicTexts.pattern}`, 'the clinic’s public texts; nothing of a patient'],
  [`get ${paths.publicTextEdit.pattern}`, 'the clinic’s public texts; nothing of a patient'],
  [`get ${paths.dutyRoster.pattern}`, 'says which colleague has the duty; nothing of a patient'],
  [`get ${paths.undoDecision.pattern}`, 'says only whether a decision still waits'],
  [
    `post ${paths.courseDraft.pattern}`,
    'takes in what the writer types at each pause; shows nothing',
  ],
  [
    `post ${paths.mySummaryDraft.pattern}`,
    'takes in what the writer types at each pause; shows nothing',
  ],
  [
    `post ${paths.myMessageDraft.pattern}`,
    'takes in what the writer types at each pause; shows nothing',
  ],
]);

describe('the table', () => {
  it.each(named)('%s says who may and what is written down', (_name, route) => {
    expect(Object.keys(PERMISSIONS)).toContain(route.permission);
    expect(route.audit).toMatch(/^[a-z][a-zA-Z]+$/);
    expect(route.path).toMatch(/^\//);
  });

  const silent = named.filter(([, route]) => route.audit === NOTHING_PERSONAL);

  it.each(silent)('%s is not written down, and shows nobody', (name, route) => {
    const isForAll = ['public', 'practice'].includes(route.permission) && !route.course;
    expect(isForAll || SILENT.has(name)).toBe(true);
  });

  it.each(named.filter(([, route]) => route.path.includes(':course')))(
    '%s asks whose course it is',
    (_name, route) => expect(['param', 'overview']).toContain(route.course),
  );

  it('has each address once, but for the health checks, which stand before the guard', () => {
    const keys = named.map(([name]) => name);
    expect(new Set(keys).size).toBe(keys.length);
    const health = healthRouter(office.app).stack.map((layer) => layer.route?.path);
    expect(health).toEqual([paths.live.pattern, paths.ready.pattern]);
    expect(keys.filter((key) => key.includes('/health'))).toEqual([]);
  });
});

describe('a stranger', () => {
  it.each(named.filter(([, route]) => !open(route)))(
    'who asks for %s is led to the right login',
    async (_name, route) => {
      const address = addressOf(route);
      const agent = request(site());
      const answer = await (route.method === 'get' ? agent.get(address) : agent.post(address));
      expect(answer.status).toBe(303);
      const login = staffOnly(route) ? paths.staffLogin.to() : paths.login.to();
      const [path, query = ''] = (answer.headers['location'] ?? '').split('?');
      expect(path).toBe(login);
      if (route.method === 'get') expect(new URLSearchParams(query).get('til')).toBe(address);
    },
  );

  it('who was logged out while writing sees what was written, and a way to log in', async () => {
    const address = paths.myMessages.to();
    const answer = await request(site())
      .post(address)
      .type('form')
      .send({ _csrf: 'gammel', body: 'Jeg har det <b>bedre</b> nu' })
      .expect(403);
    expect(answer.text).toContain('Du er logget ud');
    expect(answer.text).toContain('Jeg har det &lt;b&gt;bedre&lt;/b&gt; nu');
    expect(answer.text).toContain('target="_blank"');
    await request(site())
      .post(address)
      .set('sec-fetch-site', 'cross-site')
      .type('form')
      .send({ body: 'Fra et andet sted' })
      .expect(303);
  });

  it('gets a page that helps for an address that is not there', async () => {
    const answer = await request(site()).get('/findes/ikke').expect(404);
    expect(answer.text).toContain('Siden findes ikke');
    expect(answer.text).toContain('70 201 201');
    await request(site()).post('/findes/ikke').expect(404);
  });
});

describe('a patient', () => {
  it.each(named.filter(([, route]) => staffOnly(route)))(
    'is kept out of %s',
    async (_name, route) => {
      const agent = await patient();
      const address = addressOf(route);
      const answer = await (route.method === 'get' ? agent.get(address) : agent.post(address));
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('Du har ikke adgang');
    },
  );
});

describe('a form', () => {
  const posts = named.filter(([, route]) => route.method === 'post');

  it.each(posts)('sent to %s without our token changes nothing', async (_name, route) => {
    const agent = may('patient', route.permission) ? await patient() : await supervisor();
    const answer = await agent.post(addressOf(route)).type('form').send({ a: 'b' });
    expect([answer.status, answer.text.includes('stået åben for længe')]).toEqual([403, true]);
  });

  it('from another site is refused even with the token', async () => {
    const agent = await patient();
    const { text } = await agent.get(paths.practice.to());
    const token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const post = (site: string) =>
      agent
        .post(paths.practiceClock.to())
        .type('form')
        .set('Sec-Fetch-Site', site)
        .send({ _csrf: token, action: 'x' });
    expect((await post('cross-site')).status).toBe(403);
    expect((await post('same-origin')).status).toBe(404);
  });

  it('that is too large or no form at all is told so', async () => {
    const answer = await request(site())
      .post(paths.practiceClock.to())
      .type('form')
      .send({ a: 'x'.repeat(3_000_000) });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('Det, du sendte, er for langt');
    expect(answer.text).toContain('står din tekst der stadig, når du går tilbage');
  });
});

describe('a course nobody has', () => {
  const withCourse = named.filter(
    ([, route]) => route.course && route.method === 'get' && route.path.includes(':course'),
  );

  it.each(withCourse)('is not found at %s', async (_name, route) => {
    const agent = await supervisor();
    expect((await agent.get(addressOf(route))).status).toBe(404);
    expect((await agent.get(addressOf(route, 'x'))).status).toBe(404);
  });
});

it('outside practice nobody moves the clock or logs in by one press', async () => {
  const real = site({ ...office.app, practice: false });
  const rows = named.filter(([, route]) => route.practiceOnly);
  expect(rows.map(([, route]) => route.path).toSorted()).toEqual(
    [paths.practice.pattern, paths.practiceClock.pattern, paths.practiceLogin.pattern].toSorted(),
  );
  for (const [, route] of rows) {
    const answer = await request(real)[route.method](addressOf(route));
    expect(answer.status).toBe(404);
  }
});

describe('while Postgres is away', () => {
  const gone: App['db'] = {
    transaction: () => Promise.reject(new DatabaseAway(new Error('gone'))),
    connections: () => ({ open: 0, idle: 0, waiting: 0 }),
    close: () => Promise.resolve(),
  };
  const away = () => request(site({ ...office.app, db: gone }));

  it('every page is the one with the crisis numbers', async () => {
    const answer = await away().get('/').expect(503);
    expect(answer.text).toContain('Vi er her ikke lige nu');
    expect(answer.text).toContain('70 201 201');
  });

  it('a post comes back with everything typed, to be sent again', async () => {
    const typed = 'Jeg har det <b>svært</b> om natten';
    const answer = await away().post('/mit-forloeb/beskeder').type('form').send({ message: typed });
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('Jeg har det &lt;b&gt;svært&lt;/b&gt; om natten</p>');
    expect(answer.text).toContain('name="message" value="Jeg har det &lt;b&gt;');
    expect(answer.text).toContain('action="/mit-forloeb/beskeder"');
  });

  it('the program says that it lives, and that it is not ready', async () => {
    await away().get(paths.live.to()).expect(200);
    const answer = await away().get(paths.ready.to()).expect(503);
    expect(answer.body).toMatchObject({ ready: false, postgres: false });
  });
});

it('what is opened about a person is in the audit', async () => {
  const { course } = await applicant(office);
  const agent = await supervisor();
  office.courses.isThere = false;
  const page = await agent.get(paths.runningCourse.to({ course: course.courseId })).expect(200);
  office.courses.isThere = true;
  expect(page.text).toContain('Temporal svarer ikke lige nu');
  const { rows } = await clinic.owner.query<{ event: string }>(
    'SELECT event FROM audit WHERE course_id = $1 AND role = $2',
    [course.courseId, 'supervisor'],
  );
  expect(rows).toEqual([{ event: 'sawCourseOverview' }]);
});

const once = new Map<string, Promise<Agent>>();
function kept(name: string, open_: () => Promise<Agent>): Promise<Agent> {
  const known = once.get(name) ?? open_();
  once.set(name, known);
  return known;
}
const patient = () => kept('patient', asPatient);
const supervisor = () => kept('supervisor', asSupervisor);
