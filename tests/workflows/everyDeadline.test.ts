/** Every deadline of the table on the real workflow: not a minute early, once, and not when answered. */
import type { DeadlineName, Stage } from '../../domain/course';
import { asId, plusMillis, type FlagId } from '../../domain/ids';
import { SHIPPED_RULES } from '../../domain/rules';
import type { CourseEvent, CourseState } from '../../domain/state';
import { taskRef } from '../../domain/tasks';
import { openBench, type Bench } from '../support/courseBench';
import { bookOf, DAY, HOUR, KAREN, MINUTE, SUBMIT } from '../support/courseWalk';
import {
  clockOf,
  decide,
  allOver,
  press,
  standingIn,
  talkIsOver,
  waitUntil,
  type Lived,
} from '../support/livedCourse';

jest.setTimeout(60_000);
let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterEach(allOver);
afterAll(async () => {
  await bench.stop();
});

const FLAG = asId<FlagId>('00000000-0000-4000-8000-0000000000f1');

interface Scenario {
  /** What the deadline is for, as a person would say it. */
  readonly when: string;
  readonly name: DeadlineName;
  readonly subject?: string;
  readonly stage: Stage;
  /** What is done in the stage before the clock runs. */
  readonly first?: (lived: Lived) => Promise<void>;
  /** What keeps it from ringing; none: nothing can. */
  readonly answer?: (lived: Lived) => Promise<void>;
  /** What is recorded at the due instant. */
  readonly event?: string;
  readonly sends?: readonly string[];
  readonly opens?: readonly string[];
  readonly overdue?: string;
  readonly moves?: readonly [Stage, string | null];
  readonly then?: (state: CourseState) => void;
}
const flag = (tier: 'amber' | 'worse' | 'red') => async (lived: Lived) =>
  press(lived, { name: 'raiseFlag', flagId: FLAG, tier });
const now = async (lived: Lived) => lived.bench.now();
const does =
  (...events: readonly CourseEvent[]) =>
  (lived: Lived) =>
    press(lived, ...events);
const book = async (lived: Lived) => press(lived, bookOf(await now(lived), 2));
const released = does(
  { name: 'takeFlag', flagId: FLAG, staffId: KAREN },
  { name: 'releaseFlag', flagId: FLAG },
);
const escalates = { sends: ['staffEscalation'], opens: ['overdue'] } as const;
const open = async (lived: Lived, clock: string) =>
  waitUntil(lived, clockOf(lived.course.row(), clock).dueAt).then(() =>
    lived.bench.env.sleep(HOUR),
  );
/** Lets one clock after the other ring until the named one has rung. */
const past =
  (...clocks: readonly string[]) =>
  async (lived: Lived) => {
    for (const clock of clocks) await open(lived, clock);
  };

