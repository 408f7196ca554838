/** Keeps what an applicant is typing in a section; it counts as an answer only once it is saved. */
import { readApplication } from '../../db/applications';
import type { CourseRow } from '../../db/courses';
import { dropDraft, lockDraft, saveDraft } from '../../db/drafts';
import { inTransaction } from '../../db/transaction';
import type { SectionPage } from '../../domain/applicationPages';
import { FIRST_STAGE } from '../../domain/course';
import type { Ctx, Form } from '../app';
import { draftName, draftOn, isOwnDraft, marksOfDraft } from '../queries/sectionDraft';
import { textOf } from './press';
import { pageForm } from './saveSection';

export type DraftKept =
  | 'kept'
  /** The application is sent, or the course is over: there is nothing more to write. */
  | 'closed'
  /** Another window writes on the same page; its draft stays as it is. */
  | 'elsewhere';

/** `writer` in the form: which showing of the page types; `seen`: the draft it was shown. */
export async function keepSectionDraft(
  ctx: Ctx,
  course: CourseRow,
  page: SectionPage,
  form: Form,
): Promise<DraftKept> {
  const { courseId, personId } = course;
  if (course.stage !== FIRST_STAGE) return 'closed';
  const draft = { courseId, authorId: personId, form: draftName(page) };
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const application = await readApplication(tx, courseId);
    if (application?.submittedAt) return 'closed';
    await lockDraft(tx, draft);
    const standing = await draftOn(tx, course, page);
    if (standing && !isOwnDraft(standing, form)) return 'elsewhere';
    const typed = pageForm(page, form);
    const saved = application?.answers[page.id] ?? {};
    // A draft of what is saved would look like something that is not.
    if (Object.entries(typed).every(([name, text]) => saved[name] === text)) {
      await dropDraft(tx, draft);
      return 'kept';
    }
    const body = {
      ...typed,
      version: textOf(form, 'version'),
      ...marksOfDraft(form),
    };
    await saveDraft(tx, { ...draft, personId, at: ctx.now, body });
    return 'kept';
  });
}
