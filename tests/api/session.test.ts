/** What a login leaves in the session's table, which keeps everything in clear. */
import { randomUUID } from 'node:crypto';
import pino from 'pino';
import request from 'supertest';
import { createApp, sessionStore } from '../../ops/web';
import { paths } from '../../web/paths';
import { openClinic, staff, type Clinic } from '../db/clinic';
import { openOffice, somebody, type Office } from './applicant';

const log = pino({ level: 'silent' });
let clinic: Clinic;
let office: Office;
let sessions: ReturnType<typeof sessionStore>;
beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
  sessions = sessionStore(clinic.place.appUrl, log);
});
afterAll(async () => {
  await sessions?.pool.end();
  await clinic?.close();
});

/** Logs in as the provider answers, and reads the first page and the table. */
async function pageAndSessions(who: Office['answers'], login: string, first: string) {
  const { store } = sessions;
  const column = { app: office.app, store, sessionSecret: randomUUID(), loginOrigins: [], log };
  const agent = request.agent(createApp(column));
  office.answers = who;
  await agent.get(login).expect(303);
  await agent.get(`${paths.loginAnswer.to()}?code=1&state=s`).expect(303);
  const page = await agent.get(first).expect(200);
  const { rows } = await clinic.owner.query<{ sess: string }>('SELECT sess::text FROM session');
  return { page: page.text, kept: rows.map(({ sess }) => sess).join('\n') };
}

it('a patient is greeted by name, and the session knows only an id', async () => {
  const who = { ...somebody(), name: 'Rosa Hemmelig Navnesen' };
  const { page, kept } = await pageAndSessions(who, paths.apply.to(), paths.application.to());
  expect(page).toContain('Rosa Hemmelig Navnesen');
  expect(kept).toContain('"patient"');
  for (const secret of ['Rosa', 'Hemmelig', 'Navnesen', who.cpr])
    expect(kept).not.toContain(secret);
});

it('so is a psychologist, by the name in our own row', async () => {
  const { id } = await staff(clinic, 'psychologist', 'Karen Kendelig');
  const email = 'karen@klinik.example';
  const roles = ['psychologist'] as const;
  const who = { kind: 'staff', staffId: id, name: 'Karen', email, roles: [...roles] } as const;
  const { page, kept } = await pageAndSessions(who, paths.staffLogin.to(), paths.worklist.to());
  expect(page).toContain('Karen Kendelig');
  expect(kept).toContain(id);
  expect(kept).not.toContain('Karen');
});

it('whoever logged in under the secret of yesterday stays logged in while the new one signs', async () => {
  const of = { app: office.app, store: sessions.store, loginOrigins: [], log };
  const [before, after, other] = [randomUUID(), randomUUID(), randomUUID()];
  const yesterday = request.agent(createApp({ ...of, sessionSecret: [before] }));
  office.answers = somebody();
  await yesterday.get(paths.apply.to()).expect(303);
  const answer = await yesterday.get(`${paths.loginAnswer.to()}?code=1&state=s`).expect(303);
  const [cookie = ''] = String(answer.headers['set-cookie']).split(';');
  const open = (sessionSecret: string[]) =>
    request(createApp({ ...of, sessionSecret }))
      .get(paths.application.to())
      .set('cookie', cookie);
  await open([after, before]).expect(200);
  await open([other]).expect(303);
});
