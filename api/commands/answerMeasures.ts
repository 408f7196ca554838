/** A patient answers the questionnaires of a week, or of the end: kept part by part, then sent once. */
import type { CourseRow } from '../../db/courses';
import { isRecorded } from '../../db/events';
import { copenhagenDate } from '../../domain/calendar';
import type { CommandRefusalName } from '../../domain/danish';
import type { FollowUpPart } from '../../domain/followUp';
import { endOccasion, endOf, partOf, treatmentWeek, worriesOf } from '../../domain/measuring';
import type { MeasureId } from '../../domain/measures';
import { thresholdsOn } from '../../domain/risk';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { measuring, measuringIn, type Measuring } from '../queries/measuring';
import { keepPart, savePart, sendParts, type Place, type Saved, type Sent } from './partAnswers';
import { textOf } from './press';

/** Keeps one questionnaire, or says why not (`savePart`); `measures` are all that are asked now. */
export async function saveMeasure(
  ctx: Ctx,
  course: CourseRow,
  part: FollowUpPart,
  form: Form,
): Promise<{ readonly saved: Saved; readonly measures: readonly MeasureId[] }> {
  const found = await measuring(ctx, course);
  const place = placeOf(ctx, course, part, found);
  const saved = await savePart(ctx, course, { part, form, place });
  return { saved, measures: found.asking?.measures ?? [] };
}

function placeOf(ctx: Ctx, course: CourseRow, part: FollowUpPart, found: Measuring): Place {
  const { asking } = found;
  return asking?.measures.includes(part.measure)
    ? { occasion: asking.occasion }
    : { why: whyNotAsked(ctx, course, part, found) };
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

/** Keeps what is being answered; it counts once it is saved or sent (`keepPart`). */
export async function keepMeasureDraft(
  ctx: Ctx,
  course: CourseRow,
  part: FollowUpPart,
  form: Form,
): Promise<CommandRefusalName | null> {
  const place = placeOf(ctx, course, part, await measuring(ctx, course));
  return keepPart(ctx, course, { part, form, place });
}

/**
 * Sends what is kept of what is asked now (`sendParts`). The form names the `occasion` it was shown
 * for: one that was opened last week never answers this one unseen.
 */
export function sendMeasures(ctx: Ctx, course: CourseRow, form: Form): Promise<Sent> {
  return sendParts(ctx, course, form, async (tx, id) => {
    if ((await isRecorded(tx, id)) === course.courseId) return { kind: 'again' };
    const { asking, values, scores } = await measuringIn(tx, ctx, course);
    const shown = textOf(form, 'occasion');
    if (!asking) {
      const isAnswered = scores.some(({ occasion }) => occasion === shown);
      return { kind: 'refused', name: isAnswered ? 'alreadyAnswered' : 'notAsked' };
    }
    const { occasion } = asking;
    if (occasion !== shown) {
      return { kind: 'refused', name: endOf(occasion) !== null ? 'nowTheEnd' : 'newWeek' };
    }
    const open = asking.measures.find((measure) => values[measure] === undefined);
    if (open) return { kind: 'invalid', errors: { '': firstWords(partOf(open).title) } };
    const raised = worriesOf(values, scores, thresholdsOn(copenhagenDate(ctx.now)));
    return { kind: 'send', occasion, values, raised };
  });
}

function firstWords(title: string): string {
  return `Der er spørgsmål, du ikke har set endnu: "${title}". Du må gerne springe dem over, men se dem først.`;
}
