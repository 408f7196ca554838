/** The pages that say what went wrong and what to do now, always with the crisis numbers. */
import type { Renderer } from './engine';
import type { CrisisNumbers, Frame, Link } from './page';
import { paths } from '../paths';

export type ErrorKind =
  | 'notFound'
  | 'forbidden'
  | 'oldForm'
  | 'conflict'
  | 'unreadable'
  | 'tooLarge'
  | 'tooMany'
  | 'failed'
  | 'unavailable';

interface ErrorWords {
  status: number;
  heading: string;
  sentences: readonly string[];
}

/** True only of a page that was asked for: a form's words that came to nothing stand below it. */
const NOTHING_LOST = 'Intet af det, du har skrevet, er gået tabt.';

const words: Record<ErrorKind, ErrorWords> = {
  notFound: {
    status: 404,
    heading: 'Siden findes ikke',
    sentences: [
      'Måske er linket blevet for gammelt, eller også mangler der noget af adressen.',
      NOTHING_LOST,
    ],
  },
  forbidden: {
    status: 403,
    heading: 'Du har ikke adgang til den her side',
    sentences: [
      'Siden hører til en anden person eller en anden opgave, end den du er logget ind med.',
      'Er det din egen side, så log ud og ind igen.',
    ],
  },
  oldForm: {
    status: 403,
    heading: 'Siden havde stået åben for længe',
    sentences: [
      'Vi tog ikke imod det, du sendte, fordi vi ikke kunne være sikre på, at det kom fra dig.',
      'Gå tilbage i din browser. Det, du skrev, står der stadig. Genindlæs siden i et nyt vindue, ' +
        'og kopiér det over.',
    ],
  },
  conflict: {
    status: 409,
    heading: 'Der er sket noget, mens du havde siden åben',
    sentences: ['Se, hvordan det ser ud nu, og svar så igen, hvis det stadig passer.'],
  },
  unreadable: {
    status: 422,
    heading: 'Vi kunne ikke læse det, du sendte',
    sentences: ['Gå tilbage i din browser, og prøv igen. Intet er ændret.'],
  },
  tooLarge: {
    status: 413,
    heading: 'Det, du sendte, er for langt',
    sentences: [
      'Vi kunne ikke tage imod det, så intet af det er gemt. Det, der var gemt før, er der stadig.',
      'I de fleste browsere står din tekst der stadig, når du går tilbage. Gå tilbage, før du gør ' +
        'andet.',
      'Gør den kortere, og send den så igen. Se efter, om der er sat noget ind, som du ikke ville ' +
        'have med.',
    ],
  },
  tooMany: {
    status: 429,
    heading: 'Det gik lidt for hurtigt',
    sentences: ['Vent et minut, og prøv så igen. Intet af det, du har skrevet, er gået tabt.'],
  },
  failed: {
    status: 500,
    heading: 'Noget gik galt hos os',
    sentences: [
      'Det er ikke noget, du har gjort. Vi har fået besked om fejlen.',
      'Prøv igen om lidt. Det, vi tidligere har sagt er gemt, er stadig gemt.',
    ],
  },
  unavailable: {
    status: 503,
    heading: 'Vi kan ikke gemme noget lige nu',
    sentences: [
      'Det, du sendte, er ikke kommet frem. Det er ikke noget, du har gjort.',
      'Lad siden stå åben, og prøv igen om et par minutter.',
    ],
  },
};

/** What a page knows about its own case; the words of the kind stand where nothing is given. */
export interface ErrorDetail {
  heading?: string;
  /** "Mads har trukket sin ansøgning, mens du skrev. Dit notat er gemt som kladde." */
  sentences?: readonly string[];
  ways?: readonly Link[];
  /** What somebody wrote in a form that was not taken in. */
  texts?: readonly string[];
}

export interface ErrorPage {
  status: number;
  html: string;
}

/** The page and its status. It shows the crisis foot to staff as well. */
export function renderError(
  renderer: Renderer,
  frame: Frame,
  kind: ErrorKind,
  detail: ErrorDetail = {},
): ErrorPage {
  const said = words[kind];
  const heading = detail.heading ?? said.heading;
  const texts = detail.texts ?? [];
  const html = renderer.page('shared/error', {
    ...frame,
    nav: frame.nav.map((link) => ({ ...link, current: false })),
    narrow: true,
    showCrisis: true,
    title: heading,
    main: {
      sentences: (detail.sentences ?? said.sentences).filter(
        (one) => texts.length === 0 || one !== NOTHING_LOST,
      ),
      links: detail.ways ?? waysOf(frame),
      texts,
      about:
        kind === 'failed'
          ? 'Vi ved ikke, om det er gemt. Kopiér det, hvis du vil beholde det.'
          : 'Det er ikke gemt. Kopiér det, hvis du vil beholde det.',
    },
  });
  return { status: said.status, html };
}

/** What is shown while Postgres is away: made once at start, without session or database. */
export function renderDatabaseAway(renderer: Renderer, crisis: CrisisNumbers): ErrorPage {
  const frame: Frame = { audience: 'public', nav: [], csrf: '', crisis };
  return renderError(renderer, frame, 'unavailable', {
    heading: 'Vi er her ikke lige nu',
    sentences: [
      'Vi kan hverken vise eller gemme noget i øjeblikket. Vi arbejder på sagen.',
      'Det, vi tidligere har sagt er gemt, er stadig gemt. Prøv igen om et par minutter.',
    ],
    ways: [{ text: 'Prøv igen', href: paths.front.to() }],
  });
}

function waysOf(frame: Frame): readonly Link[] {
  const front: Link = { text: 'Til forsiden', href: paths.front.to() };
  if (frame.audience === 'patient') return [{ text: 'Til Mit forløb', href: paths.myCourse.to() }];
  if (frame.audience === 'staff') return [{ text: 'Til arbejdslisten', href: paths.worklist.to() }];
  return [front];
}
