/** The time of the conversation on video: accept the one that is kept, choose, move, or cancel. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { bookTime, mayChooseTime } from '../../api/commands/bookTime';
import { cancelTime } from '../../api/commands/cancelTime';
import { stateOf } from '../../api/queries/courseState';
import { freeTimes, windowOf, type FreeTimes } from '../../api/queries/freeTimes';
import { promisedState } from '../../api/queries/promises';
import { TIME_REFUSALS } from '../../domain/appointmentTime';
import { coordinatorDecides } from '../../domain/calledOff';
import {
  capital,
  dateTimeWords,
  dateWords,
  spanWords,
  weeksWords,
  whatHappensNext,
} from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { formAgain, type FormState } from '../shared/formState';
import { paths, withQuery } from '../paths';
import { afterPress } from '../shared/afterPress';
import type { FieldErrors } from '../shared/fields';
import { calendarLink, TRY_CAMERA, videoLinks } from './agreedPanel';
import { afterCancelling, bookedNotice, cancelWords } from './cancelling';
import { acceptForm } from './nowPanel';
import { daysOf } from './timeDays';
import { freshForms, openedForms, timePage, type TimeForms, type TimeMain } from './timePage';

/** The time cannot be had: a few others are shown instead. */
const INSTEAD: readonly string[] = ['slotTaken', 'timeTooSoon', 'earlierTimes', ...TIME_REFUSALS];
const WRITE = { text: 'Skriv en besked', href: paths.myMessages.to() };
const WITHDRAW = { text: 'Jeg vil ikke have en samtale', href: paths.withdraw.to() };

export function timeMain(
  state: CourseState,
  free: FreeTimes | null,
  forms: TimeForms,
  now: Instant,
  after: string,
): TimeMain {
  if (!free) return nothingToChoose(state, now);
  const { reserved, appointment } = state;
  const updateId = forms.book.hidden['updateId'];
  return {
    instead: null,
    kept: reserved
      ? {
          strong: capital(dateTimeWords(reserved.startsAt, now)),
          form: acceptForm(state, reserved.slotId, updateId),
        }
      : null,
    agreed: appointment
      ? {
          when: `${capital(dateWords(appointment.startsAt, now))} ${spanWords(appointment.startsAt, appointment.endsAt)}`,
          sentences: ['Samtalen er på video og varer cirka en time.'],
          links: [...videoLinks(state, now), TRY_CAMERA, calendarLink(appointment.appointmentId)],
        }
      : null,
    choose: chooseOf(state, free, forms.book, now, after),
    cancel: appointment
      ? {
          sentences: cancelWords(state, now),
          form: {
            action: paths.myTime.to(),
            button: 'Aflys samtalen',
            hidden: { ...forms.cancel.hidden, do: 'cancel' },
          },
        }
      : null,
    other: null,
    links: [WITHDRAW],
  };
}

function nothingToChoose(state: CourseState, now: Instant): TimeMain {
  const { title, sentences } = whatHappensNext(state, now);
  return {
    instead: { heading: title, sentences: ['Der er ikke en tid at vælge nu.', ...sentences] },
    kept: null,
    agreed: null,
    choose: null,
    cancel: null,
    other: null,
    links: coordinatorDecides(state) ? [WRITE, WITHDRAW] : videoLinks(state, now),
  };
}

function chooseOf(
  state: CourseState,
  free: FreeTimes,
  form: FormState,
  now: Instant,
  after: string,
): TimeMain['choose'] {
  const other = state.reserved !== null || state.appointment !== null;
  const paged = withQuery(paths.myTime.to(), { efter: after });
  const chosen = typeof form.typed['slot'] === 'string' ? form.typed['slot'] : '';
  return {
    heading: state.appointment ? 'Flyt samtalen' : other ? 'Vælg en anden tid' : 'Vælg en tid',
    sentences: reachWords(state, free, now),
    form: {
      days: daysOf(free, { chosen, now, opensFirst: form.errors['slot'] !== undefined }),
      error: form.errors['slot'] ?? null,
      secondary: state.reserved !== null,
      action: paged,
      hidden: form.hidden,
      button: state.appointment ? 'Flyt til denne tid' : 'Vælg denne tid',
    },
    links: [
      ...(after !== '' ? [{ text: 'Se de første tider', href: paths.myTime.to() }] : []),
      ...(free.next
        ? [
            {
              text: 'Se senere tider',
              href: withQuery(paths.myTime.to(), { efter: free.next }),
            },
          ]
        : []),
    ],
  };
}

