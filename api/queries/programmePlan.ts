/** A running programme as a psychologist adjusts it: what stands, and what a form asks for. */
import { z } from 'zod';
import { decisionsOf, readDecision } from '../../db/decisions';
import type { CourseRow } from '../../db/courses';
import { staffById, staffNames } from '../../db/staff';
import { inTransaction, type Tx } from '../../db/transaction';
import { plannedNow } from '../../domain/adjusted';
import type { CourseId, Instant } from '../../domain/ids';
import type { CourseState, ModuleState, Programme, ProgrammePlanned } from '../../domain/state';
import type { App, Ctx, Form } from '../app';
import { textOf } from '../commands/press';
import { answeredBy, type AnsweredBy } from './answeredBy';
import { stateOf } from './courseState';
import { draftOf, type Draft } from './draft';

export const ADJUST_DRAFT = 'adjustProgramme';

/** What was written to the patient when the programme was adjusted. */
export interface ProgrammeWords {
  readonly at: Instant;
  readonly name: string | null;
  readonly text: string;
  /** The modules it is about; none: about the order of all. */
  readonly modules: readonly string[];
}
export interface ProgrammeNow {
  readonly titles: ReadonlyMap<string, string>;
  readonly psychologistName: string | null;
  readonly told: readonly ProgrammeWords[];
  readonly answered: ReadonlyMap<string, AnsweredBy>;
  readonly draft: Draft | undefined;
}

const zBody = z.object({ toPatient: z.string() });
const zCodes = z.object({ modules: z.array(z.string()) });

/** The newest first; adjustments with nothing written to the patient are left out. */
export async function programmeWords(tx: Tx, courseId: CourseId): Promise<ProgrammeWords[]> {
  const made = (await decisionsOf(tx, courseId)).filter(
    ({ kind, state }) => kind === 'adjustProgramme' && state === 'released',
  );
  const names = await staffNames(
    tx,
    made.map(({ staffId }) => staffId),
  );
  const read = made.toReversed().map(async ({ decisionId, staffId, pressedAt, codes }) => {
    const whole = await readDecision(tx, decisionId, zBody);
    const about = zCodes.safeParse(codes);
    return {
      at: pressedAt,
      name: names.get(staffId) ?? null,
      text: whole?.body.toPatient ?? '',
      modules: about.success ? about.data.modules : [],
    };
  });
  return (await Promise.all(read)).filter(({ text }) => text !== '');
}

/** The titles of the modules a course follows, by id; empty before treatment. */
export function moduleTitles(app: Pick<App, 'programmes'>, { programme }: CourseState) {
  const texts = app.programmes.followed(programme);
  return new Map(texts?.modules.map(({ id, title }) => [id, title]));
}

export async function programmeNow(ctx: Ctx, course: CourseRow): Promise<ProgrammeNow> {
  const { courseId, psychologistId } = course;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const psychologist = psychologistId && (await staffById(tx, psychologistId));
    return {
      titles: moduleTitles(ctx.app, stateOf(course)),
      psychologistName: psychologist ? psychologist.name : null,
      told: await programmeWords(tx, courseId),
      answered: await answeredBy(tx, courseId),
      draft: await draftOf(tx, ctx, courseId, ADJUST_DRAFT),
    };
  });
}

// ── What a form asks for ─────────────────────────────────────────────────────────────────────

/** The name of the field that says what is to become of a module. */
export function wishField(moduleId: string): string {
  return `plan-${moduleId}`;
}
export const ORDER = 'order';
const JOINS = 'with:';
export const joins = (moduleId: string): string => `${JOINS}${moduleId}`;

/** What holds of a module now, as its field says it. */
export function wishNow(module: ModuleState): string {
  if (module.skipped) return 'skip';
  return !module.open && module.together ? joins(module.together) : 'own';
}

/** The plan that a form asks for; what it leaves out stays as it is. */
export function plannedBy(programme: Programme, form: Form): ProgrammePlanned {
  const { modules } = programme;
  const wish = (one: ModuleState): string => textOf(form, wishField(one.moduleId)) || wishNow(one);
  const closed = modules.filter((one) => !one.open);
  return {
    order: orderOf(modules, textOf(form, ORDER).split(',')),
    skipped: modules
      .filter((one) => !one.handedIn && wish(one) === 'skip')
      .map(({ moduleId }) => moduleId),
    together: closed.flatMap((one) =>
      wish(one).startsWith(JOINS)
        ? [{ moduleId: one.moduleId, with: wish(one).slice(JOINS.length) }]
        : [],
    ),
    opens: closed.filter((one) => wish(one) === 'open').map(({ moduleId }) => moduleId),
  };
}

/** Closed modules in the order that was typed, among the open ones, which stay where they are. */
function orderOf(modules: readonly ModuleState[], typed: readonly string[]): readonly string[] {
  const closed = modules.filter((one) => !one.open).map(({ moduleId }) => moduleId);
  const rank = (id: string): number => {
    const at = typed.indexOf(id);
    return at < 0 ? typed.length + closed.indexOf(id) : at;
  };
  const turn = closed.toSorted((a, b) => rank(a) - rank(b));
  return modules.map((one) => (one.open ? one.moduleId : (turn.shift() ?? one.moduleId)));
}

/** The order with a closed module one place up (-1) or down (1) among the closed ones. */
export function movedIn(
  { modules }: Programme,
  order: readonly string[],
  moduleId: string,
  by: -1 | 1,
): readonly string[] {
  const closed = order.filter((id) => modules.some((one) => one.moduleId === id && !one.open));
  const at = closed.indexOf(moduleId);
  const other = closed[at + by];
  if (at < 0 || other === undefined) return order;
  return order.map((id) => (id === moduleId ? other : id === other ? moduleId : id));
}

/** The modules that a plan does something to beside their order. */
export function touchedBy(programme: Programme, plan: ProgrammePlanned): readonly string[] {
  const now = plannedNow(programme);
  const joinsNow = (id: string) => now.together.find((one) => one.moduleId === id)?.with;
  const joinsThen = (id: string) => plan.together.find((one) => one.moduleId === id)?.with;
  return plan.order.filter(
    (id) =>
      plan.opens.includes(id) ||
      plan.skipped.includes(id) !== now.skipped.includes(id) ||
      joinsThen(id) !== joinsNow(id),
  );
}
