/** The duty roster as staff read it, and as two supervisors plan it at once. */
import { dutiesBetween, setDuty } from '../../../db/duty';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { addDays } from '../../../domain/calendar';
import { instant, type CivilDate, type StaffId } from '../../../domain/ids';
import { paths, withQuery } from '../../../web/paths';
import { openClinicSite, type Browser, type ClinicSite } from './clinicSite';

/** The clock stands on Monday 23 November 2026, 10:00 in Copenhagen. */
const MONDAY = '2026-11-23' as CivilDate;
const TUESDAY = addDays(MONDAY, 1);
const roster = paths.dutyRoster.to();
let site: ClinicSite;
let lise: Browser;
beforeEach(async () => {
  site = await openClinicSite();
  lise = await site.as('supervisor');
  await lise.get(roster);
});
afterEach(() => site.close());

const plan = (on: CivilDate, staffId: StaffId | null): Promise<void> =>
  inTransaction(site.clinic.app, SYSTEM, (tx) => setDuty(tx, on, staffId));
const standsOn = async (on: CivilDate): Promise<StaffId | undefined> =>
  (await inTransaction(site.clinic.app, SYSTEM, (tx) => dutiesBetween(tx, on, on)))[0]?.staffId;
const choose = (who: Browser, days: Readonly<Record<string, string>>): Promise<Browser> =>
  who.press(roster, Object.fromEntries(Object.entries(days).map(([on, to]) => [`day-${on}`, to])));
const audits = async (): Promise<unknown[]> => {
  const { rows } = await site.clinic.owner.query<{ detail: unknown }>(
    `SELECT detail FROM audit WHERE event = 'changedDuty' ORDER BY audit_id`,
  );
  return rows.map(({ detail }) => detail);
};

describe('the roster', () => {
  it('is reached from every staff page and says plainly which days have nobody', async () => {
    await plan(TUESDAY, site.staff.karen);
    const karen = await site.as('karen');
    await karen.get(paths.worklist.to());
    expect(karen.html).toContain(`href="${roster}"`);
    await karen.get(roster);
    expect(karen.words()).toContain('Uge 48 23.–27. november');
    expect(karen.words()).toMatch(
      /Mandag 23\. november\s+Ingen på vagt: lederen får de røde bekymringsmarkeringer/,
    );
    expect(karen.words()).toMatch(/Tirsdag 24\. november\s+Karen Eksempel \(dig\)\s+Onsdag/);
    expect(karen.words()).toContain('19 arbejdsdage herunder er uden vagt.');
    expect(karen.html).not.toContain('<select');
  });

  it('needs nobody on closed days, and shows other weeks from the address', async () => {
    await lise.get(withQuery(roster, { fra: '2026-12-23' }));
    expect(lise.words()).toMatch(/Torsdag 24\. december\s+Lukket: juleaftensdag/);
    expect(lise.html).not.toContain('day-2026-12-24');
    expect(lise.html).toContain(`${roster}?fra&#x3D;2026-12-14`);
    expect(lise.html).toContain(`${roster}?fra&#x3D;2026-12-28`);
    for (const far of ['9999-12-31', '1900-01-01', 'i morgen']) {
      await lise.get(withQuery(roster, { fra: far }));
      expect([lise.status, lise.words().includes('Uge 48')]).toEqual([200, true]);
    }
  });

  it('says that somebody who has left is nobody', async () => {
    await plan(TUESDAY, site.staff.ib);
    await site.clinic.owner.query('UPDATE staff SET active = false WHERE staff_id = $1', [
      site.staff.ib,
    ]);
    await lise.get(roster);
    expect(lise.words()).toContain('Ib Eksempel har ikke længere vagter. Ingen på vagt');
  });
});

