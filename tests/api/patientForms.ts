/** The form of every address that a patient posts to, and what stands in its fields. */
import type { HTMLElement } from 'node-html-parser';
import { SECTION_IDS } from '../../domain/application';
import { pagesOf } from '../../domain/applicationPages';
import {
  pageAddress,
  sectionAddress,
  sendAddress,
  tryOutAddress,
} from '../../web/application/addresses';
import { paths } from '../../web/paths';
import type { Shown } from '../support/visitor';
import type { At } from './patients';

export interface FormCase {
  readonly at: At;
  /** Where the form stands; `:entry` is the newest entry of their diary. */
  readonly page: string;
  /** Where it is posted to. */
  readonly to: string;
  /** Where all that was taken in can be read, when that is another page. */
  readonly reads?: string;
  /** By the button that looks for a doctor; else that button and its field are left alone. */
  readonly searches?: true;
}
const own = (at: At, page: string, to: string = page): FormCase => ({ at, page, to });
/** The first module has a diary, whose entries have a page of their own. */
const secondModule = paths.myModule.to({ module: 'maal-og-vaerdier' });
const firstMeasure = paths.myMeasure.to({ measure: 'phq9' });
const entry = { exercise: 'aktivitetsdagbog', entry: ':entry' };
const firstPart = paths.myFollowUpPart.to({ part: '1' });

/** By the route that takes it. A route of the table that is not here fails the suite. */
export const FORMS: Readonly<Record<string, readonly FormCase[]>> = {
  [paths.applicationSection.pattern]: [
    ...SECTION_IDS.flatMap((id) => pagesOf(id).map((page) => own('writing', pageAddress(page)))),
    own('ready', sendAddress()),
    { ...own('writing', sectionAddress('gp')), searches: true },
  ],
  [paths.selfCheck.pattern]: [own('writing', paths.selfCheck.to())],
  [paths.tryOutSection.pattern]: [
    ...SECTION_IDS.flatMap((id) =>
      pagesOf(id).map((page) => own('writing', tryOutAddress(pageAddress(page)))),
    ),
    own('writing', paths.tryOutSection.to({ section: 'send' })),
  ],
  [paths.myTime.pattern]: [own('offered', paths.myTime.to())],
  [paths.myModule.pattern]: [own('treated', `${secondModule}?uden-svar=1`, secondModule)],
  // The diary's own page has the last few only.
  [paths.myDiary.pattern]: [
    { ...own('keepsDiary', paths.myDiary.to(entry)), reads: paths.myProgress.to(entry) },
  ],
  [paths.myDiaryEntry.pattern]: [
    own('keepsDiary', decodeURIComponent(paths.myDiaryEntry.to(entry))),
  ],
  [paths.myGoals.pattern]: [
    {
      ...own('ratesGoals', paths.myGoals.to({ exercise: 'maal' })),
      reads: paths.myProgress.to({ exercise: 'maal' }),
    },
  ],
  [paths.myMessages.pattern]: [own('treated', paths.myMessages.to())],
  [paths.myConsents.pattern]: [own('treated', paths.myConsents.to())],
  [paths.myDetails.pattern]: [own('treated', paths.myDetails.to())],
  [paths.withdraw.pattern]: [own('treated', paths.withdraw.to())],
  [paths.myClosing.pattern]: [own('closing', paths.myClosing.to())],
  [paths.myClosingTime.pattern]: [own('closing', paths.myClosingTime.to())],
  [paths.myFollowUp.pattern]: [own('answered', paths.myFollowUp.to())],
  [paths.myFollowUpPart.pattern]: [own('asked', firstPart)],
  [paths.myMeasures.pattern]: [own('measured', paths.myMeasures.to())],
  [paths.myMeasure.pattern]: [own('treated', firstMeasure)],
  [paths.myPlan.pattern]: [own('closing', paths.myPlan.to())],
  [paths.mySummary.pattern]: [own('treated', paths.mySummary.to())],
  [paths.logout.pattern]: [own('writing', paths.application.to(), paths.logout.to())],
  [paths.practiceClock.pattern]: [own('writing', paths.application.to(), paths.practiceClock.to())],
  [paths.practiceLogin.pattern]: [own('writing', paths.practice.to(), paths.practiceLogin.to())],
};

/** Taken from a script of ours at each pause in the typing; no form is posted there. */
export const BY_SCRIPT: readonly string[] = [
  paths.myMessageDraft.pattern,
  paths.mySummaryDraft.pattern,
];

export type FieldKind = 'text' | 'choice' | 'hidden';

/** A form as it stands on its page, every question answered as somebody might. */
export interface Filled {
  readonly to: string;
  readonly fields: URLSearchParams;
  readonly kinds: ReadonlyMap<string, FieldKind>;
}

/** Null when the page has no such form (any more). */
export function filledForm(
  page: Shown,
  { to, searches }: Pick<FormCase, 'to' | 'searches'>,
): Filled | null {
  const form = page.root
    .querySelectorAll('form[method="post"]')
    .find((one) => isTo(one.getAttribute('action') ?? '', to));
  if (!form) return null;
  const fields = new URLSearchParams();
  const kinds = new Map<string, FieldKind>();
  for (const field of form.querySelectorAll('input, select, textarea, button[name]')) {
    const name = field.getAttribute('name');
    if (!searches && ['soeg', 'laegenavn'].includes(name ?? '')) continue;
    if (!name || (kinds.has(name) && fields.has(name))) continue;
    kinds.set(name, kindOf(field));
    fields.append(name, valueOf(field, name));
  }
  return { to: form.getAttribute('action') ?? to, fields, kinds };
}

function isTo(action: string, to: string): boolean {
  const [address = ''] = action.split('?');
  return new RegExp(`^${(to.split('?')[0] ?? to).replace(':entry', '[0-9a-f-]+')}$`).test(address);
}

/** The address of the page on which somebody's form stands. */
export function pageOf(
  { page }: FormCase,
  { entry: newest = '' }: { readonly entry?: string },
): string {
  return page.replace(':entry', newest);
}

function kindOf(field: HTMLElement): FieldKind {
  const type = field.getAttribute('type') ?? 'text';
  if (type === 'hidden') return 'hidden';
  if (field.tagName === 'SELECT' || field.tagName === 'BUTTON') return 'choice';
  return type === 'radio' || type === 'checkbox' ? 'choice' : 'text';
}

/** The first choice, a telephone number, an address, a few words, or what stands there. */
function valueOf(field: HTMLElement, name: string): string {
  if (field.tagName === 'SELECT') {
    const values = field.querySelectorAll('option').map((one) => one.getAttribute('value') ?? '');
    return values.find((value) => value !== '') ?? '';
  }
  if (field.tagName === 'TEXTAREA') return `Det skrev jeg i ${name}.`;
  const type = field.getAttribute('type') ?? 'text';
  if (type === 'tel') return '20 30 40 50';
  if (type === 'email') return 'sofie@eksempel.example';
  if (type === 'text') return field.getAttribute('inputmode') === null ? 'Gik en tur' : '3';
  return field.getAttribute('value') ?? '';
}
