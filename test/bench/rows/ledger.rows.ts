/** What it costs to enter a read in the ledger before it is answered, by how many read at once. */
import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LEDGER_MIGRATIONS, postgresLedger, sqliteLedger, type AccessEntry, type LedgerStore } from '#access';
import { type Controller } from '#domain';
import { openDatabase } from '#engines';
import { startPostgres } from '../../../infra/engines/index.js';
import { item, ownRead } from '../../support/ledger-entries.js';
import { type Bench, type Row } from '../bench.js';
import { readings, type Duel, type Side } from '../duel.js';
import { bareTable } from '../peer.sqlite.js';
import { seeded } from '../seeded.js';

const READERS = [1, 16, 64] as const;
const FOLDER_OPEN = 0o711;
const MASTER_KEY = Buffer.alloc(32, 7);
const AUTHORITIES = 50;
const PERSONS = 20_000;
const ENTRIES_FULL = 20_000;
const ENTRIES_ALONE_FULL = 4_000;
const RATE = { sense: 'atLeast', unit: 'entries/s' } as const;
const CPU = { sense: 'atMost', unit: 'µs CPU' } as const;

interface Reading {
  readonly perS: number;
  /** Of this process, user and system, of each entry. */
  readonly cpuUs: number;
}

/** So many readers, each of whom writes one entry after the other. */
async function reading(readers: number, count: number, write: () => unknown): Promise<Reading> {
  const each = Math.ceil(count / readers);
  const cpu = process.cpuUsage();
  const begun = process.hrtime.bigint();
  await Promise.all(
    Array.from({ length: readers }, async () => {
      for (let done = 0; done < each; done += 1) await write();
    }),
  );
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  return { perS: (each * readers) / seconds, cpuUs: (user + system) / (each * readers) };
}

/** Reads of one case each, of many persons and authorities. */
function manyReads(): () => AccessEntry {
  const random = seeded(1);
  const persons = Array.from({ length: PERSONS }, () => random.uuid());
  const authorities = Array.from({ length: AUTHORITIES }, (_, n) => `kommun-2080.n${n}` as Controller);
  return () =>
    ownRead({ controller: random.pick(authorities), items: [item({ person: random.pick(persons), withheld: 3 })] });
}

interface Sides {
  readonly name: string;
  readonly against: string;
  readonly ledger: LedgerStore;
  /** Writes one row of as many bytes, durably. */
  readonly bare: () => unknown;
  readonly finish: () => Promise<void>;
}

/** Two duels for each number of readers: how many a second, and what each takes of the processor. */
function duelsOf(bench: Bench, { name, against, ledger, bare, finish }: Sides): readonly Duel[] {
  const next = manyReads();
  const duels = READERS.flatMap((readers): readonly Duel[] => {
    const count = bench.amount(readers === 1 ? ENTRIES_ALONE_FULL : ENTRIES_FULL);
    const ours = readings(() => reading(readers, count, () => ledger.write([next()])));
    const peer = readings(() => reading(readers, Math.ceil(count / 4), bare));
    const sides = (figureOf: (one: Reading) => number): { readonly ours: Side; readonly peer: Side } => ({
      ...{ ours: ours(figureOf), peer: peer(figureOf) },
    });
    const what = `ledger ${name}, ${readers === 1 ? 'one reader' : `${readers} readers`}`;
    return [
      { what: `${what}: durable entries`, against, ...RATE, ...sides(({ perS }) => perS) },
      { what: `${what}: processor time of an entry`, against, ...CPU, ...sides(({ cpuUs }) => cpuUs) },
    ];
  });
  return duels.map((duel, at) => (at === duels.length - 1 ? { ...duel, finish } : duel));
}

/** About what an entry of one case takes, with its seal. */
const BARE_BYTES = Buffer.alloc(650, 'x');

function embedded(bench: Bench): Promise<readonly Duel[]> {
  const ledger = sqliteLedger({ file: join(bench.folder('ledger'), 'ledger.db'), masterKey: MASTER_KEY });
  const peer = bareTable(join(bench.folder('ledger-peer'), 'bare.db'));
  return Promise.resolve(
    duelsOf(bench, {
      name: 'in SQLite',
      against: 'better-sqlite3, one table without index, one insert and fsync for each',
      ledger,
      bare: () => {
        peer.insert(BARE_BYTES);
      },
      finish: async () => {
        peer.close();
        await ledger.close();
      },
    }),
  );
}

async function shared(bench: Bench): Promise<readonly Duel[]> {
  const folder = bench.folder('ledger-postgres');
  // The server runs as a user of its own.
  chmodSync(dirname(folder), FOLDER_OPEN);
  const postgres = await startPostgres({ folder });
  const { url } = postgres;
  const database = await openDatabase({ url, schema: 'hvb_ledger', migrations: LEDGER_MIGRATIONS, connectionsMax: 4 });
  const ledger = await postgresLedger({ database, masterKey: MASTER_KEY });
  const bare = await openDatabase({
    ...{ url, schema: 'bare', connectionsMax: Math.max(...READERS) },
    migrations: [{ name: 'bare', sql: 'CREATE TABLE bare (id bigserial, body bytea)' }],
  });
  return duelsOf(bench, {
    name: 'in PostgreSQL',
    against: 'one INSERT of a bare row for each, a connection for each reader',
    ledger,
    bare: () => bare.query('INSERT INTO bare (body) VALUES ($1)', [BARE_BYTES]),
    finish: async () => {
      await ledger.close();
      await bare.close();
      await database.close();
      await postgres.stop();
    },
  });
}

export const LEDGER_ROWS: readonly Row[] = [
  { name: 'ledger', duels: embedded },
  { name: 'ledger-postgres', duels: shared },
];
