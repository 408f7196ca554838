/** The application as it was sent, for the one who wrote it: every question with its answer in words. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { stateOf } from '../../api/queries/courseState';
import { application } from '../../api/queries/application';
import { dateWords } from '../../domain/danish';
import { sendMain, type SendMain } from '../application/send';
import { paths } from '../paths';
import { show } from '../shared/show';
import { toMyCourse } from './place';

export interface SentApplicationMain {
  readonly lead: string;
  readonly sections: SendMain['sections'];
}

async function page(ctx: Ctx, asked: Asked): Promise<Answer> {
  const state = stateOf(asked.course);
  const { submitted } = state.since;
  // Not sent: the application's own pages have it.
  if (!submitted) return { kind: 'redirect', to: paths.application.to() };
  const { sections } = sendMain(await application(ctx, asked.course), state, '');
  const main: SentApplicationMain = {
    lead:
      `Sendt ${dateWords(submitted, ctx.now)}. Svarene kan ikke ændres mere. Er noget forkert, ` +
      'så skriv det i en besked.',
    sections: sections.filter((one) => one.facts.rows.length > 0),
  };
  return show(ctx, asked, 'patient/application', {
    title: 'Din ansøgning, som du sendte den',
    heading: 'Din ansøgning',
    back: toMyCourse,
    main,
  });
}

export const applicationRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.myApplication.pattern,
    permission: 'ownCourse',
    audit: 'sawOwnApplication',
    course: 'own',
    handle: page,
  },
];
