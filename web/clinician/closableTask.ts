/** A task on the course's page that is closed by saying what was done about it. */
import type { Ctx } from '../../api/app';
import { DONE_WAYS, isCall, isTimed, type DoneWay } from '../../api/commands/closeTask';
import { LONGEST_NOTE } from '../../api/commands/clinicalNote';
import { taskDraft } from '../../api/queries/draft';
import type { SilentTask } from '../../api/queries/silentTask';
import type { CourseOverview } from '../../api/queries/courseOverview';
import { dueWords, isReminded, TASK_WORDS } from '../../domain/danish';
import { may } from '../../domain/permissions';
import type { CourseState } from '../../domain/state';
import { taskRef } from '../../domain/tasks';
import { paths, withQuery } from '../paths';
import { fieldsOf, type Fields } from '../shared/fields';
import { newForm, type FormState } from '../shared/formState';
import type { DueMark, Link } from '../shared/page';
import { minutesField } from './minutesField';
import { PAUSE } from './pause';
import { silentWords } from './silentWords';
import { lateTaskWords } from './taskPages';

type Task = CourseOverview['tasks'][number];
/** In an address of the course's page: which of its forms is open. */
export const OPENED = 'vis';
/** The form of a task that came back with what was typed in it. */
export interface TaskAgain {
  readonly ref: string;
  readonly form: FormState;
}

export function dueMark(ctx: Ctx, task: Task): DueMark {
  if (!task.dueAt) return { kind: 'later', words: 'Ingen frist' };
  const { state, words } = dueWords(task.dueAt, ctx.now);
  return { kind: state, words };
}

const WAY_WORDS: Readonly<Record<DoneWay, string>> = {
  reached: 'Talt med patienten',
  wrote: 'Skrevet til patienten',
  notReached: 'Forsøgt, men ikke nået',
  solved: 'Løst på anden måde',
};

/** The tasks that are closed by saying so, in the order in which they come. */
export function taskViews(
  ctx: Ctx,
  state: CourseState,
  tasks: readonly Task[],
  { again, clinical }: { again: TaskAgain | null; clinical: CourseOverview['clinical'] },
): readonly { readonly view: object; readonly fields: Fields }[] {
  return tasks.map((task) =>
    taskView(ctx, state, task, { again, silent: clinical?.silent.get(taskRef(task)) }),
  );
}

/** A clinician may add a note to the record. */
function taskView(
  ctx: Ctx,
  state: CourseState,
  task: Task,
  { again, silent }: { again: TaskAgain | null; silent: SilentTask | undefined },
): { view: object; fields: Fields } {
  const ref = taskRef(task);
  const back = again?.ref === ref ? again.form : null;
  const form = back ?? newForm(state, { task: ref }, silent?.draft ?? {});
  const fields = fieldsOf(form.typed, form.errors, `opgave-${ref.replace(/[^a-zA-Z0-9]/g, '-')}`);
  const { title, why } = TASK_WORDS[task.kind];
  const { about, button, links } = closingWords(state, task.kind);
  const course = { course: state.courseId };
  const said = silent ? silentWords(state, silent, { task, now: ctx.now }) : [];
  const view = {
    title: task.kind === 'overdue' ? `${title}: ${lateTaskWords(task.subject)}` : title,
    why,
    due: dueMark(ctx, task),
    rings: isCall(task.kind),
    href: '',
    close: {
      about: [...said, ...(about ? [about] : [])].join(' '),
      links,
      form: {
        action: paths.closeTask.to(course),
        ...(silent && { autosave: paths.courseDraft.to({ ...course, form: taskDraft(ref) }) }),
        hidden: { ...form.hidden, task: ref },
        button,
        way: fields.radio({
          name: 'way',
          label: 'Hvad er gjort?',
          options: DONE_WAYS.map((value) => ({ value, text: WAY_WORDS[value] })),
        }),
        note: may(ctx.actor.role, 'seeClinicalText')
          ? fields.textarea({
              name: 'note',
              label: 'Journalnotat',
              rows: 4,
              optional: true,
              maxlength: LONGEST_NOTE,
              hint: isCall(task.kind)
                ? 'Skal skrives, når du har talt med patienten, og når du har prøvet uden held: ' +
                  'hvornår du prøvede, og hvad der nu skal ske.'
                : 'Skal skrives, når du har talt med patienten.',
            })
          : null,
        minutes: isTimed(task.kind) ? minutesField(fields, form.typed, 'silenceCall') : null,
      },
    },
  };
  return { view, fields };
}

interface ClosingWords {
  readonly about: string | null;
  readonly button: string;
  readonly links: readonly Link[];
}

/** What a press closes, and what can be done instead: to go on is one of three answers. */
function closingWords(state: CourseState, kind: Task['kind']): ClosingWords {
  if (kind !== 'silenceDecision') return { about: null, button: 'Markér som gjort', links: [] };
  const here = paths.course.to({ course: state.courseId });
  const to = (text: string, form: string): Link => ({
    text,
    href: `${withQuery(here, { [OPENED]: form })}#${form}`,
  });
  return {
    about: isReminded(state)
      ? 'Fortsætter behandlingen, skriver vi til patienten igen, hvis der er stille i 7 dage mere.'
      : 'Fortsætter behandlingen, får du en ny opgave, hvis der er stille i 10 dage mere. Patienten ' +
        'har ikke sagt ja til e-mail, så vi skriver ikke selv.',
    button: 'Behandlingen fortsætter',
    links: [to('Hold pause i stedet', PAUSE), to('Registrér frafald i stedet', 'dropOut')],
  };
}
