/** In front of a module that is not begun: the week's questionnaires come first, and nobody must. */
import type { Answer, Asked, Ctx } from '../../api/app';
import { stateOf } from '../../api/queries/courseState';
import { measuring, type Measuring } from '../../api/queries/measuring';
import { moduleBegun, type ModuleOfCourse } from '../../api/queries/ownModule';
import { isLegal } from '../../domain/course';
import { isWorkedOn } from '../../domain/programmeState';
import { paths, withQuery } from '../paths';
import { addressOf } from '../shared/formState';
import type { Link } from '../shared/page';
import { show } from '../shared/show';
import { askedWords, whereToAnswer, whyAsked } from './measuresAsked';
import { toMyCourse } from './place';

/** In the query of a module: the patient goes on without having answered. */
const WITHOUT = 'uden-svar';

export interface MeasuresFirstMain {
  readonly heading: string;
  readonly sentences: readonly string[];
  readonly go: Link;
  readonly links: readonly Link[];
}

/**
 * The page instead of the module, or null: nothing is asked, the module is not one to work on now,
 * it is the first one (the way into treatment is never barred), it is begun, or the patient has
 * chosen to go on.
 */
export async function measuresFirst(
  ctx: Ctx,
  asked: Asked,
  { text, at }: ModuleOfCourse,
): Promise<Answer | null> {
  const { course, query } = asked;
  const { programme, stage } = stateOf(course);
  const [first] = programme?.modules ?? [];
  if (!isWorkedOn(at) || !isLegal(stage, 'handIn') || first?.moduleId === at.moduleId) return null;
  if (Object.keys(query).length > 0 || asked.unsent.has(addressOf(asked))) return null;
  const found = await measuring(ctx, course);
  const main = measuresFirstMain(found, text.id);
  if (!main || (await moduleBegun(ctx, course, text.id))) return null;
  return show(ctx, asked, 'patient/measuresFirst', { title: text.title, back: toMyCourse, main });
}

export function measuresFirstMain(
  { asking, values }: Pick<Measuring, 'asking' | 'values'>,
  moduleId: string,
): MeasuresFirstMain | null {
  if (!asking) return null;
  return {
    heading: askedWords(asking),
    sentences: [
      `Modulet er klar til dig. Svar gerne på ugens spørgsmål først. ${whyAsked(asking)}`,
      'Du må springe spørgsmål over. Det, du har begyndt på, kan du altid gå videre med.',
    ],
    go: whereToAnswer(asking, values),
    links: [
      {
        text: 'Gå til modulet uden at svare nu',
        href: withQuery(paths.myModule.to({ module: moduleId }), { [WITHOUT]: '1' }),
      },
    ],
  };
}
