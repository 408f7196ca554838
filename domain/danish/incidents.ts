/** What went wrong in the machinery, and what it means for people; to staff. */
import { isSetAside, type Handling, type IncidentKind } from '../incidents';
import { capital, countWords } from './dates';
import { undeliveredWords } from './events';

/** Why a course stopped recording, and why an event of a rebuilt course was set aside. */
const RECORDING: Readonly<Record<string, string>> = {
  hole: 'Databasen mangler en hændelse, som processen har taget imod.',
  refused: 'Databasen ville ikke gemme en hændelse.',
  attemptsFail: 'Databasen har længe ikke kunnet gemme en hændelse.',
  databaseRefuses: 'Databasen ville stadig ikke gemme den, da vi prøvede igen.',
  wasRecorded: 'Den var gemt, men databasen har mistet den igen.',
};
const SET_ASIDE = 'Forløbet var nået længere, da vi prøvede igen, så den passede ikke mere.';
/** What the sweep found out about a workflow, more exactly than its kind says. */
const FOUND: Readonly<Record<string, string>> = {
  rebuildFails: 'Processen bag forløbet kører ikke mere, og vi kunne ikke starte den igen.',
  noAnswer: 'Processen bag forløbet svarer ikke.',
};
const OTHER: Readonly<Record<IncidentKind, string>> = {
  recordingStopped: 'Noget i maskinrummet gik galt.',
  workflowGone: 'Processen bag forløbet kører ikke mere.',
  workflowDiffers: 'Processen bag forløbet og databasen er ikke nået lige langt.',
  workflowTaskFails: 'Processen bag forløbet kommer ikke forbi samme sted.',
  deliveryFailed: '',
  morningMailFailed: '',
};

/** The cause as a whole sentence. */
export function causeWords(kind: IncidentKind, cause: string): string {
  if (kind === 'deliveryFailed' || kind === 'morningMailFailed') {
    return `${capital(undeliveredWords(cause))}.`;
  }
  if (isSetAside(kind, cause)) return RECORDING[cause] ?? SET_ASIDE;
  const words = kind === 'recordingStopped' ? RECORDING : FOUND;
  return words[cause] ?? OTHER[kind];
}

/** What is wrong, as a heading. */
export function incidentTitle(kind: IncidentKind, cause: string): string {
  if (isSetAside(kind, cause)) return 'Noget, nogen trykkede på, kunne ikke gemmes';
  return TITLES[kind];
}

const TITLES: Readonly<Record<IncidentKind, string>> = {
  recordingStopped: 'Det, nogen trykkede på, er ikke gemt',
  workflowGone: 'Forløbet er gået i stå',
  workflowDiffers: 'Forløbet og databasen er uenige',
  workflowTaskFails: 'Forløbet fejler igen og igen',
  deliveryFailed: 'Breve og beskeder, der ikke kom frem',
  morningMailFailed: 'Morgenmails, der måske ikke kom frem',
};

/** What it means for people, said of so many. */
export function incidentMeans(
  { kind, cause }: { kind: IncidentKind; cause: string },
  count: { readonly incidents: number; readonly courses: number },
): string {
  const { incidents, courses } = count;
  const inCourses = countWords(courses, 'forløb', 'forløb');
  const letters = countWords(incidents, 'brev eller besked', 'breve eller beskeder');
  if (isSetAside(kind, cause)) {
    const things = countWords(incidents, 'ting', 'ting');
    return `${things}, som patienter eller kolleger trykkede på, gælder ikke. Sig det til dem.`;
  }
  switch (kind) {
    case 'recordingStopped':
      return (
        `I ${inCourses} har nogen trykket på noget, som ikke er gemt endnu. Ingen kan gøre mere ` +
        'der, før det er prøvet igen.'
      );
    case 'workflowGone':
      return `I ${inCourses} løber ingen frister, og ingen kan gøre noget, før det er prøvet igen.`;
    case 'workflowDiffers':
      return (
        `I ${inCourses} kan siderne vise noget gammelt, og det næste, nogen trykker på, bliver ` +
        'måske ikke gemt.'
      );
    case 'workflowTaskFails':
      return `I ${inCourses} løber ingen frister, og det, nogen trykker på, bliver ikke taget imod.`;
    case 'deliveryFailed':
      return meansOfDelivery(cause, letters, incidents);
    case 'morningMailFailed':
      return (
        `${countWords(incidents, 'kollega', 'kolleger')} ved måske ikke, hvad der venter. Det ` +
        'står også på arbejdslisten.'
      );
  }
}

function meansOfDelivery(cause: string, letters: string, count: number): string {
  if (cause === 'noAnswer' || cause === 'noReceipt') {
    return `${letters} er måske kommet frem, måske ikke.`;
  }
  const whom = count === 1 ? 'den, der skulle have haft det' : 'dem, der skulle have haft dem';
  return `${letters} er ikke kommet frem til ${whom}.`;
}

export const HANDLING_WORDS: Readonly<Record<Handling, string>> = {
  onPaper: 'Jeg har sendt det på papir',
  arrived: 'Det var kommet frem alligevel',
  redone: 'Det er gjort om i forløbet',
  called: 'Jeg har ringet og fortalt det',
  notNeeded: 'Det er ikke nødvendigt mere',
  told: 'Kollegaen har fået det at vide',
};
