/** What the clinic keeps about itself: staff, duty, doctors, crisis lines, rules, and the clock. */
import { readClock, touchClock, writeClock } from '../../db/clock';
import { crisisNumber, seedCrisisNumbers } from '../../db/crisisNumbers';
import { deadlineRules, insertRule } from '../../db/datedRules';
import { onDutyAt, setDuty } from '../../db/duty';
import {
  gpByNumber,
  gpOfCourse,
  gpsMatching,
  type GpWish,
  seedGps,
  setCourseGp,
} from '../../db/gps';
import { newId } from '../../db/newId';
import { publicText } from '../../db/publicTexts';
import { insertSlotRule, slotRules } from '../../db/slotRules';
import { allStaff, saveStaff, staffByEmail } from '../../db/staff';
import { dropDraft, readDraft, saveDraft } from '../../db/drafts';
import { inTransaction, SYSTEM } from '../../db/transaction';
import type { Tx } from '../../db/transaction';
import { z } from 'zod';
import { asId } from '../../domain/ids';
import type { CivilDate, StaffId } from '../../domain/ids';
import { SHIPPED_TEXTS, type TextKey } from '../../domain/publicTexts';
import { chooseRules, SHIPPED_RULES } from '../../domain/rules';
import { seedPublicTexts } from '../../ops/practice/publicTexts';
import { ANNA, at, NOW, openClinic, patient, staff } from './clinic';
import type { Clinic } from './clinic';

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.close());
const asSystem = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(clinic.app, SYSTEM, work);
const on = (date: string): CivilDate => asId<CivilDate>(date);

test('staff are listed as Danes sort names, and one who left is not', async () => {
  for (const [name, active] of [
    ['Åse', true],
    ['Ærø', true],
    ['Zoe', true],
    ['Ib', false],
  ] as const) {
    await asSystem((tx) =>
      saveStaff(tx, {
        staffId: newId<StaffId>(),
        name,
        email: `${name}@klinik.example`,
        roles: ['supervisor'],
        active,
      }),
    );
  }
  const supervisors = await asSystem((tx) => allStaff(tx, 'supervisor'));
  expect(supervisors.map(({ name }) => name)).toEqual(['Zoe', 'Ærø', 'Åse']);
  expect(await asSystem((tx) => allStaff(tx, 'coordinator'))).toEqual([]);
  expect((await asSystem((tx) => staffByEmail(tx, 'ib@Klinik.example')))?.active).toBe(false);
});

describe('the duty', () => {
  const onDuty = (when: string) => asSystem((tx) => onDutyAt(tx, at(when)));
  const plan = (day: string, who: StaffId | null) => asSystem((tx) => setDuty(tx, on(day), who));

  test('is whoever was planned last for that day, or nobody', async () => {
    const [lone, per] = [await staff(clinic, 'psychologist'), await staff(clinic, 'psychologist')];
    await plan('2026-11-24', lone.id);
    await plan('2026-11-24', per.id);
    expect(await onDuty('2026-11-24T10:00:00Z')).toBe(per.id);
    expect(await onDuty('2026-11-25T10:00:00Z')).toBeUndefined();
    await plan('2026-11-24', null);
    expect(await onDuty('2026-11-24T10:00:00Z')).toBeUndefined();
  });

  test('after hours and over a weekend is the next working day’s', async () => {
    const [friday, monday] = [
      await staff(clinic, 'psychologist'),
      await staff(clinic, 'psychologist'),
    ];
    await plan('2026-11-27', friday.id);
    await plan('2026-11-30', monday.id);
    expect(await onDuty('2026-11-27T05:00:00Z')).toBe(friday.id);
    expect(await onDuty('2026-11-27T13:59:59Z')).toBe(friday.id);
    expect(await onDuty('2026-11-27T14:00:00Z')).toBe(monday.id);
    expect(await onDuty('2026-11-28T10:00:00Z')).toBe(monday.id);
  });

  test('is nobody’s when who was planned has left', async () => {
    const gone = await staff(clinic, 'psychologist');
    await plan('2026-11-26', gone.id);
    expect(await onDuty('2026-11-26T10:00:00Z')).toBe(gone.id);
    await clinic.owner.query('UPDATE staff SET active = false WHERE staff_id = $1', [gone.id]);
    expect(await onDuty('2026-11-26T10:00:00Z')).toBeUndefined();
  });
});

