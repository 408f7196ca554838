/** The text of a module, one step at a time, and the questions that show whether it was understood. */
import Handlebars from 'handlebars';
import type { Answer, Asked, Ctx } from '../../api/app';
import type { LoadedModule, ModuleOfCourse } from '../../api/queries/ownModule';
import { DRAFT_TEXT } from '../../domain/danish';
import { checkQuestions, type CheckQuestions } from './check';
import { paths, withQuery } from '../paths';
import type { Link } from '../shared/page';
import { show } from '../shared/show';

export interface StepMain {
  /** "Trin 2 af 6" */
  readonly place: string;
  readonly heading: string;
  /** Made from Markdown at start, in which HTML is only text: safe to print as it is. */
  readonly html: Handlebars.SafeString | null;
  /** Null at a step of text. */
  readonly check: CheckQuestions | null;
  readonly next: Link;
  /** Going on is what the page asks for; the questions come first while one has no answer. */
  readonly isNextFirst: boolean;
  readonly links: readonly Link[];
}
/** The questions come after the last step of text. */
const CHECK = 'Har du forstået det?';

/** The address of a step, counted from 1; the questions are the one after the last. */
function stepAddress(moduleId: string, step: number): string {
  return withQuery(paths.myModule.to({ module: moduleId }), { trin: String(step) });
}

/** What there is to read, in order. */
export function stepLinks({ id, steps, check }: LoadedModule): readonly Link[] {
  const titles = [...steps.map((step) => step.title), ...(check.length > 0 ? [CHECK] : [])];
  return titles.map((text, index) => ({ text, href: stepAddress(id, index + 1) }));
}

/** Null when there is no such step. */
export function stepMain(
  text: LoadedModule,
  step: number,
  query: Asked['query'] = {},
): StepMain | null {
  const all = stepLinks(text);
  const here = all[step - 1];
  if (!here) return null;
  const own = text.steps[step - 1];
  const check = own ? null : checkQuestions(text, step, query);
  const before = all[step - 2];
  const after = all[step];
  const overview = paths.myModule.to({ module: text.id });
  return {
    place: `Trin ${step} af ${all.length}`,
    heading: here.text,
    html: own ? new Handlebars.SafeString(own.html) : null,
    check,
    isNextFirst: check === null || check.isAnswered,
    next: after
      ? { text: `Næste: ${after.text}`, href: after.href }
      : { text: 'Gå til øvelsen', href: `${withQuery(overview, { 'uden-svar': '1' })}#arbejde` },
    links: before ? [{ text: `Forrige: ${before.text}`, href: before.href }] : [],
  };
}

/** In practice, above a text that nobody has approved; a patient in treatment is never told so. */
export function draftWords({ app }: Ctx, { clinicalApproval }: LoadedModule): string | null {
  return app.practice && clinicalApproval === 'awaits' ? DRAFT_TEXT : null;
}

export async function showStep(
  ctx: Ctx,
  asked: Asked,
  { text }: ModuleOfCourse,
  step: number,
): Promise<Answer> {
  const main = stepMain(text, step, asked.query);
  if (!main) return { kind: 'fail', status: 404, name: 'notFound' };
  return show(ctx, asked, 'patient/moduleText', {
    title: main.heading,
    heading: text.title,
    main: { ...main, draft: draftWords(ctx, text) },
    back: { text: 'Til modulet', href: paths.myModule.to({ module: text.id }) },
  });
}
