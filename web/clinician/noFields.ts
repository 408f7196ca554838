/** The fields of every no to a patient: reasons, recommendations, own words. */
import { RECOMMENDATIONS, REJECTION_REASONS } from '../../domain/signposting';
import type { Field, Fields, Option } from '../shared/fields';

/** What stands in the letter from the start; the psychologist goes on from it. */
export const REJECTION_PARAGRAPH =
  'Vi ved, at det kan være svært at få et nej, når man har samlet sig til at bede om hjælp.';
export const NOT_OFFERED_PARAGRAPH = 'Tak, fordi du fortalte så åbent om, hvordan du har det.';

function optionsOf(table: Readonly<Record<string, { readonly label: string }>>): Option[] {
  return Object.entries(table).map(([value, { label }]) => ({ value, text: label }));
}

export function noFieldsOf(fields: Fields): readonly Field[] {
  return [
    fields.checkboxes({
      name: 'reasons',
      label: 'Grunde',
      options: optionsOf(REJECTION_REASONS),
      hint: 'Brevet siger dem i almindelige ord.',
    }),
    fields.checkboxes({
      name: 'recommendations',
      label: 'Det foreslår vi i stedet',
      options: optionsOf(RECOMMENDATIONS),
      hint: 'Hvert forslag bliver til et par linjer i brevet.',
    }),
    fields.textarea({
      name: 'letterText',
      label: 'Dit eget afsnit i brevet',
      rows: 6,
      optional: true,
      hint: 'Står efter grundene. Skriv til patienten, uden fagord.',
    }),
  ];
}
