/** One ordinary course, brought to each stage, and what tests ask about it. */
import { apply } from '../../domain/apply';
import { plusMillis, type Instant } from '../../domain/ids';
import type { CourseEvent, CourseState } from '../../domain/state';
import { ACCEPT, begin, bookOf, HOUR, MINUTE, moment, offerOf, steps, SUBMIT } from './courseWalk';

export const kinds = (state: CourseState): string[] => state.tasks.map((task) => task.kind);
export const dueOf = (state: CourseState, name: string): Instant | undefined =>
  state.dues.find((due) => due.name === name)?.dueAt;

export function screened(): CourseState {
  return steps(begin(), SUBMIT);
}
export function offered(): CourseState {
  const at = screened();
  return steps(at, offerOf(at.lastAt), { name: 'release' });
}
export function booked(days = 10): CourseState {
  const at = offered();
  return steps(at, bookOf(at.lastAt, days, days <= 27));
}
export function treated(): CourseState {
  return steps(booked(), ACCEPT);
}
/** Every required module handed in and answered: the course may be called completed. */
export function worked(): CourseState {
  return steps(
    treated(),
    { name: 'handIn', moduleId: 'm1' },
    { name: 'giveFeedback', moduleId: 'm1' },
    { name: 'handIn', moduleId: 'm2' },
    { name: 'giveFeedback', moduleId: 'm2' },
  );
}
export function closed(): CourseState {
  return steps(worked(), { name: 'finish' });
}
export function lettered(): CourseState {
  return steps(closed(), { name: 'closingHeld' });
}

export function sendsOf(
  state: CourseState,
  event: CourseEvent,
  at = plusMillis(state.lastAt, HOUR),
): string[] {
  const result = apply(state, event, moment(at));
  return result.kind === 'applied'
    ? result.sends.map((send) => send.kind)
    : [`refused ${result.name}`];
}
export function refusal(
  state: CourseState,
  event: CourseEvent,
  at = plusMillis(state.lastAt, MINUTE),
): string {
  const result = apply(state, event, moment(at));
  return result.kind === 'refused' ? result.name : 'applied';
}
