/** The load, in a process of its own: a bounded number of requests, made before the first is sent. Loopback only. */
import autocannon, { type CannonRequest, type CannonResult } from 'autocannon';
import { nowMs } from '../duel.js';
import { requestsOf, type Plan } from '../plans.js';
import { answerParent } from './child.js';

export interface LoadQuestion {
  readonly url: string;
  readonly clients: number;
  readonly plan: Plan;
  readonly tokens: Readonly<Record<string, string>>;
}

export interface LoadAnswer {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const TIMEOUT_S = 60;
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost):/;

answerParent(async ({ url, clients, plan, tokens }: LoadQuestion): Promise<LoadAnswer> => {
  if (!LOOPBACK.test(url)) throw new Error('the load is for this machine alone');
  const plans = Array.from({ length: clients }, (_, client) => requestsOf(plan, client, tokens));
  const amount = plans.reduce((sum, requests) => sum + requests.length, 0);
  const times: number[] = [];
  let begun = 0;
  const result = await new Promise<CannonResult>((resolve, reject) => {
    begun = nowMs();
    let next = 0;
    const setupClient = (client: { setRequests(requests: readonly CannonRequest[]): void }): void => {
      client.setRequests(plans[next++] ?? []);
    };
    const load = autocannon({ url, connections: clients, amount, timeout: TIMEOUT_S, setupClient }, (error, done) => {
      if (error) reject(error);
      else resolve(done);
    });
    load.on('response', (_client: unknown, _status: unknown, _bytes: unknown, ms: number) => times.push(ms));
  });
  const seconds = (nowMs() - begun) / 1000;
  if (result['2xx'] !== amount || result.errors > 0) {
    throw new Error(`${amount} requests: ${result['2xx']} well, ${result.non2xx} not, ${result.errors} without answer`);
  }
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.floor(times.length * part)] ?? Number.NaN;
  return { requests: amount, perSecond: amount / seconds, p50: at(0.5), p99: at(0.99) };
});
