/** "Din udvikling": what a patient wrote in one kind of exercise, over the weeks. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { stateOf } from '../../api/queries/courseState';
import { exerciseProgress, type WrittenRow } from '../../api/queries/exerciseProgress';
import { ratedGoals, whyNotRated, type RatedGoals } from '../../api/queries/goalRatings';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { goalProgress, type GoalProgress } from '../shared/goalProgress';
import type { Link } from '../shared/page';
import { ownProgressView, type ProgressView } from '../shared/progress';
import { show } from '../shared/show';
import { toMyCourse } from './place';

export interface ProgressMain {
  readonly view: ProgressView;
  /** Goals that were rated again; null for any other exercise, and before that. */
  readonly goals: GoalProgress | null;
  /** To the diary or the goals; null for a form in its module, and when nothing can be written. */
  readonly write: Link | null;
}

async function showProgress(ctx: Ctx, asked: Asked): Promise<Answer> {
  const found = await exerciseProgress(ctx, asked.course, asked.params['exercise'] ?? '');
  if (!found) return { kind: 'fail', status: 404, name: 'notFound' };
  const { exercise, diary } = found;
  const rated = await ratedGoals(ctx, asked.course, asked.params['exercise'] ?? '');
  const main: ProgressMain = {
    view: ownProgressView(found, ctx.now, editLink),
    goals: rated && goalProgress(rated, ctx.now),
    write: diary
      ? { text: 'Skriv i din dagbog', href: paths.myDiary.to({ exercise: diary.id }) }
      : rated && rateLink(stateOf(asked.course), rated),
  };
  return show(ctx, asked, 'patient/progress', {
    title: `Din udvikling: ${exercise.title}`,
    back: toMyCourse,
    main,
  });
}

function rateLink(state: CourseState, rated: RatedGoals): Link | null {
  if (whyNotRated(state, rated)) return null;
  const href = paths.myGoals.to({ exercise: rated.exercise.id });
  return { text: 'Giv dine mål et nyt tal', href };
}

function editLink({ exercise, entryId }: WrittenRow): Link | null {
  if (entryId === null) return null;
  const href = paths.myDiaryEntry.to({ exercise: exercise.id, entry: entryId });
  return { text: 'Ret eller slet', href };
}

export const progressRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.myProgress.pattern,
    permission: 'ownCourse',
    audit: 'sawOwnProgress',
    course: 'own',
    handle: showProgress,
  },
];
