/** Goals rated again: a number for how far each is today, given in under a minute, in any week. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { rateGoals } from '../../api/commands/rateGoals';
import { stateOf } from '../../api/queries/courseState';
import { entryFieldsOf, entryRead, typedEntry } from '../../api/queries/diaryForm';
import { ratedGoals, whyNotRated, type RatedGoals } from '../../api/queries/goalRatings';
import { dateWords, refusalWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import type { Field } from '../shared/fields';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import { goalProgress, type GoalProgress } from '../shared/goalProgress';
import type { Link } from '../shared/page';
import type { Facts, Form } from '../shared/parts';
import { show } from '../shared/show';
import { summaryOf } from './diary';
import { fieldOf, withHint } from './exerciseFields';
import { leftWords, type Left } from './leftDraft';
import { toMyCourse } from './place';
import {
  answerPause,
  begunWords,
  draftAddress,
  isPause,
  pressedDraft,
  seenIn,
  settleDraft,
  workDraft,
  type Begun,
  type WorkDraft,
} from './workDraft';

export interface GoalsMain {
  readonly form:
    | (Form & { readonly fields: readonly Field[]; readonly begun: Begun | null })
    | null;
  /** Why no number can be given now. */
  readonly closed: string | null;
  /** Typed, and not taken in. */
  readonly notKept: Facts | null;
  /** The words over it. */
  readonly left: Left;
  readonly progress: GoalProgress | null;
  readonly links: readonly Link[];
}
const BUTTON = 'Gem tallene';
const CLOSED = {
  notNow:
    'Behandlingen er ikke i gang, så der kan ikke gives flere tal. Du kan se dem, du har givet.',
  moduleSkipped:
    'Modulet med målene er sprunget over, så der kan ikke gives tal her. Skriv en besked, hvis det er en fejl.',
  goalsNotHandedIn: refusalWords('goalsNotHandedIn'),
} as const;

async function page(
  ctx: Ctx,
  asked: Asked,
  found: RatedGoals,
  { form, draft }: { form: FormState; draft: WorkDraft | null },
): Promise<Answer> {
  const { exercise, rating } = found;
  const closed = whyNotRated(stateOf(asked.course), found);
  const isFresh = form.status === 200 && Object.keys(form.typed).length === 0;
  const row = isFresh ? {} : typedEntry(rating, form.typed);
  const fields = entryFieldsOf(rating, row, form.errors, ctx.now).map((one, at) => {
    const goal = found.goals[at];
    return goal ? withHint(fieldOf(one, 'scale'), lastWords(goal, ctx.now)) : fieldOf(one);
  });
  const address = paths.myGoals.to({ exercise: exercise.id });
  const main: GoalsMain = {
    form: closed
      ? null
      : {
          action: address,
          hidden: { ...form.hidden, ...seenIn(asked, draft) },
          autosave: draftAddress(address),
          fields,
          begun: form.status === 200 ? begunWords(draft, BUTTON, ctx.now) : null,
        },
    closed: closed && CLOSED[closed],
    notKept: closed && !isFresh ? entryRead(rating, row, ctx.now) : null,
    left: leftWords({ form, draft }, address, ctx.now),
    progress: goalProgress(found, ctx.now),
    links: [
      {
        text: 'Se dine mål og din udvikling',
        href: paths.myProgress.to({ exercise: exercise.id }),
      },
      { text: 'Til modulet', href: paths.myModule.to({ module: found.text.id }) },
    ],
  };
  const errors = summaryOf(form.errors, main.form ? fields : []);
  return show(
    ctx,
    asked,
    'patient/goals',
    {
      title: `${exercise.title}: hvor langt er du nu?`,
      back: toMyCourse,
      main,
      ...(errors && { errors }),
    },
    form.status,
  );
}

function lastWords({ points }: RatedGoals['goals'][number], now: Instant): string {
  const last = points.at(-1);
  const asks = 'Hvor langt er du i dag, fra 0 til 10?';
  return last ? `${asks} Sidst gav du ${last.value}, ${dateWords(last.day, now)}.` : asks;
}

const notFound: Answer = { kind: 'fail', status: 404, name: 'notFound' };

async function showGoals(ctx: Ctx, asked: Asked): Promise<Answer> {
  const state = stateOf(asked.course);
  const exercise = asked.params['exercise'] ?? '';
  const found = await ratedGoals(ctx, asked.course, exercise);
  if (!found) return notFound;
  const draft = await workDraft(ctx, asked.course, paths.myGoals.to({ exercise }));
  return page(ctx, asked, found, {
    form: openedForm(asked, state, null, { draft: draft?.form }),
    draft,
  });
}

async function pressGoals(ctx: Ctx, asked: Asked): Promise<Answer> {
  const exercise = asked.params['exercise'] ?? '';
  const found = await ratedGoals(ctx, asked.course, exercise);
  if (!found) return notFound;
  const { form, course } = asked;
  const isNew = Object.values(typedEntry(found.rating, form)).some((one) => one !== '');
  const work = { isNew, closed: whyNotRated(stateOf(course), found) };
  if (isPause(asked)) return answerPause(ctx, asked, work);
  const again = async (errors: FormState['errors'], status: number): Promise<Answer> => {
    const state = stateOf(asked.course);
    const draft = await workDraft(ctx, asked.course, paths.myGoals.to({ exercise }));
    return page(ctx, asked, found, { form: formAgain(asked, state, null, errors, status), draft });
  };
  const drafted = await pressedDraft(ctx, asked, {
    ...work,
    again: (errors) => again(errors, 422),
  });
  if (drafted) return drafted;
  const outcome = await rateGoals(ctx, course, exercise, form);
  await settleDraft(ctx, asked, { isSaved: outcome.kind === 'done', mayWrite: !work.closed });
  return afterPress(ctx, asked, outcome, {
    to: paths.myGoals.to({ exercise }),
    notice: {
      heading: 'Tallene er gemt',
      text: 'Din psykolog kan se dem. Du kan give nye tal, når du vil.',
    },
    again,
  });
}

const route = { path: paths.myGoals.pattern, permission: 'ownCourse', course: 'own' } as const;
export const goalRoutes: readonly Route[] = [
  { ...route, method: 'get', audit: 'sawOwnProgress', handle: showGoals },
  { ...route, method: 'post', audit: 'ratedGoals', handle: pressGoals },
];
