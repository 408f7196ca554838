/** Small views that several clinician pages share. */
import type { EpicriseFacts } from '../../api/queries/epicriseFacts';
import { isLastCancellation } from '../../domain/calledOff';
import { countWords, dateTimeWords, EVENT_WORDS } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { CourseState, Revocable } from '../../domain/state';
import { paths } from '../paths';
import type { FormState } from '../shared/formState';

/** While a decision waits: the address a page asks until it is released; null otherwise. */
export function waitingAt(state: CourseState): string | null {
  return state.revocable ? paths.undoDecision.to({ course: state.courseId }) : null;
}

/** Which decision waits, and from when it counts. */
export function waitingWords({ event }: Revocable): string {
  return `${EVENT_WORDS[event.name].staff}. Det gælder, når fortrydelsestiden er gået.`;
}

/** What one more cancellation by this patient leads to; null while it is an ordinary one. */
export function lastCancellationWords(state: CourseState): string | null {
  if (!isLastCancellation(state)) return null;
  const before = countWords(state.cancellations, 'gang', 'gange');
  return (
    `Patienten har aflyst ${before} før. Aflyser patienten igen, afgør koordinatoren, ` +
    'hvad der nu skal ske.'
  );
}

/** What follows a cancellation by the patient; `state` is from before it. */
export function afterCancellationWords(state: CourseState): string {
  return isLastCancellation(state)
    ? 'Koordinatoren afgør, hvad der nu skal ske.'
    : 'Patienten får et brev om at vælge en ny tid.';
}

/** Beside what staff have sent. */
export function readWords(readAt: Instant | null, now: Instant): string {
  return readAt
    ? `Læst af patienten ${dateTimeWords(readAt, now)}`
    : 'Ikke læst af patienten endnu';
}

/** After a refusal whose form is no longer there: the texts that were typed, to copy from. */
export function keptWords(form: Pick<FormState, 'typed' | 'status'>): readonly string[] {
  if (form.status === 200) return [];
  return Object.entries(form.typed).flatMap(([name, value]) =>
    !name.startsWith('_') && typeof value === 'string' && value.includes(' ') ? [value] : [],
  );
}

const NOTE_NAMES: Readonly<Record<string, string>> = {
  assessment: 'Udredende samtale',
  closingCall: 'Afsluttende samtale',
  final: 'Afsluttende notat',
  dropOut: 'Frafald',
  refer: 'Henvisning',
  pause: 'Pause',
  resumeTreatment: 'Pausen er slut',
  adjustProgramme: 'Programmet tilpasset',
  finish: 'Behandling afsluttet',
  task: 'Opgave',
  worry: 'Rød bekymringsmarkering',
};

/** Signed journal notes with when they were written; an unsigned one is somebody's draft. */
export function noteViews(
  notes: EpicriseFacts['notes'],
  now: Instant,
): readonly { heading: string; text: string }[] {
  return notes
    .filter((note) => note.signedAt !== null)
    .map((note) => ({
      heading: `${NOTE_NAMES[note.kind] ?? 'Notat'}, ${dateTimeWords(note.writtenAt, now)}`,
      text: note.body,
    }));
}
