/** A patient's pages at every place of a course, made by the pages' own builders from walked states. */
import type { CourseHome } from '../../../api/queries/courseHome';
import type { FreeTimes } from '../../../api/queries/freeTimes';
import type { OwnModule } from '../../../api/queries/ownModule';
import {
  asId, instant, plusMillis, type DeliveryId, type Instant, type MessageId, type PersonId, type SlotId,
} from '../../../domain/ids';
import { programmeToFollow } from '../../../domain/programme';
import type { CourseEvent, CourseState } from '../../../domain/state';
import { loadProgrammes } from '../../../programmes/load';
import { closingMain } from '../../../web/patient/closing';
import { consentsMain } from '../../../web/patient/consents';
import { homeMain } from '../../../web/patient/home';
import { lettersMain } from '../../../web/patient/letters';
import { messagesMain } from '../../../web/patient/messages';
import { moduleMain } from '../../../web/patient/module';
import { stepMain } from '../../../web/patient/moduleText';
import { readersMain } from '../../../web/patient/readers';
import { timeMain } from '../../../web/patient/time';
import { withdrawMain } from '../../../web/patient/withdraw';
import { newForm } from '../../../web/clinician/formState';
import type { ErrorSummary } from '../../../web/shared/page';
import { begin, bookOf, DAY, HOUR, KAREN, MONDAY, offerOf, steps, SUBMIT } from '../../support/courseWalk';

export interface Sample {
  readonly page: string;
  readonly title: string;
  readonly main: object;
  readonly errors?: ErrorSummary;
}

const depression = loadProgrammes().get('depression');
if (!depression) throw new Error('the programme is gone');
export const programme = depression;
const accept: CourseEvent = {
  name: 'accept', programme: programmeToFollow(depression), diagnosis: 'DF320',
};
const RELEASE: CourseEvent = { name: 'release' };
export const FIRST = 'hvad-er-depression';
export const SECOND = 'aktivitet-og-humoer';

/** One state for each place, in the order of a course. */
const writing = begin();
const beingRead = steps(writing, SUBMIT);
const offered = steps(beingRead, offerOf(plusMillis(MONDAY, DAY)), RELEASE);
const freed = steps(steps(offered, bookOf(MONDAY)), { name: 'cancelByPatient' });
const agreed = steps(offered, bookOf(plusMillis(MONDAY, DAY)));
const working = steps(agreed, accept, { name: 'giveConsent', consent: 'gpEnd' });
const answered = steps(
  working, { name: 'handIn', moduleId: FIRST }, { name: 'openModule', moduleId: SECOND },
  { name: 'giveFeedback', moduleId: FIRST }, { name: 'writeMessage' },
);
const lastTalk = steps(answered, { name: 'finish' });
const beingClosed = steps(lastTalk, { name: 'closingWaived' });
const over = steps(beingClosed, { name: 'approveEpicrise' }, RELEASE);
const rejected = steps(beingRead, { name: 'reject' }, RELEASE);
export const states = {
  writing, beingRead, offered, freed, agreed, working, answered, lastTalk, beingClosed, over, rejected,
} as const satisfies Record<string, CourseState>;

export const own: CourseHome = {
  psychologistName: 'Karen Eksempel', meetingUrl: 'http://127.0.0.1:3002/video/1', unread: 1,
  letters: 2, titles: new Map(depression.modules.map(({ id, title }) => [id, title])),
};
const nowOf = (state: CourseState): Instant => plusMillis(state.lastAt, HOUR);

export const free: FreeTimes = {
  withinPromise: true, next: 'x',
  times: ['2026-11-10T09:00:00Z', '2026-11-10T12:00:00Z', '2026-11-12T09:00:00Z'].map((from, index) => ({
    slotId: asId<SlotId>(`00000000-0000-4000-8000-00000000010${index}`), psychologistId: KAREN,
    startsAt: instant(from), endsAt: plusMillis(instant(from), HOUR), kind: 'assessment',
    state: 'free', courseId: null, heldByUpdate: null, psychologistName: 'Karen Eksempel',
  })),
};

const rows = [
  { day: 'mandag', time: 'formiddag', activity: 'Gik en tur ved søen', moodBefore: 2, moodAfter: 4, note: '' },
  { day: 'tirsdag', time: 'aften', activity: 'Så tv', moodBefore: '3', moodAfter: '3', note: 'Træt' },
];
export function moduleOf(state: CourseState, id: string, answered_ = true): OwnModule {
  const text = programme.modules.find((one) => one.id === id);
  const at = state.programme?.modules.find((one) => one.moduleId === id);
  if (!text || !at) throw new Error(`no module ${id}`);
  return {
    text, at,
    exercises: at.open ? text.exercises.map((exercise) => ({
      exercise, version: 1, answer: { rows: id === FIRST ? rows : [] },
    })) : [],
    feedback: answered_ && at.handedIn ? [{
      name: 'Karen Eksempel', sentAt: state.lastAt,
      body: 'Tak for din dagbog.\n\nLæg mærke til turen ved søen: den løftede dit humør.',
    }] : [],
  };
}

function timeSample(state: CourseState, at?: Instant): Sample {
  const book = newForm(state, 'offer', {});
  const main = timeMain(state, at ? null : free, { book, cancel: book }, at ?? nowOf(state), '');
  return { page: 'patient/time', title: 'Tid til samtale', main };
}

