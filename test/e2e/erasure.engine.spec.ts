/** That nothing can be had of one whose keys are destroyed, over the engines: told over Kafka, kept in an EventStoreDB cluster and PostgreSQL. */
import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MEDIA_TYPES } from '#contracts';
import { type ProcessSettings } from '#http';
import { type Receipt } from '#hub';
import { startHub } from '../../apps/hub/src/process.js';
import { startProjector } from '../../apps/projector/src/process.js';
import { startProtocolServer } from '../eventstore-protocol/protocol-server.js';
import { openStorage } from '../eventstore-protocol/storage.js';
import { PLACING_PARTY, REGION } from '../support/case-defaults.data.js';
import { filesAtRest, toldOn, type KafkaForDeployment } from '../support/deployments.js';
import { KAFKA_AND_ENGINES, ownKafka } from '../support/engine-combinations.js';
import { postgresForSpecs } from '../support/engines.js';
import { openedBy, type AtHand } from '../support/opened-at-rest.js';
import { contentsOf, ownDatabase, valuesOf } from '../support/own-database.postgres.js';
import { APPEND_BYTES_MAX } from '../support/story-hubs.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { sayerOf } from '../support/wire-events.js';
import { erasureContract, type ErasingHub, type ErasingWorld } from './erasure.contract.js';

const SPEAKING = [PLACING_PARTY, REGION];
const run = promisify(execFile);

/** What a world is over; each is made for it alone but for the access folder, where the list of what was erased lies too. */
interface Kept {
  readonly databaseUrl: string;
  /** The file of the log. */
  readonly log: string;
  readonly accessDir: string;
  readonly masterKey: string;
}

/** To be ended when nothing is asked of any world any more. */
type Ends = (() => Promise<unknown>)[];

async function keptIn(ends: Ends, shared: Pick<Kept, 'accessDir' | 'masterKey'>): Promise<Kept> {
  const database = await ownDatabase((await postgresForSpecs()).url);
  ends.push(() => database.drop());
  return { ...shared, databaseUrl: database.url, log: join(temporaryFolder(), 'log') };
}

async function startOver(
  kept: Kept,
  kafka: KafkaForDeployment,
  from: ProcessSettings['simulationFrom'],
): Promise<ErasingHub> {
  const { databaseUrl, accessDir, masterKey, log: file } = kept;
  const server = await startProtocolServer({ maxAppendSizeBytes: APPEND_BYTES_MAX, file });
  const settings: ProcessSettings = {
    ...{ port: 0, logLevel: 'silent', accessDir, masterKey, databaseUrl, eventStoreUrl: server.connectionString },
    ...(from === undefined ? {} : { simulationFrom: from }),
  };
  // What parties have said lies on their topics, which are theirs: they are emptied before it is started.
  const broker = { brokers: kafka.brokers.split(','), group: await kafka.parties.begin() };
  const hub = await startHub(settings, broker);
  const projector = await startProjector(settings, broker);
  let isOver = false;
  return {
    ...{ urls: [hub.url, projector.url], tokenOf: hub.tokenOf },
    tell: async (event) => {
      const { body } = await kafka.parties.post(sayerOf(event), event);
      const [receipt] = body as [Receipt];
      return receipt.problem?.code ?? receipt.outcome;
    },
    tellRaw: async (party, value) => {
      await kafka.parties.postRaw(party, { key: 'half', value, headers: { 'content-type': MEDIA_TYPES.structured } });
    },
    stop: async () => {
      if (isOver) return;
      isOver = true;
      await Promise.all([hub.stop(), projector.stop()]);
      await server.stop();
    },
  };
}

const inLog = ({ log }: Kept): readonly AtHand[] =>
  openStorage(log).records.flatMap(({ data, metadata }) =>
    [data, metadata].map((bytes) => ({ place: 'log', bytes: Buffer.from(bytes) })),
  );

function worldOver(kept: Kept, kafka: () => KafkaForDeployment, ends: Ends): ErasingWorld {
  return {
    start: (from) => startOver(kept, kafka(), from),
    lying: async () => [
      ...filesAtRest(kept.accessDir),
      ...inLog(kept),
      { place: 'database', bytes: Buffer.from(await contentsOf(kept.databaseUrl)) },
      ...(await toldOn(kafka())),
    ],
    opened: async () =>
      openedBy([Buffer.from(kept.masterKey, 'hex')], [...inLog(kept), ...(await valuesOf(kept.databaseUrl))]),
    backup: async () => {
      const folder = temporaryFolder();
      const [dump, copy] = [join(folder, 'database.dump'), join(folder, 'log')];
      await run('pg_dump', ['-d', kept.databaseUrl, '-Fc', '-f', dump]);
      copyFileSync(kept.log, copy);
      return {
        restored: async () => {
          const other = await keptIn(ends, kept);
          copyFileSync(copy, other.log);
          await run('pg_restore', ['-d', other.databaseUrl, '--exit-on-error', '--no-owner', dump]);
          return worldOver(other, kafka, ends);
        },
      };
    },
  };
}

describe('a file that is weeded', () => {
  const kafka = ownKafka(SPEAKING);
  const ends: Ends = [];
  afterAll(async () => {
    for (const end of ends) await end();
  });

  describe(KAFKA_AND_ENGINES, () => {
    const shared = { accessDir: temporaryFolder(), masterKey: randomBytes(32).toString('hex') };
    erasureContract(async () => worldOver(await keptIn(ends, shared), kafka, ends), {
      ...{ log: 'log', waiting: 'hvb_hub.waiting', quarantine: 'hvb_hub.quarantine' },
    });
  });
});
