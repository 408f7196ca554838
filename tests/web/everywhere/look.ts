/** ONE LOOK: a page in one state, how it is brought there, and what is pressed on it. */
import type { Instant } from '../../../domain/ids';
import type { CourseState } from '../../../domain/state';
import type { Patient, PatientSite } from '../patient/site';
import type { Meanwhile } from './morePeople';
import type { PersonName } from './people';

/** A form of the page, filled in and sent: what comes next is what is looked at. */
export interface Press {
  /** How its words begin; the first that does. */
  readonly button: string;
  readonly typed: Readonly<Record<string, string>>;
}
export interface Look {
  /** The pattern of the route that answers. */
  readonly route: string;
  /** What makes this page another one, in words. */
  readonly state: string;
  readonly who: PersonName | 'nobody';
  readonly at: string | ((site: PatientSite, patient: Patient) => Promise<string>);
  /** Where the clock stands; an hour after what happened to the person last unless said. */
  readonly when?: (state: CourseState) => Instant;
  /** What happens elsewhere once the page is open. */
  readonly meanwhile?: Meanwhile;
  readonly press?: Press;
  /** Of the page that is looked at; 200 unless said. */
  readonly status?: number;
  /** Who is away when the form is sent, or when the page is opened if nothing is sent. */
  readonly away?: 'temporal' | 'postgres';
  /** For so long nothing is pressed ("28:00"). */
  readonly idle?: string;
}

type Path = { readonly pattern: string };
type More = Omit<Look, 'route' | 'state' | 'who' | 'at'>;

export function look(
  route: Path,
  state: string,
  who: Look['who'],
  at: Look['at'],
  more: More = {},
): Look {
  return { route: route.pattern, state, who, at, ...more };
}

/** Pressed, and the form comes back. */
export function wrongly(button: string, typed: Press['typed'], status = 422): More {
  return { press: { button, typed }, status };
}
/** Pressed, and done. */
export function pressed(button: string, typed: Press['typed'] = {}): More {
  return { press: { button, typed } };
}

export const SAVE = 'Gem og gå videre';
/** Nobody has sent it, so it is never recorded. */
export const NEVER = '01987f6e-0000-7000-8000-00000000beef';
/** The choice of a group that stands first. */
export const FIRST_CHOICE = '(the first)';
