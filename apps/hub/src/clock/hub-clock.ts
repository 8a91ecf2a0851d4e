/** Says what time brings: on each day the cases that are due are judged anew, and what has waited too long is given back. */
import { type Clock, type StreamName } from '#contracts';
import { type Day, type Instant } from '#domain';
import { type EventLog } from '#event-log';
import { type Follower } from '#follow';
import { type Judge, type Outlook } from '../judge/judge.js';
import { type StreamQueues } from '../judge/stream-queues.js';
import { type WaitingRoom } from '../state/waiting-room.port.js';
import { type DueIndex } from './due-index.port.js';
import { beginningOf } from './stockholm-midnight.js';

/** Streams judged side by side: they share their commits. */
const SIDE_BY_SIDE_MAX = 64;
/** How long a story waits for the index before it is told that the hub does not keep up. */
const CAUGHT_UP_MS_MAX = 60_000;

export interface HubClockDeps {
  readonly log: Pick<EventLog, 'head'>;
  readonly clock: Clock;
  readonly judge: Pick<Judge, 'say'>;
  readonly queues: StreamQueues;
  readonly index: DueIndex;
  readonly follower: Pick<Follower, 'caughtUp'>;
  readonly room: Pick<WaitingRoom, 'streamsExpired' | 'nextExpiryAfter'>;
  /** Judges what waits on a stream, or gives it back. */
  readonly waiting: (stream: StreamName) => Promise<void>;
  /** Once a day, and at start: destroys what has been kept long enough. */
  readonly sweep: (now: Instant) => Promise<void>;
}

export interface HubClock {
  /** Does all that is due by now, and all that is queued; resolves when nothing is left. Calls at once share one run. */
  run(): Promise<void>;
  /** The next instant after `after` at which time itself brings something; undefined for none. */
  nextHalt(after: Instant): Promise<Instant | undefined>;
  /** Done for the day: nothing due on or before today, nothing queued. */
  idle(): Promise<boolean>;
}

/** The index did not come up to the log in time. */
export class ClockBehind extends Error {
  override readonly name = 'ClockBehind';
}

export function hubClock(deps: HubClockDeps): HubClock {
  let running: Promise<void> | null = null;
  // Runs asked for while one was under way, which may have passed what the one who asks has in mind.
  let asked = 0;
  let sweptOn: Day | null = null;

  const all = async (): Promise<void> => {
    await catchUp(deps);
    for (;;) {
      const askedBefore = asked;
      const today = deps.clock.today();
      if (sweptOn !== today) {
        await deps.sweep(deps.clock.now());
        sweptOn = today;
      }
      await giveBackExpired(deps);
      await drain(deps);
      // What was just said may have moved an agreement, and so queued more.
      await catchUp(deps);
      if (asked === askedBefore && (await isIdle(deps))) return;
    }
  };

  return {
    run: () => {
      asked += 1;
      running ??= all().finally(() => {
        running = null;
      });
      return running;
    },
    nextHalt: async (after) => {
      await catchUp(deps);
      const today = deps.clock.today();
      const days = [await deps.index.firstDayAfter(today), await deps.room.nextExpiryAfter(today)];
      const [day] = days.filter((one) => one !== null).sort();
      const instant = day === undefined ? undefined : beginningOf(day);
      return instant !== undefined && instant > after ? instant : undefined;
    },
    idle: () => isIdle(deps),
  };
}

async function isIdle({ index, clock }: HubClockDeps): Promise<boolean> {
  return (await index.dueBy(clock.today(), 1)).length === 0 && (await index.queued(1)).length === 0;
}

async function catchUp({ log, follower }: HubClockDeps): Promise<void> {
  if (!(await follower.caughtUp(await log.head(), CAUGHT_UP_MS_MAX)))
    throw new ClockBehind('the index is behind the log');
}

async function giveBackExpired({ room, clock, waiting }: HubClockDeps): Promise<void> {
  for (const stream of await room.streamsExpired(clock.today())) await waiting(stream);
}

/** Case after case until neither the day nor the queue has one left. */
async function drain(deps: HubClockDeps): Promise<void> {
  const { index, clock } = deps;
  for (;;) {
    const queued = await index.queued(SIDE_BY_SIDE_MAX);
    if (queued.length === 0) break;
    await sayOnAll(
      deps,
      queued.map(({ stream }) => stream),
    );
    await index.done(queued);
  }
  for (;;) {
    const due = await index.dueBy(clock.today(), SIDE_BY_SIDE_MAX);
    if (due.length === 0) break;
    await sayOnAll(deps, due);
  }
}

/** The index learns at once what the cases now wait for, so that they are not due twice; where one fails, of the others. */
async function sayOnAll(deps: HubClockDeps, streams: readonly StreamName[]): Promise<void> {
  const said = await Promise.allSettled(streams.map((stream) => sayOn(deps, stream)));
  await deps.index.keep(said.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
  const failed = said.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

async function sayOn({ queues, judge, clock }: HubClockDeps, stream: StreamName): Promise<Outlook> {
  const today = clock.today();
  const outlook = await queues.run(stream, () => judge.say(stream));
  if (outlook.nextOn !== null && outlook.nextOn <= today && today === clock.today()) {
    throw new Error(`${stream} is due again on ${outlook.nextOn} though it was judged on ${today}`);
  }
  return outlook;
}
