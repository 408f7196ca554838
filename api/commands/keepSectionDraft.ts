/** Keeps what an applicant is typing in a section; it counts as an answer only once it is saved. */
import { readApplication } from '../../db/applications';
import type { CourseRow } from '../../db/courses';
import { saveDraft } from '../../db/drafts';
import { inTransaction } from '../../db/transaction';
import type { SectionId } from '../../domain/application';
import type { Ctx, Form } from '../app';
import { draftName } from '../queries/application';
import { textOf } from './press';
import { sectionForm } from './saveSection';

/** False: the application is sent, there is nothing more to write. */
export async function keepSectionDraft(
  ctx: Ctx,
  course: CourseRow,
  id: SectionId,
  form: Form,
): Promise<boolean> {
  const { courseId, personId } = course;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    if ((await readApplication(tx, courseId))?.submittedAt) return false;
    await saveDraft(tx, {
      courseId,
      personId,
      authorId: personId,
      form: draftName(id),
      at: ctx.now,
      body: { ...sectionForm(id, form), version: textOf(form, 'version') },
    });
    return true;
  });
}