describe('a supervisor', () => {
  it('plans several days at once, and takes one back; each is kept with who and what', async () => {
    const { karen, ib, supervisor } = site.staff;
    await choose(lise, { [MONDAY]: karen, [TUESDAY]: ib });
    expect(lise.words()).toContain('2 dage er ændret.');
    expect([await standsOn(MONDAY), await standsOn(TUESDAY)]).toEqual([karen, ib]);
    await choose(lise, { [TUESDAY]: '' });
    expect(await standsOn(TUESDAY)).toBeUndefined();
    expect(await audits()).toEqual([
      { on: MONDAY, from: null, to: karen },
      { on: TUESDAY, from: null, to: ib },
      { on: TUESDAY, from: ib, to: null },
    ]);
    const { rows } = await site.clinic.owner.query(
      `SELECT DISTINCT actor_id FROM audit WHERE event = 'changedDuty'`,
    );
    expect(rows).toEqual([{ actor_id: supervisor }]);
  });

  it('does not overwrite what another has changed meanwhile, on any day', async () => {
    const { karen, ib } = site.staff;
    const other = await site.as('supervisor');
    await other.get(roster);
    await choose(other, { [TUESDAY]: ib });
    // Both days of the form are refused: a plan is kept whole or not at all.
    await choose(lise, { [MONDAY]: karen, [TUESDAY]: karen });
    expect(lise.status).toBe(409);
    expect(lise.words()).toContain('En anden har ændret dagen, siden du åbnede siden.');
    expect(lise.words()).toContain('Nu står der: Ib Eksempel.');
    expect([await standsOn(MONDAY), await standsOn(TUESDAY)]).toEqual([undefined, ib]);
    // What was chosen is still there, and may now be meant.
    expect(lise.html).toContain(`<option value="${karen}" selected>`);
    await choose(lise, { [MONDAY]: karen, [TUESDAY]: karen });
    expect([await standsOn(MONDAY), await standsOn(TUESDAY)]).toEqual([karen, karen]);
  });

  it('whose form comes back puts nobody’s other change back', async () => {
    const { karen, ib } = site.staff;
    const wednesday = addDays(MONDAY, 2);
    const other = await site.as('supervisor');
    await other.get(roster);
    await choose(other, { [TUESDAY]: ib, [wednesday]: ib });
    // Her browser sends every day of the page, also Wednesday, which she did not touch.
    await choose(lise, { [TUESDAY]: karen, [wednesday]: '' });
    expect(lise.status).toBe(409);
    const field = lise.html.split(`name="day-${wednesday}"`)[1]?.split('</select>')[0];
    expect(field).toContain(`<option value="${ib}" selected>`);
  });

  it('cannot change a day that has passed, nor plan a closed one or somebody who takes no flags', async () => {
    const { karen, coordinator } = site.staff;
    const hidden = lise.hidden(roster);
    expect(Object.keys(hidden)).not.toContain(`was-2026-11-20`);
    for (const [on, who, words] of [
      ['2026-11-20', karen, 'Fredag 20. november: Dagen er gået'],
      ['2026-11-28', karen, 'Klinikken har lukket den dag'],
      [TUESDAY, coordinator, 'Kun en psykolog, der arbejder i klinikken'],
    ] as const) {
      await lise.get(roster);
      await choose(lise, { [on]: who });
      expect(lise.status).toBe(409);
      expect(lise.words()).toContain(words);
      expect(await standsOn(on as CivilDate)).toBeUndefined();
    }
    await site.setNow(instant('2026-11-25T09:00:00Z'));
    await lise.get(roster);
    expect(lise.html).not.toContain(`day-${TUESDAY}`);
    expect(lise.html).toContain('day-2026-11-25');
  });

  it('who sends the same form twice plans once', async () => {
    const { karen } = site.staff;
    const form = { ...lise.hidden(roster), [`day-${MONDAY}`]: karen };
    await lise.press(roster, form);
    await lise.press(roster, form);
    expect(lise.words()).toContain('Vagtplanen er, som den var');
    expect(await audits()).toHaveLength(1);
  });
});

it('a psychologist plans nothing', async () => {
  const karen = await site.as('karen');
  const token = lise.hidden(roster)['_csrf'] ?? '';
  const answer = await fetch(`${site.origin}${roster}`, {
    method: 'POST',
    headers: { cookie: karen.cookie() },
    body: new URLSearchParams({ _csrf: token, [`day-${MONDAY}`]: site.staff.karen }),
  });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('Du har ikke adgang');
  expect(await standsOn(MONDAY)).toBeUndefined();
});
