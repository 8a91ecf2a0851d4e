/** The read side as a process of its own: over an EventStoreDB cluster and a PostgreSQL database that many such share. */
import { KEYS_SCHEMA, LEDGER_SCHEMA, openPostgresLedger } from '#access';
import { bearing, type BearingIndex } from '#cases';
import { leaseOn, type BrokerSettings, type Lease } from '#engines';
import { connectBroker } from '#engines/kafka';
import { openPostgresBearingIndex } from '#follow';
import { logKeyPath, postgresTreeStore, PROOFS_SCHEMA, type Witness } from '#proof';
import {
  clockOf,
  openProcessParts,
  startApp,
  tokenOf,
  type ProcessParts,
  type ProcessSettings,
  type Running,
} from '#http';
import { ALERTS_FOLLOWER } from './alerts/keep-alerts.js';
import { DENIALS_FOLLOWER } from './denials/tell-denials.js';
import { FEEDS_SCHEMA, postgresFeedCheckpoint } from './feed/feed-checkpoint.postgres.js';
import { FEED_INDEX_FOLLOWER } from './feed/feed-index.port.js';
import { FEED_INDEX_SCHEMA, postgresFeedIndex } from './feed/feed-index.postgres.js';
import { keepProofs } from './proof/keep-proofs.js';
import { tellOfWitness } from './proof/tell-of-witness.js';
import { ProjectorModule } from './projector.module.js';
import { pushingOf, type PushingSettings } from './pushing.js';
import { keepRows } from './rows/row-keeper.js';
import { type RowKeeper } from './rows/row-keeper.port.js';
import { rowsInStoryTime } from './rows/story-time.js';
import { entryBook } from './views/entered.js';
import { nameOfThings } from './views/names.js';
import { postgresSubscriptions, SUBSCRIPTIONS_SCHEMA } from './webhooks/subscriptions.postgres.js';
import { WEBHOOKS_FOLLOWER } from './webhooks/subscriptions.port.js';

/** The schema of the list rows, which a region's own analysts may query. */
const ROWS_SCHEMA = 'hvb_rows';
/** The schema of what bears on what. */
const BEARING_SCHEMA = 'hvb_bearing';

export interface ProjectorProcess {
  readonly url: string;
  /** A token of a party, of `auditor` or of `operator`. Throws for a name that is none of them. */
  readonly tokenOf: (who: string) => Promise<string>;
  readonly rows: RowKeeper;
  /** Takes no more questions, answers those under way, then ends every part. */
  readonly stop: () => Promise<void>;
}

/** What makes known what has been signed of the log. */
export interface Proven {
  /** Who is asked to cosign its checkpoints. */
  readonly witnesses?: readonly Witness[];
  /** Milliseconds between one that the parties are told and the next; never told where it is not said. */
  readonly checkpointEveryMs?: number | undefined;
}

/** Starts a projector and listens; with `kafka` it keeps the parties' feeds there, too; `proven`: by whom and how often what was signed is made known; `pushed`: where webhooks may go and how people are alerted. Fault: `DatabaseUnavailable`. */
export async function startProjector(
  settings: ProcessSettings,
  kafka?: BrokerSettings,
  proven: Proven = {},
  pushed: PushingSettings = {},
): Promise<ProjectorProcess> {
  const running: Running = {};
  const schemas = [
    ...[BEARING_SCHEMA, ROWS_SCHEMA, LEDGER_SCHEMA, PROOFS_SCHEMA, FEED_INDEX_SCHEMA, SUBSCRIPTIONS_SCHEMA],
    ...(kafka ? [FEEDS_SCHEMA] : []),
  ];
  const parts = await openProcessParts({ name: 'hvb-projector', schemas, running }, settings);
  const { logger, log, oneLog, keys, time } = parts;
  const url = settings.databaseUrl;
  const index = await openPostgresBearingIndex(url, BEARING_SCHEMA);
  const rows = await openRows(settings, parts, index);
  const ledger = await openPostgresLedger({ url, masterKey: parts.masters });
  const feed = {
    index: await postgresFeedIndex(url),
    lease: leaseOn({ url, schema: FEED_INDEX_SCHEMA, name: FEED_INDEX_FOLLOWER }),
  };
  const pushing = await openPushing(settings, parts, pushed);
  const broker = kafka && connectBroker({ ...kafka, clientId: 'hvb-projector', logger });
  const feeds = broker && {
    broker,
    checkpoint: await postgresFeedCheckpoint(url),
    lease: leaseOn({ url, schema: FEEDS_SCHEMA, name: 'feeds' }),
  };
  const proofs = await keepProofs({
    ...{ log, store: await postgresTreeStore(url), keyPath: logKeyPath(settings.accessDir) },
    lease: leaseOn({ url, schema: PROOFS_SCHEMA, name: 'proofs' }),
    ...{ witnesses: proven.witnesses, onWitness: tellOfWitness(logger) },
    told: { clock: clockOf(time), everyMs: proven.checkpointEveryMs },
    onDefect: (error) => {
      logger.error({ err: error }, 'the proofs stopped following');
    },
  });
  rowsInStoryTime(time, rows, log);
  const started = await startApp({
    ...settings,
    modules: [
      ProjectorModule.with({
        ...{ log, keys, rows, bearing: index, clock: clockOf(time), feed, kafka: feeds },
        proofs,
        denials: { ledger, lease: leaseOn({ url, schema: LEDGER_SCHEMA, name: DENIALS_FOLLOWER }) },
        ...pushing,
        book: entryBook(ledger, time),
      }),
    ],
    ...{ verifier: parts.entrance.verifier, logger, time, title: 'HVB Hub, vyer' },
    ...{ log, keys, beside: { 'one log': oneLog, ledger, register: parts.entrance, broker } },
  });
  running.app = started.app;
  return { url: started.url, tokenOf: (who) => tokenOf(parts, who), rows, stop: () => started.app.close() };
}

/** By what parties are turned to, each by whichever process has its lease. */
async function openPushing(
  { databaseUrl: url, simulationFrom }: ProcessSettings,
  { masters, entrance }: ProcessParts,
  pushed: PushingSettings,
): Promise<ReturnType<typeof pushingOf>> {
  const leaseOf = (name: string): Lease => leaseOn({ url, schema: SUBSCRIPTIONS_SCHEMA, name });
  const leases = { webhooks: leaseOf(WEBHOOKS_FOLLOWER), alerts: leaseOf(ALERTS_FOLLOWER) };
  const store = await postgresSubscriptions({ url, masterKey: masters });
  return pushingOf({ store, register: entrance.register, isSimulation: simulationFrom !== undefined, leases }, pushed);
}

/** The follower's worker thread opens log and keys for itself. */
function openRows(
  { databaseUrl: url, eventStoreUrl }: ProcessSettings,
  parts: ProcessParts,
  index: BearingIndex,
): Promise<RowKeeper> {
  const { log, oneLog, keys, logger, whereMaster } = parts;
  return keepRows({
    rows: { kind: 'postgres', url, schema: ROWS_SCHEMA, logId: oneLog.logId },
    log,
    fold: { log, keys, bearing: bearing({ log, keys, index }), name: nameOfThings },
    sources: {
      log: { kind: 'eventstore', connectionString: eventStoreUrl },
      bearing: { kind: 'postgres', url, schema: BEARING_SCHEMA },
      keys: { kind: 'postgres', url, schema: KEYS_SCHEMA, ...whereMaster },
    },
    onDefect: (error) => {
      logger.error({ err: error }, 'the rows stopped following');
    },
  });
}
