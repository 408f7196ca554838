/** One module: what there is to read, the exercise to fill in, handing in, and the psychologist's answer. */
import type { Answer, Asked, Ctx, Form as Posted, Route } from '../../api/app';
import { handInModule, saveModule } from '../../api/commands/workOnModule';
import { stateOf } from '../../api/queries/courseState';
import { nameIn, rowsShown } from '../../api/queries/exerciseForm';
import { moduleOfCourse, ownModule, type OwnModule } from '../../api/queries/ownModule';
import { isLegal } from '../../domain/course';
import { countWords, dateTimeWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { isWorkedOn } from '../../domain/programmeState';
import type { CourseState } from '../../domain/state';
import { addressOf, asForm, formAgain, openedForm, type FormState } from '../shared/formState';
import { paths, withQuery } from '../paths';
import { afterPress } from '../shared/afterPress';
import { moduleWords } from '../shared/moduleList';
import type { ErrorSummary, Link } from '../shared/page';
import type { Form } from '../shared/parts';
import { show } from '../shared/show';
import {
  ADD,
  diaryRows,
  exerciseErrors,
  exerciseRows,
  readExercise,
  type DiaryRows,
  type ExerciseRows,
  type ReadExercise,
} from './exerciseFields';
import { handInDay } from './answerDay';
import { toComments, withComments, type CommentedExercise } from './exerciseComments';
import { leftWords, type Left } from './leftDraft';
import { measuresFirst } from './measuresFirst';
import { draftWords, showStep, stepLinks } from './moduleText';
import { isOvertaken, isTypedIn, SAVE, typedTooLate, whyNoWork } from './moduleDraft';
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

export interface ModuleMain {
  readonly status: string;
  /** What opens it, when it is closed; then nothing else is shown. */
  readonly closed: string | null;
  readonly feedback: readonly {
    readonly from: string;
    readonly when: string;
    readonly text: string;
  }[];
  /** To what the psychologist wrote at the exercises. */
  readonly toComments: Link | null;
  readonly reading: { readonly minutes: string; readonly links: readonly Link[] } | null;
  readonly work:
    | (Form & {
        readonly diaries: readonly DiaryRows[];
        readonly exercises: readonly ExerciseRows[];
        /** At the fields: nobody reads them while they are filled in. */
        readonly readWhen: string;
        readonly promise: string;
        readonly begun: Begun | null;
      })
    | null;
  readonly handedIn: readonly CommentedExercise[];
  /** Came too late to be taken in: it stands nowhere else. */
  readonly notKept: readonly ReadExercise[];
  /** The words over it. */
  readonly left: Left;
}
interface Wish {
  readonly form: FormState;
  /** What is half filled in; only on a page just opened. */
  readonly draft?: WorkDraft | null;
  readonly seen?: { readonly seen?: string };
  /** The exercise that more rows were asked for. */
  readonly more?: { readonly exercise: string; readonly rows: number };
  readonly changedElsewhere: boolean;
}

/** What was typed in this request, or is kept as a draft; undefined: what is saved stands there. */
function typedIn({ form, draft }: Wish): Posted | undefined {
  return form.status === 200 ? draft?.form : asForm(form.typed);
}

export function moduleMain(
  state: CourseState,
  own: OwnModule,
  wish: Wish,
  now: Instant,
): { main: ModuleMain; errors: ErrorSummary | undefined } {
  const { text, at } = own;
  const last = own.feedback.at(-1);
  // Whoever sees this has the answer before them: it is not new.
  const answeredBy = last && { name: last.name, isNew: false };
  const status = moduleWords(state, at, { ...own, answeredBy }, now);
  const left = leftWords(wish, paths.myModule.to({ module: text.id }), now);
  if (!at.open) {
    const main = {
      status,
      closed: status,
      feedback: [],
      toComments: null,
      reading: null,
      work: null,
      handedIn: [],
      notKept: typedTooLate(own, typedIn(wish), now),
      left,
    };
    return { main, errors: summaryOf(wish.form.errors, []) };
  }
  const working = isWorkedOn(at) && isLegal(state.stage, 'handIn');
  const diaries = working
    ? own.exercises
        .filter(({ exercise }) => exercise.isDiary)
        .map((one) => diaryRows(one, wish.form.errors[nameIn(one.exercise.id, '')], now))
    : [];
  const forms = own.exercises.filter(({ exercise }) => !exercise.isDiary);
  const { draft = null } = wish;
  const isAgain = wish.form.status !== 200;
  const typed = typedIn(wish);
  const shown = working
    ? forms.map((one) =>
        exerciseRows(
          one,
          {
            ...(typed && { typed }),
            ...(isAgain && { errors: wish.form.errors }),
            ...(wish.more?.exercise === one.exercise.id && { rows: wish.more.rows }),
          },
          wish.changedElsewhere || (!isAgain && draft !== null && isOvertaken(draft, one)),
          now,
        ),
      )
    : [];
  const main: ModuleMain = {
    status,
    closed: null,
    feedback: own.feedback.map((one) => ({
      from: one.name ?? 'Psykologen',
      when: dateTimeWords(one.sentAt, now),
      text: one.body,
    })),
    toComments: toComments(own),
    reading: {
      minutes:
        `Det tager cirka ${countWords(text.readingMinutes, 'minut', 'minutter')} at læse. Du ` +
        'må gerne dele det op.',
      links: stepLinks(text),
    },
    work: working
      ? {
          action: paths.myModule.to({ module: text.id }),
          hidden: Object.assign(
            {},
            wish.form.hidden,
            wish.seen,
            ...shown.map((one) => one.hidden),
          ) as Record<string, string>,
          // A module of diaries alone has nothing to keep here.
          ...(shown.length > 0 && {
            autosave: draftAddress(paths.myModule.to({ module: text.id })),
          }),
          begun: isAgain ? null : begunWords(draft, SAVE, now),
          diaries,
          exercises: shown.map((one) => one.view),
          readWhen: 'Regn ikke med, at nogen læser, hvad du skriver her, før du afleverer modulet.',
          promise:
            'Når du afleverer, læser psykologen det, du har skrevet. Afleverer du nu, får du svar ' +
            `senest ${handInDay(state, now)}. Bagefter kan du ikke ændre det.`,
        }
      : null,
    handedIn: working
      ? []
      : own.exercises.map((one) => withComments(readExercise(one, now), one, own, { state, now })),
    notKept: working ? [] : typedTooLate(own, typedIn(wish), now),
    left,
  };
  const errors = [
    ...diaries.flatMap(({ id, error }) => (error ? [{ text: error, href: `#${id}` }] : [])),
    ...shown.flatMap((one) => exerciseErrors(one.view)),
  ];
  return { main, errors: summaryOf(wish.form.errors, errors) };
}

function summaryOf(
  errors: FormState['errors'],
  ofFields: ErrorSummary['items'],
): ErrorSummary | undefined {
  const said = errors[''];
  const items = [...(said ? [{ text: said, href: null }] : []), ...ofFields];
  return items.length > 0 ? { items } : undefined;
}

async function page(ctx: Ctx, asked: Asked, wish: Wish): Promise<Answer> {
  const state = stateOf(asked.course);
  const own = await ownModule(ctx, asked.course, asked.params['module'] ?? '');
  if (!own) return { kind: 'fail', status: 404, name: 'notFound' };
  const { main, errors } = moduleMain(state, own, wish, ctx.now);
  return show(
    ctx,
    asked,
    'patient/module',
    {
      title: own.text.title,
      back: toMyCourse,
      main: { ...main, draft: draftWords(ctx, own.text) },
      ...(errors && { errors }),
    },
    wish.form.status,
  );
}

async function showModule(ctx: Ctx, asked: Asked): Promise<Answer> {
  const state = stateOf(asked.course);
  const moduleId = asked.params['module'] ?? '';
  const { trin, oevelse, linjer } = asked.query;
  const found = moduleOfCourse(ctx.app, state, moduleId);
  if (found?.at.open && trin !== undefined) {
    return showStep(ctx, asked, found, Number.parseInt(trin, 10) || 0);
  }
  const first = found && (await measuresFirst(ctx, asked, found));
  if (first) return first;
  const rows = Number.parseInt(linjer ?? '', 10) || 0;
  const draft = await workDraft(ctx, asked.course, addressOf(asked));
  return page(ctx, asked, {
    form: openedForm(asked, state, { module: moduleId }, {}),
    draft,
    seen: seenIn(asked, draft),
    changedElsewhere: false,
    ...(oevelse !== undefined && { more: { exercise: oevelse, rows } }),
  });
}

async function pressModule(ctx: Ctx, asked: Asked): Promise<Answer> {
  const module = asked.params['module'] ?? '';
  const { form } = asked;
  const wanted = typeof form['do'] === 'string' ? form['do'] : '';
  const handsIn = wanted === 'handIn';
  const found = moduleOfCourse(ctx.app, stateOf(asked.course), module);
  if (!found) return { kind: 'fail', status: 404, name: 'notFound' };
  const work = {
    isNew: isTypedIn(found, form),
    closed: whyNoWork(stateOf(asked.course), found),
  };
  if (isPause(asked)) return answerPause(ctx, asked, work);
  const again = (changed: boolean) => async (errors: FormState['errors'], status: number) => {
    const draft = await workDraft(ctx, asked.course, addressOf(asked));
    const shown = formAgain(asked, stateOf(asked.course), { module }, errors, status);
    const seen = seenIn(asked, draft);
    return page(ctx, asked, { form: shown, draft, seen, changedElsewhere: changed });
  };
  if (wanted === 'discard') return discarded(ctx, asked, (errors) => again(false)(errors, 409));
  const outcome = handsIn
    ? await handInModule(ctx, asked.course, module, form)
    : await saveModule(ctx, asked.course, module, form);
  const changedElsewhere = outcome.kind === 'refused' && outcome.name === 'changedElsewhere';
  // A hand-in that lacks something has saved all the same.
  const isSaved = outcome.kind !== 'refused' && outcome.kind !== 'unavailable';
  const isOver = isSaved && outcome.kind !== 'invalid';
  await settleDraft(ctx, asked, { isSaved, isOver, mayWrite: changedElsewhere && !work.closed });
  const adds = wanted.startsWith(ADD) ? wanted.slice(ADD.length) : null;
  return afterPress(ctx, asked, outcome, {
    ...afterwards(module, handsIn, handInDay(stateOf(asked.course), ctx.now)),
    ...(adds !== null && {
      to: `${withQuery(paths.myModule.to({ module }), {
        oevelse: adds,
        linjer: String(rowsShown(form, adds) + 1),
      })}#arbejde`,
      notice: undefined,
    }),
    again: again(changedElsewhere),
  });
}

function afterwards(module: string, handsIn: boolean, day: string) {
  if (handsIn) {
    return {
      to: paths.myCourse.to(),
      notice: { heading: 'Modulet er afleveret', text: `Du får svar senest ${day}.` },
    };
  }
  return {
    to: paths.myModule.to({ module }),
    notice: { heading: 'Det er gemt', text: 'Du kan gå videre nu eller en anden dag.' },
  };
}

const route = { path: paths.myModule.pattern, permission: 'ownCourse', course: 'own' } as const;
export const moduleRoutes: readonly Route[] = [
  { ...route, method: 'get', audit: 'sawOwnModule', handle: showModule },
  { ...route, method: 'post', audit: 'workedOnModule', handle: pressModule },
];
