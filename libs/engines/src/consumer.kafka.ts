/** A member of a consumer group: hands batches to its owner, and commits only what the owner has done. */
import { type Consumer as KafkaConsumer, type EachBatchPayload, type Kafka } from 'kafkajs';
import { BrokerUnavailable, type Consumer, type ConsumeOptions } from './broker.port.js';
import { doubts } from './doubts.js';
import { asBrokerFault, faultCode } from './faults.kafka.js';
import { readFetchAnswersOurselves } from './fetch-answers.kafka.js';
import { incomingOf, inQuestion } from './incoming-batch.kafka.js';

/**
 * A member that says nothing for so long has gone. Until then the group waits for one that was killed, and for the former
 * self of one that has joined anew, so it is no longer than a hub that is only busy needs.
 */
const SESSION_MS = 10_000;
const HEARTBEAT_MS = 2_000;
const REBALANCE_MS = 60_000;
/** How long a broker waits for something to fetch: and so how long stopping takes when nothing comes. */
const FETCH_WAIT_MS = 250;
const FETCH_BYTES_MAX = 8 * 1024 * 1024;
const PARTITION_BYTES_MAX = 1024 * 1024;
const RETRY = { initialRetryTime: 200, maxRetryTime: 5_000, retries: 8 };
/** A consumer that has not ended by then is left behind: what it still does is not committed. */
const STOP_MS_MAX = 15_000;

export async function consumeFrom(kafka: Kafka, options: ConsumeOptions): Promise<Consumer> {
  const { group, topics, partitionsAtOnce, onAssigned, onCrash } = options;
  readFetchAnswersOurselves();
  const state = { ended: false };
  const open = doubts();
  const consumer = kafka.consumer({
    groupId: group,
    allowAutoTopicCreation: false,
    sessionTimeout: SESSION_MS,
    heartbeatInterval: HEARTBEAT_MS,
    rebalanceTimeout: REBALANCE_MS,
    maxWaitTimeInMs: FETCH_WAIT_MS,
    maxBytes: FETCH_BYTES_MAX,
    maxBytesPerPartition: PARTITION_BYTES_MAX,
    retry: { ...RETRY, restartOnFailure: () => Promise.resolve(!state.ended) },
  });
  passNothingBy(consumer, state);
  const rests = restsOf(state);
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    if (!state.ended) onAssigned(new Map(Object.entries(payload.memberAssignment)));
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!state.ended) onCrash(crashOf(payload.error), payload.restart);
  });
  const stop = async (): Promise<void> => {
    state.ended = true;
    rests.end();
    await endedOrLeft(consumer.disconnect());
  };
  const eachBatch = async (payload: EachBatchPayload): Promise<void> => {
    const { messages, doubt } = inQuestion(payload, open);
    if (messages.length > 0) {
      const outcome = await options.take(incomingOf(payload, messages, () => !state.ended));
      if (state.ended) return;
      if (outcome !== 'taken') {
        rests.begin(payload, outcome.againInMs);
        return;
      }
    }
    if (!doubt || state.ended) return;
    options.onDoubt(doubt);
    rests.begin(payload, doubt.againInMs);
  };
  try {
    await asBrokerFault(async () => {
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: partitionsAtOnce,
        eachBatch,
      });
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

/** By its code where the broker refuses what the consumer needs. */
function crashOf(error: Error): Error {
  const code = faultCode(error);
  return code === 'BrokerAway' ? error : new BrokerUnavailable('the consumer was refused', { cause: error, code });
}

/**
 * The ends of a sender's transactions, and what it took back, are handed to nobody: passed by, they are done with. Left
 * uncommitted they would look like records that nobody reads.
 */
function passNothingBy(consumer: KafkaConsumer, state: Lives): void {
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { topic, partition, batchSize, lastOffset } }) => {
    if (batchSize > 0 || state.ended) return;
    const offset = String(Number(lastOffset) + 1);
    // What cannot be committed now is met again by whoever is given the partition next.
    consumer.commitOffsets([{ topic, partition, offset }]).catch(() => undefined);
  });
}

interface Lives {
  readonly ended: boolean;
}

/** Partitions that are not asked for a while. */
function restsOf(state: Lives) {
  const resumptions = new Set<NodeJS.Timeout>();
  return {
    begin: (payload: EachBatchPayload, againInMs: number): void => {
      const resume = payload.pause();
      const timer = setTimeout(() => {
        resumptions.delete(timer);
        if (!state.ended) resume();
      }, againInMs);
      resumptions.add(timer);
    },
    end: (): void => {
      for (const timer of resumptions) clearTimeout(timer);
    },
  };
}

async function endedOrLeft(ended: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, STOP_MS_MAX);
  });
  await Promise.race([ended.catch(() => undefined), late]);
  clearTimeout(timer);
}
