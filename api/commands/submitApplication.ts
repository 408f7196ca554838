/** An applicant sends the application: locked first, then the course is asked, then it is settled. */
import { lockApplication, readApplication, unlockApplication } from '../../db/applications';
import type { CourseRow } from '../../db/courses';
import { personIdentity } from '../../db/persons';
import { consentsIn } from '../../db/submission';
import { inTransaction, type Tx } from '../../db/transaction';
import {
  itemsOf,
  missingSections,
  safetyOf,
  valueOf,
  type ApplicationAnswers,
} from '../../domain/application';
import { copenhagenDate } from '../../domain/calendar';
import { parseCpr } from '../../domain/cpr';
import { isOldEnough } from '../../domain/eligibility';
import { regionOf } from '../../domain/regions';
import { flagsFrom, thresholdsOn } from '../../domain/risk';
import { UNDER_AGE } from '../../domain/targetGroup';
import type { EventNamed } from '../../domain/state';
import type { Ctx, Form } from '../app';
import { rulesFor } from '../queries/promises';
import { press, updateIdOf, type Outcome } from './press';
import { raiseFlags } from './raiseFlags';

interface Ready {
  readonly answers: ApplicationAnswers;
  readonly versions: Readonly<Record<string, number>>;
  readonly event: EventNamed<'submit'>;
}

/** Nothing typed is lost whatever the answer: the application stays as it was saved. */
export async function submitApplication(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const id = updateIdOf(form);
  if (!id) return { kind: 'refused', name: 'invalid' };
  const { courseId } = course;
  const ready = await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const found = await readyToSend(tx, ctx, course);
    if ('answers' in found) await lockApplication(tx, courseId, ctx.now);
    return found;
  });
  if (!('answers' in ready)) return { kind: 'invalid', errors: ready.errors };
  await raiseWorries(ctx, course, ready);
  const outcome = await press(ctx, { courseId, id, event: ready.event });
  if (mayChange(outcome)) {
    await inTransaction(ctx.app.db, ctx.actor, (tx) => unlockApplication(tx, courseId));
  }
  return outcome;
}

/** False when the course has gone on without us (sent from another window, or over). */
function mayChange(outcome: Outcome): boolean {
  if (outcome.kind === 'refused') return outcome.name === 'busy' || outcome.name === 'stuck';
  return outcome.kind === 'unavailable' || outcome.kind === 'invalid';
}

async function readyToSend(
  tx: Tx,
  ctx: Ctx,
  course: CourseRow,
): Promise<Ready | { errors: Record<string, string> }> {
  const today = copenhagenDate(ctx.now);
  const { cpr } = await personIdentity(tx, course.personId);
  const birth = parseCpr(cpr)?.birth;
  if (!birth || !isOldEnough(birth, today)) return { errors: { '': UNDER_AGE.text } };
  const application = await readApplication(tx, course.courseId);
  const answers = application?.answers ?? {};
  const region = regionOf(valueOf(answers['aboutYou'], 'municipality'), today);
  if (!region || missingSections(answers).length > 0) {
    return { errors: { '': 'Der mangler nogle svar, før du kan sende. Se dem herunder.' } };
  }
  const rules = await rulesFor(tx, cpr, today);
  const consents = consentsIn(answers);
  const event = { name: 'submit', region: region.code, rules, consents } as const;
  return { answers, versions: application?.versions ?? {}, event };
}

/** What nobody has been told of yet: item 9 left out, or an answer whose flag got lost. */
async function raiseWorries(ctx: Ctx, course: CourseRow, ready: Ready): Promise<void> {
  const { answers, versions } = ready;
  const thresholds = thresholdsOn(copenhagenDate(ctx.now));
  const phq9Items = itemsOf('phq9', answers['phq9']);
  const asked = [
    ['phq9', flagsFrom({ phq9Items }, thresholds)],
    ['safety', flagsFrom({ safety: safetyOf(answers) }, thresholds)],
  ] as const;
  for (const [section, raised] of asked) {
    await raiseFlags(ctx, course, raised, `${section}:${versions[section] ?? 0}`);
  }
}
