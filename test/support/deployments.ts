/** The combinations in which the hub is deployed: embedded, with Kafka beside it, and over the engines. Needs `npm run build`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteLogReader } from '#event-log';
import { filesUnder } from '#standalone';
import { publicDoor } from '../../apps/cli/src/scenario/public-door.js';
import { startProtocolServer } from '../eventstore-protocol/protocol-server.js';
import { startApp, type AppProcess } from './app-process.js';
import { type AtRest, type Deploy, type Deployed, type Deployment, type DeployOptions } from './deployment.js';
import { filesIn } from './found-in-plain.js';
import { installation } from './installation.js';
import { doorOver, type KafkaParties } from './kafka-door.kafka.js';
import { contentsOf, ownDatabase } from './own-database.postgres.js';
import { APPEND_BYTES_MAX } from './story-hubs.js';
import { temporaryFolder } from './temporary-folder.js';
import { type As } from './tokens.js';

/** A broker on which the parties of the specs have their topics, and none but this deployment listens. */
export interface KafkaForDeployment {
  readonly brokers: string;
  readonly parties: KafkaParties;
}

const STANDALONE = 'dist/apps/standalone/src/main.js';

/** Every file under a folder, as it lies. */
export const filesAtRest = (folder: string): readonly AtRest[] =>
  filesIn(folder).map((path) => ({ place: path.slice(folder.length + 1), bytes: readFileSync(path) }));

/** The embedded default: one process over a folder. */
export const embedded: Deploy = (options) => Promise.resolve(standalone({}, options));

/** Kafka and SQLite: the same process, whose parties speak over their topics. */
export const onKafka =
  ({ brokers, parties }: KafkaForDeployment): Deploy =>
  async (options) =>
    standalone({ HVB_KAFKA_BROKERS: brokers, HVB_KAFKA_GROUP: await parties.begin() }, options, parties);

function standalone(
  kafka: Readonly<Record<string, string>>,
  { logLevel = 'info' }: DeployOptions = {},
  parties?: KafkaParties,
): Deployment {
  const dataDir = temporaryFolder();
  const as = tokenFilesIn(join(dataDir, 'access', 'tokens'));
  const env = { ...kafka, HVB_DATA_DIR: dataDir, HVB_LOG_LEVEL: logLevel };
  return {
    start: async () => deployed([await startApp({ main: STANDALONE, env })], as, parties),
    logHead: () => {
      const reader = openSqliteLogReader(filesUnder(dataDir).log);
      const head = reader.head();
      reader.close();
      return Promise.resolve(head);
    },
    atRest: () => Promise.resolve(filesAtRest(dataDir)),
    close: () => Promise.resolve(),
  };
}

/** The token files of the demo parties, as `curl -H "authorization: Bearer $(cat …)"` would use them. */
const tokenFilesIn =
  (folder: string): As =>
  (who) =>
    Promise.resolve({ authorization: `Bearer ${readFileSync(join(folder, `${who}.token`), 'utf8').trim()}` });

/** Kafka, the protocol server in EventStoreDB's place, and PostgreSQL: a hub and a projector, each a process of its own. */
export const onEngines =
  ({ brokers, parties }: KafkaForDeployment, databaseUrl: string): Deploy =>
  async ({ logLevel = 'info' } = {}) => {
    const folder = temporaryFolder();
    const [database, eventStore, group] = await Promise.all([
      ownDatabase(databaseUrl),
      startProtocolServer({ file: join(folder, 'eventstore-protocol'), maxAppendSizeBytes: APPEND_BYTES_MAX }),
      parties.begin(),
    ]);
    const urls = { databaseUrl: database.url, eventStoreUrl: eventStore.connectionString };
    const { as, start } = installation({ folder, brokers, group, logLevel, ...urls });
    return {
      start: async () => deployed(await Promise.all([start('hub'), start('projector')]), as, parties),
      logHead: () => Promise.resolve(String(eventStore.storage.records.length)),
      atRest: async () => [
        ...filesAtRest(folder),
        { place: 'database', bytes: Buffer.from(await contentsOf(database.url)) },
      ],
      close: async () => {
        await eventStore.stop();
        await database.drop();
      },
    };
  };

/** The first takes events, the last shows views. */
function deployed(processes: readonly AppProcess[], as: As, parties?: KafkaParties): Deployed {
  const [url, readUrl] = [processes[0]!.url, processes.at(-1)!.url];
  const tokenOf = async (who: string): Promise<string> => (await as(who)).authorization.replace('Bearer ', '');
  const http = publicDoor({ url, readUrl, tokenOf });
  return {
    ...{ url, readUrl, as },
    door: parties ? doorOver(parties, http) : http,
    output: () => processes.map((one) => one.output()).join(''),
    end: async (signal) => {
      await Promise.all(processes.map((one) => one.end(signal)));
    },
  };
}
