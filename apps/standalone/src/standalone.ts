/** Hub and projector in one process on the embedded default: the one place that says what it is made of. */
import { mkdirSync } from 'node:fs';
import { type DynamicModule } from '@nestjs/common';
import {
  entrySealer,
  openMasters,
  ownIssuer,
  sqliteKeys,
  sqliteLedger,
  type OwnIssuer,
  type SqliteKeyStore,
  type SqliteLedger,
  type WhereMaster,
  type WhereToken,
} from '#access';
import { bearing, type BearingIndex } from '#cases';
import { type Instant } from '#domain';
import { type Broker, type BrokerSettings } from '#engines';
import { connectBroker } from '#engines/kafka';
import { openSqliteLog, takeWriterLock, type LogId, type SqliteEventLog } from '#event-log';
import { sqliteBearingIndex, type TellAside } from '#follow';
import {
  clockOf,
  giveUpOn,
  hubLogger,
  openEntrance,
  startApp,
  timeFrom,
  tokenOf,
  type DoorFrameOptions,
  type Entrance,
  type EntranceSettings,
  type Logger,
  type Running,
} from '#http';
import {
  erasuresInFile,
  HubModule,
  type ErasureList,
  openSqliteState,
  ownEntriesOf,
  sqliteDueIndex,
  type SqliteState,
} from '#hub';
import {
  entryBook,
  keepProofs,
  keepRows,
  nameOfThings,
  ProjectorModule,
  pushingOf,
  rowsInStoryTime,
  sqliteFeedCheckpoint,
  sqliteFeedIndex,
  sqliteSubscriptions,
  tellOfWitness,
  type AlertSettings,
  type KeptProofs,
  type RowKeeper,
  type SqliteFeedIndex,
  type SqliteSubscriptions,
  type WebhookSettings,
} from '#projector';
import { sqliteTreeStore, type Witness } from '#proof';

import { closeToOthers } from './folder/close-to-others.js';
import { filesUnder, type Files } from './folder/files.js';
import { keepSeen } from './folder/seen.js';
import { prepare } from './folder/prepare.js';
import { type Lost } from './folder/survey.js';

/** What the hub keeps is for the user it runs as, and nobody else on the machine. */
const OWNER_ONLY_FOLDER = 0o700;

export { filesUnder };

/** Beside what it lets in by: a nämnd that nobody has registered is accepted where nothing is said. */
export interface StandaloneOptions extends EntranceSettings {
  /** Everything that the hub keeps is under this folder; made if need be. */
  readonly dataDir: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly host?: string;
  /** Connections held open at once; more are closed as they come. */
  readonly connectionsMax?: number;
  /** As in pino. */
  readonly logLevel?: string;
  /** A story's clock that begins here, moved by `PUT /v1/simulation/clock`; else the machine's. */
  readonly simulationFrom?: Instant;
  /** 64 hexadecimal digits from the operator's secret store; else made at first start and kept under `dataDir`. */
  readonly masterKey?: string;
  /** Another that is accepted beside it, while keys are wrapped anew. */
  readonly secondMasterKey?: string;
  /** Where a master key is in a token: an HSM. */
  readonly token?: WhereToken;
  /** Where parties may speak and are told over Kafka, too. */
  readonly kafka?: BrokerSettings;
  /** The file of what has been erased, where it is not under `dataDir`. */
  readonly erasuresFile?: string;
  /** How long backups are kept, in days. */
  readonly backupDays?: number;
  /** Who is asked to cosign the log's checkpoints. */
  readonly witnesses?: readonly Witness[];
  /** Milliseconds between one checkpoint that the parties are told and the next; never told where it is not said. */
  readonly checkpointEveryMs?: number;
  /** Primary files that are gone for good, and begun anew. */
  readonly lost?: readonly Lost[];
  /** Where webhooks may go beside the public internet. */
  readonly webhooks?: WebhookSettings;
  /** How people are alerted; else by webhooks alone. */
  readonly alerts?: AlertSettings;
}

