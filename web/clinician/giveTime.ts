/** The forms by which the clinic gives a time and calls it off, whichever conversation it is. */
import type { Asked } from '../../api/app';
import type { TimeRefusal } from '../../domain/appointmentTime';
import { textOf } from '../../api/commands/press';
import { addressOf, unsentForm, type FormState } from '../shared/formState';

export interface GiveForms {
  readonly give: FormState;
  readonly cancel: FormState;
}

/** Each form, or what was pressed on it and could not be taken in. */
export function openedForms(asked: Asked, fresh: GiveForms, cancelAddress: string): GiveForms {
  return {
    give: unsentForm(asked, addressOf(asked)) ?? fresh.give,
    cancel: unsentForm(asked, cancelAddress) ?? fresh.cancel,
  };
}

/** Which field a time that cannot be had is wrong in; the reader mends it there. */
export function wrongField({ form }: Asked, name: TimeRefusal): string {
  if (name === 'beyondClock') return 'beyond';
  if (textOf(form, 'slot') !== '') return 'slot';
  return name === 'outsideHours' ? 'time' : 'at';
}

export const TIME_GIVEN = {
  heading: 'Patienten har fået tiden',
  text: 'Der går et brev med tiden til patientens digitale postkasse.',
};
