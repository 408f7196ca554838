/** "Din plan": against relapse, to read and print; who ended before its module may write a short one. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { writePlan } from '../../api/commands/writePlan';
import { stateOf } from '../../api/queries/courseState';
import { rowsShown, typedExercise } from '../../api/queries/exerciseForm';
import { ownPlan, whyNoPlan, type OwnPlan } from '../../api/queries/ownPlan';
import { paths, withQuery } from '../paths';
import { afterPress } from '../shared/afterPress';
import { addressOf, asForm, formAgain, openedForm, type FormState } from '../shared/formState';
import type { Link } from '../shared/page';
import type { Form } from '../shared/parts';
import { show } from '../shared/show';
import {
  ADD,
  exerciseErrors,
  exerciseRows,
  readExercise,
  type ExerciseRows,
  type ReadExercise,
} from './exerciseFields';
import { leftWords, type Left } from './leftDraft';
import { isOvertaken } from './moduleDraft';
import { toMyCourse } from './place';
import {
  answerPause,
  begunWords,
  discarded,
  draftAddress,
  isPause,
  seenIn,
  settleDraft,
  workDraft,
  type Begun,
  type WorkDraft,
} from './workDraft';

export interface PlanMain {
  readonly form: (Form & { readonly exercise: ExerciseRows; readonly begun: Begun | null }) | null;
  readonly plan: ReadExercise | null;
  /** Where it is written, or why it cannot be; null beside the form. */
  readonly closed: string | null;
  /** Typed in a window that was overtaken by the end. */
  readonly notKept: ReadExercise | null;
  /** The words over it. */
  readonly left: Left | null;
  readonly links: readonly Link[];
}
interface Wish {
  readonly form: FormState;
  readonly draft: WorkDraft | null;
  readonly changedElsewhere: boolean;
  readonly rows?: number;
}
const HERE = paths.myPlan.to();
const BUTTON = 'Gem planen';
const TITLE = 'Din plan for svære tider';
const CLOSED = {
  alreadyHandedIn: 'Planen er afleveret sammen med sit modul, så den står, som den er.',
  planOver: 'Dit forløb er slut, så planen kan ikke rettes mere.',
} as const;

/** Named, because it may stand anywhere in the programme. */
function closedWords(closed: ReturnType<typeof whyNoPlan>, { text }: OwnPlan): string | null {
  return closed === 'notNow'
    ? `Planen skriver du i modulet »${text.title}«. Her kan du læse og printe den.`
    : closed && CLOSED[closed];
}

async function page(ctx: Ctx, asked: Asked, found: OwnPlan, wish: Wish): Promise<Answer> {
  const { form, draft } = wish;
  const closed = whyNoPlan(stateOf(asked.course), found);
  const isAgain = form.status !== 200;
  const typed = isAgain ? asForm(form.typed) : draft?.form;
  const rows = exerciseRows(
    found.own,
    {
      ...(typed && { typed }),
      ...(isAgain && { errors: form.errors }),
      ...(wish.rows && { rows: wish.rows }),
    },
    wish.changedElsewhere || (!isAgain && draft !== null && isOvertaken(draft, found.own)),
    ctx.now,
  );
  const late = closed && typed ? typedExercise(found.exercise, typed) : null;
  const main: PlanMain = {
    form: closed
      ? null
      : {
          action: HERE,
          hidden: { ...form.hidden, ...seenIn(asked, draft), ...rows.hidden },
          autosave: draftAddress(HERE),
          exercise: { ...rows.view, intro: INTRO },
          begun: isAgain ? null : begunWords(draft, BUTTON, ctx.now),
        },
    plan: found.own.answer.rows.length > 0 ? readExercise(found.own, ctx.now) : null,
    closed: closedWords(closed, found),
    notKept: late && late.answer.rows.length > 0 ? readExercise(late, ctx.now) : null,
    left: leftWords({ form, draft }, HERE, ctx.now),
    links: LINKS,
  };
  const said = form.errors[''];
  const items = [
    ...(said ? [{ text: said, href: null }] : []),
    ...(main.form ? exerciseErrors(rows.view) : []),
  ];
  return show(
    ctx,
    asked,
    'patient/plan',
    {
      title: TITLE,
      back: toMyCourse,
      main,
      ...(items.length > 0 && { errors: { items } }),
    },
    form.status,
  );
}
const INTRO =
  'Et enkelt punkt er nok: et tegn på, at det går den forkerte vej, og noget småt, du kan gøre ved ' +
  'det. Tag det, du kan bruge, og lad resten stå tomt.';

const notFound: Answer = { kind: 'fail', status: 404, name: 'notFound' };
const LINKS: PlanMain['links'] = [
  { text: 'Din opsummering', href: paths.mySummary.to() },
  { text: 'Til Mit forløb', href: paths.myCourse.to() },
];

/** Of a course without a treatment, or whose programme has no such plan. */
function noPlan(ctx: Ctx, asked: Asked): Promise<Answer> {
  const main: PlanMain = {
    form: null,
    plan: null,
    closed: 'Planen hører til en behandling, og der er ingen plan i dette forløb.',
    notKept: null,
    left: null,
    links: LINKS.slice(1),
  };
  return show(ctx, asked, 'patient/plan', { title: TITLE, back: toMyCourse, main });
}

async function showPlan(ctx: Ctx, asked: Asked): Promise<Answer> {
  const found = await ownPlan(ctx, asked.course);
  if (!found) return noPlan(ctx, asked);
  const draft = await workDraft(ctx, asked.course, HERE);
  const rows = Number.parseInt(asked.query['linjer'] ?? '', 10) || 0;
  const form = openedForm(asked, stateOf(asked.course), null, {});
  return page(ctx, asked, found, { form, draft, changedElsewhere: false, rows });
}

async function pressPlan(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { course, form } = asked;
  const before = await ownPlan(ctx, course);
  if (!before) return notFound;
  const closed = whyNoPlan(stateOf(course), before);
  const isNew = typedExercise(before.exercise, form).answer.rows.length > 0;
  if (isPause(asked)) return answerPause(ctx, asked, { isNew, closed });
  const again =
    (changedElsewhere: boolean) => async (errors: FormState['errors'], status: number) => {
      const found = await ownPlan(ctx, asked.course);
      if (!found) return notFound;
      return page(ctx, asked, found, {
        form: formAgain(asked, stateOf(asked.course), null, errors, status),
        draft: await workDraft(ctx, asked.course, addressOf(asked)),
        changedElsewhere,
      });
    };
  if (form['do'] === 'discard') {
    return discarded(ctx, asked, (errors) => again(false)(errors, 409));
  }
  const outcome = await writePlan(ctx, course, form);
  await settleDraft(ctx, asked, { isSaved: outcome.kind === 'done', mayWrite: isNew && !closed });
  const adds = form['do'] === `${ADD}${before.exercise.id}`;
  return afterPress(ctx, asked, outcome, {
    to: adds ? withQuery(HERE, { linjer: String(rowsShown(form, before.exercise.id) + 1) }) : HERE,
    ...(!adds && {
      notice: { heading: 'Planen er gemt', text: 'Du kan rette den, til dit forløb er slut.' },
    }),
    again: again(outcome.kind === 'refused' && outcome.name === 'changedElsewhere'),
  });
}

const route = { path: paths.myPlan.pattern, permission: 'ownCourse', course: 'own' } as const;
export const planRoutes: readonly Route[] = [
  { ...route, method: 'get', audit: 'sawOwnPlan', handle: showPlan },
  { ...route, method: 'post', audit: 'wrotePlan', handle: pressPlan },
];
