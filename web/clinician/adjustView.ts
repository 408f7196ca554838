/** The modules as they would be by the form: each with its controls, what changes, what is seen. */
import {
  joins,
  ORDER,
  plannedBy,
  touchedBy,
  wishField,
  wishNow,
} from '../../api/commands/adjustForm';
import { LONGEST_TO_PATIENT } from '../../api/commands/adjustProgramme';
import { LONGEST_NOTE } from '../../api/commands/clinicalNote';
import type { ProgrammeNow } from '../../api/queries/programmePlan';
import { adjustProgramme, plannedNow } from '../../domain/adjusted';
import { countWords, dateWords, refusalWords } from '../../domain/danish';
import { duesOf } from '../../domain/deadlines';
import type { Instant } from '../../domain/ids';
import { odditiesOf } from '../../domain/oddities';
import { isRequired, isToOpen, openerOf, requiredMissing } from '../../domain/programmeState';
import type { CourseState, ModuleState, Programme, ProgrammePlanned } from '../../domain/state';
import { paths } from '../paths';
import { fieldsOf, type Field, type Fields, type Option, type Typed } from '../shared/fields';
import { asForm, type FormState } from '../shared/formState';
import { moduleList } from '../shared/moduleList';
import type { Facts } from '../shared/parts';
import { titleIn } from '../shared/waitingModule';
import { oddityWords } from './oddityWords';

/** In a draft: the version of the programme that its plan was made from. */
export const MADE_FROM = 'madeFrom';

interface Shown {
  readonly form: FormState;
  readonly fields: Fields;
}
interface Row {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  readonly field: Field | null;
  readonly moves: readonly { readonly value: string; readonly text: string }[];
}

/** The whole page while treatment runs; null: no programme is followed. */
export function adjustView(
  state: CourseState,
  found: ProgrammeNow,
  { form, fields }: Shown,
  now: Instant,
): object | null {
  const { programme } = state;
  if (!programme) return null;
  const plan = plannedBy(programme, asForm(form.typed));
  const course = state.courseId;
  const changes = changesOf(programme, plan, found);
  const wanted =
    changes.length > 0 ? adjustProgramme(state, { name: 'adjustProgramme', ...plan }) : null;
  const after = wanted === null || 'kind' in wanted ? state : withDues(wanted.state);
  const problem = wanted && 'kind' in wanted ? refusalWords(wanted.name) : null;
  return {
    action: paths.adjustProgramme.to({ course }),
    seen: paths.programmeSeen.to({ course }),
    autosave: paths.courseDraft.to({ course, form: 'adjustProgramme' }),
    hidden: {
      ...form.hidden,
      [ORDER]: plan.order.join(','),
      [MADE_FROM]: form.hidden['version'] ?? '',
    },
    rows: rowsOf({ programme, after }, plan, { found, typed: form.typed }, now),
    note: fields.textarea({
      name: 'note',
      label: 'Grund',
      rows: 3,
      maxlength: LONGEST_NOTE,
      hint: 'Gemmes som journalnotat med dit navn. Patienten ser den ikke.',
    }),
    toPatient: fields.textarea({
      name: 'toPatient',
      label: 'Det skriver vi til patienten',
      rows: 2,
      maxlength: LONGEST_TO_PATIENT,
      hint: 'En linje eller to. Den står ved modulerne på Mit forløb.',
      optional: true,
    }),
    changes,
    problem,
    odd: problem
      ? []
      : odditiesOf(withDues(state), after, now).map((one) => oddityWords(one, found, now)),
    counts: problem ? null : countsOf(after),
    patient:
      changes.length > 0 && !problem
        ? patientSees(after, plan, { programme, found, form }, now)
        : null,
  };
}

function withDues(state: CourseState): CourseState {
  return { ...state, dues: duesOf(state) };
}

// ── The list ─────────────────────────────────────────────────────────────────────────────────

/** `after`: the course as the plan makes it, so that each module says when it would open. */
function rowsOf(
  { programme, after }: { programme: Programme; after: CourseState },
  plan: ProgrammePlanned,
  { found, typed }: { found: ProgrammeNow; typed: Typed },
  now: Instant,
): readonly Row[] {
  const inOrder = plan.order.flatMap((id) =>
    programme.modules.filter((one) => one.moduleId === id),
  );
  const closed = inOrder.filter((one) => !one.open);
  return inOrder.map((module, at) => {
    const { moduleId } = module;
    const then = after.programme?.modules.find((one) => one.moduleId === moduleId) ?? module;
    const place = closed.indexOf(module);
    const up = place > 0 ? [{ value: `up:${moduleId}`, text: 'Flyt op' }] : [];
    const isLast = place === closed.length - 1;
    const down = module.open || isLast ? [] : [{ value: `down:${moduleId}`, text: 'Flyt ned' }];
    const opens = then.open && !module.open;
    return {
      id: `modul-${moduleId}`,
      title: `${at + 1}. ${found.titles.get(moduleId) ?? moduleId}`,
      words: opens ? 'Åbner nu.' : staffWords(after, then, found, now),
      field: module.handedIn ? null : wishOf(after, module, { inOrder, found, typed }),
      moves: [...up, ...down],
    };
  });
}

