/** Fresh hubs for stories whose parties speak over Kafka: in this process, since stories are many and processes slow to start. */
import { randomBytes } from 'node:crypto';
import { type Instant } from '#domain';
import { type BrokerSettings } from '#engines';
import { type ProcessSettings } from '#http';
import { startStandalone } from '#standalone';
import { startHub } from '../../apps/hub/src/process.js';
import { startProjector } from '../../apps/projector/src/process.js';
import {
  publicDoor,
  type HubAddress,
  type PlayedHub,
  type PublicDoor,
} from '../../apps/cli/src/scenario/public-door.js';
import { type StartHub } from '../../apps/cli/src/scenario/run-scenario.js';
import { startProtocolServer } from '../eventstore-protocol/protocol-server.js';
import { doorOver, type KafkaParties } from './kafka-door.kafka.js';
import { ownDatabase } from './own-database.postgres.js';
import { patientDoor } from './patient-door.js';
import { temporaryFolder } from './temporary-folder.js';

/** As the log needs it of a server: the default of 1 MiB refuses what the port allows. */
export const APPEND_BYTES_MAX = 8 * 1024 * 1024;

export interface KafkaForStories {
  readonly brokers: string;
  readonly parties: KafkaParties;
}

interface Started extends HubAddress {
  readonly stop: () => Promise<void>;
}

/** What a story tells goes over Kafka; agreements by HTTP: whoever has no other part in a story than to sign has no topics. */
function played({ parties }: KafkaForStories, hub: Started): PlayedHub {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (who: string): Promise<string> => {
    const token = tokens.get(who) ?? hub.tokenOf(who);
    tokens.set(who, token);
    return token;
  };
  const http = patientDoor(publicDoor({ ...hub, tokenOf }));
  const kafka = doorOver(parties, http);
  const post: PublicDoor['post'] = (who, event) =>
    (event.subject.startsWith('agreement/') ? http : kafka).post(who, event);
  return { door: { ...kafka, post }, stop: hub.stop };
}

const settingsOf = async ({ brokers, parties }: KafkaForStories): Promise<BrokerSettings> => ({
  brokers: brokers.split(','),
  group: await parties.begin(),
});

/** Kafka and SQLite. */
export const freshHubOnKafka =
  (kafka: KafkaForStories): StartHub =>
  async (now) => {
    const hub = await startStandalone({
      dataDir: temporaryFolder(),
      port: 0,
      logLevel: 'silent',
      simulationFrom: now as Instant,
      kafka: await settingsOf(kafka),
    });
    return played(kafka, hub);
  };

/** Kafka, the protocol server in EventStoreDB's place, and PostgreSQL. */
export const freshHubOnEngines =
  (kafka: KafkaForStories, databaseUrl: string): StartHub =>
  async (now) => {
    const [database, eventStore, broker] = await Promise.all([
      ownDatabase(databaseUrl),
      startProtocolServer({ maxAppendSizeBytes: APPEND_BYTES_MAX }),
      settingsOf(kafka),
    ]);
    const settings: ProcessSettings = {
      port: 0,
      logLevel: 'silent',
      accessDir: temporaryFolder(),
      masterKey: randomBytes(32).toString('hex'),
      eventStoreUrl: eventStore.connectionString,
      databaseUrl: database.url,
      simulationFrom: now as Instant,
    };
    const hub = await startHub(settings, broker);
    const projector = await startProjector(settings, broker);
    return played(kafka, {
      url: hub.url,
      readUrl: projector.url,
      tokenOf: hub.tokenOf,
      stop: async () => {
        await Promise.all([hub.stop(), projector.stop()]);
        await eventStore.stop();
        await database.drop();
      },
    });
  };
