/** Rounds of one kind over an installation: something is told, something befalls its deliveries, and in the end all must have come. */
import { MEDIA_TYPES } from '#contracts';
import { seeded, type Seeded } from '../../bench/seeded.js';
import { openReceiver, type Strike } from '../../deliveries/receivers.js';
import { aCase, PLACING_PARTY, REGION, uuid } from '../../support/case-builder.js';
import { type Compared } from '../../support/feed-recomputed.js';
import { aSip, GUARDIAN } from '../../support/sip-builder.js';
import { dalarnaEvents, eventsOf, sayerOf, type WireEvent } from '../../support/wire-events.js';
import { type Wrong } from '../checks.js';
import { foundOf } from './found.js';
import { KINDS, type KindName } from './kinds.js';
import { subscriber, until, type FeedItem, type Subscriber } from './subscribers.js';
import { BEGINS, type DeliveryWorld } from './worlds.js';

export const PARTIES = [PLACING_PARTY, REGION] as const;
const CASES = 3;
const MS_PER_MINUTE = 60_000;

export interface DeliveryRound {
  readonly kind: KindName;
  readonly happened: string;
  /** Entries that were to come, what arrived, and how often something that had been taken came again under its id. */
  readonly entries: number;
  readonly arrivals: number;
  readonly again: number;
  readonly wrong: Wrong;
}

/** What the rounds of a kind came to. */
export interface DeliveriesPlayed {
  readonly world: string;
  readonly kind: KindName;
  readonly rounds: readonly DeliveryRound[];
}

/** When something is to be done: at so many arrivals from now, before the last of them is answered or after. */
interface Strikes {
  count: number;
  when: 'before' | 'after';
  act: () => void;
}

export interface DeliveryBattery {
  readonly world: DeliveryWorld;
  readonly play: (kind: KindName, rounds: number, seed: number) => Promise<DeliveriesPlayed>;
  /** When all is played: every row of the feeds is told again by its own version, and all else is made anew. */
  readonly compare: () => Promise<Compared>;
  readonly stop: () => Promise<void>;
}

/** Opens receivers, and an installation that may go to them; its parties have agreed and subscribe. */
export async function openDeliveries(
  worldOf: (places: readonly string[]) => Promise<DeliveryWorld>,
): Promise<DeliveryBattery> {
  const strikes: { next: Strikes | null } = { next: null };
  const round = { number: 0 };
  const strike: Strike = (when) => {
    const { next } = strikes;
    if (next?.when !== when) return;
    next.count -= 1;
    if (next.count > 0) return;
    strikes.next = null;
    next.act();
  };
  const receivers = await Promise.all(PARTIES.map(() => openReceiver({ step: () => round.number, strike })));
  const world = await worldOf(receivers.map(({ door }) => door.place));
  await say(world, dalarnaEvents());
  const subscribers = PARTIES.map((party, at) => subscriber(world, party, receivers[at]!));
  for (const one of subscribers) await one.subscribe();
  const clock = { at: BEGINS };
  const of: Playing = { ...{ world, subscribers, strikes, round, clock }, known: PARTIES.map(() => 0) };
  return {
    world,
    play: (kind, rounds, seed) => playKind(of, { kind, rounds, seed }),
    compare: () => compare(of),
    stop: async () => {
      await world.stop();
      for (const { receiver } of subscribers) await receiver.close();
    },
  };
}

interface Playing {
  readonly world: DeliveryWorld;
  readonly subscribers: readonly Subscriber[];
  readonly strikes: { next: Strikes | null };
  readonly round: { number: number };
  readonly clock: { at: string };
  /** Up to which number each feed has been read. */
  readonly known: number[];
}

interface Asked {
  readonly kind: KindName;
  readonly rounds: number;
  readonly seed: number;
}

async function playKind(of: Playing, { kind, rounds, seed }: Asked): Promise<DeliveriesPlayed> {
  const played: DeliveryRound[] = [];
  for (let number = 0; number < rounds; number += 1)
    played.push(await playRound(of, kind, { random: seeded(seed + number), label: `${seed}-${kind}-${number}` }));
  return { world: of.world.name, kind, rounds: played };
}

async function compare(of: Playing): Promise<Compared> {
  const before = await feedsOf(of);
  const { rows, wrong } = await of.world.madeAnew();
  const isSame = JSON.stringify(before) === JSON.stringify(await feedsOf(of));
  const moved = isSame ? [] : ['the feeds are others when all else is made anew'];
  return { rows, wrong: [...wrong, ...moved, ...(await wrongTopics(of))] };
}

