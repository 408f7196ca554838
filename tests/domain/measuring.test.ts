/** When the questionnaires of a treatment are asked, and what their answers raise. */
import { FOLLOW_UP_MEASURES } from '../../domain/followUp';
import { instant, plusMillis, type Instant } from '../../domain/ids';
import { MEASURES } from '../../domain/measures';
import {
  askedNow,
  isJustApplied,
  nextAskedOn,
  readOccasion,
  startScore,
  treatmentWeek,
  weeklyMeasures,
  worriesOf,
  type KnownScore,
} from '../../domain/measuring';
import { thresholdsOn } from '../../domain/risk';
import type { CivilDate } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { DAY } from '../support/courseWalk';
import { states } from '../web/patient/walked';

const at = (text: string): Instant => instant(text);
const started = (when: string, more: Partial<CourseState> = {}): CourseState => ({
  ...states.working,
  dues: [],
  since: { ...states.working.since, treatmentStarted: at(when) },
  ...more,
});
const score = (
  measure: string,
  occasion: string,
  points: number | null,
  answeredAt: string,
): KnownScore => ({ measure, occasion, score: points, answeredAt: at(answeredAt) });

describe('the week of a treatment', () => {
  const monday = started('2026-10-19T08:00:00Z');
  it.each([
    ['2026-10-19T08:00:00Z', 1],
    // The last minute of the Sunday in Copenhagen, on either side of the autumn change.
    ['2026-10-25T22:59:00Z', 1],
    ['2026-10-25T23:00:00Z', 2],
    ['2026-11-01T22:59:00Z', 2],
    ['2026-11-01T23:00:00Z', 3],
  ])('at %s is week %i', (now, week) => {
    expect(treatmentWeek(monday, at(now))).toBe(week);
  });

  it('turns at midnight in spring too, when a night is an hour short', () => {
    const spring = started('2027-03-22T09:00:00Z');
    expect(treatmentWeek(spring, at('2027-03-28T21:59:00Z'))).toBe(1);
    expect(treatmentWeek(spring, at('2027-03-28T22:00:00Z'))).toBe(2);
  });

  it('stands still in a pause, and goes on where it stood', () => {
    const paused = { pausedAt: at('2026-10-23T10:00:00Z'), pausedOn: '2026-10-23' as CivilDate };
    const resting = started('2026-10-19T08:00:00Z', paused);
    expect(treatmentWeek(resting, at('2026-11-10T10:00:00Z'))).toBe(1);
    const resumed = started('2026-10-19T08:00:00Z', { pausedDays: 14 });
    expect(treatmentWeek(resumed, at('2026-11-08T22:59:00Z'))).toBe(1);
    expect(treatmentWeek(resumed, at('2026-11-08T23:00:00Z'))).toBe(2);
  });

  it('is none before treatment and after it', () => {
    expect(treatmentWeek(states.agreed, at('2026-11-10T10:00:00Z'))).toBeNull();
    expect(treatmentWeek(states.lastTalk, at('2026-11-10T10:00:00Z'))).toBeNull();
  });
});

test.each([
  ['week-3', 'week-3'],
  ['closing', 'closing'],
  ['closing-2', 'closing-2'],
  ['application', null],
  ['followUp', null],
  ['', null],
])('the occasion %j is read as %j', (text, occasion) => {
  expect(readOccasion(text)).toBe(occasion);
});

