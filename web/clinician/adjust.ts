/** "Tilpas programmet": skip, move, join and open modules, with a reason; first seen, then saved. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { movedIn, ORDER, plannedBy } from '../../api/commands/adjustForm';
import { adjustProgramme } from '../../api/commands/adjustProgramme';
import { keepDraft } from '../../api/commands/keepDraft';
import { textOf } from '../../api/commands/press';
import { stateOf } from '../../api/queries/courseState';
import { ADJUST_DRAFT, programmeNow, type ProgrammeNow } from '../../api/queries/programmePlan';
import { isLegal } from '../../domain/course';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type FieldErrors, type Typed } from '../shared/fields';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import { adjustView, MADE_FROM } from './adjustView';
import { showCourse } from './coursePage';
import { keptWords } from './parts';

async function adjustPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const state = stateOf(asked.course);
  if (!state.since.treatmentStarted) return { kind: 'fail', status: 409, name: 'notNow' };
  const found = await programmeNow(ctx, asked.course);
  const form = openedForm(asked, state, 'programme', { draft: found.draft?.body });
  // A plan from before somebody else changed the programme would undo that: its words are kept.
  const isOld = form.typed[MADE_FROM] !== form.hidden['version'];
  return render(ctx, asked, found, isOld ? { ...form, typed: wordsOf(form.typed) } : form);
}

function wordsOf({ note, toPatient }: Typed): Typed {
  return { note, toPatient };
}

async function again(ctx: Ctx, asked: Asked, errors: FieldErrors, status: number): Promise<Answer> {
  const found = await programmeNow(ctx, asked.course);
  const form = formAgain(asked, stateOf(asked.course), 'programme', errors, status);
  return render(ctx, asked, found, form);
}

function render(ctx: Ctx, asked: Asked, found: ProgrammeNow, form: FormState): Promise<Answer> {
  const state = stateOf(asked.course);
  const fields = fieldsOf(form.typed, form.errors);
  const view = isLegal(state.stage, 'adjustProgramme')
    ? adjustView(state, found, { form, fields }, ctx.now)
    : null;
  const errors = fields.summary();
  return showCourse(
    ctx,
    asked,
    'clinician/adjust',
    {
      title: 'Tilpas programmet',
      main: { view, kept: view ? [] : keptWords(form) },
      ...(errors && { errors }),
    },
    form.status,
  );
}

async function save(ctx: Ctx, asked: Asked): Promise<Answer> {
  const outcome = await adjustProgramme(ctx, asked.course, asked.form);
  return afterPress(ctx, asked, outcome, {
    to: paths.course.to({ course: asked.course.courseId }),
    notice: {
      heading: 'Programmet er tilpasset',
      text: 'Patienten kan se det på Mit forløb.',
    },
    again: (errors, status) => again(ctx, asked, errors, status),
  });
}

const MOVES = { up: -1, down: 1 } as const;

/** Nothing is saved for the patient: a module is moved in the form, or the form is seen anew. */
async function look(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { programme } = stateOf(asked.course);
  const [move = '', moduleId = ''] = textOf(asked.form, 'do').split(':');
  if (programme && (move === 'up' || move === 'down')) {
    const { order } = plannedBy(programme, asked.form);
    const moved = movedIn(programme, order, moduleId, MOVES[move]);
    Object.assign(asked, { form: { ...asked.form, [ORDER]: moved.join(',') } });
  }
  await keepDraft(ctx, asked.course, ADJUST_DRAFT, asked.form);
  return again(ctx, asked, {}, 200);
}

export const adjustRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.adjustProgramme.pattern,
    permission: 'treat',
    audit: 'readProgramme',
    course: 'param',
    handle: adjustPage,
  },
  {
    method: 'post',
    path: paths.adjustProgramme.pattern,
    permission: 'treat',
    audit: 'adjustedProgramme',
    course: 'param',
    handle: save,
  },
  {
    method: 'post',
    path: paths.programmeSeen.pattern,
    permission: 'treat',
    audit: 'readProgramme',
    course: 'param',
    handle: look,
  },
];
