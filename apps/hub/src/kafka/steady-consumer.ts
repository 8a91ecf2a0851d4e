/**
 * A consumer that is always there: made anew when a party's topic comes or goes, when it crashes for good, and when it
 * stands still. Where that does not help it gives up aloud, so that whoever runs the process can start it again.
 */
import { partiesWith, topicOf } from '#contracts';
import {
  faultCodeOf,
  unansweredSayer,
  type Assignment,
  type Broker,
  type BrokerFaultCode,
  type Consumer,
  type ConsumeOptions,
  type Doubt,
} from '#engines';
import { type Logger } from '#http';
import { stallWatch, type Look } from './stall-watch.js';

export interface SteadyOptions {
  readonly broker: Pick<Broker, 'topics' | 'progress' | 'consume'>;
  readonly group: string;
  readonly partitionsAtOnce: number;
  readonly take: ConsumeOptions['take'];
  /** How often new topics are looked for. */
  readonly topicsEveryMs: number;
  /** Records that are there, and none of them read for so long: the consumer has stopped without saying so. */
  readonly stallMs: number;
  readonly logger: Logger;
  /** All topics of the broker, each time they are looked at. */
  readonly onTopics: (topics: readonly string[]) => void;
  readonly onLook: (look: Pick<Look, 'lag' | 'standsMs'>) => void;
  readonly onRebuilt: (cause: RebuildCause) => void;
  /** Called once, when a consumer made anew after a failure fails again with nothing read in between. */
  readonly giveUp: (error: Error) => void;
}

export type RebuildCause = 'topics' | 'crash' | 'stall';

export interface SteadyConsumer {
  /** True while the broker answers and the group has given this consumer its share. */
  ready(): boolean;
  /** What keeps the broker from being had, null where it is had. */
  missing(): BrokerFaultCode | null;
  /** To be told whenever something was done with. */
  progressed(): void;
  /** Finishes the batches at hand, commits, leaves the group. */
  stop(): Promise<void>;
}

/** Something is there to be read, and the consumer stands still. */
export class ConsumerStalled extends Error {
  override readonly name = 'ConsumerStalled';
}

/** Looks in a row that the broker has not answered before one no longer counts on it. */
const UNANSWERED_MAX = 3;
const LOOKS_PER_STALL = 4;
const RETRY_MS = 1_000;

interface Steady {
  readonly options: SteadyOptions;
  readonly watch: ReturnType<typeof stallWatch>;
  readonly stopping: AbortController;
  consumer: Consumer | null;
  topics: readonly string[] | null;
  /** Null until the group has given this consumer its share, and after a crash. */
  assigned: Assignment | null;
  crash: Error | null;
  /** Monotonic milliseconds since when it has its share, or has gone wrong. */
  wellSinceMs: number;
  /** False from a failure until something is done with, or until nothing has gone wrong for as long as a stall takes. */
  mayFail: boolean;
  unanswered: number;
  missing: BrokerFaultCode | null;
  gaveUp: boolean;
  wake: () => void;
}

export function steadyConsumer(options: SteadyOptions): SteadyConsumer {
  const steady: Steady = {
    options,
    watch: stallWatch(),
    stopping: new AbortController(),
    consumer: null,
    topics: null,
    assigned: null,
    crash: null,
    wellSinceMs: performance.now(),
    mayFail: true,
    unanswered: 0,
    missing: null,
    gaveUp: false,
    wake: () => undefined,
  };
  const ended = run(steady);
  return {
    ready: () => !steady.gaveUp && steady.unanswered < UNANSWERED_MAX && hasItsShare(steady),
    missing: () => steady.missing,
    progressed: () => {
      steady.mayFail = true;
    },
    stop: async () => {
      steady.stopping.abort();
      steady.wake();
      await ended;
    },
  };
}

const hasItsShare = ({ topics, assigned }: Steady): boolean =>
  topics !== null && (topics.length === 0 || assigned !== null);

async function run(steady: Steady): Promise<void> {
  const { stallMs, topicsEveryMs, logger } = steady.options;
  const say = unansweredSayer(logger);
  const everyMs = Math.min(topicsEveryMs, stallMs / LOOKS_PER_STALL);
  while (!isOver(steady)) {
    try {
      await lookOnce(steady);
      steady.unanswered = 0;
      if (hasItsShare(steady)) steady.missing = null;
      await pause(steady, everyMs);
    } catch (error) {
      steady.unanswered += 1;
      steady.missing = faultCodeOf(error);
      say(error, performance.now());
      await pause(steady, Math.min(everyMs, RETRY_MS));
    }
  }
  await endConsumer(steady);
}

