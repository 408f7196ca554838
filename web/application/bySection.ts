/** Which part of the application an address asks for, its last page among them. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import type { SectionId } from '../../domain/application';
import { sectionOf } from './addresses';

interface Handlers {
  readonly send: Route['handle'];
  readonly section: (ctx: Ctx, asked: Asked, id: SectionId) => Promise<Answer>;
}

/** Handles a route with `:section`; an address that nobody has is not found. */
export function bySection({ send, section }: Handlers): Route['handle'] {
  return async (ctx, asked) => {
    const id = sectionOf(asked.params['section']);
    if (id === null) return { kind: 'fail', status: 404, name: 'notFound' };
    return id === 'send' ? send(ctx, asked) : section(ctx, asked, id);
  };
}
