/** Stands before the stand-ins and, when told, refuses as a careless partner does: by saying it all. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface EchoingFront {
  /** Where the program finds its partners. */
  readonly url: string;
  /** What a message is answered with from now on; 'pass': what the stand-in says. */
  answer: 'pass' | 'refused' | 'broken';
  /** How many messages were not passed on. */
  readonly turnedAway: () => number;
  stop(): Promise<void>;
}

/** Every answer that is not passed on repeats the message it answers, names and texts and all. */
export async function echoingFront(standInsUrl: string): Promise<EchoingFront> {
  let turnedAway = 0;
  const server = createServer((request, response) => {
    void pass(request, response).catch(() => response.destroy());
  });

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    if (request.method === 'POST' && front.answer !== 'pass') {
      turnedAway += 1;
      const said = `I know no such person: ${body.toString()}`;
      const refused = front.answer === 'refused';
      response.writeHead(refused ? 422 : 500, { 'content-type': 'application/json' });
      response.end(refused ? JSON.stringify({ reason: said }) : said);
      return;
    }
    const { 'content-type': type = 'application/json', 'idempotency-key': key } = request.headers;
    const answer = await fetch(`${standInsUrl}${request.url ?? '/'}`, {
      method: request.method ?? 'GET',
      headers: { 'content-type': type, ...(typeof key === 'string' && { 'idempotency-key': key }) },
      ...(body.length > 0 && { body }),
    });
    const kind = answer.headers.get('content-type') ?? 'application/json';
    response.writeHead(answer.status, { 'content-type': kind });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const front: EchoingFront = {
    url: `http://127.0.0.1:${port}`,
    answer: 'pass',
    turnedAway: () => turnedAway,
    stop: () => new Promise((closed) => server.close(() => closed())),
  };
  return front;
}
