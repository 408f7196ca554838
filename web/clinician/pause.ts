/** Pausing a treatment, and letting it go on: a panel on the course's page, and its two presses. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { pauseTreatment, resumeTreatment } from '../../api/commands/pauseTreatment';
import { LONGEST_NOTE } from '../../api/commands/clinicalNote';
import { stateOf } from '../../api/queries/courseState';
import { isLegal } from '../../domain/course';
import { countWords, dateTimeWords, dateWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { latestResume } from '../../domain/lastDays';
import { PAUSE_DAYS, pauseDaysLeft } from '../../domain/pause';
import { may, type Role } from '../../domain/permissions';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type Field, type Fields } from '../shared/fields';
import { formAgain, newForm, type FormState } from '../shared/formState';

/** The name of the panel in an address that opens it. */
export const PAUSE = 'pause';
interface Panel {
  readonly views: readonly object[];
  readonly summary: ReturnType<Fields['summary']>;
}
interface Shown {
  readonly role: Role;
  readonly now: Instant;
  /** The form that came back; null: a new one. */
  readonly again: FormState | null;
  /** Asked for in the address. */
  readonly opened: boolean;
}

/** Shaped as the ways out are; none where the role or the stage has no pauses. */
export function pausePanel(state: CourseState, { role, now, again, opened }: Shown): Panel {
  if (!may(role, 'treat') || !isLegal(state.stage, 'pause')) {
    return { views: [], summary: undefined };
  }
  const form = again ?? newForm(state, null, {});
  const fields = fieldsOf(form.typed, form.errors, PAUSE);
  const view = state.pausedAt ? resumeView(state, fields, now) : pauseView(state, fields, now);
  const { action, button, list, ...words } = view;
  const shown = {
    id: PAUSE,
    open: opened || again !== null,
    ...words,
    form: list && { action, button, fields: list, hidden: form.hidden },
  };
  return { views: [shown], summary: fields.summary() };
}

interface View {
  readonly heading: string;
  readonly summary: string;
  readonly text: string;
  readonly action: string;
  readonly button: string;
  /** Null: there is nothing to press. */
  readonly list: readonly Field[] | null;
}

function pauseView(state: CourseState, fields: Fields, now: Instant): View {
  const latest = latestResume(state, now);
  const left = countWords(pauseDaysLeft(state), 'dag', 'dage');
  return {
    heading: 'Pause',
    summary: 'Hold pause i behandlingen',
    text: latest
      ? `Der er ${left} tilbage til pauser. Imens står behandlingens længde, nye moduler og ` +
        'beskeder om stilhed stille. Svar på moduler og beskeder og bekymringsmarkeringer ' +
        'fortsætter som ellers. Patienten får besked på e-mail, hvis der er samtykke til det.'
      : `De ${PAUSE_DAYS} dage til pauser er brugt, så behandlingen kan ikke holde pause mere.`,
    action: paths.pause.to({ course: state.courseId }),
    button: 'Hold pause',
    list: latest && [
      fields.date({
        name: 'until',
        label: 'Behandlingen går i gang igen',
        hint: `Senest ${dateWords(latest, now)}. Den går i gang kl. 9.`,
      }),
      noteField(fields, 'Grund', false),
    ],
  };
}

function resumeView(state: CourseState, fields: Fields, now: Instant): View {
  const until = state.since.pausedUntil;
  const ends = until ? ` til ${dateTimeWords(until, now)}` : '';
  return {
    heading: `Behandlingen holder pause${until ? ` til ${dateWords(until, now)}` : ''}`,
    summary: 'Genoptag behandlingen nu',
    text:
      `Pausen varer${ends}. Går behandlingen i gang før, tæller kun de dage, pausen har varet. ` +
      'Patienten får besked på e-mail, hvis der er samtykke til det.',
    action: paths.resumeTreatment.to({ course: state.courseId }),
    button: 'Genoptag behandlingen',
    list: [noteField(fields, 'Journalnotat', true)],
  };
}

function noteField(fields: Fields, label: string, optional: boolean): Field {
  return fields.textarea({
    name: 'note',
    label,
    rows: 4,
    maxlength: LONGEST_NOTE,
    hint: 'Gemmes som journalnotat med dit navn.',
    optional,
  });
}

type ShowAgain = (ctx: Ctx, asked: Asked, form: FormState) => Promise<Answer>;
interface Press {
  readonly command: typeof pauseTreatment;
  readonly notice: { readonly heading: string; readonly text: string };
}
const PAUSES: Press = {
  command: pauseTreatment,
  notice: {
    heading: 'Behandlingen holder pause',
    text: 'Den går i gang igen af sig selv. Patienten kan se det på Mit forløb.',
  },
};
const RESUMES: Press = {
  command: resumeTreatment,
  notice: {
    heading: 'Behandlingen er i gang igen',
    text: 'Pausens dage er lagt til. Patienten kan se det på Mit forløb.',
  },
};

/** `showAgain` shows the course's page with the form that came back. */
export function pauseRoutes(showAgain: ShowAgain): readonly Route[] {
  const presses =
    ({ command, notice }: Press): Route['handle'] =>
    async (ctx, asked) =>
      afterPress(ctx, asked, await command(ctx, asked.course, asked.form), {
        to: paths.course.to({ course: asked.course.courseId }),
        notice,
        again: (errors, status) =>
          showAgain(ctx, asked, formAgain(asked, stateOf(asked.course), null, errors, status)),
      });
  const route = { method: 'post', permission: 'treat', course: 'param' } as const;
  return [
    {
      ...route,
      path: paths.pause.pattern,
      audit: 'pausedTreatment',
      handle: presses(PAUSES),
    },
    {
      ...route,
      path: paths.resumeTreatment.pattern,
      audit: 'resumedTreatment',
      handle: presses(RESUMES),
    },
  ];
}
