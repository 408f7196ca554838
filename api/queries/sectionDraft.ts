/** What was typed on a page of the application and not yet saved, and whose window typed it. */
import { z } from 'zod';
import type { CourseRow } from '../../db/courses';
import { draftsNamed, readDraft } from '../../db/drafts';
import { newId } from '../../db/newId';
import { inTransaction, type Tx } from '../../db/transaction';
import { SECTION_IDS, type SectionId } from '../../domain/application';
import { pagesOf, type SectionPage } from '../../domain/applicationPages';
import type { Instant } from '../../domain/ids';
import type { Ctx, Form } from '../app';

const PREFIX = 'application:';

/** The name under which a half-written page is kept. */
export function draftName({ id, key }: Pick<SectionPage, 'id' | 'key'>): string {
  return `${PREFIX}${key ?? id}`;
}

const zTyped = z.record(z.string(), z.string());
export interface SectionDraft {
  readonly typed: Readonly<Record<string, string>>;
  readonly savedAt: Instant;
  /** The version that was on the screen. */
  readonly version: string;
  /** The showing of the page on which it was typed. */
  readonly writer: string;
  /** Another one each time it is kept. */
  readonly stamp: string;
}

/** Null when there is none. */
export async function sectionDraft(
  ctx: Ctx,
  course: CourseRow,
  page: SectionPage,
): Promise<SectionDraft | null> {
  return inTransaction(ctx.app.db, ctx.actor, (tx) => draftOn(tx, course, page));
}

export async function draftOn(
  tx: Tx,
  { courseId, personId }: CourseRow,
  page: SectionPage,
): Promise<SectionDraft | null> {
  const key = { courseId, authorId: personId, form: draftName(page) };
  const found = await readDraft(tx, key, zTyped);
  if (!found) return null;
  const { version = '0', writer = '', stamp = '', ...typed } = found.body;
  return { typed, savedAt: found.savedAt, version, writer, stamp };
}

/** Typed in the same window as the form, or shown to whoever filled the form in. */
export function isOwnDraft({ writer, stamp }: SectionDraft, form: Form): boolean {
  return writer === (form['writer'] ?? '') || stamp === form['seen'];
}

/** What a draft of this form carries beside the answers. */
export function marksOfDraft(form: Form): { writer: string; stamp: string } {
  const { writer } = form;
  return { writer: typeof writer === 'string' ? writer : '', stamp: newId<string>() };
}

/** By section: the page on which something is typed and not saved. */
export type Drafts = ReadonlyMap<SectionId, SectionPage>;

/** The pages on which something is typed and not saved: the first of each section. */
export async function draftPages(ctx: Ctx, { courseId, personId }: CourseRow): Promise<Drafts> {
  const found = await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    draftsNamed(tx, { courseId, authorId: personId, prefix: PREFIX }, zTyped),
  );
  const names = found.map(({ form }) => form);
  const pages = SECTION_IDS.flatMap((id) => {
    const page = pagesOf(id).find((one) => names.includes(draftName(one)));
    return page ? [[id, page] as const] : [];
  });
  return new Map(pages);
}
