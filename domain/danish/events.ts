/** Says what has happened, for timelines, and what each delivery is called. */
import type { EventName } from '../course';
import type { DeliveryKind } from '../taskTable';

export interface EventWords {
  readonly staff: string;
  /** Null: no line on the patient's own timeline. */
  readonly patient: string | null;
}

export const EVENT_WORDS = {
  activate: { staff: 'Ansøgning begyndt', patient: 'Du begyndte på din ansøgning' },
  submit: { staff: 'Ansøgning sendt', patient: 'Du sendte din ansøgning' },
  lapse: { staff: 'Forløb bortfaldet', patient: 'Forløbet blev lukket uden en samtale' },
  offer: { staff: 'Tilbud om samtale', patient: 'Du fik tilbud om en samtale' },
  reject: { staff: 'Afslag', patient: 'Du fik svar på din ansøgning' },
  book: { staff: 'Samtale aftalt', patient: 'Der blev aftalt en tid til samtalen' },
  accept: { staff: 'Samtale holdt, behandling begyndt', patient: 'Din behandling begyndte' },
  decline: {
    staff: 'Samtale holdt, behandling ikke tilbudt',
    patient: 'Du fik svar efter samtalen',
  },
  noShow: { staff: 'Udeblevet fra samtalen', patient: 'Samtalen blev ikke holdt' },
  secondNoShow: { staff: 'Udeblevet anden gang', patient: 'Samtalen blev ikke holdt' },
  cancelByPatient: { staff: 'Aflyst af patienten', patient: 'Du aflyste samtalen' },
  thirdCancellation: { staff: 'Aflyst af patienten igen', patient: 'Du aflyste samtalen' },
  cancelByClinic: { staff: 'Aflyst af klinikken', patient: 'Vi aflyste samtalen' },
  finish: { staff: 'Behandling gennemført', patient: 'Din behandling sluttede' },
  timeUp: { staff: 'Behandlingstiden er gået, gennemført', patient: 'Din behandling sluttede' },
  timeUpIncomplete: {
    staff: 'Behandlingstiden er gået, moduler mangler',
    patient: 'Din behandling sluttede',
  },
  dropOut: { staff: 'Frafald', patient: 'Din behandling sluttede' },
  closingHeld: { staff: 'Afsluttende samtale holdt', patient: 'I holdt den afsluttende samtale' },
  closingWaived: {
    staff: 'Afsluttende samtale fravalgt',
    patient: 'Den afsluttende samtale blev fravalgt',
  },
  approveEpicrise: { staff: 'Epikrise godkendt', patient: 'Psykologen skrev din epikrise' },
  closeWithoutLetter: {
    staff: 'Afsluttet uden brev til lægen',
    patient: 'Psykologen afsluttede dit forløb',
  },
  withdraw: { staff: 'Trukket tilbage af patienten', patient: 'Du valgte at stoppe' },
  refer: { staff: 'Henvist til andet tilbud', patient: 'Vi hjalp dig videre til et andet tilbud' },
  end: { staff: 'Afsluttet af lederen', patient: 'Vi afsluttede dit forløb' },
  moveBack: {
    staff: 'Flyttet et trin tilbage af lederen',
    patient: 'Dit forløb blev flyttet et trin tilbage',
  },
  deadline: { staff: 'Frist nået', patient: null },
  undo: { staff: 'Afgørelse fortrudt', patient: null },
  release: { staff: 'Afgørelse sendt', patient: null },
  raiseFlag: { staff: 'Bekymringsmarkering rejst', patient: null },
  takeFlag: { staff: 'Bekymringsmarkering taget', patient: null },
  releaseFlag: { staff: 'Bekymringsmarkering afsluttet', patient: null },
  writeMessage: { staff: 'Besked fra patienten', patient: 'Du skrev en besked' },
  answerMessage: { staff: 'Besked til patienten', patient: 'Psykologen svarede på din besked' },
  closeTask: { staff: 'Opgave løst', patient: null },
  giveConsent: { staff: 'Samtykke givet', patient: 'Du gav et samtykke' },
  withdrawConsent: { staff: 'Samtykke trukket tilbage', patient: 'Du trak et samtykke tilbage' },
  assign: { staff: 'Ny psykolog på forløbet', patient: 'Du fik en anden psykolog' },
  extendDeadline: { staff: 'Frist forlænget af lederen', patient: null },
  openModule: { staff: 'Modul åbnet', patient: 'Et nyt modul åbnede' },
  handIn: { staff: 'Modul afleveret', patient: 'Du afleverede et modul' },
  giveFeedback: { staff: 'Svar på modul', patient: 'Psykologen svarede på dit modul' },
  answerMeasure: { staff: 'Spørgeskema besvaret', patient: 'Du besvarede et spørgeskema' },
  pause: { staff: 'Pause begyndt', patient: 'Din behandling fik en pause' },
  resumeTreatment: { staff: 'Pause slut', patient: 'Din pause sluttede' },
  correctLetter: { staff: 'Rettelse til et brev', patient: 'Vi rettede et brev' },
  wishClosing: {
    staff: 'Patientens svar om afsluttende samtale',
    patient: 'Du svarede om den afsluttende samtale',
  },
  bookClosing: {
    staff: 'Tid til afsluttende samtale aftalt',
    patient: 'Der blev aftalt en tid til den afsluttende samtale',
  },
  cancelClosing: {
    staff: 'Tid til afsluttende samtale aflyst',
    patient: 'Tiden til den afsluttende samtale blev aflyst',
  },
  missClosing: {
    staff: 'Tog ikke telefonen ved afsluttende samtale',
    patient: 'Vi fik ikke fat i dig til den afsluttende samtale',
  },
  changeContact: {
    staff: 'Patienten rettede sin e-mail eller telefon',
    patient: 'Du rettede din e-mail eller dit telefonnummer',
  },
  adjustProgramme: { staff: 'Programmet tilpasset', patient: 'Psykologen tilpassede dit program' },
  activeAgain: { staff: 'Patienten er i gang igen', patient: null },
} as const satisfies Record<EventName, EventWords>;

