import { type EventLog, memoryLog } from '#event-log';
import { memoryKeys, type KeyStore } from '#access';
import { decodeEvent, traceOf } from '#cases';
import { MEDIA_TYPES } from '#contracts';
import { type Broker } from '#engines';
import { connectBroker } from '#engines/kafka';
import { hubLogger, Metrics } from '#http';
import { ConsumerStalled, startSubmissions, type Submissions, type SubmissionsOptions } from '#hub';
import { startKafka, type KafkaServer } from '../../../../infra/engines/index.js';
import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { eventually } from '../../../../test/support/eventually.js';
import {
  faultsOfCloudEvent,
  kafkaParty,
  type KafkaParty,
  type ReadEvent,
} from '../../../../test/support/kafka-party.js';
import { flakyLog, hangingLog } from '../../../../test/support/failing-logs.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';

const PERSON_NUMBER = '191212121212';
const keyOf = ({ subject }: WireEvent): string => subject.slice(subject.indexOf('/') + 1);
const QUICK = { topicsEveryMs: 300, stallMs: 60_000, finalsEveryMs: 100 };

describe('Kafka in', () => {
  let server: KafkaServer;
  let kommun: KafkaParty;
  let region: KafkaParty;
  const stopping: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    server = await startKafka({ folder: temporaryFolder() });
    kommun = kafkaParty(server.brokers, PLACING_PARTY);
    region = kafkaParty(server.brokers, REGION);
    await server.createTopics([...kommun.topics, ...region.topics]);
  });
  afterEach(async () => {
    for (const stop of stopping.splice(0).reverse()) await stop();
  });
  afterAll(() => server.stop());

  const lines: string[] = [];
  const logger = hubLogger('spec', 'info', { write: (line) => void lines.push(line) });
  const broker = (): Broker => {
    const made = connectBroker({ brokers: server.brokers.split(','), clientId: 'spec', logger });
    stopping.push(() => made.close());
    return made;
  };

  interface Started {
    readonly hub: SpecHub;
    readonly submissions: Submissions;
    readonly metrics: Metrics;
  }

  type Listening = Partial<SubmissionsOptions> & { readonly log?: EventLog; readonly keys?: KeyStore };

  /** A hub that listens. All of a spec share a group, so that what an earlier one has taken is not taken again. */
  async function listening({ log, keys, ...options }: Listening = {}): Promise<Started> {
    const hub = await openSpecHub({
      startAt: '2026-01-10T08:00:00.000Z',
      log: log ?? memoryLog(),
      keys: keys ?? memoryKeys(),
    });
    const metrics = new Metrics();
    const submissions = startSubmissions({
      ...{ hub, broker: broker(), group: 'spec', clock: hub.time, logger, metrics },
      giveUp: (error) => {
        throw error;
      },
      ...QUICK,
      ...options,
    });
    stopping.push(async () => {
      await submissions.stop();
      await hub.close();
    });
    await eventually(() => {
      expect(submissions.ready()).toBe(true);
    });
    return { hub, submissions, metrics };
  }

  /** The receipts about the case of an event, when there are so many. */
  const receiptsAbout = (party: KafkaParty, event: WireEvent, count: number): Promise<readonly ReadEvent[]> =>
    eventually(async () => {
      const all = (await party.receipts()).filter(({ record }) => record.key === keyOf(event));
      expect(all.length).toBeGreaterThanOrEqual(count);
      return all;
    });

  /** The outcomes of each case's messages, when each has so many receipts. */
  const outcomesOf = (cases: readonly (readonly WireEvent[])[], count: number) =>
    eventually(async () => {
      const receipts = await kommun.receipts();
      return cases.map(([first]) => {
        const mine = receipts.filter(({ record }) => record.key === keyOf(first!));
        expect(mine.length).toBeGreaterThanOrEqual(count);
        return mine.map(({ data }) => data['outcome']);
      });
    });

  it('takes structured and binary mode, in the order of the case, and answers with receipts', async () => {
    const { hub } = await listening();
    const [registered, started] = eventsOf(aCase('both modes').registered().started('2026-01-09'));
    await kommun.send([registered!]);
    await kommun.sendBinary(started!);
    const receipts = await receiptsAbout(kommun, registered!, 2);
    expect(receipts.map(({ data }) => data['outcome'])).toEqual(['accepted', 'accepted']);
    expect(receipts.flatMap(faultsOfCloudEvent)).toEqual([]);
    expect(receipts.map(({ record }) => record.headers['position'])).toEqual(
      receipts.map(({ data }) => data['position']),
    );
    const facts = (await hub.types()).filter((type) => !type.includes('finding') && !type.includes('deadline'));
    expect(facts).toEqual(['placement.registered', 'placement.started']);
  });

  it('answers what is delivered again as a duplicate, with the first position', async () => {
    await listening();
    const [registered] = eventsOf(aCase('twice').registered());
    await kommun.send([registered!, registered!]);
    const receipts = await receiptsAbout(kommun, registered!, 2);
    expect(receipts.map(({ data }) => data['outcome'])).toEqual(['accepted', 'duplicate']);
    expect(receipts[1]!.data['position']).toBe(receipts[0]!.data['position']);
  });

  it('lets no poison block what comes after it: each is put aside once, told of without its content', async () => {
    const { hub } = await listening();
    const before = { receipts: (await kommun.receipts()).length, notes: (await kommun.notes()).length };
    const [registered] = eventsOf(aCase('after poison').registered());
    const [notOurs] = eventsOf(aCase('not ours').registered());
    const structured = { 'content-type': MEDIA_TYPES.structured };
    await kommun.sendRaw(`{"id":"${PERSON_NUMBER}`, structured, 'same');
    await kommun.sendRaw('[]', { 'content-type': MEDIA_TYPES.batch }, 'same');
    await kommun.sendRaw(JSON.stringify({ ...registered, surprise: 1, id: PERSON_NUMBER }), structured, 'same');
    await kommun.sendRaw(JSON.stringify({ ...notOurs, source: `/party/${REGION}` }), structured, 'same');
    await kommun.sendRaw(JSON.stringify(registered), structured, 'same');
    const [refused, accepted] = await receiptsAbout(kommun, registered!, 2);
    expect([refused!.data['outcome'], accepted!.data['outcome']]).toEqual(['rejected', 'accepted']);
    const receipts = (await kommun.receipts()).slice(before.receipts);
    const notes = await eventually(async () => {
      const all = (await kommun.notes()).slice(before.notes);
      expect(all).toHaveLength(4);
      return all;
    });
    const codes = ['MalformedJson', 'UnknownField', 'UnsupportedMediaType', 'WrongSource'];
    expect(notes.map(({ data }) => data['code']).sort()).toEqual(codes);
    expect([...notes, ...receipts].flatMap(faultsOfCloudEvent)).toEqual([]);
    expect(JSON.stringify([...notes, ...receipts])).not.toContain(PERSON_NUMBER);
    const kept = await hub.quarantine.list(kommun.id, 0, 100);
    const ids = kept.map(({ quarantineId }) => quarantineId);
    expect(notes.map(({ data }) => data['quarantineId']).sort()).toEqual([...ids].sort());
    expect((await hub.quarantine.read(kommun.id, ids[0]!))?.content).toBe(`{"id":"${PERSON_NUMBER}`);
  });

  it('tells how what waited has ended, to who has a topic', async () => {
    await listening();
    const [registered, clarified] = eventsOf(aCase('waits').registered().clarified());
    const byRegion = { ...clarified!, id: 'r1', source: `/party/${REGION}` };
    await region.send([byRegion]);
    const [waiting] = await receiptsAbout(region, registered!, 1);
    expect(waiting!.data['outcome']).toBe('waiting');
    await kommun.send([registered!]);
    const [, final] = await receiptsAbout(region, registered!, 2);
    expect([final!.data['id'], final!.data['outcome']]).toEqual(['r1', 'accepted']);
    expect(faultsOfCloudEvent(final!)).toEqual([]);
  });

  it('carries the trace of a record to the log and to the receipt', async () => {
    const { hub } = await listening();
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const [registered] = eventsOf(aCase('traced').registered());
    const headers = { 'content-type': MEDIA_TYPES.structured, traceparent };
    await kommun.sendRaw(JSON.stringify(registered), headers, keyOf(registered!));
    const [receipt] = await receiptsAbout(kommun, registered!, 1);
    expect(receipt!.event['traceparent']).toBe(traceparent);
    const [stored] = (await hub.log.readAll(hub.log.start, { limit: 1 })).events;
    const entry = decodeEvent(stored!, await hub.keys.of(stored!.stream), 'assess');
    expect(traceOf(entry)).toBe(traceparent);
  });

  it('keeps the order of each case while the log is away now and then, and loses nothing', async () => {
    const flaky = flakyLog();
    const { hub, submissions, metrics } = await listening({ log: flaky.log });
    const cases = Array.from({ length: 12 }, (_, index) =>
      eventsOf(aCase(`flaky ${index}`).registered().started('2026-01-09').ended('2026-01-10')),
    );
    flaky.failEvery(3);
    await kommun.send([0, 1, 2].flatMap((step) => cases.map((events) => events[step]!)));
    const outcomes = await outcomesOf(cases, 3);
    expect(outcomes).toEqual(cases.map(() => ['accepted', 'accepted', 'accepted']));
    expect(flaky.failed()).toBeGreaterThan(5);
    const facts = ['placement.registered', 'placement.started', 'placement.ended'];
    for (const [registered] of cases) {
      const stream = `case-${keyOf(registered!)}` as const;
      const types = (await hub.log.readStream(stream)).map(({ type }) =>
        type.slice('se.hvbhub.'.length, -'.v1'.length),
      );
      expect(types.filter((type) => facts.includes(type))).toEqual(facts);
    }
    expect(submissions.ready()).toBe(true);
    expect(await metrics.registry.metrics()).toContain('hvb_kafka_messages_total{outcome="accepted",code=""} 36');
  });

  it("takes up a new party's topics without a restart", async () => {
    await listening();
    const newcomer = kafkaParty(server.brokers, 'kommun-2085.socialnamnden');
    await server.createTopics(newcomer.topics);
    const [registered] = eventsOf(aCase('newcomer').registered());
    const mine = { ...registered!, source: `/party/${newcomer.id}` };
    await newcomer.send([mine]);
    const [receipt] = await receiptsAbout(newcomer, mine, 1);
    expect(receipt!.data['outcome']).toBe('accepted');
  });

  it('goes on where another instance of the group is gone in the midst of its work', async () => {
    const log = memoryLog();
    const keys = memoryKeys();
    const first = await listening({ log, keys });
    await listening({ log, keys });
    const cases = Array.from({ length: 40 }, (_, index) =>
      eventsOf(aCase(`two ${index}`).registered().started('2026-01-09')),
    );
    await kommun.send(cases.map(([registered]) => registered!));
    await first.submissions.stop();
    await kommun.send(cases.map(([, started]) => started!));
    for (const outcomes of await outcomesOf(cases, 2)) {
      expect(outcomes.filter((outcome) => outcome === 'rejected')).toEqual([]);
    }
    const { events } = await log.readAll(log.start, { limit: 1_000 });
    const facts = events.filter(({ type }) => /placement\.(registered|started)\.v1$/.test(type));
    expect(facts).toHaveLength(2 * cases.length);
  });

  it('waits while the broker is away, is not ready, and goes on when it is back', async () => {
    const { submissions } = await listening();
    const [registered, started] = eventsOf(aCase('outage').registered().started('2026-01-09'));
    await kommun.send([registered!]);
    await receiptsAbout(kommun, registered!, 1);
    await server.kill();
    await eventually(() => {
      expect(submissions.ready()).toBe(false);
    });
    await server.start();
    await kommun.send([started!]);
    const receipts = await receiptsAbout(kommun, registered!, 2);
    expect(receipts.at(-1)!.data).toMatchObject({ id: started!.id, outcome: 'accepted' });
    await eventually(() => {
      expect(submissions.ready()).toBe(true);
    });
  });

  it('is made anew where it stands still, and gives up where that does not help', async () => {
    const hanging = hangingLog();
    const gaveUp: Error[] = [];
    const { submissions, metrics } = await listening({
      ...{ log: hanging.log, stallMs: 1_500 },
      giveUp: (error) => gaveUp.push(error),
    });
    // Before the hub is closed, which waits for what is under way.
    stopping.push(async () => {
      hanging.letGo();
      await Promise.resolve();
    });
    hanging.hang();
    const [registered] = eventsOf(aCase('hangs').registered());
    await kommun.send([registered!]);
    await eventually(() => {
      expect(gaveUp.map(({ name }) => name)).toEqual([ConsumerStalled.name]);
    });
    expect(submissions.ready()).toBe(false);
    expect(await metrics.registry.metrics()).toContain('hvb_kafka_consumer_rebuilds_total{cause="stall"} 1');
  });

  it('commits no more than was done with: the next takes what is left', async () => {
    const { hub } = await listening();
    const [registered] = eventsOf(aCase('hangs').registered());
    const receipts = await receiptsAbout(kommun, registered!, 1);
    expect(receipts.at(-1)!.data['outcome']).toMatch(/accepted|duplicate/);
    expect(await hub.types()).toContain('placement.registered');
  });

  it('has logged no error but those that were meant, and nothing that a party said', () => {
    const errors = lines.filter((line) => line.includes('"level":"error"') && !line.includes('ConsumerStalled'));
    expect(errors).toEqual([]);
    expect(lines.join('')).not.toContain(PERSON_NUMBER);
  });
});
