/** Answers for the pages where one sees what patients, GPs and the record have received. */
import { createHash } from 'node:crypto';
import type { Express, Request, Response } from 'express';
import type { PartnerName } from './exchange';
import { at, epjEntries, withDash } from './epjPage';
import { practiceStaff } from './identity/practicePeople';
import type { Kept, Postbox } from './postbox';
import type { Draw } from './practicePages';

const STAFF = new Set(practiceStaff.map(({ email }) => email));

/** All pages of the stand-ins; `url` is where browsers reach them. */
export function receiverPages(app: Express, postbox: Postbox, url: string, draw: Draw): void {
  app.get('/', (_request, response) => draw(response, 'receivers', overview(postbox)));
  mailboxes(app, postbox, draw);
  gpInboxes(app, postbox, draw);
  app.get('/epj', (_request, response) => {
    draw(response, 'epj', { patients: grouped(epjEntries(postbox.all('epj'))) });
  });
  meetings(app, postbox, url, draw);
  app.get('/mail', (_request, response) => {
    const messages = postbox.all('mail').map((kept) => ({
      at: at(kept),
      ...kept.message,
      to: [kept.message.to].flat().join(', '),
      isText: kept.message.channel === 'sms',
      isForStaff: [kept.message.to].flat().some((to) => STAFF.has(to)),
    }));
    // The clinic gets several a day, among which a patient's reminder would not be found.
    const [staff, others] = [true, false].map((one) =>
      messages.filter(({ isForStaff }) => isForStaff === one),
    );
    draw(response, 'mail', { staff, others });
  });
}

function overview(postbox: Postbox): object {
  const of = (partner: PartnerName, path: string, name: string, about: string): object => {
    const all = postbox.all(partner);
    const newest = all[0];
    return { path, name, about, count: all.length, newest: newest ? at(newest) : null };
  };
  return {
    receivers: [
      of('digitalPost', '/digital-post', 'Digital Post', 'Breve til patienter, med link tilbage'),
      of('medcom', '/laege', 'Egen læge', 'Orientering ved start og epikrise ved slut'),
      of('epj', '/epj', 'EPJ', 'Forløb, notater og aftaler i regionens journal'),
      of('video', '/video', 'Video', 'Møder med et link til hver side'),
      of(
        'mail',
        '/mail',
        'E-mail og SMS',
        'Påmindelser uden indhold om behandlingen, og mails til klinikken',
      ),
    ],
  };
}

function mailboxes(app: Express, postbox: Postbox, draw: Draw): void {
  const letters = () => postbox.all('digitalPost');
  app.get('/digital-post', (_request, response) => {
    const receivers = new Map<
      string,
      { path: string; name: string; cpr: string; count: number; newest: string; subject: string }
    >();
    for (const kept of letters()) {
      const { recipient, subject } = kept.message;
      const path = `/digital-post/${receiverId(recipient.cpr)}`;
      const known = receivers.get(path);
      if (known) known.count += 1;
      else {
        const { name, cpr } = recipient;
        receivers.set(path, {
          path,
          name,
          cpr: withDash(cpr),
          count: 1,
          newest: at(kept),
          subject,
        });
      }
    }
    draw(response, 'mailboxes', { receivers: [...receivers.values()] });
  });

  app.get('/digital-post/:receiver', (request, response, next) => {
    const own = letters().filter(
      (kept) => receiverId(kept.message.recipient.cpr) === request.params.receiver,
    );
    const first = own[0];
    if (first === undefined) {
      next();
      return;
    }
    const { name, cpr } = first.message.recipient;
    draw(response, 'inbox', {
      name,
      cpr: withDash(cpr),
      letters: own.map((kept) => ({
        path: letterPath(kept),
        subject: kept.message.subject,
        at: at(kept),
      })),
    });
  });

  app.get('/digital-post/brev/:id', async (request, response, next) => {
    const kept = letters().find((one) => one.id === request.params.id);
    if (kept === undefined) {
      next();
      return;
    }
    const { recipient, subject, link, appointment, text } = kept.message;
    const receipt = await postbox.receipt('digitalPost', kept.id);
    draw(response, 'letter', {
      subject,
      link,
      at: at(kept),
      name: recipient.name,
      inbox: `/digital-post/${receiverId(recipient.cpr)}`,
      body: `${letterPath(kept)}/indhold`,
      size: frameSize(text),
      appointment: appointment ?? null,
      arrived: receipt?.status === 'delivered',
      failed: receipt?.status === 'failed',
    });
  });

  app.get('/digital-post/brev/:id/indhold', (request, response, next) => {
    const kept = letters().find((one) => one.id === request.params.id);
    if (kept) sendLetterBody(response, kept.message.html);
    else next();
  });
}

