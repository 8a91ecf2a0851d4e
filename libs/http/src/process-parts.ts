/** What hub and projector open alike when each is a process of its own: log, keys, tokens, time and log lines. */
import { join } from 'node:path';
import {
  KEYS_SCHEMA,
  openMasters,
  openPostgresKeys,
  ownIssuer,
  principalOf,
  type KeyStore,
  type Masters,
  type OwnIssuer,
  type WhereMaster,
} from '#access';
import { type Instant } from '#domain/facts';
import { type EventLog } from '#event-log';
import { openEventStoreLog } from '#event-log/cluster';
import { type DoorFrameOptions } from './door-frame.module.js';
import { openEntrance, type Entrance } from './entrance.js';
import { giveUpOn, type Running } from './give-up.js';
import { hubLogger, type Logger } from './logger.js';
import { keepToOneLog, type OneLog } from './one-log.js';
import { type ProcessSettings } from './process-settings.js';
import { simulationClock } from './simulation-clock.js';
import { systemClock } from './system-clock.js';

export interface ProcessParts {
  readonly logger: Logger;
  readonly log: EventLog;
  /** Keeps the schemas to it; to be closed before the log. */
  readonly oneLog: OneLog;
  readonly keys: KeyStore;
  readonly masters: Masters;
  /** Where they are, for a thread that opens them itself. */
  readonly whereMaster: WhereMaster;
  readonly issuer: OwnIssuer;
  readonly time: DoorFrameOptions['time'];
  readonly entrance: Entrance;
}

export interface ProcessKind {
  /** What log lines call the process. */
  readonly name: string;
  /** Beside that of the keys, those that it keeps. */
  readonly schemas: readonly string[];
  readonly running: Running;
}

/**
 * Opens them; no schema of another log is opened. Throws `MasterKeyUnreadable`, `MasterKeyDoesNotFit`, `TokenUnusable`, `SchemaOfAnotherLog`;
 * fault: `DatabaseUnavailable`.
 */
export async function openProcessParts(kind: ProcessKind, settings: ProcessSettings): Promise<ProcessParts> {
  const { accessDir, databaseUrl, eventStoreUrl, simulationFrom } = settings;
  const logger = hubLogger(kind.name, settings.logLevel ?? 'info');
  const whereMaster = whereMasterOf(settings);
  const masters = await openMasters(whereMaster);
  const issuer = await ownIssuer(accessDir);
  const log = openEventStoreLog({ connectionString: eventStoreUrl });
  try {
    const schemas = [KEYS_SCHEMA, ...kind.schemas];
    const oneLog = await keepToOneLog({ log, url: databaseUrl, schemas, onForeign: giveUpOn(kind.running, logger) });
    const keys = await openPostgresKeys({ url: databaseUrl, masterKey: masters });
    const { issuers = [], unregistered } = settings;
    const accepts = unregistered === undefined ? simulationFrom !== undefined : unregistered === 'accepted';
    const entrance = await openEntrance({ log, issuer, issuers, acceptsUnregistered: accepts });
    return { logger, log, oneLog, keys, masters, whereMaster, issuer, entrance, time: timeFrom(simulationFrom) };
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** Where a process of these settings finds its master keys. */
export function whereMasterOf({
  accessDir,
  masterKey,
  secondMasterKey,
  token,
}: Pick<ProcessSettings, 'accessDir' | 'masterKey' | 'secondMasterKey' | 'token'>): WhereMaster {
  return {
    masterKeyGiven: masterKey,
    secondMasterKeyGiven: secondMasterKey,
    masterKeyPath: join(accessDir, 'master.key'),
    token,
  };
}

/** A story's clock that begins at an instant, or the machine's. */
export function timeFrom(simulationFrom: Instant | undefined): DoorFrameOptions['time'] {
  return simulationFrom === undefined ? { clock: systemClock } : { simulation: simulationClock(simulationFrom) };
}

/** A token of a party, of `auditor` or of `operator`. Throws for a name that is none of them. */
export async function tokenOf({ issuer }: Pick<ProcessParts, 'issuer'>, who: string): Promise<string> {
  const principal = principalOf(who);
  if (!principal) throw new Error(`${who} is no party, auditor or operator`);
  return issuer.issueToken(principal);
}
