/** The worklist: what to do first, in groups, with whose it is and by when. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { claimTask } from '../../api/commands/claimTask';
import { NOTHING_PERSONAL } from '../../api/guard';
import {
  worklist,
  type Worklist,
  type WorklistOwner,
  type WorklistRow,
} from '../../api/queries/worklist';
import { dueWords, ifTaskWaits } from '../../domain/danish';
import { FLAG_TASKS, type TaskKind } from '../../domain/taskTable';
import { orderWorklist } from '../../domain/worklist';
import { paths, withQuery } from '../paths';
import type { DueMark } from '../shared/page';
import { ageWords, listedRegion } from '../shared/personBar';
import { show } from '../shared/show';
import { taskPage, taskTitle, taskWhy, untakenWords } from './taskPages';

/** Tab by tab, as it stands in the address. */
const TABS: readonly { owner: WorklistOwner; text: string; empty: string }[] = [
  {
    owner: 'mine',
    text: 'Mine',
    empty: 'Du har ingen opgaver. Nye opgaver på dine forløb kommer her.',
  },
  {
    owner: 'unassigned',
    text: 'Ikke taget',
    empty: 'Alle opgaver er taget. Nye ansøgninger kommer her, så snart de er sendt.',
  },
  { owner: 'team', text: 'Hele teamet', empty: 'Der er ingen åbne opgaver i teamet lige nu.' },
];

const FLAG_KINDS: readonly TaskKind[] = Object.values(FLAG_TASKS);

function tabHref(owner: string): string {
  return withQuery(paths.worklist.to(), { vis: owner });
}

export async function worklistPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const list = await worklist(ctx, { owner: asked.query['vis'], after: asked.query['efter'] });
  const main = worklistMain(ctx, list);
  return show(ctx, asked, 'clinician/worklist', { title: 'Arbejdsliste', main });
}

/** The view: rows in words under the headings of domain/worklist.ts. */
export function worklistMain(ctx: Ctx, list: Worklist): object {
  const tab = TABS.find((one) => one.owner === list.owner);
  const elsewhere =
    list.owner === 'mine' && list.counts.unassigned > 0
      ? { text: 'Se opgaver, som ingen har taget', href: tabHref('unassigned') }
      : null;
  return {
    tabs: {
      label: 'Hvis opgaver',
      tabs: TABS.map(({ owner, text }) => ({
        text: `${text} (${list.counts[owner]})`,
        href: tabHref(owner),
        current: owner === list.owner,
      })),
    },
    // The page comes in order from the database; this only puts its headings between.
    sections: orderWorklist(list.rows, ctx.now).map(({ heading, entries }) => ({
      heading,
      rows: entries.map((row) => rowView(ctx, row)),
    })),
    empty: tab?.empty ?? '',
    elsewhere,
    find: { text: 'Find et forløb', href: paths.courses.to() },
    more: list.next ? withQuery(paths.worklist.to(), { vis: list.owner, efter: list.next }) : null,
  };
}

function ownerWords({ ownerName, untaken }: WorklistRow): string {
  return untaken || ownerName === null ? untakenWords(ownerName) : ownerName;
}

function rowView(ctx: Ctx, row: WorklistRow): object {
  const todo = taskTitle(row, (id) => ctx.app.programmes.titleOf(row.programme, id));
  const about = [row.number, ageWords(row.cpr, ctx.now), listedRegion(row, ctx.now)];
  return {
    name: row.personName,
    about: about.filter(Boolean).join(' · '),
    todo,
    why: taskWhy(row, ctx.now),
    due: dueMark(row, ctx),
    then: ifTaskWaits(row, ctx.now),
    owner: ownerWords(row),
    urgent: row.kind === FLAG_TASKS.red,
    href: taskPage(row.courseId, row),
    claim:
      row.ownerId === null && mayClaim(ctx, row)
        ? {
            action: paths.claimTask.to({ course: row.courseId }),
            hidden: { task: row.taskId },
            label: `${todo}, ${row.personName}`,
          }
        : null,
  };
}

/** A flag is taken on its own page, where its taking is told to the course. */
function mayClaim(ctx: Ctx, row: WorklistRow): boolean {
  if (FLAG_KINDS.includes(row.kind)) return false;
  return row.role === ctx.actor.role || ctx.actor.role === 'supervisor';
}

function dueMark(row: WorklistRow, ctx: Ctx): DueMark {
  if (row.waiting) return { kind: 'later', words: 'Venter på at blive sendt' };
  if (row.dueAt === null) return { kind: 'later', words: 'Ingen frist' };
  const { state, words } = dueWords(row.dueAt, ctx.now);
  return { kind: state, words };
}

async function claim(ctx: Ctx, asked: Asked): Promise<Answer> {
  const claimed = await claimTask(ctx, asked.course, asked.form);
  asked.session.set({
    notice:
      claimed.kind === 'claimed'
        ? { heading: 'Opgaven er din', text: 'Du finder den under Mine.' }
        : {
            heading: 'Opgaven kunne ikke tages',
            text:
              claimed.kind === 'takenBy'
                ? `${claimed.name} har taget den.`
                : 'Den er allerede løst.',
          },
  });
  return { kind: 'redirect', to: tabHref('unassigned') };
}

export const worklistRoutes: readonly Route[] = [
  {
    // The list names many people: each opening of one of them is logged where it happens.
    method: 'get',
    path: paths.worklist.pattern,
    permission: 'seeWorklist',
    audit: NOTHING_PERSONAL,
    handle: worklistPage,
  },
  {
    method: 'post',
    path: paths.claimTask.pattern,
    permission: 'seeWorklist',
    audit: 'askedForTask',
    course: 'overview',
    handle: claim,
  },
];
