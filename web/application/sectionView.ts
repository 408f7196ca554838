/** A page of the application as it is shown: its fields, where one is, and how much is left. */
import type { Answer, Asked, Ctx, Form } from '../../api/app';
import { freshUpdateId } from '../../api/commands/press';
import { gpChoices, type Application, type GpsFound } from '../../api/queries/application';
import {
  APPLICATION,
  minutesLeft,
  missingIn,
  SECTION_IDS,
  valueOf,
  type SectionId,
} from '../../domain/application';
import { pagesOf, type SectionPage } from '../../domain/applicationPages';
import { CONSENT_FOOT, countWords } from '../../domain/danish';
import { paths } from '../paths';
import type { Field, FieldErrors, Typed } from '../shared/fields';
import type { Link, Notice } from '../shared/page';
import type { Facts, Form as FormPart } from '../shared/parts';
import { show } from '../shared/show';
import { pageAddress, pageBefore } from './addresses';
import { regionToday } from './region';
import { sectionFields } from './sectionFields';

export interface SectionMain {
  step: string;
  intro: string;
  form: FormPart & { fields: readonly Field[]; button: string };
  /** Who reads it, and when: before the field (by id) with room for a story; '': there is none. */
  readWhen: { before: string; words: string };
  /** One line under the fields: what a choice here means. */
  note: string | null;
  /** Looking for a doctor, within the same form; null on every other page. */
  search: Search | null;
  /** Saved in another window meanwhile. */
  theirs: Facts | null;
  useTheirs: string;
  /** Said while answers are missing. */
  later: string | null;
  /** The page before this one. */
  previous: Link | null;
}
/** The button and the field of the search for a doctor, as they are posted. */
export const SEARCH = 'soeg';
const SEARCHED = 'laegenavn';

export interface Search {
  readonly button: string;
  readonly field: string;
  /** What was searched for, as it was typed. */
  readonly value: string;
  /** What came of it. */
  readonly said?: string | undefined;
}

/**
 * The search with what it found. It is posted and never stands in an address: whose patient somebody
 * is belongs in no history and no log.
 */
export function searchFor(form: Form, found: GpsFound): Search {
  const value = searchedIn(form);
  return { button: SEARCH, field: SEARCHED, value, said: searchWords(value, found) };
}
export function searchedIn(form: Form): string {
  const typed = form[SEARCHED];
  return typeof typed === 'string' ? typed : '';
}

const ASKED_AT_THE_END =
  'Du behøver ikke svare på det hele for at gemme siden. Det, der mangler, spørger vi om til sidst.';

/** One showing of the form. */
export interface Showing {
  readonly typed: Typed;
  readonly version: number | string;
  /** Which showing it is: another one unless this page goes on from the one before. */
  readonly writer?: string;
  /** The stamp of the draft that is shown, or that was left aside. */
  readonly seen?: string;
  readonly errors?: FieldErrors;
  readonly status?: number;
  readonly notice?: Notice;
  readonly theirs?: Facts;
}

export async function shown(
  ctx: Ctx,
  asked: Asked,
  page: SectionPage,
  found: Application,
  showing: Showing,
): Promise<Answer> {
  const { id, title, questions } = page;
  const gps = id === 'gp' ? await gpsFor(ctx, found, showing.typed, searchedIn(asked.form)) : null;
  const { fields, errors } = sectionFields(
    id,
    showing.typed,
    showing.errors ?? {},
    gps?.practices,
    page,
  );
  const fra = asked.query['fra'] ?? asked.form['fra'];
  const from = typeof fra === 'string' ? fra : undefined;
  const missing = missingIn(id, found.answers);
  const before = pageBefore(page);
  return show(
    ctx,
    asked,
    'application/section',
    {
      title: `Ansøgning: ${pageTitle(page)}`,
      heading: title,
      back: { text: 'Til oversigten', href: paths.application.to() },
      ...(errors && { errors }),
      ...(showing.notice && { notice: showing.notice }),
      main: {
        ...sectionMain(id, fields, {
          ...showing,
          page,
          ...(!found.adultFrom && { left: minutesLeft(found) }),
          ...(from !== undefined && { from }),
        }),
        note: noteOf(ctx, id, found),
        later: questions.some(({ name }) => missing.includes(name)) ? ASKED_AT_THE_END : null,
        previous: before && { text: 'Forrige side', href: pageAddress(before, { fra: from }) },
        search: gps && searchFor(asked.form, gps),
      },
    },
    showing.status,
  );
}

