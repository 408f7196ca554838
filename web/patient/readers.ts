/** Who in the clinic has seen the patient's data, what they did, and when. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { ownReaders, type OwnReaders, type Reading } from '../../api/queries/ownReaders';
import { copenhagenDate } from '../../domain/calendar';
import { capital, dateTimeWords, ROLE_NAMES } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { Role } from '../../domain/permissions';
import { paths, withQuery } from '../paths';
import type { Facts, Pages } from '../shared/parts';
import { show } from '../shared/show';
import { toMyCourse } from './place';

export interface ReadersMain {
  readonly lead: string;
  readonly readings: Facts | null;
  readonly pages: Pages | null;
  readonly empty: { readonly text: string };
}

/** What the audit's words mean to the person they are about. */
const DID: Readonly<Record<string, string>> = {
  adjustedProgramme: 'Tilpassede dit program',
  answeredApplication: 'Svarede på din ansøgning',
  askedForTask: 'Tog en opgave i dit forløb',
  bookedTime: 'Gav dig en tid til samtalen',
  cancelledTime: 'Skrev, at du har aflyst samtalen',
  claimedTask: 'Tog en opgave i dit forløb',
  closedTask: 'Løste en opgave i dit forløb',
  closedTreatment: 'Skrev om den afsluttende samtale',
  correctedLetter: 'Rettede et brev til dig eller din læge',
  gaveFeedback: 'Svarede på dit modul',
  handledIncident: 'Tog sig af et brev eller noget andet, der ikke gik igennem',
  leftCourse: 'Afsluttede behandlingen eller forløbet',
  markedTaskDone: 'Løste en opgave i dit forløb',
  openedCourse: 'Åbnede dit forløb',
  openedWithReason: 'Skrev en grund og fik adgang til dit forløb',
  pausedTreatment: 'Satte din behandling på pause',
  raisedFlag: 'Rejste en bekymringsmarkering',
  readApplication: 'Læste din ansøgning',
  readAssessment: 'Læste det, der hører til samtalen',
  readClosing: 'Læste det, der hører til afslutningen',
  readCorrection: 'Læste, hvilke breve der er sendt',
  readEpicrise: 'Læste epikrisen',
  readFlag: 'Så på en bekymringsmarkering',
  readLetter: 'Læste et brev',
  readMessages: 'Læste dine beskeder',
  readModule: 'Læste dit modul',
  readProgress: 'Læste det, du har skrevet i en øvelse over tid',
  readProgramme: 'Så på dit program',
  recordedAssessment: 'Skrev, hvad samtalen førte til',
  releasedFlag: 'Afsluttede en bekymringsmarkering',
  resentDelivery: 'Sendte et brev eller en besked igen',
  resumedTreatment: 'Satte din behandling i gang igen',
  sawCourseOverview: 'Så, hvor langt dit forløb er',
  sawLetterDraft: 'Læste et brev, før det blev sendt',
  sawWholeCpr: 'Så hele dit CPR-nummer',
  steppedIntoCourse: 'Ændrede noget i dit forløb',
  tookFlag: 'Tog en bekymringsmarkering',
  undidDecision: 'Fortrød en afgørelse, før den blev sendt',
  wasAskedForReason: 'Blev bedt om en grund til at åbne dit forløb',
  wroteEpicrise: 'Skrev epikrisen',
  wroteMessage: 'Skrev en besked til dig',
};
const SOMETHING = 'Åbnede dit forløb';

export function readersMain(
  { readings, next }: OwnReaders,
  now: Instant,
  first: boolean,
): ReadersMain {
  return {
    lead:
      'Hver gang en medarbejder åbner noget om dig, bliver det skrevet ned her. Er det ikke din ' +
      'egen psykolog, skal psykologen skrive hvorfor. Dine egne besøg står her ikke.',
    readings:
      readings.length > 0
        ? {
            caption: 'Hvem har set dine oplysninger, det nyeste først',
            rows: sameDayOnce(readings).map(({ one, times }) => ({
              term: whoWords(one),
              text: `${onceOrMore(one, times, now)}${whyWords(one)}`,
            })),
          }
        : null,
    pages:
      first && !next
        ? null
        : {
            label: 'Flere besøg',
            shown: first ? 'De nyeste' : 'Ældre',
            newer: first ? null : paths.myReaders.to(),
            older: next && withQuery(paths.myReaders.to(), { efter: next }),
          },
    empty: {
      text: first ? 'Ingen har åbnet noget om dig endnu.' : 'Der er ikke flere.',
    },
  };
}

function onceOrMore({ event, at }: Reading, times: number, now: Instant): string {
  const when = dateTimeWords(at, now);
  return times > 1
    ? `${didWords(event)}, ${times} gange. Senest ${when}.`
    : `${didWords(event)}. ${capital(when)}.`;
}

export function didWords(event: string): string {
  return Object.hasOwn(DID, event) ? (DID[event] ?? SOMETHING) : SOMETHING;
}

/** The same thing done again by the same person that day is one line, at its latest time. */
function sameDayOnce(readings: readonly Reading[]): { one: Reading; times: number }[] {
  const lines: { one: Reading; times: number }[] = [];
  for (const one of readings) {
    const last = lines.at(-1);
    if (last && isSame(last.one, one)) last.times += 1;
    else lines.push({ one, times: 1 });
  }
  return lines;
}

function isSame(a: Reading, b: Reading): boolean {
  return (
    a.event === b.event &&
    a.reason === b.reason &&
    a.staffName === b.staffName &&
    a.role === b.role &&
    copenhagenDate(a.at) === copenhagenDate(b.at)
  );
}

/** In the reader's own words: the person it is about may know why. */
function whyWords({ reason }: Reading): string {
  return reason === null ? '' : ` Grunden var: »${reason}«`;
}

function whoWords({ staffName, role }: Reading): string {
  const name = staffName ?? 'En medarbejder';
  return Object.hasOwn(ROLE_NAMES, role) ? `${name}, ${ROLE_NAMES[role as Role]}` : name;
}

async function page(ctx: Ctx, asked: Asked): Promise<Answer> {
  const after = asked.query['efter'];
  const main = readersMain(await ownReaders(ctx, { after }), ctx.now, !after);
  return show(ctx, asked, 'patient/readers', {
    title: 'Hvem har set dine oplysninger',
    back: toMyCourse,
    main,
  });
}

export const readerRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.myReaders.pattern,
    permission: 'ownCourse',
    audit: 'sawOwnReaders',
    course: 'own',
    handle: page,
  },
];