interface Around {
  readonly inOrder: readonly ModuleState[];
  readonly found: ProgrammeNow;
  readonly typed: Typed;
}

function wishOf(state: CourseState, module: ModuleState, { inOrder, found, typed }: Around): Field {
  const name = wishField(module.moduleId);
  const value = typed[name] ?? wishNow(module);
  const others = inOrder.flatMap((one, at): Option[] =>
    one === module || one.handedIn
      ? []
      : [
          {
            value: joins(one.moduleId),
            text: `Åbn sammen med ${at + 1}. ${found.titles.get(one.moduleId) ?? one.moduleId}`,
          },
        ],
  );
  const options: readonly Option[] = [
    { value: 'own', text: 'Skal med' },
    { value: 'skip', text: 'Spring over' },
    ...(!module.open && !state.pausedAt ? [{ value: 'open', text: 'Åbn nu' }] : []),
    ...(module.open ? [] : others),
  ];
  return fieldsOf({ [name]: value }, {}).select({ name, label: 'Hvad skal der ske?', options });
}

/** Where a module is, said to the psychologist. */
function staffWords(
  state: CourseState,
  module: ModuleState,
  found: ProgrammeNow,
  now: Instant,
): string {
  const optional = module.required ? '' : ' Frivilligt.';
  if (module.handedIn) {
    return found.answered.has(module.moduleId) ? 'Afleveret og besvaret.' : 'Afleveret.';
  }
  if (module.skipped) return module.open ? 'Åbent, men sprunget over.' : 'Sprunget over.';
  if (module.open) return `Åbent, ikke afleveret.${optional}`;
  return `${gateOf(state, module, found, now)}${optional}`;
}

function gateOf(
  state: CourseState,
  module: ModuleState,
  found: ProgrammeNow,
  now: Instant,
): string {
  if (module.together) return `Åbner sammen med ${titleIn(module.together, found)}.`;
  if (module.gate === 'psychologist') return 'Åbner, når du åbner det.';
  if (module.gate === 'handIn') {
    const opener = openerOf(state.programme?.modules ?? [], module);
    return opener
      ? `Åbner, når ${titleIn(opener.moduleId, found)} er afleveret.`
      : 'Åbner efter pausen.';
  }
  const due = state.dues.find(
    (one) => one.name === 'moduleOpens' && one.subject === module.moduleId,
  );
  return due ? `Åbner ${dateWords(due.dueAt, now)}.` : 'Åbner efter pausen.';
}

// ── What the form would do ───────────────────────────────────────────────────────────────────

/** In sentences, so that nothing is saved that was not read; none: nothing changes. */
function changesOf(
  programme: Programme,
  plan: ProgrammePlanned,
  found: ProgrammeNow,
): readonly string[] {
  const now = plannedNow(programme);
  const touched = touchedBy(programme, plan).flatMap((id): string[] => {
    const title = titleIn(id, found);
    const other = plan.together.find(({ moduleId }) => moduleId === id)?.with;
    if (plan.opens.includes(id)) return [`${title} åbner nu.`];
    if (plan.skipped.includes(id)) return [`${title} springes over.`];
    if (other !== undefined) return [`${title} åbner sammen med ${titleIn(other, found)}.`];
    return [now.skipped.includes(id) ? `${title} tages med igen.` : `${title} åbner for sig selv.`];
  });
  const moved = plan.order.flatMap((id, at) =>
    now.order.indexOf(id) === at
      ? []
      : [`${titleIn(id, found)} flyttes fra nr. ${now.order.indexOf(id) + 1} til nr. ${at + 1}.`],
  );
  return [...touched, ...moved];
}

function countsOf({ programme }: CourseState): string {
  const all = (programme?.modules ?? []).filter(isRequired).length;
  const left = requiredMissing(programme);
  return (
    `Behandlingen er gennemført, når patienten har afleveret ` +
    `${countWords(all, 'modul', 'moduler')}. ${left === all ? 'Alle' : left} mangler.`
  );
}

/** Word for word what stands on Mit forløb afterwards, with what is about to be written. */
function patientSees(
  after: CourseState,
  plan: ProgrammePlanned,
  { programme, found, form }: { programme: Programme; found: ProgrammeNow; form: FormState },
  now: Instant,
): {
  readonly said: string | null;
  readonly why: string | null;
  readonly facts: Facts;
  readonly told: string | null;
} {
  const text = String(form.typed['toPatient'] ?? '').trim();
  const words = {
    at: now,
    name: found.writer,
    text,
    modules: touchedBy(programme, plan),
  };
  const list = moduleList(after, { ...found, told: [words, ...found.told] }, now);
  const opened = (after.programme?.modules ?? []).filter(
    (one) =>
      one.open && programme.modules.some((old) => old.moduleId === one.moduleId && isToOpen(old)),
  );
  return {
    said: list?.said ?? null,
    why: list?.why ?? null,
    facts: {
      caption: 'Modulerne, som patienten ser dem',
      rows: (list?.rows ?? []).map(({ term, text: row }) => ({ term, text: row })),
    },
    told:
      opened.length > 0
        ? 'Der åbner noget nyt, så patienten får en e-mail, hvis der er samtykke til det. I den står ' +
          'kun, at der er noget nyt.'
        : null,
  };
}
