/** Why the modules that are closed wait: the pace of the programme, in a sentence or two. */
import { isLegal } from '../../domain/course';
import { isToOpen } from '../../domain/programmeState';
import type { CourseState, ModuleState } from '../../domain/state';
import type { ModuleTelling } from './waitingModule';

/** In the order in which they are told. */
const GATES: readonly ModuleState['gate'][] = ['handIn', 'psychologist', 'week'];

/** From the gates of what is still to open; null: nothing is, or treatment is over. */
export function whyWaiting(
  state: CourseState,
  { psychologistName }: Pick<ModuleTelling, 'psychologistName'>,
): string | null {
  const modules = state.programme?.modules ?? [];
  const waiting = modules.filter((one) => isToOpen(one) && !one.together);
  if (!isLegal(state.stage, 'openModule') || waiting.length === 0) return null;
  const who = psychologistName?.split(' ')[0] ?? 'Psykologen';
  const gates = GATES.filter((gate) => waiting.some((one) => one.gate === gate));
  const isMixed = gates.length > 1;
  const time = ', så du får tid til at prøve det af i din hverdag.';
  const says = isMixed
    ? {
        week: 'Andre åbner i en bestemt uge.',
        handIn: 'Nogle af dem åbner, når du har afleveret modulet før.',
        psychologist: `Nogle af dem åbner ${who} for dig, når det passer til dig.`,
      }
    : {
        week: `${weekWords(modules)}${time}`,
        handIn: 'Når du har afleveret et modul, åbner det næste.',
        psychologist: `${who} åbner et modul for dig, når det passer til dig.`,
      };
  return [
    ...(isMixed ? [`Modulerne åbner lidt efter lidt${time}`] : []),
    ...gates.map((gate) => says[gate]),
    ...(state.pausedAt ? ['Mens du holder pause, åbner der ikke noget nyt.'] : []),
  ].join(' ');
}

function weekWords(modules: readonly ModuleState[]): string {
  const weeks = modules.filter(({ gate }) => gate === 'week').map(({ week }) => week);
  const isWeekly = weeks.every((week, at) => at === 0 || week - (weeks[at - 1] ?? week) === 1);
  const areJoined = modules.some((one) => isToOpen(one) && one.together);
  return isWeekly && !areJoined
    ? 'Der åbner højst ét nyt modul om ugen'
    : 'Modulerne åbner lidt efter lidt';
}
