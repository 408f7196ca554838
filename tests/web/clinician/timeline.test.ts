/** What a line of a course's history says: which task was late, and not only that one was. */
import { asId, instant, type CourseId } from '../../../domain/ids';
import { timelineView } from '../../../web/clinician/timeline';

const AT = instant('2026-12-02T14:00:00Z');
const said = (detail: Readonly<Record<string, unknown>>): string | undefined => {
  const event = { revision: 7, event: 'deadline', at: AT, actorKind: 'system', who: null } as const;
  const reader = { course: asId<CourseId>('c'), patient: 'Ida Prøve', now: AT, clinical: true };
  const how = { ...reader, isLater: false, titleOf: (id: string) => id };
  return timelineView([{ ...event, detail }], how).facts.rows[0]?.text;
};

it('a deadline that every task has alike is told by its task', () => {
  expect(said({ deadline: 'taskDefault', subject: 'answerMessage' })).toBe(
    'Frist nået: svar på besked',
  );
  expect(said({ deadline: 'taskDefault', subject: 'feedback:m1' })).toBe(
    'Frist nået: svar på modul',
  );
});

it('any other by its own name', () => {
  expect(said({ deadline: 'pauseEnds', subject: '' })).toBe('Frist nået: pausen slutter');
});
