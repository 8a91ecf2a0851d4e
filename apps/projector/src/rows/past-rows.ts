/** A list as it was known: the log in one pass up to a position, and what the list answers of it. Nothing of the live rows is read or changed. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { bearing, memoryBearingIndex, nameUuid } from '#cases';
import { type Keys, type StreamName } from '#contracts';
import { openSqliteLogReader, type Position } from '#event-log';
import { workApart, type RebuildProgress } from '#follow';
import { type ListName } from '../lists/lists.js';
import { foldFile, foldLog, type FoldedPart, type FoldingLog } from './fold-log.js';
import { partRows } from './part-rows.sqlite.js';
import { openedRow } from './row-key.js';
import { openKeysAt, openLogAt, type RowSources } from './row-sources.js';
import { type FoldedStream, type ListQuestion, type ListRow } from './row-store.port.js';
import { streamOfRow } from './stream-of-row.js';

/** What is asked: a list of a day, by its words, of what the log held up to a position that it has given. */
export interface PastQuestion {
  readonly list: ListName;
  readonly asked: Omit<ListQuestion, 'reader' | 'mine' | 'limit' | 'after'>;
  readonly upTo: Position;
  /** Rows in all. */
  readonly rowsMax: number;
}

/** A row that is kept: sealed with the key of its stream, so that an erasure takes it too, wherever it is kept. */
export interface PastRow {
  readonly stream: StreamName;
  readonly sealed: Uint8Array;
}

/** In the order of the list; or that there are more than `rowsMax`. */
export type PastRows = { readonly kind: 'rows'; readonly rows: readonly PastRow[] } | { readonly kind: 'tooMany' };

/** How far it has come, in whatever the pass counts; and whether it is to end. */
export interface PastWork {
  readonly progress: (progress: RebuildProgress) => void;
  readonly signal: AbortSignal;
}

/** In a worker thread, with its own connections. Throws where it was ended. Faults: those of log and keys. */
export const pastRowsApart = (
  sources: RowSources,
  question: PastQuestion,
  { progress, signal }: PastWork,
): Promise<PastRows> =>
  workApart<PastJob, PastRows>({
    module: new URL('./past-rows.js', import.meta.url),
    job: { sources, question },
    onProgress: progress,
    signal,
  });

/** On this thread, over a log that no other thread can open. Faults and throws as `pastRowsApart`. */
export const pastRowsHere = (
  folding: FoldingLog,
  question: PastQuestion,
  { progress, signal }: PastWork,
): Promise<PastRows> =>
  kept(foldLog(folding, question.upTo), question, (come) => {
    signal.throwIfAborted();
    progress(come);
  });

interface PastJob {
  readonly sources: RowSources;
  readonly question: PastQuestion;
}

/** What the worker thread runs. */
export async function rebuild({
  sources,
  question,
  progress,
}: PastJob & Pick<PastWork, 'progress'>): Promise<PastRows> {
  const keys = await openKeysAt(sources.keys);
  try {
    return await overLog(sources, keys, (parts) => kept(parts, question, progress), question.upTo);
  } finally {
    await keys.close();
  }
}

async function overLog<T>(
  { log: where }: RowSources,
  keys: Keys,
  work: (parts: AsyncIterable<FoldedPart>) => Promise<T>,
  upTo: Position,
): Promise<T> {
  if (where.kind === 'sqlite') {
    const reader = openSqliteLogReader(where.path);
    const made = await work(foldFile(reader, keys, upTo));
    reader.close();
    return made;
  }
  const { log, close } = await openLogAt(where);
  try {
    const bears = bearing({ log, keys, index: memoryBearingIndex() });
    return await work(foldLog({ log, keys, bearing: bears, name: nameUuid() }, upTo));
  } finally {
    await close();
  }
}

interface Placed extends PastRow {
  readonly cursor: string;
}

async function kept(
  parts: AsyncIterable<FoldedPart>,
  { list, asked, rowsMax }: PastQuestion,
  progress: PastWork['progress'],
): Promise<PastRows> {
  const part = partRows(list);
  const all: Placed[] = [];
  try {
    for await (const { folded, progress: come } of parts) {
      const rows = await part.ask(folded, { ...asked, limit: rowsMax + 1 });
      all.push(...sealedRows(rows, folded));
      if (all.length > rowsMax) return { kind: 'tooMany' };
      progress(come);
      await nextTurn();
    }
  } finally {
    part.close();
  }
  all.sort((a, b) => (a.cursor < b.cursor ? -1 : 1));
  return { kind: 'rows', rows: all.map(({ stream, sealed }) => ({ stream, sealed })) };
}

/** Of a stream whose rows cannot be sealed, since its key is gone, there are none. */
function sealedRows(rows: readonly ListRow[], folded: readonly FoldedStream[]): readonly Placed[] {
  const keys = new Map(folded.map(({ stream, key }) => [stream, key]));
  return rows.flatMap((row) => {
    const stream = streamOfRow(row);
    const key = keys.get(stream);
    if (!key) return [];
    const plain = Buffer.from(
      JSON.stringify({ ...row, sealed: row.sealed && Buffer.from(row.sealed).toString('base64') }),
    );
    // A copy of its own: what a pool is cut into would go between threads whole.
    return [{ stream, cursor: row.cursor, sealed: new Uint8Array(key.seal(plain, contextOf(stream))) }];
  });
}

const contextOf = (stream: StreamName): string => `past-row ${stream}`;

/** The row as it was made; null after an erasure. Faults: those of the keys. */
export async function openedPastRow(keys: Pick<Keys, 'of'>, { stream, sealed }: PastRow): Promise<ListRow | null> {
  const plain = await openedRow(keys, { stream, sealed, context: contextOf(stream) });
  if (!plain) return null;
  const row = JSON.parse(Buffer.from(plain).toString('utf8')) as Omit<ListRow, 'sealed'> & {
    readonly sealed: string | null;
  };
  return { ...row, sealed: row.sealed === null ? null : Buffer.from(row.sealed, 'base64') };
}
