/** Alerts in the PostgreSQL schema of the subscriptions. */
import { type Position } from '#event-log';
import { type Database, type Migration, type Queries } from '#engines';
import { type Failure } from '../webhooks/subscription.js';
import { ALERT_WAYS, type AlertDelivery, type AlertOutcome, type AlertStanding, type AlertWay } from './alert.js';
import { addressIn, addressRow, deliveryOf, type AddressRow, type AlertRow } from './alert-row.js';
import { alertAsItWas, dueSql, forgetSql, lastFailureSql, ONCE, RAISE_COLUMNS, standingSql } from './alerts-sql.js';
import { ALERT_ADDRESSES_MAX, type AlertStore, type Raised } from './alerts.port.js';

export const ALERTS_MIGRATION: Migration = {
  name: '2026-11 alerts',
  sql: `
    CREATE TABLE alert_address (
      party text COLLATE "C" PRIMARY KEY,
      said text NOT NULL, -- addresses of functions, and which subscription
      crc bigint NOT NULL
    );
    CREATE TABLE alert_look (
      one integer PRIMARY KEY CHECK (one = 1),
      through text NOT NULL -- in the log
    );
    CREATE TABLE alert (
      party text COLLATE "C" NOT NULL,
      key text COLLATE "C" NOT NULL, -- by which it is raised once
      way text NOT NULL CHECK (way IN ('mail', 'webhook')),
      id text COLLATE "C" NOT NULL,
      kind text NOT NULL,
      path text NOT NULL,
      raised_at text COLLATE "C" NOT NULL,
      state text NOT NULL CHECK (state IN ('waiting', 'sent', 'nowhere', 'dead')),
      attempts integer NOT NULL,
      next_at text COLLATE "C" NOT NULL,
      failed_at text COLLATE "C",
      why text,
      PRIMARY KEY (party, key, way)
    );
    CREATE UNIQUE INDEX alert_by_id ON alert (id, way);
    CREATE INDEX alert_by_time ON alert (way, state, next_at);`,
};

const ADDRESSES = 'SELECT party, said, crc FROM alert_address';
const OTHERS = 'SELECT count(*)::integer AS n FROM alert_address WHERE party <> $1';
const SET = `
  INSERT INTO alert_address (party, said, crc) VALUES ($1, $2, $3)
    ON CONFLICT (party) DO UPDATE SET said = excluded.said, crc = excluded.crc`;
const REMOVE = 'DELETE FROM alert_address WHERE party = $1 RETURNING 1 AS one';
const BEGIN = 'INSERT INTO alert_look VALUES (1, $1) ON CONFLICT (one) DO NOTHING';
const LOOK_ON = 'UPDATE alert_look SET through = $1 WHERE through = $2 RETURNING 1 AS one';
const KNOWN = 'SELECT DISTINCT key FROM alert WHERE party = $1 AND key = ANY($2)';
const RAISE = `
  INSERT INTO alert (${RAISE_COLUMNS})
    SELECT asked.key, asked.id, asked.party, asked.kind, asked.path, asked.raised_at, ways.way, 'waiting', 0, asked.raised_at
      FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
        AS asked (key, id, party, kind, path, raised_at)
      CROSS JOIN unnest($7::text[]) AS ways (way) ${ONCE}`;
const AS_IT_WAS = alertAsItWas('$1', '$2', '$3');
const SETTLED = `UPDATE alert SET state = $4 WHERE ${AS_IT_WAS}`;
const FAILED = `UPDATE alert SET state = $4, attempts = $5, next_at = $6, failed_at = $7, why = $8 WHERE ${AS_IT_WAS}`;
const WAITING = "SELECT way, count(*)::integer AS n FROM alert WHERE state = 'waiting' GROUP BY way";
/** Who counts holds off who adds. */
const ALONE = 'LOCK TABLE alert_address IN SHARE ROW EXCLUSIVE MODE';

/** The alerts of an open database; who opened it closes it. Fault: `DatabaseUnavailable`. */
export function postgresAlerts(database: Pick<Database, 'query' | 'transaction'>): AlertStore {
  const addresses = async (where: string, values: readonly unknown[] = []) =>
    (await database.query<AddressRow>(`${ADDRESSES} ${where}`, values)).map(addressIn);
  return {
    addressOf: async (party) => (await addresses('WHERE party = $1', [party]))[0],
    addresses: () => addresses('ORDER BY party'),
    setAddress: (address) =>
      database.transaction(async (tx) => {
        await tx.query(ALONE);
        const [others] = await tx.query<{ n: number }>(OTHERS, [address.party]);
        if ((others?.n ?? 0) >= ALERT_ADDRESSES_MAX) return false;
        const { party, said, crc } = addressRow(address);
        await tx.query(SET, [party, said, crc]);
        return true;
      }),
    removeAddress: async (party) => (await database.query(REMOVE, [party])).length > 0,
    look: async () =>
      (await database.query<{ through: Position }>('SELECT through FROM alert_look'))[0]?.through ?? null,
    beginLook: async (at) => {
      await database.query(BEGIN, [at]);
    },
    endLook: async () => {
      await database.query('DELETE FROM alert_look');
    },
    unknown: async (party, keys) => {
      const known = new Set((await database.query<{ key: string }>(KNOWN, [party, keys])).map(({ key }) => key));
      return keys.filter((key) => !known.has(key));
    },
    raise: (raised) => database.transaction((tx) => raise(tx, raised)),
    due: async (way, now, limit) =>
      (await database.query<AlertRow>(dueSql('$1', '$2', '$3'), [way, now, limit])).map(deliveryOf),
    settle: async (delivery, outcome) => {
      await settle(database, delivery, outcome);
    },
    standing: async (party) => {
      const [counts] = await database.query<Pick<AlertStanding, 'waiting' | 'dead'>>(standingSql('$1'), [party]);
      const [lastFailure = null] = await database.query<Failure>(lastFailureSql('$1'), [party]);
      return { ...(counts ?? { waiting: 0, dead: 0 }), lastFailure };
    },
    waiting: async () => {
      const rows = await database.query<{ way: AlertWay; n: number }>(WAITING);
      return new Map(rows.map(({ way, n }) => [way, n]));
    },
    forget: async (before) => {
      await database.query(forgetSql('$1'), [before]);
    },
  };
}

async function raise(tx: Queries, { look, alerts }: Raised): Promise<boolean> {
  if (look && (await tx.query(LOOK_ON, [look.through, look.before])).length === 0) return false;
  const column = (name: 'key' | 'id' | 'party' | 'kind' | 'path' | 'raisedAt') => alerts.map((one) => one[name]);
  const columns = [column('key'), column('id'), column('party'), column('kind'), column('path'), column('raisedAt')];
  if (alerts.length > 0) await tx.query(RAISE, [...columns, ALERT_WAYS]);
  return true;
}

function settle(tx: Queries, { id, way, attempts }: AlertDelivery, outcome: AlertOutcome): Promise<unknown> {
  if (outcome.kind === 'sent' || outcome.kind === 'nowhere')
    return tx.query(SETTLED, [id, way, attempts, outcome.kind]);
  const { attempts: tried, nextAt, lastFailure } = outcome;
  const state = outcome.kind === 'dead' ? 'dead' : 'waiting';
  return tx.query(FAILED, [id, way, attempts, state, tried, nextAt, lastFailure.at, lastFailure.why]);
}
