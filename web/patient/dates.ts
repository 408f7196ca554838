/** "Dine datoer": what lies ahead and what has been, each with its date. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { ownDates, type OwnDates } from '../../api/queries/ownDates';
import { promisedState } from '../../api/queries/promises';
import {
  isCalledOff,
  type Conversation,
  type ConversationEnd,
  type TalkKind,
} from '../../domain/conversations';
import { capital, datesAhead, dateTimeWords, dateWords, DELIVERY_NAMES } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import type { Link } from '../shared/page';
import type { Facts } from '../shared/parts';
import { show } from '../shared/show';
import { calendarLink, removeLink } from './agreedPanel';
import { toMyCourse } from './place';

export interface DatesMain {
  readonly ahead: Facts | null;
  readonly nothingAhead: string;
  readonly behind: Facts | null;
  readonly links: readonly Link[];
}
type Row = Facts['rows'][number] & { readonly at: Instant };

/** The dates of the course itself, from the instants that started its clocks; the latest first. */
const SINCE = [
  ['ended', 'Dit forløb sluttede.'],
  ['treatmentEnded', 'Din behandling sluttede.'],
  ['treatmentStarted', 'Din behandling begyndte.'],
  ['decided', 'Du fik tilbud om en samtale.'],
  ['submitted', 'Du sendte din ansøgning.'],
  ['began', 'Du begyndte på din ansøgning.'],
] as const satisfies readonly (readonly [keyof CourseState['since'], string])[];

const TALKS = {
  assessment: 'Samtale på video.',
  closing: 'Afsluttende samtale på telefonen.',
} as const satisfies Record<TalkKind, string>;
const ENDS = {
  held: '',
  noShow: ' Vi fik ikke talt sammen.',
  cancelledByPatient: ' Aflyst af dig.',
  cancelledByClinic: ' Aflyst af os.',
} as const satisfies Record<ConversationEnd, string>;

type TitleOf = (moduleId: string) => string;

/** At most so many stand on Mit forløb itself. */
const NEAREST = 3;

/** The nearest dates, for Mit forløb; null: none. */
export function nearestDates(state: CourseState, now: Instant, titleOf: TitleOf): Facts | null {
  const rows = datesAhead(state, now, titleOf).slice(0, NEAREST);
  return factsOf(
    rows.map(({ when, what }) => ({ term: when, text: what })),
    'Dine næste datoer',
  );
}

export function datesMain(
  state: CourseState,
  { conversations, letters, moreLetters }: OwnDates,
  now: Instant,
  titleOf: TitleOf,
): DatesMain {
  const behind = [
    ...SINCE.flatMap(([anchor, text]): Row[] => {
      const at = state.since[anchor];
      return at ? [{ at, term: capital(dateWords(at, now)), text }] : [];
    }),
    ...conversations.flatMap((one) => pastConversation(one, now)),
    ...letters.map(({ delivery }): Row => {
      const at = delivery.sentAt ?? delivery.createdAt;
      return {
        at,
        term: capital(dateWords(at, now)),
        text: `Brev: ${DELIVERY_NAMES[delivery.kind]}.`,
        link: { text: 'Læs brevet', href: paths.myLetter.to({ letter: delivery.deliveryId }) },
      };
    }),
  ].toSorted((one, other) => (one.at > other.at ? -1 : 1));
  return {
    ahead: factsOf(aheadRows(state, now, titleOf), 'Det, der kommer, det nærmeste først'),
    nothingAhead: 'Der er ingen datoer forude lige nu.',
    behind: factsOf(behind, 'Det, der har været, det nyeste først'),
    links: moreLetters ? [{ text: 'Se alle dine breve', href: paths.myLetters.to() }] : [],
  };
}

function aheadRows(state: CourseState, now: Instant, titleOf: TitleOf): Facts['rows'] {
  const own = state.appointment ?? state.closingTime;
  const link = own && own.startsAt > now ? calendarLink(own.appointmentId) : null;
  return datesAhead(state, now, titleOf).map(({ when, what, isTalk }) => ({
    term: when,
    text: what,
    ...(link && isTalk && { link }),
  }));
}

/** A called-off one may stand in somebody's calendar still. */
function pastConversation(one: Conversation, now: Instant): Row[] {
  if (!one.end) return [];
  const { key, kind, startsAt, end } = one;
  const text = TALKS[kind] + ENDS[end];
  const link = isCalledOff(one) && startsAt > now ? { link: removeLink(key) } : {};
  return [{ at: startsAt, term: capital(dateTimeWords(startsAt, now)), text, ...link }];
}

function factsOf(rows: Facts['rows'], caption: string): Facts | null {
  return rows.length > 0 ? { caption, rows } : null;
}

async function page(ctx: Ctx, asked: Asked): Promise<Answer> {
  const dates = await ownDates(ctx, asked.course);
  const state = await promisedState(ctx, asked.course);
  return show(ctx, asked, 'patient/dates', {
    title: 'Dine datoer',
    back: toMyCourse,
    main: datesMain(state, dates, ctx.now, (module) =>
      ctx.app.programmes.titleOf(state.programme, module),
    ),
  });
}

export const dateRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.myDates.pattern,
    permission: 'ownCourse',
    audit: 'sawOwnDates',
    course: 'own',
    handle: page,
  },
];
