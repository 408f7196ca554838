/** The whole program starts on free ports, says that it is ready, and leaves nothing behind. */
import { existsSync } from 'node:fs';
import { requireFreePorts } from '../../ops/ports';
import { journeyStack } from '../support/stack';

test('everything starts, answers, and is gone after the end', async () => {
  const stack = await journeyStack();
  const { config, parts } = stack;
  try {
    expect([...parts.keys()].toSorted()).toEqual(['Temporal', 'partners', 'web', 'worker']);
    const live = await fetch(`${stack.url}/health/live`);
    expect(live.status).toBe(200);
    const provider = await fetch(`${stack.identityUrl}/.well-known/openid-configuration`);
    expect(await provider.json()).toMatchObject({ issuer: stack.identityUrl });
  } finally {
    await stack.stop();
  }
  expect(existsSync(config.dataDir)).toBe(false);
  const ports = [config.webPort, config.identityPort, config.standInsPort, config.temporalPort];
  const wanted = ports.map((port) => ({ port, what: 'gone', variable: 'X' }));
  await expect(requireFreePorts(wanted, config.host)).resolves.toBeUndefined();
}, 120_000);
