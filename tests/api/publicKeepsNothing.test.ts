/** The self-check and the try-out keep nothing of what anybody answers. */
import { sectionAddress, sendAddress, tryOutAddress } from '../../web/application/addresses';
import { paths } from '../../web/paths';
import { visitor } from '../support/visitor';
import { openPublicSite, type PublicSite } from './publicSite';

let site: PublicSite;
beforeAll(async () => {
  site = await openPublicSite();
});
afterAll(() => site?.close());

/** How many rows every table has, sessions apart. */
async function rowsEverywhere(): Promise<Record<string, number>> {
  const { rows } = await site.clinic.owner.query<{
    name: string;
  }>(`SELECT relname AS name FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'session'`);
  const counts = rows.map(async ({ name }) => {
    const counted = await site.clinic.owner.query<{ count: string }>(
      `SELECT count(*) FROM ${name}`,
    );
    return [name, Number(counted.rows[0]?.count)] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}
/** What sessions hold, by name: a cookie and the token of the forms, of whoever it is. */
async function keptInSessions(): Promise<string[]> {
  const { rows } = await site.clinic.owner.query<{ name: string }>(
    'SELECT DISTINCT json_object_keys(sess) AS name FROM session ORDER BY 1',
  );
  return rows.map(({ name }) => name);
}

it('neither leaves a row, a word in the session or a word in the log', async () => {
  const before = await rowsEverywhere();
  const who = visitor(site.url);
  const secret = 'Kun min egen hemmelighed';
  const check = await who.open(paths.selfCheck.to());
  await who.press(check, 'Se, hvad svarene siger', {
    suicideRisk: 'yes',
    problem: 'agoraphobia',
    drugs: 'weekly',
  });
  for (const [id, typed] of [
    [
      'aboutYou',
      { phone: '12 34 56 78', email: 'hemmelig@eksempel.example', municipality: '0461' },
    ],
    ['ownWords', { story: secret, since: secret }],
    ['safety', { thoughts: 'often', attempts: 'lastYear', more: secret }],
    ['gp', { gp: 'X00001' }],
  ] as const) {
    const address = tryOutAddress(sectionAddress(id));
    await who.press(await who.open(address), 'Gå videre', typed);
    const again = (await who.open(address)).root.outerHTML;
    for (const value of Object.values(typed)) expect(again).not.toContain(`>${value}<`);
    expect(again).not.toContain('checked');
  }
  const sendAt = tryOutAddress(sendAddress());
  await who.press(await who.open(sendAt), 'Send ansøgning');
  expect(await rowsEverywhere()).toEqual(before);
  expect(await keptInSessions()).toEqual(['cookie', 'csrfToken']);
  const { rows } = await site.clinic.owner.query<{ sess: string }>(
    'SELECT sess::text FROM session',
  );
  const everything = site.logged() + rows.map(({ sess }) => sess).join('\n');
  expect(everything).toContain('/er-det-noget-for-mig');
  for (const answer of ['hemmelig', 'agoraphobia', 'weekly', 'lastYear', 'suicideRisk']) {
    expect(everything).not.toContain(answer);
  }
});
