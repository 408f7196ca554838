/** A patient saves the exercises of a module, or hands the module in. */
import { entryCounts } from '../../db/diary';
import { saveExercise } from '../../db/exercises';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import { isLegal } from '../../domain/course';
import type { ExerciseAnswer } from '../../domain/exercises/exercise';
import type { Instant } from '../../domain/ids';
import type { RefusalName } from '../../domain/refusals';
import type { CourseState } from '../../domain/state';
import { keepExercise, parseExercise, tooFew } from '../../programmes/exercises';
import type { LoadedModule } from '../../programmes/load';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { nameIn, partOf, versionField } from '../queries/exerciseForm';
import { moduleOfCourse, type ModuleOfCourse } from '../queries/ownModule';
import { answersOf, press, textOf, updateIdOf, type Outcome } from './press';

type Answers = ReadonlyMap<string, ExerciseAnswer>;

/** Keeps what was typed, half done or not; no event, but the patient counts as active. */
export async function saveModule(
  ctx: Ctx,
  course: CourseRow,
  moduleId: string,
  form: Form,
): Promise<Outcome> {
  const open = openModule(ctx, stateOf(course), moduleId);
  if (typeof open === 'string') return { kind: 'refused', name: open };
  return keepAnswers(ctx, course, open.text, form, typedAnswers(open.text, form));
}

/** Hands in what is filled in as it must be; what is missing is said, and all of it is kept. */
export async function handInModule(
  ctx: Ctx,
  course: CourseRow,
  moduleId: string,
  form: Form,
): Promise<Outcome> {
  const id = updateIdOf(form);
  const answers = answersOf(form, { module: moduleId });
  if (!id || !answers) return { kind: 'refused', name: 'invalid' };
  const open = openModule(ctx, stateOf(course), moduleId);
  // The very same press may have come twice, and that is for the course to say.
  if (open === 'alreadyHandedIn') return handedInBefore(await pressHandIn());
  if (typeof open === 'string') return { kind: 'refused', name: open };
  const { errors: inForm, parsed } = parsedAnswers(open.text, form, ctx.now);
  const errors = { ...inForm, ...(await missingEntries(ctx, course, open.text)) };
  if (Object.keys(errors).length > 0) {
    const kept = await keepAnswers(ctx, course, open.text, form, typedAnswers(open.text, form));
    return kept.kind === 'done' ? { kind: 'invalid', errors } : kept;
  }
  const kept = await keepAnswers(ctx, course, open.text, form, parsed);
  return kept.kind === 'done' ? pressHandIn() : kept;

  function pressHandIn(): Promise<Outcome> {
    if (!id || !answers) throw new Error('asked before');
    return press(ctx, {
      courseId: course.courseId,
      id,
      event: { name: 'handIn', moduleId },
      answers,
    });
  }
}

/** That it is handed in tells more than that something has changed. */
function handedInBefore(outcome: Outcome): Outcome {
  const isStale = outcome.kind === 'refused' && outcome.name === 'stale';
  return isStale ? { ...outcome, name: 'alreadyHandedIn' } : outcome;
}

function openModule(ctx: Ctx, state: CourseState, moduleId: string): ModuleOfCourse | RefusalName {
  const found = moduleOfCourse(ctx.app, state, moduleId);
  if (!found?.at.open) return 'moduleClosed';
  if (found.at.handedIn) return 'alreadyHandedIn';
  if (found.at.skipped) return 'moduleSkipped';
  return isLegal(state.stage, 'handIn') ? found : 'notNow';
}

/** A diary is kept entry by entry, and has no part in the form of its module. */
function formsOf({ exercises }: LoadedModule): LoadedModule['exercises'] {
  return exercises.filter(({ isDiary }) => !isDiary);
}

function typedAnswers(module: LoadedModule, form: Form): Answers {
  return new Map(
    formsOf(module).map((exercise) => [
      exercise.id,
      keepExercise(exercise, partOf(form, exercise.id)),
    ]),
  );
}

function parsedAnswers(module: LoadedModule, form: Form, now: Instant) {
  const errors: Record<string, string> = {};
  const parsed = new Map<string, ExerciseAnswer>();
  for (const exercise of formsOf(module)) {
    const one = parseExercise(exercise, partOf(form, exercise.id), now);
    if (one.kind === 'ok') parsed.set(exercise.id, one.answer);
    else {
      for (const { field, message } of one.errors) errors[nameIn(exercise.id, field)] = message;
    }
  }
  return { errors, parsed };
}

/** Why each diary of the module that has too few entries cannot be handed in yet. */
async function missingEntries(
  ctx: Ctx,
  { courseId }: CourseRow,
  { id, exercises }: LoadedModule,
): Promise<Record<string, string>> {
  const diaries = exercises.filter(({ isDiary }) => isDiary);
  if (diaries.length === 0) return {};
  const counts = await inTransaction(ctx.app.db, ctx.actor, (tx) => entryCounts(tx, courseId, id));
  return Object.fromEntries(
    diaries.flatMap((diary) => {
      const written = counts.get(diary.id) ?? 0;
      return written < diary.minRows ? [[nameIn(diary.id, ''), tooFew(diary, written)]] : [];
    }),
  );
}

/** All exercises or none; another window that was first is told, never overwritten. */
async function keepAnswers(
  ctx: Ctx,
  { courseId, personId }: CourseRow,
  module: LoadedModule,
  form: Form,
  answers: Answers,
): Promise<Outcome> {
  const kept = inTransaction(ctx.app.db, ctx.actor, async (tx): Promise<Outcome> => {
    for (const [exercise, answer] of answers) {
      const basedOn = Number.parseInt(textOf(form, versionField(exercise)), 10) || 0;
      // Nothing typed in a new exercise is no diary entry.
      if (basedOn === 0 && answer.rows.length === 0) continue;
      const saved = await saveExercise(tx, {
        courseId,
        personId,
        module: module.id,
        exercise,
        answer,
        basedOn,
        at: ctx.now,
      });
      // Thrown, so that the exercises before this one are not kept either.
      if (saved.kind !== 'saved') throw new WasFirst(saved.kind);
    }
    return { kind: 'done' };
  });
  return kept.catch((error: unknown): Outcome => {
    if (!(error instanceof WasFirst)) throw error;
    return { kind: 'refused', name: error.how === 'handedIn' ? 'alreadyHandedIn' : error.how };
  });
}

/** Another window was first: it changed an exercise of the module, or handed it in. */
class WasFirst extends Error {
  constructor(readonly how: 'changedElsewhere' | 'handedIn') {
    super(how);
  }
}
