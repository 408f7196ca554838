/** What a treatment did, at its closing: the classes of the outcome, and the patient's own words. */
import type { ClosingCall } from '../../api/queries/closingCall';
import { PROGRAMMES } from '../../domain/diagnoses';
import { FOLLOW_UP } from '../../domain/followUp';
import { occasionWords } from '../../domain/danish';
import { MEASURES, type MeasureId } from '../../domain/measures';
import { outcomeOf, type EndsByMeasure } from '../../domain/measures/outcome';
import { endOccasion, startScore } from '../../domain/measuring';
import type { CourseState } from '../../domain/state';
import { summaryWords, type SummaryWords } from '../shared/summaryWords';
import { measureOf, scoreHeading, scoreWords } from './answersView';

interface EndWords {
  readonly text: string;
  readonly look: boolean;
}

/** The outcome in sentences, or what is missing for one; the last score stands for the end. */
export function endWords(state: CourseState, all: ClosingCall['scores']): readonly EndWords[] {
  const { programme, since } = state;
  const scores = all.filter((one) => one.occasion !== FOLLOW_UP);
  const diagnosis = PROGRAMMES.find((one) => one === programme?.programmeId) ?? null;
  const outcome = outcomeOf(diagnosis, endsOf(scores));
  // A course that was moved back has had another end, whose answers are not this one's.
  const end = endOccasion(state, scores);
  const answered = scores.some((one) => one.occasion === end);
  const missing =
    since.treatmentEnded && !answered
      ? [plain('Patienten har ikke svaret på de sidste spørgeskemaer. Den seneste score er brugt.')]
      : (['phq9', outcome?.anxietyMeasure ?? 'gad7'] as const).flatMap((id) =>
          unscored(id, scores),
        );
  if (!outcome) return [...missing, plain('Der er for få scorer til at sige, hvad der er ændret.')];
  const pair = `PHQ-9 og ${MEASURES[outcome.anxietyMeasure].name}`;
  return [
    ...missing,
    plain(
      outcome.wasCase
        ? `Ved start over grænsen på mindst ét af ${pair}.`
        : `Ved start under grænsen på både ${pair}.`,
    ),
    ...(outcome.wasCase
      ? [
          plain(
            outcome.recovered
              ? 'Nu under grænsen på begge: kommet sig.'
              : 'Stadig over grænsen på mindst ét.',
          ),
        ]
      : []),
    outcome.reliablyDeteriorated
      ? { text: `Sikker forværring på mindst ét af ${pair}.`, look: true }
      : plain(
          outcome.reliablyImproved
            ? `Sikker bedring på mindst ét af ${pair}${outcome.reliablyRecovered ? ', og kommet sig' : ''}.`
            : `Ingen sikker ændring på ${pair}.`,
        ),
  ];
}

function plain(text: string): EndWords {
  return { text, look: false };
}

/** The last answers were too few: an older score stands for them, and which one is said. */
function unscored(id: MeasureId, scores: ClosingCall['scores']): readonly EndWords[] {
  const own = scores.filter((one) => one.measure === id);
  const last = own.at(-1);
  if (!last || last.score !== null) return [];
  // The first that is scored is the start, and stands for no end.
  const used = own
    .filter(({ score }) => score !== null)
    .slice(1)
    .at(-1);
  const from = used && occasionWords(used.occasion).toLowerCase();
  const instead = used ? ` Her er brugt scoren fra ${from}: ${scoreWords(used)}.` : '';
  return [{ text: `${scoreHeading(last)}.${instead}`, look: true }];
}

function endsOf(scores: ClosingCall['scores']): EndsByMeasure {
  const ids = scores.flatMap((one) => measureOf(one.measure) ?? []);
  const of = (id: MeasureId) => {
    const own = scores.filter((one) => one.measure === id && one.score !== null);
    const last = own.length > 1 ? (own.at(-1)?.score ?? null) : null;
    return { first: startScore(own, id), last };
  };
  return Object.fromEntries([...new Set(ids)].map((id) => [id, of(id)]));
}

export function ownWordsOf(own: ClosingCall['own']): SummaryWords {
  return own ? summaryWords(own.words) : [];
}
