/** What befalls deliveries, each kind by its name: to who pushes, to where it keeps what is to be pushed, or to who receives. */
import { type Seeded } from '../../bench/seeded.js';
import { type Mood, type Receiver } from '../../deliveries/receivers.js';
import { type Subscriber } from './subscribers.js';
import { type DeliveryWorld } from './worlds.js';

/** What a round has at hand. */
export interface Befalling {
  readonly world: DeliveryWorld;
  readonly subscribers: readonly Subscriber[];
  readonly random: Seeded;
  /** The last number of each feed before the round. */
  readonly from: readonly number[];
  /** Tells what is told in the round; resolves when all of it is acknowledged. */
  readonly tell: () => Promise<void>;
  /** The clock of the story, so many minutes on. */
  readonly later: (minutes: number) => Promise<void>;
  /** Resolves when so much more has arrived at a receiver, with `act` done as the last of it came and before that is answered. */
  readonly onArrival: (count: number, act: () => void) => Promise<void>;
}

export interface Kind {
  /** False where it needs an engine that the world has not. */
  readonly isFor: (world: DeliveryWorld) => boolean;
  /** Resolves, with what happened in words, when all is well again. */
  readonly befall: (befalling: Befalling) => Promise<string>;
}

/** Arrivals after which something happens at the latest. */
const ARRIVALS_MAX = 12;
const MINUTES_OF_AN_HOUR = 60;
const MINUTES_A_STEP = 5;
/** Until what has failed for an hour is tried next, at the longest. */
const LONGEST_PAUSE_MINUTES = 125;

const anywhere = (): boolean => true;
const become = (receivers: readonly Receiver[], mood: Mood): Promise<unknown> =>
  Promise.all(receivers.map((receiver) => receiver.become(mood)));
const of = (subscribers: readonly Subscriber[]): readonly Receiver[] => subscribers.map(({ receiver }) => receiver);

/** Who pushes is killed while something is on its way: not answered yet, and taken at the same moment. */
const killed: Kind = {
  isFor: anywhere,
  befall: async ({ world, random, tell, onArrival }) => {
    const count = 1 + random.integer(ARRIVALS_MAX);
    const telling = tell();
    await onArrival(count, world.kill);
    // The hub may be gone with it: what it had not acknowledged is said again.
    await Promise.all([telling, world.startAgain()]);
    return `killed at arrival ${count}`;
  },
};

const withoutDatabase: Kind = {
  isFor: ({ restartDatabase }) => restartDatabase !== undefined,
  befall: async ({ world, random, tell, onArrival }) => {
    const count = 1 + random.integer(ARRIVALS_MAX);
    const way = random.next() < 0.5 ? 'kill' : 'stop';
    const telling = tell();
    let restarted: Promise<void> | undefined;
    await onArrival(count, () => {
      restarted = world.restartDatabase?.(way);
    });
    await Promise.all([telling, restarted]);
    return `${way}, start at arrival ${count}`;
  },
};

/** Nothing is answered until the attempt is given up; then all is well. */
const hanging: Kind = {
  isFor: anywhere,
  befall: async ({ subscribers, tell, later }) => {
    await become(of(subscribers), 'hangs');
    await tell();
    await Promise.all(subscribers.map((subscriber) => subscriber.untilFailed('timeout')));
    await become(of(subscribers), 'takes');
    await later(MINUTES_A_STEP);
    return 'given up after its time';
  },
};

/** 500 for an hour of the story, tried again and again meanwhile. */
const failing: Kind = {
  isFor: anywhere,
  befall: async ({ subscribers, tell, later }) => {
    await become(of(subscribers), 'fails');
    await tell();
    await Promise.all(subscribers.map((subscriber) => subscriber.untilFailed('status 500')));
    for (let minutes = 0; minutes < MINUTES_OF_AN_HOUR; minutes += MINUTES_A_STEP) {
      await later(MINUTES_A_STEP);
      await Promise.all(subscribers.map((subscriber) => subscriber.untilTried()));
    }
    await become(of(subscribers), 'takes');
    await later(LONGEST_PAUSE_MINUTES);
    const attempts = of(subscribers).map(
      ({ arrivals }) => arrivals.filter(({ answer }) => answer === 'refused').length,
    );
    return `refused ${attempts.reduce((sum, one) => sum + one, 0)} times`;
  },
};

/** 200, and the connection is dropped within the answer; every other receiver has lost what it said it had taken. */
const lying: Kind = {
  isFor: anywhere,
  befall: async ({ subscribers, tell, from }) => {
    const [first, ...others] = of(subscribers);
    await become(others, 'takesAndDrops');
    if (first) await first.become('forgets');
    await tell();
    await Promise.all(subscribers.map((subscriber) => subscriber.untilThrough()));
    await become(of(subscribers), 'takes');
    const asked = await Promise.all(subscribers.map((subscriber, at) => subscriber.askForTheLost(from[at] ?? 0)));
    return `${asked.reduce((sum, one) => sum + one, 0)} asked for anew`;
  },
};

export const KINDS = {
  'who pushes is killed in mid-delivery': killed,
  'PostgreSQL is restarted': withoutDatabase,
  'a receiver hangs': hanging,
  'a receiver answers 500 for an hour': failing,
  'a receiver answers 200 and drops the connection': lying,
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;
