/** One party that posts the largest bodies on a few connections, one after the other, and comes back at once whatever it is told. */
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { MEDIA_TYPES } from '#contracts';
import { LARGE_BODIES, type LargeBody } from '../large-bodies.js';
import { answerParent } from './child.js';

export type FloodQuestion =
  | {
      readonly ask: 'begin';
      readonly url: string;
      readonly token: string;
      readonly body: LargeBody;
      readonly connections: number;
      readonly seed: number;
    }
  /** Ends it; gives how many were answered, by status. */
  | { readonly ask: 'end' };

type Beginning = Extract<FloodQuestion, { ask: 'begin' }>;

const SEEDS_PER_BODY = 1_000;
const counts: Record<string, number> = {};
const stop = new AbortController();
let floods: Promise<unknown> = Promise.resolve();

function post({ url, token }: Beginning, agent: Agent, body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...{ authorization: `Bearer ${token}`, 'content-type': MEDIA_TYPES.batch, 'content-length': body.byteLength },
    };
    const sent = request(`${url}/v1/events`, { method: 'POST', agent, headers }, (answer) => {
      text(answer).then(() => {
        const status = String(answer.statusCode);
        counts[status] = (counts[status] ?? 0) + 1;
        resolve();
      }, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function flood(beginning: Beginning, bodies: () => Buffer): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  while (!stop.signal.aborted) {
    await post(beginning, agent, bodies()).catch(() => {
      counts['broken off'] = (counts['broken off'] ?? 0) + 1;
    });
  }
  agent.destroy();
}

/** Bodies that are the same are made once; of those that are taken each is another. */
function bodiesOf({ body, seed }: Beginning, connection: number): () => Buffer {
  if (body !== 'a thousand events, all taken') {
    const same = Buffer.from(LARGE_BODIES[body](seed));
    return () => same;
  }
  let next = seed + connection * SEEDS_PER_BODY * SEEDS_PER_BODY;
  return () => Buffer.from(LARGE_BODIES[body]((next += SEEDS_PER_BODY)));
}

answerParent(async (question: FloodQuestion): Promise<unknown> => {
  if (question.ask === 'begin') {
    const connections = Array.from({ length: question.connections }, (_, at) => at);
    floods = Promise.all(connections.map((at) => flood(question, bodiesOf(question, at))));
    return null;
  }
  stop.abort();
  await floods;
  return counts;
});
