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

/** Opens a module, by its week or by the psychologist; opening an open one is refused. */
export function openModule(state: CourseState, moduleId: string): Change | Refusal {
  const module = state.programme?.modules.find((one) => one.moduleId === moduleId);
  if (!state.programme || !module || module.open) return refused('moduleClosed');
  return {
    state: { ...state, programme: withModule(state.programme, opened(module)) },
    send: [{ kind: 'moduleOpened', subject: moduleId }],
  };
}

/** Hands in a module, asks for feedback, and opens the next one where hand-in is its gate. */
export function handInModule(state: CourseState, moduleId: string, at: Instant): Change | Refusal {
  const module = state.programme?.modules.find((one) => one.moduleId === moduleId);
  if (!state.programme || !module?.open) return refused('moduleClosed');
  if (module.handedIn) return refused('alreadyHandedIn');
  const programme = withModule(state.programme, {
    ...module,
    handedIn: true,
    version: module.version + 1,
  });
  const next = { ...state, programme, tasks: openTask(state.tasks, 'feedback', moduleId, at) };
  return openByHandIns(next);
}

/**
 * Each hand-in opens one module whose gate it is. A pause keeps the gates shut; what was handed in
 * meanwhile opens them when treatment goes on.
 */
export function openByHandIns(state: CourseState): Change {
  const [, ...later] = state.programme?.modules ?? [];
  const gated = later.filter((module) => module.gate === 'handIn');
  const handIns = (state.programme?.modules ?? []).filter((module) => module.handedIn).length;
  const owed = handIns - gated.filter((module) => module.open).length;
  const shut = gated.filter((module) => !module.open).slice(0, Math.max(0, owed));
  if (state.pausedAt) return { state, send: [] };
  return shut.reduce<Change>(
    (change, { moduleId }) => {
      const opened = openModule(change.state, moduleId);
      return 'kind' in opened ? change : { ...opened, send: [...change.send, ...opened.send] };
    },
    { state, send: [] },
  );
}

/** How many required modules are not handed in yet. */
export function requiredMissing(programme: Programme | null): number {
  if (!programme) return 0;
  return programme.modules.filter((module) => module.required && !module.handedIn).length;
}
