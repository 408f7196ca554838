/** What an application leaves behind when it is sent: scores, the doctor and the consents. */
import { v5 } from 'uuid';
import {
  APPLICATION,
  CONSENT_FIELDS,
  itemsOf,
  NO_GP,
  SECTION_IDS,
  TICKED,
  valueOf,
  type ApplicationAnswers,
} from '../domain/application';
import { CONSENTS } from '../domain/danish';
import type { CourseId, Instant, PersonId } from '../domain/ids';
import { MEASURES } from '../domain/measures';
import type { ConsentKind } from '../domain/state';
import { readApplication } from './applications';
import { giveConsent } from './consents';
import { setCourseGp } from './gps';
import { keepResponse } from './measures';
import type { Tx } from './transaction';

const OCCASION = 'application';

/**
 * Keeps the scores (once for all), the doctor and the consents of a sent application; doing it
 * again changes nothing. Nothing is kept before the sending is accepted: until then it may change.
 */
export async function settleSubmission(
  tx: Tx,
  of: { courseId: CourseId; personId: PersonId; at: Instant },
): Promise<void> {
  const answers = (await readApplication(tx, of.courseId))?.answers ?? {};
  await keepScores(tx, of, answers);
  const gp = valueOf(answers['gp'], 'gp');
  if (gp !== '' && gp !== NO_GP) await setCourseGp(tx, of.courseId, gp);
  for (const kind of consentsIn(answers)) {
    const textVersion = String(CONSENTS[kind].version);
    await giveConsent(tx, { courseId: of.courseId, kind, textVersion, by: 'patient', at: of.at });
  }
}

/** The consents that an application gives. */
export function consentsIn(answers: ApplicationAnswers): readonly ConsentKind[] {
  const given = CONSENT_FIELDS.filter((kind) => valueOf(answers['consents'], kind) === TICKED);
  return valueOf(answers['aboutYou'], 'contact') === TICKED ? [...given, 'contact'] : given;
}

async function keepScores(
  tx: Tx,
  of: { courseId: CourseId; personId: PersonId; at: Instant },
  answers: ApplicationAnswers,
): Promise<void> {
  for (const id of SECTION_IDS) {
    const { measure } = APPLICATION[id];
    if (measure === null) continue;
    const items = itemsOf(measure, answers[id]);
    const { score, band, case: isCase, scorerVersion } = MEASURES[measure].score(items);
    const { version, language } = MEASURES[measure];
    await keepResponse(tx, {
      ...of,
      responseId: v5(`${OCCASION}:${measure}`, of.courseId),
      measure,
      version,
      language,
      occasion: OCCASION,
      items,
      score,
      band,
      isCase,
      scorerVersion,
    });
  }
}
