/** Tells parties over their topics how what waited has ended. Several hubs may do it at once: a repeat is the same event. */
import { topicOf } from '#contracts';
import { type PartyId } from '#domain';
import { topicsNotWritten, type OutgoingRecord, type Publisher } from '#engines';
import { isFault, sleep } from '#follow';
import { type Logger } from '#http';
import { isReceiveFault } from '../receive/receive.js';
import { type FinalReceiptOutbox } from '../state/receipts.port.js';
import { finalReceiptRecord } from './told-events.js';

const PER_TURN_MAX = 200;
/** How long a topic that could not be written is let alone. */
const REST_MS = 10_000;

export interface TellerOptions {
  readonly outbox: FinalReceiptOutbox;
  readonly publisher: Publisher;
  readonly isServed: (topic: string) => boolean;
  /** Until then nobody can be said to have no topic. */
  readonly knowsTopics: () => boolean;
  readonly everyMs: number;
  readonly logger: Logger;
}

export interface Teller {
  /** Finishes what is under way. */
  stop(): Promise<void>;
}

/** Looks every `everyMs` for final receipts that nobody has been told of. */
export function tellFinalReceipts(options: TellerOptions): Teller {
  const stopping = new AbortController();
  const ended = run(options, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

async function run(options: TellerOptions, signal: AbortSignal): Promise<void> {
  const resting = restingParties();
  while (!signal.aborted) {
    try {
      let told = PER_TURN_MAX;
      while (told === PER_TURN_MAX) told = await tellOnce(options, resting);
    } catch (error) {
      if (!isFault(error) && !isReceiveFault(error)) {
        options.logger.error({ err: error }, 'final receipts cannot be told');
      }
    }
    await sleep(options.everyMs, signal);
  }
}

/**
 * A party without a topic is told where it asks, `GET /v1/receipts`: its receipts do not stand in others' way. Nor do those
 * of a party whose topic cannot be written now: they wait, and the others are told.
 */
async function tellOnce(
  { outbox, publisher, isServed, knowsTopics }: TellerOptions,
  resting: Resting,
): Promise<number> {
  if (!knowsTopics()) return 0;
  const untold = await outbox.untold(PER_TURN_MAX, resting.parties());
  if (untold.length === 0) return 0;
  const topicsFailed = await publish(
    publisher,
    untold.map(finalReceiptRecord).filter(({ topic }) => isServed(topic)),
  );
  const failed = untold.filter(({ party }) => topicsFailed.has(topicOf('receipts', party)));
  resting.rest(failed.map(({ party }) => party));
  await outbox.told(untold.filter((one) => !failed.includes(one)).map(({ sequence }) => sequence));
  return untold.length;
}

/** The topics that could not be written; throws where it is the broker that is away. */
async function publish(publisher: Publisher, records: readonly OutgoingRecord[]): Promise<ReadonlySet<string>> {
  try {
    await publisher.publish(records);
    return new Set();
  } catch (error) {
    const topics = topicsNotWritten(error);
    if (!topics) throw error;
    return new Set(topics);
  }
}

interface Resting {
  rest(parties: readonly PartyId[]): void;
  parties(): readonly PartyId[];
}

/** Parties whose topic could not be written, for a while. */
function restingParties(): Resting {
  const until = new Map<PartyId, number>();
  return {
    rest: (parties) => {
      for (const party of parties) until.set(party, performance.now() + REST_MS);
    },
    parties: () => {
      for (const [party, ms] of until) if (ms <= performance.now()) until.delete(party);
      return [...until.keys()];
    },
  };
}
