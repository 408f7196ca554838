/** A patient answers the questionnaires of a week, or of the end: kept part by part, then sent once. */
import type { CourseRow } from '../../db/courses';
import { isRecorded } from '../../db/events';
import { forgetSending, keepSending, saveQuestionnaire } from '../../db/questionnaires';
import { inTransaction } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import type { CommandRefusalName } from '../../domain/danish';
import { worriesWhileAnswering, type FollowUpPart } from '../../domain/followUp';
import {
  endOccasion,
  endOf,
  partOf,
  treatmentWeek,
  worriesOf,
  type Asking,
} from '../../domain/measuring';
import { thresholdsOn } from '../../domain/risk';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { measuring, measuringIn, type Measuring } from '../queries/measuring';
import { answersIn } from './partAnswers';
import { press, textOf, updateIdOf, type Outcome } from './press';
import { lateOrigin, raiseFlags } from './raiseFlags';

/** What became of saving one questionnaire; `errors` by the name of the question. */
export type Saved =
  | { readonly kind: 'saved'; readonly worries: boolean; readonly asking: Asking }
  | { readonly kind: 'invalid'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'notAsked'; readonly worries: boolean; readonly why: CommandRefusalName };

/**
 * Keeps one questionnaire; `worries`: the crisis page comes next. Answers to what is not asked any
 * more are not kept, but a worry in them is read all the same.
 */
export async function saveMeasure(
  ctx: Ctx,
  course: CourseRow,
  part: FollowUpPart,
  form: Form,
): Promise<Saved> {
  const found = await measuring(ctx, course);
  const { asking } = found;
  const { values, errors } = answersIn(part, form);
  const worries = worriesWhileAnswering(
    { [part.measure]: values },
    thresholdsOn(copenhagenDate(ctx.now)),
  );
  if (!asking?.measures.includes(part.measure)) {
    await raiseFlags(ctx, course, worries, lateOrigin(ctx, form));
    const why = whyNotAsked(ctx, course, part, found);
    return { kind: 'notAsked', worries: worries.length > 0, why };
  }
  if (Object.keys(errors).length > 0) return { kind: 'invalid', errors };
  await keep(ctx, course, { asking, part, values });
  await raiseFlags(ctx, course, worries, asking.occasion);
  return { kind: 'saved', worries: worries.length > 0, asking };
}

/** What became of a questionnaire that was asked when its page was opened. */
function whyNotAsked(
  { now }: Ctx,
  course: CourseRow,
  { measure }: FollowUpPart,
  { scores }: Pick<Measuring, 'scores'>,
): CommandRefusalName {
  const state = stateOf(course);
  const week = treatmentWeek(state, now);
  const occasion = week === null ? endOccasion(state, scores) : `week-${week}`;
  if (scores.some((one) => one.measure === measure && one.occasion === occasion)) {
    return 'partAnswered';
  }
  if (state.since.ended ?? state.since.treatmentEnded) return 'partOver';
  return state.pausedAt ? 'partPaused' : 'partNotAsked';
}

/** Keeps what is being answered without reading it. A name: it is not asked any more, for this. */
export async function keepMeasureDraft(
  ctx: Ctx,
  course: CourseRow,
  part: FollowUpPart,
  form: Form,
): Promise<CommandRefusalName | null> {
  const found = await measuring(ctx, course);
  const { asking } = found;
  if (!asking?.measures.includes(part.measure)) return whyNotAsked(ctx, course, part, found);
  await keep(ctx, course, { asking, part, values: answersIn(part, form).values });
  return null;
}

async function keep(
  ctx: Ctx,
  { courseId, personId }: CourseRow,
  of: { asking: Asking; part: FollowUpPart; values: Record<string, string> },
): Promise<void> {
  const { occasion } = of.asking;
  const { measure } = of.part;
  const { values } = of;
  await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    saveQuestionnaire(tx, { courseId, personId, occasion, measure, values, at: ctx.now }),
  );
}

interface Sent {
  readonly outcome: Outcome;
  /** There is a worry which the patient has not been told of yet. */
  readonly worries: boolean;
}

/**
 * Sends what is kept of what is asked now. The form names the `course` and the `occasion` it was
 * shown for: one that was opened last week never answers this one unseen. A worry is raised first,
 * so that none is lost with the sending.
 */
export async function sendMeasures(ctx: Ctx, course: CourseRow, form: Form): Promise<Sent> {
  const id = updateIdOf(form);
  const { courseId, personId } = course;
  const no = (outcome: Outcome): Sent => ({ outcome, worries: false });
  if (!id) return no({ kind: 'refused', name: 'invalid' });
  if (textOf(form, 'course') !== courseId) return no({ kind: 'refused', name: 'alreadyAnswered' });
  const event = { name: 'answerMeasure' } as const;
  const found = await inTransaction(ctx.app.db, ctx.actor, async (tx) => ({
    ...(await measuringIn(tx, ctx, course)),
    isRecorded: (await isRecorded(tx, id)) === courseId,
  }));
  // A form pressed again: the course answers as before, and what is there stays.
  if (found.isRecorded) return no(await press(ctx, { courseId, id, event }));
  const { asking, values, scores } = found;
  const shown = textOf(form, 'occasion');
  if (!asking) {
    const isAnswered = scores.some(({ occasion }) => occasion === shown);
    return no({ kind: 'refused', name: isAnswered ? 'alreadyAnswered' : 'notAsked' });
  }
  if (asking.occasion !== shown) {
    const name = endOf(asking.occasion) !== null ? 'nowTheEnd' : 'newWeek';
    return no({ kind: 'refused', name });
  }
  const open = asking.measures.find((measure) => values[measure] === undefined);
  if (open) return no({ kind: 'invalid', errors: { '': firstWords(partOf(open).title) } });
  const of = { courseId, personId, updateId: id, occasion: asking.occasion };
  await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    keepSending(tx, { ...of, values, at: ctx.now }),
  );
  const raised = worriesOf(values, scores, thresholdsOn(copenhagenDate(ctx.now)));
  const added = await raiseFlags(ctx, course, raised, asking.occasion);
  const outcome = await press(ctx, { courseId, id, event });
  if (outcome.kind === 'refused') {
    await inTransaction(ctx.app.db, ctx.actor, (tx) => forgetSending(tx, of));
  }
  return { outcome, worries: added.length > 0 };
}

function firstWords(title: string): string {
  return `Der er spørgsmål, du ikke har set endnu: "${title}". Du må gerne springe dem over, men se dem først.`;
}
