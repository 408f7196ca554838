/** Turns a page's view into HTML: strict Handlebars, every template read and checked at start. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Handlebars from 'handlebars';
import type { PageView } from './page';
import { paths } from '../paths';
import { assetsNow } from './assets';

export interface Renderer {
  /** The HTML of page `family/name` (the .hbs beside its .ts). Throws on a missing field. */
  page<Main extends object>(name: string, view: PageView<Main>): string;
}

/** Few and pure. `each` refuses a missing list, which Handlebars would render as an empty one. */
const helpers = {
  eq: (left: unknown, right: unknown) => left === right,
  join: (words: readonly string[], between: string) => words.join(between),
  concat: (...parts: unknown[]) => parts.slice(0, -1).join(''),
};

const options: CompileOptions = {
  strict: true,
  noEscape: false,
  preventIndent: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
};

/** Reads all templates of `root` (the web folder) once; a broken one stops the start. */
export function createRenderer(root: string = join(__dirname, '..')): Renderer {
  const handlebars = Handlebars.create();
  handlebars.registerHelper(helpers);
  refuseMissingLists(handlebars);

  const partNames = namesIn(join(root, 'shared', 'parts'));
  const compile = (file: string) => {
    const source = readFileSync(file, 'utf8');
    for (const [, part = ''] of source.matchAll(/\{\{#?>\s*([\w-]+)/g)) {
      if (!partNames.includes(part)) throw new Error(`${file} asks for the unknown part ${part}`);
    }
    handlebars.precompile(source, options); // compile() alone waits for the first visitor
    return handlebars.compile(source, options);
  };

  for (const name of partNames) {
    handlebars.registerPartial(name, compile(join(root, 'shared', 'parts', `${name}.hbs`)));
  }
  const layout = compile(join(root, 'shared', 'layout.hbs'));
  const pages = new Map(
    pageNames(root).map((name) => [name, compile(join(root, `${name}.hbs`))] as const),
  );

  return {
    page(name, view) {
      const template = pages.get(name);
      if (!template) throw new Error(`There is no page ${name}`);
      const data = { frame: view, to: addresses };
      const body = new Handlebars.SafeString(template(view.main, { data }));
      const heading = view.heading ?? view.title;
      const showCrisis = view.showCrisis ?? view.audience !== 'staff';
      return layout({ ...view, heading, showCrisis, body }, { data });
    },
  };
}

/** The addresses that every page may link to, as `@to.practice` in a template. */
const addresses = {
  assets: assetsNow,
  front: paths.front.to(),
  apply: paths.apply.to(),
  login: paths.login.to(),
  staffLogin: paths.staffLogin.to(),
  logout: paths.logout.to(),
  myCourse: paths.myCourse.to(),
  worklist: paths.worklist.to(),
  practice: paths.practice.to(),
  practiceClock: paths.practiceClock.to(),
  practiceLogin: paths.practiceLogin.to(),
  selfCheck: paths.selfCheck.to(),
  professionals: paths.professionals.to(),
  citizenFolder: paths.citizenFolder.to(),
  professionalFolder: paths.professionalFolder.to(),
  tryOut: paths.tryOut.to(),
  complaint: paths.complaint.to(),
  supervisionReport: paths.supervisionReport.to(),
  dataProtection: paths.dataProtection.to(),
  accessibility: paths.accessibility.to(),
  contact: paths.contact.to(),
};

/** Strict mode looks at `{{field}}` only; a missing list must not look like an empty one. */
function refuseMissingLists(handlebars: typeof Handlebars): void {
  const each: Handlebars.HelperDelegate | undefined = handlebars.helpers['each'];
  if (!each) throw new Error('Handlebars has lost its each');
  handlebars.registerHelper('each', function (this: unknown, list: unknown, inner: unknown) {
    if (typeof list !== 'object' || list === null) throw new Error('A list is missing in the view');
    return each.call(this, list, inner);
  });
}

function namesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => basename(file, '.hbs'));
}

function pageNames(root: string): string[] {
  const families = readdirSync(root, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  return families
    .flatMap(({ name }) => namesIn(join(root, name)).map((page) => `${name}/${page}`))
    .filter((name) => name !== 'shared/layout');
}
