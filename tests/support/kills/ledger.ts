/** What people pressed and what they were told: one line a press, kept outside of all that dies. */

/** No request may hang longer, whatever has died. */
const LONGEST_MS = 10_000;
const STORM_MS = 60_000;

/** What one try was answered with. `lost`: no answer came, so nobody knows. */
export type Said = 'confirmed' | 'saving' | 'refused' | 'notTaken' | 'lost';

export interface Line {
  /** Milliseconds since the beginning. */
  readonly at: number;
  readonly who: string;
  readonly what: string;
  /** The address the form was sent to. */
  readonly action: string;
  /** The form's update id; null for a form that is no event. */
  readonly formId: string | null;
  /** What was chosen in the form: an event's id may be made of the form's and of this. */
  readonly chosen: readonly string[];
  /** A sentence that nobody else has written, to be looked for afterwards. */
  readonly words: string | null;
  readonly tries: { readonly said: Said; readonly status: number; readonly ms: number }[];
  /** How it ended: `left` when the person gave up without knowing. */
  ended: 'confirmed' | 'refused' | 'left' | 'underWay';
  /** When the person knew, or gave up. */
  endedAt: number;
  /** What the person read on the page after it. */
  saw: string;
}

export interface Kill {
  readonly at: number;
  readonly part: string;
  /** Until the program had started it again, ready; null when it never did. */
  againMs: number | null;
}

export class Ledger {
  readonly began = Date.now();
  readonly lines: Line[] = [];
  readonly kills: Kill[] = [];
  /** What no kill excuses: a sentence each. */
  readonly faults: string[] = [];
  /** The longest any request took, in milliseconds, and how many there were. */
  longestMs = 0;
  requests = 0;
  /** How often somebody waited in vain while parts died. */
  inStorm = 0;

  now(): number {
    return Date.now() - this.began;
  }

  fault(sentence: string): void {
    this.faults.push(sentence);
  }

  /**
   * Somebody waited as long as people do, and in vain: a fault, unless a part died within the last
   * minute, when it proves only that parts die faster than they come back. Afterwards every press
   * must get through at once (`allGoOn`).
   */
  inVain(sentence: string): void {
    const last = this.kills.at(-1);
    if (last && this.now() - last.at < STORM_MS) this.inStorm += 1;
    else this.fault(sentence);
  }

  asked(ms: number, what: string): void {
    this.requests += 1;
    this.longestMs = Math.max(this.longestMs, ms);
    if (ms >= LONGEST_MS) this.fault(`a request took ${ms} ms: ${what}`);
  }

  /** How many presses ended in each way, and how many of them needed more than one try. */
  summary(): Readonly<Record<string, number>> {
    const of = (ended: Line['ended']) => this.lines.filter((line) => line.ended === ended).length;
    const said = (wanted: Said) =>
      this.lines.flatMap((line) => line.tries).filter((one) => one.said === wanted).length;
    return {
      presses: this.lines.length,
      confirmed: of('confirmed'),
      refused: of('refused'),
      left: of('left'),
      underWay: of('underWay'),
      pressedAgain: this.lines.filter((line) => line.tries.length > 1).length,
      answersLost: said('lost'),
      notTaken: said('notTaken'),
      sawSaving: said('saving'),
      inVainWhilePartsDied: this.inStorm,
    };
  }
}
