/** A batch of the client as the port hands it on: up to what cannot be read yet, and without what is no header. */
import { type EachBatchPayload, type IHeaders, type KafkaMessage } from 'kafkajs';
import { type Doubt, type IncomingBatch, type IncomingRecord } from './broker.port.js';
import { mayBeReadAgain, TRIES_MAX, type Doubts } from './doubts.js';
import { type MaybeUnreadable } from './fetch-answers.kafka.js';

interface Questioned {
  /** Those that are handed on now. */
  readonly messages: readonly KafkaMessage[];
  /** What comes after them is asked for again. */
  readonly doubt?: Doubt & { readonly againInMs: number };
}

/** Up to the first place that may be read another time; that one, too, once it has been tried often enough. */
export function inQuestion({ batch }: EachBatchPayload, open: Doubts): Questioned {
  const { topic, partition, messages } = batch;
  const place = `${topic}/${partition}`;
  const at = messages.findIndex((message) => doubtOf(message) !== undefined);
  const found = messages[at];
  if (!found) {
    open.settled(place);
    return { messages };
  }
  const before = messages.slice(0, at);
  const { isLasting, unreadable } = found as MaybeUnreadable;
  const offset = unreadable?.firstOffset ?? Number(found.offset);
  const { tries, againInMs } = open.tried(place, offset);
  if (tries >= TRIES_MAX && isLasting === undefined) return { messages: [...before, found] };
  return { messages: before, doubt: { topic, partition, offset, reason: doubtOf(found) ?? '', tries, againInMs } };
}

function doubtOf(message: KafkaMessage): string | undefined {
  const { isLasting, unreadable } = message as MaybeUnreadable;
  return isLasting ?? (unreadable && mayBeReadAgain(unreadable.reason) ? unreadable.reason : undefined);
}

export function incomingOf(
  payload: EachBatchPayload,
  messages: readonly KafkaMessage[],
  lives: () => boolean,
): IncomingBatch {
  const { batch } = payload;
  const { topic, partition } = batch;
  return {
    topic,
    partition,
    records: messages.map(recordOf),
    goesOn: () => lives() && payload.isRunning() && !payload.isStale(),
    heartbeat: () => payload.heartbeat(),
    done: async (offset) => {
      if (!lives()) return;
      payload.resolveOffset(String(offset));
      // Behind the last record there may be places that hold none, as the end of a transaction: they are done with, too.
      const isLast = String(offset) === batch.messages.at(-1)?.offset;
      const last = isLast ? Number(batch.lastOffset()) : offset;
      // What stands committed is where to read on.
      const partitions = [{ partition, offset: String(last + 1) }];
      await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions }] });
    },
  };
}

function recordOf(message: KafkaMessage & MaybeUnreadable): IncomingRecord {
  const { offset, timestamp, value, headers, unreadable } = message;
  return {
    ...{ offset: Number(offset), timestampMs: Number(timestamp), value, unreadable },
    headers: headersOf(headers ?? {}),
  };
}

/** A header whose value is null is none, whatever the client's own types say of it. */
function headersOf(headers: IHeaders): ReadonlyMap<string, readonly Uint8Array[]> {
  const all = Object.entries(headers as Record<string, IHeaders[string] | null>).map(([name, value]) => {
    const values = (Array.isArray(value) ? value : [value]) as readonly (string | Buffer | null | undefined)[];
    const bytes = values.flatMap((one) =>
      one === null || one === undefined ? [] : [typeof one === 'string' ? Buffer.from(one) : one],
    );
    return [name, bytes] as const;
  });
  return new Map(all.filter(([, values]) => values.length > 0));
}
