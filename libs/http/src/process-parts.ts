/** What hub and projector open alike when each is a process of its own: log, keys, tokens, time and log lines. */
import { join } from 'node:path';
import { masterKey, openPostgresKeys, ownIssuer, principalOf, type KeyStore, type OwnIssuer } from '#access';
import { type Instant } from '#domain/facts';
import { openEventStoreLog, type EventLog } from '#event-log';
import { type DoorFrameOptions } from './door-frame.module.js';
import { hubLogger, type Logger } from './logger.js';
import { type ProcessSettings } from './process-settings.js';
import { simulationClock } from './simulation-clock.js';
import { systemClock } from './system-clock.js';

export interface ProcessParts {
  readonly logger: Logger;
  readonly log: EventLog;
  readonly keys: KeyStore;
  /** 32 bytes. */
  readonly master: Uint8Array;
  readonly issuer: OwnIssuer;
  readonly time: DoorFrameOptions['time'];
}

/** Opens them. `name` is what log lines call the process. Throws `MasterKeyUnreadable`, `MasterKeyDoesNotFit`; fault: `DatabaseUnavailable`. */
export async function openProcessParts(name: string, settings: ProcessSettings): Promise<ProcessParts> {
  const { accessDir, databaseUrl, eventStoreUrl, simulationFrom } = settings;
  const logger = hubLogger(name, settings.logLevel ?? 'info');
  const master = await masterKey({ given: settings.masterKey, file: join(accessDir, 'master.key') });
  const issuer = await ownIssuer(accessDir);
  const keys = await openPostgresKeys({ url: databaseUrl, masterKey: master });
  const log = openEventStoreLog({ connectionString: eventStoreUrl });
  return { logger, log, keys, master, issuer, time: timeFrom(simulationFrom) };
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
