/** What the client is given in the place of its own reading: of the broker's errors, and of what stands between records. */
import { createRequire } from 'node:module';
import { answerBytes, batchBytes, type PartitionGiven } from '../../../test/support/record-batches.js';
import { FETCH_VERSION_MIN } from './fetched/read-answer.js';
import { readFetchAnswersOurselves } from './fetch-answers.kafka.js';

interface Message {
  readonly offset: string;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly isControlRecord?: boolean;
  readonly isLasting?: string;
  readonly unreadable?: object;
}

interface Partition {
  readonly partition: number;
  readonly errorCode: number;
  readonly highWatermark: string;
  readonly messages: readonly Message[];
}

interface Decoded {
  readonly errorCode: number;
  readonly responses: readonly { readonly topicName: string; readonly partitions: readonly Partition[] }[];
}

interface Response {
  readonly decode: (bytes: Buffer) => Promise<Decoded>;
  /** Throws where a partition has an error: all others pay for it. */
  readonly parse: (decoded: Decoded) => Promise<Decoded>;
}

interface Fetch {
  readonly protocol: (asked: { version: number }) => (options: object) => { readonly response: Response };
}

const FROM = 40;
const fetchOfClient = createRequire(import.meta.url)('kafkajs/src/protocol/requests/fetch') as Fetch;
const theirs = fetchOfClient.protocol;
readFetchAnswersOurselves();

/** As the client asks for three partitions, each from the same place. */
const OPTIONS = {
  topics: [{ topic: 't', partitions: [0, 1, 2].map((partition) => ({ partition, fetchOffset: String(FROM) })) }],
};
const response = (): Response => fetchOfClient.protocol({ version: 11 })(OPTIONS).response;

const records = batchBytes({ base: FROM, records: [{ value: 'a' }, { value: 'b' }] });

/** As the client gets it, after its own judgement of the answer. */
async function partitionsOf(...given: readonly PartitionGiven[]): Promise<readonly Partition[]> {
  const { decode, parse } = response();
  const decoded = await parse(await decode(answerBytes(given)));
  return decoded.responses.flatMap(({ partitions }) => partitions);
}

const valuesOf = ({ messages }: Partition): readonly string[] => messages.map(({ value }) => String(value));

describe('an error of one partition in the answer to a fetch', () => {
  it('is a place that the broker finds damaged, the one that was asked for: CORRUPT_MESSAGE', async () => {
    const [damaged] = await partitionsOf({ errorCode: 2 });
    expect(damaged).toMatchObject({ partition: 0, errorCode: 0 });
    expect(damaged!.messages).toHaveLength(1);
    expect(damaged!.messages[0]).toMatchObject({
      offset: String(FROM),
      value: null,
      unreadable: { reason: 'DamagedOnBroker', firstOffset: FROM, bytes: Buffer.alloc(0) },
    });
    expect(damaged!.messages[0]).not.toHaveProperty('isLasting');
  });

  it.each([
    [-1, 'UNKNOWN_SERVER_ERROR'],
    [29, 'TOPIC_AUTHORIZATION_FAILED'],
  ])('lasts until somebody mends it, and is no place to pass by: %i, %s', async (errorCode, said) => {
    const [lasting] = await partitionsOf({ errorCode });
    expect(lasting).toMatchObject({ errorCode: 0, messages: [{ offset: String(FROM), isLasting: said }] });
    expect(lasting!.messages).toHaveLength(1);
    expect(lasting!.messages[0]).not.toHaveProperty('unreadable');
  });

  it.each([2, -1, 29])('is not paid for by the partitions beside it: %i', async (errorCode) => {
    const [first, , last] = await partitionsOf({ records }, { partition: 1, errorCode }, { partition: 2, records });
    expect([first, last].map((one) => valuesOf(one!))).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it.each([
    [1, 'OFFSET_OUT_OF_RANGE'],
    [6, 'NOT_LEADER_FOR_PARTITION'],
    [74, 'FENCED_LEADER_EPOCH'],
  ])('is left to the client where it knows what to do: %i, %s', async (errorCode, type) => {
    const { decode, parse } = response();
    const decoded = await decode(answerBytes([{ errorCode }]));
    expect(decoded.responses[0]!.partitions[0]).toMatchObject({ errorCode, messages: [] });
    await expect(parse(decoded)).rejects.toMatchObject({ type });
  });
});

describe('an answer to a fetch, as the client gets it', () => {
  it('has the records under their offsets, as texts, and headers that are arrays only where a name comes twice, and none whose value is null', async () => {
    const headers = [
      ['once', '1'],
      ['twice', '1'],
      ['twice', '2'],
      ['none', null],
      ['__proto__', 'x'],
    ] as const;
    const [only] = await partitionsOf({ records: batchBytes({ base: FROM, records: [{ value: 'a', headers }] }) });
    const [message] = only!.messages;
    expect([message!.offset, String(message!.value)]).toEqual([String(FROM), 'a']);
    expect(Object.entries(message!.headers)).toEqual([
      ['once', Buffer.from('1')],
      ['twice', [Buffer.from('1'), Buffer.from('2')]],
      ['__proto__', Buffer.from('x')],
    ]);
  });

  it('has what is no record for the client to pass by: a batch that was compacted away', async () => {
    const [only] = await partitionsOf({ records: batchBytes({ base: FROM, records: [], lastDelta: 4 }) });
    expect(only!.messages).toMatchObject([{ offset: String(FROM + 4), isControlRecord: true }]);
  });

  it('has what cannot be read under its last offset, with the first and its bytes, and what came before it', async () => {
    const spoiled = batchBytes({ base: FROM + 2, records: [{}, {}, {}] });
    spoiled[70] = spoiled[70]! ^ 1;
    const [only] = await partitionsOf({ records: Buffer.concat([records, spoiled]) });
    expect(only!.messages).toMatchObject([
      { offset: String(FROM) },
      { offset: String(FROM + 1) },
      { offset: String(FROM + 4), unreadable: { reason: 'WrongChecksum', firstOffset: FROM + 2 } },
    ]);
  });

  it('is the client’s own where the version is older than is read here, and is put in place once', () => {
    const ours = fetchOfClient.protocol;
    readFetchAnswersOurselves();
    expect(fetchOfClient.protocol).toBe(ours);
    const old = { version: FETCH_VERSION_MIN - 1 };
    expect(ours(old)(OPTIONS).response.decode).toBe(theirs(old)(OPTIONS).response.decode);
    expect(ours({ version: 11 })(OPTIONS).response.decode).not.toBe(theirs({ version: 11 })(OPTIONS).response.decode);
  });
});
