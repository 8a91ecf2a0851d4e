/** What is wrong with what has come to the receivers of a history, held against the model of it. */
import { machineOf } from '#access';
import { type PartyId } from '#domain';
import { answerFeed } from '../../apps/projector/src/feed/answer-feed.js';
import { noted } from '../../apps/projector/src/views/noted.js';
import { type Played } from './history.js';
import { feedOf, FOLLOWERS, type Said } from './model.js';
import { type Arrival } from './receivers.js';
import { nameOf, wanted, type Wanted } from './wanted.js';
import { type Follower } from './world.js';

/** In words; nothing is as it should be. */
export type Wrong = readonly string[];

const FEED_MAX = 1_000;

/** All that is wrong. */
export async function examine(played: Played): Promise<Wrong> {
  const { world, unbelieved } = played;
  const feeds = await Promise.all(FOLLOWERS.map((party) => wrongFeed(played, party)));
  return [
    ...world.defects.map((defect) => `defect: ${String(defect)}`),
    ...feeds.flat(),
    ...unbelieved
      .filter(({ wasDue }) => !wasDue)
      .map(({ follower }) => `${follower}: signed by no key that still holds`),
    ...world.followers.flatMap((follower, at) => wrongFor(played, follower).map((what) => `${at}: ${what}`)),
  ];
}

/** The index has what the model says, by number; and its page what may still be told of. */
async function wrongFeed({ world, model }: Played, party: PartyId): Promise<Wrong> {
  const { deps } = world.projector;
  const feed = feedOf(model, party);
  const indexed = await deps.index.page(party, 0, FEED_MAX);
  const last = new Map<string, number>();
  const expected = feed.map(({ event: { position, stream } }, at) => {
    const previous = last.get(stream) ?? null;
    last.set(stream, at + 1);
    return `${at + 1} ${position} ${stream} after ${previous}`;
  });
  const found = indexed.map(
    ({ sequence, position, stream, previous }) => `${sequence} ${position} ${stream} after ${previous}`,
  );
  const eyes = { caller: machineOf(party), noted: noted(), at: world.hub.time.now() };
  const keeper = { index: deps.index, caughtUp: () => Promise.resolve(true), position: () => world.projector.at };
  const asked = { ...deps, log: world.kept.log, feed: keeper as never };
  const { items } = await answerFeed(asked, { limit: String(FEED_MAX) }, eyes, machineOf(party));
  const told = items.map((item) => ('gone' in item ? 'gone' : item.type));
  return [
    ...differences(`the feed of ${party}`, found, expected),
    ...differences(
      `the page of ${party}`,
      told,
      feed.map((said) => (said.gone.has(party) ? 'gone' : nameOf(said))),
    ),
  ];
}

function differences(what: string, found: readonly string[], expected: readonly string[]): Wrong {
  const at = Array.from({ length: Math.max(found.length, expected.length) }, (_, n) => n).find(
    (n) => found[n] !== expected[n],
  );
  return at === undefined ? [] : [`${what}: at ${at} ${found[at] ?? 'nothing'}, not ${expected[at] ?? 'nothing'}`];
}

/** A subscription with all that is to be held against it. */
interface Held {
  readonly played: Played;
  readonly follower: Follower;
  readonly feed: readonly Said[];
}

function wrongFor(played: Played, follower: Follower): Wrong {
  const held: Held = { played, follower, feed: feedOf(played.model, follower.party) };
  const { arrivals } = follower.receiver;
  return [
    ...arrivals.flatMap((arrival) => wrongArrival(held, arrival)),
    ...wrongOrder(held),
    ...takenTwice(arrivals),
    ...afterGone(held),
    ...(follower.removed === Number.POSITIVE_INFINITY ? missing(held) : []),
  ];
}

/** By the filter that holds for a number. */
function wantedAt({ played, follower, feed }: Held, sequence: number): Wanted {
  const filter = follower.filters.findLast(({ after }) => after < sequence)?.filter;
  const said = feed[sequence - 1];
  return filter && said ? wanted(played.model, { filter, said, party: follower.party }) : 'not';
}

/** By any filter that there has been: what is sent anew was wanted by that of its time, or is by today's. */
const wantedOnce = ({ played, follower }: Held, said: Said): boolean =>
  follower.filters.some(({ filter }) => wanted(played.model, { filter, said, party: follower.party }) !== 'not');

