/** Camilla's first module, handed in on the last afternoon before people see the practice. */
import type { Handed } from './week';

export const CAMILLA: Handed = {
  module: 'hvad-er-depression',
  exercise: 'aktivitetsdagbog',
  lines: [
    {
      on: 'torsdag',
      time: 'formiddag',
      activity: 'Gik tur med barnevognen',
      moodBefore: 3,
      moodAfter: 4,
      note: '',
    },
    {
      on: 'fredag',
      time: 'eftermiddag',
      activity: 'Afbud til kaffe hos Line',
      moodBefore: 4,
      moodAfter: 2,
      note: 'Det lettede i ti minutter. Så blev jeg ked af det.',
    },
    {
      on: 'loerdag',
      time: 'formiddag',
      activity: 'Bagte boller med Alma',
      moodBefore: 3,
      moodAfter: 6,
      note: '',
    },
    {
      on: 'soendag',
      time: 'formiddag',
      activity: 'Tog i svømmehallen med familien',
      moodBefore: 4,
      moodAfter: 6,
      note: 'Jeg troede, at jeg ville fortryde.',
    },
  ],
  phq9: [2, 3, 2, 2, 1, 2, 1, 0, 0],
  gad7: [2, 1, 2, 1, 0, 1, 1],
};