/**
 * The letter's own HTML, in a frame of its own: no scripts, nothing fetched, no reach into the page
 * around it. Its links open in a new tab, as the portal cannot be shown inside a frame.
 */
function sendLetterBody(response: Response, html: string): void {
  response.set(
    'content-security-policy',
    [
      'sandbox allow-popups allow-popups-to-escape-sandbox',
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      'img-src data:',
      "frame-ancestors 'self'",
    ].join('; '),
  );
  const isDocument = /<head[\s>]/i.test(html);
  const base = '<base target="_blank">';
  const body = isDocument
    ? html.replace(/<head([^>]*)>/i, `<head$1>${base}`)
    : `<!doctype html><html lang="da"><head><meta charset="utf-8">${base}<title>Brev</title>` +
      '<style>body{font:17px/1.55 "IBM Plex Sans",system-ui,sans-serif;color:#1a1a1a;margin:20px;' +
      'max-width:640px;overflow-wrap:anywhere}h1{font-size:22px;line-height:1.3}' +
      `a{color:#0059b3}</style></head><body>${html}</body></html>`;
  response.type('html').send(body);
}

/** A sandboxed frame cannot tell its height: guessed from the text, in steps of practice.css. */
function frameSize(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 72), 0);
  return Math.min(16, Math.max(3, Math.ceil((120 + lines * 22) / 100)));
}

function gpInboxes(app: Express, postbox: Postbox, draw: Draw): void {
  app.get('/laege', (_request, response) => {
    const letters = postbox.all('medcom').map((kept) => ({
      group: `${kept.message.gp.name}, ydernummer ${kept.message.gp.ydernummer}`,
      path: `/laege/${kept.id}`,
      kind: gpKind(kept),
      subject: kept.message.subject,
      name: kept.message.patient.name,
      at: at(kept),
    }));
    draw(response, 'gp-inboxes', { practices: grouped(letters) });
  });
  app.get('/laege/:id', (request: Request<{ id: string }>, response, next) => {
    const all = postbox.all('medcom');
    const kept = all.find((one) => one.id === request.params.id);
    if (kept === undefined) {
      next();
      return;
    }
    const { gp, patient, subject, text, corrects } = kept.message;
    const wrong = all.find((one) => corrects !== undefined && one.id === corrects);
    draw(response, 'gp-letter', {
      gp,
      subject,
      text,
      kind: gpKind(kept),
      at: at(kept),
      name: patient.name,
      cpr: withDash(patient.cpr),
      corrects: wrong
        ? { path: `/laege/${wrong.id}`, subject: wrong.message.subject, at: at(wrong) }
        : null,
    });
  });
}

function gpKind({ message }: Kept<'medcom'>): string {
  return GP_KINDS[message.kind];
}
const GP_KINDS = {
  startNote: 'Orientering ved start',
  epicrise: 'Epikrise',
  correction: 'Rettebrev',
} as const satisfies Record<Kept<'medcom'>['message']['kind'], string>;

function meetings(app: Express, postbox: Postbox, url: string, draw: Draw): void {
  /** The newest message about an appointment is the one that counts. */
  const current = (): Kept<'video'>[] => {
    const byId = new Map<string, Kept<'video'>>();
    for (const kept of postbox.all('video')) {
      if (!byId.has(kept.message.externalId)) byId.set(kept.message.externalId, kept);
    }
    return [...byId.values()];
  };
  app.get('/video', (_request, response) => {
    draw(response, 'meetings', {
      meetings: current().map(({ message }) => ({
        startsAt: message.startsAt,
        endsAt: message.endsAt,
        name: message.patientName ?? 'Patient',
        cancelled: message.cancelled === true,
        patientUrl: `${url}/video/moede/${message.externalId}/patient`,
        staffUrl: `${url}/video/moede/${message.externalId}/psykolog`,
      })),
    });
  });
  app.get('/video/moede/:id/:side', (request, response, next) => {
    const { id, side } = request.params;
    const kept = current().find((one) => one.message.externalId === id);
    if (kept === undefined || (side !== 'patient' && side !== 'psykolog')) {
      next();
      return;
    }
    const { startsAt, endsAt, patientName, cancelled } = kept.message;
    draw(response, 'waiting-room', {
      startsAt,
      endsAt,
      cancelled: cancelled === true,
      isPatient: side === 'patient',
      name: patientName ?? 'Patienten',
    });
  });
}

/** Lists under headings, in the order in which the headings first come. */
function grouped<Item extends { group: string }>(
  items: Item[],
): { group: string; items: Item[] }[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups].map(([group, own]) => ({ group, items: own }));
}

/** Addresses carry no identity number. */
function receiverId(cpr: string): string {
  return createHash('sha256').update(cpr).digest('hex').slice(0, 12);
}

function letterPath(kept: Kept): string {
  return `/digital-post/brev/${kept.id}`;
}
