import { pino } from 'pino';
import { kafkaForSpecs, ownName, type SpecKafka } from '../../../test/support/engines.js';
import { eventually } from '../../../test/support/eventually.js';
import { kcatOn } from '../../../test/support/kcat.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { startKafka } from '../../../infra/engines/index.js';
import { BrokerUnavailable, RecordTooLarge, type Broker, type OutgoingRecord } from './broker.port.js';
import { connectBroker } from './broker.kafka.js';

const MEGABYTE = 1024 * 1024;
const logger = pino({ level: 'silent' });
const on = (brokers: string): Broker => connectBroker({ brokers: brokers.split(','), clientId: 'spec', logger });

const record = (topic: string, key: string, value: string | Uint8Array): OutgoingRecord => ({
  topic,
  key,
  value: Buffer.from(value),
  headers: { 'content-type': 'text/plain' },
});

describe('Kafka as the broker', () => {
  let kafka: SpecKafka;
  let broker: Broker;
  let topic: string;
  const stopping: (() => Promise<unknown>)[] = [];
  beforeEach(async () => {
    kafka = await kafkaForSpecs();
    broker = on(kafka.brokers);
    topic = ownName('broker');
    await kafka.createTopics([topic]);
    stopping.push(() => broker.close());
  });
  afterEach(async () => {
    for (const stop of stopping.splice(0).reverse()) await stop();
  });
  const publisherOf = (one: Broker) => {
    const publisher = one.publisher();
    stopping.push(() => publisher.close());
    return publisher;
  };

  it('keeps the order of each key, also of what is published side by side, more than one request holds', async () => {
    const publisher = publisherOf(broker);
    const body = 'x'.repeat(500);
    const all = Array.from({ length: 3_000 }, (_, index) => record(topic, `k${index % 7}`, `${index} ${body}`));
    const parts = [all.slice(0, 10), all.slice(10, 2_500), all.slice(2_500)];
    await Promise.all(parts.map((part) => publisher.publish(part)));
    const read = await kcatOn(kafka.brokers).consume(topic);
    expect(read).toHaveLength(all.length);
    for (const key of new Set(read.map((one) => one.key))) {
      const numbers = read.filter((one) => one.key === key).map(({ value }) => Number(value?.split(' ')[0]));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
  });

  it('names the topic that is not there, makes none, and writes the others', async () => {
    const gone = ownName('gone');
    const published = publisherOf(broker).publish([record(gone, 'k', 'lost'), record(topic, 'k', 'kept')]);
    await expect(published).rejects.toMatchObject({ name: 'BrokerUnavailable', topics: [gone] });
    expect((await kcatOn(kafka.brokers).consume(topic)).map(({ value }) => value)).toEqual(['kept']);
    expect(await broker.topics()).not.toContain(gone);
  });

  it('does not hold up the others by a topic that cannot be written, and writes that again when it can be', async () => {
    const lame = ownName('lame');
    const publisher = publisherOf(broker);
    const both = (value: string) => publisher.publish([record(lame, 'k', value), record(topic, 'k', value)]);
    await expect(both('1')).rejects.toMatchObject({ topics: [lame] });
    const ended: (readonly string[] | undefined)[] = [];
    const waiting = both('2').catch((error: unknown) => void ended.push((error as BrokerUnavailable).topics));
    await publisher.publish([record(topic, 'k', '3')]);
    expect(ended).toEqual([]);
    await waiting;
    expect(ended).toEqual([[lame]]);
    expect((await kcatOn(kafka.brokers).consume(topic)).map(({ value }) => value)).toEqual(['1', '2', '3']);
    await kafka.createTopics([lame], { partitions: 1 });
    await eventually(() => both('4'));
    await both('5');
    const read = (await kcatOn(kafka.brokers).consume(lame)).map(({ value }) => value);
    expect(read.filter((value, index) => read.indexOf(value) === index)).toEqual(['4', '5']);
  });

  it('says of a record that is too large that it is, and takes the next', async () => {
    const publisher = publisherOf(broker);
    await expect(publisher.publish([record(topic, 'k', Buffer.alloc(2 * MEGABYTE))])).rejects.toThrow(RecordTooLarge);
    await publisher.publish([record(topic, 'k', 'small')]);
    expect((await kcatOn(kafka.brokers).consume(topic)).map(({ value }) => value)).toEqual(['small']);
  });

  it('hands batches to a group, and hands again what was not done with', async () => {
    await publisherOf(broker).publish(['0', '1', '2', '3'].map((value) => record(topic, 'k', value)));
    const group = ownName('group');
    const taken: string[] = [];
    const consume = (doneUpTo: number) =>
      broker.consume({
        ...{ group, topics: [topic], partitionsAtOnce: 1 },
        take: async (batch) => {
          const { records } = batch;
          taken.push(...records.map(({ value }) => Buffer.from(value ?? []).toString()));
          if (records.some(({ offset }) => offset === doneUpTo)) await batch.done(doneUpTo);
          return { againInMs: 60_000 };
        },
        onAssigned: () => undefined,
        onCrash: () => undefined,
        onDoubt: () => undefined,
      });
    const first = await consume(1);
    await eventually(() => {
      expect(taken).toEqual(['0', '1', '2', '3']);
    });
    await first.stop();
    const progress = (await broker.progress(group, [topic])).filter(({ end }) => end > 0);
    expect(progress).toMatchObject([{ topic, committed: 2, end: 4 }]);
    const second = await consume(3);
    stopping.push(() => second.stop());
    await eventually(() => {
      expect(taken.slice(4)).toEqual(['2', '3']);
    });
  });

  it('loses nothing and keeps the order where one of three brokers is killed in the midst of it', async () => {
    const cluster = await startKafka({ folder: temporaryFolder(), nodes: 3 });
    stopping.push(() => cluster.kill());
    await cluster.createTopics(['t', 'u'], { partitions: 6 });
    const three = on(cluster.brokers);
    stopping.push(() => three.close());
    const publisher = publisherOf(three);
    const rounds = 60;
    for (let round = 0; round < rounds; round++) {
      const records = ['t', 'u'].flatMap((name) =>
        Array.from({ length: 12 }, (_, key) => record(name, `k${key}`, String(round))),
      );
      if (round === rounds / 2) void cluster.kill(0);
      await eventually(() => publisher.publish(records));
    }
    const left = cluster.brokers.split(',').slice(1).join(',');
    for (const name of ['t', 'u']) {
      const read = await kcatOn(left).consume(name);
      for (let key = 0; key < 12; key++) {
        const values = read.filter((one) => one.key === `k${key}`).map(({ value }) => Number(value));
        // What was published again after the failure is a whole request: without repeats the order is what it was.
        const first = values.filter((value, index) => values.indexOf(value) === index);
        expect([name, key, first]).toEqual([name, key, Array.from({ length: rounds }, (_, round) => round)]);
      }
    }
  });

  it('is a fault while it is away, of everything that is asked; and answers again when it is back', async () => {
    const own = await startKafka({ folder: temporaryFolder() });
    stopping.push(() => own.kill());
    await own.createTopics(['t']);
    const away = on(own.brokers);
    stopping.push(() => away.close());
    const publisher = publisherOf(away);
    await publisher.publish([record('t', 'k', 'before')]);
    await own.kill();
    await expect(publisher.publish([record('t', 'k', 'during')])).rejects.toThrow(BrokerUnavailable);
    await expect(away.topics()).rejects.toThrow(BrokerUnavailable);
    await own.start();
    await eventually(() => publisher.publish([record('t', 'k', 'after')]));
    expect(await away.topics()).toContain('t');
    const values = (await kcatOn(own.brokers).consume('t')).map(({ value }) => value);
    expect([values[0], values.at(-1)]).toEqual(['before', 'after']);
  });
});
