/** A taken port is one sentence that says what to do. */
import { createServer } from 'node:net';
import { freePort, freePorts, requireFreePorts } from '../../ops/ports';

test('somebody whose port is taken reads which one, what for, and how to choose another', async () => {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  try {
    const wanted = [{ port, what: 'the pages', variable: 'WEB_PORT' }];
    await expect(requireFreePorts(wanted, '127.0.0.1')).rejects.toThrow(
      new RegExp(`^Port ${port} \\(the pages\\) already in use: .* WEB_PORT=\\d+ npm start\\.$`),
    );
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

test('free ports are accepted; one number for two parts is not', async () => {
  const [one, other] = await freePorts(2);
  const wanted = (port = 0, variable = '') => ({ port, what: 'something', variable });
  const both = [wanted(one, 'WEB_PORT'), wanted(other, 'IDENTITY_PORT')];
  await expect(requireFreePorts(both, '127.0.0.1')).resolves.toBeUndefined();
  const same = [wanted(one, 'WEB_PORT'), wanted(one, 'IDENTITY_PORT')];
  await expect(requireFreePorts(same, '127.0.0.1')).rejects.toThrow(
    `Two parts want port ${one}: give IDENTITY_PORT another number.`,
  );
});
