/** What was refused, with its reason, as it was sent: so that its sender can see what went wrong. Kept for a bounded time. */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { type EntrySealer } from '#access';
import { type Problem } from '#contracts';
import { type Instant, type PartyId, type Uuid } from '#domain';
import { daysBefore, type HubState } from './hub-state.sqlite.js';

/** Days that a refused message is kept. */
export const QUARANTINE_DAYS = 30;
/** Refused messages kept per party; the oldest make room. With 256 KiB an event, at most 128 MiB. */
export const QUARANTINE_PER_PARTY_MAX = 500;
/** Bytes kept of one message: what is larger than an event may be is kept by its reason alone. */
export const QUARANTINE_BYTES_MAX = 256 * 1024;
export const QUARANTINE_PER_PAGE_MAX = 100;

export interface Refused {
  readonly party: PartyId;
  readonly keptAt: Instant;
  readonly problem: Problem;
  /** The bytes as they came; null where they were not read. */
  readonly content: Uint8Array | null;
}

export interface QuarantinedHead {
  readonly quarantineId: Uuid;
  readonly sequence: number;
  readonly keptAt: Instant;
  readonly code: string;
}

export interface Quarantined extends QuarantinedHead {
  readonly problem: Problem;
  /** The message as text where it is UTF-8, else in base64; null where it was too large to keep. */
  readonly content: string | null;
  readonly encoding: 'utf-8' | 'base64';
}

export interface Quarantine {
  /** Keeps a refused message durably, and gives the id under which it lies. Fault: `StateUnavailable`. */
  keep(refused: Refused): Promise<Uuid>;
  /** The party's own, after a sequence number. */
  list(party: PartyId, after: number, limit: number): readonly QuarantinedHead[];
  read(party: PartyId, id: string): Quarantined | undefined;
  /** Destroys what is older than `QUARANTINE_DAYS`; gives how many. */
  sweep(now: Instant): number;
}

interface HeadRow {
  readonly quarantine_id: Uuid;
  readonly sequence: number;
  readonly kept_at: Instant;
  readonly code: string;
}

interface Row extends HeadRow {
  readonly wrapped_key: Buffer;
  readonly sealed: Buffer;
}

const HEAD = 'quarantine_id, sequence, kept_at, code';

export function quarantine(state: HubState, sealer: EntrySealer): Quarantine {
  const { db } = state;
  const insert = db.prepare(
    'INSERT INTO quarantine (quarantine_id, party, kept_at, code, wrapped_key, sealed) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const makeRoom = db.prepare(
    `DELETE FROM quarantine WHERE sequence IN
       (SELECT sequence FROM quarantine WHERE party = ? ORDER BY sequence DESC LIMIT -1 OFFSET ${QUARANTINE_PER_PARTY_MAX})`,
  );
  const page = db.prepare<[string, number, number], HeadRow>(
    `SELECT ${HEAD} FROM quarantine WHERE party = ? AND sequence > ? ORDER BY sequence LIMIT ?`,
  );
  const one = db.prepare<[string, string], Row>(
    `SELECT ${HEAD}, wrapped_key, sealed FROM quarantine WHERE party = ? AND quarantine_id = ?`,
  );
  const old = db.prepare<[string]>('DELETE FROM quarantine WHERE kept_at < ?');
  return {
    keep: ({ party, keptAt, problem, content }) => {
      const id = randomUUID() as Uuid;
      const { wrappedKey, sealed } = sealer.seal(packed(problem, content), contextOf(id));
      return state.write(() => {
        insert.run(id, party, keptAt, problem.code, wrappedKey, sealed);
        makeRoom.run(party);
        return id;
      });
    },
    list: (party, after, limit) => page.all(party, after, Math.min(limit, QUARANTINE_PER_PAGE_MAX)).map(headOf),
    read: (party, id) => {
      const row = one.get(party, id);
      if (row === undefined) return undefined;
      const plain = sealer.open({ wrappedKey: row.wrapped_key, sealed: row.sealed }, contextOf(row.quarantine_id));
      return { ...headOf(row), ...unpacked(plain) };
    },
    sweep: (now) => old.run(daysBefore(now, QUARANTINE_DAYS)).changes,
  };
}

const contextOf = (id: Uuid): string => `quarantine ${id}`;

const headOf = ({ quarantine_id, sequence, kept_at, code }: HeadRow): QuarantinedHead => ({
  quarantineId: quarantine_id,
  sequence,
  keptAt: kept_at,
  code,
});

/** The reason as JSON on the first line, then the bytes as they came. */
function packed(problem: Problem, content: Uint8Array | null): Uint8Array {
  const kept = content !== null && content.byteLength <= QUARANTINE_BYTES_MAX ? content : null;
  return Buffer.concat([
    Buffer.from(`${JSON.stringify({ problem, kept: kept !== null })}\n`),
    kept ?? new Uint8Array(),
  ]);
}

function unpacked(plain: Uint8Array): Pick<Quarantined, 'problem' | 'content' | 'encoding'> {
  const bytes = Buffer.from(plain);
  const end = bytes.indexOf('\n');
  const { problem, kept } = JSON.parse(bytes.subarray(0, end).toString()) as { problem: Problem; kept: boolean };
  const content = bytes.subarray(end + 1);
  const encoding = isUtf8(content) ? 'utf-8' : 'base64';
  return { problem, encoding, content: kept ? content.toString(encoding) : null };
}
