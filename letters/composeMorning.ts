/** From the numbers of a morning to its mail, in words: one line for each thing that waits. */
import { countWords, dateWords, timeWords } from '../domain/danish';
import type { CivilDate, Instant } from '../domain/ids';
import type { ClinicMorning, Morning } from '../domain/morning';
import { renderLetter, type RenderedLetter } from './render';

/** Where the numbers are shown; a test compares them with web/paths. */
export const MORNING_PAGES = {
  mine: '/arbejdsliste?vis=mine',
  unowned: '/arbejdsliste?vis=unassigned',
  team: '/arbejdsliste?vis=team',
  roster: '/vagtplan',
  incidents: '/fejl',
  stuck: '/leder/forloeb?se=yes',
  worklist: '/arbejdsliste',
} as const;
type Page = keyof typeof MORNING_PAGES;

/** The mail of one person and date. Always one: a mail that is missing must be noticed. */
export function composeMorning(of: {
  morning: Morning;
  onDate: CivilDate;
  countedAt: Instant;
  baseUrl: string;
}): RenderedLetter {
  const urlOf = (page: Page): string => `${of.baseUrl}${MORNING_PAGES[page]}`;
  return renderLetter('staffMorning', {
    day: dateWords(of.onDate),
    countedAt: timeWords(of.countedAt),
    lines: linesOf(of.morning).map(([text, page]) => ({ text, url: urlOf(page) })),
    portalUrl: urlOf('worklist'),
  });
}

type Line = readonly [text: string, page: Page];

function linesOf({ clinic, ...own }: Morning): readonly Line[] {
  return [
    ...some(own.redFlags, 'team', [
      'rød bekymringsmarkering, som ingen har taget',
      'røde bekymringsmarkeringer, som ingen har taget',
    ]),
    ...some(own.otherFlags, 'team', [
      'gul bekymringsmarkering eller forværring, som du skal se på',
      'gule bekymringsmarkeringer eller forværringer, som du skal se på',
    ]),
    ...(own.onDuty ? [['Du har vagten i dag', 'roster'] as const] : []),
    ...some(own.overdue, 'mine', ['af dine opgaver er over frist']),
    ...some(own.today, 'mine', ['af dine opgaver har frist i dag']),
    ...some(own.talks, 'mine', ['samtale i dag', 'samtaler i dag']),
    ...some(own.unowned, 'unowned', [
      'opgave, som ingen har taget',
      'opgaver, som ingen har taget',
    ]),
    ...(clinic ? clinicLines(clinic) : []),
  ];
}

function clinicLines(clinic: ClinicMorning): readonly Line[] {
  return [
    ...some(clinic.overdue, 'team', [
      'opgave i klinikken er over frist',
      'opgaver i klinikken er over frist',
    ]),
    ...some(clinic.stuck, 'stuck', ['forløb er gået i stå']),
    ...some(clinic.undelivered, 'incidents', [
      'brev eller besked kom ikke frem',
      'breve eller beskeder kom ikke frem',
    ]),
    ...some(clinic.withoutDuty, 'roster', [
      'arbejdsdag i de næste to uger er uden vagt',
      'arbejdsdage i de næste to uger er uden vagt',
    ]),
  ];
}

/** Nothing is said about what does not wait. */
function some(
  count: number,
  page: Page,
  [one, several = one]: readonly [one: string, several?: string],
): readonly Line[] {
  return count === 0 ? [] : [[countWords(count, one, several), page]];
}
