/** Says what staff are to do, each task verb first with one line of why; and deadline names. */
import type { DeadlineName } from '../course';
import type { TaskKind } from '../taskTable';

export interface TaskWords {
  /** Verb first: "Vurdér ansøgning". */
  readonly title: string;
  /** One line of why it is on the list. */
  readonly why: string;
  /** What a supervisor reads after "Venter på, at …". */
  readonly waits: string;
}

export const TASK_WORDS = {
  screen: {
    title: 'Vurdér ansøgning',
    why: 'Ansøgeren venter på et svar: tilbud om samtale eller afslag.',
    waits: 'psykologen vurderer ansøgningen',
  },
  followUpOffer: {
    title: 'Følg op på tilbud',
    why: 'Patienten har ikke valgt en tid.',
    waits: 'koordinatoren følger op på tilbuddet',
  },
  findTime: {
    title: 'Find en tid inden fristen',
    why: 'Der er ingen samtale inden for den lovede tid.',
    waits: 'lederen finder en tid inden fristen',
  },
  lapseOrNewDate: {
    title: 'Afgør: ny tid, eller luk forløbet',
    why: 'Fristen for samtalen er gået. Giv en ny tid, eller luk forløbet.',
    waits: 'koordinatoren afgør, om der skal findes en ny tid, eller om forløbet lukkes',
  },
  decideWhatNow: {
    title: 'Afgør, hvad der nu skal ske',
    why: 'Patienten er udeblevet to gange eller har aflyst tre gange.',
    waits: 'koordinatoren afgør, hvad der nu skal ske',
  },
  holdAssessment: {
    title: 'Hold udredende samtale',
    why: 'Skriv bagefter, hvad samtalen førte til.',
    waits: 'psykologen holder samtalen og skriver, hvad den førte til',
  },
  feedback: {
    title: 'Svar på modul',
    why: 'Patienten har afleveret og venter på svar.',
    waits: 'psykologen svarer på et modul',
  },
  answerMessage: {
    title: 'Svar på besked',
    why: 'Patienten har skrevet.',
    waits: 'psykologen svarer på en besked',
  },
  adviceCall: {
    title: 'Ring: rådgivende samtale',
    why: 'Ansøgeren er lovet en samtale på cirka 15 minutter om andre muligheder.',
    waits: 'psykologen ringer til ansøgeren om andre muligheder',
  },
  silenceCall: {
    title: 'Ring: patienten er stille',
    why: 'Patienten har ikke været aktiv i længere tid.',
    waits: 'psykologen ringer til en patient, der er blevet stille',
  },
  silenceDecision: {
    title: 'Afgør, om behandlingen fortsætter',
    why: 'Patienten er stadig ikke aktiv.',
    waits: 'psykologen afgør, om behandlingen fortsætter',
  },
  closingCall: {
    title: 'Hold afsluttende samtale',
    why: 'Behandlingen er slut. Patienten kan sige nej tak til samtalen.',
    waits: 'psykologen holder den afsluttende samtale, eller patienten siger nej tak',
  },
  writeEpicrise: {
    title: 'Skriv epikrise',
    why: 'Den sendes kun med samtykke. Det afsluttende notat skrives altid.',
    waits: 'psykologen skriver og godkender epikrisen',
  },
  amberFlag: {
    title: 'Se på bekymringsmarkering',
    why: 'Et svar skal ses af en psykolog samme arbejdsdag.',
    waits: 'psykologen ser på en bekymringsmarkering',
  },
  worseFlag: {
    title: 'Se på forværring',
    why: 'Patienten svarer, at det går dårligere end ved start.',
    waits: 'psykologen ser på en forværring',
  },
  redFlag: {
    title: 'Kontakt patienten: rød bekymringsmarkering',
    why: 'Et svar kræver, at et menneske taler med patienten.',
    waits: 'en psykolog kontakter patienten om en rød bekymringsmarkering',
  },
  overdue: {
    title: 'Tag hånd om opgave over frist',
    why: 'En opgave er ikke løst til tiden.',
    waits: 'lederen tager hånd om en opgave over frist',
  },
} as const satisfies Record<TaskKind, TaskWords>;

/** Each deadline as the noun it is known by; the due instant stands beside it. */
export const DEADLINE_NAMES = {
  applicationReminder1: 'Første påmindelse om ansøgningen',
  applicationReminder2: 'Anden påmindelse om ansøgningen',
  applicationLapse: 'Ansøgningen bortfalder',
  screeningAnswer: 'Svar på ansøgningen',
  screeningRemindOwner: 'Påmindelse til psykologen om ansøgningen',
  screeningRemindTeam: 'Påmindelse til teamet om ansøgningen',
  reservedDays: 'Den reserverede tid gives fri',
  reservedNear: 'Den reserverede tid gives fri',
  followUpOffer: 'Opfølgning på tilbuddet',
  findTime: 'Stadig ingen tid til samtale',
  assessmentClock: 'Udredende samtale',
  appointmentReminder3: 'Første påmindelse om samtalen',
  appointmentReminder1: 'Anden påmindelse om samtalen',
  assessmentOutcome: 'Resultat af samtalen',
  treatmentLength: 'Behandlingen slutter',
  silent7: 'Besked til en stille patient',
  silent10: 'Opkald til en stille patient',
  silent14: 'Afgørelse om en stille patient',
  pauseEnds: 'Pausen slutter',
  moduleOpens: 'Næste modul åbner',
  feedback: 'Svar på modul',
  closingCall: 'Afsluttende samtale',
  followUp: 'Spørgeskema efter forløbet',
  afterwards: 'Forløbet lukkes helt',
  epicriseLetter: 'Epikrise',
  amberSeen: 'Gennemsyn af bekymringsmarkering',
  worseSeen: 'Gennemsyn af forværring',
  redContact: 'Kontakt efter rød bekymringsmarkering',
  redToDuty: 'Rød bekymringsmarkering til vagtpsykologen',
  redToSupervisor: 'Rød bekymringsmarkering til lederen',
  taskDefault: 'Frist for opgaven',
} as const satisfies Record<DeadlineName, string>;
