import kafkajs from 'kafkajs';
import { MEDIA_TYPES } from '#contracts';
import { HEADERS_MAX } from '#engines';
import { connectBroker } from '#engines/kafka';
import { hubLogger, Metrics } from '#http';
import { startSubmissions } from '#hub';
import { aCase } from '../../../../test/support/case-builder.js';
import { startKafka, type KafkaServer } from '../../../../infra/engines/index.js';
import { eventually } from '../../../../test/support/eventually.js';
import { kafkaParty, type KafkaParty } from '../../../../test/support/kafka-party.js';
import { kcatOn, type Kcat } from '../../../../test/support/kcat.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import {
  cutShort,
  flipped,
  ofUnknownVersion,
  spoilingProxy,
  type Spoil,
} from '../../../../test/support/spoiling-proxy.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';

const STRUCTURED = `content-type=${MEDIA_TYPES.structured}`;
const PASSED_MS_MAX = 30_000;
const CODECS = ['gzip', 'snappy', 'lz4', 'zstd'] as const;
const DALARNA = '2021 2023 2026 2029 2031 2034 2039 2061 2062 2080 2081 2082 2083 2084 2085'.split(' ');
const GAVLEBORG = '2101 2104 2121 2132 2161 2180 2181 2182 2183 2184'.split(' ');
const MEGABYTE = 1024 * 1024;

