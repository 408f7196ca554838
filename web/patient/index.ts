/** Every page of a patient's own course. */
import type { Route } from '../../api/app';
import { applicationRoutes } from './application';
import { closingRoutes } from './closing';
import { consentRoutes } from './consents';
import { followUpRoutes } from './followUp';
import { homeRoutes } from './home';
import { letterRoutes } from './letters';
import { messageRoutes } from './messages';
import { moduleRoutes } from './module';
import { readerRoutes } from './readers';
import { timeRoutes } from './time';
import { withdrawRoutes } from './withdraw';

export const patientRoutes: readonly Route[] = [
  ...homeRoutes,
  ...applicationRoutes,
  ...timeRoutes,
  ...moduleRoutes,
  ...messageRoutes,
  ...closingRoutes,
  ...letterRoutes,
  ...consentRoutes,
  ...followUpRoutes,
  ...readerRoutes,
  ...withdrawRoutes,
];
