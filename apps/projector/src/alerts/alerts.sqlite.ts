/** Alerts in the file of the subscriptions. */
import { type Instant, type PartyId, type Uuid } from '#domain';
import { here, type Position } from '#event-log';
import { type Migration, type ResultDb } from '#follow';
import { type Failure } from '../webhooks/subscription.js';
import { ALERT_WAYS, type AlertOutcome, type AlertStanding, type AlertWay, type NewAlert } from './alert.js';
import { addressIn, addressRow, deliveryOf, type AddressRow, type AlertRow } from './alert-row.js';
import { alertAsItWas, dueSql, forgetSql, lastFailureSql, ONCE, RAISE_COLUMNS, standingSql } from './alerts-sql.js';
import { ALERT_ADDRESSES_MAX, type AlertStore } from './alerts.port.js';

export const ALERTS_MIGRATION: Migration = {
  name: '2026-11 alerts',
  sql: `
    CREATE TABLE alert_address (
      party TEXT PRIMARY KEY,
      said TEXT NOT NULL, -- addresses of functions, and which subscription
      crc INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE alert_look (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      through TEXT NOT NULL -- in the log
    ) STRICT;
    CREATE TABLE alert (
      party TEXT NOT NULL,
      key TEXT NOT NULL, -- by which it is raised once
      way TEXT NOT NULL CHECK (way IN ('mail', 'webhook')),
      id TEXT NOT NULL,
      kind TEXT NOT NULL,
      path TEXT NOT NULL,
      raised_at TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'nowhere', 'dead')),
      attempts INTEGER NOT NULL,
      next_at TEXT NOT NULL,
      failed_at TEXT,
      why TEXT,
      PRIMARY KEY (party, key, way)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX alert_by_id ON alert (id, way);
    CREATE INDEX alert_by_time ON alert (way, state, next_at);`,
};

function statementsOf(db: ResultDb) {
  return {
    address: db.prepare<[PartyId], AddressRow>('SELECT party, said, crc FROM alert_address WHERE party = ?'),
    addresses: db.prepare<[], AddressRow>('SELECT party, said, crc FROM alert_address ORDER BY party'),
    others: db.prepare<[PartyId], number>('SELECT count(*) FROM alert_address WHERE party <> ?').pluck(),
    setAddress: db.prepare<AddressRow>(
      `INSERT INTO alert_address (party, said, crc) VALUES (@party, @said, @crc)
         ON CONFLICT (party) DO UPDATE SET said = excluded.said, crc = excluded.crc`,
    ),
    removeAddress: db.prepare<[PartyId]>('DELETE FROM alert_address WHERE party = ?'),
    look: db.prepare<[], Position>('SELECT through FROM alert_look').pluck(),
    beginLook: db.prepare<[Position]>('INSERT INTO alert_look VALUES (1, ?) ON CONFLICT (one) DO NOTHING'),
    endLook: db.prepare<[]>('DELETE FROM alert_look'),
    lookOn: db.prepare<[Position, Position]>('UPDATE alert_look SET through = ? WHERE through = ?'),
    known: db
      .prepare<[PartyId, string], string>(
        'SELECT DISTINCT key FROM alert WHERE party = ? AND key IN (SELECT value FROM json_each(?))',
      )
      .pluck(),
    raise: db.prepare<NewAlert & { readonly way: AlertWay }>(
      `INSERT INTO alert (${RAISE_COLUMNS})
         VALUES (@key, @id, @party, @kind, @path, @raisedAt, @way, 'waiting', 0, @raisedAt) ${ONCE}`,
    ),
    due: db.prepare<[AlertWay, Instant, number], AlertRow>(dueSql('?', '?', '?')),
    settled: db.prepare<[string, Uuid, AlertWay, number]>(
      `UPDATE alert SET state = ? WHERE ${alertAsItWas('?', '?', '?')}`,
    ),
    failed: db.prepare<[string, number, Instant, Instant, string, Uuid, AlertWay, number]>(
      `UPDATE alert SET state = ?, attempts = ?, next_at = ?, failed_at = ?, why = ? WHERE ${alertAsItWas('?', '?', '?')}`,
    ),
    standing: db.prepare<[PartyId], Pick<AlertStanding, 'waiting' | 'dead'>>(standingSql('?')),
    lastFailure: db.prepare<[PartyId], Failure>(lastFailureSql('?')),
    waiting: db.prepare<[], { way: AlertWay; n: number }>(
      "SELECT way, count(*) AS n FROM alert WHERE state = 'waiting' GROUP BY way",
    ),
    forget: db.prepare<[Instant]>(forgetSql('?')),
  };
}

export interface SqliteAlerts {
  readonly db: ResultDb;
  /** In one synced transaction. */
  readonly write: <T>(work: () => T) => Promise<T>;
}

/** The alerts of an open file; who opened it closes it. */
export function sqliteAlerts({ db, write }: SqliteAlerts): AlertStore {
  const run = statementsOf(db);
  return {
    addressOf: (party) =>
      here(() => {
        const row = run.address.get(party);
        return row && addressIn(row);
      }),
    addresses: () => here(() => run.addresses.all().map(addressIn)),
    setAddress: (address) =>
      write(() => {
        if ((run.others.get(address.party) ?? 0) >= ALERT_ADDRESSES_MAX) return false;
        run.setAddress.run(addressRow(address));
        return true;
      }),
    removeAddress: (party) => write(() => run.removeAddress.run(party).changes > 0),
    look: () => here(() => run.look.get() ?? null),
    beginLook: (at) =>
      write(() => {
        run.beginLook.run(at);
      }),
    endLook: () =>
      write(() => {
        run.endLook.run();
      }),
    unknown: (party, keys) =>
      here(() => {
        const known = new Set(run.known.all(party, JSON.stringify(keys)));
        return keys.filter((key) => !known.has(key));
      }),
    raise: ({ look, alerts }) =>
      write(() => {
        if (look && run.lookOn.run(look.through, look.before).changes === 0) return false;
        for (const alert of alerts) for (const way of ALERT_WAYS) run.raise.run({ ...alert, way });
        return true;
      }),
    due: (way, now, limit) => here(() => run.due.all(way, now, limit).map(deliveryOf)),
    settle: ({ id, way, attempts }, outcome) =>
      write(() => {
        settle(run, { id, way, attempts }, outcome);
      }),
    standing: (party) =>
      here(() => {
        const counts = run.standing.get(party) ?? { waiting: 0, dead: 0 };
        return { ...counts, lastFailure: run.lastFailure.get(party) ?? null };
      }),
    waiting: () => here(() => new Map(run.waiting.all().map(({ way, n }) => [way, n]))),
    forget: (before) =>
      write(() => {
        run.forget.run(before);
      }),
  };
}

function settle(
  run: ReturnType<typeof statementsOf>,
  { id, way, attempts }: { readonly id: Uuid; readonly way: AlertWay; readonly attempts: number },
  outcome: AlertOutcome,
): void {
  if (outcome.kind === 'sent' || outcome.kind === 'nowhere') {
    run.settled.run(outcome.kind, id, way, attempts);
    return;
  }
  const { attempts: tried, nextAt, lastFailure } = outcome;
  const state = outcome.kind === 'dead' ? 'dead' : 'waiting';
  run.failed.run(state, tried, nextAt, lastFailure.at, lastFailure.why, id, way, attempts);
}
