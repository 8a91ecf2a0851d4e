/** The matrix of who is let in, over Kafka: beside the embedded default, and on the engines, where hub and projector are two. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Receipt } from '#hub';
import { type Instant } from '#domain';
import { type ProcessSettings } from '#http';
import { startStandalone } from '#standalone';
import { startHub } from '../../apps/hub/src/process.js';
import { startProjector } from '../../apps/projector/src/process.js';
import { toldThings } from '../battery/existence/told-things.js';
import { startProtocolServer } from '../eventstore-protocol/protocol-server.js';
import { PLACING_PARTY, REGION } from '../support/case-defaults.data.js';
import { type KafkaForDeployment } from '../support/deployments.js';
import { KAFKA_AND_ENGINES, KAFKA_AND_SQLITE, ownKafka } from '../support/engine-combinations.js';
import { postgresForSpecs } from '../support/engines.js';
import { ownDatabase } from '../support/own-database.postgres.js';
import { APPEND_BYTES_MAX } from '../support/story-hubs.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { type As } from '../support/tokens.js';
import { sayerOf, type WireEvent } from '../support/wire-events.js';
import { toldOverHttp, whoAsksContract, type AskedDeployment } from './who-asks.contract.js';

const NOW = '2026-01-10T08:00:00.000Z' as Instant;
/** Whoever has no other part than to agree has no topics. */
const SPEAKING: readonly string[] = [PLACING_PARTY, REGION, 'region-21'];

type Kafka = () => KafkaForDeployment;

const brokerFor = async ({ brokers, parties }: KafkaForDeployment) => ({
  brokers: brokers.split(','),
  group: await parties.begin(),
});
const asOf =
  (tokenOf: (who: string) => Promise<string>): As =>
  async (who) => ({ authorization: `Bearer ${await tokenOf(who)}` });

/** Over the sayer's topic, where it has one. */
const tellOver =
  (kafka: KafkaForDeployment, http: { readonly url: string; readonly as: As }) =>
  async (event: WireEvent): Promise<string> => {
    if (!SPEAKING.includes(sayerOf(event))) return toldOverHttp(http, event);
    const { body } = await kafka.parties.post(sayerOf(event), event);
    const [receipt] = body as [Receipt];
    return receipt.problem?.code ?? receipt.outcome;
  };

async function beside(kafka: KafkaForDeployment): Promise<AskedDeployment> {
  const dataDir = temporaryFolder();
  const broker = await brokerFor(kafka);
  const hub = await startStandalone({ dataDir, port: 0, logLevel: 'silent', simulationFrom: NOW, kafka: broker });
  const as = asOf(hub.tokenOf);
  return {
    ...{ urls: [hub.url], as, accessDir: join(dataDir, 'access') },
    tell: tellOver(kafka, { url: hub.url, as }),
    stop: () => hub.stop(),
  };
}

async function onEngines(kafka: KafkaForDeployment): Promise<AskedDeployment> {
  const [database, eventStore, broker] = await Promise.all([
    postgresForSpecs().then(({ url }) => ownDatabase(url)),
    startProtocolServer({ maxAppendSizeBytes: APPEND_BYTES_MAX }),
    brokerFor(kafka),
  ]);
  const accessDir = temporaryFolder();
  const settings: ProcessSettings = {
    ...{ port: 0, logLevel: 'silent', accessDir, masterKey: randomBytes(32).toString('hex'), simulationFrom: NOW },
    ...{ eventStoreUrl: eventStore.connectionString, databaseUrl: database.url },
  };
  const hub = await startHub(settings, broker);
  const projector = await startProjector(settings, broker);
  const as = asOf(hub.tokenOf);
  return {
    ...{ urls: [hub.url, projector.url], as, accessDir },
    tell: tellOver(kafka, { url: hub.url, as }),
    stop: async () => {
      await Promise.all([hub.stop(), projector.stop()]);
      await eventStore.stop();
      await database.drop();
    },
  };
}

describe('who is let in', () => {
  const kafka = ownKafka(SPEAKING);

  describe.each([
    [KAFKA_AND_SQLITE, beside],
    [KAFKA_AND_ENGINES, onEngines],
  ] as const)('%s', (_name, open) => {
    whoAsksContract(() => open(kafka()), overKafka(kafka));
  });
});

/** What a topic takes from nobody: another's source, and what is not the party's to say. */
function overKafka(kafka: Kafka): () => void {
  return () => {
    it('takes on a party’s topic nothing under another’s source, and no fact of a case from who has no part in it', async () => {
      const { events } = toldThings('matrix');
      const outcome = async (by: string, event: WireEvent): Promise<string> => {
        const { body } = await kafka().parties.post(by, event);
        const [receipt] = body as [Receipt];
        return receipt.problem?.code ?? receipt.outcome;
      };
      const ofCase = events.filter(({ subject }) => subject === events[0].subject);
      for (const event of ofCase)
        for (const by of SPEAKING.filter((party) => party !== sayerOf(event)))
          expect([event.type, by, await outcome(by, { ...event, id: `${by}-source` })]).toEqual([
            ...[event.type, by, 'WrongSource'],
          ]);
      for (const event of ofCase.slice(1))
        expect([
          event.type,
          await outcome('region-21', { ...event, id: `strange-${event.id}`, source: '/party/region-21' }),
        ]).toEqual([event.type, 'NotYourFactToState']);
    });
  };
}