test('a region’s crisis line is that day’s, and the clinic’s own number wins', async () => {
  await asSystem(seedCrisisNumbers);
  await clinic.owner.query(`INSERT INTO crisis_number VALUES ('1083', '2026-06-01', 'Egen', '1')`);
  await asSystem(seedCrisisNumbers);
  const line = (region: string, date: string) =>
    asSystem((tx) => crisisNumber(tx, region, on(date)));
  expect((await line('1083', '2026-05-31'))?.phone).toBe('00 00 10 83');
  expect((await line('1083', '2026-06-01'))?.name).toBe('Egen');
  expect(await line('1086', '2026-12-31')).toBeUndefined();
  expect((await line('1086', '2027-01-01'))?.phone).toBe('00 00 10 86');
});

test('a patient’s doctor is found by name or place, and is gone after the last day', async () => {
  const practice = { validFrom: on('2020-01-01'), validTo: null };
  await asSystem((tx) =>
    seedGps(tx, [
      { ...practice, ydernummer: '999901', name: 'Lægerne i Gaden', municipality: '0461' },
      {
        ...practice,
        ydernummer: '999902',
        name: 'Lægerne ved Åen, Aarhus',
        municipality: '0751',
        validTo: on('2026-12-31'),
      },
    ]),
  );
  const none = { words: [], number: '', municipalities: [], limit: 9 };
  const named = (wish: Partial<GpWish>, date = '2026-11-23') =>
    asSystem(async (tx) =>
      (await gpsMatching(tx, { ...none, ...wish }, on(date))).map((gp) => gp.ydernummer),
    );
  expect(await named({ words: ['åen', 'ved'] })).toEqual(['999902']);
  expect(await named({ words: ['åen', 'gaden'] })).toEqual([]);
  expect(await named({ municipalities: ['0461'] })).toEqual(['999901']);
  expect(await named({ number: '99990' })).toEqual(['999901', '999902']);
  expect(await named({ words: ['%'] })).toEqual([]);
  expect(await named({ words: ['åen'] }, '2027-01-01')).toEqual([]);

  const { courseId, actor } = await patient(clinic, ANNA);
  await inTransaction(clinic.app, actor, (tx) => setCourseGp(tx, courseId, '999902'));
  const doctor = (date: string) => asSystem((tx) => gpOfCourse(tx, courseId, on(date)));
  expect((await doctor('2026-12-31'))?.name).toContain('Aarhus');
  expect(await doctor('2027-01-01')).toBeUndefined();
  expect(await asSystem((tx) => gpByNumber(tx, '999999', on('2026-11-23')))).toBeUndefined();
});

test('a new law adds a rule for the young, beside those that were shipped', async () => {
  await asSystem((tx) =>
    insertRule(
      tx,
      {
        name: 'screeningAnswer',
        version: 2,
        validFrom: on('2026-09-01'),
        ageFrom: 18,
        ageTo: 24,
        length: 8,
        unit: 'workingDays',
        owner: 'agreement',
      },
      NOW,
    ),
  );
  const rules = await asSystem(deadlineRules);
  expect(rules).toHaveLength(SHIPPED_RULES.length + 1);
  expect(chooseRules(rules, on('2026-11-23'), 20).screeningAnswer).toMatchObject({ length: 8 });
  expect(chooseRules(rules, on('2026-11-23'), 30).screeningAnswer).toMatchObject({ length: 14 });
});

test('a rule that is none is refused by name, going in and where somebody else wrote it', async () => {
  const slip = {
    name: 'screeningAnswer',
    version: 3,
    validFrom: on('2027-01-01'),
    length: 800,
    unit: 'calendarDays',
    owner: 'agreement',
  } as const;
  const why = 'deadline rule screeningAnswer version 3: a length in calendarDays is 1 to 366';
  await expect(asSystem((tx) => insertRule(tx, slip, NOW))).rejects.toThrow(why);
  expect((await asSystem(deadlineRules)).filter(({ version }) => version === 3)).toEqual([]);

  await clinic.owner.query(`INSERT INTO dated_rule
    VALUES ('screeningAnswer', 4, '2027-01-01', NULL, NULL, 2, 'weeks', 'agreement', now())`);
  await expect(asSystem(deadlineRules)).rejects.toThrow(
    'deadline rule screeningAnswer version 4: the unit "weeks" is none of',
  );
  await clinic.owner.query(`DELETE FROM dated_rule WHERE unit = 'weeks'`);
});

