/** A course walked to every place, with what the patient's pages ask the database for. */
import type { CourseHome } from '../../../api/queries/courseHome';
import type { FreeTimes } from '../../../api/queries/freeTimes';
import type { OwnMessages } from '../../../api/queries/ownMessages';
import type { OwnModule } from '../../../api/queries/ownModule';
import {
  asId,
  instant,
  plusMillis,
  type Instant,
  type MessageId,
  type SlotId,
} from '../../../domain/ids';
import { programmeToFollow } from '../../../domain/programme';
import type { CourseEvent, CourseState } from '../../../domain/state';
import {
  begin,
  bookOf,
  DAY,
  HOUR,
  KAREN,
  MONDAY,
  offerOf,
  steps,
  SUBMIT,
  untilFired,
} from '../../support/courseWalk';
import { depression, restOf } from '../../support/depression';

const programmeModules = depression.modules;
const accept: CourseEvent = {
  name: 'accept',
  programme: programmeToFollow(depression),
  diagnosis: 'DF320',
};
const RELEASE: CourseEvent = { name: 'release' };
export const FIRST = 'hvad-er-depression';
export const SECOND = 'maal-og-vaerdier';

/** One state for each place, in the order of a course. */
const writing = begin();
const beingRead = steps(writing, SUBMIT);
const offered = steps(beingRead, offerOf(plusMillis(MONDAY, DAY)), RELEASE);
const freed = steps(steps(offered, bookOf(MONDAY)), { name: 'cancelByPatient' });
const agreed = steps(offered, bookOf(plusMillis(MONDAY, DAY)));
const working = steps(agreed, accept, { name: 'giveConsent', consent: 'gpEnd' });
const answered = steps(
  working,
  { name: 'handIn', moduleId: FIRST },
  { name: 'openModule', moduleId: SECOND },
  { name: 'giveFeedback', moduleId: FIRST },
  { name: 'writeMessage' },
);
const lastTalk = steps(
  answered,
  { name: 'handIn', moduleId: SECOND },
  { name: 'giveFeedback', moduleId: SECOND },
  ...restOf([FIRST, SECOND]),
  { name: 'finish' },
);
const beingClosed = steps(lastTalk, { name: 'closingWaived' });
const over = steps(beingClosed, { name: 'approveEpicrise' }, RELEASE);
const asked = untilFired(over, 'followUp');
const rejected = steps(beingRead, { name: 'reject' }, RELEASE);
export const states = {
  writing,
  beingRead,
  offered,
  freed,
  agreed,
  working,
  answered,
  lastTalk,
  beingClosed,
  over,
  asked,
  rejected,
  called: steps(beingRead, { name: 'reject', adviceCall: true }, RELEASE),
} as const satisfies Record<string, CourseState>;

/** What the first page asks for. */
export const own: CourseHome = {
  psychologistName: 'Karen Eksempel',
  meetingUrl: 'http://127.0.0.1:3002/video/1',
  calledOff: null,
  callPhone: null,
  unread: 1,
  letters: 2,
  answered: new Map([[FIRST, { name: 'Karen Eksempel', isNew: true }]]),
  exercises: [],
  earlierAsks: false,
  isPlanOffered: false,
  measuring: { asking: null, values: {} },
  adultFrom: null,
  titles: new Map(depression.modules.map(({ id, title }) => [id, title])),
  told: [],
};
/** A question about an exercise, and the answer to it. */
export const thread: OwnMessages = {
  older: null,
  draft: undefined,
  messages: [
    {
      messageId: asId<MessageId>('00000000-0000-4000-8000-000000000201'),
      from: 'patient',
      name: null,
      writtenAt: instant('2026-11-05T10:00:00Z'),
      body: 'Jeg har et spørgsmål.\nHvad gør jeg?',
      unread: false,
      read: { by: 'Karen Eksempel', at: instant('2026-11-05T12:00:00Z') },
      about: { module: FIRST, exercise: 'aktivitetsdagbog', title: 'Aktivitetsdagbog' },
    },
    {
      messageId: asId<MessageId>('00000000-0000-4000-8000-000000000202'),
      from: 'staff',
      name: 'Karen Eksempel',
      writtenAt: instant('2026-11-06T10:00:00Z'),
      body: 'Begynd med fem minutter.',
      unread: true,
      read: null,
      about: null,
    },
  ],
};
/** An hour after what happened last. */
export const nowOf = (state: CourseState): Instant => plusMillis(state.lastAt, HOUR);

export const free: FreeTimes = {
  withinPromise: true,
  next: 'x',
  times: ['2026-11-10T09:00:00Z', '2026-11-10T12:00:00Z', '2026-11-12T09:00:00Z'].map(
    (from, index) => ({
      slotId: asId<SlotId>(`00000000-0000-4000-8000-00000000010${index}`),
      psychologistId: KAREN,
      startsAt: instant(from),
      endsAt: plusMillis(instant(from), HOUR),
      kind: 'assessment',
      state: 'free',
      courseId: null,
      heldByUpdate: null,
      psychologistName: 'Karen Eksempel',
    }),
  ),
};

const rows = [
  {
    day: 'mandag',
    time: 'formiddag',
    activity: 'Gik en tur ved søen',
    moodBefore: 2,
    moodAfter: 4,
    note: '',
  },
  {
    day: 'tirsdag',
    time: 'aften',
    activity: 'Så tv',
    moodBefore: '3',
    moodAfter: '3',
    note: 'Træt',
  },
];
export function moduleOf(state: CourseState, id: string, isAnswered = true): OwnModule {
  const text = programmeModules.find((one) => one.id === id);
  const at = state.programme?.modules.find((one) => one.moduleId === id);
  if (!text || !at) throw new Error(`no module ${id}`);
  return {
    text,
    at,
    titles: own.titles,
    psychologistName: own.psychologistName,
    told: [],
    exercises: at.open
      ? text.exercises.map((exercise) => ({
          exercise,
          version: 1,
          answer: { rows: id === FIRST ? rows : [] },
          entries: [],
        }))
      : [],
    feedback:
      isAnswered && at.handedIn
        ? [
            {
              name: 'Karen Eksempel',
              sentAt: state.lastAt,
              body: 'Tak for din dagbog.\n\nLæg mærke til turen ved søen: den løftede dit humør.',
            },
          ]
        : [],
    comments:
      isAnswered && at.handedIn
        ? text.exercises.slice(0, 1).flatMap(({ id: exercise }) =>
            ['', '1'].map((rowKey) => ({
              exercise,
              rowKey,
              name: 'Karen Eksempel',
              sentAt: state.lastAt,
              body: rowKey === '' ? 'Tydeligt skrevet.' : 'Her steg dit humør mest.',
            })),
          )
        : [],
  };
}
