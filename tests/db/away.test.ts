import { DatabaseAway, inTransaction, SYSTEM } from '../../db/transaction';
import { openClinic, type Clinic } from './clinic';

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic?.close());

test('a statement that takes too long is a database that is away: the form comes back', async () => {
  const slow = inTransaction(clinic.app, SYSTEM, async (tx) => {
    await tx.run(`SET LOCAL statement_timeout = '20ms'`);
    await tx.run('SELECT pg_sleep(1)');
  });
  await expect(slow).rejects.toBeInstanceOf(DatabaseAway);
});

test.each(['53100', '53200', '53300', '53400'])(
  'so is one without resources: %s',
  async (state) => {
    const scarce = inTransaction(clinic.app, SYSTEM, (tx) =>
      tx.run(`DO $$ BEGIN RAISE SQLSTATE '${state}'; END $$`),
    );
    await expect(scarce).rejects.toBeInstanceOf(DatabaseAway);
  },
);

test('a constraint that says no is no such thing', async () => {
  const refused = inTransaction(clinic.app, SYSTEM, (tx) =>
    tx.run(`DO $$ BEGIN RAISE SQLSTATE '23505'; END $$`),
  );
  await expect(refused).rejects.not.toBeInstanceOf(DatabaseAway);
});
