/** What a patient with an open worry reads first: who looks at it and by which hour. */
import { ifNobodyActsHeading, nextDeadline, whatHappensNext } from '../../domain/danish';
import { extendable } from '../../domain/extendable';
import { plusMillis } from '../../domain/ids';
import { booked, dueOf, lettered, screened, treated } from '../support/courseStages';
import { begin, bookOf, DAY, FLAG, steps, untilFired } from '../support/courseWalk';

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
  const later = plusMillis(late.lastAt, DAY);
  const said = whatHappensNext(late, later).sentences;
  expect(said[0]).toContain('En psykolog skulle have kontaktet dig senest');
  expect(said.join(' ')).toContain('ring til et af numrene');
  // Every other page says the very same, and nobody is told that it hangs on them.
  expect(nextDeadline(late, 'patient', later).what).toBe(said[0]);
  expect(ifNobodyActsHeading(late, 'patient')).toBe('Hvis ingen gør noget');
});

test.each(['red', 'amber', 'worse'] as const)(
  'while the application is written, too late about a %s worry is said in the past tense',
  (tier) => {
    const clock = { red: 'redContact', amber: 'amberSeen', worse: 'worseSeen' } as const;
    const late = untilFired(steps(begin(), { ...red, tier }), clock[tier]);
    const later = plusMillis(late.lastAt, DAY);
    const { heading, what } = nextDeadline(late, 'patient', later);
    expect(heading).toBe('Over frist');
    expect(what).toMatch(/^En psykolog skulle have .* senest .*\. Det har vi ikke nået\. Lederen/);
    expect(whatHappensNext(late, later).sentences[0]).toBe(what);
    expect(ifNobodyActsHeading(late, 'patient')).toBe('Hvis ingen gør noget');
  },
);

test('a broken promise to get in touch about what now is not called an answer to a message', () => {
  const missed = steps(booked(), { name: 'noShow' }, bookOf(booked().lastAt));
  const twice = steps(missed, { name: 'secondNoShow' });
  const ahead = nextDeadline(twice, 'patient', twice.lastAt).what;
  expect(ahead).toMatch(/^Koordinatoren kontakter dig senest /);
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
