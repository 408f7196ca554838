/** A person who answers pages of the application that may worry, and what stands there afterwards. */
import type { SectionId } from '../../../domain/application';
import { pagesOf } from '../../../domain/applicationPages';
import { pageAddress } from '../../../web/application/addresses';
import type { Patient } from '../patient/site';

export type Answers = Readonly<Record<string, string>>;

/** The page about safety with nothing on it that worries. */
export const CALM = {
  thoughts: 'no',
  suicideRisk: 'no',
  attempts: 'no',
  more: 'Jeg har en plante.',
};

/** Every page of the section, one after the other. */
export async function answers(
  { browser }: Patient,
  { section, answers: typed }: { readonly section: SectionId; readonly answers: Answers },
): Promise<void> {
  for (const page of pagesOf(section)) {
    const at = pageAddress(page);
    await (await browser.get(at)).press(at, typed);
  }
}

/** What stands in the section when it is opened again. */
export async function standsIn({ browser }: Patient, section: SectionId): Promise<Answers> {
  const pages: string[] = [];
  for (const page of pagesOf(section)) pages.push((await browser.get(pageAddress(page))).html);
  const html = pages.join('');
  const chosen = [...html.matchAll(/type="radio"[^>]*name="(\w+)" value="(\w*)"[^>]* checked/g)];
  const more = /<textarea[^>]*name="more"[^>]*>\s*([^<]*)</.exec(html)?.[1];
  return {
    ...Object.fromEntries(chosen.map(([, name = '', value = '']) => [name, value])),
    ...(more !== undefined && { more }),
  };
}
