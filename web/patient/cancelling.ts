/** The truth about moving and cancelling a conversation: what happens then, and how often one may. */
import { cancellationsLeft, isLastCancellation } from '../../domain/calledOff';
import { countWords, dateWords } from '../../domain/danish';
import { promisedBy } from '../../domain/appointmentTime';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';

/** Before the press. */
export function cancelWords(state: CourseState, now: Instant): readonly string[] {
  if (isLastCancellation(state)) {
    return [
      `Du har aflyst ${countWords(state.cancellations, 'gang', 'gange')} før. Aflyser du igen, ser ` +
        'koordinatoren på, hvad der nu skal ske, og du hører fra os.',
      'Imens kan du ikke selv vælge en ny tid. Du kan stadig flytte samtalen i stedet.',
    ];
  }
  return [
    'Så får en anden tiden, og du kan selv vælge en ny. Vil du bare have en anden tid, så flyt ' +
      'samtalen i stedet.',
    `Vi har lovet dig en samtale senest ${dateWords(promisedBy(state, now), now)}. ` +
      'Den dag rykker sig ikke, når du aflyser.',
    leftWords(state),
  ];
}

function leftWords(state: CourseState): string {
  const left = cancellationsLeft(state);
  const before =
    state.cancellations > 0
      ? `Du har aflyst ${countWords(state.cancellations, 'gang', 'gange')}. `
      : '';
  const more = before === '' ? '' : ' mere';
  return (
    `${before}Du kan aflyse ${countWords(left, 'gang', 'gange')}${more} og selv vælge en ny tid. ` +
    'Derefter er det koordinatoren, der ser på, hvad der skal ske.'
  );
}

/** What the table does when nobody comes: a new time to choose, or the coordinator's decision. */
export function notThereWords({ noShows }: CourseState): string {
  return noShows === 0
    ? 'Kommer du ikke, kan du vælge en ny tid bagefter.'
    : 'Kommer du heller ikke denne gang, ser koordinatoren på, hvad der nu skal ske.';
}

/** After the press; `state` is from before it. */
export function afterCancelling(state: CourseState): string {
  return isLastCancellation(state)
    ? 'Koordinatoren ser på, hvad der nu skal ske, og du hører fra os.'
    : 'Vælg en ny tid, når det passer dig.';
}

/** After a time was taken; `state` is from before it. */
export function bookedNotice({ appointment }: CourseState): { heading: string; text: string } {
  const letter = 'Du får et brev med tiden i din digitale postkasse.';
  return appointment
    ? {
        heading: 'Samtalen er flyttet',
        text: `${letter} Står den i din kalender, så læg den i kalenderen igen.`,
      }
    : { heading: 'Tiden er din', text: `${letter} Du kan også lægge den i din kalender.` };
}
