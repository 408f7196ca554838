/** The bar over every page about a course: who, how old, where, at which stage. */
import type { CourseHead } from '../../api/queries/courseHead';
import { copenhagenDate } from '../../domain/calendar';
import { ageOn, hiddenCpr, parseCpr, writtenCpr } from '../../domain/cpr';
import { FLAG_NAMES, OUTCOME_FOR_STAFF, STAGE_FOR_STAFF } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { regionByCode, regionCode } from '../../domain/regions';
import type { CourseState } from '../../domain/state';
import { withQuery } from '../paths';
import type { PersonBar } from './page';

/** "34 år", or '' when the number tells no birth. */
export function ageWords(cpr: string, now: Instant): string {
  const facts = parseCpr(cpr);
  return facts ? `${ageOn(facts.birth, copenhagenDate(now))} år` : '';
}

/** "Midtjylland": regions are said without the word before them in lists. */
function regionWords(code: string | null): string {
  const region = code === null ? null : regionByCode(code);
  return region ? region.name.replace(/^Region /, '') : 'Ikke oplyst';
}

/** A region in a list: the one the course was sent in, or before that the one they live in. */
export function listedRegion(
  row: { readonly region: string | null; readonly livesIn: string | null },
  now: Instant,
): string {
  return regionWords(regionCode(row, { municipality: row.livesIn }, copenhagenDate(now)));
}

/** `here` is the page's own address, where the whole number is asked for. */
export function personBarOf(head: CourseHead, now: Instant, here: string): PersonBar {
  const facts = parseCpr(head.cpr);
  return {
    name: head.name,
    age: ageWords(head.cpr, now),
    region: regionWords(head.region),
    cpr: facts ? (head.showsCpr ? writtenCpr(facts.cpr) : hiddenCpr(facts.cpr)) : '',
    ...(!head.showsCpr && { showCpr: withQuery(here.split('?')[0] ?? here, { cpr: 'vis' }) }),
    stage: stageWords(head.state),
    psychologist: head.psychologistName ?? 'Ingen endnu',
    flags: flagWords(head.state),
  };
}

/** Each tier once, in its own colour: red is never said in amber. */
function flagWords(state: CourseState): PersonBar['flags'] {
  const tiers = [...new Set(state.flags.map((flag) => flag.tier))];
  return tiers.map((tier) => ({
    text: FLAG_NAMES[tier],
    tone: tier === 'red' ? 'red' : 'amber',
  }));
}

/** "Behandling", "Slut: gennemført". */
export function stageWords(state: CourseState): string {
  const stage = STAGE_FOR_STAFF[state.stage];
  return state.outcome ? `${stage}: ${OUTCOME_FOR_STAFF[state.outcome].toLowerCase()}` : stage;
}
