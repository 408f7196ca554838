/** Answers for the Handlebars side of letters: strict, own environment, nothing but our helpers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';

/** A template that is ready to write. Throws when a field it names is missing. */
export type Template = (data: object) => string;

const partialsDir = join(__dirname, 'partials');
const handlebars = Handlebars.create();

/** Free text as paragraphs: blank lines part them, single line breaks stay (CSS keeps them). */
handlebars.registerHelper('paragraphs', (text: unknown): string[] =>
  String(text)
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean),
);
/** "11 22 33 44 eller 70 201 201": the numbers after 112, which the sentence names by itself. */
handlebars.registerHelper('phones', (lines: readonly { phone: string }[]): string =>
  lines
    .slice(1)
    .map(({ phone }) => phone)
    .join(', ')
    .replace(/, ([^,]*)$/, ' eller $1'),
);

/** Equality, for a letter that has a few variants. */
handlebars.registerHelper('is', (one: unknown, other: unknown): boolean => one === other);

const options = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: { paragraphs: true, phones: true, is: true },
} as const;

for (const file of readdirSync(partialsDir)) {
  const source = readFileSync(join(partialsDir, file), 'utf8');
  handlebars.precompile(source, options);
  handlebars.registerPartial(file.replace(/\.hbs$/, ''), handlebars.compile(source, options));
}

/**
 * Compiles `letters/<kind>.hbs`. Handlebars compiles lazily, so the source is also precompiled
 * here: a broken template stops the start, not the first patient's letter.
 */
export function compileTemplate(kind: string): Template {
  const source = readFileSync(join(__dirname, `${kind}.hbs`), 'utf8');
  handlebars.precompile(source, options);
  const write = handlebars.compile<object>(source, options);
  return (data) =>
    write(data, { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false });
}
