/** The time of the closing call: choose one, move it or call it off; or ask the psychologist for one. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { cancelClosing, chooseClosingTime } from '../../api/commands/bookClosing';
import { closingTimes, mayChooseCall, type ClosingTimes } from '../../api/queries/closingTimes';
import { stateOf } from '../../api/queries/courseState';
import { TIME_REFUSALS } from '../../domain/appointmentTime';
import { closingWindow } from '../../domain/closingWindow';
import { capital, dateWords, spanWords, whatHappensNext } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import type { FieldErrors } from '../shared/fields';
import { formAgain, newForm, type FormState } from '../shared/formState';
import type { Link } from '../shared/page';
import { calendarLink } from './agreedPanel';
import { daysOf } from './timeDays';
import { freshForms, openedForms, timePage, type TimeForms, type TimeMain } from './timePage';

/** The time cannot be had: the others stand on the page, and the one that was chosen is not marked. */
const NOT_TO_HAVE: readonly string[] = [
  'slotTaken',
  'timeTooSoon',
  'afterLastDay',
  ...TIME_REFUSALS,
];
const WRITE: Link = { text: 'Skriv en besked', href: paths.myMessages.to() };
const DECLINE: Link = { text: 'Jeg vil ikke have samtalen', href: paths.myClosing.to() };
const NUMBER: Link = { text: 'Se eller ret dit telefonnummer', href: paths.myDetails.to() };

/** Where the psychologist rings, whoever she is; what is missing when we have no number. */
export function ringsWords({ phone, psychologistName }: Omit<ClosingTimes, 'times'>): string {
  const who = psychologistName ? `Psykolog ${psychologistName}` : 'Psykologen';
  return phone
    ? `${who} ringer til dig på ${phone}.`
    : `${who} ringer til dig, men vi har ikke dit telefonnummer. Skriv det under dine oplysninger.`;
}

export function closingTimeMain(
  state: CourseState,
  found: ClosingTimes,
  forms: TimeForms,
  now: Instant,
): TimeMain {
  const { closingTime } = state;
  const none = { kept: null, agreed: null, choose: null, cancel: null, other: null };
  if (!mayChooseCall(state, now)) {
    const { title, sentences } = whatHappensNext(state, now);
    const rings = closingTime ? [ringsWords(found)] : [];
    const instead = [...sentences, ...rings, 'Der er ikke en tid at vælge nu.'];
    return { ...none, instead: { heading: title, sentences: instead }, links: [WRITE] };
  }
  return {
    ...none,
    instead: null,
    agreed: closingTime
      ? {
          when: `${capital(dateWords(closingTime.startsAt, now))} ${spanWords(closingTime.startsAt, closingTime.endsAt)}`,
          sentences: [ringsWords(found)],
          links: [calendarLink(closingTime.appointmentId), NUMBER],
        }
      : null,
    choose: chooseOf(state, found, forms.book, now),
    cancel: closingTime ? cancelOf(forms.cancel) : null,
    other: otherOf(state, found, newForm(state, 'offer', {})),
    links: [...(closingTime ? [] : [NUMBER]), DECLINE],
  };
}

function cancelOf({ hidden }: FormState): TimeMain['cancel'] {
  return {
    sentences: [
      'Så ringer vi ikke den dag, og du kan vælge en ny tid. Vil du bare have en anden tid, så flyt ' +
        'samtalen i stedet.',
    ],
    form: {
      action: paths.myClosingTime.to(),
      button: 'Aflys samtalen',
      hidden: { ...hidden, do: 'cancel' },
    },
  };
}

function chooseOf(
  state: CourseState,
  found: ClosingTimes,
  form: FormState,
  now: Instant,
): TimeMain['choose'] {
  const chosen = typeof form.typed['slot'] === 'string' ? form.typed['slot'] : '';
  const moves = state.closingTime !== undefined;
  return {
    heading: moves ? 'Flyt samtalen' : 'Vælg en tid',
    sentences: reachWords(state, found, now),
    form: {
      days: daysOf(found, { chosen, now, opensFirst: form.errors['slot'] !== undefined }),
      error: form.errors['slot'] ?? null,
      secondary: false,
      action: paths.myClosingTime.to(),
      hidden: form.hidden,
      button: moves ? 'Flyt til denne tid' : 'Vælg denne tid',
    },
    links: [],
  };
}

