/** Answers for how the record shows what it received, and each talk as it stands now. */
import type { Kept } from './postbox';

const appointmentWords = {
  booked: 'Aftale',
  held: 'Aftale, afholdt',
  noShow: 'Aftale, patienten kom ikke',
  cancelled: 'Aftale, aflyst',
};

interface EpjEntry {
  readonly group: string;
  readonly at: string;
  readonly kind: string;
  readonly title: string;
  readonly text: string;
}

/** A talk stands once: its newest entry (booked, cancelled …) replaces those before it. */
function standing(entries: readonly Kept<'epj'>[]): Kept<'epj'>[] {
  const seen = new Set<string>();
  return entries.filter(({ message }) => {
    if (message.kind !== 'appointment') return true;
    const talk = `${message.patient.cpr} ${message.externalId ?? message.startsAt}`;
    return !seen.has(talk) && seen.add(talk);
  });
}

function epjEntry(kept: Kept<'epj'>): EpjEntry {
  const { message } = kept;
  const entry = { group: `CPR ${withDash(message.patient.cpr)}`, at: at(kept) };
  switch (message.kind) {
    case 'courseCreated':
      return {
        ...entry,
        kind: 'Forløb oprettet',
        title: `Forløb ${message.courseNumber}`,
        text: '',
      };
    case 'note':
      return {
        ...entry,
        kind: `Notat af ${message.author}`,
        title: message.title,
        text: message.text,
        at: message.writtenAt,
      };
    case 'appointment': {
      const kind = appointmentWords[message.status];
      return { ...entry, kind, title: message.title, text: '', at: message.startsAt };
    }
  }
}

/** The record's entries, the newest first; `kept` in that order too. */
export function epjEntries(kept: readonly Kept<'epj'>[]): EpjEntry[] {
  return standing(kept).map(epjEntry);
}

/** When it was sent by the portal's own clock, which in practice is not the clock on the wall. */
export function at(kept: Kept): string {
  return kept.message.sentAt ?? kept.acceptedAt;
}

/** An identity number as people write it. */
export function withDash(cpr: string): string {
  return `${cpr.slice(0, 6)}-${cpr.slice(6)}`;
}
