/** `npm run measure -- kills`: the long form of tests/breaking/kills, with its ledger in a file. */
import { writeFile } from 'node:fs/promises';
import { liveThroughKills } from '../../tests/support/kills/run';
import { figuresOf, tableOf } from '../../tests/support/kills/told';
import { browser } from '../browser';
import { temporalServer } from '../temporalServer';

export interface KillsWanted {
  readonly kills: number;
  readonly seed: number;
  /** Where every press is written, one JSON object a line; absent: nowhere. */
  readonly ledgerFile?: string | undefined;
}

/** The people of the short form, besides two in a browser. */
const PATIENTS = 28;
const BROWSERS = 2;

/** Prints a table for people and, as the last line, one JSON object. False: there were faults. */
export async function measureKills({ kills, seed, ledgerFile }: KillsWanted): Promise<boolean> {
  const tell = (line: string) => console.error(line);
  tell(`${kills} kills from the seed ${seed}.`);
  const report = await liveThroughKills({
    seed,
    kills,
    patients: PATIENTS,
    browsers: BROWSERS,
    temporalProgram: await temporalServer(tell),
    browserProgram: await browser(tell),
  });
  const { lines, kills: killed } = report.ledger;
  if (ledgerFile !== undefined) {
    const all = [...killed.map((kill) => ({ kill })), ...lines.map((press) => ({ press }))];
    await writeFile(ledgerFile, `${all.map((one) => JSON.stringify(one)).join('\n')}\n`);
  }
  const figures = figuresOf(report, seed);
  console.log(tableOf(figures, report.faults));
  console.log(JSON.stringify({ measured: 'kills', ...figures }));
  return report.faults.length === 0;
}
