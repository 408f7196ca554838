/** A diary: one entry written and kept with one press, what was written last, and an entry mended. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { rewriteEntry, writeEntry } from '../../api/commands/writeDiary';
import { stateOf } from '../../api/queries/courseState';
import { entryFieldsOf, entryRead, typedEntry } from '../../api/queries/diaryForm';
import {
  diaryEntry,
  lastInDiary,
  openDiary,
  whyClosed,
  type OpenExercise,
  type OwnEntry,
} from '../../api/queries/ownDiary';
import { dateWords } from '../../domain/danish';
import type { AnswerRow } from '../../domain/exercises/exercise';
import type { Instant } from '../../domain/ids';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import type { Field } from '../shared/fields';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import type { ErrorSummary, Link } from '../shared/page';
import type { Facts, Form } from '../shared/parts';
import { rowHeading } from '../shared/rowInShort';
import { show } from '../shared/show';
import { entriesWords, missingWords } from './diaryWords';
import { fieldOf } from './exerciseFields';
import { toMyCourse } from './place';

interface ReadEntry {
  readonly title: string;
  readonly facts: Facts;
  readonly edit: Link | null;
}
export interface DiaryMain {
  readonly intro: string;
  /** At the fields: nobody reads them while they are filled in. */
  readonly readWhen: string;
  /** Null: nothing more can be written, and `closed` says why. */
  readonly form: (Form & { readonly fields: readonly Field[] }) | null;
  readonly closed: string | null;
  /** Typed, and not taken in: it stands nowhere else. */
  readonly notKept: Facts | null;
  /** "Du har skrevet 2 linjer. …" */
  readonly count: string;
  readonly last: readonly ReadEntry[];
  readonly links: readonly Link[];
}
const LAST = 7;
const CLOSED = {
  notNow:
    'Behandlingen er ikke i gang, så der kan ikke skrives mere her. Du kan læse det, du har skrevet.',
  moduleSkipped:
    'Modulet er sprunget over, så der kan ikke skrives mere her. Du kan læse det, du har skrevet.',
} as const;

