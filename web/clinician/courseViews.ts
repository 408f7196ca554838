/** Views of the course page: what was sent, who looked, and the stages. */
import type { CourseOverview } from '../../api/queries/courseOverview';
import {
  capital,
  CONSENTS,
  DELIVERY_NAMES,
  dateTimeWords,
  longDate,
  rail,
  ROLE_NAMES,
  undeliveredWords,
} from '../../domain/danish';
import type { CourseId, Instant } from '../../domain/ids';
import { ROLES, type Role } from '../../domain/permissions';
import type { ConsentKind, CourseState } from '../../domain/state';
import { paths } from '../paths';
import type { Facts, Rail, Table } from '../shared/parts';

/** The anchors that date the stages, in the order `rail` tells them. */
const DATED_BY = [
  'began',
  'submitted',
  'decided',
  'treatmentStarted',
  'treatmentEnded',
  'closingDone',
] as const satisfies readonly (keyof CourseState['since'])[];

/** The stages with the day on which each began. */
export function staffRail(state: CourseState): Rail {
  return {
    here: 'Nu',
    stages: rail(state).map(({ title, status, words }, index) => {
      const anchor = DATED_BY[index];
      // Who stopped in it is not seen from its date.
      if (status === 'stopped') return { state: status, name: title, words };
      const since = status === 'tocome' || !anchor ? undefined : state.since[anchor];
      return {
        state: status === 'tocome' ? 'toCome' : status,
        name: title,
        words: since ? `Begyndt ${longDate(since)}` : null,
      };
    }),
  };
}

const STATUS_WORDS: Readonly<Record<CourseOverview['letters'][number]['status'], string>> = {
  waiting: 'På vej',
  sent: 'Sendt',
  delivered: 'Modtaget',
  failed: 'Kunne ikke leveres',
  unknown: 'Ukendt, se efter',
  notAllowed: 'Ikke sendt',
};

function statusWords({ status, reason }: CourseOverview['letters'][number]): string {
  const words = STATUS_WORDS[status];
  return status === 'notAllowed' ? `${words}: ${undeliveredWords(reason)}` : words;
}

/** So many letters stand open; the others are folded away. */
const NEWEST = 6;

/** Letters with their receipts; a kept letter can be read by those who may. */
export function letterTables(
  course: CourseId,
  letters: CourseOverview['letters'],
  now: Instant,
  readable: boolean,
): { newest: Table; earlier: Table | null } {
  const tableOf = (caption: string, some: CourseOverview['letters']): Table => ({
    caption,
    columns: [{ text: 'Hvad' }, { text: 'Status' }, { text: 'Hvornår' }],
    rows: some.map((one) => [
      {
        text: DELIVERY_NAMES[one.kind],
        ...(readable &&
          one.hasLetter && {
            href: paths.courseLetter.to({ course, letter: one.deliveryId }),
          }),
      },
      { text: statusWords(one) },
      { text: dateTimeWords(one.deliveredAt ?? one.sentAt ?? one.createdAt, now) },
    ]),
  });
  const earlier = letters.slice(NEWEST);
  return {
    newest: tableOf('Det nyeste først', letters.slice(0, NEWEST)),
    earlier: earlier.length > 0 ? tableOf('Tidligere, det nyeste først', earlier) : null,
  };
}

export function consentFacts(consents: CourseOverview['consents'], now: Instant): Facts {
  const kinds = Object.keys(CONSENTS) as ConsentKind[];
  return {
    caption: 'Samtykker',
    rows: kinds.map((kind) => {
      const one = consents.find((known) => known.kind === kind);
      const text = !one
        ? 'Nej'
        : one.withdrawnAt
          ? `Trukket tilbage ${dateTimeWords(one.withdrawnAt, now)}`
          : `Ja, givet ${dateTimeWords(one.givenAt, now)}`;
      return { term: CONSENTS[kind].title, text };
    }),
  };
}

type Reader = NonNullable<NonNullable<CourseOverview['clinical']>['readers']>[number];

/** What each line of the audit says on screen; events that are not here were reading. */
const READ_WORDS: Readonly<Record<string, string>> = {
  sawWholeCpr: 'så hele CPR-nummeret',
  readApplication: 'læste ansøgningen',
  answeredApplication: 'besvarede ansøgningen',
  readModule: 'læste et modul',
  readProgress: 'læste en øvelse over tid',
  readFlag: 'så en bekymringsmarkering',
  tookFlag: 'tog en bekymringsmarkering',
  releasedFlag: 'afsluttede en bekymringsmarkering',
  readMessages: 'læste beskeder',
  wroteMessage: 'skrev en besked',
  readLetter: 'læste et brev',
  sawLetterDraft: 'så et brev, før det gik',
  recordedAssessment: 'skrev resultatet af samtalen',
  readAssessment: 'åbnede samtalen',
  openedWithReason: 'skrev en grund til at åbne forløbet',
  bookedTime: 'gav en tid til samtalen',
  cancelledTime: 'skrev, at patienten har aflyst samtalen',
  claimedTask: 'tog en opgave',
  gaveFeedback: 'svarede på et modul',
  wroteEpicrise: 'afsluttede forløbet',
  readEpicrise: 'åbnede epikrisen',
  readClosing: 'åbnede afslutningen',
  closedTreatment: 'skrev om afslutningen',
  readCorrection: 'åbnede rettelse af et brev',
  correctedLetter: 'rettede et brev',
  undidDecision: 'fortrød en afgørelse',
  markedTaskDone: 'markerede en opgave som gjort',
  leftCourse: 'afsluttede eller henviste',
  pausedTreatment: 'lod behandlingen holde pause',
  resumedTreatment: 'genoptog behandlingen',
  readProgramme: 'så på programmet',
  adjustedProgramme: 'tilpassede programmet',
  raisedFlag: 'rejste en bekymringsmarkering',
};

export function readersFacts(readers: readonly Reader[], patient: string, now: Instant): Facts {
  return {
    caption: 'Hvem har set forløbet',
    rows: readers.map((one) => ({
      term: capital(dateTimeWords(one.at, now)),
      text: `${readerName(one, patient)} ${READ_WORDS[one.event] ?? 'åbnede forløbet'}`,
    })),
  };
}

function readerName(one: Reader, patient: string): string {
  if (one.staffName) return one.staffName;
  if (one.actorKind === 'patient') return patient;
  const role = ROLES.find((known): known is Role => known === one.role);
  return role ? capital(ROLE_NAMES[role]) : 'Ukendt';
}
