/** A psychologist who is worried raises a red flag, whatever the patient has answered. */
import { v5 } from 'uuid';
import type { CourseRow } from '../../db/courses';
import { insertFlag } from '../../db/flags';
import { inTransaction } from '../../db/transaction';
import { isHeard } from '../../domain/apply';
import type { FlagId } from '../../domain/ids';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { pressingOfFlag } from '../queries/riskFlag';
import { keepNoteOf, LONGEST_NOTE } from './clinicalNote';
import { textOf, updateIdOf, type Outcome } from './press';
import { tellFlag } from './raiseFlags';

/** DOMAIN section 4: "marked by a psychologist" is red. */
const MARKED = { tier: 'red', trigger: 'markedByPsychologist' } as const;

/** The reason (`note`) is a journal note, signed with the event. Pressed twice it is one flag. */
export async function markWorry(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const formId = updateIdOf(form);
  const { actor } = ctx;
  if (!formId || actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  const note = textOf(form, 'note');
  if (note === '') {
    return { kind: 'invalid', errors: { note: 'Skriv, hvad du er bekymret for.' } };
  }
  if (note.length > LONGEST_NOTE) {
    return { kind: 'invalid', errors: { note: `Skriv højst ${LONGEST_NOTE} tegn.` } };
  }
  // Nobody would ever take it: a course that has closed for good hears nothing more.
  if (!isHeard(stateOf(course))) return { kind: 'refused', name: 'ended' };
  const { courseId, personId, psychologistId } = course;
  const flagId = v5(MARKED.trigger, formId) as FlagId;
  const id = pressingOfFlag(flagId);
  await inTransaction(ctx.app.db, actor, async (tx) => {
    await keepNoteOf(tx, ctx, { course, form, id, staffId: actor.id, kind: 'worry' });
    const ownerId = psychologistId ?? actor.id;
    await insertFlag(tx, { ...MARKED, flagId, courseId, personId, ownerId, at: ctx.now });
  });
  const outcome = await tellFlag(ctx, { courseId, flagId, tier: MARKED.tier });
  // It is kept, stands on every page at once, and the sweep tells the course.
  return outcome.kind === 'unavailable' ? { kind: 'saving', id } : outcome;
}
