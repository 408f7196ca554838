/** A diary: one entry written and kept with one press, and what was written last. */
import type { Answer, Asked, Ctx, Form as Posted, Route } from '../../api/app';
import { writeEntry } from '../../api/commands/writeDiary';
import { stateOf } from '../../api/queries/courseState';
import { entryFieldsOf, entryRead, typedEntry } from '../../api/queries/diaryForm';
import {
  lastInDiary,
  openDiary,
  openExercises,
  whyClosed,
  type OpenExercise,
  type OwnEntry,
} from '../../api/queries/ownDiary';
import type { Instant } from '../../domain/ids';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import type { Field } from '../shared/fields';
import { addressOf, formAgain, openedForm, type FormState } from '../shared/formState';
import type { ErrorSummary, Link } from '../shared/page';
import type { Facts, Form } from '../shared/parts';
import { rowHeading } from '../shared/rowInShort';
import { show } from '../shared/show';
import { useOf } from './diaryUse';
import { entriesWords, missingWords } from './diaryWords';
import { fieldOf } from './exerciseFields';
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

interface ReadEntry {
  readonly title: string;
  readonly facts: Facts;
  readonly edit: Link | null;
}
export interface DiaryMain {
  /** What it is meant for. */
  readonly use: string;
  /** What else can be written in now, so that nobody wonders which to use. */
  readonly others: readonly (Link & { readonly use: string })[];
  readonly intro: string;
  /** At the fields: nobody reads them while they are filled in. */
  readonly readWhen: string;
  /** Null: nothing more can be written, and `closed` says why. */
  readonly form:
    | (Form & { readonly fields: readonly Field[]; readonly begun: Begun | null })
    | null;
  readonly closed: string | null;
  /** Typed, and not taken in: it stands nowhere else. */
  readonly notKept: Facts | null;
  /** The words over it. */
  readonly left: Left;
  /** "Du har skrevet 2 linjer. …" */
  readonly count: string;
  readonly last: readonly ReadEntry[];
  readonly links: readonly Link[];
}
const LAST = 7;
const BUTTON = 'Gem i dagbogen';
export const CLOSED = {
  notNow:
    'Behandlingen er ikke i gang, så der kan ikke skrives mere her. Du kan læse det, du har skrevet.',
  moduleSkipped:
    'Modulet er sprunget over, så der kan ikke skrives mere her. Du kan læse det, du har skrevet.',
} as const;

interface Wish {
  readonly form: FormState;
  readonly draft: WorkDraft | null;
}

/** Shown when the page is opened, and again when something typed could not be kept. */
async function page(
  ctx: Ctx,
  asked: Asked,
  diary: OpenExercise,
  { form, draft }: Wish,
): Promise<Answer> {
  const { exercise } = diary;
  const closed = whyClosed(stateOf(asked.course), diary);
  const may = closed === null;
  const { count, last } = await lastInDiary(ctx, asked.course, diary, LAST);
  const isFresh = form.status === 200 && Object.keys(form.typed).length === 0;
  const row = isFresh ? null : typedEntry(exercise, form.typed);
  const fields = entryFieldsOf(exercise, row, form.errors, ctx.now).map((one) =>
    fieldOf(one, 'scale'),
  );
  const action = paths.myDiary.to({ exercise: exercise.id });
  const writable = writableNow(ctx, asked);
  const diaries = writable.filter((one) => one.isDiary);
  const main: DiaryMain = {
    use: may ? useOf({ ...exercise, isHandedIn: diary.at.handedIn }, diaries) : '',
    others: may ? othersThan(exercise.id, writable) : [],
    intro: exercise.intro,
    readWhen: readWhen(diary),
    form: may
      ? {
          action,
          hidden: { ...form.hidden, ...seenIn(asked, draft) },
          autosave: draftAddress(action),
          fields,
          begun: form.status === 200 ? begunWords(draft, BUTTON, ctx.now) : null,
        }
      : null,
    closed: closed && CLOSED[closed],
    notKept: may || row === null ? null : entryRead(exercise, row, ctx.now),
    left: leftWords({ form, draft }, action, ctx.now),
    count: countOf(diary, count, may),
    last: last.map((entry) => readEntry(diary, entry, ctx.now, may)),
    links: [
      {
        text: 'Se din udvikling uge for uge',
        href: paths.myProgress.to({ exercise: exercise.id }),
      },
      { text: 'Til modulet', href: paths.myModule.to({ module: diary.text.id }) },
    ],
  };
  const errors = summaryOf(form.errors, may ? fields : []);
  return show(
    ctx,
    asked,
    'patient/diary',
    { title: exercise.title, back: toMyCourse, main, ...(errors && { errors }) },
    form.status,
  );
}

/** The diaries, and the forms of modules that are worked on, in the programme's order. */
function writableNow(ctx: Ctx, asked: Asked): readonly Writable[] {
  const state = stateOf(asked.course);
  return openExercises(ctx.app, state).flatMap((one) => {
    const { exercise, at, text } = one;
    const isOpen = whyClosed(state, one) === null && (exercise.isDiary || !at.handedIn);
    const { handedIn: isHandedIn } = at;
    return isOpen && exercise.kind !== 'rows' ? [{ ...exercise, module: text.id, isHandedIn }] : [];
  });
}
type Writable = OpenExercise['exercise'] & {
  readonly module: string;
  readonly isHandedIn: boolean;
};

