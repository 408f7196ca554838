/** One section of the application: a page with its questions, saved on "Gem og gå videre". */
import type { Answer, Asked, Ctx, Form } from '../../api/app';
import { keepSectionDraft } from '../../api/commands/keepSectionDraft';
import { saveSection, type SectionOutcome } from '../../api/commands/saveSection';
import {
  application,
  gpChoices,
  sectionDraft,
  type Application,
} from '../../api/queries/application';
import {
  APPLICATION,
  answersInWords,
  eligibilityOf,
  missingIn,
  SECTION_IDS,
  valueOf,
  type SectionId,
} from '../../domain/application';
import { FIRST_STAGE } from '../../domain/course';
import { CONSENT_FOOT, refusalWords, timeWords } from '../../domain/danish';
import { criterion, toldAtOnce } from '../../domain/eligibility';
import { regionOf } from '../../domain/regions';
import { copenhagenDate } from '../../domain/calendar';
import { paths } from '../paths';
import { crisisBefore } from '../shared/crisisBefore';
import type { Field, FieldErrors, Typed } from '../shared/fields';
import type { Notice } from '../shared/page';
import type { Facts, Form as FormPart } from '../shared/parts';
import { show } from '../shared/show';
import { addressAfter, sectionAddress, sendAddress } from './addresses';
import { toldWords, type Told } from './otherHelp';
import { sectionFields } from './sectionFields';

export interface SectionMain {
  step: string;
  intro: string;
  form: FormPart & { fields: readonly Field[]; button: string };
  /** One line under the fields: what a choice here means. */
  note: string | null;
  /** Looking for a doctor by name is a form of its own, above. */
  search: { action: string; value: string; from: string } | null;
  /** Saved in another window meanwhile. */
  theirs: Facts | null;
  useTheirs: string;
  /** Said while answers are missing. */
  later: string | null;
}
const ASKED_AT_THE_END =
  'Du behøver ikke svare på det hele for at gemme siden. Det, der mangler, spørger vi om til sidst.';
/** One showing of the form. */
interface Showing {
  readonly typed: Typed;
  readonly version: number | string;
  readonly errors?: FieldErrors;
  readonly status?: number;
  readonly notice?: Notice;
  readonly theirs?: Facts;
}

export async function sectionPage(ctx: Ctx, asked: Asked, id: SectionId): Promise<Answer> {
  const { course, query } = asked;
  if (course.stage !== FIRST_STAGE) return { kind: 'redirect', to: paths.myCourse.to() };
  const found = await application(ctx, course);
  if (found.isLocked) return { kind: 'redirect', to: sendAddress() };
  if (query['vis'] === 'besked') return toldPage(ctx, asked, id, found);
  const draft = query['vis'] === 'gemt' ? null : await sectionDraft(ctx, course, id);
  if (!draft) {
    return shown(ctx, asked, id, found, {
      typed: textsOf(id, found),
      version: found.versions[id] ?? 0,
    });
  }
  return shown(ctx, asked, id, found, {
    typed: draft.typed,
    version: draft.version,
    notice: {
      kind: 'info',
      heading: 'Her er det, du var i gang med',
      text:
        `Det er fra ${timeWords(draft.savedAt)} og kommer først med i ansøgningen, når du ` +
        'trykker "Gem og gå videre".',
    },
  });
}

export async function sectionPosted(ctx: Ctx, asked: Asked, id: SectionId): Promise<Answer> {
  const { course, form } = asked;
  if (asked.query['kladde'] !== undefined) {
    const kept = await keepSectionDraft(ctx, course, id, form);
    return kept
      ? { kind: 'json', body: { saved: `Kladde gemt ${timeWords(ctx.now)}` } }
      : { kind: 'json', body: {}, status: 409 };
  }
  const from = textFrom(form, 'fra');
  const outcome = await saveSection(ctx, course, id, form);
  if (outcome.kind === 'saved') return onward(ctx, asked, id, outcome.worries, from);
  // Help first: the page waits with everything typed, and says then what is wrong with it.
  if (outcome.worries && (await keepSectionDraft(ctx, course, id, form))) {
    return crisisBefore(sectionAddress(id, { fra: from }));
  }
  return again(ctx, asked, id, outcome);
}

/** Nothing typed is lost: the page comes back as it was, with what is wrong beside it. */
async function again(
  ctx: Ctx,
  asked: Asked,
  id: SectionId,
  outcome: Exclude<SectionOutcome, { kind: 'saved' }>,
): Promise<Answer> {
  const { course, form } = asked;
  const found = await application(ctx, course);
  const typed: Typed = form;
  switch (outcome.kind) {
    case 'invalid':
      return shown(ctx, asked, id, found, {
        typed,
        version: textFrom(form, 'version') ?? 0,
        errors: outcome.errors,
        status: 422,
      });
    case 'locked':
      return shown(ctx, asked, id, found, {
        typed,
        version: 0,
        status: 409,
        errors: {
          '': 'Ansøgningen er sendt, så den kan ikke ændres mere. Skriv en besked i stedet.',
        },
      });
    case 'changedElsewhere':
      return shown(ctx, asked, id, found, {
        typed,
        version: outcome.version,
        status: 409,
        errors: { '': refusalWords('changedElsewhere') },
        theirs: {
          caption: 'Det, der er gemt fra det andet vindue',
          rows: answersInWords(id, { ...found.answers, [id]: outcome.theirs }).map(
            ({ question, answer }) => ({ term: question, text: answer ?? 'Ikke svaret' }),
          ),
        },
      });
  }
}