// oxfmt-ignore
const SCENARIOS: readonly Scenario[] = [
  { when: 'an applicant who is quiet for a week is reminded', name: 'applicationReminder1',
    stage: 'applying', answer: does(SUBMIT), sends: ['reminderApplication'] },
  { when: 'and again after three weeks', name: 'applicationReminder2', stage: 'applying',
    answer: does(SUBMIT), sends: ['reminderApplication'] },
  { when: 'after thirty quiet days the application lapses', name: 'applicationLapse',
    stage: 'applying', answer: does(SUBMIT), event: 'lapse', sends: ['lapsed'],
    moves: ['ended', 'lapsed'] },
  { when: 'the owner is reminded four days before the answer is due',
    name: 'screeningRemindOwner', stage: 'screening',
    answer: (lived) => decide(lived, { name: 'reject' }), sends: ['staffReminder'] },
  { when: 'the team two days before', name: 'screeningRemindTeam', stage: 'screening',
    answer: (lived) => decide(lived, { name: 'reject' }), sends: ['staffReminder'] },
  { when: 'an application nobody has answered in fourteen days is escalated',
    name: 'screeningAnswer', stage: 'screening',
    answer: (lived) => decide(lived, { name: 'reject' }), overdue: 'screen', ...escalates },
  { when: 'the reserved time is freed after five days', name: 'reservedDays', stage: 'offered',
    answer: book, then: ({ reserved }) => expect(reserved).toBeNull() },
  { when: 'the reserved time is freed 48 hours before it', name: 'reservedNear', stage: 'screening',
    first: async (lived) => {
      const startsAt = plusMillis(await now(lived), 4 * DAY);
      await decide(lived, { name: 'offer', slotId: asId('00000000-0000-4000-8000-000000000051'),
        startsAt, psychologistId: KAREN });
    },
    answer: book, then: ({ reserved }) => expect(reserved).toBeNull() },
  { when: 'an offer without a booking is followed up on day 14', name: 'followUpOffer',
    stage: 'offered', answer: book, opens: ['followUpOffer'] },
  { when: 'a course without a time within the 28 days is the supervisor’s on day 21',
    name: 'findTime', stage: 'offered', answer: book, opens: ['findTime'] },
  { when: 'an offer nobody answered is for the coordinator to decide on day 28',
    name: 'assessmentClock', stage: 'offered',
answer: does({ name: 'lapse' }),
    opens: ['lapseOrNewDate', 'overdue'], overdue: 'lapseOrNewDate', sends: ['staffEscalation'] },
  { when: 'a talk agreed for later than day 28 is escalated on day 28', name: 'assessmentClock',
    stage: 'offered',
    first: async (lived) => press(lived, bookOf(await now(lived), 40, false)),
    overdue: 'holdAssessment', ...escalates },
  { when: 'the patient is reminded of the talk three days before', name: 'appointmentReminder3',
    stage: 'booked', answer: does({ name: 'cancelByPatient' }), sends: ['reminderAppointment'] },
  { when: 'and the day before', name: 'appointmentReminder1', stage: 'booked',
    answer: does({ name: 'cancelByPatient' }), sends: ['reminderAppointment'] },
  { when: 'a talk whose outcome nobody wrote in a working day is escalated',
    name: 'assessmentOutcome', stage: 'booked', first: talkIsOver,
    answer: (lived) => decide(lived, { name: 'decline' }), overdue: 'holdAssessment', ...escalates },
  { when: 'treatment ends on day 84, as drop-out while modules are missing',
    name: 'treatmentLength', stage: 'treatment', answer: does({ name: 'dropOut' }),
    event: 'timeUpIncomplete', sends: ['closingInvitation'], opens: ['closingCall'],
    moves: ['closing', 'droppedOut'] },
  { when: 'treatment ends on day 84, completed when all is handed in', name: 'treatmentLength',
    stage: 'treatment',
    first: does({ name: 'handIn', moduleId: 'm1' }, { name: 'handIn', moduleId: 'm2' }),
    answer: does({ name: 'finish' }), event: 'timeUp', sends: ['closingInvitation'],
    opens: ['closingCall'],
    moves: ['closing', 'completed'] },
  { when: 'a patient silent for seven days gets a message', name: 'silent7', stage: 'treatment',
    answer: does({ name: 'writeMessage' }), sends: ['silence7'] },
  { when: 'silent for ten: the psychologist is to call', name: 'silent10', stage: 'treatment',
    answer: does({ name: 'writeMessage' }), opens: ['silenceCall'] },
  { when: 'silent for fourteen: the psychologist is to decide', name: 'silent14',
    stage: 'treatment', answer: does({ name: 'writeMessage' }), opens: ['silenceDecision'] },
  { when: 'a pause ends by itself', name: 'pauseEnds', stage: 'treatment',
    first: async (lived) => press(lived, { name: 'pause', until: plusMillis(await now(lived), 7 * DAY) }),
    answer: does({ name: 'resumeTreatment' }), event: 'resumeTreatment', sends: ['pauseOver'],
    then: ({ pausedAt }) => expect(pausedAt).toBeNull() },
  { when: 'a module opens in its week', name: 'moduleOpens', subject: 'm3', stage: 'treatment',
    first: async (lived) => {
      await lived.bench.env.sleep(2 * DAY);
      await press(lived, { name: 'answerMeasure' });
    },
    answer: does({ name: 'openModule', moduleId: 'm3' }), event: 'openModule',
    sends: ['moduleOpened'] },
  { when: 'a hand-in not answered in two working days is escalated', name: 'feedback',
    stage: 'treatment', first: does({ name: 'handIn', moduleId: 'm1' }),
    answer: does({ name: 'giveFeedback', moduleId: 'm1' }), overdue: 'feedback', ...escalates },
  { when: 'a closing call not held or waived in fourteen days is escalated', name: 'closingCall',
    stage: 'closing', answer: does({ name: 'closingWaived' }), overdue: 'closingCall', ...escalates },
  { when: 'an epicrise not written in three working days is escalated', name: 'epicriseLetter',
    stage: 'epicrise', answer: (lived) => decide(lived, { name: 'approveEpicrise' }),
    overdue: 'writeEpicrise', ...escalates },
  { when: 'half a year after a treatment the patient is asked how it goes', name: 'followUp',
    stage: 'ended', sends: ['followUpInvitation'],
    then: ({ followUp }) => expect(followUp).toBe('asked') },
  { when: 'seven months after the end all of it closes', name: 'afterwards', stage: 'ended',
    then: ({ afterwardsClosed }) => expect(afterwardsClosed).toBe(true) },
  { when: 'an amber flag is seen the same working day, or escalated', name: 'amberSeen',
    stage: 'screening', first: flag('amber'), answer: released, overdue: 'amberFlag', ...escalates },
  { when: 'a worsening is seen the next working day, or escalated', name: 'worseSeen',
    stage: 'screening', first: flag('worse'), answer: released, overdue: 'worseFlag', ...escalates },
  { when: 'a red flag leads to contact, or is escalated', name: 'redContact', stage: 'screening',
    first: flag('red'), answer: released, overdue: 'redFlag', ...escalates },
  { when: 'a red flag nobody takes is the duty’s after two working hours', name: 'redToDuty',
    stage: 'screening', first: flag('red'), answer: released, sends: ['staffRedFlag'] },
  { when: 'and the supervisor’s after four', name: 'redToSupervisor', stage: 'screening',
    first: flag('red'), answer: released, sends: ['staffRedFlag'] },
  { when: 'a red flag outlives the course, and is still handed on', name: 'redToDuty',
    stage: 'ended', first: flag('red'), answer: released, sends: ['staffRedFlag'] },
  { when: 'a message not answered in two working days is escalated', name: 'taskDefault',
    subject: 'answerMessage', stage: 'treatment', first: does({ name: 'writeMessage' }),
    answer: does({ name: 'answerMessage' }), overdue: 'answerMessage', ...escalates },
  { when: 'so is an offer nobody followed up', name: 'taskDefault', subject: 'followUpOffer',
    stage: 'offered', first: past('followUpOffer'),
    answer: does({ name: 'closeTask', task: 'followUpOffer', subject: '' }),
    overdue: 'followUpOffer', ...escalates },
  { when: 'a decision about what now that nobody took', name: 'taskDefault',
    subject: 'decideWhatNow', stage: 'booked',
    first: async (lived) => {
      for (const name of ['noShow', 'secondNoShow'] as const) {
        await talkIsOver(lived);
        await press(lived, { name });
        if (name === 'noShow') await book(lived);
      }
    },
    answer: book, overdue: 'decideWhatNow', ...escalates },
  { when: 'a silent patient nobody rang', name: 'taskDefault', subject: 'silenceCall',
    stage: 'treatment', first: past('silent7', 'silent10'),
    answer: does({ name: 'closeTask', task: 'silenceCall', subject: '' }),
    overdue: 'silenceCall', ...escalates },
  { when: 'a task over its deadline is itself only marked, once', name: 'taskDefault',
    subject: 'overdue:screen', stage: 'screening', first: past('screeningAnswer'),
    answer: (lived) => decide(lived, { name: 'reject' }), overdue: 'overdue' },
];

