/** Temporal for workflow suites: the time-skipping server, and the workflow bundle built once a run. */
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { TimeSkippingTestWorkflowEnvironmentOptions } from '@temporalio/testing';
import { Runtime } from '@temporalio/worker';
import { z } from 'zod';
import { registerSearchAttributes } from '../../ops/searchAttributes';
import { resource } from './resource';

/**
 * A server whose clock jumps with `env.sleep`; end it with `stopTimeSkipping`. `client` carries a
 * data converter where the suite tests the payload codec.
 */
export async function startTimeSkipping(
  client?: TimeSkippingTestWorkflowEnvironmentOptions['client'],
): Promise<TestWorkflowEnvironment> {
  const { path } = await resource('testServer', z.object({ path: z.string() }));
  const executable = { type: 'existing-path', path } as const;
  const options = { server: { executable }, ...(client ? { client } : {}) };
  const environment = await startedInTime(() =>
    TestWorkflowEnvironment.createTimeSkipping(options),
  );
  await registerSearchAttributes(environment.connection, 'default');
  return environment;
}

/** The SDK gives a server five seconds to start, and a busy machine's Java may need more. */
const STARTS = 4;
async function startedInTime<T>(start: () => Promise<T>, left = STARTS): Promise<T> {
  return start().catch((error: unknown) => {
    // The SDK's own library throws it, from outside jest's realm: it is no Error of ours.
    const late = String(error).includes('did not start within');
    if (late && left > 1) return startedInTime(start, left - 1);
    throw error;
  });
}

/** The real server, as practice runs it: its time is the machine's. */
export async function startRealServer(
  client?: TimeSkippingTestWorkflowEnvironmentOptions['client'],
): Promise<TestWorkflowEnvironment> {
  const { path } = await resource('temporalServer', z.object({ path: z.string() }));
  const executable = { type: 'existing-path', path } as const;
  // Without it the server fires no timer before about a second.
  const extraArgs = ['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="20ms"'];
  const options = { server: { executable, extraArgs }, ...(client ? { client } : {}) };
  const environment = await startedInTime(() => TestWorkflowEnvironment.createLocal(options));
  await registerSearchAttributes(environment.connection, 'default');
  return environment;
}

/** Ends the server and Temporal's own threads, without which jest would not exit. */
export async function stopTimeSkipping(environment: TestWorkflowEnvironment): Promise<void> {
  await environment.teardown();
  await Runtime.instance().shutdown();
}

/** The compiled workflows, for `Worker.create({ workflowBundle })`. */
export async function workflowBundle(): Promise<{ codePath: string }> {
  return resource('bundle', z.object({ codePath: z.string() }));
}