describe('what is asked', () => {
  const START = '2026-10-19T08:00:00Z';
  const asks = (state: CourseState, scores: readonly KnownScore[], now: string) =>
    askedNow(state, scores, ['phq9', 'gad7'], at(now));
  const applied = (on: string) =>
    ['phq9', 'gad7'].map((measure) => score(measure, 'application', 12, on));

  it('in the first week is what the application answered more than two weeks before', () => {
    expect(
      asks(started(START), applied('2026-10-05T08:00:00Z'), '2026-10-20T08:00:00Z'),
    ).toBeNull();
    expect(
      asks(started(START), applied('2026-10-04T08:00:00Z'), '2026-10-20T08:00:00Z'),
    ).toMatchObject({ occasion: 'week-1', measures: ['phq9', 'gad7'] });
  });

  it('in every week after is all, and only what that week has not answered', () => {
    const now = '2026-10-27T08:00:00Z';
    expect(asks(started(START), applied('2026-10-10T08:00:00Z'), now)).toEqual({
      occasion: 'week-2',
      measures: ['phq9', 'gad7'],
    });
    const half = [score('phq9', 'week-2', 9, now), score('gad7', 'week-1', 9, now)];
    expect(asks(started(START), half, now)?.measures).toEqual(['gad7']);
    const all = [...half, score('gad7', 'week-2', null, now)];
    expect(asks(started(START), all, now)).toBeNull();
  });

  it('is nothing in a pause, nor in the week that would begin on the last day', () => {
    const pausedAt = at('2026-10-27T08:00:00Z');
    expect(asks(started(START, { pausedAt }), [], '2026-10-28T08:00:00Z')).toBeNull();
    const last = plusMillis(at('2026-10-18T23:00:00Z'), 85 * DAY);
    const dues = [{ name: 'treatmentLength', subject: '', dueAt: last }] as const;
    expect(asks(started(START, { dues }), [], '2027-01-10T12:00:00Z')?.occasion).toBe('week-12');
    expect(asks(started(START, { dues }), [], '2027-01-11T12:00:00Z')).toBeNull();
  });

  it('is asked again on the day a week begins, and not once the end comes before it', () => {
    const usual = ['phq9', 'gad7'] as const;
    const on = (state: CourseState, now: string) => nextAskedOn(state, usual, at(now));
    const last = plusMillis(at('2026-10-18T23:00:00Z'), 85 * DAY);
    const dues = [{ name: 'treatmentLength', subject: '', dueAt: last }] as const;
    const state = started(START, { dues });
    expect(on(state, '2026-10-20T08:00:00Z')).toBe('2026-10-26');
    expect(on(state, '2026-10-25T22:59:00Z')).toBe('2026-10-26');
    expect(on(state, '2027-01-03T12:00:00Z')).toBe('2027-01-04');
    // The next would begin on the last day: that week is not asked.
    expect(on(state, '2027-01-04T12:00:00Z')).toBeNull();
    expect(on(started(START, { dues, pausedDays: 3 }), '2026-10-20T08:00:00Z')).toBe('2026-10-27');
    const pausedAt = at('2026-10-27T08:00:00Z');
    expect(on(started(START, { dues, pausedAt }), '2026-10-28T08:00:00Z')).toBeNull();
    expect(on(states.lastTalk, '2026-12-30T08:00:00Z')).toBeNull();
    expect(nextAskedOn(state, [], at('2026-10-20T08:00:00Z'))).toBeNull();
  });

  it('is just answered when the application asked the same, whatever that is', () => {
    const who5 = [score('who5', 'application', 40, '2026-10-10T08:00:00Z')];
    expect(isJustApplied(started(START), who5, ['who5'])).toBe(true);
    expect(isJustApplied(started(START), who5, ['who5', 'phq9'])).toBe(false);
    expect(isJustApplied(started(START), who5, [])).toBe(false);
  });

  it('at the end is the same as at the application, until that is answered', () => {
    const now = '2026-12-30T08:00:00Z';
    const first = asks(states.lastTalk, [], now);
    expect(first).toEqual({ occasion: 'closing', measures: ['phq9', 'gad7', 'audit'] });
    const answered = (first?.measures ?? []).map((id) => score(id, 'closing', 3, now));
    expect(asks(states.lastTalk, answered, now)).toBeNull();
    expect(asks(states.beingClosed, [], now)).toBeNull();
    expect(asks(states.over, [], now)).toBeNull();
  });

  it('at an end after an earlier one that was answered is asked anew, and only once', () => {
    const over = (when: string): CourseState => ({
      ...states.lastTalk,
      since: { ...states.lastTalk.since, treatmentEnded: at(when) },
    });
    const now = '2027-02-01T08:00:00Z';
    const ends = (occasion: string, on: string) =>
      FOLLOW_UP_MEASURES.map((id) => score(id, occasion, 3, on));
    const first = ends('closing', '2026-12-30T08:00:00Z');
    // The call was held, and a supervisor moved the course one stage back: it is the same end.
    expect(asks(over('2026-12-29T08:00:00Z'), first, now)).toBeNull();
    expect(asks(over('2027-01-30T08:00:00Z'), first, now)).toEqual({
      occasion: 'closing-2',
      measures: FOLLOW_UP_MEASURES,
    });
    const second = ends('closing-2', '2027-01-31T08:00:00Z');
    expect(asks(over('2027-01-30T08:00:00Z'), [...first, ...second], now)).toBeNull();
    const third = asks(over('2027-01-31T09:00:00Z'), [...first, ...second], now);
    expect(third?.occasion).toBe('closing-3');
  });

  it('is what the module to work on says, and without a word of it the usual two', () => {
    const [first, second] = states.working.programme?.modules ?? [];
    const plans = [
      { id: first?.moduleId ?? '', measures: ['who5'] as const },
      { id: second?.moduleId ?? '', measures: ['phq9'] as const },
    ];
    expect(weeklyMeasures(states.working, plans)).toEqual(['who5']);
    expect(weeklyMeasures(states.working, [])).toEqual(['phq9', 'gad7']);
    const { programme } = states.working;
    const modules = (programme?.modules ?? []).map((one) =>
      one === first
        ? { ...one, skipped: true as const }
        : one === second
          ? { ...one, open: true }
          : one,
    );
    const skipping = { programme: programme && { ...programme, modules } };
    expect(weeklyMeasures(skipping, plans)).toEqual(['phq9']);
  });
});

