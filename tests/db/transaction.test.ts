/** A transaction is one person's, whole or not at all, and says plainly when Postgres is away. */
import { Client } from 'pg';
import { z } from 'zod';
import { allStaff } from '../../db/staff';
import { ANONYMOUS, DatabaseAway, inTransaction, openDatabase, SYSTEM } from '../../db/transaction';
import type { Tx } from '../../db/transaction';
import { newId } from '../../db/newId';
import { openClinic, randomKeys, staff } from './clinic';
import type { Clinic } from './clinic';

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.close());

const Setting = z.object({ role: z.string(), actorId: z.string() });
const whoAmI = (tx: Tx) =>
  tx.row(
    Setting,
    `SELECT actor_role() AS role,
  coalesce(actor_id()::text, '') AS actor_id`,
  );
const addStaff = (tx: Tx, name: string) =>
  tx.run(
    `INSERT INTO staff (staff_id, name, email, roles)
  VALUES ($1, $2, $2, '{}')`,
    [newId(), name],
  );

test('what was begun is undone when anything in it fails', async () => {
  const failing = inTransaction(clinic.app, SYSTEM, async (tx) => {
    await addStaff(tx, 'Halvt Gemt');
    throw new Error('the pen broke');
  });
  await expect(failing).rejects.toThrow('the pen broke');
  const names = await inTransaction(clinic.app, SYSTEM, (tx) => allStaff(tx));
  expect(names.map(({ name }) => name)).not.toContain('Halvt Gemt');
});

test('a failed query that somebody swallowed does not pass for a saved page', async () => {
  const careless = inTransaction(clinic.app, SYSTEM, async (tx) => {
    await addStaff(tx, 'Overset Fejl');
    await tx.run('SELECT 1 / 0').catch(() => 0);
  });
  await expect(careless).rejects.toThrow('nothing was kept');
});

test('the next transaction on a connection does not inherit the last one’s actor', async () => {
  const single = openDatabase({
    url: clinic.place.appUrl,
    applicationName: 'forloeb-test',
    keys: clinic.keys,
    poolSize: 1,
  });
  const mette = await staff(clinic, 'psychologist');
  const first = await inTransaction(single, mette, whoAmI);
  expect(first).toEqual({ role: 'psychologist', actorId: mette.id });
  expect(await inTransaction(single, ANONYMOUS, whoAmI)).toEqual({
    role: 'anonymous',
    actorId: '',
  });
  await single.close();
});

test('a transaction that is over answers no forgotten query', async () => {
  let kept: Tx | undefined;
  await inTransaction(clinic.app, SYSTEM, async (tx) => {
    kept = tx;
  });
  await expect(kept?.run('SELECT 1')).rejects.toThrow('this transaction is over');
});

test('an actor whose id is no id is turned away before any query', async () => {
  const stranger = { kind: 'patient', id: `' OR 1=1`, role: 'patient' } as never;
  await expect(inTransaction(clinic.app, stranger, whoAmI)).rejects.toThrow('named by a uuid');
});

test('Postgres that does not answer, or is shut down under us, is "away"', async () => {
  const nowhere = openDatabase({
    url: 'postgres://forloeb_app:app@127.0.0.1:1/forloeb',
    applicationName: 'x',
    keys: randomKeys(),
  });
  await expect(inTransaction(nowhere, SYSTEM, whoAmI)).rejects.toBeInstanceOf(DatabaseAway);
  await nowhere.close();

  const cut = inTransaction(clinic.app, SYSTEM, async (tx) => {
    await tx.run('SELECT pg_terminate_backend(pg_backend_pid())');
  });
  await expect(cut).rejects.toBeInstanceOf(DatabaseAway);
  expect(await inTransaction(clinic.app, SYSTEM, whoAmI)).toMatchObject({ role: 'system' });
});

test('what is asked at once is asked in turn: a connection takes one query at a time', async () => {
  let running = 0;
  let most = 0;
  const query = Client.prototype.query;
  const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function watched(
    this: Client,
    ...asked: unknown[]
  ) {
    running += 1;
    most = Math.max(most, running);
    const answer: unknown = Reflect.apply(query, this, asked);
    return Promise.resolve(answer).finally(() => (running -= 1)) as unknown as undefined;
  });
  const numbers = await inTransaction(clinic.app, SYSTEM, (tx) =>
    Promise.all(
      [3, 1, 2].map((one) => tx.row(z.object({ n: z.number() }), 'SELECT $1::int AS n', [one])),
    ),
  );
  spy.mockRestore();
  expect(numbers).toEqual([{ n: 3 }, { n: 1 }, { n: 2 }]);
  expect(most).toBe(1);
});
