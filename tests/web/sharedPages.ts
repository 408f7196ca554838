/** The pages of web/shared, ready to be looked at, by their address on the test site. */
import type { Renderer } from '../../web/shared/engine';
import { renderDatabaseAway, renderError } from '../../web/shared/error';
import { renderLoggedOut } from '../../web/shared/loggedOut';
import type { PracticeBar } from '../../web/shared/page';
import type { PracticeMain } from '../../web/shared/practice';
import { paths } from '../../web/paths';
import { crisis, patientFrame, publicFrame, staffFrame } from './sampleFrames';
import { gallery } from './sampleGallery';

const practice: PracticeBar = {
  dateWords: 'Mandag 7. december 2026 kl. 10.00',
  stateWords: 'uret står stille',
  isRunning: false,
  back: paths.practice.to(),
};

const practiceMain: PracticeMain = {
  newcomer: {
    person: 'newcomer',
    button: 'Søg behandling som ny ansøger',
    name: 'En ny ansøger',
    words: 'Har aldrig været her før. Begynder med ansøgningen.',
  },
  patients: [
    {
      person: 'freja',
      button: 'Vær Freja',
      name: 'Freja Prøve',
      words: 'Har fået tilbudt en samtale onsdag 16. december kl. 10.00 og skal svare.',
    },
    {
      person: 'sofie',
      button: 'Vær Sofie',
      name: 'Sofie Prøve',
      words: 'Er i behandling, modul 4 af 8.',
    },
  ],
  staff: [
    {
      person: 'karen',
      button: 'Vær psykologen',
      name: 'Karen Eksempel, psykolog',
      words: 'Har tre ansøgninger at vurdere. Den ene er 1 dag over frist.',
    },
    {
      person: 'bo',
      button: 'Vær koordinatoren',
      name: 'Bo Eksempel, koordinator',
      words: 'Følger op på tider og på breve, der ikke kom frem.',
    },
    {
      person: 'lis',
      button: 'Vær lederen',
      name: 'Lis Eksempel, leder',
      words: 'Ser alle forløb, der kører, og hvad de venter på.',
    },
  ],
  doors: [
    {
      text: 'Postkassen',
      href: 'http://127.0.0.1:3002/',
      sentence: 'Her ligger alle breve og beskeder, som modtagerne ser dem, med deres links.',
    },
    {
      text: 'Temporal',
      href: 'http://127.0.0.1:8233/',
      sentence: 'Her ses hvert forløb som den proces, der kører: ventetider, hændelser, forsøg.',
    },
  ],
};

export function sharedPages(renderer: Renderer): Map<string, string> {
  const jumping = { ...practice, jumping: 'Uret springer til tirsdag 8. december kl. 8.00.' };
  return new Map([
    ['/galleri', renderer.page('test/gallery', gallery)],
    [
      '/forside',
      renderer.page('shared/front', {
        ...publicFrame,
        practice,
        title: 'Gratis behandling for angst og depression på nettet',
        main: {
          promises: {
            answer: '2 uger',
            assessment: '4 uger',
            treatment: '12 uger',
            byAge: [{ ages: '18–24 år', answer: '8 arbejdsdage' }],
          },
        },
      }),
    ],
    [
      '/oevelse',
      renderer.page('shared/practice', {
        ...publicFrame,
        practice: jumping,
        title: 'Øvelse',
        main: practiceMain,
      }),
    ],
    ['/fejl/404', renderError(renderer, publicFrame, 'notFound').html],
    ['/fejl/403', renderError(renderer, staffFrame, 'forbidden').html],
    ['/fejl/gammel', renderError(renderer, patientFrame, 'oldForm').html],
    [
      '/fejl/409',
      renderError(renderer, staffFrame, 'conflict', {
        heading: 'Mads har trukket sin ansøgning',
        sentences: ['Det gjorde han kl. 10.02, mens du skrev. Dit notat er gemt som kladde.'],
      }).html,
    ],
    ['/fejl/413', renderError(renderer, patientFrame, 'tooLarge').html],
    ['/fejl/422', renderError(renderer, patientFrame, 'unreadable').html],
    ['/fejl/429', renderError(renderer, patientFrame, 'tooMany').html],
    ['/fejl/500', renderError(renderer, patientFrame, 'failed').html],
    ['/fejl/503', renderError(renderer, patientFrame, 'unavailable').html],
    ['/fejl/database', renderDatabaseAway(renderer, crisis).html],
    [
      '/gemmes/u-1',
      renderer.page('shared/saving', {
        ...patientFrame,
        narrow: true,
        title: 'Vi har modtaget det og er ved at gemme',
        refreshTo: paths.saving.to({ update: 'u-1' }),
        main: {
          again: paths.saving.to({ update: 'u-1' }),
          links: [{ text: 'Til Mit forløb', href: paths.myCourse.to() }],
        },
      }),
    ],
    ['/ude', renderLoggedOut(renderer, publicFrame, 'idle', paths.login.to())],
  ]);
}
