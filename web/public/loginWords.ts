/** What is said when a login led nowhere: why, and what to do. */
import type { NotLoggedIn } from '../../api/commands/logIn';
import { refusalWords } from '../../domain/danish';

interface Words {
  readonly heading: string;
  readonly sentences: readonly string[];
}

export const NOT_LOGGED_IN: Readonly<Record<NotLoggedIn, Words>> = {
  levelTooLow: {
    heading: 'Dit login er ikke sikkert nok',
    sentences: [refusalWords('levelTooLow'), 'Det er for at passe på dine oplysninger.'],
  },
  cancelled: {
    heading: 'Du blev ikke logget ind',
    sentences: ['Login blev afbrudt, før det var færdigt. Du kan prøve igen, når du vil.'],
  },
  answerDoesNotFit: {
    heading: 'Du blev ikke logget ind',
    sentences: [
      'Svaret fra login passede ikke til det, vi spurgte om. Det sker, hvis man går tilbage i ' +
        'browseren eller bruger det samme link to gange.',
      'Prøv igen herfra.',
    ],
  },
  claimsMissing: {
    heading: 'Du blev ikke logget ind',
    sentences: [
      'Dit login gav os ikke de oplysninger, vi skal bruge for at vide, hvem du er.',
      'Prøv igen. Hjælper det ikke, så ring til os.',
    ],
  },
  noRole: {
    heading: 'Du er ikke oprettet hos os',
    sentences: [
      'Dit medarbejderlogin virker, men det giver ikke adgang her.',
      'Bed din leder om at få dig oprettet.',
    ],
  },
  notStaff: {
    heading: 'Du er ikke oprettet hos os',
    sentences: [
      'Dit medarbejderlogin virker, men det giver ikke adgang her.',
      'Bed din leder om at få dig oprettet.',
    ],
  },
  noLogin: {
    heading: 'Login var i gang for længe',
    sentences: ['Vi kan ikke se, hvor du var på vej hen. Begynd forfra her.'],
  },
  identityAway: {
    heading: 'Login virker ikke lige nu',
    sentences: [
      'Vi kan ikke få fat i den, der tjekker, hvem du er. Det er ikke noget, du har gjort.',
      'Prøv igen om et par minutter. Det, du tidligere har gemt, er stadig gemt.',
    ],
  },
};
