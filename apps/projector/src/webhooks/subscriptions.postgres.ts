/** Subscriptions in a PostgreSQL schema that many processes share. */
import { entrySealer, postgresWrappings, type EntrySealer, type MasterKeys, type WrappedStore } from '#access';
import { type PartyId, type Uuid } from '#domain';
import { openDatabase, overDatabase, type Migration, type Queries } from '#engines';
import { ALERTS_MIGRATION, postgresAlerts } from '../alerts/alerts.postgres.js';
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

export const SUBSCRIPTIONS_SCHEMA = 'hvb_subscriptions';

const MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11 subscriptions',
    sql: `
      CREATE TABLE subscription (
        place bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        id text COLLATE "C" PRIMARY KEY,
        party text COLLATE "C" NOT NULL,
        said text NOT NULL, -- what is neither address nor secret
        wrapped_key bytea NOT NULL,
        sealed bytea NOT NULL, -- address and secrets
        crc bigint NOT NULL
      );
      CREATE INDEX subscription_by_party ON subscription (party);
      CREATE TABLE delivery (
        subscription text COLLATE "C" NOT NULL REFERENCES subscription ON DELETE CASCADE,
        sequence integer NOT NULL, -- in the party's feed
        stream text COLLATE "C" NOT NULL,
        resend integer NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'dead')),
        attempts integer NOT NULL,
        next_at text COLLATE "C" NOT NULL,
        failed_at text,
        why text,
        PRIMARY KEY (subscription, sequence)
      );
      CREATE INDEX delivery_by_case ON delivery (subscription, stream, state, sequence);
      CREATE INDEX delivery_by_time ON delivery (state, next_at);`,
  },
  ALERTS_MIGRATION,
];

const ROWS = `SELECT ${ROW} FROM subscription`;
const ADD = `INSERT INTO subscription (${ROW}) VALUES ($1, $2, $3, $4, $5, $6)`;
const COUNT = `SELECT count(*)::integer AS of_all, (count(*) FILTER (WHERE party = $1))::integer AS of_party FROM subscription`;
const KEEP = 'UPDATE subscription SET said = $2, wrapped_key = $3, sealed = $4, crc = $5 WHERE id = $1';
const REMOVE = 'DELETE FROM subscription WHERE party = $1 AND id = $2 RETURNING 1 AS one';
const QUEUE = `
  INSERT INTO delivery (${DELIVERY})
    SELECT $1::text, asked.sequence, asked.stream, 0,
           CASE WHEN ${hasDiedSql('$1', 'asked.stream')} THEN 'dead' ELSE 'waiting' END, 0, $4::text, NULL, NULL
      FROM unnest($2::integer[], $3::text[]) AS asked (sequence, stream)
    ON CONFLICT (subscription, sequence) DO NOTHING`;
const DUE = dueSql('SELECT * FROM unnest($2::text[])', ['$1', '$3', '$4']);
const AS_IT_WAS = asItWas(['$1', '$2', '$3', '$4']);
const THROUGH = `DELETE FROM delivery WHERE ${AS_IT_WAS} RETURNING 1 AS one`;
const AGAIN = `UPDATE delivery SET attempts = $5, next_at = $6, failed_at = $7, why = $8 WHERE ${AS_IT_WAS} RETURNING 1 AS one`;
const DIE = "UPDATE delivery SET state = 'dead' WHERE subscription = $1 AND stream = $2 AND state = 'waiting'";
const HURRY = "UPDATE delivery SET next_at = $2 WHERE subscription = $1 AND state = 'waiting' AND next_at > $2";
const STANDING = standingSql('$1');
const DELIVERIES = `SELECT ${DELIVERY} FROM delivery WHERE subscription = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`;
const RESEND = `
  INSERT INTO delivery (${DELIVERY})
    SELECT $1::text, asked.sequence, asked.stream, $4::integer, 'waiting', 0, $5::text, NULL, NULL
      FROM unnest($2::integer[], $3::text[]) AS asked (sequence, stream)
    ON CONFLICT (subscription, sequence) DO UPDATE SET state = 'waiting', resend = excluded.resend, attempts = 0,
      next_at = excluded.next_at, failed_at = NULL, why = NULL WHERE delivery.state = 'dead'
    RETURNING 1 AS one`;
const LET_GO = `DELETE FROM delivery WHERE subscription = $1 AND state = 'dead' AND sequence = ANY($2) RETURNING 1 AS one`;
/** Who counts holds off who adds. */
const ALONE = 'LOCK TABLE subscription IN SHARE ROW EXCLUSIVE MODE';

export interface PostgresSubscriptions {
  readonly url: string;
  /** 32 bytes, or all masters. */
  readonly masterKey: MasterKeys;
  readonly schema?: string;
}

