/** Ports on this machine: finding free ones, and saying plainly when one is taken. */
import { createServer } from 'node:net';
import { Sentence } from './sentence';

/** A port that nobody listens on right now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Several free ports, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

async function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(true));
    server.listen(port, host, () => server.close(() => resolve(false)));
  });
}

export interface WantedPort {
  readonly port: number;
  /** What it is for: "the web pages". */
  readonly what: string;
  /** The variable that moves it elsewhere. */
  readonly variable: string;
}

/** Refuses, in one sentence, when any of these ports is in use. */
export async function requireFreePorts(wanted: readonly WantedPort[], host: string): Promise<void> {
  const twice = wanted.find(({ port }, at) => wanted.findIndex((one) => one.port === port) < at);
  if (twice) {
    throw new Sentence(`Two parts want port ${twice.port}: give ${twice.variable} another number.`);
  }
  const taken: WantedPort[] = [];
  for (const one of wanted) if (await isTaken(one.port, host)) taken.push(one);
  const [first] = taken;
  if (first === undefined) return;
  const list = taken.map(({ port, what }) => `${port} (${what})`).join(', ');
  const plural = taken.length > 1 ? 'Ports' : 'Port';
  throw new Sentence(
    `${plural} ${list} already in use: stop what listens there, or choose another, ` +
      `for example ${first.variable}=${first.port + 10_000} npm start.`,
  );
}
