/** Programmes of a few plain modules, and adjustments of them. */
import { plannedNow } from '../../domain/adjusted';
import type {
  CourseEvent,
  CourseState,
  ModuleState,
  Programme,
  ProgrammePlanned,
} from '../../domain/state';
import { booked } from './courseStages';
import { steps } from './courseWalk';

export type Gate = ModuleState['gate'];
/** Modules a, b, c …, one a week; all but those named are required. */
export function programmeOf(gates: readonly Gate[], optional: readonly string[] = []): Programme {
  const modules = gates.map((gate, at) => {
    const moduleId = 'abcdefgh'.charAt(at);
    const required = !optional.includes(moduleId);
    return { moduleId, required, gate, week: at + 1, open: false, handedIn: false, version: 0 };
  });
  return { programmeId: 'depression', version: 1, modules };
}
export function treatedBy(programme: Programme): CourseState {
  return steps(booked(), { name: 'accept', programme, diagnosis: 'DF320' });
}
export const modulesOf = (state: CourseState): readonly ModuleState[] =>
  state.programme?.modules ?? [];
export function moduleOf(state: CourseState, id: string): ModuleState {
  const module = modulesOf(state).find((one) => one.moduleId === id);
  if (!module) throw new Error(`${id} was lost`);
  return module;
}
/** The adjustment of a programme: as it is, with something changed. */
export function plan(state: CourseState, changed: Partial<ProgrammePlanned>): CourseEvent {
  if (!state.programme) throw new Error('no programme');
  return { name: 'adjustProgramme', ...plannedNow(state.programme), ...changed };
}
export const handIn = (moduleId: string): CourseEvent => ({ name: 'handIn', moduleId });
