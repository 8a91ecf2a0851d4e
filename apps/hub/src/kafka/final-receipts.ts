/** Tells parties over their topics how what waited has ended. Several hubs may do it at once: a repeat is the same event. */
import { type Publisher } from '#engines';
import { isFault, sleep } from '#follow';
import { type Logger } from '#http';
import { isReceiveFault } from '../receive/receive.js';
import { type FinalReceiptOutbox } from '../state/receipts.port.js';
import { finalReceiptRecord } from './told-events.js';

const PER_TURN_MAX = 200;

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
  while (!signal.aborted) {
    try {
      let told = PER_TURN_MAX;
      while (told === PER_TURN_MAX) told = await tellOnce(options);
    } catch (error) {
      if (!isFault(error) && !isReceiveFault(error)) {
        options.logger.error({ err: error }, 'final receipts cannot be told');
      }
    }
    await sleep(options.everyMs, signal);
  }
}

/** A party without a topic is told where it asks, `GET /v1/receipts`: its receipts do not stand in others' way. */
async function tellOnce({ outbox, publisher, isServed, knowsTopics }: TellerOptions): Promise<number> {
  if (!knowsTopics()) return 0;
  const untold = await outbox.untold(PER_TURN_MAX);
  if (untold.length === 0) return 0;
  await publisher.publish(untold.map(finalReceiptRecord).filter(({ topic }) => isServed(topic)));
  await outbox.told(untold.map(({ sequence }) => sequence));
  return untold.length;
}
