/** A psychologist adjusts a running programme: the reason is kept first, as a note of the record. */
import type { CourseRow } from '../../db/courses';
import { keepDecision } from '../../db/decisions';
import { inTransaction } from '../../db/transaction';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { ADJUST_DRAFT } from '../queries/programmePlan';
import { ORDER, plannedBy, touchedBy, wishField } from './adjustForm';
import { keepNoteOf, LONGEST_NOTE } from './clinicalNote';
import { decided } from './decided';
import { withDraft } from './keepDraft';
import { answersOf, errorsOf, press, pressingOf, textOf, updateIdOf, type Outcome } from './press';

/** One line or two, which the patient reads beside the modules. */
export const LONGEST_TO_PATIENT = 500;

/** `note` is the reason, for the record; `toPatient` may be left out, and is read by the patient. */
export async function adjustProgramme(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const formId = updateIdOf(form);
  const answers = answersOf(form, 'programme');
  const { actor } = ctx;
  const { programme } = stateOf(course);
  if (!formId || !answers || actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  if (!programme) return { kind: 'refused', name: 'notNow' };
  return withDraft(ctx, course, ADJUST_DRAFT, form, async () => {
    const errors = wrongIn(form);
    if (Object.keys(errors).length > 0) return { kind: 'invalid', errors };
    const { courseId, personId } = course;
    const plan = plannedBy(programme, form);
    // By what was typed, not by what it means now: sent again after its answer was lost it is the same.
    const typed = [ORDER, 'note', 'toPatient', ...plan.order.toSorted().map(wishField)];
    const id = pressingOf(formId, JSON.stringify(typed.map((name) => textOf(form, name))));
    await inTransaction(ctx.app.db, actor, async (tx) => {
      await keepDecision(tx, {
        updateId: id,
        courseId,
        personId,
        kind: 'adjustProgramme',
        staffId: actor.id,
        at: ctx.now,
        codes: { modules: touchedBy(programme, plan) },
        body: { toPatient: textOf(form, 'toPatient') },
      });
      await keepNoteOf(tx, ctx, { course, form, id, staffId: actor.id, kind: 'adjustProgramme' });
    });
    const event = { name: 'adjustProgramme', ...plan } as const;
    return decided(ctx, id, await press(ctx, { courseId, id, event, answers }));
  });
}

function wrongIn(form: Form): Readonly<Record<string, string>> {
  const note = textOf(form, 'note');
  const isLong = textOf(form, 'toPatient').length > LONGEST_TO_PATIENT;
  return errorsOf({
    note:
      note === ''
        ? 'Skriv, hvorfor programmet bliver tilpasset. Det bliver et journalnotat.'
        : note.length > LONGEST_NOTE
          ? `Teksten er for lang. Skriv højst ${LONGEST_NOTE} tegn.`
          : null,
    toPatient: isLong ? `Teksten er for lang. Skriv højst ${LONGEST_TO_PATIENT} tegn.` : null,
  });
}
