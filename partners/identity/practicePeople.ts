/** Answers for the made-up people of the practice: nobody can mistake them for real ones. */
import type { Cpr } from '../../domain/cpr';
import type { StaffId } from '../../domain/ids';
import { LEVEL, type Level } from './claims';

export interface PracticePatient {
  /** Names the person in `login_hint`. */
  readonly handle: string;
  readonly name: string;
  readonly cpr: Cpr;
  readonly level: Level;
  /** One line for the login page when there is something special to try. */
  readonly about?: string;
}

export interface PracticeStaff {
  readonly handle: string;
  readonly staffId: StaffId;
  readonly name: string;
  readonly email: string;
  readonly groups: readonly string[];
}

/** The first five carry the published test numbers; the others are synthetic by domain/cpr. */
export const practicePatients: readonly PracticePatient[] = [
  patient('sofie', 'Sofie Prøve', '0201919990'),
  patient('mads', 'Mads Prøve', '0201609995'),
  patient('anders', 'Anders Prøve', '0108589995'),
  patient('henrik', 'Henrik Prøve', '0107729995'),
  patient('joergen', 'Jørgen Prøve', '2509479989'),
  patient('ida', 'Ida Prøve', '1403989996'),
  patient('emil', 'Emil Prøve', '2207039999'),
  patient('camilla', 'Camilla Prøve', '0911859996'),
  patient('yasmin', 'Yasmin Prøve', '3004949998'),
  patient('aase', 'Åse Prøve', '1703669998'),
  patient('rasmus', 'Rasmus Prøve', '2802799999'),
  patient('freja', 'Freja Prøve', '1407109998', { about: 'Under 18 år' }),
  patient('laura', 'Laura Prøve', '0509909998', {
    level: LEVEL.low,
    about: 'Kun MitID på niveau Lav, bliver afvist',
  }),
];

export const practiceStaff: readonly PracticeStaff[] = [
  staff('karen', '8dc14177-acfe-468c-823c-cb8fa4f0f862', 'Karen Eksempel', 'forloeb-psykolog'),
  staff('jonas', 'a8e66db4-51e5-4a17-a5bb-197cc4121d92', 'Jonas Eksempel', 'forloeb-psykolog'),
  staff('amira', '9390d7f8-fca8-40fb-a2a8-4a08eeb3cbf4', 'Amira Eksempel', 'forloeb-psykolog'),
  staff('lone', 'e9ad1ea1-dcdf-4bd1-a5e6-2a1459caf4cf', 'Lone Eksempel', 'forloeb-koordinator'),
  staff('birgit', '9213ccf7-63e2-4dc1-8117-8bc87a896cac', 'Birgit Eksempel', 'forloeb-leder'),
  staff('peter', 'eddae221-68c1-40e5-bb76-20908af0f0ac', 'Peter Eksempel', 'forloeb-region'),
];

/** First names for people made on the spot by `login_hint` "ny:SEED". */
export const firstNames = [
  'Alma',
  'Bent',
  'Clara',
  'David',
  'Ellen',
  'Frederik',
  'Gitte',
  'Hassan',
  'Inger',
  'Jakob',
  'Katrine',
  'Lars',
  'Maja',
  'Niels',
  'Olivia',
  'Per',
  'Rikke',
  'Simon',
  'Tove',
  'Villads',
] as const;

function patient(
  handle: string,
  name: string,
  cpr: string,
  special: { level?: Level; about?: string } = {},
): PracticePatient {
  return { handle, name, cpr: cpr as Cpr, level: LEVEL.substantial, ...special };
}

function staff(handle: string, staffId: string, name: string, group: string): PracticeStaff {
  const email = `${handle}@eksempel.example`;
  return { handle, staffId: staffId as StaffId, name, email, groups: [group] };
}
