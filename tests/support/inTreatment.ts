/** The whole program with one practice person whose treatment by Karen has begun, and who sees it. */
import type { Page } from 'playwright-core';
import type { Instant } from '../../domain/ids';
import { practicePatients } from '../../partners/identity/practicePeople';
import { openOnPhone } from './onPhone';
import { until } from './person';
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
  const { stack, browser, stage, close } = await openOnPhone();
  try {
    await beginTreatment(stage, handle);
    const person = practicePatients.find((one) => one.handle === handle);
    return {
      url: stack.url,
      standInsUrl: stack.standInsUrl,
      name: person?.name ?? '',
      now: () => stage.now(),
      phone: () => browser.newPerson(),
      desk: async () => {
        const page = await browser.newPerson();
        await page.setViewportSize({ width: 1280, height: 900 });
        return page;
      },
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
