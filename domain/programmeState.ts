/** The modules of a running treatment: which are open, handed in, and what that opens next. */
import type { Instant } from './ids';
import { refused, type Refusal } from './refusals';
import type { Change } from './change';
import type { CourseState, ModuleState, Programme } from './state';
import { openTask } from './tasks';

/** The programme as treatment begins: the first module is open. */
export function firstOpen(programme: Programme): Programme {
  const modules = programme.modules.map((module, index) => (index === 0 ? opened(module) : module));
  return { ...programme, modules };
}

function opened(module: ModuleState): ModuleState {
  return { ...module, open: true, version: module.version + 1 };
}

function withModule(programme: Programme, changed: ModuleState): Programme {
  const modules = programme.modules.map((one) =>
    one.moduleId === changed.moduleId ? changed : one,
  );
  return { ...programme, modules };
}

/** True for a module that the patient is to work on now. */
export function isWorkedOn(module: ModuleState): boolean {
  return module.open && !module.handedIn && !module.skipped;
}

/** True for a module that still waits for its gate; one that was skipped waits for nothing. */
export function isToOpen(module: ModuleState): boolean {
  return !module.open && !module.skipped;
}

/**
 * Opens a module, by its week or by the psychologist, and those that open together with it: one
 * message tells of them all. Opening an open one, or one that was skipped, is refused.
 */
export function openModule(state: CourseState, moduleId: string): Change | Refusal {
  const module = state.programme?.modules.find((one) => one.moduleId === moduleId);
  if (!state.programme || !module || !isToOpen(module)) return refused('moduleClosed');
  const modules = state.programme.modules.map((one) =>
    one === module || (isToOpen(one) && one.together === moduleId) ? opened(one) : one,
  );
  return {
    state: { ...state, programme: { ...state.programme, modules } },
    send: [{ kind: 'moduleOpened', subject: moduleId }],
  };
}

/** Hands in a module, asks for feedback, and opens the next one where hand-in is its gate. */
export function handInModule(state: CourseState, moduleId: string, at: Instant): Change | Refusal {
  const module = state.programme?.modules.find((one) => one.moduleId === moduleId);
  if (!state.programme || !module?.open) return refused('moduleClosed');
  if (module.handedIn) return refused('alreadyHandedIn');
  if (module.skipped) return refused('moduleSkipped');
  const programme = withModule(state.programme, {
    ...module,
    handedIn: true,
    version: module.version + 1,
  });
  const next = { ...state, programme, tasks: openTask(state.tasks, 'feedback', moduleId, at) };
  return openByHandIns(next);
}

/**
 * The module whose hand-in opens a closed one: the nearest required one before it that the patient
 * works on, or will. An optional one may be left alone for ever, so nothing waits for it. Undefined:
 * all before it are skipped or optional, and nothing is waited for.
 */
export function openerOf(modules: readonly ModuleState[], module: ModuleState) {
  const before = modules.slice(0, modules.indexOf(module));
  return before.findLast((one) => isRequired(one) && (one.open || !one.together));
}

/**
 * Opens every module whose gate is a hand-in that has come. A pause keeps the gates shut; what was
 * handed in meanwhile opens them when treatment goes on.
 */
export function openByHandIns(state: CourseState): Change {
  if (state.pausedAt) return { state, send: [] };
  const ids = (state.programme?.modules ?? []).map(({ moduleId }) => moduleId);
  return ids.reduce<Change>(
    (change, moduleId) => {
      const modules = change.state.programme?.modules ?? [];
      const module = modules.find((one) => one.moduleId === moduleId);
      if (module?.gate !== 'handIn' || module.together || !isToOpen(module)) return change;
      if (openerOf(modules, module)?.handedIn === false) return change;
      const next = openModule(change.state, moduleId);
      return 'kind' in next ? change : { ...next, send: [...change.send, ...next.send] };
    },
    { state, send: [] },
  );
}

/** How many required modules are not handed in yet; a skipped one is not required any more. */
export function requiredMissing(programme: Programme | null): number {
  return (programme?.modules ?? []).filter((one) => isRequired(one) && !one.handedIn).length;
}

/** True for a module that counts when it is asked whether a treatment was completed. */
export function isRequired(module: ModuleState): boolean {
  return module.required && !module.skipped;
}