describe('a record on the topic of a party', () => {
  let kafka: KafkaServer;
  let kcat: Kcat;
  let kommun: KafkaParty;
  let submissions: string;
  const stopping: (() => Promise<unknown>)[] = [];
  const lines: string[] = [];
  const logger = hubLogger('spec', 'info', { write: (line) => void lines.push(line) });

  beforeAll(async () => {
    kafka = await startKafka({ folder: temporaryFolder() });
    kcat = kcatOn(kafka.brokers);
  });
  afterEach(async () => {
    for (const stop of stopping.splice(0).reverse()) await stop();
    lines.length = 0;
  });
  afterAll(() => kafka.stop());

  const kommuner = DALARNA.concat(GAVLEBORG);
  /** A party of its own for each spec, whose topics begin at 0. */
  async function aParty(config: Readonly<Record<string, string>> = {}): Promise<void> {
    kommun = kafkaParty(kafka.brokers, `kommun-${kommuner.shift()}.socialnamnden`);
    submissions = kommun.topics[0]!;
    const sizes = { 'max.message.bytes': `${2 * MEGABYTE}` };
    await kafka.createTopics(kommun.topics, { partitions: 1, config: { ...sizes, ...config } });
  }

  async function listening(brokers = kafka.brokers): Promise<{ hub: SpecHub; metrics: Metrics }> {
    const hub = await openSpecHub({ startAt: '2026-01-10T08:00:00.000Z' });
    const metrics = new Metrics();
    const broker = connectBroker({ brokers: brokers.split(','), clientId: 'spec', logger });
    const started = startSubmissions({
      ...{ hub, broker, group: 'spec', clock: hub.time, logger, metrics, topicsEveryMs: 300, finalsEveryMs: 100 },
      giveUp: (error) => {
        throw error;
      },
    });
    stopping.push(async () => {
      await started.stop();
      await broker.close();
      await hub.close();
    });
    await eventually(() => {
      expect(started.ready()).toBe(true);
    });
    return { hub, metrics };
  }

  const mine = (name: string): WireEvent => ({
    ...eventsOf(aCase(name).registered())[0]!,
    source: `/party/${kommun.id}`,
  });
  const keyed = (event: WireEvent) => ({
    key: event.subject.slice(event.subject.indexOf('/') + 1),
    value: JSON.stringify(event),
  });
  const send = (event: WireEvent, ...words: readonly string[]): Promise<void> =>
    kcat.send(submissions, keyed(event), '-H', STRUCTURED, ...words);
  /** Outcomes, or what was refused for, of so many in the order of the topic. */
  const fates = (count: number) =>
    eventually(async () => {
      const receipts = await kommun.receipts();
      expect(receipts).toHaveLength(count);
      return receipts.map(({ data }) => (data['problem'] as { code?: string } | undefined)?.code ?? data['outcome']);
    });

  it.each(CODECS)('is read as a client in C compresses it: %s', async (codec) => {
    await aParty();
    await listening();
    await send(mine(`c ${codec}`), '-z', codec, '-H', `long=${'x'.repeat(2_000)}`);
    expect(await fates(1)).toEqual(['accepted']);
  });

  it.each(CODECS)('is read as the broker compresses it, in Java: %s', async (codec) => {
    await aParty({ 'compression.type': codec });
    await listening();
    await send(mine(`java ${codec}`));
    await send(mine(`java again ${codec}`));
    expect(await fates(2)).toEqual(['accepted', 'accepted']);
  });

  it('may have a header whose value is null: that is no header (T-01)', async () => {
    await aParty();
    await listening();
    const { data, ...attributes } = mine('null header');
    const given = Object.entries(attributes).flatMap(([name, value]) => ['-H', `ce_${name}=${String(value)}`]);
    const binary = ['-H', `content-type=${MEDIA_TYPES.binary}`, '-H', 'ce_traceparent', '-H', 'own'];
    await kcat.send(submissions, { ...keyed(mine('null header')), value: JSON.stringify(data) }, ...given, ...binary);
    expect(await fates(1)).toEqual(['accepted']);
  });

  it('may have many headers; with more than are taken it is put aside, and others are served meanwhile (T-02)', async () => {
    await aParty();
    const { hub } = await listening();
    const many = (count: number) => Array.from({ length: count }, (_, index) => ['-H', `h${index}=`]).flat();
    await send(mine('allowed'), ...many(HEADERS_MAX - 1));
    await send(mine('10 000'), ...many(10_000));
    await send(mine('after them'));
    const before = process.cpuUsage();
    expect(await fates(3)).toEqual(['accepted', 'TooLarge', 'accepted']);
    // Copied once for each header, they took half a minute of the processor, and nobody else was answered.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(10);
    const [kept] = await hub.quarantine.list(kommun.id, 0, 10);
    const { content } = (await hub.quarantine.read(kommun.id, kept!.quarantineId))!;
    expect(JSON.parse(content!)).toEqual(mine('10 000'));
  });

  it('with a header of 900 kB, or larger than an event may be, is put aside, and the next is taken', async () => {
    await aParty({ 'message.timestamp.after.max.ms': '9223372036854775807' });
    await listening();
    const kafkaJs = new kafkajs.Kafka({ brokers: kafka.brokers.split(','), logLevel: kafkajs.logLevel.NOTHING });
    const producer = kafkaJs.producer();
    await producer.connect();
    const { key, value } = keyed(mine('large header'));
    const headers = { 'content-type': MEDIA_TYPES.structured };
    const messages = [
      { key, value, headers: { ...headers, large: 'x'.repeat(900_000) } },
      { key: null, value: null },
      { key, value: 'x'.repeat(1_000_000), headers },
      { key, value, headers, timestamp: '9223372036854775807' },
    ];
    for (const message of messages) await producer.send({ topic: submissions, messages: [message] });
    await producer.disconnect();
    expect(await fates(4)).toEqual(['TooLarge', 'EmptyMessage', 'TooLarge', 'accepted']);
  });

  it.each<readonly [string, Spoil, string]>([
    ['of an unknown version', ofUnknownVersion, 'UnknownFormat'],
    ['cut short', cutShort, 'CutShort'],
    ['with a flipped bit', flipped, 'WrongChecksum'],
  ])('%s is put aside with where it lay, and the next is taken in at most 30 s (T-01)', async (_name, how, reason) => {
    await aParty();
    const proxy = await spoilingProxy(kafka.brokers);
    stopping.push(() => proxy.stop());
    proxy.spoil(1, how);
    const hubs = [await listening(proxy.brokers), await listening(proxy.brokers), await listening(proxy.brokers)];
    const all = [mine(`before ${reason}`), mine(`spoiled ${reason}`), mine(`after ${reason}`)];
    const from = performance.now();
    for (const event of all) await send(event);
    expect(await fates(3)).toEqual(['accepted', 'UnreadableRecord', 'accepted']);
    expect(performance.now() - from).toBeLessThan(PASSED_MS_MAX);
    expect(proxy.times()).toBeGreaterThan(1);
    const [note] = await kommun.notes();
    expect(note!.data).toMatchObject({ code: 'UnreadableRecord', topic: submissions, partition: 0, offset: 1 });
    const id = note!.data['quarantineId'] as string;
    const kept = (await Promise.all(hubs.map(({ hub }) => hub.quarantine.read(kommun.id, id)))).find(Boolean);
    expect(kept!.problem.detail_en).toContain('offset 1');
    expect(Buffer.from(kept!.content!, kept!.encoding === 'base64' ? 'base64' : 'utf8').length).toBeGreaterThan(50);
    const told = await Promise.all(hubs.map(({ metrics }) => metrics.registry.metrics()));
    expect(told.join('')).toContain(`hvb_kafka_unreadable_total{reason="${reason}"} 1`);
    const loud = lines.filter((line) => line.includes('"level":"error"'));
    expect(loud.join('')).toContain('what cannot be read was put aside and passed by');
  });

  it('that was spoiled only under way is read whole at the next try, and nothing is put aside', async () => {
    await aParty();
    const proxy = await spoilingProxy(kafka.brokers);
    stopping.push(() => proxy.stop());
    proxy.spoil(0, (batch, rest) => (proxy.times() < 2 ? flipped(batch, rest) : Buffer.concat([batch, rest])));
    await listening(proxy.brokers);
    await send(mine('once'));
    expect(await fates(1)).toEqual(['accepted']);
    expect(await kommun.notes()).toEqual([]);
  });
});
