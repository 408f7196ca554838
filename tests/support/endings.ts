/** A course brought to each of its endings, as people would bring it there. */
import type { Outcome } from '../../domain/course';
import { asId, type FlagId } from '../../domain/ids';
import type { CourseEvent } from '../../domain/state';
import type { Bench } from './courseBench';
import { DAY, KAREN } from './courseWalk';
import { decide, press, standingIn, talkIsOver, type Lived } from './livedCourse';

const FLAG = asId<FlagId>('00000000-0000-4000-8000-0000000000f1');
const wanted: CourseEvent = { name: 'giveConsent', consent: 'gpEnd' };

/** Treatment is over; the closing call is waived, and the epicrise approved. */
async function throughEpicrise(lived: Lived): Promise<Lived> {
  await press(lived, { name: 'closingWaived' });
  await decide(lived, { name: 'approveEpicrise' });
  return lived;
}

const ENDINGS: Record<Outcome, (bench: Bench) => Promise<Lived>> = {
  completed: async (bench) => {
    const lived = await standingIn(bench, 'epicrise');
    await press(lived, wanted);
    await decide(lived, { name: 'approveEpicrise' });
    // Half a year later the patient is asked, answers, and a letter is put right.
    const after = { ...lived, course: lived.course.after() };
    await bench.env.sleep(200 * DAY);
    await press(after, { name: 'answerMeasure' }, { name: 'correctLetter', letter: 'epicrise' });
    return lived;
  },
  droppedOut: async (bench) => {
    const lived = await standingIn(bench, 'treatment');
    await bench.env.sleep(90 * DAY);
    return throughEpicrise(lived);
  },
  withdrawn: async (bench) => {
    const lived = await standingIn(bench, 'treatment');
    await press(lived, { name: 'writeMessage' }, { name: 'withdraw' });
    return throughEpicrise(lived);
  },
  endedByClinic: async (bench) => {
    const lived = await standingIn(bench, 'booked');
    await press(lived, { name: 'end' });
    return lived;
  },
  referred: async (bench) => {
    const lived = await standingIn(bench, 'offered');
    await press(lived, { name: 'refer' });
    return lived;
  },
  rejected: async (bench) => {
    const lived = await standingIn(bench, 'screening');
    await press(lived, { name: 'raiseFlag', flagId: FLAG, tier: 'amber' });
    await press(lived, { name: 'reject', adviceCall: true }, { name: 'undo' });
    await decide(lived, { name: 'reject', adviceCall: true });
    // What was raised and promised before the end is done after it.
    const after = { ...lived, course: lived.course.after() };
    await press(
      after,
      { name: 'takeFlag', flagId: FLAG, staffId: KAREN },
      { name: 'releaseFlag', flagId: FLAG },
      { name: 'closeTask', task: 'adviceCall', subject: '' },
    );
    return lived;
  },
  notOffered: async (bench) => {
    const lived = await standingIn(bench, 'booked');
    await talkIsOver(lived);
    await decide(lived, { name: 'decline' });
    return lived;
  },
  lapsed: async (bench) => {
    const lived = await standingIn(bench, 'applying');
    await bench.env.sleep(40 * DAY);
    return lived;
  },
};

/** A new course that has ended so. */
export async function endedAs(bench: Bench, outcome: Outcome): Promise<Lived> {
  const lived = await ENDINGS[outcome](bench);
  const row = lived.course.row();
  if (row.outcome !== outcome) throw new Error(`the course ended as ${row.outcome}`);
  return lived;
}
