/** Why closed modules wait, as the patient reads it; and what staff read of what nobody could hand in. */
import { modulesFacts } from '../../web/clinician/epicrise';
import { whyWaiting } from '../../web/shared/whyWaiting';
import { handIn, modulesOf, plan, programmeOf, treatedBy, type Gate } from '../support/adjusting';
import { pauseOf, steps } from '../support/courseWalk';

const KAREN = { psychologistName: 'Karen Eksempel' };
const TIME = ', så du får tid til at prøve det af i din hverdag.';
const why = (...gates: Gate[]) => whyWaiting(treatedBy(programmeOf(gates)), KAREN);

it('says the pace of the programme, and nothing when nothing waits', () => {
  expect(why('week', 'week', 'week')).toBe(`Der åbner højst ét nyt modul om ugen${TIME}`);
  expect(why('week', 'handIn')).toBe('Når du har afleveret et modul, åbner det næste.');
  expect(why('week', 'psychologist')).toBe('Karen åbner et modul for dig, når det passer til dig.');
  expect(why('week')).toBeNull();
});

it('of modules that open in different ways it promises no week for each', () => {
  expect(why('week', 'week', 'handIn')).toBe(
    `Modulerne åbner lidt efter lidt${TIME} ` +
      'Nogle af dem åbner, når du har afleveret modulet før. Andre åbner i en bestemt uge.',
  );
  expect(why('week', 'handIn', 'psychologist')).toBe(
    `Modulerne åbner lidt efter lidt${TIME} ` +
      'Nogle af dem åbner, når du har afleveret modulet før. ' +
      'Nogle af dem åbner Karen for dig, når det passer til dig.',
  );
});

it('promises no week of one module when two open together, and says that a pause stops it', () => {
  const state = treatedBy(programmeOf(['week', 'week', 'week']));
  const joined = steps(state, plan(state, { together: [{ moduleId: 'c', with: 'b' }] }));
  expect(whyWaiting(joined, KAREN)).toBe(`Modulerne åbner lidt efter lidt${TIME}`);
  expect(whyWaiting(steps(state, pauseOf(state.lastAt, 7)), KAREN)).toContain(
    'Mens du holder pause, åbner der ikke noget nyt.',
  );
  expect(whyWaiting(steps(state, { name: 'dropOut' }), KAREN)).toBeNull();
});

it('what is not open is not called "not handed in" to staff, before the end and after', () => {
  const state = treatedBy(programmeOf(['week', 'week', 'psychologist']));
  const said = (now: typeof state) =>
    modulesFacts(
      modulesOf(now).map((one) => ({
        ...one,
        title: one.moduleId,
        skipped: false,
        opensAt: now.dues.find(({ subject }) => subject === one.moduleId)?.dueAt,
      })),
      now,
      { marked: true },
    ).rows.map(({ text }) => text);
  expect(said(state)).toEqual([
    'Åbent. Ikke afleveret endnu.',
    expect.stringMatching(/^Åbner mandag \d+\. \S+$/),
    'Ikke åbnet endnu',
  ]);
  const over = steps(state, handIn('a'), { name: 'dropOut' });
  expect(said(over)).toEqual(['Afleveret', 'Nåede ikke at åbne', 'Nåede ikke at åbne']);
});
