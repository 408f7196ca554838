/** For fagfolk: whom the treatment is for, how a course goes, why some get a no; and two folders. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { NOTHING_PERSONAL } from '../../api/guard';
import { criterion } from '../../domain/eligibility';
import { REJECTION_REASONS } from '../../domain/signposting';
import { CRITERION_IDS, type Criterion, type CriterionId } from '../../domain/targetGroup';
import { paths } from '../paths';
import { show } from '../shared/show';
import { promisedTimes, type PromisedTimes } from './promisedTimes';

/** Each criterion as a professional knows it, the borger as the subject. */
const WORDS: Readonly<Record<CriterionId, string>> = {
  problem:
    'har en let til moderat depression, panikangst, en enkel fobi, socialfobi eller agorafobi',
  livesInDenmark: 'bor i Danmark og er her, mens behandlingen varer',
  equipment: 'har en computer eller tablet med webkamera',
  digitalPost: 'har MitID og er tilmeldt Digital Post',
  danish: 'kan læse og skrive dansk uden hjælp',
  suicideRisk: 'har høj risiko for selvmord',
  psychosisOrBipolar: 'har skizofreni, bipolar lidelse eller noget beslægtet',
  ptsdOrOcd: 'har PTSD eller OCD, som ikke er behandlet',
  otherMainProblem:
    'har PTSD, OCD, helbredsangst eller generaliseret angst som det største problem',
  personalityDisorder: 'har en personlighedsforstyrrelse',
  stressReaction: 'har en belastningsreaktion (stress)',
  alcohol: 'har et misbrug af alkohol',
  drugs: 'har et misbrug af stoffer',
  otherTreatment: 'er i anden psykologisk behandling',
  medication: 'har en moderat til svær lidelse og har fået medicin i mange år',
  medicationOnly: 'kun ønsker hjælp med medicin',
};

interface ProfessionalsMain {
  readonly promises: PromisedTimes;
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
  readonly against: readonly string[];
  readonly reasons: readonly string[];
  /** Where people apply, as they type it. */
  readonly site: string;
}

async function mainOf(ctx: Ctx): Promise<ProfessionalsMain> {
  const { other: _written, ...reasons } = REJECTION_REASONS;
  return {
    promises: await promisedTimes(ctx),
    includes: wordsOf('inclusion'),
    excludes: wordsOf('exclusion'),
    against: wordsOf('speaksAgainst'),
    reasons: Object.values(reasons).map(({ label }) => label),
    site: new URL(ctx.app.baseUrl).host,
  };
}

function wordsOf(kind: Criterion['kind']): readonly string[] {
  return CRITERION_IDS.filter((id) => criterion(id).kind === kind).map((id) => WORDS[id]);
}

function page(name: string, title: string, isFolder: boolean): Route['handle'] {
  const back = isFolder
    ? { text: 'Til siden for fagfolk', href: paths.professionals.to() }
    : { text: 'Til forsiden', href: paths.front.to() };
  return async (ctx: Ctx, asked: Asked): Promise<Answer> =>
    show(ctx, asked, name, { title, audience: 'public', back, main: await mainOf(ctx) });
}

const PAGES = [
  [paths.professionals, page('public/professionals', 'For fagfolk', false)],
  [
    paths.citizenFolder,
    page('public/citizenFolder', 'Gratis behandling for angst og depression', true),
  ],
  [
    paths.professionalFolder,
    page('public/professionalFolder', 'Internetpsykiatrien: kort for fagfolk', true),
  ],
] as const;

export const professionalRoutes: readonly Route[] = PAGES.map(([path, handle]) => ({
  method: 'get',
  path: path.pattern,
  permission: 'public',
  audit: NOTHING_PERSONAL,
  handle,
}));
