/** The programme on the course's page: each module with where it stands, and each exercise over the weeks. */
import type { Ctx } from '../../api/app';
import type { ClinicalOverview, CourseOverview } from '../../api/queries/courseOverview';
import { dateTimeWords } from '../../domain/danish';
import { taskDueAt } from '../../domain/deadlines';
import type { Instant } from '../../domain/ids';
import type { CourseState, ModuleState } from '../../domain/state';
import { findTask } from '../../domain/tasks';
import { paths } from '../paths';
import { goalSentence } from '../shared/goalProgress';
import type { Link } from '../shared/page';
import type { Facts } from '../shared/parts';
import { modulesFacts } from './epicrise';
import { programmeRows } from './programmeFacts';
import { progressLinks } from './progress';

export interface CourseModules {
  readonly facts: Facts;
  /** Which version is followed, and who has approved it. */
  readonly programme: Facts;
  /** Each goal from the first number to the last; null until one was rated again. */
  readonly goals: Facts | null;
  /** {{> links exercises}} */
  readonly exercises: { readonly links: readonly Link[] };
}

/** Null for who reads no clinical text, and before there is a programme. */
export function courseModules(
  ctx: Ctx,
  state: CourseState,
  { clinical, modules }: CourseOverview,
): CourseModules | null {
  if (!clinical || modules.length === 0) return null;
  const isOver = state.since.treatmentEnded !== undefined;
  const facts = modulesFacts(modules, state, { marked: isOver });
  return {
    facts: {
      ...facts,
      rows: facts.rows.map((row, index) => {
        const module = state.programme?.modules[index];
        return module ? { ...row, ...standing(state, module, clinical.answered, ctx.now) } : row;
      }),
    },
    programme: { caption: 'Program', rows: programmeRows(ctx, state) },
    goals: goalFacts(clinical.goals, ctx.now),
    exercises: { links: progressLinks(ctx.app, state) },
  };
}

/** Nobody is told of a new number: it stands where the course is read. */
function goalFacts(goals: ClinicalOverview['goals'], now: Instant): Facts | null {
  const rows = goals.flatMap((one) => {
    const text = goalSentence(one, now);
    return text ? [{ term: `${one.name}: ${one.goal}`, text }] : [];
  });
  return rows.length > 0 ? { caption: 'Hvor langt er målene nået?', rows } : null;
}

type Row = Facts['rows'][number];

/** The way to it, and where what was handed in stands; the rest is told as everywhere else. */
function standing(
  state: CourseState,
  module: ModuleState,
  answered: ClinicalOverview['answered'],
  now: Instant,
): Partial<Row> {
  const { moduleId, open, handedIn } = module;
  const href = paths.courseModule.to({ course: state.courseId, module: moduleId });
  if (handedIn) {
    const answer = answered.get(moduleId);
    if (answer) return { text: answerWords(answer), link: { text: 'Se modulet', href } };
    return { ...waitingWords(state, moduleId, now), link: { text: 'Læs og svar', href } };
  }
  return open ? { link: { text: 'Se modulet', href } } : {};
}

function answerWords({ isNew }: { readonly isNew: boolean }): string {
  return isNew ? 'Besvaret. Ikke læst af patienten endnu.' : 'Besvaret. Læst af patienten.';
}

/** Each hand-in has a day of its own. */
function waitingWords(state: CourseState, moduleId: string, now: Instant): Partial<Row> {
  const task = findTask(state.tasks, 'feedback', moduleId);
  const due = task && taskDueAt(state, task);
  if (!due) return { text: 'Afleveret. Ikke besvaret.' };
  const when = dateTimeWords(due, now);
  return due > now
    ? { text: `Afleveret. Svar senest ${when}.` }
    : { text: `Afleveret. Skulle have været besvaret ${when}.`, look: true };
}
