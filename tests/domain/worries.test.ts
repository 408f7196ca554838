/** What a patient with an open worry reads first: who looks at it and by which hour. */
import { nextDeadline, whatHappensNext } from '../../domain/danish';
import { extendable } from '../../domain/extendable';
import { plusMillis } from '../../domain/ids';
import { dueOf, lettered, screened, treated } from '../support/courseStages';
import { DAY, FLAG, steps, untilFired } from '../support/courseWalk';

const red = { name: 'raiseFlag', flagId: FLAG, tier: 'red' } as const;

test('a red worry is the first thing said, with the hour, until somebody has released it', () => {
  const flagged = steps(screened(), red);
  const [first] = whatHappensNext(flagged, flagged.lastAt).sentences;
  expect(first).toMatch(/^En psykolog kontakter dig senest \S+dag .* kl\. 15\.00\.$/);
  expect(nextDeadline(flagged, 'patient', flagged.lastAt).what).toBe(first);
  const released = steps(flagged, { name: 'releaseFlag', flagId: FLAG });
  expect(whatHappensNext(released, released.lastAt).sentences.join()).not.toContain(
    'kontakter dig',
  );
});

test('a worry nobody looked at in time is owned up to, and the numbers are named', () => {
  const late = untilFired(steps(treated(), red), 'redContact');
  const said = whatHappensNext(late, plusMillis(late.lastAt, DAY)).sentences.join(' ');
  expect(said).toContain('En psykolog skulle have kontaktet dig senest');
  expect(said).toContain('ring til et af numrene');
});

test('so it is after the end of a course', () => {
  const over = steps(lettered(), { name: 'approveEpicrise' }, { name: 'release' });
  const asked = steps(untilFired(over, 'followUp'), { ...red, tier: 'amber' });
  const [first] = whatHappensNext(asked, asked.lastAt).sentences;
  expect(first).toMatch(/^En psykolog ser på det, du har svaret, senest /);
});

test('a promised call is not called an answer to a message', () => {
  const promised = steps(screened(), { name: 'reject', adviceCall: true }, { name: 'release' });
  expect(nextDeadline(promised, 'patient', promised.lastAt).what).toMatch(
    /^Vi ringer til dig senest /,
  );
});

test('a deadline that got more time still knows the one of its rule', () => {
  const at = treated();
  const plain = dueOf(at, 'treatmentLength');
  if (!plain) throw new Error('treatment has no end');
  const given = steps(at, {
    name: 'extendDeadline',
    deadline: 'treatmentLength',
    subject: '',
    until: plusMillis(plain, 30 * DAY),
  });
  const one = extendable(given).find(({ name }) => name === 'treatmentLength');
  expect([one?.plainDueAt, one?.dueAt]).toEqual([plain, plusMillis(plain, 30 * DAY)]);
});
