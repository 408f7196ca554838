/** The questionnaires half a year after the end: the list, one page each, sending, and the thanks. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { keepFollowUpDraft, saveFollowUp, sendFollowUp } from '../../api/commands/answerFollowUp';
import { freshUpdateId } from '../../api/commands/press';
import { stateOf } from '../../api/queries/courseState';
import { followUp, type FollowUp } from '../../api/queries/followUp';
import { valueOf } from '../../domain/application';
import {
  answeredWords,
  countWords,
  dayToAnswerWords,
  reckonedWords,
  refusalWords,
} from '../../domain/danish';
import {
  FOLLOW_UP_MINUTES,
  FOLLOW_UP_PARTS,
  leftOut,
  type FollowUpPart,
} from '../../domain/followUp';
import { bandOf, MEASURES } from '../../domain/measures';
import type { CourseState } from '../../domain/state';
import { paths, withQuery } from '../paths';
import { crisisBefore } from '../shared/crisisBefore';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type Field, type FieldErrors, type Fields, type Typed } from '../shared/fields';
import { addressOf, unsentForm } from '../shared/formState';
import type { Link } from '../shared/page';
import type { Form, Rail } from '../shared/parts';
import { show } from '../shared/show';
import { draftAnswer, notKept, notKeptWords } from './notKept';
import { toMyCourse } from './place';

export interface FollowUpMain {
  readonly heading: string;
  readonly sentences: readonly string[];
  /** What was left out, each with the way to its page. */
  readonly missing: readonly Link[];
  readonly go: Link | null;
  readonly form: (Form & { readonly button: string }) | null;
  readonly links: readonly Link[];
  readonly parts: readonly (Rail['stages'][number] & { readonly href: string })[];
}
export interface PartMain {
  readonly step: string;
  readonly intro: string;
  readonly form: Form & { readonly fields: readonly Field[]; readonly button: string };
}

const HELP =
  'Har du det svært, så tal med din egen læge, eller ring til et af numrene nederst på siden.';
const partAddress = (index: number): string => paths.myFollowUpPart.to({ part: `${index + 1}` });

export function followUpMain(
  state: CourseState,
  found: FollowUp,
  updateId: string = freshUpdateId(),
): FollowUpMain {
  if (found.isOpen) return openMain(state, found, updateId);
  const none = { missing: [], go: null, form: null, parts: [] };
  const home = [{ text: 'Til Mit forløb', href: paths.myCourse.to() }];
  if (state.followUp !== 'answered') {
    const sentences = [refusalWords('notAsked'), HELP];
    return { ...none, heading: 'Du skal ikke gøre noget nu', sentences, links: home };
  }
  return {
    ...none,
    heading: 'Tak for dine svar',
    sentences: [...meaningOf(found), 'Dine svar hjælper os med at gøre behandlingen bedre.', HELP],
    links: home,
  };
}

/** What each score means, in words, and which could not be reckoned; the rest tells a patient nothing. */
function meaningOf({ scores }: FollowUp): readonly string[] {
  return FOLLOW_UP_PARTS.flatMap(({ measure, title }) => {
    const own = scores.find((one) => one.measure === measure);
    if (!own || MEASURES[measure].bands.every(({ forPatient }) => forPatient === null)) return [];
    const meaning = bandOf(measure, own.band)?.forPatient;
    if (!meaning) return [`${title}: Der er for få svar til et tal (${answeredWords(own)}).`];
    const reckoned = reckonedWords(own);
    return reckoned ? [`${meaning} Det er ${reckoned}.`] : [meaning];
  });
}

function openMain(state: CourseState, { values }: FollowUp, updateId: string): FollowUpMain {
  const at = FOLLOW_UP_PARTS.findIndex(({ measure }) => values[measure] === undefined);
  const next = FOLLOW_UP_PARTS[at];
  const by = dayToAnswerWords(state);
  const missing = next ? [] : missingLinks(values);
  return {
    heading: next ? 'Hvordan går det nu?' : 'Send dine svar',
    sentences: next
      ? [
          'Det er de samme spørgsmål, som du svarede på, da du søgte. Det tager cirka ' +
            `${countWords(FOLLOW_UP_MINUTES, 'minut', 'minutter')}, og du kan holde pause, når du vil.`,
          ...(by ? [`Du kan svare til og med ${by}.`] : []),
          'Svarer du, at du har tanker om døden, eller at du har det meget værre end før, læser en ' +
            'psykolog det. Ellers bliver dine svar ikke læst med det samme.',
        ]
      : [
          ...(missing.length > 0
            ? ['Du har sprunget noget over. Det må du gerne. Du kan også nå at svare på det nu.']
            : []),
          'Når du har sendt dine svar, kan du ikke ændre dem.',
        ],
    missing,
    go: next
      ? {
          text: at === 0 ? 'Begynd' : `Fortsæt med "${next.title}"`,
          href: partAddress(at),
        }
      : null,
    form: next
      ? null
      : {
          action: paths.myFollowUp.to(),
          hidden: { updateId, course: state.courseId },
          button: 'Send dine svar',
        },
    links: [],
    parts: FOLLOW_UP_PARTS.map((part, index) => {
      const done = values[part.measure] !== undefined;
      return {
        state: done ? 'done' : part === next ? 'here' : 'toCome',
        name: part.title,
        words: done ? savedWords(leftOut(values, part.measure)) : `Cirka ${part.minutes} min.`,
        href: partAddress(index),
      };
    }),
  };
}

function savedWords(left: number): string {
  return left === 0
    ? 'Gemt'
    : `Gemt. ${countWords(left, 'spørgsmål', 'spørgsmål')} er sprunget over`;
}

