/** A worklist reads from the top: risk first, then what is due today, this week, and the rest. */
import { instant } from '../../domain/ids';
import { groupOf, orderWorklist, type WorklistEntry } from '../../domain/worklist';

/** Monday at 10 in Copenhagen. */
const now = instant('2026-12-07T09:00:00Z');
const entry = (id: string, over: Partial<WorklistEntry>): WorklistEntry & { id: string } => ({
  id,
  kind: 'feedback',
  openedAt: instant('2026-12-01T09:00:00Z'),
  dueAt: null,
  overdue: false,
  waiting: false,
  waitsForPatient: false,
  appointmentAt: null,
  ...over,
});
const dueAt = (text: string): Partial<WorklistEntry> => ({ dueAt: instant(text) });

describe('a worklist', () => {
  it('puts a risk flag first, red before amber, whenever it is due', () => {
    const [first] = orderWorklist(
      [
        entry('late', { ...dueAt('2026-12-06T23:00:00Z'), overdue: true }),
        entry('amber', { kind: 'amberFlag', ...dueAt('2026-12-07T10:00:00Z') }),
        entry('red', { kind: 'redFlag', ...dueAt('2026-12-07T14:00:00Z') }),
      ],
      now,
    );
    expect(first?.group).toBe('risk');
    expect(first?.entries.map((one) => one.id)).toEqual(['red', 'amber']);
  });

  it('counts 24.00 tonight as today, and Sunday 24.00 as this week', () => {
    expect(groupOf(entry('a', dueAt('2026-12-07T23:00:00Z')), now)).toBe('today');
    expect(groupOf(entry('b', dueAt('2026-12-08T14:00:00Z')), now)).toBe('week');
    expect(groupOf(entry('c', dueAt('2026-12-13T23:00:00Z')), now)).toBe('week');
    expect(groupOf(entry('d', dueAt('2026-12-14T08:00:00Z')), now)).toBe('later');
  });

  it("shows what is overdue under today, also when it was the patient's turn", () => {
    const late = entry('a', {
      overdue: true,
      waitsForPatient: true,
      ...dueAt('2026-12-04T14:00:00Z'),
    });
    expect(groupOf(late, now)).toBe('today');
    expect(groupOf({ ...late, overdue: false, ...dueAt('2026-12-09T14:00:00Z') }, now)).toBe(
      'patient',
    );
  });

  it('shows a talk that is held today under today, before it and after', () => {
    const talk = (at: string, due: string) =>
      entry('a', {
        kind: 'holdAssessment',
        waitsForPatient: instant(at) > now,
        appointmentAt: instant(at),
        ...dueAt(due),
      });
    expect(groupOf(talk('2026-12-07T12:00:00Z', '2026-12-08T14:00:00Z'), now)).toBe('today');
    expect(groupOf(talk('2026-12-07T07:00:00Z', '2026-12-08T14:00:00Z'), now)).toBe('today');
    expect(groupOf(talk('2026-12-08T07:00:00Z', '2026-12-09T14:00:00Z'), now)).toBe('patient');
    const message = {
      ...talk('2026-12-07T12:00:00Z', '2026-12-09T14:00:00Z'),
      kind: 'answerMessage',
    };
    expect(groupOf({ ...message, kind: 'answerMessage', waitsForPatient: false }, now)).toBe(
      'week',
    );
  });

  it('believes an escalation before the date: day 28 comes before the appointment is over', () => {
    const escalated = entry('a', { overdue: true, ...dueAt('2026-12-18T14:00:00Z') });
    expect(groupOf(escalated, now)).toBe('today');
  });

  it('lets an answer that can still be undone rest, and one without a clock wait', () => {
    expect(groupOf(entry('a', { waiting: true, ...dueAt('2026-12-07T14:00:00Z') }), now)).toBe(
      'later',
    );
    expect(groupOf(entry('b', {}), now)).toBe('later');
  });

  it('orders each section by due date, then by who has waited longest', () => {
    const sections = orderWorklist(
      [
        entry('wednesday', dueAt('2026-12-09T14:00:00Z')),
        entry('young', {
          ...dueAt('2026-12-08T14:00:00Z'),
          openedAt: instant('2026-12-04T09:00:00Z'),
        }),
        entry('old', {
          ...dueAt('2026-12-08T14:00:00Z'),
          openedAt: instant('2026-12-02T09:00:00Z'),
        }),
        entry('never', {}),
      ],
      now,
    );
    expect(sections.map((one) => [one.heading, one.entries.map(({ id }) => id)])).toEqual([
      ['Frist denne uge', ['old', 'young', 'wednesday']],
      ['Senere', ['never']],
    ]);
  });
});
