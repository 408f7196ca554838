/** What stands in the epicrise before the psychologist edits it: short, from what was measured. */
import type { EpicriseFacts } from '../../api/queries/epicriseFacts';
import { OUTCOME_FOR_STAFF } from '../../domain/danish';
import { MEASURES, type MeasureId } from '../../domain/measures';
import { reliableChangeOf, type Change } from '../../domain/measures/outcome';
import type { CourseState } from '../../domain/state';

const CHANGE_WORDS: Readonly<Record<Change, string>> = {
  improved: 'er faldet mere end måleusikkerheden',
  worsened: 'er steget mere end måleusikkerheden',
  none: 'er stort set uændret',
};

/** Typed values of a form that nobody has touched. */
export function epicriseText(state: CourseState, found: EpicriseFacts): Record<string, string> {
  const done = found.modules.filter((one) => one.handedIn).length;
  const ending = state.outcome ? OUTCOME_FOR_STAFF[state.outcome].toLowerCase() : 'afsluttet';
  const sentences = [
    `Patienten har afleveret ${done} af ${found.modules.length} moduler.`,
    `Behandlingen er ${ending}.`,
    ...(['phq9', 'gad7'] as const).flatMap((id) => changeSentence(id, found)),
  ];
  return {
    priority: 'routine',
    followUp: 'Ingen særskilt opfølgning fra jer.',
    letterText: sentences.join(' '),
  };
}

function changeSentence(id: MeasureId, found: EpicriseFacts): string[] {
  const scores = found.scores.filter((one) => one.measure === id && one.score !== null);
  const [first] = scores;
  const last = scores.at(-1);
  if (!first || !last || first === last) return [];
  const change = reliableChangeOf(id, { first: first.score, last: last.score });
  return change ? [`${MEASURES[id].name} ${CHANGE_WORDS[change]}.`] : [];
}
