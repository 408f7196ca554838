/** The ways a supervisor steps in, each a small form with a reason. */
import type { Asked, Ctx } from '../../api/app';
import { freshUpdateId } from '../../api/commands/press';
import type { CourseOverview } from '../../api/queries/runningCourse';
import {
  dateTimeWords,
  dateWords,
  DEADLINE_NAMES,
  STAGE_FOR_STAFF,
  TASK_WORDS,
} from '../../domain/danish';
import { isLegal } from '../../domain/course';
import { extendable } from '../../domain/extendable';
import {
  backAnswers,
  endsByLetter,
  treatsAgain,
  wayBack,
  writesWhy,
} from '../../domain/intervention';
import { latestEnd } from '../../domain/lastDays';
import type { CourseState } from '../../domain/state';
import { versionOf, type Answers } from '../../domain/tasks';
import { paths } from '../paths';
import { fieldsOf, type Field, type FieldErrors, type Fields } from '../shared/fields';
import { addressOf, unsentForm } from '../shared/formState';
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
  readonly status: number;
  readonly overview: CourseOverview;
}

export interface Notice {
  readonly heading: string;
  readonly text: string;
}
/** The reason is kept with whoever wrote it. */
export const KEPT = 'Grunden er gemt sammen med dit navn.';

/** What the next page says when the action is done; `state` is the course before it. */
export function doneWords(action: string, state: CourseState): Notice | undefined {
  return action === 'end' ? endedWords(state) : DONE.get(action);
}

function endedWords({ since }: CourseState): Notice {
  if (since.closingDone) {
    return { heading: 'Det er skrevet ned', text: `${KEPT} Epikrisen mangler stadig.` };
  }
  if (since.treatmentEnded) {
    return { heading: 'Samtalen er fravalgt', text: `${KEPT} Nu mangler epikrisen.` };
  }
  return { heading: 'Forløbet er afsluttet', text: `${KEPT} Patienten får besked.` };
}

const DONE: ReadonlyMap<string, Notice> = new Map([
  [
    'assign',
    {
      heading: 'Forløbet har fået en anden psykolog',
      text: 'De åbne opgaver er flyttet med. Patienten kan se navnet på sin side.',
    },
  ],
  ['extend', { heading: 'Fristen er længere nu', text: KEPT }],
  ['back', { heading: 'Forløbet er flyttet et trin tilbage', text: KEPT }],
]);

/** Only what the stage allows; the form that was pressed keeps what was typed. */
export function actionsOf(
  ctx: Ctx,
  asked: Asked,
  state: CourseState,
  shown: Shown,
): { views: readonly ActionView[]; kept: readonly string[]; summary?: ErrorSummary } {
  // Opened anew, what could not be taken in stands as if it had just come back.
  const unsent = unsentForm(asked, addressOf(asked))?.typed ?? {};
  const posted = shown.status === 200 ? unsent : asked.form;
  const pressed = typeof posted['action'] === 'string' ? posted['action'] : '';
  /** After a mistake in a field the form still answers what it did. */
  const versionFor = (subject: Answers['subject'], open: boolean): string => {
    const version = open && shown.status !== 409 ? posted['version'] : undefined;
    return typeof version === 'string' ? version : String(versionOf(state, subject) ?? '');
  };
  const build = (
    action: string,
    of: (fields: Fields) => Omit<ActionView, 'open' | 'form'> & {
      fields: readonly Field[];
      button: string;
      subject?: Answers['subject'];
    },
  ) => {
    const open = action === pressed;
    const fields = fieldsOf(open ? posted : {}, open ? shown.errors : {}, action);
    const { fields: list, button, subject, ...words } = of(fields);
    const typedId = open ? posted['updateId'] : undefined;
    const updateId = typeof typedId === 'string' ? typedId : freshUpdateId();
    const form = {
      action: paths.runningCourse.to({ course: state.courseId }),
      hidden: { action, updateId, ...(subject && { version: versionFor(subject, open) }) },
      fields: list,
      button,
    };
    return { view: { ...words, open, form }, summary: fields.summary() };
  };
  const built = [
    ...(shown.overview.mayRebuild ? [build('rebuild', rebuild)] : []),
    ...(isLegal(state.stage, 'assign')
      ? [build('assign', (fields) => assign(fields, state, shown))]
      : []),
    ...(extendable(state).length > 0
      ? [build('extend', (fields) => extend(fields, ctx, state))]
      : []),
    ...(wayBack(state) ? [build('back', (fields) => back(fields, ctx, state))] : []),
    ...(isLegal(state.stage, 'end') ? [build('end', (fields) => end(fields, state))] : []),
  ];
  const plain = shown.errors[''] ? { items: [{ text: shown.errors[''], href: null }] } : undefined;
  const summary = built.find((one) => one.summary)?.summary ?? plain;
  const views = built.map((one) => one.view);
  return { views, kept: keptOf(asked, shown, views), ...(summary && { summary }) };
}

