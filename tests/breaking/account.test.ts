/** The account of the kills sees what is planted: a lost press, a doubled letter, a nameless change. */
import { v4, v5 } from 'uuid';
import { DELIVERIES } from '../../domain/taskTable';
import { accountFor } from '../support/kills/account';
import { BY_CLOCKS, BY_CLOSING_TIMES, BY_DECISIONS } from '../support/kills/caused';
import { Ledger, type Line } from '../support/kills/ledger';
import { lettersLeftOnce } from '../support/kills/letters';
import type { EventRow, Rows } from '../support/kills/rows';
import { savesAreThere, wroteThis } from '../support/kills/saved';

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

test('a consent withdrawn again is in order while the one before it was the last; else it is missing', () => {
  const [withdrawn, given] = [event(1, 'withdrawConsent'), event(2, 'giveConsent')];
  const pressed = (formId: string, at: number, change: string): Line => ({
    ...line(formId, 'confirmed'),
    at,
    what: 'changeConsent',
    chosen: ['gpStart', change],
  });
  const faultsOf = (lines: readonly Line[]) => {
    const ledger = new Ledger();
    ledger.lines.push(...lines);
    return accountFor(ledger, rowsOf([withdrawn, given])).filter((one) =>
      one.includes('not there'),
    );
  };
  const first = pressed(withdrawn.event_id, 1, 'withdraw');
  expect(faultsOf([first, pressed(v4(), 2, 'withdraw')])).toEqual([]);
  expect(faultsOf([first, pressed(v4(), 2, 'give')])).toHaveLength(1);
  const second = pressed(given.event_id, 2, 'give');
  expect(faultsOf([first, second, pressed(v4(), 3, 'withdraw')])).toHaveLength(1);
});

test('a letter for an offer that was undone, two decisions, a hole and a nameless change', () => {
  const undone = rowsOf([event(1, 'offer'), event(2, 'undo')], {
    deliveries: [{ delivery_id: 'd1', ...offered }],
  });
  expect(accountFor(new Ledger(), undone).join()).toContain('0 × "offer" decided, 1 sent');
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

const sent = (kind: string, sequence = 1) => ({
  ...offered,
  delivery_id: `${kind} ${sequence}`,
  kind,
  sequence,
});
/** From an application to a letter to the doctor, by the clinic and its clocks. */
const WHOLE = [
  ['submit', ['receipt']],
  ['offer', []],
  ['release', ['offer']],
  ['book', ['appointmentBooked', 'epjAppointment', 'videoMeeting']],
  ['accept', ['treatmentLogin', 'gpStartNote', 'epjCourse', 'epjNote']],
  ['timeUp', ['closingInvitation']],
  ['closingHeld', ['epjNote']],
  ['approveEpicrise', []],
  ['release', ['epicrise', 'epjNote']],
] as const;
const whole = WHOLE.map(([name], at) =>
  event(at + 1, name, { actor_kind: 'system', actor_id: null }),
);
const everything = (() => {
  const times = new Map<string, number>();
  return WHOLE.flatMap(([, kinds]) => kinds).map((kind) => {
    times.set(kind, (times.get(kind) ?? 0) + 1);
    return sent(kind, times.get(kind));
  });
})();

test('a whole course with all that its decisions send is in order', () => {
  expect(accountFor(new Ledger(), rowsOf(whole, { deliveries: everything }))).toEqual([]);
});

test.each(everything)('its $kind $sequence that has no row is found', (missing) => {
  const deliveries = everything.filter((one) => one !== missing);
  expect(accountFor(new Ledger(), rowsOf(whole, { deliveries })).join()).toContain(
    `"${missing.kind}"`,
  );
});

test('a letter of a clock that is numbered with a hole is found', () => {
  const deliveries = [...everything, sent('silence7', 2)];
  expect(accountFor(new Ledger(), rowsOf(whole, { deliveries })).join()).toContain('numbered 2');
});

test('every kind of delivery is counted, sent by clocks, or about a call’s time', () => {
  const all = [...BY_DECISIONS, ...BY_CLOCKS, ...BY_CLOSING_TIMES];
  expect(all.toSorted()).toEqual([...DELIVERIES].toSorted());
});

test('a press whose name in the audit nobody has said is found', () => {
  const strange = rowsOf([event(1, 'openModule')]);
  expect(accountFor(new Ledger(), strange).join()).toContain('in no audit we know');
});

test('a message written in a browser is found under the id of its words', () => {
  const words = 'Min besked fra browser 1.';
  const formId = v4();
  const message = event(1, 'writeMessage', { event_id: v5(words, formId) });
  const audits = [{ course_id: course, actor_id: karen, event: 'wroteMessage' }];
  const ledger = new Ledger();
  ledger.lines.push({ ...line(formId, 'confirmed'), what: 'writeMessage', words });
  expect(accountFor(ledger, rowsOf([message], { audits }))).toEqual([]);
});

describe('a save that was confirmed', () => {
  const own = wroteThis('Karen');
  const ledgerOf = (...lines: readonly Partial<Line>[]) => {
    const ledger = new Ledger();
    ledger.lines.push(...lines.map((one) => ({ ...line(v4(), 'confirmed'), ...one })));
    return ledger;
  };
  const sections = ledgerOf(
    { what: 'saveSection', chosen: [own, ''] },
    { what: 'saveSection', chosen: ['20 30 40 50', 'yes'] },
  );
  const application = (value: unknown) => ({ column: 'application.answers_sealed', value });
  const story = { story: own };

  test('is there, with every answer', () => {
    const value = { story, aboutYou: { phone: '20 30 40 50', sms: 'yes' } };
    expect(savesAreThere(sections, [application(value)])).toEqual([]);
  });

  test('and is gone, is found: the application, a section of it, an exercise', () => {
    expect(savesAreThere(sections, []).join()).toContain('was not kept');
    expect(savesAreThere(sections, [application({ story })]).join()).toContain(
      'kept without "20 30 40 50", "yes"',
    );
    for (const what of ['saveModule', 'handIn']) {
      const faults = savesAreThere(ledgerOf({ what, chosen: [own] }), [application({ story })]);
      expect(faults.join()).toContain(`"${what}" (/) was not kept`);
    }
  });
});
