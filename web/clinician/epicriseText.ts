/** What stands in the epicrise before the psychologist edits it: short, from what was measured. */
import type { EpicriseFacts } from '../../api/queries/epicriseFacts';
import type { Outcome } from '../../domain/course';
import { countWords, occasionWords, reckonedWords } from '../../domain/danish';
import { MEASURES, type MeasureId } from '../../domain/measures';
import { reliableChangeOf, type Change } from '../../domain/measures/outcome';
import type { CourseState } from '../../domain/state';

const CHANGE_WORDS: Readonly<Record<Change, string>> = {
  improved: 'er faldet mere end måleusikkerheden',
  worsened: 'er steget mere end måleusikkerheden',
  none: 'er stort set uændret',
};

/** How the treatment ended, said to a doctor in one whole sentence. */
const ENDED: Partial<Record<Outcome, string>> = {
  completed: 'Behandlingen blev gennemført.',
  droppedOut: 'Behandlingen sluttede, før den var gennemført.',
  withdrawn: 'Patienten valgte selv at stoppe behandlingen.',
  referred: 'Patienten er henvist til et andet tilbud.',
  endedByClinic: 'Klinikken afsluttede behandlingen.',
};
/** Somebody must take over: what the doctor is to do has no ready-made words. */
const GOES_ON_ELSEWHERE: readonly (Outcome | null)[] = ['referred', 'endedByClinic'];

/** Typed values of a form that nobody has touched. */
export function epicriseText(state: CourseState, found: EpicriseFacts): Record<string, string> {
  const done = found.modules.filter((one) => one.handedIn).length;
  const { outcome } = state;
  const all = found.modules.filter((one) => one.handedIn || !one.skipped).length;
  const sentences = [
    `Patienten har afleveret ${done} af ${countWords(all, 'modul', 'moduler')}.`,
    (outcome && ENDED[outcome]) ?? 'Behandlingen er slut.',
    ...(['phq9', 'gad7'] as const).flatMap((id) => changeSentence(id, found)),
  ];
  return {
    priority: 'routine',
    followUp: GOES_ON_ELSEWHERE.includes(outcome) ? '' : 'Ingen særskilt opfølgning fra jer.',
    letterText: sentences.join(' '),
  };
}

function changeSentence(id: MeasureId, found: EpicriseFacts): string[] {
  const scores = found.scores.filter((one) => one.measure === id && one.score !== null);
  const [first] = scores;
  const last = scores.at(-1);
  if (!first || !last || first === last) return [];
  const change = reliableChangeOf(id, { first: first.score, last: last.score });
  if (!change) return [];
  // What a doctor could take for the end, and is not quite: said in brackets.
  const isOlder = found.scores.some(
    (one) => one.measure === id && one.answeredAt > last.answeredAt,
  );
  const from = isOlder
    ? `seneste score er fra ${occasionWords(last.occasion).toLowerCase()}`
    : null;
  const about = [from, reckonedWords(last)].filter(Boolean).join(', ');
  return [`${MEASURES[id].name} ${CHANGE_WORDS[change]}${about ? ` (${about})` : ''}.`];
}
