/** Entries of the hub's own state that are to be erased beside the keys of a person: found by opening them. */
import { type EntrySealer } from '#access';
import { SealBroken, type StreamName } from '#contracts';
import { type Instant, type PartyId } from '#domain';
import { type IsToErase } from './held-entry.js';
import { type EntryTable } from './sealed-entries.js';

/** Rows of one reading. */
export const HELD_PER_PAGE = 100;

export type HeldRow = Parameters<EntryTable['contextOf']>[0] & {
  readonly sequence: number;
  readonly party: PartyId;
  readonly came_at: Instant | null;
  readonly stream?: StreamName;
  readonly wrapped_key: Uint8Array;
  readonly sealed: Uint8Array;
};

/** The rows of a table behind a sequence number, `$1`, at most `$2`. */
export const heldRows = ({ what, table, beside, cameAt }: EntryTable): string => {
  const columns = ['sequence', 'party', ...beside, ...(what === 'waiting' ? ['stream'] : [])];
  return `SELECT ${[...new Set(columns)].join(', ')}, ${cameAt} AS came_at, wrapped_key, sealed
    FROM ${table} WHERE sequence > $1 ORDER BY sequence LIMIT $2`;
};

/** Whether a row is to be erased. Fault: the master's. */
export function isRowToErase(sealer: EntrySealer, table: EntryTable, row: HeldRow, isToErase: IsToErase): boolean {
  const text = (): string =>
    Buffer.from(sealer.open({ wrappedKey: row.wrapped_key, sealed: row.sealed }, table.contextOf(row))).toString();
  try {
    return isToErase({ party: row.party, cameAt: row.came_at, stream: row.stream ?? null, text });
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}
