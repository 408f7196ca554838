/** Answers for who gets in: the practice provider and our client, over real HTTP. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSyntheticCpr, parseCpr, syntheticCpr } from '../../domain/cpr';
import { isUuid } from '../../domain/ids';
import { createIdentity, IdentityAway, type Identity } from '../../partners/identity/client';
import { LEVEL, patientOf, ROLE_OF_GROUP, staffOf, type Who } from '../../partners/identity/claims';
import { practicePatients, practiceStaff } from '../../partners/identity/practicePeople';
import {
  startPracticeIdentity,
  type RunningPracticeIdentity,
} from '../../partners/identity/practiceServer';
import { walker } from './walk';

const redirectUri = 'http://127.0.0.1:9/log-ind/svar';
const client = { clientId: 'forloeb-web', clientSecret: 'a secret for tests only' };
let folder: string;
let server: RunningPracticeIdentity;
let identity: Identity;

const start = () =>
  startPracticeIdentity({
    port: 0,
    host: '127.0.0.1',
    clients: [{ ...client, redirectUris: [redirectUri] }],
    peopleFile: join(folder, 'people.jsonl'),
  });
const clientOf = (issuer: string) =>
  createIdentity({ issuer, ...client, redirectUri, allowInsecure: true });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forloeb-identity-'));
  server = await start();
  identity = clientOf(server.issuer);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

async function logIn(who: Who, loginHint: string, from = walker()) {
  const { url, ...checks } = await identity.loginUrl({ who, loginHint });
  const back = await from.go(url, redirectUri);
  return identity.finish(back.url, checks);
}

test('a patient named by a hint comes back with number, name and level', async () => {
  expect(await logIn('patient', 'mads')).toEqual({
    kind: 'patient',
    sub: expect.stringMatching(/^[0-9a-f]{32}$/),
    cpr: '0201609995',
    name: 'Mads Prøve',
    level: LEVEL.substantial,
  });
});

test('the level is asked for as well as checked', async () => {
  const { url } = await identity.loginUrl({ who: 'patient' });
  expect(new URL(url).searchParams.get('acr_values')).toContain(LEVEL.substantial);
  expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
});

test('every member of staff comes back with the role of their group', async () => {
  const roles: Record<string, unknown> = {};
  for (const person of practiceStaff) {
    const back = await logIn('staff', person.handle);
    if (back.kind !== 'staff') throw new Error(`${person.handle} was refused`);
    expect(back).toMatchObject({ staffId: person.staffId, name: person.name });
    roles[person.handle] = back.roles;
  }
  expect(roles).toEqual({
    karen: ['psychologist'],
    jonas: ['psychologist'],
    amira: ['psychologist'],
    lone: ['coordinator'],
    birgit: ['supervisor'],
    peter: ['regionContact'],
  });
});

test('one browser can be one person after another: no login is remembered', async () => {
  const browser = walker();
  expect(await logIn('patient', 'sofie', browser)).toMatchObject({ name: 'Sofie Prøve' });
  expect(await logIn('staff', 'birgit', browser)).toMatchObject({ name: 'Birgit Eksempel' });
  expect(await logIn('patient', 'mads', browser)).toMatchObject({ name: 'Mads Prøve' });
});

test('a patient whose MitID is of a low level is refused', async () => {
  expect(await logIn('patient', 'laura')).toEqual({ kind: 'refused', name: 'levelTooLow' });
});

test('a missing or unknown level is refused before anything else is read', () => {
  const claims = { sub: 'x', cpr: '0201609995', name: 'Mads Prøve' };
  const low = { kind: 'refused', name: 'levelTooLow' };
  expect(patientOf(claims)).toEqual(low);
  expect(patientOf({ ...claims, acr: 'https://example.com/Substantial' })).toEqual(low);
  expect(patientOf({ ...claims, acr: LEVEL.high })).toMatchObject({ kind: 'patient' });
});

test('an identity number whose date does not exist is refused', () => {
  const claims = { sub: 'x', cpr: '3102609995', name: 'Mads Prøve', acr: LEVEL.substantial };
  expect(patientOf(claims)).toEqual({ kind: 'refused', name: 'claimsMissing' });
});

test('staff in no group of ours get nowhere', () => {
  const claims = { sub: practiceStaff[0]?.staffId, name: 'Karen', email: 'k@eksempel.example' };
  const groups = ['alle', 'constructor'];
  expect(staffOf({ ...claims, groups })).toEqual({ kind: 'refused', name: 'noRole' });
  expect(staffOf(claims)).toEqual({ kind: 'refused', name: 'claimsMissing' });
});

test('an answer with another state, nonce or code verifier is refused', async () => {
  for (const spoiled of ['state', 'nonce', 'codeVerifier'] as const) {
    const { url, ...checks } = await identity.loginUrl({ who: 'patient', loginHint: 'sofie' });
    const other = await identity.loginUrl({ who: 'patient' });
    const back = await walker().go(url, redirectUri);
    const wrong = { ...checks, [spoiled]: other[spoiled] };
    expect(await identity.finish(back.url, wrong)).toEqual({
      kind: 'refused',
      name: 'answerDoesNotFit',
    });
  }
});

test('an answer works once', async () => {
  const { url, ...checks } = await identity.loginUrl({ who: 'patient', loginHint: 'sofie' });
  const back = await walker().go(url, redirectUri);
  expect(await identity.finish(back.url, checks)).toMatchObject({ kind: 'patient' });
  expect(await identity.finish(back.url, checks)).toMatchObject({ kind: 'refused' });
});

test('without a hint one chooses a person on the page, or goes back', async () => {
  const browser = walker();
  const { url, ...checks } = await identity.loginUrl({ who: 'patient' });
  const page = await browser.go(url, redirectUri);
  expect(page.html).toContain('Sofie Prøve');
  expect(page.html).not.toContain('Karen Eksempel');
  const sub = /value="([0-9a-f]{32})"><strong>Sofie/.exec(page.html)?.[1] ?? '';
  const back = await browser.go(page.url, redirectUri, { person: sub });
  expect(await identity.finish(back.url, checks)).toMatchObject({ name: 'Sofie Prøve' });

  const again = await identity.loginUrl({ who: 'patient' });
  const second = await browser.go(again.url, redirectUri);
  const cancelled = await browser.go(second.url, redirectUri, { cancel: '1' });
  expect(await identity.finish(cancelled.url, again)).toEqual({
    kind: 'refused',
    name: 'cancelled',
  });
});

test('a hint at a psychologist does not log a patient in', async () => {
  const { url } = await identity.loginUrl({ who: 'patient', loginHint: 'karen' });
  expect((await walker().go(url, redirectUri)).html).toContain('Hvem vil du være?');
});

test.each([
  ['no date', '3102881234', 'ti cifre, der begynder med en dato'],
  ['no 29 February', '2902999990', 'ti cifre, der begynder med en dato'],
  ['letters', 'x'.repeat(10), 'ti cifre, der begynder med en dato'],
  ['far too long', '1'.repeat(100_000), 'ti cifre, der begynder med en dato'],
  ['NUL and signs', '150388\u00009992😀', 'ti cifre, der begynder med en dato'],
])(
  'a number that is %s comes back with a sentence, and what was typed',
  async (_why, cpr, said) => {
    const browser = walker();
    const { url } = await identity.loginUrl({ who: 'patient' });
    const page = await browser.go(url, redirectUri);
    const refused = await browser.go(page.url, redirectUri, { name: 'Ny Prøve', cpr });
    expect(refused.status).toBe(400);
    expect(refused.html).toContain(said);
    expect(refused.html).toContain('value="Ny Prøve"');
  },
);

test('a name of 100,000 signs is refused in words; one with what nobody sees is taken without', async () => {
  const browser = walker();
  const { url, ...checks } = await identity.loginUrl({ who: 'patient' });
  const page = await browser.go(url, redirectUri);
  const long = await browser.go(page.url, redirectUri, {
    name: 'Å😀'.repeat(50_000),
    cpr: '1503889992',
  });
  expect(long.html).toContain('Skriv et opdigtet navn.');
  const typed = { name: '\u202eÅse\u0000 <b> 😀', cpr: '040777-9937' };
  const back = await browser.go(page.url, redirectUri, typed);
  expect(await identity.finish(back.url, checks)).toMatchObject({ name: 'Åse <b> 😀' });
});

test('a number that fails modulus 11 is as good as any', () => {
  // Every synthetic number fails it.
  for (const cpr of [syntheticCpr(1), syntheticCpr(2)]) {
    const claims = { sub: 'x', cpr, name: 'Mads\u0000', acr: LEVEL.substantial };
    expect(patientOf(claims)).toMatchObject({ kind: 'patient', cpr, name: 'Mads' });
  }
});

test('a person typed in on the page is the same person after a restart', async () => {
  const browser = walker();
  const { url, ...checks } = await identity.loginUrl({ who: 'patient' });
  const page = await browser.go(url, redirectUri);
  const real = await browser.go(page.url, redirectUri, { name: '<b>Ny', cpr: '150388-1234' });
  expect(real.status).toBe(400);
  expect(real.html).toContain('Nummeret kan være en rigtig persons.');
  expect(real.html).toContain('value="&lt;b&gt;Ny"');
  const back = await browser.go(page.url, redirectUri, { name: ' Ny  Prøve ', cpr: '150388-9992' });
  const before = await identity.finish(back.url, checks);
  expect(before).toMatchObject({ kind: 'patient', name: 'Ny Prøve', cpr: '1503889992' });

  await server.stop();
  server = await start();
  identity = clientOf(server.issuer);
  if (before.kind !== 'patient') throw new Error('refused');
  expect(await logIn('patient', before.sub)).toEqual(before);
});

test('a new applicant is made from a seed, the same for the same seed', async () => {
  const first = await logIn('patient', 'ny:41');
  if (first.kind !== 'patient') throw new Error('refused');
  expect(isSyntheticCpr(first.cpr)).toBe(true);
  expect(await logIn('patient', 'ny:41')).toEqual(first);
  expect(await logIn('patient', 'ny:42')).not.toMatchObject({ cpr: first.cpr });
});

test('a login page opened without its login says so', async () => {
  const page = await walker().go(`${server.issuer}/login/nothing`, redirectUri);
  expect(page.status).toBe(400);
  expect(page.html).toContain('Gå tilbage til portalen');
  const broken = await walker().go(`${server.issuer}/auth?client_id=nobody`, redirectUri);
  expect(broken.html).toContain('Login virkede ikke');
});

test('a provider that is away at start is asked again at the next login', async () => {
  const door = createServer((_request, response) => response.writeHead(503).end());
  await new Promise<void>((done) => door.listen(0, '127.0.0.1', done));
  const address = door.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const issuer = `http://127.0.0.1:${address.port}`;
  const late = clientOf(issuer);
  await expect(late.loginUrl({ who: 'patient' })).rejects.toThrow(IdentityAway);
  await new Promise((done) => door.close(done));
  await expect(late.loginUrl({ who: 'patient' })).rejects.toThrow(IdentityAway);
  const risen = await startPracticeIdentity({
    port: address.port,
    host: '127.0.0.1',
    clients: [{ ...client, redirectUris: [redirectUri] }],
  });
  expect((await late.loginUrl({ who: 'patient' })).url).toContain(`${issuer}/auth?`);
  await risen.stop();
});

test('nobody of the practice could be mistaken for a real person', () => {
  for (const { cpr, name } of practicePatients) {
    const facts = parseCpr(cpr);
    expect(facts !== null && isSyntheticCpr(facts.cpr)).toBe(true);
    expect(name).toMatch(/ Prøve$/);
  }
  expect(new Set(practicePatients.map(({ cpr }) => cpr)).size).toBe(practicePatients.length);
  for (const { staffId, groups } of practiceStaff) {
    expect(isUuid(staffId)).toBe(true);
    expect(groups.every((group) => ROLE_OF_GROUP.has(group))).toBe(true);
  }
});
