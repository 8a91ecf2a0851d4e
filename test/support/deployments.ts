/** The combinations in which the hub is deployed: embedded, with Kafka beside it, and over the engines. Needs `npm run build`. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MEDIA_TYPES } from '#contracts';
import { openSqliteLogReader } from '#event-log';
import { type Receipt } from '#hub';
import { filesUnder } from '#standalone';
import { publicDoor } from '../../apps/cli/src/scenario/public-door.js';
import { startProtocolServer } from '../eventstore-protocol/protocol-server.js';
import { startApp, type AppProcess } from './app-process.js';
import { type AtRest, type Deploy, type Deployed, type Deployment, type DeployOptions } from './deployment.js';
import { filesIn } from './found-in-plain.js';
import { kcatOn } from './kcat.js';
import { installation } from './installation.js';
import { doorOver, type KafkaParties, type RawRecord } from './kafka-door.kafka.js';
import { contentsOf, ownDatabase } from './own-database.postgres.js';
import { patientDoor } from './patient-door.js';
import { APPEND_BYTES_MAX } from './story-hubs.js';
import { temporaryFolder } from './temporary-folder.js';
import { type As } from './tokens.js';

/** A broker on which the parties of the specs have their topics, and none but this deployment listens. */
export interface KafkaForDeployment {
  readonly brokers: string;
  readonly parties: KafkaParties;
}

/** Half of what the door takes in one. */
const PER_BATCH = 500;
const STANDALONE = 'dist/apps/standalone/src/main.js';

/** Every file under a folder, as it lies. */
export const filesAtRest = (folder: string): readonly AtRest[] =>
  filesIn(folder).map((path) => ({ place: path.slice(folder.length + 1), bytes: readFileSync(path) }));

/** The embedded default: one process over a folder. */
export const embedded: Deploy = (options) => Promise.resolve(standalone(options));

/** Kafka and SQLite: the same process, whose parties speak over their topics. */
export const onKafka =
  ({ brokers, parties }: KafkaForDeployment): Deploy =>
  async (options) =>
    standalone(options, { brokers, parties, group: await parties.begin() });

function standalone(
  { logLevel = 'info' }: DeployOptions = {},
  kafka?: KafkaForDeployment & { readonly group: string },
): Deployment {
  const dataDir = temporaryFolder();
  const as = tokenFilesIn(join(dataDir, 'access', 'tokens'));
  const env = {
    HVB_DATA_DIR: dataDir,
    HVB_LOG_LEVEL: logLevel,
    ...(kafka && { HVB_KAFKA_BROKERS: kafka.brokers, HVB_KAFKA_GROUP: kafka.group }),
  };
  return {
    start: async () => deployed([await startApp({ main: STANDALONE, env })], as, kafka?.parties),
    logHead: () => {
      const reader = openSqliteLogReader(filesUnder(dataDir).log);
      const head = reader.head();
      reader.close();
      return Promise.resolve(head);
    },
    atRest: async () => [...filesAtRest(dataDir), ...(kafka ? await toldOn(kafka) : [])],
    close: () => Promise.resolve(),
  };
}

/** What the hub has told on topics, read by another client than its own. */
export async function toldOn({ brokers, parties }: KafkaForDeployment): Promise<readonly AtRest[]> {
  return Promise.all(
    parties.outTopics.map(async (place) => {
      const records = await kcatOn(brokers).consume(place);
      return { place, bytes: Buffer.from(records.map((record) => JSON.stringify(record)).join('\n')) };
    }),
  );
}

/** The token files of the demo parties, as `curl -H "authorization: Bearer $(cat …)"` would use them. */
const tokenFilesIn =
  (folder: string): As =>
  (who) =>
    Promise.resolve({ authorization: `Bearer ${readFileSync(join(folder, `${who}.token`), 'utf8').trim()}` });

export interface PostgresForDeployment {
  /** A superuser's. */
  readonly url: string;
  /** Where its data lies, if that is to be looked into. */
  readonly folder?: string;
}

/** Kafka, the protocol server in EventStoreDB's place, and PostgreSQL: a hub and a projector, each a process of its own. */
export const onEngines =
  ({ brokers, parties }: KafkaForDeployment, postgres: PostgresForDeployment): Deploy =>
  async ({ logLevel = 'info' } = {}) => {
    const folder = temporaryFolder();
    const [database, eventStore, group] = await Promise.all([
      ownDatabase(postgres.url),
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
        ...(postgres.folder === undefined ? [] : filesAtRest(postgres.folder)),
        { place: 'database', bytes: Buffer.from(await contentsOf(database.url)) },
        ...(await toldOn({ brokers, parties })),
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
    door: patientDoor(parties ? doorOver(parties, http) : http),
    postMany: (who, events) =>
      parties ? parties.postRaw(who, ...events.map(anyRecord)) : postInBatches({ url, as }, who, events),
    output: () => processes.map((one) => one.output()).join(''),
    end: async (signal) => {
      await Promise.all(processes.map((one) => one.end(signal)));
    },
  };
}

function anyRecord(event: object): RawRecord {
  const own = 'traceparent' in event && typeof event.traceparent === 'string' ? { traceparent: event.traceparent } : {};
  const headers = { 'content-type': MEDIA_TYPES.structured };
  return { key: randomUUID(), value: JSON.stringify(event), headers, ...own };
}

async function postInBatches(
  { url, as }: Pick<Deployed, 'url' | 'as'>,
  who: string,
  events: readonly object[],
): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = [];
  for (let at = 0; at < events.length; at += PER_BATCH) {
    const answer = await fetch(`${url}/v1/events`, {
      method: 'POST',
      headers: { ...(await as(who)), 'content-type': MEDIA_TYPES.batch },
      body: JSON.stringify(events.slice(at, at + PER_BATCH)),
    });
    receipts.push(...((await answer.json()) as Receipt[]));
  }
  return receipts;
}
