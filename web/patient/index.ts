/** Every page of a patient's own course. */
import type { Route } from '../../api/app';
import { applicationRoutes } from './application';
import { cameraCheckRoutes } from './cameraCheck';
import { closingRoutes } from './closing';
import { closingTimeRoutes } from './closingTime';
import { consentRoutes } from './consents';
import { conversationRoutes } from './conversation';
import { dateRoutes } from './dates';
import { detailRoutes } from './details';
import { diaryRoutes } from './diary';
import { diaryEntryRoutes } from './diaryEntry';
import { followUpRoutes } from './followUp';
import { measuresRoutes } from './measures';
import { goalRoutes } from './goals';
import { homeRoutes } from './home';
import { letterRoutes } from './letters';
import { messageRoutes } from './messages';
import { moduleRoutes } from './module';
import { planRoutes } from './plan';
import { progressRoutes } from './progress';
import { readerRoutes } from './readers';
import { sayWrongRoutes } from './sayWrong';
import { summaryRoutes } from './summary';
import { timeRoutes } from './time';
import { withdrawRoutes } from './withdraw';

export const patientRoutes: readonly Route[] = [
  ...homeRoutes,
  ...applicationRoutes,
  ...timeRoutes,
  ...conversationRoutes,
  ...cameraCheckRoutes,
  ...dateRoutes,
  ...moduleRoutes,
  ...diaryRoutes,
  ...diaryEntryRoutes,
  ...progressRoutes,
  ...goalRoutes,
  ...planRoutes,
  ...messageRoutes,
  ...closingRoutes,
  ...closingTimeRoutes,
  ...letterRoutes,
  ...consentRoutes,
  ...followUpRoutes,
  ...measuresRoutes,
  ...detailRoutes,
  ...readerRoutes,
  ...sayWrongRoutes,
  ...summaryRoutes,
  ...withdrawRoutes,
];
