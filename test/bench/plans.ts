/** What the clients of a load ask, request by request: each client speaks of cases of its own, in the order in which they happen. */
import { type CannonRequest } from 'autocannon';
import { addDays, type Day } from '#domain';
import { MEDIA_TYPES, partyOfSource } from '#contracts';
import { FIRST_SEED } from './big-log.js';
import { caseOf, type WireEvent } from './cases.js';
import { seeded } from './seeded.js';

export type Plan =
  /** One event a request, `cases` whole cases one after the other. */
  | { readonly send: 'events'; readonly seed: number; readonly cases: number }
  /** Batches of `size` events, each of another case; `rounds` such groups of cases. */
  | { readonly send: 'batches'; readonly seed: number; readonly size: number; readonly rounds: number }
  /** One view over and over. */
  | { readonly send: 'one view'; readonly path: string; readonly by: string; readonly count: number }
  /** Views of cases of the long log, of any day; by an auditor unless said. */
  | {
      readonly send: 'views';
      readonly seed: number;
      readonly by?: string;
      readonly count: number;
      readonly among: number;
    };

/** Seeds of one client of one round lie together and meet nobody else's. */
const SEEDS_PER_CLIENT = 2_000;
const VIEWS = ['responsibility', 'costs', 'deadlines', 'findings'] as const;
const DAYS_ASKED = 500;

type Tokens = Readonly<Record<string, string>>;

/** The requests of one client. */
export function requestsOf(plan: Plan, client: number, tokens: Tokens): readonly CannonRequest[] {
  if (plan.send === 'one view') {
    return Array.from({ length: plan.count }, () => viewAsked(plan.path, tokens[plan.by]));
  }
  const seed = plan.seed + client * SEEDS_PER_CLIENT;
  switch (plan.send) {
    case 'events':
      return toldCases(seed, plan.cases).flatMap((events) =>
        events.map((event) => post(event.source, tokens, MEDIA_TYPES.structured, event)),
      );
    case 'batches':
      return Array.from({ length: plan.rounds }, (_, round) =>
        batchesOf(toldCases(seed + round * plan.size, plan.size)).map((batch) =>
          post(batch[0]?.source ?? '', tokens, MEDIA_TYPES.batch, batch),
        ),
      ).flat();
    case 'views':
      return viewsOf(plan, seed, tokens);
  }
}

/** The same step of every case makes a batch: all of one party, each of another case. */
export function batchesOf(cases: readonly (readonly WireEvent[])[]): readonly (readonly WireEvent[])[] {
  const steps = Math.min(...cases.map((events) => events.length));
  return Array.from({ length: steps }, (_, step) => cases.flatMap((events) => events.slice(step, step + 1)));
}

/** So many cases from a seed on, each in the order told. */
export function toldCases(seed: number, count: number): readonly (readonly WireEvent[])[] {
  return Array.from({ length: count }, (_, index) => caseOf(seed + index).acts.flat());
}

function post(source: string, tokens: Tokens, mediaType: string, body: unknown): CannonRequest {
  const token = tokens[partyOfSource(source)];
  return {
    method: 'POST',
    path: '/v1/events',
    headers: { 'content-type': mediaType, authorization: `Bearer ${token ?? ''}` },
    body: JSON.stringify(body),
  };
}

const viewAsked = (path: string, token = ''): CannonRequest => ({
  ...{ method: 'GET', path, headers: { authorization: `Bearer ${token}` } },
});

function viewsOf(
  { count, among, by = 'auditor' }: { readonly count: number; readonly among: number; readonly by?: string },
  seed: number,
  tokens: Tokens,
): readonly CannonRequest[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const { placementId } = caseOf(FIRST_SEED + random.integer(among));
    const asOf = addDays('2025-08-01' as Day, random.integer(DAYS_ASKED));
    const path = `/v1/placements/${placementId}/${random.pick(VIEWS)}?asOf=${asOf}`;
    return viewAsked(path, tokens[by]);
  });
}
