/** Figures of several measured courses become one: each number's median, whatever its place. */
import { medianOf } from '../../ops/measure/median';

const one = (events: number, rows: Record<string, number>) => ({
  runs: [{ events }, { events: events * 2 }],
  rows,
});

test('every number is the middle one of its place', () => {
  const all = [one(30, { message: 3 }), one(10, { message: 1 }), one(20, { message: 2 })];
  expect(medianOf(all)).toEqual(one(20, { message: 2 }));
});

test('a table that stayed empty in most courses counts as empty', () => {
  const all = [one(1, { incident: 4 }), one(1, {}), one(1, {})];
  expect(medianOf(all).rows).toEqual({ incident: 0 });
});

test('of two courses the cheaper one is told', () => {
  expect(medianOf([one(8, {}), one(5, {})])).toEqual(one(5, {}));
});