const isOver = ({ stopping, gaveUp }: Steady): boolean => stopping.signal.aborted || gaveUp;

/** Throws where the broker does not answer. */
async function lookOnce(steady: Steady): Promise<void> {
  const { crash, options } = steady;
  if (crash && faultCodeOf(crash) !== 'BrokerAway') await endRefused(steady, crash);
  if (crash) return afterFailure(steady, 'crash', crash);
  const all = await options.broker.topics();
  options.onTopics(all);
  const topics = partiesWith('submissions', all)
    .map((party) => topicOf('submissions', party))
    .sort();
  if (steady.consumer === null || topics.join() !== steady.topics?.join()) {
    if (steady.consumer !== null) options.onRebuilt('topics');
    await rebuild(steady, topics);
    return;
  }
  await lookForStall(steady, topics);
}

/** What somebody must set right at the broker is tried until they have: making the consumer anew sooner does not help. */
async function endRefused(steady: Steady, crash: Error): Promise<never> {
  steady.crash = null;
  await endConsumer(steady);
  throw crash;
}

async function lookForStall(steady: Steady, topics: readonly string[]): Promise<void> {
  const { broker, group, stallMs, onLook } = steady.options;
  const progress = await broker.progress(group, topics);
  const now = performance.now();
  const { assigned } = steady;
  // One that has no share answers for all: others that have theirs move on.
  const isMine = (topic: string, partition: number): boolean =>
    assigned === null || (assigned.get(topic)?.includes(partition) ?? false);
  const { lag, stalledMs, standsMs } = steady.watch.look(progress, isMine, now);
  onLook({ lag, standsMs });
  if (stalledMs >= stallMs) {
    await afterFailure(steady, 'stall', new ConsumerStalled(`nothing was read for ${Math.round(stalledMs)} ms`));
  } else if (assigned !== null && lag === 0 && now - steady.wellSinceMs >= stallMs) steady.mayFail = true;
}

async function afterFailure(steady: Steady, cause: RebuildCause, error: Error): Promise<void> {
  const { logger, giveUp, onRebuilt } = steady.options;
  if (!steady.mayFail) {
    steady.gaveUp = true;
    logger.error({ err: error, cause }, 'the consumer fails again with nothing read in between: giving up');
    giveUp(error);
    return;
  }
  logger.error({ err: error, cause }, 'the consumer is made anew');
  steady.mayFail = false;
  onRebuilt(cause);
  await rebuild(steady, steady.topics ?? []);
}

async function rebuild(steady: Steady, topics: readonly string[]): Promise<void> {
  const { broker, group, partitionsAtOnce, take } = steady.options;
  await endConsumer(steady);
  steady.crash = null;
  steady.topics = topics;
  steady.wellSinceMs = performance.now();
  if (topics.length === 0 || isOver(steady)) return;
  steady.consumer = await broker.consume({
    ...{ group, topics, partitionsAtOnce },
    take: async (batch) => {
      const outcome = await take(batch);
      // It is not the consumer that stands still.
      if (outcome !== 'taken') steady.watch.rested(batch.topic, batch.partition, performance.now());
      return outcome;
    },
    onAssigned: (assigned) => {
      steady.assigned = assigned;
      steady.missing = null;
      steady.wellSinceMs = performance.now();
    },
    onDoubt: (doubt) => {
      doubted(steady, doubt);
    },
    onCrash: (error, restarts) => {
      steady.assigned = null;
      steady.wellSinceMs = performance.now();
      if (restarts) return;
      steady.crash = error;
      steady.wake();
    },
  });
}

/** Said aloud each time: the partition rests meanwhile, and so does not stand still. */
function doubted({ options, watch }: Steady, { topic, partition, ...doubt }: Doubt): void {
  watch.rested(topic, partition, performance.now());
  options.logger.warn({ code: 'RecordNotRead', topic, partition, ...doubt }, 'a place of a partition cannot be read');
}

async function endConsumer(steady: Steady): Promise<void> {
  const { consumer } = steady;
  steady.consumer = null;
  steady.assigned = null;
  steady.watch.reset();
  await consumer?.stop();
}

function pause(steady: Steady, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    steady.wake = () => {
      clearTimeout(timer);
      resolve();
    };
    if (steady.crash || isOver(steady)) steady.wake();
  });
}
