/** The public texts of the practice clinic, which all say that they are made up. */
import { insertText, type OwnText } from '../../db/publicTexts';
import type { Tx } from '../../db/transaction';
import type { CivilDate, Instant } from '../../domain/ids';

const INVENTED = '**Det her er en øvelse, og alt på siden er fundet på.**';
const on = (date: string): CivilDate => date as CivilDate;

/** What a clinic would write itself. A second report comes with the spring. */
const PRACTICE_TEXTS = [
  {
    key: 'supervisionReport',
    version: 1,
    validFrom: on('2026-09-01'),
    body: `${INVENTED} Der har ikke været noget tilsyn.

## Den seneste rapport

Rapporten er fra 25. august 2026. Den siger, at journalerne var i orden, og at breve om afslag skal
være lettere at læse. Vi skrev brevene om i september.

En rigtig klinik linker her til sin rapport hos
[Styrelsen for Patientsikkerhed](https://stps.dk).`,
  },
  {
    key: 'supervisionReport',
    version: 2,
    validFrom: on('2027-03-01'),
    body: `${INVENTED} Der har ikke været noget tilsyn.

## Den seneste rapport

Rapporten er fra 18. februar 2027. Den siger, at brevene er blevet lettere at læse. Der var ikke
noget, vi skulle rette.

En rigtig klinik linker her til sin rapport hos
[Styrelsen for Patientsikkerhed](https://stps.dk).`,
  },
  {
    key: 'contact',
    version: 1,
    validFrom: on('2026-09-01'),
    body: `${INVENTED} Ingen tager telefonen.

## Er du i gang med et forløb

Skriv til din psykolog. [Log ind](/log-ind), og gå til "Beskeder" i Mit forløb. Vi læser beskeder på
hverdage mellem kl. 8 og 15.

Virker videoen ikke, når I skal tale sammen, så ring på [00 00 10 00](tel:00001000).

## Er du ikke i gang

Ring på [00 00 10 00](tel:00001000) på hverdage mellem kl. 8 og 15. Du kan også spørge, om det er
noget for dig, før du søger.

Vil du hellere skrive, så brug Digital Post på [borger.dk](https://www.borger.dk). Vælg Region
Syddanmark og derefter Internetpsykiatrien. Vi svarer på hverdage. Skriv ikke om din sygdom i en
almindelig e-mail.

## Er du læge eller anden fagperson

Ring på [00 00 10 01](tel:00001001). Så taler du med den psykolog, der har vagten.`,
  },
] as const satisfies readonly OwnText[];

/** Puts the practice texts in where they are not; a clinic's own stay. */
export async function seedPublicTexts(tx: Tx, at: Instant): Promise<void> {
  for (const text of PRACTICE_TEXTS) await insertText(tx, text, { at, writtenBy: null });
}
