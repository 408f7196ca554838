/** Says to staff how a closing call stands: agreed, wished for, declined; or nothing yet. */
import { copenhagenDate } from '../../domain/calendar';
import { dateTimeWords, TASK_WORDS, timeWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { CourseState, OpenTask } from '../../domain/state';

const WISHES = {
  wants: 'Patienten vil gerne have samtalen og har bedt dig finde en tid.',
  chooses: 'Patienten vil gerne have samtalen. Der er ikke valgt en tid endnu.',
  declines: 'Patienten har sagt nej tak til samtalen.',
} as const;

/** "Aftalt til i dag kl. 10.00.", the hour of a conversation as a list has it. */
export function agreedWords(at: Instant, now: Instant): string {
  const isToday = copenhagenDate(at) === copenhagenDate(now);
  return `Aftalt til ${isToday ? `i dag ${timeWords(at)}` : dateTimeWords(at, now)}.`;
}

/** Null: the patient has not answered, and no time is agreed. */
export function callWords(
  { closingWish, at }: { closingWish: CourseState['closingWish']; at: Instant | null | undefined },
  now: Instant,
): string | null {
  if (at) return agreedWords(at, now);
  return closingWish && WISHES[closingWish];
}

/** Why a task is there: for the closing call what is known of it, else what the table says. */
export function whyTask(
  state: CourseState,
  { kind }: Pick<OpenTask, 'kind'>,
  now: Instant,
): string {
  const { closingWish, closingTime } = state;
  const call = kind === 'closingCall' && callWords({ closingWish, at: closingTime?.startsAt }, now);
  return call || TASK_WORDS[kind].why;
}
