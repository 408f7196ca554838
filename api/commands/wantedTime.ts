/** The time that a form of the clinic asks for: one on the list, or one typed by hand. */
import { staffById } from '../../db/staff';
import { inTransaction } from '../../db/transaction';
import { addDays, atTime, copenhagenDate } from '../../domain/calendar';
import { asId, isUuid, plusMillis, type SlotId, type StaffId } from '../../domain/ids';
import type { Ctx, Form } from '../app';
import type { WantedTime } from './keepTime';
import { textOf, type Outcome } from './press';
import { typedDate, typedTime } from './typedTime';

/** Nobody means a date further ahead: the year was typed wrong. */
const FURTHEST_DAYS = 366;

/** `lasts`: milliseconds. `with`: whose time it is; absent, the form's `psychologist` says. */
interface Talk {
  readonly lasts: number;
  readonly with?: StaffId;
}
type Wanted =
  | { readonly kind: 'wanted'; readonly time: WantedTime; readonly said: string }
  | Extract<Outcome, { kind: 'invalid' }>;
const NOT_HERE = 'Forløbets psykolog arbejder her ikke mere. Lederen skal først skifte psykolog.';
const TYPED = ['atDay', 'atMonth', 'atYear', 'time'] as const;

/** The one time that the form asks for, or what is missing or said twice. */
export async function wantedTime(ctx: Ctx, form: Form, talk: Talk): Promise<Wanted> {
  const slot = textOf(form, 'slot');
  const byHand = TYPED.some((name) => textOf(form, name) !== '');
  const no = (sentence: string): Wanted => ({ kind: 'invalid', errors: { slot: sentence } });
  if (byHand && slot !== '') return no('Vælg en tid på listen, eller skriv en selv, ikke begge.');
  if (byHand) return typedByHand(ctx, form, talk);
  if (!isUuid(slot)) return no('Vælg en tid på listen, eller skriv en selv.');
  return { kind: 'wanted', time: { slotId: asId<SlotId>(slot) }, said: slot };
}

async function typedByHand(ctx: Ctx, form: Form, talk: Talk): Promise<Wanted> {
  const date = typedDate(form, 'at');
  const time = typedTime(form, 'time');
  const psychologistId = await activePsychologist(ctx, talk.with ?? textOf(form, 'psychologist'));
  const errors: Record<string, string> = {};
  if (!date) errors['at'] = 'Skriv en dato, for eksempel 7 12 2026.';
  else if (date > addDays(copenhagenDate(ctx.now), FURTHEST_DAYS)) {
    errors['at'] = 'Skriv en dato inden for det næste år.';
  } else if (talk.with && !psychologistId) errors['at'] = NOT_HERE;
  if (!time) errors['time'] = 'Skriv et klokkeslæt, for eksempel 10.30.';
  if (!psychologistId && !talk.with)
    errors['psychologist'] = 'Vælg den psykolog, der skal holde samtalen.';
  if (!date || !time || !psychologistId || Object.keys(errors).length > 0) {
    return { kind: 'invalid', errors };
  }
  const startsAt = atTime(date, time);
  const endsAt = plusMillis(startsAt, talk.lasts);
  const said = `${psychologistId}:${startsAt}`;
  return { kind: 'wanted', time: { startsAt, endsAt, psychologistId }, said };
}

async function activePsychologist(ctx: Ctx, typed: string): Promise<StaffId | null> {
  if (!isUuid(typed)) return null;
  const id = asId<StaffId>(typed);
  const staff = await inTransaction(ctx.app.db, ctx.actor, (tx) => staffById(tx, id));
  return staff?.active && staff.roles.includes('psychologist') ? staff.staffId : null;
}
