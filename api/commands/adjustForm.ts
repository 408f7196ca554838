/** What a form asks to become of a running programme: a wish for each module, and their order. */
import { plannedNow } from '../../domain/adjusted';
import type { ModuleState, Programme, ProgrammePlanned } from '../../domain/state';
import type { Form } from '../app';
import { textOf } from './press';

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
