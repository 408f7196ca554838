/** The modules of a treatment in a list: which are open, handed in and answered, and what opens when. */
import type { AnsweredBy } from '../../api/queries/answeredBy';
import type { CourseHome } from '../../api/queries/courseHome';
import { isLegal } from '../../domain/course';
import { dateWords } from '../../domain/danish';
import { taskDueAt } from '../../domain/deadlines';
import type { Instant } from '../../domain/ids';
import type { CourseState, ModuleState } from '../../domain/state';
import { isWorkedOn } from '../../domain/programmeState';
import { findTask } from '../../domain/tasks';
import { paths } from '../paths';
import type { Facts } from './parts';
import {
  openingWords,
  skippedWords,
  titleIn,
  wordsForAll,
  type ModuleTelling,
} from './waitingModule';
import { whyWaiting } from './whyWaiting';

/** `said`: what the psychologist wrote about the programme as a whole; null: nothing. */
export type ModuleList = Facts & {
  readonly said: string | null;
  /** Why what is closed waits; null: nothing does. */
  readonly why: string | null;
};

export function moduleList(
  state: CourseState,
  own: ModuleTelling & Pick<CourseHome, 'answered'>,
  now: Instant,
): ModuleList | null {
  if (!state.programme) return null;
  return {
    caption: 'Dine moduler',
    said: wordsForAll(state, own, now),
    why: whyWaiting(state, own),
    rows: state.programme.modules.map((module, index) => ({
      term: `${index + 1}. ${own.titles.get(module.moduleId) ?? module.moduleId}`,
      text: moduleWords(
        state,
        module,
        { ...own, answeredBy: own.answered.get(module.moduleId) },
        now,
      ),
      ...(module.open && {
        link: {
          text: linkWords(state, module, own.answered.get(module.moduleId)),
          href: paths.myModule.to({ module: module.moduleId }),
        },
      }),
    })),
  };
}

function linkWords(
  state: CourseState,
  module: ModuleState,
  answered: AnsweredBy | undefined,
): string {
  if (answered?.isNew) return 'Læs svaret';
  return isWorkedOn(module) && isLegal(state.stage, 'handIn') ? 'Gå til modulet' : 'Se modulet';
}

/** Where one module stands, in a sentence; `answeredBy`: who sent an answer, read or not. */
export function moduleWords(
  state: CourseState,
  module: ModuleState,
  telling: ModuleTelling & { readonly answeredBy: AnsweredBy | undefined },
  now: Instant,
): string {
  const { answeredBy } = telling;
  if (module.skipped) return skippedWords(module, telling, now);
  if (!module.open) return openingWords(state, module, telling, now);
  if (!module.handedIn) return workWords(state, module, telling);
  if (answeredBy) {
    const said = `${answeredBy.name ?? 'Psykologen'} har svaret.`;
    return answeredBy.isNew ? `Nyt svar. ${said}` : `Afleveret. ${said}`;
  }
  const feedback = findTask(state.tasks, 'feedback', module.moduleId);
  const due = feedback && taskDueAt(state, feedback);
  if (!feedback || !due) return 'Afleveret. Psykologen har ikke svaret.';
  return due > now
    ? `Afleveret. Psykologen svarer senest ${dateWords(due, now)}.`
    : `Afleveret. Psykologen skulle have svaret senest ${dateWords(due, now)}. Lederen har fået besked.`;
}

function workWords(state: CourseState, module: ModuleState, telling: ModuleTelling): string {
  if (!isLegal(state.stage, 'handIn')) return 'Blev ikke afleveret.';
  const other = state.programme?.modules.find((one) => one.moduleId === module.together);
  return [
    'Åbent. Ikke afleveret endnu.',
    ...(other && !other.skipped
      ? [`Arbejd med det sammen med ${titleIn(other.moduleId, telling)}.`]
      : []),
    ...(module.required ? [] : ['Det er frivilligt.']),
  ].join(' ');
}
