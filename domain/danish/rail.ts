/** Shows the patient the way through the course: what is done, where they are, what is to come. */
import { COURSE, rowOf, STAGES, type Phase } from '../course';
import type { Instant } from '../ids';
import type { CourseState } from '../state';
import { dateTimeWords, dateWords, dayMonth, lengthWords, weeksWords } from './dates';
import { dueNamed, taskDue } from './promises';
import { OUTCOME_FOR_PATIENT, PHASE_TITLES } from './stages';

export interface RailStep {
  readonly title: string;
  readonly status: 'done' | 'stopped' | 'here' | 'tocome';
  /** Its date in words; '' when there is nothing to say. */
  readonly words: string;
}
type OpenPhase = Exclude<Phase, (typeof COURSE)['ended']['phase']>;
const PHASES: readonly OpenPhase[] = [
  ...new Set(
    STAGES.flatMap((stage) => {
      const { phase } = COURSE[stage];
      return phase === COURSE.ended.phase ? [] : [phase];
    }),
  ),
];
const BEGUN_BY = {
  application: 'began',
  screening: 'submitted',
  assessment: 'decided',
  treatment: 'treatmentStarted',
  closing: 'treatmentEnded',
  epicrise: 'closingDone',
} as const satisfies Record<OpenPhase, keyof CourseState['since']>;

/** The patient's way through the course, one step a phase; an ended course shows where it went. */
export function rail(state: CourseState): RailStep[] {
  const here = rowOf(state.stage).phase;
  if (here !== COURSE.ended.phase) {
    const at = PHASES.indexOf(here);
    return PHASES.map((phase, index) => {
      if (index < at)
        return { title: PHASE_TITLES[phase], status: 'done', words: done(state, phase) };
      if (index > at)
        return { title: PHASE_TITLES[phase], status: 'tocome', words: toCome(state, phase) };
      return { title: PHASE_TITLES[phase], status: 'here', words: nowAt(state, phase) };
    });
  }
  const last = PHASES.findLastIndex((phase) => state.since[BEGUN_BY[phase]] !== undefined);
  const went = PHASES.slice(0, last + 1).map((phase, index): RailStep => {
    const title = PHASE_TITLES[phase];
    if (index < last) return { title, status: 'done', words: done(state, phase) };
    return isFinished(state, phase)
      ? { title, status: 'done', words: '' }
      : { title, status: 'stopped', words: 'Stoppede her' };
  });
  const words = state.outcome ? OUTCOME_FOR_PATIENT[state.outcome] : '';
  return [...went, { title: PHASE_TITLES.ended, status: 'here', words }];
}

/** Whether the phase a course ended in came to its own end: it did not for who withdrew in it. */
function isFinished({ outcome }: CourseState, phase: OpenPhase): boolean {
  if (phase === 'screening') return outcome === 'rejected';
  if (phase === 'assessment') return outcome === 'notOffered';
  return phase === 'epicrise';
}

function done(state: CourseState, phase: OpenPhase): string {
  const day = (at: Instant | undefined, words: (day: string) => string, plain: string): string =>
    at ? words(dayMonth(at, state.lastAt)) : plain;
  const { submitted, decided, treatmentStarted, treatmentEnded, closingDone } = state.since;
  switch (phase) {
    case 'application':
      return day(submitted, (on) => `Sendt ${on}`, 'Sendt');
    case 'screening':
      return day(decided, (on) => `Læst af en psykolog. Svar ${on}.`, 'Læst af en psykolog.');
    case 'assessment':
      return day(
        treatmentStarted,
        (on) => `Holdt. Behandlingen begyndte ${on}.`,
        'Samtalen er holdt.',
      );
    case 'treatment':
      return day(treatmentEnded, (on) => `Sluttede ${on}`, 'Slut');
    case 'closing':
      return day(closingDone, (on) => `Færdig ${on}`, 'Færdig');
    case 'epicrise':
      return '';
  }
}

function nowAt(state: CourseState, phase: OpenPhase): string {
  const latest = (at: Instant | undefined, before: string): string =>
    at ? `${before} ${dateWords(at, state.lastAt)}` : '';
  switch (phase) {
    case 'application':
      return 'Du er i gang';
    case 'screening':
      return latest(taskDue(state, 'screen'), 'Svar senest');
    case 'assessment':
      return state.appointment
        ? `Aftalt til ${dateTimeWords(state.appointment.startsAt, state.lastAt)}`
        : latest(dueNamed(state, 'assessmentClock'), 'Holdes senest');
    case 'treatment':
      return (
        latest(dueNamed(state, 'pauseEnds'), 'Pause til') ||
        latest(dueNamed(state, 'treatmentLength'), 'Varer til')
      );
    case 'closing':
      return state.closingTime
        ? `Aftalt til ${dateTimeWords(state.closingTime.startsAt, state.lastAt)}`
        : latest(taskDue(state, 'closingCall'), 'Slutter senest');
    case 'epicrise':
      return latest(taskDue(state, 'writeEpicrise'), 'Skrives senest');
  }
}

function toCome(state: CourseState, phase: OpenPhase): string {
  switch (phase) {
    case 'application':
      return '';
    case 'screening':
      return `Du får svar inden for ${lengthWords(state.rules.screeningAnswer)}`;
    case 'assessment':
      return 'Cirka en time, hvis vi tilbyder dig en samtale';
    case 'treatment':
      return (
        `Op til ${weeksWords(state.rules.treatmentLength)}, ` +
        'hvis du og psykologen er enige om det'
      );
    case 'closing':
      return 'Cirka 15 minutter, hvis du vil';
    case 'epicrise':
      return 'Brev til din læge, hvis du siger ja til det';
  }
}
