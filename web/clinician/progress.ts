/** What a patient wrote in one kind of exercise over the weeks, as the psychologist reads it. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { exerciseProgress } from '../../api/queries/exerciseProgress';
import { ratedGoals } from '../../api/queries/goalRatings';
import { openExercises } from '../../api/queries/ownDiary';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { goalProgress } from '../shared/goalProgress';
import type { Link } from '../shared/page';
import { progressView } from '../shared/progress';
import { showCourse } from './coursePage';

async function progressPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const found = await exerciseProgress(ctx, asked.course, asked.params['exercise'] ?? '');
  if (!found) return { kind: 'fail', status: 404, name: 'notFound' };
  const rated = await ratedGoals(ctx, asked.course, asked.params['exercise'] ?? '');
  return showCourse(ctx, asked, 'clinician/progress', {
    title: `Over tid: ${found.exercise.title}`,
    main: { ...progressView(found, ctx.now), goals: rated && goalProgress(rated, ctx.now) },
  });
}

/** One link for each kind of exercise in the modules that are open. */
export function progressLinks(app: Ctx['app'], state: CourseState): readonly Link[] {
  const kept = openExercises(app, state).filter(({ exercise }) => exercise.kind !== 'rows');
  const kinds = kept.map(({ exercise }) => exercise.kind);
  return kept
    .filter(({ exercise }, index) => kinds.indexOf(exercise.kind) === index)
    .map(({ exercise }) => ({
      text: `Over tid: ${exercise.title}`,
      href: paths.courseProgress.to({ course: state.courseId, exercise: exercise.id }),
    }));
}

export const progressRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.courseProgress.pattern,
    permission: 'seeClinicalText',
    audit: 'readProgress',
    course: 'param',
    handle: progressPage,
  },
];