/** What this very clock has done so far: the events by which it spoke, each with the state before. */
function rung(lived: Lived, { name, subject, event = 'deadline' }: Scenario) {
  const entries = lived.course.entries();
  return entries.flatMap((entry, index) => {
    const before = entries[index - 1]?.state;
    return before && entry.actor.kind === 'system' && speaks(entry.event)
      ? [{ entry, before }]
      : [];
  });
  function speaks(said: CourseEvent): boolean {
    if (said.name !== event) return false;
    if (said.name === 'openModule') return said.moduleId === subject;
    if (said.name !== 'deadline') return true;
    return said.deadline === name && (subject === undefined || said.subject === subject);
  }
}

async function arrive(scenario: Scenario): Promise<Lived> {
  const lived = await standingIn(bench, scenario.stage);
  await scenario.first?.(lived);
  return lived;
}

describe.each(SCENARIOS)('$when ($name)', (scenario) => {
  test('not a minute before; then, and once', async () => {
    const lived = await arrive(scenario);
    const { dueAt } = clockOf(lived.course.row(), scenario.name, scenario.subject);
    await waitUntil(lived, plusMillis(dueAt, -MINUTE));
    expect(rung(lived, scenario)).toEqual([]);
    await lived.bench.env.sleep(2 * MINUTE);
    const [spoke, ...more] = rung(lived, scenario);
    expect(more).toEqual([]);
    if (!spoke) throw new Error(`${scenario.name} said nothing`);
    const { entry, before } = spoke;
    expect(entry.state.lastAt).toBe(dueAt);
    expect(entry.sends.map(({ kind }) => kind)).toEqual(scenario.sends ?? []);
    const had = before.tasks.map((task) => taskRef(task));
    const opened = entry.state.tasks.filter((task) => !had.includes(taskRef(task)));
    expect(opened.map(({ kind }) => kind)).toEqual(scenario.opens ?? []);
    const late = entry.state.tasks.filter((task) => task.overdue).map(({ kind }) => kind);
    if (scenario.overdue) expect(late).toContain(scenario.overdue);
    const { stage, outcome } = entry.state;
    expect([stage, outcome]).toEqual(scenario.moves ?? [before.stage, before.outcome]);
    scenario.then?.(entry.state);
  });

  const { answer } = scenario;
  if (!answer) return;
  test('nothing when it is answered in time', async () => {
    const lived = await arrive(scenario);
    const { dueAt } = clockOf(lived.course.row(), scenario.name, scenario.subject);
    await waitUntil(lived, plusMillis(dueAt, -HOUR));
    await answer(lived);
    const answered = rung(lived, scenario).length;
    await waitUntil(lived, plusMillis(dueAt, MINUTE));
    const spoke = rung(lived, scenario).slice(answered);
    expect(spoke.filter(({ entry }) => entry.state.lastAt === dueAt)).toEqual([]);
  });
});

test('no deadline of the table is left out', () => {
  const tried = new Set<string>(SCENARIOS.map(({ name }) => name));
  expect(SHIPPED_RULES.filter(({ name }) => !tried.has(name))).toEqual([]);
});
