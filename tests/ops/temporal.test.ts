/** The time-skipping server of the workflow suites. */
import { startTimeSkipping, stopTimeSkipping } from '../support/temporal';

test('two months pass in less than two seconds', async () => {
  const environment = await startTimeSkipping();
  try {
    const before = await environment.currentTimeMs();
    const began = Date.now();
    await environment.sleep('60 days');
    expect(Date.now() - began).toBeLessThan(2_000);
    const passed = (await environment.currentTimeMs()) - before;
    expect(Math.round(passed / 86_400_000)).toBe(60);
  } finally {
    await stopTimeSkipping(environment);
  }
});
