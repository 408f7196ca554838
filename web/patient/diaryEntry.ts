/** One entry of a diary: mended or taken away until it is handed in, and read after that. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { rewriteEntry } from '../../api/commands/writeDiary';
import { stateOf } from '../../api/queries/courseState';
import { entryFieldsOf, entryRead, typedEntry } from '../../api/queries/diaryForm';
import {
  diaryEntry,
  whyClosed,
  type OpenExercise,
  type OwnEntry,
} from '../../api/queries/ownDiary';
import { dateWords } from '../../domain/danish';
import type { AnswerRow } from '../../domain/exercises/exercise';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import type { Field } from '../shared/fields';
import { addressOf, formAgain, openedForm, type FormState } from '../shared/formState';
import type { Facts, Form } from '../shared/parts';
import { show } from '../shared/show';
import { CLOSED, notFound, readWhen, summaryOf } from './diary';
import { fieldOf } from './exerciseFields';
import { leftWords, type Left } from './leftDraft';
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

export interface EntryMain {
  readonly readWhen: string;
  readonly form:
    | (Form & {
        readonly fields: readonly Field[];
        readonly begun: Begun | null;
        readonly remove: string;
      })
    | null;
  /** Why it stands as it is. */
  readonly closed: string | null;
  /** As another window saved it, or as it stands for good. */
  readonly saved: { readonly heading: string; readonly facts: Facts } | null;
  readonly notKept: Facts | null;
  /** The words over it. */
  readonly left: Left;
}

async function entryPage(
  ctx: Ctx,
  asked: Asked,
  { diary, entry }: { diary: OpenExercise; entry: OwnEntry },
  { form, draft }: { form: FormState; draft: WorkDraft | null },
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
  const basedOn = form.hidden['version'] ?? (isFresh ? undefined : form.typed['version']);
  // Who is told that another window was first reads what that was, and may then decide.
  const isOlder =
    form.status === 409 || (form.status === 200 && !isFresh && Number(basedOn) < entry.version);
  const version = isOlder ? entry.version : (basedOn ?? entry.version);
  const action = paths.myDiaryEntry.to({ exercise: exercise.id, entry: entry.entryId });
  const main: EntryMain = {
    readWhen: readWhen(diary),
    form: may
      ? {
          action,
          hidden: { ...form.hidden, ...seenIn(asked, draft), version: String(version) },
          autosave: draftAddress(action),
          begun: form.status === 200 ? begunWords(draft, BUTTON, ctx.now) : null,
          fields,
          remove: 'Slet det her',
        }
      : null,
    closed: entry.isHandedIn ? HANDED_IN : closed && CLOSED[closed],
    saved: savedPart(may, isOlder, saved),
    notKept: may || isFresh ? null : entryRead(exercise, row, ctx.now),
    left: leftWords({ form, draft }, action, ctx.now),
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
const BUTTON = 'Gem rettelsen';
const HANDED_IN = 'Den er afleveret sammen med modulet, så den kan ikke ændres mere.';

function savedPart(may: boolean, wasFirst: boolean, facts: Facts): EntryMain['saved'] {
  if (!may) return { heading: 'Det, du skrev', facts };
  return wasFirst ? { heading: 'Det, der er gemt fra et andet vindue', facts } : null;
}

async function showEntry(ctx: Ctx, asked: Asked): Promise<Answer> {
  const found = await entryOf(ctx, asked);
  if (!found) return notFound;
  const draft = await workDraft(ctx, asked.course, addressOf(asked));
  const form = openedForm(asked, stateOf(asked.course), null, { draft: draft?.form });
  return entryPage(ctx, asked, found, { form, draft });
}

function entryOf(ctx: Ctx, { course, params }: Asked) {
  return diaryEntry(ctx, course, params['exercise'] ?? '', params['entry'] ?? '');
}

async function pressEntry(ctx: Ctx, asked: Asked): Promise<Answer> {
  const found = await entryOf(ctx, asked);
  if (!found) return notFound;
  const exerciseId = found.diary.exercise.id;
  const { form } = asked;
  const typed = typedEntry(found.diary.exercise, form);
  const work = {
    isNew: Object.entries(typed).some(
      ([name, text]) => text !== String(found.entry.row[name] ?? ''),
    ),
    closed: found.entry.isHandedIn
      ? ('alreadyHandedIn' as const)
      : whyClosed(stateOf(asked.course), found.diary),
  };
  if (isPause(asked)) return answerPause(ctx, asked, work);
  const again = async (errors: FormState['errors'], status: number): Promise<Answer> => {
    const now = await entryOf(ctx, asked);
    if (!now) return notFound;
    const draft = await workDraft(ctx, asked.course, addressOf(asked));
    const state = stateOf(asked.course);
    return entryPage(ctx, asked, now, {
      form: formAgain(asked, state, null, errors, status),
      draft,
    });
  };
  const drafted = await pressedDraft(ctx, asked, {
    ...work,
    again: (errors) => again(errors, 422),
  });
  if (drafted) return drafted;
  const outcome = await rewriteEntry(ctx, asked.course, { exerciseId, entry: found.entry, form });
  if (outcome.kind === 'gone') return notFound;
  await settleDraft(ctx, asked, { isSaved: outcome.kind === 'done', mayWrite: !work.closed });
  const deletes = form['do'] === 'delete';
  return afterPress(ctx, asked, outcome, {
    to: paths.myDiary.to({ exercise: exerciseId }),
    notice: deletes
      ? { heading: 'Det er slettet', text: 'Det står ikke længere i din dagbog.' }
      : { heading: 'Det er rettet', text: 'Dagbogen har nu det, du skrev sidst.' },
    again,
  });
}

const route = { path: paths.myDiaryEntry.pattern, permission: 'ownCourse', course: 'own' } as const;
export const diaryEntryRoutes: readonly Route[] = [
  { ...route, method: 'get', audit: 'sawOwnDiary', handle: showEntry },
  { ...route, method: 'post', audit: 'wroteDiary', handle: pressEntry },
];
