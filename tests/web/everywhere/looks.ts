/** EVERY PAGE of the public and the patient, by route, in each state that makes another page of it. */
import { APPLICATION } from './applicationLooks';
import { DONE, HOMES, OWN, TALKS } from './courseLooks';
import type { Look } from './look';
import { NOT_TAKEN_IN, PUBLIC, READING } from './publicLooks';

/** In this order: what is pressed in a look is seen by the person's next one. */
export const LOOKS: readonly Look[] = [
  ...READING,
  ...PUBLIC,
  ...APPLICATION,
  ...HOMES,
  ...OWN,
  ...TALKS,
  ...NOT_TAKEN_IN,
  ...DONE,
];

/** Unlike any other look: a test is named by it. */
export function nameOf({ route, state }: Look): string {
  return `${route}: ${state}`;
}
