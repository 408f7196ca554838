/** Which exercise a message is about: by ids in the form and the row, by its title on the page. */
import type { Message, MessageAbout } from '../../db/messages';
import type { CourseState } from '../../domain/state';
import type { App } from '../app';
import { moduleOfCourse } from './ownModule';

export interface AboutExercise extends MessageAbout {
  readonly title: string;
}

/** What a form, or the query of an address, says it is about; null: nothing that the course has. */
export function aboutIn(
  app: Pick<App, 'programmes'>,
  state: CourseState,
  {
    aboutModule,
    aboutExercise,
  }: { readonly aboutModule?: unknown; readonly aboutExercise?: unknown },
): AboutExercise | null {
  const named = typeof aboutModule === 'string' && typeof aboutExercise === 'string';
  return named ? aboutOf(app, state, { aboutModule, aboutExercise }) : null;
}

/** The exercise of a kept message; null: it is about none that the course has. */
export function aboutOf(
  app: Pick<App, 'programmes'>,
  state: CourseState,
  { aboutModule, aboutExercise }: Pick<Message, 'aboutModule' | 'aboutExercise'>,
): AboutExercise | null {
  const found = aboutModule === null ? null : moduleOfCourse(app, state, aboutModule);
  const exercise = found?.text.exercises.find(({ id }) => id === aboutExercise);
  if (!found?.at.open || !exercise) return null;
  return { module: found.text.id, exercise: exercise.id, title: exercise.title };
}
