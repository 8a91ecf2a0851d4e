import kafkajs from 'kafkajs';
import { pino } from 'pino';
import { kafkaForSpecs, ownName } from '../../../test/support/engines.js';
import { eventually } from '../../../test/support/eventually.js';
import { type Broker } from './broker.port.js';
import { connectBroker } from './broker.kafka.js';

/** Sends one record in a transaction, which is then committed, and another in one that is taken back. */
async function sendInTransactions(brokers: string, topic: string): Promise<void> {
  const kafka = new kafkajs.Kafka({ brokers: brokers.split(','), logLevel: kafkajs.logLevel.NOTHING });
  const producer = kafka.producer({ transactionalId: ownName('sender'), idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  for (const end of ['commit', 'abort'] as const) {
    const transaction = await producer.transaction();
    await transaction.send({ topic, messages: [{ key: 'k', value: end }] });
    await transaction[end]();
  }
  await producer.disconnect();
}

describe('a consumer of the broker', () => {
  let broker: Broker;
  let brokers: string;
  let topic: string;
  beforeEach(async () => {
    const kafka = await kafkaForSpecs();
    ({ brokers } = kafka);
    broker = connectBroker({ brokers: brokers.split(','), clientId: 'spec', logger: pino({ level: 'silent' }) });
    topic = ownName('consumed');
    await kafka.createTopics([topic], { partitions: 1 });
  });
  afterEach(() => broker.close());

  it('is done with what ends a transaction of the sender, and with what the sender took back', async () => {
    const group = ownName('group');
    const values: string[] = [];
    const consumer = await broker.consume({
      ...{
        group,
        topics: [topic],
        partitionsAtOnce: 1,
        onAssigned: () => undefined,
        onCrash: () => undefined,
        onDoubt: () => undefined,
      },
      take: async (batch) => {
        for (const { offset, value } of batch.records) {
          values.push(Buffer.from(value ?? []).toString());
          await batch.done(offset);
        }
        return 'taken';
      },
    });
    await sendInTransactions(brokers, topic);
    // Two records, and an end of each of the two transactions.
    await eventually(async () => {
      expect(await broker.progress(group, [topic])).toEqual([{ topic, partition: 0, committed: 4, end: 4 }]);
    });
    expect(values).toEqual(['commit']);
    await consumer.stop();
  });
});
