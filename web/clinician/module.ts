/** A module handed in: the patient's exercises beside the psychologist's answer to them. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { giveFeedback, LONGEST_FEEDBACK } from '../../api/commands/giveFeedback';
import { stateOf } from '../../api/queries/courseState';
import { feedbackDraft, handedIn, type HandedIn } from '../../api/queries/handedIn';
import { rowKeys } from '../../api/queries/exerciseComments';
import { dateTimeWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { AnswerRow, Exercise, Field } from '../../domain/programme';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type FieldErrors, type Fields } from '../shared/fields';
import type { Table } from '../shared/parts';
import { scoresTable } from './answersView';
import { showCourse } from './coursePage';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import { ANSWER_FORM, commentsAt, type CommentRow } from './exerciseComments';
import { minutesField } from './minutesField';
import { keptWords } from './parts';
import { worryLink } from './worry';

function moduleOf(asked: Asked): string {
  return asked.params['module'] ?? '';
}
function subjectOf(asked: Asked): { task: string } {
  return { task: `feedback:${moduleOf(asked)}` };
}

async function modulePage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const found = await handedIn(ctx, asked.course, moduleOf(asked));
  if (!found) return { kind: 'fail', status: 404, name: 'notFound' };
  const typed = { draft: found.draft?.body };
  const form = openedForm(asked, stateOf(asked.course), subjectOf(asked), typed);
  return render(ctx, asked, found, form);
}

async function again(ctx: Ctx, asked: Asked, errors: FieldErrors, status: number): Promise<Answer> {
  const found = await handedIn(ctx, asked.course, moduleOf(asked));
  if (!found) return { kind: 'fail', status: 404, name: 'notFound' };
  const form = formAgain(asked, stateOf(asked.course), subjectOf(asked), errors, status);
  return render(ctx, asked, found, form);
}

function render(ctx: Ctx, asked: Asked, found: HandedIn, form: FormState): Promise<Answer> {
  const fields = fieldsOf(form.typed, form.errors);
  const main = moduleMain(ctx, stateOf(asked.course), found, { form, fields });
  const errors = fields.summary();
  return showCourse(
    ctx,
    asked,
    'clinician/module',
    {
      title: found.module.title,
      heading: `Svar på modul: ${found.module.title}`,
      main,
      ...(errors && { errors }),
    },
    form.status,
  );
}

export function moduleMain(
  ctx: Ctx,
  state: CourseState,
  found: HandedIn,
  { form, fields }: { form: FormState; fields: Fields },
): object {
  const { module, moduleState, answers, feedback, comments } = found;
  const open = state.tasks.some((one) => one.kind === 'feedback' && one.subject === module.id);
  return {
    exercises: module.exercises.map((exercise) => {
      const answer = answers.find((one) => one.exercise === exercise.id)?.answer;
      const table = exerciseTable(exercise, answer);
      return {
        title: exercise.title,
        table,
        comments: commentsAt({
          exercise: exercise.id,
          rows: commentRows(exercise, answer, table),
          sent: comments,
          fields: open ? fields : null,
          now: ctx.now,
        }),
      };
    }),
    scores: scoresTable(found.scores, ctx.now),
    answer: open ? { form: formView(state, module.id, form, fields) } : null,
    worry: worryLink(state, ctx.actor.role),
    closed: moduleState.handedIn
      ? 'Modulet er besvaret.'
      : 'Patienten har ikke afleveret modulet endnu.',
    kept: keptWords(form),
    feedback: feedback.map((one) => ({
      when: `${dateTimeWords(one.writtenAt, ctx.now)}${one.sentAt ? '' : ', ikke sendt'}`,
      text: one.body,
      read: one.sentAt ? readWords(one.readAt, ctx.now) : null,
    })),
  };
}

function formView(state: CourseState, module: string, form: FormState, fields: Fields): object {
  const course = state.courseId;
  return {
    id: ANSWER_FORM,
    action: paths.courseModule.to({ course, module }),
    hidden: form.hidden,
    autosave: paths.courseDraft.to({ course, form: feedbackDraft(module) }),
    body: fields.textarea({
      name: 'body',
      label: 'Svar til patienten',
      rows: 12,
      maxlength: LONGEST_FEEDBACK,
      hint: 'Nævn noget bestemt, som patienten har gjort, og hvad næste skridt er.',
    }),
    minutes: minutesField(fields, form.typed, 'feedback'),
  };
}

/** The rows as the patient filled them in; null when nothing is written. */
function exerciseTable(exercise: Exercise, answer: unknown): Table | null {
  const rows = rowsOf(answer);
  if (rows.length === 0) return null;
  return {
    caption: exercise.title,
    columns: exercise.fields.map((field) => ({ text: field.label })),
    rows: rows.map((row) =>
      exercise.fields.map((field) => ({ text: cellWords(field, row[field.name]) })),
    ),
  };
}

/** The rows that can have a comment, each with what names it and what it says. */
function commentRows(exercise: Exercise, answer: unknown, table: Table | null): CommentRow[] {
  return rowKeys(answer).map((key, index) => ({
    key,
    title: `${exercise.rowName} ${index + 1}`,
    words: (table?.rows[index] ?? [])
      .map((cell) => cell.text)
      .filter((text) => text !== '')
      .join(', '),
  }));
}

function readWords(readAt: Instant | null, now: Instant): string {
  return readAt
    ? `Læst af patienten ${dateTimeWords(readAt, now)}`
    : 'Ikke læst af patienten endnu';
}

function rowsOf(answer: unknown): readonly AnswerRow[] {
  const rows = answer && typeof answer === 'object' && 'rows' in answer ? answer.rows : [];
  return Array.isArray(rows)
    ? rows.filter((row): row is AnswerRow => typeof row === 'object' && row !== null)
    : [];
}

function cellWords(field: Field, value: AnswerRow[string] | undefined): string {
  if (value === null || value === undefined) return '';
  const option =
    field.kind === 'choice' ? field.options.find((one) => one.value === value) : undefined;
  return option?.label ?? String(value);
}

async function answer(ctx: Ctx, asked: Asked): Promise<Answer> {
  const outcome = await giveFeedback(ctx, asked.course, moduleOf(asked), asked.form);
  return afterPress(ctx, asked, outcome, {
    to: paths.worklist.to(),
    notice: {
      heading: 'Svaret er sendt',
      text: 'Patienten får besked nu. Her er resten af dine opgaver.',
    },
    again: (errors, status) => again(ctx, asked, errors, status),
  });
}

export const moduleRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.courseModule.pattern,
    permission: 'seeClinicalText',
    audit: 'readModule',
    course: 'param',
    handle: modulePage,
  },
  {
    method: 'post',
    path: paths.courseModule.pattern,
    permission: 'treat',
    audit: 'gaveFeedback',
    course: 'param',
    handle: answer,
  },
];
