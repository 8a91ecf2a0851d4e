/** The ways from the parties' topics to the list rows, each started as in production, ready for the first record. */
import { randomUUID } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '#engines';
import { openEventStoreLog } from '#event-log/cluster';
import { startPostgres } from '../../../infra/engines/index.js';
import { startEventStoreProcess } from '../../battery/eventstore-process.js';
import { type AppProcess } from '../../support/app-process.js';
import { installation } from '../../support/installation.js';
import { ownDatabase } from '../../support/own-database.postgres.js';
import { type Bench } from '../bench.js';
import { KOMMUN, REGION, agreementEvents } from '../cases.js';
import { postAll } from '../post-all.js';
import { startChild } from '../processes/child.js';
import { type HubQuestion } from '../processes/hub-process.js';
import { machineMs } from './clock.js';
import { type BenchKafka } from './bench-kafka.js';

export interface Path {
  /** For a table: what it is made of. */
  readonly name: string;
  /** What a reader must know of it. */
  readonly note: string;
  /** Of the hubs that read submissions. */
  readonly group: string;
  /** When the rows stood where the log ended as it was asked, on `machineMs`. */
  rowsAtHead(): Promise<number>;
  /** By position, the number of each event in the first party's feed, as the door tells it when all has been numbered. */
  feedNumbers(): Promise<ReadonlyMap<string, string>>;
  stop(): Promise<void>;
}

export type StartPath = (bench: Bench, kafka: BenchKafka) => Promise<Path>;

const ROWS_MS_MAX = 300_000;
const LOOK_MS = 10;
const FOLDER_OPEN = 0o711;

/** The embedded default with Kafka beside it: hub, rows and feeds in one process over SQLite. */
export const standalonePath: StartPath = async (bench, { brokers }) => {
  const group = `bench-${randomUUID()}`;
  const server = startChild('hub-process');
  const ask = <Answer>(question: HubQuestion): Promise<Answer> => server.ask<Answer>(question);
  const folder = bench.folder('standalone-kafka');
  const url = await ask<string>({ ask: 'start', folder, kafka: { kafka: { brokers: brokers.split(','), group } } });
  const tokens = await ask<Readonly<Record<string, string>>>({ ask: 'tokens', of: [KOMMUN, REGION] });
  await postAll({ url, tokens }, agreementEvents());
  return {
    name: 'standalone on SQLite',
    note: 'hub, rows and feeds in one process, each commit synced',
    group,
    rowsAtHead: async () => {
      if (!(await ask<boolean>({ ask: 'followed', msMax: ROWS_MS_MAX }))) throw new Error('the rows did not catch up');
      return machineMs();
    },
    feedNumbers: () => feedNumbers(url, tokens[KOMMUN] ?? ''),
    stop: () => server.stop(),
  };
};

/** So many hubs and so many projectors over the protocol server and PostgreSQL. Throws `EngineMissing`. */
export const enginesPath =
  (instances: number): StartPath =>
  async (bench, { brokers }) => {
    const folder = bench.folder('installation');
    // PostgreSQL's user has to get through.
    for (const path of [folder, dirname(folder)]) chmodSync(path, FOLDER_OPEN);
    const postgres = await startPostgres({ folder: join(folder, 'postgres') });
    const database = await ownDatabase(postgres.url);
    const eventStore = await startEventStoreProcess();
    const group = `bench-${randomUUID()}`;
    const urls = { databaseUrl: database.url, eventStoreUrl: eventStore.url };
    const installed = installation({ ...urls, folder, brokers, group, logLevel: 'warn' });
    const apps: AppProcess[] = [];
    for (let n = 0; n < instances; n += 1) apps.push(await installed.start('hub'), await installed.start('projector'));
    const tokens = Object.fromEntries(
      await Promise.all([KOMMUN, REGION].map(async (who) => [who, bearer(await installed.as(who))] as const)),
    );
    await postAll({ url: apps[0]?.url ?? '', tokens }, agreementEvents());
    const rows = await rowsOf(database.url, eventStore.url);
    return {
      name: `hub ×${instances}, projector ×${instances}, EventStoreDB protocol server, PostgreSQL`,
      note:
        'in EventStoreDB’s place stands the small server of the tests that speaks its protocol, in one process, its log in ' +
        'memory: a real cluster writes to the disks of three machines',
      group,
      rowsAtHead: rows.atHead,
      feedNumbers: () => feedNumbers(apps[1]?.url ?? '', tokens[KOMMUN] ?? ''),
      stop: async () => {
        await Promise.all(apps.map((app) => app.end('SIGTERM')));
        await rows.close();
        await eventStore.stop();
        await postgres.stop();
      },
    };
  };

interface Numbered {
  readonly sequence: number;
  readonly position: string;
}

const PAGE = 1_000;

/** All of a party's feed, page by page. */
async function feedNumbers(url: string, token: string): Promise<ReadonlyMap<string, string>> {
  const numbers = new Map<string, string>();
  for (;;) {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${url}/v1/feed?limit=${PAGE}&after=${numbers.size}`, { headers });
    if (!answer.ok) throw new Error(`the feed answers ${answer.status}`);
    const page = (await answer.json()) as readonly Numbered[];
    for (const { position, sequence } of page) numbers.set(position, String(sequence));
    if (page.length < PAGE) return numbers;
  }
}

const bearer = ({ authorization }: { readonly authorization: string }): string => authorization.replace('Bearer ', '');

interface Rows {
  readonly atHead: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** The rows' checkpoint, as the projectors keep it. */
async function rowsOf(url: string, eventStoreUrl: string): Promise<Rows> {
  const database = await openDatabase({ url, schema: 'hvb_rows', migrations: [], connectionsMax: 1 });
  const log = openEventStoreLog({ connectionString: eventStoreUrl });
  const isThere = async (head: Awaited<ReturnType<typeof log.head>>): Promise<boolean> => {
    const asked = "SELECT position FROM checkpoint WHERE follower = 'rows'";
    const [row] = await database.query<{ readonly position: string }>(asked);
    const at = row && log.parsePosition(row.position);
    return at !== undefined && log.compare(at, head) >= 0;
  };
  return {
    atHead: async () => {
      const head = await log.head();
      const until = performance.now() + ROWS_MS_MAX;
      while (!(await isThere(head))) {
        if (performance.now() > until) throw new Error('the rows did not catch up');
        await delay(LOOK_MS);
      }
      return machineMs();
    },
    close: async () => {
      await database.close();
      await log.close();
    },
  };
}
