/** Installations whose deliveries are tried: embedded in one process, or hub and projector over the engines, each with a story's clock. */
import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { openMasters, openPostgresKeys, sqliteKeys } from '#access';
import { topicOf } from '#contracts';
import { type PartyId } from '#domain';
import { openSqliteLog } from '#event-log';
import { openEventStoreLog } from '#event-log/cluster';
import { postgresFeedIndex, sqliteFeedIndex } from '#projector';
import { filesUnder } from '#standalone';
import { DERIVED } from '../../../apps/standalone/src/folder/files.js';
import { type AppProcess } from '../../support/app-process.js';
import { type As } from '../../support/tokens.js';
import { comparedWithLog, type Compared } from '../../support/feed-recomputed.js';
import { startHubProcess, type HubProcess } from '../../support/hub-process.js';
import { installation } from '../../support/installation.js';
import { ownDatabase, withoutSchemas } from '../../support/own-database.postgres.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { startEventStoreProcess } from '../eventstore-process.js';
import { topicsOf, type EngineServers } from '../world.js';

/** When every story begins; later than all that is told. */
export const BEGINS = '2026-02-03T08:00:00.000Z';

/** Needs `npm run build`. */
const MAIN = 'dist/test/battery/deliveries/story-hub.js';

/** What runs. */
export interface Running {
  readonly hub: string;
  readonly projector: string;
  readonly as: As;
}

export interface DeliveryWorld {
  readonly name: string;
  /** As it is now. */
  readonly running: () => Running;
  /** Ends who pushes by SIGKILL, at once. */
  readonly kill: () => void;
  /** Begins it anew once it has ended. */
  readonly startAgain: () => Promise<void>;
  /** PostgreSQL is ended and begun; undefined where there is none. */
  readonly restartDatabase?: (way: 'kill' | 'stop') => Promise<void>;
  /** Moves the clock of all to an instant. */
  readonly moveTo: (instant: string) => Promise<void>;
  /** Ends all, holds every row of the feeds against the log, makes all that is made of it anew, and begins again. */
  readonly madeAnew: () => Promise<Compared>;
  /** What the parties' topics hold, where there are any: by party the event of each number. */
  readonly topics?: (party: PartyId) => Promise<ReadonlyMap<number, string>>;
  readonly stop: () => Promise<void>;
}

/** Throws where the clock does not come there; that it stands there already is as good. */
async function moved({ url, as }: { readonly url: string; readonly as: As }, now: string): Promise<void> {
  const headers = { 'content-type': 'application/json', ...(await as('operator')) };
  const answer = await fetch(`${url}/v1/simulation/clock`, { method: 'PUT', headers, body: JSON.stringify({ now }) });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`the clock: ${answer.status} ${text}`);
}

/** The program with all in it, over a folder. `places`: where its webhooks may go. */
export async function embeddedWorld(places: readonly string[]): Promise<DeliveryWorld> {
  const dataDir = join(temporaryFolder(), 'data');
  const env = { HVB_STORY_FROM: BEGINS, HVB_WEBHOOK_ALLOW: places.join(',') };
  const start = (): Promise<HubProcess> => startHubProcess({ main: MAIN, dataDir, env, logLevel: 'warn' });
  let process = await start();
  let now = BEGINS;
  let killed: Promise<unknown> = Promise.resolve();
  const startAgain = async (): Promise<void> => {
    await killed;
    process = await start();
    await moved(process, now);
  };
  return {
    name: 'embedded',
    running: () => ({ hub: process.url, projector: process.url, as: process.as }),
    kill: () => {
      killed = process.end('SIGKILL');
    },
    startAgain,
    moveTo: async (instant) => {
      now = instant;
      await moved(process, now);
    },
    madeAnew: async () => {
      await process.end('SIGTERM');
      const files = filesUnder(dataDir);
      const compared = await comparedInFolder(files);
      for (const one of DERIVED)
        for (const suffix of ['', '-wal', '-shm']) rmSync(`${files[one]}${suffix}`, { force: true });
      await startAgain();
      return compared;
    },
    stop: async () => {
      await process.end('SIGTERM');
    },
  };
}

async function comparedInFolder(files: ReturnType<typeof filesUnder>): Promise<Compared> {
  const masters = await openMasters({ masterKeyPath: files.masterKey });
  const log = openSqliteLog({ path: files.log });
  const keys = sqliteKeys({ file: files.keys, masterKey: masters });
  const index = sqliteFeedIndex(files.feedIndex);
  try {
    return await comparedWithLog({ log, keys, index });
  } finally {
    await index.close();
    await keys.close();
    await log.close();
  }
}

/** What is made of the log, and may be made anew. */
const MADE_OF_THE_LOG = ['hvb_rows', 'hvb_bearing', 'hvb_proofs'];

/** A hub and a projector, each a process, over a database, a log and topics of their own. */
export async function engineWorld(servers: EngineServers, places: readonly string[]): Promise<DeliveryWorld> {
  const { postgres, kafka, parties } = servers;
  await parties.renew(topicsOf('submissions', 'receipts', 'feed'));
  const { url: databaseUrl } = await ownDatabase(postgres.url);
  const eventStore = await startEventStoreProcess();
  const { as, start, masterKey } = installation({
    ...{ databaseUrl, eventStoreUrl: eventStore.url, brokers: kafka.brokers, simulationFrom: BEGINS, logLevel: 'warn' },
    ...{ folder: join(temporaryFolder(), 'installation'), webhookPlaces: places },
  });
  let [hub, projector]: AppProcess[] = [await start('hub'), await start('projector')] as [AppProcess, AppProcess];
  let now = BEGINS;
  let killed: Promise<unknown> = Promise.resolve();
  const both = (): readonly AppProcess[] => [hub!, projector!];
  const startProjector = async (): Promise<void> => {
    await killed;
    projector = await start('projector');
    await moved({ url: projector.url, as }, now);
  };
  return {
    name: 'engines',
    running: () => ({ hub: hub!.url, projector: projector!.url, as }),
    kill: () => {
      killed = projector!.end('SIGKILL');
    },
    startAgain: startProjector,
    restartDatabase: async (way) => {
      await postgres[way]();
      await postgres.start();
    },
    moveTo: async (instant) => {
      now = instant;
      for (const { url } of both()) await moved({ url, as }, now);
    },
    madeAnew: async () => {
      await Promise.all(both().map((app) => app.end('SIGTERM')));
      const log = openEventStoreLog({ connectionString: eventStore.url });
      const keys = await openPostgresKeys({ url: databaseUrl, masterKey: Buffer.from(masterKey, 'hex') });
      const index = await postgresFeedIndex(databaseUrl);
      const compared = await comparedWithLog({ log, keys, index });
      await Promise.all([index.close(), keys.close(), log.close()]);
      await withoutSchemas(databaseUrl, MADE_OF_THE_LOG);
      hub = await start('hub');
      await moved({ url: hub.url, as }, now);
      await startProjector();
      return compared;
    },
    topics: async (party) => {
      const told = await parties.readAll([topicOf('feed', party)]);
      return new Map(told.map(({ sequence = 0, event }) => [sequence, String(event['id'])]));
    },
    stop: async () => {
      await Promise.all(both().map((app) => app.end('SIGTERM')));
      await eventStore.stop();
    },
  };
}
