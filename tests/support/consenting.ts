/** Applicants who press small buttons again and again: each consent given or withdrawn is one event. */
import { Client } from 'pg';
import type { Filled, Pressed, Visitor } from './visitor';
import { visitor } from './visitor';

export const CONSENTS_PAGE = '/mit-forloeb/samtykker';

/** What became of one press, as the person at the screen was told. */
export interface Told {
  readonly updateId: string;
  readonly kind: 'done' | 'saving' | 'notSaved' | 'unanswered';
  readonly filled: Filled;
  readonly who: Visitor;
}

/** New applicants with a course each, begun through the pages. `seed` makes them other people. */
export async function applicants(url: string, count: number, seed: number): Promise<Visitor[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const one = visitor(url);
      const home = await one.open('/oevelse');
      const person = `ny:${seed + at}`;
      const { page } = await one.press(home, 'Vær en ny ansøger', { person });
      if (page?.at !== '/ansoegning') throw new Error(`nobody began: ${page?.text}`);
      return one;
    }),
  );
}

/** The forms of every consent on a person's page, as a press of its button would send them. */
export async function formsOf(one: Visitor): Promise<Filled[]> {
  const page = await one.open(CONSENTS_PAGE);
  const words = page.root
    .querySelectorAll('main button')
    .map((button) => button.innerText.replace(/\s+/g, ' ').trim());
  const names = words.filter((name) => /samtykke/.test(name));
  if (names.length !== 4) throw new Error(`${names.length} consents on: ${page.text}`);
  return names.map((name) => one.fields(page, name));
}

/** Sends it, to another web where one is named, and says what the answer told. */
export async function send(who: Visitor, filled: Filled, url = ''): Promise<Told> {
  const updateId = filled.fields.get('updateId') ?? '';
  const about = { updateId, filled, who };
  const answer = await who.post(`${url}${filled.action}`, filled.fields).catch(() => null);
  return { ...about, kind: answer === null ? 'unanswered' : kindOf(answer) };
}

function kindOf({ status, to, page }: Pressed): Told['kind'] {
  if (status === 303) return to?.startsWith('/gemmes/') ? 'saving' : 'done';
  // The form comes back: nothing was saved now, or too much else is being saved; press once more.
  if (status === 503 || page?.text.includes('Vent et øjeblik, og send igen')) return 'notSaved';
  throw new Error(`answered ${status}: ${page?.text}`);
}

/** How often the event of each press stands in Postgres. */
export async function recordedTimes(
  ownerUrl: string,
  presses: readonly Told[],
): Promise<Map<string, number>> {
  const client = new Client(ownerUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ event_id: string; times: number }>(
      'SELECT event_id, count(*)::int AS times FROM event WHERE event_id = ANY($1) GROUP BY 1',
      [presses.map(({ updateId }) => updateId)],
    );
    const found = new Map(rows.map(({ event_id: id, times }) => [id, times]));
    return new Map(presses.map(({ updateId }) => [updateId, found.get(updateId) ?? 0]));
  } finally {
    await client.end();
  }
}
