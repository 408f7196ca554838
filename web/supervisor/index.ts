/** The supervisor pages' rows. */
import type { Route } from '../../api/app';
import { paths } from '../paths';
import { incidentRoutes } from './incidents';
import { publicTextRoutes } from './publicTexts';
import { runningCoursePage, superviseCourseAnswer } from './runningCourse';
import { runningCoursesPage } from './runningCourses';

export const supervisorRoutes: readonly Route[] = [
  {
    // The list names many people: each opening of one of them is logged where it happens.
    method: 'get',
    path: paths.runningCourses.pattern,
    permission: 'superviseCourses',
    audit: 'sawRunningCourses',
    handle: runningCoursesPage,
  },
  {
    method: 'get',
    path: paths.runningCourse.pattern,
    permission: 'superviseCourses',
    audit: 'sawCourseOverview',
    course: 'overview',
    handle: runningCoursePage,
  },
  {
    method: 'post',
    path: paths.runningCourse.pattern,
    permission: 'endCourse',
    audit: 'steppedIntoCourse',
    course: 'overview',
    handle: superviseCourseAnswer,
  },
  ...incidentRoutes,
  ...publicTextRoutes,
];
