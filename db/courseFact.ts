/** The clear, pseudonymous row a course leaves for statistics: no name, no text, no number. */
import { parseCpr } from '../domain/cpr';
import { FOLLOW_UP } from '../domain/followUp';
import type { PersonId } from '../domain/ids';
import { isRequired, requiredMissing } from '../domain/programmeState';
import type { CourseEvent, CourseState } from '../domain/state';
import { personIdentity } from './persons';
import type { Tx } from './transaction';

interface Recorded {
  readonly state: CourseState;
  readonly event: CourseEvent;
}

/** A rejection counts from its press (DOMAIN section 7), not from the moment it could not be undone. */
const REJECTED = `SELECT max(pressed_at) FROM decision
  WHERE course_id = $1 AND kind = 'reject' AND state = 'released'`;

/** Brings the row up to the state, in the event's own transaction; scores come from their rows. */
export async function recordFact(
  tx: Tx,
  { state, event }: Recorded,
  personId: PersonId,
): Promise<void> {
  await tx.run(
    `INSERT INTO course_fact (course_id, stage) VALUES ($1, $2)
    ON CONFLICT (course_id) DO NOTHING`,
    [state.courseId, state.stage],
  );
  const modules = state.programme?.modules.filter(isRequired) ?? [];
  const { since } = state;
  await tx.run(
    `UPDATE course_fact SET stage = $2, outcome = $3, submitted_at = $4,
      decided_at = coalesce($5, (${REJECTED})),
      decision = CASE WHEN $5::timestamptz IS NOT NULL THEN 'offer'
        WHEN $3 = 'rejected' THEN 'reject' END,
      treatment_started_at = $6, treatment_ended_at = $7, ended_at = $8, modules_done = $9,
      modules_required = $10, diagnosis = coalesce($11, diagnosis),
      assessed_at = coalesce($12, assessed_at), breach_at = $13, breach_reason = $14,
      municipality = (SELECT municipality FROM course WHERE course_id = $1)
    WHERE course_id = $1`,
    [
      state.courseId,
      state.stage,
      state.outcome,
      since.submitted ?? null,
      since.decided ?? null,
      since.treatmentStarted ?? null,
      since.treatmentEnded ?? null,
      since.ended ?? null,
      modules.length - requiredMissing(state.programme),
      modules.length,
      event.name === 'accept' ? event.diagnosis : null,
      heldAt(state, event),
      state.breach?.at ?? null,
      state.breach?.reason ?? null,
    ],
  );
  await recordScores(tx, state);
  if (event.name === 'submit') await recordPerson(tx, state, personId);
}

/** The conversation is held when it has led to something: treatment, or no offer of it. */
function heldAt(state: CourseState, event: CourseEvent): string | null {
  const held =
    event.name === 'accept' || (event.name === 'release' && state.outcome === 'notOffered');
  return held ? (state.since.appointmentStart ?? state.lastAt) : null;
}

async function recordScores(tx: Tx, state: CourseState): Promise<void> {
  await tx.run(
    `UPDATE course_fact SET phq9_first = p.first, phq9_last = p.last,
      gad7_first = g.first, gad7_last = g.last,
      phq9_follow_up = p.follow_up, gad7_follow_up = g.follow_up
    FROM ${ends('phq9')} AS p, ${ends('gad7')} AS g WHERE course_id = $1`,
    [state.courseId],
  );
}

/**
 * First and last score of one measure, and the one half a year later; the name is ours, never a
 * reader's. The outcome of treatment is its first against its last score: what came half a year
 * later is told beside it, or a course would change its outcome after it had been reported.
 */
function ends(measure: 'phq9' | 'gad7'): string {
  const within = `FILTER (WHERE occasion <> '${FOLLOW_UP}')`;
  return `(SELECT (array_agg(score ORDER BY answered_at) ${within})[1] AS first,
      (array_agg(score ORDER BY answered_at DESC) ${within})[1] AS last,
      max(score) FILTER (WHERE occasion = '${FOLLOW_UP}') AS follow_up FROM measure_response
    WHERE course_id = $1 AND measure = '${measure}' AND score IS NOT NULL)`;
}

async function recordPerson(tx: Tx, state: CourseState, personId: PersonId): Promise<void> {
  const facts = parseCpr((await personIdentity(tx, personId)).cpr);
  await tx.run('UPDATE course_fact SET birth_year = $2, sex = $3 WHERE course_id = $1', [
    state.courseId,
    facts ? Number(facts.birth.slice(0, 4)) : null,
    facts?.sex ?? null,
  ]);
}
