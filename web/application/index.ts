/** The application's rows: the overview, one page a section, and the sending. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import type { SectionId } from '../../domain/application';
import { paths } from '../paths';
import { sectionOf } from './addresses';
import { sectionPage, sectionPosted } from './section';
import { sendPage, sendPosted } from './send';
import { taskListPage } from './taskList';

interface Handlers {
  readonly send: Route['handle'];
  readonly section: (ctx: Ctx, asked: Asked, id: SectionId) => Promise<Answer>;
}

function bySection({ send, section }: Handlers): Route['handle'] {
  return async (ctx, asked) => {
    const id = sectionOf(asked.params['section']);
    if (id === null) return { kind: 'fail', status: 404, name: 'notFound' };
    return id === 'send' ? send(ctx, asked) : section(ctx, asked, id);
  };
}

export const applicationRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.application.pattern,
    permission: 'ownCourse',
    course: 'own',
    audit: 'readApplication',
    handle: taskListPage,
  },
  {
    method: 'get',
    path: paths.applicationSection.pattern,
    permission: 'ownCourse',
    course: 'own',
    audit: 'readApplication',
    handle: bySection({ send: sendPage, section: sectionPage }),
  },
  {
    method: 'post',
    path: paths.applicationSection.pattern,
    permission: 'ownCourse',
    course: 'own',
    audit: 'writeApplication',
    handle: bySection({ send: sendPosted, section: sectionPosted }),
  },
];
