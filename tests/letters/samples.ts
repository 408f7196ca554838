/** Answers for one realistic set of data for each letter, as the tests write them. */
import type { LetterData, LetterKind } from '../../letters';

const portalUrl = 'http://127.0.0.1:3000/l/Zk3xT0uW';
const crisisLines = [
  { name: 'Er dit eller andres liv i fare', phone: '112' },
  { name: 'Akut psykiatrisk hjælp i Region Syddanmark', phone: '99 44 95 46' },
  { name: 'Livslinien', phone: '70 201 201' },
];
const patient = {
  recipientName: 'Else Test Lauridsen',
  courseNumber: 'F-1987',
  date: '7. december 2026',
  portalUrl,
  crisisLines,
};
const psychologistName = 'Karen Eksempel';
const reminder = { portalUrl, crisisLines };
const staff = { courseNumber: 'F-1987', portalUrl };
const gp = {
  date: '16. december 2026',
  gpName: 'Lægehuset Eksempelgade',
  patientName: 'Else Test Lauridsen',
  patientCpr: '020191-9990',
  courseNumber: 'F-1987',
  psychologistName,
  consentOn: '30. november 2026',
  diagnosis: { code: 'DF321', name: 'Depressiv enkeltepisode af moderat grad' },
};
const recommendations = [
  'Tal med din egen læge om det, du har skrevet til os. Tag gerne dette brev med.',
  'Skriv dig op til en samtale hos et lokalt tilbud i din kommune.',
];

/** The data of the letter, new for each call, so that a test may change them. */
export const samples: { readonly [Kind in LetterKind]: LetterData<Kind> } = {
  receipt: { ...patient, answerBy: 'mandag 21. december 2026' },
  offer: {
    ...patient,
    psychologistName,
    appointmentAt: 'onsdag 16. december kl. 10.00',
    reservedUntil: 'lørdag 12. december',
    assessmentBy: 'mandag 4. januar 2027',
  },
  appointmentBooked: {
    ...patient,
    psychologistName,
    appointmentAt: 'onsdag 16. december kl. 10.00',
  },
  appointmentCancelled: {
    ...patient,
    by: 'clinic',
    appointmentAt: 'onsdag 16. december kl. 10.00',
    coordinatorDecides: false,
  },
  followUpInvitation: {
    ...patient,
    endedOn: '16. december 2026',
    takes: '11 minutter',
    answerBy: 'fredag 16. juli 2027',
  },
  letterCorrection: {
    ...patient,
    psychologistName,
    letterName: 'Svar på din ansøgning',
    letterOn: '30. november 2026',
    text: 'Vi skrev et forkert telefonnummer til Livslinien. Det rigtige er 70 201 201.',
  },
  epicriseCorrection: {
    ...gp,
    letterOn: '16. december 2026',
    text: 'PHQ-9 ved slut var 8, ikke 18.',
  },
  appointmentMissed: {
    ...patient,
    appointmentAt: 'onsdag 16. december kl. 10.00',
    coordinatorDecides: false,
  },
  rejection: {
    ...patient,
    psychologistName,
    recommendations,
    adviceCall: true,
    reasons: ['Det er, fordi du allerede får psykologisk behandling.'],
    ownParagraph: 'Det lyder, som om de samtaler er gode for dig.\n\nHold fast i dem.',
  },
  treatmentLogin: {
    ...patient,
    psychologistName,
    firstModule: 'Hvad er depression, og hvad holder den i gang?',
    feedbackWithin: 'to arbejdsdage',
    treatmentUntil: 'onsdag 10. marts 2027',
  },
  notOffered: {
    ...patient,
    psychologistName,
    assessedOn: 'onsdag 16. december',
    recommendations,
    reasons: ['Det er, fordi du har brug for at tale med nogen oftere, end vi kan.'],
    ownParagraph: 'Vi talte om, at din læge kan henvise dig til noget, der ligger tættere på dig.',
  },
  gpStartNote: {
    ...gp,
    startedOn: 'onsdag 16. december 2026',
    treatmentUntil: 'onsdag 10. marts 2027',
  },
  epicrise: {
    ...gp,
    priority: 'Rutine',
    followUp: 'Vi beder jer se patienten om tre måneder.',
    startedOn: '16. december 2026',
    endedOn: '24. februar 2027',
    ending: 'Gennemført',
    modules: ['Hvad er depression, og hvad holder den i gang?'],
    scores: [
      { name: 'PHQ-9', start: '15 (middelsvær)', end: '6 (let)' },
      { name: 'GAD-7', start: '11 (moderat)', end: null },
    ],
    text: 'Patienten har arbejdet med aktivitet og humør.\n\nIngen selvmordstanker ved afslutning.',
  },
  closingBooked: {
    ...patient,
    psychologistName,
    appointmentAt: 'onsdag 16. december kl. 11.30',
  },
  closingCancelled: {
    ...patient,
    by: 'clinic',
    appointmentAt: 'onsdag 16. december kl. 11.30',
    mayChoose: true,
  },
  closingMissed: {
    ...patient,
    psychologistName,
    appointmentAt: 'onsdag 16. december kl. 11.30',
    mayChoose: true,
  },
  closingInvitation: {
    ...patient,
    psychologistName,
    closingBy: 'onsdag 24. marts 2027',
    clinicEnded: {
      ending: 'referred',
      ownParagraph: 'Vi talte om, at du har brug for at møde den, der behandler dig.',
      recommendations,
    },
    stoppedEarly: false,
  },
  courseEnded: {
    ...patient,
    ending: 'endedByClinic',
    recommendations,
    ownParagraph: 'Du flytter til udlandet, og vi må kun behandle folk, der er i Danmark.',
  },
  lapsed: { ...patient, what: 'offer' },
  reminderApplication: { ...reminder, closesOn: 'onsdag 6. januar' },
  reminderAppointment: {
    ...reminder,
    appointmentAt: 'onsdag 16. december kl. 10.00',
    how: 'video',
  },
  newMessage: reminder,
  moduleOpened: reminder,
  silence7: reminder,
  pauseBegun: { ...reminder, goesOnAt: 'mandag 7. december kl. 9.00' },
  pauseOver: reminder,
  treatmentContinues: { ...patient, psychologistName, treatmentUntil: 'mandag 7. december' },
  staffReminder: { ...staff, dueAt: 'mandag 21. december kl. 24.00' },
  staffEscalation: { ...staff, dueAt: 'mandag 21. december kl. 24.00' },
  staffRedFlag: { ...staff, contactBy: 'i dag kl. 15.00' },
  staffMorning: {
    day: 'mandag 7. december',
    countedAt: 'kl. 5.00',
    lines: [{ text: '2 af dine opgaver er over frist', url: portalUrl }],
    portalUrl,
  },
};
