/** The account of the kills sees what is planted: a lost press, a doubled letter, a nameless change. */
import { v4 } from 'uuid';
import { accountFor } from '../support/kills/account';
import { Ledger, type Line } from '../support/kills/ledger';
import { lettersLeftOnce } from '../support/kills/letters';
import type { EventRow, Rows } from '../support/kills/rows';

const course = v4();
const karen = v4();
const line = (formId: string, ended: Line['ended']): Line => ({
  at: 0,
  who: 'Karen',
  what: 'undo',
  action: '/',
  formId,
  chosen: [],
  words: null,
  tries: [],
  ended,
  endedAt: 1,
  saw: '',
});
const event = (revision: number, name: string, more: Partial<EventRow> = {}): EventRow => ({
  course_id: course,
  revision,
  event_id: v4(),
  name,
  event: {},
  actor_kind: 'staff',
  actor_id: karen,
  hash: Buffer.from([revision]),
  previous_hash: revision === 1 ? null : Buffer.from([revision - 1]),
  ...more,
});
const rowsOf = (events: readonly EventRow[], more: Partial<Rows> = {}): Rows => ({
  events,
  courses: [
    {
      course_id: course,
      number: 'F-1',
      stage: 'offered',
      outcome: null,
      revision: events.length,
      needs_attention: false,
      revocable_until: null,
    },
  ],
  deliveries: [],
  decisions: [],
  audits: ['answeredApplication', 'undidDecision'].map((name) => ({
    course_id: course,
    actor_id: karen,
    event: name,
  })),
  mails: [],
  incidents: [],
  ...more,
});
const offered = {
  course_id: course,
  kind: 'offer',
  sequence: 1,
  status: 'delivered',
  reason: null,
};
const release = (revision: number) =>
  event(revision, 'release', { actor_kind: 'system', actor_id: null });

test('an offer that was released, with its letter and its name, is in order', () => {
  const rows = rowsOf([event(1, 'offer'), release(2)], {
    deliveries: [{ delivery_id: 'd1', ...offered }],
  });
  expect(accountFor(new Ledger(), rows)).toEqual([]);
  expect(lettersLeftOnce(rows, new Map([['d1', 1]]))).toEqual([]);
});

test('a confirmed press that is not there is found, and one refused that is there', () => {
  const undo = event(2, 'undo');
  const ledger = new Ledger();
  ledger.lines.push(line(v4(), 'confirmed'), line(undo.event_id, 'refused'));
  const faults = accountFor(ledger, rowsOf([event(1, 'offer'), undo]));
  expect(faults).toHaveLength(2);
  expect(faults[0]).toContain('is not there');
  expect(faults[1]).toContain('is there all the same');
});

test('a letter for an offer that was undone, two decisions, a hole and a nameless change', () => {
  const undone = rowsOf([event(1, 'offer'), event(2, 'undo')], {
    deliveries: [{ delivery_id: 'd1', ...offered }],
  });
  expect(accountFor(new Ledger(), undone).join()).toContain('0 × offer, and 1 letters');
  const twice = rowsOf([event(1, 'offer'), release(2), event(3, 'reject'), release(4)]);
  expect(accountFor(new Ledger(), twice).join()).toContain('offer or reject more than once');
  const hole = rowsOf([event(1, 'undo'), event(3, 'undo')]);
  expect(accountFor(new Ledger(), hole).join()).toContain('the chain breaks');
  const nameless = rowsOf([event(1, 'undo')], { audits: [] });
  expect(accountFor(new Ledger(), nameless).join()).toContain('0 lines of audit');
});

test('a letter that left twice, not at all, or by itself', () => {
  const rows = rowsOf([], { deliveries: [{ delivery_id: 'd1', ...offered }] });
  expect(lettersLeftOnce(rows, new Map([['d1', 2]]))).toHaveLength(1);
  expect(lettersLeftOnce(rows, new Map())).toHaveLength(1);
  expect(
    lettersLeftOnce(
      rows,
      new Map([
        ['d1', 1],
        ['d2', 1],
      ]),
    ),
  ).toHaveLength(1);
});
