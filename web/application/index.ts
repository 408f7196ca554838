/** The application's rows: the overview, one page a section, and the sending. */
import type { Route } from '../../api/app';
import { paths } from '../paths';
import { bySection } from './bySection';
import { sectionPage, sectionPosted } from './section';
import { sendPage, sendPosted } from './send';
import { taskListPage } from './taskList';

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
