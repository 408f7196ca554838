/** The whole program with one practice person whose treatment by Karen has begun, and who sees it. */
import type { Page } from 'playwright-core';
import type { Instant } from '../../domain/ids';
import { readKeys } from '../../ops/keys';
import { Stage } from '../../ops/practice/actors';
import { openApp } from '../../ops/web';
import { practicePatients } from '../../partners/identity/practicePeople';
import { openBrowser } from './browser';
import { until } from './person';
import { journeyStack } from './stack';
import { beginTreatment } from './treated';

export interface InTreatment {
  readonly url: string;
  readonly standInsUrl: string;
  /** As it stands on the pages of the clinic. */
  readonly name: string;
  now(): Promise<Instant>;
  /** A telephone, 360 px wide, and a desk; each somebody's own. */
  phone(): Promise<Page>;
  desk(): Promise<Page>;
  /** Waits for an e-mail to the person with that subject, and gives what stands in it. */
  mail(beside: Page, subject: string): Promise<string>;
  close(): Promise<void>;
}

/** From the application to the first module, an hour after the talk; nobody has logged in since. */
export async function programmePeople(handle: 'camilla'): Promise<InTreatment> {
  const [stack, browser] = await Promise.all([journeyStack(), openBrowser()]);
  const app = openApp(stack.config, readKeys(stack.config));
  const close = async (): Promise<void> => {
    await app.temporal.connection.close();
    await app.db.close();
    await browser.close();
    await stack.stop();
  };
  const pageOf = async (width: number, height: number): Promise<Page> => {
    const page = await browser.newPerson();
    await page.setViewportSize({ width, height });
    return page;
  };
  try {
    const stage = new Stage(app);
    await beginTreatment(stage, handle);
    const person = practicePatients.find((one) => one.handle === handle);
    return {
      url: stack.url,
      standInsUrl: stack.standInsUrl,
      name: person?.name ?? '',
      now: () => stage.now(),
      phone: () => pageOf(360, 740),
      desk: () => pageOf(1280, 900),
      mail: async (beside, subject) => {
        const post = await beside.context().newPage();
        await post.goto(`${stack.standInsUrl}/mail`);
        const entry = () => post.locator('li.entry', { hasText: subject });
        await until(post, entry, `the e-mail "${subject}"`);
        const words = await entry().first().innerText();
        await post.close();
        return words;
      },
      close,
    };
  } catch (failure) {
    await close();
    throw failure;
  }
}
