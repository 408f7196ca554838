/** Every running course in one sentence each: whom it waits for, until when, and what then. */
import type { Answer, Asked, Ctx } from '../../api/app';
import { runningCourses, type RunningCourse } from '../../api/queries/runningCourses';
import { STAGES } from '../../domain/course';
import {
  clauseForStaff,
  countWords,
  dateTimeWords,
  DEADLINE_NAMES,
  dueWords,
  STAGE_FOR_STAFF,
  waitingFor,
} from '../../domain/danish';
import type { CourseState } from '../../domain/state';
import { paths, withQuery } from '../paths';
import { fieldsOf } from '../shared/fields';
import type { DueMark, Link } from '../shared/page';
import type { Filters, Pages } from '../shared/parts';
import { show } from '../shared/show';

interface Row {
  readonly name: string;
  readonly about: string;
  readonly href: string;
  readonly waits: string;
  readonly attention: boolean;
  readonly due: DueMark;
  /** What happens at that instant, where the sentence speaks of another. */
  readonly then: string | null;
  readonly psychologist: string;
}
interface Main {
  /** Null: nothing is wrong. */
  readonly incidents: Link | null;
  readonly filters: Filters;
  readonly rows: readonly Row[];
  readonly empty: string;
  readonly pages: Pages | null;
}
const ALL = { value: '', text: 'Alle' };

export async function runningCoursesPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { trin, psykolog, se, efter } = asked.query;
  const list = await runningCourses(ctx, {
    stage: trin,
    psychologist: psykolog,
    attention: se === 'yes',
    after: efter,
  });
  const fields = fieldsOf(asked.query, {});
  const main: Main = {
    filters: {
      action: paths.runningCourses.to(),
      button: 'Vis',
      fields: [
        fields.select({ name: 'trin', label: 'Trin', options: [ALL, ...openStages()] }),
        fields.select({
          name: 'psykolog',
          label: 'Psykolog',
          options: [
            ALL,
            ...list.psychologists.map(({ staffId, name }) => ({ value: staffId, text: name })),
          ],
        }),
        fields.checkbox({ name: 'se', label: 'Kun dem, nogen skal se på' }),
      ],
    },
    incidents: incidentsLink(list.incidents),
    rows: list.rows.map((row) => rowOf(ctx, row)),
    empty: 'Ingen forløb passer. Nye forløb kommer her, når nogen begynder på en ansøgning.',
    pages: pagesOf(asked, list.next),
  };
  return show(ctx, asked, 'supervisor/runningCourses', { title: 'Kørende forløb', main });
}

function incidentsLink(count: number): Link | null {
  if (count === 0) return null;
  const text = `${countWords(count, 'fejl', 'fejl')} skal ses på`;
  return { text, href: paths.incidents.to() };
}

/** The stages a running course can stand at, in the order of the course. */
function openStages(): { value: string; text: string }[] {
  return STAGES.slice(0, -1).map((stage) => ({ value: stage, text: STAGE_FOR_STAFF[stage] }));
}

function rowOf(ctx: Ctx, row: RunningCourse): Row {
  const waits = waitingFor(row.state);
  return {
    name: row.name,
    href: paths.runningCourse.to({ course: row.courseId }),
    about: `${row.number} · ${STAGE_FOR_STAFF[row.state.stage]}`,
    waits,
    attention: row.needsAttention,
    due: dueOf(ctx, row),
    then: thenOf(row.state, waits),
    psychologist: row.psychologist ?? 'Ingen psykolog endnu',
  };
}

function thenOf(state: CourseState, waits: string): string | null {
  const [due] = state.dues;
  if (!due || waits.includes(dateTimeWords(due.dueAt, state.lastAt))) return null;
  const clause = clauseForStaff(state, due);
  return clause === null ? DEADLINE_NAMES[due.name] : `Så ${clause}.`;
}

function dueOf(ctx: Ctx, { nextDueAt }: RunningCourse): DueMark {
  if (nextDueAt === null) return { kind: 'later', words: 'Ingen frist løber' };
  const { state, words } = dueWords(nextDueAt, ctx.now);
  return { kind: state, words };
}

function pagesOf(asked: Asked, next: string | null): Pages | null {
  const { trin, psykolog, se, efter } = asked.query;
  if (!next && !efter) return null;
  const wish = { trin, psykolog, se };
  return {
    label: 'Flere forløb',
    shown: efter ? 'Forløb længere nede på listen' : 'De første forløb',
    newer: efter ? withQuery(paths.runningCourses.to(), wish) : null,
    older: next ? withQuery(paths.runningCourses.to(), { ...wish, efter: next }) : null,
  };
}
