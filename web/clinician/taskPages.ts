/** Which page answers a task, and what the lists say about it. */
import type { WorklistRow } from '../../api/queries/worklist';
import { copenhagenDate, daysBetween } from '../../domain/calendar';
import { dayMonth, TASK_WORDS } from '../../domain/danish';
import type { CourseId, Instant } from '../../domain/ids';
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
    const scores = [scoreWords('PHQ-9', row.phq9), scoreWords('GAD-7', row.gad7)].filter(Boolean);
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

function scoreWords(name: string, score: number | null): string {
  return score === null ? '' : `${name} ${score}`;
}

function agoWords(at: Instant, now: Instant): string {
  const days = daysBetween(copenhagenDate(at), copenhagenDate(now));
  if (days === 0) return 'i dag';
  return days === 1 ? 'i går' : dayMonth(at, now);
}
