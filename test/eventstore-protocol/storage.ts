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

/** What a reader is shown: the records that are on a quorum, as far as a server of one process has any. */
export interface Shown {
  readonly records: readonly Record[];
  /** How many of them are shown: those after are not there yet. */
  count(): number;
  has(record: Record): boolean;
  stream(name: string): readonly Record[];
  /** As `lastRevision`, of what is shown. */
  lastRevision(name: string): bigint;
}

export interface Storage {
  readonly records: readonly Record[];
  readonly shown: Shown;
  stream(name: string): readonly Record[];
  /** The last revision, -1n of a stream never written, `DELETED_REVISION` of a deleted one. */
  lastRevision(name: string): bigint;
  /** Index of the first record at or after a place. */
  indexOf(place: number): number;
  /** True of a place that a record has, and of the end. */
  isBoundary(place: number): boolean;
  /** Where the next record will lie. */
  end(): number;
  /** Writes all, at consecutive revisions from `first`; the last one written. */
  write(stream: string, first: bigint, proposed: readonly Proposed[]): Record;
  /** Calls back whenever more is shown, until it is taken back. */
  onShown(tell: () => void): () => void;
  /** From now on what is written is shown so much later; 0, as at first, for at once. */
  showAfter(ms: number): void;
  /** What is written and not shown yet is shown now. */
  showWritten(): void;
  /** What is not shown is gone: a leader was lost before a quorum had it. */
  loseUnshown(): void;
}

/** The record header that a real log file has, roughly. */
const HEADER_BYTES = 100;
/** What a real server writes for itself before anything else. */
const FIRST_PLACE = 1_024;

export function openStorage(file?: string): Storage {
  const log = emptyLog();
  const listeners = new Set<() => void>();
  const unshown = new Map<NodeJS.Timeout, readonly Record[]>();
  let showMs = 0;
  const show = (written: readonly Record[]): void => {
    log.shown = Math.max(log.shown, log.places.get(written.at(-1)!.place)! + 1);
    // One line for one append: a line that a crash has cut is an append that never was.
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(written.map(toLine))}\n`);
    for (const tell of [...listeners]) tell();
  };
  const showLate = (written: readonly Record[]): void => {
    const timer = setTimeout(() => {
      unshown.delete(timer);
      show(written);
    }, showMs).unref();
    unshown.set(timer, written);
  };
  const noTimers = (): void => {
    for (const timer of unshown.keys()) clearTimeout(timer);
    unshown.clear();
  };
  const storage: Storage = {
    records: log.records,
    shown: shownOf(log),
    stream: (name) => log.streams.get(name) ?? [],
    lastRevision: (name) => log.streams.get(name)?.at(-1)?.revision ?? -1n,
    indexOf: (place) => log.places.get(place) ?? lowerBound(log.records, place),
    isBoundary: (place) => log.places.has(place) || place === log.end,
    end: () => log.end,
    write: (stream, first, proposed) => {
      const created = BigInt(Date.now()) * 10_000n;
      const written = proposed.map((event, index) => {
        const revision = event.type === DELETED_TYPE ? DELETED_REVISION : first + BigInt(index);
        const record: Record = { ...event, place: log.end, stream, revision, created };
        take(log, record);
        return record;
      });
      if (showMs === 0) show(written);
      else showLate(written);
      return written.at(-1)!;
    },
    onShown: (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    showAfter: (ms) => {
      showMs = ms;
    },
    showWritten: () => {
      const waiting = [...unshown.values()];
      noTimers();
      for (const written of waiting) show(written);
    },
    loseUnshown: () => {
      noTimers();
      while (log.records.length > log.shown) giveBack(log);
    },
  };
  if (file !== undefined && existsSync(file)) for (const record of recordsIn(file)) take(log, record);
  log.shown = log.records.length;
  if (log.records.length === 0) writeSystemEvents(storage);
  return storage;
}

interface Log {
  readonly records: Record[];
  readonly streams: Map<string, Record[]>;
  /** Index of the record at each place. */
  readonly places: Map<number, number>;
  /** How many are shown. */
  shown: number;
  end: number;
}

function emptyLog(): Log {
  return { records: [], streams: new Map(), places: new Map(), shown: 0, end: FIRST_PLACE };
}

function take(log: Log, record: Record): void {
  log.places.set(record.place, log.records.length);
  log.records.push(record);
  const own = log.streams.get(record.stream);
  if (own) own.push(record);
  else log.streams.set(record.stream, [record]);
  log.end = record.place + sizeOf(record);
}

/** Takes the last record away. */
function giveBack(log: Log): void {
  const last = log.records.pop()!;
  log.places.delete(last.place);
  log.streams.get(last.stream)!.pop();
  log.end = last.place;
}

function shownOf(log: Log): Shown {
  const has = ({ place }: Record): boolean => (log.places.get(place) ?? Infinity) < log.shown;
  const stream = (name: string): readonly Record[] => {
    const own = log.streams.get(name) ?? [];
    return own.length > 0 && !has(own.at(-1)!) ? own.filter(has) : own;
  };
  return {
    records: log.records,
    count: () => log.shown,
    has,
    stream,
    lastRevision: (name) => stream(name).at(-1)?.revision ?? -1n,
  };
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
