/** The public pages as a person without scripts meets them. */
import { SECTION_IDS } from '../../domain/application';
import { pagesOf } from '../../domain/applicationPages';
import { instant } from '../../domain/ids';
import { CHECK_GROUPS } from '../../domain/selfCheck';
import { lix } from '../../programmes/lix';
import {
  pageAddress,
  sectionAddress,
  sendAddress,
  tryOutAddress,
} from '../../web/application/addresses';
import { paths } from '../../web/paths';
import { visitor, type Shown, type Typed } from '../support/visitor';
import { MONDAY, openPublicSite, type PublicSite } from './publicSite';

let site: PublicSite;
beforeAll(async () => {
  site = await openPublicSite();
});
beforeEach(() => site.itIs(MONDAY));
afterAll(() => site?.close());

const someone = () => visitor(site.url);
/** Follows a link by its words. */
function follow(who: ReturnType<typeof someone>, page: Shown, words: string): Promise<Shown> {
  const link = page.root.querySelectorAll('a').find((one) => one.innerText.trim() === words);
  if (!link) throw new Error(`${page.at} has no link "${words}"`);
  return who.open(link.getAttribute('href') ?? '');
}
/** What a person reads, one block a line, for the reading ease; a step's name ends in a stop. */
function words({ root }: Shown): string {
  const blocks = 'p, h1, h2, h3, li, legend, label, td, th';
  const all = root.querySelector('main')?.querySelectorAll(blocks) ?? [];
  return all
    .filter((one) => !one.querySelector(blocks))
    .map((one) => one.innerHTML.replace(/<\/strong>\s*<span/g, '.</strong> <span'))
    .map((html) => html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' '))
    .join('\n');
}

const TEXT_PAGES = [
  ['Sådan klager du', 'Styrelsen for Patientklager', '1. november'],
  ['Tilsyn', 'Styrelsen for Patientsikkerhed', '1. november'],
  ['Databeskyttelse', 'Datatilsynet', '26. november'],
  ['Tilgængelighed', 'følger reglerne delvist', '26. november'],
  ['Kontakt', 'kl. 8 og 15', '1. november'],
] as const;

describe('from the front page', () => {
  it('one reads that it is free, how it goes and by when, and whom to call', async () => {
    const page = await someone().open('/');
    for (const said of ['Det koster ikke noget', '2 uger', '4 uger', '12 uger']) {
      expect(page.text).toContain(said);
    }
    expect(page.root.querySelector('footer')?.innerText).toContain('70 201 201');
  });

  it.each(TEXT_PAGES)('the foot leads to "%s"', async (link, said, day) => {
    const who = someone();
    const page = await follow(who, await who.open('/'), link);
    expect(page.status).toBe(200);
    expect(page.text).toContain(said);
    expect(page.text).toContain(`gælder fra ${day} 2026`);
  });

  it('the foot is on every page, with the crisis numbers before it', async () => {
    const who = someone();
    for (const at of ['/', '/klage', '/log-ud', '/findes-ikke', paths.selfCheck.to()]) {
      const html = (await who.open(at)).root.outerHTML;
      const [foot, links] = [html.indexOf('id="hjaelp"'), html.indexOf('class="site-links"')];
      expect([at, foot > 0 && links > foot]).toEqual([at, true]);
    }
  });
});

it('the clinic’s own text is read from its day on, to the minute', async () => {
  await site.clinic.owner.query(
    `INSERT INTO public_text VALUES ('supervisionReport', 1, '2026-12-01',
    'Ny <b>rapport</b>. [Læs den](https://stps.dk/rapport)', now())`,
  );
  site.itIs(instant('2026-11-30T22:59:59Z'));
  expect((await someone().open('/tilsyn')).text).toContain('ikke lagt en rapport ud');
  site.itIs(instant('2026-11-30T23:00:00Z'));
  const { text, root } = await someone().open('/tilsyn');
  expect(text).toContain('gælder fra 1. december 2026');
  expect(text).toContain('Ny &lt;b&gt;rapport&lt;/b&gt;.');
  expect(root.querySelector('main .lead a')?.getAttribute('href')).toBe('https://stps.dk/rapport');
});

