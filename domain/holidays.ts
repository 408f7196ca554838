/** The days on which the house is closed beside the weekends, as dated data. */
import type { CivilDate } from './ids';

export interface Holiday {
  readonly name: string;
  /** The same date every year, `MM-DD`, or so many days after Easter Sunday (before: negative). */
  readonly on: { readonly date: string } | { readonly afterEaster: number };
  /** First and last date on which the row counts, both included; left out it always does. */
  readonly validFrom?: CivilDate;
  readonly validTo?: CivilDate;
  /** Who says so: the law on public holidays, or this project (DOMAIN §3). */
  readonly owner: 'law' | 'project';
}

const law = 'law';
const project = 'project';
/** Store bededag went with law no. 214 of 6 March 2023, in force on 1 January 2024. */
const LAST_STORE_BEDEDAG = '2023-12-31' as CivilDate;

export const HOLIDAYS: readonly Holiday[] = [
  { name: 'nytårsdag', on: { date: '01-01' }, owner: law },
  { name: 'skærtorsdag', on: { afterEaster: -3 }, owner: law },
  { name: 'langfredag', on: { afterEaster: -2 }, owner: law },
  { name: 'påskedag', on: { afterEaster: 0 }, owner: law },
  { name: 'anden påskedag', on: { afterEaster: 1 }, owner: law },
  { name: 'store bededag', on: { afterEaster: 26 }, validTo: LAST_STORE_BEDEDAG, owner: law },
  { name: 'Kristi himmelfartsdag', on: { afterEaster: 39 }, owner: law },
  { name: 'pinsedag', on: { afterEaster: 49 }, owner: law },
  { name: 'anden pinsedag', on: { afterEaster: 50 }, owner: law },
  { name: 'grundlovsdag', on: { date: '06-05' }, owner: project },
  { name: 'juleaftensdag', on: { date: '12-24' }, owner: project },
  { name: 'juledag', on: { date: '12-25' }, owner: law },
  { name: 'anden juledag', on: { date: '12-26' }, owner: law },
  { name: 'nytårsaftensdag', on: { date: '12-31' }, owner: project },
];
