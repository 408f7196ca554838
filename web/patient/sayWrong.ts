/** Something is wrong: whom to tell, what can be put right, and where a complaint is made. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { stateOf } from '../../api/queries/courseState';
import { isLegal } from '../../domain/course';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import type { Link } from '../shared/page';
import { show } from '../shared/show';
import { messagePromise } from './answerDay';
import { placeOf, toMyCourse } from './place';

export interface SayWrongMain {
  readonly parts: readonly {
    readonly heading: string;
    readonly sentences: readonly string[];
    readonly links: readonly Link[];
  }[];
}

const WRITE: Link = { text: 'Skriv en besked', href: paths.myMessages.to() };
const LETTERS: Link = { text: 'Se dine breve', href: paths.myLetters.to() };
const READERS: Link = { text: 'Se, hvem der har set dine oplysninger', href: paths.myReaders.to() };
const CONTACT: Link = { text: 'Se, hvordan du kontakter os', href: paths.contact.to() };
const COMPLAINT: Link = { text: 'Læs klagevejledningen', href: paths.complaint.to() };

export function sayWrongMain(state: CourseState, now: Instant): SayWrongMain {
  const open = isLegal(state.stage, 'writeMessage');
  const letters = state.since.submitted ? [LETTERS] : [];
  return {
    parts: [
      {
        heading: 'Sig det til os først, hvis du kan',
        sentences: open
          ? ['Skriv, hvad der er galt. Så ser vi på, hvad vi kan gøre.', messagePromise(state, now)]
          : [notOpen(state)],
        links: open ? [WRITE] : [],
      },
      {
        heading: 'Hvis der står noget forkert om dig',
        sentences: [
          open ? 'Skriv, hvad der er forkert, og hvad der er rigtigt.' : notWritten(state),
          'Er det i et brev, kan vi rette brevet og sende det igen. Det gamle bliver ikke slettet.',
        ],
        links: open ? letters : [CONTACT, ...letters],
      },
      {
        heading: 'Hvis nogen har set noget, de ikke skulle',
        sentences: [
          'Du kan se, hvem af os der har åbnet dit forløb, og hvornår. Klagevejledningen siger, ' +
            'hvem du kan klage til.',
        ],
        links: [READERS],
      },
      {
        heading: 'Hvis du vil klage',
        sentences: [
          'Du må gerne klage. Det koster ikke noget, og din behandling bliver ikke dårligere af det.',
          'Vejledningen siger, hvem du skriver til, og hvad du skal skrive.',
        ],
        links: [COMPLAINT],
      },
    ],
  };
}

/** Where messages are closed there is another way to say it. */
function notWritten(state: CourseState): string {
  return placeOf(state) === 'over'
    ? 'Kontakt os, og fortæl, hvad der er forkert, og hvad der er rigtigt.'
    : 'Din ansøgning kan du selv rette, til du har sendt den. Er det noget andet, så kontakt os.';
}

function notOpen(state: CourseState): string {
  return placeOf(state) === 'over'
    ? 'Dit forløb er slut, så du kan ikke skrive til os her. Du kan stadig klage.'
    : 'Du kan skrive til os her, når du har sendt din ansøgning.';
}

async function page(ctx: Ctx, asked: Asked): Promise<Answer> {
  return show(ctx, asked, 'patient/sayWrong', {
    title: 'Sig til, hvis noget er galt',
    back: toMyCourse,
    main: sayWrongMain(stateOf(asked.course), ctx.now),
  });
}

export const sayWrongRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.sayWrong.pattern,
    permission: 'ownCourse',
    audit: 'sawHowToComplain',
    course: 'own',
    handle: page,
  },
];