/** Shown when the page is opened, and again when something typed could not be kept. */
async function page(ctx: Ctx, asked: Asked, diary: OpenExercise, form: FormState): Promise<Answer> {
  const { exercise } = diary;
  const closed = whyClosed(stateOf(asked.course), diary);
  const may = closed === null;
  const { count, last } = await lastInDiary(ctx, asked.course, diary, LAST);
  const isFresh = form.status === 200 && Object.keys(form.typed).length === 0;
  const row = isFresh ? null : typedEntry(exercise, form.typed);
  const fields = entryFieldsOf(exercise, row, form.errors, ctx.now).map((one) =>
    fieldOf(one, 'scale'),
  );
  const main: DiaryMain = {
    intro: exercise.intro,
    readWhen: readWhen(diary),
    form: may
      ? { action: paths.myDiary.to({ exercise: exercise.id }), hidden: form.hidden, fields }
      : null,
    closed: closed && CLOSED[closed],
    notKept: may || row === null ? null : entryRead(exercise, row, ctx.now),
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

/**
 * The psychologist can see a diary at any time; until its module is handed in nobody waits for it,
 * and nobody is told of an entry after it.
 */
function readWhen({ at }: OpenExercise): string {
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

function summaryOf(
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

const notFound: Answer = { kind: 'fail', status: 404, name: 'notFound' };

async function showDiary(ctx: Ctx, asked: Asked): Promise<Answer> {
  const state = stateOf(asked.course);
  const diary = openDiary(ctx.app, state, asked.params['exercise'] ?? '');
  return diary ? page(ctx, asked, diary, openedForm(asked, state, null, {})) : notFound;
}

async function pressDiary(ctx: Ctx, asked: Asked): Promise<Answer> {
  const exercise = asked.params['exercise'] ?? '';
  const outcome = await writeEntry(ctx, asked.course, exercise, asked.form);
  return afterPress(ctx, asked, outcome, {
    to: paths.myDiary.to({ exercise }),
    notice: { heading: 'Det er gemt', text: 'Du kan skrive igen, når der er noget nyt.' },
    again: async (errors, status) => {
      const state = stateOf(asked.course);
      const diary = openDiary(ctx.app, state, exercise);
      if (!diary) return notFound;
      return page(ctx, asked, diary, formAgain(asked, state, null, errors, status));
    },
  });
}

// ── One entry ────────────────────────────────────────────────────────────────────────────────

export interface EntryMain {
  readonly readWhen: string;
  readonly form: (Form & { readonly fields: readonly Field[]; readonly remove: string }) | null;
  /** Why it stands as it is. */
  readonly closed: string | null;
  /** As another window saved it, or as it stands for good. */
  readonly saved: { readonly heading: string; readonly facts: Facts } | null;
  readonly notKept: Facts | null;
}

async function entryPage(
  ctx: Ctx,
  asked: Asked,
  { diary, entry }: { diary: OpenExercise; entry: OwnEntry },
  form: FormState,
): Promise<Answer> {
  const { exercise } = diary;
  const closed = whyClosed(stateOf(asked.course), diary);
  const may = closed === null && !entry.isHandedIn;
  const isFresh = form.status === 200 && Object.keys(form.typed).length === 0;
  const row: AnswerRow = isFresh ? entry.row : typedEntry(exercise, form.typed);
  const fields = entryFieldsOf(exercise, row, form.errors, ctx.now).map((one) =>
    fieldOf(one, 'scale'),
  );
  const saved = entryRead(exercise, entry.row, ctx.now);
  // Who is told that another window was first reads what that was, and may then decide.
  const version = form.status === 409 ? entry.version : (form.hidden['version'] ?? entry.version);
  const main: EntryMain = {
    readWhen: readWhen(diary),
    form: may
      ? {
          action: paths.myDiaryEntry.to({ exercise: exercise.id, entry: entry.entryId }),
          hidden: { ...form.hidden, version: String(version) },
          fields,
          remove: 'Slet det her',
        }
      : null,
    closed: entry.isHandedIn ? HANDED_IN : closed && CLOSED[closed],
    saved: savedPart(may, form.status === 409, saved),
    notKept: may || isFresh ? null : entryRead(exercise, row, ctx.now),
  };
  const errors = summaryOf(form.errors, may ? fields : []);
  return show(
    ctx,
    asked,
    'patient/diaryEntry',
    {
      title: may ? `Ret det, du skrev: ${dateWords(entry.day, ctx.now)}` : exercise.title,
      back: { text: exercise.title, href: paths.myDiary.to({ exercise: exercise.id }) },
      main,
      ...(errors && { errors }),
    },
    form.status,
  );
}
const HANDED_IN = 'Den er afleveret sammen med modulet, så den kan ikke ændres mere.';

function savedPart(may: boolean, wasFirst: boolean, facts: Facts): EntryMain['saved'] {
  if (!may) return { heading: 'Det, du skrev', facts };
  return wasFirst ? { heading: 'Det, der er gemt fra et andet vindue', facts } : null;
}

async function showEntry(ctx: Ctx, asked: Asked): Promise<Answer> {
  const found = await entryOf(ctx, asked);
  if (!found) return notFound;
  return entryPage(ctx, asked, found, openedForm(asked, stateOf(asked.course), null, {}));
}

function entryOf(ctx: Ctx, { course, params }: Asked) {
  return diaryEntry(ctx, course, params['exercise'] ?? '', params['entry'] ?? '');
}

async function pressEntry(ctx: Ctx, asked: Asked): Promise<Answer> {
  const found = await entryOf(ctx, asked);
  if (!found) return notFound;
  const exerciseId = found.diary.exercise.id;
  const { form } = asked;
  const outcome = await rewriteEntry(ctx, asked.course, { exerciseId, entry: found.entry, form });
  if (outcome.kind === 'gone') return notFound;
  const deletes = form['do'] === 'delete';
  return afterPress(ctx, asked, outcome, {
    to: paths.myDiary.to({ exercise: exerciseId }),
    notice: deletes
      ? { heading: 'Det er slettet', text: 'Det står ikke længere i din dagbog.' }
      : { heading: 'Det er rettet', text: 'Dagbogen har nu det, du skrev sidst.' },
    again: async (errors, status) => {
      const now = await entryOf(ctx, asked);
      const state = stateOf(asked.course);
      return now
        ? entryPage(ctx, asked, now, formAgain(asked, state, null, errors, status))
        : notFound;
    },
  });
}

const diary = { path: paths.myDiary.pattern, permission: 'ownCourse', course: 'own' } as const;
const entry = { ...diary, path: paths.myDiaryEntry.pattern } as const;
export const diaryRoutes: readonly Route[] = [
  { ...diary, method: 'get', audit: 'sawOwnDiary', handle: showDiary },
  { ...diary, method: 'post', audit: 'wroteDiary', handle: pressDiary },
  { ...entry, method: 'get', audit: 'sawOwnDiary', handle: showEntry },
  { ...entry, method: 'post', audit: 'wroteDiary', handle: pressEntry },
];