test('the practice clock stands where it was left, with its jump', async () => {
  expect(await asSystem(readClock)).toBeUndefined();
  const clock = {
    mode: 'practice' as const,
    realOrigin: NOW,
    virtualOrigin: at('2026-11-23T10:00:00Z'),
    speed: 1440,
    paused: false,
  };
  await asSystem((tx) => writeClock(tx, clock, { seenAt: NOW, jump: { until: 'morning' } }));
  await asSystem((tx) => writeClock(tx, { ...clock, paused: true }, { seenAt: NOW }));
  await asSystem((tx) => touchClock(tx, at('2026-11-23T09:00:05Z')));
  expect(await asSystem(readClock)).toEqual({
    clock: { ...clock, paused: true },
    seenAt: at('2026-11-23T09:00:05Z'),
    jump: { until: 'morning' },
  });
  await asSystem((tx) => writeClock(tx, clock, { seenAt: NOW, jump: null }));
  expect((await asSystem(readClock))?.jump).toBeNull();
});

test('a weekday rule and a draft come back as they were written', async () => {
  const mette = await staff(clinic, 'psychologist');
  const rule = {
    psychologistId: mette.id,
    weekdays: [1, 3],
    times: ['09:00', '13:30'],
    minutes: 60,
    validFrom: on('2026-11-01'),
    validTo: null,
  };
  await asSystem((tx) => insertSlotRule(tx, rule));
  expect(await asSystem(slotRules)).toMatchObject([rule]);

  const anna = await patient(clinic, ANNA);
  const key = { courseId: anna.courseId, authorId: mette.id, form: 'screening' };
  const draft = z.object({ text: z.string() });
  const asMette = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(clinic.app, mette, work);
  await asMette((tx) =>
    saveDraft(tx, { ...key, personId: anna.personId, body: { text: 'a' }, at: NOW }),
  );
  await asMette((tx) =>
    saveDraft(tx, { ...key, personId: anna.personId, body: { text: 'b' }, at: NOW }),
  );
  expect(await asMette((tx) => readDraft(tx, key, draft))).toEqual({
    body: { text: 'b' },
    savedAt: NOW,
  });
  await asMette((tx) => dropDraft(tx, key));
  expect(await asMette((tx) => readDraft(tx, key, draft))).toBeUndefined();
});

describe('the public texts', () => {
  const read = (key: TextKey, date: string) => asSystem((tx) => publicText(tx, key, on(date)));
  const write = (key: string, version: number, from: string, body: string) =>
    clinic.owner.query('INSERT INTO public_text VALUES ($1, $2, $3, $4, now())', [
      key,
      version,
      from,
      body,
    ]);

  test('are the shipped ones until the clinic’s own day comes, and then the clinic’s', async () => {
    await write('complaint', 1, '2026-12-01', 'Vores egen vejledning.');
    await write('complaint', 2, '2027-01-01', 'Den nye vejledning.');
    await write('complaint', 3, '2027-01-01', 'Den nye vejledning, rettet.');
    expect(await read('complaint', '2026-11-30')).toEqual(SHIPPED_TEXTS.complaint);
    expect((await read('complaint', '2026-12-01')).body).toBe('Vores egen vejledning.');
    expect((await read('complaint', '2026-12-31')).body).toBe('Vores egen vejledning.');
    expect(await read('complaint', '2027-01-01')).toEqual({
      validFrom: '2027-01-01',
      body: 'Den nye vejledning, rettet.',
    });
    expect(await read('accessibility', '2027-01-01')).toEqual(SHIPPED_TEXTS.accessibility);
  });

  test('a slip of the pen is refused where it is written, and nothing is ever changed', async () => {
    await expect(write('complaints', 1, '2027-01-01', 'x')).rejects.toThrow('public_text_key');
    await expect(write('contact', 9, '2027-01-01', ' \n')).rejects.toThrow('public_text_body');
    await expect(asSystem((tx) => tx.run(`UPDATE public_text SET body = 'x'`))).rejects.toThrow(
      'permission denied',
    );
    const asWorker = inTransaction(clinic.worker, SYSTEM, (tx) =>
      tx.run(`INSERT INTO public_text VALUES ('contact', 8, '2027-01-01', 'x', now())`),
    );
    await expect(asWorker).rejects.toThrow('permission denied');
  });

  test('those of the practice say that they are made up, and leave a clinic’s own alone', async () => {
    await write('contact', 1, '2026-01-01', 'Ring til os.');
    await asSystem((tx) => seedPublicTexts(tx, NOW));
    await asSystem((tx) => seedPublicTexts(tx, NOW));
    expect((await read('contact', '2026-11-23')).body).toBe('Ring til os.');
    const [before, after] = [
      await read('supervisionReport', '2027-02-28'),
      await read('supervisionReport', '2027-03-01'),
    ];
    expect([before.validFrom, after.validFrom]).toEqual(['2026-09-01', '2027-03-01']);
    for (const { body } of [before, after]) expect(body).toContain('alt på siden er fundet på');
  });
});
