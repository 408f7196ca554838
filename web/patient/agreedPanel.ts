/** The panel of an agreed conversation: what to do before it, the way into it, and what comes after. */
import type { CourseHome } from '../../api/queries/courseHome';
import { isVideoOpen, videoWindow, type Span } from '../../domain/appointmentTime';
import { dateTimeWords, isReminded } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import type { Link } from '../shared/page';
import { notThereWords } from './cancelling';

export interface AgreedAsks {
  readonly sentences: readonly string[];
  readonly go: Link | null;
  readonly links: readonly Link[];
}

const WRITE = { text: 'Skriv en besked', href: paths.myMessages.to() };
const REMIND = { text: 'Se, hvordan vi kan minde dig', href: paths.myConsents.to() };
const MOVE = { text: 'Flyt eller aflys samtalen', href: paths.myTime.to() };
const JOIN = { text: 'Åbn videosamtalen', href: paths.myVideo.to() };
/** The public page with the number. */
const RING = { text: 'Find vores nummer', href: paths.contact.to() };
export const TRY_CAMERA = { text: 'Prøv kamera og lyd', href: paths.cameraCheck.to() };

/** The file of one agreed time, for the patient's own calendar. */
export function calendarLink(appointment: string): Link {
  return {
    text: 'Læg samtalen i din kalender',
    href: paths.myCalendarFile.to({ appointment }),
  };
}

/** The way into the video, while it is open: letters and reminders lead to other pages too. */
export function videoLinks({ appointment }: CourseState, now: Instant): readonly Link[] {
  return appointment && isVideoOpen(appointment, now) ? [JOIN] : [];
}

/** The file that takes a called-off conversation out of a calendar again. */
export function removeLink(appointment: string): Link {
  return {
    text: 'Fjern samtalen fra din kalender',
    href: paths.myCalendarFile.to({ appointment }),
  };
}

/** `sentences`: what the table promises here. One thing to do first: try the camera, or open the video. */
export function agreedAsks(
  state: CourseState,
  { meetingUrl, psychologistName }: Pick<CourseHome, 'meetingUrl' | 'psychologistName'>,
  now: Instant,
  sentences: readonly string[],
): AgreedAsks {
  const { appointment } = state;
  if (!appointment || videoWindow(appointment).until <= now) return afterIt(sentences);
  const who = psychologistName ? [`Du skal tale med psykolog ${psychologistName}.`] : [];
  const change = appointment.startsAt > now ? [MOVE] : [];
  const remind = isReminded(state) ? [] : [REMIND];
  if (isVideoOpen(appointment, now)) {
    const isMade = meetingUrl !== null;
    return {
      sentences: [...sentences, ...who, ...(isMade ? OPEN : NOT_MADE)],
      go: isMade ? JOIN : null,
      links: [RING, TRY_CAMERA, ...change, WRITE],
    };
  }
  return {
    sentences: [...sentences, ...who, laterWords(appointment, now), notThereWords(state)],
    go: TRY_CAMERA,
    links: [calendarLink(appointment.appointmentId), ...remind, ...change, WRITE],
  };
}

// Nobody is given the task to ring somebody whose video fails: the patient rings, as the clinic says.
const OPEN = [
  'Åbn videoen et par minutter før, så du kan se, om lyd og billede virker.',
  'Virker videoen ikke, så ring til os.',
];
const NOT_MADE = [
  'Linket til videoen er ikke klar endnu. Indlæs siden igen om lidt.',
  'Mangler linket stadig, når I skulle begynde, så ring til os.',
];

function laterWords(appointment: Span, now: Instant): string {
  const { from } = videoWindow(appointment);
  return `Linket til videoen kommer her ${dateTimeWords(from, now)}. Det er en halv time før.`;
}

function afterIt(sentences: readonly string[]): AgreedAsks {
  return { sentences: [...sentences, 'Du skal ikke gøre noget nu.'], go: null, links: [WRITE] };
}
