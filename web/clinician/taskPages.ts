/** Which page answers a task, and what the lists say about it. */
import type { WorklistRow } from '../../api/queries/worklist';
import { copenhagenDate, daysBetween } from '../../domain/calendar';
import { answeredWords, dayMonth, reckonedWords, TASK_WORDS } from '../../domain/danish';
import type { CourseId, Instant } from '../../domain/ids';
import { MEASURES, type MeasureId } from '../../domain/measures';
import type { TaskKind } from '../../domain/taskTable';
import { paths } from '../paths';
import { agreedWords, callWords } from './callWords';

type TaskPage = (course: CourseId, subject: string) => string;
const page: TaskPage = (course) => `${paths.course.to({ course })}#opgaver`;
const newTime: TaskPage = (course) => paths.newTime.to({ course });
const flag: TaskPage = (course, subject) => paths.riskFlag.to({ course, flag: subject });

const TASK_PAGES: Readonly<Record<TaskKind, TaskPage>> = {
  screen: (course) => paths.screening.to({ course }),
  followUpOffer: page,
  findTime: page,
  lapseOrNewDate: newTime,
  decideWhatNow: newTime,
  holdAssessment: (course) => paths.assessment.to({ course }),
  feedback: (course, module) => paths.courseModule.to({ course, module }),
  answerMessage: (course) => paths.courseMessages.to({ course }),
  adviceCall: page,
  silenceCall: page,
  silenceDecision: page,
  closingCall: (course) => paths.courseClosing.to({ course }),
  writeEpicrise: (course) => paths.epicrise.to({ course }),
  amberFlag: flag,
  worseFlag: flag,
  redFlag: flag,
  overdue: page,
};

/** Where a task is worked on. */
export function taskPage(course: CourseId, task: { kind: TaskKind; subject: string }): string {
  return TASK_PAGES[task.kind](course, task.subject);
}

/** The late task that a task of kind "overdue" is about, in words. */
export function lateTaskWords(subject: string): string {
  const kind = subject.split(':')[0] ?? '';
  return Object.hasOwn(TASK_WORDS, kind) ? TASK_WORDS[kind as TaskKind].title : '';
}

/** Of a flag that nobody has taken: who is asked to, which is not yet who has it. */
export function untakenWords(ownerName: string | null): string {
  return ownerName === null ? 'Ikke taget' : `Ikke taget. ${ownerName} er bedt om det`;
}

/** Verb first, with the module where there is one. */
export function taskTitle(
  task: { kind: TaskKind; subject: string },
  moduleTitle: (id: string) => string | undefined,
): string {
  const { title } = TASK_WORDS[task.kind];
  if (task.kind === 'feedback') {
    const module = moduleTitle(task.subject);
    return module ? `${title}: ${module}` : title;
  }
  return task.kind === 'overdue' ? `${title}: ${lateTaskWords(task.subject)}` : title;
}

/** One line of why it is on the list, from what is known about this very task. */
export function taskWhy(row: WorklistRow, now: Instant): string {
  if (row.waiting) return 'Besvaret. Svaret kan stadig fortrydes.';
  if (row.kind === 'screen' && row.submittedAt) {
    const scores = (['phq9', 'gad7'] as const).flatMap((id) => scoreWords(id, row));
    return [`Sendt ${dayMonth(row.submittedAt, now)}.`, scores.join(', ')].join(' ').trim();
  }
  if (row.kind === 'holdAssessment' && row.appointmentAt) {
    return agreedWords(row.appointmentAt, now);
  }
  const call = row.kind === 'closingCall' && callWords({ ...row, at: row.appointmentAt }, now);
  if (call) return call;
  if (row.kind === 'feedback') return `Afleveret ${agoWords(row.openedAt, now)}.`;
  if (row.kind === 'answerMessage') return `Skrevet ${agoWords(row.openedAt, now)}.`;
  return TASK_WORDS[row.kind].why;
}

/** "PHQ-9 14", "GAD-7 9 (beregnet af 6 af 7 svar)", "GAD-7 for få svar (4 af 7)" */
function scoreWords(id: MeasureId, { scores }: WorklistRow): string[] {
  const own = scores.find(({ measure }) => measure === id);
  if (!own) return [];
  const { name } = MEASURES[id];
  if (own.score === null) return [`${name} for få svar (${answeredWords(own)})`];
  const reckoned = reckonedWords(own);
  return [`${name} ${own.score}${reckoned ? ` (${reckoned})` : ''}`];
}

function agoWords(at: Instant, now: Instant): string {
  const days = daysBetween(copenhagenDate(at), copenhagenDate(now));
  if (days === 0) return 'i dag';
  return days === 1 ? 'i går' : dayMonth(at, now);
}
