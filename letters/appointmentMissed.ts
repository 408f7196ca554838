/** Answers for the letter: we waited at the agreed time and did not talk; another is to choose. */
import { z } from 'zod';
import { defineLetter, line, patientFields } from './letter';

export const appointmentMissed = defineLetter({
  audience: 'patient',
  version: 2,
  schema: z.strictObject({
    ...patientFields,
    /** The time that went by: "onsdag 16. december kl. 10.00" */
    appointmentAt: line,
    /** Once too often: the coordinator decides what now, and there is no time to choose. */
    coordinatorDecides: z.boolean(),
  }),
  subject: ({ coordinatorDecides }) =>
    coordinatorDecides ? 'Vi fik ikke talt sammen' : 'Du kan vælge en ny tid til din samtale',
});