const feedsOf = ({ subscribers }: Playing): Promise<readonly (readonly FeedItem[])[]> =>
  Promise.all(subscribers.map(({ feed }) => feed()));

async function playRound(
  of: Playing,
  kind: KindName,
  { random, label }: { readonly random: Seeded; readonly label: string },
): Promise<DeliveryRound> {
  const { world, subscribers, strikes, round, clock } = of;
  // What time has brought since the last round is none of this.
  for (const one of subscribers) await one.untilThrough();
  const from = await Promise.all(subscribers.map(async ({ feed }, at) => lengthOf(of, at, await feed(of.known[at]))));
  round.number += 1;
  let isStruck = false;
  const happened = await KINDS[kind].befall({
    ...{ world, subscribers, random, from },
    tell: () => sayAll(world, storiesOf(label)),
    later: (minutes) => {
      clock.at = new Date(Date.parse(clock.at) + minutes * MS_PER_MINUTE).toISOString();
      return world.moveTo(clock.at);
    },
    onArrival: (count, act) =>
      new Promise((resolve) => {
        isStruck = true;
        const when = random.next() < 0.5 ? 'before' : 'after';
        strikes.next = {
          count,
          when,
          act: () => {
            act();
            resolve();
          },
        };
      }),
  });
  for (const one of subscribers) await one.untilThrough();
  const found = await Promise.all(
    subscribers.map(async (one, at) =>
      foundOf(one, { items: await one.feed(from[at]), from: from[at] ?? 0, isStruck, round: round.number }),
    ),
  );
  const sum = (field: 'entries' | 'arrivals' | 'again'): number => found.reduce((all, one) => all + one[field], 0);
  return {
    ...{ kind, happened, entries: sum('entries'), arrivals: sum('arrivals'), again: sum('again') },
    wrong: found.flatMap(({ wrong }) => wrong),
  };
}

function lengthOf({ known }: Playing, at: number, more: readonly FeedItem[]): number {
  const length = (known[at] ?? 0) + more.length;
  known[at] = length;
  return length;
}

/** Cases, a SIP with a consent, and one of which the consent is withdrawn: each a stream, in its order. */
const storiesOf = (label: string): readonly (readonly WireEvent[])[] => [
  ...Array.from({ length: CASES }, (_, n) =>
    eventsOf(
      aCase(`${label}-${n}`)
        .emergency({}, { at: '2026-01-10' })
        .started('2026-01-15')
        .proposed('2026-01-20', {}, { at: '2026-01-20', by: REGION, of: `${label}-${n}` })
        .childHeard('2026-01-21'),
    ),
  ),
  ...[false, true].map((isWithdrawn) => {
    const consentId = uuid(`consent/${label}/${isWithdrawn}`);
    const sip = aSip(`${label}-${isWithdrawn}`).needed().consent('2026-01-12', { consentId }).childHeard('2026-01-16');
    return eventsOf(isWithdrawn ? sip.withdrawn('2026-02-02', GUARDIAN, { consentId }, { at: '2026-02-02' }) : sip);
  }),
];

const sayAll = async (world: DeliveryWorld, streams: readonly (readonly WireEvent[])[]): Promise<void> => {
  await Promise.all(streams.map((events) => say(world, events)));
};

/** Each until it is acknowledged: what was not, as where the hub has been killed, is said again. */
async function say(world: DeliveryWorld, events: readonly WireEvent[]): Promise<void> {
  for (const event of events) {
    const ask = async (): Promise<string> => {
      const { hub, as } = world.running();
      const headers = { 'content-type': MEDIA_TYPES.structured, ...(await as(sayerOf(event))) };
      const answer = await fetch(`${hub}/v1/events`, { method: 'POST', headers, body: JSON.stringify(event) });
      return `${answer.status} ${await answer.text()}`;
    };
    const answer = await until(ask, (text) => !text.startsWith('5'));
    if (!/^202 .*"(accepted|duplicate)"/s.test(answer)) throw new Error(`${event.type}: ${answer}`);
  }
}

/** In the topics each number is of the same event. */
async function wrongTopics({ world, subscribers }: Playing): Promise<Wrong> {
  const { topics } = world;
  if (!topics) return [];
  const wrong = subscribers.map(async ({ party, feed }) => {
    const [told, items] = [await topics(party), await feed()];
    return items.flatMap((item) => {
      const id = told.get(item.sequence);
      return 'gone' in item || id === item.eventId
        ? []
        : [`${party}: ${item.sequence} is ${id ?? 'nothing'} in its topic`];
    });
  });
  return (await Promise.all(wrong)).flat();
}
