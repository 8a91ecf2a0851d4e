/** Whether an append may follow a stream: expected revisions, idempotence, deleted streams. As the published server decides. */
import { DELETED_REVISION, DELETED_TYPE, type Proposed, type Record, type Storage } from './storage.js';

/** An expected revision that is none: the published protocol's numbers. */
export const EXPECT = { noStream: -1n, any: -2n, streamExists: -4n } as const;

export interface Write {
  readonly stream: string;
  readonly expected: bigint;
  readonly proposed: readonly Proposed[];
}

export type WriteOutcome =
  /** `last` is undefined where nothing had to be written; `again` where it was there before. */
  | {
      readonly result: 'success';
      readonly lastRevision: bigint;
      readonly place: number | undefined;
      readonly last?: Record;
      readonly again?: true;
    }
  | { readonly result: 'wrongExpectedVersion'; readonly current: bigint }
  | { readonly result: 'streamDeleted' };

export interface Writer {
  write(write: Write): WriteOutcome;
  /** Ends a stream: for good, or until somebody writes to it again. */
  delete(stream: string, expected: bigint, forGood: boolean): WriteOutcome;
  /** True where the stream was deleted, but may be written again. */
  isSoftDeleted(stream: string): boolean;
}

/** Ids that idempotence without an expected revision remembers: the real server's cache is bounded as well. */
const REMEMBERED_IDS_MAX = 100_000;

export function writerOver(storage: Storage): Writer {
  const remembered = new Map<string, Record>();
  const remember = (records: readonly Record[]): void => {
    for (const record of records) remembered.set(record.id, record);
    for (const id of remembered.keys()) {
      if (remembered.size <= REMEMBERED_IDS_MAX) break;
      remembered.delete(id);
    }
  };
  const apply = ({ stream, proposed }: Write, current: bigint): WriteOutcome => {
    if (proposed.length === 0) return { result: 'success', lastRevision: current, place: undefined };
    if (isSoftDeleted(storage, stream)) setMetadata(storage, stream, `{"$tb":${current + 1n}}`);
    const last = storage.write(stream, current + 1n, proposed);
    remember(storage.stream(stream).slice(-proposed.length));
    return { result: 'success', lastRevision: last.revision, place: last.place, last };
  };
  const write = (asked: Write): WriteOutcome => {
    const current = storage.lastRevision(asked.stream);
    if (isDeleted(storage, asked.stream)) return { result: 'streamDeleted' };
    if (asked.expected === EXPECT.streamExists && isSoftDeleted(storage, asked.stream))
      return { result: 'streamDeleted' };
    const earlier = earlierWrites(storage, remembered, asked);
    const same = earlier.map((record, index) => record?.id === asked.proposed[index]!.id);
    const last = earlier.at(-1);
    if (last && same.every(Boolean))
      return { result: 'success', lastRevision: last.revision, place: last.place, last, again: true };
    // Written in part before: no repetition of anything, whatever was expected.
    if (same[0] === true || !mayFollow(storage, asked, current)) return { result: 'wrongExpectedVersion', current };
    return apply(asked, current);
  };
  return {
    write,
    isSoftDeleted: (stream) => isSoftDeleted(storage, stream),
    delete: (stream, expected, forGood) => {
      const outcome = write({ stream, expected, proposed: [] });
      if (outcome.result !== 'success') return outcome;
      const { place } = forGood
        ? tombstone(storage, stream)
        : setMetadata(storage, stream, `{"$tb":${DELETED_REVISION}}`);
      return { ...outcome, place };
    },
  };
}

function mayFollow(storage: Storage, { stream, expected }: Write, current: bigint): boolean {
  if (expected === EXPECT.any) return true;
  if (expected === EXPECT.streamExists) return current >= 0n || storage.stream(`$$${stream}`).length > 0;
  return expected === current || (expected === EXPECT.noStream && isSoftDeleted(storage, stream));
}

/**
 * For each event the record that it would be a repetition of: the one at the revision it would have had, or, where no
 * revision is expected, the one of its id as far as the server remembers. Compared by id, whatever the content.
 */
function earlierWrites(
  storage: Storage,
  remembered: ReadonlyMap<string, Record>,
  { stream, expected, proposed }: Write,
): (Record | undefined)[] {
  const own = storage.stream(stream);
  if (expected !== EXPECT.any && expected !== EXPECT.streamExists) {
    return proposed.map((_, index) => own[Number(expected) + 1 + index]);
  }
  return proposed.map(({ id }) => {
    const record = remembered.get(id);
    return record?.stream === stream ? record : undefined;
  });
}

function isDeleted(storage: Storage, stream: string): boolean {
  return storage.lastRevision(stream.replace(/^\$\$/, '')) === DELETED_REVISION;
}

function tombstone(storage: Storage, stream: string): Record {
  const event = { contentType: 'application/octet-stream', data: Buffer.alloc(0), metadata: Buffer.alloc(0) };
  return storage.write(stream, DELETED_REVISION, [{ ...event, id: crypto.randomUUID(), type: DELETED_TYPE }]);
}

function setMetadata(storage: Storage, stream: string, json: string): Record {
  const event = { contentType: 'application/json', data: Buffer.from(json), metadata: Buffer.alloc(0) };
  const first = storage.lastRevision(`$$${stream}`) + 1n;
  return storage.write(`$$${stream}`, first, [{ ...event, id: crypto.randomUUID(), type: '$metadata' }]);
}

function isSoftDeleted(storage: Storage, stream: string): boolean {
  return truncatedBefore(storage, stream) === DELETED_REVISION;
}

/** The first revision that is still shown; `DELETED_REVISION` after a soft delete. */
export function truncatedBefore(storage: Pick<Storage, 'stream'>, stream: string): bigint {
  const metadata = storage.stream(`$$${stream}`).at(-1);
  const [, before] = /"\$tb"\s*:\s*([0-9]+)/.exec(Buffer.from(metadata?.data ?? []).toString()) ?? [];
  return before === undefined ? 0n : BigInt(before);
}