describe('the start that a score is held against', () => {
  it('is the application, and without a score there the first in treatment', () => {
    const weeks = [
      score('phq9', 'week-2', 11, '2026-10-27T08:00:00Z'),
      score('phq9', 'week-1', 13, '2026-10-20T08:00:00Z'),
    ];
    expect(startScore(weeks, 'phq9')).toBe(13);
    expect(startScore([...weeks, score('phq9', 'application', 17, START_OF)], 'phq9')).toBe(17);
    expect(startScore([...weeks, score('phq9', 'application', null, START_OF)], 'phq9')).toBe(13);
    expect(startScore([], 'phq9')).toBeNull();
  });
});
const START_OF = '2026-09-01T08:00:00Z';

describe('answers in treatment', () => {
  const limits = thresholdsOn('2026-10-27' as CivilDate);
  const start = [
    score('phq9', 'application', 4, START_OF),
    score('gad7', 'application', 4, START_OF),
  ];
  /** So many points, one at a time from the first item on; item 9 as said. */
  const filled = (measure: 'phq9' | 'gad7', points: number, item9 = '0') =>
    Object.fromEntries(
      MEASURES[measure].items.map(({ number }) => {
        const value = Math.max(0, Math.min(3, points - (number - 1) * 3));
        return [`item${number}`, measure === 'phq9' && number === 9 ? item9 : String(value)];
      }),
    );
  const raised = (values: Parameters<typeof worriesOf>[0]) =>
    worriesOf(values, start, limits).map(({ trigger, clock }) => [trigger, clock]);

  it.each([
    ['0', []],
    ['1', [['item9Some', 'sameWorkingDay']]],
    ['2', [['item9High', 'red']]],
    ['3', [['item9High', 'red']]],
    ['', [['item9LeftOut', 'sameWorkingDay']]],
  ])('item 9 answered "%s" raises %j', (item9, flags) => {
    expect(raised({ phq9: filled('phq9', 3, item9) })).toEqual(flags);
  });

  it.each([
    ['phq9', 9, []],
    ['phq9', 10, [['phq9Rise', 'nextWorkingDay']]],
    ['gad7', 7, []],
    ['gad7', 8, [['gad7Rise', 'nextWorkingDay']]],
  ] as const)('%s of %i, from 4 at the start, raises %j', (measure, points, flags) => {
    expect(raised({ [measure]: filled(measure, points) })).toEqual(flags);
  });

  it('to another questionnaire raise nothing about an item 9 that was not asked', () => {
    expect(raised({ gad7: filled('gad7', 3) })).toEqual([]);
    expect(raised({ who5: {} })).toEqual([]);
  });
});