/** Opens the schema, making it if need be. Faults: `DatabaseUnavailable`. */
export async function postgresSubscriptions({
  url,
  masterKey,
  schema = SUBSCRIPTIONS_SCHEMA,
}: PostgresSubscriptions): Promise<SubscriptionStore> {
  const database = await openDatabase({ url, schema, migrations: MIGRATIONS, connectionsMax: 4 });
  const sealer = entrySealer(masterKey);
  const open = subscriptionOpener(sealer);
  const rows = async (where: string, values: readonly unknown[] = []): Promise<readonly Subscription[]> =>
    (await database.query<SubscriptionRow>(`${ROWS} ${where}`, values)).map(open);
  return {
    add: (subscription) => database.transaction((tx) => add(tx, sealer, subscription)),
    of: (party) => rows('WHERE party = $1 ORDER BY place', [party]),
    get: async (party, id) => (await rows('WHERE party = $1 AND id = $2', [party, id]))[0],
    all: () => rows('ORDER BY place'),
    change: (id, by) => database.transaction(async (tx) => (await changeIn(tx, { sealer, open }, id, by))?.after),
    remove: async (party: PartyId, id) => (await database.query(REMOVE, [party, id])).length > 0,
    queue: ({ subscription, before, through, edition, entries, now }) =>
      database.transaction(async (tx) => {
        // Under the lock of its row: nobody else looks further meanwhile.
        const isAsItWas = (known: Subscription): boolean => known.through === before && known.edition === edition;
        const changed = await changeIn(tx, { sealer, open }, subscription, (known) =>
          isAsItWas(known) ? { ...known, through } : known,
        );
        if (!changed || !isAsItWas(changed.before)) return false;
        await tx.query(QUEUE, [subscription, ...columnsOf(entries), now]);
        return true;
      }),
    due: async (ids, now, limit) =>
      (await database.query<DeliveryRow>(DUE, [now, ids, DUE_OF_ONE_MAX, limit])).map(deliveryOf),
    settle: (delivery, outcome, by) =>
      database.transaction(async (tx) => {
        if (await settle(tx, delivery, outcome)) await changeIn(tx, { sealer, open }, delivery.subscription, by);
      }),
    hurry: async (id, now) => {
      await database.query(HURRY, [id, now]);
    },
    standing: async (id) => (await database.query<Standing>(STANDING, [id]))[0] ?? NOTHING,
    deliveries: async (id, after, limit) =>
      (await database.query<DeliveryRow>(DELIVERIES, [id, after, limit])).map(deliveryOf),
    resend: ({ subscription, entries, now }) =>
      database.transaction(async (tx) => {
        const changed = await changeIn(tx, { sealer, open }, subscription, (known) => ({
          ...known,
          resends: known.resends + 1,
        }));
        if (!changed) return 0;
        return (await tx.query(RESEND, [subscription, ...columnsOf(entries), changed.after.resends, now])).length;
      }),
    letGo: async (id, sequences) => (await database.query(LET_GO, [id, sequences])).length,
    alerts: postgresAlerts(database),
    close: () => database.close(),
  };
}

const NOTHING: Standing = { waiting: 0, dead: 0, nextAt: null };

/** The keys of what is sealed there, to be wrapped anew. Fault: `DatabaseUnavailable`. */
export const openPostgresSubscriptionWrappings = ({
  url,
  masterKey,
  schema = SUBSCRIPTIONS_SCHEMA,
}: PostgresSubscriptions): Promise<WrappedStore> =>
  overDatabase({ url, schema, migrations: MIGRATIONS }, (database) =>
    postgresWrappings({ database, tables: [subscriptionTable(entrySealer(masterKey))] }),
  );

const columnsOf = (entries: readonly { readonly sequence: number; readonly stream: string }[]) =>
  [entries.map(({ sequence }) => sequence), entries.map(({ stream }) => stream)] as const;

async function add(tx: Queries, sealer: EntrySealer, subscription: Subscription): Promise<boolean> {
  await tx.query(ALONE);
  const [count] = await tx.query<{ of_all: number; of_party: number }>(COUNT, [subscription.party]);
  if ((count?.of_all ?? 0) >= SUBSCRIPTIONS_MAX || (count?.of_party ?? 0) >= SUBSCRIPTIONS_OF_PARTY_MAX) return false;
  const { id, party, said, wrapped_key: wrappedKey, sealed, crc } = rowOf(sealer, subscription);
  await tx.query(ADD, [id, party, said, Buffer.from(wrappedKey), Buffer.from(sealed), crc]);
  return true;
}

interface Opening {
  readonly sealer: EntrySealer;
  readonly open: (row: SubscriptionRow) => Subscription;
}

async function changeIn(
  tx: Queries,
  { sealer, open }: Opening,
  id: Uuid,
  by: Change,
): Promise<{ readonly before: Subscription; readonly after: Subscription } | undefined> {
  const [row] = await tx.query<SubscriptionRow>(`${ROWS} WHERE id = $1 FOR UPDATE`, [id]);
  if (!row) return undefined;
  const before = open(row);
  const after = by(before);
  const { said, wrapped_key: wrappedKey, sealed, crc } = rowChanged(sealer, row, { before, after });
  await tx.query(KEEP, [id, said, Buffer.from(wrappedKey), Buffer.from(sealed), crc]);
  return { before, after };
}

/** False where the delivery is no longer as it was when it was tried. */
async function settle(
  tx: Queries,
  delivery: Parameters<SubscriptionStore['settle']>[0],
  outcome: Outcome,
): Promise<boolean> {
  const { subscription, sequence, stream, resend, attempts } = delivery;
  const was = [subscription, sequence, resend, attempts];
  if (outcome.kind === 'through') return (await tx.query(THROUGH, was)).length > 0;
  const { attempts: tried, nextAt, lastFailure } = outcome;
  const failed = [lastFailure?.at ?? null, lastFailure?.why ?? null];
  const isKept = (await tx.query(AGAIN, [...was, tried, nextAt, ...failed])).length > 0;
  if (isKept && outcome.kind === 'dead') await tx.query(DIE, [subscription, stream]);
  return isKept;
}