function wrongArrival(held: Held, arrival: Arrival): Wrong {
  const { follower, feed } = held;
  const { sequence, step, received, isResent } = arrival;
  const said = feed[sequence - 1];
  if (!said) return [`${sequence} came, which is no number of its feed`];
  const what = `${sequence} (${said.event.type}, step ${step})`;
  const isWanted = isResent ? wantedOnce(held, said) : wantedAt(held, sequence) !== 'not';
  const id = `${follower.id}_${sequence}`;
  const faults: readonly (readonly [isWrong: boolean, why: string])[] = [
    [received.event['id'] !== said.event.eventId, 'is of another event'],
    [received.event['type'] !== nameOf(said), `is called ${String(received.event['type'])}`],
    [isResent ? !received.id.startsWith(`${id}_`) : received.id !== id, `is delivery ${received.id}`],
    ['position' in received.event || 'data' in received.event, 'is not thin'],
    [step > goneAfter(said, follower.party), 'came when it might be told of no more'],
    [!isWanted, 'was not asked for'],
    [follower.pauses.some(({ from, to }) => step > from && step < to), 'came in a pause'],
    [step > follower.removed, 'came when nobody subscribed'],
    ...(isResent ? [] : [[!isPreviousRight(held, arrival), `names ${arrival.previous} before it`] as const]),
  ];
  return faults.filter(([isWrong]) => isWrong).map(([, why]) => `${what} ${why}`);
}

/** The one before of its case that the subscription was to have, by its filter then: none that never comes, and none left out. */
function isPreviousRight(held: Held, { sequence, previous, step }: Arrival): boolean {
  const { played, follower, feed } = held;
  const filters = follower.filters.filter((one) => one.step <= step);
  const { after = 0, filter = {} } = filters.at(-1) ?? {};
  const stream = feed[sequence - 1]?.event.stream;
  const before = feed
    .slice(after, sequence - 1)
    .map((said, at) => ({ said, number: after + at + 1 }))
    .filter(({ said }) => said.event.stream === stream && goneAfter(said, follower.party) >= step)
    .map(({ said, number }) => ({ number, how: wanted(played.model, { filter, said, party: follower.party }) }));
  const surely = before.findLast(({ how }) => how === 'must')?.number;
  const perhaps = before.filter(({ how, number }) => how === 'may' && number > (surely ?? 0));
  return previous === surely || perhaps.some(({ number }) => number === previous);
}

const goneAfter = ({ gone }: Said, party: PartyId): number => gone.get(party) ?? Number.POSITIVE_INFINITY;

/** Of a case in order: what comes again comes before the next, and nothing comes first that stands later. */
function wrongOrder({ follower, feed }: Held): Wrong {
  const { arrivals } = follower.receiver;
  const last = new Map<string, number>();
  const wrong = arrivals.flatMap(({ sequence, isResent }) => {
    if (isResent) return [];
    const stream = feed[sequence - 1]?.event.stream ?? '';
    const before = last.get(stream) ?? 0;
    last.set(stream, sequence);
    return sequence < before ? [`${sequence} came after ${before} of its case`] : [];
  });
  return [...wrong, ...firstOutOfOrder(arrivals, feed)];
}

function firstOutOfOrder(arrivals: readonly Arrival[], feed: readonly Said[]): Wrong {
  const seen = new Set<number>();
  const highest = new Map<string, number>();
  return arrivals.flatMap(({ sequence }) => {
    if (seen.has(sequence)) return [];
    seen.add(sequence);
    const stream = feed[sequence - 1]?.event.stream ?? '';
    const before = highest.get(stream) ?? 0;
    highest.set(stream, Math.max(before, sequence));
    return sequence < before ? [`${sequence} came for the first time after ${before} of its case`] : [];
  });
}

/** Under one id nothing comes again that has been answered to be taken. */
function takenTwice(arrivals: readonly Arrival[]): Wrong {
  const taken = new Set<string>();
  return arrivals.flatMap(({ received: { id }, answer }) => {
    const isTwice = taken.has(id);
    if (answer === 'taken') taken.add(id);
    return isTwice ? [`${id} came again, and had been taken`] : [];
  });
}

/** A receiver that has answered to be gone (410) is left alone until its owner has it go on. */
function afterGone({ follower: { receiver, resumed } }: Held): Wrong {
  const goneAt = receiver.arrivals.filter(({ answer }) => answer === 'gone').map(({ step }) => step);
  return receiver.arrivals.flatMap(({ step, sequence }) =>
    goneAt.some((gone) => step > gone && !resumed.some((on) => on >= gone && on <= step))
      ? [`${sequence} came in step ${step} to who had answered to be gone`]
      : [],
  );
}

/** What it was to have and has not; what it had and has lost has come again, where it still asks for it. */
function missing(held: Held): Wrong {
  const { played, follower, feed } = held;
  const { arrivals } = follower.receiver;
  const [came, kept] = [arrivals, arrivals.filter(({ isKept }) => isKept)].map(
    (some) => new Set(some.map(({ sequence }) => sequence)),
  ) as [Set<number>, Set<number>];
  const { filter } = follower.filters.at(-1)!;
  return feed.flatMap((said, at) => {
    const sequence = at + 1;
    if (said.gone.has(follower.party) || wantedAt(held, sequence) !== 'must') return [];
    const what = `${sequence} (${said.event.type})`;
    if (!came.has(sequence)) return [`${what} never came`];
    const isAskedStill = wanted(played.model, { filter, said, party: follower.party }) === 'must';
    return isAskedStill && !kept.has(sequence) ? [`${what} was lost`] : [];
  });
}
