/** Pauses a treatment until a date, or lets it go on before that: the note is kept first. */
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import { atTime, copenhagenDate, daysBetween } from '../../domain/calendar';
import { countWords, dateWords } from '../../domain/danish';
import type { CivilDate } from '../../domain/ids';
import { latestResume } from '../../domain/lastDays';
import { pauseDaysLeft } from '../../domain/pause';
import type { CourseEvent, CourseState } from '../../domain/state';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { keepNoteOf, LONGEST_NOTE } from './clinicalNote';
import { press, pressingOf, textOf, updateIdOf, type Outcome } from './press';
import { NO_DATE, typedDate } from './typedTime';

/** A pause ends in the morning, as everything that is counted in days from a start. */
const GOES_ON = '09:00';
type Errors = Record<string, string>;

/** `until` is the date on which treatment goes on, `note` the reason, kept in the record. */
export async function pauseTreatment(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const errors: Errors = {};
  const until = untilOf(ctx, stateOf(course), form, errors);
  const note = textOf(form, 'note');
  if (note === '') {
    errors['note'] = 'Skriv, hvorfor behandlingen holder pause. Det bliver et journalnotat.';
  }
  const event: CourseEvent | null = until && {
    name: 'pause',
    until: atTime(until, GOES_ON),
    days: daysBetween(copenhagenDate(ctx.now), until),
  };
  return pressed(ctx, course, form, { event, errors });
}

/** A note may go with it. */
export function resumeTreatment(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  return pressed(ctx, course, form, { event: { name: 'resumeTreatment' }, errors: {} });
}

function untilOf(ctx: Ctx, state: CourseState, form: Form, errors: Errors): CivilDate | null {
  const until = typedDate(form, 'until');
  const latest = latestResume(state, ctx.now);
  if (!until) errors['until'] = NO_DATE;
  else if (until <= copenhagenDate(ctx.now)) {
    errors['until'] = 'Pausen skal vare til en dag efter i dag.';
    // In a pause already: the course itself says so.
  } else if (!state.pausedAt && latest && until > latest) {
    const left = countWords(pauseDaysLeft(state), 'dag', 'dage');
    errors['until'] =
      `Der er ${left} tilbage til pauser, så pausen skal senest slutte ` +
      `${dateWords(latest, ctx.now)}.`;
  }
  return until;
}

async function pressed(
  ctx: Ctx,
  course: CourseRow,
  form: Form,
  { event, errors }: { event: CourseEvent | null; errors: Errors },
): Promise<Outcome> {
  const formId = updateIdOf(form);
  const { actor } = ctx;
  if (!formId || actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  if (textOf(form, 'note').length > LONGEST_NOTE) {
    errors['note'] = `Teksten er for lang. Skriv højst ${LONGEST_NOTE} tegn.`;
  }
  if (!event || Object.keys(errors).length > 0) return { kind: 'invalid', errors };
  const id = pressingOf(formId, event.name);
  await inTransaction(ctx.app.db, actor, (tx) =>
    keepNoteOf(tx, ctx, { course, form, id, staffId: actor.id, kind: event.name }),
  );
  return press(ctx, { courseId: course.courseId, id, event });
}
