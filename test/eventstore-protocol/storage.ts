/** What the protocol server stores: one log of records in the order of writing, in memory and, where asked, in a file. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

export interface Record {
  /** Place in the log, as a byte offset would be: it grows, and not by one. Commit and prepare position alike. */
  readonly place: number;
  readonly stream: string;
  readonly revision: bigint;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** Ticks of 100 ns since 1970, by this machine's clock. */
  readonly created: bigint;
}

export type Proposed = Pick<Record, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

/** The revision of the record that ends a deleted stream. */
export const DELETED_REVISION = 9_223_372_036_854_775_807n;

export interface Storage {
  readonly records: readonly Record[];
  stream(name: string): readonly Record[];
  /** The last revision, -1n of a stream never written, `DELETED_REVISION` of a deleted one. */
  lastRevision(name: string): bigint;
  /** Index of the first record at or after a place. */
  indexOf(place: number): number;
  /** True of a place that a record has, and of the end. */
  isBoundary(place: number): boolean;
  /** Writes all, at consecutive revisions from `first`; the last one written. */
  write(stream: string, first: bigint, proposed: readonly Proposed[]): Record;
  /** Calls back after each write until it is taken back. */
  onWrite(tell: () => void): () => void;
}

/** The record header that a real log file has, roughly. */
const HEADER_BYTES = 100;
/** What a real server writes for itself before anything else. */
const FIRST_PLACE = 1_024;

export function openStorage(file?: string): Storage {
  const records: Record[] = [];
  const streams = new Map<string, Record[]>();
  const places = new Map<number, number>();
  const listeners = new Set<() => void>();
  let end = FIRST_PLACE;

  const take = (record: Record): void => {
    places.set(record.place, records.length);
    records.push(record);
    const own = streams.get(record.stream);
    if (own) own.push(record);
    else streams.set(record.stream, [record]);
    end = record.place + sizeOf(record);
  };
  const storage: Storage = {
    records,
    stream: (name) => streams.get(name) ?? [],
    lastRevision: (name) => streams.get(name)?.at(-1)?.revision ?? -1n,
    indexOf: (place) => places.get(place) ?? lowerBound(records, place),
    isBoundary: (place) => places.has(place) || place === end,
    write: (stream, first, proposed) => {
      const created = BigInt(Date.now()) * 10_000n;
      const written = proposed.map((event, index) => {
        const revision = event.type === DELETED_TYPE ? DELETED_REVISION : first + BigInt(index);
        const record: Record = { ...event, place: end, stream, revision, created };
        take(record);
        return record;
      });
      // One line for one append: a line that a crash has cut is an append that never was.
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(written.map(toLine))}\n`);
      for (const tell of [...listeners]) tell();
      return written.at(-1)!;
    },
    onWrite: (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
  };
  if (file !== undefined && existsSync(file)) for (const record of recordsIn(file)) take(record);
  if (records.length === 0) writeSystemEvents(storage);
  return storage;
}

/** The event that ends a stream for good. */
export const DELETED_TYPE = '$streamDeleted';

/** What a new server writes about its users: whoever reads `$all` meets it first. */
function writeSystemEvents(storage: Storage): void {
  for (const user of ['admin', 'ops']) {
    const data = Buffer.from(JSON.stringify({ LoginName: user }));
    const event = { contentType: 'application/json', data, metadata: Buffer.alloc(0) };
    storage.write(`$user-${user}`, 0n, [{ ...event, id: crypto.randomUUID(), type: '$UserCreated' }]);
    storage.write(`$$$user-${user}`, 0n, [{ ...event, id: crypto.randomUUID(), type: '$metadata' }]);
  }
}

function sizeOf({ stream, type, data, metadata }: Record): number {
  return HEADER_BYTES + stream.length + type.length + data.byteLength + metadata.byteLength;
}

function lowerBound(records: readonly Record[], place: number): number {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (records[middle]!.place < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Line = Omit<Record, 'data' | 'metadata' | 'revision' | 'created'> & {
  readonly [key in 'data' | 'metadata' | 'revision' | 'created']: string;
};

function toLine({ data, metadata, revision, created, ...rest }: Record): Line {
  return {
    ...rest,
    data: Buffer.from(data).toString('base64'),
    metadata: Buffer.from(metadata).toString('base64'),
    revision: String(revision),
    created: String(created),
  };
}

function recordsIn(file: string): Record[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.flatMap((line) => (JSON.parse(line) as Line[]).map(fromLine));
}

function fromLine({ data, metadata, revision, created, ...rest }: Line): Record {
  return {
    ...rest,
    data: Buffer.from(data, 'base64'),
    metadata: Buffer.from(metadata, 'base64'),
    revision: BigInt(revision),
    created: BigInt(created),
  };
}
