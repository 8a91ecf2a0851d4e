/** What of a batch is handed on, what is asked for again, and what is told as done. */
import { type EachBatchPayload, type KafkaMessage } from 'kafkajs';
import { type UnreadableReason } from './broker.port.js';
import { doubts, TRIES_MAX, type Doubts } from './doubts.js';
import { type MaybeUnreadable } from './fetch-answers.kafka.js';
import { incomingOf, inQuestion } from './incoming-batch.kafka.js';

type Message = KafkaMessage & MaybeUnreadable;

const message = (offset: number, more: Partial<Message> = {}): Message => {
  const plain = { key: null, value: Buffer.from(`v${offset}`), headers: {} };
  return { ...{ offset: String(offset), timestamp: '1700000000000', attributes: 0 }, ...plain, ...more } as Message;
};
const unreadable = (offset: number, reason: UnreadableReason, firstOffset = offset): Message =>
  message(offset, { value: null, unreadable: { reason, firstOffset, bytes: Buffer.from('raw') } });
const lasting = (offset: number): Message => message(offset, { value: null, isLasting: 'TOPIC_AUTHORIZATION_FAILED' });

interface Payload {
  readonly payload: EachBatchPayload;
  readonly resolved: string[];
  readonly committed: unknown[];
}

interface PayloadGiven {
  readonly partition?: number;
  readonly lastOffset?: number;
  readonly isRunning?: boolean;
  readonly isStale?: boolean;
}

function payloadOf(messages: readonly Message[], given: PayloadGiven = {}): Payload {
  const resolved: string[] = [];
  const committed: unknown[] = [];
  const { partition = 3, isRunning = true, isStale = false } = given;
  const lastOffset = (): string => String(given.lastOffset ?? messages.at(-1)?.offset);
  const payload = {
    batch: { topic: 't', partition, messages, lastOffset },
    resolveOffset: (offset: string) => void resolved.push(offset),
    commitOffsetsIfNecessary: (offsets: unknown) => Promise.resolve(void committed.push(offsets)),
    heartbeat: () => Promise.resolve(),
    ...{ isRunning: () => isRunning, isStale: () => isStale },
  };
  return { payload: payload as unknown as EachBatchPayload, resolved, committed };
}

const offsetsOf = (messages: readonly KafkaMessage[]): readonly number[] =>
  messages.map(({ offset }) => Number(offset));

/** Asks so many times for the same batch; what is handed on, and what is in doubt, each time. */
const asked = (times: number, messages: readonly Message[], open: Doubts = doubts()) =>
  Array.from({ length: times }, () => inQuestion(payloadOf(messages).payload, open));

describe('a batch with a place that may be read another time', () => {
  const batch = [message(1), unreadable(4, 'DamagedOnBroker', 2), message(5)];

  it('is handed on up to that place, which is asked for again with all that comes after it', () => {
    const [first] = asked(1, batch);
    expect(offsetsOf(first!.messages)).toEqual([1]);
    expect(first!.doubt).toEqual({
      ...{ topic: 't', partition: 3, offset: 2, reason: 'DamagedOnBroker', tries: 1, againInMs: 500 },
    });
  });

  it('is handed on with it at the sixth try, and not at the fifth: it is passed by for good, and what comes after is next', () => {
    const tried = asked(TRIES_MAX, batch);
    expect(tried.map(({ messages }) => offsetsOf(messages))).toEqual([[1], [1], [1], [1], [1], [1, 4]]);
    expect(tried.map(({ doubt }) => doubt?.tries)).toEqual([1, 2, 3, 4, 5, undefined]);
  });

  it('is handed on whole where it could be read after all, and is tried anew if it is damaged again', () => {
    const open = doubts();
    asked(TRIES_MAX - 1, batch, open);
    const whole = [1, 2, 3, 4, 5].map((offset) => message(offset));
    expect(asked(1, whole, open)[0]).toEqual({ messages: whole });
    expect(asked(1, batch, open)[0]!.doubt?.tries).toBe(1);
  });

  it('counts the next such place by itself', () => {
    const open = doubts();
    asked(TRIES_MAX, [unreadable(4, 'CutShort')], open);
    expect(asked(1, [unreadable(5, 'CutShort')], open)[0]!.doubt?.tries).toBe(1);
  });
});

