/** A start without the texts that somebody's treatment began with is refused, and says which. */
import { checkFollowed, tellDrafts } from '../../ops/followedProgrammes';
import { Programmes } from '../../programmes/programmes';
import { ANNA, NOW, openClinic, patient, type Clinic, type Patient } from '../db/clinic';
import { depression } from '../support/depression';

let clinic: Clinic;
let anna: Patient;
beforeAll(async () => {
  clinic = await openClinic();
  anna = await patient(clinic, ANNA);
});
afterAll(() => clinic.close());

/** Puts Anna's course where the programme is followed, open or ended. */
async function follows(version: number, endedAt: string | null): Promise<void> {
  const programme = { programmeId: 'depression', version, modules: [] };
  await clinic.owner.query(
    `UPDATE course SET resume = jsonb_set(resume, '{programme}', $2), ended_at = $3,
      stage = CASE WHEN $3::timestamptz IS NULL THEN 'treatment' ELSE 'ended' END
    WHERE course_id = $1`,
    [anna.courseId, JSON.stringify(programme), endedAt],
  );
}
const starting = (...older: readonly number[]): Promise<void> =>
  checkFollowed(
    clinic.worker,
    new Programmes(
      [{ ...depression, version: 3 }],
      older.map((version) => ({ ...depression, version })),
    ),
  );

test('an open course with a version that is gone stops the start', async () => {
  await follows(2, null);
  await expect(starting()).rejects.toThrow(
    'courses follow depression version 2, which is not among the programmes',
  );
  await expect(starting(1)).rejects.toThrow('programmes/<programme>/versions/<version>');
});

test('the newest, and an older one that ships, are found', async () => {
  await follows(2, null);
  await expect(starting(2)).resolves.toBeUndefined();
  await follows(3, null);
  await expect(starting()).resolves.toBeUndefined();
});

test('one that has ended is read and answered for a while; after that it stops nobody', async () => {
  await follows(2, NOW);
  await expect(starting()).rejects.toThrow('courses follow depression version 2');
  await clinic.owner.query(
    `UPDATE course SET resume = jsonb_set(resume, '{afterwardsClosed}', 'true')
    WHERE course_id = $1`,
    [anna.courseId],
  );
  await expect(starting()).resolves.toBeUndefined();
});

test('nor does one whose treatment has not begun', async () => {
  await clinic.owner.query(
    `UPDATE course SET resume = jsonb_set(resume, '{programme}', 'null') - 'afterwardsClosed',
      ended_at = NULL, stage = 'screening'
    WHERE course_id = $1`,
    [anna.courseId],
  );
  await expect(starting()).resolves.toBeUndefined();
});

describe('a draft', () => {
  const told = async (practice: boolean): Promise<unknown[]> => {
    const lines: unknown[] = [];
    const log = {
      warn: (facts: object, said: string) => lines.push(['warn', facts, said]),
      info: (facts: object, said: string) => lines.push(['info', facts, said]),
    } as unknown as Parameters<typeof tellDrafts>[2];
    const first = { ...depression, version: 1 };
    await tellDrafts(clinic.worker, new Programmes([depression], [first]), log, practice);
    return lines;
  };
  const facts = (version: number) => ({ programme: 'depression', version, unapproved: 10 });

  test('is told of by the start: a warning outside practice, of who follows it too', async () => {
    await follows(1, null);
    expect(await told(false)).toEqual([
      ['warn', facts(2), 'treatment cannot begin with a programme that nobody has approved'],
      ['warn', facts(1), 'courses follow a programme that nobody has approved'],
    ]);
  });

  test('is a line in practice, where everybody follows one', async () => {
    expect(await told(true)).toEqual([
      ['info', facts(2), expect.stringContaining('practice only')],
    ]);
  });
});
