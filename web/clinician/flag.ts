/** A risk flag: what raised it on the left; taking it, acting and releasing it on the right. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import {
  FLAG_OUTCOMES,
  releaseRiskFlag,
  takeRiskFlag,
  type FlagOutcome,
} from '../../api/commands/answerFlag';
import { stateOf } from '../../api/queries/courseState';
import { flagDraft, riskFlag, type RiskFlag } from '../../api/queries/riskFlag';
import { capital, dateTimeWords, dateWords, dueWords, FLAG_NAMES } from '../../domain/danish';
import { taskDueAt } from '../../domain/deadlines';
import { asId, isUuid, type FlagId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { FLAG_TASKS } from '../../domain/taskTable';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type FieldErrors, type Fields } from '../shared/fields';
import type { Facts } from '../shared/parts';
import { measureViews, triggerWords } from './answersView';
import { showCourse } from './coursePage';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import { minutesField } from './minutesField';
import { safetyWords } from './safetyView';
import { untakenWords } from './taskPages';

/** How it went, as the clinician picks it. */
const OUTCOME_WORDS: Readonly<Record<FlagOutcome, string>> = {
  safeForNow: 'Talt med patienten, ingen akut fare',
  closerFollowUp: 'Talt med patienten, følges tættere',
  handedToAcute: 'Overgivet til akut psykiatri eller 112',
  referredOn: 'Henvist til andet tilbud',
  notReached: 'Patienten blev ikke nået, se handlingen',
  noRisk: 'Svaret var en fejl eller ikke udtryk for risiko',
};
interface Shown {
  readonly form: FormState;
  readonly fields: Fields;
}

function flagIdOf(asked: Asked): FlagId | null {
  const flag = asked.params['flag'] ?? '';
  return isUuid(flag) ? asId<FlagId>(flag) : null;
}
function subjectOf({ flag }: RiskFlag): { task: string } {
  return { task: `${FLAG_TASKS[flag.tier]}:${flag.flagId}` };
}
const MISSING: Answer = { kind: 'fail', status: 404, name: 'unknownFlag' };

async function foundOf(ctx: Ctx, asked: Asked): Promise<RiskFlag | undefined> {
  const flagId = flagIdOf(asked);
  return flagId ? riskFlag(ctx, asked.course, flagId) : undefined;
}

async function flagPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const found = await foundOf(ctx, asked);
  if (!found) return MISSING;
  const typed = { draft: found.draft?.body };
  const form = openedForm(asked, stateOf(asked.course), subjectOf(found), typed);
  return render(ctx, asked, found, form);
}

async function again(ctx: Ctx, asked: Asked, errors: FieldErrors, status: number): Promise<Answer> {
  const found = await foundOf(ctx, asked);
  if (!found) return MISSING;
  const form = formAgain(asked, stateOf(asked.course), subjectOf(found), errors, status);
  return render(ctx, asked, found, form);
}

function render(ctx: Ctx, asked: Asked, found: RiskFlag, form: FormState): Promise<Answer> {
  const fields = fieldsOf(form.typed, form.errors);
  const main = flagMain(ctx, stateOf(asked.course), found, { form, fields });
  const errors = fields.summary();
  return showCourse(
    ctx,
    asked,
    'clinician/flag',
    {
      title: 'Bekymringsmarkering',
      heading: FLAG_NAMES[found.flag.tier],
      main,
      ...(errors && { errors }),
    },
    form.status,
  );
}

export function flagMain(ctx: Ctx, state: CourseState, found: RiskFlag, shown: Shown): object {
  const { flag, answers, phone, crisis } = found;
  const open = flag.releasedAt === null;
  const mine =
    flag.takenAt !== null && (found.owner?.id === ctx.actor.id || ctx.actor.role === 'supervisor');
  return {
    name: FLAG_NAMES[flag.tier],
    trigger: triggerWords(flag.trigger),
    reason: found.reason,
    phone,
    crisis,
    facts: clockFacts(ctx, state, found),
    words: safetyWords(answers),
    // In treatment they are from long before, and what was answered since comes first.
    applied:
      state.since.treatmentStarted && state.since.submitted
        ? `I ansøgningen, ${dateWords(state.since.submitted, ctx.now)}`
        : null,
    // The newest first: the one that raised it lies open.
    measures: measureViews(answers.responses.toReversed()).map((one, index) => ({
      ...one,
      open: index === 0 && flag.tier !== 'worse' && one.heading.startsWith('PHQ-9'),
    })),
    take:
      open && flag.takenAt === null
        ? {
            heading: untakenWords(found.owner?.name ?? null),
            action: paths.takeFlag.to({ course: state.courseId, flag: flag.flagId }),
            hidden: shown.form.hidden,
          }
        : null,
    release: open && mine ? releaseView(ctx, state, found, shown) : null,
    told: toldWords(ctx, found, mine),
  };
}