describe('the self-check', () => {
  const answer = async (typed: Typed) => {
    const who = someone();
    const front = await who.open('/');
    const form = await follow(who, front, 'Er det noget for mig?');
    const { page } = await who.press(form, 'Se, hvad svarene siger', typed);
    if (!page) throw new Error('no answer');
    return { who, page };
  };
  /** Whatever was answered, the way on is there and nothing stands in the address. */
  const leadsOn = ({ root, at }: Shown) => {
    expect(at).toBe(paths.selfCheck.to());
    const ways = root.querySelectorAll('main a.button').map((one) => one.getAttribute('href'));
    expect(ways).toEqual(['/soeg-behandling']);
  };

  it('says of a fitting answer that it fits, and lets one apply', async () => {
    const { page } = await answer({ adult: 'yes', problem: 'depression' });
    expect(page.text).toContain('passer godt til vores behandling');
    leadsOn(page);
  });

  it.each(
    CHECK_GROUPS.flatMap(({ questions }) =>
      questions.flatMap(({ id, options }) => options.map(({ value }) => [id, value] as const)),
    ),
  )('turns nobody away who answers %s: %s', async (id, value) => {
    const { page } = await answer({ [id]: value });
    expect(page.status).toBe(200);
    leadsOn(page);
  });

  it('an answer that speaks against gets kind words and other help', async () => {
    const { page } = await answer({ livesInDenmark: 'no', alcohol: 'yes' });
    for (const said of ['hjemme igen', 'rusmiddelcenter', 'Du må gerne søge alligevel']) {
      expect(page.text).toContain(said);
    }
  });

  it('somebody under 18 hears where there is help, and from when one may send', async () => {
    const { page } = await answer({ adult: 'no', alcohol: 'yes' });
    for (const said of ['ikke fyldt 18', '116 111', 'rusmiddelcenter', 'den dag du fylder 18']) {
      expect(page.text).toContain(said);
    }
    expect(page.text).not.toContain('søge alligevel');
  });

  it('an answer about suicide leads with the crisis numbers', async () => {
    const { page } = await answer({ suicideRisk: 'yes', adult: 'yes' });
    const { text } = page;
    const [number, words_] = [text.indexOf('70 201 201'), text.indexOf('Du svarede')];
    expect(number).toBeGreaterThan(0);
    expect(number).toBeLessThan(words_);
    expect(text.indexOf('112')).toBeLessThan(number);
    expect(text).toContain('Region Syddanmark');
    expect(text).toContain('Ingen læser svarene her');
    leadsOn(page);
    // To call is what matters now; to apply is there, and does not shout over it.
    expect(page.root.querySelectorAll('main .button-primary')).toEqual([]);
    expect((await answer({ suicideRisk: 'no' })).page.text).not.toContain('Tal med nogen nu');
  });

  it('the answers can be changed, and an empty form is no mistake', async () => {
    const { who, page } = await answer({ alcohol: 'unsure' });
    const again = (await who.press(page, 'Ret dine svar')).page;
    const ticked = again?.root.querySelectorAll('input[checked]') ?? [];
    expect(ticked.map((one) => [one.getAttribute('name'), one.getAttribute('value')])).toEqual([
      ['alcohol', 'unsure'],
    ]);
    expect((await answer({})).page.text).toContain('Du har ikke svaret på noget');
    const odd = (await answer({ problem: '<script>', other: 'x'.repeat(1000) })).page;
    expect(odd.text).toContain('Du har ikke svaret på noget');
  });
});

it('a form that stood open until its session was gone is sent by one more press', async () => {
  const form = await someone().open(paths.selfCheck.to());
  // Other cookies: the page was of a session that is not there any more.
  const later = someone();
  await later.open(paths.selfCheck.to());
  const { status, page } = await later.press(form, 'Se, hvad svarene siger', {
    suicideRisk: 'yes',
  });
  expect(status).toBe(403);
  expect(page?.text).toContain('Siden har stået åben længe');
  expect(page?.text).not.toContain('logget ind');
  expect(page?.root.querySelector('footer')?.innerText).toContain('70 201 201');
  if (!page) throw new Error('no page');
  expect((await later.press(page, 'Send igen')).page?.text).toContain('Ingen læser svarene her');
});