async function onward(
  ctx: Ctx,
  asked: Asked,
  id: SectionId,
  worries: boolean,
  from: string | undefined,
): Promise<Answer> {
  const next = addressAfter(id, from);
  if (worries) return crisisBefore(next);
  const tell = told(id, await application(ctx, asked.course)).length > 0;
  return { kind: 'redirect', to: tell ? sectionAddress(id, { vis: 'besked', fra: from }) : next };
}

/** What the answers of this section give reason to say at once; the crisis page says its own. */
function told(id: SectionId, { answers }: Application): readonly (Told & { heading: string })[] {
  return toldAtOnce(eligibilityOf({ [id]: answers[id] ?? {} }))
    .filter((one) => one.id !== 'suicideRisk')
    .map((one) => ({ ...toldWords(one), heading: criterion(one.id).question }));
}

async function toldPage(
  ctx: Ctx,
  asked: Asked,
  id: SectionId,
  found: Application,
): Promise<Answer> {
  const next = addressAfter(id, asked.query['fra']);
  const said = told(id, found);
  if (said.length === 0) return { kind: 'redirect', to: next };
  return show(ctx, asked, 'application/told', {
    title: 'Læs det her, før du går videre',
    main: {
      told: said,
      next: { text: 'Gå videre med ansøgningen', href: next },
      change: { text: 'Ret dine svar', href: sectionAddress(id) },
    },
  });
}

async function shown(
  ctx: Ctx,
  asked: Asked,
  id: SectionId,
  found: Application,
  showing: Showing,
): Promise<Answer> {
  const { title } = APPLICATION[id];
  const search = asked.query['soeg'] ?? '';
  const municipality = valueOf(found.answers['aboutYou'], 'municipality');
  const practices =
    id === 'gp'
      ? await gpChoices(ctx, {
          search,
          municipality,
          chosen: valueOf(found.answers['gp'], 'gp'),
        })
      : [];
  const { fields, errors } = sectionFields(id, showing.typed, showing.errors ?? {}, practices);
  const from = asked.query['fra'] ?? textFrom(asked.form, 'fra');
  return show(
    ctx,
    asked,
    'application/section',
    {
      title: `${title} – din ansøgning`,
      heading: title,
      back: { text: 'Til oversigten', href: paths.application.to() },
      ...(errors && { errors }),
      ...(showing.notice && { notice: showing.notice }),
      main: {
        ...sectionMain(id, fields, { ...showing, from }),
        note: noteOf(ctx, id, found),
        later: missingIn(id, found.answers).length > 0 ? ASKED_AT_THE_END : null,
        search:
          id === 'gp' ? { action: sectionAddress(id), value: search, from: from ?? '' } : null,
      },
    },
    showing.status,
  );
}

export function sectionMain(
  id: SectionId,
  fields: readonly Field[],
  { version, from, theirs }: Pick<Showing, 'version' | 'theirs'> & { from?: string },
): SectionMain {
  const { intro, minutes } = APPLICATION[id];
  const place = SECTION_IDS.indexOf(id) + 1;
  return {
    step: `Del ${place} af ${SECTION_IDS.length}. Cirka ${minutes} min.`,
    intro,
    note: null,
    search: null,
    form: {
      action: sectionAddress(id),
      autosave: sectionAddress(id, { kladde: '1' }),
      hidden: { version: String(version), ...(from && { fra: from }) },
      fields,
      button: 'Gem og gå videre',
    },
    theirs: theirs ?? null,
    useTheirs: sectionAddress(id, { vis: 'gemt' }),
    later: null,
  };
}

function noteOf(ctx: Ctx, id: SectionId, { answers }: Application): string | null {
  if (id === 'consents') {
    const said = valueOf(answers['aboutYou'], 'contact') !== '' ? 'ja' : 'nej';
    return `Du har sagt ${said} til påmindelser på sms og e-mail under "Om dig". ${CONSENT_FOOT}`;
  }
  if (id !== 'aboutYou') return null;
  const region = regionOf(valueOf(answers['aboutYou'], 'municipality'), copenhagenDate(ctx.now));
  return region ? `Du hører til ${region.name}.` : null;
}

function textsOf(id: SectionId, { answers }: Application): Typed {
  const values = answers[id] ?? {};
  return Object.fromEntries(Object.keys(values).map((name) => [name, valueOf(values, name)]));
}
function textFrom(form: Form, name: string): string | undefined {
  const value = form[name];
  return typeof value === 'string' ? value : undefined;
}