export const DELIVERY_NAMES = {
  receipt: 'Kvittering for ansøgning',
  offer: 'Tilbud om samtale',
  rejection: 'Svar på ansøgning',
  appointmentBooked: 'Aftale om samtale',
  appointmentCancelled: 'Brev om, at samtalen er aflyst',
  appointmentMissed: 'Brev om at vælge en ny tid til samtalen',
  epjAppointment: 'Aftale til journalen',
  epjAppointmentEnded: 'Besked til journalen om en samtale, der ikke blev til noget',
  videoMeeting: 'Videomøde til samtalen',
  videoCancelled: 'Besked om, at videomødet er aflyst',
  treatmentLogin: 'Velkommen til behandling',
  gpStartNote: 'Besked til egen læge om start',
  epjCourse: 'Forløb til journalen',
  notOffered: 'Svar efter samtalen',
  newMessage: 'Besked om nyt svar',
  moduleOpened: 'Besked om nyt modul',
  silence7: 'Påmindelse om behandlingen',
  pauseBegun: 'Besked om, at der er pause',
  pauseOver: 'Besked om, at pausen er slut',
  treatmentContinues: 'Brev om, at behandlingen fortsætter',
  closingInvitation: 'Invitation til afsluttende samtale',
  closingBooked: 'Aftale om afsluttende samtale',
  closingCancelled: 'Brev om, at den afsluttende samtale er aflyst',
  closingMissed: 'Brev om, at vi ikke fik fat i dig',
  epjClosing: 'Aftale om afsluttende samtale til journalen',
  epjClosingEnded: 'Besked til journalen om en afsluttende samtale, der ikke blev til noget',
  epicrise: 'Epikrise til egen læge',
  epjNote: 'Notat til journalen',
  courseEnded: 'Brev om, at forløbet er slut',
  lapsed: 'Brev om, at ansøgningen er lukket',
  followUpInvitation: 'Spørgeskema et halvt år efter forløbet',
  letterCorrection: 'Rettelse til et brev',
  epicriseCorrection: 'Rettelse af epikrise til egen læge',
  reminderApplication: 'Påmindelse om ansøgningen',
  reminderAppointment: 'Påmindelse om samtalen',
  staffReminder: 'Påmindelse til personalet',
  staffEscalation: 'Besked om opgave over frist',
  staffRedFlag: 'Besked om rød bekymringsmarkering',
} as const satisfies Record<DeliveryKind, string>;

/** Why a delivery did not leave or arrive: the reason words that the sending writes. */
const UNDELIVERED = {
  noConsent: 'intet samtykke',
  noGp: 'vi kender ikke den praktiserende læge',
  noAddress: 'vi har ingen e-mailadresse',
  noReceiver: 'ingen i klinikken kunne få den',
  noAppointment: 'samtalen er ikke aftalt mere',
  noEndedAppointment: 'vi kan ikke finde den samtale, der ikke blev til noget',
  noReservation: 'tiden er ikke reserveret mere',
  offerOver: 'tilbuddet er besvaret eller lukket',
  noNote: 'notatet mangler',
  noPause: 'pausen er slut igen',
  noReceipt: 'der kom ingen kvittering',
  noAnswer: 'modtageren svarede ikke, så den er måske sendt',
  refused: 'modtageren sagde nej',
  notDelivered: 'modtageren fik den ikke',
  tooLate: 'dagen gik, før den kunne sendes',
} as const satisfies Record<string, string>;

/** The clause after "Ikke sendt: "; an unknown or missing word is said as what it is. */
export function undeliveredWords(reason: string | null): string {
  if (reason !== null && Object.hasOwn(UNDELIVERED, reason))
    return UNDELIVERED[reason as keyof typeof UNDELIVERED];
  return reason?.startsWith('letter:') ? 'der mangler noget til brevet' : 'noget gik galt';
}
