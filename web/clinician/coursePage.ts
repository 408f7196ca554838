/** What every page about a course has: the person bar, and "Fortryd" while a decision waits. */
import type { Answer, Asked, Ctx } from '../../api/app';
import { freshUpdateId } from '../../api/commands/press';
import { stateOf } from '../../api/queries/courseState';
import { courseHead } from '../../api/queries/courseHead';
import { countWords, EVENT_WORDS, timeWords } from '../../domain/danish';
import { millis } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { aheadOf } from '../shared/ahead';
import type { Notice } from '../shared/page';
import { personBarOf } from '../shared/personBar';
import { show, type PageParts } from '../shared/show';

/** `saysIfNothing`: the content has a panel of its own for what happens if nobody acts. */
type CourseParts<Main extends object> = PageParts<Main> & { readonly saysIfNothing?: true };

/** The page with the bar of its course; `status` as in `show`. */
export async function showCourse<Main extends object>(
  ctx: Ctx,
  asked: Asked,
  page: string,
  { saysIfNothing, ...parts }: CourseParts<Main>,
  status = 200,
): Promise<Answer> {
  const head = await courseHead(ctx, asked.course, { wholeCpr: asked.query['cpr'] === 'vis' });
  const ahead = aheadOf(head.state, 'staff', ctx.now);
  const notice = parts.notice ?? undoNotice(ctx, asked);
  return show(
    ctx,
    asked,
    page,
    {
      back: { text: 'Til forløbet', href: paths.course.to({ course: asked.course.courseId }) },
      ...parts,
      personBar: personBarOf(head, ctx.now, asked.url),
      ahead: saysIfNothing ? { ...ahead, nothing: null } : ahead,
      ...(notice && { notice }),
    },
    status,
  );
}

/** "Afslag venter på at blive sendt …" with its button, until it is released. */
export function undoNotice(ctx: Ctx, asked: Asked): Notice | undefined {
  const state = stateOf(asked.course);
  const waiting = state.revocable;
  if (!waiting) return undefined;
  const task = state.tasks.find((one) => one.waiting);
  return {
    kind: 'warning',
    heading: `${EVENT_WORDS[waiting.event.name].staff}: venter på at blive sendt`,
    text: `Du kan fortryde ${untilWords(ctx, state)}. Indtil da sker der ikke noget for patienten.`,
    form: {
      action: paths.undoDecision.to({ course: state.courseId }),
      button: 'Fortryd',
      hidden: {
        updateId: freshUpdateId(),
        ...(task && { version: String(task.version) }),
      },
    },
  };
}

/** Until when it can be undone: real time, also when the practice clock runs fast. */
export function untilWords(ctx: Ctx, state: CourseState): string {
  if (!state.revocable) return '';
  const { releaseAt } = state.revocable;
  const left = millis(releaseAt) - millis(ctx.app.realNow());
  if (left <= 0) return 'et øjeblik endnu';
  return ctx.clock.mode === 'real' ? `til ${timeWords(releaseAt)}` : `i ${lengthOf(left)} endnu`;
}

/** "10 minutter", "20 sekunder": how long every decision can be undone here. */
export function undoLength(ctx: Ctx): string {
  return lengthOf(ctx.app.undoMs);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

function lengthOf(ms: number): string {
  return ms < MINUTE
    ? countWords(Math.ceil(ms / SECOND), 'sekund', 'sekunder')
    : countWords(Math.ceil(ms / MINUTE), 'minut', 'minutter');
}
