/** The adjustments of a programme that a random walk may try; the course refuses many of them. */
import { plannedNow } from '../../domain/adjusted';
import type { CourseEvent, CourseState, ProgrammePlanned } from '../../domain/state';

const NO_PLAN: ProgrammePlanned = { order: [], skipped: [], together: [], opens: [] };

/** The plans that change one thing: each module skipped or taken in, opened, joined, moved down. */
export function plansOf({ programme }: CourseState): CourseEvent[] {
  if (!programme) return [{ name: 'adjustProgramme', ...NO_PLAN }];
  const now = plannedNow(programme);
  const plan = (changed: Partial<ProgrammePlanned>): CourseEvent => ({
    name: 'adjustProgramme',
    ...now,
    ...changed,
  });
  return now.order.flatMap((moduleId, at) => {
    const rest = now.skipped.filter((id) => id !== moduleId);
    const skipped = rest.length < now.skipped.length ? rest : [...rest, moduleId];
    const [before, next] = [now.order.slice(0, at), now.order[at + 1]];
    const alone = now.together.filter((one) => one.moduleId !== moduleId);
    return [
      plan({ skipped, together: alone.filter((one) => one.with !== moduleId) }),
      plan({ opens: [moduleId], together: alone }),
      plan({ together: alone }),
      ...now.order.map((other) => plan({ together: [...alone, { moduleId, with: other }] })),
      ...(next === undefined
        ? []
        : [plan({ order: [...before, next, moduleId, ...now.order.slice(at + 2)] })]),
    ];
  });
}