describe('a batch that the broker does not give out', () => {
  it('is never passed by, however often it was asked for', () => {
    const tried = asked(1_000, [message(1), lasting(2)]);
    expect(tried.every(({ messages }) => offsetsOf(messages).join() === '1')).toBe(true);
    expect(tried.at(-1)!.doubt).toMatchObject({
      ...{ offset: 2, reason: 'TOPIC_AUTHORIZATION_FAILED', tries: 1_000, againInMs: 4_000 },
    });
  });
});

describe('a batch with a place that will never be read', () => {
  it.each(['Malformed', 'TooManyHeaders', 'UnknownCompression'] as const)(
    'is handed on with it, and with what comes after, at once: %s',
    (reason) => {
      const batch = [message(1), unreadable(2, reason), message(3)];
      expect(asked(1, batch)[0]).toEqual({ messages: batch });
    },
  );
});

describe('an incoming batch', () => {
  const always = (): boolean => true;

  it('has its records as they are, and what could not be read as that', () => {
    const batch = [message(1), unreadable(4, 'DamagedOnBroker', 2)];
    const { topic, partition, records } = incomingOf(payloadOf(batch).payload, batch, always);
    expect({ topic, partition }).toEqual({ topic: 't', partition: 3 });
    expect(records).toEqual([
      { offset: 1, timestampMs: 1_700_000_000_000, value: Buffer.from('v1'), headers: new Map() },
      {
        ...{ offset: 4, timestampMs: 1_700_000_000_000, value: null, headers: new Map() },
        unreadable: { reason: 'DamagedOnBroker', firstOffset: 2, bytes: Buffer.from('raw') },
      },
    ]);
  });

  it('has no header whose value is null, and every value of one that comes often', () => {
    const headers = { none: null, text: 'a', some: [Buffer.from('b'), null, 'c'], empty: '' };
    const batch = [message(1, { headers: headers as unknown as NonNullable<KafkaMessage['headers']> })];
    const [record] = incomingOf(payloadOf(batch).payload, batch, always).records;
    expect([...record!.headers]).toEqual([
      ['text', [Buffer.from('a')]],
      ['some', [Buffer.from('b'), Buffer.from('c')]],
      ['empty', [Buffer.from('')]],
    ]);
  });

  it('commits where to read on: behind what is done, and behind all that holds no record after the last', async () => {
    const batch = [message(1), message(2)];
    const { payload, resolved, committed } = payloadOf(batch, { lastOffset: 6 });
    const incoming = incomingOf(payload, batch, always);
    await incoming.done(1);
    await incoming.done(2);
    expect(resolved).toEqual(['1', '2']);
    expect(committed).toEqual(
      ['2', '7'].map((offset) => ({ topics: [{ topic: 't', partitions: [{ partition: 3, offset }] }] })),
    );
  });

  it('is done with no further than what was handed on, where a place of it is asked for again', async () => {
    const batch = [message(1), unreadable(2, 'CutShort')];
    const { payload, committed } = payloadOf(batch, { lastOffset: 2 });
    const { messages } = inQuestion(payload, doubts());
    await incomingOf(payload, messages, always).done(1);
    expect(committed).toEqual([{ topics: [{ topic: 't', partitions: [{ partition: 3, offset: '2' }] }] }]);
  });

  it('commits nothing more once its consumer has ended, and goes on only while it runs and keeps the partition', async () => {
    const batch = [message(1)];
    const ended = payloadOf(batch);
    await incomingOf(ended.payload, batch, () => false).done(1);
    expect([ended.resolved, ended.committed]).toEqual([[], []]);
    const goesOn = (given: PayloadGiven, lives = true): boolean =>
      incomingOf(payloadOf(batch, given).payload, batch, () => lives).goesOn();
    expect([goesOn({}), goesOn({}, false), goesOn({ isRunning: false }), goesOn({ isStale: true })]).toEqual([
      ...[true, false, false, false],
    ]);
  });
});
