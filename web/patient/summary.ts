/** "Din opsummering": what a patient keeps of the treatment, to read, to write in and to print. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { NOTHING_PERSONAL } from '../../api/guard';
import { freshUpdateId } from '../../api/commands/press';
import { keepSummaryDraft, LONGEST_WORDS, writeSummary } from '../../api/commands/writeSummary';
import { ownSummary, summaryDraft, type Summary } from '../../api/queries/ownSummary';
import { dateWords, timeWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type Field, type FieldErrors, type Typed } from '../shared/fields';
import { goalSentence } from '../shared/goalProgress';
import type { ErrorSummary, Link } from '../shared/page';
import type { Form } from '../shared/parts';
import { show } from '../shared/show';
import { SUMMARY_HEADINGS, summaryWords, type SummaryWords } from '../shared/summaryWords';
import { readExercise, type ReadExercise } from './exerciseFields';
import { toMyCourse } from './place';
import { scoreLines, type ScoreLines } from './scoreLines';

export interface SummaryMain extends ScoreLines {
  readonly words: SummaryWords;
  readonly written: string | null;
  readonly worked: readonly string[];
  readonly noWork: string;
  readonly goals: readonly ReadExercise[];
  /** "Mål 1: fra 2 … til 5 …"; empty until goals were rated again. */
  readonly goalsOverTime: readonly { readonly goal: string; readonly sentence: string }[];
  readonly plan: readonly ReadExercise[];
  /** For who ended before the module in which the plan is written. */
  readonly planOffer: { readonly text: string; readonly link: Link } | null;
  readonly form: (Form & { readonly fields: readonly Field[]; readonly heading: string }) | null;
  /** Typed in a window that was overtaken by the end. */
  readonly notKept: SummaryWords;
  readonly links: readonly Link[];
}
const HINTS = {
  remember: 'Hvad har du lært om dig selv? Hvad var vigtigt? Et par linjer er nok.',
  goOn: 'Hvad hjælper dig, og hvad vil du gøre igen, også når det er svært?',
};

interface Wish {
  readonly typed?: Typed;
  readonly errors: FieldErrors;
  /** The version that a draft was typed over; absent: what was saved last stands on the page. */
  readonly basedOn?: string;
}

export function summaryMain(
  found: Summary,
  { typed, errors, basedOn }: Wish,
  now: Instant,
): { main: SummaryMain; errors: ErrorSummary | undefined } {
  const { own, mayWrite } = found;
  const kept = { remember: own?.words.remember ?? '', goOn: own?.words.goOn ?? '' };
  const fields = fieldsOf(typed ?? kept, errors);
  const area = (name: 'remember' | 'goOn'): Field =>
    fields.textarea({
      name,
      label: SUMMARY_HEADINGS[name],
      hint: HINTS[name],
      rows: 6,
      maxlength: LONGEST_WORDS,
      optional: true,
    });
  const form = {
    action: paths.mySummary.to(),
    hidden: { updateId: idOf(typed), basedOn: basedOn ?? String(own?.version ?? 0) },
    autosave: paths.mySummaryDraft.to(),
    heading: own ? 'Ret dine ord' : 'Skriv med dine egne ord',
    fields: [area('remember'), area('goOn')],
  };
  const main: SummaryMain = {
    words: summaryWords(kept),
    written: own ? `Skrevet ${dateWords(own.writtenAt, now)}.` : null,
    worked: found.worked,
    noWork: mayWrite
      ? 'Her kommer de moduler, du afleverer.'
      : 'Du nåede ikke at aflevere et modul. Det, du læste og prøvede, tæller også.',
    goals: found.goals.map((one) => readExercise(one, now)),
    goalsOverTime: found.goalsOverTime.flatMap((one) => {
      const sentence = goalSentence(one, now);
      return sentence ? [{ goal: `${one.name}: ${one.goal}`, sentence }] : [];
    }),
    plan: found.plan.map((one) => readExercise(one, now)),
    planOffer: found.isPlanOffered ? planOffer(found.plan.length > 0) : null,
    ...scoreLines(found.scores, now),
    form: mayWrite ? form : null,
    notKept: !mayWrite && typed ? summaryWords(typed) : [],
    links: [
      ...(found.plan.length > 0
        ? [{ text: 'Din plan alene på en side, til at printe', href: paths.myPlan.to() }]
        : []),
      { text: 'Til Mit forløb', href: paths.myCourse.to() },
    ],
  };
  return { main, errors: fields.summary() };
}

function planOffer(isWritten: boolean): SummaryMain['planOffer'] {
  const href = paths.myPlan.to();
  return isWritten
    ? { text: 'Du kan rette din plan, til dit forløb er slut.', link: { text: 'Ret planen', href } }
    : {
        text: 'Du har ikke afleveret en plan for tiden bagefter. Vil du, kan du skrive en kort plan nu.',
        link: { text: 'Skriv en kort plan', href },
      };
}

/** A form keeps its id however often it comes back: by it no other course takes it in. */
function idOf(typed: Typed | undefined): string {
  const id = typed?.['updateId'];
  return typeof id === 'string' ? id : freshUpdateId();
}

async function page(
  ctx: Ctx,
  asked: Asked,
  wish: Wish | null = null,
  status = 200,
): Promise<Answer> {
  const found = await ownSummary(ctx, asked.course);
  const draft = wish ? null : await summaryDraft(ctx, asked.course, found.own);
  const shown = wish ?? { errors: {}, ...(draft && { typed: draft, basedOn: draft['basedOn'] }) };
  const { main, errors } = summaryMain(found, shown, ctx.now);
  const parts = { title: 'Din opsummering', back: toMyCourse, main, ...(errors && { errors }) };
  return show(ctx, asked, 'patient/summary', parts, status);
}

async function write(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { course, form } = asked;
  return afterPress(ctx, asked, await writeSummary(ctx, course, form), {
    to: paths.mySummary.to(),
    notice: { heading: 'Det er gemt', text: 'Du kan rette det, så længe dit forløb er i gang.' },
    again: (errors, status) => page(ctx, asked, { typed: form, errors }, status),
  });
}

/** What is being typed, at each pause. */
async function draft(ctx: Ctx, asked: Asked): Promise<Answer> {
  const kept = await keepSummaryDraft(ctx, asked.course, asked.form);
  if (kept === 'kept') {
    const saved = `Kladden er gemt ${timeWords(ctx.now)}`;
    return { kind: 'json', body: { saved } };
  }
  const failed =
    kept === 'closed'
      ? 'Ikke gemt: Forløbet er slut, så der kan ikke skrives mere. Det, du skrev, står her stadig.'
      : `Ikke gemt: Teksten er for lang. Skriv højst ${LONGEST_WORDS} tegn i hvert felt.`;
  return { kind: 'json', body: { failed }, status: 409 };
}

const route = { path: paths.mySummary.pattern, permission: 'ownCourse', course: 'own' } as const;
export const summaryRoutes: readonly Route[] = [
  {
    ...route,
    method: 'get',
    audit: 'sawOwnSummary',
    handle: (ctx, asked) => page(ctx, asked),
  },
  { ...route, method: 'post', audit: 'wroteSummary', handle: write },
  {
    ...route,
    path: paths.mySummaryDraft.pattern,
    method: 'post',
    audit: NOTHING_PERSONAL,
    handle: draft,
  },
];
