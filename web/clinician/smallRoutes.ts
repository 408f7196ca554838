/** Small addresses of a course: "Fortryd", drafts being typed, letters as they were sent. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { keepDraft } from '../../api/commands/keepDraft';
import { undoDecision } from '../../api/commands/undoDecision';
import { stateOf } from '../../api/queries/courseState';
import { NOTHING_PERSONAL } from '../../api/guard';
import { sentLetter } from '../../api/queries/courseOverview';
import {
  capital,
  dateTimeWords,
  DELIVERY_NAMES,
  refusalWords,
  timeWords,
} from '../../domain/danish';
import { asId, isUuid, type DeliveryId } from '../../domain/ids';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { aheadOf } from '../shared/ahead';
import { show } from '../shared/show';
import { showCourse } from './coursePage';
import { letterFrame } from './letterPage';
import { waitingAt } from './parts';

/** A page with a waiting decision asks here; once it is released, this leads to the course. */
async function stillWaiting(ctx: Ctx, asked: Asked): Promise<Answer> {
  const again = waitingAt(stateOf(asked.course));
  const course = paths.course.to({ course: asked.course.courseId });
  if (!again) return { kind: 'redirect', to: course };
  return show(ctx, asked, 'clinician/undo', {
    title: 'Afgørelsen venter',
    narrow: true,
    refreshTo: again,
    ahead: aheadOf(stateOf(asked.course), 'staff', ctx.now),
    main: { again, course },
  });
}

async function undo(ctx: Ctx, asked: Asked): Promise<Answer> {
  const outcome = await undoDecision(ctx, asked.course, asked.form);
  const to = paths.course.to({ course: asked.course.courseId });
  return afterPress(ctx, asked, outcome, {
    to,
    notice: {
      heading: 'Afgørelsen er fortrudt',
      text: 'Opgaven er åben igen, og der er ikke sendt noget.',
    },
    keeps: false,
    // There is no form to show again: the course says what holds now.
    again: async (errors, status) => {
      // The course's own notice of the decision that waits would hide a notice about this press.
      if (status === 503) return { kind: 'fail', status, name: 'notUndone' };
      const why = errors[''] ?? refusalWords('stale');
      asked.session.set({ notice: { heading: 'Der blev ikke fortrudt noget', text: why } });
      return { kind: 'redirect', to };
    },
  });
}

async function draft(ctx: Ctx, asked: Asked): Promise<Answer> {
  const kept = await keepDraft(ctx, asked.course, asked.params['form'] ?? '', asked.form);
  if (!kept) return { kind: 'fail', status: 404, name: 'notFound' };
  return { kind: 'json', body: { saved: `Kladden er gemt ${timeWords(ctx.now)}` } };
}

async function letter(ctx: Ctx, asked: Asked): Promise<Answer> {
  const id = asked.params['letter'] ?? '';
  const found = isUuid(id) ? await sentLetter(ctx, asked.course, asId<DeliveryId>(id)) : undefined;
  if (!found) return { kind: 'fail', status: 404, name: 'notFound' };
  const { delivery } = found;
  const when = delivery.deliveredAt ?? delivery.sentAt;
  return showCourse(ctx, asked, 'clinician/sentLetter', {
    title: DELIVERY_NAMES[delivery.kind],
    main: {
      status: when
        ? `${capital(delivery.deliveredAt ? 'modtaget' : 'sendt')} ${dateTimeWords(when, ctx.now)}.`
        : 'Brevet er ikke sendt endnu.',
      letter: letterFrame({ ...found.letter, by: delivery.partner ?? 'Ikke sendt endnu' }),
    },
  });
}

export const smallRoutes: readonly Route[] = [
  {
    // Asked every other second while a decision waits, and shows nothing about the person.
    method: 'get',
    path: paths.undoDecision.pattern,
    permission: 'seeCourse',
    audit: NOTHING_PERSONAL,
    course: 'overview',
    handle: stillWaiting,
  },
  {
    method: 'post',
    path: paths.undoDecision.pattern,
    permission: 'screen',
    audit: 'undidDecision',
    course: 'param',
    handle: undo,
  },
  {
    // What the writer types goes to the writer's own draft at each pause; nothing is shown.
    method: 'post',
    path: paths.courseDraft.pattern,
    permission: 'seeClinicalText',
    audit: NOTHING_PERSONAL,
    course: 'param',
    handle: draft,
  },
  {
    method: 'get',
    path: paths.courseLetter.pattern,
    permission: 'seeClinicalText',
    audit: 'readLetter',
    course: 'param',
    handle: letter,
  },
];
