/** Answers for what an identity provider tells us about a person, and how we read it. */
import { z } from 'zod';
import { parseCpr, type Cpr } from '../../domain/cpr';
import { readable } from '../../domain/typedText';
import { isUuid, type StaffId } from '../../domain/ids';
import type { Role } from '../../domain/permissions';

/** Who logs in: a patient with MitID, or staff through the region's own login. */
export type Who = 'patient' | 'staff';

const LEVELS = 'https://data.gov.dk/concept/core/nsis/loa/';
/** The national levels of assurance (NSIS), as they stand in the claim `acr`. */
export const LEVEL = {
  low: `${LEVELS}Low`,
  substantial: `${LEVELS}Substantial`,
  high: `${LEVELS}High`,
} as const;
export type Level = (typeof LEVEL)[keyof typeof LEVEL];

/** What is asked for; the claims are checked for it as well (DOMAIN §8). */
export const ACCEPTED_LEVELS: readonly string[] = [LEVEL.substantial, LEVEL.high];

/** The scope that asks for a patient's or a staff member's claims. */
export const SCOPE = { patient: 'mitid', staff: 'medarbejder' } as const;

/** What a login can make somebody, beside a patient. */
export type LoginRole = Exclude<Role, 'patient' | 'system' | 'anonymous'>;

/** The groups of the region's directory that give a role here; all others give none. */
export const ROLE_OF_GROUP: ReadonlyMap<string, LoginRole> = new Map([
  ['forloeb-psykolog', 'psychologist'],
  ['forloeb-koordinator', 'coordinator'],
  ['forloeb-leder', 'supervisor'],
  ['forloeb-region', 'regionContact'],
]);

export interface PatientIdentity {
  readonly kind: 'patient';
  /** The provider's name for the person; ours is the person id behind the identity number. */
  readonly sub: string;
  readonly cpr: Cpr;
  readonly name: string;
  readonly level: Level;
}

export interface StaffIdentity {
  readonly kind: 'staff';
  readonly staffId: StaffId;
  readonly name: string;
  readonly email: string;
  /** At least one. */
  readonly roles: readonly LoginRole[];
}

/**
 * Why a login led nowhere: level below substantial; answer to another question than ours (state,
 * nonce, code or signature do not fit); the person pressed cancel; claims missing or unreadable;
 * in no group that gives a role.
 */
export type LoginRefusal =
  | 'levelTooLow'
  | 'answerDoesNotFit'
  | 'cancelled'
  | 'claimsMissing'
  | 'noRole';
export interface LoginRefused {
  readonly kind: 'refused';
  readonly name: LoginRefusal;
}

const name = z.string().transform(readable).pipe(z.string().trim().min(1).max(120));
const patientClaims = z.object({
  sub: z.string().min(1),
  cpr: z.string().transform((text, check) => {
    const facts = parseCpr(text);
    if (facts !== null) return facts.cpr;
    check.addIssue({ code: 'custom', message: 'not an identity number' });
    return z.NEVER;
  }),
  name,
});
const staffClaims = z.object({
  sub: z.string().refine(isUuid),
  name,
  email: z.email(),
  groups: z.array(z.string()).max(500),
});

/** Reads a patient's claims; the level is asked before anything else is believed. */
export function patientOf(claims: unknown): PatientIdentity | LoginRefused {
  const level = z.object({ acr: z.string() }).safeParse(claims);
  if (!level.success || !ACCEPTED_LEVELS.includes(level.data.acr)) return refused('levelTooLow');
  const read = patientClaims.safeParse(claims);
  if (!read.success) return refused('claimsMissing');
  return { kind: 'patient', ...read.data, level: level.data.acr as Level };
}

/** Reads a staff member's claims and turns groups into roles. */
export function staffOf(claims: unknown): StaffIdentity | LoginRefused {
  const read = staffClaims.safeParse(claims);
  if (!read.success) return refused('claimsMissing');
  const { sub, groups, ...person } = read.data;
  const roles = [...new Set(groups.flatMap((group) => ROLE_OF_GROUP.get(group) ?? []))];
  if (roles.length === 0) return refused('noRole');
  return { kind: 'staff', staffId: sub as StaffId, ...person, roles };
}

export function refused(reason: LoginRefusal): LoginRefused {
  return { kind: 'refused', name: reason };
}
