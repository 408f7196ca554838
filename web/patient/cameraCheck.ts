/** Kamera og lyd tried before the talk, on the patient's own device; nothing of it comes here. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { stateOf } from '../../api/queries/courseState';
import { videoWindow } from '../../domain/appointmentTime';
import { dateTimeWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { show } from '../shared/show';
import { toMyCourse } from './place';

export interface CameraCheckMain {
  /** When the video opens; null: nothing is agreed. */
  readonly opens: string | null;
}

export function cameraCheckMain({ appointment }: CourseState, now: Instant): CameraCheckMain {
  if (!appointment || videoWindow(appointment).until <= now) return { opens: null };
  const { from } = videoWindow(appointment);
  return {
    opens:
      from <= now
        ? 'Videoen er åben nu. Linket er på Mit forløb.'
        : `Linket til videoen kommer på Mit forløb ${dateTimeWords(from, now)}.`,
  };
}

async function page(ctx: Ctx, asked: Asked): Promise<Answer> {
  return show(ctx, asked, 'patient/cameraCheck', {
    title: 'Prøv kamera og lyd',
    back: toMyCourse,
    main: cameraCheckMain(stateOf(asked.course), ctx.now),
  });
}

export const cameraCheckRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.cameraCheck.pattern,
    permission: 'ownCourse',
    audit: 'sawCameraCheck',
    course: 'own',
    handle: page,
  },
];
