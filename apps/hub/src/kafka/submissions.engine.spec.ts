import { type EventLog, memoryLog } from '#event-log';
import { connectBroker, type Broker } from '#engines';
import { hubLogger, Metrics } from '#http';
import { startSubmissions, type Submissions, type SubmissionsOptions } from '#hub';
import { startKafka, type KafkaServer } from '../../../../infra/engines/index.js';
import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { eventually } from '../../../../test/support/eventually.js';
import { faultsOfCloudEvent, kafkaParty, type KafkaParty } from '../../../../test/support/kafka-party.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { eventsOf } from '../../../../test/support/wire-events.js';

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

  /** A hub that listens. All of a spec share a group, so that what an earlier one has taken is not taken again. */
  async function listening(options: Partial<SubmissionsOptions> & { readonly log?: EventLog } = {}): Promise<Started> {
    const hub = await openSpecHub({ startAt: '2026-01-10T08:00:00.000Z', log: options.log ?? memoryLog() });
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

  const receiptsOf = (party: KafkaParty, ids: readonly string[], already = 0) =>
    eventually(async () => {
      const all = (await party.receipts()).slice(already);
      const found = ids.map((id) => all.filter(({ data }) => data['id'] === id));
      for (const [index, some] of found.entries())
        if (some.length === 0) throw new Error(`no receipt of ${ids[index]}`);
      return found.flat();
    });

  it('takes structured and binary mode, in the order of the case, and answers with receipts', async () => {
    const { hub } = await listening();
    const [registered, started] = eventsOf(aCase('both modes').registered().started('2026-01-09'));
    await kommun.send([registered!]);
    await kommun.sendBinary(started!);
    const receipts = await receiptsOf(kommun, [registered!.id, started!.id]);
    expect(receipts.map(({ data }) => data['outcome'])).toEqual(['accepted', 'accepted']);
    expect(receipts.flatMap(faultsOfCloudEvent)).toEqual([]);
    expect(receipts.map(({ record }) => record.headers['position'])).toEqual(
      receipts.map(({ data }) => data['position']),
    );
    expect(
      (await hub.types()).filter((type) => type.startsWith('placement.re') || type === 'placement.started'),
    ).toEqual(['placement.registered', 'placement.started']);
  });
});
