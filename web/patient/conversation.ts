/** What belongs to an agreed conversation: the way into the video, and the file for a calendar. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { stateOf } from '../../api/queries/courseState';
import { ownConversation } from '../../api/queries/ownConversations';
import { ownVideo } from '../../api/queries/ownVideo';
import { isVideoOpen, videoWindow } from '../../domain/appointmentTime';
import { dateTimeWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { calendarFile } from './calendarFile';

/** Nobody but the owner: a time of somebody else's is as unknown here as one that never was. */
async function sendFile(ctx: Ctx, asked: Asked): Promise<Answer> {
  const conversation = await ownConversation(ctx, asked.course, asked.params['appointment'] ?? '');
  if (!conversation) return { kind: 'fail', status: 404, name: 'notFound' };
  const link = `${ctx.app.baseUrl}${paths.myCourse.to()}`;
  return {
    kind: 'file',
    body: calendarFile(conversation, { link, madeAt: ctx.now }),
    type: 'text/calendar; charset=utf-8',
    name: 'samtale.ics',
  };
}

/** On to the meeting while it is open; else back, with when it is. */
async function openVideo(ctx: Ctx, asked: Asked): Promise<Answer> {
  const state = stateOf(asked.course);
  const { appointment } = state;
  const url = await ownVideo(ctx, asked.course);
  if (url && appointment && isVideoOpen(appointment, ctx.now)) return { kind: 'redirect', to: url };
  asked.session.set({ notice: { heading: 'Videoen er ikke åben', text: whyNot(state, ctx.now) } });
  return { kind: 'redirect', to: paths.myCourse.to() };
}

function whyNot({ appointment }: CourseState, now: Instant): string {
  if (!appointment) return 'Der er ikke aftalt en samtale på video.';
  const { from, until } = videoWindow(appointment);
  if (until <= now) return 'Samtalen er forbi.';
  if (from <= now) return 'Linket er ikke klar endnu. Prøv igen om lidt.';
  return `Du kan åbne den fra ${dateTimeWords(from, now)}.`;
}

const route = { method: 'get', permission: 'ownCourse', course: 'own' } as const;
export const conversationRoutes: readonly Route[] = [
  { ...route, path: paths.myCalendarFile.pattern, audit: 'savedOwnTime', handle: sendFile },
  { ...route, path: paths.myVideo.pattern, audit: 'openedOwnVideo', handle: openVideo },
];
