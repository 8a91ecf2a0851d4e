/** Which methods an address takes: one that it does not take is refused as such, and told which it does. */
import findMyWay, { type HTTPMethod } from 'find-my-way';
import { type FastifyInstance } from 'fastify';
import { problem } from '#contracts';
import { PARAM_CHARS_MAX } from './limits.js';
import { sendProblem } from './problem.filter.js';

const nobody = (): void => undefined;

/** Hooks the refusal in: to be called before there are routes, and after `authenticate`, so that strangers learn nothing of them. */
export function refuseOtherMethods(fastify: FastifyInstance): void {
  const addresses = findMyWay({ maxParamLength: PARAM_CHARS_MAX });
  const methods = new Set<HTTPMethod>();
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat() as HTTPMethod[]) {
      methods.add(one);
      if (!addresses.hasRoute(one, url)) addresses.on(one, url, nobody);
    }
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    const taken = request.is404 ? methodsOf(request.url) : [];
    if (taken.length === 0) done();
    else sendProblem(reply, problem('MethodNotAllowed', { expected: taken.join(', ') }), { allow: taken.join(', ') });
  });

  function methodsOf(url: string): readonly HTTPMethod[] {
    const [path = ''] = url.split('?', 1);
    return [...methods].filter((method) => addresses.find(method, path) !== null).sort();
  }
}
