import { createServer, type AddressInfo } from 'node:net';
import { DatabaseAway, inTransaction, openDatabase, SYSTEM } from '../../db/transaction';
import { openClinic, randomKeys, type Clinic } from './clinic';

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

/** A message of Postgres' protocol: its letter, its length, what is in it. */
function message(letter: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(letter);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
const GREETING = [
  message('R', Buffer.from([0, 0, 0, 0])),
  message('Z', Buffer.from('I')),
  message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection\0\0')),
];

test('one that goes in the very moment it lets us in ends no process', async () => {
  const server = createServer((socket) => {
    socket.once('data', () => socket.write(Buffer.concat(GREETING)));
    socket.on('error', () => undefined);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = server.address() as AddressInfo;
  const url = `postgres://nobody@127.0.0.1:${port}/none`;
  const db = openDatabase({ url, applicationName: 'test', keys: randomKeys() });
  try {
    const work = inTransaction(db, SYSTEM, (tx) => tx.run('SELECT 1'));
    await expect(work).rejects.toBeInstanceOf(DatabaseAway);
  } finally {
    await db.close();
    await new Promise((resolve) => server.close(resolve));
  }
});