export interface Standalone {
  readonly url: string;
  readonly dataDir: string;
  /** Paths of the token files of the demo parties, by name. */
  readonly tokenFiles: ReadonlyMap<string, string>;
  /** A token of a party, of `auditor` or of `operator`. Throws for a name that is none of them. */
  readonly tokenOf: (who: string) => Promise<string>;
  readonly log: SqliteEventLog;
  readonly rows: RowKeeper;
  /** Takes nothing new, answers what is under way, then ends every part in an order that loses nothing. */
  readonly stop: () => Promise<void>;
}

interface Stores {
  readonly log: SqliteEventLog;
  readonly logId: LogId;
  readonly keys: SqliteKeyStore;
  readonly state: SqliteState;
  readonly ledger: SqliteLedger;
  readonly feed: SqliteFeedIndex;
  readonly subscriptions: SqliteSubscriptions;
  readonly erasures: ErasureList;
  readonly backupDays: number | undefined;
  readonly issuer: OwnIssuer;
  readonly entrance: Entrance;
  readonly logger: Logger;
  readonly kafka: { readonly broker: Broker; readonly group: string } | undefined;
  /** Says, once, that a derived file was put aside and is made anew. */
  readonly onAside: TellAside;
}

async function openStores(options: StandaloneOptions, files: Files, running: Running): Promise<Stores> {
  const logger = hubLogger('hvb-hub', options.logLevel ?? 'info');
  const onAside: TellAside = (aside) => {
    logger.warn({ ...aside }, 'a file that can be had again could not be used: it is put aside, and made anew');
  };
  const lock = takeWriterLock(files.log);
  prepare(options, files, lock, { logger, onAside });
  closeToOthers(options.dataDir, logger);
  const log = openSqliteLog({ path: files.log, lock, onBroken: giveUpOn(running, logger) });
  try {
    const logId = (await log.identity()) as LogId;
    const masters = await openMasters(whereMasterOf(options, files));
    const keys = sqliteKeys({ file: files.keys, masterKey: masters, logId });
    const state = openSqliteState({ path: files.state, logId }, entrySealer(masters));
    const ledger = sqliteLedger({ file: files.ledger, masterKey: masters, logId });
    const feed = sqliteFeedIndex(files.feedIndex, { logId });
    const subscriptions = sqliteSubscriptions(files.subscriptions, entrySealer(masters), { logId });
    const { erasuresFile = files.erasures, backupDays } = options;
    const erasures = erasuresInFile(erasuresFile);
    const issuer = await ownIssuer(files.access, logId);
    const { issuers = [], unregistered = 'accepted' } = options;
    const entrance = await openEntrance({ log, issuer, issuers, acceptsUnregistered: unregistered === 'accepted' });
    const kafka = kafkaOf(options, logger);
    const stores = { log, logId, keys, state, ledger, feed, subscriptions };
    return { ...stores, erasures, backupDays, issuer, entrance, logger, kafka, onAside };
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** Where the folder's master keys are: in a token, given, or in its files. */
export function whereMasterOf(
  { masterKey, secondMasterKey, token }: Pick<StandaloneOptions, 'masterKey' | 'secondMasterKey' | 'token'>,
  files: Pick<Files, 'masterKey'>,
): WhereMaster {
  const masterKeyPath = files.masterKey;
  return { masterKeyGiven: masterKey, secondMasterKeyGiven: secondMasterKey, masterKeyPath, token };
}

function kafkaOf({ kafka }: StandaloneOptions, logger: Logger): Stores['kafka'] {
  return kafka && { broker: connectBroker({ ...kafka, clientId: 'hvb-hub', logger }), group: kafka.group };
}

/** The list rows, with what a rebuild's worker needs to find log and keys by itself. */
function openRows(
  options: StandaloneOptions,
  files: Files,
  { log, logId, keys, logger, index, onAside }: Stores & { readonly index: BearingIndex },
): Promise<RowKeeper> {
  return keepRows({
    rows: { kind: 'sqlite', path: files.rows, logId },
    log,
    onAside,
    fold: { log, keys, bearing: bearing({ log, keys, index }), name: nameOfThings },
    sources: {
      bearing: { kind: 'sqlite', path: files.bearing },
      log: { kind: 'sqlite', path: files.log },
      keys: { kind: 'sqlite', path: files.keys, ...whereMasterOf(options, files) },
    },
    onDefect: (error) => {
      logger.error({ err: error }, 'the rows stopped following');
    },
  });
}

/** Both apps over the same stores. */
function bothApps(
  stores: Stores,
  files: Files,
  { rows, index, proofs, time, running, pushing }: Assembly,
): readonly DynamicModule[] {
  const { log, logId, keys, state, ledger, feed, logger, kafka, onAside } = stores;
  return [
    HubModule.with({
      ...{ log, keys, state, due: sqliteDueIndex(files.due, { logId, onAside }) },
      bearing: sqliteBearingIndex(files.bearing, { isShared: true }),
      register: stores.entrance.register,
      ...{ erasures: stores.erasures, backupDays: stores.backupDays, ledger },
      kafka: kafka && { ...kafka, giveUp: giveUpOn(running, logger) },
    }),
    ProjectorModule.with({
      ...{
        log,
        keys,
        rows,
        bearing: index,
        clock: clockOf(time),
        proofs,
        held: ownEntriesOf(state),
        book: entryBook(ledger, time),
        denials: { ledger },
        feed: { index: feed },
        ...pushing,
      },
      kafka: kafka && { broker: kafka.broker, checkpoint: sqliteFeedCheckpoint(files.feeds, { logId, onAside }) },
    }),
  ];
}

interface Assembly {
  readonly rows: RowKeeper;
  readonly proofs: KeptProofs;
  /** What bears on what, as the read side has it. */
  readonly index: BearingIndex;
  readonly time: DoorFrameOptions['time'];
  readonly running: Running;
  readonly pushing: ReturnType<typeof pushingOf>;
}

/**
 * Starts everything and listens. Throws `LogInUse` where another process already writes this folder's log, and
 * `FileUnusable` where a file that is nowhere else is not what it was: then nothing has been written. Also `TokenUnusable`.
 */
export async function startStandalone(options: StandaloneOptions): Promise<Standalone> {
  mkdirSync(options.dataDir, { recursive: true, mode: OWNER_ONLY_FOLDER });
  const files = filesUnder(options.dataDir);
  const running: Running = {};
  const stores = await openStores(options, files, running);
  const { log, logId, keys, state, ledger, feed, subscriptions, entrance, logger, kafka, onAside } = stores;
  const time = timeFrom(options.simulationFrom);
  const index = sqliteBearingIndex(files.bearing, { logId, onAside });
  const rows = await openRows(options, files, { ...stores, index });
  const proofs = await keepProofs({
    ...{ log, store: sqliteTreeStore(files.proofs, { logId, onAside }), keyPath: files.checkpointKey },
    ...{ witnesses: options.witnesses, onWitness: tellOfWitness(logger) },
    told: { clock: clockOf(time), everyMs: options.checkpointEveryMs },
    onDefect: (error) => {
      logger.error({ err: error }, 'the proofs stopped following');
    },
  });
  const isSimulation = options.simulationFrom !== undefined;
  const pushing = pushingOf({ store: subscriptions, register: entrance.register, isSimulation }, options);
  const seen = await keepSeen({ path: files.seen, log, keys, state, ledger, feed, subscriptions, logger });
  const { app, url } = await startApp({
    ...options,
    modules: bothApps(stores, files, { rows, index, proofs, running, time, pushing }),
    ...{ verifier: entrance.verifier, logger, time, title: 'HVB Hub' },
    ...{ log, keys, beside: { broker: kafka?.broker, seen, ledger, register: entrance } },
  });
  running.app = app;
  // After the hub's own listener: what time brought is in the rows before a story goes on.
  rowsInStoryTime(time, rows, log);
  const tokenFiles = await stores.issuer.writeTokenFiles();
  return {
    url,
    dataDir: options.dataDir,
    tokenFiles,
    tokenOf: (who) => tokenOf(stores, who),
    log,
    rows,
    stop: () => app.close(),
  };
}
