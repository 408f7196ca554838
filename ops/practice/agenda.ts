/** What is still to come in the practice's story, each thing at its time. */
import type { Instant } from '../../domain/ids';
import type { Stage } from './actors';

type Act = () => Promise<unknown>;

export class Agenda {
  readonly #steps: { readonly at: Instant; readonly act: Act }[] = [];

  constructor(readonly stage: Stage) {}

  /** What stands at the same time is done in the order in which it was added. */
  add(at: Instant, act: Act): void {
    this.#steps.push({ at, act });
  }

  /** For what leaves no trace by which it is known to be done: not when its time has gone by. */
  addOnce(at: Instant, act: Act): void {
    this.add(at, async () => {
      if ((await this.stage.now()) <= at) await act();
    });
  }

  /** Goes from one time to the next until nothing is left; a step may add others. */
  async live(): Promise<void> {
    for (let next = this.#takeFirst(); next; next = this.#takeFirst()) {
      await this.stage.goTo(next.at);
      await next.act();
    }
  }

  #takeFirst(): { readonly at: Instant; readonly act: Act } | undefined {
    const [first] = this.#steps.toSorted((one, other) => one.at.localeCompare(other.at));
    if (first) this.#steps.splice(this.#steps.indexOf(first), 1);
    return first;
  }
}
