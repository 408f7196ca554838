/** Every route of the clinic's pages. */
import type { Route } from '../../api/app';
import { adjustRoutes } from './adjust';
import { assessmentRoutes } from './assessment';
import { closingRoutes } from './closing';
import { closingTimeRoutes } from './closingTime';
import { correctionRoutes } from './correction';
import { courseRoutes } from './course';
import { courseMapRoutes } from './courseMap';
import { coursesRoutes } from './courses';
import { dutyRosterRoutes } from './dutyRoster';
import { epicriseRoutes } from './epicrise';
import { flagRoutes } from './flag';
import { messageRoutes } from './messages';
import { moduleRoutes } from './module';
import { newTimeRoutes } from './newTime';
import { progressRoutes } from './progress';
import { screeningRoutes } from './screening';
import { smallRoutes } from './smallRoutes';
import { unlockRoutes } from './unlock';
import { worklistRoutes } from './worklist';

export const clinicianRoutes: readonly Route[] = [
  ...worklistRoutes,
  ...dutyRosterRoutes,
  ...coursesRoutes,
  ...courseRoutes,
  ...courseMapRoutes,
  ...screeningRoutes,
  ...assessmentRoutes,
  ...newTimeRoutes,
  ...moduleRoutes,
  ...progressRoutes,
  ...messageRoutes,
  ...adjustRoutes,
  ...closingRoutes,
  ...closingTimeRoutes,
  ...epicriseRoutes,
  ...flagRoutes,
  ...correctionRoutes,
  ...unlockRoutes,
  ...smallRoutes,
];
