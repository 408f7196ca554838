/** One module of a course as its psychologist reads it: exercise answers, measures, feedback. */
import type { CourseRow } from '../../db/courses';
import { feedbackOf, type Feedback } from '../../db/feedback';
import { scoresOf, type Score } from '../../db/measures';
import { inTransaction } from '../../db/transaction';
import type { ModuleState } from '../../domain/state';
import type { LoadedModule } from '../../programmes/load';
import type { Ctx } from '../app';
import { stateOf } from './courseState';
import { draftOf, type Draft } from './draft';
import { readComments, type ReadComment } from './exerciseComments';
import { ownExercises, type OwnExercise } from './ownModule';

/** The draft's name for the feedback to one module. */
export function feedbackDraft(moduleId: string): string {
  return `feedback:${moduleId}`;
}

export interface HandedIn {
  readonly module: LoadedModule;
  readonly moduleState: ModuleState;
  readonly exercises: readonly OwnExercise[];
  readonly scores: readonly Score[];
  readonly feedback: readonly Feedback[];
  /** What was sent at the exercises. */
  readonly comments: readonly ReadComment[];
  readonly draft: Draft | undefined;
}

/** Undefined: the course's programme has no such module. */
export async function handedIn(
  ctx: Ctx,
  course: CourseRow,
  moduleId: string,
): Promise<HandedIn | undefined> {
  const { programme } = stateOf(course);
  const moduleState = programme?.modules.find((one) => one.moduleId === moduleId);
  const module = ctx.app.programmes.followed(programme)?.modules.find((one) => one.id === moduleId);
  if (!module || !moduleState) return undefined;
  const { courseId } = course;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => ({
    module,
    moduleState,
    exercises: await ownExercises(tx, courseId, module),
    scores: await scoresOf(tx, courseId),
    feedback: (await feedbackOf(tx, courseId)).filter((one) => one.module === moduleId),
    comments: await readComments(tx, courseId, moduleId),
    draft: await draftOf(tx, ctx, courseId, feedbackDraft(moduleId)),
  }));
}
