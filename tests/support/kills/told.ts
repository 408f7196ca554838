/** What came of a run, as lines for people and as one object with the same figures. */
import { MORTAL } from './house';
import type { Kill, Ledger } from './ledger';
import type { KillsReport } from './run';

export interface Recovery {
  readonly n: number;
  readonly medianMs: number;
  readonly maxMs: number;
}
export interface KillsFigures {
  readonly seed: number;
  readonly kills: number;
  readonly seconds: number;
  readonly faults: number;
  readonly ledger: Readonly<Record<string, number>>;
  readonly rows: Readonly<Record<string, number>>;
  readonly requests: { readonly n: number; readonly longestMs: number };
  /** Until the program had started the part again, and it was ready. */
  readonly startedAgain: Readonly<Record<string, Recovery>>;
  /** Until a press that somebody began after the kill was confirmed. */
  readonly confirmedAgain: Readonly<Record<string, Recovery>>;
}

export function figuresOf({ ledger, faults, figures }: KillsReport, seed: number): KillsFigures {
  const perPart = (msOf: (kill: Kill) => number | null) =>
    Object.fromEntries(
      MORTAL.map((part) => {
        const own = ledger.kills.filter((kill) => kill.part === part);
        return [part, recoveryOf(own.flatMap((kill) => msOf(kill) ?? []))];
      }),
    );
  return {
    seed,
    kills: ledger.kills.length,
    seconds: Math.round(ledger.now() / 1000),
    faults: faults.length,
    ledger: ledger.summary(),
    rows: figures,
    requests: { n: ledger.requests, longestMs: ledger.longestMs },
    startedAgain: perPart((kill) => kill.againMs),
    confirmedAgain: perPart((kill) => confirmedAfter(ledger, kill)),
  };
}

function confirmedAfter({ lines }: Ledger, kill: Kill): number | null {
  const after = lines.filter((line) => line.ended === 'confirmed' && line.at > kill.at);
  const ends = after.map((line) => line.endedAt - kill.at).toSorted((a, b) => a - b);
  return ends[0] ?? null;
}

function recoveryOf(times: readonly number[]): Recovery {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    n: sorted.length,
    medianMs: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    maxMs: sorted.at(-1) ?? 0,
  };
}

const TITLE = 30;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** A table of the figures, and the faults, one a line. */
export function tableOf(figures: KillsFigures, faults: readonly string[]): string {
  const line = (title: string, value: string | number): string => title.padEnd(TITLE) + value;
  const recovery = (title: string, by: KillsFigures['startedAgain']): string[] =>
    Object.entries(by).map(([part, { n, medianMs, maxMs }]) =>
      line(`${part} ${title}`, `median ${seconds(medianMs)}, longest ${seconds(maxMs)}, n ${n}`),
    );
  return [
    line('seed', figures.seed),
    line('kill -9', figures.kills),
    line('lasted', `${figures.seconds} s`),
    ...Object.entries(figures.ledger).map(([title, count]) => line(title, count)),
    ...Object.entries(figures.rows).map(([title, count]) => line(title, count)),
    line('requests', figures.requests.n),
    line('longest request', seconds(figures.requests.longestMs)),
    ...recovery('started again', figures.startedAgain),
    ...recovery('confirmed again', figures.confirmedAgain),
    line('faults', faults.length),
    ...faults.map((fault) => `  ${fault}`),
  ].join('\n');
}
