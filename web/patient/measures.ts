/** "Hvordan går det?": the questionnaires of the week or of the end, one a page, and the line they make. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { keepMeasureDraft, saveMeasure, sendMeasures } from '../../api/commands/answerMeasures';
import { freshUpdateId } from '../../api/commands/press';
import { stateOf } from '../../api/queries/courseState';
import { measuring, type Measuring } from '../../api/queries/measuring';
import { valueOf } from '../../domain/application';
import { refusalWords } from '../../domain/danish';
import type { FollowUpPart } from '../../domain/followUp';
import type { Instant } from '../../domain/ids';
import { MEASURE_IDS, MEASURES } from '../../domain/measures';
import { partOf } from '../../domain/measuring';
import type { CourseState } from '../../domain/state';
import { paths, withQuery } from '../paths';
import { afterPress } from '../shared/afterPress';
import { crisisBefore } from '../shared/crisisBefore';
import { fieldsOf, type FieldErrors, type Typed } from '../shared/fields';
import { addressOf, unsentForm } from '../shared/formState';
import { show } from '../shared/show';
import { choicesOf, type FollowUpMain, type PartMain } from './followUp';
import { askingMain, nothingAskedMain, partAddress } from './measuresAsked';
import { draftAnswer, notKept, notKeptWords } from './notKept';
import { toMyCourse } from './place';
import { scoreLines, type ScoreLines } from './scoreLines';

const HERE = paths.myMeasures.to();
const TITLE = 'Hvordan går det?';

export type MeasuresMain = FollowUpMain & ScoreLines;

export function measuresMain(
  state: CourseState,
  found: Measuring,
  now: Instant,
  updateId: string = freshUpdateId(),
): MeasuresMain {
  const { asking, values } = found;
  const asks = asking
    ? askingMain(state.courseId, asking, values, updateId)
    : nothingAskedMain(state, found, now);
  return { ...asks, ...scoreLines(found.scores, now) };
}

/** One questionnaire; `found` tells its place among those that are asked. */
export function measureMain(
  part: FollowUpPart,
  { asking }: Pick<Measuring, 'asking'>,
  typed: Typed,
  errors: FieldErrors = {},
): PartMain {
  const measures = asking?.measures ?? [];
  const at = measures.indexOf(part.measure) + 1;
  const fields = fieldsOf(typed, errors);
  const action = partAddress(part.measure);
  return {
    step: at > 0 ? `Spørgeskema ${at} af ${measures.length}` : 'Det her er ikke gemt',
    intro: part.intro,
    form: {
      action,
      autosave: withQuery(action, { kladde: '1' }),
      // By its id no other course takes the form in (docs/decisions/0029).
      hidden: {
        updateId: typeof typed['updateId'] === 'string' ? typed['updateId'] : freshUpdateId(),
      },
      fields: choicesOf(part, fields),
      button: 'Gem og gå videre',
    },
  };
}

async function list(
  ctx: Ctx,
  asked: Asked,
  errors: FieldErrors = {},
  status = 200,
): Promise<Answer> {
  const kept = asked.form['updateId'] ?? unsentForm(asked, addressOf(asked))?.hidden['updateId'];
  // After a refusal the form answers what is asked now, and is a pressing of its own.
  const id = typeof kept === 'string' && status !== 409 ? kept : freshUpdateId();
  const found = await measuring(ctx, asked.course);
  const main = measuresMain(stateOf(asked.course), found, ctx.now, id);
  const summary = fieldsOf({}, errors).summary();
  const parts = { title: TITLE, back: toMyCourse, ...(summary && { errors: summary }), main };
  return show(ctx, asked, 'patient/measures', parts, status);
}

function partAsked({ params }: Asked): FollowUpPart | undefined {
  const id = MEASURE_IDS.find((one) => one === params['measure'] && MEASURES[one].isShipped);
  return id && partOf(id);
}

const MISSING: Answer = { kind: 'fail', status: 404, name: 'notFound' };
const savingOf = (update: string): string => withQuery(paths.saving.to({ update }), { til: HERE });

async function partPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const part = partAsked(asked);
  if (!part) return MISSING;
  const found = await measuring(ctx, asked.course);
  if (!found.asking?.measures.includes(part.measure)) return { kind: 'redirect', to: HERE };
  const kept = found.values[part.measure];
  const typed = part.questions.map(({ name }) => [name, valueOf(kept, name)] as const);
  return showPart(ctx, asked, part, measureMain(part, found, Object.fromEntries(typed)));
}

function showPart(
  ctx: Ctx,
  asked: Asked,
  part: FollowUpPart,
  main: PartMain,
  { errors, status }: { errors: FieldErrors; status: number } = { errors: {}, status: 200 },
): Promise<Answer> {
  const summary = fieldsOf({}, errors).summary();
  return show(
    ctx,
    asked,
    'patient/followUpPart',
    {
      title: `${part.title} – ${TITLE.toLowerCase()}`,
      heading: part.title,
      back: { text: 'Til oversigten', href: HERE },
      ...(summary && { errors: summary }),
      main,
    },
    status,
  );
}

async function partPosted(ctx: Ctx, asked: Asked): Promise<Answer> {
  const part = partAsked(asked);
  if (!part) return MISSING;
  const { course, form } = asked;
  if (asked.query['kladde'] !== undefined) {
    return draftAnswer(ctx, await keepMeasureDraft(ctx, course, part, form));
  }
  const { saved, measures } = await saveMeasure(ctx, course, part, form);
  if (saved.kind === 'saved') {
    const next = measures[measures.indexOf(part.measure) + 1];
    const onward = next ? partAddress(next) : HERE;
    return saved.worries ? crisisBefore(onward) : { kind: 'redirect', to: onward };
  }
  // Help first; the list then says what became of the answers.
  if (saved.kind === 'notAsked' && saved.worries)
    return crisisBefore(notKept(HERE, saved.why), false);
  const found = await measuring(ctx, course);
  const invalid = saved.kind === 'invalid';
  const errors = invalid ? saved.errors : { '': refusalWords(saved.why) };
  const main = measureMain(part, found, form, invalid ? errors : {});
  return showPart(ctx, asked, part, main, { errors, status: invalid ? 422 : 409 });
}

async function send(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { outcome, worries } = await sendMeasures(ctx, asked.course, asked.form);
  // Help first, whatever became of the sending: the list says whether it is still to be done.
  if (worries) return crisisBefore(outcome.kind === 'saving' ? savingOf(outcome.id) : HERE);
  return afterPress(ctx, asked, outcome, {
    to: HERE,
    again: (errors, status) => list(ctx, asked, errors, status),
  });
}

const own = { permission: 'ownCourse', course: 'own' } as const;
const part = { ...own, path: paths.myMeasure.pattern } as const;
export const measuresRoutes: readonly Route[] = [
  {
    ...own,
    path: paths.myMeasures.pattern,
    method: 'get',
    audit: 'sawOwnMeasures',
    handle: (ctx, asked) => list(ctx, asked, notKeptWords(asked)),
  },
  {
    ...own,
    path: paths.myMeasures.pattern,
    method: 'post',
    audit: 'sentMeasures',
    handle: send,
  },
  { ...part, method: 'get', audit: 'sawOwnMeasures', handle: partPage },
  { ...part, method: 'post', audit: 'answeredMeasure', handle: partPosted },
];