/** What was typed in a form that the stage does not have any more. */
function keptOf(asked: Asked, { status }: Shown, views: readonly ActionView[]): readonly string[] {
  if (status === 200 || views.some((one) => one.open)) return [];
  return [asked.form['reason'], asked.form['letterText']].flatMap((text) =>
    typeof text === 'string' && text.trim() !== '' ? [text] : [],
  );
}

function reason(fields: Fields): Field {
  return fields.textarea({
    name: 'reason',
    label: 'Grund',
    rows: 3,
    hint: 'Kun for kolleger. Bliver gemt med dit navn.',
  });
}

function rebuild(fields: Fields) {
  return {
    heading: 'Start processen bag forløbet igen',
    about:
      'Processen begynder igen fra det, der er gemt. Det, nogen har trykket på, men som ikke nåede ' +
      'at blive gemt, bliver gemt nu. Intet brev bliver sendt to gange.',
    button: 'Start processen igen',
    fields: [reason(fields)],
  };
}

function assign(fields: Fields, state: CourseState, { overview }: Shown) {
  const others = overview.psychologists.filter((one) => one.staffId !== state.psychologistId);
  return {
    heading: state.psychologistId ? 'Skift psykolog' : 'Giv forløbet en psykolog',
    about: state.closingTime
      ? 'De åbne opgaver flytter med. Er tiden til den afsluttende samtale ikke begyndt, bliver den ' +
        'aflyst, og patienten får et brev om det.'
      : 'De åbne opgaver flytter med.',
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

function back(fields: Fields, ctx: Ctx, state: CourseState) {
  const to = STAGE_FOR_STAFF[wayBack(state) ?? state.stage];
  const latest = dateWords(latestEnd(state, ctx.now), ctx.now);
  return {
    heading: 'Flyt et trin tilbage',
    button: `Flyt til »${to}«`,
    about: backWords(state),
    subject: backAnswers(state),
    fields: [
      ...(treatsAgain(state)
        ? [
            fields.date({
              name: 'until',
              label: 'Behandlingens sidste dag',
              hint: `Efter i dag, og senest ${latest}.`,
            }),
          ]
        : []),
      reason(fields),
    ],
  };
}

function backWords(state: CourseState): string {
  if (state.appointment) {
    return 'Samtalen bliver aflyst, og patienten får et brev om at vælge en ny tid.';
  }
  return treatsAgain(state)
    ? 'Behandlingen fortsætter til den dag, du skriver, og udfaldet bliver slettet. Patienten får ' +
        'et brev om det.'
    : 'Psykologen får opgaven at holde den afsluttende samtale igen, med en ny frist fra i dag. ' +
        'Udfaldet er det samme.';
}

function endWords(state: CourseState): string {
  if (endsByLetter(state)) {
    return 'Forløbet slutter med det samme, og patienten får et brev. Det kan ikke fortrydes.';
  }
  if (state.since.closingDone) {
    return (
      'Det bliver skrevet ned, og forløbet bliver, hvor det er, til epikrisen er skrevet. En ' +
      'epikrise, der er på vej ud, bliver taget tilbage.'
    );
  }
  return state.since.treatmentEnded
    ? 'Den afsluttende samtale bliver fravalgt, og psykologen skriver epikrisen. Det kan ikke ' +
        'fortrydes.'
    : 'Behandlingen slutter. Patienten får et brev med det, du skriver, og en invitation til en ' +
        'afsluttende samtale, og psykologen skriver epikrisen. Det kan ikke fortrydes.';
}

function end(fields: Fields, state: CourseState) {
  const letter = writesWhy(state, 'end');
  return {
    heading: 'Afslut forløbet',
    button: 'Afslut forløbet',
    about: endWords(state),
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
