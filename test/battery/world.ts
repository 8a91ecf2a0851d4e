/** Two hubs and two projectors over real engines, and the parties that speak to them over Kafka. */
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOPIC_KINDS, topicOf, type TopicKind } from '#contracts';
import { startKafka, startPostgres, type KafkaServer, type PostgresServer } from '../../infra/engines/index.js';
import { type AppProcess } from '../support/app-process.js';
import { PLACING_PARTY, REGION } from '../support/case-defaults.data.js';
import { installation, type AppKind, type Installation } from '../support/installation.js';
import { ownDatabase } from '../support/own-database.postgres.js';
import { dalarnaEvents, sayerOf } from '../support/wire-events.js';
import { openPartiesBroker, type PartiesBroker } from './broker.kafka.js';
import { startEventStoreProcess, type EventStoreProcess } from './eventstore-process.js';

export const PARTIES = [PLACING_PARTY, REGION] as const;
/** Of each kind of app. */
const INSTANCES = 2;

export const topicsOf = (...kinds: readonly TopicKind[]): readonly string[] =>
  kinds.flatMap((kind) => PARTIES.map((party) => topicOf(kind, party)));

/** The servers, which live as long as the battery. */
export interface EngineServers {
  readonly postgres: PostgresServer;
  readonly kafka: KafkaServer;
  readonly parties: PartiesBroker;
  readonly folder: string;
  stop(): Promise<void>;
}

export async function startEngineServers(): Promise<EngineServers> {
  const folder = mkdtempSync(join(tmpdir(), 'hvb-battery-'));
  // PostgreSQL's user has to get through.
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({ folder: join(folder, 'postgres') });
  const kafka = await startKafka({ folder: join(folder, 'kafka') });
  const parties = await openPartiesBroker(kafka.brokers);
  return {
    ...{ postgres, kafka, parties, folder },
    stop: async () => {
      await parties.close();
      await kafka.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An installation with a database, a log and a group of its own. */
export interface World extends Pick<EngineServers, 'postgres' | 'kafka' | 'parties'> {
  readonly databaseUrl: string;
  readonly eventStore: EventStoreProcess;
  readonly group: string;
  readonly installed: Installation;
  /** What runs now, two of each. */
  readonly apps: Readonly<Record<AppKind, AppProcess[]>>;
  stop(): Promise<void>;
}

/** Starts an installation over the servers, whose parties' topics are made anew; an agreement is in force in it. */
export async function startWorld({ postgres, kafka, parties, folder }: EngineServers): Promise<World> {
  await parties.renew(topicsOf(...TOPIC_KINDS));
  const { url: databaseUrl } = await ownDatabase(postgres.url);
  const eventStore = await startEventStoreProcess();
  const group = `battery-${randomUUID().slice(0, 8)}`;
  const installed = installation({
    ...{ databaseUrl, group, eventStoreUrl: eventStore.url, brokers: kafka.brokers },
    folder: mkdtempSync(join(folder, 'installation-')),
  });
  const apps: Record<AppKind, AppProcess[]> = { hub: [], projector: [] };
  for (let n = 0; n < INSTANCES; n += 1) {
    apps.hub.push(await installed.start('hub'));
    apps.projector.push(await installed.start('projector'));
  }
  await agree(installed, apps.hub[0]!.url);
  return {
    ...{ postgres, kafka, parties, databaseUrl, eventStore, group, installed, apps },
    stop: async () => {
      await Promise.all([...apps.hub, ...apps.projector].map((app) => app.end('SIGTERM')));
      await eventStore.stop();
    },
  };
}

async function agree({ as }: Installation, url: string): Promise<void> {
  for (const event of dalarnaEvents()) {
    const headers = { 'content-type': 'application/cloudevents+json', ...(await as(sayerOf(event))) };
    const answer = await fetch(`${url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(event) });
    if (answer.status !== 202) throw new Error(`the agreement was not taken: ${await answer.text()}`);
  }
}
