/** Says whether the texts of a programme are approved for patients, by whom and since when. */
import { unapproved, type ProgrammePlan } from '../programme';
import { countWords, longDate } from './dates';

/** What staff read: "Godkendt af Anne Hansen, ledende overlæge, 1. december 2026", or that it is a draft. */
export function approvalWords({ modules }: Pick<ProgrammePlan, 'modules'>): string {
  const waiting = unapproved({ modules }).length;
  if (waiting === modules.length) {
    return 'Kladde. Ingen har godkendt teksterne til patienter endnu.';
  }
  const signed = modules.flatMap((one) =>
    one.clinicalApproval === 'awaits' ? [] : [one.clinicalApproval],
  );
  if (waiting > 0) {
    const done = countWords(signed.length, 'modul er godkendt', 'moduler er godkendt');
    return `Kladde. ${done}, og ${waiting} venter.`;
  }
  const people = [...new Set(signed.map(({ by }) => by))].join(' og ');
  const [last] = signed
    .map(({ on }) => on)
    .toSorted()
    .toReversed();
  return `Godkendt af ${people}${last ? `, ${longDate(last)}` : ''}.`;
}

/** "Depression, version 2" */
export function programmeName({
  title,
  version,
}: Pick<ProgrammePlan, 'title' | 'version'>): string {
  return `${title}, version ${version}`;
}

/** What practice patients read above a text that nobody has approved. */
export const DRAFT_TEXT =
  'Øvelse: Teksten er en kladde. Klinikken har ikke godkendt den til patienter endnu.';
