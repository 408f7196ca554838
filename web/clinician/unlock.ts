/** Asks a psychologist why a course that is not theirs has to be opened; then leads on. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { openWithReason } from '../../api/commands/openWithReason';
import { stateOf } from '../../api/queries/courseState';
import { ownAddress, paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { aheadOf } from '../shared/ahead';
import { fieldsOf, type FieldErrors } from '../shared/fields';
import { show } from '../shared/show';

/** Nothing about the person is shown here: only the number that the reader came with. */
function render(
  ctx: Ctx,
  asked: Asked,
  errors: FieldErrors,
  status: number,
  onward: string,
): Promise<Answer> {
  const fields = fieldsOf(asked.form, errors);
  const reason = fields.text({
    name: 'reason',
    label: 'Grund',
    width: 'xl',
    hint: 'For eksempel: jeg tager telefonvagt for en kollega.',
  });
  const summary = fields.summary();
  return show(
    ctx,
    asked,
    'clinician/unlock',
    {
      title: `Forløb ${asked.course.number} hører til en anden psykolog`,
      narrow: true,
      back: { text: 'Til arbejdslisten', href: paths.worklist.to() },
      ahead: aheadOf(stateOf(asked.course), 'staff', ctx.now),
      main: {
        text: 'Du kan godt åbne det, når du har en grund i dit arbejde.',
        form: {
          action: paths.unlock.to({ course: asked.course.courseId }),
          hidden: { til: onward },
          reason,
        },
      },
      ...(summary && { errors: summary }),
    },
    status,
  );
}

/** Only a page of this course is led on to; what can only be pressed leads to the course itself. */
function onwardOf(asked: Asked, wish: unknown): string {
  const course = paths.course.to({ course: asked.course.courseId });
  const address = ownAddress(wish);
  const isPage = PAGES.test(address.slice(course.length).split('?')[0] ?? '');
  return address.startsWith(course) && isPage ? address : course;
}
const PAGES =
  /^(|\/(visitation|samtale|beskeder|afslutning|epikrise|(modul|marker|breve)\/[^/]+))$/;

async function unlock(ctx: Ctx, asked: Asked): Promise<Answer> {
  const onward = onwardOf(asked, asked.form['til']);
  const outcome = await openWithReason(ctx, asked.course, asked.form);
  return afterPress(ctx, asked, outcome, {
    to: onward,
    again: (errors, status) => render(ctx, asked, errors, status, onward),
  });
}

export const unlockRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.unlock.pattern,
    permission: 'seeClinicalText',
    audit: 'wasAskedForReason',
    course: 'overview',
    handle: (ctx, asked) => render(ctx, asked, {}, 200, onwardOf(asked, asked.query['til'])),
  },
  {
    method: 'post',
    path: paths.unlock.pattern,
    permission: 'seeClinicalText',
    audit: 'openedWithReason',
    course: 'overview',
    handle: unlock,
  },
];
