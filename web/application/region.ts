/** The region that a saved municipality belongs to today. */
import type { Ctx } from '../../api/app';
import type { Application } from '../../api/queries/application';
import { valueOf } from '../../domain/application';
import { copenhagenDate } from '../../domain/calendar';
import { regionOf } from '../../domain/regions';

/** Its name; null while no municipality is saved. */
export function regionToday(ctx: Ctx, { answers }: Pick<Application, 'answers'>): string | null {
  const municipality = valueOf(answers['aboutYou'], 'municipality');
  return regionOf(municipality, copenhagenDate(ctx.now))?.name ?? null;
}
