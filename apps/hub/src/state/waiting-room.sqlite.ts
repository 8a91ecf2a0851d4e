/** What was said before something that it names: kept, sealed, until that arrives or the time is up. */
import { type EntrySealer } from '#access';
import { type StreamName } from '#contracts';
import { addDays, type Day, type Instant, type PartyId } from '#domain';
import { type Receipt } from '../receive/receipt.js';
import { type HubState } from './hub-state.sqlite.js';
import { type Receipts } from './receipts.sqlite.js';

export const WAITING_PER_PARTY_MAX = 1_000;
export const WAITING_PER_SUBJECT_MAX = 100;

export interface ToWait {
  readonly party: PartyId;
  readonly stream: StreamName;
  readonly subject: string;
  readonly source: string;
  readonly id: string;
  /** The event in structured JSON, as it will be read again. */
  readonly event: Uint8Array;
  readonly until: Day;
}

export interface Waiting extends ToWait {
  readonly sequence: number;
}

export interface WaitingRoom {
  /**
   * Keeps a message durably; the same identity takes the place of the one that waits, and its time.
   * Gives the last day on which it waits, or `full` where its party or subject has as many as may wait. Fault: `StateUnavailable`.
   */
  put(entry: ToWait): Promise<Day | 'full'>;
  /** True where something waits on the stream. */
  isWaitedOn(stream: StreamName): boolean;
  /** What waits on a stream, in the order it came. */
  of(stream: StreamName): readonly Waiting[];
  /** Streams on which something waits. */
  streams(): readonly StreamName[];
  /** Streams on which something waits whose last day is before `today`. */
  streamsExpired(today: Day): readonly StreamName[];
  /** The first day after `day` on which something has waited too long; null for none. */
  nextExpiryAfter(day: Day): Day | null;
  /** Takes a message out, its key destroyed, and keeps its final receipt, in one transaction. */
  leave(entry: Waiting, givenAt: Instant, receipt: Receipt): Promise<void>;
  /** Takes out what waits under this identity, if anything: it has been said anew. */
  replaced(source: string, subject: string, id: string): Promise<void>;
  /** How many wait. */
  size(): number;
}

interface Row {
  readonly sequence: number;
  readonly party: PartyId;
  readonly stream: StreamName;
  readonly subject: string;
  readonly source: string;
  readonly message_id: string;
  readonly until: Day;
  readonly wrapped_key: Buffer;
  readonly sealed: Buffer;
}

export function waitingRoom(state: HubState, sealer: EntrySealer, finals: Receipts): WaitingRoom {
  const { db } = state;
  const count = (column: 'party' | 'subject') =>
    db.prepare<[string], number>(`SELECT count(*) FROM waiting WHERE ${column} = ?`).pluck();
  const ofParty = count('party');
  const ofSubject = count('subject');
  const known = db
    .prepare<[string, string, string], Day>(
      'SELECT until FROM waiting WHERE source = ? AND subject = ? AND message_id = ?',
    )
    .pluck();
  const put = db.prepare(
    `INSERT INTO waiting (party, stream, subject, source, message_id, until, wrapped_key, sealed)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (source, subject, message_id) DO UPDATE SET wrapped_key = excluded.wrapped_key, sealed = excluded.sealed`,
  );
  const any = db.prepare<[string], number>('SELECT 1 FROM waiting WHERE stream = ? LIMIT 1').pluck();
  const all = db.prepare<[string], Row>('SELECT * FROM waiting WHERE stream = ? ORDER BY sequence');
  const distinct = db.prepare<[], StreamName>('SELECT DISTINCT stream FROM waiting').pluck();
  const late = db.prepare<[string], StreamName>('SELECT DISTINCT stream FROM waiting WHERE until < ?').pluck();
  const firstUntil = db.prepare<[string], Day | null>('SELECT min(until) FROM waiting WHERE until >= ?').pluck();
  const remove = db.prepare('DELETE FROM waiting WHERE sequence = ?');
  const removeSame = db.prepare('DELETE FROM waiting WHERE source = ? AND subject = ? AND message_id = ?');
  const total = db.prepare<[], number>('SELECT count(*) FROM waiting').pluck();

  const isFull = (entry: ToWait): boolean =>
    (ofParty.get(entry.party) ?? 0) >= WAITING_PER_PARTY_MAX ||
    (ofSubject.get(entry.subject) ?? 0) >= WAITING_PER_SUBJECT_MAX;

  return {
    put: (entry) => {
      const { wrappedKey, sealed } = sealer.seal(entry.event, contextOf(entry));
      return state.write(() => {
        const before = known.get(entry.source, entry.subject, entry.id);
        if (before === undefined && isFull(entry)) return 'full';
        const { party, stream, subject, source, id, until } = entry;
        put.run(party, stream, subject, source, id, until, wrappedKey, sealed);
        return before ?? until;
      });
    },
    isWaitedOn: (stream) => any.get(stream) !== undefined,
    of: (stream) => all.all(stream).map((row) => opened(row, sealer)),
    streams: () => distinct.all(),
    streamsExpired: (today) => late.all(today),
    nextExpiryAfter: (day) => {
      const until = firstUntil.get(day) ?? null;
      return until && addDays(until, 1);
    },
    leave: (entry, givenAt, receipt) =>
      state.write(() => {
        remove.run(entry.sequence);
        finals.keep(entry.party, givenAt, receipt);
      }),
    replaced: (source, subject, id) =>
      state.write(() => {
        removeSame.run(source, subject, id);
      }),
    size: () => total.get() ?? 0,
  };
}

const contextOf = ({ source, subject, id }: Pick<ToWait, 'source' | 'subject' | 'id'>): string =>
  `waiting ${source} ${subject} ${id}`;

function opened(row: Row, sealer: EntrySealer): Waiting {
  const { sequence, party, stream, subject, source, until } = row;
  const head = { sequence, party, stream, subject, source, id: row.message_id, until };
  const event = sealer.open({ wrappedKey: row.wrapped_key, sealed: row.sealed }, contextOf(head));
  return { ...head, event };
}
