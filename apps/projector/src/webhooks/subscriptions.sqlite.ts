/** Subscriptions in a file of their own, which is primary: every commit is synced, and what leaves is overwritten. */
import { sqliteWrappings, type EntrySealer, type WrappedStore } from '#access';
import { type Instant, type PartyId, type StreamName, type Uuid } from '#domain';
import { here, writesOf, type LogId } from '#event-log';
import {
  inspectResultFile,
  openResultFile,
  refuseLater,
  type InspectedResult,
  type Migration,
  type ResultDb,
} from '#follow';
import { ALERTS_MIGRATION, sqliteAlerts } from '../alerts/alerts.sqlite.js';
import { SUBSCRIPTIONS_MAX, SUBSCRIPTIONS_OF_PARTY_MAX, type Subscription } from './subscription.js';
import {
  deliveryOf,
  rowChanged,
  rowOf,
  subscriptionOpener,
  subscriptionTable,
  type DeliveryRow,
  type SubscriptionRow,
} from './subscription-row.js';
import { asItWas, DELIVERY, DUE_OF_ONE_MAX, dueSql, hasDiedSql, ROW, standingSql } from './subscriptions-sql.js';
import { type Change, type Outcome, type Standing, type SubscriptionStore } from './subscriptions.port.js';

const MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11 subscriptions',
    sql: `
      CREATE TABLE subscription (
        place INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        party TEXT NOT NULL,
        said TEXT NOT NULL, -- what is neither address nor secret
        wrapped_key BLOB NOT NULL,
        sealed BLOB NOT NULL, -- address and secrets
        crc INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX subscription_by_party ON subscription (party);
      CREATE TABLE delivery (
        subscription TEXT NOT NULL,
        sequence INTEGER NOT NULL, -- in the party's feed
        stream TEXT NOT NULL,
        resend INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'dead')),
        attempts INTEGER NOT NULL,
        next_at TEXT NOT NULL,
        failed_at TEXT,
        why TEXT,
        PRIMARY KEY (subscription, sequence)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX delivery_by_case ON delivery (subscription, stream, state, sequence);
      CREATE INDEX delivery_by_time ON delivery (state, next_at);`,
  },
  ALERTS_MIGRATION,
];

/** What the file says of itself before it is opened for writing; undefined where there is none. Throws `FileUnusable`. */
export const inspectSubscriptions = (path: string): InspectedResult | undefined =>
  inspectResultFile(path, { whole: true, refuse: refuseLater(path, MIGRATIONS) });

export interface SqliteSubscriptions extends SubscriptionStore {
  /** How often it has been written since it was bound to its log. */
  writes(): number;
  /** The keys of what is sealed, to be wrapped anew. */
  wrappings(): WrappedStore;
}

/** Opens the file, making it if need be. Throws `FileUnusable` where it is damaged, of another log or of a later version. */
export function sqliteSubscriptions(
  path: string,
  sealer: EntrySealer,
  options: { readonly logId?: LogId } = {},
): SqliteSubscriptions {
  const file = openResultFile({
    ...{ path, migrations: MIGRATIONS, durability: 'primary', ...options },
    refuse: refuseLater(path, MIGRATIONS),
  });
  file.db.pragma('secure_delete = ON');
  return over(file, sealer);
}

interface Due {
  readonly ids: string;
  readonly now: Instant;
  readonly ofOne: number;
  readonly limit: number;
}

