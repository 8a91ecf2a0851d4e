/** An installation over the engines, as it runs in production: hubs and projectors as processes of their own. Needs `npm run build`. */
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { startApp, type AppProcess } from './app-process.js';
import { tokensOf, type As } from './tokens.js';

export interface Engines {
  readonly databaseUrl: string;
  readonly eventStoreUrl: string;
  /** `host:port,…`; without it parties speak over HTTP alone. */
  readonly brokers?: string;
}

export interface InstallationOptions extends Engines {
  /** Where signing key and tokens lie. */
  readonly folder: string;
  readonly group?: string;
  readonly logLevel?: string;
  /** A story's clock that begins here. */
  readonly simulationFrom?: string;
  /** Where webhooks may go in a story, each `address:port`. */
  readonly webhookPlaces?: readonly string[];
}

export type AppKind = 'hub' | 'projector';

export interface Installation {
  /** 64 hexadecimal digits. */
  readonly masterKey: string;
  /** A header for one who asks. */
  readonly as: As;
  /** Starts one more hub or projector and waits until it listens. */
  readonly start: (kind: AppKind) => Promise<AppProcess>;
}

/** An installation in which nothing runs yet; all that is started in it share keys, log, state and group. */
export function installation(options: InstallationOptions): Installation {
  const accessDir = join(options.folder, 'access');
  const masterKey = randomBytes(32).toString('hex');
  const { brokers, group, simulationFrom, logLevel = 'info' } = options;
  const env: Readonly<Record<string, string>> = {
    HVB_ACCESS_DIR: accessDir,
    HVB_MASTER_KEY: masterKey,
    HVB_DATABASE_URL: options.databaseUrl,
    HVB_EVENTSTORE_URL: options.eventStoreUrl,
    HVB_LOG_LEVEL: logLevel,
    HVB_UNREGISTERED_PARTIES: 'accepted',
    ...(brokers === undefined ? {} : { HVB_KAFKA_BROKERS: brokers }),
    ...(group === undefined ? {} : { HVB_KAFKA_GROUP: group }),
    ...(options.webhookPlaces === undefined ? {} : { HVB_WEBHOOK_ALLOW: options.webhookPlaces.join(',') }),
    ...(simulationFrom === undefined ? {} : { HVB_SIMULATION_FROM: simulationFrom }),
  };
  return {
    masterKey,
    as: tokensOf(accessDir),
    start: (kind) => startApp({ main: `dist/apps/${kind}/src/main.js`, env }),
  };
}
