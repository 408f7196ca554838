/** The practice page: one press to be somebody, and the doors to what stands around the program. */
import type { Renderer } from './engine';
import type { Frame } from './page';

/** Somebody to be: `person` is what the form posts to paths.practiceLogin as `person`. */
export interface PracticePerson {
  person: string;
  /** "Vær psykologen, der har tre ansøgninger at vurdere" */
  button: string;
  name: string;
  /** Where the person stands: "Har fået tilbudt en tid onsdag 16. december kl. 10.00." */
  words: string;
}

export interface PracticeMain {
  newcomer: PracticePerson;
  patients: readonly PracticePerson[];
  staff: readonly PracticePerson[];
  /** Pages outside this one: the stand-ins' mailbox, Temporal's own page; one sentence each. */
  doors: readonly { text: string; href: string; sentence: string }[];
}

export function renderPractice(renderer: Renderer, frame: Frame, main: PracticeMain): string {
  const title = 'Øvelse';
  return renderer.page('shared/practice', { ...frame, title, heading: 'Prøv det selv', main });
}