function messageSample(state: CourseState, wrong = false): Sample {
  const form = newForm(state, null, {});
  const page = messagesMain(state, {
    older: null,
    messages: [
      {
        messageId: asId<MessageId>('00000000-0000-4000-8000-000000000201'), from: 'patient', name: null,
        writtenAt: instant('2026-11-05T10:00:00Z'), body: 'Jeg har et spørgsmål.\nHvad gør jeg?', unread: false,
      },
      {
        messageId: asId<MessageId>('00000000-0000-4000-8000-000000000202'), from: 'staff',
        name: 'Karen Eksempel', writtenAt: instant('2026-11-06T10:00:00Z'),
        body: 'Begynd med fem minutter.', unread: true,
      },
    ],
  }, wrong ? { ...form, status: 422, errors: { message: 'Skriv din besked.' } } : form, nowOf(state));
  return { page: 'patient/messages', title: 'Beskeder', ...page };
}

function moduleSample(state: CourseState, id: string, wrong = false): Sample {
  const form = newForm(state, { module: id }, {});
  const typed = {
    'aktivitetsdagbog.day-1': 'mandag', 'aktivitetsdagbog.activity-1': 'Gik en tur',
    'aktivitetsdagbog.note-1': '<script>alert(1)</script>',
  };
  const errors = {
    'aktivitetsdagbog.': 'Udfyld mindst 3 linjer, før du afleverer. Du har udfyldt 1.',
    'aktivitetsdagbog.time-1': 'Linje 1: Vælg, hvornår på dagen det var.',
  };
  const module = moduleOf(state, id);
  const page = moduleMain(state, module, {
    form: wrong ? { ...form, status: 422, typed, errors } : form, changedElsewhere: wrong,
  }, nowOf(state));
  return { page: 'patient/module', title: module.text.title, ...page };
}

const homes = Object.entries(states).map(([name, state]): [string, Sample] => [
  `/hjem/${name}`,
  { page: 'patient/home', title: 'Mit forløb', main: homeMain(state, own, nowOf(state)) },
]);
const withdrawals = Object.entries(states).map(([name, state]): [string, Sample] => {
  const { title, main } = withdrawMain(state, newForm(state, null, {}));
  return [`/traek/${name}`, { page: 'patient/withdraw', title, main }];
});
const delivery = {
  deliveryId: asId<DeliveryId>('00000000-0000-4000-8000-000000000301'), kind: 'offer', sequence: 1,
  subject: '', status: 'delivered', epoch: 0, createdAt: MONDAY, sentAt: MONDAY, deliveredAt: MONDAY,
  attempts: 1, reason: null, partner: null, hasLetter: true, courseId: offered.courseId,
  personId: asId<PersonId>(offered.courseId),
} as const;
const first = moduleOf(working, FIRST).text;
const step = (number: number) => stepMain(first, number);

/** Every page by its address on the test site. */
export const samples: ReadonlyMap<string, Sample> = new Map([
  ...homes, ...withdrawals,
  ['/tid/kept', timeSample(offered)], ['/tid/choose', timeSample(freed)],
  ['/tid/agreed', timeSample(agreed)], ['/tid/none', timeSample(working, nowOf(working))],
  ['/beskeder', messageSample(answered)], ['/beskeder/fejl', messageSample(answered, true)],
  ['/beskeder/slut', messageSample(over)],
  ['/modul', moduleSample(working, FIRST)], ['/modul/fejl', moduleSample(working, FIRST, true)],
  ['/modul/lukket', moduleSample(working, SECOND)], ['/modul/afleveret', moduleSample(answered, FIRST)],
  ['/modul/trin', { page: 'patient/moduleText', title: 'Trin', main: step(2) ?? {} }],
  ['/modul/svar', { page: 'patient/moduleText', title: 'Svar', main: step(7) ?? {} }],
  ['/afslutning', {
    page: 'patient/closing', title: 'Afsluttende samtale',
    ...closingMain(lastTalk, newForm(lastTalk, null, {}), nowOf(lastTalk)),
  }],
  ['/breve', {
    page: 'patient/letters', title: 'Dine breve',
    main: lettersMain({ letters: [{ delivery, way: 'patient' }], next: 'x' }, nowOf(working), true),
  }],
  ['/breve/ingen', {
    page: 'patient/letters', title: 'Dine breve', main: lettersMain({ letters: [], next: null }, MONDAY, true),
  }],
  ['/brev', {
    page: 'patient/letter', title: 'Tilbud om samtale', main: {
      letter: { to: 'Else Test Lauridsen', by: 'Sendt', subject: 'Tilbud', html: '<p>Kære Else</p>' },
    },
  }],
  ['/samtykker', {
    page: 'patient/consents', title: 'Dine samtykker', main: consentsMain(working, [
      { kind: 'gpStart', stands: false, givenAt: MONDAY, withdrawnAt: MONDAY },
      { kind: 'gpEnd', stands: true, givenAt: MONDAY, withdrawnAt: null },
      { kind: 'contact', stands: false, givenAt: null, withdrawnAt: null },
      { kind: 'research', stands: false, givenAt: null, withdrawnAt: null },
    ], nowOf(working)),
  }],
  ['/hvem', {
    page: 'patient/readers', title: 'Hvem har set dine oplysninger', main: readersMain({
      next: '7', readings: [
        { at: MONDAY, role: 'psychologist', event: 'screenedApplication', staffName: 'Karen Eksempel' },
        { at: MONDAY, role: 'coordinator', event: 'somethingNew', staffName: null },
      ],
    }, nowOf(working), true),
  }],
]);