function reachWords(state: CourseState, found: ClosingTimes, now: Instant): readonly string[] {
  const window = closingWindow(state, now);
  if (!window) return ['Den sidste dag for samtalen er gået, så du kan ikke selv vælge en tid.'];
  const last = dateWords(window.until, now);
  if (found.times.length === 0) {
    return [`Der er ingen ledige tider til og med ${last}, som er den sidste dag for samtalen.`];
  }
  const rings = state.closingTime ? [] : [ringsWords(found)];
  return [...rings, `Samtalen tager cirka et kvarter. Du kan vælge en tid til og med ${last}.`];
}

/** Nobody is stuck where no time fits: one press tells the psychologist. */
function otherOf(
  state: CourseState,
  found: ClosingTimes,
  { hidden }: FormState,
): TimeMain['other'] {
  const heading =
    found.times.length === 0 ? 'Bed psykologen om en tid' : 'Passer ingen af tiderne?';
  if (state.closingTime) {
    const sentence = 'Så skriv en besked til psykologen om, hvornår du kan.';
    return { heading, sentences: [sentence], form: null, links: [WRITE] };
  }
  if (state.closingWish === 'wants') {
    const sentences = [
      'Psykologen kan se, at du gerne vil have samtalen, og finder en tid sammen med dig.',
      'Du kan skrive en besked om, hvornår du bedst kan tale.',
    ];
    return { heading, sentences, form: null, links: [WRITE] };
  }
  return {
    heading,
    sentences: ['Så kontakter psykologen dig, og I finder en tid sammen.'],
    form: {
      action: paths.myClosing.to(),
      button: 'Bed psykologen om at finde en tid',
      hidden: { ...hidden, wish: 'wants' },
    },
    links: [WRITE],
  };
}

async function page(ctx: Ctx, asked: Asked, forms: TimeForms, status: number): Promise<Answer> {
  const found = await closingTimes(ctx, asked.course);
  const main = closingTimeMain(stateOf(asked.course), found, forms, ctx.now);
  return timePage(ctx, asked, { title: 'Tid til afsluttende samtale', main, forms }, status);
}

async function pressTime(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { course, form } = asked;
  const cancels = form['do'] === 'cancel';
  const moves = stateOf(course).closingTime !== undefined;
  const outcome = cancels
    ? await cancelClosing(ctx, course, form, 'patient')
    : await chooseClosingTime(ctx, course, form);
  const taken = outcome.kind === 'refused' && NOT_TO_HAVE.includes(outcome.name);
  return afterPress(ctx, asked, outcome, {
    to: paths.myCourse.to(),
    notice: cancels ? CANCELLED : bookedNotice(moves),
    again: (errors: FieldErrors, status) => {
      // A refusal brings the course as it is now: both forms answer that.
      const now = stateOf(asked.course);
      const again = formAgain(asked, now, 'offer', errors, status);
      const shown = taken ? { ...again, typed: {} } : again;
      const forms = freshForms(now);
      return page(ctx, asked, { ...forms, [cancels ? 'cancel' : 'book']: shown }, status);
    },
  });
}

const CANCELLED = {
  heading: 'Samtalen er aflyst',
  text: 'Du kan vælge en ny tid eller sige nej tak.',
};

function bookedNotice(moves: boolean): { heading: string; text: string } {
  const letter = 'Du får et brev med tiden i din digitale postkasse.';
  return moves
    ? {
        heading: 'Samtalen er flyttet',
        text: `${letter} Står den i din kalender, så læg den i kalenderen igen.`,
      }
    : { heading: 'Tiden er din', text: `${letter} Du kan også lægge den i din kalender.` };
}

/** What Mit forløb leads to while the call is agreed. */
export const MOVE_CALL: Link = {
  text: 'Flyt eller aflys samtalen',
  href: paths.myClosingTime.to(),
};
export const RIGHT_NUMBER = NUMBER;

const route = {
  path: paths.myClosingTime.pattern,
  permission: 'ownCourse',
  course: 'own',
} as const;
export const closingTimeRoutes: readonly Route[] = [
  {
    ...route,
    method: 'get',
    audit: 'sawOwnClosingTime',
    handle: (ctx, asked) => page(ctx, asked, openedForms(asked), 200),
  },
  { ...route, method: 'post', audit: 'choseClosingTime', handle: pressTime },
];
