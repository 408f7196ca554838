/** Answers for the choices of the application that no questionnaire and no criterion gives. */
interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The highest completed education, as the yearly report counts it. */
export const EDUCATION: readonly Choice[] = [
  { value: 'primary', label: 'Grundskole' },
  { value: 'upperSecondary', label: 'Gymnasial uddannelse' },
  { value: 'vocational', label: 'Erhvervsuddannelse' },
  { value: 'shortHigher', label: 'Kort videregående uddannelse' },
  { value: 'mediumHigher', label: 'Mellemlang videregående uddannelse' },
  { value: 'longHigher', label: 'Lang videregående uddannelse' },
  { value: 'other', label: 'Noget andet' },
];

export const WORK: readonly Choice[] = [
  { value: 'employed', label: 'Jeg er i arbejde' },
  { value: 'student', label: 'Jeg er under uddannelse' },
  { value: 'sickLeave', label: 'Jeg er sygemeldt' },
  { value: 'unemployed', label: 'Jeg er ledig' },
  { value: 'parentalLeave', label: 'Jeg er på barsel eller orlov' },
  { value: 'retired', label: 'Jeg er på pension eller efterløn' },
  { value: 'other', label: 'Noget andet' },
];

export const THOUGHTS: readonly Choice[] = [
  { value: 'no', label: 'Nej' },
  { value: 'sometimes', label: 'Ja, en gang imellem' },
  { value: 'often', label: 'Ja, tit' },
];

export const EARLIER_ATTEMPTS: readonly Choice[] = [
  { value: 'no', label: 'Nej' },
  { value: 'earlier', label: 'Ja, for mere end et år siden' },
  { value: 'lastYear', label: 'Ja, inden for det seneste år' },
];