function statementsOf(db: ResultDb) {
  const rows = (where: string) => `SELECT ${ROW} FROM subscription ${where}`;
  return {
    count: db.prepare<[], number>('SELECT count(*) FROM subscription').pluck(),
    countOf: db.prepare<[PartyId], number>('SELECT count(*) FROM subscription WHERE party = ?').pluck(),
    add: db.prepare<SubscriptionRow>(
      `INSERT INTO subscription (${ROW}) VALUES (@id, @party, @said, @wrapped_key, @sealed, @crc)`,
    ),
    all: db.prepare<[], SubscriptionRow>(rows('ORDER BY place')),
    of: db.prepare<[PartyId], SubscriptionRow>(rows('WHERE party = ? ORDER BY place')),
    get: db.prepare<[PartyId, string], SubscriptionRow>(rows('WHERE party = ? AND id = ?')),
    byId: db.prepare<[Uuid], SubscriptionRow>(rows('WHERE id = ?')),
    keep: db.prepare<SubscriptionRow>(
      'UPDATE subscription SET said = @said, wrapped_key = @wrapped_key, sealed = @sealed, crc = @crc WHERE id = @id',
    ),
    remove: db.prepare<[Uuid]>('DELETE FROM subscription WHERE id = ?'),
    removeDeliveries: db.prepare<[Uuid]>('DELETE FROM delivery WHERE subscription = ?'),
    queue: db.prepare<[Uuid, number, StreamName, Uuid, StreamName, Instant]>(
      `INSERT INTO delivery (${DELIVERY})
         VALUES (?, ?, ?, 0, CASE WHEN ${hasDiedSql('?', '?')} THEN 'dead' ELSE 'waiting' END, 0, ?, NULL, NULL)
         ON CONFLICT (subscription, sequence) DO NOTHING`,
    ),
    due: db.prepare<Due, DeliveryRow>(dueSql('SELECT value FROM json_each(@ids)', ['@now', '@ofOne', '@limit'])),
    through: db.prepare<[Uuid, number, number, number]>(`DELETE FROM delivery WHERE ${asItWas(['?', '?', '?', '?'])}`),
    again: db.prepare<[number, Instant, Instant | null, string | null, Uuid, number, number, number]>(
      `UPDATE delivery SET attempts = ?, next_at = ?, failed_at = ?, why = ? WHERE ${asItWas(['?', '?', '?', '?'])}`,
    ),
    die: db.prepare<[Uuid, StreamName]>(
      "UPDATE delivery SET state = 'dead' WHERE subscription = ? AND stream = ? AND state = 'waiting'",
    ),
    hurry: db.prepare<[Instant, Uuid, Instant]>(
      "UPDATE delivery SET next_at = ? WHERE subscription = ? AND state = 'waiting' AND next_at > ?",
    ),
    standing: db.prepare<[Uuid], Standing>(standingSql('?')),
    deliveries: db.prepare<[Uuid, number, number], DeliveryRow>(
      `SELECT ${DELIVERY} FROM delivery WHERE subscription = ? AND sequence > ? ORDER BY sequence LIMIT ?`,
    ),
    resend: db.prepare<[Uuid, number, StreamName, number, Instant]>(
      `INSERT INTO delivery (${DELIVERY}) VALUES (?, ?, ?, ?, 'waiting', 0, ?, NULL, NULL)
         ON CONFLICT (subscription, sequence) DO UPDATE SET state = 'waiting', resend = excluded.resend, attempts = 0,
           next_at = excluded.next_at, failed_at = NULL, why = NULL WHERE delivery.state = 'dead'`,
    ),
    letGo: db.prepare<[Uuid, string]>(
      `DELETE FROM delivery WHERE subscription = ? AND state = 'dead' AND sequence IN (SELECT value FROM json_each(?))`,
    ),
  };
}

interface Writing {
  readonly db: ResultDb;
  readonly run: Statements;
  readonly sealer: EntrySealer;
  readonly open: (row: SubscriptionRow) => Subscription;
  /** In one synced transaction. */
  readonly write: <T>(work: () => T) => Promise<T>;
  readonly change: (id: Uuid, by: Change) => Subscription | undefined;
}

function over(file: ReturnType<typeof openResultFile>, sealer: EntrySealer): SqliteSubscriptions {
  const { db } = file;
  const run = statementsOf(db);
  const written = writesOf(db);
  const open = subscriptionOpener(sealer);
  const count = (): void => {
    written.count();
  };
  const writing: Writing = {
    ...{ db, run, sealer, open },
    write: (work) =>
      here(() =>
        db
          .transaction(() => {
            count();
            return work();
          })
          .immediate(),
      ),
    change: (id, by) => {
      const row = run.byId.get(id);
      if (!row) return undefined;
      const before = open(row);
      const after = by(before);
      run.keep.run(rowChanged(sealer, row, { before, after }));
      return after;
    },
  };
  return {
    ...subscriptionsIn(writing),
    ...deliveriesIn(writing),
    alerts: sqliteAlerts(writing),
    writes: () => written.counted(),
    wrappings: () => sqliteWrappings({ db, tables: [subscriptionTable(sealer)], count }),
    close: () =>
      here(() => {
        written.counted();
        file.close();
      }),
  };
}

