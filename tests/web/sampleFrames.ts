/** What a request knows, for a patient, for staff and for a stranger, with invented people. */
import { crisisNumbers, type Frame } from '../../web/shared/page';
import { paths } from '../../web/paths';

export const course = '01987f6e-0000-7000-8000-000000001987';

export const crisis = crisisNumbers([
  {
    words: 'Akut psykiatrisk hjælp i Region Syddanmark:',
    number: '12 34 56 78',
    tel: '+4512345678',
  },
]);

export const patientFrame: Frame = {
  audience: 'patient',
  person: { name: 'Else Test Lauridsen', roleDanish: '' },
  nav: [
    { text: 'Mit forløb', href: paths.myCourse.to(), current: true },
    { text: 'Beskeder', href: paths.myMessages.to(), current: false },
    { text: 'Breve', href: paths.myLetters.to(), current: false },
  ],
  csrf: 'a-token',
  practice: {
    dateWords: 'Mandag 7. december 2026 kl. 10.00',
    stateWords: 'uret står stille',
    isRunning: false,
    course,
    back: paths.myCourse.to(),
  },
  crisis,
};

export const staffFrame: Frame = {
  audience: 'staff',
  person: { name: 'Karen Eksempel', roleDanish: 'psykolog' },
  nav: [
    { text: 'Arbejdsliste', href: paths.worklist.to(), current: true },
    { text: 'Forløb, der kører', href: paths.runningCourses.to(), current: false },
  ],
  csrf: 'a-token',
  practice: {
    dateWords: 'Mandag 7. december 2026 kl. 10.00',
    stateWords: 'uret går: 1 døgn pr. minut',
    isRunning: true,
    back: paths.worklist.to(),
  },
  redFlag: {
    text:
      'Rød bekymringsmarkering: F-2041, svar på spørgeskema i dag kl. 9.42. Ingen har taget den. ' +
      'Til vagtpsykologen kl. 11.42.',
    action: { text: 'Tag den nu', href: paths.riskFlag.to({ course, flag: 'f1' }) },
  },
  crisis,
};

export const publicFrame: Frame = { audience: 'public', nav: [], csrf: 'a-token', crisis };
