/** The modules of a treatment in a list: which are open, handed in and answered, and what opens when. */
import type { CourseHome } from '../../api/queries/courseHome';
import { isLegal } from '../../domain/course';
import { dateWords } from '../../domain/danish';
import { taskDueAt } from '../../domain/deadlines';
import type { Instant } from '../../domain/ids';
import type { CourseState, ModuleState } from '../../domain/state';
import { findTask } from '../../domain/tasks';
import { paths } from '../paths';
import type { Facts } from '../shared/parts';

export type ModuleList = Facts;

export function moduleList(
  state: CourseState,
  { titles, answered }: Pick<CourseHome, 'titles' | 'answered'>,
  now: Instant,
): ModuleList | null {
  if (!state.programme) return null;
  return {
    caption: 'Dine moduler',
    rows: state.programme.modules.map((module, index) => ({
      term:
        `${index + 1}. ${titles.get(module.moduleId) ?? module.moduleId}` +
        (module.required ? '' : ' (frivilligt)'),
      text: moduleWords(state, module, answered.has(module.moduleId), now),
      ...(module.open && {
        link: {
          text:
            module.handedIn || !isLegal(state.stage, 'handIn') ? 'Se modulet' : 'Gå til modulet',
          href: paths.myModule.to({ module: module.moduleId }),
        },
      }),
    })),
  };
}

/** Where one module stands, in a sentence; `isAnswered`: the psychologist's answer was sent. */
export function moduleWords(
  state: CourseState,
  module: ModuleState,
  isAnswered: boolean,
  now: Instant,
): string {
  if (!module.open) return openingWords(state, module, now);
  if (!module.handedIn) {
    return isLegal(state.stage, 'handIn') ? 'Åbent. Ikke afleveret endnu.' : 'Blev ikke afleveret.';
  }
  if (isAnswered) return 'Afleveret. Psykologen har svaret.';
  const feedback = findTask(state.tasks, 'feedback', module.moduleId);
  const due = feedback && taskDueAt(state, feedback);
  if (!feedback || !due) return 'Afleveret. Psykologen har ikke svaret.';
  return due > now
    ? `Afleveret. Psykologen svarer senest ${dateWords(due, now)}.`
    : `Afleveret. Psykologen skulle have svaret senest ${dateWords(due, now)}. Lederen har fået besked.`;
}

/** What opens a closed module, and when. */
export function openingWords(state: CourseState, module: ModuleState, now: Instant): string {
  const due = state.dues.find(
    (one) => one.name === 'moduleOpens' && one.subject === module.moduleId,
  );
  if (!isLegal(state.stage, 'openModule')) return 'Det nåede ikke at åbne.';
  if (due) return `Åbner ${dateWords(due.dueAt, now)}.`;
  if (state.pausedAt) return 'Åbner efter pausen.';
  return module.gate === 'handIn'
    ? 'Åbner, når du har afleveret modulet før.'
    : 'Psykologen åbner det for dig.';
}
