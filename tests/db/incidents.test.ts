/** Incidents: the same fault is one row that counts, and what was closed and is still there is new. */
import { closeIncidents, incidentsOf, reportIncident, type Incident } from '../../db/incidents';
import { newId } from '../../db/newId';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { plusMillis } from '../../domain/ids';
import { COURSE_INCIDENTS, handlingsOf, isSetAside, retryOf } from '../../domain/incidents';
import { ANNA, BO, NOW, openClinic, patient, type Clinic, type Patient } from './clinic';

let clinic: Clinic;
let anna: Patient;
let bo: Patient;
beforeAll(async () => {
  clinic = await openClinic();
  [anna, bo] = [await patient(clinic, ANNA), await patient(clinic, BO)];
});
beforeEach(() => clinic.owner.query('TRUNCATE incident'));
afterAll(() => clinic.close());

const LATER = plusMillis(NOW, 60_000);
const asWorker = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(clinic.worker, SYSTEM, work);
const ofAnna = (): Promise<Incident[]> => asWorker((tx) => incidentsOf(tx, anna.courseId));
const differs = (of: Patient, cause = 'rowAhead', at = NOW) =>
  asWorker((tx) =>
    reportIncident(tx, { kind: 'workflowDiffers', courseId: of.courseId, cause, at }),
  );

test('the same fault seen again is the same incident, seen twice, with the newest cause', async () => {
  await differs(anna);
  await differs(bo);
  await differs(anna, 'workflowAhead', LATER);
  expect(await ofAnna()).toMatchObject([
    { kind: 'workflowDiffers', cause: 'workflowAhead', openedAt: NOW, lastSeenAt: LATER, times: 2 },
  ]);
});

test('two who see the same fault at once tell of one', async () => {
  await Promise.all(Array.from({ length: 5 }, () => differs(anna)));
  expect(await ofAnna()).toMatchObject([{ times: 5 }]);
});

test('two letters of one course are two incidents', async () => {
  for (const subject of ['a', 'b', 'a']) {
    const of = { kind: 'deliveryFailed', courseId: anna.courseId, cause: 'refused' } as const;
    await asWorker((tx) => reportIncident(tx, { ...of, subject, at: NOW }));
  }
  expect((await ofAnna()).map((one) => [one.subject, one.times])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
});

test('what was closed and is still wrong is told again, as a new one', async () => {
  await differs(anna);
  const of = {
    courseId: anna.courseId,
    kinds: COURSE_INCIDENTS,
    how: 'mended',
    at: LATER,
  } as const;
  const close = () => asWorker((tx) => closeIncidents(tx, of));
  expect([await close(), await close()]).toEqual([1, 0]);
  expect(await ofAnna()).toEqual([]);
  await differs(anna, 'rowAhead', LATER);
  expect(await ofAnna()).toMatchObject([{ openedAt: LATER, times: 1 }]);
});

describe('the program from before causes, which runs beside this one during a deploy', () => {
  /** As it tells: no cause, no subject, everything in the detail. */
  const tells = (kind: string, detail: object, courseId: string | null = anna.courseId) =>
    asWorker((tx) =>
      tx.run(
        `INSERT INTO incident (incident_id, course_id, kind, detail, opened_at)
        VALUES ($1, $2, $3, $4, $5)`,
        [newId(), courseId, kind, JSON.stringify(detail), NOW],
      ),
    );
  const letter = (reason: string) => ({ deliveryId: newId(), kind: 'receipt', reason });

  test('tells of two letters of one course, each with its cause and its own id', async () => {
    const two = [letter('refused'), letter('noReceipt')];
    for (const detail of two) await tells('deliveryFailed', detail);
    expect((await ofAnna()).map(({ subject, cause }) => ({ subject, cause }))).toEqual(
      two.map(({ deliveryId, reason }) => ({ subject: deliveryId, cause: reason })),
    );
  });

  test('tells of two morning mails of one day', async () => {
    for (const mailId of [newId(), newId()])
      await tells('morningMailFailed', { mailId, reason: 'noAnswer' }, null);
    const { rows } = await clinic.owner.query('SELECT cause FROM incident');
    expect(rows).toEqual([{ cause: 'noAnswer' }, { cause: 'noAnswer' }]);
  });

  test('tells the same course once more, in the row that is open', async () => {
    await tells('recordingStopped', { reason: 'hole' });
    await tells('recordingStopped', { reason: 'refused' });
    expect(await ofAnna()).toMatchObject([{ cause: 'refused', times: 2, lastSeenAt: NOW }]);
  });

  test('says nothing that makes a course that stands still look like one event set aside', async () => {
    for (const detail of [{ reason: 'epoch' }, {}]) {
      await tells('recordingStopped', detail);
      const [one] = await ofAnna();
      if (!one) throw new Error('nothing was told');
      expect(one.cause).toBe('unknown');
      expect(isSetAside(one.kind, one.cause)).toBe(false);
      expect(handlingsOf(one.kind, one.cause)).toEqual([]);
      expect(retryOf(one.kind, one.cause, null)).toBe('freely');
    }
  });

  test('closes what it has seen to', async () => {
    await tells('deliveryFailed', letter('refused'));
    await asWorker((tx) => tx.run('UPDATE incident SET closed_at = $1', [LATER]));
    const { rows } = await clinic.owner.query('SELECT how FROM incident');
    expect(rows).toEqual([{ how: 'handled' }]);
  });
});
