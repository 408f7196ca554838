/** "Forløb": every course can be found here, also when nobody has a task in it or it has ended. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { textOf } from '../../api/commands/press';
import {
  courseNumbered,
  courses,
  type CourseInList,
  type Courses,
  type CoursesTab,
} from '../../api/queries/courses';
import { dateWords, nextDeadline } from '../../domain/danish';
import { paths, withQuery } from '../paths';
import { fieldsOf, type FieldErrors, type TextField } from '../shared/fields';
import type { DueMark } from '../shared/page';
import type { Form, Pages, Tabs } from '../shared/parts';
import { ageWords, listedRegion, stageWords } from '../shared/personBar';
import { show } from '../shared/show';

interface Row {
  readonly name: string;
  readonly about: string;
  readonly stage: string;
  /** What falls due next, or when it ended. */
  readonly next: string;
  readonly due: DueMark | null;
  readonly attention: boolean;
  readonly psychologist: string;
  readonly href: string;
}
interface Main {
  readonly search: Form & { readonly number: TextField };
  readonly tabs: Tabs;
  readonly rows: readonly Row[];
  readonly empty: string;
  readonly pages: Pages | null;
}

/** By name, as it stands in the address. */
const TABS = {
  mine: {
    text: 'Mine',
    empty: 'Du har ingen åbne forløb. Et forløb bliver dit, når du tilbyder en samtale.',
  },
  all: {
    text: 'Alle',
    empty: 'Der er ingen åbne forløb. De kommer her, når nogen begynder på en ansøgning.',
  },
  ended: {
    text: 'Afsluttede',
    empty: 'Her er ingen afsluttede forløb. De kommer her, når de slutter.',
  },
} as const satisfies Record<CoursesTab, { text: string; empty: string }>;

function coursesPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  return render(ctx, asked, {}, 200);
}

async function render(
  ctx: Ctx,
  asked: Asked,
  errors: FieldErrors,
  status: number,
): Promise<Answer> {
  const list = await courses(ctx, { tab: asked.query['vis'], after: asked.query['efter'] });
  const fields = fieldsOf(asked.form, errors);
  const main: Main = {
    search: {
      action: paths.courses.to(),
      hidden: {},
      number: fields.text({
        name: 'number',
        label: 'Forløbets nummer',
        hint: 'For eksempel F-1987.',
        width: 's',
      }),
    },
    tabs: {
      label: 'Hvilke forløb',
      tabs: list.tabs.map((tab) => ({
        text: TABS[tab].text,
        href: tabHref(tab),
        current: tab === list.tab,
      })),
    },
    rows: list.rows.map((row) => rowOf(ctx, row)),
    empty: TABS[list.tab].empty,
    pages: pagesOf(list, asked.query['efter']),
  };
  const summary = fields.summary();
  const parts = { title: 'Forløb', main, ...(summary && { errors: summary }) };
  return show(ctx, asked, 'clinician/courses', parts, status);
}

/** Posted, so that a name or an identity number typed here by mistake stands in no address. */
async function search(ctx: Ctx, asked: Asked): Promise<Answer> {
  const typed = textOf(asked.form, 'number').trim();
  const course = typed ? await courseNumbered(ctx, typed) : undefined;
  if (course) return { kind: 'redirect', to: paths.course.to({ course }) };
  const number = typed
    ? `Vi har intet forløb med nummeret »${typed}«. Se efter, om det er skrevet rigtigt.`
    : 'Skriv forløbets nummer, for eksempel F-1987.';
  return render(ctx, asked, { number }, 422);
}

function tabHref(tab: CoursesTab, after?: string): string {
  return withQuery(paths.courses.to(), { vis: tab, efter: after });
}

function rowOf(ctx: Ctx, row: CourseInList): Row {
  const about = [row.number, ageWords(row.cpr, ctx.now), listedRegion(row, ctx.now)];
  const { what, due } = nextDeadline(row.state, 'staff', ctx.now);
  const ended = row.endedAt ? `Slut ${dateWords(row.endedAt, ctx.now)}. ` : '';
  return {
    name: row.name,
    about: about.filter(Boolean).join(' · '),
    stage: stageWords(row.state),
    next: `${ended}${what}`,
    due: due && { kind: due.state, words: due.words },
    attention: row.needsAttention,
    psychologist: row.psychologist ?? 'Ingen psykolog endnu',
    href: paths.course.to({ course: row.courseId }),
  };
}

function pagesOf({ tab, next }: Courses, after: string | undefined): Pages | null {
  if (!next && !after) return null;
  return {
    label: 'Flere forløb',
    shown: after ? 'Forløb længere nede på listen' : 'De første forløb',
    newer: after ? tabHref(tab) : null,
    older: next ? tabHref(tab, next) : null,
  };
}

export const coursesRoutes: readonly Route[] = [
  {
    // The list names many people: each opening of one of them is logged where it happens.
    method: 'get',
    path: paths.courses.pattern,
    permission: 'seeCourse',
    audit: 'sawCourses',
    handle: coursesPage,
  },
  {
    method: 'post',
    path: paths.courses.pattern,
    permission: 'seeCourse',
    audit: 'lookedForCourse',
    handle: search,
  },
];
