/** "Din udvikling": what a patient wrote in one kind of exercise, over the weeks. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { exerciseProgress, type WrittenRow } from '../../api/queries/exerciseProgress';
import { paths } from '../paths';
import type { Link } from '../shared/page';
import { ownProgressView, type ProgressView } from '../shared/progress';
import { show } from '../shared/show';
import { toMyCourse } from './place';

export interface ProgressMain {
  readonly view: ProgressView;
  /** To the diary; null for a form in its module, and when nothing can be written any more. */
  readonly write: Link | null;
}

async function showProgress(ctx: Ctx, asked: Asked): Promise<Answer> {
  const found = await exerciseProgress(ctx, asked.course, asked.params['exercise'] ?? '');
  if (!found) return { kind: 'fail', status: 404, name: 'notFound' };
  const { exercise, diary } = found;
  const main: ProgressMain = {
    view: ownProgressView(found, ctx.now, editLink),
    write: diary && {
      text: 'Skriv i din dagbog',
      href: paths.myDiary.to({ exercise: diary.id }),
    },
  };
  return show(ctx, asked, 'patient/progress', {
    title: `Din udvikling: ${exercise.title}`,
    back: toMyCourse,
    main,
  });
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