function reachWords(state: CourseState, free: FreeTimes, now: Instant): string[] {
  const { promised } = windowOf(state, now);
  const weeks = weeksWords(state.rules.assessmentClock);
  if (free.times.length === 0) {
    return ['Der er ingen ledige tider lige nu. Skriv en besked, så finder vi en sammen med dig.'];
  }
  if (free.withinPromise) {
    return [
      `Vi har lovet dig en samtale inden for ${weeks}. Derfor ser du tider til og med ` +
        `${dateWords(promised, now)}.`,
    ];
  }
  if (promised <= now) {
    return [`De ${weeks}, vi havde lovet, er gået. Her er de første ledige tider.`];
  }
  return [
    `Der er ingen ledige tider inden for de ${weeks}, vi har lovet. Her er de første bagefter.`,
    ...whoLooksWords(state, now),
  ];
}

/** The clinic's side of a promise that no free time keeps. */
function whoLooksWords(state: CourseState, now: Instant): string[] {
  if (state.tasks.some((task) => task.kind === 'findTime')) {
    return ['Lederen har fået besked og ser efter en tidligere tid til dig.'];
  }
  const due = state.dues.find(({ name }) => name === 'findTime');
  if (!due) return [];
  const day = dateWords(due.dueAt, now);
  return [
    `Er der stadig ikke en tidligere tid ${day}, får lederen til opgave at finde en til dig.`,
  ];
}

async function page(
  ctx: Ctx,
  asked: Asked,
  forms: TimeForms,
  status: number,
  instead = false,
): Promise<Answer> {
  const state = await promisedState(ctx, asked.course);
  const after = asked.query['efter'] ?? '';
  const free =
    mayChooseTime(state, ctx.now) && !coordinatorDecides(state)
      ? await freeTimes(ctx, asked.course, { after, instead })
      : null;
  const main = timeMain(state, free, forms, ctx.now, after);
  return timePage(ctx, asked, { title: 'Tid til samtale', main, forms }, status);
}

async function pressTime(ctx: Ctx, asked: Asked): Promise<Answer> {
  const state = stateOf(asked.course);
  const cancels = asked.form['do'] === 'cancel';
  const outcome = cancels
    ? await cancelTime(ctx, asked.course, asked.form)
    : await bookTime(ctx, asked.course, asked.form);
  const taken = outcome.kind === 'refused' && INSTEAD.includes(outcome.name);
  return afterPress(ctx, asked, outcome, {
    to: paths.myCourse.to(),
    notice: cancels
      ? { heading: 'Samtalen er aflyst', text: afterCancelling(state) }
      : bookedNotice(state),
    again: (errors: FieldErrors, status) => {
      // A refusal brings the course as it is now: both forms answer that.
      const now = stateOf(asked.course);
      const again = formAgain(asked, now, 'offer', errors, status);
      const fresh = freshForms(now);
      const forms = cancels ? { ...fresh, cancel: again } : { ...fresh, book: again };
      return page(ctx, asked, forms, status, taken);
    },
  });
}

const route = { path: paths.myTime.pattern, permission: 'ownCourse', course: 'own' } as const;
export const timeRoutes: readonly Route[] = [
  {
    ...route,
    method: 'get',
    audit: 'sawOwnTime',
    handle: (ctx, asked) => page(ctx, asked, openedForms(asked), 200),
  },
  { ...route, method: 'post', audit: 'choseTime', handle: pressTime },
];