function missingLinks(values: FollowUp['values']): readonly Link[] {
  return FOLLOW_UP_PARTS.flatMap(({ measure, title }, index) => {
    const left = leftOut(values, measure);
    const text = `${title}: ${countWords(left, 'spørgsmål', 'spørgsmål')} uden svar`;
    return left > 0 ? [{ text, href: partAddress(index) }] : [];
  });
}

export function partMain(part: FollowUpPart, typed: Typed, errors: FieldErrors = {}): PartMain {
  const index = FOLLOW_UP_PARTS.indexOf(part);
  const fields = fieldsOf(typed, errors);
  return {
    step: `Del ${index + 1} af ${FOLLOW_UP_PARTS.length}. Cirka ${part.minutes} min.`,
    intro: part.intro,
    form: {
      action: partAddress(index),
      autosave: withQuery(partAddress(index), { kladde: '1' }),
      hidden: {},
      fields: choicesOf(part, fields),
      button: 'Gem og gå videre',
    },
  };
}

/** Each question of a questionnaire with its options. */
export function choicesOf({ questions }: FollowUpPart, fields: Fields): readonly Field[] {
  return questions.flatMap(({ name, question, ...rest }) =>
    rest.kind === 'choice'
      ? [
          fields.radio({
            name,
            label: question,
            options: rest.options.map(({ value, label }) => ({ value, text: label })),
          }),
        ]
      : [],
  );
}

async function list(
  ctx: Ctx,
  asked: Asked,
  errors: FieldErrors = {},
  status = 200,
): Promise<Answer> {
  const updateId =
    asked.form['updateId'] ?? unsentForm(asked, addressOf(asked))?.hidden['updateId'];
  const found = await followUp(ctx, asked.course);
  const id = typeof updateId === 'string' ? updateId : freshUpdateId();
  const summary = fieldsOf({}, errors).summary();
  return show(
    ctx,
    asked,
    'patient/followUp',
    {
      title: 'Spørgeskema',
      back: toMyCourse,
      ...(summary && { errors: summary }),
      main: followUpMain(stateOf(asked.course), found, id),
    },
    status,
  );
}

function partOf(asked: Asked): FollowUpPart | undefined {
  return FOLLOW_UP_PARTS[Number(asked.params['part']) - 1];
}
const MISSING: Answer = { kind: 'fail', status: 404, name: 'notFound' };
const listAddress = paths.myFollowUp.to();
const toList: Answer = { kind: 'redirect', to: listAddress };
const savingOf = (update: string): string =>
  withQuery(paths.saving.to({ update }), { til: listAddress });

async function partPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const part = partOf(asked);
  if (!part) return MISSING;
  const { isOpen, values } = await followUp(ctx, asked.course);
  if (!isOpen) return toList;
  const kept = values[part.measure];
  const typed = part.questions.map(({ name }) => [name, valueOf(kept, name)] as const);
  return showPart(ctx, asked, part, partMain(part, Object.fromEntries(typed)));
}

function showPart(
  ctx: Ctx,
  asked: Asked,
  part: FollowUpPart,
  main: PartMain,
  wrong?: FieldErrors,
): Promise<Answer> {
  const errors = wrong && fieldsOf({}, wrong).summary();
  const parts = {
    title: `${part.title} – spørgeskema`,
    heading: part.title,
    back: { text: 'Til oversigten', href: paths.myFollowUp.to() },
    ...(errors && { errors }),
    main,
  };
  return show(ctx, asked, 'patient/followUpPart', parts, wrong ? 422 : 200);
}

async function partPosted(ctx: Ctx, asked: Asked): Promise<Answer> {
  const part = partOf(asked);
  if (!part) return MISSING;
  if (asked.query['kladde'] !== undefined) {
    return draftAnswer(ctx, await keepFollowUpDraft(ctx, asked.course, part, asked.form));
  }
  const saved = await saveFollowUp(ctx, asked.course, part, asked.form);
  if (saved.kind === 'invalid') {
    return showPart(ctx, asked, part, partMain(part, asked.form, saved.errors), saved.errors);
  }
  if (saved.kind === 'notAsked') {
    const to = notKept(listAddress, saved.why);
    return saved.worries ? crisisBefore(to, false) : { kind: 'redirect', to };
  }
  const next = FOLLOW_UP_PARTS.indexOf(part) + 1;
  const onward = next < FOLLOW_UP_PARTS.length ? partAddress(next) : paths.myFollowUp.to();
  return saved.worries ? crisisBefore(onward) : { kind: 'redirect', to: onward };
}

async function send(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { outcome, worries } = await sendFollowUp(ctx, asked.course, asked.form);
  // Help first, whatever became of the sending: the list says whether it is still to be done.
  if (worries) return crisisBefore(outcome.kind === 'saving' ? savingOf(outcome.id) : listAddress);
  return afterPress(ctx, asked, outcome, {
    to: paths.myFollowUp.to(),
    again: (errors, status) => list(ctx, asked, errors, status),
  });
}

const route = { permission: 'ownCourse', course: 'followUp' } as const;
const part = { ...route, path: paths.myFollowUpPart.pattern } as const;
export const followUpRoutes: readonly Route[] = [
  {
    ...route,
    path: paths.myFollowUp.pattern,
    method: 'get',
    audit: 'sawOwnFollowUp',
    handle: (ctx, asked) => list(ctx, asked, notKeptWords(asked)),
  },
  {
    ...route,
    path: paths.myFollowUp.pattern,
    method: 'post',
    audit: 'sentFollowUp',
    handle: send,
  },
  { ...part, method: 'get', audit: 'sawOwnFollowUp', handle: partPage },
  { ...part, method: 'post', audit: 'answeredFollowUp', handle: partPosted },
];
