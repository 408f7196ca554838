/** The front page, with the times that the deadline rules promise today. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { NOTHING_PERSONAL } from '../../api/guard';
import { promises } from '../../api/queries/promises';
import { ageWords, weeksWords } from '../../domain/danish';
import { paths } from '../paths';
import { show } from '../shared/show';

async function front(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { rules, answerByAge } = await promises(ctx);
  return show(ctx, asked, 'shared/front', {
    title: 'Gratis behandling for angst og depression på nettet',
    heading: 'Behandling for angst og depression, hvor du er',
    audience: 'public',
    main: {
      promises: {
        answer: weeksWords(rules.screeningAnswer),
        assessment: weeksWords(rules.assessmentClock),
        treatment: weeksWords(rules.treatmentLength),
        byAge: answerByAge.map((one) => ({
          ages: ageWords(one),
          answer: weeksWords(one.rule),
        })),
      },
    },
  });
}

export const frontRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.front.pattern,
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: front,
  },
];
