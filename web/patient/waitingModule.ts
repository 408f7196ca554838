/** Why a module is not open: what it waits for and until when, or that it was left out. */
import type { ProgrammeWords } from '../../api/queries/programmePlan';
import { isLegal } from '../../domain/course';
import { dateWords } from '../../domain/danish';
import { duesOf } from '../../domain/deadlines';
import type { Instant } from '../../domain/ids';
import { openerOf } from '../../domain/programmeState';
import type { CourseState, ModuleState } from '../../domain/state';

/** What is told about modules beside the course's own state. */
export interface ModuleTelling {
  readonly titles: ReadonlyMap<string, string>;
  readonly psychologistName: string | null;
  /** What the psychologist wrote about the programme, the newest first. */
  readonly told: readonly ProgrammeWords[];
}

/** A title in a sentence, as it is called on screen. */
export function titleIn(moduleId: string, { titles }: Pick<ModuleTelling, 'titles'>): string {
  return `»${titles.get(moduleId) ?? moduleId}«`;
}

/** "Karen"; a psychologist who is not known is "din psykolog". */
export function psychologistIn({ psychologistName }: ModuleTelling): string {
  return psychologistName?.split(' ')[0] ?? 'din psykolog';
}

/** Left out: by whom it was agreed, and what was written about it. */
export function skippedWords(module: ModuleState, telling: ModuleTelling): string {
  const said = wordsOn(module, telling);
  return [
    `Du og ${psychologistIn(telling)} har aftalt at springe det over.`,
    ...(module.open ? ['Du kan stadig læse det.'] : []),
    ...(said ? [quoted(said)] : []),
  ].join(' ');
}

/** The newest words, where they stand at no module that was skipped. */
export function wordsForAll(state: CourseState, telling: ModuleTelling): string | null {
  const [newest] = telling.told;
  const modules = state.programme?.modules ?? [];
  const isBeside = modules.some((one) => one.skipped && wordsOn(one, telling) === newest);
  return newest && !isBeside ? quoted(newest) : null;
}

function wordsOn({ moduleId }: ModuleState, { told }: ModuleTelling) {
  return told.find(({ modules }) => modules.includes(moduleId));
}

function quoted({ name, text }: ProgrammeWords): string {
  return `${name?.split(' ')[0] ?? 'Psykologen'} skriver: »${text}«`;
}

/** What opens a closed module, and when. */
export function openingWords(
  state: CourseState,
  module: ModuleState,
  telling: ModuleTelling,
  now: Instant,
): string {
  if (!isLegal(state.stage, 'openModule')) return 'Det nåede ikke at åbne.';
  const { together } = module;
  const other = together && state.programme?.modules.find((one) => one.moduleId === together);
  const opens = other
    ? `Åbner sammen med ${titleIn(together, telling)}${dayOf(state, other, now)}.`
    : `${gateWords(state, module, telling, now)}`;
  return module.required ? opens : `${opens} Det er frivilligt.`;
}

function dayOf(state: CourseState, module: ModuleState, now: Instant): string {
  const due = dueOf(state, module);
  return due && !state.pausedAt ? ` ${dateWords(due, now)}` : '';
}

function gateWords(
  state: CourseState,
  module: ModuleState,
  telling: ModuleTelling,
  now: Instant,
): string {
  if (module.gate === 'week') return weekWords(state, module, now);
  if (module.gate === 'psychologist') {
    return telling.psychologistName
      ? `${psychologistIn(telling)} åbner det for dig.`
      : 'Psykologen åbner det for dig.';
  }
  const opener = openerOf(state.programme?.modules ?? [], module);
  if (!opener || opener.handedIn) return 'Åbner, når pausen er slut.';
  const done = `du har afleveret ${titleIn(opener.moduleId, telling)}`;
  return state.pausedAt ? `Åbner, når pausen er slut, og ${done}.` : `Åbner, når ${done}.`;
}

/** In a pause the day is the one that comes if it lasts as long as it was asked for. */
function weekWords(state: CourseState, module: ModuleState, now: Instant): string {
  const due = dueOf(state, module);
  if (!state.pausedAt) return due ? `Åbner ${dateWords(due, now)}.` : 'Åbner snart.';
  const ends = state.since.pausedUntil;
  if (!due || !ends) return 'Åbner efter pausen.';
  return due <= ends
    ? `Åbner, når pausen er slut ${dateWords(ends, now)}.`
    : `Åbner ${dateWords(due, now)}, hvis pausen varer som aftalt.`;
}

function dueOf(state: CourseState, module: ModuleState): Instant | undefined {
  const dues = state.pausedAt ? duesOf(afterPause(state)) : state.dues;
  return dues.find((one) => one.name === 'moduleOpens' && one.subject === module.moduleId)?.dueAt;
}

/** As if the pause had lasted as long as it was asked for; one of an older course says no length. */
function afterPause(state: CourseState): CourseState {
  if (state.pausedFor === null) return state;
  return { ...state, pausedAt: null, pausedDays: state.pausedDays + state.pausedFor };
}
