/** How far this folder has come: kept apart from what it tells of, so that a file from an earlier backup is known for one. */
import { crc32 } from 'node:zlib';
import { readIfThere, writeOwnFile } from '#access';
import { type LogId, type Position, type SqliteEventLog } from '#event-log';
import { type Logger } from '#http';

/** How often it is written, where anything has moved. */
const SEEN_EVERY_MS = 5_000;

export interface Seen {
  readonly log: LogId;
  /** The log's last position, and the id of the event there; null of an empty log. */
  readonly head: Position;
  readonly event: string | null;
  /** Writes that the key store, the hub's own state, the ledger, the index of the feeds and the subscriptions had counted. */
  readonly keys: number;
  readonly state: number;
  readonly ledger: number;
  readonly feedIndex: number;
  readonly subscriptions: number;
}

const textOf = (seen: Seen): string => {
  const { log, head, event, keys, state, ledger, feedIndex, subscriptions } = seen;
  const text = JSON.stringify({ log, head, event, keys, state, ledger, feedIndex, subscriptions });
  return `${text}\n${crc32(text)}\n`;
};

const NONE_YET = { ledger: 0, feedIndex: 0, subscriptions: 0 } as const;

/** What was seen last; null where there is none, `damaged` where it is not what was written. */
export function readSeen(path: string): Seen | null | 'damaged' {
  try {
    const text = readIfThere(path);
    if (text === undefined) return null;
    const [line = '', crc = ''] = text.split('\n');
    if (crc !== String(crc32(line))) return 'damaged';
    // What was written before there was a ledger, an index of the feeds or any subscription tells none of it.
    return { ...NONE_YET, ...(JSON.parse(line) as Omit<Seen, keyof typeof NONE_YET>) };
  } catch {
    return 'damaged';
  }
}

export interface Seeing {
  readonly path: string;
  readonly log: Pick<SqliteEventLog, 'head' | 'readAll' | 'identity' | 'start'>;
  readonly keys: { writes(): number };
  readonly state: { writes(): number };
  readonly ledger: { writes(): number };
  readonly feed: { writes(): number };
  readonly subscriptions: { writes(): number };
  readonly logger: Logger;
}

/** Writes it now, and whenever something has moved, until it is closed. A write that fails is said and tried again. */
export async function keepSeen(seeing: Seeing): Promise<{ close(): Promise<void> }> {
  let last = '';
  const write = async (): Promise<void> => {
    const text = textOf(await seenNow(seeing));
    if (text === last) return;
    writeOwnFile(seeing.path, text);
    last = text;
  };
  const again = (): void => {
    write().catch((error: unknown) => {
      seeing.logger.warn({ err: error }, 'how far the folder has come could not be written');
    });
  };
  await write();
  const timer = setInterval(again, SEEN_EVERY_MS);
  timer.unref();
  return {
    close: async () => {
      clearInterval(timer);
      await write();
    },
  };
}

async function seenNow({ log, keys, state, ledger, feed, subscriptions }: Seeing): Promise<Seen> {
  const head = await log.head();
  const before = String(Number(head) - 1) as Position;
  const last = head === log.start ? null : (await log.readAll(before, { limit: 1 })).events[0];
  return {
    log: (await log.identity()) as LogId,
    head,
    event: last?.eventId ?? null,
    keys: keys.writes(),
    state: state.writes(),
    ledger: ledger.writes(),
    feedIndex: feed.writes(),
    subscriptions: subscriptions.writes(),
  };
}
