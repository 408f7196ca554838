/** Answers for who can log in at the practice identity provider, listed or typed in on the spot. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isSyntheticCpr, parseCpr, syntheticCpr, writtenCpr, type Cpr } from '../../domain/cpr';
import { readable } from '../../domain/typedText';
import type { Journal } from '../journal';
import { LEVEL, ROLE_OF_GROUP, type Level, type LoginRole, type Who } from './claims';
import { firstNames, type PracticePatient, type PracticeStaff } from './practicePeople';

export interface PracticeAccount {
  /** The claim `sub`: a staff id, or for patients a name that says nothing. */
  readonly sub: string;
  readonly who: Who;
  readonly level: Level | undefined;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** One person somebody typed in; kept, so that the same person can log in again. */
export const typedPerson = z.object({ name: z.string(), cpr: z.string() });
export type TypedPerson = z.infer<typeof typedPerson>;

/** A person on the login page. */
export interface PersonShown {
  readonly sub: string;
  readonly name: string;
  readonly about: string;
}

export type TypedIn =
  | { readonly kind: 'person'; readonly account: PracticeAccount }
  | { readonly kind: 'wrong'; readonly name: string | null; readonly cpr: string | null };

const ROLE_WORDS: ReadonlyMap<LoginRole, string> = new Map([
  ['psychologist', 'Psykolog'],
  ['coordinator', 'Koordinator'],
  ['supervisor', 'Leder'],
  ['regionContact', 'Regional kontaktperson'],
]);

export class PracticeAccounts {
  readonly #accounts = new Map<string, PracticeAccount>();
  readonly #hints = new Map<string, string>();
  readonly #typed: PersonShown[] = [];

  /** `journal` keeps typed-in people over a restart; without one they are forgotten. */
  constructor(
    readonly patients: readonly PracticePatient[],
    readonly staff: readonly PracticeStaff[],
    readonly journal?: Journal<TypedPerson>,
  ) {
    for (const person of patients) {
      this.#hints.set(person.handle, this.#addPatient(person).sub);
    }
    for (const { staffId: sub, handle, name, email, groups } of staff) {
      const claims = { name, email, groups };
      this.#accounts.set(sub, { sub, who: 'staff', level: undefined, claims });
      this.#hints.set(handle, sub);
    }
    for (const { name, cpr } of journal?.lines ?? []) this.#addTyped(name, cpr as Cpr);
  }

  find(sub: string): PracticeAccount | undefined {
    return this.#accounts.get(sub);
  }

  /** By handle ("karen"), by sub, or a new applicant from "ny:SEED"; undefined when nobody fits. */
  async byHint(who: Who, hint: string): Promise<PracticeAccount | undefined> {
    const seed = /^ny:(\d{1,9})$/.exec(hint)?.[1];
    if (seed !== undefined && who === 'patient') {
      const cpr = syntheticCpr(Number(seed));
      const first = firstNames[Number(seed) % firstNames.length];
      return this.find(subOf(cpr)) ?? this.#keepTyped(`${first} Prøve`, cpr);
    }
    const account = this.find(this.#hints.get(hint) ?? hint);
    return account?.who === who ? account : undefined;
  }

  /** A person from the form; only numbers that cannot be anybody's are taken. */
  async typedIn(nameTyped: string, cprTyped: string): Promise<TypedIn> {
    const name = readable(nameTyped).trim().replace(/\s+/g, ' ');
    const facts = parseCpr(cprTyped);
    const wrongName = name.length >= 2 && name.length <= 80 ? null : 'Skriv et opdigtet navn.';
    const wrongCpr =
      facts === null
        ? 'Skriv ti cifre, der begynder med en dato, for eksempel 1403989996.'
        : isSyntheticCpr(facts.cpr)
          ? null
          : 'Nummeret kan være en rigtig persons. Brug et, der ender på 99 og to cifre mere.';
    if (facts === null || wrongName !== null || wrongCpr !== null) {
      return { kind: 'wrong', name: wrongName, cpr: wrongCpr };
    }
    const known = this.find(subOf(facts.cpr));
    return { kind: 'person', account: known ?? (await this.#keepTyped(name, facts.cpr)) };
  }

  /** The people on the login page, under their headings. */
  shown(who: Who): { heading: string; people: PersonShown[] }[] {
    if (who === 'staff') return shownStaff(this.staff);
    const listed = (special: boolean): PersonShown[] =>
      this.patients
        .filter((person) => (person.about !== undefined) === special)
        .map(({ cpr, name, about }) => ({
          sub: subOf(cpr),
          name,
          about: about ?? `CPR ${writtenCpr(cpr)}`,
        }));
    return [
      { heading: 'Personer', people: listed(false) },
      { heading: 'Personer, du selv har lavet', people: this.#typed },
      { heading: 'Særlige tilfælde', people: listed(true) },
    ].filter(({ people }) => people.length > 0);
  }

  async #keepTyped(name: string, cpr: Cpr): Promise<PracticeAccount> {
    const account = this.#addTyped(name, cpr);
    await this.journal?.append({ name, cpr });
    return account;
  }

  #addTyped(name: string, cpr: Cpr): PracticeAccount {
    this.#typed.push({ sub: subOf(cpr), name, about: `CPR ${writtenCpr(cpr)}` });
    return this.#addPatient({ name, cpr, level: LEVEL.substantial });
  }

  #addPatient({ name, cpr, level }: Omit<PracticePatient, 'handle'>): PracticeAccount {
    const sub = subOf(cpr);
    const account: PracticeAccount = { sub, who: 'patient', level, claims: { name, cpr } };
    this.#accounts.set(sub, account);
    return account;
  }
}

/** Psychologists by themselves, as there are most of them; the others beside each other. */
function shownStaff(staff: readonly PracticeStaff[]): { heading: string; people: PersonShown[] }[] {
  const people = staff.map(({ staffId, name, groups }) => {
    const roles = groups.flatMap((group) => ROLE_OF_GROUP.get(group) ?? []);
    const about = roles.map((role) => ROLE_WORDS.get(role)).join(', ') || 'Ingen rolle';
    return { sub: staffId, name, about, isPsychologist: roles.includes('psychologist') };
  });
  return [
    { heading: 'Psykologer', people: people.filter((person) => person.isPsychologist) },
    { heading: 'Andre', people: people.filter((person) => !person.isPsychologist) },
  ];
}

/** The same person has the same sub at every start, and the sub tells no identity number. */
export function subOf(cpr: Cpr): string {
  return createHash('sha256').update(`practice identity ${cpr}`).digest('hex').slice(0, 32);
}
