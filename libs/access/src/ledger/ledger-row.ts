/** A row as every store keeps it: what may be read in the open, and who asked, sealed under the year's key and bound to it. */
import { hash } from 'node:crypto';
import { holdsNumber, isOpenPartyId, type StreamKey } from '#contracts';
import { type Controller, type Instant, type Uuid } from '#domain/facts';
import { type Sized } from '#event-log';
import { halvesOf, type LedgerHalf } from './halves.js';
import { type Asker, type ExtractTo, type LedgerEntry } from './ledger-entry.js';
import { LedgerDamaged, type DenialTold, type PersonAccesses, type PersonReads } from './ledger.port.js';
import {
  type PersonAccess,
  type Recorded,
  type RecordedAccess,
  type RecordedAsker,
  type RecordedItem,
} from './recorded.js';
import { type StaffId } from './staff-id.js';
import { isReceiver, UnfitForLedger } from './unfit.js';

/** To be sealed and numbered by a store. */
export interface RowToWrite {
  readonly controller: Controller;
  readonly is: LedgerEntry['is'];
  readonly readAt: Instant;
  /** JSON text, all that is not sealed. */
  readonly open: string;
  /** JSON text: who asked, as far as it identifies. */
  readonly secret: string;
  /** Whose data was read; each once. */
  readonly persons: readonly Uuid[];
}

/** As it lies in a store. */
export interface StoredRow {
  readonly controller: Controller;
  readonly seq: number;
  readonly readAt: Instant;
  readonly open: string;
  readonly sealed: Uint8Array;
}

const ENCODING = 'utf8';

/** What one door tells, to be written in one commit. */
export interface RowsToWrite extends Sized {
  readonly rows: readonly RowToWrite[];
}

/** The rows of what a door tells, and how much they are. Throws `UnfitForLedger`. */
export function rowsOf(entries: readonly LedgerEntry[]): RowsToWrite {
  const rows = halvesOf(entries).map(rowOf);
  const bytes = rows.reduce((sum, { open, secret }) => sum + open.length + secret.length, 0);
  return { rows, events: rows.length, bytes };
}

function rowOf(half: LedgerHalf): RowToWrite {
  const { controller, entry, items, who } = half;
  const persons = new Set(items.flatMap(({ person }) => (person === null ? [] : [person])));
  return {
    ...{ controller, is: entry.is, readAt: entry.readAt },
    open: JSON.stringify(openOf(half)),
    secret: JSON.stringify(who === null ? {} : secretOf(who)),
    persons: [...persons],
  };
}

/**
 * The rows of a denial with whom it is told to: the same request, by which unit of which authority, and none of its staff.
 * Nothing was read, so that it stands in nobody's extract. Throws `UnfitForLedger`.
 */
export function rowsTold({ denial, controllers }: DenialTold): readonly RowToWrite[] {
  const { controller: receiver, seq: _own, readAt, who, ...rest } = denial;
  const open = { ...rest, who: openAsker(who), receiver };
  return controllers.map((controller) => {
    if (!isReceiver(receiver, controller) || !isReceiver(controller, receiver)) throw new UnfitForLedger('controller');
    return {
      ...{ controller, is: 'access', readAt },
      open: JSON.stringify(open),
      secret: JSON.stringify({}),
      persons: [],
    };
  });
}

/** All but who asked, whose row it is and when it was read, which stand in columns of their own. */
type OpenRow = Omit<Recorded, 'controller' | 'seq' | 'readAt'>;

function openOf({ entry, items, outcome, who }: LedgerHalf): OpenRow {
  const { request, hubTime, codeVersion } = entry;
  const shared = { request, who: openAsker(entry.who), ...(hubTime && { hubTime }), codeVersion };
  if (entry.is === 'review') return { is: 'review', ...shared, drawn: entry.drawn, found: entry.found } as OpenRow;
  const { purpose, door, position, asked, receiver } = entry;
  return {
    ...{ is: 'access', ...shared, purpose, door, position, items },
    ...(asked && { asked }),
    outcome: outcome ?? entry.outcome,
    ...(who === null && receiver !== undefined && { receiver }),
  } as OpenRow;
}

