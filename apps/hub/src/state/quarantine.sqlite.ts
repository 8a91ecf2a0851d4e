/** What was refused, in the hub's own file. */
import { randomUUID } from 'node:crypto';
import { type EntrySealer } from '#access';
import { type Instant, type PartyId, type Uuid } from '#domain';
import { rowCrc } from '#follow';
import { daysBefore } from './days-before.js';
import { StateDamaged } from './hub-state.port.js';
import {
  QUARANTINE_DAYS,
  QUARANTINE_PER_PAGE_MAX,
  QUARANTINE_PER_PARTY_MAX,
  type Quarantine,
} from './quarantine.port.js';
import { sealRefused, type SealedRefused } from './sealed-entries.js';
import { type StateFile } from './state-file.sqlite.js';
import {
  quarantinedOf,
  REFUSED,
  REFUSED_HEAD,
  refusedHeadOf,
  type RefusedHeadRow,
  type RefusedRow,
} from './state-rows.js';

/** Keeps a refused message, the oldest making room; to be called within a transaction of the file. */
export function keepRefused({ db }: StateFile): (party: PartyId, keptAt: Instant, refused: SealedRefused) => void {
  const insert = db.prepare(
    `INSERT INTO quarantine (quarantine_id, party, kept_at, code, wrapped_key, sealed, crc) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (quarantine_id) DO NOTHING`,
  );
  const makeRoom = db.prepare(
    `DELETE FROM quarantine WHERE sequence IN
       (SELECT sequence FROM quarantine WHERE party = ? ORDER BY sequence DESC LIMIT -1 OFFSET ${QUARANTINE_PER_PARTY_MAX})`,
  );
  return (party, keptAt, { id, code, wrappedKey, sealed }) => {
    insert.run(id, party, keptAt, code, wrappedKey, sealed, rowCrc([id, party, keptAt, code]));
    makeRoom.run(party);
  };
}

interface Checked {
  readonly party: PartyId;
  /** Null of one that was kept before there were any. */
  readonly crc: number | null;
}

/** The row. Throws `StateDamaged` where what it tells is not what was kept. */
function sound<Row extends RefusedHeadRow & Checked>(row: Row): Row {
  const { quarantine_id: id, party, kept_at: keptAt, code, crc } = row;
  if (crc !== null && crc !== rowCrc([id, party, keptAt, code]))
    throw new StateDamaged('a row of the quarantine is not what was written');
  return row;
}

export function sqliteQuarantine(file: StateFile, sealer: EntrySealer): Quarantine {
  const { db } = file;
  const keep = keepRefused(file);
  const page = db.prepare<[string, number, number], RefusedHeadRow & Checked>(
    `SELECT ${REFUSED_HEAD}, party, crc FROM quarantine WHERE party = ? AND sequence > ? ORDER BY sequence LIMIT ?`,
  );
  const one = db.prepare<[string, string], RefusedRow & Checked>(
    `SELECT ${REFUSED}, party, crc FROM quarantine WHERE party = ? AND quarantine_id = ?`,
  );
  const byParty = db.prepare<[], [PartyId, number]>('SELECT party, count(*) FROM quarantine GROUP BY party').raw();
  const edge = (end: 'min' | 'max') => db.prepare<[], Instant | null>(`SELECT ${end}(kept_at) FROM quarantine`).pluck();
  const [oldest, newest] = [edge('min'), edge('max')];
  const old = db.prepare<[string]>('DELETE FROM quarantine WHERE kept_at < ?');
  return {
    keep: ({ id = randomUUID() as Uuid, party, keptAt, problem, content }) => {
      return file.write(() => {
        // Within the transaction, as what waits is.
        const refused = { id, code: problem.code, ...sealRefused(sealer, id, { problem, content }) };
        keep(party, keptAt, refused);
        return id;
      });
    },
    list: (party, after, limit) =>
      file.read(() =>
        page.all(party, after, Math.min(limit, QUARANTINE_PER_PAGE_MAX)).map((row) => refusedHeadOf(sound(row))),
      ),
    read: (party, id) =>
      file.read(() => {
        const row = one.get(party, id);
        return row && quarantinedOf(sealer, sound(row));
      }),
    standing: () =>
      file.read(() => ({
        byParty: new Map(byParty.all()),
        ...{ oldestAt: oldest.get() ?? null, newestAt: newest.get() ?? null },
      })),
    sweep: (now) => file.write(() => old.run(daysBefore(now, QUARANTINE_DAYS)).changes),
  };
}
