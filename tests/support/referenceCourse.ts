/**
 * The reference course: 56 pressings from the first login to the epicrise, in plain steps that any
 * bench can run. Twelve weeks with 8 modules, each with a hand-in, its feedback and two messages
 * both ways; every reminder of an ordinary course comes, one week is silent, nobody is late.
 */
import { addDays, atTime, copenhagenDate, weekday } from '../../domain/calendar';
import type { AppointmentId, CivilDate, Instant, SlotId, StaffId } from '../../domain/ids';
import { chooseRules, SHIPPED_RULES } from '../../domain/rules';
import type { CourseEvent, Programme } from '../../domain/state';

/** Whoever runs the course: a clock that can be let pass, and the door to its workflow. */
export interface ReferenceBench {
  pass(until: Instant): Promise<void>;
  press(step: Step): Promise<unknown>;
}
/** The time that is offered and taken; a bench with a calendar brings a real one. */
export interface Talk {
  readonly slotId: SlotId;
  readonly appointmentId: AppointmentId;
  readonly psychologistId: StaffId;
}
export interface Step {
  readonly at: Instant;
  readonly by: 'patient' | 'psychologist';
  readonly event: CourseEvent;
}
/** A step in plain words: day (counted from the first login), Copenhagen time, who, what. */
type Row = readonly [day: number, time: string, by: Step['by'], event: CourseEvent];

/** Pressings of a whole course, the first login among them. */
export const REFERENCE_UPDATES = 56;

const THURSDAY = 4;
/** The talk is on a Monday; treatment begins when it is over, and ends by itself after 84 days. */
const TALK_DAY = 25;
const OVER_DAY = TALK_DAY + 84;
const MODULES = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8'] as const;
/** These open by their week, the others when the one before is handed in. */
const WEEKS: Readonly<Record<string, number>> = { m1: 1, m7: 10, m8: 12 };

const PROGRAMME: Programme = {
  programmeId: 'depression',
  version: 1,
  modules: MODULES.map((moduleId) => ({
    moduleId,
    required: true,
    gate: moduleId in WEEKS ? 'week' : 'handIn',
    week: WEEKS[moduleId] ?? 1,
    open: false,
    handedIn: false,
    version: 0,
  })),
};

/**
 * The first login: 10 o'clock on a Thursday of next August, so that no closed day falls into the
 * course and its figures are the same in every year.
 */
export function referenceBegins(now: Instant): Instant {
  const first = `${Number(now.slice(0, 4)) + 1}-08-08` as CivilDate;
  return atTime(addDays(first, (THURSDAY - weekday(first) + 7) % 7), '10:00');
}

/** When the talk begins and ends, for the bench that keeps a calendar. */
export function referenceTalk(begins: Instant): { startsAt: Instant; endsAt: Instant } {
  const day = addDays(copenhagenDate(begins), TALK_DAY);
  return { startsAt: atTime(day, '10:00'), endsAt: atTime(day, '11:00') };
}

/** Every pressing after the first login, in order. */
export function referenceSteps(begins: Instant, talk: Talk): Step[] {
  const first = copenhagenDate(begins);
  return rows(begins, talk).map(([day, time, by, event]) => ({
    at: atTime(addDays(first, day), time),
    by,
    event,
  }));
}

/** Runs the steps, each at its time; the last decision still waits to take effect. */
export async function liveReferenceCourse(
  bench: ReferenceBench,
  steps: readonly Step[],
): Promise<void> {
  for (const step of steps) {
    await bench.pass(step.at);
    await bench.press(step);
  }
}

function rows(begins: Instant, { slotId, appointmentId, psychologistId }: Talk): readonly Row[] {
  const { startsAt, endsAt } = referenceTalk(begins);
  const rules = chooseRules(SHIPPED_RULES, copenhagenDate(begins), 34);
  const booking = { slotId, appointmentId, startsAt, endsAt, withinClock: true };
  const consents = ['gpStart', 'gpEnd', 'contact'] as const;
  return [
    [0, '11:00', 'patient', { name: 'submit', region: '1083', rules, consents }],
    // The owner and the team have been reminded; two days are left of the promised fourteen.
    [12, '13:00', 'psychologist', { name: 'offer', slotId, startsAt, psychologistId }],
    [13, '19:00', 'patient', { name: 'book', ...booking }],
    // Reminded three days and one day before, the patient comes.
    [
      TALK_DAY,
      '11:15',
      'psychologist',
      { name: 'accept', programme: PROGRAMME, diagnosis: 'DF321' },
    ],
    ...twoModules(0, 'm1', 'm2'),
    ...twoModules(21, 'm3', 'm4'),
    ...twoModules(42, 'm5', 'm6', { silent: true }),
    ...twoModules(63, 'm7', 'm8'),
    // Day 84 has ended the treatment by itself.
    [OVER_DAY + 2, '18:00', 'patient', { name: 'wishClosing', wish: 'wants' }],
    [OVER_DAY + 4, '11:00', 'psychologist', { name: 'closingHeld' }],
    [OVER_DAY + 7, '13:00', 'psychologist', { name: 'approveEpicrise' }],
  ];
}

/**
 * Three weeks with two modules; `from` is a Monday of the treatment. Silent: the patient writes
 * first when the letter of the seventh silent day has come.
 */
function twoModules(
  from: number,
  one: string,
  two: string,
  { silent = false }: { silent?: boolean } = {},
): readonly Row[] {
  const patient = (day: number, time: string, event: CourseEvent): Row => {
    return [TALK_DAY + from + day, time, 'patient', event];
  };
  const psychologist = (day: number, time: string, event: CourseEvent): Row => {
    return [TALK_DAY + from + day, time, 'psychologist', event];
  };
  const writes = { name: 'writeMessage' } as const;
  const answers = { name: 'answerMessage' } as const;
  const quiet = silent ? 2 : 0;
  return [
    patient(1, '19:00', writes),
    psychologist(2, '10:00', answers),
    patient(5, '16:00', writes),
    psychologist(7, '10:00', answers),
    patient(8, '20:00', { name: 'handIn', moduleId: one }),
    psychologist(10, '10:00', { name: 'giveFeedback', moduleId: one }),
    patient(14 + quiet, '19:00', writes),
    psychologist(15 + quiet, '10:00', answers),
    patient(17, '19:00', writes),
    psychologist(18, '10:00', answers),
    patient(19, '20:00', { name: 'handIn', moduleId: two }),
    psychologist(21, '10:00', { name: 'giveFeedback', moduleId: two }),
  ];
}
