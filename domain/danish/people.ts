/** Says who people are, what a flag means, and the consents as the patient reads them. */
import type { Role } from '../permissions';
import type { ConsentKind, FlagTier } from '../state';

export const ROLE_NAMES = {
  patient: 'patient',
  psychologist: 'psykolog',
  coordinator: 'koordinator',
  supervisor: 'leder',
  regionContact: 'regional kontaktperson',
  system: 'systemet',
  anonymous: 'ikke logget ind',
} as const satisfies Record<Role, string>;

/** "psykologen": the doer in a sentence. */
export const ROLE_DOERS = {
  patient: 'patienten',
  psychologist: 'psykologen',
  coordinator: 'koordinatoren',
  supervisor: 'lederen',
  regionContact: 'den regionale kontaktperson',
  system: 'systemet',
  anonymous: 'en, der ikke er logget ind',
} as const satisfies Record<Role, string>;

export const FLAG_NAMES = {
  red: 'Rød bekymringsmarkering',
  amber: 'Gul bekymringsmarkering',
  worse: 'Forværring',
} as const satisfies Record<FlagTier, string>;

export interface ConsentWords {
  readonly title: string;
  /**
   * Exactly what the patient reads and says yes to; a changed text is a new version, and the one
   * before it goes to EARLIER_CONSENTS.
   */
  readonly text: string;
  readonly version: number;
}

export const CONSENTS = {
  gpStart: {
    title: 'Besked til din læge, når behandlingen begynder',
    text:
      'I må fortælle min egen læge, at jeg er begyndt i behandling. Brevet siger, hvornår ' +
      'behandlingen begyndte, og hvad den handler om. Det siger ikke, hvad jeg har skrevet.',
    version: 1,
  },
  gpEnd: {
    title: 'Epikrise til din læge, når forløbet slutter',
    text:
      'I må sende en epikrise til min egen læge, når mit forløb slutter. Det er et kort brev om ' +
      'behandlingen og om, hvad psykologen anbefaler bagefter.',
    version: 1,
  },
  contact: {
    title: 'Påmindelser på e-mail',
    text:
      'I må minde mig om ansøgningen, samtaler og behandling på e-mail. Der står aldrig noget om ' +
      'mit helbred i det, I sender.',
    version: 3,
  },
  research: {
    title: 'Forskning',
    text:
      'Mine oplysninger må bruges til forskning i, hvordan behandlingen virker. Ingen kan se, ' +
      'at de er mine. Det ændrer ikke min behandling, hvad jeg svarer.',
    version: 1,
  },
} as const satisfies Record<ConsentKind, ConsentWords>;

/** The wordings before those of today, for whoever agreed to one of them. */
const EARLIER_CONSENTS: Partial<Record<ConsentKind, readonly ConsentWords[]>> = {
  contact: [
    {
      title: 'Påmindelser på sms og e-mail',
      text:
        'I må minde mig om samtaler og behandling på sms og e-mail. Der står aldrig noget om mit ' +
        'helbred i dem.',
      version: 1,
    },
    {
      title: 'Påmindelser på e-mail',
      text:
        'I må minde mig om samtaler og behandling på e-mail. Der står aldrig noget om mit helbred ' +
        'i dem.',
      version: 2,
    },
  ],
};

/** The words of the version that a consent was given to; undefined for one that never was. */
export function wordsAgreedTo(
  kind: ConsentKind,
  textVersion: string,
): Pick<ConsentWords, 'title' | 'text'> | undefined {
  const all: readonly ConsentWords[] = [...(EARLIER_CONSENTS[kind] ?? []), CONSENTS[kind]];
  const found = all.find(({ version }) => String(version) === textVersion);
  return found && { title: found.title, text: found.text };
}
/** Said beside every consent. */
export const CONSENT_FOOT =
  'Du kan trække dit samtykke tilbage når som helst under "Dine samtykker".';
