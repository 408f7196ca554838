/** The exercises of a module are saved together or not at all. */
import type { Ctx, Form } from '../../api/app';
import { saveModule } from '../../api/commands/workOnModule';
import { stateOf } from '../../api/queries/courseState';
import { courseById, type CourseRow } from '../../db/courses';
import { exercisesOf, markHandedIn, saveExercise } from '../../db/exercises';
import { newId } from '../../db/newId';
import { inTransaction, SYSTEM } from '../../db/transaction';
import type { UpdateId } from '../../domain/ids';
import type { Exercise } from '../../domain/exercises/exercise';
import { openPatientSite, START, type PatientSite } from '../web/patient/site';
import { openOffice, request, somebody } from './applicant';
import { depression } from '../support/depression';
import { Programmes } from '../../programmes/programmes';

const DIARY = {
  id: 'first',
  title: 'Dagbog',
  kind: 'rows',
  intro: '',
  rowName: 'Dag',
  rowsName: 'dage',
  minRows: 1,
  startRows: 1,
  maxRows: 5,
  fields: [{ name: 'did', label: 'Hvad', kind: 'text', required: true, maxLength: 99 }],
} as unknown as Exercise;

/** Every module has two exercises. */
function twoExercises(): Programmes {
  const exercises = [DIARY, { ...DIARY, id: 'second' }];
  const modules = depression.modules.map((text) => ({ ...text, exercises }));
  return new Programmes([{ ...depression, modules }]);
}

let site: PatientSite;
let course: CourseRow;
let moduleId: string;
let ctx: Ctx;
beforeAll(async () => {
  site = await openPatientSite();
});
beforeEach(async () => {
  const { courseId, personId } = await site.inTreatment();
  const asked = request(openOffice(site.clinic, somebody()), START, {
    kind: 'patient',
    id: personId,
    role: 'patient',
  });
  ctx = { ...asked, app: { ...asked.app, programmes: twoExercises() } };
  const row = await inTransaction(ctx.app.db, SYSTEM, (tx) => courseById(tx, courseId));
  if (!row) throw new Error('the course is gone');
  course = row;
  moduleId = stateOf(row).programme?.modules.find((one) => one.open)?.moduleId ?? '';
});
afterAll(() => site?.close());

/** What another window has saved before. */
async function savedBefore(exercise: string): Promise<void> {
  const { courseId, personId } = course;
  const answer = { rows: [{ did: 'I et andet vindue' }] };
  const saved = { courseId, personId, module: moduleId, exercise, answer, basedOn: 0, at: START };
  await inTransaction(ctx.app.db, ctx.actor, (tx) => saveExercise(tx, saved));
}
const kept = async () =>
  (
    await inTransaction(ctx.app.db, ctx.actor, (tx) => exercisesOf(tx, course.courseId, moduleId))
  ).map((one) => [one.exercise, one.answer]);

const FORM: Form = { 'first.did-1': 'Gik en tur', 'second.did-1': 'Ringede til min søster' };
const ELSEWHERE = { rows: [{ did: 'I et andet vindue' }] };

it('saves both, when nobody else has', async () => {
  expect(await saveModule(ctx, course, moduleId, FORM)).toEqual({ kind: 'done' });
  expect(await kept()).toEqual([
    ['first', { rows: [{ did: 'Gik en tur' }] }],
    ['second', { rows: [{ did: 'Ringede til min søster' }] }],
  ]);
});

it('saves neither, when another window has changed the second', async () => {
  await savedBefore('second');
  const outcome = await saveModule(ctx, course, moduleId, FORM);
  expect(outcome).toEqual({ kind: 'refused', name: 'changedElsewhere' });
  expect(await kept()).toEqual([['second', ELSEWHERE]]);
});

it('says that the module is handed in, and keeps what was', async () => {
  await savedBefore('second');
  const updateId = newId<UpdateId>();
  const { courseId } = course;
  await inTransaction(site.clinic.worker, SYSTEM, (tx) =>
    markHandedIn(tx, { courseId, module: moduleId, updateId, at: START }),
  );
  const outcome = await saveModule(ctx, course, moduleId, FORM);
  expect(outcome).toEqual({ kind: 'refused', name: 'alreadyHandedIn' });
  expect(await kept()).toEqual([['second', ELSEWHERE]]);
});
