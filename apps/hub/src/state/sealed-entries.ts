/** How an entry of the hub's own state looks under its seal: the same in every store. */
import { isUtf8 } from 'node:buffer';
import { type EntrySealer, type SealedEntry } from '#access';
import { type Problem } from '#contracts';
import { type PartyId, type Uuid } from '#domain';
import { type Receipt } from '../receipt/receipt.js';
import { QUARANTINE_BYTES_MAX, type Quarantined, type Refused } from './quarantine.port.js';
import { type MessageIdentity, type WaitingMessage } from './waiting-room.port.js';

export function sealWaiting(sealer: EntrySealer, entry: WaitingMessage): SealedEntry {
  return sealer.seal(entry.event, waitingContext(entry));
}

/** The event as it was put. Throws `SealBroken`. */
export function openWaiting(sealer: EntrySealer, sealed: SealedEntry, identity: MessageIdentity): Uint8Array {
  return sealer.open(sealed, waitingContext(identity));
}

const waitingContext = ({ source, subject, id }: MessageIdentity): string => `waiting ${source} ${subject} ${id}`;

export function sealReceipt(sealer: EntrySealer, party: PartyId, receipt: Receipt): SealedEntry {
  return sealer.seal(Buffer.from(JSON.stringify(receipt)), receiptContext(party));
}

/** Throws `SealBroken`. */
export function openReceipt(sealer: EntrySealer, party: PartyId, sealed: SealedEntry): Receipt {
  return JSON.parse(Buffer.from(sealer.open(sealed, receiptContext(party))).toString()) as Receipt;
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

/** Throws `SealBroken`. */
export function openRefused(
  sealer: EntrySealer,
  quarantineId: Uuid,
  sealed: SealedEntry,
): Pick<Quarantined, 'problem' | 'content' | 'encoding'> {
  const bytes = Buffer.from(sealer.open(sealed, refusedContext(quarantineId)));
  const end = bytes.indexOf('\n');
  const { problem, kept } = JSON.parse(bytes.subarray(0, end).toString()) as { problem: Problem; kept: boolean };
  const content = bytes.subarray(end + 1);
  const encoding = isUtf8(content) ? 'utf-8' : 'base64';
  return { problem, encoding, content: kept ? content.toString(encoding) : null };
}

const refusedContext = (id: Uuid): string => `quarantine ${id}`;
