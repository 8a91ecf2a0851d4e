import { answerBytes, batchBytes } from '../../../../test/support/record-batches.js';
import { readAnswer, type AskedPlace } from './read-answer.js';

const records = batchBytes({ records: [{}, {}] });
const asked: readonly AskedPlace[] = [0, 1, 2].map((partition) => ({ topic: 't', partition, from: 0 }));
const whole = answerBytes(asked.map(({ partition }) => ({ partition, records })));

/** Of each partition its number, and its places with what they are. */
const told = async (bytes: Buffer): Promise<readonly unknown[]> =>
  (await readAnswer(bytes, 11, asked)).partitions.map(({ partition, entries }) => [
    partition,
    ...entries.map((entry) => [entry.offset, entry.kind === 'unreadable' ? entry.reason : entry.kind]),
  ]);

const BOTH = [
  [0, 'record'],
  [1, 'record'],
];

describe('an answer to a fetch', () => {
  it('is read partition by partition', async () => {
    expect(await told(whole)).toEqual([0, 1, 2].map((partition) => [partition, ...BOTH]));
  });

  it('holds what the broker says in the place of records', async () => {
    const { partitions } = await readAnswer(answerBytes([{ errorCode: 2, end: -1 }]), 11, asked);
    expect(partitions).toMatchObject([{ errorCode: 2, highWatermark: -1n, entries: [] }]);
  });

  it('does not lose a partition to one beside it that cannot be read', async () => {
    const spoiled = Buffer.from(records);
    spoiled[70] = 0;
    expect(await told(answerBytes([{ records: spoiled }, { partition: 1, records }]))).toEqual([
      [0, [1, 'WrongChecksum']],
      [1, ...BOTH],
    ]);
  });

  it('may break off anywhere: what came before is read, and the partition that it breaks off in is told of', async () => {
    for (let length = 0; length < whole.length; length++) {
      const partitions = (await readAnswer(whole.subarray(0, length), 11, asked)).partitions;
      const last = partitions.at(-1);
      expect(partitions.map(({ partition }) => partition)).toEqual([0, 1, 2].slice(0, partitions.length));
      expect(last?.entries).toMatchObject([{ kind: 'unreadable', reason: 'CutShort', firstOffset: 0, offset: 0 }]);
    }
  });
});
