/** Answers for the partners' manners: once is once, lost answers, receipts, and a journal. */
import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asId, type DeliveryId } from '../../domain/ids';
import { createDigitalPost } from '../../partners/digitalPost/client';
import { createEpj } from '../../partners/epj/client';
import { PartnerUnavailable, type PartnerName } from '../../partners/exchange';
import { createMail } from '../../partners/mail/client';
import { createMedcom } from '../../partners/medcom/client';
import type { Mode } from '../../partners/postbox';
import { startStandIns, type RunningStandIns } from '../../partners/standIns';
import { createVideo } from '../../partners/video/client';

let folder: string;
let journalFile: string;
let running: RunningStandIns;
const options = () => ({ port: 0, host: '127.0.0.1', journalFile, receiptMs: 0, slowMs: 60_000 });
const address = () => ({ partnersUrl: running.url, timeoutMs: 2_000 });
const newId = (): string => randomUUID();
const receiptId = (id: string): DeliveryId => asId(id);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forloeb-standins-'));
  journalFile = join(folder, 'journal.jsonl');
  running = await startStandIns(options());
});
afterEach(async () => {
  await running.stop();
  await rm(folder, { recursive: true });
});

async function behave(partner: PartnerName, mode: Mode): Promise<void> {
  const response = await fetch(`${running.url}/styring/${partner}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ mode }),
  });
  expect(response.status).toBe(200);
}

async function received(partner: PartnerName): Promise<unknown[]> {
  const headers = { connection: 'close' };
  return (await (
    await fetch(`${running.url}/${partner}/messages`, { headers })
  ).json()) as unknown[];
}

const page = async (path: string) => (await fetch(running.url + path)).text();

function letter(deliveryId = newId(), html = '<p>Kære Sofie</p>') {
  return {
    deliveryId,
    recipient: { cpr: '0201919990', name: 'Sofie Prøve' },
    subject: 'Tilbud om samtale',
    html,
    text: 'Kære Sofie',
    link: 'http://127.0.0.1:3000/l/abc',
  };
}

test('a letter sent twice is one letter with one answer', async () => {
  const post = createDigitalPost(address());
  const one = letter();
  const first = await post.send(one);
  expect(first).toEqual({
    kind: 'accepted',
    id: one.deliveryId,
    acceptedAt: expect.stringMatching(/Z$/),
  });
  expect(await post.send(one)).toEqual(first);
  expect(await received('digitalPost')).toHaveLength(1);
});

test('the same letter from two at once is one letter', async () => {
  const post = createDigitalPost(address());
  const one = letter();
  const answers = await Promise.all([post.send(one), post.send(one), post.send(one)]);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await received('digitalPost')).toHaveLength(1);
});

test('another letter under the same delivery id is refused, the first one stands', async () => {
  const post = createDigitalPost(address());
  const one = letter();
  await post.send(one);
  expect(await post.send({ ...one, subject: 'Afslag' })).toMatchObject({ kind: 'refused' });
  expect(await received('digitalPost')).toMatchObject([{ message: { subject: one.subject } }]);
});

test('a lost answer is asked for again and the letter is there once', async () => {
  const post = createDigitalPost(address());
  await behave('digitalPost', 'loseAnswer');
  const one = letter();
  await expect(post.send(one)).rejects.toThrow(new PartnerUnavailable('digitalPost', 'noAnswer'));
  expect(await post.send(one)).toMatchObject({ kind: 'accepted', id: one.deliveryId });
  expect(await received('digitalPost')).toHaveLength(1);
});

test('a partner that is too slow counts as no answer', async () => {
  await behave('epj', 'slow');
  const entry = {
    deliveryId: newId(),
    patient: { cpr: '0201919990' },
    kind: 'courseCreated' as const,
    courseNumber: 'F-1987',
    startedAt: '2026-12-07T09:00:00.000Z',
  };
  const sent = createEpj({ ...address(), timeoutMs: 150 }).send(entry);
  await expect(sent).rejects.toThrow(new PartnerUnavailable('epj', 'noAnswer'));
  await behave('epj', 'ok');
  expect(await createEpj(address()).send(entry)).toMatchObject({ kind: 'accepted' });
  expect(await received('epj')).toHaveLength(1);
});

test('a partner that says no is a value with its reason, and nothing is kept', async () => {
  await behave('digitalPost', 'refuse');
  expect(await createDigitalPost(address()).send(letter())).toEqual({
    kind: 'refused',
    reason: expect.stringContaining('cannot be reached'),
  });
  expect(await received('digitalPost')).toHaveLength(0);
});

test('e-mail with a lost answer is unknown; with nobody there it has not left', async () => {
  const reminder = {
    deliveryId: newId(),
    channel: 'email' as const,
    to: 'sofie@eksempel.example',
    subject: 'Du har fået en besked',
    text: 'Log ind for at læse den.',
  };
  const mail = createMail(address());
  await behave('mail', 'loseAnswer');
  expect(await mail.send(reminder)).toEqual({ kind: 'unknown' });
  expect(await received('mail')).toHaveLength(1);
  await running.stop();
  await expect(mail.send({ ...reminder, deliveryId: newId() })).rejects.toThrow(
    new PartnerUnavailable('mail', 'neverSent'),
  );
  running = await startStandIns(options());
});

test('a receipt comes late, then says delivered, and stays so', async () => {
  const post = createDigitalPost(address());
  const one = letter();
  await behave('digitalPost', 'lateReceipts');
  await post.send(one);
  const id = receiptId(one.deliveryId);
  expect(await post.receipt(id)).toMatchObject({ status: 'waiting' });
  await behave('digitalPost', 'ok');
  const delivered = await post.receipt(id);
  expect(delivered).toMatchObject({ status: 'delivered' });
  await behave('digitalPost', 'failReceipts');
  expect(await post.receipt(id)).toEqual(delivered);
  expect(await post.receipt(receiptId(newId()))).toEqual({ status: 'unknown' });
});

test('a letter that cannot be delivered says why', async () => {
  const post = createDigitalPost(address());
  await behave('digitalPost', 'failReceipts');
  const one = letter();
  await post.send(one);
  expect(await post.receipt(receiptId(one.deliveryId))).toMatchObject({
    status: 'failed',
    reason: expect.any(String),
  });
});

test('what was received is there after a restart, also when the last line broke off', async () => {
  const post = createDigitalPost(address());
  const one = letter();
  const first = await post.send(one);
  const delivered = await post.receipt(receiptId(one.deliveryId));
  await running.stop();
  await appendFile(journalFile, '{"line":"message","partner":"digi');
  running = await startStandIns(options());
  expect(await createDigitalPost(address()).send(one)).toEqual(first);
  expect(await createDigitalPost(address()).receipt(receiptId(one.deliveryId))).toEqual(delivered);
  await createDigitalPost(address()).send(letter());
  await running.stop();
  running = await startStandIns(options());
  expect(await received('digitalPost')).toHaveLength(2);
  const lines = (await readFile(journalFile, 'utf8')).trimEnd().split('\n');
  expect(lines.every((line) => JSON.parse(line) !== null)).toBe(true);
  expect((await stat(journalFile)).mode & 0o077).toBe(0);
});

test('a message that is none is refused by field, without repeating what it said', async () => {
  const sent = await fetch(`${running.url}/medcom/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': newId() },
    body: JSON.stringify({ deliveryId: newId(), text: 'hemmeligt' }),
  });
  expect(sent.status).toBe(400);
  expect(await sent.text()).not.toContain('hemmeligt');
  const broken = await fetch(`${running.url}/medcom/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{',
  });
  expect(broken.status).toBe(400);
});

test('the receiver opens the letter in the mailbox and finds the way back', async () => {
  await createDigitalPost(address()).send({
    ...letter(),
    appointment: {
      startsAt: '2026-12-16T09:00:00.000Z',
      endsAt: '2026-12-16T10:00:00.000Z',
      title: 'Samtale',
    },
  });
  const inbox = /href="(\/digital-post\/[0-9a-f]{12})"/.exec(await page('/digital-post'))?.[1];
  const opened = /href="(\/digital-post\/brev\/[^"]+)"/.exec(await page(inbox ?? ''))?.[1];
  const html = await page(opened ?? '');
  expect(html).toContain('href="http://127.0.0.1:3000/l/abc"');
  expect(html).toMatch(/Onsdag 16\. december 2026 kl\.\s10\.00 til 11\.00/);
  expect(inbox).not.toContain('0201919990');
});

test('a letter with a script in it is shown in a frame that runs none', async () => {
  const one = letter(newId(), '<script>document.title = 1</script><p>Brev</p>');
  await createDigitalPost(address()).send({ ...one, subject: '<img src=x onerror=alert(1)>' });
  const path = `/digital-post/brev/${one.deliveryId}`;
  expect(await page(path)).not.toContain('<img src=x');
  const body = await fetch(`${running.url}${path}/indhold`);
  const policy = body.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/sandbox (?!.*allow-scripts)/);
});

test('a meeting has a link for each side, and the same links when it is moved', async () => {
  const video = createVideo(address());
  const meeting = {
    deliveryId: newId(),
    externalId: newId(),
    patientName: 'Sofie Prøve',
    startsAt: '2026-12-16T09:00:00.000Z',
    endsAt: '2026-12-16T10:00:00.000Z',
  };
  const made = await video.send(meeting);
  if (made.kind !== 'accepted') throw new Error('refused');
  const moved = await video.send({
    ...meeting,
    deliveryId: newId(),
    startsAt: '2026-12-17T09:00:00.000Z',
  });
  expect(moved).toMatchObject({ patientUrl: made.patientUrl, staffUrl: made.staffUrl });
  expect(made.patientUrl).not.toBe(made.staffUrl);
  const room = await (await fetch(made.patientUrl)).text();
  expect(room).toContain('Her ville videosamtalen være');
  expect(room).toContain('Torsdag 17. december');
});

test('the GP, the record and the reminders each have a page of their own', async () => {
  expect(await page('/laege')).toContain('Ingen beskeder endnu');
  const deliveryId = newId();
  await createMedcom(address()).send({
    deliveryId,
    gp: { ydernummer: '990101', name: 'Lægerne i Havnegade (øvelse)' },
    patient: { cpr: '0201919990', name: 'Sofie Prøve' },
    kind: 'epicrise',
    subject: 'Epikrise for behandling',
    text: 'Anbefaling:\nOpfølgning om tre måneder',
  });
  await createEpj(address()).send({
    deliveryId: newId(),
    patient: { cpr: '0201919990' },
    kind: 'note',
    title: 'Forsamtale',
    text: 'Notatet',
    author: 'Karen Eksempel',
    writtenAt: '2026-12-16T10:00:00.000Z',
  });
  await createMail(address()).send({
    deliveryId: newId(),
    channel: 'sms',
    to: '20304050',
    subject: 'Besked',
    text: 'Log ind: http://127.0.0.1:3000/l/xyz. <b>',
  });
  expect(await page('/laege')).toContain('Lægerne i Havnegade (øvelse)');
  expect(await page(`/laege/${deliveryId}`)).toContain('Opfølgning om tre måneder');
  expect(await page('/epj')).toContain('Notat af Karen Eksempel');
  const mail = await page('/mail');
  expect(mail).toContain('href="http://127.0.0.1:3000/l/xyz"');
  expect(mail).toContain('&lt;b&gt;');
  expect(await page('/')).toContain('1 modtaget');
});

test('an address that leads nowhere answers kindly', async () => {
  for (const path of ['/x', '/digital-post/000000000000', '/video/moede/x/patient', '/laege/x']) {
    const response = await fetch(running.url + path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Siden findes ikke');
  }
});
