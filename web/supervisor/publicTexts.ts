/** The public texts: what people read now and what comes, and a new version from a day on. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { LONGEST_TEXT, textErrors, writePublicText } from '../../api/commands/writePublicText';
import { NOTHING_PERSONAL } from '../../api/guard';
import {
  previewOf,
  textOutlines,
  textVersions,
  type TextOutline,
  type TextVersions,
} from '../../api/queries/publicText';
import { addDays, copenhagenDate } from '../../domain/calendar';
import { dateTimeWords, longDate, refusalWords } from '../../domain/danish';
import { TEXT_KEYS, type TextKey } from '../../domain/publicTexts';
import { paths, withQuery } from '../paths';
import { printable, TITLES } from '../public/texts';
import { fieldsOf, type FieldErrors, type Typed } from '../shared/fields';
import type { Facts } from '../shared/parts';
import { show } from '../shared/show';

type Rows = Facts['rows'];

async function listPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const all = await textOutlines(ctx);
  return show(ctx, asked, 'supervisor/publicTexts', {
    title: 'Offentlige tekster',
    narrow: true,
    main: {
      texts: all.map((one) => ({
        title: TITLES[one.key],
        sentences: [nowWords(one), ...comingWords(one)],
        links: [
          { text: `Skriv eller læs: ${TITLES[one.key]}`, href: editAddress(one.key) },
          { text: 'Se siden, som den er nu', href: paths[one.key].to() },
        ],
      })),
    },
  });
}

const editAddress = (key: TextKey): string => paths.publicTextEdit.to({ text: key });

function nowWords({ now: { version, validFrom } }: TextOutline): string {
  const since = longDate(validFrom);
  return version === null
    ? `Nu læser folk den tekst, der følger med systemet, fra ${since}.`
    : `Nu læser folk udgave ${version}, som gælder fra ${since}.`;
}

function comingWords({ coming }: TextOutline): readonly string[] {
  return coming.map(
    ({ version, validFrom }) => `Fra ${longDate(validFrom)} gælder udgave ${version}.`,
  );
}

interface Shown {
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly status: number;
  /** What is looked at, with its heading: a text that is typed, or a version that was written. */
  readonly seen: Seen | null;
}
interface Seen {
  readonly heading: string;
  readonly body: string;
  /** Whoever is still writing is told how hard the text is to read. */
  readonly isTyped: boolean;
}

async function editPage(ctx: Ctx, asked: Asked, key: TextKey, shown: Shown): Promise<Answer> {
  const versions = await textVersions(ctx, key);
  const newest = String(versions.written[0]?.version ?? 0);
  const posted = asked.form['version'];
  // Who has been told of a newer version answers that one.
  const version = shown.status === 409 || typeof posted !== 'string' ? newest : posted;
  const fields = fieldsOf({ ...startOf(ctx, versions), ...shown.typed }, shown.errors);
  const asks = [
    fields.textarea({
      name: 'body',
      label: 'Teksten',
      hint:
        'En linje, der begynder med ## og et mellemrum, er en overskrift. En tom linje begynder et nyt ' +
        'afsnit. Skriv et link som [ordene](https://adressen).',
      rows: 18,
      maxlength: LONGEST_TEXT,
    }),
    fields.date({ name: 'from', label: 'Den gælder fra' }),
  ];
  const errors = fields.summary();
  return show(
    ctx,
    asked,
    'supervisor/publicTextEdit',
    {
      title: TITLES[key],
      heading: `Offentlig tekst: ${TITLES[key]}`,
      back: { text: 'Alle offentlige tekster', href: paths.publicTexts.to() },
      narrow: true,
      ...(errors && { errors }),
      main: {
        seen: shown.seen && seenPart(shown.seen),
        form: { action: editAddress(key), hidden: { version }, fields: asks },
        versions: { caption: 'Udgaver, den nyeste først', rows: rowsOf(ctx, versions) },
      },
    },
    shown.status,
  );
}

function seenPart({ heading, body, isTyped }: Seen) {
  const preview = previewOf(body);
  const reads = isTyped ? `Læsetallet er ${preview.lix}. Hold det under 40.` : null;
  return { heading, reads, ...printable(preview) };
}

