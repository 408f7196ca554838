import { instant } from '../../../domain/ids';
import { readersMain } from '../../../web/patient/readers';

const NOW = instant('2026-11-24T12:00:00Z');
const reading = (
  at: string,
  event = 'openedCourse',
  staffName = 'Karen Eksempel',
  reason: string | null = null,
) => ({
  at: instant(at),
  event,
  staffName,
  role: 'psychologist',
  reason,
});
const shown = (...readings: readonly ReturnType<typeof reading>[]) =>
  readersMain({ readings, next: null }, NOW, true).readings?.rows.map(({ text }) => text);

describe('who has seen a patient’s data', () => {
  it('says once what the same person did again that day, with how often and when last', () => {
    expect(shown(reading('2026-11-24T10:00:00Z'), reading('2026-11-24T09:00:00Z'))).toEqual([
      expect.stringMatching(/^Åbnede dit forløb, 2 gange\. Senest .*11\.00\.$/),
    ]);
  });

  it('says why also of what was done twice that day for the same reason', () => {
    const [ten, nine] = ['10', '09'].map((hour) =>
      reading(`2026-11-24T${hour}:00:00Z`, 'openedWithReason', 'Ib Eksempel', 'Karen er syg.'),
    );
    if (!ten || !nine) throw new Error('two readings were made');
    expect(shown(ten, nine)).toEqual([
      expect.stringMatching(/, 2 gange\. Senest .*11\.00\. Grunden var: »Karen er syg\.«$/),
    ]);
  });

  it('keeps apart other people, other days and other acts', () => {
    expect(
      shown(
        reading('2026-11-24T10:00:00Z'),
        reading('2026-11-24T09:00:00Z', 'openedCourse', 'Ib Eksempel'),
        reading('2026-11-23T09:00:00Z', 'openedCourse', 'Ib Eksempel'),
        reading('2026-11-23T08:00:00Z', 'readApplication', 'Ib Eksempel'),
      ),
    ).toHaveLength(4);
  });
});