/** Without `page` a section's questions stand together. `left`: minutes of what is not done. */
export function sectionMain(
  id: SectionId,
  fields: readonly Field[],
  {
    version,
    writer,
    from,
    theirs,
    seen,
    page,
    left,
  }: Pick<Showing, 'version' | 'writer' | 'theirs' | 'seen'> & {
    from?: string;
    page?: SectionPage;
    left?: number;
  },
): SectionMain {
  const { intro, measure } = APPLICATION[id];
  const at = page ?? { id, number: 1 };
  return {
    step: stepWords(id, page, left),
    // A questionnaire's instruction belongs to every answer; other words are read once.
    intro: at.number === 1 || measure !== null ? intro : '',
    readWhen: readWhenOf(id, fields),
    note: null,
    search: null,
    form: {
      action: pageAddress(at),
      autosave: pageAddress(at, { kladde: '1' }),
      hidden: {
        version: String(version),
        writer: writer ?? freshUpdateId(),
        ...(seen && { seen }),
        ...(from && { fra: from }),
      },
      fields,
      button: 'Gem og gå videre',
    },
    theirs: theirs ?? null,
    useTheirs: pageAddress(at, { vis: 'gemt', fra: from }),
    later: null,
    previous: null,
  };
}

/**
 * Free text raises no flag, so nobody must wait for it to be read. The words about safety are seen
 * earlier when another answer there raises one, which is nothing to count on.
 */
function readWhenOf(id: SectionId, fields: readonly Field[]): SectionMain['readWhen'] {
  const first = fields.find(({ kind }) => kind === 'textarea');
  const words =
    id === 'safety'
      ? 'Regn ikke med, at nogen læser, hvad du skriver her, før du har sendt ansøgningen.'
      : 'Ingen læser det, du skriver, før du har sendt ansøgningen.';
  return { before: first?.id ?? '', words };
}

/** In the browser's tab: the pages of one section are told apart. */
function pageTitle({ id, number, title }: SectionPage): string {
  const of = pagesOf(id).length;
  return of > 1 ? `${title}, side ${number} af ${of}` : title;
}

function stepWords(id: SectionId, page: SectionPage | undefined, left: number | undefined): string {
  const of = page ? pagesOf(id).length : 1;
  const place = `Del ${SECTION_IDS.indexOf(id) + 1} af ${SECTION_IDS.length}`;
  const where = of > 1 && page ? `${place}, side ${page.number} af ${of}` : place;
  const minutes = ` Cirka ${APPLICATION[id].minutes} min.`;
  const here = `${where}.${page && page.number > 1 ? '' : minutes}`;
  return left ? `${here} Cirka ${countWords(left, 'minut', 'minutter')} tilbage i alt.` : here;
}

function gpsFor(ctx: Ctx, found: Application, typed: Typed, search: string): Promise<GpsFound> {
  const municipality = valueOf(found.answers['aboutYou'], 'municipality');
  const chosen = typeof typed['gp'] === 'string' ? typed['gp'] : '';
  return gpChoices(ctx, { search, municipality, chosen });
}

/** Undefined when nothing was searched for and all that there is stands here. */
function searchWords(search: string, { isNowhere, isMore }: GpsFound): string | undefined {
  if (search.trim() !== '' && isNowhere) {
    return (
      'Vi fandt ingen læge, der hedder sådan, eller hvis ydernummer begynder sådan. Prøv med et ' +
      'enkelt ord af navnet, eller vælg "Jeg har ingen læge, eller min læge er ikke her".'
    );
  }
  if (!isMore) return undefined;
  return search.trim() === ''
    ? 'Her er de første. Står din læge her ikke, så søg efter navnet.'
    : 'Der er flere, der passer. Skriv mere af navnet eller nummeret, hvis din læge ikke står her.';
}

function noteOf(ctx: Ctx, id: SectionId, found: Application): string | null {
  const { answers } = found;
  if (id === 'consents') {
    const said = valueOf(answers['aboutYou'], 'contact') !== '' ? 'ja' : 'nej';
    return `Du har sagt ${said} til påmindelser på e-mail under "Om dig". ${CONSENT_FOOT}`;
  }
  if (id !== 'aboutYou') return null;
  const region = regionToday(ctx, found);
  return region === null ? null : `Du hører til ${region}.`;
}
