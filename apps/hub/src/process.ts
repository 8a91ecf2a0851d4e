/** The write side as a process of its own: over an EventStoreDB cluster and a PostgreSQL database that many such share. */
import { join } from 'node:path';
import { entrySealer, LEDGER_SCHEMA, openPostgresLedger } from '#access';
import { leaseOn, openDatabase, type BrokerSettings } from '#engines';
import { connectBroker } from '#engines/kafka';
import { postgresBearingIndex } from '#follow';
import { giveUpOn, openProcessParts, startApp, tokenOf, type ProcessSettings, type Running } from '#http';
import { postgresDueIndex } from './clock/due-index.postgres.js';
import { HubModule } from './hub.module.js';
import { erasuresInFile } from './weeding/erasures.js';
import { HUB_MIGRATIONS, HUB_SCHEMA } from './state/hub-schema.postgres.js';
import { openPostgresState } from './state/hub-state.postgres.js';

export interface HubProcess {
  readonly url: string;
  /** A token of a party, of `auditor` or of `operator`. Throws for a name that is none of them. */
  readonly tokenOf: (who: string) => Promise<string>;
  /** Takes nothing new, answers what is under way, then ends every part in an order that loses nothing. */
  readonly stop: () => Promise<void>;
}

/** Starts a hub and listens; with `kafka` it reads parties' topics, too. Faults: `DatabaseUnavailable`, `LogUnavailable`. */
export async function startHub(settings: ProcessSettings, kafka?: BrokerSettings): Promise<HubProcess> {
  const running: Running = {};
  const parts = await openProcessParts({ name: 'hvb-hub', schemas: [HUB_SCHEMA, LEDGER_SCHEMA], running }, settings);
  const { logger, log, oneLog, keys, time } = parts;
  const url = settings.databaseUrl;
  const database = await openDatabase({ url, schema: HUB_SCHEMA, migrations: HUB_MIGRATIONS });
  const ledger = await openPostgresLedger({ url, masterKey: parts.masters });
  const broker = kafka && connectBroker({ ...kafka, clientId: 'hvb-hub', logger });
  const module = HubModule.with({
    ...{ log, keys, due: postgresDueIndex(database), bearing: postgresBearingIndex(database) },
    state: openPostgresState(database, entrySealer(parts.masters)),
    register: parts.entrance.register,
    erasures: erasuresInFile(settings.erasuresFile ?? join(settings.accessDir, 'erasures.jsonl')),
    backupDays: settings.backupDays,
    ledger,
    lease: leaseOn({ url, schema: HUB_SCHEMA, name: 'due' }),
    kafka: kafka && broker && { broker, group: kafka.group, giveUp: giveUpOn(running, logger) },
  });
  const started = await startApp({
    ...settings,
    ...{ modules: [module], verifier: parts.entrance.verifier, logger, time, title: 'HVB Hub' },
    ...{ log, keys, beside: { 'one log': oneLog, register: parts.entrance, 'hub database': database, ledger, broker } },
  });
  running.app = started.app;
  return { url: started.url, tokenOf: (who) => tokenOf(parts, who), stop: () => started.app.close() };
}
