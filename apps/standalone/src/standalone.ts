/** Hub and projector in one process on the embedded default: the one place that says what it is made of. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DynamicModule } from '@nestjs/common';
import { entrySealer, masterKey, ownIssuer, sqliteKeys, type KeyStore, type OwnIssuer } from '#access';
import { bearing, type BearingIndex } from '#cases';
import { type Instant } from '#domain';
import { connectBroker, type Broker, type BrokerSettings } from '#engines';
import { openSqliteLog, type SqliteEventLog } from '#event-log';
import { sqliteBearingIndex } from '#follow';
import {
  clockOf,
  giveUpOn,
  hubLogger,
  startApp,
  timeFrom,
  tokenOf,
  type DoorFrameOptions,
  type Logger,
  type Running,
} from '#http';
import { HubModule, openSqliteState, sqliteDueIndex } from '#hub';
import {
  keepRows,
  nameOfThings,
  ProjectorModule,
  rowsInStoryTime,
  sqliteFeedCheckpoint,
  type RowKeeper,
} from '#projector';

/** What the hub keeps is for the user it runs as, and nobody else on the machine. */
const OWNER_ONLY_FOLDER = 0o700;

export interface StandaloneOptions {
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
  /** Where parties may speak and are told over Kafka, too. */
  readonly kafka?: BrokerSettings;
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

interface Files {
  readonly log: string;
  readonly keys: string;
  readonly masterKey: string;
  readonly rows: string;
  readonly state: string;
  readonly due: string;
  readonly bearing: string;
  readonly feeds: string;
  readonly access: string;
}

/** Where each part keeps what it keeps. Log, keys, master key and hub state are primary; the rest can be had again. */
export function filesUnder(dataDir: string): Files {
  return {
    log: join(dataDir, 'log.db'),
    keys: join(dataDir, 'keys.db'),
    masterKey: join(dataDir, 'access', 'master.key'),
    rows: join(dataDir, 'rows.db'),
    state: join(dataDir, 'hub.db'),
    due: join(dataDir, 'due.db'),
    bearing: join(dataDir, 'bearing.db'),
    feeds: join(dataDir, 'feeds.db'),
    access: join(dataDir, 'access'),
  };
}

interface Stores {
  readonly log: SqliteEventLog;
  readonly keys: KeyStore;
  readonly master: Uint8Array;
  readonly issuer: OwnIssuer;
  readonly logger: Logger;
  readonly kafka: { readonly broker: Broker; readonly group: string } | undefined;
}

async function openStores(options: StandaloneOptions, files: Files): Promise<Stores> {
  const logger = hubLogger('hvb-hub', options.logLevel ?? 'info');
  const log = openSqliteLog({ path: files.log });
  const master = await masterKey({ given: options.masterKey, file: files.masterKey });
  const keys = sqliteKeys({ file: files.keys, masterKey: master });
  const issuer = await ownIssuer(files.access);
  return { log, keys, master, issuer, logger, kafka: kafkaOf(options, logger) };
}

function kafkaOf({ kafka }: StandaloneOptions, logger: Logger): Stores['kafka'] {
  return kafka && { broker: connectBroker({ ...kafka, clientId: 'hvb-hub', logger }), group: kafka.group };
}

/** The list rows, with what a rebuild's worker needs to find log and keys by itself. */
function openRows(
  options: StandaloneOptions,
  files: Files,
  { log, keys, logger, index }: Stores & { readonly index: BearingIndex },
): Promise<RowKeeper> {
  const given = options.masterKey === undefined ? {} : { masterKeyGiven: options.masterKey };
  return keepRows({
    rows: { kind: 'sqlite', path: files.rows },
    log,
    fold: { log, keys, bearing: bearing({ log, keys, index }), name: nameOfThings },
    sources: {
      bearing: { kind: 'sqlite', path: files.bearing },
      log: { kind: 'sqlite', path: files.log },
      keys: { kind: 'sqlite', path: files.keys, masterKeyPath: files.masterKey, ...given },
    },
    onDefect: (error) => {
      logger.error({ err: error }, 'the rows stopped following');
    },
  });
}

/** Both apps over the same stores. */
function bothApps(stores: Stores, files: Files, { rows, index, time, running }: Assembly): readonly DynamicModule[] {
  const { log, keys, master, logger, kafka } = stores;
  return [
    HubModule.with({
      ...{ log, keys, due: sqliteDueIndex(files.due), bearing: sqliteBearingIndex(files.bearing) },
      state: openSqliteState({ path: files.state }, entrySealer(master)),
      kafka: kafka && { ...kafka, giveUp: giveUpOn(running, logger) },
    }),
    ProjectorModule.with({
      ...{ log, keys, rows, bearing: index, clock: clockOf(time) },
      kafka: kafka && { broker: kafka.broker, checkpoint: sqliteFeedCheckpoint(files.feeds) },
    }),
  ];
}

interface Assembly {
  readonly rows: RowKeeper;
  /** What bears on what, as the read side has it. */
  readonly index: BearingIndex;
  readonly time: DoorFrameOptions['time'];
  readonly running: Running;
}

/** Starts everything and listens. Throws `LogInUse` where another process already writes this folder's log. */
export async function startStandalone(options: StandaloneOptions): Promise<Standalone> {
  mkdirSync(options.dataDir, { recursive: true, mode: OWNER_ONLY_FOLDER });
  const files = filesUnder(options.dataDir);
  const stores = await openStores(options, files);
  const { log, keys, issuer, logger, kafka } = stores;
  const time = timeFrom(options.simulationFrom);
  const index = sqliteBearingIndex(files.bearing);
  const rows = await openRows(options, files, { ...stores, index });
  const running: Running = {};
  const { app, url } = await startApp({
    ...options,
    modules: bothApps(stores, files, { rows, index, running, time }),
    ...{ verifier: issuer.verifier, logger, time, title: 'HVB Hub' },
    ...{ log, keys, beside: { broker: kafka?.broker } },
  });
  running.app = app;
  // After the hub's own listener: what time brought is in the rows before a story goes on.
  rowsInStoryTime(time, rows, log);
  const tokenFiles = await issuer.writeTokenFiles();
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
