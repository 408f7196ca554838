/** Says what is odd about an adjusted programme, in plain words, before it is saved. */
import { dateWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { Oddity } from '../../domain/oddities';
import { titleIn, type ModuleTelling } from '../shared/waitingModule';

export function oddityWords(
  one: Oddity,
  titles: Pick<ModuleTelling, 'titles'>,
  now: Instant,
): string {
  switch (one.kind) {
    case 'ahead':
      return (
        `${titleIn(one.moduleId, titles)} er åbent før ${titleIn(one.closed, titles)}, ` +
        'som står før det på listen.'
      );
    case 'nothingOpen':
      return one.until
        ? `Patienten har ikke noget modul at arbejde med, før det næste åbner ${dateWords(one.until, now)}.`
        : 'Patienten har ikke noget modul at arbejde med, før du åbner et.';
    case 'gap':
      if (one.from === null) {
        return `Det næste modul åbner først ${dateWords(one.until, now)}. Det er mere end en uge til.`;
      }
      return (
        `Mellem ${dateWords(one.from, now)} og ${dateWords(one.until, now)} åbner der ikke ` +
        'noget nyt modul.'
      );
    case 'afterEnd':
      return `${titleIn(one.moduleId, titles)} når ikke at åbne, før behandlingen slutter.`;
  }
}
