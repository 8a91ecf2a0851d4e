/** What happens in a history of deliveries, in any order: plain values, so that a history that fails is made smaller. */
import fc from 'fast-check';
import { type PartyId } from '#domain';
import { type Filter } from '../../apps/projector/src/webhooks/subscription.js';
import { aCase } from '../support/case-builder.js';
import { FOLLOWERS } from './model.js';
import { MOODS, type Mood } from './receivers.js';

/** Of the stories and subscriptions there are then, which one, counted round. */
type Which = number;

export type Command =
  /** The next word of a story. */
  | { readonly kind: 'tell'; readonly story: Which }
  /** The last word once more, after the hub has been ended and begun anew over its folder. */
  | { readonly kind: 'crashHub' }
  | { readonly kind: 'wait'; readonly minutes: number }
  /** The index of the feeds takes so many events. */
  | { readonly kind: 'index'; readonly events: number }
  /** All subscriptions are looked at once. */
  | { readonly kind: 'push' }
  /** The same, and the projector is ended when so much has arrived, before it is answered or after. */
  | { readonly kind: 'crashProjector'; readonly arrival: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'receiver'; readonly which: Which; readonly mood: Mood }
  | { readonly kind: 'subscribe'; readonly party: PartyId; readonly filter: Filter }
  | { readonly kind: 'filter'; readonly which: Which; readonly filter: Filter }
  | { readonly kind: 'rotate' | 'adopt' | 'pause' | 'resume' | 'remove'; readonly which: Which }
  | { readonly kind: 'resend'; readonly which: Which; readonly what: 'dead' | 'last' };

/** Each kind of filter, with what leaves some out. */
const FILTERS: readonly Filter[] = [
  {},
  { types: ['se.hvbhub.placement.changed.v1', 'se.hvbhub.sip.changed.v1'] },
  { types: ['se.hvbhub.placement.registered.v1', 'se.hvbhub.sip.disclosureRecalled.v1'] },
  { placements: ['D1', 'D3', 'D4'].map((label) => aCase(label).placementId) },
  { legalBases: ['SoL'] },
  { legalBases: ['LVU'] },
  { regions: ['20'] },
  { regions: ['21'] },
];

const which = fc.nat(19);
/** Half of them ask for all. */
const filter = fc.oneof(fc.constant<Filter>({}), fc.constantFrom(...FILTERS));
const of = <K extends Command['kind'], V extends object>(
  kind: K,
  more: { readonly [P in keyof V]: fc.Arbitrary<V[P]> },
) => fc.record({ kind: fc.constant(kind), ...more });

/** Ten minutes, two hours, and what is longer than the longest pause between two attempts. */
const WAITS_MINUTES = [1, 10, 120, 780];

const someCommand = fc.oneof(
  { weight: 16, arbitrary: of('tell', { story: which }) },
  { weight: 10, arbitrary: of('index', { events: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 18, arbitrary: of('push', {}) },
  { weight: 5, arbitrary: of('wait', { minutes: fc.constantFrom(...WAITS_MINUTES) }) },
  { weight: 8, arbitrary: of('receiver', { which, mood: fc.constantFrom(...MOODS) }) },
  { weight: 4, arbitrary: of('receiver', { which, mood: fc.constant('takes' as const) }) },
  {
    weight: 4,
    arbitrary: of('crashProjector', {
      arrival: fc.integer({ min: 1, max: 6 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
  { weight: 1, arbitrary: of('crashHub', {}) },
  { weight: 1, arbitrary: of('subscribe', { party: fc.constantFrom(...FOLLOWERS), filter }) },
  { weight: 2, arbitrary: of('filter', { which, filter }) },
  { weight: 2, arbitrary: of('rotate', { which }) },
  { weight: 2, arbitrary: of('adopt', { which }) },
  { weight: 2, arbitrary: of('pause', { which }) },
  { weight: 3, arbitrary: of('resume', { which }) },
  { weight: 1, arbitrary: of('remove', { which }) },
  { weight: 2, arbitrary: of('resend', { which, what: fc.constantFrom('dead' as const, 'last' as const) }) },
) as fc.Arbitrary<Command>;

/** A history: who subscribes from its beginning, by which filter, and what happens. */
export interface History {
  readonly filters: readonly Filter[];
  readonly commands: readonly Command[];
}

export const someHistory = (length: { readonly min: number; readonly max: number }): fc.Arbitrary<History> =>
  fc.record({
    filters: fc.array(filter, { minLength: FOLLOWERS.length, maxLength: FOLLOWERS.length }),
    commands: fc.array(someCommand, { minLength: length.min, maxLength: length.max }),
  });
