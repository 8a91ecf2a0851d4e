/** Plays a history: each command in its turn, told to the model as it is done, until at last all is well and at rest. */
import { type PartyId, type Uuid } from '#domain';
import { change, subscribe, unsubscribe } from '../../apps/projector/src/webhooks/manage-subscriptions.js';
import { resend } from '../../apps/projector/src/webhooks/resend.js';
import { type Filter } from '../../apps/projector/src/webhooks/subscription.js';
import { dalarnaEvents, type WireEvent } from '../support/wire-events.js';
import { type Command, type History } from './commands.js';
import { emptyModel, feedOf, FOLLOWERS, timePassed, wasTold, type Model } from './model.js';
import { openReceiver } from './receivers.js';
import { allStories, type Story } from './stories.js';
import {
  crashHub,
  crashProjector,
  dayAfter,
  indexSome,
  letGoTo,
  moreOf,
  openWorld,
  push,
  say,
  waitMinutes,
  type Follower,
  type World,
} from './world.js';

/** Looks until all is at rest, at most. */
const LOOKS_MAX = 2_000;
const INDEXED_AT_ONCE = 500;
const FOR_EVER = Number.POSITIVE_INFINITY;

/** Signed by a key that the receiver does not believe, and whether it had to: the key had been replaced long enough. */
export interface Unbelieved {
  readonly follower: number;
  readonly wasDue: boolean;
}

export interface Played {
  readonly world: World;
  readonly model: Model;
  readonly stories: readonly Story[];
  readonly unbelieved: Unbelieved[];
  last: readonly WireEvent[];
}

export async function play({ filters, commands }: History): Promise<Played> {
  const world = await openWorld();
  const played: Played = { ...{ world, model: emptyModel(), stories: allStories(), unbelieved: [], last: [] } };
  for (const [at, party] of FOLLOWERS.entries()) await begin(played, party, filters[at] ?? {});
  await world.hub.tell(dalarnaEvents());
  await timeOf(played);
  for (const command of commands) {
    world.step += 1;
    await take(played, command);
  }
  world.step += 1;
  await bringToRest(played);
  return played;
}

async function timeOf({ model, world }: Played): Promise<void> {
  timePassed(model, await moreOf(world));
}

/** Subscribes; a receiver of its own knows the key. */
async function begin(played: Played, party: PartyId, filter: Filter): Promise<void> {
  const { world } = played;
  const receiver = await openReceiver({
    step: () => world.step,
    strike: (when) => {
      if (world.strike?.when !== when) return;
      world.strike.arrival -= 1;
      if (world.strike.arrival === 0) world.projector.ended.abort();
    },
  });
  letGoTo(receiver);
  const made = (await subscribe(world.projector.deps, party, { url: receiver.door.url, filter })) as Made;
  const at = world.followers.length;
  const follower: Follower = {
    ...{ id: made.id, party, receiver, key: 0, pauses: [], resumed: [], removed: FOR_EVER },
    keys: [{ secret: made.secret, from: world.hub.time.now() }],
    filters: [{ after: made.since, filter, step: world.step }],
  };
  receiver.door.keys = [made.secret];
  receiver.door.onUnbelieved = () => {
    played.unbelieved.push({ follower: at, wasDue: isSuperseded(world, follower) });
  };
  world.followers.push(follower);
}

interface Made {
  readonly id: Uuid;
  readonly secret: string;
  readonly since: number;
}

/** By the guide a former key signs for a day more, and two sign at most. */
const FORMER_MS = 86_400_000;
function isSuperseded({ hub: { time } }: World, { keys, key }: Follower): boolean {
  const next = keys[key + 1];
  if (!next) return false;
  return keys.length - 1 - key > 1 || Date.parse(time.now()) - Date.parse(next.from) >= FORMER_MS;
}

/** What each kind of command does. */
const TAKE: {
  readonly [K in Command['kind']]: (played: Played, command: Command & { readonly kind: K }) => Promise<void>;
} = {
  tell: (played, { story }) => tell(played, story),
  crashHub: async (played) => {
    await crashHub(played.world);
    if (played.last.length > 0) await say(played.world, played.last, 'duplicate');
    await timeOf(played);
  },
  wait: async (played, { minutes }) => {
    await waitMinutes(played.world, minutes);
    await timeOf(played);
  },
  index: async ({ world }, { events }) => {
    await indexSome(world, events);
  },
  push: async ({ world }) => {
    await push(world);
  },
  crashProjector: async ({ world }, { arrival, when }) => {
    world.strike = { arrival, when };
    await push(world);
    world.strike = null;
    await crashProjector(world);
    for (const { receiver } of world.followers) await receiver.caughtUp();
    // Who was broken off may not have heard the answer.
    for (const { receiver } of world.followers)
      for (const one of receiver.arrivals) if (one.step === world.step) one.answer = 'unsure';
  },
  receiver: async ({ world }, { which, mood }) => {
    await ofThose(world, which)?.receiver.become(mood);
    await settled(world);
  },
  subscribe: (played, { party, filter }) => begin(played, party, filter),
  filter: async ({ world }, { which, filter }) => {
    const follower = ofThose(world, which);
    if (!follower) return;
    const { since } = await changed(world, follower, { filter });
    follower.filters.push({ after: since, filter, step: world.step });
  },
  rotate: async ({ world }, { which }) => {
    const follower = ofThose(world, which);
    if (!follower) return;
    const { secret } = await changed(world, follower, { rotateSecret: true });
    follower.keys.push({ secret, from: world.hub.time.now() });
  },
  adopt: ({ world }, { which }) => {
    const follower = ofThose(world, which);
    if (follower) adopt(follower);
    return Promise.resolve();
  },
  pause: async ({ world }, { which }) => {
    const follower = ofThose(world, which);
    if (follower) await pause(world, follower);
  },
  resume: async ({ world }, { which }) => {
    const follower = ofThose(world, which);
    if (follower) await resume(world, follower);
  },
  remove: async ({ world }, { which }) => {
    const follower = ofThose(world, which);
    if (!follower) return;
    await unsubscribe(world.projector.deps, follower.party, follower.id);
    follower.removed = world.step;
  },
  resend: async ({ world }, { which, what }) => {
    const follower = ofThose(world, which);
    if (!follower) return;
    const last = follower.receiver.arrivals.at(-1)?.sequence ?? 1;
    await sendAgain(world, follower, what === 'dead' ? { dead: true } : { sequences: [last] });
  },
};

