/** How an entry of the hub's own state looks under its seal: the same in every store. */
import { isUtf8 } from 'node:buffer';
import { type EntrySealer, type SealedEntry, type WrappedTable } from '#access';
import { SealBroken, type Problem } from '#contracts';
import { type PartyId, type Uuid } from '#domain';
import { type Receipt } from '../receipt/receipt.js';
import { StateDamaged } from './hub-state.port.js';
import { QUARANTINE_BYTES_MAX, type Quarantined, type Refused } from './quarantine.port.js';
import { type MessageIdentity, type WaitingMessage } from './waiting-room.port.js';

/** The master key has been found to fit: what does not open by it is not what was written. */
function opened(sealer: EntrySealer, sealed: SealedEntry, context: string): Uint8Array {
  try {
    return sealer.open(sealed, context);
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new StateDamaged('a sealed entry is not what was written', { cause: error });
  }
}

export function sealWaiting(sealer: EntrySealer, entry: WaitingMessage): SealedEntry {
  return sealer.seal(entry.event, waitingContext(entry));
}

/** The event as it was put. Throws `StateDamaged`. */
export function openWaiting(sealer: EntrySealer, sealed: SealedEntry, identity: MessageIdentity): Uint8Array {
  return opened(sealer, sealed, waitingContext(identity));
}

const waitingContext = ({ source, subject, id }: MessageIdentity): string => `waiting ${source} ${subject} ${id}`;

export function sealReceipt(sealer: EntrySealer, party: PartyId, receipt: Receipt): SealedEntry {
  return sealer.seal(Buffer.from(JSON.stringify(receipt)), receiptContext(party));
}

/** Throws `StateDamaged`. */
export function openReceipt(sealer: EntrySealer, party: PartyId, sealed: SealedEntry): Receipt {
  return JSON.parse(Buffer.from(opened(sealer, sealed, receiptContext(party))).toString()) as Receipt;
}

const receiptContext = (party: PartyId): string => `receipt of ${party}`;

/** The reason as JSON on the first line, then the bytes as they came. */
export function sealRefused(
  sealer: EntrySealer,
  quarantineId: Uuid,
  { problem, content }: Pick<Refused, 'problem' | 'content'>,
): SealedEntry {
  const kept = content !== null && content.byteLength <= QUARANTINE_BYTES_MAX ? content : null;
  const head = Buffer.from(`${JSON.stringify({ problem, kept: kept !== null })}\n`);
  return sealer.seal(Buffer.concat([head, kept ?? new Uint8Array()]), refusedContext(quarantineId));
}

/** A refused message, sealed, ready to be kept. */
export interface SealedRefused extends SealedEntry {
  readonly id: Uuid;
  readonly code: string;
}

/** What is to be kept in quarantine of a message that leaves the waiting room; undefined where it was not rejected. */
export function refusedOf(sealer: EntrySealer, entry: WaitingMessage, receipt: Receipt): SealedRefused | undefined {
  const { problem, quarantineId: id } = receipt;
  if (problem === undefined || id === undefined) return undefined;
  return { id, code: problem.code, ...sealRefused(sealer, id, { problem, content: entry.event }) };
}

/** Throws `StateDamaged`. */
export function openRefused(
  sealer: EntrySealer,
  quarantineId: Uuid,
  sealed: SealedEntry,
): Pick<Quarantined, 'problem' | 'content' | 'encoding'> {
  const bytes = Buffer.from(opened(sealer, sealed, refusedContext(quarantineId)));
  const end = bytes.indexOf('\n');
  const { problem, kept } = JSON.parse(bytes.subarray(0, end).toString()) as { problem: Problem; kept: boolean };
  const content = bytes.subarray(end + 1);
  const encoding = isUtf8(content) ? 'utf-8' : 'base64';
  return { problem, encoding, content: kept ? content.toString(encoding) : null };
}

const refusedContext = (id: Uuid): string => `quarantine ${id}`;

/** The columns by which an entry is sealed, of whichever table: those that it has. */
interface Beside {
  readonly source: string;
  readonly subject: string;
  readonly message_id: string;
  readonly quarantine_id: Uuid;
  readonly party: PartyId;
}

/** A table of sealed entries, in SQLite and PostgreSQL alike. */
export interface EntryTable extends Pick<WrappedTable, 'what' | 'table'> {
  readonly beside: readonly (keyof Beside)[];
  /** Which column tells when an entry came. */
  readonly cameAt: 'kept_at' | 'given_at';
  readonly contextOf: (row: Beside) => string;
}

export const ENTRY_TABLES: readonly EntryTable[] = [
  {
    ...{ what: 'waiting', table: 'waiting', cameAt: 'kept_at', beside: ['source', 'subject', 'message_id'] },
    contextOf: ({ source, subject, message_id: id }) => waitingContext({ source, subject, id }),
  },
  {
    ...{ what: 'quarantine', table: 'quarantine', cameAt: 'kept_at', beside: ['quarantine_id'] },
    contextOf: ({ quarantine_id: id }) => refusedContext(id),
  },
  {
    ...{ what: 'receipts', table: 'receipt', cameAt: 'given_at', beside: ['party'] },
    contextOf: ({ party }) => receiptContext(party),
  },
];

/** Those whose keys can be wrapped anew. */
export const entryTables = (sealer: EntrySealer): readonly WrappedTable[] =>
  ENTRY_TABLES.map((table) => wrappedTable(sealer, table));

const wrappedTable = (sealer: EntrySealer, { contextOf, cameAt: _, ...table }: EntryTable): WrappedTable<Beside> => ({
  ...table,
  ...{ column: 'wrapped_key', by: [{ name: 'sequence', type: 'bigint' }] },
  anew: (row, wrapped) => sealer.wrappedAnew(wrapped, contextOf(row)),
  head: () => sealer.head(),
});
