/** Who reads what a patient has written, and when. */
import { isLegal } from '../../domain/course';
import type { Instant } from '../../domain/ids';
import { isTargetOpen } from '../../domain/portal';
import type { CourseState } from '../../domain/state';
import { messagePromise } from './answerDay';
import { placeOf } from './place';

const EXERCISES = [
  'Psykologen læser dine øvelser, når du har afleveret dem. Psykologen kan se, hvad du har gemt i ' +
    'øvelser og dagbog, men læser ikke med.',
];
const HOURS = 'Ingen læser dem om aftenen og i weekenden.';

/** Said on the first page and over the messages; only what is so at this place in the course. */
export function whatIsWritten(
  state: CourseState,
  psychologistName: string | null,
  now: Instant,
): string[] {
  const place = placeOf(state);
  if (place === 'writing') {
    return [
      state.flags.length > 0
        ? 'Det, du har skrevet, er gemt. En psykolog ser på et af dine svar, selv om du ikke har ' +
          'sendt ansøgningen endnu.'
        : 'Det, du har skrevet, er gemt. Ingen læser ansøgningen, før du sender den.',
    ];
  }
  if (place === 'beingRead') {
    return [
      'En psykolog læser hele din ansøgning på en hverdag mellem kl. 8 og 15.',
      ...messageWords(state, now),
    ];
  }
  const mine = psychologistName ? ` Din psykolog er ${psychologistName}.` : '';
  const modules = place === 'working' ? EXERCISES : [];
  const read = state.since.submitted ? [`Din ansøgning er læst af en psykolog.${mine}`] : [];
  return place === 'over'
    ? ['Det, du har skrevet, er gemt hos os.', ...overWords(state)]
    : [...read, ...modules, ...messageWords(state, now)];
}

/** After the end somebody reads what was asked for, and nothing else. */
function overWords(state: CourseState): string[] {
  if (isTargetOpen(state, 'followUp')) {
    return [
      'Svarer du på spørgeskemaet, læser en psykolog det, hvis du har tanker om døden eller har ' +
        'det meget værre end før.',
    ];
  }
  return ['Forløbet er slut, så ingen læser nye beskeder her.'];
}

function messageWords(state: CourseState, now: Instant): string[] {
  return isLegal(state.stage, 'writeMessage')
    ? [`Beskeder bliver læst på hverdage mellem kl. 8 og 15. ${HOURS}`, messagePromise(state, now)]
    : [];
}
