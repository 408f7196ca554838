/** What a psychologist reads at a task about a silent patient: whether the patient is silent still. */
import type { Holder, SilentTask } from '../../api/queries/silentTask';
import { dateTimeWords, TASK_WORDS } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import type { TaskKind } from '../../domain/taskTable';
import { awaitedIn } from '../../domain/turn';

interface Task {
  readonly kind: TaskKind;
  readonly openedAt: Instant;
}

/** Whole sentences: what the patient did last, and what that means for the task. */
export function silentWords(
  state: CourseState,
  { writtenAt, holder }: SilentTask,
  { task, now }: { readonly task: Task; readonly now: Instant },
): readonly string[] {
  if (!writtenAt) return ['Patienten har ikke skrevet eller svaret endnu.', ...waits(state)];
  const when = dateTimeWords(writtenAt, now);
  if (writtenAt <= task.openedAt) {
    return [`Patienten skrev eller svarede sidst ${when}.`, ...waits(state)];
  }
  const ends = holder ? held(holder, task.kind, now) : ['Opgaven slutter af sig selv om lidt.'];
  return [`Patienten er i gang igen og skrev eller svarede ${when}.`, ...ends];
}

/** Words about one of the two tasks keep both: they end together. */
function held({ name, kind, until }: Holder, here: TaskKind, now: Instant): readonly string[] {
  const where = kind === here ? 'her' : `ved opgaven »${TASK_WORDS[kind].title}«`;
  const who = name ?? 'du';
  return [
    `${name ?? 'Du'} er begyndt at skrive ${where}, så opgaven bliver stående, til ${who} er færdig.`,
    `Skriver ${who} ikke mere, slutter den af sig selv ${dateTimeWords(until, now)}. ` +
      'Så kommer det, der er skrevet, ikke i journalen.',
  ];
}

function waits(state: CourseState): readonly string[] {
  return awaitedIn(state) === 'psychologist'
    ? ['Patienten venter på, at psykologen åbner det næste modul.']
    : [];
}
