import { startKafka, type KafkaServer } from '../../infra/engines/index.js';
import { startProtocolServer, type ProtocolServer } from '../eventstore-protocol/protocol-server.js';
import { type AppProcess } from '../support/app-process.js';
import { aCase, PLACING_PARTY } from '../support/case-builder.js';
import { postgresForSpecs } from '../support/engines.js';
import { eventually } from '../support/eventually.js';
import { installation } from '../support/installation.js';
import { kafkaParty, type KafkaParty } from '../support/kafka-party.js';
import { kcatOn } from '../support/kcat.js';
import { ownDatabase, type OwnDatabase } from '../support/own-database.postgres.js';
import { cutShort, ofUnknownVersion, spoilingProxy, type SpoilingProxy } from '../support/spoiling-proxy.js';
import { APPEND_BYTES_MAX } from '../support/story-hubs.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { eventsOf, type WireEvent } from '../support/wire-events.js';

const HEADERS = 8_000;

describe('three hubs of one installation', () => {
  let kafka: KafkaServer;
  let proxy: SpoilingProxy;
  let eventStore: ProtocolServer;
  let database: OwnDatabase;
  let kommun: KafkaParty;
  const hubs: AppProcess[] = [];

  beforeAll(async () => {
    kafka = await startKafka({ folder: temporaryFolder() });
    proxy = await spoilingProxy(kafka.brokers);
    eventStore = await startProtocolServer({ maxAppendSizeBytes: APPEND_BYTES_MAX });
    database = await ownDatabase((await postgresForSpecs()).url);
    kommun = kafkaParty(kafka.brokers, PLACING_PARTY);
    await kafka.createTopics(kommun.topics, { partitions: 1 });
    const urls = { databaseUrl: database.url, eventStoreUrl: eventStore.connectionString };
    const { start } = installation({ folder: temporaryFolder(), brokers: proxy.brokers, group: 'three', ...urls });
    for (let count = 0; count < 3; count++) hubs.push(await start('hub'));
  });
  afterAll(async () => {
    for (const hub of hubs) await hub.end('SIGTERM');
    await proxy.stop();
    await kafka.stop();
    await eventStore.stop();
    await database.drop();
  });

  it('live on and serve what comes after, whatever lies on a topic: records that once ended each of them in turn (T-01, T-02)', async () => {
    const all = Array.from({ length: 6 }, (_, index) => eventsOf(aCase(`case ${index}`).registered())[0]!);
    const [submissions] = kommun.topics;
    const kcat = kcatOn(kafka.brokers);
    const send = (event: WireEvent, ...words: readonly string[]): Promise<void> => {
      const value = JSON.stringify(event);
      return kcat.send(
        submissions!,
        { key: event.id, value },
        '-H',
        'content-type=application/cloudevents+json',
        ...words,
      );
    };
    proxy.spoil(3, ofUnknownVersion);
    proxy.spoil(4, cutShort);
    await send(all[0]!, '-H', 'ce_traceparent', '-H', 'traceparent');
    await send(all[1]!, '-z', 'zstd');
    await send(all[2]!, ...Array.from({ length: HEADERS }, (_, index) => ['-H', `h${index}=`]).flat());
    for (const event of all.slice(3)) await send(event);
    await eventually(async () => {
      const codes = (await kommun.notes()).map(({ data }) => data['code']);
      expect(codes).toEqual(['TooLarge', 'UnreadableRecord', 'UnreadableRecord']);
      const receipts = (await kommun.receipts()).filter(({ data }) => data['outcome'] === 'accepted');
      expect(receipts.map(({ event }) => event['subject'])).toEqual([0, 1, 5].map((index) => all[index]!.subject));
    });
    for (const hub of hubs) {
      expect((await fetch(`${hub.url}/health/live`)).status).toBe(200);
      expect(hub.output()).not.toMatch(/giving up|TypeError|KafkaJSNotImplemented/);
    }
  });
});