/** Begun from what people read now, and from tomorrow. */
function startOf(ctx: Ctx, { now }: TextVersions): Typed {
  const [year, month, day] = addDays(copenhagenDate(ctx.now), 1).split('-');
  return {
    body: now.body.trim(),
    fromDay: String(Number(day)),
    fromMonth: String(Number(month)),
    fromYear: year,
  };
}

function rowsOf(ctx: Ctx, { key, nowVersion, shipped, written }: TextVersions): Rows {
  const isRead = (version: number | null): string => (version === nowVersion ? ' Læses nu.' : '');
  const seeing = (which: string) => ({
    text: `Se ${which === SHIPPED ? 'den' : `udgave ${which}`}`,
    href: withQuery(editAddress(key), { vis: which }),
  });
  return [
    ...written.map(({ version, validFrom, addedAt, name }) => ({
      term: `Udgave ${version}`,
      text:
        `Gælder fra ${longDate(validFrom)}.${isRead(version)} ` +
        `${name ?? 'Klinikken'} skrev den ${dateTimeWords(addedAt, ctx.now)}.`,
      link: seeing(String(version)),
    })),
    {
      term: 'Følger med systemet',
      text: `Fra ${longDate(shipped.validFrom)}.${isRead(null)}`,
      link: seeing(SHIPPED),
    },
  ];
}

const SHIPPED = 'medfulgt';

async function opened(ctx: Ctx, asked: Asked): Promise<Answer> {
  const key = keyOf(asked);
  if (!key) return { kind: 'fail', status: 404, name: 'notFound' };
  const wanted = asked.query['vis'];
  const { written, shipped } = await textVersions(ctx, key);
  const found =
    wanted === SHIPPED ? shipped : written.find(({ version }) => String(version) === wanted);
  const heading = wanted === SHIPPED ? 'Den, der følger med systemet' : `Udgave ${wanted}`;
  const seen = found ? { heading, body: found.body, isTyped: false } : null;
  return editPage(ctx, asked, key, { typed: {}, errors: {}, status: 200, seen });
}

async function pressed(ctx: Ctx, asked: Asked): Promise<Answer> {
  const key = keyOf(asked);
  if (!key) return { kind: 'fail', status: 404, name: 'notFound' };
  const { form } = asked;
  const body = typeof form['body'] === 'string' ? form['body'] : '';
  if (form['look'] !== undefined) {
    const errors = textErrors(ctx, form);
    const seen = { heading: 'Sådan kommer den til at se ud', body, isTyped: true };
    return editPage(ctx, asked, key, {
      typed: form,
      errors,
      status: 200,
      seen: errors['body'] === undefined ? seen : null,
    });
  }
  const outcome = await writePublicText(ctx, key, form);
  switch (outcome.kind) {
    case 'done':
      asked.session.set({
        notice: { heading: 'Den nye udgave er gemt', text: 'Den står øverst på listen herunder.' },
      });
      return { kind: 'redirect', to: editAddress(key) };
    case 'invalid':
      return editPage(ctx, asked, key, {
        typed: form,
        errors: outcome.errors,
        status: 422,
        seen: null,
      });
    case 'refused':
      return editPage(ctx, asked, key, {
        typed: form,
        errors: { '': refusalWords(outcome.name) },
        status: 409,
        seen: null,
      });
  }
}

function keyOf({ params }: Asked): TextKey | undefined {
  return TEXT_KEYS.find((key) => key === params['text']);
}

const route = { permission: 'writePublicTexts' } as const;
export const publicTextRoutes: readonly Route[] = [
  {
    ...route,
    method: 'get',
    path: paths.publicTexts.pattern,
    audit: NOTHING_PERSONAL,
    handle: listPage,
  },
  {
    ...route,
    method: 'get',
    path: paths.publicTextEdit.pattern,
    audit: NOTHING_PERSONAL,
    handle: opened,
  },
  {
    // What was written is in the audit as well, with its number.
    ...route,
    method: 'post',
    path: paths.publicTextEdit.pattern,
    audit: 'askedToWritePublicText',
    handle: pressed,
  },
];
