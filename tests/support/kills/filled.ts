/** What a person types into any form of the pages: each question answered, as most would. */
import type { HTMLElement } from 'node-html-parser';
import { ORDINARY, valueOf, WORDS } from '../applicant';
import type { Shown, Typed } from '../visitor';
import { wordsOf } from './person';

export interface Wanted {
  /** By the name of a field; a question without an answer here is answered somehow. */
  readonly fields?: Typed;
  /** What is written wherever words are asked for. */
  readonly words?: string;
  readonly moodItem9?: number;
}

/**
 * Every field in the form with that button, filled in; what stands beside it, the comments at an
 * exercise, is left empty. Throws when there is no such button.
 */
export function filledIn(page: Shown, button: string, wanted: Wanted = {}): Typed {
  const form = formOf(page, button);
  const path = page.at.split('?')[0] ?? '';
  const typed: Record<string, string | string[]> = {};
  for (const field of form.querySelectorAll('input, select, textarea')) {
    const name = field.getAttribute('name');
    if (!name || name in typed) continue;
    const value = valueFor(form, field, { name, path, wanted });
    if (value !== undefined) typed[name] = value;
  }
  return { ...typed, ...wanted.fields };
}

function formOf(page: Shown, button: string): HTMLElement {
  const found = page.root.querySelectorAll('button').find((one) => wordsOf(one) === button);
  const form = found?.closest('form');
  if (!form) throw new Error(`${page.at} has no button "${button}"`);
  return form;
}

/** By what a field takes: a number, or one that is also a time of the clock. */
const NUMBERS: Readonly<Record<string, string>> = { numeric: '4', decimal: '7' };

interface Asked {
  readonly name: string;
  readonly path: string;
  readonly wanted: Wanted;
}

function valueFor(form: HTMLElement, field: HTMLElement, asked: Asked): string | undefined {
  const { name, wanted } = asked;
  if (field.tagName === 'TEXTAREA') return wanted.words ?? WORDS;
  if (field.tagName === 'SELECT') return chosenOf(field, name);
  switch (field.getAttribute('type') ?? 'text') {
    case 'hidden':
    case 'submit':
    // Looks for something on the page; nothing of it is kept.
    case 'search':
      return undefined;
    case 'radio':
      return radioOf(form, asked);
    case 'checkbox':
      return field.getAttribute('value') ?? 'on';
    case 'tel':
      return '20 30 40 50';
    case 'email':
      return 'ansoeger@eksempel.example';
    default:
      return NUMBERS[field.getAttribute('inputmode') ?? ''] ?? 'Gik en tur';
  }
}

function chosenOf(list: HTMLElement, name: string): string {
  if (name === 'municipality') return '0461';
  const options = list.querySelectorAll('option').map((one) => one.getAttribute('value') ?? '');
  return options.find((value) => value !== '') ?? '';
}

function radioOf(form: HTMLElement, { name, path, wanted }: Asked): string {
  const values = form
    .querySelectorAll(`input[name="${name}"]`)
    .map((one) => one.getAttribute('value') ?? '');
  const answers = { ...ORDINARY, moodItem9: wanted.moodItem9 ?? 0 };
  const usual = valueOf(name, path, answers);
  return values.find((value) => value === usual) ?? values[0] ?? '';
}

/** The choices of a list, without the one that says "choose". */
export function choicesOf(page: Shown, name: string): string[] {
  const options = page.root.querySelectorAll(`select[name="${name}"] option`);
  const radios = page.root.querySelectorAll(`input[type="radio"][name="${name}"]`);
  return [...options, ...radios]
    .map((one) => one.getAttribute('value') ?? '')
    .filter((value) => value !== '');
}
