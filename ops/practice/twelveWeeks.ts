/** Twelve weeks in the practice clinic: who applies, is treated, stops and waits, and when. */
import {
  addDays,
  atTime,
  copenhagenDate,
  lastWorkingDayOnOrBefore,
  nextWorkingDay,
} from '../../domain/calendar';
import type { CivilDate, Instant } from '../../domain/ids';
import type { Stage } from './actors';
import { Agenda } from './agenda';
import type { Handle } from './applications';
import { Story } from './story';
import { CLOSING, MESSAGE, type ASSESSMENT_NOTES } from './texts';
import { CAMILLA } from './treatments/camilla';
import { EMIL, EMIL_STOPS } from './treatments/emil';
import { answerAsked } from './questionnaires';
import { IDA } from './treatments/ida';
import { IDA_ENDS, IDA_KEEPS, IDA_RATES } from './treatments/idaLater';
import type { Week } from './treatments/week';

/** Days of the story are counted from the fourth week before the last: then most of them apply. */
const FOUR_WEEKS = 28;
/** Ida has been through treatment when the last week begins, and Emil through half of it. */
const DAY_OF = { ida: -56, emil: -21 } as const;
const WEEK = 7;

/** A module is handed in on the evening before the next one opens; the last one a little sooner. */
const HANDED_IN = { usually: 6, last: 3 } as const;

/** Goals are rated in the middle of a week. */
const RATED = 2;

/** From Ida's application to the morning `until`, on which people first see the practice. */
export async function playTwelveWeeks(stage: Stage, until: Instant): Promise<void> {
  const last = copenhagenDate(until);
  const weeks = new TwelveWeeks(stage, last);
  weeks.ida();
  weeks.emil();
  weeks.camillaAndYasmin();
  weeks.thoseWhoApplyLate();
  await weeks.agenda.live();
  await stage.goTo(until);
  // Nobody waits for this one: it is sent while the reader looks round.
  await weeks.story.offer('amira', 'rasmus', { from: 35 });
}

class TwelveWeeks {
  readonly agenda: Agenda;
  readonly story: Story;

  constructor(
    readonly stage: Stage,
    readonly last: CivilDate,
  ) {
    this.agenda = new Agenda(stage);
    this.story = new Story(stage, addDays(last, -FOUR_WEEKS), last);
  }

  /** Through all ten modules, in her own week each, to the closing call at the time she chooses. */
  ida(): void {
    const { agenda, story, last } = this;
    const called = atTime(lastWorkingDayOnOrBefore(addDays(last, -1)), '11:45');
    this.#applies('ida', { day: DAY_OF.ida, by: 'karen', from: DAY_OF.ida + WEEK }, (began) => {
      this.#works('ida', 'karen', IDA, began);
      for (const rated of IDA_RATES) {
        const day = addDays(openedOn(began, rated.after), RATED);
        agenda.add(atTime(day, '20:15'), () => story.rates('ida', 'maal', rated));
      }
      const opened = openedOn(began, IDA.length - 1);
      const answered = nextWorkingDay(addDays(opened, HANDED_IN.last));
      agenda.add(atTime(answered, '11:15'), () => story.finish('karen', 'ida'));
      agenda.add(atTime(answered, '19:30'), async () => {
        await answerAsked(this.stage, 'ida', IDA_ENDS);
        await story.sumsUp('ida', IDA_KEEPS);
        await story.choosesCall('ida', called);
      });
    });
    agenda.add(called, () => story.hold('karen', 'ida', CLOSING.idaHeld));
  }

  /** Four modules; then he has new work and stops, and waits for his closing call. */
  emil(): void {
    const { agenda, story } = this;
    this.#applies('emil', { day: DAY_OF.emil, by: 'jonas', from: DAY_OF.emil + WEEK }, (began) => {
      this.#works('emil', 'jonas', EMIL, began);
      const asks = addDays(openedOn(began, EMIL.length), 1);
      const answered = nextWorkingDay(asks);
      agenda.addOnce(atTime(asks, '18:00'), () => story.write('emil', EMIL_STOPS.asks));
      agenda.add(atTime(answered, '10:00'), () =>
        story.reply('jonas', 'emil', EMIL_STOPS.answered),
      );
      agenda.add(atTime(answered, '19:00'), async () => {
        await story.looksIn('emil');
        await story.stop('emil');
      });
    });
  }

  camillaAndYasmin(): void {
    const { agenda, story, last } = this;
    this.#applies('camilla', { day: 0, by: 'karen', from: 20 }, (began) => {
      agenda.add(atTime(addDays(last, -1), '16:30'), () =>
        story.handIn('camilla', CAMILLA, openedOn(began, 0)),
      );
      agenda.addOnce(atTime(last, '08:15'), () => story.write('camilla', MESSAGE));
    });
    this.#applies('yasmin', { day: 0, by: 'karen', from: 28, last: true });
  }

  thoseWhoApplyLate(): void {
    const late = [
      ['rasmus', 18, '20:00'],
      ['joergen', 20, '19:00'],
      ['aase', 24, '20:00'],
      ['mads', FOUR_WEEKS, '08:40'],
    ] as const;
    for (const [handle, day, time] of late) {
      this.agenda.add(this.#at(day, time), () => this.story.apply(handle));
    }
  }

  #at(day: number, time: string): Instant {
    return atTime(addDays(this.story.first, day), time);
  }

  /** Applies, is offered a time and takes it; `then`: what follows when treatment has begun. */
  #applies(
    handle: Handle,
    { day, by, ...wish }: { day: number; by: string; from: number; last?: true },
    then?: (began: Instant) => void,
  ): void {
    const { agenda, story } = this;
    agenda.add(this.#at(day, '10:00'), async () => {
      await story.apply(handle);
      await story.offer(by, handle, wish);
    });
    agenda.add(this.#at(day + 1, '12:00'), async () => {
      await story.book(handle);
      const ends = await story.meetingEnds(handle);
      if (then && ends) agenda.add(ends, () => this.#begins(by, handle as Treated, then));
    });
  }

  async #begins(by: string, handle: Treated, then: (began: Instant) => void): Promise<void> {
    await this.story.accept(by, handle);
    const began = await this.story.treatmentBegan(handle);
    if (began) then(began);
  }

  /** One module a week: handed in, answered on the next working day, and read. */
  #works(handle: Handle, by: string, weeks: readonly Week[], began: Instant): void {
    const { agenda, story } = this;
    for (const [at, week] of weeks.entries()) {
      const opened = openedOn(began, at);
      const isLast = week.module === 'forebyg-tilbagefald';
      const day = addDays(opened, isLast ? HANDED_IN.last : HANDED_IN.usually);
      agenda.add(atTime(day, '21:00'), () => story.handIn(handle, week, opened));
      agenda.add(atTime(nextWorkingDay(day), '11:00'), async () => {
        await story.feedback(by, handle, week);
        await story.looksIn(handle, week.module);
      });
    }
  }
}
type Treated = keyof typeof ASSESSMENT_NOTES;

/** The day on which the module opens that so many come before. */
function openedOn(began: Instant, before: number): CivilDate {
  return addDays(copenhagenDate(began), before * WEEK);
}