type OfSubscriptions = Pick<SubscriptionStore, 'add' | 'of' | 'get' | 'all' | 'change' | 'remove'>;

const subscriptionsIn = ({ db, run, sealer, open, write, change }: Writing): OfSubscriptions => ({
  add: (subscription) =>
    write(() => {
      if ((run.count.get() ?? 0) >= SUBSCRIPTIONS_MAX) return false;
      if ((run.countOf.get(subscription.party) ?? 0) >= SUBSCRIPTIONS_OF_PARTY_MAX) return false;
      run.add.run(rowOf(sealer, subscription));
      return true;
    }),
  of: (party) => here(() => run.of.all(party).map(open)),
  get: (party, id) =>
    here(() => {
      const row = run.get.get(party, id);
      return row && open(row);
    }),
  all: () => here(() => run.all.all().map(open)),
  change: (id, by) => write(() => change(id, by)),
  remove: async (party, id) => {
    const isRemoved = await write(() => {
      const row = run.get.get(party, id);
      if (row) run.removeDeliveries.run(row.id);
      return row !== undefined && run.remove.run(row.id).changes > 0;
    });
    // Secrets lie in the journal, too, until its pages are used again.
    if (isRemoved) db.pragma('wal_checkpoint(TRUNCATE)');
    return isRemoved;
  },
});

const deliveriesIn = ({
  run,
  open,
  write,
  change,
}: Writing): Omit<SubscriptionStore, keyof OfSubscriptions | 'alerts' | 'close'> => ({
  queue: ({ subscription, before, through, edition, entries, now }) =>
    write(() => {
      const row = run.byId.get(subscription);
      const known = row && open(row);
      if (known?.through !== before || known.edition !== edition) return false;
      for (const { sequence, stream } of entries)
        run.queue.run(subscription, sequence, stream, subscription, stream, now);
      change(subscription, (kept) => ({ ...kept, through }));
      return true;
    }),
  due: (ids, now, limit) =>
    here(() => run.due.all({ ids: JSON.stringify(ids), now, ofOne: DUE_OF_ONE_MAX, limit }).map(deliveryOf)),
  settle: (delivery, outcome, by) =>
    write(() => {
      if (settled(run, delivery, outcome)) change(delivery.subscription, by);
    }),
  hurry: (id, now) =>
    write(() => {
      run.hurry.run(now, id, now);
    }),
  standing: (id) => here(() => run.standing.get(id) ?? { waiting: 0, dead: 0, nextAt: null }),
  deliveries: (id, after, limit) => here(() => run.deliveries.all(id, after, limit).map(deliveryOf)),
  resend: ({ subscription, entries, now }) =>
    write(() => {
      const order = change(subscription, (known) => ({ ...known, resends: known.resends + 1 }))?.resends;
      if (order === undefined) return 0;
      const counts = entries.map(
        ({ sequence, stream }) => run.resend.run(subscription, sequence, stream, order, now).changes,
      );
      return counts.reduce((sum, one) => sum + one, 0);
    }),
  letGo: (id, sequences) => write(() => run.letGo.run(id, JSON.stringify(sequences)).changes),
});

type Statements = ReturnType<typeof statementsOf>;

/** False where the delivery is no longer as it was when it was tried. */
function settled(run: Statements, delivery: Parameters<SubscriptionStore['settle']>[0], outcome: Outcome): boolean {
  const { subscription, sequence, stream, resend, attempts } = delivery;
  if (outcome.kind === 'through') return run.through.run(subscription, sequence, resend, attempts).changes > 0;
  const { attempts: tried, nextAt, lastFailure } = outcome;
  const failed = [lastFailure?.at ?? null, lastFailure?.why ?? null] as const;
  const isKept = run.again.run(tried, nextAt, ...failed, subscription, sequence, resend, attempts).changes > 0;
  if (isKept && outcome.kind === 'dead') run.die.run(subscription, stream);
  return isKept;
}
