/** What waits, in the hub's own file. */
import { type EntrySealer } from '#access';
import { type StreamName } from '#contracts';
import { addDays, type Day, type Instant, type PartyId } from '#domain';
import { type StateFile } from './state-file.sqlite.js';
import { keepRefused } from './quarantine.sqlite.js';
import { keepReceipt } from './receipts.sqlite.js';
import { refusedOf, sealReceipt, sealWaiting } from './sealed-entries.js';
import {
  OLDEST_WAITING,
  WAITING_HEADS,
  waitingHeadOf,
  waitingOf,
  type WaitingHeadRow,
  type WaitingRow,
} from './state-rows.js';
import { WAITING_PER_PARTY_MAX, WAITING_PER_SUBJECT_MAX, type ToWait, type WaitingRoom } from './waiting-room.port.js';

export function sqliteWaitingRoom(file: StateFile, sealer: EntrySealer): WaitingRoom {
  const sql = statements(file);
  const keepFinal = keepReceipt(file);
  const keepAside = keepRefused(file);
  const isFull = (entry: ToWait): boolean =>
    (sql.ofParty.get(entry.party) ?? 0) >= WAITING_PER_PARTY_MAX ||
    (sql.ofSubject.get(entry.party, entry.subject) ?? 0) >= WAITING_PER_SUBJECT_MAX;

  return {
    put: (entry) => {
      return file.write(() => {
        // Within the transaction: a master that is replaced has wrapped nothing after those that wrap anew come by.
        const { wrappedKey, sealed } = sealWaiting(sealer, entry);
        const before = sql.known.get(entry.source, entry.subject, entry.id);
        if (before === undefined && isFull(entry)) return 'full';
        const { party, stream, subject, source, id, until, keptAt } = entry;
        sql.put.run(party, stream, subject, source, id, until, wrappedKey, sealed, keptAt);
        return before ?? until;
      });
    },
    isWaitedOn: (stream) => file.read(() => sql.any.get(stream) !== undefined),
    of: (stream) => file.read(() => sql.all.all(stream).map((row) => waitingOf(sealer, row))),
    ofParty: (party) => file.read(() => sql.headsOf.all(party).map(waitingHeadOf)),
    streams: () => file.read(() => sql.distinct.all()),
    streamsExpired: (today) => file.read(() => sql.late.all(today)),
    nextExpiryAfter: (day) =>
      file.read(() => {
        const until = sql.firstUntil.get(day) ?? null;
        return until && addDays(until, 1);
      }),
    leave: (entry, givenAt, receipt) => {
      const { party } = entry;
      return file.write(() => {
        if (sql.remove.run(entry.sequence, entry.edition).changes === 0) return 'gone';
        const sealed = sealReceipt(sealer, party, receipt);
        const refused = refusedOf(sealer, entry, receipt);
        keepFinal(party, givenAt, sealed);
        if (refused) keepAside(party, givenAt, refused);
        return 'left';
      });
    },
    replaced: (party, { source, subject, id }) =>
      file.write(() => {
        sql.removeSame.run(party, source, subject, id);
      }),
    size: () => file.read(() => sql.total.get() ?? 0),
    standing: () => file.read(() => ({ byParty: new Map(sql.byParty.all()), oldestAt: sql.oldest.get() ?? null })),
  };
}

function statements({ db }: StateFile) {
  const streams = (where: string) => db.prepare<unknown[], StreamName>(`SELECT DISTINCT stream FROM waiting ${where}`);
  return {
    ofParty: db.prepare<[string], number>('SELECT count(*) FROM waiting WHERE party = ?').pluck(),
    ofSubject: db
      .prepare<[string, string], number>('SELECT count(*) FROM waiting WHERE party = ? AND subject = ?')
      .pluck(),
    headsOf: db.prepare<[string], WaitingHeadRow>(WAITING_HEADS.replace('$1', '?')),
    known: db
      .prepare<[string, string, string], Day>(
        'SELECT until FROM waiting WHERE source = ? AND subject = ? AND message_id = ?',
      )
      .pluck(),
    put: db.prepare(
      `INSERT INTO waiting (party, stream, subject, source, message_id, until, wrapped_key, sealed, kept_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (source, subject, message_id) DO UPDATE SET
         wrapped_key = excluded.wrapped_key, sealed = excluded.sealed, edition = edition + 1`,
    ),
    any: db.prepare<[string], number>('SELECT 1 FROM waiting WHERE stream = ? LIMIT 1').pluck(),
    all: db.prepare<[string], WaitingRow>('SELECT * FROM waiting WHERE stream = ? ORDER BY sequence'),
    distinct: streams('').pluck(),
    late: streams('WHERE until < ?').pluck(),
    firstUntil: db.prepare<[string], Day | null>('SELECT min(until) FROM waiting WHERE until >= ?').pluck(),
    remove: db.prepare<[number, number]>('DELETE FROM waiting WHERE sequence = ? AND edition = ?'),
    removeSame: db.prepare('DELETE FROM waiting WHERE party = ? AND source = ? AND subject = ? AND message_id = ?'),
    byParty: db.prepare<[], [PartyId, number]>('SELECT party, count(*) FROM waiting GROUP BY party').raw(),
    oldest: db.prepare<[], Instant>(OLDEST_WAITING).pluck(),
    total: db.prepare<[], number>('SELECT count(*) FROM waiting').pluck(),
  };
}