describe('the try-out for professionals', () => {
  it('leads through every section of the real application to the receipt', async () => {
    const who = someone();
    const professionals = await follow(who, await who.open('/'), 'For fagfolk');
    let page = await who.open(
      professionals.root.querySelector('main a.button-primary')?.getAttribute('href') ?? '',
    );
    expect(page.root.querySelector('title')?.innerText).toMatch(/^Prøve: Oversigt/);
    expect(page.root.querySelector('h1')?.innerText).toBe('Prøv ansøgningen');
    page = await follow(who, page, 'Begynd');
    for (const part of SECTION_IDS.flatMap((id) => pagesOf(id))) {
      expect(page.at).toBe(tryOutAddress(pageAddress(part)));
      expect(page.text).toContain('bliver intet gemt');
      for (const { question } of part.questions) {
        expect(page.root.innerText.replaceAll('&quot;', '"')).toContain(question);
      }
      const pressed = await who.press(page, 'Gå videre');
      if (!pressed.page) throw new Error('nothing after the press');
      page = pressed.page;
    }
    expect(page.at).toBe(tryOutAddress(sendAddress()));
    expect(page.text).toContain('Svarene herunder har vi fundet på');
    expect(page.text).toContain('Du får svar i Digital Post');
    const sent = (await who.press(page, 'Send ansøgning')).page;
    expect(sent?.text).toContain('Der er ikke sendt noget');
    expect(sent?.text).toContain('Du hører fra os senest mandag 7. december');
  });

  it('shows what an applicant is told at once, and goes on in the try-out', async () => {
    const who = someone();
    const form = await who.open(tryOutAddress(sectionAddress('eligibility')));
    const { page } = await who.press(form, 'Gå videre', { livesInDenmark: 'no' });
    expect(page?.text).toContain('Vi kan kun behandle dig, mens du bor og er i Danmark');
    const next = page?.root.querySelector('main .button-primary')?.getAttribute('href') ?? '';
    expect(next).not.toBe(form.at);
    expect(next.startsWith(`${paths.tryOut.to()}/`)).toBe(true);
  });

  it('shows the crisis page without promising that anybody reads it', async () => {
    const who = someone();
    const form = await who.open(tryOutAddress(sectionAddress('safety')));
    const { page } = await who.press(form, 'Gå videre', { thoughts: 'often' });
    expect(page?.text).toContain('70 201 201');
    expect(page?.text).toContain('Ingen har set dit svar');
    expect(page?.text).not.toMatch(/senest i dag|er gemt/);
  });

  it('leads nowhere into the real application', async () => {
    const who = someone();
    const at = [
      paths.application.to(),
      ...SECTION_IDS.map((id) => sectionAddress(id)),
      sendAddress(),
    ];
    for (const address of at) {
      const { root } = await who.open(tryOutAddress(address));
      const main = root.querySelector('main')?.outerHTML ?? '';
      expect([address, /"\/ansoegning/.test(main)]).toEqual([address, false]);
      expect(main).not.toContain('data-autosave=');
    }
    expect((await who.open(tryOutAddress(sectionAddress('gp')))).text).toContain('Lægehuset');
    expect((await who.open(`${paths.tryOut.to()}/findes-ikke`)).status).toBe(404);
  });
});

describe('every page is easy to read', () => {
  it.each([
    '/',
    '/er-det-noget-for-mig',
    '/for-fagfolk',
    '/for-fagfolk/folder-til-borgere',
    '/for-fagfolk/folder-til-fagfolk',
    '/for-fagfolk/proev-ansoegningen',
    '/klage',
    '/tilsyn',
    '/databeskyttelse',
    '/tilgaengelighed',
    '/kontakt',
  ])('%s: LIX 40 at most', async (at) => {
    const page = await someone().open(at);
    expect(page.status).toBe(200);
    expect(lix(words(page))).toBeLessThanOrEqual(40);
  });
});
