import {
  isTargetOpen,
  portalTarget,
  readTarget,
  subjectOf,
  type PortalTarget,
} from '../../domain/portal';
import { DELIVERIES } from '../../domain/taskTable';
import { ACCEPT, begin, bookOf, offerOf, step, steps, SUBMIT } from '../support/courseWalk';

const applying = begin();
const reading = steps(applying, SUBMIT);
const pressed = step(reading, offerOf(reading.lastAt), reading.lastAt);
const offered = steps(pressed, { name: 'release' });
const treated = steps(offered, bookOf(offered.lastAt), ACCEPT);
const at = (target: PortalTarget) =>
  [applying, reading, offered, treated].map((state) => isTargetOpen(state, target));

it('every letter and message has a target that can be read back', () => {
  for (const kind of DELIVERIES) {
    for (const subject of ['', 'm2']) {
      for (const first of [null, 'm1']) {
        expect(readTarget(portalTarget(kind, subject, first))).not.toBeNull();
      }
    }
  }
});

it('a letter leads to the exact page it is about', () => {
  expect(portalTarget('offer', '', null)).toBe('time');
  expect(portalTarget('reminderApplication', '', null)).toBe('application');
  expect(portalTarget('newMessage', '', 'm1')).toBe('messages');
  expect(portalTarget('newMessage', 'm2', 'm1')).toBe('module:m2');
  expect(portalTarget('treatmentLogin', '', 'm1')).toBe('module:m1');
  expect(portalTarget('treatmentLogin', '', null)).toBe('course');
  expect(portalTarget('closingInvitation', '', null)).toBe('closing');
});

it('a target that no page has is none', () => {
  for (const text of ['', 'module:', 'elsewhere', 'https://x.example'])
    expect(readTarget(text)).toBeNull();
  expect(subjectOf('module:m1')).toBe('m1');
  expect(subjectOf('time')).toBe('');
});

it('a link is open while its page asks something, and no longer', () => {
  expect(at('application')).toEqual([true, false, false, false]);
  expect(at('time')).toEqual([false, false, true, false]);
  expect(at('messages')).toEqual([false, true, true, true]);
  expect(at('module:m1')).toEqual([false, false, false, true]);
  expect(at('module:m2')).toEqual([false, false, false, false]);
  expect(at('letters')).toEqual([true, true, true, true]);
  expect(at('letter:x')).toEqual([true, true, true, true]);
});
