/** "Læs det her, før du går videre": what the answers of a page give reason to say at once. */
import type { Application } from '../../api/queries/application';
import { APPLICATION, eligibilityOf } from '../../domain/application';
import type { SectionPage } from '../../domain/applicationPages';
import { toldAtOnce, toldOfAudit, type ToldAtOnce } from '../../domain/explanations';
import type { Link } from '../shared/page';
import { toldWords, type Told } from './otherHelp';

export interface ToldMain {
  readonly told: readonly { readonly heading: string; readonly text: string }[];
  /** Other help that fits, each once. */
  readonly help: Told['help'];
  /** False in the try-out, which keeps nothing. */
  readonly kept: boolean;
  readonly next: Link;
  readonly change: Link;
}
export const TOLD_TITLE = 'Læs det her, før du går videre';

/** Empty when nothing on the page speaks against; the crisis page says its own. */
export function told(
  { id, questions }: Pick<SectionPage, 'id' | 'questions'>,
  { answers }: Pick<Application, 'answers'>,
): readonly ToldAtOnce[] {
  const values = answers[id] ?? {};
  const names = questions.map(({ name }) => name);
  const here = Object.fromEntries(names.map((name) => [name, values[name]]));
  const asksAudit = APPLICATION[id].measure === 'audit' && names.some((name) => ITEM.test(name));
  return [...toldAtOnce(eligibilityOf({ [id]: here })), ...(asksAudit ? toldOfAudit(values) : [])];
}
const ITEM = /^item\d+$/;

export function toldMain(
  said: readonly ToldAtOnce[],
  { kept, next, change }: { kept: boolean; next: string; change: string },
): ToldMain {
  const recommends = new Set(said.flatMap((one) => [...one.recommends]));
  return {
    told: said.map(({ heading, text }) => ({ heading, text })),
    help: toldWords({ text: '', recommends: [...recommends] }).help,
    kept,
    next: { text: 'Gå videre med ansøgningen', href: next },
    change: { text: 'Ret dine svar', href: change },
  };
}