const take = (played: Played, command: Command): Promise<void> =>
  (TAKE[command.kind] as (played: Played, command: Command) => Promise<void>)(played, command);

/** Of the subscriptions that there are. */
function ofThose({ followers }: World, which: number): Follower | undefined {
  const standing = followers.filter(({ removed }) => removed === FOR_EVER);
  return standing[which % Math.max(1, standing.length)];
}

async function tell(played: Played, which: number): Promise<void> {
  const { world, model, stories } = played;
  const story = stories[which % stories.length];
  const telling = story?.next(dayAfter(world));
  const [first] = telling?.events ?? [];
  if (!story || !telling || !first) return;
  await world.hub.time.moveTo(first.time as never);
  await timeOf(played);
  await say(world, telling.events, 'accepted');
  wasTold(model, story, { telling, events: await moreOf(world), step: world.step });
  played.last = telling.events;
}

const changed = async ({ projector }: World, { party, id }: Follower, asked: object): Promise<Made> =>
  (await change(projector.deps, { party, id }, asked as never)) as Made;

function adopt(follower: Follower): void {
  follower.key = follower.keys.length - 1;
  follower.receiver.door.keys = [follower.keys[follower.key]?.secret ?? ''];
}

async function pause(world: World, follower: Follower): Promise<void> {
  await changed(world, follower, { status: 'paused' });
  if (follower.pauses.at(-1)?.to !== FOR_EVER) follower.pauses.push({ from: world.step, to: FOR_EVER });
}

async function resume(world: World, follower: Follower): Promise<void> {
  await changed(world, follower, { status: 'active' });
  const last = follower.pauses.at(-1);
  if (last?.to === FOR_EVER) last.to = world.step;
  follower.resumed.push(world.step);
}

/** As its owner does: counted first, and confirmed. */
async function sendAgain({ projector }: World, { party, id }: Follower, what: object): Promise<void> {
  const of = { party, id };
  const { count } = (await resend(projector.deps, of, what as never)) as { readonly count: number };
  await resend(projector.deps, of, { ...what, confirm: count });
}

/** What hung has been broken off: that is an attempt that failed. */
async function settled(world: World): Promise<void> {
  const { way } = world.projector;
  while (way.works.size > world.followers.reduce((sum, { receiver }) => sum + receiver.hanging(), 0))
    await new Promise((resolve) => setTimeout(resolve, 1));
}

/** Every receiver is well and believes the newest key, every owner has its subscription go on, and asks for what it has not. */
async function bringToRest(played: Played): Promise<void> {
  const { world } = played;
  while (await indexSome(world, INDEXED_AT_ONCE));
  const standing = world.followers.filter(({ removed }) => removed === FOR_EVER);
  for (const follower of standing) {
    await follower.receiver.become('takes');
    await settled(world);
    adopt(follower);
    // What its receiver has asked for, and when it is tried next, begins anew with a pause.
    await pause(world, follower);
    await resume(world, follower);
    await sendAgain(world, follower, { dead: true });
  }
  await pushToTheEnd(world, standing);
  world.step += 1;
  for (const follower of standing) await askForTheLost(played, follower);
  await pushToTheEnd(world, standing);
}

async function pushToTheEnd(world: World, standing: readonly Follower[]): Promise<void> {
  for (let looks = 0; await isMore(world, standing); looks += 1) {
    if (looks > LOOKS_MAX) throw new Error(`not at rest: ${JSON.stringify(await world.projector.deps.store.all())}`);
    await push(world);
  }
}

async function isMore({ projector: { deps } }: World, standing: readonly Follower[]): Promise<boolean> {
  for (const { id, party } of standing) {
    const known = await deps.store.get(party, id);
    const last = (await deps.index.last([party])).get(party) ?? 0;
    const { waiting, dead } = await deps.store.standing(id);
    if (dead > 0) throw new Error(`${id} has ${dead} that died, of a receiver that takes`);
    if (known?.status !== 'active' || known.through < last || waiting > 0) return true;
  }
  return false;
}

/** A receiver that has forgotten reads its feed, and sees by the numbers what it has not. */
async function askForTheLost({ world, model }: Played, follower: Follower): Promise<void> {
  const { arrivals } = follower.receiver;
  const kept = new Set(arrivals.filter(({ isKept }) => isKept).map(({ sequence }) => sequence));
  const lost = arrivals.filter(({ sequence }) => !kept.has(sequence)).map(({ sequence }) => sequence);
  const sequences = [...new Set(lost)].filter((one) => one <= feedOf(model, follower.party).length);
  if (sequences.length > 0) await sendAgain(world, follower, { sequences });
}
