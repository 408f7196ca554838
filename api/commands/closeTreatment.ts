/** Ends treatment, and then the closing call: held with a note, or waived with a reason. */
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import type { CourseEvent } from '../../domain/state';
import type { Ctx, Form } from '../app';
import { CLOSING_DRAFT } from '../queries/closingCall';
import { keepNoteOf, LONGEST_NOTE, noteErrors, optionalNoteErrors } from './clinicalNote';
import { withDraft } from './keepDraft';
import { logTimeOf, minutesErrors } from './logTime';
import { answersOf, press, pressingOf, textOf, updateIdOf, type Outcome } from './press';

type EventName = 'finish' | 'dropOut' | 'closingHeld' | 'closingWaived' | 'missClosing';
const EVENTS: Readonly<Record<string, { name: EventName; kind: string; noteMissing: string }>> = {
  missed: { name: 'missClosing', kind: 'closingCall', noteMissing: '' },
  finish: { name: 'finish', kind: 'finish', noteMissing: '' },
  dropOut: { name: 'dropOut', kind: 'finish', noteMissing: '' },
  held: { name: 'closingHeld', kind: 'closingCall', noteMissing: '' },
  waived: {
    name: 'closingWaived',
    kind: 'closingCall',
    noteMissing: 'Skriv, hvorfor samtalen ikke holdes.',
  },
};

/**
 * `answer` is finish or dropOut (in treatment); held, waived, or missed (about the closing call): then
 * the stage stays, and another time can be agreed.
 */
export async function closeTreatment(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const formId = updateIdOf(form);
  const { actor } = ctx;
  const asked = EVENTS[textOf(form, 'answer')];
  if (!formId || actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  return withDraft(ctx, course, CLOSING_DRAFT, form, async () => {
    if (!asked) return { kind: 'invalid', errors: { answer: 'Vælg, hvad der er sket.' } };
    const missed = asked.name === 'missClosing';
    const missing = missed ? optionalNoteErrors(form) : noteErrors(form);
    if (
      missing['note'] !== undefined &&
      textOf(form, 'note').length <= LONGEST_NOTE &&
      asked.noteMissing
    ) {
      missing['note'] = asked.noteMissing;
    }
    const talks = asked.name === 'closingHeld';
    const errors = { ...missing, ...(talks && minutesErrors(form, 'closingCall')) };
    if (Object.keys(errors).length > 0) return { kind: 'invalid', errors };
    const ends = asked.kind === 'finish';
    const answers = ends ? null : answersOf(form, { task: 'closingCall' });
    if (!ends && !answers) return { kind: 'refused', name: 'invalid' };
    const id = pressingOf(formId, asked.name);
    const of = { course, form, id, staffId: actor.id };
    await inTransaction(ctx.app.db, actor, async (tx) => {
      await keepNoteOf(tx, ctx, { ...of, kind: asked.kind });
      // A call that was not held took no time.
      if (talks) await logTimeOf(tx, ctx, { ...of, kind: 'closingCall' });
    });
    const event: CourseEvent = { name: asked.name };
    const pressed = { courseId: course.courseId, id, event, ...(answers && { answers }) };
    return press(ctx, pressed);
  });
}
