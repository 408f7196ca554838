/** The test database itself: each file has its own, and nothing of it stays. */
import { Client } from 'pg';
import { emptyDatabase } from '../support/database';

test('two suites never see each other’s rows, and Danish letters sort as Danes sort them', async () => {
  const [one, other] = [await emptyDatabase(), await emptyDatabase()];
  const client = new Client(one.ownerUrl);
  await client.connect();
  await client.query('CREATE TABLE person (name text COLLATE "da-x-icu")');
  await client.query(`INSERT INTO person VALUES ('Åse'), ('Ærø'), ('Zoe'), ('Øjvind')`);
  const { rows } = await client.query<{ name: string }>('SELECT name FROM person ORDER BY name');
  expect(rows.map(({ name }) => name)).toEqual(['Zoe', 'Ærø', 'Øjvind', 'Åse']);
  await client.query('CREATE EXTENSION btree_gist');
  await client.end();

  const stranger = new Client(other.ownerUrl);
  await stranger.connect();
  await expect(stranger.query('SELECT * FROM person')).rejects.toThrow('does not exist');
  await stranger.end();
  await one.drop();
  await other.drop();
});
