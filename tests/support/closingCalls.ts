/** Events about the time of a closing call, with everything they carry. */
import { v5 } from 'uuid';
import { CLOSING_MS } from '../../domain/closingTime';
import { asId, plusMillis, type AppointmentId, type Instant, type SlotId } from '../../domain/ids';
import type { CourseEvent } from '../../domain/state';

const SLOT = asId<SlotId>('00000000-0000-4000-8000-000000000052');
const DAY = 86_400_000;

/** A time for the closing call, so many days from now. */
export function closingTimeOf(at: Instant, days = 5): CourseEvent {
  const startsAt = plusMillis(at, days * DAY);
  return {
    name: 'bookClosing',
    slotId: SLOT,
    appointmentId: asId<AppointmentId>(v5(`call-${startsAt}`, SLOT)),
    startsAt,
    endsAt: plusMillis(startsAt, CLOSING_MS),
  };
}

/** What a walk may meet: a yes and a no, two times, and either side that calls one off. */
export function callPayloads(
  name: 'wishClosing' | 'bookClosing' | 'cancelClosing',
  at: Instant,
): CourseEvent[] {
  if (name === 'wishClosing') {
    return [
      { name, wish: 'wants' },
      { name, wish: 'declines' },
    ];
  }
  if (name === 'bookClosing') return [closingTimeOf(at), closingTimeOf(at, 2)];
  return [
    { name, by: 'patient' },
    { name, by: 'clinic' },
  ];
}
