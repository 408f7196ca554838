/**
 * A psychologist adjusts a running programme: skips a module, takes it back in, changes the order of
 * what is not open yet, lets two open together, opens one early. Decision 36 says how, and why.
 */
import type { Change } from './change';
import { isRequired, isToOpen, openByHandIns, openModule } from './programmeState';
import { refused, type Refusal, type RefusalName } from './refusals';
import type { CourseState, EventNamed, ModuleState, Programme, ProgrammePlanned } from './state';

type Modules = readonly ModuleState[];

/** The programme as it is now, in the shape in which it is adjusted. */
export function plannedNow({ modules }: Programme): ProgrammePlanned {
  return {
    order: modules.map(({ moduleId }) => moduleId),
    skipped: modules.filter((one) => one.skipped).map(({ moduleId }) => moduleId),
    together: modules.flatMap((one) =>
      isToOpen(one) && one.together ? [{ moduleId: one.moduleId, with: one.together }] : [],
    ),
    opens: [],
  };
}

/** What the plan makes of the programme, and the modules that open by it; or why it cannot be. */
export function adjustProgramme(
  state: CourseState,
  plan: EventNamed<'adjustProgramme'>,
): Change | Refusal {
  const { programme } = state;
  if (!programme) return refused('notNow');
  const no = whyNot(programme.modules, plan);
  if (no) return refused(no);
  const modules = planned(programme.modules, plan);
  const opens = opensNow(modules, plan);
  if (opens.length === 0 && modules.every((one, at) => one === programme.modules[at])) {
    return refused('nothingChanged');
  }
  if (opens.length > 0 && state.pausedAt) return refused('opensInPause');
  const adjusted: Change = { state: { ...state, programme: { ...programme, modules } }, send: [] };
  const early = opens.reduce(
    (change, moduleId) => then(change, openModule(change.state, moduleId)),
    adjusted,
  );
  return then(early, openByHandIns(early.state));
}

function then(before: Change, next: Change | Refusal): Change {
  return 'kind' in next ? before : { ...next, send: [...before.send, ...next.send] };
}

function whyNot(modules: Modules, plan: ProgrammePlanned): RefusalName | null {
  const { order, skipped, opens } = plan;
  const known = new Map(modules.map((one) => [one.moduleId, one]));
  const isWhole = order.length === modules.length && new Set(order).size === modules.length;
  if (!isWhole || [...order, ...skipped, ...opens].some((id) => !known.has(id))) return 'stale';
  if (skipped.some((id) => known.get(id)?.handedIn)) return 'handedInStays';
  if (modules.some((one, at) => one.open && order[at] !== one.moduleId)) return 'openStays';
  if (opens.some((id) => known.get(id)?.open || skipped.includes(id))) return 'openStays';
  if (!plan.together.every((pair) => mayJoin(known, plan, pair))) return 'cannotJoin';
  const left = modules.some((one) => one.required && !skipped.includes(one.moduleId));
  return left || !modules.some(isRequired) ? null : 'nothingLeft';
}

/** A closed module joins one that is worked with and stands by itself; never in a chain. */
function mayJoin(
  known: ReadonlyMap<string, ModuleState>,
  { skipped, together, opens }: ProgrammePlanned,
  pair: ProgrammePlanned['together'][number],
): boolean {
  const [one, other] = [known.get(pair.moduleId), known.get(pair.with)];
  if (!one || !other || one === other || one.open || other.handedIn) return false;
  if (skipped.includes(pair.moduleId) || skipped.includes(pair.with)) return false;
  if (opens.includes(pair.moduleId)) return false;
  const same = together.filter(({ moduleId }) => moduleId === pair.moduleId);
  return same.length === 1 && !together.some(({ moduleId }) => moduleId === pair.with);
}

/** Those asked for, and those that join one that is open. */
function opensNow(modules: Modules, { opens }: ProgrammePlanned): readonly string[] {
  const isOpen = new Set(modules.filter((one) => one.open).map(({ moduleId }) => moduleId));
  const joined = modules.filter((one) => isToOpen(one) && isOpen.has(one.together ?? ''));
  return [...opens, ...joined.map(({ moduleId }) => moduleId)];
}

/** The modules in their new order, each at its place; one that nothing happens to is the same object. */
function planned(modules: Modules, plan: ProgrammePlanned): Modules {
  const ordered = plan.order.flatMap((id) => modules.filter((one) => one.moduleId === id));
  const marked = ordered.map((module) => marksOf(module, plan));
  const places = placesOf(modules, plan);
  const takers = byTurn(marked.filter((one) => !one.open && !plan.opens.includes(one.moduleId)));
  return marked.map((module, at) => {
    const place = places[takers.indexOf(module)];
    const before = modules.find((one) => one.moduleId === module.moduleId);
    const now = place ? { ...module, gate: place.gate, week: place.week } : module;
    const isSame =
      before === modules[at] &&
      before?.gate === now.gate &&
      before.week === now.week &&
      before.skipped === now.skipped &&
      before.together === now.together;
    return before && isSame ? before : { ...now, version: now.version + 1 };
  });
}

function marksOf(module: ModuleState, { skipped, together }: ProgrammePlanned): ModuleState {
  const { skipped: _skipped, together: before, ...plain } = module;
  if (skipped.includes(module.moduleId)) return { ...plain, skipped: true };
  const joins = together.find(({ moduleId }) => moduleId === module.moduleId)?.with;
  // What was opened together stays so: the two are still worked with as one.
  const kept = module.open ? before : joins;
  return { ...plain, ...(kept !== undefined && { together: kept }) };
}

/**
 * The places that closed modules have, in turn: a gate and a week belong to the place and not to the
 * module. One that is opened now takes its own place with it, so that the others keep their days.
 */
function placesOf(modules: Modules, { opens }: ProgrammePlanned) {
  const taken = byTurn(modules.filter((one) => !one.open));
  return taken
    .filter(({ moduleId }) => !opens.includes(moduleId))
    .map(({ gate, week }) => ({ gate, week }));
}

/** Those with a gate of their own first: what is skipped, or joins another, gives its place up. */
function byTurn(modules: Modules): Modules {
  const own = modules.filter((one) => !one.skipped && !one.together);
  const joined = modules.filter((one) => !one.skipped && one.together);
  return [...own, ...joined, ...modules.filter((one) => one.skipped)];
}
