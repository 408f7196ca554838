/** The three ways a supervisor steps in, each a small form with a reason. */
import type { Asked, Ctx } from '../../api/app';
import { freshUpdateId } from '../../api/commands/press';
import { endsByLetter, mayEnd } from '../../api/commands/superviseCourse';
import type { CourseOverview } from '../../api/queries/runningCourse';
import { dateTimeWords, DEADLINE_NAMES, TASK_WORDS } from '../../domain/danish';
import { isLegal } from '../../domain/course';
import { extendable } from '../../domain/extendable';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { fieldsOf, type Field, type FieldErrors, type Fields } from '../shared/fields';
import type { ErrorSummary } from '../shared/page';
import type { Form } from '../shared/parts';

export interface ActionView {
  readonly heading: string;
  readonly about: string;
  /** Open from the start: the form that just came back. */
  readonly open: boolean;
  readonly form: Form & { fields: readonly Field[]; button: string };
}
interface Shown {
  readonly errors: FieldErrors;
  readonly overview: CourseOverview;
}

/** What the next page says when it is done. */
export const DONE: ReadonlyMap<string, { heading: string; text: string }> = new Map([
  [
    'assign',
    {
      heading: 'Forløbet har fået en anden psykolog',
      text: 'De åbne opgaver er flyttet med. Patienten kan se navnet på sin side.',
    },
  ],
  ['extend', { heading: 'Fristen er længere nu', text: 'Grunden er gemt sammen med dit navn.' }],
  [
    'end',
    {
      heading: 'Forløbet er afsluttet',
      text: 'Grunden er gemt sammen med dit navn, og patienten får besked.',
    },
  ],
]);

/** Only what the stage allows; the form that was pressed keeps what was typed. */
export function actionsOf(
  ctx: Ctx,
  asked: Asked,
  state: CourseState,
  shown: Shown,
): { views: readonly ActionView[]; summary?: ErrorSummary } {
  const pressed = typeof asked.form['action'] === 'string' ? asked.form['action'] : '';
  const build = (
    action: string,
    of: (fields: Fields) => Omit<ActionView, 'open' | 'form'> & {
      fields: readonly Field[];
      button: string;
    },
  ) => {
    const open = action === pressed;
    const fields = fieldsOf(open ? asked.form : {}, open ? shown.errors : {}, action);
    const { fields: list, button, ...words } = of(fields);
    const typedId = open ? asked.form['updateId'] : undefined;
    const updateId = typeof typedId === 'string' ? typedId : freshUpdateId();
    const form = {
      action: paths.runningCourse.to({ course: state.courseId }),
      hidden: { action, updateId },
      fields: list,
      button,
    };
    return { view: { ...words, open, form }, summary: fields.summary() };
  };
  const built = [
    ...(isLegal(state.stage, 'assign')
      ? [build('assign', (fields) => assign(fields, state, shown))]
      : []),
    ...(extendable(state).length > 0
      ? [build('extend', (fields) => extend(fields, ctx, state))]
      : []),
    ...(mayEnd(state) ? [build('end', (fields) => end(fields, state))] : []),
  ];
  const plain = shown.errors[''] ? { items: [{ text: shown.errors[''], href: null }] } : undefined;
  const summary = built.find((one) => one.summary)?.summary ?? plain;
  return { views: built.map((one) => one.view), ...(summary && { summary }) };
}

function reason(fields: Fields): Field {
  return fields.textarea({
    name: 'reason',
    label: 'Grund',
    rows: 3,
    hint: 'Kun for kolleger. Bliver gemt med dit navn.',
  });
}

function assign(fields: Fields, state: CourseState, { overview }: Shown) {
  const others = overview.psychologists.filter((one) => one.staffId !== state.psychologistId);
  return {
    heading: state.psychologistId ? 'Skift psykolog' : 'Giv forløbet en psykolog',
    about: 'De åbne opgaver flytter med.',
    button: 'Gem psykolog',
    fields: [
      fields.select({
        name: 'psychologist',
        label: 'Psykolog',
        options: [
          { value: '', text: 'Vælg' },
          ...others.map(({ staffId, name }) => ({ value: staffId, text: name })),
        ],
      }),
      reason(fields),
    ],
  };
}

function extend(fields: Fields, ctx: Ctx, state: CourseState) {
  const options = extendable(state).map(({ key, name, dueAt, task }) => {
    const title = task ? TASK_WORDS[task].title : DEADLINE_NAMES[name];
    return { value: key, text: `${title}, ${dateTimeWords(dueAt, ctx.now)}` };
  });
  return {
    heading: 'Giv længere frist',
    button: 'Gem fristen',
    about: 'Fristen gælder kun dette forløb. Klokkeslættet er det samme som før.',
    fields: [
      fields.select({
        name: 'deadline',
        label: 'Frist',
        options: [{ value: '', text: 'Vælg' }, ...options],
      }),
      fields.date({ name: 'until', label: 'Ny dato' }),
      reason(fields),
    ],
  };
}

function end(fields: Fields, state: CourseState) {
  const letter = endsByLetter(state);
  return {
    heading: 'Afslut forløbet',
    button: 'Afslut forløbet',
    about: letter
      ? 'Forløbet slutter med det samme, og patienten får et brev. Det kan ikke fortrydes.'
      : 'Behandlingen slutter. Patienten bliver inviteret til en afsluttende samtale, og ' +
        'psykologen skriver epikrisen. Det kan ikke fortrydes.',
    fields: [
      ...(letter
        ? [
            fields.textarea({
              name: 'letterText',
              label: 'Til patienten',
              rows: 6,
              hint: 'Står i brevet: hvorfor vi slutter, og hvad der er bedre nu.',
            }),
          ]
        : []),
      reason(fields),
    ],
  };
}
