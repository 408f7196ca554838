/** A practice person who is in treatment, brought there past any page: what journeys of it begin with. */
import { press, type Outcome } from '../../api/commands/press';
import type { Ctx } from '../../api/app';
import { newId } from '../../db/newId';
import { addDays, atTime, copenhagenDate } from '../../domain/calendar';
import type { CourseId, UpdateId } from '../../domain/ids';
import type { CourseEvent } from '../../domain/state';
import { stateOf, type Stage } from '../../ops/practice/actors';
import { Story } from '../../ops/practice/story';
import type { ASSESSMENT_NOTES } from '../../ops/practice/texts';

/** Applied, talked with and accepted by Karen, a good week after the application. */
export async function beginTreatment(
  stage: Stage,
  who: keyof typeof ASSESSMENT_NOTES,
): Promise<CourseId> {
  const first = copenhagenDate(await stage.now());
  const story = new Story(stage, first, addDays(first, 28));
  await story.apply(who);
  await story.offer('karen', who, { from: 8 });
  await stage.goTo(atTime(addDays(first, 1), '09:00'));
  await story.book(who);
  const { courseId } = await stage.patient(who);
  const talk = stateOf(await stage.course(courseId)).appointment;
  if (!talk) throw new Error('no talk was agreed');
  await stage.goTo(talk.endsAt);
  await story.accept('karen', who);
  return courseId;
}

/** At ten on the Copenhagen day so many days later. */
export async function daysLater(stage: Stage, days: number): Promise<void> {
  await stage.goTo(atTime(addDays(copenhagenDate(await stage.now()), days), '10:00'));
}

/** Every module of the programme is opened and handed in, whichever and however many there are. */
export async function handInAll(stage: Stage, who: string, courseId: CourseId): Promise<void> {
  const { ctx } = await stage.patient(who);
  const karen = await stage.staff('karen');
  const moduleOf = async (moduleId: string) =>
    stateOf(await stage.course(courseId)).programme?.modules.find(
      (one) => one.moduleId === moduleId,
    );
  for (const { moduleId } of stateOf(await stage.course(courseId)).programme?.modules ?? []) {
    if (!(await moduleOf(moduleId))?.open) {
      await presses(stage, karen, courseId, { name: 'openModule', moduleId });
    }
    if (!(await moduleOf(moduleId))?.handedIn) {
      await presses(stage, ctx, courseId, { name: 'handIn', moduleId });
    }
  }
}

async function presses(
  stage: Stage,
  ctx: Ctx,
  courseId: CourseId,
  event: CourseEvent,
): Promise<void> {
  const id = newId<UpdateId>();
  const act = (): Promise<Outcome> => press(ctx, { courseId, id, event });
  await stage.settle(event.name, id, act);
}
