/** Ending treatment, and the closing call that is offered after it. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { LONGEST_NOTE } from '../../api/commands/clinicalNote';
import { closeTreatment } from '../../api/commands/closeTreatment';
import { stateOf } from '../../api/queries/courseState';
import { closingCall, CLOSING_DRAFT, type ClosingCall } from '../../api/queries/closingCall';
import { mayChooseCall } from '../../api/queries/closingTimes';
import { hasBegun } from '../../domain/closingTime';
import { closingWindow } from '../../domain/closingWindow';
import { isLegal } from '../../domain/course';
import { countWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { requiredMissing } from '../../domain/programmeState';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type FieldErrors, type Fields } from '../shared/fields';
import { endsFacts } from './answersView';
import { showCourse } from './coursePage';
import { modulesFacts } from './epicrise';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import type { Link } from '../shared/page';
import { callWords } from './callWords';
import { minutesField } from './minutesField';
import { endWords, ownWordsOf } from './endWords';
import { keptWords } from './parts';
import { planPanel } from './planPanel';

const TASK = { task: 'closingCall' } as const;
interface Shown {
  readonly form: FormState;
  readonly fields: Fields;
}

async function closingPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const state = stateOf(asked.course);
  if (!state.since.treatmentStarted) return { kind: 'fail', status: 409, name: 'notNow' };
  const found = await closingCall(ctx, asked.course);
  const typed = { draft: found.draft?.body };
  return render(ctx, asked, found, openedForm(asked, state, subjectOf(state), typed));
}

/** Ending treatment answers no task; the closing call is one. */
function subjectOf(state: CourseState): typeof TASK | null {
  return canFinish(state) ? null : TASK;
}
function canFinish(state: CourseState): boolean {
  return isLegal(state.stage, 'finish');
}

async function again(ctx: Ctx, asked: Asked, errors: FieldErrors, status: number): Promise<Answer> {
  const state = stateOf(asked.course);
  const found = await closingCall(ctx, asked.course);
  return render(
    ctx,
    asked,
    found,
    formAgain(asked, stateOf(asked.course), subjectOf(state), errors, status),
  );
}

function render(ctx: Ctx, asked: Asked, found: ClosingCall, form: FormState): Promise<Answer> {
  const state = stateOf(asked.course);
  const fields = fieldsOf(form.typed, form.errors);
  const main = closingMain(state, found, { form, fields }, ctx.now);
  const errors = fields.summary();
  return showCourse(
    ctx,
    asked,
    'clinician/closing',
    {
      title: canFinish(state) ? 'Afslut behandlingen' : 'Afsluttende samtale',
      main,
      ...(errors && { errors }),
    },
    form.status,
  );
}

/** What the patient has answered, and when the call is agreed for. */
function wishWords({ closingWish, closingTime }: CourseState, now: Instant): string {
  const at = closingTime?.startsAt;
  const words = callWords({ closingWish, at }, now) ?? 'Patienten har ikke svaret endnu.';
  return at ? `${words} Psykologen ringer til patienten.` : words;
}

export function closingMain(
  state: CourseState,
  found: ClosingCall,
  shown: Shown,
  now: Instant,
): object {
  const call = state.tasks.some((one) => one.kind === TASK.task);
  const answer = canFinish(state)
    ? finishView(state, shown)
    : call
      ? callView(state, shown, now)
      : null;
  return {
    wish: wishWords(state, now),
    links: mayChooseCall(state, now) ? [timeLink(state)] : [],
    phone: found.phone,
    modules: modulesFacts(found.modules, state, { marked: true }),
    unanswered:
      found.unanswered === 0
        ? null
        : `${countWords(found.unanswered, 'modul', 'moduler')} venter stadig på dit svar.`,
    scores: endsFacts(found.scores, now),
    ends: endWords(state, found.scores),
    own: ownWordsOf(found.own),
    plan: planPanel(found.plan, now),
    answer,
    closed: 'Den afsluttende samtale er holdt eller fravalgt.',
    kept: keptWords(shown.form),
  };
}

function finishView(state: CourseState, { form, fields }: Shown): object {
  const left = requiredMissing(state.programme);
  return {
    heading: 'Afslut behandlingen',
    missing:
      left === 0 ? null : `${countWords(left, 'modul', 'moduler')}, der skal afleveres, mangler.`,
    form: {
      ...formParts(state, form, { answer: left === 0 ? 'finish' : 'dropOut' }),
      choice: null,
      minutes: null,
      button: 'Afslut behandlingen',
      note: noteField(fields, 'Skriv, hvad du har aftalt med patienten.'),
    },
    after:
      `Forløbet får udfaldet ${left === 0 ? 'Gennemført' : 'Frafald'}. Patienten bliver inviteret ` +
      'til en afsluttende samtale.',
  };
}

