/** What the clinic says on its public pages, beside the texts that domain/publicTexts ships. */
import { z } from 'zod';
import type { CivilDate, Instant } from '../domain/ids';
import { SHIPPED_TEXTS, type PublicText, type TextKey } from '../domain/publicTexts';
import { zDate } from './columns';
import type { Tx } from './transaction';

const Row = z.object({ validFrom: zDate, body: z.string() });

/** The text of a day: the clinic's own that began last, of the same day the higher version. */
export async function publicText(tx: Tx, key: TextKey, on: CivilDate): Promise<PublicText> {
  const own = await tx.row(
    Row,
    `SELECT valid_from, body FROM public_text WHERE key = $1 AND valid_from <= $2
    ORDER BY valid_from DESC, version DESC LIMIT 1`,
    [key, on],
  );
  return own ?? SHIPPED_TEXTS[key];
}

/** Adds a version of a text; one that is there already stays as it is. */
async function insertText(
  tx: Tx,
  text: PublicText & { readonly key: TextKey; readonly version: number },
  at: Instant,
): Promise<void> {
  const { key, version, validFrom, body } = text;
  await tx.run(
    `INSERT INTO public_text (key, version, valid_from, body, added_at)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [key, version, validFrom, body, at],
  );
}

const INVENTED = '**Det her er en øvelse, og alt på siden er fundet på.**';
const on = (date: string): CivilDate => date as CivilDate;

/** For practice only: what a clinic would write itself. A second report comes with the spring. */
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

## Er du ikke i gang

Ring på [00 00 10 00](tel:00001000) på hverdage mellem kl. 8 og 15. Du kan også spørge, om det er noget for dig, før
du søger.

## Er du læge eller anden fagperson

Ring på [00 00 10 01](tel:00001001). Så taler du med den psykolog, der har vagten.`,
  },
] as const satisfies readonly (PublicText & { key: TextKey; version: number })[];

/** Puts the practice texts in where they are not; a clinic's own stay. */
export async function seedPublicTexts(tx: Tx, at: Instant): Promise<void> {
  for (const text of PRACTICE_TEXTS) await insertText(tx, text, at);
}
