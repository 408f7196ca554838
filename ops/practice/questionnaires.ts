/** Answers for how practice people answer what is asked of them: each week, and when treatment ends. */
import { saveMeasure, sendMeasures } from '../../api/commands/answerMeasures';
import { measuring } from '../../api/queries/measuring';
import { newId } from '../../db/newId';
import { APPLICATION, SECTION_IDS } from '../../domain/applicationForm';
import { partOf } from '../../domain/measuring';
import type { UpdateId } from '../../domain/ids';
import type { MeasureId } from '../../domain/measures';
import type { Stage } from './actors';
import { APPLICATIONS, type Handle } from './applications';
import type { Week } from './treatments/week';

type Scored = Pick<Week, 'phq9' | 'gad7'>;

/** All that is asked now, if anything: alcohol is answered as in the application. */
export async function answerAsked(stage: Stage, handle: Handle, week: Scored): Promise<void> {
  const { ctx, courseId } = await stage.patient(handle);
  const row = await stage.course(courseId);
  const { asking } = await measuring(ctx, row);
  if (!asking) return;
  for (const measure of asking.measures) {
    const { saved } = await saveMeasure(ctx, row, partOf(measure), fieldsOf(handle, measure, week));
    if (saved.kind !== 'saved') throw new Error(`${handle}: ${measure} was not taken in`);
  }
  const id = newId<UpdateId>();
  const form = { updateId: id, course: courseId, occasion: asking.occasion };
  await stage.settle(`${handle} answers ${asking.occasion}`, id, async () => {
    const { outcome } = await sendMeasures(ctx, row, form);
    return outcome;
  });
}

function fieldsOf(handle: Handle, measure: MeasureId, week: Scored): Record<string, string> {
  if (measure === 'phq9' || measure === 'gad7') {
    const names = partOf(measure).questions.map(({ name }) => name);
    return Object.fromEntries(names.map((name, at) => [name, String(week[measure][at] ?? '')]));
  }
  const section = SECTION_IDS.find((id) => APPLICATION[id].measure === measure);
  return section ? { ...APPLICATIONS[handle][section] } : {};
}
