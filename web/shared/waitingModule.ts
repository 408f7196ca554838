/** Why a module is not open: what it waits for and until when, or that it was left out. */
import type { ProgrammeWords } from '../../api/queries/programmePlan';
import { copenhagenDate, daysBetween } from '../../domain/calendar';
import { isLegal } from '../../domain/course';
import { dateWords, dayMonth } from '../../domain/danish';
import { duesOf } from '../../domain/deadlines';
import type { Instant } from '../../domain/ids';
import { openerOf } from '../../domain/programmeState';
import type { CourseState, ModuleState } from '../../domain/state';

/** What is told about modules beside the course's own state. */
export interface ModuleTelling {
  readonly titles: ReadonlyMap<string, string>;
  readonly psychologistName: string | null;
  /** Who adjusted the programme, and what they wrote about it, the newest first. */
  readonly told: readonly ProgrammeWords[];
}

/** A title in a sentence, as it is called on screen. */
export function titleIn(moduleId: string, { titles }: Pick<ModuleTelling, 'titles'>): string {
  return `»${titles.get(moduleId) ?? moduleId}«`;
}

/** Left out: who chose it, then, and what they wrote about it. */
export function skippedWords(module: ModuleState, telling: ModuleTelling, now: Instant): string {
  const chosen = wordsOn(module, telling);
  return [
    `${firstName(chosen?.name)} har valgt, at det springes over.`,
    ...(module.open ? ['Du kan stadig læse det.'] : []),
    ...(chosen?.text ? [quoted(chosen, now)] : []),
  ].join(' ');
}

/** So long words about the programme stand above it: they are news, and then they are not. */
const DAYS_WORDS_STAND = 14;

/**
 * The newest words, while they are news: the modules they are about are not all handed in, and they
 * stand at none that was skipped.
 */
export function wordsForAll(
  { programme }: CourseState,
  telling: ModuleTelling,
  now: Instant,
): string | null {
  const newest = telling.told.find(({ text }) => text !== '');
  if (!newest || daysBetween(copenhagenDate(newest.at), copenhagenDate(now)) > DAYS_WORDS_STAND) {
    return null;
  }
  const modules = programme?.modules ?? [];
  const about = modules.filter(({ moduleId }) => newest.modules.includes(moduleId));
  const isDone = about.length > 0 && about.every((one) => one.handedIn);
  const isBeside = modules.some((one) => one.skipped && wordsOn(one, telling) === newest);
  return isDone || isBeside ? null : quoted(newest, now);
}

function wordsOn({ moduleId }: ModuleState, { told }: ModuleTelling) {
  return told.find(({ modules }) => modules.includes(moduleId));
}

function firstName(name: string | null | undefined): string {
  return name?.split(' ')[0] ?? 'Psykologen';
}

function quoted({ name, text, at }: ProgrammeWords, now: Instant): string {
  return `${firstName(name)} skrev ${dayMonth(at, now)}: »${text}«`;
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
    return `${firstName(telling.psychologistName)} åbner det for dig.`;
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
