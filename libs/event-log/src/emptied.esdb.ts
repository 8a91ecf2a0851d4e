/** Streams that look as if they had never been written, though an administrator has emptied them. */
import { LRUCache } from 'lru-cache';
import { type Connection } from './connection.esdb.js';
import { CorruptEvent } from './event-log.port.js';
import { type StoredRecord } from './stored-event.esdb.js';

/** Streams known to be unwritten and not emptied, and milliseconds for which that is believed: from a read to the append after it. */
const KNOWN_MAX = 10_000;
const BELIEVED_MS = 5_000;

export interface Emptied {
  /** Asks what the server keeps beside a stream that it says is not there. Throws `CorruptEvent` where it was deleted softly. */
  refuse(stream: string): Promise<void>;
}

/** Calls are made once each: whoever asks tries again. */
export function emptiedOver(connection: Pick<Connection, 'read'>): Emptied {
  const known = new LRUCache<string, true>({ max: KNOWN_MAX, ttl: BELIEVED_MS });
  return {
    refuse: async (stream) => {
      if (known.has(stream)) return;
      const before = await shownFrom(connection, stream);
      if (before > 0) throw new CorruptEvent(null, `${stream} was deleted, or is not shown before revision ${before}`);
      known.set(stream, true);
    },
  };
}

/** The first revision that is shown of a stream: after a soft delete one that no event has. */
async function shownFrom(connection: Pick<Connection, 'read'>, stream: string): Promise<number> {
  let last: StoredRecord | undefined;
  const question = { stream: `$$${stream}`, from: 'end', direction: 'backwards', count: 1 } as const;
  await connection.read(question, (told) => {
    if (told.kind !== 'record') return 'more';
    last = told.record;
    return 'enough';
  });
  return last ? truncateBeforeIn(last.data) : 0;
}

/** `{"$tb": n}`. What cannot be read is not taken for nothing. */
function truncateBeforeIn(metadata: Uint8Array): number {
  try {
    const { $tb = 0 } = JSON.parse(Buffer.from(metadata).toString()) as { readonly $tb?: unknown };
    return Number($tb);
  } catch {
    throw new CorruptEvent(null, 'the metadata of a stream is not JSON');
  }
}
