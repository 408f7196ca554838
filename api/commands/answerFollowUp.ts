/** A patient answers the questionnaires after the end: kept part by part, then sent once. */
import type { CourseRow } from '../../db/courses';
import { scoresOf } from '../../db/measures';
import {
  forgetSending,
  keepSending,
  questionnaireValues,
  saveQuestionnaire,
} from '../../db/questionnaires';
import { inTransaction, type Tx } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import {
  FOLLOW_UP,
  FOLLOW_UP_MEASURES,
  FOLLOW_UP_PARTS,
  leftOut,
  worriesAtSending,
  worriesWhileAnswering,
  type FollowUpPart,
  type FollowUpValues,
} from '../../domain/followUp';
import type { CommandRefusalName } from '../../domain/danish';
import { isTargetOpen } from '../../domain/portal';
import { thresholdsOn } from '../../domain/risk';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { answersIn } from './partAnswers';
import { press, textOf, updateIdOf, type Outcome } from './press';
import { lateOrigin, raiseFlags } from './raiseFlags';

/**
 * `worries`: the crisis page comes next. `why`: it is not asked any more, and nothing is kept; a
 * worry in the answers is read all the same.
 */
export async function saveFollowUp(
  ctx: Ctx,
  course: CourseRow,
  part: FollowUpPart,
  form: Form,
): Promise<{ readonly worries: boolean; readonly why: CommandRefusalName | null }> {
  const { courseId, personId } = course;
  const { values } = answersIn(part, form);
  const all: FollowUpValues = { [part.measure]: values };
  const raised = worriesWhileAnswering(all, thresholdsOn(copenhagenDate(ctx.now)));
  const why = whyNotAsked(course);
  if (why !== null) {
    await raiseFlags(ctx, course, raised, lateOrigin(ctx, form));
    return { worries: raised.length > 0, why };
  }
  const at = { courseId, personId, occasion: FOLLOW_UP } as const;
  await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    saveQuestionnaire(tx, { ...at, measure: part.measure, values, at: ctx.now }),
  );
  await raiseFlags(ctx, course, raised, FOLLOW_UP);
  return { worries: raised.length > 0, why };
}

/** Null while it is asked; else what became of it since its page was opened. */
function whyNotAsked(course: CourseRow): CommandRefusalName | null {
  const state = stateOf(course);
  if (isTargetOpen(state, 'followUp')) return null;
  if (state.followUp === 'answered') return 'partAnswered';
  return state.followUp === 'asked' ? 'partTooLate' : 'partNotAsked';
}

/**
 * Keeps what is being answered without reading it: it counts once it is saved or sent. A name: it
 * is not asked any more, for this.
 */
export async function keepFollowUpDraft(
  ctx: Ctx,
  course: CourseRow,
  part: FollowUpPart,
  form: Form,
): Promise<CommandRefusalName | null> {
  const why = whyNotAsked(course);
  if (why !== null) return why;
  const { courseId, personId } = course;
  const { measure } = part;
  await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    saveQuestionnaire(tx, {
      courseId,
      personId,
      occasion: FOLLOW_UP,
      measure,
      values: answersIn(part, form).values,
      at: ctx.now,
    }),
  );
  return null;
}

/**
 * Sends what is kept. The form names the `course` it was shown for: pressed twice, it never answers
 * another course's questionnaire. A worry is raised first, so that none is lost with the sending;
 * `worries` says that there is one which the patient has not been told of yet.
 */
export async function sendFollowUp(
  ctx: Ctx,
  course: CourseRow,
  form: Form,
): Promise<{ readonly outcome: Outcome; readonly worries: boolean }> {
  const id = updateIdOf(form);
  const { courseId, personId } = course;
  const no = (outcome: Outcome) => ({ outcome, worries: false });
  if (!id) return no({ kind: 'refused', name: 'invalid' });
  if (textOf(form, 'course') !== courseId) return no({ kind: 'refused', name: 'alreadyAnswered' });
  const event = { name: 'answerMeasure' } as const;
  const state = stateOf(course);
  // A form pressed again: the course answers as before, and what is there stays.
  if (!isTargetOpen(state, 'followUp')) return no(await press(ctx, { courseId, id, event }));
  const of = { courseId, personId, updateId: id, occasion: FOLLOW_UP } as const;
  const read = await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const values = await questionnaireValues(tx, {
      courseId,
      personId,
      measures: FOLLOW_UP_MEASURES,
      kept: [of],
    });
    if (isEmpty(values)) return null;
    await keepSending(tx, { ...of, values, at: ctx.now });
    return { values, start: await startScores(tx, course) };
  });
  if (!read) return no({ kind: 'invalid', errors: { '': NOTHING_ANSWERED } });
  const thresholds = thresholdsOn(copenhagenDate(ctx.now));
  const raised = worriesAtSending(read.values, read.start, thresholds);
  const added = await raiseFlags(ctx, course, raised, FOLLOW_UP);
  const outcome = await press(ctx, { courseId, id, event });
  if (outcome.kind === 'refused') {
    await inTransaction(ctx.app.db, ctx.actor, (tx) => forgetSending(tx, of));
  }
  return { outcome, worries: added.length > 0 };
}

const NOTHING_ANSWERED =
  'Du har ikke svaret på noget endnu. Vil du ikke svare, så behøver du ikke gøre noget.';

function isEmpty(values: FollowUpValues): boolean {
  return FOLLOW_UP_PARTS.every(
    ({ measure, questions }) => leftOut(values, measure) === questions.length,
  );
}

async function startScores(tx: Tx, { courseId }: CourseRow) {
  const scores = (await scoresOf(tx, courseId)).filter((one) => one.occasion === 'application');
  const of = (measure: string) => scores.find((one) => one.measure === measure)?.score ?? null;
  return { phq9: of('phq9'), gad7: of('gad7') };
}
