/** Says where a course is and how it ended, to the patient and to staff. */
import type { Outcome, Phase, Stage } from '../course';

/** Staff see each stage by its own name; a patient sees the phase (PHASE_TITLES). */
export const STAGE_FOR_STAFF = {
  applying: 'Kladde til ansøgning',
  screening: 'Visitation',
  offered: 'Tilbudt samtale',
  booked: 'Samtale aftalt',
  treatment: 'Behandling',
  closing: 'Afsluttende samtale',
  epicrise: 'Epikrise',
  ended: 'Slut',
} as const satisfies Record<Stage, string>;

export const PHASE_TITLES = {
  application: 'Ansøgning',
  screening: 'Vurdering',
  assessment: 'Samtale på video',
  treatment: 'Behandling',
  closing: 'Afsluttende samtale',
  epicrise: 'Epikrise',
  ended: 'Slut',
} as const satisfies Record<Phase, string>;

/** The outcome as staff read it in lists and figures. */
export const OUTCOME_FOR_STAFF = {
  completed: 'Gennemført',
  droppedOut: 'Frafald',
  withdrawn: 'Trukket tilbage',
  endedByClinic: 'Afsluttet af klinikken',
  referred: 'Henvist til andet tilbud',
  rejected: 'Afslag',
  notOffered: 'Ikke tilbudt behandling',
  lapsed: 'Bortfaldet',
} as const satisfies Record<Outcome, string>;

/** The outcome as a sentence to the patient; reasons stand in the letter, never here. */
export const OUTCOME_FOR_PATIENT = {
  completed: 'Du har gennemført behandlingen.',
  droppedOut: 'Behandlingen sluttede, før alle moduler var færdige.',
  withdrawn: 'Du har valgt at stoppe.',
  endedByClinic: 'Vi har afsluttet dit forløb. Du har fået et brev om hvorfor.',
  referred: 'Vi har hjulpet dig videre til et andet tilbud. Det står i dit brev.',
  rejected:
    'Vi tror ikke, at vores behandling hjælper dig nok lige nu. Det står i dit brev, hvad vi ' +
    'foreslår i stedet.',
  notOffered:
    'Efter samtalen tror vi ikke, at vores behandling er den rigtige for dig nu. Det står ' +
    'i dit brev, hvad vi foreslår i stedet.',
  lapsed: 'Forløbet er lukket uden en samtale. Du kan søge igen, når du vil.',
} as const satisfies Record<Outcome, string>;
