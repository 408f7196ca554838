/** Answers for how practice servers draw a page: strict templates, one style, strict headers. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import express, { type Express, type Response } from 'express';
import handlebars from 'handlebars';

const FOLDER = join(__dirname, 'pages');
/** No indenting of partials: letters are shown with the spaces they have, and no others. */
const COMPILED = { strict: true, preventIndent: true };

/** The page of that name with its values; throws when a template names an absent value. */
export type Render = (page: string, values: object) => string;
export type Draw = (response: Response, page: string, values: object, status?: number) => void;

/**
 * Compiles every page once and serves the style sheet and its fonts. `formTargets`: origins that
 * a form may end up at, beside our own (a login form leads back to the portal).
 */
export function practicePages(
  app: Express,
  formTargets: readonly string[] = [],
): {
  draw: Draw;
  render: Render;
} {
  const engine = handlebars.create();
  engine.registerHelper('when', (at: string) => inWords(at));
  engine.registerHelper('When', (at: string) => atStart(inWords(at)));
  engine.registerHelper('clock', (at: string) => timeOfDay(at));
  engine.registerHelper('linked', (text: string) => new engine.SafeString(linked(engine, text)));
  const pages = new Map<string, HandlebarsTemplateDelegate>();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.hbs'))) {
    const template = engine.compile(readFileSync(join(FOLDER, file), 'utf8'), COMPILED);
    pages.set(file.slice(0, -4), template);
  }
  for (const [name, template] of pages) engine.registerPartial(name, template);

  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set(headers(formTargets));
    next();
  });
  app.use('/stil', express.static(FOLDER, { extensions: ['css'], index: false }));
  app.use('/skrift', express.static(fontFolder(), { index: false, maxAge: '1d' }));

  const render: Render = (page, values) => {
    const template = pages.get(page);
    if (template === undefined) throw new Error(`No practice page is called ${page}`);
    return template(values);
  };
  const draw: Draw = (response, page, values, status = 200) => {
    response.status(status).type('html').send(render(page, values));
  };
  return { draw, render };
}

/** IBM Plex Sans as dkfds ships it: nothing is fetched from elsewhere. */
function fontFolder(): string {
  const dist = join(dirname(require.resolve('dkfds')), '..');
  return join(dist, 'fonts', 'IBMPlexSans', 'split', 'woff2');
}

function headers(formTargets: readonly string[]): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action 'self' ${formTargets.join(' ')}`,
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
}

const DAY = new Intl.DateTimeFormat('da-DK', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/Copenhagen',
});
const TIME = new Intl.DateTimeFormat('da-DK', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/Copenhagen',
});

/** "onsdag 16. december 2026 kl. 10.00", the hour never alone on the next line. */
function inWords(at: string): string {
  return `${DAY.format(new Date(at)).replace(' den ', ' ')} kl.\u00a0${timeOfDay(at)}`;
}

function atStart(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function timeOfDay(at: string): string {
  return TIME.format(new Date(at));
}

/** Plain text with its web addresses made into links; everything else escaped. */
function linked(engine: typeof handlebars, text: string): string {
  const parts = text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:)])/g);
  return parts
    .map((part, index) => {
      const safe = engine.escapeExpression(part);
      return index % 2 === 1 ? `<a href="${safe}" rel="noopener">${safe}</a>` : safe;
    })
    .join('');
}
