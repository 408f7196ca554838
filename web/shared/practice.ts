/** The practice page: one press to be somebody, and the doors to what stands around the program. */

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
