/** Answers for one practice server that plays all partners: it takes messages and shows them. */
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import express, { type ErrorRequestHandler, type Express, type Response } from 'express';
import { z } from 'zod';
import { openJournal } from './journal';
import { modes, partnerNames, Postbox, postboxLine, type Kept, type Received } from './postbox';
import { listen, stopServer } from './listening';
import { practicePages } from './practicePages';
import type { PartnerName } from './exchange';
import { receiverPages } from './receiverPages';

export interface StandInsOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host: string;
  /** Made when absent; what is in it is there again at the next start. */
  readonly journalFile: string;
  /** The address people's browsers reach this server at; default http://host:port. */
  readonly baseUrl?: string;
  /** Milliseconds from a message to its receipt; default 300. */
  readonly receiptMs?: number;
  /** Milliseconds that mode 'slow' waits before it answers; default 8000. */
  readonly slowMs?: number;
}

export interface RunningStandIns {
  /** Where it answers: the clients' `partnersUrl`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the stand-ins. Throws when the port is taken or the journal cannot be read. */
export async function startStandIns(options: StandInsOptions): Promise<RunningStandIns> {
  const journal = await openJournal(options.journalFile, postboxLine);
  const app = express();
  const server = createServer(app);
  const stopping = new AbortController();
  const stop = async (): Promise<void> => {
    stopping.abort();
    await stopServer(server);
    await journal.close();
  };
  try {
    const own = await listen(server, options.port, options.host);
    const url = options.baseUrl ?? own;
    const postbox = new Postbox(journal, options.receiptMs ?? 300);
    const { draw } = practicePages(app);
    app.use(express.json({ limit: '1mb' }));
    const { signal } = stopping;
    const dawdle = (partner: PartnerName) =>
      wait(postbox.slowMs(partner) ?? options.slowMs ?? 8_000, undefined, { signal });
    acceptMessages(app, postbox, url, dawdle);
    receiverPages(app, postbox, url, draw);
    app.use((_request, response) => draw(response, 'not-found', {}, 404));
    app.use(answerErrors);
    return { url: own, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** `slowMs`: how long mode 'slow' waits here, at most a minute. */
const zFault = z.strictObject({
  mode: z.enum(modes),
  slowMs: z.number().int().min(0).max(60_000).optional(),
});

/** The one protocol that all partners speak, and the switch that makes them misbehave. */
function acceptMessages(
  app: Express,
  postbox: Postbox,
  url: string,
  dawdle: (partner: PartnerName) => Promise<unknown>,
): void {
  for (const partner of partnerNames) {
    app.post(`/${partner}/messages`, async (request, response) => {
      if (postbox.mode(partner) === 'away') {
        response.status(503).json({ reason: 'Not here at the moment' });
        return;
      }
      const id = request.get('idempotency-key');
      const received = await postbox.receive(partner, id, request.body);
      const mode = postbox.mode(partner);
      if (mode === 'slow') await dawdle(partner).catch(() => undefined);
      // Only the first answer is lost: what asks again with the same id is told.
      const lost = mode === 'loseAnswer' && received.kind === 'accepted' && !received.repeated;
      if (lost) response.socket?.destroy();
      else answer(response, partner, url, received);
    });
    app.get(`/${partner}/messages`, async (_request, response) => {
      const all = postbox.all(partner).map(async (kept) => ({
        ...kept,
        receipt: await postbox.receipt(partner, kept.id),
      }));
      response.json(await Promise.all(all));
    });
    app.get(`/${partner}/messages/:id/receipt`, async (request, response) => {
      const receipt = await postbox.receipt(partner, request.params.id);
      if (receipt === undefined) response.status(404).json({ reason: 'No such message' });
      else response.json(receipt);
    });
    app.post(`/styring/${partner}`, (request, response) => {
      const wanted = zFault.safeParse(request.body);
      if (!wanted.success) {
        response.status(400).json({ reason: `mode is one of ${modes.join(', ')}` });
        return;
      }
      postbox.setMode(partner, wanted.data.mode, wanted.data.slowMs);
      response.json(wanted.data);
    });
  }
}

function answer(response: Response, partner: PartnerName, url: string, received: Received): void {
  if (received.kind === 'refused') {
    response.status(received.status).json({ reason: received.reason });
    return;
  }
  const { id, acceptedAt } = received.kept;
  const links = partner === 'video' ? meetingLinks(url, received.kept as Kept<'video'>) : {};
  response.status(202).json({ id, acceptedAt, ...links });
}

function meetingLinks(url: string, { message }: Kept<'video'>): object {
  const meeting = `${url}/video/moede/${message.externalId}`;
  return { patientUrl: `${meeting}/patient`, staffUrl: `${meeting}/psykolog` };
}

const answerErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const badInput = z.object({ status: z.literal([400, 413, 415]) }).safeParse(error);
  if (badInput.success) {
    response.status(badInput.data.status).json({ reason: 'Not a readable JSON message' });
    return;
  }
  console.error('The stand-ins could not answer:', error);
  response.status(500).json({ reason: 'The stand-in failed' });
};
