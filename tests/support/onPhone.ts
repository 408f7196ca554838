/** The whole program, and a telephone to walk through it: what the journeys on a phone begin with. */
import { addDays, copenhagenDate } from '../../domain/calendar';
import { Stage } from '../../ops/practice/actors';
import { Story } from '../../ops/practice/story';
import { readKeys } from '../../ops/keys';
import { openApp } from '../../ops/web';
import { openBrowser, type OpenBrowser } from './browser';
import { journeyStack, type JourneyStack } from './stack';

const PHONE = { width: 360, height: 740 };

export interface OnPhone {
  readonly stack: JourneyStack;
  readonly browser: OpenBrowser;
  /** What practice people do past any page. */
  readonly stage: Stage;
  close(): Promise<void>;
}

/** `offered`: practice people who have applied and been offered a time by Karen. */
export async function openOnPhone(
  of: { fakeMedia?: boolean; offered?: readonly ('rasmus' | 'yasmin')[] } = {},
): Promise<OnPhone> {
  const { fakeMedia = false, offered = [] } = of;
  const browser = await openBrowser({ viewport: PHONE, fakeMedia });
  const stack = await journeyStack().catch(async (failure: unknown) => {
    // A browser that is left open would keep the suite from ending.
    await browser.close();
    throw failure;
  });
  const app = openApp(stack.config, readKeys(stack.config));
  const close = async (): Promise<void> => {
    await app.temporal.connection.close();
    await app.db.close();
    await browser.close();
    await stack.stop();
  };
  try {
    const stage = new Stage(app);
    const first = copenhagenDate(await stage.now());
    const story = new Story(stage, first, addDays(first, 28));
    for (const who of offered) {
      await story.apply(who);
      await story.offer('karen', who, { from: 8 });
    }
    return { stack, browser, stage, close };
  } catch (failure) {
    await close();
    throw failure;
  }
}
