/** Ways out of a course on its page: refer, drop-out, lapse; each a small form with a reason. */
import type { WayOut } from '../../api/commands/leaveCourse';
import { isLegal } from '../../domain/course';
import { writesWhy } from '../../domain/intervention';
import { may, type Permission, type Role } from '../../domain/permissions';
import { RECOMMENDATIONS } from '../../domain/signposting';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { fieldsOf, type Field, type Fields, type FieldErrors, type Typed } from '../shared/fields';
import { newForm } from '../shared/formState';

interface WayWords {
  readonly permission: Permission;
  readonly heading: string;
  readonly summary: string;
  readonly button: string;
  text(state: CourseState): string;
  readonly path: { to(params: { course: string }): string };
}
const WAYS: Readonly<Record<WayOut, WayWords>> = {
  refer: {
    permission: 'refer',
    heading: 'Henvis til andet tilbud',
    summary: 'Henvis patienten',
    button: 'Henvis',
    path: paths.refer,
    text: ({ since }) => {
      if (since.closingDone) {
        return (
          'Det bliver skrevet ned. Epikrisen mangler stadig, og er den på vej ud, bliver den ' +
          'taget tilbage.'
        );
      }
      if (since.treatmentEnded) {
        return 'Den afsluttende samtale bliver fravalgt, og bagefter skriver du epikrisen.';
      }
      return since.treatmentStarted
        ? 'Behandlingen slutter. Patienten får et brev med det, du foreslår, og inviteres til en ' +
            'afsluttende samtale.'
        : 'Forløbet slutter med det samme, og patienten får et brev med det, du foreslår.';
    },
  },
  dropOut: {
    permission: 'closeCourse',
    heading: 'Frafald',
    summary: 'Behandlingen fortsætter ikke',
    button: 'Registrér frafald',
    path: paths.dropOut,
    text: () => 'Behandlingen slutter, og patienten inviteres til en afsluttende samtale.',
  },
  lapse: {
    permission: 'lapseOffer',
    heading: 'Luk tilbuddet',
    summary: 'Patienten har ikke svaret',
    button: 'Luk tilbuddet',
    path: paths.lapseOffer,
    text: () =>
      'Forløbet slutter som bortfaldet, og patienten får et brev om, at det er muligt at søge igen.',
  },
};
/** An applicant who is still writing closes their own application, or lets it lapse. */
const isOffered = (way: WayOut, state: CourseState): boolean =>
  isLegal(state.stage, way) && state.since.submitted !== undefined;

/** A form that came back: which one, and what was typed and wrong in it. */
export interface WayAgain {
  readonly way: WayOut;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly hidden: Readonly<Record<string, string>>;
}

/** One form of the page; `id` is the way it stands for. */
type WayView = object & { readonly id: WayOut };

/** The forms a role may use on this course now, and the summary of the one that came back. */
export function waysOut(
  state: CourseState,
  role: Role,
  again: WayAgain | null,
  opened?: string,
): { views: readonly WayView[]; summary: ReturnType<Fields['summary']> } {
  const ways = (Object.keys(WAYS) as WayOut[]).filter(
    (way) => isOffered(way, state) && may(role, WAYS[way].permission),
  );
  let summary: ReturnType<Fields['summary']>;
  const views = ways.map((way) => {
    const back = again?.way === way ? again : null;
    const fields = fieldsOf(back?.typed ?? {}, back?.errors ?? {}, way);
    const { heading, button, text, path } = WAYS[way];
    const view = {
      id: way,
      heading,
      summary: WAYS[way].summary,
      text: text(state),
      open: back !== null || opened === way,
      form: {
        action: path.to({ course: state.courseId }),
        button,
        fields: fieldsFor(way, state, fields),
        hidden: back?.hidden ?? newForm(state, null, {}).hidden,
      },
    };
    summary = fields.summary() ?? summary;
    return view;
  });
  return { views, summary };
}

function fieldsFor(way: WayOut, state: CourseState, fields: Fields): readonly Field[] {
  const note = fields.textarea({
    name: 'note',
    label: 'Grund',
    rows: 4,
    hint: 'Gemmes med dit navn.',
  });
  if (way !== 'refer') return [note];
  const places = fields.checkboxes({
    name: 'recommendations',
    label: 'Det foreslår vi i stedet',
    options: Object.entries(RECOMMENDATIONS).map(([value, { label }]) => ({ value, text: label })),
  });
  if (!writesWhy(state, way)) return [places, note];
  const letter = fields.textarea({
    name: 'letterText',
    label: 'Dit eget afsnit i brevet',
    rows: 4,
    optional: true,
  });
  return [places, letter, note];
}
