/** The buttons of the practice bar. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { moveClock, type ClockMoved } from '../../api/commands/moveClock';
import { NOTHING_PERSONAL } from '../../api/guard';
import { dateTimeWords } from '../../domain/danish';
import { ownAddress, paths } from '../paths';

export const clockRoutes: readonly Route[] = [
  {
    method: 'post',
    path: paths.practiceClock.pattern,
    permission: 'practice',
    audit: NOTHING_PERSONAL,
    practiceOnly: true,
    handle: pressed,
  },
];

async function pressed(ctx: Ctx, asked: Asked): Promise<Answer> {
  const moved = await moveClock(ctx, asked.form);
  if (moved.kind === 'unknown') return { kind: 'fail', status: 404, name: 'notFound' };
  const notice = noticeOf(ctx, moved);
  if (notice) asked.session.set({ notice });
  return { kind: 'redirect', to: ownAddress(asked.form['back']) };
}

function noticeOf(ctx: Ctx, moved: ClockMoved): { heading: string; text: string } | null {
  switch (moved.kind) {
    case 'jumping':
      return {
        heading: 'Uret springer allerede',
        text: `Det er på vej til ${dateTimeWords(moved.to, ctx.now)}. Vent, til det er fremme.`,
      };
    case 'noDeadline':
      return {
        heading: 'Uret blev stående',
        text: 'Forløbet har ingen frist, der løber. Brug en af de andre knapper.',
      };
    case 'unavailable':
      return {
        heading: 'Forløbene fik det ikke at vide',
        text: 'Temporal svarer ikke lige nu. Prøv igen om lidt.',
      };
    default:
      return null;
  }
}
