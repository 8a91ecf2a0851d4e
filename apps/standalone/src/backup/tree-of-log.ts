/** The tree over the whole of a log's file, made anew from its events: what every signed word of the log is held against. */
import { openSqliteLogReader, type LogId, type Position } from '#event-log';
import { EMPTY, grown, leafHash, leafRecord, rootOf, type Hash } from '#proof';

const EVENTS_PER_PAGE = 1_000;

export interface TreeOfLog {
  /** Null of a log from before logs had any. */
  readonly id: LogId | null;
  readonly head: Position;
  readonly events: number;
  readonly root: Hash;
  /** By size, those that were asked about, 1 or more, and that the log has come to. */
  readonly rootsAt: ReadonlyMap<number, Hash>;
}

/** Reads all of it, each event held against its checksum. Throws `CorruptEvent`. `onRead` is told how many of how many. */
export function treeOfLog(
  path: string,
  sizes: readonly number[],
  onRead: (done: number, total: number) => void = () => undefined,
): TreeOfLog {
  const reader = openSqliteLogReader(path);
  try {
    const head = reader.head();
    const total = reader.eventsUpTo(head);
    const rootsAt = new Map<number, Hash>();
    let [edge, at, atEnd] = [EMPTY, reader.start, false];
    while (!atEnd) {
      const page = reader.readAll(at, { limit: EVENTS_PER_PAGE });
      for (const event of page.events) {
        edge = grown(edge, [leafHash(leafRecord(event))], () => undefined);
        if (sizes.includes(edge.size)) rootsAt.set(edge.size, rootOf(edge));
      }
      [at, atEnd] = [page.next, page.atEnd];
      onRead(edge.size, total);
    }
    return { id: reader.identity(), head, events: edge.size, root: rootOf(edge), rootsAt };
  } finally {
    reader.close();
  }
}
