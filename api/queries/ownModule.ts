/** One module of a patient's treatment: its text, what was written in it, and the answer to it. */
import { z } from 'zod';
import type { CourseRow } from '../../db/courses';
import { entriesOf } from '../../db/diary';
import { exercisesOf, isModuleBegun } from '../../db/exercises';
import { feedbackOf, markFeedbackRead } from '../../db/feedback';
import { staffById, staffNames } from '../../db/staff';
import { inTransaction, type Tx } from '../../db/transaction';
import type { CourseId, Instant } from '../../domain/ids';
import type { Exercise, ExerciseAnswer } from '../../domain/exercises/exercise';
import type { CourseState, ModuleState } from '../../domain/state';
import type { LoadedModule } from '../../programmes/load';
import type { App, Ctx } from '../app';
import { stateOf } from './courseState';
import { readComments, type ReadComment } from './exerciseComments';
import { ownEntry, type OwnEntry } from './ownDiary';
import { moduleTitles, programmeWords, type ProgrammeWords } from './programmePlan';

export type { ModuleState, LoadedModule };

/** A module as it is written, and where the patient is with it. */
export interface ModuleOfCourse {
  readonly text: LoadedModule;
  readonly at: ModuleState;
}
export interface OwnExercise {
  readonly exercise: Exercise;
  /** How often it was saved; 0 is never. A form says which one it was made from. */
  readonly version: number;
  /** The rows of a form, or the entries of a diary. */
  readonly answer: ExerciseAnswer;
  /** Of a diary, the earliest day first; of a form none. */
  readonly entries: readonly OwnEntry[];
}
export interface OwnModule extends ModuleOfCourse {
  readonly titles: ReadonlyMap<string, string>;
  readonly psychologistName: string | null;
  /** Only of a module that was left out: no other says anything of it. */
  readonly told: readonly ProgrammeWords[];
  readonly exercises: readonly OwnExercise[];
  readonly feedback: readonly {
    readonly name: string | null;
    readonly body: string;
    readonly sentAt: Instant;
  }[];
  /** What the psychologist wrote at the exercises. */
  readonly comments: readonly ReadComment[];
}

/** Null when the course follows no such module. */
export function moduleOfCourse(
  app: Pick<App, 'programmes'>,
  { programme }: CourseState,
  moduleId: string,
): ModuleOfCourse | null {
  const at = programme?.modules.find((one) => one.moduleId === moduleId);
  const text = app.programmes.followed(programme)?.modules.find((one) => one.id === moduleId);
  return at && text ? { at, text } : null;
}

/** True once anything is written in the module. */
export function moduleBegun(ctx: Ctx, { courseId }: CourseRow, moduleId: string): Promise<boolean> {
  return inTransaction(ctx.app.db, ctx.actor, (tx) => isModuleBegun(tx, courseId, moduleId));
}

/** A closed module shows nothing of what is in it; of an open one the answers are read from now on. */
export async function ownModule(
  ctx: Ctx,
  course: CourseRow,
  moduleId: string,
): Promise<OwnModule | null> {
  const found = moduleOfCourse(ctx.app, stateOf(course), moduleId);
  if (!found) return null;
  const { courseId, psychologistId } = course;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const about = {
      ...found,
      titles: moduleTitles(ctx.app, stateOf(course)),
      psychologistName: (psychologistId && (await staffById(tx, psychologistId))?.name) ?? null,
      told: found.at.skipped ? await programmeWords(tx, courseId) : [],
    };
    if (!found.at.open) return { ...about, exercises: [], feedback: [], comments: [] };
    await markFeedbackRead(tx, courseId, moduleId, ctx.now);
    return {
      ...about,
      exercises: await ownExercises(tx, courseId, found.text),
      feedback: await sentFeedback(tx, courseId, moduleId),
      comments: await readComments(tx, courseId, moduleId),
    };
  });
}

const zAnswer = z.object({
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
});

/** What is written in each exercise of the module, rows of a form or entries of a diary. */
export async function ownExercises(
  tx: Tx,
  courseId: CourseId,
  { id, exercises }: LoadedModule,
): Promise<OwnExercise[]> {
  const saved = exercises.length > 0 ? await exercisesOf(tx, courseId, id) : [];
  const hasDiary = exercises.some(({ isDiary }) => isDiary);
  const entries = hasDiary ? await entriesOf(tx, courseId, { module: id }) : [];
  return exercises.map((exercise) => {
    if (exercise.isDiary) {
      const own = entries.filter((one) => one.exercise === exercise.id).map(ownEntry);
      return { exercise, version: 0, answer: { rows: own.map(({ row }) => row) }, entries: own };
    }
    const row = saved.find((one) => one.exercise === exercise.id);
    return { exercise, version: row?.version ?? 0, answer: answerIn(row), entries: [] };
  });
}

/** A stored answer as its rows; none when nothing is stored. */
export function answerIn(saved: { readonly answer: unknown } | undefined): ExerciseAnswer {
  const answer = zAnswer.safeParse(saved?.answer);
  return answer.success ? answer.data : { rows: [] };
}

async function sentFeedback(
  tx: Tx,
  courseId: CourseId,
  moduleId: string,
): Promise<OwnModule['feedback']> {
  const sent = (await feedbackOf(tx, courseId)).filter((one) => one.module === moduleId);
  const names = await staffNames(
    tx,
    sent.map((one) => one.staffId),
  );
  return sent.flatMap(({ body, sentAt, staffId }) =>
    sentAt ? [{ body, sentAt, name: names.get(staffId) ?? null }] : [],
  );
}
