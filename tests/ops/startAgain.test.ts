/** A part that died is started again, with pauses that grow; one that never starts is given up. */
import type { Child } from '../../ops/child';
import { endInWords, startAgain, type Again } from '../../ops/startAgain';

const child: Child = {
  name: 'web',
  pid: 0,
  ended: new Promise(() => undefined),
  lastLines: () => [],
  stop: async () => undefined,
};
const told: string[] = [];
const of = (start: Again['start'], more: Partial<Again> = {}): Again => ({
  start,
  tell: (line) => told.push(line),
  isStopping: () => false,
  hasWhatItNeeds: () => true,
  firstPauseMs: 1,
  ...more,
});
beforeEach(() => told.splice(0));

test('one that died once is back at the first try', async () => {
  await expect(
    startAgain(
      { livedMs: 60_000 },
      { inARow: 3 },
      of(async () => child),
    ),
  ).resolves.toBe(child);
  expect(told).toEqual([]);
});

test('one that is never ready is tried five times, each told in one line, and given up', async () => {
  let tries = 0;
  const start = async (): Promise<Child> => {
    tries += 1;
    throw new Error('web stopped at its start (exit 1). Its last lines:\nlong\nand long');
  };
  await expect(startAgain({ livedMs: 60_000 }, { inARow: 0 }, of(start))).resolves.toBe('gaveUp');
  expect(tries).toBe(5);
  expect(told).toHaveLength(5);
  expect(told.join()).not.toContain('\n');
});

test('one whose database is away waits for it, and is not blamed', async () => {
  let looks = 0;
  let tries = 0;
  const hasWhatItNeeds = () => (looks += 1) % 3 === 0;
  const start = async (): Promise<Child> => {
    tries += 1;
    if (tries < 8) throw new Error('no database');
    return child;
  };
  await expect(
    startAgain({ livedMs: 60_000 }, { inARow: 0 }, of(start, { hasWhatItNeeds })),
  ).resolves.toBe(child);
  expect(told).toEqual([]);
});

test('nothing is started while everything is stopping', async () => {
  const start = async (): Promise<Child> => {
    throw new Error('started');
  };
  const again = of(start, { isStopping: () => true });
  await expect(startAgain({ livedMs: 1 }, { inARow: 0 }, again)).resolves.toBe('stopping');
});

test('an end is told as people know it', () => {
  expect([endInWords(137), endInWords(1)]).toEqual(['signal 9', 'exit 1']);
});
