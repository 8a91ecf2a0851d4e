/** Hubs that are told over Kafka and asked over HTTP, in the process of the spec: beside the embedded default, and on the engines, where hub and projector are two. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Receipt } from '#hub';
import { type Instant } from '#domain';
import { type ProcessSettings } from '#http';
import { startStandalone } from '#standalone';
import { startHub } from '../../apps/hub/src/process.js';
import { startProjector } from '../../apps/projector/src/process.js';
import { startProtocolServer } from '../eventstore-protocol/protocol-server.js';
import { type KafkaForDeployment } from '../support/deployments.js';
import { postgresForSpecs } from '../support/engines.js';
import { ownDatabase } from '../support/own-database.postgres.js';
import { APPEND_BYTES_MAX } from '../support/story-hubs.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { type As } from '../support/tokens.js';
import { sayerOf, type WireEvent } from '../support/wire-events.js';
import { asOf, toldOverHttp, type AskedDeployment } from './who-asks.contract.js';

/** Opens a deployment of its own, whose story begins then; whoever speaks has topics. */
export type OpenOver = (
  kafka: KafkaForDeployment,
  from: Instant,
  speaking: readonly string[],
) => Promise<AskedDeployment>;

const brokerFor = async ({ brokers, parties }: KafkaForDeployment) => ({
  brokers: brokers.split(','),
  group: await parties.begin(),
});
interface Telling {
  readonly kafka: KafkaForDeployment;
  readonly speaking: readonly string[];
  readonly http: { readonly url: string; readonly as: As };
}

/** Over the sayer's topic, where it has one. */
const tellOver =
  ({ kafka, speaking, http }: Telling) =>
  async (event: WireEvent): Promise<string> => {
    if (!speaking.includes(sayerOf(event))) return toldOverHttp(http, event);
    const { body } = await kafka.parties.post(sayerOf(event), event);
    const [receipt] = body as [Receipt];
    return receipt.problem?.code ?? receipt.outcome;
  };

/** Kafka beside the embedded default. */
export const beside: OpenOver = async (kafka, simulationFrom, speaking) => {
  const dataDir = temporaryFolder();
  const broker = await brokerFor(kafka);
  const hub = await startStandalone({ dataDir, port: 0, logLevel: 'silent', simulationFrom, kafka: broker });
  const as = asOf(hub.tokenOf);
  return {
    ...{ urls: [hub.url], as, accessDir: join(dataDir, 'access') },
    tell: tellOver({ kafka, speaking, http: { url: hub.url, as } }),
    stop: () => hub.stop(),
  };
};

/** Kafka, and hub and projector over the engines. */
export const onEngines: OpenOver = async (kafka, simulationFrom, speaking) => {
  const [database, eventStore, broker] = await Promise.all([
    postgresForSpecs().then(({ url }) => ownDatabase(url)),
    startProtocolServer({ maxAppendSizeBytes: APPEND_BYTES_MAX }),
    brokerFor(kafka),
  ]);
  const accessDir = temporaryFolder();
  const settings: ProcessSettings = {
    ...{ port: 0, logLevel: 'silent', accessDir, masterKey: randomBytes(32).toString('hex'), simulationFrom },
    ...{ eventStoreUrl: eventStore.connectionString, databaseUrl: database.url },
  };
  const hub = await startHub(settings, broker);
  const projector = await startProjector(settings, broker);
  const as = asOf(hub.tokenOf);
  return {
    ...{ urls: [hub.url, projector.url], as, accessDir },
    tell: tellOver({ kafka, speaking, http: { url: hub.url, as } }),
    stop: async () => {
      await Promise.all([hub.stop(), projector.stop()]);
      await eventStore.stop();
      await database.drop();
    },
  };
};