const UNIT_WORD = /^[a-z0-9][a-z0-9-]{0,39}$/;

const isOpenUnit = (unit: string): boolean => isOpenPartyId(unit) || (UNIT_WORD.test(unit) && !holdsNumber(unit));

const openAsker = (who: Asker | RecordedAsker): RecordedAsker => ({
  party: who.party,
  ...(who.unit !== undefined && isOpenUnit(who.unit) && { unit: who.unit }),
  ...('machine' in who && { machine: true, ...(who.unattended && { unattended: true }) }),
});

interface Secret {
  readonly unit?: string;
  readonly person?: StaffId;
  readonly shownTo?: StaffId;
}

const secretOf = (who: Asker): Secret => ({
  ...(who.unit !== undefined && !isOpenUnit(who.unit) && { unit: who.unit }),
  ...('person' in who ? { person: who.person } : who.shownTo !== undefined && { shownTo: who.shownTo }),
});

/** The year under whose key a row is sealed, in UTC. */
export const yearOf = (readAt: Instant): number => Number(readAt.slice(0, 4));

/** What is authenticated with who asked: neither can be moved or altered by itself while the year's key is there. */
const contextOf = ({ controller, readAt, open }: Pick<StoredRow, 'controller' | 'readAt' | 'open'>): string =>
  `ledger entry of ${controller} at ${readAt}\n${open}`;

/** Who asked, sealed. */
export const sealedOf = (row: RowToWrite, key: StreamKey): Uint8Array =>
  key.seal(Buffer.from(row.secret, ENCODING), contextOf(row));

/** An entry as it stands. Throws `LedgerDamaged` where it is not what was written. */
export function recordedOf(row: StoredRow, key: StreamKey | 'erased'): Recorded {
  const { controller, seq, readAt } = row;
  try {
    const open = JSON.parse(row.open) as OpenRow;
    return { ...open, controller, seq, readAt, who: askerOf(row, open, key) } as Recorded;
  } catch (error) {
    throw new LedgerDamaged(`entry ${seq} of ${controller} is not what was written`, { cause: error });
  }
}

function askerOf(row: StoredRow, open: OpenRow, key: StreamKey | 'erased'): RecordedAsker {
  const { who } = open;
  if (key !== 'erased')
    return {
      ...who,
      ...(JSON.parse(Buffer.from(key.open(row.sealed, contextOf(row))).toString(ENCODING)) as Secret),
    };
  // That a person asked, and not a machine, is told still; who it was is not.
  const wasPerson = who.machine !== true && !('receiver' in open);
  return wasPerson ? { ...who, person: 'erased' } : who;
}

/** SHA-256 of all that is stored of a row. */
export function hashOf({ controller, seq, readAt, open, sealed }: StoredRow): Uint8Array {
  const head = Buffer.from(`${controller}\n${seq}\n${readAt}\n${open}\n`, ENCODING);
  return hash('sha256', Buffer.concat([head, sealed]), 'buffer');
}

/** A page of reads of a person, of which `limit` were asked for: only a read is of a person. */
export function readsIn(recorded: readonly Recorded[], limit: number): PersonReads {
  const next = recorded.length < limit ? null : (recorded.at(-1)?.seq ?? null);
  return { reads: recorded as readonly RecordedAccess[], next };
}

/** What a registerutdrag says of them: which unit, and when; nothing of one in which there is nothing to tell. */
export function extractFrom(
  { reads, next }: PersonReads,
  { person, extractTo }: { readonly person: Uuid; readonly extractTo: ExtractTo },
): PersonAccesses {
  const isTold = (item: RecordedItem): boolean =>
    item.person === person && (extractTo === 'self' || item.extractTo === 'guardian');
  return { accesses: reads.filter(({ items }) => items.some(isTold)).map(accessOf), next };
}

function accessOf({ seq, readAt, hubTime, who, purpose, outcome, request }: RecordedAccess): PersonAccess {
  return {
    ...{ seq, readAt, party: who.party, purpose, outcome, request },
    ...(hubTime !== undefined && { hubTime }),
    ...(who.unit !== undefined && { unit: who.unit }),
  };
}
