/** On Mit forløb: the diaries to write in, and each kind of exercise over the weeks. */
import type { CourseHome } from '../../api/queries/courseHome';
import { paths } from '../paths';
import type { Link } from '../shared/page';
import { useOf } from './diaryUse';

export interface DiaryPanel {
  /** Each with what it is meant for; empty: there is none to write in. */
  readonly diaries: readonly (Link & { readonly use: string })[];
  /** Goals to be given new numbers; null: none are handed in. */
  readonly goals: { readonly links: readonly Link[] } | null;
  readonly progress: { readonly links: readonly Link[] };
}

/** Null while no open module has an exercise that is kept over time. */
export function diaryPanel({ exercises }: Pick<CourseHome, 'exercises'>): DiaryPanel | null {
  if (exercises.length === 0) return null;
  const diaries = exercises.filter(({ isWritten }) => isWritten);
  const goals = exercises.filter(({ isRated }) => isRated);
  return {
    goals:
      goals.length === 0
        ? null
        : {
            links: goals.map(({ id, title }) => ({
              text: `${title}: hvor langt er du nu?`,
              href: paths.myGoals.to({ exercise: id }),
            })),
          },
    diaries: diaries.map((one) => ({
      text: `Skriv i din dagbog: ${one.title}`,
      href: paths.myDiary.to({ exercise: one.id }),
      use: useOf(one, diaries),
    })),
    progress: { links: progressLinks(exercises) },
  };
}

/** One for each kind, under the name of its first exercise. */
function progressLinks(exercises: CourseHome['exercises']): readonly Link[] {
  const first = exercises.filter(
    ({ kind }, index) => exercises.findIndex((one) => one.kind === kind) === index,
  );
  return first.map(({ id, title }) => ({
    text: `Din udvikling: ${title}`,
    href: paths.myProgress.to({ exercise: id }),
  }));
}
