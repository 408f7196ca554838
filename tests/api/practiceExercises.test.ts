/** What practice people write: entries of a diary one by one, rows of a form as its fields. */
import type { Ctx } from '../../api/app';
import { openExercises, lastInDiary } from '../../api/queries/ownDiary';
import { stateOf } from '../../api/queries/courseState';
import { courseById, type CourseRow } from '../../db/courses';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { writtenRows } from '../../ops/practice/exercises';
import { openPatientSite, START, type PatientSite } from '../web/patient/site';
import { typedProgrammes } from '../support/typedProgrammes';
import { depression } from '../support/depression';
import { openOffice, request, somebody } from './applicant';

const DIARY = 'aktivitetsdagbog';
let site: PatientSite;
let ctx: Ctx;
let course: CourseRow;
beforeAll(async () => {
  site = await openPatientSite(undefined, typedProgrammes);
  const patient = await site.inTreatment(depression);
  await site.happens(patient, { name: 'openModule', moduleId: 'planlaeg-aktiviteter' });
  const { courseId, personId } = patient;
  const actor = { kind: 'patient', id: personId, role: 'patient' } as const;
  const asked = request(openOffice(site.clinic, somebody()), START, actor);
  ctx = { ...asked, app: { ...asked.app, programmes: typedProgrammes } };
  const row = await inTransaction(site.clinic.worker, SYSTEM, (tx) => courseById(tx, courseId));
  if (!row) throw new Error('the course is gone');
  course = row;
});
afterAll(() => site?.close());

const line = (day: string, activity: string) => ({
  day,
  time: 'aften',
  activity,
  moodBefore: '2',
  moodAfter: '4',
});

it('a diary has its entries, each on its day, and none twice', async () => {
  const rows = [line('2026-11-23', 'Gik en tur'), line('2026-11-20', 'Så tv')];
  for (const times of [1, 2]) {
    expect([times, await writtenRows(ctx, course, DIARY, rows)]).toEqual([times, {}]);
  }
  const open = openExercises(ctx.app, stateOf(course)).find(
    ({ exercise }) => exercise.id === DIARY,
  );
  const found = open && (await lastInDiary(ctx, course, open, 9));
  expect(found?.last.map(({ day }) => day)).toEqual(['2026-11-23', '2026-11-20']);
});

it('an entry that is not taken in stops the story', async () => {
  const rows = [line('', ''), line('', ''), line('i går', '')];
  await expect(writtenRows(ctx, course, DIARY, rows)).rejects.toThrow('was not taken in');
});

it('a form has its rows as fields', async () => {
  const rows = [{ day: '2026-11-18', activity: 'Svømme' }];
  const fields = await writtenRows(ctx, course, 'ugeplan', rows);
  expect(fields).toEqual({ 'ugeplan.day-1': '2026-11-18', 'ugeplan.activity-1': 'Svømme' });
});
