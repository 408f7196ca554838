/** What the page of the questionnaires asks now, or says when nothing is asked. */
import type { Measuring } from '../../api/queries/measuring';
import { countWords, dateWords, refusalWords } from '../../domain/danish';
import { FOLLOW_UP_MINUTES, leftOut, type FollowUpValues } from '../../domain/followUp';
import type { CourseId, Instant } from '../../domain/ids';
import type { MeasureId } from '../../domain/measures';
import {
  endOccasion,
  endOf,
  isItem9LeftOut,
  isJustApplied,
  measureTitle,
  minutesFor,
  nextAskedOn,
  treatmentWeek,
  weekOf,
  type Asking,
} from '../../domain/measuring';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import type { Link } from '../shared/page';
import type { FollowUpMain } from './followUp';

export function partAddress(measure: MeasureId): string {
  return paths.myMeasure.to({ measure });
}

/** About how long all that is asked takes. */
export function minutesOf({ occasion, measures }: Asking): number {
  return endOf(occasion) !== null ? FOLLOW_UP_MINUTES : minutesFor(measures);
}

/** "Ugens spørgeskemaer, 3 minutter" */
export function askedWords(asking: Asking): string {
  const minutes = countWords(minutesOf(asking), 'minut', 'minutter');
  return `${nameOf(asking)}, ${minutes}`;
}
function nameOf({ occasion }: Asking): string {
  return endOf(occasion) !== null ? 'De sidste spørgeskemaer' : 'Ugens spørgeskemaer';
}

/** Why it is asked, true of what is done with it. */
export function whyAsked({ occasion }: Asking): string {
  return endOf(occasion) !== null
    ? 'Så kan du og din psykolog se, hvad der er blevet anderledes, siden du søgte.'
    : 'Så kan du og din psykolog se, hvordan det går.';
}

/** Where answering begins, or goes on: the first that was not saved yet, else the sending. */
export function whereToAnswer(asking: Asking, values: FollowUpValues): Link {
  const next = asking.measures.find((measure) => values[measure] === undefined);
  const isBegun = Object.keys(values).length > 0;
  return {
    text: isBegun ? 'Fortsæt dine svar' : 'Svar på spørgsmålene',
    href:
      next && !isBegun && endOf(asking.occasion) === null
        ? partAddress(next)
        : paths.myMeasures.to(),
  };
}

export function askingMain(
  courseId: CourseId,
  asking: Asking,
  values: FollowUpValues,
  updateId: string,
): FollowUpMain {
  const { measures, occasion } = asking;
  const next = measures.find((measure) => values[measure] === undefined);
  return {
    heading: next ? headingOf(asking) : 'Send dine svar',
    sentences: next ? toldFirst(asking) : toldAtSending(asking, values),
    missing: next ? [] : missingLinks(measures, values),
    go: next
      ? {
          text: next === measures[0] ? 'Begynd' : `Fortsæt med "${measureTitle(next)}"`,
          href: partAddress(next),
        }
      : null,
    form: next
      ? null
      : {
          action: paths.myMeasures.to(),
          hidden: { updateId, course: courseId, occasion },
          button: 'Send dine svar',
        },
    links: [],
    parts: measures.map((measure) => {
      const done = values[measure] !== undefined;
      return {
        state: done ? 'done' : measure === next ? 'here' : 'toCome',
        name: measureTitle(measure),
        words: done ? savedWords(leftOut(values, measure)) : null,
        href: partAddress(measure),
      };
    }),
  };
}

function headingOf(asking: Asking): string {
  const week = weekOf(asking.occasion);
  return week === null ? nameOf(asking) : `${nameOf(asking)}: uge ${week}`;
}

function toldFirst(asking: Asking): readonly string[] {
  const minutes = countWords(minutesOf(asking), 'minut', 'minutter');
  return [
    `${whyAsked(asking)} Det tager cirka ${minutes}. Du kan holde pause, når du vil.`,
    ...(endOf(asking.occasion) !== null
      ? ['Det er de samme spørgsmål, som du svarede på, da du søgte.']
      : []),
    'Svarer du, at du har tanker om døden, eller at du har det meget værre end ved starten, ' +
      'læser en psykolog det. Ellers bliver dine svar ikke læst med det samme.',
  ];
}

function toldAtSending(asking: Asking, values: FollowUpValues): readonly string[] {
  const isLeftOut = asking.measures.some((measure) => leftOut(values, measure) > 0);
  return [
    ...(isLeftOut
      ? ['Du har sprunget noget over. Det må du gerne. Du kan også nå at svare på det nu.']
      : []),
    ...(isItem9LeftOut(values)
      ? [
          'Du har ikke svaret på spørgsmålet om tanker om døden. Sender du uden det svar, læser ' +
            'en psykolog dine svar. Vi vil gerne vide, at du er i sikkerhed.',
        ]
      : []),
    'Når du har sendt dine svar, kan du ikke ændre dem.',
  ];
}

function savedWords(left: number): string {
  return left === 0
    ? 'Gemt'
    : `Gemt. ${countWords(left, 'spørgsmål', 'spørgsmål')} er sprunget over`;
}

function missingLinks(measures: readonly MeasureId[], values: FollowUpValues): readonly Link[] {
  return measures.flatMap((measure) => {
    const left = leftOut(values, measure);
    const text = `${measureTitle(measure)}: ${countWords(left, 'spørgsmål', 'spørgsmål')} uden svar`;
    return left > 0 ? [{ text, href: partAddress(measure) }] : [];
  });
}

/** Nothing is asked: thanks where something was answered this week, and when it is asked again. */
export function nothingAskedMain(
  state: CourseState,
  { scores, weekly }: Pick<Measuring, 'scores' | 'weekly'>,
  now: Instant,
): FollowUpMain {
  const week = treatmentWeek(state, now);
  const occasion = week === null ? endOccasion(state, scores) : `week-${week}`;
  const thanks = scores.some((one) => one.occasion === occasion);
  const justApplied = week === 1 && isJustApplied(state, scores, weekly);
  const none = { missing: [], go: null, form: null, parts: [] };
  return {
    ...none,
    heading: thanks ? 'Tak for dine svar' : 'Du skal ikke svare på noget nu',
    sentences: [
      ...(thanks
        ? ['Du kan se, hvordan det er gået, herunder. Din psykolog kan se det samme.']
        : []),
      ...(!thanks && justApplied ? ['Du har lige svaret, da du søgte.'] : []),
      ...(thanks && week === null ? [] : [whenAgain(state, weekly, now)]),
    ],
    links: [{ text: 'Til Mit forløb', href: paths.myCourse.to() }],
  };
}

/** The next time that is sure: a day, after the pause, or the end, where all is asked. */
function whenAgain(state: CourseState, weekly: readonly MeasureId[], now: Instant): string {
  if (treatmentWeek(state, now) === null) return refusalWords('notAsked');
  if (state.pausedAt) return 'Behandlingen holder pause. Vi spørger igen, når den går videre.';
  const day = nextAskedOn(state, weekly, now);
  if (day) return `Vi spørger igen ${dateWords(day, now)}.`;
  if (weekly.length === 0) {
    return (
      'Det modul, du arbejder med nu, har ingen spørgeskemaer. Et senere modul kan have dem. ' +
      'Vi spørger senest igen, når behandlingen er slut.'
    );
  }
  return 'Der er ikke flere ugentlige spørgsmål til dig. Vi spørger igen, når behandlingen er slut.';
}
