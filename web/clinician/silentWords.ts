/** What a psychologist reads at a task about a silent patient: whether the patient is silent still. */
import type { SilentTask } from '../../api/queries/silentTask';
import { dateTimeWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { awaitedIn } from '../../domain/turn';

/** Whole sentences: what the patient did last, and what that means for the task. */
export function silentWords(
  state: CourseState,
  { writtenAt, draft }: SilentTask,
  { openedAt, now }: { readonly openedAt: Instant; readonly now: Instant },
): readonly string[] {
  if (!writtenAt) return ['Patienten har ikke skrevet eller svaret endnu.', ...waits(state)];
  const when = dateTimeWords(writtenAt, now);
  if (writtenAt <= openedAt) {
    return [`Patienten skrev eller svarede sidst ${when}.`, ...waits(state)];
  }
  const ends = draft
    ? 'Du er begyndt at skrive her, så opgaven bliver stående, til du er færdig.'
    : 'Opgaven slutter af sig selv om lidt.';
  return [`Patienten er i gang igen og skrev eller svarede ${when}.`, ends];
}

function waits(state: CourseState): readonly string[] {
  return awaitedIn(state) === 'psychologist'
    ? ['Patienten venter på, at psykologen åbner det næste modul.']
    : [];
}
