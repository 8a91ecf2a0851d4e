/** How a process of its own, hub or projector, is to run: over an EventStoreDB cluster and a PostgreSQL database. */
import { entranceSettings, type EntranceSettings } from './entrance.js';
import { tokenIn, type WhereToken } from '#access';
import { readInstant } from '#contracts';
import { type Instant } from '#domain/facts';
import { BadSetting, countIn, given, logLevelIn, portOf, required, type Environment } from '#engines';

export interface ProcessSettings extends EntranceSettings {
  /** 0 for any free one. */
  readonly port: number;
  readonly host?: string;
  /** Connections held open at once; more are closed as they come. */
  readonly connectionsMax?: number;
  /** As in pino. */
  readonly logLevel?: string;
  /** Folder of the signing key by which tokens are known, the same for every process, and of the master key if it is not given. */
  readonly accessDir: string;
  /** 64 hexadecimal digits from the operator's secret store. */
  readonly masterKey?: string;
  /** Another that is accepted beside it, while keys are wrapped anew. */
  readonly secondMasterKey?: string;
  /** Where a master key is in a token. */
  readonly token?: WhereToken;
  /** The file of what has been erased, the same for every hub; where it is not in `accessDir`. */
  readonly erasuresFile?: string;
  /** How long backups are kept, in days. */
  readonly backupDays?: number;
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
  /** A story's clock that begins here; else the machine's. */
  readonly simulationFrom?: Instant;
}

const ACCESS_DIR = 'data/access';

/** Reads the variables that hub and projector share; `portDefault` as written. Throws `BadSetting`. */
export function processSettings(environment: Environment, portDefault: string): ProcessSettings {
  const said = {
    host: given(environment, 'HVB_HOST'),
    connectionsMax: countIn(environment, 'HVB_CONNECTIONS_MAX'),
    logLevel: logLevelIn(environment),
    masterKey: given(environment, 'HVB_MASTER_KEY'),
    secondMasterKey: given(environment, 'HVB_SECOND_MASTER_KEY'),
    token: tokenIn(environment),
    erasuresFile: given(environment, 'HVB_ERASURES_FILE'),
    backupDays: countIn(environment, 'HVB_BACKUP_DAYS'),
    simulationFrom: instantIn(environment),
  };
  return {
    ...entranceSettings(environment),
    port: portOf(given(environment, 'HVB_PORT') ?? portDefault, 'HVB_PORT'),
    accessDir: given(environment, 'HVB_ACCESS_DIR') ?? ACCESS_DIR,
    eventStoreUrl: required(environment, 'HVB_EVENTSTORE_URL', 'esdb://…'),
    databaseUrl: required(environment, 'HVB_DATABASE_URL', 'postgres://…'),
    ...(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Said<typeof said>),
  };
}

/** What was said of it; nothing of what was not. */
type Said<All> = { readonly [Name in keyof All]?: NonNullable<All[Name]> };

function instantIn(environment: Environment): Instant | undefined {
  const text = given(environment, 'HVB_SIMULATION_FROM');
  if (text === undefined) return undefined;
  const instant = readInstant(text);
  if (instant === undefined) throw new BadSetting('HVB_SIMULATION_FROM: 2026-01-15T09:00:00+01:00 (RFC 3339)');
  return instant;
}
