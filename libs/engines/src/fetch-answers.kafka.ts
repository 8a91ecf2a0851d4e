/**
 * Puts reading of our own in the place of the client's for what brokers answer to a fetch. The client's copies the headers
 * of a record once for each of them, reads one codec of four, checks no checksum, waits for ever on a batch that is cut
 * short, and takes all partitions of an answer down with one record.
 */
import { createRequire } from 'node:module';
import { type IHeaders, type KafkaMessage } from 'kafkajs';
import { type Unreadable, type UnreadableReason } from './broker.port.js';
import { FETCH_VERSION_MIN, readAnswer, type AnsweredPartition, type AskedPlace } from './fetched/read-answer.js';
import { type ReadEntry, type ReadRecord } from './fetched/read-entry.js';

/** A message of the client that stands for what could not be read; `lasting`: it is asked for until it can be had. */
export interface MaybeUnreadable {
  readonly unreadable?: Unreadable;
  readonly isLasting?: string;
}

interface FetchOptions {
  readonly topics: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly fetchOffset: string }[];
  }[];
}

interface Exchange {
  readonly response: {
    readonly decode: (bytes: Buffer) => Promise<unknown>;
    readonly parse: (decoded: unknown) => Promise<unknown>;
  };
}

interface FetchProtocol {
  protocol: (asked: { readonly version: number }) => (options: FetchOptions) => Exchange;
}

/** Where the client keeps its versions of a fetch. */
const FETCH = 'kafkajs/src/protocol/requests/fetch';
const replaced = new WeakSet<FetchProtocol>();

/** For all consumers of this process. Throws where the client is not the one that this was written for. */
export function readFetchAnswersOurselves(): void {
  const fetch = createRequire(import.meta.url)(FETCH) as FetchProtocol;
  if (replaced.has(fetch)) return;
  const theirs = fetch.protocol;
  if (typeof theirs !== 'function') throw new Error(`${FETCH}: another client than expected`);
  fetch.protocol = ({ version }) => {
    const exchangeOf = theirs({ version });
    if (version < FETCH_VERSION_MIN) return exchangeOf;
    return (options) => {
      const exchange = exchangeOf(options);
      const { parse } = exchange.response;
      const asked = placesIn(options);
      return { ...exchange, response: { decode: (bytes) => decode(bytes, version, asked), parse } };
    };
  };
  replaced.add(fetch);
}

const placesIn = ({ topics }: FetchOptions): readonly AskedPlace[] =>
  topics.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, fetchOffset }) => ({ topic, partition, from: Number(fetchOffset) })),
  );

/** In the client's own form; offsets are texts there. */
async function decode(bytes: Buffer, version: number, asked: readonly AskedPlace[]): Promise<unknown> {
  const { throttleMs, errorCode, sessionId, partitions } = await readAnswer(bytes, version, asked);
  const fromOf = ({ topic, partition }: AnsweredPartition): number =>
    asked.find((place) => place.topic === topic && place.partition === partition)?.from ?? 0;
  return {
    ...{ throttleTime: 0, clientSideThrottleTime: throttleMs, errorCode, sessionId },
    responses: partitions.map((one) => ({ topicName: one.topic, partitions: [partitionOf(one, fromOf(one))] })),
  };
}

function partitionOf(answered: AnsweredPartition, from: number): object {
  const { partition, highWatermark, lastStableOffset, preferredReadReplica } = answered;
  const common = {
    ...{ partition, highWatermark: String(highWatermark), lastStableOffset: String(lastStableOffset) },
    // What was taken back is left out already.
    ...{ preferredReadReplica, abortedTransactions: [] },
  };
  const instead = INSTEAD_OF_ERROR[answered.errorCode];
  if (instead) return { ...common, errorCode: 0, messages: [instead(from)] };
  return { ...common, errorCode: answered.errorCode, messages: answered.entries.map(messageOf) };
}

/** Errors of one partition that the client would let all partitions pay for; it knows what to do about the others. */
const INSTEAD_OF_ERROR: Readonly<Record<number, (offset: number) => object>> = {
  [-1]: (offset) => lasting(offset, 'UNKNOWN_SERVER_ERROR'),
  2: (offset) => unreadable({ offset, firstOffset: offset, reason: 'DamagedOnBroker', bytes: Buffer.alloc(0) }, 0),
  29: (offset) => lasting(offset, 'TOPIC_AUTHORIZATION_FAILED'),
};

const lasting = (offset: number, isLasting: string): object => ({ ...message(offset, 0), isLasting });

function messageOf(entry: ReadEntry): object {
  switch (entry.kind) {
    case 'record':
      return { ...message(entry.offset, entry.timestampMs), ...contentOf(entry) };
    case 'nothing':
      // The client hands none of these on, and goes on behind them.
      return { ...message(entry.offset, 0), isControlRecord: true };
    case 'unreadable':
      return unreadable(entry, entry.timestampMs);
  }
}

interface Place {
  readonly offset: number;
  readonly firstOffset: number;
  readonly reason: UnreadableReason;
  readonly bytes: Buffer;
}

function unreadable({ offset, firstOffset, reason, bytes }: Place, timestampMs: number): object {
  return { ...message(offset, timestampMs), unreadable: { reason, firstOffset, bytes } };
}

const message = (offset: number, timestampMs: number): KafkaMessage & { readonly batchContext: object } => ({
  ...{ offset: String(offset), timestamp: String(timestampMs), attributes: 0 },
  ...{ key: null, value: null, headers: {}, batchContext: {} },
});

function contentOf({ key, value, headers }: ReadRecord): Pick<KafkaMessage, 'key' | 'value' | 'headers'> {
  const shown: IHeaders = Object.create(null) as IHeaders;
  for (const [name, [first, ...others]] of headers) {
    shown[name] = others.length === 0 ? first : [first ?? '', ...others];
  }
  return { key, value, headers: shown };
}