const AFTERWARDS =
  'Bagefter skriver du epikrisen. Har patienten ikke svaret på de sidste spørgeskemaer endnu, er det ' +
  'for sent, når samtalen er holdt eller fravalgt.';

/** The way to agree, move or call off a time. */
function timeLink({ courseId: course, closingTime }: CourseState): Link {
  const text = closingTime ? 'Flyt eller aflys tiden' : 'Aftal en tid';
  return { text, href: paths.closingTime.to({ course }) };
}

/** What the letter to somebody who did not answer says: after the last day no time can be chosen. */
function letterOfMissed(state: CourseState, now: Instant): string {
  return closingWindow(state, now)
    ? 'om at vælge en ny tid'
    : 'om at skrive til dig, hvis de stadig gerne vil tale med dig';
}

function ifMissed(state: CourseState, now: Instant): string {
  const letter = letterOfMissed(state, now);
  return `Tog patienten ikke telefonen, bliver trinnet stående, og patienten får et brev ${letter}.`;
}

function callView(state: CourseState, { form, fields }: Shown, now: Instant): object {
  const missed = { value: 'missed', text: 'Ikke holdt: patienten tog ikke telefonen' };
  return {
    heading: 'Den afsluttende samtale',
    missing: null,
    form: {
      ...formParts(state, form, {}),
      button: 'Gem',
      choice: fields.radio({
        name: 'answer',
        label: 'Samtalen er',
        options: [
          { value: 'held', text: 'Holdt' },
          ...(hasBegun(state, now) ? [missed] : []),
          { value: 'waived', text: 'Fravalgt' },
        ],
      }),
      note: noteField(fields, 'Er samtalen fravalgt, så skriv hvorfor.'),
      minutes: minutesField(
        fields,
        form.typed,
        'closingCall',
        'Tæller kun, når samtalen er holdt. Patienten ser det ikke.',
      ),
    },
    after: hasBegun(state, now) ? `${AFTERWARDS} ${ifMissed(state, now)}` : AFTERWARDS,
  };
}

function formParts(
  state: CourseState,
  form: FormState,
  more: Readonly<Record<string, string>>,
): { action: string; hidden: object; autosave: string } {
  const course = state.courseId;
  return {
    action: paths.courseClosing.to({ course }),
    hidden: { ...form.hidden, ...more },
    autosave: paths.courseDraft.to({ course, form: CLOSING_DRAFT }),
  };
}

function noteField(fields: Fields, hint: string): object {
  return fields.textarea({
    name: 'note',
    label: 'Journalnotat',
    rows: 8,
    maxlength: LONGEST_NOTE,
    hint: `${hint} Notatet underskrives med dit navn og kan ikke ændres.`,
  });
}

const ENDED = {
  heading: 'Behandlingen er afsluttet',
  text: 'Patienten får en invitation til en afsluttende samtale.',
};
function missedNotice(state: CourseState, now: Instant): { heading: string; text: string } {
  const text = `Patienten får et brev ${letterOfMissed(state, now)}. Fristen er den samme.`;
  return { heading: 'Det er gemt', text };
}
const DONE = { heading: 'Det er gemt', text: 'Nu mangler epikrisen og det afsluttende notat.' };

async function close(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { course, form } = asked;
  const outcome = await closeTreatment(ctx, course, form);
  const ends = form['answer'] === 'finish' || form['answer'] === 'dropOut';
  const at = { course: course.courseId };
  const missed = form['answer'] === 'missed';
  return afterPress(ctx, asked, outcome, {
    to: ends || missed ? paths.course.to(at) : paths.epicrise.to(at),
    notice: missed ? missedNotice(stateOf(course), ctx.now) : ends ? ENDED : DONE,
    again: (errors, status) => again(ctx, asked, errors, status),
  });
}

export const closingRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.courseClosing.pattern,
    permission: 'seeClinicalText',
    audit: 'readClosing',
    course: 'param',
    handle: closingPage,
  },
  {
    method: 'post',
    path: paths.courseClosing.pattern,
    permission: 'closeCourse',
    audit: 'closedTreatment',
    course: 'param',
    handle: close,
  },
];