function clockFacts(ctx: Ctx, state: CourseState, { flag }: RiskFlag): Facts {
  const task = state.tasks.find((one) => one.subject === flag.flagId);
  const due = task && taskDueAt(state, task);
  return {
    caption: 'Markeringens ur',
    rows: [
      { term: 'Rejst', text: capital(dateTimeWords(flag.raisedAt, ctx.now)) },
      ...(due
        ? [
            {
              term: flag.tier === 'red' ? 'Kontakt senest' : 'Ses senest',
              text: `${capital(dateTimeWords(due, ctx.now))} (${dueWords(due, ctx.now).words})`,
            },
          ]
        : []),
    ],
  };
}

function releaseView(
  ctx: Ctx,
  state: CourseState,
  found: RiskFlag,
  { form, fields }: Shown,
): object {
  const { flag } = found;
  const at = { course: state.courseId, flag: flag.flagId };
  return {
    before: handedOver(ctx, found),
    form: {
      action: paths.riskFlag.to(at),
      hidden: form.hidden,
      autosave: paths.courseDraft.to({ course: state.courseId, form: flagDraft(flag.flagId) }),
      done: fields.textarea({
        name: 'action',
        label: 'Hvad gjorde du?',
        rows: 6,
        maxlength: 4000,
        hint: 'Hvornår og hvordan du fik kontakt, hvad I talte om, og hvad I aftalte.',
      }),
      outcome: fields.select({
        name: 'outcome',
        label: 'Hvordan gik det?',
        options: [
          { value: '', text: 'Vælg' },
          ...FLAG_OUTCOMES.map((value) => ({ value, text: OUTCOME_WORDS[value] })),
        ],
      }),
      minutes: minutesField(fields, form.typed, 'flag'),
    },
  };
}

/** The course has gone to somebody else since it was taken, and the flag with it; null: it has not. */
function handedOver(ctx: Ctx, { flag, owner, takenBy }: RiskFlag): string | null {
  if (!flag.takenAt || !owner || flag.ownerId === owner.id) return null;
  const took = `${takenBy ?? 'En anden'} tog den ${dateTimeWords(flag.takenAt, ctx.now)}.`;
  return `${took} Den er givet videre til ${owner.name} sammen med forløbet.`;
}

function toldWords(
  ctx: Ctx,
  found: RiskFlag,
  mine: boolean,
): { heading: string; lines: readonly string[] } | null {
  const { flag, owner, takenBy, releasedBy } = found;
  if (flag.releasedAt) {
    const outcome = FLAG_OUTCOMES.find((one) => one === flag.outcome);
    return {
      heading: 'Afsluttet',
      lines: [
        `${releasedBy ?? ''}, ${dateTimeWords(flag.releasedAt, ctx.now)}.`,
        flag.action ?? '',
        outcome ? `${OUTCOME_WORDS[outcome]}.` : '',
      ].filter(Boolean),
    };
  }
  if (flag.takenAt === null || mine) return null;
  return {
    heading: `${owner?.name ?? takenBy ?? 'En anden'} har den`,
    lines: [
      handedOver(ctx, found) ?? `Taget ${dateTimeWords(flag.takenAt, ctx.now)}.`,
      'Tal med den, der har den.',
    ],
  };
}

async function take(ctx: Ctx, asked: Asked): Promise<Answer> {
  const flagId = flagIdOf(asked);
  if (!flagId) return MISSING;
  const outcome = await takeRiskFlag(ctx, asked.course, flagId, asked.form);
  return afterPress(ctx, asked, outcome, {
    to: paths.riskFlag.to({ course: asked.course.courseId, flag: flagId }),
    notice: {
      heading: 'Bekymringsmarkeringen er din',
      text: 'Kontakt patienten, og skriv her, hvordan det gik.',
    },
    again: (errors, status) => again(ctx, asked, errors, status),
  });
}

async function release(ctx: Ctx, asked: Asked): Promise<Answer> {
  const flagId = flagIdOf(asked);
  if (!flagId) return MISSING;
  const outcome = await releaseRiskFlag(ctx, asked.course, flagId, asked.form);
  return afterPress(ctx, asked, outcome, {
    to: paths.course.to({ course: asked.course.courseId }),
    notice: {
      heading: 'Bekymringsmarkeringen er afsluttet',
      text: 'Handling og resultat står i forløbet med dit navn.',
    },
    again: (errors, status) => again(ctx, asked, errors, status),
  });
}

export const flagRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.riskFlag.pattern,
    permission: 'seeClinicalText',
    audit: 'readFlag',
    course: 'param',
    handle: flagPage,
  },
  {
    method: 'post',
    path: paths.takeFlag.pattern,
    permission: 'takeFlags',
    audit: 'tookFlag',
    course: 'param',
    handle: take,
  },
  {
    method: 'post',
    path: paths.riskFlag.pattern,
    permission: 'takeFlags',
    audit: 'releasedFlag',
    course: 'param',
    handle: release,
  },
];
