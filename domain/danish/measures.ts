/** Says scores as people say them: when they were given, and what a change is worth. */
import { MEASURES, type MeasureId } from '../measures';
import { endOf, weekOf, type ToldScore } from '../measuring';
import { FOLLOW_UP } from '../followUp';
import { improvement, reliableChangeOf } from '../measures/outcome';
import { numberWords } from './numbers';

/** Occasions as they are called on screen: "Ansøgning", "Uge 3", "Afslutning", "Afslutning 2". */
export function occasionWords(occasion: string): string {
  const week = weekOf(occasion);
  if (week !== null) return `Uge ${week}`;
  if (occasion === FOLLOW_UP) return 'Et halvt år efter';
  const end = endOf(occasion);
  if (end === null) return 'Ansøgning';
  return end === 1 ? 'Afslutning' : `Afslutning ${end}`;
}

/** "1 point", "12 point", "2,35 point": a Danish comma, and no more than two decimals. */
export function pointWords(points: number): string {
  return `${numberWords(points)} point`;
}

type Answered = Pick<ToldScore, 'score' | 'asked' | 'leftOut'>;

/** "8 af 9": how many of the questions were answered. */
export function answeredWords({ asked, leftOut }: Omit<Answered, 'score'>): string {
  return `${asked - leftOut.length} af ${asked}`;
}

/** "beregnet af 8 af 9 svar": a score with gaps; null: nothing was left out, or it has no score. */
export function reckonedWords(of: Answered): string | null {
  if (of.score === null || of.leftOut.length === 0) return null;
  return `beregnet af ${answeredWords(of)} svar`;
}

/** "der skal mindst 7 svar til": what a score takes. */
export function leastWords(measure: MeasureId): string {
  const { items, leastAnswers } = MEASURES[measure];
  return leastAnswers === items.length
    ? `der skal svar til på alle ${leastAnswers}`
    : `der skal mindst ${leastAnswers} svar til`;
}

/** Which way is better: what the line is read by. */
export function betterWords(measure: MeasureId): string {
  return MEASURES[measure].risesWhenBetter ? 'Højere er bedre.' : 'Lavere er bedre.';
}

/** What has become of a score since the start, to the patient: kind, true, and no verdict. */
export function changeForPatient(measure: MeasureId, start: number, now: number): string {
  const points = improvement(measure, start, now);
  if (points === 0) return 'Det er det samme som ved starten.';
  const way = now > start ? 'højere' : 'lavere';
  const says = `Det er ${pointWords(Math.abs(now - start))} ${way} end ved starten`;
  const change = reliableChangeOf(measure, { first: start, last: now });
  if (change === 'improved')
    return `${says}, og det er mere end et almindeligt udsving. Det tyder på, at du har det bedre.`;
  if (change === 'worsened') {
    return (
      `${says}, og det er mere end et almindeligt udsving. Det kan gå op og ned undervejs. ` +
      'Skriv til din psykolog, hvis du har fået det værre.'
    );
  }
  return `${says}. Det kan være et almindeligt udsving.`;
}

/** The same to a psychologist, with the limit that it is held against. */
export function changeForStaff(measure: MeasureId, start: number, now: number): string {
  const { reliableChange } = MEASURES[measure];
  const by = numberWords(Math.abs(now - start));
  const moved =
    now === start
      ? 'Uændret siden start'
      : `${now > start ? 'Steget' : 'Faldet'} ${by} siden start`;
  const change = reliableChangeOf(measure, { first: start, last: now });
  if (change === null || reliableChange === null) return `${moved}.`;
  const limit = numberWords(reliableChange);
  const words = {
    improved: `sikker bedring (grænse ${limit})`,
    worsened: `sikker forværring (grænse ${limit})`,
    none: `ingen sikker ændring (grænse ${limit})`,
  } as const;
  return `${moved}: ${words[change]}.`;
}