function othersThan(id: string, writable: readonly Writable[]): DiaryMain['others'] {
  const others = writable.filter((one) => one.id !== id);
  return others.map((one) => ({
    text: one.title,
    href: one.isDiary
      ? paths.myDiary.to({ exercise: one.id })
      : paths.myModule.to({ module: one.module }),
    use: useOf(one, writable),
  }));
}

/**
 * The psychologist can see a diary at any time; until its module is handed in nobody waits for it,
 * and nobody is told of an entry after it.
 */
export function readWhen({ at }: OpenExercise): string {
  return at.handedIn
    ? 'Psykologen kan se, hvad du skriver her, men får ikke besked om det. Regn ikke med, at nogen ' +
        'læser med det samme.'
    : 'Psykologen kan se, hvad du skriver her, men læser ikke med. Regn ikke med, at nogen læser ' +
        'det, før du afleverer modulet.';
}

function countOf({ exercise, at }: OpenExercise, written: number, may: boolean): string {
  const have = `Du har skrevet ${entriesWords(exercise, written)}.`;
  if (at.handedIn || !may) return have;
  const missing = exercise.minRows - written;
  return missing > 0
    ? `${have} ${missingWords(exercise, missing)}, før du afleverer modulet.`
    : `${have} Det er nok til at aflevere modulet, når du er klar.`;
}

function readEntry(
  { exercise }: OpenExercise,
  { entryId, row, isHandedIn }: OwnEntry,
  now: Instant,
  may: boolean,
): ReadEntry {
  return {
    title: rowHeading(exercise, entryFieldsOf(exercise, row, {}, now)),
    facts: entryRead(exercise, row, now),
    edit:
      may && !isHandedIn
        ? {
            text: 'Ret eller slet',
            href: paths.myDiaryEntry.to({ exercise: exercise.id, entry: entryId }),
          }
        : null,
  };
}

/** Each sentence with the field it is about, in the order of the page. */
export function summaryOf(
  errors: FormState['errors'],
  fields: readonly Field[],
): ErrorSummary | undefined {
  const said = errors[''];
  const items = [
    ...(said ? [{ text: said, href: null }] : []),
    ...fields.flatMap((field) =>
      field.error
        ? [{ text: field.error, href: `#${field.id}${field.kind === 'scale' ? '-1' : ''}` }]
        : [],
    ),
  ];
  return items.length > 0 ? { items } : undefined;
}

export const notFound: Answer = { kind: 'fail', status: 404, name: 'notFound' };

async function showDiary(ctx: Ctx, asked: Asked): Promise<Answer> {
  const state = stateOf(asked.course);
  const diary = openDiary(ctx.app, state, asked.params['exercise'] ?? '');
  if (!diary) return notFound;
  const draft = await workDraft(ctx, asked.course, addressOf(asked));
  const form = openedForm(asked, state, null, { draft: draft?.form });
  return page(ctx, asked, diary, { form, draft });
}

/** More stands in the form than what every new entry begins with. */
function isBegun({ exercise }: OpenExercise, form: Posted, now: Instant): boolean {
  const begins = entryFieldsOf(exercise, null, {}, now);
  const typed = typedEntry(exercise, form);
  return begins.some(({ name, value }) => (typed[name] ?? '') !== value);
}

async function pressDiary(ctx: Ctx, asked: Asked): Promise<Answer> {
  const exercise = asked.params['exercise'] ?? '';
  const open = openDiary(ctx.app, stateOf(asked.course), exercise);
  if (!open) return notFound;
  const work = {
    isNew: isBegun(open, asked.form, ctx.now),
    closed: whyClosed(stateOf(asked.course), open),
  };
  if (isPause(asked)) return answerPause(ctx, asked, work);
  const again = async (errors: FormState['errors'], status: number): Promise<Answer> => {
    const state = stateOf(asked.course);
    const diary = openDiary(ctx.app, state, exercise);
    if (!diary) return notFound;
    const draft = await workDraft(ctx, asked.course, addressOf(asked));
    return page(ctx, asked, diary, { form: formAgain(asked, state, null, errors, status), draft });
  };
  const drafted = await pressedDraft(ctx, asked, {
    ...work,
    again: (errors) => again(errors, 422),
  });
  if (drafted) return drafted;
  const outcome = await writeEntry(ctx, asked.course, exercise, asked.form);
  await settleDraft(ctx, asked, { isSaved: outcome.kind === 'done', mayWrite: !work.closed });
  return afterPress(ctx, asked, outcome, {
    to: paths.myDiary.to({ exercise }),
    notice: { heading: 'Det er gemt', text: 'Du kan skrive igen, når der er noget nyt.' },
    again,
  });
}

const diary = { path: paths.myDiary.pattern, permission: 'ownCourse', course: 'own' } as const;
export const diaryRoutes: readonly Route[] = [
  { ...diary, method: 'get', audit: 'sawOwnDiary', handle: showDiary },
  { ...diary, method: 'post', audit: 'wroteDiary', handle: pressDiary },
];
