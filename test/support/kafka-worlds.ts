/**
 * Hubs with their views, told over Kafka: one consumer serves them all, since only one of them is spoken to at a time and
 * joining a group for each would be most of the work.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { entrySealer, openPostgresKeys, sqliteKeys, type KeyStore } from '#access';
import { leaseOn, openDatabase } from '#engines';
import { connectBroker } from '#engines/kafka';
import { openSqliteLog, type EventLog } from '#event-log';
import { openEventStoreLog } from '#event-log/cluster';
import { postgresBearingIndex } from '#follow';
import { hubLogger, Metrics, systemClock } from '#http';
import {
  HUB_MIGRATIONS,
  openPostgresState,
  postgresDueIndex,
  startSubmissions,
  type Hub,
  type HubPorts,
  type Receipt,
} from '#hub';
import { type WhereRows } from '#projector';
import { NOW, type World, type Worlds } from '../e2e/same-views.contract.js';
import { startProtocolServer } from '../eventstore-protocol/protocol-server.js';
import { type KafkaForDeployment } from './deployments.js';
import { ownName } from './engines.js';
import { openSpecHub } from './open-hub.js';
import { openSpecViews } from './open-views.js';
import { APPEND_BYTES_MAX } from './story-hubs.js';
import { temporaryFolder } from './temporary-folder.js';
import { sayerOf } from './wire-events.js';

const MASTER_KEY = randomBytes(32);

/** What a world is made of. */
interface Parts {
  readonly log: EventLog;
  readonly stores?: Pick<HubPorts, 'state' | 'due' | 'bearing' | 'lease'>;
  readonly rows?: WhereRows;
  readonly close: () => Promise<void>;
}

/** Where worlds keep what they keep. */
export interface Stores {
  readonly newKeys: Worlds['newKeys'];
  readonly open: () => Promise<Parts>;
}

/** Everything in files. */
export const inSqlite: Stores = {
  newKeys: () => Promise.resolve(sqliteKeys({ file: join(temporaryFolder(), 'keys.db'), masterKey: MASTER_KEY })),
  open: () => {
    const log = openSqliteLog({ path: join(temporaryFolder(), 'log.db') });
    return Promise.resolve({ log, close: () => log.close() });
  },
};

/** A protocol server for each log, and schemas of a database that is dropped by who made it. */
export const inEngines = (url: string): Stores => ({
  newKeys: () => openPostgresKeys({ url, schema: ownName('keys'), masterKey: MASTER_KEY }),
  open: async () => {
    const server = await startProtocolServer({ maxAppendSizeBytes: APPEND_BYTES_MAX });
    const log = openEventStoreLog({ connectionString: server.connectionString });
    const schema = ownName('hub');
    const database = await openDatabase({ url, schema, migrations: HUB_MIGRATIONS });
    return {
      log,
      stores: {
        state: openPostgresState(database, entrySealer(MASTER_KEY)),
        due: postgresDueIndex(database),
        bearing: postgresBearingIndex(database),
        lease: leaseOn({ url, schema, name: 'due' }),
      },
      rows: { kind: 'postgres', url, schema: ownName('rows') },
      close: async () => {
        await database.close();
        await log.close();
        await server.stop();
      },
    };
  },
});

export interface KafkaWorlds extends Worlds {
  close(): Promise<void>;
}

export async function kafkaWorlds({ brokers, parties }: KafkaForDeployment, stores: Stores): Promise<KafkaWorlds> {
  let spokenTo: Hub | undefined;
  const logger = hubLogger('spec', 'silent');
  const broker = connectBroker({ brokers: brokers.split(','), clientId: 'spec', logger });
  const submissions = startSubmissions({
    ...{ broker, logger, clock: systemClock, metrics: new Metrics(), group: await parties.begin() },
    hub: whoeverIsSpokenTo(() => spokenTo!),
    giveUp: (error) => {
      throw error;
    },
  });

  const open = async (keys: KeyStore): Promise<World> => {
    const parts = await stores.open();
    const { log, stores: given, rows } = parts;
    const hub = await openSpecHub({ log, keys, startAt: NOW, ...(given && { stores: given }) });
    const views = await openSpecViews(hub, rows && { rows });
    return {
      ...{ log, keys, views },
      post: async (event) => {
        spokenTo = hub;
        const { body } = await parties.post(sayerOf(event), event);
        return (body as [Receipt])[0];
      },
      close: async () => {
        await views.rows.stop();
        await hub.close();
        await parts.close();
      },
    };
  };
  return {
    newKeys: stores.newKeys,
    open,
    close: async () => {
      await submissions.stop();
      await broker.close();
    },
  };
}

/** The doors of a hub that is another from time to time. Of final receipts nobody is told: who waits for one asks the log. */
function whoeverIsSpokenTo(hub: () => Hub): Pick<Hub, 'receive' | 'outbox'> {
  return {
    receive: {
      one: (...asked) => hub().receive.one(...asked),
      events: (...asked) => hub().receive.events(...asked),
      refuse: (...asked) => hub().receive.refuse(...asked),
      unreadable: (...asked) => hub().receive.unreadable(...asked),
      waiting: (...asked) => hub().receive.waiting(...asked),
    },
    outbox: { untold: () => Promise.resolve([]), told: () => Promise.resolve() },
  };
}
